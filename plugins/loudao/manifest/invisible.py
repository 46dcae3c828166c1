"""Invisible characters in a manifest: read as what they look like, and named where they stood in
the way of YAML."""

from __future__ import annotations

import re

from ..model.invisible import ANY_INVISIBLE, AS_SPACE, LINE_ENDS, NOTHING, SPACES
from ..model.problem import Mark, Problem, warning

_LINE_END = re.compile(f"[{LINE_ENDS}]")
_NO_WIDTH = re.compile(f"[{NOTHING}]")
_ANY = f"{SPACES}{NOTHING}{LINE_ENDS}"
_STRUCTURE = re.compile(rf"(?P<indent>[ \t\-{_ANY}]*)(?P<key>[^\W\d][\w-]*[ {_ANY}]*:[ {_ANY}]*)?")
"""The dashes of a list and the key of a line: what YAML looks at."""


def see(text: str, shown: str, first_line: int) -> tuple[str, list[Problem]]:
    """`text` of the same length without what YAML takes amiss, and a line for each that mattered.

    Values stay as they are, and are cleaned later.
    """
    if not ANY_INVISIBLE.search(text):
        return text, []
    problems: list[Problem] = []
    lines = []
    for number, line in enumerate(text.split("\n"), first_line):
        seen, found = _see_line(line, Mark(shown, number))
        problems += found
        lines.append(seen)
    return "\n".join(lines), problems


def _see_line(line: str, mark: Mark) -> tuple[str, list[Problem]]:
    if not ANY_INVISIBLE.search(line):
        return line, []
    match = _STRUCTURE.match(line)
    assert match
    head = match[0] if match["key"] or "-" in match["indent"] else ""
    indent = len(match["indent"]) if head else 0
    found = [
        _named(character, Mark(mark.path, mark.line, column + 1), column < indent)
        for column, character in enumerate(head)
        if ANY_INVISIBLE.match(character)
    ]
    plain = _NO_WIDTH.sub(" ", AS_SPACE.sub(" ", head[indent:]))
    return AS_SPACE.sub(" ", head[:indent]) + plain + _LINE_END.sub(" ", line[len(head) :]), found


def _named(character: str, mark: Mark, before_key: bool) -> Problem:
    name = f"U+{ord(character):04X}"
    if before_key and _NO_WIDTH.match(character):
        return Problem(mark, f"有看不见的字符（{name}）", "光标放在它后面，按一下退格")
    what = f"有看不见的空格（{name}），当普通空格读了"
    return warning(mark, what, "删掉它，重新打一个空格")
