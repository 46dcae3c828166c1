"""Bytes of a file on a committee's PC as text, and an edit of that text as bytes again."""

from __future__ import annotations

import codecs
import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from ..model.problem import Mark, Problem, warning

Encoding = Literal["utf-8", "utf-16-le", "utf-16-be", "gb18030"]
Newline = Literal["\n", "\r\n", "\r", "mixed"]

_BOMS: dict[Encoding, bytes] = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
}
MOST_BYTES = 8 << 20
"""Of a page, a manifest or a list: 150 times a long novel's chapter."""

_BREAK = re.compile(r"\r\n?|\n")
_RESAVE = "用记事本“另存为”，编码选 UTF-8"


class Edit(NamedTuple):
    """A stretch of a text become another."""

    start: int
    end: int
    new: str
    own_line: bool = False
    """Whether `new` begins on a line of its own, made where there is none."""


@dataclass(frozen=True)
class Text:
    """What a file says, and what reading it left out.

    `text` has no byte order mark and ends its lines with `\\n`; offsets into it count
    characters. `newline` is how the file ends its lines, `\\n` where it has one line.
    """

    text: str
    encoding: Encoding
    bom: bool
    newline: Newline
    raw: bytes = field(repr=False)

    def byte_at(self, offset: int) -> int:
        """Where in the file the character at `offset` of `text` starts.

        A line end that is two characters in the file starts at its first; `len(text)` is
        the end of the file.
        """
        whole, ends = self._original
        place = offset
        if self.newline == "\r\n":
            place += self.text.count("\n", 0, offset)
        elif self.newline == "mixed":
            place += sum(end < offset for end in ends)
        return self._bom_size + len(whole[:place].encode(self.encoding))

    def replace_all(self, edits: Iterable[Edit]) -> bytes:
        """The file with every edit made, and every other byte as it was.

        Edits may touch and must not overlap; of two that are inserted at one place the first
        comes first. See `replace`.
        """
        newline = "\r\n" if self.newline == "mixed" else self.newline
        pieces, done, ends_line = [], 0, True
        for start, end, new, own_line in sorted(edits, key=lambda edit: edit[:2]):
            before = self.text[done:start]
            ends_line = before[-1:] == "\n" if before else ends_line
            pieces.append(self.raw[self.byte_at(done) if done else 0 : self.byte_at(start)])
            written = new if ends_line or not own_line else f"\n{new}"
            pieces.append(written.replace("\n", newline).encode(self.encoding))
            done, ends_line = end, written[-1:] == "\n" if written else ends_line
        return b"".join([*pieces, self.raw[self.byte_at(done) if done else 0 :]])

    def replace(self, start: int, end: int, new: str) -> bytes:
        """The file with `text[start:end]` become `new`, and every other byte as it was.

        `new` gets the file's line ends, of a mixed file those of Windows. ValueError where
        `new` holds half a surrogate pair.
        """
        newline = "\r\n" if self.newline == "mixed" else self.newline
        written = new.replace("\n", newline).encode(self.encoding)
        return self.raw[: self.byte_at(start)] + written + self.raw[self.byte_at(end) :]

    @property
    def _bom_size(self) -> int:
        return len(_BOMS[self.encoding]) if self.bom else 0

    @cached_property
    def _original(self) -> tuple[str, tuple[int, ...]]:
        """The characters of the file, and the offsets in `text` of its ends in two characters."""
        whole = self.raw[self._bom_size :].decode(self.encoding)
        pairs = (m.start() for m in _BREAK.finditer(whole) if len(m[0]) == 2)
        return whole, tuple(start - before for before, start in enumerate(pairs))


def read_text(path: Path, shown: str) -> tuple[str | None, list[Problem]]:
    """The text of the file at `path`, or None with the problem; see `decode`.

    A pipe or a device has no end: only what is a file is opened, and no larger one than people
    write.
    """
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            return None, [Problem(Mark(shown), "不是文件，没有读", "拿走它，换成真的文件")]
        if facts.st_size > MOST_BYTES:
            what = f"太大（{facts.st_size >> 20} MB），不像是写出来的"
            return None, [
                Problem(Mark(shown), what, f"超过 {MOST_BYTES >> 20} MB 的拿走，或者分成几个")
            ]
        raw = path.read_bytes()
    except OSError as error:
        return None, [
            Problem(Mark(shown), f"读不出文件（{error.strerror}）", "检查文件还在不在、能不能打开")
        ]
    text, problems = decode(raw, shown)
    return (text.text if text else None), problems


def decode(raw: bytes, shown: str) -> tuple[Text | None, list[Problem]]:
    """The text that `raw` is, or None with the problem; `shown` is its name in problems.

    UTF-8 with or without BOM; UTF-16 with BOM and GBK (what old Windows programs save)
    are read with a warning.
    """
    if raw.startswith(codecs.BOM_UTF16_LE):
        return _decode_utf16(raw, "utf-16-le", shown)
    if raw.startswith(codecs.BOM_UTF16_BE):
        return _decode_utf16(raw, "utf-16-be", shown)
    bom = raw.startswith(codecs.BOM_UTF8)
    try:
        whole = raw[3 * bom :].decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_gbk(raw, shown, 3 * bom + error.start)
    return _text(whole, "utf-8", bom, raw), []


def _decode_utf16(raw: bytes, encoding: Encoding, shown: str) -> tuple[Text | None, list[Problem]]:
    try:
        whole = raw[2:].decode(encoding)
    except UnicodeDecodeError:
        return None, [Problem(Mark(shown), "文件是 UTF-16 编码，而且有损坏", _RESAVE)]
    problem = warning(Mark(shown), "文件是 UTF-16 编码", _RESAVE)
    return _text(whole, encoding, True, raw), [problem]


def _decode_gbk(raw: bytes, shown: str, broken_at: int) -> tuple[Text | None, list[Problem]]:
    """`raw` as GBK, or the place of the first byte that is no UTF-8."""
    if not _mostly_utf8(raw):
        try:
            text = _text(raw.decode("gb18030"), "gb18030", False, raw)
            return text, [warning(Mark(shown), "文件是 GBK 编码", _RESAVE)]
        except UnicodeDecodeError:
            pass
    before = raw[:broken_at].decode("utf-8-sig", "replace")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return None, [Problem(Mark(shown, line, column), "这里的文字编码坏了，读不出来", _RESAVE)]


def _mostly_utf8(raw: bytes) -> bool:
    """Whether the text is UTF-8 with damage rather than another encoding.

    Chinese in GBK almost never forms valid UTF-8, so more good characters than bad
    ones mean damage.
    """
    text = raw.decode("utf-8", "replace")
    bad = text.count("�")
    good = sum(1 for c in text if ord(c) > 127) - bad
    return good > bad


def _text(whole: str, encoding: Encoding, bom: bool, raw: bytes) -> Text:
    if "\r" not in whole:
        return Text(whole, encoding, bom, "\n", raw)
    text = whole.replace("\r\n", "\n").replace("\r", "\n")
    return Text(text, encoding, bom, _newline(whole), raw)


def _newline(whole: str) -> Newline:
    """How the lines of `whole` end, some of them with a carriage return."""
    pairs = whole.count("\r\n")
    alone = whole.count("\r") - pairs
    unix = whole.count("\n") - pairs
    if (pairs > 0) + (alone > 0) + (unix > 0) > 1:
        return "mixed"
    return "\r\n" if pairs else "\r"
