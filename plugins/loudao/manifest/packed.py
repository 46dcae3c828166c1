"""The words of packed documents (.docx, .pptx, .odt) that staff put on the site."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from pathlib import Path

PACKED = (".docx", ".docm", ".dotx", ".pptx", ".pptm", ".odt", ".odp")

_PART = re.compile(r"(?:word|ppt|docProps)/.+\.xml|content\.xml|styles\.xml|meta\.xml")
_END = re.compile(r"</(?:w|a|text):(?:p|h)>|<(?:w|a):br\b[^>]*>|<text:line-break\b[^>]*>")
"""Where a paragraph or a line ends; within one a number may be in several pieces."""
_TAB = re.compile(r"<(?:w:tab|text:tab|text:s)\b[^>]*/>")
_TAG = re.compile(r"<[^<>]*>")
_ANY_END = re.compile(r"</[^<>]*>")
"""Of properties, each of which is for itself."""
_MEASURE = re.compile(r"<(wp\w*:\w+)\b[^<>/]*>[-+\d.]+</\1>")
"""Where a picture is put, in numbers that nobody wrote."""
_MOST_UNPACKED = 100 << 20
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError,
    ValueError,
)  # fmt: skip


def is_open(path: Path) -> bool:
    """Whether it can be looked into: a document with a password is packed otherwise."""
    return zipfile.is_zipfile(path)


def lines_of_packed(data: bytes) -> Iterator[tuple[int, str]]:
    """Every paragraph with its number from 1, those of headers, notes and comments too, and what
    changes took out; nothing of what is damaged or locked."""
    number, left = 0, _MOST_UNPACKED
    with suppress(*_DAMAGED):
        archive = zipfile.ZipFile(io.BytesIO(data))
        for part in archive.infolist():
            left -= part.file_size
            if not _PART.fullmatch(part.filename) or left < 0:
                continue
            whole = archive.read(part).decode("utf-8", "replace")
            ends = _ANY_END if part.filename.startswith("docProps/") else _END
            for paragraph in ends.split(_MEASURE.sub("", whole)):
                words = unescape(_TAG.sub("", _TAB.sub(" ", paragraph))).strip()
                if words:
                    number += 1
                    yield number, words
