"""The phrases of a line of Chinese: between two of them a line may end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import jieba

_FEW = 4
_LEAST_FREQUENT = 5

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

LAST = (
    "通知", "公告", "启事", "通告", "提示", "告示", "公示", "名单", "倡议书", "一览表", "值班表",
)  # fmt: skip
"""Words that never stand alone on the last line."""


def phrases(title: str) -> list[str]:
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
    return _glued(pieces)


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
    return all(mark in _CLOSING or mark.isspace() for mark in piece) or piece in LAST


@lru_cache(maxsize=512)
def words_of(text: str) -> tuple[str, ...]:
    """The words of Chinese text, one after the other."""
    return tuple(_tokenizer().cut(text)) if len(text) > 2 else tuple(filter(None, [text]))


@lru_cache(maxsize=1)
def _tokenizer() -> jieba.Tokenizer:
    """One that knows the frequent words of jieba's dictionary.

    All of them take 0.52 s and 106 MB in each process that breaks titles, these 0.24 s and 54 MB;
    titles break alike, and no file is left in the system's folder for temporary ones.
    """
    import jieba  # 30 ms where no title is long enough to break

    whole = (files("jieba") / "dict.txt").read_bytes().splitlines()
    frequent = [line for line in whole if int(line.split(b" ")[1]) >= _LEAST_FREQUENT]
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(BytesIO(b"\n".join(frequent)))
    tokenizer.initialized = True
    return tokenizer
