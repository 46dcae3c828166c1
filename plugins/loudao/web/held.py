"""Where lines of a page end: at phrases, and never in a name between marks, a day, a number with
its unit, nor before what would stand alone on the last line.

Browsers break Chinese anywhere, and only new ones balance it: where one may break is told when the
site is built, so that nothing moves once a script runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from markupsafe import Markup, escape

from ..compose.phrases import phrases

_HELD = re.compile(
    r"[（“‘]?(?:《[^》]{1,16}》|“[^”]{1,10}”"
    r"|(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日(?:[至到起]|-(?=[0-9]))?"
    r"|第[一二三四1-4]季度"
    r"|(?<![0-9])[0-9]+(?:号楼|号院|单元|[年月日号点楼层室户届期件米天])"
    r"|第?[一二三四五六七八九十百千万两零〇]+"
    r"(?:号楼|号院|单元|周年|[年月日号届次期层楼张件个幅位名家户岁])"
    r"|(?<=.)(?:值班表|一览表|倡议书))"
    # with the marks that end or begin no line: beside it one may break
    r"[，。、；：！？）》”…]*"
)

_UNBROKEN, _HEAD, _TAIL = 6, 3, 3
"""Characters of a phrase that stays whole, and the fewest before and after a break of a longer
one."""

_GLUED = 5
"""Characters to which a word grows that has a single one beside it."""

_JOINING = frozenset("和与及")
"""What stands with what comes after it."""

_CLINGING = frozenset("的了之们，。、；：！？）》”·…")
"""What begins no line."""

_LONE = re.compile(r"(?:^|[\s，。、；：！？》”])[\u4e00-\u9fff]$")
"""A character with nothing before it stands with what comes after it."""

_SEGMENT = re.compile(r"[^\s，。、；：！？（）《》“”·—…,.;:!?()-]+")

_SEPARATOR = " · "
_YEAR = re.compile("[12][0-9]{3}年?")


@lru_cache(maxsize=4096, typed=True)
def hold(text: str) -> Markup:
    """`text` for a page, each such thing whole: what does not fit in what is left of a line
    begins the next one, and breaks only where it is longer than a line.

    No box (`inline-block`): to who hears the page its edges are spaces.
    """
    pieces = list(_pieces(text))
    for number in range(len(pieces) - 1, 0, -1):
        is_last = number == len(pieces) - 1 and len(pieces[number]) < _TAIL
        if is_last or pieces[number][0] in _CLINGING or _LONE.search(pieces[number - 1]):
            pieces[number - 1 : number + 1] = [pieces[number - 1] + pieces[number]]
    return Markup("<wbr>").join(pieces)


def _pieces(text: str) -> Iterator[Markup]:
    """What stands between the places where a line may end."""
    at = 0
    for found in _HELD.finditer(text):
        yield from _broken(text[at : found.start()], len(text))
        yield Markup('<span class="held">{}</span>').format(found[0])
        at = found.end()
    yield from _broken(text[at:], len(text))


def _broken(text: str, length: int) -> Iterator[Markup]:
    """What is no such thing, in its phrases; a name of `length` characters may be too short."""
    found, at = [""], 0
    for segment in _SEGMENT.finditer(text) if length > _UNBROKEN else ():
        first, *others = _split(segment[0])
        found[-1] += text[at : segment.start()] + first
        found += others
        at = segment.end()
    found[-1] += text[at:]
    return (escape(piece) for piece in found if piece)


def _split(segment: str) -> list[str]:
    """A run of characters between marks, whole where it is short."""
    if len(segment) <= _UNBROKEN:
        return [segment]
    found, at = [""], 0
    for piece in _whole_words(phrases(segment)):
        if at >= _HEAD and len(segment) - at >= _TAIL:
            found.append(piece)
        else:
            found[-1] += piece
        at += len(piece)
    return found


def _whole_words(pieces: Iterable[str]) -> list[str]:
    """`pieces`, 和 with what comes after it, and a single character, which may belong to either
    side, with both as long as they are short together."""
    words: list[str] = []
    single = False
    for piece in pieces:
        last = words[-1] if words else ""
        if last and (len(piece) == 1 or single) and len(last + piece) <= _GLUED:
            words[-1] += piece
        elif len(last) > 2 and last[-1] in _JOINING:
            words[-1:] = [last[:-1], last[-1] + piece]
        else:
            words.append(piece)
        single = len(piece) == 1
    return words


def facts(said: str | Iterable[str]) -> Markup:
    """Facts with a dot between them, each whole; at the end and the beginning of a line there is
    none: it is cut away with the margin."""
    split = said.split(_SEPARATOR) if isinstance(said, str) else said
    told = [fact for fact in split if fact]
    if not told:
        return Markup("")
    spans = (
        Markup("<span{}>{}{}</span>").format(
            Markup(' class="year"') if number and _YEAR.fullmatch(fact) else "",
            Markup("<i> · </i>") if number else "",
            hold(fact),
        )
        for number, fact in enumerate(told)
    )
    return Markup('<span class="dots">{}</span>').format(Markup("").join(spans))
