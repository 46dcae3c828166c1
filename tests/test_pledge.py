"""Pledges: who promised what until when; how far each is, in words, in a bar, on the calendar."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from conftest import TODAY, Sandbox, files_of, load, pages_of, print_sheets
from loudao.kinds.pledge.pledges import read_pledges
from loudao.plan.made import Printed
from loudao.story.agenda import make_agenda
from loudao.story.printing import PrintOptions
from loudao.styles.faces import Faces
from loudao.styles.styles import load_styles
from pdf import decode_codes, largest, marks_of, words_of

STYLES = sorted(load_styles(Path(), Faces())[0].by_name)
HEAD = "kind: pledge\ntitle: 我们的承诺\nat: nonghang/3/2\nfrom: 2026-11-01\n"
ROWS = (
    "rows:\n"
    "  - {门牌: 201, 姓名: 张三丰, 承诺: 每月擦扶手, 到期: 2026-12-31, 做了: 2, 共: 6}\n"
    "  - {姓名: 欧阳小明, 承诺: 教邻居写字, 到期: 2027-01-05}\n"
    "  - {门牌: 302, 承诺: 换上新春联, 完成: 2026-11-05}\n"
)


def pledge(box: Sandbox, rows: str) -> None:
    box.write("galleries/诺/print.yml", HEAD + rows)


def told(box: Sandbox) -> list[str]:
    return [str(p).removeprefix("galleries/诺/print.yml:") for p in load(box.site()).problems]


def board(box: Sandbox, **how: object) -> Printed:
    result = print_sheets(box.site(), TODAY, PrintOptions(("pledge",), **how))  # type: ignore[arg-type]
    assert [str(p) for p in result.problems if p.is_error] == []
    [printed] = result.printed
    return printed


def test_progress_is_on_paper_and_page_in_words(sandbox: Sandbox) -> None:
    pledge(sandbox, ROWS)
    built = sandbox.build()
    assert built.problems == ()
    page = pages_of(built)["sheets/诺/"]
    assert '<progress max="6" value="2">2/6</progress>' in page
    assert "做了 2 次，共 6 次" in page and "11月5日完成" in page and "2027年1月5日前" in page
    printed = board(sandbox)
    words = words_of(printed.pdf)
    for part in ("进行中", "未完成", "完成", "2/6", "每月擦扶手", "12月31日", "2027年", "做完了"):
        assert part in words
    assert len(decode_codes(printed.pdf)) == 1


def test_names_are_whole_only_with_consent(sandbox: Sandbox) -> None:
    pledge(sandbox, ROWS)
    built = sandbox.build()
    assert "欧阳小明" not in "".join(str(file.content) for file in built.files)
    assert "欧**明" in pages_of(built)["sheets/诺/"]
    assert "张*丰" in words_of(board(sandbox).pdf)
    pledge(sandbox, "consent: {by: 居委会, on: 2026-11-01, until: 2026-11-30}\n" + ROWS)
    assert "欧阳小明" in pages_of(sandbox.build())["sheets/诺/"]
    assert "欧阳小明" not in pages_of(sandbox.build(date(2026, 12, 1)))["sheets/诺/"]


@pytest.mark.parametrize(
    ("cells", "state"),
    [
        ("", "未完成"),
        ("开始: 2026-11-21", "进行中"),
        ("开始: 2026-11-22", "未完成"),
        ("做了: 1", "进行中"),
        ("做了: 1, 共: 3", "进行中"),
        ("做了: 3, 共: 3", "完成"),
        ("完成: 2026-11-20", "完成"),
        ("状态: 进行中", "进行中"),
        ("状态: 完成", "完成"),
    ],
)
def test_the_state_follows_from_days_and_counts(cells: str, state: str, sandbox: Sandbox) -> None:
    pledge(sandbox, f"rows:\n  - {{姓名: 甲, 承诺: 扫地{', ' if cells else ''}{cells}}}\n")
    community = load(sandbox.site()).community
    assert [p.state for p in read_pledges(community.sheets[0], community)] == [state]


def test_what_is_due_is_on_the_calendar_and_the_agenda(sandbox: Sandbox) -> None:
    pledge(sandbox, ROWS)
    text = str(files_of(sandbox.build())["calendar.ics"])
    events: list[Any] = list(Calendar.from_ical(text).walk("VEVENT"))
    assert [(str(e["summary"]), e["dtstart"].dt) for e in events] == [
        ("承诺到期：每月擦扶手", date(2026, 12, 31)),
        ("承诺到期：教邻居写字", date(2027, 1, 5)),
    ]
    assert "欧阳小明" not in text
    items = make_agenda(load(sandbox.site()), 60)
    due = [(item.day, item.who, item.whose) for item in items if item.doing == "happens"]
    assert due == [
        (date(2026, 12, 31), "张*丰", "张三丰"),
        (date(2027, 1, 5), "欧**明", "欧阳小明"),
    ]


def test_nothing_is_done_on_a_day_that_is_still_to_come(sandbox: Sandbox) -> None:
    days = [TODAY + timedelta(days=n) for n in (-400, -30, -1, 0, 1, 2, 21, 90, 365)]
    rows = "".join(f"  - {{姓名: 甲, 承诺: 扫{day}, 完成: {day}}}\n" for day in days)
    pledge(sandbox, f"rows:\n{rows}")
    ahead = "完成 {} 还没有到。做完那天再写；说好哪天做完，写在 到期"
    faults = {text.partition(" ")[2] for text in told(sandbox)}
    assert faults == {ahead.format(day) for day in days if day > TODAY}
    pledge(sandbox, f"rows:\n{rows}".replace(f"完成: {days[-1]}", f"到期: {days[-1]}"))
    assert not any(str(days[-1]) in text for text in told(sandbox)), "its remedy helps"


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ("", "1:7: 承诺名单没有内容。写上 rows:，一行一条："
             "- {门牌: 201, 承诺: 每周扫楼道, 到期: 2026-12-31}"),
        ("rows:\n  - {承诺: 扫地}\n", "6:5: 这一行没有姓名或者门牌。写上 门牌，或者 姓名"),
        ("rows:\n  - {姓名: 甲}\n", "6:5: 这一行没有写承诺什么。写上 承诺，例如 每周扫一次楼道"),
        ("rows:\n  - {姓名: 甲, 承诺: 扫地, 到期: 明年}\n",
         "6:25: 到期：看不懂日期“明年”。写成 2026-11-01 这样"),
        ("rows:\n  - {姓名: 甲, 承诺: 扫地, 做了: 4, 共: 3}\n",
         "6:25: “扫地”做了 4 次，比共 3 次还多。核对 做了 和 共"),
        ("rows:\n  - {姓名: 甲, 承诺: 扫地, 做了: 1.5}\n",
         "6:25: 做了：“1.5”不是整数。只写整数，例如 3"),
        ("rows:\n  - {姓名: 甲, 承诺: 扫地, 状态: 快了}\n",
         "6:25: 状态：没有“快了”这一项。可以写：未完成、进行中、完成"),
        ("rows:\n  - {姓名: 甲, 承诺: 扫地, 状态: 完成, 做了: 1, 共: 3}\n",
         "6:25: 状态写的是完成，却只做了 1 次，共 3 次。做完了就把 做了 改成 3"),
        ("rows:\n  - {姓名: 甲, 承诺: 扫地, 状态: 进行中, 完成: 2026-11-02}\n",
         "6:25: 状态写的是进行中，完成却写了 2026-11-02。去掉其中一个"),
        ("rows:\n  - {姓名: 甲, 承诺: 扫地, 开始: 2026-12-01, 到期: 2026-11-30}\n",
         "6:41: 到期 2026-11-30 比 开始 2026-12-01 还早。把两天换过来"),
        ("rows:\n  - {姓名: 甲, 承诺: 扫地, 到期: 2026-11-20}\n",
         "6:25: 提醒：“扫地”说好到 2026-11-20 为止，还没有完成。"
         "做完了写上 完成: 哪一天；要延期就改 到期"),
        ("rows:\n  - {姓名: 甲, 承诺: 扫地, 备注: 谢}\n",
         "6:5: 提醒：承诺名单里用不到“备注”这一列。"
         "可以写：姓名、门牌、承诺、开始、到期、做了、共、状态、完成、公开"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_place(rows: str, problem: str, sandbox: Sandbox) -> None:
    pledge(sandbox, rows)
    assert told(sandbox) == [problem]


@pytest.mark.parametrize("many", [1, 2, 12, 60])
def test_every_pledge_is_on_the_board(many: int, sandbox: Sandbox) -> None:
    rows = "".join(
        f"  - {{门牌: {n}, 承诺: 钱物都记清楚, 做了: {n % 9}, 共: 9}}\n"
        for n in range(101, 101 + many)
    )
    pledge(sandbox, "rows:\n" + rows)
    normal, large = board(sandbox), board(sandbox, large=True)
    for printed in (normal, large):
        assert words_of(printed.pdf).count("钱物都记清楚") == many
    assert largest(large.pdf, "钱") >= 1.2 * largest(normal.pdf, "钱") or large.pages == 1


@pytest.mark.parametrize("style", STYLES)
def test_odd_pledges_stay_on_their_board(style: str, sandbox: Sandbox) -> None:
    long, latin = "社区全体居民和志愿服务队" * 3, "Supercalifragilisticexpialidocious" * 2
    pledge(
        sandbox,
        f"rows:\n  - {{姓名: {latin}, 门牌: 3号楼2单元1201室, 公开: 是, 承诺: {long}, 做了: 90, 共: 1000}}\n"
        f"  - {{姓名: {long}, 公开: 是, 承诺: {latin}, 到期: 2027-01-01}}\n",
    )
    for size in ("A3", "A4", "A2"):
        for large in (False, True):
            assert "90/1000" in words_of(board(sandbox, style=style, size=size, large=large).pdf)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("counts", [("5/8", "9/30"), ("1/2", "3/7"), ("2/90", "11/12")])
def test_bars_are_as_long_as_each_other(
    counts: tuple[str, str], style: str, sandbox: Sandbox
) -> None:
    rows = [
        f"  - {{门牌: {n}01, 承诺: 擦扶手, 做了: {far.split('/')[0]}, 共: {far.split('/')[1]}}}\n"
        for n, far in enumerate(counts, 3)
    ]
    pledge(sandbox, "rows:\n" + "".join(rows))
    marks = marks_of(board(sandbox, style=style).pdf)
    text = "".join(it.text for it in marks)
    one, other = (marks[text.index(far)] for far in counts)
    assert abs(one.left - other.left) < one.size * 0.12 and one.bottom > other.bottom
