"""The district that staff wrote down, with what the other communities' own sites tell."""

from __future__ import annotations

import os
from pathlib import Path

from ..manifest.district import read_feed, read_fields
from ..model.address import is_link, place_on_the_web
from ..model.district import (
    District,
    DistrictFields,
    Member,
    MemberFields,
    member_of,
    own_index,
    written_in,
)
from ..model.feed import JSON_URI, Feed
from ..model.happening import whom
from ..model.place import Network
from ..model.problem import Mark, Marks, Problem, any_error, warning
from ..model.site import Site
from .tree import Tree

DISTRICT_URI = "communities/"
_NAMES = ("district.yml", "district.yaml")
_BUILD = "loudao build"


def district_file(tree: Tree) -> str | None:
    """The file as staff called it, `District.yaml` too; None where there is none."""
    names = tree.folders.get(tree.galleries, ())
    found = [name for name in names if name.lower() in _NAMES]
    return f"{tree.galleries}/{min(found, key=_likeness)}" if found else None


def _likeness(name: str) -> tuple[bool, str]:
    return name not in _NAMES, name


def read_district(
    site: Site, tree: Tree, network: Network
) -> tuple[District | None, list[Problem]]:
    """None where no file, a file with errors, or no other community is."""
    name = district_file(tree)
    if name is None:
        return None, []
    read = tree.texts[name]
    if read.text is None:
        return None, list(read.problems)
    fields, marks, problems = read_fields(read.text, name)
    problems = [*read.problems, *problems, *_page_in_the_way(tree)]
    if fields is None:
        return None, problems
    own = own_index(fields, network.community.name, site.address)
    problems += _own_twice(fields, marks, network, site)
    others = [n for n in range(len(fields.communities)) if n != own]
    if not others:
        what = "除了本社区一个社区也没有，没有做各社区的网页"
        problems.append(marks.warning(("communities",), what, "在 communities: 下面写上别的社区"))
    if any_error(problems) or not others:
        return None, problems
    members = [_own_member(fields, network, own)]
    for index in others:
        feed, found = _feed_of(fields.communities[index], site, marks, index)
        problems += found
        members.append(member_of(fields.communities[index], feed))
    contacts = "\n".join(member.contact for member in fields.communities)
    texts = tuple(written_in(fields, marks))
    return District(
        fields.title, fields.intro, tuple(members), contacts, texts, fields.public
    ), problems


def _own_member(fields: DistrictFields, network: Network, own: int | None) -> Member:
    """As the file has it; what it leaves out as places.yml has it."""
    name, contact = network.community.name, network.contact
    if own is None:
        return Member(name, "", whom(contact))
    written = fields.communities[own]
    return Member(written.name, "", whom(written.contact or contact), written.where)


def _own_twice(fields: DistrictFields, marks: Marks, network: Network, site: Site) -> list[Problem]:
    """What is called as this community, and is elsewhere by its address."""
    if not is_link(site.address):
        return []
    here = place_on_the_web(site.address)
    return [
        marks.problem(
            ("communities", index, "address"),
            f"“{member.name}”就是本社区，它的网址是 {site.address}（mkdocs.yml 的 site_url）",
            "两处写成一样；是别的社区就改名称",
        )
        for index, member in enumerate(fields.communities)
        if member.name == network.community.name and place_on_the_web(member.address) != here
    ]


def _page_in_the_way(tree: Tree) -> list[Problem]:
    stem = DISTRICT_URI.rstrip("/")
    names = [f"{stem}.md", f"{stem}/index.md", f"{stem}/README.md"]
    return [
        Problem(Mark(f"{tree.docs}/{name}"), "各社区的网页要用这个名字", "给这一页换个名字")
        for name in names
        if name in tree.pages
    ]


def _feed_of(
    member: MemberFields, site: Site, marks: Marks, index: int
) -> tuple[Feed | None, list[Problem]]:
    """What the site of a community told when it was built last, and why nothing is known."""
    if not member.folder:
        return None, []
    mark = marks.at("communities", index, "folder")
    loc = ("communities", index, "folder")
    folder = Path(os.path.normpath(site.root / member.folder.replace("\\", "/")))
    if not os.path.isdir(folder):  # noqa: PTH112 - Path.is_dir raises where a name is too long
        remedy = "从 mkdocs.yml 的文件夹算起，例如 ../桂花苑社区；不在这台电脑上就拿掉 folder"
        return None, [warning(mark, f"folder：没有“{member.folder}”这个文件夹", remedy, loc)]
    feed = read_feed(folder)
    if feed is None:
        what = f"folder：“{member.folder}”里没有能读的 site/{JSON_URI}"
        remedy = f"在那个文件夹里运行 {_BUILD}（它的 mkdocs.yml 要写 site_url）"
        return None, [warning(mark, f"{what}，不知道它现在挂着什么", remedy, loc)]
    home = feed.home_page_url
    if not is_link(home) or place_on_the_web(home) != place_on_the_web(member.address):
        what = f"folder：“{member.folder}”是 {home} 的网站，不是 {member.address}"
        remedy = f"核对 address 和 folder；那边换了网址，就在那里运行 {_BUILD}"
        return None, [warning(mark, f"{what}，没有用它", remedy, loc)]
    shown = tuple(item for item in feed.items if is_link(item.url))
    return feed.model_copy(update={"items": shown}), []
