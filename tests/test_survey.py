"""Results of surveys: shares and totals that are computed, bars from one spec on page and paper."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TODAY, Sandbox, load, pages_of, print_sheets
from loudao.kinds.survey.bars import draw_bars, even_shares, percent
from loudao.plan.made import Printed
from loudao.story.printing import PrintOptions
from pdf import Mark, decode_codes, in_order, largest, marks_of, words_of

HEAD = "kind: survey\ntitle: 楼道里挂什么\nat: nonghang\nboards: [east-gate]\nfrom: 2026-11-12\n"
ROWS = "rows:\n  - {选项: 书法展览, 票数: 705}\n  - {选项: 老照片, 票数: '412 票'}\n  - {选项: 不挂, 票数: 96}\n"
STYLES = ("ink", "red", "fresh", "festival", "plain")


def survey(box: Sandbox, rows: str = ROWS, more: str = "") -> None:
    box.write("galleries/查/print.yml", HEAD + more + rows)


def problems(box: Sandbox) -> list[str]:
    found = load(box.site()).problems
    return [str(p).removeprefix("galleries/查/print.yml:") for p in found]


def printed(box: Sandbox, **options: object) -> Printed:
    asked = PrintOptions(("survey",), **options)  # type: ignore[arg-type]
    result = print_sheets(box.site(), TODAY, asked)
    assert [str(problem) for problem in result.problems if problem.is_error] == []
    [done] = result.printed
    return done


Votes = st.lists(st.integers(0, 10**6), min_size=2, max_size=20)


@given(Votes)
def test_bars_are_as_long_as_their_votes_and_equal_ones_are_equal(votes: list[int]) -> None:
    bars = draw_bars([(f"甲{n}", number) for n, number in enumerate(votes)], sum(votes))
    largest_ = max(votes)
    for bar, number in zip(bars, votes, strict=True):
        assert bar.votes == f"{number:,} 票"
        assert 0 <= bar.length <= 1
        assert abs(bar.length * largest_ - number) <= largest_ * 0.00005 + 1e-9
        assert bar.most == (number == largest_ > 0)
        share = Decimal(number) * 100 / (sum(votes) or 1)
        assert abs(Decimal(bar.share.rstrip("%")) - share) <= Decimal("0.05")
    same = {
        number: {b.share for b, v in zip(bars, votes, strict=True) if v == number}
        for number in votes
    }
    assert all(len(shares) == 1 for shares in same.values())


@pytest.mark.parametrize(
    ("number", "base", "shown"),
    [(1, 3, "33.3%"), (2, 3, "66.7%"), (1, 2, "50%"), (1, 1, "100%"), (0, 9, "0%"), (0, 0, "0%"), (1, 80, "1.3%")],
)  # fmt: skip
def test_a_share_is_rounded_to_a_tenth(number: int, base: int, shown: str) -> None:
    assert percent(number, base) == shown


def test_shares_and_what_came_back_are_computed(sandbox: Sandbox) -> None:
    survey(sandbox, more="question: 想看什么？\nsent: 1800\nreturned: 1526\ntotal: 1213\n")
    assert problems(sandbox) == []
    pages = pages_of(sandbox.build())
    page = pages["sheets/查/"]
    assert "发出 1,800 份，收回 1,526 份，收回率 84.8%" in page
    assert "<h2>想看什么？</h2>" in page and "共 1,213 票" in page
    assert "58.1%" in page and '<rect width="584" height="20"/>' in page  # 412 of 705
    assert "书法展览 <em>最多</em>" in page
    assert "2026年</h2>" in pages["surveys/"] and "书法展览 58.1%" in pages["surveys/"]


@pytest.mark.parametrize(
    ("rows", "more", "problem"),
    [
        (ROWS, "total: 1200\n", "6:8: 合计写的是 1,200，各选项加起来是 1,213。核对票数；合计自己会算，不写也行"),
        (
            ROWS + "  - {选项: 合计, 票数: 1214}\n", "",
            "10:5: 合计写的是 1,214，各选项加起来是 1,213。核对票数；合计自己会算，不写也行",
        ),
        (
            ROWS, "sent: 1800\nreturned: 1900\n",
            "7:11: 收回 1,900 份，比发出的 1,800 份还多。核对 sent 和 returned",
        ),
        (
            ROWS, "returned: 1200\n",
            "8:5: 各选项加起来是 1,213 票，比收回的 1,200 份还多。一人能选几个的写 multiple: yes；不是就核对票数",
        ),
        (
            ROWS, "returned: 700\nmultiple: yes\n",
            "9:5: 一个选项有 705 票，比收回的 700 份还多。核对票数",
        ),
        (ROWS, "multiple: yes\n", "6:11: 多选题不知道收回了多少份，算不出百分比。写上 returned: 收回的份数"),
        (
            "rows:\n  - {选项: 甲, 票数: 3}\n", "",
            "7:5: 这道题有 1 个选项，要有 2 到 20 个。把别的选项也写上，没有人选就写 0",
        ),
        (
            "rows:\n" + "".join(f"  - {{选项: 甲{n}, 票数: 3}}\n" for n in range(21)), "question: 问\n",
            "8:5: “问”有 21 个选项，要有 2 到 20 个。票数少的合成“其他”",
        ),
        (
            "rows:\n  - {选项: 甲, 票数: 3}\n  - {选项: 甲, 票数: 4}\n", "",
            "8:5: 这道题里“甲”写了 2 次。合成一行；是另一道题就写上 题目",
        ),
        ("rows:\n  - {选项: 甲, 票数: 很多}\n", "", "7:5: 票数：“很多”不是数字。只写数字，没有人选就写 0"),
        ("rows:\n  - {票数: 4}\n", "", "7:5: 这一行没有写选项。写上 选项，例如 书法展览"),
        (
            "", "",
            "1:7: 调查结果没有内容。写上 rows:，一行一个选项：- {选项: 书法展览, 票数: 705}；或者 list: 表格.xlsx",
        ),
    ],
)  # fmt: skip
def test_what_does_not_add_up_is_told_with_both_numbers(
    rows: str, more: str, problem: str, sandbox: Sandbox
) -> None:
    survey(sandbox, rows, more)
    assert problems(sandbox) == [problem]


def test_a_table_with_several_questions_and_their_totals(sandbox: Sandbox) -> None:
    sandbox.write(
        "galleries/查/表.csv",
        "问题,选项,人数\n看什么,书法,3\n,照片,1\n,合计,4\n在哪里,一楼,2\n,二楼,2\n合计,,5\n",
    )
    survey(sandbox, "list: 表.csv\n")
    assert [str(p) for p in load(sandbox.site()).problems] == [
        "galleries/查/表.csv:7:1: 合计写的是 5，各选项加起来是 4。核对票数；合计自己会算，不写也行"
    ]
    sandbox.write(
        "galleries/查/表.csv", "问题,选项,人数\n看什么,书法,3\n,照片,1\n在哪,一楼,2\n,二楼,2\n"
    )
    page = pages_of(sandbox.build())["sheets/查/"]
    assert "<h2>看什么</h2>" in page and "<h2>在哪</h2>" in page
    assert "75%" in page and page.count("50%") >= 2 and page.count("共 4 票") == 2


def test_of_several_answers_shares_are_of_those_who_answered(sandbox: Sandbox) -> None:
    survey(sandbox, more="returned: 1000\nmultiple: yes\n")
    page = pages_of(sandbox.build())["sheets/查/"]
    assert "70.5%" in page and "百分比按收回的份数算" in page


@pytest.mark.parametrize("count", [2, 5, 12, 20])
@pytest.mark.parametrize("large", [False, True])
def test_every_answer_stands_on_the_sheet_with_its_number(
    count: int, large: bool, sandbox: Sandbox
) -> None:
    rows = "".join(f"  - {{选项: 第{n:02}个选项, 票数: {n * n + 3}}}\n" for n in range(count))
    survey(sandbox, f"rows:\n{rows}", "question: 想看什么？\n")
    done = printed(sandbox, style=STYLES[count % 5], large=large)
    words = words_of(done.pdf)
    assert in_order(words, "想看什么", *(f"{n * n + 3}票" for n in range(count)))
    assert done.pages <= 1 + large and len(decode_codes(done.pdf)) == 1
    assert largest(done.pdf, "选") >= 14


@pytest.mark.parametrize("style", STYLES)
def test_long_names_wrap_and_stay_on_the_sheet(style: str, sandbox: Sandbox) -> None:
    latin, long = "Supercalifragilisticexpialidocious", "社区全体居民和志愿服务队共同推荐的" * 3
    rows = f"  - {{选项: {latin}, 票数: 999999999}}\n  - {{选项: {long}, 票数: 0}}\n"
    survey(sandbox, f"rows:\n{rows}", f"question: {long}\n")
    for size in ("A4", "A3"):
        done = printed(sandbox, style=style, size=size)
        words = words_of(done.pdf).replace(" ", "").replace("-", "")
        assert latin in words and long in words and "999,999,999票" in words
        assert done.pages == 1


@given(Votes)
def test_shares_below_each_other_have_a_tenth_all_or_none(votes: list[int]) -> None:
    bars = draw_bars([(f"甲{n}", number) for n, number in enumerate(votes)], sum(votes))
    shown = even_shares(bars)
    assert len({"." in share for share in shown}) == 1
    assert [Decimal(it.rstrip("%")) for it in shown] == [Decimal(b.share.rstrip("%")) for b in bars]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("size", ["A4", "A2"])
def test_figures_stand_on_one_line_and_the_longest_bar_takes_most_of_it(
    style: str, size: str, sandbox: Sandbox
) -> None:
    survey(sandbox, more="sent: 1800\nreturned: 1526\n")
    done = printed(sandbox, style=style, size=size)
    assert in_order(words_of(done.pdf), "发出", "1,800份", "收回", "1,526份", "收回率", "84.8%")
    marks = [it for it in marks_of(done.pdf) if it.text.strip()]
    text = "".join(it.text for it in marks)
    heights = [marks[text.index(said)].bottom for said in ("1,800", "1,526", "84.8%")]
    assert max(heights) - min(heights) < 1
    label, share = marks[text.index("书法展览")], marks[text.index("58.1%")]
    wide = marks_wide(done, share)
    assert share.left - label.left > 0.55 * wide and share.bottom < label.bottom


def marks_wide(done: Printed, last: Mark) -> float:
    """From the left edge of the sheet to the end of its bars and their numbers."""
    return max(it.right for it in marks_of(done.pdf) if abs(it.bottom - last.bottom) < last.size)
