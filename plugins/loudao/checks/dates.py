"""What is hung must be hung before it is taken down."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.community import Community
from ..model.problem import Problem


def check_dates(community: Community) -> Iterator[Problem]:
    for sheet in community.sheets:
        starts, ends = sheet.fields.from_, sheet.fields.until
        if starts and ends and ends < starts:
            yield Problem(
                sheet.mark("until"),
                f"结束日期 {ends} 早于开始日期 {starts}",
                "核对 from 和 until",
            )
