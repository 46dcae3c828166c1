"""Every text that would be published, with where it stands."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from ....manifest.document import split_page
from ....manifest.nodes import Mapping as Node
from ....manifest.nodes import Scalar
from ....model.community import Community
from ....model.problem import Mark
from ....model.sheet import Sheet, without_comments
from ...tree import Tree
from .search import find_personal, may_hold_any

Reasons = Mapping[str, str]


class Words(NamedTuple):
    """A text with the head of its column, which is no part of what staff would paste."""

    mark: Mark
    text: str
    head: str = ""
    """Of the column of a table: 出生日期."""
    allowed: Reasons = {}  # noqa: RUF012 - nobody writes to it
    """What staff say may be public here, as `essence` gives it, and why."""


_ASKED = "写在 who 里，给大家打的"


def essence(words: str) -> str:
    """`words` by their letters and digits alone."""
    return re.sub(r"[\W_]", "", words).casefold()


def reasons_of(public: Mapping[str, str]) -> Reasons:
    return {essence(words): why for words, why in public.items()}


def _allowed_on(sheet: Sheet) -> Reasons:
    """What a sheet says may be public; the number to ask at is there to be called."""
    who = sheet.fields.asked
    told = _found_in(who.phone, _ASKED) if who and who.number else {}
    listed = reasons_of(sheet.fields.public_in(sheet.table))
    return {**told, **listed, **reasons_of(sheet.fields.public)}


def _found_in(text: str, why: str) -> Reasons:
    """Everything in a text that is public by where it stands, and why."""
    return {essence(text[found.start : found.end]): why for found in find_personal(text)}


def words_of_sheet(sheet: Sheet) -> Iterator[Words]:
    """What is read of a sheet on its page and on paper."""
    allowed = _allowed_on(sheet)
    for text in sheet.texts(spoken=True):
        if may_hold_any(text.words) and not (text.field == "正文" and sheet.body.text):
            # a cell has the name of its column before it
            head = text.field if text.words.startswith(text.field) else ""
            yield Words(text.mark, text.words.removeprefix(head), head, allowed)
    yield from _of_body(sheet.body.text, sheet.marks.path, sheet.body.line, allowed)


def words_of_pages(community: Community, tree: Tree) -> Iterator[Words]:
    """The words and the front matter of pages that are no sheets."""
    for uri in tree.pages:
        name = f"{tree.docs}/{uri}"
        text = tree.texts[name].text
        if uri in community.pages or not text:
            continue
        page, _ = split_page(text, name)
        allowed = _who_of_a_sheet(page.front) | dict(public_of(page.front))
        for key, value in page.front.entries if page.front else ():
            if isinstance(value, Scalar) and key.text != "public":
                yield Words(Mark(name, value.line, value.column), value.text, "", allowed)
        yield from _of_body(page.body, name, page.body_line, allowed)


def _who_of_a_sheet(front: Node | None) -> dict[str, str]:
    """Of the front matter of a sheet with a fault, which is none until that is mended: the number
    to ask at is public all the same."""
    who = front.get("who") if front and front.get("kind") else None
    parts = [value for _, value in who.entries] if isinstance(who, Node) else [who]
    texts = (part.text for part in parts if isinstance(part, Scalar))
    return {known: why for text in texts for known, why in _found_in(text, _ASKED).items()}


def words_of_district(community: Community) -> Iterator[Words]:
    """What the page of the communities around says."""
    district = community.district
    allowed = reasons_of(district.public) if district else {}
    for mark, text in district.texts if district else ():
        yield Words(mark, text, "", allowed)


def public_of(front: Node | None) -> Reasons:
    """What the front matter of a page says may be public."""
    named = front.get("public") if front else None
    if not isinstance(named, Node):
        return {}
    return {
        essence(key.text): value.text
        for key, value in named.entries
        if isinstance(value, Scalar) and value.text.strip()
    }


def words_of_names(community: Community, tree: Tree, left_out: Collection[str]) -> Iterator[Words]:
    """The names of files that are in addresses of the site; those of docs/ that are `left_out` are
    not."""
    for sheet in community.sheets:
        allowed = _allowed_on(sheet)
        if sheet.has_page:
            yield Words(sheet.mark(), _spaced(sheet.id), "", allowed)
        for index, work in sheet.fields.numbered_works:
            name = _spaced(work.slug)
            if work.photo is not None and may_hold_any(name):
                yield Words(sheet.mark("works", index, "photo"), name, "", allowed)
    for uri in tree.documents:
        if uri not in left_out and uri not in community.pages:
            yield Words(Mark(f"{tree.docs}/{uri}"), _spaced(posixpath.splitext(uri)[0]))


def _spaced(name: str) -> str:
    """A file's name as words: 张三_13800138000 has no letters around its number."""
    return _BY_WECHAT.sub("", name).replace("_", " ").replace("/", " ")


_BY_WECHAT = re.compile(r"(?i)(?<![a-z])(?:wx_camera(?=_\d)|wechatimg(?=\d))")
"""What it calls photos by itself, and nobody's name there."""

_TABLE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")


def _of_body(body: str, path: str, line: int, allowed: Reasons) -> Iterator[Words]:
    """Lines, and the cells of tables with the heads of their columns."""
    heads: Sequence[str] = ()
    lines = without_comments(body).split("\n") if body else []
    for number, words in enumerate(lines):
        rule = number + 1 < len(lines) and "|" in words and _TABLE_RULE.fullmatch(lines[number + 1])
        if rule:
            heads = [cell for _, cell in _cells(words)]
        elif "|" not in words:
            heads = ()
        mark = Mark(path, line + number)
        if not heads or rule:
            yield Words(mark, words, "", allowed)
            continue
        for place, (column, cell) in enumerate(_cells(words)):
            head = heads[place] if place < len(heads) else ""
            yield Words(Mark(path, mark.line, column), cell, head, allowed)


def _cells(line: str) -> list[tuple[int, str]]:
    """The cells of a line of a Markdown table, each with its column."""
    inside = re.match(r"\s*\|?", line)
    start = inside.end() if inside else 0
    found = []
    for part in line[start:].rstrip().removesuffix("|").split("|"):
        indent = len(part) - len(part.lstrip())
        found.append((start + indent + 1, part.strip()))
        start += len(part) + 1
    return found


def tables_of(body: str) -> Iterator[tuple[int, Sequence[str], int]]:
    """The line of each table's head, its columns, and how many rows it has."""
    lines = without_comments(body).split("\n") if "|" in body else []
    for number, words in enumerate(lines[:-1]):
        if "|" in words and _TABLE_RULE.fullmatch(lines[number + 1]):
            rows = 0
            while number + 2 + rows < len(lines) and "|" in lines[number + 2 + rows]:
                rows += 1
            yield number, [cell for _, cell in _cells(words)], rows


class Everywhere:
    """What the site says may be public on all of it, and whom the network gives to be called; read
    when it is first asked for, since most sites have nothing to ask about."""

    def __init__(self, public: Mapping[str, str], community: Community) -> None:
        self._public, self._network = public, community.network
        self._district = community.district

    @cached_property
    def reasons(self) -> Reasons:
        network = self._network
        own = dict(_found_in(f"{network.contact}\n{network.suggest}", "居委会的联系方式"))
        if self._district:
            own.update(_found_in(self._district.contacts, "各社区公开的联系方式"))
        for steward in network.stewards:
            own.update(_found_in(str(steward), "楼长、院长公开的联系方式"))
        return {**own, **reasons_of(self._public)}
