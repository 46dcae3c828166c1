"""A batch of sheets made from a list: door plates, cards, certificates, letters, a roster."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from .base import Frozen
from .place import Network, Place
from .problem import Mark, Marks
from .scalars import Day, Id, PlaceId, Title, Whole, Words

BatchKind = Literal["door-plates", "cards", "certificates", "letters", "roster", "newsletter"]

Row = Mapping[str, str]
"""One line of a list: what stands in each column."""

PLACE_ID = "\0place"
"""The id of the row's place, under a name that nobody can write."""

NUMBER, COMMUNITY, PLACE = "编号", "社区", "地点"
"""Names that every row has besides its own columns; a place where rows are places."""

_BLANK = re.compile(r"\{([^{}\n]{1,30})\}")


class BatchFields(Frozen):
    """`print.yml`."""

    sheet: BatchKind = Field(
        title="印什么",
        description="door-plates 门牌、cards 反馈卡、certificates 证书、letters 一封信、"
        "roster 值班表、newsletter 简报",
    )
    title: Title = Field(title="标题", description="大标题；门牌上最大的字，例如 中共党员")
    id: Id | None = Field(
        default=None, title="编号", description="一般不用写。文件夹改名时写上旧名"
    )
    style: str | None = Field(
        default=None,
        title="样式",
        description="ink 水墨、red 红色、fresh 清新、festival 节庆、plain 素",
    )
    at: PlaceId | None = Field(default=None, title="地点", description="短码通到哪里，贴在哪里")
    boards: tuple[str, ...] = Field(default=(), title="宣传栏", description="贴在哪些宣传栏")
    from_: Day | None = Field(default=None, alias="from", title="日期", description="落款的日期")
    until: Day | None = Field(default=None, title="结束", description="到哪一天下墙（含当天）")
    rows: tuple[dict[Title, Words], ...] = Field(
        default=(), title="名单", description="一行一份：- {姓名: 某某, 门牌: 301}"
    )
    list: str | None = Field(
        default=None, title="表格", description="名单的表格，WPS 另存为 CSV，和 print.yml 放在一起"
    )
    each: Literal["courtyard", "building", "unit", "floor"] | None = Field(
        default=None, title="每个地点一份", description="at 里面的每个楼院、楼、单元或楼层一份"
    )
    copies: Whole = Field(
        default=0, ge=0, le=2000, title="空白份数", description="没有名单时印几份空白的"
    )
    to: Words = Field(default="", title="称呼", description="例如 尊敬的{姓名}：")
    text: Words = Field(
        default="", title="正文", description="可以用 Markdown；{列名} 换成名单里的内容"
    )
    lines: tuple[Words, ...] = Field(
        default=(), title="小字", description="门牌上标题下面的字，例如 {门牌} {姓名}"
    )
    blanks: tuple[Title, ...] = Field(
        default=(), title="要填的", description="反馈卡上一行一项；名单里有同名的列就填好"
    )
    pages: tuple[str, ...] = Field(
        default=(), title="文章", description="简报收哪些网页，例如 notices/停水"
    )
    issue: Words = Field(default="", title="期号", description="简报的期号，例如 第3期")
    signature: Words = Field(default="", title="落款", description="不写就是居民委员会")


@dataclass(frozen=True)
class Batch:
    """A print.yml with its list read."""

    id: str
    identity: str
    """Its name in the record of what was printed: `print:写给居民`."""
    fields: BatchFields
    rows: tuple[Row, ...]
    marks: Marks
    row_marks: tuple[Mark, ...] = ()
    """Where each row was written."""
    columns: tuple[str, ...] = ()
    """The names of the columns, of a table without rows too."""

    def mark(self, *loc: str | int) -> Mark:
        return self.marks.at(*loc)

    def places(self, network: Network) -> Iterator[Place]:
        """The places of which each gets a sheet."""
        inside = self.fields.at or ""
        for place in network.places.values():
            within = not inside or place.id == inside or place.id.startswith(f"{inside}/")
            if place.kind == self.fields.each and within:
                yield place

    @property
    def texts(self) -> dict[tuple[str | int, ...], str]:
        """Every text in which `{column}` may stand, by where it was written."""
        texts: dict[tuple[str | int, ...], str] = {
            ("to",): self.fields.to,
            ("text",): self.fields.text,
        }
        return texts | {("lines", n): line for n, line in enumerate(self.fields.lines)}


def blanks_of(text: str) -> list[str]:
    """The names in braces in `text`."""
    return _BLANK.findall(text)


def fill(text: str, row: Row) -> str:
    """`text` with each `{name}` that the row has replaced by what stands there."""
    return _BLANK.sub(lambda match: row.get(match[1].strip(), match[0]), text)
