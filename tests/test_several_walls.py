"""A sheet that hangs on several walls is hung, seen and missed on each for itself."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import TODAY, Sandbox, small_site
from loudao.model.hanging import Hanging
from loudao.walls.changes import (
    SOMEWHERE,
    Sight,
    add_impressions,
    both,
    mark_seen,
    put_up,
    take_down,
)
from loudao.walls.record import Impression, Record, parse_record, render_record
from loudao.walls.rounds import plan_round
from pdf import decode_codes
from test_round import draw_codes, see
from test_walls import run as run_command

START = date(2026, 12, 1)
IDS = ("board:east", "board:west", "place:c/3")
NAMES = ("东门栏", "西门栏", "东院 3号楼")
KEY = ("page:停水", "poster")


# ---- the record against a model of papers on walls ------------------------------------


@dataclass
class Model:
    """What hangs on each wall, by version; and what lies ready for the walls in `ready`."""

    up: dict[str, str] = field(default_factory=dict)
    ready: str = ""
    without: set[str] = field(default_factory=set)
    """Walls on which what lies ready does not hang yet."""

    def act(self, version: str) -> set[tuple[str, str]]:
        """What is to be done where, while `version` is the sheet."""
        tasks = set()
        for wall in IDS:
            waits = self.ready if wall in self.without else ""
            if self.up.get(wall) == version and waits != version:
                waits = ""
            if waits == version:
                tasks.add((wall, "hang"))
            elif waits or self.up.get(wall, version) != version:
                tasks.add((wall, "again"))
            elif wall not in self.up:
                tasks.add((wall, "hang"))
        return tasks


def sheet(version: str) -> Hanging:
    return Hanging(*KEY[:1], KEY[1], "停水（海报）", "A3", version, version, NAMES, wall_ids=IDS)


EVENTS = st.lists(
    st.one_of(
        st.just(("print", "")),
        st.just(("change", "")),
        st.just(("up", "")),
        st.just(("down", "")),
        st.tuples(st.just("see"), st.sampled_from([*IDS, SOMEWHERE])),
    ),
    max_size=14,
)


@given(EVENTS)
@settings(deadline=None, max_examples=60)
def test_each_wall_knows_what_was_seen_on_it(events: list[tuple[str, str]]) -> None:
    record, model, version = Record(), Model(), 0
    for number, (event, wall) in enumerate(events):
        today, says = START + timedelta(number), f"V{version}"
        if event == "change":
            version += 1
        elif event == "print":
            new = Impression(
                what=KEY[0], paper=KEY[1], version=says, size="A3", on=today, waits=True
            )
            record = add_impressions(record, [new])
            model.ready, model.without = says, set(IDS)
        elif event == "up":
            record, _ = put_up(record, [KEY[0]], today)
            if model.ready:
                model.up |= dict.fromkeys(model.without, model.ready)
                model.without = set()
        elif event == "down":
            record, _ = take_down(record, [KEY[0]], today)
            hung = bool(model.up)
            model.up = {}
            if not hung or len(model.without) < len(IDS):
                model.ready, model.without = "", set()
        elif model.ready and model.without:
            record, _ = mark_seen(record, [Sight(KEY, (model.ready,), wall)], today)
            if wall in model.without:
                model.up[wall] = model.ready
                model.without.discard(wall)
        expected = model.act(f"V{version}")
        tasks = plan_round([sheet(f"V{version}")], record, today)
        ids = dict(zip(NAMES, IDS, strict=True))
        assert {(ids[task.wall], task.action) for task in tasks} == expected
    again, problems = parse_record(render_record(record), "printed.yml")
    assert (problems, again and again.impressions) == ([], record.impressions)


def waiting(*seen: str) -> Impression:
    new = Impression(what=KEY[0], paper=KEY[1], version="V", size="A3", on=START, waits=True)
    record = Record.of([new])
    for number, wall in enumerate(seen):
        record, _ = mark_seen(record, [Sight(KEY, ("V",), wall)], START + timedelta(number))
    return record.impressions[0]


@given(st.lists(st.sampled_from(IDS)), st.lists(st.sampled_from(IDS)))
def test_two_who_walked_different_walls_are_put_together(one: list[str], other: list[str]) -> None:
    [merged] = both([waiting(*one)], [waiting(*other)])
    assert merged == both([waiting(*other)], [waiting(*one)])[0]
    assert {place.wall for place in merged.walls} == {*one, *other}
    assert merged.waits


# ---- from photos to the round ----------------------------------------------------------

NOTICE = """\
---
kind: notice
title: 停水
boards: [b1, b2]
---

停水。
"""


PLACES = """\
community: 花园
courtyards:
  - {id: c, name: 东院}
boards:
  - {id: b1, name: 东门栏, at: c}
  - {id: b2, name: 西门栏, at: c}
"""


@pytest.fixture
def box(tmp_path: Path) -> Sandbox:
    box = small_site(tmp_path).with_address()
    box.write("galleries/places.yml", PLACES)
    box.write("docs/停水.md", NOTICE)
    return box


def to_do(box: Sandbox, day: date = TODAY) -> list[tuple[str, str, str]]:
    told = json.loads(run_command(box, "walls", "--format", "json", day=day).stdout)
    return [(task["wall"], task["action"], task["why"]) for task in told if task["what"] == KEY[0]]


def photographed(box: Sandbox) -> Path:
    """A close look at the one sheet, by which nobody can tell where it hangs."""
    [pdf] = (box.root / "out").glob("*停水*.pdf")
    code = next(text for text in decode_codes(pdf) if "?" in text)
    return draw_codes(box, code)


def test_seen_at_one_gate_it_is_still_to_be_hung_at_the_other(box: Sandbox) -> None:
    run_command(box, "print", "停水")
    ready = [(wall, "hang", "印好了，还没贴上") for wall in ("东门栏", "西门栏")]
    assert to_do(box) == ready
    photo = photographed(box)
    said = see(box, photo).stdout
    assert said == (
        "看不出是哪面墙，可以用 --at 写清楚\n  在，是新的　停水（海报） A3　该在东门栏、西门栏\n"
        "记下了：1 样今天在墙上\n"
    )
    assert to_do(box) == ready, "it hangs somewhere, and nobody knows at which gate"
    assert "东门栏\n  在，是新的" in see(box, photo, "--at", "东门栏").stdout
    assert to_do(box) == ready[1:]
    box.write("galleries/places.yml", PLACES.replace("东门栏", "迎宾栏"))
    why = {wall: why.partition("版")[0] for wall, _, why in to_do(box)}
    assert why == {"迎宾栏": "墙上是 11月21日印的", "西门栏": "11月21日印好、还没贴的是"}, (
        "a board that is called otherwise is the same"
    )
    box.write("galleries/places.yml", PLACES)
    see(box, photo, "--at", "西门栏")
    assert to_do(box) == []


def test_what_changes_is_changed_where_it_hangs_and_where_it_waits(box: Sandbox) -> None:
    run_command(box, "print", "停水")
    see(box, photographed(box), "--at", "西门栏")
    box.write("docs/停水.md", NOTICE.replace("停水。", "明天停水。"))
    east, west = to_do(box)
    assert east[:2] == ("东门栏", "again") and east[2].startswith("11月21日印好、还没贴的是版 ")
    assert west[:2] == ("西门栏", "again") and west[2].startswith("墙上是 11月21日印的版 ")
    run_command(box, "walls", "--up", "停水")
    assert {why.partition("版")[0] for _, _, why in to_do(box)} == {"墙上是 11月21日印的"}


@given(st.lists(st.sampled_from(IDS)), st.lists(st.sampled_from(IDS)))
def test_whatever_may_hang_somewhere_is_out(one: list[str], other: list[str]) -> None:
    papers = [
        waiting(*walls).model_copy(update={"version": version, "on": START + timedelta(n)})
        for n, (version, walls) in enumerate([("OLD", []), ("V1", one), ("V2", other)])
    ]
    everywhere = papers[0].model_copy(update={"waits": False})
    before = everywhere.model_copy(update={"version": "OLDER", "on": START - timedelta(1)})
    record = Record.of([before, everywhere, *papers[1:]])
    assert [i.version for i in record.out(KEY)] == ["V2", "V1", "OLD"]
