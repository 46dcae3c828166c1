"""Tables as offices save them, and files that staff meant and nobody reads."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from conftest import Sandbox, read_tree
from loudao.manifest.tables import parse_table, skipped_totals
from loudao.manifest.worksheets import parse_workbook
from loudao.plugin.engine import build_site

LETTER = """\
kind: letters
title: 一封信
list: {name}
to: "{{姓名}}："
text: 电话{{电话}}。
from: 2026-11-20
"""


def workbook(*rows: list[object], merged: tuple[str, ...] = ()) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def said(box: Sandbox, below: str) -> list[str]:
    return [str(p).removeprefix(below) for p in box.plan().problems if str(p).startswith(below)]


def test_a_workbook_is_read_as_it_looks() -> None:
    data = workbook(
        ["三号楼名单"],
        ["姓名", "电话", "日期", "时间", "金额", "公开"],
        ["王", 13900000000, datetime(2026, 11, 25), time(8, 30), 12.5, True],
        ["李", "0371-65550100", date(2026, 11, 26), "8:00", 3.0, "否"],
        [None, "x", None, None, None, None],
        ["合计", None, None, None, 15.5, None],
        merged=("A1:F1", "A4:A5"),
    )
    table, problems = parse_workbook(data, "名单.xlsx")
    assert table.columns == ("姓名", "电话", "日期", "时间", "金额", "公开")
    assert [tuple(row.cells.values()) for row in table.rows] == [
        ("王", "13900000000", "2026-11-25", "08:30", "12.5", "是"),
        ("李", "0371-65550100", "2026-11-26", "8:00", "3", "否"),
        ("李", "x", "", "", "", ""),
    ]
    assert [row.mark.line for row in table.rows] == [3, 4, 5]
    assert problems == []
    assert [str(p) for p in skipped_totals(table)] == [
        "名单.xlsx:6:1: 提醒：这是合计，没有当作名单。不用改；不要就删掉这一行"
    ]


@pytest.mark.parametrize(
    "data", [b"", b"junk", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_a_workbook_that_is_none_is_told(data: bytes) -> None:
    table, [problem] = parse_workbook(data, "名单.xlsx")
    assert table.columns == ()
    assert str(problem) == (
        "名单.xlsx:1:1: 不是表格，或者坏了，打不开。在 WPS 里打开，另存为 .xlsx；有密码的先去掉密码"
    )


@pytest.mark.parametrize(
    ("text", "columns", "cells"),
    [
        ("sep=;\n姓名;电话\n王;1\n", ("姓名", "电话"), ["王", "1"]),
        ('"sep=\t"\n姓名\t电话\n王\t1\n', ("姓名", "电话"), ["王", "1"]),
        ("花园社区名单,,\n\n姓名,电话,楼\n王,1,2\n李,3,4\n", ("姓名", "电话", "楼"), ["王", "1", "2"]),
        ("名单\n姓名;电话\n王;1\n李;2\n", ("姓名", "电话"), ["王", "1"]),
        ("\ufeff姓名,电话\n王\u200b,\u00a01 \n", ("姓名", "电话"), ["王", "1"]),
        ("姓名\n王\n李\n", ("姓名",), ["王"]),
    ],
)  # fmt: skip
def test_a_table_below_a_title_or_a_separator(
    text: str, columns: tuple[str, ...], cells: list[str]
) -> None:
    table, problems = parse_table(text, "名单.csv")
    assert problems == []
    assert table.columns == columns
    assert list(table.rows[0].cells.values()) == cells


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("1.38E+10", "“电话”号码变成了 1.38E+10"),
        ("#N/A", "“电话”公式算不出来，显示成了 #N/A"),
        ("#REF!", "“电话”公式算不出来，显示成了 #REF!"),
        ("######", "“电话”列太窄，显示成了 ######"),
        ("=A1", "“电话”是公式，不是字： =A1"),
    ],
)
def test_a_spoilt_cell_is_told_at_its_place(cell: str, told: str) -> None:
    _, [problem] = parse_table(f"姓名,电话\n王,1\n李,{cell}\n", "名单.csv")
    assert str(problem) == (
        f"名单.csv:3:2: 提醒：{told}。在 WPS 里把这一格改成文字（单元格格式选“文本”），重新打一遍"
    )


def test_a_serial_number_of_a_day_is_read_as_the_day() -> None:
    table, [problem] = parse_table("姓名,日期\n王,46351\n", "名单.csv")
    assert table.rows[0].cells["日期"] == "2026-11-25"
    assert str(problem).startswith("名单.csv:2:2: 提醒：“日期”是 46351，当作 2026-11-25 读了")


def test_two_columns_of_one_name_stop_only_who_uses_them(sandbox: Sandbox) -> None:
    sandbox.write("galleries/信/print.yml", LETTER.format(name="名单.csv"))
    sandbox.write("galleries/信/名单.csv", "姓名,电话,姓名\n王,1,李\n")
    assert said(sandbox, "galleries/信/名单.csv:") == [
        "1:1: 有 2 列都叫“姓名”，不知道用哪一列。改成不一样的列名"
    ]
    sandbox.write("galleries/信/名单.csv", "姓名,电话,备注,备注\n王,1,,\n".encode("gbk"))
    assert said(sandbox, "galleries/信/名单.csv:") == []


def test_an_empty_cell_that_is_printed_is_told(sandbox: Sandbox) -> None:
    sandbox.write("galleries/信/print.yml", LETTER.format(name="名单.xlsx"))
    data = workbook(["姓名", "电话", "备注"], ["王", 1, None], [None, 2, "x"])
    sandbox.write("galleries/信/名单.xlsx", data)
    assert said(sandbox, "galleries/信/名单.xlsx:") == [
        "3:1: 提醒：“姓名”是空的，纸上这里空着。补上；不要这一行就删掉"
    ]


# Silence is a fault


@pytest.mark.slow
def test_office_files_are_published_only_where_a_page_links_them(sandbox: Sandbox) -> None:
    for name in (
        "通知.docx",
        "名单.xlsx",
        "表 格.pdf",
        "停电.md.txt",
        "~$通知.docx",
        "Thumbs.db",
        "链接的.pdf",
    ):
        sandbox.write(f"docs/{name}", b"x")
    sandbox.write("docs/index.md", "# 首页\n\n[下载](链接的.pdf) [表](%E8%A1%A8%20%E6%A0%BC.pdf)\n")
    sandbox.with_address()
    assert said(sandbox, "docs/") == [
        "停电.md.txt:1:1: 提醒：文件名多了 .txt，没有当作网页。改名为 停电.md（先让文件夹显示后缀）",
        "名单.xlsx:1:1: 提醒：不是网页，也没有网页链接它，没有放到网上。"
        "要给人下载，就在网页里写 [名单](名单.xlsx)",
        "通知.docx:1:1: 提醒：不是网页，也没有网页链接它，没有放到网上。"
        "要给人下载，就在网页里写 [通知](通知.docx)",
    ]
    site = read_tree(build_site(sandbox.config, None, "2026-11-21", {}))
    published = {name for name in site if name.endswith((".docx", ".xlsx", ".pdf", ".txt", ".db"))}
    assert published - {name for name in site if name.startswith("print/")} == {
        "链接的.pdf",
        "表 格.pdf",
    }


def test_what_lies_in_galleries_and_is_in_no_manifest_gets_a_line(sandbox: Sandbox) -> None:
    sandbox.gallery(
        "春", "title: 春\nat: nonghang/3/2\nworks:\n  - {photo: a.jpg, title: 甲, alt: 甲}\n"
    )
    for name in ("春/a.jpg", "春/b.jpg", "夏/c.jpg", "夏/._c.jpg"):
        sandbox.photo(f"galleries/{name}")
    (sandbox.root / "galleries/空").mkdir()
    sandbox.write("galleries/春/名单.csv", "姓名\n王\n")
    sandbox.write("galleries/冬/画廊.yml", "title: 冬\n")
    for name in ("停水.md", "春/notice.MD", "春/README.md", "春/说明.md"):
        sandbox.write(f"galleries/{name}", "# 停水\n")
    page = (
        "提醒：galleries 里的 .md 不当作网页，没有放到网上。"
        "通知和文章放进 docs 文件夹；是说明就改名为 README.md"
    )
    assert said(sandbox, "galleries/") == [
        f"停水.md:1:1: {page}",
        "冬/画廊.yml:1:1: 提醒：这个文件没有写类别，没有读。"
        "是清单就补上一行 kind:（可以写：gallery、exhibition、cards、certificates、donation、"
        "door-plates、job、letters、newsletter、pledge、post、project、review、roster、survey）；"
        "用不着就拿走",
        "夏:1:1: 提醒：有 1 张照片，没有 gallery.yml，没有展出。运行 loudao new gallery 夏",
        "春/b.jpg:1:1: 提醒：照片“b.jpg”没有写进清单，没有展出。在清单的 works 里加上；不展出的拿走",
        f"春/notice.MD:1:1: {page}",
        "春/名单.csv:1:1: 提醒：没有清单用到它。名单写在 list: 里；用不着就拿走",
        "空:1:1: 提醒：空文件夹。放进照片和 gallery.yml，或者删掉它",
    ]


def test_a_list_whose_accents_are_composed_otherwise_is_used(sandbox: Sandbox) -> None:
    """macOS writes decomposed names: the list is read, and no stray beside that."""
    sandbox.write("galleries/信/print.yml", LETTER.format(name="Cafe\u0301.csv"))
    sandbox.write("galleries/信/Caf\u00e9.csv", "姓名,电话\n王,1\n")
    sandbox.photo("galleries/信/a.jpg")
    assert said(sandbox, "galleries/") == [
        "信/a.jpg:1:1: 提醒：照片“a.jpg”没有写进清单，没有展出。在清单的 works 里加上；不展出的拿走"
    ]


def test_a_photo_in_another_folder_is_found_there(sandbox: Sandbox) -> None:
    sandbox.gallery(
        "春", "title: 春\nat: nonghang/3/2\nworks:\n  - {photo: a.jpg, title: 甲, alt: 甲}\n"
    )
    sandbox.photo("galleries/春/a2.jpg")
    sandbox.photo("galleries/夏/A.JPG")
    assert said(sandbox, "galleries/春/gallery.yml:") == [
        "4:13: photo：照片“a.jpg”不在这个文件夹，在 galleries/夏 里。把它移到清单旁边"
    ]


def test_new_gallery_lists_what_is_a_photo_by_its_content(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    from click.testing import CliRunner

    from loudao.cli import main

    folder = sandbox.root / "galleries/重阳"
    sandbox.photo("galleries/重阳/IMG_1.jpg")
    for name in ("._IMG_1.jpg", "~$a.jpg", "空.jpg"):
        Path(folder / name).write_bytes(b"")
    monkeypatch.chdir(sandbox.root)
    assert CliRunner().invoke(main, ["new", "gallery", "重阳"]).exit_code == 0
    text = (folder / "gallery.yml").read_text("utf-8")
    assert [line for line in text.splitlines() if "photo:" in line] == ["  - photo: 'IMG_1.jpg'"]
