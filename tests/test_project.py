"""Projects: what households gave against what it was spent on; sums add up, names are masked."""

from __future__ import annotations

import io
import random
from decimal import Decimal
from pathlib import Path
from typing import cast

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TODAY, Sandbox, files_of, load, pages_of, print_sheets
from loudao.kinds import load_kinds
from loudao.kinds.project.account import read_account
from loudao.plan.made import Printed
from loudao.plan.sheets import read_sheet
from loudao.story.printing import PrintOptions
from loudao.styles.faces import Faces
from loudao.styles.styles import load_styles
from pdf import decode_codes, largest, page_sizes_mm, render, words_of
from test_small_sheets import boxes

STYLES = sorted(load_styles(Path(), Faces())[0].by_name)
KINDS, _ = load_kinds()
HEAD = "kind: project\ntitle: 楼道粉刷\nat: nonghang/3/2\nfrom: 2026-11-16\n"
GIVEN = (
    "contributions:\n"
    "  - {门牌: 101, 金额: '1,300 元'}\n"
    "  - {门牌: 201, 姓名: 张三丰, 金额: 300}\n"
    "  - {姓名: 老年书画班, 物品: 绿植, 数量: 12, 单位: 盆, 公开: 是}\n"
)
SPENT = (
    "spending:\n"
    "  - {日期: 2026-11-03, 用途: 乳胶漆, 金额: 798.5, 凭证: 发票 1 张}\n"
    "  - {日期: 2026-11-04, 用途: 滚筒, 金额: 46, 凭证: 收据 1 张}\n"
)


def project(box: Sandbox, text: str) -> None:
    box.write("galleries/粉刷/print.yml", HEAD + text)


def told(box: Sandbox) -> list[str]:
    return [str(p).removeprefix("galleries/粉刷/") for p in load(box.site()).problems]


def board(box: Sandbox, **how: object) -> Printed:
    """The board, which `print` refuses where words or the code cannot be read."""
    result = print_sheets(box.site(), TODAY, PrintOptions(("project",), **how))  # type: ignore[arg-type]
    assert [str(p) for p in result.problems if p.is_error] == []
    [printed] = result.printed
    return printed


def test_both_sides_and_what_is_left_are_on_paper_page_and_list(sandbox: Sandbox) -> None:
    project(sandbox, GIVEN + SPENT)
    built = sandbox.build()
    assert built.problems == ()
    page = pages_of(built)["sheets/粉刷/"]
    for words in ("1,600.00 元", "844.50 元", "结余</dt><dd>755.50 元", "另收物品：绿植 12 盆"):
        assert words in page
    assert "楼道粉刷" in pages_of(built)["projects/"]
    printed = board(sandbox)
    words = words_of(printed.pdf)
    for part in ("1,600.00", "844.50", "755.50", "乳胶漆", "11.3", "发票1张", "公章", "绿植12盆"):
        assert part in words
    assert len(decode_codes(printed.pdf)) == 1


def test_a_site_without_projects_has_no_list_of_them(sandbox: Sandbox) -> None:
    built = sandbox.build()
    assert "projects/" not in pages_of(built) and "notices/" in pages_of(built)


def test_households_stand_by_their_doors_and_names_are_masked(sandbox: Sandbox) -> None:
    project(sandbox, GIVEN + "  - {姓名: 匿名, 金额: 20}\n")
    built = sandbox.build()
    whole = "".join(str(file.content) for file in built.files)
    assert "张三丰" not in whole
    page = pages_of(built)["sheets/粉刷/"]
    for shown in ('<b class="plate">201</b> 张*丰', "老年书画班", "匿名"):
        assert shown in page
    words = words_of(board(sandbox).pdf)
    assert "201张*丰" in words and "张三丰" not in words


def test_nothing_spent_yet_is_said(sandbox: Sandbox) -> None:
    project(sandbox, GIVEN)
    assert "还没有" in words_of(board(sandbox).pdf)


sums = st.decimals(min_value="0.01", max_value=10**6, places=2)


@given(st.lists(sums, min_size=1, max_size=40), st.lists(sums, max_size=40))
def test_sums_are_those_of_the_rows_whatever_they_are(
    given_: list[Decimal], spent: list[Decimal]
) -> None:
    text = HEAD + "contributions:\n"
    text += "".join(f"  - {{门牌: {n}, 金额: {money}}}\n" for n, money in enumerate(given_, 101))
    if spent:
        text += "spending:\n" + "".join(f"  - {{用途: 漆, 金额: {money}}}\n" for money in spent)
    sheet, problems = read_sheet(text, "galleries/粉刷/print.yml", KINDS)
    assert problems == [] and sheet is not None
    account = read_account(sheet)
    assert account.received.money == sum(given_)
    assert account.paid == sum(spent)
    assert account.balance == sum(given_) - sum(spent)


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_two_spreadsheets_give_the_rows_and_their_totals_are_compared(sandbox: Sandbox) -> None:
    project(sandbox, "contributions: 出资.xlsx\nspending: 支出.csv\n")
    rows = [("门牌", "姓名", "金额", "公开"), ("101", "张三丰", 300, "否"), ("102", "", 200, "")]
    sandbox.write("galleries/粉刷/出资.xlsx", workbook(*rows, ("合计", "", 500, "")))
    sandbox.write("galleries/粉刷/支出.csv", "日期,用途,金额,凭证\n2026-11-03,漆,120,发票 1 张\n")
    assert told(sandbox) == []
    assert "380 元" in pages_of(sandbox.build())["sheets/粉刷/"]
    sandbox.write("galleries/粉刷/出资.xlsx", workbook(*rows, ("合计", "", 480, "")))
    assert told(sandbox) == [
        "出资.xlsx:4:3: 出资合计写的是 480 元，一行一行加起来是 500 元。"
        "核对每一行；没有漏的就改成 500，或者不写，会自己算"
    ]
    sandbox.write("galleries/粉刷/支出.csv", "日期,用途,金额,凭证\n2026-11-31,漆,许多,发票\n")
    assert told(sandbox) == [
        "支出.csv:2:1: 日期：没有“2026-11-31”这一天。核对年月日",
        "支出.csv:2:3: 金额：“许多”不是数字。只写数字，例如 300",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "print.yml:1:7: 没有写出资，也没有写支出。写上 contributions:，一行一户："
             "- {门牌: 201, 金额: 300}；或者 contributions: 出资.xlsx"),
        ("contributions: 出资.xlsx\n",
         "print.yml:5:16: contributions：找不到表格“出资.xlsx”。和 print.yml 放在一起"),
        ("contributions: [甲]\n",
         "print.yml:5:17: contributions：要写成一组“字段: 内容”，这里却是“甲”。"
         "每个字段另起一行，往里缩进两格"),
        ("contributions:\n  - {金额: 3}\n",
         "print.yml:6:5: 这一行没有姓名或者门牌。写上 门牌，或者 姓名；不愿留名的写 匿名"),
        ("contributions:\n  - {门牌: 101}\n",
         "print.yml:6:5: 这一行没有写出了什么。写上 金额，或者 物品 和 数量"),
        ("contributions:\n  - {门牌: 101, 金额: 三百}\n",
         "print.yml:6:19: 金额：“三百”不是数字。只写数字，例如 300"),
        ("contributions:\n  - {门牌: 101, 金额: 3, 备注: 谢}\n",
         "print.yml:6:5: 提醒：出资名单里用不到“备注”这一列。"
         "可以写：门牌、姓名、金额、物品、数量、单位、公开、日期"),
        ("spending:\n  - {金额: 3, 凭证: 发票}\n",
         "print.yml:6:5: 这一行没有写花在哪里。写上 用途，例如 涂料"),
        ("spending:\n  - {用途: 漆, 凭证: 发票}\n",
         "print.yml:6:10: “漆”没有写花了多少。写上 金额，例如 680"),
        ("spending:\n  - {用途: 漆, 金额: 3}\n",
         "print.yml:6:5: 提醒：有 1 笔支出没有写凭证。写上 凭证，例如 发票 1 张"),
        (GIVEN + "total: 1500\n",
         "print.yml:9:8: 出资合计写的是 1,500 元，一行一行加起来是 1,600 元。"
         "核对每一行；没有漏的就改成 1,600，或者不写，会自己算"),
        (GIVEN + SPENT + "balance: 700\n",
         "print.yml:12:10: 结余写的是 700 元，一行一行加起来是 755.5 元。"
         "核对每一行；没有漏的就改成 755.5，或者不写，会自己算"),
        (GIVEN + "  - {姓名: 合计, 金额: 16}\n",
         "print.yml:9:18: 出资合计写的是 16 元，一行一行加起来是 1,600 元。"
         "核对每一行；没有漏的就改成 1,600，或者不写，会自己算"),
        (GIVEN + "total: 很多\n",
         "print.yml:9:8: total：“很多”不是数字。只写数字，例如 1200；也可以不写，会自己算"),
        ("contributions:\n  - {门牌: 101, 金额: 3}\nspending:\n  - {用途: 漆, 金额: 5, 凭证: 票}\n",
         "print.yml:8:3: 提醒：支出 5 元，比出资 3 元多 2 元。"
         "核对金额；还有别的来源，在 contributions 里补一行"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_place(text: str, problem: str, sandbox: Sandbox) -> None:
    project(sandbox, text)
    assert told(sandbox) == [problem]


def test_totals_that_agree_are_no_fault(sandbox: Sandbox) -> None:
    typed = "  - {用途: 合计, 金额: 844.50}\ntotal: 1600 元\nspent: 844.5\nbalance: 755.50\n"
    project(sandbox, GIVEN + SPENT + typed)
    assert told(sandbox) == []


def some_rows(dice: random.Random, given_: int, spent: int) -> str:
    rows = [
        f"  - {{门牌: {n}, 姓名: 赵墨林, 金额: {dice.randint(1, 9999)}}}\n"
        for n in range(101, 101 + given_)
    ]
    paid = [f"  - {{用途: 钱物{n}, 金额: 1, 凭证: 票}}\n" for n in range(spent)]
    return "contributions:\n" + "".join(rows) + "spending:\n" + "".join(paid)


@pytest.mark.parametrize(("given_", "spent"), [(1, 1), (12, 5), (60, 5), (5, 40), (90, 70)])
def test_every_row_is_on_the_board_and_large_print_is_larger(
    given_: int, spent: int, sandbox: Sandbox
) -> None:
    dice = random.Random(given_)
    project(sandbox, some_rows(dice, given_, spent))
    style = dice.choice(STYLES)
    normal, large = board(sandbox, style=style), board(sandbox, style=style, large=True)
    for printed in (normal, large):
        words = words_of(printed.pdf)
        assert (words.count("赵*林"), words.count("钱物")) == (given_, spent)
        assert words.count("结余") + words.count("超支") == 1, "what is left stands once"
    assert largest(large.pdf, "赵") >= 1.2 * largest(normal.pdf, "赵") or large.pages == 1


@pytest.mark.parametrize("style", STYLES)
def test_odd_rows_stay_on_their_board(style: str, sandbox: Sandbox) -> None:
    long, latin = "社区全体居民和志愿服务队" * 3, "Supercalifragilisticexpialidocious" * 2
    project(
        sandbox,
        f"contributions:\n  - {{姓名: {long}, 金额: 999999999.25, 公开: 是}}\n"
        f"  - {{门牌: 3号楼2单元1201室, 姓名: {latin}, 物品: {latin}, 数量: 3, 公开: 是}}\n"
        f"spending:\n  - {{用途: {long}, 金额: 3, 凭证: {latin}}}\n",
    )
    for size in ("A3", "A4", "A2"):
        for large in (False, True):
            assert "999,999,999.25" in words_of(
                board(sandbox, style=style, size=size, large=large).pdf
            )


def test_a_code_opens_the_page(sandbox: Sandbox) -> None:
    project(sandbox, GIVEN)
    built = sandbox.build()
    code = built.plan.codes.by_identity["print:粉刷"]
    assert "url=../../sheets/" in str(files_of(built)[f"Q/{code}/index.html"])


@pytest.mark.parametrize(
    "door", ["101", "0101", "01-0101", "甲座0101", "2-007-02-0101", "东区甲座一单元0101室"]
)
@pytest.mark.parametrize("many", [3, 14, 26])
def test_a_door_however_it_is_numbered_stands_clear_of_what_it_gave(
    door: str, many: int, sandbox: Sandbox
) -> None:
    doors = [f"{door}{mark}" for mark in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[:many]]
    paid = "".join(
        f"  - {{门牌: '{one}', 金额: {1111 + n * 13}.5}}\n" for n, one in enumerate(doors)
    )
    spent = "  - {日期: 2026-11-03, 用途: 乳胶漆, 金额: 398, 凭证: 发票 1 张}\n"
    words = (
        f"kind: project\ntitle: 粉刷\nat: nonghang/3/2\ncontributions:\n{paid}spending:\n{spent}"
    )
    sandbox.write("galleries/账/print.yml", words)
    done = board(sandbox)
    sheet, dpi = render(done.pdf, dpi=100), 100
    tall = page_sizes_mm(done.pdf)[0][1]
    for n in (0, many // 2, many - 1):
        money = boxes(done.pdf, f"{1111 + n * 13:,}.50")
        marks = boxes(done.pdf, doors[n][-4:])  # a long one is set in lines
        assert max(right for _, _, right, _ in marks) < min(left for left, _, _, _ in money)
        *_, (_, low, right, top) = marks
        at = (right + 0.25) * dpi / 25.4, (tall - (low + top) / 2) * dpi / 25.4
        red, _, blue = cast(tuple[int, int, int], sheet.getpixel((round(at[0]), round(at[1]))))
        assert blue > red + 60, "white as it is, its last mark stands on enamel"


def test_doors_too_long_for_any_column_are_all_there_and_so_is_what_is_left(
    sandbox: Sandbox,
) -> None:
    door = "西岭里小区东区甲座七号楼第二单元第十一层零零零一号室之"
    paid = "".join(f"  - {{门牌: {door}{n:02}, 金额: 10.5}}\n" for n in range(40))
    project(sandbox.with_address(), f"contributions:\n{paid}{SPENT}")
    words = words_of(board(sandbox).pdf)
    assert words.count("10.50") == 40 and words.count("结余") + words.count("超支") == 1
    assert all(f"{n:02}" in words for n in range(40))
