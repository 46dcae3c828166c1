"""Who keeps which turn: fair over a year, nobody while away, swaps, days off."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Sandbox, load
from loudao.kinds import load_kinds
from loudao.kinds.roster.rotation import Slot, rotate
from loudao.kinds.roster.turns import Turn, idle_swaps, plan_turns
from loudao.model.sheet import Sheet
from loudao.model.workdays import sort_of_day
from loudao.plan.sheets import read_sheet

KINDS, _ = load_kinds()

HEAD = "kind: roster\ntitle: 值班表\nat: nonghang/3/2\nfrom: 2026-01-01\n"
_FIRST = date(2026, 1, 1)


def turns_of(box: Sandbox, text: str) -> list[Turn]:
    box.write("galleries/值班/print.yml", HEAD + text)
    plan = load(box.site())
    assert [str(p) for p in plan.problems] == []
    return plan_turns(plan.community.sheets[0])


def spread(counts: Counter[str], names: list[str]) -> int:
    shares = [counts[name] for name in names]
    return max(shares) - min(shares)


def slots_of(sorts: list[str]) -> list[Slot]:
    days = [_FIRST + timedelta(days=n) for n in range(len(sorts))]
    return [Slot(day, day, sort) for day, sort in zip(days, sorts, strict=True)]


def shares_of(sort: str, slots: list[Slot], chosen: list[int | None], of: list[int]) -> list[int]:
    """How many turns of a sort each of some keepers has."""
    own = Counter(k for k, slot in zip(chosen, slots, strict=True) if slot.sort == sort)
    return [own[k] for k in of] or [0]


@pytest.mark.parametrize("count", [1, 2, 3, 5, 7, 12, 30])
@pytest.mark.parametrize("turn", ["day", "week", "month"])
def test_over_a_year_all_have_as_many_weekends_and_holidays_and_workdays(
    turn: str, count: int, sandbox: Sandbox
) -> None:
    """With seven households and a turn a day one of them had every Sunday."""
    names = [f"{n}01室" for n in range(count)]
    turns = turns_of(
        sandbox, f"until: 2026-12-31\nturn: {turn}\nhouseholds: [{', '.join(names)}]\n"
    )
    sorts = {sort_of_day(t.starts) for t in turns} if turn == "day" else {""}
    for sort in sorts:
        own = [t for t in turns if not sort or sort_of_day(t.starts) == sort]
        assert spread(Counter(t.who for t in own), names) <= 1, sort
    assert spread(Counter(t.who for t in turns), names) <= 2
    assert turn != "day" or len(turns) == 365


_SORTS = st.lists(st.sampled_from(("workday", "weekend", "holiday")), min_size=1, max_size=200)


@given(_SORTS, st.integers(1, 12), st.randoms(use_true_random=False))
def test_turns_of_a_sort_differ_by_one_and_more_days_change_nothing_before(
    sorts: list[str], keepers: int, dice: random.Random
) -> None:
    slots = slots_of(sorts)
    chosen = rotate(slots, keepers, lambda *_: False)
    for sort in set(sorts):
        shares = shares_of(sort, slots, chosen, list(range(keepers)))
        assert max(shares) - min(shares) <= 1
    part = dice.randrange(len(slots) + 1)
    assert rotate(slots[:part], keepers, lambda *_: False) == chosen[:part]


@given(_SORTS, st.integers(2, 9), st.randoms(use_true_random=False))
def test_nobody_keeps_a_turn_while_away_and_who_stays_bears_it_alike(
    sorts: list[str], keepers: int, dice: random.Random
) -> None:
    slots = slots_of(sorts)
    gone: dict[int, range] = {}
    for keeper in range(keepers):
        if dice.random() < 0.5:
            starts = dice.randrange(len(slots))
            gone[keeper] = range(starts, starts + dice.randrange(1, 60))

    def is_away(keeper: int, slot: Slot) -> bool:
        return (slot.starts - _FIRST).days in gone.get(keeper, ())

    chosen = rotate(slots, keepers, is_away)
    for slot, who in zip(slots, chosen, strict=True):
        if who is None:
            assert all(is_away(k, slot) for k in range(keepers))
        else:
            assert not is_away(who, slot)
    stayed = [k for k in range(keepers) if k not in gone]
    for sort in set(sorts):
        shares = shares_of(sort, slots, chosen, stayed)
        assert max(shares) - min(shares) <= 1


def test_who_comes_back_owes_one_turn_and_not_all_that_were_missed(sandbox: Sandbox) -> None:
    turns = turns_of(
        sandbox,
        "until: 2026-12-31\nhouseholds: [甲, 乙, 丙, 丁]\n"
        "away: [{who: 乙, from: 2026-02-01, until: 2026-08-31}]\n",
    )
    back = next(n for n, t in enumerate(turns) if t.starts > date(2026, 8, 31))
    after = [t.who for t in turns[back:]]
    assert "乙" in after[:2]
    assert all(a != b for a, b in pairwise(after)), "two weeks on end"
    assert spread(Counter(after), ["甲", "乙", "丙", "丁"]) <= 1


def test_two_turns_are_swapped_and_no_other(sandbox: Sandbox) -> None:
    text = "until: 2026-03-31\nhouseholds: [101室, 102室, 201室]\n"
    before = turns_of(sandbox, text)
    # any day of either week says which
    after = turns_of(sandbox, f"{text}swaps: [{{on: 2026-01-10, with: 2026-01-17}}]\n")
    changed = [n for n, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]]
    assert changed == [1, 2]
    assert (after[1].who, after[2].who) == (before[2].who, before[1].who)
    assert Counter(t.who for t in before) == Counter(t.who for t in after)


@pytest.mark.parametrize(
    ("off", "left"),
    [
        ("周末", {"workday", "holiday"}),
        ("[weekend, 节假日]", {"workday"}),
        ("工作日", {"weekend", "holiday"}),
    ],
)
def test_days_off_have_no_keeper(off: str, left: set[str], sandbox: Sandbox) -> None:
    text = f"until: 2026-12-31\nturn: 每天\nhouseholds: [甲, 乙, 丙]\noff: {off}\n"
    turns = turns_of(sandbox, text)
    assert {sort_of_day(t.starts) for t in turns} == left
    kept = {t.starts for t in turns}
    days = (_FIRST + timedelta(days=n) for n in range(365))
    assert all(sort_of_day(day) not in left for day in days if day not in kept)


@pytest.mark.parametrize(
    ("day", "sort"),
    [
        ("2026-10-01", "holiday"),
        ("2026-10-10", "workday"),  # a Saturday that is made up for
        ("2026-11-28", "weekend"),
        ("2026-11-30", "workday"),
        ("2031-05-03", "weekend"),  # not announced: its weekday says
        ("2031-05-01", "workday"),
    ],
)
def test_what_a_day_is_to_who_keeps_it(day: str, sort: str) -> None:
    assert sort_of_day(date.fromisoformat(day)) == sort


ROTATES = "households: [甲, 乙]\nuntil: 2026-03-31\n"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (
            ROTATES + "away: [{who: 丙, from: 2026-01-03}]\n",
            ["7:14: “丙”不在轮流的人里。写得和轮流的名字一样，例如 乙"],
        ),
        (
            ROTATES + "away: [{who: 甲, from: 2026-01-03, until: 2026-01-01}]\n",
            ["7:42: 请假的最后一天比第一天早。改正 from 或者 until"],
        ),
        (
            ROTATES + "away: [{who: 甲, from: 2026-02-05}, {who: 乙, from: 2026-02-08}]\n",
            ["7:7: 提醒：2月5日至2月11日没有人值班：大家都请假了。加一户轮流，或者改请假的日子"],
        ),
        (
            ROTATES + "swaps: [{on: 2026-01-03, with: 2026-04-03}]\n",
            ["7:32: 4月3日没有人值班，换不了。写换的那一班里的任何一天"],
        ),
        (
            ROTATES + "swaps: [{on: 2026-01-02, with: 2026-01-05}]\n",
            [
                "7:32: 两天都在一班里（1月1日至1月7日，甲），没有换。"
                "with 写另一班里的一天；只换一班里的几天，就去掉这一条，写在 text 里"
            ],
        ),
        (
            ROTATES + "away: [{who: 甲, from: 2026-01-09}]\n"
            "swaps: [{on: 2026-01-03, with: 2026-01-09}]\n",
            ["8:32: 换班以后，甲请假的时候（1月8日至1月14日）要值班。和别的一班换"],
        ),
        (ROTATES + "off: 周末\n", ["7:6: off 只用于每天一班的值班表。去掉 off，或者写 turn: day"]),
        (
            "rows: [{周次: 一}]\naway: [{who: 甲, from: 2026-01-03}]\n",
            ["6:7: away 只用于轮流的值班表，照写好的名单印的用不上。去掉 away，直接改名单"],
        ),
        (
            ROTATES + "off: 晴天\n",
            ["7:6: off：没有“晴天”这一项。可以写：workday 工作日、weekend 周末、holiday 节假日"],
        ),
    ],
)
def test_what_cannot_be_meant_is_told(text: str, problems: list[str], sandbox: Sandbox) -> None:
    sandbox.write("galleries/值班/print.yml", HEAD + text)
    assert [str(p) for p in load(sandbox.site()).problems] == [
        f"galleries/值班/print.yml:{problem}" for problem in problems
    ]


@given(
    st.sampled_from(["day", "week", "month"]),
    st.integers(1, 5),
    st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), min_size=1, max_size=4),
)
@settings(max_examples=40, deadline=None)
def test_a_swap_changes_who_keeps_what_or_is_told(
    turn: str, keepers: int, swaps: list[tuple[int, int]]
) -> None:
    """Whatever was swapped before it."""

    def keepers_after(some: list[tuple[int, int]]) -> list[str]:
        return [one.who for one in plan_turns(load_roster(some))]

    def load_roster(some: list[tuple[int, int]]) -> Sheet:
        days = [[_FIRST + timedelta(days=n) for n in pair] for pair in some]
        written = "".join(f"  - {{on: {one}, with: {other}}}\n" for one, other in days)
        names = [f"户{n}" for n in range(keepers)]
        text = f"{HEAD}until: 2026-04-30\nturn: {turn}\nhouseholds: {names}\n"
        text += f"swaps:\n{written}" if some else ""
        sheet, problems = read_sheet(text, "galleries/值班/print.yml", KINDS)
        assert sheet is not None, problems
        return sheet

    told = {number for number, _, _ in idle_swaps(load_roster(swaps))}
    for number in range(len(swaps)):
        same = keepers_after(swaps[:number]) == keepers_after(swaps[: number + 1])
        assert same == (number in told)
