"""Numbers that belong to one person: of papers, cards, phones, cars.

Each is found by its shape, then held against what it must fulfil: a check digit, a date, the
ranges that are given out. What stands before it tells it from numbers of other things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from .finding import Finding, keep_ends
from .phones import find_landlines, find_mobiles
from .things import is_other

_SEP = r"[ \-]{0,2}"
_ID = re.compile(rf"(?<![\dA-Za-z])(?=([1-9](?:{_SEP}\d){{16}}{_SEP}[\dXx])(?![\dA-Za-z]))")
_OLD_ID = re.compile(r"(?<![\dA-Za-z.])(?=([1-9]\d{5}[ \-]?\d{6}[ \-]?\d{3})(?![\dA-Za-z]))")
_ID_NAMED = re.compile(r"身份证|证件号")
_CARD = re.compile(
    r"(?<![\dA-Za-z.])(?=((?:62|4|5[1-5]|2[2-7]|3[0-9]|60|9)(?:[ \-]?\d){12,18})(?![\dA-Za-z]))"
)
_CARD_NAMED = re.compile(r"(?:卡号|银行卡|储蓄卡|信用卡|工资卡|养老金卡|社保卡)[^\d]{0,8}$")
_PASSPORT = re.compile(
    r"(?<![\dA-Za-z])(E[ ]?[A-HJ-NP-Z][ ]?\d{7}|[EGDSP][ ]?\d{2}[ ]?\d{6}|[A-Z]{2}\d{7})(?![\dA-Za-z])",
    re.IGNORECASE,
)
_SURE = re.compile(r"E[ ]?[A-HJ-NP-Z][ ]?\d{7}|[EG][ ]?\d{2}[ ]?\d{6}")
"""As this country gives them out."""
_PASSPORT_NAMED = re.compile(
    r"(?:护照|passport)\s*(?:号码?|no\.?|number)?(?:是|为)?[\s:：.#（(]{0,3}"
    r"([A-Z]{0,2}[ ]?\d{2}[ ]?\d{4,7}|(?=[A-Z\d]*\d[A-Z\d]*\d[A-Z\d]*\d)[A-Z\d]{7,10})(?![\dA-Za-z])",
    re.IGNORECASE,
)
"""As any country does."""
_PERMIT = re.compile(
    r"(?<![\dA-Za-z])([HMCWLTR][A-Z]?[ ]?\d{4}[ ]?\d{3,4}(?:\d{2})?|\d{8}(?:\d{2})?)(?![\dA-Za-z])",
    re.IGNORECASE,
)
_PERMIT_NAMED = re.compile(
    r"通行证|回乡证|回乡卡|台胞证|台湾居民|港澳|台湾同胞|居住证|Return Permit", re.IGNORECASE
)
_PERMIT_BEFORE = re.compile(r"(?:通行证|台胞证|居住证|证件)[^\d]{0,8}$")
_PLATE = re.compile(
    r"(?<![A-Za-z0-9])([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•・. \-]{0,2}"
    r"(?:[A-HJ-NP-Z0-9]{5,6}|[A-HJ-NP-Z0-9]{4}[学挂港澳领]))(?![A-Za-z0-9])",
    re.IGNORECASE,
)


def find_numbers(text: str) -> Iterator[Finding]:
    """`text` is as `plainly` gives it. Several may overlap; the first are the surest."""
    yield from _ids(text)
    yield from _cards(text)
    yield from _permits(text)
    yield from _passports(text)
    yield from find_mobiles(text)
    yield from find_landlines(text)
    yield from _plates(text)


def _compact(words: str) -> str:
    return re.sub(r"[ \-.()（）]", "", words)


def _ids(text: str) -> Iterator[Finding]:
    """18 signs with their check digit (GB 11643-1999), or the 15 of before."""
    for shape in (_ID, _OLD_ID):
        for found in shape.finditer(text):
            number = _compact(found[1]).upper()
            named = bool(_ID_NAMED.search(text[max(0, found.start() - 12) : found.start()]))
            if len(number) == 18:
                sure = _has_check_digit(number) or (named and _date_of(number[6:14]))
            else:
                other = is_other(text[: found.start()])
                sure = bool(_date_of("19" + number[6:12])) and not other and _is_county(number)
            if sure:
                yield Finding(found.start(1), found.end(1), "身份证号", keep_ends(found[1], 4, 4))


def _has_check_digit(number: str) -> bool:
    """Of any county: they come and go, and those of people born long ago are in no list."""
    known = bool(_date_of(number[6:14])) and _is_province(number)
    return known and _check_digit(number) == number[17]


def _check_digit(number: str) -> str:
    """ISO 7064 MOD 11-2."""
    from stdnum.iso7064 import mod_11_2

    return str(mod_11_2.calc_check_digit(number[:17]))


_PROVINCES = {
    *range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55),
    *range(61, 66), 71, 81, 82, 83,
}  # fmt: skip
"""GB/T 2260, the first two digits; 83 for those of Taiwan who live here."""


def _is_province(number: str) -> bool:
    return int(number[:2]) in _PROVINCES


def _is_county(number: str) -> bool:
    from stdnum import numdb

    known = [facts for _, facts in numdb.get("cn/loc").info(number[:6])]
    return _is_province(number) and any("county" in facts for facts in known)


def _date_of(digits: str) -> date | None:
    try:
        found = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
    return found if found.year >= 1900 else None


def _cards(text: str) -> Iterator[Finding]:
    """16 to 19 digits of a bank (ISO/IEC 7812): how they begin, and Luhn's check digit."""
    from stdnum import luhn

    for found in _CARD.finditer(text):
        for words in _lengths(found[1]):
            number = _compact(words)
            named = bool(_CARD_NAMED.search(text[: found.start()]))
            if is_other(text[: found.start()]) and not named:
                continue
            issued = number.startswith(("62", "955", "60", "35", "4", "5", "2"))
            long_enough = len(number) in (16, 19) if number[0] in "45239" else len(number) >= 16
            if issued and (long_enough or named) and (luhn.is_valid(number)):
                end = found.start(1) + len(words)
                yield Finding(found.start(1), end, "银行卡号", keep_ends(words, 0, 4))
                break


def _lengths(words: str) -> Iterator[str]:
    """`words` and shorter ones that end where a number may, of 16 signs at least."""
    digits = sum(sign.isdigit() for sign in words)
    while digits >= 16:
        yield words
        shorter = re.sub(r"[ \-]?\d$", "", words)
        # within a run of digits no number ends
        while shorter and words[len(shorter)].isdigit():
            words, shorter = shorter, re.sub(r"[ \-]?\d$", "", shorter)
        words = shorter
        digits = sum(sign.isdigit() for sign in words)


def _passports(text: str) -> Iterator[Finding]:
    for found in _PASSPORT_NAMED.finditer(text):
        yield Finding(found.start(1), found.end(1), "护照号", keep_ends(found[1], 1, 2))
    named = "护照" in text or "passport" in text.lower()
    for found in _PASSPORT.finditer(text):
        before = text[: found.start()]
        sure = _SURE.fullmatch(found[1]) and not is_other(before)
        if named or sure:
            yield Finding(found.start(1), found.end(1), "护照号", keep_ends(found[1], 1, 2))


def _permits(text: str) -> Iterator[Finding]:
    if not _PERMIT_NAMED.search(text):
        return
    for found in _PERMIT.finditer(text):
        if found[1].isdigit() and not _PERMIT_BEFORE.search(text[: found.start()]):
            continue
        yield Finding(found.start(1), found.end(1), "通行证号", keep_ends(found[1], 1, 2))


def _plates(text: str) -> Iterator[Finding]:
    for found in _PLATE.finditer(text):
        if sum(sign.isdigit() for sign in found[1]) >= 2:
            yield Finding(found.start(1), found.end(1), "车牌号", keep_ends(found[1], 2, 2))
