"""Bytes of a file on a committee's PC, read as text."""

from __future__ import annotations

import codecs
from pathlib import Path

from ..model.problem import Mark, Problem, warning


def read_text(path: Path, shown: str) -> tuple[str | None, list[Problem]]:
    """The text of `path`, or None with the problem; `shown` is its name in problems.

    UTF-8 with or without BOM; UTF-16 with BOM and GBK (what old Windows programs save)
    are read with a warning.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        return None, [
            Problem(Mark(shown), f"读不出文件（{error.strerror}）", "检查文件还在不在、能不能打开")
        ]
    text, problems = decode(raw, shown)
    return (None if text is None else text.replace("\r\n", "\n").replace("\r", "\n")), problems


def decode(raw: bytes, shown: str) -> tuple[str | None, list[Problem]]:
    """`raw` as text; see `read_text`."""
    resave = "用记事本“另存为”，编码选 UTF-8"
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return raw.decode("utf-16"), [warning(Mark(shown), "文件是 UTF-16 编码", resave)]
        except UnicodeDecodeError:
            return None, [Problem(Mark(shown), "文件是 UTF-16 编码，而且有损坏", resave)]
    try:
        return raw.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        if not _mostly_utf8(raw):
            try:
                return raw.decode("gb18030"), [warning(Mark(shown), "文件是 GBK 编码", resave)]
            except UnicodeDecodeError:
                pass
        before = raw[: error.start].decode("utf-8-sig", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return None, [Problem(Mark(shown, line, column), "这里的文字编码坏了，读不出来", resave)]


def _mostly_utf8(raw: bytes) -> bool:
    """Whether the text is UTF-8 with damage rather than another encoding.

    Chinese in GBK almost never forms valid UTF-8, so more good characters than bad
    ones mean damage.
    """
    text = raw.decode("utf-8", "replace")
    bad = text.count("�")
    good = sum(1 for c in text if ord(c) > 127) - bad
    return good > bad
