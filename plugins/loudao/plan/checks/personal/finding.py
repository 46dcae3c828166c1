"""What personal data is found in a text, and how much of it may stay."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Sort = Literal[
    "身份证号", "银行卡号", "手机号", "固定电话", "护照号", "通行证号", "车牌号", "邮箱", "微信号",
    "出生日期", "住址", "敏感情况", "住户名单",
]  # fmt: skip

WHY: dict[Sort, str] = {
    "身份证号": "有了它，别人可以冒名办事",
    "银行卡号": "有了它，别人可以骗钱",
    "手机号": "贴在墙上，谁都可以打",
    "固定电话": "家里的电话，谁都可以打",
    "护照号": "有了它，别人可以冒名办事",
    "通行证号": "有了它，别人可以冒名办事",
    "车牌号": "看得出是谁家的车、人在不在家",
    "邮箱": "放在网上，会收到骗人的信",
    "微信号": "放在网上，谁都可以加",
    "出生日期": "骗子拿它猜密码、冒充熟人",
    "住址": "名字和门牌在一起，谁都找得上门",
    "敏感情况": "身体、家境、党员身份和联系方式在一起，法律要单独同意",
    "住户名单": "名字、门牌和电话排在一起，法律要单独同意",
}
"""For a person at a committee: what can go wrong."""

SEVERE: frozenset[Sort] = frozenset(
    ("身份证号", "银行卡号", "护照号", "通行证号", "敏感情况", "住户名单")
)
"""Nothing goes on a wall with one of these; the others may be a steward's own phone."""


class Finding(NamedTuple):
    """Characters `start` to `end` of a text."""

    start: int
    end: int
    sort: Sort
    masked: str
    """What may stand there instead."""


def keep_ends(words: str, first: int, last: int) -> str:
    """`words` with a star for each letter and digit but the `first` and `last` ones."""
    places = [n for n, sign in enumerate(words) if sign.isalnum()]
    hidden = set(places[first : len(places) - last])
    return "".join("*" if n in hidden else sign for n, sign in enumerate(words))


_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_WIDE |= dict.fromkeys(map(ord, "–—－‐‑−‒―"), 0x2D) | dict.fromkeys(
    map(ord, "\u200b\u2060\ufeff"), 0x20
)
_SPOKEN = str.maketrans("〇零○一二三四五六七八九幺", "0001234567891")
_SPOKEN_NUMBER = re.compile("[〇零○一二三四五六七八九幺]{11,}")


def plainly(text: str) -> str:
    """`text` with its letters, digits and hyphens as keyboards have them, as long as it was."""
    wide = text.translate(_WIDE)
    return _SPOKEN_NUMBER.sub(lambda number: number[0].translate(_SPOKEN), wide)
