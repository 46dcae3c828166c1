"""How works hang on pages: once and whole on their wall, their names on the first screen, floors in
rows that are full; and large type at a desk."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, FloatRect, Page

from conftest import small_site
from loudao.plugin.engine import build_site
from loudao.web.work import in_pairs
from test_browser import Visit, serving
from test_large_type import opened
from test_lines import window
from test_screen import notice

pytestmark = pytest.mark.browser

SHAPES = {
    "宽": (900, 450),
    "幅": (1000, 400),
    "横": (1170, 300),
    "卷": (3000, 400),
    "短卷": (500, 60),
}
SINGLE = ("宽", "幅", "横")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    box = small_site(tmp_path_factory.mktemp("hung"))
    for number, (name, size) in enumerate(SHAPES.items()):
        box.photo(f"galleries/春/{name}.jpg", size, seed=number)
    box.gallery(
        "春",
        "title: 春风十里展\nat: nonghang/3/2\nstyle: 素\nworks:\n"
        + "".join(f"  - {{photo: {n}.jpg, title: {n}, artist: 甲, floor: 1}}\n" for n in SHAPES),
    )
    for number, size in enumerate([(200, 390), (200, 400), (280, 400), (740, 400)]):
        box.photo(f"galleries/楼/{number}.jpg", size, seed=number)
    floors = zip("0123", (2, 3, 3, 4), strict=True)
    box.gallery(
        "楼",
        "title: 楼\nat: nonghang/3/2\nworks:\n"
        + "".join(
            f"  - {{photo: {n}.jpg, title: 第{n}件, artist: 甲, year: 2026, floor: {at}}}\n"
            for n, at in floors
        ),
    )
    box.gallery(
        "文",
        "title: 文\nat: nonghang/3/2\nworks:\n"
        "  - {title: 诗, floor: 1, text: '老来无事学涂鸦'}\n"
        "  - {title: 记, floor: 1, text: '2026年，我家楼道里挂上了书画，我走得慢了。'}\n"
        "  - {title: 句, floor: 2, text: '一楼有一架书'}\n",
    )
    for name, front in {
        "一": "when: 2026-11-25 14:30-16:00\nwhere: 农行小区/3号楼\n",
        "几": "when: [2026-11-25 到 2026-11-28 8:00-17:00, 2026-12-01 9:00]\n",
        "无": "",
    }.items():
        notice(box, name, front + "who: 居委会 0371-65550100\n", f"停水{name}")
    with serving(build_site(box.config, None, "2026-11-21", {})) as address:
        yield address


def shown(page: Page, what: str) -> list[FloatRect]:
    found = (each.bounding_box() for each in page.locator(what).all() if each.is_visible())
    return [box for box in found if box]


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("size", [(390, 844), (768, 1024), (1440, 900)])
@pytest.mark.parametrize("name", SHAPES)
def test_a_wide_work_is_shown_once_and_its_name_is_on_the_first_screen(
    name: str, size: tuple[int, int], large: bool, browser: Browser, address: str
) -> None:
    with window(browser, address, large, *size) as visit:
        page = visit.open(f"galleries/春/{name}/")
        whole = shown(page, ".wall img")
        read = shown(page, ".read .pan")
        if name in SINGLE:
            assert len(whole) == 1 and not read
            assert page.locator(".pan").count() == 0
        else:
            # large type has one of them, a wide screen needs no more of a small one
            assert len(whole) + len(read) == (
                1 if large or (name == "短卷" and size[0] > 991) else 2
            )
        wall = page.locator(".wall").bounding_box()
        assert wall
        least = 48 if size[0] > 991 else 16
        # at a desk the wall of large type is as wide as what hangs on it
        for picture in whole if not large or size[0] < 992 else ():
            assert picture["x"] - wall["x"] >= least - 1
            assert wall["x"] + wall["width"] - picture["x"] - picture["width"] >= least - 1
        for line in ("h1", ".named .plate", ".artist"):
            [box] = shown(page, line)
            assert box["y"] + box["height"] < (700 if size[0] == 390 else size[1] - 100)
        assert wall["height"] <= 832


@pytest.mark.parametrize(("width", "slot"), [(390, 96), (768, 96), (1440, 160)])
def test_in_large_type_every_picture_stands_in_the_middle_of_one_slot(
    width: int, slot: int, browser: Browser, address: str
) -> None:
    with opened(browser, width, True) as page:
        for name in ("春", "楼", "文"):
            page.goto(address + quote(f"galleries/{name}/"))
            works = page.locator(".hung a").all()
            lefts = {round(box["x"]) for box in shown(page, ".hung b")}
            assert len(lefts) <= 2, "their names begin where they do in each column"
            for work in works:
                picture = work.locator(".on-wall").bounding_box()
                whole = work.bounding_box()
                assert picture and whole
                middle = picture["x"] + picture["width"] / 2 - whole["x"]
                assert middle == pytest.approx(slot / 2, abs=1) and picture["width"] <= slot


@pytest.mark.parametrize("width", [390, 768])
def test_a_narrow_caption_has_no_year(width: int, browser: Browser, address: str) -> None:
    with opened(browser, width, False) as page:
        page.goto(address + quote("galleries/楼/"))
        for caption in page.locator(".hung small").all():
            box, year = caption.bounding_box(), caption.locator(".year")
            assert box and (box["width"] >= 150 or not year.is_visible())


@pytest.mark.parametrize(
    ("counts", "pairs"),
    [([2, 1, 2, 1, 1, 1], True), ([1, 1, 1, 1], False), ([3, 1, 1, 1], False), ([4], False)],
)
def test_floors_stand_beside_each_other_where_two_columns_leave_a_larger_hole(
    counts: list[int], pairs: bool
) -> None:
    assert in_pairs([{"count": count} for count in counts]) == pairs


@pytest.mark.parametrize("width", [700, 768, 1000, 1440])
def test_floors_of_few_works_fill_their_row(width: int, browser: Browser, address: str) -> None:
    with window(browser, address, False, width, 900) as visit:
        page = visit.open("galleries/楼/")
        boxes = shown(page, ".floors .on-wall")
        assert len({round(box["y"] + box["height"]) for box in boxes}) == 1
        assert len({round(box["height"] / 4) for box in boxes}) == 1, "as high as each other"
        room = page.locator(".floors").bounding_box()
        assert room
        assert boxes[-1]["x"] + boxes[-1]["width"] == pytest.approx(
            room["x"] + room["width"], abs=3
        )


def test_at_a_desk_nothing_that_is_touched_is_wider_than_an_arm_reaches(
    browser: Browser, address: str
) -> None:
    seen = 0
    with window(browser, address, True, 1440, 900) as visit:
        for uri in ("", "notices/", "notices/一/", "galleries/春/", "galleries/春/宽/", "places/"):
            page = visit.open(uri)
            for box in shown(page, "main button, .call, .ld-call"):
                seen += 1
                assert box["width"] <= 600, uri
            for box in shown(page, "main > *, .bar .name") if "宽" not in uri else ():
                assert box["x"] >= 99 or box["width"] == 1440, uri
    assert seen > 6


@pytest.mark.parametrize(("name", "day"), [("一", 150), ("几", 80), ("无", 0)])
def test_at_a_desk_the_day_is_read_from_afar_with_whom_to_call_beside_it(
    name: str, day: int, browser: Browser, address: str
) -> None:
    with window(browser, address, True, 1440, 900) as visit:
        page = visit.open(f"notices/{name}/")
        [call] = shown(page, ".ld-call")
        assert call["y"] + call["height"] < 900
        numbers = page.locator(".ld-said b")
        assert bool(numbers.count()) == bool(day)
        for number in numbers.all():
            assert number.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= day
            box = number.bounding_box()
            assert box and box["x"] + box["width"] < call["x"]
        assert page.evaluate("document.documentElement.scrollWidth") == 1440


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("width", [375, 390, 768])
def test_a_dot_between_facts_begins_and_ends_no_line(
    width: int, large: bool, browser: Browser, address: str
) -> None:
    with window(browser, address, large, width, 844) as visit:
        for uri in ("galleries/春/", "galleries/楼/", "screen/"):
            page = visit.open(uri)
            wrong = page.evaluate(
                """() => [...document.querySelectorAll(".dots")].filter((line) => line.checkVisibility())
                    .flatMap((line) => [...line.children].slice(1).filter((fact) => {
                        if (!fact.getClientRects().length) return false;  // a narrow caption's year
                        const before = fact.previousElementSibling.getBoundingClientRect();
                        const here = fact.getBoundingClientRect();
                        const dot = fact.firstElementChild.getBoundingClientRect();
                        const edge = line.getBoundingClientRect().left
                            + parseFloat(getComputedStyle(line).fontSize);
                        const begins = here.top > before.top + 2;
                        return begins ? dot.right > edge + 1 : dot.left < edge - 1;
                    }).map((fact) => fact.textContent))"""
            )
            assert wrong == [], uri


@pytest.mark.parametrize(("width", "height"), [(360, 740), (412, 823), (1440, 900)])
def test_nothing_on_a_display_moves_when_its_script_comes(
    width: int, height: int, browser: Browser, address: str
) -> None:
    with browser.new_context(viewport={"width": width, "height": height}) as context:
        context.add_init_script(
            """window.moved = 0;
            new PerformanceObserver((list) => {
                for (const each of list.getEntries()) window.moved += each.value;
            }).observe({ type: "layout-shift", buffered: true });"""
        )
        visit = Visit(context, address)
        late: list[object] = []
        context.route("**/screen.js", lambda route: late.append(route))
        page = visit.page
        page.goto(f"{address}screen/", wait_until="commit")
        page.locator(".told article").first.wait_for()
        page.wait_for_timeout(400)
        assert page.locator("[data-clock]").inner_text() == ""
        for route in late:
            route.continue_()  # type: ignore[attr-defined]
        page.locator("[data-clock]:not(:empty)").wait_for()
        page.wait_for_timeout(300)
        assert page.evaluate("window.moved") < 0.02
