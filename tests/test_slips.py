"""Letters with a return slip: whole at the foot of a sheet, with the number of its letter; those
that came back are counted, and those that did not are told by their numbers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TODAY, Sandbox, load, pages_of, print_sheets
from loudao.kinds.letters.back import DAY, RETURNED, SLIP, Returned
from loudao.model.problem import Mark
from loudao.model.table import Lists, Row, Table
from loudao.plan.made import Printed
from loudao.story.printing import PrintOptions
from loudao.styles.faces import Faces
from loudao.styles.styles import load_styles
from pdf import decode_codes, words_of

STYLES = sorted(load_styles(Path(), Faces())[0].by_name)
HEAD = "kind: letters\ntitle: 致居民的一封信\nfrom: 2026-11-10\n"
PARAGRAPH = "天气转凉，楼道书画长廊挂上了新作品，孩子们放学愿意停下来看一看。"


def letters(box: Sandbox, rest: str, many: int = 12, text: str = "请回话。") -> None:
    rows = "rows:\n" + "".join(f"  - {{姓名: 某某{n}}}\n" for n in range(1, many + 1))
    box.write("galleries/信/print.yml", f"{HEAD}text: {text}\n{rows}{rest}")


def told(box: Sandbox, today: date = TODAY) -> list[str]:
    return [
        str(p).removeprefix("galleries/信/print.yml:") for p in load(box.site(), today).problems
    ]


def printed(box: Sandbox, **how: object) -> Printed:
    result = print_sheets(box.site(), TODAY, PrintOptions(("letters",), **how))  # type: ignore[arg-type]
    assert [str(p) for p in result.problems if p.is_error] == []
    [one] = result.printed
    return one


def words_of_sheets(pdf: Path) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("large", [False, True])
def test_a_slip_stands_whole_on_the_last_sheet_of_each_letter(
    style: str, large: bool, sandbox: Sandbox
) -> None:
    slip = "slip: {title: 参加回执, fields: [姓名, 门牌, 意见, 签名], by: 2026-12-05}\n"
    for paragraphs in (1, 14, 24):
        letters(sandbox, slip, 2, PARAGRAPH * paragraphs)
        sheets = words_of_sheets(printed(sandbox, style=style, size="A4", large=large).pdf)
        assert len(sheets) % 2 == 0
        each = len(sheets) // 2
        for number, sheet in enumerate(sheets):
            last = number % each == each - 1
            bears = f"第000{number // each + 1}号"
            for words in ("参加回执", "请在12月5日以前填好", "姓名", "门牌", "意见", "签名"):
                assert (words in sheet) == last, (paragraphs, number, words)
            if last:  # in the slip and in the foot, and above where all is on one sheet
                assert sheet.count(bears) == (3 if each == 1 else 2)


def test_a_letter_that_leaves_room_keeps_its_slip_on_the_same_sheet(sandbox: Sandbox) -> None:
    letters(sandbox, "slip: yes\n", 1, PARAGRAPH * 14)
    assert printed(sandbox, size="A4").pages == 1
    without = sandbox.root / "galleries/信/print.yml"
    letters(sandbox, "", 1, PARAGRAPH * 60)
    before = printed(sandbox, size="A4").pages
    without.write_text(without.read_text("utf-8") + "slip: yes\n", "utf-8")
    assert printed(sandbox, size="A4").pages in (before, before + 1)


def test_slips_of_letters_to_places_bear_a_code_and_others_do_not(sandbox: Sandbox) -> None:
    sandbox.with_address()
    sandbox.write("galleries/信/print.yml", f"{HEAD}each: unit\nat: nonghang/3/2\nslip: yes\n")
    assert len(decode_codes(printed(sandbox).pdf)) == 2
    letters(sandbox, "slip: yes\n", 1)
    assert len(decode_codes(printed(sandbox).pdf)) == 1


def test_a_letter_without_a_slip_is_the_one_that_hung_before(sandbox: Sandbox) -> None:
    letters(sandbox, "", 2)
    before = printed(sandbox).print.version
    letters(sandbox, "slip: no\n", 2)
    assert printed(sandbox).print.version == before
    letters(sandbox, "returned:\n  - {回执号: 2, 日期: 2026-11-20}\n", 2)
    assert printed(sandbox).print.version == before
    letters(sandbox, "slip: yes\n", 2)
    assert printed(sandbox).print.version != before


def test_what_is_not_back_is_told_after_its_day_by_numbers_alone(sandbox: Sandbox) -> None:
    back = "".join(f"  - {{编号: {n}, 日期: 2026-11-19}}\n" for n in (1, 2, 5, 12))
    letters(sandbox, f"slip: {{by: 2026-11-20}}\nreturned:\n{back}")
    assert told(sandbox, date(2026, 11, 20)) == []
    assert told(sandbox) == [
        "18:12: 提醒：回执说好 2026-11-20 前交回，还差 8 份（收回 4 份，共 12 份）："
        "0003—0004、0006—0011。催一催；收到的写进 returned；不等了就拿掉 by"
    ]
    assert "某某" not in "".join(told(sandbox))
    back = "".join(f"  - {{编号: {n}}}\n" for n in range(1, 13))
    letters(sandbox, f"slip: {{by: 2026-11-20}}\nreturned:\n{back}")
    assert told(sandbox) == []


@pytest.mark.parametrize(
    ("rest", "problem"),
    [
        ("returned:\n  - {回执号: 13}\n",
         "19:11: 没有第 13 号信，最后一张是 0012。看着纸上的号码，核对 回执号"),
        ("returned:\n  - {回执号: 3}\n  - {回执号: 第0003号}\n",
         "20:11: 第 0003 号第 19 行写过了。一封信只收一张回执，核对号码；多出来的删掉"),
        ("returned:\n  - {日期: 2026-11-20}\n",
         "19:5: 这一行没有写是哪一号的。写上 回执号，回执上印着的号码，例如 0003"),
        ("returned:\n  - {回执号: 3, 日期: 2026-12-20}\n",
         "19:18: 日期 2026-12-20 还没有到。核对 日期，年份对不对"),
        ("returned:\n  - {回执号: 3, 日期: 2026-11-01}\n",
         "19:18: 日期 2026-11-01 的时候还没有印，纸上的日期是 2026-11-10。"
         "核对 日期；早就印了的，改上面的 from"),
        ("slip: {by: 2026-11-01}\n",
         "18:12: 回执 2026-11-01 前交回，比信的日期 2026-11-10 还早。核对 by 和 from"),
        ("slip: 要\n", "18:7: slip：“要”不是“是”或“否”。写 yes 或 no"),
        ("slip: {boxes: [姓名]}\n",
         "18:8: 未知字段 boxes。这里可以写：title、fields、by"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_place(rest: str, problem: str, sandbox: Sandbox) -> None:
    letters(sandbox, rest)
    assert told(sandbox) == [problem]


def test_a_table_of_slips_is_read_and_may_hold_what_was_written_on_them(sandbox: Sandbox) -> None:
    letters(sandbox, "slip: {by: 2026-11-20}\nreturned: 收回.csv\n", 3)
    table = "号码,收到,姓名,意见\n0001,2026-11-19,某某1,灯不亮\n3,,某某3,电话13812345678\n"
    sandbox.write("galleries/信/收回.csv", table)
    assert told(sandbox) == [
        "9:12: 提醒：回执说好 2026-11-20 前交回，还差 1 份（收回 2 份，共 3 份）：0002。"
        "催一催；收到的写进 returned；不等了就拿掉 by"
    ]
    built = sandbox.build()
    everything = "".join(str(file.content) for file in built.files)
    assert "灯不亮" not in everything and "13812345678" not in everything
    assert "sheets/信/" not in pages_of(built)


def test_a_newsletter_of_those_days_tells_the_total(sandbox: Sandbox) -> None:
    letters(sandbox, "slip: yes\nreturned:\n  - {回执号: 3, 日期: 2026-11-19, 意见: 灯不亮}\n")
    sandbox.write(
        "galleries/报/print.yml",
        "kind: newsletter\ntitle: 简报\nfrom: 2026-11-11\nuntil: 2026-11-30\n",
    )
    result = print_sheets(sandbox.site(), TODAY, PrintOptions(("newsletter",)))
    [one] = result.printed
    words = words_of(one.pdf)
    assert "收回1份，共12份" in words.replace(" ", "")
    assert "灯不亮" not in words and "某某" not in words


@given(st.integers(1, 60), st.sets(st.integers(1, 60)))
def test_what_is_missing_and_what_came_back_are_all(many: int, back: set[int]) -> None:
    rows = tuple(Row({}, Mark("x", n)) for n in range(many))
    returned = tuple(Row({SLIP: str(n)}, Mark("y", n)) for n in back)
    table = Table((SLIP, DAY), returned)
    record = Returned(Lists(Table((), rows), {RETURNED: table}))
    wanted: set[int] = set()
    for some in record.missing:
        first, _, last = some.partition("—")
        wanted |= set(range(int(first), int(last or first) + 1))
    assert wanted == set(range(1, many + 1)) - back
    assert record.count == f"收回 {len(back & set(range(1, many + 1)))} 份，共 {many} 份"
    assert sum(bool(cells.problems) for _, _, cells in record.rows) == len(
        [n for n in back if n > many]
    )
