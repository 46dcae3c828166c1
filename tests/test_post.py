"""Posts: what is to be done where and when, who took which, and how many are still wanted."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TODAY, Sandbox, load, pages_of, print_sheets
from loudao.kinds import load_kinds
from loudao.kinds.post.posts import read_posts
from loudao.model.community import Community
from loudao.model.numerals import in_words
from loudao.model.place import PlacesFields, build_network
from loudao.model.problem import Marks
from loudao.plan.made import Printed
from loudao.plan.sheets import read_sheet
from loudao.story.printing import PrintOptions
from loudao.styles.faces import Faces
from loudao.styles.styles import load_styles
from pdf import decode_codes, largest, marks_of, words_of

STYLES = sorted(load_styles(Path(), Faces())[0].by_name)
KINDS, _ = load_kinds()
HEAD = "kind: post\ntitle: 党员认岗\nat: nonghang/3/2\nfrom: 2026-11-01\n"
ROWS = (
    "rows:\n"
    "  - {岗位: 保洁岗, 职责: 扫楼梯, 地点: 一层, 时间: 周六 8:00, 人数: 3, 认岗人: 张三丰}\n"
    "  - {岗位: 巡查岗, 人数: 2, 认岗人: '欧阳小明，李四'}\n"
    "  - {岗位: 借书岗, 认岗人: 王小满, 公开: 是}\n"
    "  - {岗位: 浇水岗}\n"
)


def post(box: Sandbox, rows: str) -> None:
    box.write("galleries/岗/print.yml", HEAD + rows)


def board(box: Sandbox, **how: object) -> Printed:
    result = print_sheets(box.site(), TODAY, PrintOptions(("post",), **how))  # type: ignore[arg-type]
    assert [str(p) for p in result.problems if p.is_error] == []
    [printed] = result.printed
    return printed


def test_open_posts_stand_out_on_paper_and_come_first_on_the_page(sandbox: Sandbox) -> None:
    post(sandbox, ROWS)
    built = sandbox.build()
    assert built.problems == ()
    page = pages_of(built)["sheets/岗/"]
    assert [page.index(name) for name in ("保洁岗", "浇水岗", "巡查岗", "借书岗")] == sorted(
        page.index(name) for name in ("保洁岗", "巡查岗", "借书岗", "浇水岗")
    )
    assert "还缺 2 人" in page and "还缺</dt><dd>3 人" in page
    assert "一层 · 周六 8:00" in re.sub("<[^>]*>", "", page)
    printed = board(sandbox)
    words = words_of(printed.pdf)
    for part in ("还缺2人", "还缺1人", "还缺3人，等您来", "扫楼梯", "周六8:00"):
        assert part in words
    assert len(decode_codes(printed.pdf)) == 1


@pytest.mark.parametrize("many", [1, 3, 6, 12])
@pytest.mark.parametrize("style", STYLES)
def test_posts_that_want_nobody_say_that_they_are_full(
    many: int, style: str, sandbox: Sandbox
) -> None:
    rows = [
        f"  - {{岗位: 岗{n}, 时间: 周六, 人数: 2, 认岗人: {'甲一、乙二' if n % 2 else '丙三'}}}\n"
        for n in range(1, many + 1)
    ]
    post(sandbox, "rows:\n" + "".join(rows))
    printed = board(sandbox, style=style)
    words = words_of(printed.pdf)
    assert words.count("已满") == (many + 1) // 2
    # how many are wanted in all stands above the rows and below them
    rows_told = words.partition("岗1周六")[2].partition("等您来")[0]
    assert rows_told.count("还缺1人") - rows_told.endswith("还缺1人，") == many // 2
    # who serves is read from where one stands
    assert largest(printed.pdf, "甲") >= 19.9


def test_names_are_whole_only_where_somebody_agreed(sandbox: Sandbox) -> None:
    post(sandbox, ROWS)
    built = sandbox.build()
    whole = "".join(str(file.content) for file in built.files)
    assert "张三丰" not in whole and "欧阳小明" not in whole
    words = words_of(board(sandbox).pdf)
    assert "欧**明李*" in words and "王小满" in words and "张三丰" not in words


def test_posts_that_are_all_taken_are_thanked_for(sandbox: Sandbox) -> None:
    post(sandbox, "rows:\n  - {岗位: 保洁岗, 认岗人: 甲乙}\n")
    assert "谢谢每一位认岗的邻居" in words_of(board(sandbox).pdf)
    assert "还缺" not in pages_of(sandbox.build())["sheets/岗/"]


@given(st.integers(0, 99), st.integers(0, 20))
def test_who_is_wanted_is_what_is_left(wanted: int, taken: int) -> None:
    names = "、".join(f"甲{n}" for n in range(taken))
    said = f", 人数: {wanted}" if wanted else ""
    text = f"{HEAD}rows:\n  - {{岗位: 岗, 认岗人: '{names}'{said}}}\n"
    sheet, problems = read_sheet(text, "galleries/岗/print.yml", KINDS)
    assert problems == [] and sheet is not None
    community = Community(
        build_network(PlacesFields(community="花园社区")), Marks("places.yml"), (sheet,)
    )
    posts = read_posts(sheet, community)
    if wanted and taken > wanted:
        assert posts == [], "told as a fault"
    else:
        [one] = posts
        assert one.open == (wanted or max(1, taken)) - taken
        assert len(one.taken) == taken


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ("", "1:7: 岗位名单没有内容。写上 rows:，一行一个："
             "- {岗位: 楼道保洁岗, 时间: 每周六上午, 人数: 2, 认岗人: 某某}"),
        ("rows:\n  - {职责: 扫地}\n", "6:5: 这一行没有写岗位。写上 岗位，例如 楼道保洁岗"),
        ("rows:\n  - {岗位: 保洁岗, 人数: 几个}\n",
         "6:19: 人数：“几个”不是数字。只写数字，例如 3"),
        ("rows:\n  - {岗位: 保洁岗, 人数: 半个}\n",
         "6:19: 人数：“半个”不是数字。只写数字，例如 3"),
        ("rows:\n  - {岗位: 保洁岗, 人数: 100}\n",
         "6:19: 人数：100 个人太多。一个岗位最多写 99 个人"),
        ("rows:\n  - {岗位: 保洁岗, 人数: 1, 认岗人: 甲、乙}\n",
         "6:27: “保洁岗”要 1 个人，已经有 2 个人认了。核对 认岗人，或者把 人数 改成 2"),
        ("rows:\n  - {岗位: 保洁岗, 认岗人: 甲、甲}\n",
         "6:20: “保洁岗”的 认岗人 里，甲 写了两遍。去掉一个"),
        ("rows:\n  - {岗位: 保洁岗, 备注: 谢}\n",
         "6:5: 提醒：岗位名单里用不到“备注”这一列。"
         "可以写：岗位、职责、地点、时间、人数、认岗人、公开"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_place(rows: str, problem: str, sandbox: Sandbox) -> None:
    post(sandbox, rows)
    assert [
        str(p).removeprefix("galleries/岗/print.yml:") for p in load(sandbox.site()).problems
    ] == [problem]


@pytest.mark.parametrize("many", [1, 3, 60])
def test_every_post_is_on_the_board(many: int, sandbox: Sandbox) -> None:
    rows = "".join(f"  - {{岗位: 钱物岗{n}, 职责: 看一看, 人数: 2}}\n" for n in range(many))
    post(sandbox, "rows:\n" + rows)
    normal, large = board(sandbox), board(sandbox, large=True)
    for printed in (normal, large):
        assert words_of(printed.pdf).count("钱物岗") == many
    assert largest(large.pdf, "物") >= 1.2 * largest(normal.pdf, "物") or large.pages == 1


@pytest.mark.parametrize("style", STYLES)
def test_odd_posts_stay_on_their_board(style: str, sandbox: Sandbox) -> None:
    long, latin = "社区全体居民和志愿服务队" * 3, "Supercalifragilisticexpialidocious" * 2
    post(
        sandbox,
        f"rows:\n  - {{岗位: {long}, 职责: {latin}, 时间: {long}, 认岗人: {latin}、{long}, 公开: 是, 人数: 99}}\n"
        f"  - {{岗位: {latin}, 地点: {latin}}}\n",
    )
    for size in ("A3", "A4", "A2"):
        for large in (False, True):
            assert "97" in words_of(board(sandbox, style=style, size=size, large=large).pdf)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("wanted", [1, 9, 30])
def test_how_many_are_wanted_answers_the_title(wanted: int, style: str, sandbox: Sandbox) -> None:
    post(sandbox, f"rows:\n  - {{岗位: 浇水岗, 人数: {wanted}}}\n  - {{岗位: 借书岗, 人数: 0}}\n")
    marks = marks_of(board(sandbox, style=style).pdf)
    title = next(it for it in marks if it.text == "岗")
    number = next(it for it in marks if it.text == str(wanted + 1)[0] and it.left > title.right)
    assert number.size >= 56 and number.bottom > title.bottom - title.size * 0.2


@pytest.mark.parametrize("number", [1, 2, 3, 10, 12, 99])
def test_how_many_are_wanted_is_read_as_people_write_it(number: int, sandbox: Sandbox) -> None:
    wide = str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    said = [str(number), wide, in_words(number), *(["两"] if number == 2 else [])]
    units = ["", "人", " 人", "名", "位", "个", "个人"]
    rows = "".join(
        f"  - {{岗位: 岗{n}, 人数: {before}{word}{unit}}}\n"
        for n, (before, word, unit) in enumerate(product(["", "招", "共 "], said, units))
    )
    post(sandbox, f"rows:\n{rows}")
    plan = load(sandbox.site())
    assert [str(p) for p in plan.problems if p.is_error] == []
    [sheet] = plan.community.sheets
    assert {one.wanted for one in read_posts(sheet, plan.community)} == {number}
