"""The wall of a work: a sheet of prose stands upright on it, and in large type a picture begins
where the page does."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, FloatRect, Page

from conftest import small_site
from loudao.plugin.engine import build_site
from test_browser import serving
from test_large_type import opened

pytestmark = pytest.mark.browser

SENTENCE = "自从楼道里挂上了书画，我走得慢了，一楼有一架书，二楼有一副春联。"
PROSE = {"一句": 1, "一页": 6, "很长": 60}
SHAPES = {"长幅": (1000, 400), "方": (600, 600), "条": (200, 600)}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    box = small_site(tmp_path_factory.mktemp("walls"))
    works = []
    for number, (name, size) in enumerate(SHAPES.items()):
        box.photo(f"galleries/春/{name}.jpg", size, seed=number)
        works.append(f"  - {{photo: {name}.jpg, title: {name}, artist: 甲, floor: 2}}\n")
    for name, many in PROSE.items():
        lines = "".join(f"      {SENTENCE}\n\n" for _ in range(many))
        works.append(f"  - title: 我家楼道会说话{name}\n    artist: 小学三年级学生\n    floor: 2\n"
                     f"    text: |\n{lines}")  # fmt: skip
    box.gallery("春", "title: 春风十里展\nat: nonghang/3/2\nworks:\n" + "".join(works))
    with serving(build_site(box.config, None, "2026-11-21", {})) as address:
        yield address


def visit(page: Page, address: str, uri: str) -> None:
    page.goto(address + quote(uri))
    page.wait_for_load_state("networkidle")


def box_of(page: Page, what: str) -> FloatRect:
    found = page.locator(what).first.bounding_box()
    assert found, what
    return found


@pytest.mark.parametrize("width", [768, 1116, 1440])
@pytest.mark.parametrize("name", PROSE)
def test_a_sheet_of_prose_is_higher_than_wide_and_holds_all_of_it(
    name: str, width: int, browser: Browser, address: str
) -> None:
    with opened(browser, width, False) as page:
        visit(page, address, f"galleries/春/我家楼道会说话{name}/")
        sheet, wall = box_of(page, ".words-full"), box_of(page, ".wall")
        lines = page.locator(".words-full").evaluate(
            "it => it.scrollHeight <= it.clientHeight && it.scrollWidth <= it.clientWidth"
        )
    assert 400 <= sheet["width"] <= 600 and sheet["height"] > sheet["width"] and lines
    assert sheet["y"] >= wall["y"] + 16
    assert sheet["y"] + sheet["height"] <= wall["y"] + wall["height"] - 16


@pytest.mark.parametrize("width", [1116, 1440, 1920])
@pytest.mark.parametrize("name", [*SHAPES, *(f"我家楼道会说话{name}" for name in PROSE)])
def test_in_large_type_at_a_desk_a_work_begins_where_the_page_does_beside_its_name(
    name: str, width: int, browser: Browser, address: str
) -> None:
    with opened(browser, width, True) as page:
        visit(page, address, f"galleries/春/{name}/")
        shown = box_of(page, ".wall img, .words-full")
        title, bar, about = (box_of(page, what) for what in ("h1", ".bar .name", ".about"))
        zoom = box_of(page, ".zoom") if name in SHAPES else None
        ends = box_of(page, ".ends")
    assert shown["x"] == pytest.approx(bar["x"], abs=1)
    assert abs(shown["y"] - title["y"]) <= 16 and shown["width"] <= 740
    assert shown["x"] + shown["width"] < title["x"]
    lowest = shown["y"] + shown["height"]
    if zoom:
        assert 12 <= zoom["y"] - lowest <= 24
        assert zoom["x"] + zoom["width"] >= shown["x"] + shown["width"] - 1
        lowest = zoom["y"] + zoom["height"]
    assert ends["y"] - max(lowest, about["y"] + about["height"]) < 60


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_in_large_type_the_floor_stands_beside_whose_it_is(
    width: int, browser: Browser, address: str
) -> None:
    with opened(browser, width, True) as page:
        visit(page, address, "galleries/春/我家楼道会说话一页/")
        plate, artist = box_of(page, ".named .plate"), box_of(page, ".named .artist")
    middle = plate["y"] + plate["height"] / 2
    assert artist["y"] < middle < artist["y"] + artist["height"]
    assert plate["x"] < artist["x"]
