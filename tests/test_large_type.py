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
