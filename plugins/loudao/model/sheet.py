"""What staff hang, hand out or announce: one shape for all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import chain
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from pydantic import BaseModel

from .consent import Scope
from .fields import POSTER, SheetFields
from .problem import Loc, Mark, Marks, marks_at
from .table import Lists, Table
from .work import Work

_NOT_READ = frozenset((
    "id", "kind", "at", "boards", "photo", "list", "style", "pages", "public", "draft", "consent",
    "people", "about", "audio",
))  # fmt: skip
"""Fields that lead somewhere."""
_NOT_PRINTED = _NOT_READ | {"alt"}
"""Those that are never read on paper."""


class Body(NamedTuple):
    """The words of a page, in Markdown."""

    text: str = ""
    line: int = 1
    """Of the file, on which it begins."""
    uri: str = ""
    """Of the page: its path below docs/."""


class Text(NamedTuple):
    """A text of a sheet that people read; of most nobody asks where they stand."""

    words: str
    marks: Marks
    loc: Loc = ()
    column: str = ""
    """Of a table, or what else has no way to it by keys."""

    @property
    def mark(self) -> Mark:
        return self.marks.at(*self.loc)

    @property
    def field(self) -> str:
        """What staff call the place: `works.1.title`, 正文, a column's name."""
        parts = (str(part + 1) if isinstance(part, int) else part for part in self.loc)
        return self.column or ".".join(parts)


_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def without_comments(page: str) -> str:
    """The words of a page, with what nobody reads blank."""
    return _COMMENT.sub(_blank, page) if "<!--" in page else page


def _blank(comment: re.Match[str]) -> str:
    """As many spaces on as many lines: what comes after stays where it is."""
    return re.sub(r"[^\n]", " ", comment[0])


@dataclass(frozen=True)
class Sheet:
    """One thing that staff hang, hand out or announce, with where it was written down."""

    kind: str
    id: str
    identity: str
    """Its name in the ledger and in the record: `gallery:书画天地`, `page:notices/停水`."""
    fields: SheetFields
    marks: Marks
    uri: str = ""
    """Its page in the site, with a slash at the end: `galleries/书画天地/`; empty for none, and
    of the home page."""
    table: Table = field(default_factory=Table)
    tables: Mapping[str, Table] = field(default_factory=dict)
    """Of a sheet of several lists each, by its field."""
    body: Body = Body()
    folder: PurePosixPath | None = None
    """The folder of its manifest, relative to the site."""

    @property
    def has_page(self) -> bool:
        return bool(self.uri or self.body.uri)

    @property
    def lists(self) -> Lists:
        return Lists(self.table, self.tables)

    @property
    def told_of(self) -> date | None:
        """The day of what it is an account of; None for what is none."""
        news = self.fields.news(self.lists)
        return news.starts if news and news.ends is None else None

    def mark(self, *loc: str | int) -> Mark:
        return self.marks.at(*loc)

    @property
    def style_mark(self) -> Mark:
        """Where its style is named."""
        own = self.fields.poster.style is not None
        return self.marks.at(*((POSTER, "style") if own else ("style",)))

    def texts(self, spoken: bool = False) -> Iterator[Text]:
        """Every text that is printed; the words of a page line by line. `spoken` adds what is
        read aloud to who sees no pictures."""
        records = self.fields.records
        left_out = (_NOT_READ if spoken else _NOT_PRINTED) | records
        for loc, words in _texts(self.fields, (), left_out):
            yield Text(words, self.marks, loc)
        tables = (table.rows for field, table in self.tables.items() if field not in records)
        for row in chain(self.table.rows, *tables):
            if row.mark.path != self.marks.path:  # else its fields have said it already
                for name, words in row.cells.items():
                    yield Text(name + words, marks_at(row.mark), column=name)
        body = without_comments(self.body.text)
        for number, line in enumerate(body.split("\n") if body else ()):
            mark = Mark(self.marks.path, self.body.line + number)
            yield Text(line, marks_at(mark), column="正文")

    @property
    def withheld(self) -> Iterator[Work]:
        """Its works that are not shown, since their artists said no."""
        return (work for work in self.fields.written_works if work.is_withheld)

    @property
    def refuses_walls(self) -> bool:
        """Whether it has works, and none of them may hang."""
        works = self.fields.written_works
        return bool(works) and not any(work.is_for("wall") for work in works)

    def seen_on(self, scope: Scope) -> Sheet:
        """The same without works that are not for that; itself where all are."""
        works = self.fields.written_works
        if all(work.is_withheld or work.is_for(scope) for work in works):
            return self
        shown = tuple(work if work.is_for(scope) else work.withheld() for work in works)
        return replace(self, fields=self.fields.model_copy(update={"works": shown}))

    def photos(self) -> Iterator[tuple[Mark, Work]]:
        """Its works that are photos, each with where the photo is named."""
        for index, work in self.fields.numbered_works:
            if work.photo is not None:
                yield self.mark("works", index, "photo"), work

    def find_text(self, text: str) -> Mark:
        """Where `text` is written, as near as is known."""
        return next((found.mark for found in self.texts() if text in found.words), self.mark())

    def work_identity(self, work: Work) -> str:
        return f"work:{self.id}/{work.slug}"

    def work_uri(self, work: Work) -> str:
        return f"{self.uri}{work.slug}/"

    def hangs(self, today: date) -> bool:
        """Whether it is on the wall on that day; a missing end is open."""
        starts, ends = self.fields.from_, self.fields.until
        return (starts is None or starts <= today) and (ends is None or today <= ends)


def _texts(value: Any, loc: Loc, left_out: frozenset[str]) -> Iterator[tuple[Loc, str]]:
    """Every text of a field, with its path, but for fields that are `left_out`."""
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, BaseModel):
        for name, spelled in _fields_of(type(value), left_out):
            inside = getattr(value, name)
            if isinstance(inside, str):  # without a generator for each of 40,000
                if inside:
                    yield (*loc, spelled), inside
            elif inside and not isinstance(inside, int):
                yield from _texts(inside, (*loc, spelled), left_out)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts(item, (*loc, index), left_out)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _texts(item, (*loc, name), left_out)


@cache
def _fields_of(model: type[BaseModel], left_out: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """The fields of a model but for some, each with how staff spell it."""
    fields = model.model_fields.items()
    return tuple((name, info.alias or name) for name, info in fields if name not in left_out)
