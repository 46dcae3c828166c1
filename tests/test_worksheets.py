"""Workbooks of several worksheets: all rows that staff see are read, and none is lost in silence."""

from __future__ import annotations

import io
from itertools import permutations

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Sandbox
from loudao.kinds.survey.results import read_questions
from loudao.manifest.worksheets import parse_workbook
from test_tables import donation, run

Sheets = dict[str, list[list[object]]]

NOTE: list[list[object]] = [["填表说明：一人一行，金额写数字。"], ["有问题找王主任"]]
HEAD: list[object] = ["姓名", "金额"]
HIDE = "在 WPS 里右键点这一张的名字，选“隐藏”"
HONOUR = "kind: donation\ntitle: 冬衣捐赠\nat: nonghang/3/2\nlist: 名单.xlsx\n"


def workbook(sheets: Sheets, hidden: tuple[str, ...] = ()) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def names(data: bytes) -> tuple[list[str], list[str]]:
    table, problems = parse_workbook(data, "名单.xlsx")
    return [row.cells.get("姓名", "") for row in table.rows], [str(p) for p in problems]


@pytest.mark.parametrize(
    "others",
    [
        {"说明": NOTE},
        {"说明": [["各楼捐赠"]]},
        {"空的": [[]]},
        {"下个月": [HEAD]},
        {"下个月": [["十二月名单"], HEAD]},
        {"说明": NOTE, "下个月": [HEAD]},
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_note_or_a_month_to_come_beside_the_list_is_no_list(others: Sheets, first: bool) -> None:
    own: Sheets = {"Sheet2": [HEAD, ["王", 1], ["李", 2]]}
    data = workbook({**others, **own} if first else {**own, **others})
    assert names(data) == (["王", "李"], [])


@given(
    st.lists(st.lists(st.integers(0, 99), min_size=1, max_size=4), min_size=2, max_size=5),
    st.booleans(),
)
@settings(max_examples=25, deadline=None)
def test_worksheets_of_the_same_headings_are_one_list_in_their_order(
    months: list[list[int]], turned: bool
) -> None:
    """Whatever their number, and whichever column comes first."""
    sheets: Sheets = {}
    for number, sums in enumerate(months, 1):
        rows: list[list[object]] = [HEAD, *([f"{number}月{n}", n] for n in sums)]
        sheets[f"{number}月"] = [row[::-1] for row in rows] if turned and number % 2 else rows
    table, [told] = parse_workbook(workbook(sheets), "名单.xlsx")
    assert [(row.cells["姓名"], row.cells["金额"], row.mark.path, row.mark.line) for row in table.rows] == [
        (f"{number}月{n}", str(n), f"名单.xlsx“{number}月”", line)
        for number, sums in enumerate(months, 1)
        for line, n in enumerate(sums, 2)
    ]  # fmt: skip
    counted = "、".join(f"“{n}月” {len(sums)} 行" for n, sums in enumerate(months, 1))
    assert str(told) == (
        f"名单.xlsx:1:1: 提醒：有 {len(months)} 张列名一样，合成一份名单读了：{counted}。"
        f"不用改；不要哪一张，{HIDE}"
    )


OTHERS: list[tuple[list[list[object]], str]] = [
    ([["姓名", "金额", "备注"], ["赵", 3, "x"]], "多“备注”"),
    ([["姓名"], ["赵"], ["钱"]], "少“金额”"),
    ([["器材", "数量"], ["秋千", 2]], "多“器材、数量”，少“姓名、金额”"),
]


@pytest.mark.parametrize(("rows", "told"), OTHERS)
def test_a_worksheet_of_other_headings_is_an_error_until_it_is_hidden(
    rows: list[list[object]], told: str
) -> None:
    sheets: Sheets = {"一月": [HEAD, ["王", 1]], "二月": rows}
    assert names(workbook(sheets))[1] == [
        f"名单.xlsx“二月”:1:1: 这一张的列名和“一月”的不一样（{told}），没有读。"
        f"列名改成一样的，就合成一份名单；不是这份名单的，{HIDE}"
    ]
    assert names(workbook(sheets, hidden=("二月",))) == (["王"], [])


def test_a_workbook_whose_only_list_is_hidden_is_read() -> None:
    assert names(workbook({"一": [[]], "二": [HEAD, ["王", 1]]}, hidden=("二",))) == (["王"], [])


def test_a_spoilt_cell_is_told_on_its_worksheet() -> None:
    data = workbook({"一月": [HEAD, ["王", 1]], "二月": [HEAD, ["李", "1.2E+10"]]})
    assert [line for line in names(data)[1] if "二月”:2:2" in line] == [
        "名单.xlsx“二月”:2:2: 提醒：“金额”号码变成了 1.2E+10。"
        "在 WPS 里把这一格改成文字（单元格格式选“文本”），重新打一遍"
    ]


@pytest.mark.parametrize(
    ("totals", "wrong"),
    [((30, 70), None), ((30, 100), None), ((31, 70), "一月”:4:2"), ((30, 71), "二月”:4:2")],
)
def test_each_worksheet_has_its_own_total_or_the_last_that_of_all(
    totals: tuple[int, int], wrong: str | None, sandbox: Sandbox
) -> None:
    donation(sandbox, HONOUR)
    sheets: Sheets = {
        "一月": [HEAD, ["王", 10], ["李", 20], ["合计", totals[0]]],
        "二月": [HEAD, ["赵", 30], ["钱", 40], ["合计", totals[1]]],
    }
    sandbox.write("galleries/冬衣/名单.xlsx", workbook(sheets))
    plan = sandbox.plan()
    [sheet] = [s for s in plan.community.sheets if s.kind == "donation"]
    assert [row.cells["姓名"] for row in sheet.table.rows] == ["王", "李", "赵", "钱"]
    told = [str(p) for p in plan.problems if "合计写的是" in str(p)]
    assert [str(wrong) in line for line in told] == ([True] if wrong else [])


def test_import_takes_the_rows_of_every_worksheet(sandbox: Sandbox) -> None:
    manifest = donation(sandbox)
    table = sandbox.root / "手工.xlsx"
    sheets: Sheets = {
        "说明": NOTE,
        "一月": [HEAD, ["钱七", 10]],
        "二月": [HEAD, ["孙八", 20]],
    }
    table.write_bytes(workbook(sheets))
    result = run(sandbox, "import", str(table), "--into", "冬衣")
    assert result.exit_code == 0, result.output
    assert "有 2 张列名一样，合成一份名单读了：“一月” 1 行、“二月” 1 行" in result.output
    after = manifest.read_text("utf-8")
    assert "钱七" in after and "孙八" in after

    before = after
    sheets["二月"] = [["姓名", "物品"], ["周九", "棉被"]]
    table.write_bytes(workbook(sheets))
    result = run(sandbox, "import", str(table), "--into", "冬衣")
    assert result.exit_code == 1
    assert "“二月”:1:1: 这一张的列名和“一月”的不一样（多“物品”，少“金额”），没有读" in result.output
    assert manifest.read_text("utf-8") == before


@pytest.mark.parametrize("order", list(permutations(["甲楼", "乙楼", "1号楼"])))
def test_questions_go_on_from_worksheet_to_worksheet(order: tuple[str, ...]) -> None:
    """Answers without a question belong to that above them, on their own worksheet."""
    head: list[object] = ["题目", "选项", "票数"]
    sheets: Sheets = {
        name: [head, [f"{name}装灯吗", "装", 3], ["", "不装", 4], ["合计", "", 7]] for name in order
    }
    table, _ = parse_workbook(workbook(sheets), "结果.xlsx")
    questions = read_questions(table)
    assert [one.text for one in questions] == [f"{name}装灯吗" for name in order]
    assert all(one.votes == 7 and one.typed and one.typed.votes == 7 for one in questions)
