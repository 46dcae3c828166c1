"""The code knows its paper: who scans it is told whether the sheet is the one that may hang."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from conftest import Sandbox
from loudao.codes.qr import LEAST_MODULE_MM, make_symbol, versioned
from loudao.plugin.engine import build_site
from pdf import decode_codes
from test_browser import Visit
from test_walls import NOTICE, run

PLACES = """\
community: 花园社区
contact: 居委会 0371-6555 0100
courtyards:
  - id: nonghang
    name: 农行小区
    steward: 院长王大姐 0371-6555 0103
    buildings: [{id: 3, name: 3号楼, units: [{id: 2, name: 2单元, floors: 6}]}]
boards: [{id: east-gate, name: 东门宣传栏, at: nonghang}]
"""
NEW, OLD = "这张纸是最新的。", "这张纸已经换新版，请告诉院长王大姐。"


@pytest.fixture
def box(sandbox: Sandbox) -> Sandbox:
    sandbox.write("galleries/places.yml", PLACES)
    sandbox.write("docs/停水.md", NOTICE)
    sandbox.photo("galleries/春/a.jpg", (900, 600))
    works = "works: [{photo: a.jpg, title: 甲, alt: 甲, floor: 2}]"
    sandbox.gallery("春", f"title: 春\nat: nonghang/3/2\n{works}\n")
    return sandbox.with_address()


def printed(box: Sandbox, words: str) -> str:
    """What the code of a sheet says."""
    run(box, "print", "all")
    [path] = (box.root / "out").glob(f"*{words}*.pdf")
    [address] = [text for text in decode_codes(path) if text.startswith("HTTPS://JF.CN/Q/")]
    return address.removeprefix("HTTPS://JF.CN/")


@contextmanager
def host(folder: Path, keeps_query: bool) -> Iterator[str]:
    """A host of static files that sends `/Q/X` to `/Q/X/`, and keeps what comes behind or not."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def send_header(self, keyword: str, value: str) -> None:
            if keyword == "Location" and not keeps_query:
                value = value.partition("?")[0]
            super().send_header(keyword, value)

        def log_message(self, *said: object) -> None:
            pass

    handler = functools.partial(Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def scan(browser: Browser, address: str, code: str, scripts: bool = True) -> tuple[str, str, str]:
    """Where one ends, what it says first, and the way that the window shows."""
    with browser.new_context(java_script_enabled=scripts) as context:
        visit = Visit(context, address)
        visit.page.goto(address + code)
        visit.page.wait_for_url(lambda url: "/Q/" not in url)
        visit.page.wait_for_load_state("networkidle")
        told = visit.page.locator("[role=status].paper")
        words = told.inner_text() if told.count() else ""
        if scripts:
            visit.assert_quiet()
        return visit.page.locator("h1").inner_text(), words, visit.page.url.removeprefix(address)


@pytest.mark.browser
def test_new_paper_is_called_new_and_old_paper_old(box: Sandbox, browser: Browser) -> None:
    code = printed(box, "停水-海报")
    site = build_site(box.config, None, "2026-11-21", {})
    with host(site, keeps_query=True) as address:
        title, words, shown = scan(browser, address, code)
        assert (title, words) == ("停水", NEW)
        assert "?" not in shown, "who passes the page on speaks of no paper"
        assert scan(browser, address, code.partition("?")[0])[1] == "", "a code of before"
        assert scan(browser, address, f"{code.partition('?')[0]}?x=1")[1] == ""
    box.write("docs/停水.md", NOTICE.replace("明天", "后天"))
    site = build_site(box.config, None, "2026-11-21", {})
    with host(site, keeps_query=True) as address:
        assert scan(browser, address, code)[:2] == ("停水", OLD)


@pytest.mark.browser
def test_a_host_that_drops_the_query_and_a_phone_without_scripts_open_the_page_all_the_same(
    box: Sandbox, browser: Browser
) -> None:
    code = printed(box, "2层-楼层牌")
    site = build_site(box.config, None, "2026-11-21", {})
    with host(site, keeps_query=True) as address:
        _, words, shown = scan(browser, address, code)
        assert words == NEW and shown.endswith("#floor-2")
        without = scan(browser, address, code, scripts=False)
        assert without[1] == "" and without[2].endswith("#floor-2")
    with host(site, keeps_query=False) as address:
        assert scan(browser, address, code)[1] == ""


def test_each_label_knows_its_own(box: Sandbox) -> None:
    code = printed(box, "展签")
    before = code.partition("?")[2]
    site = build_site(box.config, None, "2026-11-21", {})
    page = (site / "galleries/春/a/index.html").read_text("utf-8")
    assert f'data-versions="{before}"' in page


def test_the_version_comes_from_what_the_sheet_says_not_from_its_address(box: Sandbox) -> None:
    before = urlsplit(printed(box, "停水-海报")).query
    box.config.write_text(box.config.read_text("utf-8").replace("jf.cn", "jiefang.cn"), "utf-8")
    run(box, "print", "停水", "--draft")
    [path] = (box.root / "out").glob("*停水-海报*.pdf")
    [address] = decode_codes(path)
    assert address.startswith("HTTPS://JIEFANG.CN/Q/") and urlsplit(address).query == before


@pytest.mark.parametrize("length", range(1, 300, 13))
@pytest.mark.parametrize("side", [12, 18, 24, 50])
def test_an_address_bears_a_version_only_where_both_print_well(length: int, side: int) -> None:
    address = f"HTTPS://{'A' * length}.CN/Q/7K3F"
    whole = versioned(address, "K7Q2", side)
    assert whole in (address, f"{address}?K7Q2")
    if whole != address:
        assert side / make_symbol(whole, side).modules >= LEAST_MODULE_MM


def test_a_short_host_keeps_the_smallest_symbol_at_the_strongest_level() -> None:
    assert make_symbol(versioned("HTTPS://JF.CN/Q/7K3F", "K7Q2", 26), 26).modules == 29
