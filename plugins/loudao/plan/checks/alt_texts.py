"""A picture without an alternative text is silent to who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.problem import Problem, warning
from ...model.sheet import Sheet


def check_alt_texts(sheet: Sheet) -> Iterator[Problem]:
    for index, work in sheet.fields.numbered_works:
        if work.photo is not None and not work.alt.strip():
            yield warning(
                sheet.mark("works", index),
                f"作品“{work.title}”没有 alt",
                "加一行 alt: 用一句话说画面上有什么，看不见的人靠它",
            )
