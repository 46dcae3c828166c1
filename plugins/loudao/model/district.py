"""A district: several communities, each with a site of its own, and one page that leads to all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pydantic import Field

from .address import SiteAddress, is_link, place_on_the_web
from .base import Frozen
from .feed import Feed
from .happening import Who, whom
from .problem import Loc, Mark, Marks
from .scalars import Reason, Title, Words


class MemberFields(Frozen):
    name: Title = Field(title="名称", description="社区的名称，例如 桂花苑社区")
    address: SiteAddress = Field(title="网址", description="它的首页，例如 https://jf.cn/")
    contact: Words = Field(
        default="", title="联系方式", description="公开的电话，例如 居委会 0371-65550100"
    )
    where: Words = Field(default="", title="哪里", description="管哪些楼院，例如 农行小区、桂花苑")
    folder: Words = Field(
        default="",
        title="文件夹",
        description="它的网站在这台电脑上的文件夹，从 mkdocs.yml 的文件夹算起，例如 ../桂花苑社区",
    )


class DistrictFields(Frozen):
    """`galleries/district.yml`."""

    title: Title = Field(title="街道", description="例如 金水街道")
    intro: Words = Field(default="", title="说明", description="一两句话，写在各社区的上面")
    communities: tuple[MemberFields, ...] = Field(
        default=(), title="社区", description="各个社区；本社区不写也排在第一个"
    )
    public: dict[str, Reason] = Field(
        default_factory=dict,
        title="可以公开",
        description='可以公开的电话，后面写理由；contact 不用写：{"0371-66660000": 值班电话}',
    )


@dataclass(frozen=True)
class Member:
    """A community of the district; `feed` is what its site has, None where nobody can tell."""

    name: str
    address: str
    """Of its home page; empty for the site itself."""
    asked: Who
    where: str = ""
    feed: Feed | None = None

    @property
    def is_own(self) -> bool:
        return not self.address


@dataclass(frozen=True)
class District:
    title: str
    intro: str
    members: tuple[Member, ...]
    """The community of the site itself stands first."""
    contacts: str = ""
    """Every number that its file says may be called."""
    texts: tuple[tuple[Mark, str], ...] = ()
    """What its page says besides, and where that is written."""
    public: Mapping[str, str] = field(default_factory=dict)
    """What of it may be public, and why."""


def own_index(fields: DistrictFields, name: str, address: str) -> int | None:
    """Which of the communities is the one of the site itself, by its address, else by its name."""
    places = [place_on_the_web(member.address) for member in fields.communities]
    if is_link(address) and (own := place_on_the_web(address)) in places:
        return places.index(own)
    names = [member.name for member in fields.communities]
    return names.index(name) if name in names else None


def member_of(fields: MemberFields, feed: Feed | None) -> Member:
    return Member(fields.name, fields.address, whom(fields.contact), fields.where, feed)


def written_in(fields: DistrictFields, marks: Marks) -> Iterator[tuple[Mark, str]]:
    """Every text of the file that its page shows, but numbers to call."""
    yield marks.at("title"), fields.title
    yield marks.at("intro"), fields.intro
    for index, member in enumerate(fields.communities):
        yield marks.at("communities", index, "name"), member.name
        yield marks.at("communities", index, "where"), member.where


def repeated(fields: DistrictFields) -> Iterator[tuple[Loc, int]]:
    """Addresses that stood there before, each with the index of the first."""
    first: dict[tuple[str, int, str], int] = {}
    for index, member in enumerate(fields.communities):
        before = first.setdefault(place_on_the_web(member.address), index)
        if before != index:
            yield ("communities", index, "address"), before
