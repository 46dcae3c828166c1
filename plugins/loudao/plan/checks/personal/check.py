"""Each finding of a community told with its place, why it matters, and what may stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from ....model.community import Community
from ....model.problem import Mark, Problem, mark_in, warning
from ...strays import unpublished
from ...tree import Tree
from .downloads import check_closed, words_of_downloads
from .finding import SEVERE, WHY, Finding, Sort
from .search import find_personal, masked
from .sources import (
    Everywhere,
    Words,
    essence,
    tables_of,
    words_of_district,
    words_of_names,
    words_of_pages,
    words_of_sheet,
)

_SHOWN = 4
"""Of one sort in one file; a list of two hundred tells no more than its first lines."""
_LONG = 40
"""Characters of a text that is shown whole."""

_NAME = re.compile(r"姓名|户主|业主|住户|居民|老人|名字")
_DOOR = re.compile(r"门牌|房号|室号|住址|地址|房间|楼栋|单元|户号|楼号")
_LEAST_ROWS = 2


class Found(NamedTuple):
    """A finding with where it stands."""

    mark: Mark
    words: str
    """The text that it stands in."""
    finding: Finding
    reason: str = ""
    """Why it may be public, as staff say."""

    @property
    def itself(self) -> str:
        return self.words[self.finding.start : self.finding.end]


def found_in(community: Community, tree: Tree, public: Mapping[str, str]) -> Iterator[Found]:
    """All of it, what may be public too; `public` are the site's own reasons."""
    return _found_in(community, tree, public, _left_out(tree))


def _found_in(
    community: Community, tree: Tree, public: Mapping[str, str], left_out: frozenset[str]
) -> Iterator[Found]:
    everywhere = Everywhere(public, community)
    texts = chain(
        chain.from_iterable(map(words_of_sheet, community.sheets)),
        words_of_pages(community, tree),
        words_of_district(community),
        words_of_names(community, tree, left_out),
        words_of_downloads(tree, left_out),
    )
    for words in texts:
        if words.text:
            yield from _found(words, everywhere, tree)
    yield from _lists(community, tree)


def _left_out(tree: Tree) -> frozenset[str]:
    return frozenset((*unpublished(tree), *tree.left_out))


def _found(words: Words, everywhere: Everywhere, tree: Tree) -> Iterator[Found]:
    # 电话2 and a number are no longer number
    head = f"{words.head}：" if words.head[-1:].isascii() and words.head else words.head
    found = find_personal(head + words.text)
    if not found:
        return
    shift = len(head)
    for one in found:
        if one.start < shift:
            continue  # a column that is called so
        moved = one._replace(start=one.start - shift, end=one.end - shift)
        itself = words.text[moved.start : moved.end]
        known = essence(itself)
        reason = words.allowed.get(known) or everywhere.reasons.get(known, "")
        yield Found(_place(words.mark, itself, tree), words.text, moved, reason)


def _place(mark: Mark, itself: str, tree: Tree) -> Mark:
    """Where it stands in its file, from the line of its text on."""
    read = tree.texts.get(mark.path)
    if read is None or read.text is None:
        return mark
    start = 0
    for _ in range(mark.line - 1):
        start = read.text.find("\n", start) + 1
    at = read.text.find(itself, start)
    return mark if at < 0 else mark_in(mark.path, read.text, at)


def _lists(community: Community, tree: Tree) -> Iterator[Found]:
    """Tables of pages that say who lives where."""
    bodies = [(s.marks.path, s.body.line, s.body.text) for s in community.sheets if s.body.text]
    for uri in tree.pages:
        if uri not in community.pages:
            bodies.append((f"{tree.docs}/{uri}", 1, tree.texts[f"{tree.docs}/{uri}"].text or ""))
    for path, line, body in bodies:
        for number, heads, rows in tables_of(body):
            who = next((head for head in heads if _NAME.search(head)), None)
            where = next((head for head in heads if _DOOR.search(head)), None)
            if who and where and who != where and rows >= _LEAST_ROWS:
                words = f"{who}、{where}"
                finding = Finding(0, len(words), "住户名单", "")
                yield Found(Mark(path, line + number), words, finding)


def check_personal(
    community: Community, tree: Tree, public: Mapping[str, str]
) -> Iterator[Problem]:
    """A line for each that nobody gave a reason for; of many of one sort in a file the first."""
    told: dict[tuple[str, Sort], list[Found]] = {}
    left_out = _left_out(tree)
    for found in _found_in(community, tree, public, left_out):
        if not found.reason:
            told.setdefault((found.mark.path, found.finding.sort), []).append(found)
    for alike in told.values():
        for number, found in enumerate(alike[:_SHOWN]):
            more = len(alike) - _SHOWN if number == _SHOWN - 1 else 0
            yield _problem(found, more, _where_public(found.mark.path, tree))
    yield from check_closed(tree, left_out)


def _where_public(path: str, tree: Tree) -> str:
    """Where `public` is written for a file: beside it, but for one that has no settings."""
    bare = path.startswith(f"{tree.docs}/") and not path.endswith(".md")
    return "在 mkdocs.yml 的 loudao 下面" if bare else ""


def _problem(found: Found, more: int, where: str) -> Problem:
    sort = found.finding.sort
    what = f"{sort}“{found.finding.masked or found.words}”不能公开：{WHY[sort]}"
    what += f"（还有 {more} 处，loudao check --privacy 全列出来）" if more else ""
    remedy = _remedy(found, where)
    if sort in SEVERE:
        return Problem(found.mark, what, remedy)
    return warning(found.mark, what, remedy)


def _remedy(found: Found, where: str) -> str:
    sort = found.finding.sort
    if sort == "住户名单":
        return "名字和门牌不要排在一张表里；要发给各户，用 kind: letters"
    shown = found.words.strip()
    if len(shown) <= _LONG:
        instead = masked(found.words, find_personal(found.words) or [found.finding])
        way = f"改成“{instead.strip()}”"
    else:
        way = f"改成“{found.finding.masked}”"
    if sort == "敏感情况":
        return f"名字、情况、联系方式不要写在一起；{way}"
    if sort in SEVERE:
        return way
    allowed = f'public: {{"{found.itself}": 为什么可以公开}}'
    return f"{way}；本人同意公开就{where}写 {allowed}"
