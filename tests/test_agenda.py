"""The agenda: what to print, hang, take down and renew, day by day, and whose turn it is."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from conftest import Sandbox, files_of
from loudao.model.hanging import Hanging
from loudao.walls.agenda import plan_agenda
from loudao.walls.changes import add_impressions, put_up, take_down
from loudao.walls.record import Impression, Record
from pdf import in_order, words_of
from test_walls import run

PLACES = """\
community: 花园社区
courtyards:
  - id: nonghang
    name: 农行小区
    steward: 院长王大姐 0371-6555 0103
    buildings:
      - {id: 3, name: 3号楼, units: [{id: 2, name: 2单元, floors: 6}]}
boards:
  - {id: east-gate, name: 东门宣传栏, at: nonghang}
"""
NOTICE = """\
---
kind: notice
title: 停水
boards: [east-gate]
at: nonghang/3/2
from: 2026-11-25
until: 2026-11-28
when: 2026-11-27 8:00-12:00
---
停水。
"""
ROSTER = """\
kind: roster
title: 值班
at: nonghang/3/2
from: 2026-11-23
persons: [张三丰, 李四光]
"""
GALLERY = """\
title: 春
at: nonghang/3/2
consent: yes
works:
  - {title: 乙, artist: 张三丰, text: 一二三, consent: {by: 本人, until: 2026-11-30}}
"""


@pytest.fixture
def box(sandbox: Sandbox) -> Sandbox:
    sandbox.write("galleries/places.yml", PLACES)
    sandbox.write("docs/停水.md", NOTICE)
    sandbox.write("galleries/值班/roster.yml", ROSTER)
    sandbox.gallery("春", GALLERY)
    return sandbox.with_address()


def told(box: Sandbox, *options: str, day: date = date(2026, 11, 21)) -> list[dict[str, str]]:
    found = json.loads(run(box, "agenda", "--format", "json", *options, day=day).stdout)
    assert isinstance(found, list)
    return found


def days(items: list[dict[str, str]], name: str) -> list[tuple[str, str, str, str]]:
    return [(i["day"][5:], i["doing"], i["where"], i["who"]) for i in items if name in i["name"]]


def test_a_sheet_is_printed_the_day_before_hung_on_its_walls_and_taken_down_after(
    box: Sandbox,
) -> None:
    wall, unit = "东门宣传栏", "农行小区 3号楼 2单元"
    assert days(told(box), "停水") == [
        ("11-24", "print", wall, ""),
        ("11-25", "hang", wall, "院长王大姐"),
        ("11-25", "hang", unit, "院长王大姐"),
        ("11-27", "happens", "", ""),
        ("11-29", "down", wall, "院长王大姐"),
        ("11-29", "down", unit, "院长王大姐"),
    ]
    run(box, "print", "停水")
    assert [item[1] for item in days(told(box), "停水（海报）")] == ["hang", "hang", "down", "down"]
    whys = {i["why"] for i in told(box) if i["doing"] == "hang" and "停水" in i["name"]}
    assert whys == {"印好了，还没贴上"}
    run(box, "walls", "--up", "停水")
    assert [item[1] for item in days(told(box), "停水（海报）")] == ["down", "down"]
    late = told(box, day=date(2026, 12, 5))
    assert [item[:2] for item in days(late, "停水（海报）")] == [("12-05", "down")] * 2


def test_what_is_signed_is_renewed_before_it_ends(box: Sandbox) -> None:
    renewed = [i for i in told(box) if i["doing"] == "renew"]
    assert [(i["day"], i["name"], i["why"]) for i in renewed] == [
        ("2026-11-30", "乙（张三丰）", "同意书到这天为止")
    ]


def test_one_person_has_a_calendar_of_turns_that_never_reaches_the_site(
    box: Sandbox, tmp_path: Path
) -> None:
    target = tmp_path / "out" / "张.ics"
    items = told(box, "--who", "张三丰", "--days", "30", "--ics", str(target))
    assert [(i["day"], i["doing"]) for i in items] == [("2026-11-23", "happens")]
    calendar = Calendar.from_ical(target.read_bytes())
    [event] = calendar.walk("VEVENT")
    assert event.decoded("dtstart") == date(2026, 11, 23)
    site = "".join(str(content) for content in files_of(box.build()).values())
    assert "张三丰" not in site.partition("BEGIN:VCALENDAR")[2]


def test_it_is_read_as_words_and_as_a_page(box: Sandbox, tmp_path: Path) -> None:
    said = run(box, "agenda", "--days", "9", "--pdf", str(tmp_path / "a.pdf")).stdout
    assert "2026年11月24日\n  要印　停水（海报）　东门宣传栏　A3　11月25日开始\n" in said
    assert "  要取下　停水（海报）　东门宣传栏　11月28日到期　院长王大姐\n" in said
    words = words_of(tmp_path / "a.pdf")
    assert in_order(
        words, "待办", "2026年11月21日", "今天", "2026年11月24日", "要印", "停水（海报）"
    )
    only = run(box, "agenda", "--days", "1", "--who", "没有这个人").stdout
    assert only == "从今天起 1 天，没有要做的事。\n"


START = date(2026, 11, 21)
day_near = st.integers(-9, 30).map(lambda n: START + timedelta(days=n))


@given(st.data())
def test_what_is_planned_for_a_day_is_what_that_day_asks_for(data: st.DataObject) -> None:
    """Planned ahead or asked every morning, where everything is done that is asked for."""
    starts = data.draw(st.none() | day_near)
    ends = data.draw(st.none() | day_near.filter(lambda d: starts is None or d >= starts))
    hanging = Hanging("x", "poster", "甲（海报）", "A3", "K7Q2", "K7Q2", ("东门",), starts, ends)
    version = data.draw(st.sampled_from(["K7Q2", "AAAA"]))
    waits = data.draw(st.booleans())
    printed = Impression(
        what="x", paper="poster", version=version, size="A3", on=START, waits=waits
    )
    record = Record.of([printed] if data.draw(st.booleans()) else [])
    ahead = plan_agenda([hanging], record, START, 40)
    asked: list[tuple[date, str]] = []
    for number in range(40):
        day = START + timedelta(days=number)
        for item in plan_agenda([hanging], record, day, 1):
            asked.append((day, item.doing))
            if item.doing == "down":
                record, _ = take_down(record, ["x"], day)
            elif item.doing == "hang" and record.standing(("x", "poster")).waiting:
                record, _ = put_up(record, ["x"], day)
            elif item.doing in ("again", "print") or ("x", "poster") not in record.latest:
                new = Impression(what="x", paper="poster", version="K7Q2", size="A3", on=day)
                record = add_impressions(record, [new])
    assert [(item.day, item.doing) for item in ahead] == asked
