"""Sums that staff typed, held against what the rows add up to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from ..model.problem import Problem
from ..model.table import Row, Table, is_part
from .cells import parse_number, plain


def differs(called: str, typed: Decimal, computed: Decimal) -> tuple[str, str]:
    """What is wrong where a typed sum is another than the rows add up to, and the way out."""
    what = f"{called}写的是 {plain(typed)} 元，一行一行加起来是 {plain(computed)} 元"
    return what, f"核对每一行；没有漏的就改成 {plain(computed)}，或者不写，会自己算"


def check_sums(table: Table, called: str, column: str) -> Iterator[Problem]:
    """Every total in `column` that is another sum than its rows': those of the whole list or of
    its worksheet; of 小计 those since the total above."""
    before: dict[str, int] = {}
    for row in table.totals:
        path, line = row.mark.path, row.mark.line
        own = [r for r in table.rows if r.mark.path == path]
        if is_part(row.cells.values()):
            own = [r for r in own if before.get(path, 0) < r.mark.line < line]
        before[path] = line
        text = row.cells.get(column, "").strip()
        typed, computed = parse_number(text), _sum(own, column)
        if text and typed is None:
            what, remedy = f"{called}：“{text}”不是数字", "只写数字，或者删掉这一行，会自己算"
            yield Problem(row.mark_of(column), what, remedy)
        elif typed is not None and typed not in (computed, _sum(table.rows, column)):
            yield Problem(row.mark_of(column), *differs(called, typed, computed))


def _sum(rows: Iterable[Row], column: str) -> Decimal:
    """Of what can be read; the rest is told where it stands."""
    numbers = (parse_number(row.cells.get(column, "")) for row in rows)
    return sum((number for number in numbers if number is not None), Decimal(0))
