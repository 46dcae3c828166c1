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
