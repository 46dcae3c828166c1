"""What is promised of every page, looked at on every kind of page of the demo."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from conftest import ROOT, DemoSite, small_site
from loudao.plugin.engine import build_site
from test_browser import PAGES, PHONE, axe, serving, visiting

sys.path.append(str(ROOT / "scripts"))
from web_pages import kinds_of_pages

pytestmark = pytest.mark.browser


def every_kind(folder: Path) -> dict[str, str]:
    """Name → address: the longest page of each folder and depth, and what differs below one."""
    pages = kinds_of_pages(folder) | {name: quote(uri) for name, uri in PAGES.items()}
    sheets = sorted(path.parent for path in folder.glob("sheets/*/index.html"))
    pages |= {f"sheet {s.name}": quote(f"sheets/{s.name}/") for s in sheets}
    pages["what was found"] = "find/?q=" + quote("书")
    return {name: uri for uri, name in {uri: name for name, uri in pages.items()}.items()}


@pytest.fixture(scope="module")
def kinds(demo: DemoSite) -> dict[str, str]:
    found = every_kind(demo.folder)
    assert len(found) >= 20
    return found


@pytest.fixture(scope="module")
def address(demo: DemoSite) -> Iterator[str]:
    with serving(demo.folder) as address:
        yield address


FORWARD = r'<meta http-equiv="refresh"[^>]*>|<script>.*?</script>'


def stay(context: BrowserContext, folder: Path) -> None:
    """A code's page forwards at once: without that it can be looked at."""

    def fulfil(route: Route) -> None:
        code = re.search(r"/Q/(\w+)", route.request.url)
        assert code
        html = (folder / "Q" / code[1] / "index.html").read_text("utf-8")
        route.fulfill(body=re.sub(FORWARD, "", html), content_type="text/html")

    context.route("**/Q/**", fulfil)


def visit_all(
    context: BrowserContext, address: str, folder: Path, kinds: dict[str, str], hash_: str = ""
) -> Iterator[tuple[str, Page]]:
    stay(context, folder)
    page = context.new_page()
    for name, uri in kinds.items():
        page.goto("about:blank")
        page.goto(f"{address}{uri}{hash_}")
        page.wait_for_load_state("networkidle")
        if name == "what was found":
            page.locator("#found a").first.wait_for()
            assert page.locator("#more").is_visible()
        yield name, page


TARGETS = """least => [...document.querySelectorAll(
  "a, button, summary, input, select, textarea, audio, [role=button]")]
  .filter(e => e.checkVisibility() && !e.matches(".skip") && !e.closest(".heard"))
  .filter(e => {
    // a link in a sentence is as wide as its words
    const box = e.getBoundingClientRect(), flows = getComputedStyle(e).display === "inline";
    const lines = [...e.getClientRects()];
    const tall = flows ? Math.max(...lines.map(line => line.height)) : box.height;
    return box.width && (tall < least - .5 || (!flows && box.width < least - .5));
  }).map(e => e.outerHTML.slice(0, 120))"""

SMALLER = """least => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  const size = e => parseFloat(getComputedStyle(e).fontSize);
  while (walk.nextNode()) {
    const text = walk.currentNode.data.trim(), e = walk.currentNode.parentElement;
    const seen = text && e.checkVisibility() && !e.closest(".heard, .skip, .seal");
    if (seen && size(e) < least) found.push(text);
  }
  for (const e of document.querySelectorAll("input, select, textarea")) {
    if (e.checkVisibility() && size(e) < least) found.push(e.outerHTML);
  }
  return found;
}"""


def faults(page: Page, text: int, target: int) -> list[Any]:
    """Texts and targets that are smaller than pixels promised, and what axe finds."""
    return [*page.evaluate(SMALLER, text), *page.evaluate(TARGETS, target), *axe(page)]


@pytest.mark.parametrize(
    ("scheme", "hash_", "text", "target"),
    [("light", "", 16, 44), ("dark", "", 16, 44), ("light", "#big", 26, 60)],
    ids=["light", "dark", "large"],
)
def test_every_page_is_read_and_touched_with_ease(
    scheme: Any,
    hash_: str,
    text: int,
    target: int,
    browser: Browser,
    address: str,
    demo: DemoSite,
    kinds: dict[str, str],
) -> None:
    """16 and 44 px, in large type 26 and 60; and nothing against WCAG AA."""
    alike = {name for name in kinds if hash_ and name in ("screen", "Q1")}  # have no large type
    found = {}
    with browser.new_context(**PHONE, color_scheme=scheme) as context:
        shown = {name: uri for name, uri in kinds.items() if name not in alike}
        for name, page in visit_all(context, address, demo.folder, shown, hash_):
            found[name] = faults(page, text, target)
            if hash_ and page.locator("[data-whole]:visible").count():
                page.locator("[data-whole]").click()
                found[f"{name}, whole"] = faults(page, text, target)
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, name
    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.parametrize("width", [320, 1440])
def test_on_a_narrow_phone_and_a_desk_too(
    width: int, browser: Browser, address: str, demo: DemoSite, kinds: dict[str, str]
) -> None:
    found = {}
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        for name, page in visit_all(context, address, demo.folder, kinds):
            found[name] = [*page.evaluate(SMALLER, 16), *page.evaluate(TARGETS, 44)]
    assert {name: what for name, what in found.items() if what} == {}


_SPOKEN = re.compile(r"\d:\d\d|^[\d–—月星期一二三四五六日]+$|^(谁来管|意见找谁)$")
"""Days and hours, and who is to be called: large type says them in other words."""
_DRAWN = "document.querySelectorAll('.ornament, .on-wall, .strip, .slot, .jump:not(.lists)').forEach(e => e.remove())"
"""Seals, what stands for a work that has a page of its own, numbers of slots, which large type has on
a line of their own, and the ways within a page."""


def test_large_type_is_a_shorter_page_and_loses_nothing(
    browser: Browser, address: str, demo: DemoSite, kinds: dict[str, str]
) -> None:
    tall = "document.documentElement.scrollHeight"
    longer, lost = {}, {}
    shown = {name: uri for name, uri in kinds.items() if name not in ("screen", "Q1")}
    # what fits two screens has little to fold; what was found is as long as what there is
    with browser.new_context(**PHONE) as context:
        for name, page in visit_all(context, address, demo.folder, shown):
            normal = page.evaluate(tall)
            page.locator("[data-large]").click()
            large = page.evaluate(tall)
            page.locator("[data-large]").click()
            page.evaluate(_DRAWN)
            words = page.locator("main").inner_text()
            page.locator("[data-large]").click()
            if large > max(normal * 1.02, 2 * 844) and name != "what was found":
                longer[name] = (normal, large)
            key = page.locator("[data-whole]:visible")
            if key.count():
                key.click()
                assert page.locator("[data-whole]").get_attribute("aria-expanded") == "true"
            seen = "".join(page.locator("main").inner_text().split())
            lines = ("".join(line.split()) for line in words.splitlines())
            gone = [line for line in lines if line and line not in seen]
            lost[name] = [line for line in gone if not _SPOKEN.search(line)]
            page.locator("[data-large]").click()
    assert longer == {}
    assert {name: what for name, what in lost.items() if what} == {}


_TOLD = re.compile(
    r"|今天|明天|后天|这几天|还有\d+天|还剩\d+天|还剩|\d{1,3}|天|\d+天前结束|已经结束|念给我听|去|手里有短码？"
)
"""What scripts add: how soon it is, and two things that nothing else can do."""


def test_without_scripts_every_page_is_whole(
    browser: Browser, address: str, demo: DemoSite, kinds: dict[str, str]
) -> None:
    """All but search, the display's turns and what is read aloud."""
    shown = {n: u for n, u in kinds.items() if n not in ("screen", "find", "what was found")}
    said: dict[bool, dict[str, list[str]]] = {True: {}, False: {}}
    for scripts in said:
        with browser.new_context(**PHONE, java_script_enabled=scripts) as context:
            for name, page in visit_all(context, address, demo.folder, shown):
                text = page.locator("main").inner_text()
                said[scripts][name] = ["".join(line.split()) for line in text.splitlines()]
                if not scripts:
                    assert page.locator("main h1").count() == 1, name
                    for image in page.locator("main img:visible").all():
                        box = image.bounding_box()
                        assert box and box["width"] > 20 and box["height"] > 8, name
    lost = {
        name: [
            line for line in lines if line not in said[False][name] and not _TOLD.fullmatch(line)
        ]
        for name, lines in said[True].items()
    }
    assert {name: what for name, what in lost.items() if what} == {}


@pytest.mark.parametrize("what", ["table", "code"])
def test_what_is_wider_than_a_phone_is_moved_along_with_keys(
    what: str, browser: Browser, tmp_path: Path
) -> None:
    box = small_site(tmp_path)
    cells = [f"第{number}季度收入合计" for number in range(9)]
    rows = [cells, ["---"] * 9, ["1234567.89元"] * 9]
    wide = {
        "table": "\n".join(f"| {' | '.join(row)} |" for row in rows),
        "code": f"    {'loudao-' * 60}",
    }
    box.write("docs/账目.md", f"# 账目\n\n{wide[what]}\n")
    with visiting(browser, build_site(box.config, None, "2026-11-21", {})) as visit:
        page = visit.open("账目/")
        moved = page.locator(".words :is(table, pre)")
        assert moved.evaluate("e => e.scrollWidth > e.clientWidth + 50")
        assert axe(page) == []
        moved.focus()
        for _ in range(5):
            page.keyboard.press("ArrowRight")
        page.wait_for_timeout(300)
        assert moved.evaluate("e => e.scrollLeft") > 20
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        visit.assert_quiet()
