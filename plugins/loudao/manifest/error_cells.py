"""Cells of a workbook (.xlsx) whose formula went wrong: calamine reads them as empty, and an empty
cell would clear what the manifest says."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from posixpath import join, normpath
from zipfile import BadZipFile, ZipFile

_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(r"<Relationship\b[^>]*>")
_CELL = re.compile(r"<(?:\w+:)?c\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w:]+)\s*=\s*"([^"]*)"')
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_MOST_BYTES = 100_000_000
"""Of a worksheet unpacked; 20,000 rows of 20 columns take 30 MB."""


def error_cells(data: bytes) -> Iterator[tuple[str, int, int]]:
    """The name of the worksheet, the line and the column of each, counting from 1; none of what is
    no .xlsx."""
    with suppress(BadZipFile, KeyError, UnicodeDecodeError, NotImplementedError, RuntimeError):
        archive = ZipFile(io.BytesIO(data))
        for name, part in _worksheets(archive):
            if archive.getinfo(part).file_size > _MOST_BYTES:
                continue
            for cell in _CELL.finditer(archive.read(part).decode()):
                said = dict(_ATTRIBUTE.findall(cell[1]))
                place = _PLACE.fullmatch(said.get("r", ""))
                if place and said.get("t") == "e":
                    yield name, int(place[2]), _column(place[1])


def _worksheets(archive: ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each worksheet and its part of the archive."""
    relations = [
        dict(_ATTRIBUTE.findall(tag[0]))
        for tag in _RELATION.finditer(archive.read("xl/_rels/workbook.xml.rels").decode())
    ]
    parts = {said["Id"]: said["Target"] for said in relations}
    for tag in _SHEET.finditer(archive.read("xl/workbook.xml").decode()):
        said = dict(_ATTRIBUTE.findall(tag[0]))
        own = next((value for key, value in said.items() if key.endswith(":id")), "")
        yield unescape(said["name"]), normpath(join("xl", parts[own])).lstrip("/")


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
