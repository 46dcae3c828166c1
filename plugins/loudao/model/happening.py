"""When something happens, where, and who sees to it: 11月25日 8:00—12:00, 3号楼, 楼长赵师傅."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from .base import Frozen
from .clock import said_once, say_span, spell_clock
from .numerals import NUMERAL, read_numeral
from .scalars import Day, Words, fault, one_or_many

_DAY_LENGTH = 24 * 60
_NUMBER = rf"\d{{1,4}}|{NUMERAL}"
_PART = r"(?P<part#>凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里)?"
_CLOCK = (
    rf"{_PART}\s*(?P<hour#>\d{{1,2}}|{NUMERAL})"
    rf"\s*(?::(?P<minute#>\d\d)|[点时](?:(?P<half#>半)|(?P<more#>\d{{1,2}}|{NUMERAL})分?|整)?)"
)
_TO = r"\s*(?:-|–|—|~|～|至|到|→)+\s*"
_FIRST, _SECOND = (_CLOCK.replace("#", number) for number in "12")
_HOURS = re.compile(rf"{_FIRST}(?:{_TO}{_SECOND})?\s*(?:起|开始)?")
_WEEKDAY = r"\s*(?:[(（]?\s*(?:星期|周|礼拜)[一二三四五六日天]\s*[)）]?)?"
_DAYS = re.compile(
    rf"(?:(?P<year>\d{{4}}|{NUMERAL})\s*[-/.年]\s*)?"
    rf"(?P<month>{_NUMBER})\s*[-/.月]\s*(?P<day>{_NUMBER})\s*[日号]?{_WEEKDAY}"
    rf"(?:{_TO}(?:(?:(?P<year2>\d{{4}})\s*[-/.年]\s*)?(?P<month2>{_NUMBER})\s*[-/.月]\s*)?"
    rf"(?P<day2>{_NUMBER})\s*[日号]?{_WEEKDAY}(?=\s|每|$|,|，))?"
)
_BETWEEN = re.compile(r"[\s,，、]*(?:每天|每日|天天)?[\s,，:]*")
_HOW = "写成 2026-11-25 8:00-12:00，几天的写成 2026-11-24 到 2026-11-28 9:00-17:00"
_AFTERNOON = frozenset(("下午", "傍晚", "晚上", "夜里"))


def _parse_clock(value: Any) -> Any:
    """Minutes since midnight."""
    if not isinstance(value, str):
        return value
    found = re.fullmatch(_CLOCK.replace("#", "1"), unicodedata.normalize("NFKC", value.strip()))
    if not found:
        raise fault(f"看不懂时间“{value}”", "写成 8:00 或者 下午2点半")
    return _minutes(found, "1", value)


def _minutes(found: re.Match[str], which: str, written: str, after_noon: bool = False) -> int:
    hour = _number(found[f"hour{which}"])
    minute = found[f"minute{which}"] or found[f"more{which}"] or "0"
    minutes = 30 if found[f"half{which}"] else _number(minute)
    part = found[f"part{which}"] or ""
    late = part in _AFTERNOON or (not part and after_noon) or (part == "中午" and hour < 3)
    if hour < 12 and late:
        hour += 12
    if minutes > 59 or hour * 60 + minutes > _DAY_LENGTH:
        raise fault(f"没有“{written}”这个时间", "写成 8:00 或者 下午2点半")
    return hour * 60 + minutes


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else read_numeral(text) or 0


Clock = Annotated[
    int, BeforeValidator(_parse_clock), WithJsonSchema({"type": "string", "examples": ["8:00"]})
]
"""Minutes since midnight, 24:00 as well."""


def say_hours(written: str) -> str:
    """下午2点半到4点, as people say 14:30—16:00; what is no such hours as it is written."""
    found = _HOURS.fullmatch(unicodedata.normalize("NFKC", written.strip()))
    try:
        said = say_span(_clocks(found, written)) if found else written
    except ValueError:
        return written
    return said_once(said)


def read_hours(written: str) -> list[int]:
    """From when, and until when where that is said, in minutes since midnight; none of what is no
    such hours, or would end before it begins."""
    found = _HOURS.fullmatch(unicodedata.normalize("NFKC", written.strip()))
    try:
        clocks = _clocks(found, written) if found else []
    except ValueError:
        return []
    return clocks if clocks == sorted(set(clocks)) else []


def _clocks(found: re.Match[str], written: str) -> list[int]:
    late = found["part1"] in _AFTERNOON
    return [_minutes(found, n, written, late and n == "2") for n in "12" if found[f"hour{n}"]]


class When(Frozen):
    """One day, or each of some days; from one hour to another where that is known."""

    day: Day = Field(title="哪天", description="例如 2026-11-25")
    last: Day | None = Field(default=None, title="到哪天", description="连着几天的，最后一天")
    from_: Clock | None = Field(default=None, alias="from", title="几点", description="例如 8:00")
    to: Clock | None = Field(default=None, title="到几点", description="例如 12:00")

    @model_validator(mode="after")
    def _in_order(self) -> When:
        if self.last and self.last < self.day:
            raise fault(f"最后一天 {self.last} 早于第一天 {self.day}", "核对日期")
        if self.from_ is not None and self.to is not None and self.to <= self.from_:
            raise fault(
                f"{spell_clock(self.to)} 不晚于 {spell_clock(self.from_)}",
                "过了半夜的分成两行写，下午的写成 14:00",
            )
        return self

    @property
    def ends(self) -> date:
        return self.last or self.day

    @property
    def clocks(self) -> list[int]:
        """From when, and until when where that is known; none of a whole day."""
        return [clock for clock in (self.from_, self.to) if clock is not None]


def _read_when(value: Any) -> Any:
    """A line as people write it, as what it says."""
    if not isinstance(value, str):
        return value
    text = unicodedata.normalize("NFKC", value.strip())
    found = _DAYS.match(text)
    if not found:
        raise fault(f"看不懂“{value}”是什么时候", _HOW)
    if not found["year"]:
        raise fault(f"“{value}”没有写哪一年", _HOW)
    said = _days_of(found, value)
    rest = text[found.end() :]
    rest = rest[_BETWEEN.match(rest).end() :]  # type: ignore[union-attr]
    if rest:
        hours = _HOURS.fullmatch(rest)
        if not hours:
            raise fault(f"看不懂“{rest}”是几点", _HOW)
        said.update(zip(("from", "to"), _clocks(hours, rest), strict=False))
    return said


def _days_of(found: re.Match[str], written: str) -> dict[str, Any]:
    try:
        first = date(*(_number(found[part]) for part in ("year", "month", "day")))
        if not found["day2"]:
            return {"day": first}
        year = _number(found["year2"]) if found["year2"] else first.year
        month = _number(found["month2"]) if found["month2"] else first.month
        if not found["year2"] and month < first.month:
            year += 1
        return {"day": first, "last": date(year, month, _number(found["day2"]))}
    except ValueError:
        raise fault(f"没有“{written}”这一天", "核对年月日") from None


_WORDS_OR_FIELDS: list[Any] = [{"type": "string"}, {"type": "object"}]

Moment = Annotated[When, BeforeValidator(_read_when), WithJsonSchema({"anyOf": _WORDS_OR_FIELDS})]
"""One line of when: a day, or some days, with the hours where they are known."""

Times = Annotated[
    tuple[Moment, ...],
    BeforeValidator(one_or_many),
    WithJsonSchema(
        {"anyOf": [*_WORDS_OR_FIELDS, {"type": "array", "items": {"anyOf": _WORDS_OR_FIELDS}}]}
    ),
]

_PHONE = re.compile(
    r"(?<![\d-])(?:\+?86[- ]?)?(?:0\d{2,3}[- ]?\d{3,4}[- ]?\d{4}|1\d{2}[- ]?\d{4}[- ]?\d{4}"
    r"|[48]00[- ]?\d{3}[- ]?\d{4}|\d{3,4}[- ]?\d{4}|\d{3,5})(?![\d-])(?:\s*转\s*\d+)?"
)


class Who(Frozen):
    """Whom to ask."""

    name: Words = Field(default="", title="谁", description="例如 楼长赵师傅")
    phone: Words = Field(default="", title="电话", description="公开的电话，例如 0371-65550100")

    @property
    def number(self) -> str:
        """What a phone dials; empty for what is no number to call."""
        called = _PHONE.fullmatch(self.phone.strip())
        return re.sub(r"[^\d+]", "", self.phone.partition("转")[0]) if called else ""

    def __str__(self) -> str:
        return f"{self.name} {self.phone}".strip()


def _read_who(value: Any) -> Any:
    """A name, a number, or both on one line."""
    if not isinstance(value, str):
        return value
    found = _PHONE.search(value)
    if not found:
        return {"name": value}
    name = value[: found.start()] + value[found.end() :]
    return {"name": _NO_NAME.sub("", name).strip(), "phone": found[0]}


_NO_NAME = re.compile(r"[\s,，:：、（）()]*(?:电话|手机)?[\s,，:：、（）()]*$")
"""What stands between a name and its number."""


def whom(text: str) -> Who:
    """Whom a line means: 居委会 0371-66660000."""
    return Who.model_validate(_read_who(text))


Whom = Annotated[Who, BeforeValidator(_read_who), WithJsonSchema({"anyOf": _WORDS_OR_FIELDS})]
