"""What staff write of a sheet: the fields that all kinds share, those of works, those of lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from pydantic import Field

from .base import Frozen
from .consent import Agreed
from .duty import Duty, Service
from .happening import Times, Who, Whom
from .news import News
from .poster import STYLES, Poster
from .problem import Loc
from .scalars import (
    Day,
    Each,
    Id,
    PlaceId,
    Reason,
    Title,
    Titles,
    Whole,
    Words,
    YesNo,
)  # fmt: skip
from .subjects import About
from .table import Lists, Table
from .wall import Walls
from .work import Work


class SheetFields(Frozen):
    """The fields that every kind shares; a kind adds its own."""

    records: ClassVar[frozenset[str]] = frozenset()
    """The lists in which staff keep what came back: on no page and no paper."""
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
    audio: str | None = Field(
        default=None,
        title="录音",
        description="念给大家听的录音，mp3 或者 m4a，放在一起；不写，手机会自己念",
    )
    draft: YesNo = Field(
        default=False, title="草稿", description="写 yes，网站和纸上都没有它，写好了再拿掉"
    )
    publish: Day | None = Field(
        default=None, title="公开日期", description="到这一天才放到网上、才印，例如 2026-12-01"
    )
    public: dict[str, Reason] = Field(
        default_factory=dict,
        title="可以公开",
        description='电话、住址这些本人同意公开的：{"0371-66660000": 值班电话}，后面写理由',
    )

    def is_public(self, today: date) -> bool:
        """Whether residents may know of it on that day."""
        return not self.draft and (self.publish is None or self.publish <= today)

    @property
    def written_works(self) -> tuple[Work, ...]:
        """The works as they are written; a kind with works has them in `works`."""
        return ()

    @property
    def numbered_works(self) -> Iterator[tuple[int, Work]]:
        """The works that the sheet shows, each with its index in the manifest: not those whose
        artist said no."""
        return ((n, work) for n, work in enumerate(self.written_works) if not work.is_withheld)

    @property
    def all_works(self) -> tuple[Work, ...]:
        """The works that the sheet shows."""
        return tuple(work for _, work in self.numbered_works)

    @property
    def is_near(self) -> bool:
        """Whether its photos may be looked at as large as they are."""
        return False

    @property
    def happening(self) -> HappeningFields | None:
        """When, where and who, of a sheet that says any of it."""
        return None

    def public_in(self, table: Table) -> Mapping[str, str]:
        """What its list says may be public, each with why."""
        return {}

    @property
    def asked(self) -> Who | None:
        """Whom residents are told to ask, whose number is there to be called."""
        return self.happening.who if self.happening else None

    @property
    def told_where(self) -> tuple[str, ...]:
        """Where it says that something happens: its field `where`, if it has one."""
        return getattr(self, "where", ())

    def news(self, lists: Lists) -> News | None:
        """What a newsletter of its days tells of it; None for what is no news."""
        return None

    def duties(self, lists: Lists) -> Iterable[Duty]:
        """What somebody took on: what its rows say is to be done, and who does it."""
        return ()

    def services(self, lists: Lists, duties: Sequence[Duty]) -> Iterable[Service]:
        """What its record says was done, of the `duties` of all sheets and besides."""
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
            named[POSTER] = self.poster.model_copy(update={"style": style})
        own = getattr(self, "style", None)
        return {**named, "style": called(own)} if own else named


POSTER = next(name for name, f in SheetFields.model_fields.items() if f.annotation is Poster)


class HappeningFields(SheetFields):
    """A sheet about something that happens on some day, at some places."""

    when: Times = Field(
        default=(),
        title="什么时候",
        description="2026-11-25 8:00-12:00；几天的 2026-11-24 到 2026-11-28 9:00-17:00；可以写几个",
    )
    where: Titles = Field(
        default=(), title="哪里", description="[农行小区/3号楼, 农行小区/5号楼]，或者 社区活动室"
    )
    who: Whom | None = Field(
        default=None, title="谁来管", description="楼长赵师傅 0371-65550100，电话是公开的"
    )
    about: About | None = Field(
        default=None, title="图标", description="不写就看标题：停水、停电、燃气、电梯、消防……"
    )

    @property
    def happening(self) -> HappeningFields | None:
        return self if self.when or self.where or self.who else None

    def news(self, lists: Lists) -> News | None:
        """From the day on which it is told, to the last day that it speaks of."""
        days = [day for when in self.when for day in (when.day, when.ends)]
        starts = self.from_ or min(days, default=None)
        ends = max(days, default=None) or self.until or date.max
        return News(starts, ends) if starts else None


class WorksFields(SheetFields):
    """A sheet that shows works."""

    style: str | None = Field(default=None, title="样式", description=STYLES)
    intro: Words = Field(default="", title="前言", description="画廊的介绍，可以用 Markdown")
    consent: Agreed | None = Field(
        default=None,
        title="授权",
        description="作者都同意公开了：yes，或者 {by: 谁收的同意书, on: 2026-11-01}",
    )
    zoom: YesNo = Field(
        default=True,
        title="放大看",
        description="“看大图”能放到照片原来那么大，看得清笔画；写 no 只放到屏幕那么大，网站小一半",
    )
    wall: Walls = Field(default={}, title="墙宽", description="4.5m；按楼层写 {2: 3m, 3: 4.5m}")
    works: tuple[Work, ...] = Field(default=(), title="作品", description="一件一件写")

    @property
    def is_near(self) -> bool:
        return self.zoom

    @property
    def written_works(self) -> tuple[Work, ...]:
        return self.works

    @property
    def wall_style(self) -> str | None:
        return self.poster.style or self.style


class ListFields(SheetFields):
    """A sheet that is made from a list: rows, a file beside it, places, or blank ones."""

    closes: ClassVar[str] = ""
    """The column that says until when a row stands, of a kind whose rows end one by one."""
    checks_totals: ClassVar[bool] = False
    """Whether rows of totals are held against what is added up, and are no news to anybody."""
    title: Title = Field(title="标题", description="大标题；门牌上最大的字，例如 中共党员")
    style: str | None = Field(default=None, title="样式", description=STYLES)
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
    consent: Agreed | None = Field(
        default=None, title="授权", description="名单上的人都同意了：{by: 谁收的, on: 2026-11-01}"
    )
    signature: Words = Field(default="", title="落款", description="不写就是居民委员会")

    @property
    def wall_style(self) -> str | None:
        return self.poster.style or self.style

    @property
    def with_blanks(self) -> dict[Loc, str]:
        """Every text in which `{column}` may stand, by where it was written."""
        return {("to",): self.to, ("text",): self.text}
