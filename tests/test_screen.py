"""The display in a lobby: what concerns its place, whatever there is, with or without network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from conftest import PLACES_YML, Sandbox, small_site
from loudao.plugin.engine import build_site
from test_browser import Visit, axe, serving
from test_walks import hang

pytestmark = pytest.mark.browser

SCREENS = [(1920, 1080), (1080, 1920), (1366, 768)]


def notice(box: Sandbox, name: str, fields: str, title: str = "") -> None:
    front = f"kind: notice\ntitle: {title or name}\nfrom: 2026-11-01\n{fields}"
    box.write(f"docs/notices/{name}.md", f"---\n{front}---\n\n请各户留意。\n")


@contextmanager
def screen(
    browser: Browser, box: Sandbox, size: tuple[int, int], now: str, place: str = ""
) -> Iterator[Page]:
    folder = build_site(box.config, None, "2026-11-21", {})
    shape = {"width": size[0], "height": size[1]}
    with serving(folder) as address, browser.new_context(viewport=shape) as context:  # type: ignore[arg-type]
        visit = Visit(context, address)
        visit.page.clock.install(time=datetime.fromisoformat(now))
        page = visit.open("screen/")
        if place:
            page.evaluate(f"location.hash = '{place}'")
            page.wait_for_timeout(100)
        yield page
        gone = "net::ERR_INTERNET_DISCONNECTED"  # where the test took the network away
        visit.complaints[:] = [said for said in visit.complaints if gone not in said]
        visit.assert_quiet()


SMALLEST = """() => Math.min(...[...document.querySelectorAll("main *")]
  .filter(e => e.checkVisibility({opacityProperty: true}) && !e.closest(".heard")
    && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
  .map(e => parseFloat(getComputedStyle(e).fontSize)))"""


CUT = """() => {
  const told = document.querySelector(".told").getBoundingClientRect();
  return [...document.querySelectorAll(".told article, .told .plate, .told h2, .time *, footer *")]
    .filter(e => e.checkVisibility()).filter(e => {
      const box = e.getBoundingClientRect(), over = e.closest(".told") ? told.bottom : innerHeight;
      return box.right > innerWidth || box.bottom > over + 1;
    }).map(e => e.textContent);
}"""
"""What is seen in part only."""


@pytest.mark.parametrize("size", SCREENS)
@pytest.mark.parametrize("many", [0, 1, 9])
def test_it_is_never_blank_and_nothing_leaves_it(
    many: int, size: tuple[int, int], browser: Browser, tmp_path: Path
) -> None:
    box = small_site(tmp_path)
    if many:
        hang(box, "春", [(90, 60), (40, 200), (400, 60)][: max(1, many // 3)], 0, "nonghang/3/2")
    for number in range(many):
        where = (
            "[农行小区/3号楼, 小区东门物业服务中心二楼接待室]" if number % 3 else "农行小区/3号楼"
        )
        day = f"when: 2026-11-{22 + number % 8} 8:00-12:00\nwhere: {where}\n"
        long = (
            "关于更换二次供水设备期间临时停水以及恢复供水安排的补充通知" if number % 2 else "停水"
        )
        notice(box, f"通知{number}", day, f"{long}{number}")
    with screen(browser, box, size, "2026-11-21T09:05:00") as page:
        assert page.locator("[data-clock]").inner_text() == "9:05"
        wide, tall = page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
        )
        assert (wide, tall) <= size
        assert page.evaluate(SMALLEST) >= 31.5 * min(size) / 1080 * (1 if size[0] != 1366 else 0.98)
        assert page.locator(".art .on img, .art .empty p").count() >= 1
        told = page.locator(".told article:visible").count()
        assert min(many, 1) <= told <= min(many, 4)
        assert page.evaluate(CUT) == []
        assert page.locator(".none:visible").count() == (not many)
        assert axe(page) == []


@pytest.mark.parametrize("size", [(360, 740), (390, 844), (844, 390)])
def test_in_a_phones_window_it_is_a_page_that_is_read(
    size: tuple[int, int], browser: Browser, tmp_path: Path
) -> None:
    box = small_site(tmp_path)
    hang(box, "春", [(90, 60), (40, 200)], 0, "nonghang/3/2")
    for number, title in enumerate(["停水", "关于更换二次供水设备期间临时停水的补充通知", "接种"]):
        where = "[农行小区/3号楼, 小区东门物业服务中心二楼接待室]"
        notice(box, f"通知{number}", f"when: 2026-11-2{number + 2} 8:00\nwhere: {where}\n", title)
    with screen(browser, box, size, "2026-11-21T09:05:00") as page:
        root = "document.documentElement"
        wide, tall = page.evaluate(f"[{root}.scrollWidth, {root}.scrollHeight]")
        assert wide <= size[0] and tall > size[1]
        assert page.evaluate(SMALLEST) >= 16
        places = (".time", ".art", ".told article >> nth=0", ".told article >> nth=2", "footer")
        tops = [page.locator(one).evaluate("e => e.getBoundingClientRect().top") for one in places]
        assert tops == sorted(tops)
        assert page.locator(".told article:visible").count() == 3
        cut = "e => [...e.querySelectorAll('h2, p, .plate')].filter(i => i.scrollWidth > i.clientWidth + 1).length"
        assert page.locator(".told").evaluate(cut) == 0
        assert axe(page) == []


def test_each_place_has_its_own_and_what_is_over_goes_by_itself(
    browser: Browser, tmp_path: Path
) -> None:
    box = small_site(tmp_path)
    fifth = "      - {id: 5, name: 5号楼, units: [{id: 1, name: 1单元, floors: 6}]}\nboards:"
    box.write("galleries/places.yml", PLACES_YML.replace("boards:", fifth))
    hang(box, "三号楼画廊", [(90, 60)], 0, "nonghang/3/2")
    hang(box, "五号楼画廊", [(60, 90)], 0, "nonghang/5")
    notice(box, "停水", "when: 2026-11-22 8:00-12:00\nwhere: [农行小区/3号楼]\n")
    notice(box, "停电", "when: 2026-11-24\nwhere: [农行小区/5号楼]\n")
    notice(box, "接种", "until: 2026-11-30\n")
    titles = ".told article:visible h2"
    with screen(browser, box, SCREENS[0], "2026-11-21T21:00:00", "nonghang/3/2") as page:
        assert page.locator(titles).all_inner_texts() == ["停水", "接种"]
        assert page.locator(".leaf .week").first.inner_text() == "明天 星期日"
        assert page.locator("html.night").count() == 0
        page.clock.fast_forward("02:00:00")
        assert page.locator("html.night").count() == 1
        page.context.set_offline(True)
        page.clock.fast_forward("46:00:00")
        assert page.locator(titles).all_inner_texts() == ["接种"]
        assert page.locator(".art .on b").inner_text() == "第0件"
        page.context.set_offline(False)


ALL_DAY = {
    "停水": "when: 2026-11-25 8:00-12:00\n",
    "义诊": "when: 2026-11-25 9:30-11:00\n",
    "停电": "when: 2026-11-25 14:00-17:00\n",
    "接种": "when: 2026-11-24 到 2026-11-26 9:00-16:00\n",
    "灭鼠": "when: 2026-11-25\n",
}


@pytest.mark.parametrize(
    ("hour", "first", "gone", "done"),
    [
        ("07:00", set(), set(), set()),
        ("10:00", {"停水", "义诊", "接种"}, set(), set()),
        ("11:00", {"停水", "接种"}, {"义诊"}, set()),
        ("15:00", {"停电", "接种"}, {"停水", "义诊"}, set()),
        ("16:00", {"停电"}, {"停水", "义诊"}, {"接种"}),
        ("20:00", set(), {"停水", "义诊", "停电"}, {"接种"}),
    ],
)
def test_what_is_on_now_comes_first_and_leaves_after_its_last_hour(
    hour: str, first: set[str], gone: set[str], done: set[str], browser: Browser, tmp_path: Path
) -> None:
    box = small_site(tmp_path)
    for name, day in ALL_DAY.items():
        notice(box, name, day)
    visible = "e => [...e.querySelectorAll('article')].map(a => a.querySelector('h2').textContent)"
    phone = (390, 844)  # where no card is left out for want of room
    with screen(browser, box, phone, f"2026-11-25T{hour}:00") as page:
        told = page.locator(".told article:visible h2").all_inner_texts()
        assert set(told[: len(first)]) == first
        assert set(ALL_DAY) == {*page.locator(".told").evaluate(visible)}, "none is lost"
        assert not gone & set(told)
        assert len(told) == min(4, len(ALL_DAY) - len(gone))
        marked = page.locator(".told article:visible", has=page.locator(".done:visible"))
        assert {*marked.locator("h2").all_inner_texts()} == done
        assert axe(page) == []


def test_a_display_that_stands_all_day_changes_with_the_hours(
    browser: Browser, tmp_path: Path
) -> None:
    box = small_site(tmp_path)
    notice(box, "停电", "when: 2026-11-25 14:00-17:00\n")
    notice(box, "停水", "when: 2026-11-25 8:00-12:00\n")
    titles = ".told article:visible h2"
    with screen(browser, box, SCREENS[0], "2026-11-25T07:00:00") as page:
        before = page.locator(titles).all_inner_texts()
        assert sorted(before) == ["停水", "停电"]
        page.clock.fast_forward("03:00:00")
        assert page.locator(titles).all_inner_texts() == ["停水", "停电"]
        page.clock.fast_forward("05:00:00")
        assert page.locator(titles).all_inner_texts() == ["停电"]
        page.clock.fast_forward("03:00:00")
        assert page.locator(titles).all_inner_texts() == []
        assert page.get_by_text("今天没有新的通知。").is_visible()


def test_works_take_turns_without_network(browser: Browser, tmp_path: Path) -> None:
    box = small_site(tmp_path)
    hang(box, "春", [(90, 60), (60, 90), (80, 80)], 0, "nonghang/3/2")
    with screen(browser, box, SCREENS[0], "2026-11-21T09:00:00") as page:
        for image in page.locator(".art img").all():
            assert image.evaluate("i => i.decode().then(() => i.naturalWidth)") > 0
        page.context.set_offline(True)
        seen = []
        for _ in range(4):
            seen.append(page.locator(".art .on b").inner_text())
            page.clock.run_for(12_100)
        assert seen == ["第0件", "第1件", "第2件", "第0件"]
        page.context.set_offline(False)


def test_what_is_new_comes_by_itself(browser: Browser, tmp_path: Path) -> None:
    box = small_site(tmp_path)
    notice(box, "停水", "when: 2026-11-22 8:00-12:00\n")
    with screen(browser, box, SCREENS[0], "2026-11-21T09:00:00") as page:
        notice(box, "停电", "when: 2026-11-22 13:00-14:00\n")
        build_site(box.config, None, "2026-11-21", {})
        page.clock.run_for(16 * 60_000)
        page.locator(".told article h2", has_text="停电").wait_for()
        assert page.locator("[data-clock]").inner_text() == "9:16"


@pytest.mark.parametrize(("place", "seen"), [("nonghang/3/2", True), ("nonghang/5", False)])
def test_duties_are_told_where_they_are_kept(
    place: str, seen: bool, browser: Browser, tmp_path: Path
) -> None:
    box = small_site(tmp_path)
    box.write(
        "galleries/值班/print.yml",
        "kind: roster\ntitle: 值班\nat: nonghang/3/2\nfrom: 2026-11-30\nhouseholds: [101室]\n",
    )
    with screen(browser, box, SCREENS[0], "2026-11-21T09:00:00", place) as page:
        assert page.get_by_text("值班：101室").is_visible() == seen


@pytest.mark.parametrize("size", SCREENS)
def test_what_hangs_for_some_days_says_how_many_are_left_and_a_courtyard_is_named_once(
    size: tuple[int, int], browser: Browser, tmp_path: Path
) -> None:
    box = small_site(tmp_path)
    court = "  - {id: gui, name: 桂花苑, buildings: [{id: 1, name: 1号楼, units: [{id: 1, name: 1单元, floors: 6}]}]}\n"
    places = PLACES_YML.replace("boards:", f"{court}boards:", 1)
    box.write("galleries/places.yml", places)
    notice(box, "接种", "until: 2026-11-30\n")
    notice(box, "停水", "when: 2026-11-22 8:00\nwhere: [农行小区/3号楼, 农行小区/3号楼/2单元]\n")
    with screen(browser, box, size, "2026-11-21T09:00:00") as page:
        card = page.locator("article", has_text="停水")
        assert card.inner_text().count("农行小区") == 1
        left = page.locator(".told .left:visible")
        assert left.all_inner_texts() == ["还剩 9 天"]
        page.clock.fast_forward("24:00:00")
        assert left.inner_text() == "还剩 8 天"
        assert page.evaluate(CUT) == []


def test_no_other_work_is_fetched_before_the_first_is_there(
    browser: Browser, tmp_path: Path
) -> None:
    box = small_site(tmp_path)
    hang(box, "春", [(90, 60), (60, 90), (80, 80)], 0, "nonghang/3/2")
    folder = build_site(box.config, None, "2026-11-21", {})
    with serving(folder) as address, browser.new_context() as context:
        page, asked = context.new_page(), []

        def late(route: Route) -> None:
            asked.append(route.request.url)
            if len(asked) == 1:
                page.wait_for_timeout(700)
                assert len(asked) == 1
            route.continue_()

        page.route("**/media/**", late)
        page.goto(f"{address}screen/")
        page.wait_for_load_state("networkidle")
        assert len(asked) == 3
