"""Lists of manifests as tables: out, changed on both sides, and in again."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from conftest import TODAY, Sandbox, open_workshop, print_sheets
from loudao.cli import main
from loudao.kinds import load_kinds
from loudao.manifest.roll.given import read_saved
from loudao.story.importing import Imported, ImportOptions, import_lists
from loudao.story.lists import export_lists, read_lists
from loudao.story.printing import PrintOptions

KINDS, _ = load_kinds()

DONATION = """\
# 谁捐的
kind: donation
title: 冬衣捐赠
at: nonghang/3/2
rows:
  # 头一笔
  - {姓名: 张三丰, 金额: 300}   # 现金
  - {姓名: '李四', 物品: 棉被, 数量: 4, 单位: 床}
  - 姓名: "王五"
    金额: 570

  # 末一笔
  - {姓名: 赵六, 金额: 20.50, 公开: 是}
# 完
"""
GALLERY = """\
title: 书画天地
at: nonghang/3/2
consent: yes
works:
  - photo: 山.jpg
    title: 山   # 画
    alt: 一座山
    floor: 2
  - title: 登鹳雀楼
    text: |
      白日依山尽
      黄河入海流
    artist: 老年书画班
  - {photo: 竹.jpg, title: 竹, alt: 竹子}
"""

Edit = Callable[[Any], None]
AS_IT_IS = ImportOptions()


def run(box: Sandbox, *words: str) -> Result:
    result = CliRunner().invoke(main, [*words, "-f", str(box.config)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def out(box: Sandbox, name: str = "t.xlsx") -> str:
    return str(box.root / "out" / name)


def exported(box: Sandbox, folder: str) -> str:
    result = run(box, "export", folder, "--to", out(box))
    assert result.exit_code == 0, result.output
    return out(box)


def edit(path: str, change: Edit) -> None:
    book = openpyxl.load_workbook(path)
    change(book.worksheets[0])
    book.save(path)


def donation(box: Sandbox, text: str = DONATION) -> Path:
    return box.write("galleries/冬衣/print.yml", text)


def gallery(box: Sandbox, text: str = GALLERY) -> Path:
    box.photo("galleries/书画/山.jpg")
    box.photo("galleries/书画/竹.jpg", seed=2)
    return box.gallery("书画", text)


def hand_made(box: Sandbox, *rows: list[object], name: str = "手工.xlsx") -> str:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    path = box.root / "out" / name
    path.parent.mkdir(exist_ok=True)
    book.save(path)
    return str(path)


def cells(path: str, sheet: int = 0) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(path)
    return list(book.worksheets[sheet].iter_rows(values_only=True))


def test_a_table_has_a_row_an_item_with_chinese_headings_and_every_cell_is_text(
    sandbox: Sandbox,
) -> None:
    donation(sandbox)
    result = run(sandbox, "export", "冬衣", "--to", out(sandbox))
    assert result.output == (
        f"写好了 {out(sandbox)}：名单 4 行。改好了运行 loudao import {out(sandbox)}\n"
        "表格里有清单里的姓名、号码，只在这台电脑上；发给别人以前想一想，用完删掉\n"
    )
    assert cells(out(sandbox)) == [
        ("编号（不要改）", "姓名", "金额", "物品", "数量", "单位", "公开", "日期"),
        ("1", "张三丰", "300", None, None, None, None, None),
        ("2", "李四", None, "棉被", "4", "床", None, None),
        ("3", "王五", "570", None, None, None, None, None),
        ("4", "赵六", "20.50", None, None, None, "是", None),
    ]
    sheet = openpyxl.load_workbook(out(sandbox)).worksheets[0]
    assert {cell.number_format for row in sheet.iter_rows() for cell in row if cell.value} == {"@"}
    assert sheet.column_dimensions["C"].width >= 9
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$1:$1")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage, "printed, it is as wide as its paper"
    gallery(sandbox)
    exported_rows = cells(exported_anew(sandbox, "书画"))
    assert exported_rows[0][:5] == ("编号（不要改）", "照片", "文字", "标题", "作者")
    assert [row[:4] for row in exported_rows[1:]] == [
        ("山", "山.jpg", None, "山"),
        ("登鹳雀楼", None, "白日依山尽\n黄河入海流", "登鹳雀楼"),
        ("竹", "竹.jpg", None, "竹"),
    ]


def exported_anew(box: Sandbox, folder: str) -> str:
    Path(out(box)).unlink(missing_ok=True)
    return exported(box, folder)


def test_the_hidden_sheet_holds_no_word_of_a_person(sandbox: Sandbox) -> None:
    donation(sandbox)
    book = openpyxl.load_workbook(exported(sandbox, "冬衣"))
    assert [(s.title, s.sheet_state) for s in book] == [
        ("名单", "visible"),
        ("loudao", "veryHidden"),
    ]
    hidden = str(list(book["loudao"].iter_rows(values_only=True)))
    assert not any(word in hidden for word in ("张三丰", "李四", "570", "棉被"))


def test_the_same_manifest_gives_the_same_bytes(sandbox: Sandbox) -> None:
    gallery(sandbox)
    first = Path(exported(sandbox, "书画")).read_bytes()
    assert Path(exported_anew(sandbox, "galleries/书画/gallery.yml")).read_bytes() == first


def test_every_kind_of_list_comes_back_byte_for_byte(sandbox: Sandbox) -> None:
    tried = set()
    for kind in KINDS:
        for path in sorted((kind.folder / "example").glob("*.yml")) if kind.rolls else ():
            below = f"galleries/{kind.name}/{path.name}"
            sandbox.write(below, path.read_bytes())
            result = run(sandbox, "export", below, "--to", out(sandbox))
            if "each" in path.read_text("utf-8"):
                assert "每个地点一份，没有名单" in result.output
                continue
            assert result.exit_code == 0, result.output
            result = run(sandbox, "import", out(sandbox))
            assert result.output == f"{below} 没有要改的\n"
            assert (sandbox.root / below).read_bytes() == path.read_bytes()
            Path(out(sandbox)).unlink()
            tried.add(kind.name)
    assert tried >= {"gallery", "exhibition", "roster", "donation", "certificates", "project"}


WORDS = st.text(
    st.one_of(
        st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co")),
        st.sampled_from("\n\t:#'\"-[]{},&*!|>%@`=+、，；0123是合计张"),
    ),
    min_size=1,
    max_size=30,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.dictionaries(
            st.sampled_from(["姓名", "电话", "备注", "起止日期", "name", "Name"]), WORDS
        ),
        max_size=5,
    ),
    crlf=st.booleans(),
)
@example(rows=[{"姓名": "_x0041_", "电话": "0371", "备注": "=A1", "起止日期": "46351"}], crlf=True)
@example(rows=[{"姓名": "合计"}, {"姓名": "合计"}, {"备注": "#N/A"}], crlf=False)
@example(rows=[{"姓名": "1.38E+10", "电话": "110101199003070011"}], crlf=False)
def test_any_words_come_back_byte_for_byte(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]], crlf: bool
) -> None:
    box = Sandbox(tmp_path_factory.getbasetemp() / "words")
    text = "kind: certificates\ntitle: 证书\ncopies: 3\nrows:\n" + "".join(
        f"  - {{{', '.join(f'{key}: {quoted(word)}' for key, word in row.items())}}}\n"
        for row in rows
    )
    path = box.write("galleries/证书/print.yml", text.replace("\n", "\r\n" if crlf else "\n"))
    box.write("mkdocs.yml", "site_name: x\nplugins: [loudao]\n")
    done = taken(box, path, None)
    assert [str(p) for p in done.problems if p.is_error] == []
    assert done.lines == ()


def quoted(word: str) -> str:
    escaped = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
    return '"' + "".join(
        escaped.get(c) or (c if c.isprintable() else f"\\U{ord(c):08x}") for c in word
    ) + '"'  # fmt: skip


def taken(
    box: Sandbox, path: Path, change: Edit | None, options: ImportOptions = AS_IT_IS,
    since: Callable[[], object] = lambda: None,
) -> Imported:  # fmt: skip
    """What an import of the exported table does, after `change` of it and `since` of the file."""
    site, path = box.site(), path.resolve()
    shown = site.shown(path)
    manifest, problems = read_lists(site, KINDS, path, shown)
    assert manifest, problems
    data, _, problems = export_lists(manifest)
    assert problems == []
    if change:
        book, buffer = openpyxl.load_workbook(io.BytesIO(data)), io.BytesIO()
        change(book.worksheets[0])
        book.save(buffer)
        data = buffer.getvalue()
    since()
    now, problems = read_lists(site, KINDS, path, shown)
    assert now, problems
    saved, problems = read_saved(data, "表.xlsx")
    assert problems == []
    return import_lists(site, KINDS, now, saved, "表.xlsx", options, TODAY, open_workshop(site))


def test_what_the_table_changed_is_written_and_every_other_byte_stays(sandbox: Sandbox) -> None:
    path = donation(sandbox)
    table = exported(sandbox, "冬衣")

    def change(sheet: Any) -> None:
        sheet["C2"] = "500"
        sheet["B3"] = "李四妹"
        sheet["D3"] = None
        sheet["G4"] = "是"
        sheet["A6"], sheet["B6"], sheet["C6"] = None, "周七：本人", "1,200"

    edit(table, change)
    result = run(sandbox, "import", table)
    assert result.output == (
        "改 张三丰：金额 “300” → “500”\n"
        "改 李四：姓名 “李四” → “李四妹”\n"
        "改 李四：物品 “棉被” → （空）\n"
        "改 王五：公开 （空） → “是”\n"
        "加 周七：本人\n"
        "galleries/冬衣/print.yml 改了 5 处。再运行 loudao check\n"
    )
    assert path.read_text("utf-8") == (
        DONATION.replace("金额: 300", "金额: 500")
        .replace("'李四', 物品: 棉被,", "'李四妹', 物品: ,")
        .replace("金额: 570\n", "金额: 570\n    公开: 是\n")
        .replace("公开: 是}\n# 完", '公开: 是}\n  - {姓名: 周七：本人, 金额: "1,200"}\n# 完')
    )
    again = run(sandbox, "import", table)
    assert again.output == "galleries/冬衣/print.yml 没有要改的\n"


FLOORS = ["29", "29层", "二十九层", "二十九", "29楼", "第29层"]
SUMS = ["1500", "1,500", "1500.00", "1500 元", "￥1,500.0", "１５００"]
DAYS = ["2026-12-01", "2026年12月1日", "2026.12.1", "2026/12/1"]


@pytest.mark.parametrize(
    ("here", "there"),
    [pair for words in (FLOORS, SUMS, DAYS) for pair in product(words, words[:3])],
)
def test_what_both_sides_changed_to_the_same_is_no_conflict(
    here: str, there: str, sandbox: Sandbox
) -> None:
    """However each writes it; and what a table made by hand has so is no news."""
    works = here in FLOORS
    text = GALLERY if works else DONATION.replace("金额: 300", "金额: 300, 日期: 2026-11-01")
    path = gallery(sandbox, text) if works else donation(sandbox, text)
    old, field = ("floor: 2", "floor") if works else (
        ("日期: 2026-11-01", "日期") if here in DAYS else ("金额: 300", "金额")
    )  # fmt: skip
    label = "楼层" if works else field
    now = text.replace(old, f"{field}: {quoted(here)}")

    def change(sheet: Any) -> None:
        column = [cell.value for cell in sheet[1]].index(label) + 1
        sheet.cell(2, column).value = there

    done = taken(sandbox, path, change, since=lambda: path.write_text(now, "utf-8"))
    assert [str(p) for p in done.problems] == []
    assert path.read_text("utf-8") == now


@pytest.mark.parametrize(
    ("here", "there"), [("0301", "301"), ("1500", "1501"), ("12-1", "12.1"), ("甲", "乙")]
)
def test_what_only_looks_alike_is_a_conflict(here: str, there: str, sandbox: Sandbox) -> None:
    path = donation(sandbox)
    now = DONATION.replace("金额: 300", f"金额: {quoted(here)}")

    def change(sheet: Any) -> None:
        sheet["C2"] = there

    done = taken(sandbox, path, change, since=lambda: path.write_text(now, "utf-8"))
    assert ["两边都改过" in str(p) for p in done.problems if p.is_error] == [True]


def test_a_field_that_both_sides_changed_is_told_with_both_values_and_nothing_is_written(
    sandbox: Sandbox,
) -> None:
    path = donation(sandbox)
    table = exported(sandbox, "冬衣")
    now = DONATION.replace("300", "350").replace("棉被", "毛毯")
    path.write_text(now, "utf-8")

    def change(sheet: Any) -> None:
        sheet["C2"], sheet["B4"] = "500", "王五五"

    edit(table, change)
    result = run(sandbox, "import", table)
    assert result.exit_code == 1
    assert (
        f"galleries/冬衣/print.yml:7:19: 金额：这里是“350”，{table} 的 C2 是“500”，两边都改过。"
        "定下用哪个，两边写成一样的，再导入一次\n"
    ) in result.output
    assert "galleries/冬衣/print.yml 没有动：先照下面说的改好\n" in result.output
    assert path.read_text("utf-8") == now
    path.write_text(now.replace("350", "500"), "utf-8")
    assert run(sandbox, "import", table).exit_code == 0
    assert path.read_text("utf-8") == now.replace("350", "500").replace('"王五"', '"王五五"')


def test_rows_deleted_in_the_table_are_listed_and_go_only_when_asked(sandbox: Sandbox) -> None:
    path = donation(sandbox)
    table = exported(sandbox, "冬衣")
    edit(table, lambda sheet: sheet.delete_rows(4))
    result = run(sandbox, "import", table)
    assert (
        "galleries/冬衣/print.yml:9:5: 提醒：“王五”表格里没有了，清单里还在。真要删掉，加 --remove 再导入一次"
        in result.output
    )
    assert path.read_text("utf-8") == DONATION
    assert run(sandbox, "import", table, "--remove").output.startswith("删 王五\n")
    assert path.read_text("utf-8") == DONATION.replace('  - 姓名: "王五"\n    金额: 570\n', "")


def test_a_row_deleted_here_and_changed_there_is_told(sandbox: Sandbox) -> None:
    path = donation(sandbox)
    table = exported(sandbox, "冬衣")
    edit(table, lambda sheet: sheet.delete_rows(2))
    changed = DONATION.replace("300", "301")
    path.write_text(changed, "utf-8")
    result = run(sandbox, "import", table, "--remove")
    assert (
        result.exit_code == 1
        and (
            "galleries/冬衣/print.yml:7:5: “张三丰”表格里删掉了，清单里导出以后又改过。"
            "真要删，就在清单里删掉它；要留着，就不加 --remove"
        )
        in result.output
    )
    assert path.read_text("utf-8") == changed
    without = DONATION.replace("  - {姓名: 赵六, 金额: 20.50, 公开: 是}\n", "")
    path.write_text(without, "utf-8")

    def change(sheet: Any) -> None:
        sheet["C4"] = "21"

    edit(table, change)
    result = run(sandbox, "import", table)
    assert (
        result.exit_code == 1
        and (
            f"{table}:4:1: “赵六”清单里已经没有了，表格里却改过（金额）。"
            "还要它，就把编号那一格清空，当作新的一行；不要了，就删掉这一行"
        )
        in result.output
    )

    def clear(sheet: Any) -> None:
        sheet["A4"] = None

    edit(table, clear)
    assert "加 赵六" in run(sandbox, "import", table).output


def test_works_keep_their_names_whatever_the_table_does(sandbox: Sandbox) -> None:
    path = gallery(sandbox)
    sandbox.photo("galleries/书画/IMG_0012.JPG", seed=3)
    table = exported(sandbox, "书画")

    def change(sheet: Any) -> None:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        rows.reverse()
        rows[0][1] = "12"  # another photo of the bamboo
        rows[1][3] = "登楼"
        for number, row in enumerate(rows, 2):
            for column, cell in enumerate(row, 1):
                sheet.cell(number, column).value = cell

    edit(table, change)
    result = run(sandbox, "import", table)
    assert result.output == (
        "改 竹：照片 “竹.jpg” → “IMG_0012.JPG”\n"
        "改 登鹳雀楼：标题 “登鹳雀楼” → “登楼”\n"
        "改 竹：写上编号“竹”，印出去的短码还是它的\n"
        "改 登鹳雀楼：写上编号“登鹳雀楼”，印出去的短码还是它的\n"
        "galleries/书画/gallery.yml 改了 4 处。再运行 loudao check\n"
        f"{table}:2:1: 提醒：表格里的行换了顺序，清单里的顺序没有动。要换顺序，就在清单里移\n"
        "有 1 处提醒\n"
    )
    assert path.read_text("utf-8") == (
        GALLERY.replace("title: 登鹳雀楼", "title: 登楼")
        .replace("artist: 老年书画班\n", "artist: 老年书画班\n    id: 登鹳雀楼\n")
        .replace(
            "{photo: 竹.jpg, title: 竹, alt: 竹子}",
            "{photo: IMG_0012.JPG, title: 竹, alt: 竹子, id: 竹}",
        )
    )


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("IMG_0012.JPG", "B5: 照片：IMG_0012.JPG 没有找到，最像的是 IMG_0021.jpg"),
        ("0", "B5: 照片：0 没有找到"),
        ("1", "B5: 照片：“1”有 2 个：IMG_0001.jpg、b1.png，写上全名"),
        ("21", ""),
        ("0021", ""),
        ("img_0021", ""),
        ("IMG_0021.JPG", ""),
    ],
)
def test_a_new_work_finds_its_photo_by_name_or_number(
    sandbox: Sandbox, said: str, told: str
) -> None:
    path = gallery(sandbox)
    for name in ("IMG_0021.jpg", "IMG_0001.jpg", "b1.png"):
        sandbox.photo(f"galleries/书画/{name}", seed=len(name))
    table = exported(sandbox, "书画")

    def change(sheet: Any) -> None:
        sheet["B5"], sheet["D5"] = said, "新"

    edit(table, change)
    result = run(sandbox, "import", table)
    if told:
        cell, _, what = told.partition(": ")
        assert (
            cell == "B5"
            and f"{table}:5:2: {what}。核对文件名；照片要和清单放在一起" in result.output
        )
        assert path.read_text("utf-8") == GALLERY
    else:
        assert path.read_text("utf-8") == GALLERY + "  - photo: IMG_0021.jpg\n    title: 新\n"


def test_a_fault_is_told_at_its_cell_and_nothing_is_written(sandbox: Sandbox) -> None:
    path = gallery(sandbox)
    table = exported(sandbox, "书画")

    def change(sheet: Any) -> None:
        sheet["K2"] = "二楼半"  # floor
        sheet["B5"] = "山"
        sheet["D6"], sheet["C6"] = None, "无题诗"

    edit(table, change)
    result = run(sandbox, "import", table)
    assert result.exit_code == 1
    assert (
        f"{table}:5:1: “山.jpg”清单里已经有了（第 5 行）。删掉表格里多出来的这一行" in result.output
    )
    edit(table, lambda sheet: sheet.delete_rows(5))
    result = run(sandbox, "import", table)
    assert f"{table}:2:11: floor：“二楼半”不是整数。只写数字，例如 2" in result.output
    assert (
        f"{table}:5:4: 缺少必填的 title（标题）。补上一行 title:，作品名，例如 临《兰亭序》"
        in result.output
    )
    assert path.read_text("utf-8") == GALLERY


def test_a_work_whose_code_was_printed_is_not_lost(sandbox: Sandbox) -> None:
    sandbox.with_address()
    path = gallery(sandbox)
    print_sheets(sandbox.site(), TODAY, PrintOptions(("labels",)))
    ledger = (sandbox.root / "galleries/codes.yml").read_text("utf-8")
    code = next(line.strip()[1:5] for line in ledger.splitlines() if "work:书画/竹" in line)
    table = exported(sandbox, "书画")
    edit(table, lambda sheet: sheet.delete_rows(4))
    result = run(sandbox, "import", table, "--remove", "--today", "2026-11-21")
    assert result.exit_code == 1
    assert (
        f"galleries/书画/gallery.yml:14:5: “竹”的短码 {code} 已经印出去了，没有删。"
        "要删就加 --retire，短码一起停用；要留就把这一行放回表格里"
    ) in result.output
    assert path.read_text("utf-8") == GALLERY
    result = run(sandbox, "import", table, "--remove", "--retire", "--today", "2026-11-21")
    assert f"停用了短码 {code}\n" in result.output and result.exit_code == 0, result.output
    assert "竹" not in path.read_text("utf-8")
    assert code in (sandbox.root / "galleries/codes.yml").read_text("utf-8")
    assert [p.what for p in sandbox.plan().problems if p.is_error] == []


def test_numbers_of_programs_stay_what_people_wrote(sandbox: Sandbox) -> None:
    text = (
        "kind: letters\ntitle: 信\nrows:\n"
        "  - {姓名: 甲, 证号: '110101199003070011', 门牌: '0301'}\n"
        "  - {姓名: 乙, 证号: '11010119900307002X', 门牌: '0302'}\n"
    )
    path = sandbox.write("galleries/信/print.yml", text)
    table = exported(sandbox, "信")

    def change(sheet: Any) -> None:
        sheet["D2"], sheet["D3"] = 301, 1203  # as if somebody had typed them into another column

    edit(table, change)
    result = run(sandbox, "import", table)
    assert result.output.splitlines()[0] == "改 乙：门牌 “0302” → “1203”"
    assert path.read_text("utf-8") == text.replace("'0302'", "'1203'")

    def spoil(sheet: Any) -> None:
        sheet["C2"] = 110101199003070011

    edit(table, spoil)
    result = run(sandbox, "import", table)
    assert result.exit_code == 1
    assert (
        f"{table}:2:3: 这一格成了数字（110101199003070000），超过 15 位，后面几位已经丢了。"
        "把这一格的格式选成“文本”，照着原件重新打一遍"
    ) in result.output
    assert path.read_text("utf-8") == text.replace("'0302'", "'1203'")


def test_a_number_below_numbers_with_zeros_gets_its_zeros_and_is_told(sandbox: Sandbox) -> None:
    text = "kind: door-plates\ntitle: 党员\nlines: ['{门牌}']\nrows:\n  - {门牌: 0301}\n  - {门牌: 0302}\n"
    path = sandbox.write("galleries/牌/print.yml", text)
    table = exported(sandbox, "牌")

    def change(sheet: Any) -> None:
        sheet["B4"] = 303

    edit(table, change)
    result = run(sandbox, "import", table)
    assert (
        f"{table}:4:2: 提醒：“门牌”是数字 303，当作 0303 读了。在 WPS 里把这一列的格式选成“文本”"
        in result.output
    )
    assert path.read_text("utf-8") == text + "  - {门牌: 0303}\n"
    assert run(sandbox, "import", table).output.startswith("galleries/牌/print.yml 没有要改的")


def test_a_table_made_by_hand_adds_rows_and_lists_what_differs(sandbox: Sandbox) -> None:
    path = donation(sandbox)
    table = hand_made(
        sandbox,
        ["冬衣捐赠登记"],
        ["Name", "Amount", "备注"],
        [],
        ["张三丰", 500, None],
        ["周七", 80, "现金"],
        [],
        ["合计", 580],
    )
    result = run(sandbox, "import", table)
    assert (
        result.exit_code == 1
        and (
            f"{table}:1:1: 不是 loudao export 导出的，不知道写进哪份清单。"
            "加 --into 文件夹的名字；只想照着印，就放在清单旁边，写 list: 文件名"
        )
        in result.output
    )
    result = run(sandbox, "import", table, "--into", "冬衣")
    assert result.output == (
        "加 周七\n"
        "galleries/冬衣/print.yml 改了 1 处。再运行 loudao check\n"
        f"{table}:7:1: 提醒：这是合计，没有当作名单。不用改；不要就删掉这一行\n"
        f"galleries/冬衣/print.yml:7:19: 提醒：金额：清单里是“300”，{table} 的 B4 是“500”，没有改。要用表格里的，加 --overwrite 再导入一次\n"
        "galleries/冬衣/print.yml:8:5: 提醒：清单里的 3 行表格里没有（李四、王五、赵六），没有动。不用改\n"
        "有 3 处提醒\n"
    )
    added = DONATION.replace(
        "300}   # 现金\n", "300}   # 现金\n  - {姓名: 周七, 金额: 80, 备注: 现金}\n"
    )
    assert path.read_text("utf-8") == added
    result = run(sandbox, "import", table, "--into", "冬衣", "--overwrite")
    assert path.read_text("utf-8") == added.replace("300", "500")


def test_a_table_of_wps_as_csv_in_gbk_goes_into_a_roster(sandbox: Sandbox) -> None:
    path = sandbox.write(
        "galleries/班/print.yml",
        "kind: roster\ntitle: 值班\nat: nonghang/3/2\nfrom: 2026-11-30\nhouseholds: [0101室, 0102室]  # 两户\n",
    )
    sandbox.write("out/户.csv", "住户名单,\n门牌,\n0101室,\n0103室,\n".encode("gb18030"))
    result = run(sandbox, "import", str(sandbox.root / "out/户.csv"), "--into", "班")
    assert result.output.startswith("加 0103室\n"), result.output
    assert "households: [0101室, 0103室, 0102室]  # 两户\n" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("manifest", "told"),
    [
        ("kind: donation\ntitle: 捐\nlist: 名单.csv\n", "galleries/x/print.yml:3:7: 名单在表格 名单.csv 里，不在清单里。在 WPS 里直接改那个表格，不用导出导入"),
        ("kind: letters\ntitle: 信\neach: unit\n", "galleries/x/print.yml:3:7: 每个地点一份，没有名单。要按名单印，就去掉 each，写上 rows:"),
        ("kind: review\ntitle: 评议\nfrom: 2026-12-01\n", "galleries/x/print.yml:1:7: 督办评议没有可以做成表格的名单。能导出导入的有："),
        ("kind: donatoin\ntitle: x\n", "galleries/x/print.yml:1:7: kind：没有“donatoin”这个类别，是不是 donation？"),
        ("title: [\n", "galleries/x/print.yml:"),
    ],
)  # fmt: skip
def test_what_has_no_list_of_its_own_is_told(sandbox: Sandbox, manifest: str, told: str) -> None:
    sandbox.write("galleries/x/print.yml", manifest)
    result = run(sandbox, "export", "x", "--to", out(sandbox))
    assert result.exit_code == 1 and told in result.output
    assert not Path(out(sandbox)).exists()


def test_which_manifest_is_meant_is_asked(sandbox: Sandbox) -> None:
    donation(sandbox)
    sandbox.write("galleries/冬衣/别的.yml", "kind: letters\ntitle: 信\n")
    result = run(sandbox, "export", "冬衣")
    assert (
        "冬衣:1:1: 里面有 2 份清单。写明哪一份：galleries/冬衣/print.yml、galleries/冬衣/别的.yml"
        in result.output
    )
    result = run(sandbox, "export", "夏衣")
    assert "夏衣:1:1: 没有这份清单。写清单的路径，或者文件夹的名字：冬衣" in result.output
    table = str(sandbox.root / "out/x.xlsx")
    assert run(sandbox, "export", "galleries/冬衣/print.yml", "--to", table).exit_code == 0
    result = run(sandbox, "import", table, "--into", "galleries/冬衣/别的.yml")
    assert (
        f"{table}:1:1: 这个表格是从 galleries/冬衣/print.yml 导出的，不是 galleries/冬衣/别的.yml。"
        "写 --into galleries/冬衣/print.yml，或者不写 --into"
    ) in result.output


def test_a_table_that_may_hold_edits_is_not_overwritten(sandbox: Sandbox) -> None:
    donation(sandbox)
    table = exported(sandbox, "冬衣")

    def change(sheet: Any) -> None:
        sheet["C2"] = "500"

    edit(table, change)
    before = Path(table).read_bytes()
    result = run(sandbox, "export", "冬衣", "--to", table)
    assert (
        result.exit_code == 1 and "已经有了，里面也许有还没导入的改动，没有盖掉它" in result.output
    )
    assert Path(table).read_bytes() == before


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda s: s.cell(1, 3, "金颔"), "t.xlsx:1:3: 没有“金颔”这一列，是不是 金额？把列名改对"),
        (lambda s: s.cell(3, 1, "1"), "t.xlsx:3:1: 编号“1”和第 2 行的一样。新的一行把编号那一格清空；多出来的删掉"),
        (lambda s: s.cell(3, 1, "77"), "t.xlsx:3:1: 导出的时候没有编号“77”。编号不要改；是新的一行，就把编号那一格清空"),
        (lambda s: s.cell(1, 5, "金额"), "t.xlsx:1:3: 有两列都是“金额”，不知道用哪一列。改成不一样的列名"),
        (lambda s: s.cell(2, 3, "#N/A"), "t.xlsx:2:3: 公式算不出来，读成了空的。在 WPS 里把这一格改成文字（单元格格式选“文本”），重新打一遍"),
        (lambda s: s.cell(2, 3, "1.38E+10"), "t.xlsx:2:3: “金额”号码变成了 1.38E+10。在 WPS 里把这一格改成文字（单元格格式选“文本”），重新打一遍"),
        (lambda s: s.cell(2, 12, "游离的字"), "t.xlsx:2:1: 这一行有 12 格，列名只有 8 个"),
    ],
)  # fmt: skip
def test_a_slip_in_the_table_stops_the_import(sandbox: Sandbox, change: Edit, told: str) -> None:
    path = donation(sandbox)
    table = exported(sandbox, "冬衣")
    edit(table, change)
    result = run(sandbox, "import", table)
    assert result.exit_code == 1 and told in result.output, result.output
    assert path.read_text("utf-8") == DONATION


def test_a_column_that_staff_deleted_clears_nothing_and_is_told(sandbox: Sandbox) -> None:
    path = donation(sandbox)
    table = exported(sandbox, "冬衣")
    edit(table, lambda sheet: sheet.delete_cols(3))
    result = run(sandbox, "import", table)
    assert (
        f"{table}:1:1: 提醒：表格里没有“金额”这一列，清单里的没有动。要清空就留着列名，把格子清空"
        in result.output
    )
    assert path.read_text("utf-8") == DONATION


def test_dry_run_writes_nothing(sandbox: Sandbox) -> None:
    path = donation(sandbox)
    table = exported(sandbox, "冬衣")

    def change(sheet: Any) -> None:
        sheet["C2"] = "500"

    edit(table, change)
    assert run(sandbox, "import", table, "--dry-run").output == (
        "改 张三丰：金额 “300” → “500”\ngalleries/冬衣/print.yml 会改 1 处，现在没有写\n"
    )
    assert path.read_text("utf-8") == DONATION
