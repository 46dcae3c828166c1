"""Numbers as people write them: 3, ３, 三, 十二, 一百零二, 二〇二六."""

from __future__ import annotations

import re

_DIGITS = {
    mark: value
    for value, marks in enumerate(zip("〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖", strict=True))
    for mark in marks
}  # fmt: skip
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_ALL = "".join((*_DIGITS, *_UNITS))

NO_PART = str.maketrans("", "", ",，¥￥元 ")
"""Signs of a sum that are no part of its number, for `str.translate`."""

NUMERAL = f"[{_ALL}]+"
"""A pattern of what may be a number in Chinese."""

_WITH_UNITS = re.compile(
    r"(?:(?P<a>\D)[千仟])?(?:零?(?P<b>\D)[百佰])?(?:零?(?P<c>[^零〇])?(?P<ten>[十拾]))?(?:零?(?P<d>\D))?"
)


def read_numeral(text: str) -> int | None:
    """The number that Chinese numerals write, below ten thousand, or None."""
    if not text:
        return None
    if all(mark in _DIGITS for mark in text):
        return int("".join(str(_DIGITS[mark]) for mark in text)) if len(text) <= 4 else None
    found = _WITH_UNITS.fullmatch(text)
    if not found or any(m and m not in _DIGITS for m in found.group("a", "b", "c", "d")):
        return None
    thousands, hundreds, tens, ones = (_DIGITS.get(m or "", 0) for m in found.group(*"abcd"))
    if found["ten"] and not found["c"]:
        tens = 1
    return thousands * 1000 + hundreds * 100 + tens * 10 + ones


def in_digits(text: str) -> str:
    """`text` with every number in Chinese as digits: 二十八中 → 28中."""

    def as_digits(found: re.Match[str]) -> str:
        number = read_numeral(found[0])
        return found[0] if number is None else str(number)

    return re.sub(NUMERAL, as_digits, text)


def in_words(number: int) -> str:
    """A number below ten thousand as people say it: 12 → 十二, 105 → 一百零五."""
    said, gap = "", False
    for unit, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            said += ("零" if gap and said else "") + "零一二三四五六七八九"[digit] + mark
        gap = not digit
    return said.removeprefix("一") if 10 <= number < 20 else said or "零"
