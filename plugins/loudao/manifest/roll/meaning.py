"""Whether two cells say one thing in other signs: 29 and 二十九层, 300 and 300.00 元."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ...model.numerals import NO_PART
from ...model.roll import Column
from ...model.scalars import Day

_DAY: TypeAdapter[Any] = TypeAdapter(Day)
_NUMBER = re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?")
"""No zero before others: 0301 is a door."""


def means_same(column: Column, one: str, other: str) -> bool:
    """As the field reads them; where the column has no type, as sums or days."""
    if one == other:
        return True
    if not (one and other) or column.many:
        return False
    if column.kind is not None:
        adapter = TypeAdapter[Any](column.kind)
        return bool(_read(adapter, one) == _read(adapter, other))
    numbers = _number(one), _number(other)
    if None not in numbers:
        return numbers[0] == numbers[1]
    return bool(_read(_DAY, one) == _read(_DAY, other))


def _read(adapter: TypeAdapter[Any], text: str) -> Any:
    """What it means; the text itself where it cannot be read."""
    try:
        return adapter.validate_python(text)
    except ValidationError:
        return text


def _number(text: str) -> Decimal | None:
    plain = unicodedata.normalize("NFKC", text).translate(NO_PART)
    try:
        return Decimal(plain) if _NUMBER.fullmatch(plain) else None
    except InvalidOperation:
        return None
