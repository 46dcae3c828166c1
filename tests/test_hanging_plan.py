"""Mountings are said wherever a work is, and a plan says where each hangs on its wall."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from conftest import TODAY, Rounds, Sandbox, load, pages_of, print_sheets
from loudao.compose.sizes import Size
from loudao.plan.made import Printed
from loudao.plan.plan import with_prints
from loudao.story.printing import PrintOptions
from pdf import conformance_of, decode_codes, in_order, largest, page_sizes_mm, text_of, words_of
from test_donation import STYLES

MIRROR = """\
title: 春
at: nonghang/3/2
consent: yes
works:
  - {text: 诗, title: 甲, form: 书法, mount: 镜匾, year: 2026, size: 68x68cm}
  - {text: 诗, title: 乙, mount: 镜匾}
  - {text: 诗, title: 丙, form: 镜匾, mount: 镜匾}
  - {text: 诗, title: 丁, form: 国画}
"""


PLAN = PrintOptions(("hanging-plan",))


def plan_of(box: Sandbox, gallery: str, options: PrintOptions = PLAN) -> Printed:
    box.gallery("春", gallery)
    result = print_sheets(box.site(), TODAY, options)
    assert [str(p) for p in result.problems if p.is_error] == []
    [printed] = result.printed
    return printed


def test_a_label_and_a_catalogue_say_the_mounting_after_the_form(sandbox: Sandbox) -> None:
    sandbox.gallery("春", MIRROR)
    result = print_sheets(
        sandbox.with_address().site(), TODAY, PrintOptions(("labels", "catalogue"))
    )
    says = {it.print.paper.name: it.print.composed.says for it in result.printed}
    facts = ["书法·镜匾·2026·68×68 厘米", "镜匾", "镜匾", "国画"]
    assert [label["facts"] for label in says["labels"]["labels"]] == facts
    assert [work["facts"] for work in says["catalogue"]["works"]] == facts


def test_a_page_says_the_mounting_and_it_is_found_by_it(sandbox: Sandbox) -> None:
    sandbox.gallery("春", MIRROR)
    built = sandbox.build()
    pages = pages_of(built)
    works = [pages[f"galleries/春/{name}/"] for name in "甲乙丙丁"]
    assert ["<dt>装裱</dt>" in page for page in works] == [True, True, False, False]
    assert in_order(works[0], "门类", "书法", "装裱", "镜匾", "年份", "2026", "尺寸")
    assert "书法 · 镜匾 · 2026" in works[0]
    assert "镜匾 · 镜匾" not in works[2]


def test_what_says_no_mounting_keeps_its_version(sandbox: Sandbox) -> None:
    def versions(text: str) -> dict[str, dict[str, str]]:
        sandbox.gallery("春", text)
        prints = with_prints(load(sandbox.site())).prints
        return {it.paper.name: dict(it.versions) for it in prints if it.sheet.kind == "gallery"}

    bare = "title: 春\nat: nonghang/3/2\nworks: [{text: 诗, title: 甲, form: 书法%s}, {text: 诗, title: 乙}]\n"
    before = versions(bare % "")
    hung = versions(bare % ", frame: 80x90cm")
    mounted = versions(bare % ", mount: 镜框")
    assert all(hung[paper] == before[paper] for paper in ("poster", "labels", "catalogue"))
    changed = {
        what for what, version in mounted["labels"].items() if before["labels"][what] != version
    }
    assert changed == {"work:春/甲"}
    assert mounted["poster"] == before["poster"]


FLOORS = """\
title: 春
at: nonghang/3/2
consent: yes
wall: {2: 3米, 3层: 450cm}
works:
  - {text: 诗, title: 甲, artist: 张三, size: 68x68cm, mount: 镜框, floor: 3}
  - {text: 诗, title: 乙, size: 60x40cm, frame: 70x50cm, floor: 2}
  - {text: 诗, title: 丙, size: 60x40cm, floor: 2}
  - {text: 诗, title: 丁, size: 500x30cm, mount: 手卷, floor: 2}
  - {text: 诗, title: 戊, floor: 1}
"""


def test_each_floor_is_a_wall_of_its_own_with_what_hangs_there(sandbox: Sandbox) -> None:
    printed = plan_of(sandbox.with_address(), FLOORS)
    assert page_sizes_mm(printed.pdf) == [(297, 210)] * 3
    words = words_of(printed.pdf)
    # nobody measured the first floor; 70 and 60 cm on 300 leave three gaps of 56.7
    first = "1层比例1:25（A4纸），没有写墙宽，这样挂至少要65.7厘米，1件"
    second = "2层比例1:25（A4纸），墙宽300厘米，间距56.7厘米，2件"
    third = "3层比例1:25（A4纸），墙宽450厘米，1件"
    assert in_order(words, first, "1戊——30×42厘米（估）32.9171", second, third), words
    assert in_order(
        words, second, "2乙60×40厘米—70×50厘米91.7175", "3丙60×40厘米—60×40厘米213.3170"
    )
    assert in_order(
        words,
        third,
        "4甲（张三）68×68厘米镜框80×80厘米（估）225190",
        "不上墙",
        "丁·手卷·500×30厘米",
    )
    assert "楼梯边的墙，高度从作品下面那一级踏步量起" in words
    assert words.count("印展签时定") == 4


def test_a_plan_names_the_codes_of_labels_that_were_printed(sandbox: Sandbox) -> None:
    sandbox.with_address().gallery("春", FLOORS)
    labels = print_sheets(sandbox.site(), TODAY, PrintOptions(("labels",)))
    assert labels.printed
    words = words_of(plan_of(sandbox, FLOORS).pdf)
    codes = sandbox.plan().codes
    shown = [codes.characters(f"work:春/{name}") for name in "甲乙丙戊"]
    assert all(code and code in words for code in shown)
    assert "印展签时定" not in words


def test_a_plan_comes_only_where_somebody_asks_for_it(sandbox: Sandbox) -> None:
    sandbox.with_address().gallery("春", FLOORS)
    names = {it.print.paper.name for it in print_sheets(sandbox.site()).printed}
    assert {"poster", "labels"} <= names
    assert not {"catalogue", "hanging-plan"} & names


@pytest.mark.parametrize("style", STYLES)
def test_a_plan_is_the_same_drawing_in_every_style(style: str, sandbox: Sandbox) -> None:
    printed = plan_of(sandbox.with_address(), FLOORS, replace(PLAN, style=style))
    assert conformance_of(printed.pdf) == {"A-2a", "UA-1"}
    assert len(decode_codes(printed.pdf)) == 1
    assert "没有写墙宽" in words_of(printed.pdf)


def test_a_wall_that_is_too_short_is_told_and_what_is_advised_helps(sandbox: Sandbox) -> None:
    def told(*floors: int) -> list[str]:
        works = "".join(
            f"  - {{text: 诗, title: 诗{n}, size: 80x60cm, floor: {floor}}}\n"
            for n, floor in enumerate(floors)
        )
        sandbox.gallery(
            "春", f"title: 春\nat: nonghang/3/2\nconsent: yes\nwall: 3m\nworks:\n{works}"
        )
        return [str(p) for p in load(sandbox.site()).problems]

    assert told(2, 2, 2, 2) == [
        "galleries/春/gallery.yml:4:7: 提醒：2层的墙 3 米，4 件作品加间距要 4.1 米。"
        "一排挂得下前 2 件，其余的改 floor 挂到别的层；墙量错了就改 wall"
    ]
    assert told(2, 2, 3, 3) == []


def test_what_only_a_guess_makes_too_long_is_told_when_it_is_printed(sandbox: Sandbox) -> None:
    sandbox.photo("galleries/春/兰亭.jpg", (3000, 300))
    gallery = (
        "title: 春\nat: nonghang/3/2\nconsent: yes\nwall: 1.5m\n"
        "works: [{photo: 兰亭.jpg, title: 甲, alt: 甲}]\n"
    )
    sandbox.with_address().gallery("春", gallery)
    assert load(sandbox.site()).problems == ()
    result = print_sheets(sandbox.site(), TODAY, PLAN)
    assert [str(p) for p in result.problems] == [
        "galleries/春/gallery.yml:1:1: 提醒：墙 1.5 米，1 件作品加间距要 2.2 米（没有写尺寸的按估的算）。"
        "换一面墙，改 floor；墙量错了就改 wall"
    ]
    [printed] = result.printed
    assert "墙不够宽：这样挂要220厘米" in words_of(printed.pdf)


def test_a_large_work_has_its_lower_edge_and_what_is_higher_than_a_wall_is_told(
    sandbox: Sandbox,
) -> None:
    gallery = "title: 春\nat: nonghang/3/2\nconsent: yes\nworks: [{text: 诗, title: 甲, size: 60x%scm%s}]\n"
    sandbox.with_address()
    for height, more, told, edge in (
        (170, "", "", "230印"),
        (180, "", "", "230（下边50）"),
        (136, ", mount: 立轴", "", "230（下边34）"),
        (136, ", mount: 立轴, frame: 70x165cm", "", "230印"),
        (
            400,
            "",
            "“甲”挂起来有 400 厘米高，上边到 410 厘米，下边离地只有 10 厘米",
            "410（下边10）",
        ),
    ):
        sandbox.gallery("春", gallery % (height, more))
        result = print_sheets(sandbox.site(), TODAY, PLAN)
        found = [p.what for p in result.problems]
        assert found == ([told] if told else []), height
        assert edge in words_of(result.printed[0].pdf)


def test_thirty_works_of_any_shape_have_a_line_each(sandbox: Sandbox, rounds: Rounds) -> None:
    sandbox.with_address()
    for seed in range(rounds(2, 20)):
        dice = random.Random(seed)
        sizes = [
            (dice.choice([5, 34, 68, 136, 500, 1700]), dice.choice([5, 34, 68, 136, 240]))
            for _ in range(30)
        ]
        works = "".join(
            f"  - {{text: 诗, title: 卯{n}号, size: {wide}x{tall}cm, floor: {dice.choice([1, 2])}}}\n"
            for n, (wide, tall) in enumerate(sizes)
        )
        wall = dice.choice(["", "wall: 8m\n", "wall: 90m\n"])
        size: Size | None = dice.choice([None, "A3", "A4"])
        large = dice.random() < 0.5
        gallery = f"title: 春\nat: nonghang/3/2\nconsent: yes\n{wall}works:\n{works}"
        text = text_of(plan_of(sandbox, gallery, replace(PLAN, size=size, large=large)).pdf)
        assert all(f"卯{n}号" in text for n in range(30)), seed


def test_large_print_is_the_same_plan_on_larger_paper(sandbox: Sandbox) -> None:
    sandbox.with_address()
    normal, large = (plan_of(sandbox, FLOORS, replace(PLAN, large=it)).pdf for it in (False, True))
    assert page_sizes_mm(large) == [(420, 297)] * 3
    assert words_of(large) == words_of(normal)
    for mark in "戊估钉码":
        assert largest(large, mark) >= 1.4 * largest(normal, mark)
