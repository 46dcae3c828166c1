"""How wide the walls are that works hang on: 4.5m for all of them, or by floors."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from .scalars import MM_OF_UNIT, fault, parse_whole

_LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*(mm|cm|m|毫米|厘米|公分|米)", re.IGNORECASE)
_HOW = "写上数字和单位，例如 4.5m 或者 450cm"
_LEAST_MM, _MOST_MM = 300.0, 100_000.0
"""Of a wall on which something hangs; what is longer has a slip in its unit."""

ALL = ""
"""The floor that stands for all of them."""


def _parse_length(value: Any) -> Any:
    """mm. No unit is no length: 450 may be 4.5 m, and 4.5 may not be centimetres."""
    if not isinstance(value, str):
        return value
    match = _LENGTH.fullmatch(value.strip().replace("．", "."))
    if not match:
        raise fault(f"看不懂墙有多宽“{value}”", _HOW)
    length = float(match[1]) * MM_OF_UNIT[match[2].lower().replace("公分", "厘米")]
    if not _LEAST_MM <= length <= _MOST_MM:
        raise fault(f"墙宽“{value}”不在 30 厘米到 100 米之间", "核对数字和单位")
    return length


def _read(value: Any) -> Any:
    """One length is that of every floor; floors are known by their numbers."""
    if isinstance(value, str):
        return {ALL: _parse_length(value)}
    if isinstance(value, list):
        raise fault("墙宽不写成列表", "写成 wall: 4.5m，或者按楼层写 wall: {2: 3m, 3: 4.5m}")
    if isinstance(value, dict):
        written: dict[int, str] = {}
        for key in value:
            floor = parse_whole(key)
            if floor in written:
                raise fault(f"“{written[floor]}”和“{key}”是同一层", "留下一行")
            written[floor] = key
    return value


Length = Annotated[float, BeforeValidator(_parse_length)]

_LENGTH_SCHEMA = {"type": "string", "examples": ["4.5m", "450cm"]}

Walls = Annotated[
    dict[str, Length],
    BeforeValidator(_read),
    WithJsonSchema(
        {"anyOf": [_LENGTH_SCHEMA, {"type": "object", "additionalProperties": _LENGTH_SCHEMA}]}
    ),
]
"""mm by the floor as it is written."""


def wall_on(walls: Mapping[str, float], floor: int | None) -> float | None:
    """How wide the wall of a floor is, in mm; None where nobody wrote it."""
    return next((wide for key, wide in walls.items() if floor_of(key) == floor), walls.get(ALL))


def floor_of(key: str) -> int | None:
    """The floor that a key of `Walls` names; None for all of them."""
    return int(parse_whole(key)) if key != ALL else None
