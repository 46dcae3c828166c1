"""What everything that hangs on a wall has in common."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field

from .base import Frozen
from .problem import Mark, Marks
from .scalars import Day, Id, PlaceId, Title, Words, YesNo
from .work import Work

Paper = Literal["A0", "A1", "A2", "A3", "A4", "A5"]


class Poster(Frozen):
    """How a sheet is printed when nobody says otherwise."""

    size: Paper = Field(default="A3", title="纸张", description="A0 到 A5")
    style: str | None = Field(
        default=None,
        title="样式",
        description="ink 水墨、red 红色、fresh 清新、festival 节庆、plain 素",
    )
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
        default=None, title="地点", description="挂在哪里，例如 nonghang/3/2"
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
        return self.poster.style


class GalleryFields(SheetFields):
    """A sheet that shows works: `gallery.yml`."""

    style: str | None = Field(
        default=None,
        title="样式",
        description="ink 水墨、red 红色、fresh 清新、festival 节庆、plain 素",
    )
    intro: Words = Field(default="", title="前言", description="画廊的介绍，可以用 Markdown")
    works: tuple[Work, ...] = Field(default=(), title="作品", description="一件一件写")

    @property
    def all_works(self) -> tuple[Work, ...]:
        return self.works

    @property
    def wall_style(self) -> str | None:
        return self.poster.style or self.style


@dataclass(frozen=True)
class Sheet:
    """One thing on a wall, with where it was written down."""

    kind: str
    id: str
    identity: str
    """Its name in the ledger of codes: `gallery:书画天地`, `page:notices/停水`."""
    uri: str
    """Its page in the site, with a slash at the end: `galleries/书画天地/`."""
    fields: SheetFields
    marks: Marks
    folder: Path
    body: str = ""
    body_line: int = 1
    source_uri: str = ""
    """Of a page of docs/: its path below it."""

    def mark(self, *loc: str | int) -> Mark:
        return self.marks.at(*loc)

    def find_text(self, text: str) -> Mark:
        """Where `text` is written, as near as fields tell."""
        for index, work in enumerate(self.fields.all_works):
            for name in ("title", "artist", "text", "alt"):
                if text in str(getattr(work, name) or ""):
                    return self.mark("works", index, name)
        for name in ("title", "intro"):
            if text in str(getattr(self.fields, name, "")):
                return self.mark(name)
        line = self.body.partition(text)[0].count("\n") if text in self.body else 0
        return Mark(self.marks.path, self.body_line + line)

    def work_identity(self, work: Work) -> str:
        return f"work:{self.id}/{work.slug}"

    def work_uri(self, work: Work) -> str:
        return f"{self.uri}{work.slug}/"

    def hangs(self, today: date) -> bool:
        """Whether it is on the wall on that day; a missing end is open."""
        starts, ends = self.fields.from_, self.fields.until
        return (starts is None or starts <= today) and (ends is None or today <= ends)
