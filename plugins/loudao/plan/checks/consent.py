"""A work whose author said no is not shown."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.problem import Problem, warning
from ...model.sheet import Sheet


def check_consent(sheet: Sheet) -> Iterator[Problem]:
    for index, work in enumerate(sheet.fields.written_works):
        if work.consent is False:
            what = f"作品“{work.title}”的作者没有同意公开，网页和纸上都没有它"
            yield warning(sheet.mark("works", index, "consent"), what, "同意了再写 consent: yes")
