"""Cells of a row as what they mean: words, sums, days, agreement; and what is wrong with them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

from pydantic import TypeAdapter, ValidationError

from ..manifest.guess import guess
from ..model.numerals import NO_PART, NUMERAL, read_numeral
from ..model.problem import Mark, Problem, warning
from ..model.scalars import Day
from ..model.table import Row, Table

_YES = {"是", "同意", "公开", "yes", "true", "y"}
_NO = {"", "否", "不同意", "不公开", "no", "false", "n"}
_DAY: TypeAdapter[date] = TypeAdapter(Day)
_MOST = 10**9
_ORDINALS = {"序号", "编号", "行号"}
"""Columns that tables of WPS begin with, and that say nothing but which row it is."""
_COUNTED = re.compile(
    rf"(?:招|共|约|要)?\s*(\d{{1,6}}|两|{NUMERAL})\s*(?:人|名|个人?|位|次|份|户|张)?"
)


class Cells:
    """One row, read cell by cell; what cannot be read is collected, each fault at its cell."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.problems: list[Problem] = []

    def fault(self, what: str, remedy: str, column: str = "") -> None:
        """A fault of one cell, else of the row."""
        mark = self.row.mark_of(column) if column else self.row.mark
        self.problems.append(Problem(mark, what, remedy))

    def words(self, column: str) -> str:
        return self.row.cells.get(column, "").strip()

    def number(self, column: str, example: str = "300") -> Decimal:
        """A sum or a count, 0 for nothing."""
        text = self.words(column)
        if not text.translate(NO_PART):
            return Decimal(0)
        number = parse_number(text)
        if number is not None and 0 <= number <= _MOST:
            return number
        why = "不是数字" if number is None else "不对"
        self.fault(f"{column}：“{text}”{why}", f"只写数字，例如 {example}", column)
        return Decimal(0)

    def count(self, column: str) -> int:
        """How many, 0 for nothing said; no part of one. 3人 and 三名 are 3."""
        counted = parse_count(self.words(column))
        if counted is not None:
            return counted
        number = self.number(column, "3")
        if number != int(number):
            self.fault(f"{column}：“{self.words(column)}”不是整数", "只写整数，例如 3", column)
        return int(number)

    def one_of(self, column: str, options: Collection[str]) -> str:
        """One of some words; empty where nothing is said."""
        said = self.words(column)
        if said and said not in options:
            what = f"{column}：没有“{said}”这一项{guess(said, options)}"
            self.fault(what, f"可以写：{'、'.join(options)}", column)
        return said

    def agrees(self, column: str) -> bool:
        """是 or 否; nothing is no."""
        said = self.words(column)
        if said.lower() not in _YES | _NO:
            self.fault(f"{column}：“{said}”不是“是”或“否”", "写 是 或 否", column)
        return said.lower() in _YES

    def day(self, column: str) -> date | None:
        text = self.words(column)
        if not text:
            return None
        try:
            return _DAY.validate_python(text)
        except ValidationError as error:
            told = error.errors()[0].get("ctx", {})
            self.fault(f"{column}：{told.get('what', '')}", str(told.get("remedy", "")), column)
            return None


def parse_count(text: str) -> int | None:
    """How many persons, times or papers, as people write it: 3, 3人, 招 3 名, 两人, 十二位."""
    found = _COUNTED.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not found:
        return None
    number = found[1].replace("两", "二")
    return int(number) if number.isdecimal() else read_numeral(number)


def parse_number(text: str) -> Decimal | None:
    """1,200.50 元 as a number; None for what is none."""
    try:
        number = Decimal(text.translate(NO_PART))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def check_columns_known(
    table: Table, known: Collection[str], called: str, otherwise: Mark
) -> Iterator[Problem]:
    """A hint for each column that nothing is made of, but for the numbers of rows."""
    for name in table.columns:
        if name not in known and name not in _ORDINALS:
            mark = table.rows[0].mark if table.rows else otherwise
            what = f"{called}里用不到“{name}”这一列{guess(name, known)}"
            yield warning(mark, what, f"可以写：{'、'.join(known)}")


def plain(number: Decimal) -> str:
    """3,000 or 12.5: no zeros that say nothing."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
