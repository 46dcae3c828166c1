"""Days off of a year that is not announced: a roster says 未确认 of them, wherever it says them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TODAY, Sandbox, files_of, load, pages_of, print_sheets
from loudao.kinds.roster.doubt import told_doubt
from loudao.kinds.roster.fields import RosterFields
from loudao.kinds.roster.turns import Turn, _slots, plan_turns
from loudao.model.entry import told_upkeep
from loudao.model.workdays import is_workday
from loudao.story.agenda import make_agenda
from loudao.story.printing import PrintOptions
from pdf import words_of
from test_board_room import GATE, LOBBY, boards

HEAD = "kind: roster\ntitle: 值班表\nat: nonghang/3/2\nturn: 每天\nhouseholds: [101室, 102室]\n"
LAST_KNOWN = date(2026, 12, 31)
NOTE = "2027 年的放假安排未确认：先按星期几排，标着“未确认”的日子等放假通知。"


def roster(box: Sandbox, text: str) -> None:
    box.write("galleries/值班/print.yml", HEAD + text)


def said(what: str, remedy: str) -> str:
    return (
        f"galleries/值班/print.yml:8:6: 提醒：2027 年的放假安排未确认，{what}起先按星期几排，"
        f"放假和调休没有算。国务院的放假通知出来以后，更新 loudao 再印一次{remedy}"
    )


@given(
    starts=st.dates(date(2026, 11, 1), date(2027, 6, 1)),
    count=st.integers(1, 90),
    off=st.lists(st.sampled_from(("周末", "节假日", "工作日")), max_size=2, unique=True),
)
def test_a_turn_is_unconfirmed_exactly_where_nobody_knows_whether_it_is_a_day_off(
    starts: date, count: int, off: list[str]
) -> None:
    until = starts + timedelta(days=count)
    raw = {"title": "值班", "from": starts, "until": until, "turn": "每天", "off": off}
    fields = RosterFields.model_validate({**raw, "households": ["甲", "乙"]})
    assert fields.from_
    slots = list(_slots(fields, fields.from_, 2))
    for slot in slots:
        assert slot.unconfirmed == (bool(off) and is_workday(slot.starts) is None)
    turns = [Turn(slot.starts, slot.ends, "甲", None, slot.unconfirmed) for slot in slots]
    assert all(("（未确认）" in turn.told_days) == turn.unconfirmed for turn in turns)
    assert bool(told_doubt(turns)) == any(slot.unconfirmed for slot in slots)


@pytest.mark.parametrize("off", ["周末", "节假日", "工作日", "[周末, 节假日]"])
def test_check_says_from_which_day_on_and_its_remedy_helps(off: str, sandbox: Sandbox) -> None:
    roster(sandbox, f"from: 2026-12-24\nuntil: 2027-01-20\noff: {off}\n")
    plan = load(sandbox.site())
    first = next(t for t in plan_turns(plan.community.sheets[0]) if t.starts > LAST_KNOWN).starts
    before = first - timedelta(days=1)
    remedy = f"；先只排到能确认的那天，就写 until: {before}"
    day = f"2027年1月{first.day}日"
    assert [str(p) for p in plan.problems] == [said(day, remedy)]
    roster(sandbox, f"from: 2026-12-24\nuntil: {before}\noff: {off}\n")
    assert load(sandbox.site()).problems == ()


def test_where_no_day_is_known_there_is_no_earlier_last_day_to_offer(sandbox: Sandbox) -> None:
    roster(sandbox, "from: 2027-02-01\nuntil: 2027-02-20\noff: 节假日\n")
    assert [str(p) for p in load(sandbox.site()).problems] == [said("2027年2月1日", "")]


@pytest.mark.parametrize(
    "text",
    [
        "from: 2026-12-01\nuntil: 2026-12-31\noff: 节假日\n",
        "from: 2026-12-01\nuntil: 2027-02-28\n",  # nobody is off, so nothing is guessed
    ],
)
def test_what_is_known_raises_no_doubt(text: str, sandbox: Sandbox) -> None:
    roster(sandbox, text)
    built = sandbox.with_address().build()
    assert [str(p) for p in built.plan.problems] == []
    assert "未确认" not in pages_of(built)["sheets/值班/"]


def test_page_calendar_boards_and_agenda_say_which_days_are_unconfirmed(sandbox: Sandbox) -> None:
    here = HEAD.replace("nonghang/3/2", "c")
    days = "from: 2026-12-30\nuntil: 2027-01-02\noff: 节假日\ncares: 全部\n"
    sandbox.write("galleries/值班/print.yml", here + days)
    built = boards(sandbox.with_address(), GATE, LOBBY).build()
    page = pages_of(built)["sheets/值班/"]
    assert "12月31日<em" in page and "12月31日（未确认）" not in page
    assert "1月1日（未确认）<em" in page and "1月2日（未确认）<em" in page
    assert NOTE.replace(" ", "") in re.sub(r"<[^>]+>| ", "", page)
    titles = [entry.title for entry in built.plan.entries]
    assert [title.endswith("（未确认）") for title in titles] == [False, False, True, True]
    events = str(files_of(built)["calendar.ics"]).replace("\r\n ", "")
    assert events.count("（未确认）") == 2
    board = next(iter(built.plan.community.network.boards))
    told = told_upkeep(board, built.plan.entries, date(2027, 1, 1))
    assert told == "101室（未确认），到1月1日"
    assert _unconfirmed(item.name for item in make_agenda(built.plan, 60)) == 2


def _unconfirmed(names: Iterable[str]) -> int:
    return sum(name.endswith("（未确认）") for name in names)


def test_the_sheet_of_a_month_says_it_only_where_it_has_such_days(sandbox: Sandbox) -> None:
    roster(sandbox, "from: 2026-12-01\nuntil: 2027-01-31\noff: 节假日\n")
    result = print_sheets(sandbox.with_address().site(), TODAY, PrintOptions(("值班",)))
    assert [p.what for p in result.problems if p.is_error] == []
    december, january, cards = (words_of(done.pdf) for done in result.printed)
    note = NOTE.replace(" ", "")
    assert "未确认" not in december
    assert note in january and january.count("未确认") == 31 + note.count("未确认")
    assert "1月1日（未确认）" in cards and "12月31日（未确认）" not in cards
