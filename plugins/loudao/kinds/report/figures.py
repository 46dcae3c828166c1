"""What an activity comes to: 参加 46 人, from one line or field by field."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from ...model.base import Frozen
from ...model.numerals import NUMERAL, read_numeral
from ...model.scalars import Title, Words, fault

_HOW = "写成 参加 46 人；几个数字分行写：[参加 46 人, 收到衣物 75 件]"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_BETWEEN = re.compile(r"[;；、，。\n]\s*|,\s*(?!\d{3}(?!\d))")
"""What parts figures on one line; the comma of 1,300 parts nothing."""

_FIGURE = re.compile(
    rf"(?P<label>[^\d:：]*?)\s*[:：]?\s*(?P<number>{_DIGITS}|{NUMERAL}(?=\s*[^\s\d]{{1,3}}$))"
    r"\s*(?P<unit>[^\s\d]{0,8})"
)
_MOST = Decimal(10**9)


def _parse_number(value: Any) -> Any:
    """A number as people write it; what is none, or no figure to print, is a fault."""
    if isinstance(value, Decimal):
        return value
    text = unicodedata.normalize("NFKC", str(value)).strip().replace(",", "")
    read = read_numeral(text) if not text[:1].isdigit() else None
    try:
        number = Decimal(text if read is None else read)
    except InvalidOperation:
        raise fault(f"“{value}”不是数字", "只写数字，例如 46") from None
    if not number.is_finite() or number < 0 or number > _MOST:
        raise fault(f"“{value}”不对", "只写数字，例如 46")
    return number


Number = Annotated[
    Decimal, BeforeValidator(_parse_number), WithJsonSchema({"type": ["number", "string"]})
]


class Figure(Frozen):
    """One number with what it counts."""

    label: Title = Field(title="名目", description="数的是什么，例如 参加")
    number: Number = Field(title="数", description="例如 46")
    unit: Words = Field(default="", title="单位", description="例如 人、小时、件")

    @property
    def shown(self) -> str:
        """1,300 or 12.5: no zeros that say nothing."""
        text = f"{self.number:,f}"
        return text.rstrip("0").rstrip(".") if "." in text else text

    @property
    def words(self) -> str:
        """参加 46 人"""
        return f"{self.label} {self.shown} {self.unit}".strip()


def _read_figure(value: Any) -> Any:
    """A line as people write it, as what it says."""
    if not isinstance(value, str):
        return value
    text = unicodedata.normalize("NFKC", value).strip()
    found = _FIGURE.fullmatch(text)
    if not found or not found["label"].strip():
        raise fault(f"看不懂“{value}”：要有名目和数字", _HOW)
    return {part: found[part].strip() for part in ("label", "number", "unit")}


def _apart(value: Any) -> Any:
    """Several on one line: 参加 46 人，服务 3 小时."""
    if isinstance(value, dict):
        return [value]
    if not isinstance(value, str):
        return value
    return [part.strip() for part in _BETWEEN.split(value) if part.strip()]


_EITHER: list[Any] = [{"type": "string"}, {"type": "object"}]
Figures = Annotated[
    tuple[Annotated[Figure, BeforeValidator(_read_figure)], ...],
    BeforeValidator(_apart),
    WithJsonSchema({"anyOf": [*_EITHER, {"type": "array", "items": {"anyOf": _EITHER}}]}),
]
