"""Reviews: meetings by the quarter or half-year, and at each what was promised and is not done."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from playwright.sync_api import Browser

from conftest import TODAY, Sandbox, files_of, load, pages_of, print_sheets
from loudao.kinds.review.meetings import ReviewFields, plan_meetings
from loudao.model.happening import read_hours
from loudao.plan.made import Printed
from loudao.plan.plan import with_prints
from loudao.story.agenda import make_agenda
from loudao.story.printing import PrintOptions
from loudao.styles.faces import Faces
from loudao.styles.styles import load_styles
from pdf import decode_codes, in_order, marks_of, words_of

STYLES = sorted(load_styles(Path(), Faces())[0].by_name)
HEAD = "kind: review\ntitle: 居民评议会\nboards: [east-gate]\n"
TEXT = (
    "from: 2026-12-15\nevery: 季度\nhours: 14:30—16:00\nroom: 社区活动室\n"
    "agenda: [听汇报, 逐件评议]\n"
)
PROMISED = (
    "kind: pledge\ntitle: 承诺\nat: nonghang/3/2\nfrom: 2026-11-01\nrows:\n"
    "  - {姓名: 张三丰, 承诺: 擦扶手, 到期: 2026-11-10}\n"
    "  - {姓名: 李四, 承诺: 换灯泡, 到期: 2026-12-10}\n"
    "  - {姓名: 王五, 承诺: 写春联, 到期: 2026-12-01, 完成: 2026-11-20}\n"
)


def review(box: Sandbox, text: str) -> None:
    box.write("galleries/评/print.yml", HEAD + text)


def boards(box: Sandbox, **how: object) -> list[Printed]:
    result = print_sheets(box.site(), TODAY, PrintOptions(("review",), **how))  # type: ignore[arg-type]
    assert [str(p) for p in result.problems if p.is_error] == []
    return list(result.printed)


def test_the_sheet_of_a_meeting_lists_what_is_not_done(sandbox: Sandbox) -> None:
    review(sandbox, TEXT)
    sandbox.write(
        "galleries/诺/print.yml", PROMISED + "  - {姓名: 赵六, 承诺: 看书角, 到期: 2027-01-31}\n"
    )
    printed = boards(sandbox)
    days = ("2026-12-15", "2027-03-15", "2027-06-15", "2027-09-15")
    assert [one.print.identity for one in printed] == [f"print:评#{day}" for day in days]
    first, second = (words_of(one.pdf) for one in printed[:2])
    for part in ("12月", "15", "星期二", "14:30—16:00", "社区活动室", "听汇报", "擦扶手", "换灯泡"):
        assert part in first
    assert "2026.11.10已到期" in first and "写春联" not in first and "张" not in first
    assert "2027.1.31农" in first and "2027.1.31已到期" in second, "due between the two"
    assert len(decode_codes(printed[0].pdf)) == 1


def test_what_all_of_them_are_is_said_once(sandbox: Sandbox) -> None:
    review(sandbox, TEXT)
    more = "".join(f"  - {{门牌: 10{n}, 承诺: 擦{n}层, 到期: 2027-01-31}}\n" for n in range(1, 7))
    sandbox.write("galleries/诺/print.yml", PROMISED + more)
    for one in boards(sandbox):
        words = words_of(one.pdf)
        assert words.count("承诺到期") == 1
        assert in_order(words, "承诺到期，一件一件评", "擦扶手", "擦6层", "做完了", "还要做")


@pytest.mark.parametrize(
    "court", ["农行小区", "云顶小区东区", "铁路家属院老区", "老钢厂第二生活区家属院"]
)
def test_where_a_promise_is_from_keeps_away_from_the_boxes_and_its_names_stay_whole(
    court: str, sandbox: Sandbox
) -> None:
    places = (sandbox.root / "galleries/places.yml").read_text("utf-8")
    places = places.replace("农行小区", court).replace("3号楼", "12A号楼")
    sandbox.write("galleries/places.yml", places)
    review(sandbox, TEXT)
    sandbox.write("galleries/诺/print.yml", PROMISED)
    for one in boards(sandbox):
        marks = marks_of(one.pdf)
        ticks = [m for m, n in pairwise(marks) if m.text + n.text == "做完"]
        assert len(ticks) == 2
        for tick in ticks:
            beside = [m for m in marks if m.right < tick.left and abs(m.bottom - tick.bottom) < 60]
            assert max(m.right for m in beside) < tick.left - 36, (
                "a box of 8 mm, and room before it"
            )
        text = "".join(mark.text for mark in marks)
        names = (court, "12A号楼", "2单元")
        assert [text.count(name) for name in names] == [2, 2, 2], "none is broken"


@pytest.mark.parametrize("style", STYLES)
def test_the_room_is_where_it_is_held_and_the_board_where_it_hangs(
    style: str, sandbox: Sandbox
) -> None:
    for text, room in ((TEXT, "社区活动室"), (TEXT.replace("room: 社区活动室\n", ""), "")):
        review(sandbox, text)
        words = words_of(boards(sandbox, style=style)[0].pdf)
        assert words.count("宣传栏") == 1
        assert in_order(words, "居民评议会", "14:30—16:00", room, "议程", "贴在东门宣传栏")


def test_the_sheet_of_a_meeting_hangs_until_it_is_over(sandbox: Sandbox) -> None:
    review(sandbox, TEXT)
    first, second, *_ = (one.print.composed.days for one in boards(sandbox))
    assert first == (None, date(2026, 12, 15))
    assert second == (date(2026, 12, 16), date(2027, 3, 15))


def test_page_and_calendar_have_every_meeting(sandbox: Sandbox) -> None:
    review(sandbox, TEXT)
    sandbox.write("galleries/诺/print.yml", PROMISED)
    built = sandbox.build()
    page = pages_of(built)["sheets/评/"]
    for words in ("2026年12月15日 星期二", "2027年9月15日 星期三", "逐件评议", "承诺到期：换灯泡"):
        assert words in page
    events: list[Any] = list(
        Calendar.from_ical(str(files_of(built)["calendar.ics"])).walk("VEVENT")
    )
    days = [e["dtstart"].dt for e in events if e["summary"] == "居民评议会"]
    hours = time(14, 30), time(16)
    first = date(2026, 12, 15)
    meetings = [first, date(2027, 3, 15), date(2027, 6, 15), date(2027, 9, 15)]
    assert days == [datetime.combine(day, hours[0]) for day in meetings]
    ends = [e["dtend"].dt for e in events if e["summary"] == "居民评议会"]
    assert ends == [datetime.combine(day, hours[1]) for day in meetings]
    items = make_agenda(load(sandbox.site()), 30)
    assert [(i.day, i.why) for i in items if i.name == "居民评议会"] == [(first, "14:30—16:00")]


def test_what_is_next_stands_on_a_leaf_with_hours_as_people_say_them(sandbox: Sandbox) -> None:
    # the first was a year ago: the one that is next stands large, those that were do not
    review(sandbox, TEXT.replace("2026-12-15", "2026-03-15"))
    page = pages_of(sandbox.build())["sheets/评/"]
    [meeting] = re.findall('<div class="meeting".*?</div></div>', page)
    said = re.sub("<[^>]*>", "", meeting)
    assert 'data-until="2026-12-15"' in meeting
    assert "2026年12月15日 星期二" in said
    assert "14:30—16:00" in said
    assert "下午2点半到4点" in said
    assert "活动室" in said
    assert page.count("2026年12月15日") == 1
    assert page.count('class="badge"') == 1


WAYS = (
    ("{h}:{m:02}", "{h}:{m:02}—{H}:{M:02}", False),
    ("{h}点{m}分", "{h}点{m}分到{H}点{M}分", False),
    ("下午{g}点{m}分", "下午{g}点{m}分到{G}点{M}分", True),
    ("下午{g}点{m}分起", "下午{g}:{m:02} ~ 下午{G}:{M:02}", True),
)


@given(st.integers(0, 23 * 60), st.integers(1, 59), st.sampled_from(WAYS), st.booleans())
def test_hours_are_read_however_they_are_written(
    starts: int, lasts: int, way: tuple[str, str, bool], alone: bool
) -> None:
    one, both, after_noon = way
    if after_noon:
        starts = 13 * 60 + starts % (9 * 60)
    (h, m), (hour, minute) = divmod(starts, 60), divmod(starts + lasts, 60)
    parts = {"h": h, "m": m, "H": hour, "M": minute, "g": h - 12, "G": hour - 12}
    written = (one if alone else both).format(**parts)
    assert read_hours(written) == [starts, starts + lasts][: 1 if alone else 2]


@pytest.mark.parametrize(
    ("hours", "clocks"),
    [
        ("14:30—16:00", (870, 960)),
        ("下午2点半到4点", (870, 960)),
        ("上午九点", (540,)),
        ("中午12点-下午1点", (720, 780)),
        ("饭后", ()),
        ("16:00—14:30", ()),
        ("25:00", ()),
    ],
)
def test_hours_that_nobody_can_read_are_told_and_the_day_is_whole(
    hours: str, clocks: tuple[int, ...], sandbox: Sandbox
) -> None:
    review(sandbox, f"from: 2026-12-15\nuntil: 2026-12-31\nagenda: [评]\nhours: {hours}\n")
    plan = load(sandbox.site())
    told = (
        f"galleries/评/print.yml:7:8: 提醒：hours：看不懂“{hours}”是几点，日历和待办里写成一整天。"
        "写成 14:30—16:00 或者 下午2点半到4点"
    )
    assert [str(p) for p in plan.problems] == ([] if clocks else [told])
    [entry] = with_prints(plan).entries
    midnight = datetime(2026, 12, 15)
    times = [midnight + timedelta(minutes=clock) for clock in clocks]
    assert [entry.starts, entry.ends] == ([*times, None][:2] if times else [midnight.date(), None])


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.sampled_from([("季度", 3), ("半年", 6)]))
def test_meetings_keep_their_day_of_the_month(first: date, every: tuple[str, int]) -> None:
    word, step = every
    fields = ReviewFields.model_validate({"title": "会", "from": first, "every": word})
    meetings = plan_meetings(fields)
    assert meetings[0] == first and len(meetings) == 12 // step
    for number, day in enumerate(meetings):
        assert (day.year * 12 + day.month) - (first.year * 12 + first.month) == number * step
        assert day.day == min(first.day, monthrange(day.year, day.month)[1])


def test_meetings_go_on_until_the_last_day(sandbox: Sandbox) -> None:
    review(sandbox, TEXT + "until: 2028-06-15\n")
    [sheet] = load(sandbox.site()).community.sheets
    assert isinstance(sheet.fields, ReviewFields)
    assert plan_meetings(sheet.fields)[-1] == date(2028, 6, 15)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("agenda: [评]\n", "1:7: 不知道第一次哪天开。写上 from: 2026-12-15"),
        ("from: 2026-12-15\n",
         "1:7: 提醒：没有写议程。写上 agenda: [听汇报, 逐件评议, 收意见]"),
        ("from: 2026-12-15\nagenda: [评]\nevery: 每年\n",
         "6:8: every：没有“每年”这一项，是不是 每半年？"
         "可以写：quarter 每季度、half-year 每半年"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_place(text: str, problem: str, sandbox: Sandbox) -> None:
    review(sandbox, text)
    assert [
        str(p).removeprefix("galleries/评/print.yml:") for p in load(sandbox.site()).problems
    ] == [problem]


@pytest.mark.parametrize("style", STYLES)
def test_odd_meetings_stay_on_their_sheet(style: str, sandbox: Sandbox) -> None:
    long, latin = "社区全体居民和志愿服务队" * 3, "Supercalifragilisticexpialidocious" * 2
    rows = "".join(f"  - {{姓名: 甲, 承诺: 第{n}件{long}, 到期: 2027-01-01}}\n" for n in range(12))
    head = PROMISED.partition("rows:\n")[0]
    sandbox.write("galleries/诺/print.yml", f"{head}rows:\n{rows}")
    review(
        sandbox,
        f"from: 2026-12-15\nuntil: 2026-12-31\nhours: {long}\nroom: {latin}\nagenda: [{long}, {latin}]\n",
    )
    for size in ("A3", "A4"):
        for large in (False, True):
            [printed] = boards(sandbox, style=style, size=size, large=large)
            words = words_of(printed.pdf)
            assert all(f"第{n}件" in words for n in range(12))


@pytest.mark.browser
@pytest.mark.parametrize("many", [2, 12])
@pytest.mark.parametrize("width", [360, 390, 768, 1116, 1440])
def test_the_next_meeting_stands_large_and_what_is_not_done_beside_the_agenda(
    many: int, width: int, sandbox: Sandbox, browser: Browser
) -> None:
    review(sandbox, TEXT)
    more = "".join(f"  - {{门牌: 10{n}, 承诺: 擦{n}层, 到期: 2027-01-31}}\n" for n in range(many))
    sandbox.write("galleries/诺/print.yml", PROMISED + more)
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.set_content(pages_of(sandbox.build())["sheets/评/"])
        leaf, agenda, owed, days = (
            page.locator(what).first.bounding_box()
            for what in (".meeting .leaf", ".points", ".owed", ".days-to-come")
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for part in page.locator(".meeting > *").all():
            box = part.bounding_box()
            assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
    assert leaf and agenda and owed and days
    is_desk = width > 1100
    assert leaf["width"] == (158 if is_desk else 90 if width < 389 else 118)
    is_beside = owed["x"] >= agenda["x"] + agenda["width"]
    assert is_beside == (is_desk and many < 9)
    if is_beside:
        assert abs(owed["y"] + owed["height"] - days["y"] - days["height"]) < 260


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(("agenda", "in_a_row"), [
    ("听汇报, 逐件评议", True), ("听汇报, 评议, 收意见, 散会", True), ("听, 评, 议, 收, 散", False),
])  # fmt: skip
def test_the_leaf_says_its_year_and_a_few_points_stand_beside_each_other(
    agenda: str, in_a_row: bool, style: str, sandbox: Sandbox
) -> None:
    review(sandbox, TEXT.replace("听汇报, 逐件评议", agenda))
    first, second, *_ = boards(sandbox, style=style)
    assert "2026年12月" in words_of(first.pdf) and "2027年3月" in words_of(second.pdf)
    marks = marks_of(first.pdf)
    begin = [it.text for it in marks].index("程") + 1
    text = "".join(it.text for it in marks[begin:])
    points = [marks[begin + text.index(point)] for point in agenda.split(", ")]
    apart = max(it.bottom for it in points) - min(it.bottom for it in points)
    assert (apart < points[0].size * 0.3) == in_a_row
