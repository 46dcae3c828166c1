"""All personal data in a text, each character told once."""

from __future__ import annotations

import re

from .finding import Finding, plainly

_MAYBE = re.compile(
    r"\d(?:[ \-.()（）/]{0,3}\d){5}|@|微信|[QqVvWw][QqXxEe]|单元|\d[\-/]\d"
    r"|[号栋幢座楼弄#元门]\s*[\d〇零一二三四五六七八九]{3}"
    r"|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Za-z]"
    r"|出生|生日|生于|生辰|[一二][〇零○一二三四五六七八九]{3}年"
    r"|\d\s*[日号]?\s*[出生]|[加VvＶ威薇➕][Vv微信]|微❤|[男女][^\w]{1,3}\d|护照|passport|证",
    re.IGNORECASE,
)
"""What a text has that has any; most have none of it."""


def may_hold_any(text: str) -> bool:
    """Whether a closer look may find something: for who has to ask where `text` stands first."""
    return bool(_MAYBE.search(plainly(text)))


def find_personal(text: str) -> list[Finding]:
    """In the order of the text; a number that is two things is the one that is surer."""
    plain = plainly(text)
    if not _MAYBE.search(plain):
        return []
    from .numbers import find_numbers  # their patterns take 50 ms to make
    from .people import find_sayings

    found: list[Finding] = []
    for one in find_numbers(plain):
        _add(found, one)
    for one in find_sayings(plain, tuple(found)):
        _add(found, one)
    return sorted(found)


def _add(found: list[Finding], one: Finding) -> None:
    if all(one.end <= other.start or other.end <= one.start for other in found):
        found.append(one)


def masked(text: str, found: list[Finding]) -> str:
    """`text` as it may be published."""
    parts, rest = [], 0
    for one in found:
        parts += [text[rest : one.start], one.masked]
        rest = one.end
    return "".join((*parts, text[rest:]))
