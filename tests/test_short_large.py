"""Large type is a shorter page, what is folded is a row, and what is found has its room."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route

from conftest import DemoSite, small_site
from loudao.plugin.engine import build_site
from loudao.web.coming import span_read
from test_browser import serving, visiting

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(demo: DemoSite) -> Iterator[str]:
    with serving(demo.folder) as address:
        yield address


@pytest.mark.parametrize(
    ("starts", "ends", "told"),
    [
        (date(2026, 11, 30), date(2026, 12, 6), "11月30日到12月6日"),
        (date(2026, 12, 28), date(2027, 1, 3), "12月28日到2027年1月3日"),
        (date(2027, 1, 4), date(2027, 1, 10), "2027年1月4日到1月10日"),
    ],
)
def test_days_that_come_next_have_a_year_only_where_it_is_another(
    starts: date, ends: date, told: str
) -> None:
    assert span_read(starts, ends, date(2026, 11, 21)) == told


@pytest.mark.parametrize("width", [360, 390, 430, 1440])
def test_headings_of_a_large_home_keep_their_link_at_the_right_of_one_line(
    width: int, browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(f"{address}#big")
    rows = page.locator(".home:has(a)").all()
    assert len(rows) >= 3
    for row in rows:
        heading, link = (row.locator(it).bounding_box() for it in ("h2", "a"))
        assert heading and link
        assert link["x"] > heading["x"] + heading["width"]
    page.close()


@pytest.mark.parametrize(("width", "next_"), [(390, 2), (1440, 3)])
def test_a_large_home_tells_two_things_that_come_next_on_a_phone_and_all_behind_the_button(
    width: int, next_: int, browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(f"{address}#big")
    assert page.locator(".next li:visible").count() == next_
    page.locator("[data-whole]").click()
    assert page.locator(".next li:visible").count() == 3
    page.close()


@pytest.mark.parametrize("width", [320, 390, 768])
def test_how_soon_keeps_off_the_title_above_it(width: int, browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.clock.set_fixed_time("2026-11-21T09:00:00")
    page.goto(address)
    tops = page.locator(".top:has(.badge:not(:empty))").all()
    assert len(tops) >= 3
    for top in tops:
        title, soon = (top.locator(it).bounding_box() for it in ("b", ".soon"))
        assert title and soon
        beside = soon["x"] >= title["x"] + title["width"]
        assert beside or soon["y"] - title["y"] - title["height"] >= 6
    page.close()


PAGES = ("disclosures/三季度收益/", "notices/停水/", "reports/扫雪/", "sheets/楼道里挂什么/",
         "sheets/家门口的工作/", "galleries/书画天地/", "places/nonghang/3/")  # fmt: skip


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("uri", PAGES)
def test_what_is_folded_is_a_row_below_who_reads_and_no_hole_below_it(
    uri: str, width: int, browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{address}{uri}")
    folds = [b for it in page.locator(".ld-fold").all() if (b := it.bounding_box())]
    assert folds
    assert all(56 <= fold["height"] <= 60 for fold in folds)
    for above, below in pairwise(folds):
        assert below["y"] == pytest.approx(above["y"] + above["height"], abs=1)
    order = "() => [...document.querySelectorAll('[data-aloud],.recorded,.ld-fold')]"
    kinds = page.evaluate(f"({order})().map(e => e.matches('.ld-fold'))")
    assert kinds == sorted(kinds)
    if width == 390:
        foot = page.locator(".foot").bounding_box()
        assert foot
        assert foot["y"] - folds[-1]["y"] - folds[-1]["height"] < 34
    page.close()


@pytest.mark.parametrize("width", [320, 390, 1440])
@pytest.mark.parametrize("uri", ["find/", "404.html"])
def test_other_ways_than_searching_are_keys_and_the_field_shows_what_a_code_is_like(
    uri: str, width: int, browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{address}{uri}")
    keys = [b for it in page.locator(".keys a").all() if (b := it.bounding_box())]
    assert len(keys) >= 2
    assert all(key["height"] >= 60 and key["width"] <= 450 for key in keys)
    assert page.locator("#q").get_attribute("placeholder") == "WF65"
    page.close()


def test_what_is_found_does_not_move_the_shelves_below_it(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    places: list[float] = []

    def top() -> float:
        return float(page.evaluate("document.querySelector('.keys').getBoundingClientRect().top"))

    def come(route: Route) -> None:
        places.append(top())
        route.continue_()

    page.route(re.compile(r"/find/d?[0-9]+\.js"), come)
    page.goto(f"{address}find/index.html?q=春山")
    page.wait_for_function("document.querySelectorAll('#found li').length > 0")
    assert places
    assert top() == pytest.approx(places[0], abs=1)
    page.close()


def test_a_run_of_empty_storeys_is_as_wide_as_its_numbers(browser: Browser, tmp_path: Path) -> None:
    box = small_site(tmp_path)
    places = box.root / "galleries/places.yml"
    places.write_text(places.read_text("utf-8").replace("floors: 6", "floors: 33"), "utf-8")
    box.write(
        "galleries/诗/gallery.yml",
        "title: 诗\nat: nonghang/3/2\nconsent: yes\n"
        "works:\n  - {title: 诗, alt: 诗, text: 一树梅花, floor: 1}\n"
        "  - {title: 词, alt: 词, text: 一树梅花, floor: 1}\n",
    )
    with visiting(browser, build_site(box.config, None, "2026-11-21", {})) as visit:
        for width in (320, 390, 1440):
            visit.page.set_viewport_size({"width": width, "height": 844})
            page = visit.open("places/nonghang/3/2/")
            number, told = (page.locator(f".run {it}").bounding_box() for it in ("h2 b", ".soft"))
            assert number and told
            assert number["x"] + number["width"] <= told["x"]
            if width < 640:
                works = page.locator("#floor-1 li").all()
                first, second = (at for it in works if (at := it.bounding_box()))
                assert second["y"] >= first["y"] + first["height"]
