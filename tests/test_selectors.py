"""Words after `loudao print`: of one sort they add up, of different sorts they narrow."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest

from conftest import TODAY, Sandbox, open_workshop, print_sheets
from loudao.plan.plan import make_plan, with_prints
from loudao.plan.prints import Print
from loudao.plan.select import select
from loudao.story.printing import PrintOptions

Rule = Callable[[Print], bool]

WORKS = "works:\n  - {title: 登鹳雀楼, text: 白日依山尽}\n"


@pytest.fixture
def two_galleries(sandbox: Sandbox) -> Sandbox:
    sandbox.gallery("墨香", f"title: 墨香\nat: nonghang/3/2\n{WORKS}")
    sandbox.gallery("四季", f"title: 四季\nat: nonghang/3/2\nboards: [east-gate]\n{WORKS}")
    sandbox.write("galleries/班/print.yml", "kind: roster\ntitle: 班\nrows:\n  - {谁: 甲}\n")
    return sandbox


def test_labels_of_one_gallery_alone(two_galleries: Sandbox) -> None:
    result = print_sheets(two_galleries.site(), TODAY, PrintOptions(("墨香", "labels")))
    assert [(d.print.paper.name, d.print.sheet.id) for d in result.printed] == [("labels", "墨香")]


def test_a_name_that_a_kind_and_a_paper_bear_means_the_paper(two_galleries: Sandbox) -> None:
    result = print_sheets(two_galleries.site(), TODAY, PrintOptions(("roster",)))
    assert [d.print.paper.name for d in result.printed] == ["roster"]


def test_every_choice_of_words_is_the_cut_of_its_sorts(two_galleries: Sandbox) -> None:
    plan = with_prints(make_plan(two_galleries.site(), TODAY, open_workshop(two_galleries.site())))
    sorts = {
        "paper": {"labels": by_paper("labels"), "海报": by_paper("poster")},
        "kind": {"gallery": by_kind("gallery"), "exhibition": by_kind("exhibition")},
        "thing": {
            "墨香": by_id("墨香"),
            "galleries/四季/": by_id("四季"),
            "east-gate": by_id("四季"),
        },
    }
    words = [(sort, word) for sort, known in sorts.items() for word in known]
    checked = 0
    for count in (1, 2, 3, 4):
        for chosen in combinations(words, count):
            expected = {p.identity + p.paper.name for p in plan.prints if means(p, chosen, sorts)}
            said = [word for _, word in chosen]
            found = select(plan.prints, said, plan.kinds, plan.community.network, TODAY)
            assert {p.identity + p.paper.name for p in found} == expected, chosen
            checked += bool(expected)
    assert checked > 30


def by_paper(name: str) -> Rule:
    return lambda p: p.paper.name == name


def by_kind(name: str) -> Rule:
    return lambda p: p.sheet.kind == name


def by_id(name: str) -> Rule:
    return lambda p: p.sheet.id == name


def means(p: Print, chosen: tuple[tuple[str, str], ...], sorts: dict[str, dict[str, Rule]]) -> bool:
    named = {sort: [sorts[sort][word] for other, word in chosen if other == sort] for sort in sorts}
    asked = not p.paper.only_asked or any(rule(p) for rule in named["paper"])
    return asked and all(any(rule(p) for rule in rules) for rules in named.values() if rules)
