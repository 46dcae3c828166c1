"""Large type that is remembered is there before anything is drawn, however late the script comes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route

from conftest import TODAY, DemoSite
from test_browser import PAGES, SHIFT, serving

pytestmark = pytest.mark.browser

SITE_JS = "**/assets/loudao/site.js"


@pytest.fixture(scope="module")
def address(demo: DemoSite) -> Iterator[str]:
    with serving(demo.folder) as address:
        yield address


@contextmanager
def opened(browser: Browser, width: int, large: bool) -> Iterator[Page]:
    with browser.new_context(
        viewport={"width": width, "height": 844}, service_workers="block"
    ) as context:
        if large:
            context.add_init_script("localStorage.setItem('loudao-large', '1')")
        context.clock.set_fixed_time(datetime.combine(TODAY, time(9)))
        yield context.new_page()


@pytest.mark.parametrize("large", [True, False], ids=["large", "small"])
@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_jumps_when_the_script_comes_late(
    width: int, large: bool, browser: Browser, address: str, demo: DemoSite
) -> None:
    uris = [*PAGES.values(), "find/", "disclosures/", "places/", "sheets/居民评议/"]
    with opened(browser, width, large) as page:

        def late(route: Route) -> None:
            page.wait_for_timeout(150)
            route.continue_()

        page.route(SITE_JS, late)
        for uri in uris:
            page.goto(address + quote(uri), wait_until="load")
            assert page.evaluate(SHIFT) <= 0.02, uri
            assert page.locator("html.big").count() == large


@pytest.mark.parametrize(("large", "way"), [(True, ""), (False, "#big")], ids=["kept", "linked"])
def test_large_type_needs_no_file_to_begin(
    large: bool, way: str, browser: Browser, address: str
) -> None:
    """Where the signal gives out after the page, what was chosen holds."""
    with opened(browser, 390, large) as page:
        page.route(SITE_JS, lambda route: route.abort())
        page.goto(address + way)
        assert page.locator("html.big").count() == 1


DESK = """() => {
  const box = (it) => document.querySelector(it)?.getBoundingClientRect();
  const main = document.querySelector("main"), words = box(".notice-words");
  const above = [".ld-time", ".ld-side", ".ld-call"].map(box).filter(Boolean).map((b) => b.bottom);
  return {
    below: words.top - Math.max(...above),
    hole: Math.max(...above) - Math.min(...above.slice(0, 1)),
    beside: main.clientWidth - 32 - words.width,
    cut: [...document.querySelectorAll("td, th")]
      .filter((cell) => cell.scrollWidth > cell.clientWidth + 1).length,
  };
}"""


@pytest.mark.parametrize("uri", ["notices/停水/", "disclosures/三季度收益/"])
def test_at_a_desk_words_stand_below_the_day_as_wide_as_the_page(
    uri: str, browser: Browser, address: str
) -> None:
    with opened(browser, 1440, True) as page:
        page.goto(address + quote(uri))
        found = page.evaluate(DESK)
    assert 0 <= found["below"] < 60
    assert found["hole"] < 120
    assert abs(found["beside"]) < 2
    assert found["cut"] == 0


@pytest.mark.parametrize("width", [768, 1100, 1440])
def test_no_floor_is_torn_over_columns(width: int, browser: Browser, address: str) -> None:
    torn = """[...document.querySelectorAll(".floors > section")]
        .filter((floor) => floor.getClientRects().length > 1).length"""
    with opened(browser, width, True) as page:
        for uri in ("galleries/书画天地/", "galleries/学习园地/", "galleries/老年之友/"):
            page.goto(address + quote(uri))
            assert page.locator(".floors > section").count()
            assert page.evaluate(torn) == 0, uri


BUTTONS = """() => {
  const box = (it) => { const b = it.getBoundingClientRect(); return [b.left, b.width].map(Math.round); };
  const keys = [...document.querySelectorAll(".acts > button")].filter((it) => it.offsetWidth);
  return {
    keys: keys.map(box),
    borders: [...new Set(keys.map((it) => getComputedStyle(it).border))],
    call: box(document.querySelector(".foot .call")),
  };
}"""


@pytest.mark.parametrize("width", [390, 768, 1116, 1440])
def test_all_buttons_are_of_one_width_and_one_border_and_stand_in_two_columns(
    width: int, browser: Browser, address: str
) -> None:
    several = 0
    with opened(browser, width, True) as page:
        page.add_init_script("speechSynthesis.getVoices = () => [{ lang: 'zh-CN' }]")
        for uri in [
            *PAGES.values(),
            "disclosures/三季度收益/",
            "sheets/居民评议/",
            "reports/扫雪/",
        ]:
            page.goto(address + quote(uri))
            page.wait_for_load_state("networkidle")
            found = page.evaluate(BUTTONS)
            if len(found["keys"]) < 2:
                continue
            several += 1
            (one, wide), (other, same) = found["keys"]
            assert wide == same, uri
            assert len(found["borders"]) == 1, uri
            assert one + wide <= other, uri
            assert width < 1116 or found["call"] == [other, wide], uri
    assert several >= 3


def test_a_list_of_a_notice_is_not_torn_and_stands_beside_what_is_said(
    browser: Browser, address: str
) -> None:
    with opened(browser, 1440, True) as page:
        page.goto(address + quote("notices/停水/"))
        said = page.locator(".notice-words > p").all()
        items = [
            item.bounding_box()
            for item in page.locator(".notice-words > ul:not(.ld-facts) > li").all()
        ]
        where = page.locator(".ld-side").bounding_box()
        boxes = [item.bounding_box() for item in said]
    assert len(items) == 3 and where
    assert {round(box["x"]) for box in items if box} == {round(where["x"])}
    assert boxes[0] and items[0] and abs(boxes[0]["y"] - items[0]["y"]) < 6
    assert all(box and box["x"] + box["width"] < where["x"] for box in boxes)


@pytest.mark.parametrize("width", [360, 390, 768, 1440])
def test_words_of_a_band_keep_off_their_labels_and_of_a_button_off_its_edges(
    width: int, browser: Browser, address: str
) -> None:
    apart = """() => [...document.querySelectorAll(".ld-side .ld-row")].filter((row) => row.offsetHeight)
        .map((row) => [row.firstElementChild, row.lastElementChild].map((it) => {
          const words = document.createRange();
          words.selectNodeContents(it);
          return words.getBoundingClientRect();
        })).map(([label, told]) => Math.max(told.left - label.right, told.top - label.bottom))"""
    edges = """() => {
      const button = document.querySelector(".ld-call"), all = button.getBoundingClientRect();
      const parts = [...button.children].map((it) => it.getBoundingClientRect());
      return [all.width > 340 ? 10 : 0, Math.min(...parts.map((it) => it.left)) - all.left,
        all.right - Math.max(...parts.map((it) => it.right))];
    }"""
    with opened(browser, width, False) as page:
        for uri in ("notices/停水/", "disclosures/三季度收益/"):
            page.goto(address + quote(uri))
            assert min(page.evaluate(apart)) >= 6, uri
            least, *sides = page.evaluate(edges)
            assert min(sides) >= least, uri
