"""`loudao import`: what a Word document says, its page says, in the same order."""

from __future__ import annotations

import io
import random
import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document
from docx.document import Document as Doc
from PIL import Image

from conftest import Rounds, Sandbox, load, print_sheets
from loudao.cli import main
from loudao.manifest.word import read_document
from loudao.richtext import PAGES, read_page
from loudao.story.printing import PrintOptions
from test_words import squeezed, words_in

WORDS = (
    "各位居民：", "11月25日 8:00—12:00 停电", "*请*注意", "# 一号楼", "## 二号楼", "- 减号", "+ 加号", "> 大于",
    "1. 手写的编号", "12) 也是", "一、范围", "（二）时间", "<b>尖括号</b>", "a & b &amp; c", "file_name_x",
    "__init__", "`代码`", "[方括号](x)", "![惊叹](x)", "{: .class }", "--- ", "=== ", "~~~", "|竖线|a|", "!!! note",
    "??? x", ": 冒号开头", "2026.11.25 起", "50% 的 H2O ~ 100", "\\反斜杠\\", "    四个空格", "　　全角空格",
    "&nbsp;", "<!-- 不是注释 -->", "[^1]: 不是脚注", "*[缩写]: 不是", "https://jf.cn/a_b*c", "Tab\t之后",
    "<script>alert(1)</script>", "$x$", "^上^", "3 < 5", "……", "\u200b零宽", "——落款", "甲\u00a0乙",
)  # fmt: skip


def as_bytes(document: Doc) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def picture(path: Path) -> str:
    Image.new("RGB", (40, 30), "red").save(path)
    return str(path)


def make_document(dice: random.Random) -> tuple[Doc, list[str]]:
    """A document of paragraphs, lists, headings and tables, and its words in order."""
    document, said = Document(), list[str]()

    def words() -> str:
        text = dice.choice(WORDS)
        said.append(text)
        return text

    for _ in range(dice.randint(3, 12)):
        kind = dice.choice(
            ("line", "line", "bold", "List Bullet", "List Number", "heading", "table")
        )
        if kind == "table":
            wide, tall = dice.randint(1, 4), dice.randint(1, 4)
            table = document.add_table(tall, wide)
            for row in table.rows:
                for cell in row.cells:
                    cell.text = words()
        elif kind == "heading":
            document.add_heading(words(), dice.randint(1, 4))
        elif kind == "bold":
            paragraph = document.add_paragraph(words())
            paragraph.add_run(words()).bold = dice.random() < 0.7
            paragraph.add_run(words()).italic = dice.random() < 0.4
            paragraph.add_run(words()).font.strike = dice.random() < 0.4
        else:
            document.add_paragraph(
                words(), style="List Bullet" if kind == "line" and dice.random() < 0.1 else None
            )
            if kind.startswith("List"):
                document.paragraphs[-1].style = document.styles[kind]
    return document, said


def test_every_word_of_a_document_is_on_its_page(rounds: Rounds) -> None:
    for seed in range(rounds(25, 1500)):
        document, said = make_document(random.Random(seed))
        page, problems = read_document(as_bytes(document), "通知.docx", "通知")
        assert page and not problems
        blocks = read_page(page.text, PAGES).blocks
        expected = squeezed("".join(said)).replace("\u200b", "")
        assert squeezed(page.title) + words_in(blocks) == expected, (seed, page.text)


@pytest.mark.parametrize("word", WORDS)
def test_words_mean_themselves_wherever_they_stand(word: str) -> None:
    document = Document()
    document.add_paragraph("通知")
    document.add_paragraph(word)
    document.add_paragraph("前" + word + "后")
    document.add_paragraph("项：" + word, style="List Bullet")
    document.add_paragraph("末。")
    page, _ = read_document(as_bytes(document), "a.docx", "a")
    assert page
    expected = squeezed(f"{word}前{word}后项:{word}末。").replace("\u200b", "")
    assert words_in(read_page(page.text, PAGES).blocks) == expected, page.text


def test_merged_cells_stand_in_each_row_and_column() -> None:
    document = Document()
    table = document.add_table(3, 3)
    for y, row in enumerate(table.rows):
        for x, cell in enumerate(row.cells):
            cell.text = f"{y}{x}"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "三号楼"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "时间"
    page, _ = read_document(as_bytes(document), "a.docx", "a")
    assert page and page.text.splitlines() == [
        "| 00 | 时间 | 时间 |",
        "| --- | --- | --- |",
        "| 三号楼 | 11 | 12 |",
        "| 三号楼 | 21 | 22 |",
    ]


@pytest.mark.parametrize(
    ("first", "style", "title"),
    [
        ("停电通知", "Title", "停电通知"),
        ("关于停电的通知", None, "关于停电的通知"),
        ("停电通知", "Heading 1", "停电通知"),
        ("各位居民：", None, ""),
        ("明天停电。", None, ""),
        ("一" * 41, None, ""),
    ],
)
def test_first_line_is_the_title_where_it_looks_like_one(
    first: str, style: str | None, title: str
) -> None:
    document = Document()
    document.add_paragraph(first, style=style)
    document.add_paragraph("正文。")
    page, _ = read_document(as_bytes(document), "a.docx", "a")
    assert page and (page.title, page.text) == (
        title,
        "正文。\n" if title else f"{first}\n\n正文。\n",
    )


def test_footnotes_stay_footnotes(tmp_path: Path) -> None:
    data = with_footnote("水费", "每吨三元。", "照旧。")
    page, _ = read_document(data, "a.docx", "a")
    assert page and page.text == "水费[^footnote1]照旧。\n\n[^footnote1]: 每吨三元。\n"


def with_footnote(before: str, note: str, after: str) -> bytes:
    """A document with a footnote: python-docx makes none, so its parts are written here."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
        '<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>'
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "[Content_Types].xml": types,
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="r2" Type="{office}/footnotes" Target="footnotes.xml"/></Relationships>',
        "word/document.xml": f'<w:document {space}><w:body><w:p><w:r><w:t>{before}</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:t>{after}</w:t></w:r></w:p></w:body></w:document>',
        "word/footnotes.xml": f'<w:footnotes {space}><w:footnote w:id="1"><w:p><w:r><w:t>{note}</w:t></w:r></w:p></w:footnote></w:footnotes>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def run(box: Sandbox, *words: str) -> Result:
    result = CliRunner().invoke(main, ["import", *words, "-f", str(box.config)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_a_notice_from_word_is_checked_and_printed(sandbox: Sandbox, tmp_path: Path) -> None:
    document = Document()
    document.add_heading("停电'通知'", 0)
    document.add_paragraph("因线路检修，明天停电。")
    document.add_picture(picture(tmp_path / "i.png"))
    path = sandbox.write("来件/停电 通知.docx", as_bytes(document))
    assert run(sandbox, str(path)).output == (
        "新建了 docs/notices/停电-通知.md。看一遍，改好开头的宣传栏和日期，再运行 loudao check\n"
    )
    assert load(sandbox.site()).problems == ()
    result = print_sheets(
        sandbox.with_address().site(), options=PrintOptions(("停电",), draft=True)
    )
    assert [done.print.title for done in result.printed] == ["停电'通知'"]
    assert len(result.printed[0].print.images) == 1
    again = run(sandbox, str(path))
    assert again.exit_code == 1
    assert "docs/notices/停电-通知.md 已经有了，没有盖掉它" in again.output


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docx", b"", "不是 .docx 文档，或者坏了，打不开"),
        ("a.docx", b"PK\x03\x04" + bytes(200), "不是 .docx 文档，或者坏了，打不开"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + bytes(600), "不是 .docx 文档，或者坏了，打不开"),
        ("a.doc", b"x", "只认 .docx。在 Word 或 WPS 里打开，另存为 .docx"),
        ("a.pdf", b"%PDF", "只认 .docx。找到当初的 Word 文件；只有 PDF 就把字复制到网页里"),
    ],
)
def test_what_is_no_document_is_told(sandbox: Sandbox, name: str, data: bytes, said: str) -> None:
    result = run(sandbox, str(sandbox.write(name, data)))
    assert result.exit_code == 1 and said in result.output
    assert not list((sandbox.root / "docs").rglob("a*.md"))


def test_a_folder_outside_of_docs_is_refused(sandbox: Sandbox) -> None:
    path = sandbox.write("a.docx", as_bytes(Document()))
    result = run(sandbox, str(path), "--to", "../galleries")
    assert result.exit_code == 1 and "--to ../galleries 不在 docs 里" in result.output


def test_damaged_documents_are_told_and_nothing_else_happens(rounds: Rounds) -> None:
    document, _ = make_document(random.Random(1))
    whole = as_bytes(document)
    for seed in range(rounds(25, 1000)):
        dice = random.Random(seed)
        data = bytearray(whole)
        for _ in range(dice.randint(1, 30)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        page, problems = read_document(bytes(data[: dice.randint(1, len(data))]), "a.docx", "a")
        assert (page is None) == any(problem.is_error for problem in problems)


def test_chinese_numbers_that_become_digits_are_told() -> None:
    document = Document()
    document.add_paragraph("甲", style="List Number")
    source = zipfile.ZipFile(io.BytesIO(as_bytes(document)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for entry in source.namelist():
            data = source.read(entry)
            if entry == "word/numbering.xml":
                data = re.sub(
                    rb'w:numFmt w:val="decimal"', b'w:numFmt w:val="chineseCounting"', data
                )
            archive.writestr(entry, data)
    _, problems = read_document(out.getvalue(), "a.docx", "a")
    assert [problem.what for problem in problems] == ["自动编号的“一、二、”变成了“1. 2.”"]
