"""Where titles break: at phrases, into lines of nearly one length."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from itertools import combinations, pairwise
from typing import Any

import jieba

_MOST_LINES = 4
_MOST_PHRASES = 14
"""Longer titles are cut into no more pieces than these: the ways to break them double with each."""

_FEW = 4
_LEAST_FREQUENT = 5
_LETTER = 0.56
"""The width of a letter or a digit over that of a Chinese character."""

_SHORT = 0.4
"""A line is not shorter than this part of the longest."""

_WHOLE = re.compile(
    r"《[^》]{1,12}》|“[^”]{1,8}”|[A-Za-z]{1,2}[0-9]+|[A-Za-z][A-Za-z.-]*"
    r"|[一二三四五六七八九十百千万两零〇]+[张件个幅年月日号次届期位名家户层楼周岁]"
    r"|[0-9.:：]+(?:号楼|单元|号院|年|月|日|号|点|层|届|期|件|%)?"
)
"""What no line may break: a name between marks, a number with its unit, a word of letters."""

_CLOSING = frozenset("，。、；：！？）》”’」』】·—…,.;:!?)的了与和及之")
"""What never begins a line, standing alone."""

_OPENING = frozenset("（《“‘「『【(")
"""What never ends one."""

_LAST = (
    "通知", "公告", "启事", "通告", "提示", "告示", "公示", "名单", "倡议书", "一览表", "值班表",
)  # fmt: skip
"""Words that never stand alone on the last line."""


def title_lines(title: str) -> list[list[str]]:
    """`title` on one line, on two, and so on: for each number the best breaks there are."""
    phrases = _phrases(title)
    found = [[title]]
    for count in range(2, min(_MOST_LINES, len(phrases)) + 1):
        broken = min(_broken(phrases, count), key=_uneven, default=None)
        if broken:
            found.append(broken)
    return found


def break_title(sets: Mapping[str, Any], title: str) -> dict[str, Any]:
    """`sets` with the lines of `title`, where its template asks for them."""
    return {**sets, "title_lines": title_lines(title)} if "title_lines" in sets else dict(sets)


def _broken(phrases: Sequence[str], count: int) -> Iterator[list[str]]:
    for cuts in combinations(range(1, len(phrases)), count - 1):
        bounds = (0, *cuts, len(phrases))
        lines = ["".join(phrases[a:b]).strip() for a, b in pairwise(bounds)]
        if min(map(_width, lines)) >= _SHORT * max(map(_width, lines)) and lines[-1] not in _LAST:
            yield lines


def _uneven(lines: Sequence[str]) -> tuple[float, float]:
    widths = [_width(line) for line in lines]
    return max(widths), sum((max(widths) - width) ** 2 for width in widths)


def _width(words: str) -> float:
    return sum(_LETTER if ord(mark) < 0x250 else 1.0 for mark in words)


def _phrases(title: str) -> list[str]:
    """The pieces of a title between which a line may end; four characters are two pairs."""
    if len(title) == _FEW and not _WHOLE.search(title):
        return _glued([title[:2], title[2:]])
    pieces: list[str] = []
    rest = 0
    for whole in _WHOLE.finditer(title):
        pieces += words_of(title[rest : whole.start()])
        pieces.append(whole[0])
        rest = whole.end()
    pieces += words_of(title[rest:])
    joined = _glued(pieces)
    while len(joined) > _MOST_PHRASES:
        shortest = min(range(len(joined) - 1), key=lambda n: len(joined[n] + joined[n + 1]))
        joined[shortest : shortest + 2] = ["".join(joined[shortest : shortest + 2])]
    return joined


def _glued(pieces: Sequence[str]) -> list[str]:
    """`pieces`, with those that begin or end no line at their neighbours."""
    joined: list[str] = []
    for piece in pieces:
        if joined and (_clings(piece) or joined[-1][-1] in _OPENING):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


def _clings(piece: str) -> bool:
    """A mark, a particle, 通知 after what it tells; 上海 is a word that begins with one."""
    return all(mark in _CLOSING or mark.isspace() for mark in piece) or piece in _LAST


@lru_cache(maxsize=512)
def words_of(text: str) -> tuple[str, ...]:
    """The words of Chinese text, one after the other."""
    return tuple(_tokenizer().cut(text)) if len(text) > 2 else tuple(filter(None, [text]))


@lru_cache(maxsize=1)
def _tokenizer() -> jieba.Tokenizer:
    """One that knows the frequent words of jieba's dictionary.

    All of them take 0.52 s and 106 MB in each process that sets a sheet, these 0.24 s and 54 MB;
    titles break alike, and no file is left in the system's folder for temporary ones.
    """
    whole = (files("jieba") / "dict.txt").read_bytes().splitlines()
    frequent = [line for line in whole if int(line.split(b" ")[1]) >= _LEAST_FREQUENT]
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(BytesIO(b"\n".join(frequent)))
    tokenizer.initialized = True
    return tokenizer
