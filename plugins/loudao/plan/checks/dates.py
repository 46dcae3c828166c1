"""What is hung must be hung before it is taken down."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.problem import Problem
from ...model.sheet import Sheet


def check_dates(sheet: Sheet) -> Iterator[Problem]:
    starts, ends = sheet.fields.from_, sheet.fields.until
    if starts and ends and ends < starts:
        yield Problem(
            sheet.mark("until"), f"结束日期 {ends} 早于开始日期 {starts}", "核对 from 和 until"
        )
