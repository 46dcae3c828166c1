"""Every page knows its own address, and every link on it leads to something that is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser

from conftest import TODAY, Sandbox, small_site
from loudao.plugin.engine import build_site
from test_browser import serving

NOTICE = """\
---
kind: notice
title: 停水 通知
at: nonghang/3/2
when: 2026-11-25 8:00-12:00
where: 农行小区/3号楼
who: 楼长 0371-6555 0101
---
# 停水 通知

请各家**提前**存水。
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site below a folder of its host, whose pages have names that addresses have to spell."""
    box = small_site(tmp_path_factory.mktemp("own"))
    text = box.config.read_text("utf-8").replace("huayuan.example/", "huayuan.example/社区 网/")
    box.write("mkdocs.yml", text.replace("loudao]", "loudao: {icp: 豫ICP备12345678号-1}]"))
    box.write("docs/关于 我们.md", "# 关于我们\n\n花园社区。\n")
    box.write("docs/通知/停水 & 停电.md", NOTICE)
    box.photo("galleries/春 天/花 1.jpg")
    box.gallery(
        "春 天", "title: 春天\nat: nonghang/3/2\nworks: [{photo: 花 1.jpg, title: 花, alt: 花}]"
    )
    return build_site(box.config, None, TODAY.isoformat(), {})


def pages(site: Path) -> Iterator[tuple[str, str]]:
    """Those that have an address of their own: their uri and their text."""
    for path in sorted(site.rglob("*.html")):
        uri = path.relative_to(site).as_posix().removesuffix("index.html")
        yield uri, path.read_text("utf-8")


def test_each_says_its_own_address(site: Path) -> None:
    told = {
        uri: unescape(found[1])
        for uri, page in pages(site)
        if (found := re.search(r'<link rel="canonical" href="([^"]*)"', page))
    }
    assert len(told) > 8
    for uri, address in told.items():
        assert unquote(address) == f"https://huayuan.example/社区 网/{uri}"


def test_no_link_leads_nowhere(site: Path) -> None:
    here = "https://huayuan.example/%E7%A4%BE%E5%8C%BA%20%E7%BD%91/"
    followed = 0
    for uri, page in pages(site):
        for link in re.findall(r'<a\b[^>]*\shref="([^"]*)"', page):
            address = urlsplit(urljoin(here + uri.replace(" ", "%20"), unescape(link)))
            if address.netloc != "huayuan.example":
                continue
            path = unquote(address.path).removeprefix("/社区 网/")
            target = site / path
            assert target.is_file() or (target / "index.html").is_file(), (uri, link)
            followed += 1
    assert followed > 50


def test_a_notice_is_told_in_a_line_as_one_would_say_it(site: Path) -> None:
    page = dict(pages(site))["通知/停水 & 停电/"]
    [told] = re.findall(r'<meta name="description" content="([^"]*)"', page)
    assert unescape(told) == (
        "11月25日（星期三）8:00—12:00 · 农行小区 3号楼 · 楼长 0371-6555 0101 · 请各家提前存水。"
    )


def test_the_number_of_its_registration_stands_on_every_page(site: Path) -> None:
    for uri, page in pages(site):
        if '<footer class="foot">' in page:
            foot = page.partition('<footer class="foot">')[2]
            assert "豫ICP备12345678号-1</a>" in foot, uri
            assert 'href="https://beian.miit.gov.cn/"' in foot, uri


@pytest.mark.browser
def test_on_paper_a_page_is_its_words_and_its_code(site: Path, browser: Browser) -> None:
    with serving(site) as address, browser.new_context() as context:
        page = context.new_page()
        for uri in ("", "通知/停水 & 停电/", "galleries/春-天/", "galleries/春-天/花-1/"):
            page.goto(address + uri)
            page.emulate_media(media="print")
            for hidden in (".bar", ".dock", ".aloud", "main form", "main details", ".call"):
                assert page.locator(hidden).locator("visible=true").count() == 0, (uri, hidden)
            if uri:
                assert re.search(
                    "这一页的短码是 [0-9A-Z]{4}", page.locator(".foot").inner_text()
                ), uri


def test_a_nav_that_nobody_writes_is_called_as_residents_know_it(sandbox: Sandbox) -> None:
    sandbox.show_pages_of_the_theme()
    sandbox.write("docs/notices/停水.md", NOTICE)
    sandbox.write("docs/notices/index.md", "# 通知\n")
    site = build_site(sandbox.config, None, TODAY.isoformat(), {})
    nav = (site / "index.html").read_text("utf-8").partition("md-nav--primary")[2]
    names = re.findall(r'class="md-ellipsis">\s*([^<]*?)\s*<', nav)
    assert {"通知", "停水 通知", "画廊"} <= set(names)
    assert not {"Notices", "Places"} & set(names)
