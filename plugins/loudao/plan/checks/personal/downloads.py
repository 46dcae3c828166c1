"""The words of files that go onto the site as they are: tables, documents, whatever is text."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from ....manifest.packed import PACKED, is_open, lines_of_packed
from ....manifest.portable import lines_of_pdf
from ....manifest.text import decode
from ....manifest.workbook import WORKBOOKS, read_worksheets
from ....model.problem import Mark, Problem, warning
from ...strays import is_office_file
from ...tree import Tree
from .sources import Words

_MOST_BYTES = 20 << 20
"""Of a file that is read for what is in it."""

_HEAD = 4096
"""Bytes that tell a text from a recording or a film, which is not read on."""

_SCRIPTS = (".js", ".mjs", ".css", ".map")
"""Programs, whose numbers are nobody's."""

_MARKUP = re.compile(r"<[^<>]*>")


def words_of_downloads(tree: Tree, left_out: Collection[str]) -> Iterator[Words]:
    """Every text in files of docs/ that are no pages, those `left_out` aside."""
    for uri in _downloads(tree, left_out):
        name = f"{tree.docs}/{uri}"
        if tree.files[name].size > _MOST_BYTES:
            continue
        ending, path = posixpath.splitext(uri.lower())[1], tree.path(name)
        if ending in WORKBOOKS:
            for sheet in read_worksheets(path.read_bytes(), name)[0]:
                yield from _of_rows(sheet.records, sheet.shown)
        elif ending == ".pdf":
            lines = lines_of_pdf(path.read_bytes())
            yield from (Words(Mark(name, page), line) for page, line in lines)
        elif ending in PACKED:
            lines = lines_of_packed(path.read_bytes())
            yield from (Words(Mark(name, number), line) for number, line in lines)
        elif ending not in _SCRIPTS and _is_text(path):
            yield from _of_text(path.read_bytes(), name)


def check_closed(tree: Tree, left_out: Collection[str]) -> Iterator[Problem]:
    """A line for each office file that is published and that nobody here can look into."""
    for uri in _downloads(tree, left_out):
        ending = posixpath.splitext(uri.lower())[1]
        name = f"{tree.docs}/{uri}"
        large = tree.files[name].size > _MOST_BYTES
        known = ending in (*WORKBOOKS, *PACKED, ".pdf") or ending in _READ_AS_TEXT
        locked = not large and ending in _ZIPPED and not is_open(tree.path(name))
        if is_office_file(uri) and (large or locked or not known):
            way = _OPEN_WAY.get(ending, "另存为 .docx 或者 PDF")
            way = "拆成小一点的几个" if large else "有密码就去掉密码再存一次" if locked else way
            what = "里面有没有身份证号、电话，查不了，照样放到了网上"
            yield warning(Mark(name), what, f"自己看一遍；{way}，就会查")


_READ_AS_TEXT = (".csv", ".txt", ".tsv", ".vcf", ".eml", ".rtf")
_ZIPPED = (*PACKED, ".xlsx", ".xlsm")
_OPEN_WAY = dict.fromkeys((".zip", ".rar", ".7z"), "拆开来一个一个放")


def _downloads(tree: Tree, left_out: Collection[str]) -> Iterator[str]:
    """What is copied as it is: no page, and no photo, in whose place its derivative goes."""
    replaced = {*left_out, *tree.pages, *tree.page_photos}
    yield from (uri for uri in tree.documents if uri not in replaced)


def _is_text(path: Path) -> bool:
    """By how it begins: what has bytes of zero is none, unless it is UTF-16."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    return b"\0" not in head or head[:2] in _WIDE_MARKS


def _of_text(data: bytes, name: str) -> Iterator[Words]:
    """Lines, whatever the encoding; what is damaged as far as it can be read."""
    text, _ = decode(data, name)
    whole = text.text if text else data.decode("utf-8", "replace")
    for number, line in enumerate(whole.split("\n"), 1):
        yield Words(Mark(name, number), _MARKUP.sub(" ", line) if "<" in line else line)


_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
"""How UTF-16 begins, which has bytes of zero."""


def _of_rows(rows: Sequence[tuple[int, Sequence[str]]], name: str) -> Iterator[Words]:
    heads: Sequence[str] = ()
    for number, cells in rows:
        filled = [cell for cell in cells if cell]
        if len(filled) > 1 and not heads:
            heads = cells
        for place, cell in enumerate(cells):
            head = heads[place] if place < len(heads) and cells is not heads else ""
            yield Words(Mark(name, number, place + 1), cell, head)
