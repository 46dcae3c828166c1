"""The types a scalar can have: each reads what staff wrote and says in Chinese what is wrong."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

_YES = {"yes", "true", "on", "是", "有", "同意"}
_NO = {"no", "false", "off", "否", "没有", "不同意"}
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*[x×X*＊]\s*(\d+(?:\.\d+)?)\s*(mm|cm|m|毫米|厘米|米)?")
_UNIT_MM = {"mm": 1.0, "毫米": 1.0, "cm": 10.0, "厘米": 10.0, "m": 1000.0, "米": 1000.0, None: 10.0}
_ID = re.compile(r"[^\s/\\?#%:<>\"|*]+")
_FULLWIDTH = str.maketrans("０１２３４５６７８９－／．：", "0123456789-/.:")


def fault(what: str, remedy: str = "") -> PydanticCustomError:
    """A validation error that carries its own Chinese words."""
    return PydanticCustomError("loudao", "{what}", {"what": what, "remedy": remedy})


def _parse_yes_no(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    word = value.strip().lower()
    if word in _YES or word in _NO:
        return word in _YES
    raise fault(f"“{value}”不是“是”或“否”", "写 yes 或 no")


def _parse_date(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    match = _DATE.fullmatch(value.strip().translate(_FULLWIDTH))
    if not match:
        raise fault(f"看不懂日期“{value}”", "写成 2026-11-01 这样")
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        raise fault(f"没有“{value}”这一天", "核对年月日") from None


def _parse_whole(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = value.strip().translate(_FULLWIDTH).removesuffix("层").removesuffix("年")
    if not re.fullmatch(r"-?\d{1,9}", text):
        raise fault(f"“{value}”不是整数", "只写数字，例如 2")
    return int(text)


def _parse_title(value: str) -> str:
    if not value:
        raise fault("空着", "写上内容")
    return value


def _parse_id(value: str) -> str:
    unseen = any(unicodedata.category(c)[0] == "C" for c in value)
    if unseen or not _ID.fullmatch(value) or value in {".", ".."}:
        raise fault(f"编号“{value}”里有不能用的字符", f"不要有空格和标点，例如 {slug(value)}")
    return value


def _clean(text: str) -> str:
    """Without what cannot be seen: control marks, byte order marks, direction overrides."""
    kept = "".join(
        c for c in text if c in "\n\t\u200d" or unicodedata.category(c) not in ("Cc", "Cf")
    )
    return kept.strip()


def slug(name: str) -> str:
    """`name` as one part of an address: NFC, no spaces or signs, at most 80 characters."""
    visible = "".join(
        c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c)[0] != "C"
    )
    text = re.sub(r"[\s/\\?#%:<>\"'|*&`$;()\[\]{}!]+", "-", visible).strip("-. ") or "x"
    if len(text) <= 80:
        return text
    return f"{text[:72]}-{hashlib.sha256(text.encode()).hexdigest()[:7]}"


class Millimetres(tuple[float, float]):
    """Width and height of a flat thing, in millimetres."""

    __slots__ = ()

    def __str__(self) -> str:
        return f"{self[0] / 10:g}×{self[1] / 10:g} 厘米"


def _parse_size(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    match = _SIZE.fullmatch(value.strip().translate(_FULLWIDTH))
    if not match:
        raise fault(f"看不懂尺寸“{value}”", "写成 68x136cm（宽x高和单位）")
    width, height, unit = match.groups()
    if not float(width) or not float(height):
        raise fault(f"尺寸“{value}”有一边是零", "写成 68x136cm（宽x高和单位）")
    return Millimetres((float(width) * _UNIT_MM[unit], float(height) * _UNIT_MM[unit]))


YesNo = Annotated[
    bool,
    BeforeValidator(_parse_yes_no),
    WithJsonSchema({"enum": [True, False, "yes", "no", "是", "否"]}),
]
Day = Annotated[
    date,
    BeforeValidator(_parse_date),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?$"}),
]
Whole = Annotated[
    int, BeforeValidator(_parse_whole), WithJsonSchema({"type": ["integer", "string"]})
]
Size = Annotated[
    tuple[float, float],
    BeforeValidator(_parse_size),
    AfterValidator(Millimetres),
    WithJsonSchema({"type": "string", "examples": ["68x136cm", "2400x1200mm"]}),
]
Words = Annotated[str, AfterValidator(_clean)]
"""What people read."""

Title = Annotated[str, AfterValidator(_clean), AfterValidator(_parse_title)]
"""What people read and something must be called."""

PlaceId = Annotated[str, AfterValidator(lambda text: text.strip("/ "))]
"""楼院/楼/单元/层; a slash too many at either end means nothing."""

Id = Annotated[str, AfterValidator(_parse_id), WithJsonSchema({"type": ["string", "integer"]})]
"""A name that also stands in addresses: no spaces, no slashes."""
