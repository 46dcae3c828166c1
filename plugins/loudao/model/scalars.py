"""The types a scalar can have: each reads what staff wrote and says in Chinese what is wrong."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from .numerals import NUMERAL, read_numeral

_YES = {"yes", "true", "on", "是", "有", "同意"}
_NO = {"no", "false", "off", "否", "没有", "不同意"}
_DATE = re.compile(
    rf"(\d{{4}}|{NUMERAL})\s*[-/.年]\s*(\d{{1,2}}|{NUMERAL})\s*[-/.月]\s*(\d{{1,2}}|{NUMERAL})\s*[日号]?"
)
_WHOLE = re.compile(
    rf"(?P<below>地下|负|-)?第?(?P<number>\d{{1,9}}|{NUMERAL})\s*(?:[层楼年份张个次]|[fF])?"
)
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*[x×X*＊]\s*(\d+(?:\.\d+)?)\s*(mm|cm|m|毫米|厘米|米)?")
MM_OF_UNIT = {
    "mm": 1.0,
    "毫米": 1.0,
    "cm": 10.0,
    "厘米": 10.0,
    "m": 1000.0,
    "米": 1000.0,
    None: 10.0,
}
_ID = re.compile(r"[^\s/\\?#%:<>\"|*]+")
_FULLWIDTH = str.maketrans("０１２３４５６７８９－／．：", "0123456789-/.:")


def fault(what: str, remedy: str = "") -> PydanticCustomError:
    """A validation error that carries its own Chinese words."""
    return PydanticCustomError("loudao", "{what}", {"what": what, "remedy": remedy})


def parse_yes_no(value: Any) -> Any:
    """是, yes and true are true; what is no text is left as it is."""
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
        return date(*map(_number, match.groups()))
    except ValueError:
        raise fault(f"没有“{value}”这一天", "核对年月日") from None


def parse_whole(value: Any) -> Any:
    """2层, 二楼 and 2 are 2; what is no text is left as it is."""
    if not isinstance(value, str):
        return value
    match = _WHOLE.fullmatch(value.strip().translate(_FULLWIDTH))
    try:
        number = _number(match["number"]) if match else None
    except ValueError:
        number = None
    if match is None or number is None:
        raise fault(f"“{value}”不是整数", "只写数字，例如 2")
    return -number if match["below"] else number


def _number(text: str) -> int:
    """The number that digits or Chinese numerals write. Raises ValueError."""
    if text.isdecimal():
        return int(text)
    number = read_numeral(text)
    if number is None:
        raise ValueError(text)
    return number


def named(labels: Mapping[str, str]) -> Callable[[Any], Any]:
    """Reads one of some words as staff write it: by its Chinese name, and in any case.

    `labels` are the Chinese names of the words; a word that is none of them is left as it is.
    """
    meant = {spoken.casefold(): word for word, label in labels.items() for spoken in (word, label)}

    def read(value: Any) -> Any:
        return meant.get(value.strip().casefold(), value) if isinstance(value, str) else value

    return read


@dataclass(frozen=True, eq=False)
class Called:
    """What the words of a field are called, beside its type in `Annotated`: for errors."""

    labels: Mapping[str, str]


def one_or_many(value: Any) -> Any:
    """What is written alone is a list of one."""
    return value if isinstance(value, list) or value is None else [value]


def read_paper_size(value: Any) -> Any:
    """`a3`, `Ａ３` and `A3 纸` are A3; what is no size of paper is left as it is."""
    if not isinstance(value, str):
        return value
    found = re.fullmatch(r"A\s?([0-9])\s?纸?", unicodedata.normalize("NFKC", value).strip().upper())
    return f"A{found[1]}" if found else value


def _parse_title(value: str) -> str:
    if not value:
        raise fault("空着", "写上内容")
    return value


def _parse_reason(value: str) -> str:
    if len(value) < 2:
        raise fault("没有写为什么", "写上理由，例如 值班电话、本人同意")
    return value


def _parse_id(value: str) -> str:
    unseen = any(unicodedata.category(c)[0] == "C" for c in value)
    if unseen or not _ID.fullmatch(value) or value in {".", ".."}:
        raise fault(f"编号“{value}”里有不能用的字符", f"不要有空格和标点，例如 {slug(value)}")
    return value


def _clean(text: str) -> str:
    """Without what cannot be seen: control marks, byte order marks, direction overrides."""
    if text.isprintable():  # as nearly all are: a tenth of the time
        return text.strip()
    kept = "".join(
        c for c in text if c in "\n\t\u200d" or unicodedata.category(c) not in ("Cc", "Cf")
    )
    return kept.strip()


@lru_cache(maxsize=65536)
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
    return Millimetres((float(width) * MM_OF_UNIT[unit], float(height) * MM_OF_UNIT[unit]))


YesNo = Annotated[
    bool,
    BeforeValidator(parse_yes_no),
    WithJsonSchema({"enum": [True, False, "yes", "no", "是", "否"]}),
]
Day = Annotated[
    date,
    BeforeValidator(_parse_date),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?$"}),
]
Whole = Annotated[
    int, BeforeValidator(parse_whole), WithJsonSchema({"type": ["integer", "string"]})
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

Titles = Annotated[
    tuple[Title, ...],
    BeforeValidator(one_or_many),
    WithJsonSchema({"type": ["string", "array"], "items": {"type": "string"}}),
]
"""One or several; one is written without a list too."""

Reason = Annotated[str, AfterValidator(_clean), AfterValidator(_parse_reason)]
"""Why something is as it is, for whoever signs for it."""

PlaceId = Annotated[str, AfterValidator(lambda text: text.strip("/ "))]
"""楼院/楼/单元/层; a slash too many at either end means nothing."""

Id = Annotated[str, AfterValidator(_parse_id), WithJsonSchema({"type": ["string", "integer"]})]
"""A name that also stands in addresses: no spaces, no slashes."""

EACH_NAMES = {"courtyard": "楼院", "building": "楼", "unit": "单元", "floor": "楼层"}

Each = Annotated[
    Literal["courtyard", "building", "unit", "floor"],
    BeforeValidator(named(EACH_NAMES)),
    Called(EACH_NAMES),
]
