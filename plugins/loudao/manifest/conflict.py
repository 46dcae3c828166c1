"""What git leaves in a file that two branches changed: both, between marks."""

from __future__ import annotations

import re

from ..model.problem import Problem, mark_in

_START = re.compile(r"^<{7}(?: .*)?$", re.MULTILINE)
_CONFLICT = re.compile(
    r"^<{7}[^\n]*\n(.*?)(?:^\|{7}[^\n]*\n.*?)?^={7}\n(.*?)^>{7}[^\n]*\n?", re.MULTILINE | re.DOTALL
)


def conflict_problem(text: str, shown: str) -> Problem | None:
    """Where the first conflict of `text` is; None where it has none."""
    found = _START.search(text)
    if not found:
        return None
    mark = mark_in(shown, text, found.start())
    return Problem(mark, "两边都改过，git 没有合起来", "运行 loudao codes merge，两边的都留下")


def sides_of(text: str) -> tuple[str, ...]:
    """What each of the two branches had; one where there is no conflict."""
    if not _START.search(text):
        return (text,)
    return _CONFLICT.sub(r"\1", text), _CONFLICT.sub(r"\2", text)
