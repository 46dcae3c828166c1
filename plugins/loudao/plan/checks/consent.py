"""A work whose author said no is not shown."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.problem import Problem
from ...model.sheet import Sheet


def check_consent(sheet: Sheet) -> Iterator[Problem]:
    for index, work in enumerate(sheet.fields.all_works):
        if work.consent is False:
            yield Problem(
                sheet.mark("works", index, "consent"),
                f"作品“{work.title}”的作者没有同意公开",
                "把这件从清单里拿掉；同意了再写 consent: yes",
            )
