"""Characters that no face of the press has, found before anything is set."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from pydantic import BaseModel

from ..model.community import Community
from ..model.problem import Loc, Mark, Marks, Problem

_UNSEEN = (
    frozenset(map(ord, "\n\t\r\u00ad\ufe0e\ufe0f\u2028\u2029"))
    | frozenset(range(0x200B, 0x2010))
    | frozenset(range(0x202A, 0x202F))
    | frozenset(range(0x2060, 0x2070))
    | frozenset(range(0xE0100, 0xE01F0))
)
"""Line ends, joiners and marks of direction are never seen; selectors of variants choose among
glyphs and have none."""

_NOT_PRINTED = frozenset(("id", "kind", "at", "boards", "photo", "list", "style", "pages", "alt"))
_TARGET = re.compile(r"(?<=\])\([^)\s]*\)|https?://[^\s)]+")
"""Where links and images lead: a code, never letters."""


def check_glyphs(community: Community, characters: Collection[int]) -> Iterator[Problem]:
    """A problem for each character and each field in which it stands."""
    known = frozenset(characters) | _UNSEEN
    for sheet in community.sheets:
        for loc, text in _texts(sheet.fields, ()):
            yield from _missing(text, known, sheet.marks, loc)
        if sheet.source_uri:
            yield from _missing_in_body(sheet.body, known, sheet.marks.path, sheet.body_line)
    for batch in community.batches:
        for loc, text in _texts(batch.fields, ()):
            yield from _missing(text, known, batch.marks, loc)
        for row, mark in zip(batch.rows, batch.row_marks, strict=True):
            for name, text in row.items() if batch.fields.list else ():
                yield from (_problem(mark, c, name) for c in _unknown(name + text, known))
    for place in community.network.places.values():
        yield from _missing(place.name, known, community.places_marks, (), place.name)
    for board in community.network.boards.values():
        yield from _missing(board.name, known, community.places_marks, (), board.name)


def _texts(value: object, loc: Loc) -> Iterator[tuple[Loc, str]]:
    """Every text that is printed, with its path."""
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            if name not in _NOT_PRINTED:
                yield from _texts(getattr(value, name), (*loc, field.alias or name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts(item, (*loc, index))
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _texts(item, (*loc, name))


def _missing(
    text: str, known: frozenset[int], marks: Marks, loc: Loc, within: str = ""
) -> Iterator[Problem]:
    for character in _unknown(text, known):
        field = ".".join(str(part + 1) if isinstance(part, int) else part for part in loc)
        yield _problem(marks.at(*loc), character, within or field)


def _missing_in_body(body: str, known: frozenset[int], path: str, first: int) -> Iterator[Problem]:
    # as long as it was, so that lines and columns stay
    body = _TARGET.sub(lambda match: " " * len(match[0]), body)
    for character in _unknown(body, known):
        before = body.partition(character)[0]
        column = len(before) - (before.rfind("\n") + 1) + 1
        yield _problem(Mark(path, first + before.count("\n"), column), character, "正文")


def _unknown(text: str, known: frozenset[int]) -> list[str]:
    return [c for c in dict.fromkeys(text) if ord(c) not in known]


def _problem(mark: Mark, character: str, field: str) -> Problem:
    what = f"{field}：字体里没有“{character}”（U+{ord(character):04X}），印不出来"
    return Problem(mark, what, "换一个字，或者把有这个字的字体放进 fonts 文件夹")


def spell_out(text: str, characters: Collection[int]) -> str:
    """`text` with what no face has as its number, for documents about what went wrong."""
    return "".join(
        c if ord(c) in characters or ord(c) in _UNSEEN else f"U+{ord(c):04X}" for c in text
    )
