"""Phones of people, and those at home."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .finding import Finding, keep_ends
from .things import is_other

_AMOUNT = re.compile(r"(?:\.\d|[ ]*(?:元|万|亿|%|块|吨|米|公里|克|毫升|次|人次|号文|步|字))")
"""What follows an amount."""

_MOBILE = re.compile(
    r"(?<!\d)(?<!\d\.)(?=((?:(?:\+|00)?86[ \-]?)?"
    r"(?:1[3-9]\d\.\d{4}\.\d{4}|1[3-9](?:[ \-]?\d){9}))(?![\dA-Za-z]))"
)
_MOBILE_RANGE = re.compile("13|14[5-9]|15[0-35-9]|16[2567]|17[0-8]|18|19[0-35-9]")
"""What is given out to people (the ministry's list of 2023; 140 to 144 are for machines)."""
_LANDLINE = re.compile(
    r"(?<!\d)(?<!\d[.\-/])(?:(?:\+|00)86[ \-]?)?"
    r"(?=([(（]?0(?:10|2[0-57-9]|[3-9]\d{2})[)）]?[ \-]{0,2}[1-9]\d{2,3}[ \-]?\d{4})(?![\dA-Za-z]))"
)
"""Areas of the national plan, and the seven or eight digits of a subscriber."""
_ABROAD = re.compile(
    r"(?:\+|00)86[ \-]?(?=([(（]?(?:10|2[0-57-9]|[3-9]\d{2})[)）]?[ \-]{0,2}[2-9]\d{2,3}[ \-]?\d{4})(?!\d))"
)
_LOCAL = re.compile(
    r"(?:电话|座机|固话|家电|宅电|致电|拨打|传真|[Tt][Ee][Ll])\s*(?:号码?)?(?:是|为)?[\s:：.]{0,2}"
    r"(?=([2-9]\d{2,3}[ \-]?\d{4})(?![\d\-A-Za-z]))"
)
_LOCAL_AFTER = re.compile(
    r"(?<!\d)(?=([2-9]\d{6,7})(?!\d)\s*(?:是|，)?[^，。\d]{0,4}(?:座机|电话|宅电))"
)


def find_mobiles(text: str) -> Iterator[Finding]:
    for found in _MOBILE.finditer(text):
        before, after = text[: found.start()], text[found.end(1) :]
        number = re.sub(r"\D", "", found[1])[-11:]
        if is_other(before) or _AMOUNT.match(after) or _is_part(before, found[1], after):
            continue
        if _MOBILE_RANGE.match(number):
            words = _last_digits(found[1], 11)
            start = found.end(1) - len(words)
            yield Finding(start, found.end(1), "手机号", keep_ends(words, 3, 4))


def _last_digits(words: str, count: int) -> str:
    places = [n for n, sign in enumerate(words) if sign.isdigit()]
    return words[places[-count] :]


def _is_part(before: str, words: str, after: str) -> bool:
    """Whether a number with hyphens is the middle of a longer one."""
    hyphens = "-" in words
    return hyphens and (bool(re.search(r"\d-$", before)) or after.startswith("-"))


def find_landlines(text: str) -> Iterator[Finding]:
    for shape in (_LANDLINE, _ABROAD, _LOCAL, _LOCAL_AFTER):
        for found in shape.finditer(text):
            before, after = text[: found.start()], text[found.end(1) :]
            hotline = shape is _LOCAL and found[1].startswith(("400", "95"))
            if hotline or is_other(before) or _AMOUNT.match(after):
                continue
            yield Finding(found.start(1), found.end(1), "固定电话", _masked_landline(found[1]))


def _masked_landline(words: str) -> str:
    area = re.match(r"[(（]?0\d{2,3}[)）]?[ \-]+|[(（]0\d{2,3}[)）]", words)
    start = area.end() if area else 0
    return words[:start] + keep_ends(words[start:], 0, 4)
