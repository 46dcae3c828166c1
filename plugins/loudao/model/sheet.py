"""What staff hang, hand out or announce: one shape for all of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, Field

from .base import Frozen
from .problem import Loc, Mark, Marks
from .scalars import Day, Id, PlaceId, Title, Whole, Words, YesNo, named, read_paper_size
from .table import Table
from .work import Work

PosterSize = Annotated[
    Literal["A0", "A1", "A2", "A3", "A4", "A5"], BeforeValidator(read_paper_size)
]
Each = Annotated[
    Literal["courtyard", "building", "unit", "floor"],
    BeforeValidator(
        named({"courtyard": "楼院", "building": "楼", "unit": "单元", "floor": "楼层"})
    ),
]

_STYLES = "ink 水墨、red 红色、fresh 清新、festival 节庆、plain 素"
_NOT_PRINTED = frozenset(("id", "kind", "at", "boards", "photo", "list", "style", "pages", "alt"))
"""Fields that lead somewhere, and are never read on paper."""


class Poster(Frozen):
    """How a sheet is printed when nobody says otherwise."""

    size: PosterSize | None = Field(
        default=None, title="纸张", description="A0 到 A5；海报不写就是 A3"
    )
    style: str | None = Field(default=None, title="样式", description=_STYLES)
    crop: YesNo = Field(
        default=False, title="裁切", description="写 yes，照片裁成差不多的形状；不写就从不裁切"
    )
    couplet: tuple[Title, ...] = Field(
        default=(), max_length=2, title="对联", description="节庆样式挂在两边：[上联, 下联]"
    )


class SheetFields(Frozen):
    """The fields that every kind shares; a kind adds its own."""

    title: Title = Field(title="标题", description="网页和海报上的大标题")
    id: Id | None = Field(
        default=None,
        title="编号",
        description="一般不用写。文件夹改名时写上旧名，网址和印出去的短码就不会变",
    )
    kind: str = Field(default="", title="类别", description="例如 gallery（画廊）、notice（通知）")
    at: PlaceId | None = Field(
        default=None, title="地点", description="挂在哪里，例如 农行小区/3号楼/2单元"
    )
    boards: tuple[str, ...] = Field(default=(), title="宣传栏", description="贴在哪些宣传栏")
    from_: Day | None = Field(
        default=None, alias="from", title="开始", description="从哪一天上墙，例如 2026-11-01"
    )
    until: Day | None = Field(
        default=None, title="结束", description="到哪一天下墙（含当天），例如 2026-11-08"
    )
    poster: Poster = Field(default=Poster(), title="海报", description="纸张和样式")

    @property
    def all_works(self) -> tuple[Work, ...]:
        """The works that the sheet shows; a kind with works has them in `works`."""
        return ()

    @property
    def wall_style(self) -> str | None:
        """The style that its author chose."""
        return self.poster.style

    def styles_as(self, called: Callable[[str], str]) -> dict[str, Any]:
        """The fields that name a style, with what `called` makes of each name."""
        named: dict[str, Any] = {}
        if self.poster.style:
            style = called(self.poster.style)
            named[_POSTER] = self.poster.model_copy(update={"style": style})
        own = getattr(self, "style", None)
        return {**named, "style": called(own)} if own else named


_POSTER = next(name for name, f in SheetFields.model_fields.items() if f.annotation is Poster)


class WorksFields(SheetFields):
    """A sheet that shows works."""

    style: str | None = Field(default=None, title="样式", description=_STYLES)
    intro: Words = Field(default="", title="前言", description="画廊的介绍，可以用 Markdown")
    works: tuple[Work, ...] = Field(default=(), title="作品", description="一件一件写")

    @property
    def all_works(self) -> tuple[Work, ...]:
        return self.works

    @property
    def wall_style(self) -> str | None:
        return self.poster.style or self.style


class ListFields(SheetFields):
    """A sheet that is made from a list: rows, a file beside it, places, or blank ones."""

    title: Title = Field(title="标题", description="大标题；门牌上最大的字，例如 中共党员")
    style: str | None = Field(default=None, title="样式", description=_STYLES)
    at: PlaceId | None = Field(default=None, title="地点", description="短码通到哪里，贴在哪里")
    from_: Day | None = Field(default=None, alias="from", title="日期", description="落款的日期")
    rows: tuple[dict[Title, Words], ...] = Field(
        default=(), title="名单", description="一行一份：- {姓名: 某某, 门牌: 301}"
    )
    list: str | None = Field(
        default=None, title="表格", description="名单的表格，WPS 另存为 CSV，放在一起"
    )
    each: Each | None = Field(
        default=None, title="每个地点一份", description="at 里面的每个楼院、楼、单元或楼层一份"
    )
    copies: Whole = Field(
        default=0, ge=0, le=2000, title="空白份数", description="没有名单时印几份空白的"
    )
    to: Words = Field(default="", title="称呼", description="例如 尊敬的{姓名}：")
    text: Words = Field(
        default="", title="正文", description="可以用 Markdown；{列名} 换成名单里的内容"
    )
    signature: Words = Field(default="", title="落款", description="不写就是居民委员会")

    @property
    def wall_style(self) -> str | None:
        return self.poster.style or self.style

    @property
    def filled(self) -> dict[Loc, str]:
        """Every text in which `{column}` may stand, by where it was written."""
        return {("to",): self.to, ("text",): self.text}


class Body(NamedTuple):
    """The words of a page, in Markdown."""

    text: str = ""
    line: int = 1
    """Of the file, on which it begins."""
    uri: str = ""
    """Of the page: its path below docs/."""


class Text(NamedTuple):
    """A text of a sheet that people read."""

    mark: Mark
    words: str
    field: str
    """What staff call the place: `works.1.title`, 正文, a column's name."""


_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


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
    body: Body = Body()
    folder: PurePosixPath | None = None
    """The folder of its manifest, relative to the site."""

    @property
    def has_page(self) -> bool:
        return bool(self.uri or self.body.uri)

    def mark(self, *loc: str | int) -> Mark:
        return self.marks.at(*loc)

    @property
    def style_mark(self) -> Mark:
        """Where its style is named."""
        own = self.fields.poster.style is not None
        return self.marks.at(*((_POSTER, "style") if own else ("style",)))

    def texts(self) -> Iterator[Text]:
        """Every text that is printed; the words of a page line by line."""
        for loc, words in _texts(self.fields, ()):
            name = ".".join(str(part + 1) if isinstance(part, int) else part for part in loc)
            yield Text(self.marks.at(*loc), words, name)
        for row in self.table.rows:
            if row.mark.path != self.marks.path:  # else its fields have said it already
                for name, words in row.cells.items():
                    yield Text(row.mark, name + words, name)
        body = _COMMENT.sub(_blank, self.body.text)
        for number, line in enumerate(body.split("\n") if body else ()):
            yield Text(Mark(self.marks.path, self.body.line + number), line, "正文")

    def photos(self) -> Iterator[tuple[Mark, Work]]:
        """Its works that are photos, each with where the photo is named."""
        for index, work in enumerate(self.fields.all_works):
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


def _texts(value: Any, loc: Loc) -> Iterator[tuple[Loc, str]]:
    """Every text of a field that is printed, with its path."""
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            if name not in _NOT_PRINTED:
                yield from _texts(getattr(value, name), (*loc, info.alias or name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts(item, (*loc, index))
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _texts(item, (*loc, name))
