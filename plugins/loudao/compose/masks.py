"""Names of persons as others may read them: 张*三."""

from __future__ import annotations

_NOBODY = "匿名"
"""What stands for a name that nobody is to know."""


def shown_as(name: str, agreed: bool) -> str:
    """A name as it stands on walls and pages: whole where its bearer agreed."""
    return name if agreed or name in ("", _NOBODY) else mask_name(name)


def mask_name(name: str) -> str:
    """张三丰 → 张*丰, 张三 → 张*; of a longer one the first and the last character stay."""
    marks = list(name.strip())
    if len(marks) < 2:
        return "*"
    last = marks[-1] if len(marks) > 2 else ""
    return marks[0] + "*" * max(1, len(marks) - 2) + last
