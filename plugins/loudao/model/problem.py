"""Faults found in what staff wrote, each with its place and the way out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]
Loc = tuple[str | int, ...]
"""The way to a value in a manifest: keys, and indices from 0."""


@dataclass(frozen=True, order=True, slots=True)
class Mark:
    """A point in a file; `line` and `column` count from 1, `path` is shown as staff know it."""

    path: str
    line: int = 1
    column: int = 1


def mark_in(path: str, text: str, at: int, first_line: int = 1) -> Mark:
    """The mark of the character at `at` of `text`, which begins on `first_line` of the file."""
    return Mark(path, first_line + text.count("\n", 0, at), at - text.rfind("\n", 0, at))


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it is, what is wrong, what to do about it.

    `loc` is the value that it is about, as far as the finder knew: forms show the fault
    beside it. It is no part of what a fault is, so two finders of one fault tell it once.
    """

    mark: Mark
    what: str
    remedy: str = ""
    severity: Severity = "error"
    loc: Loc = field(default=(), compare=False)

    def __str__(self) -> str:
        where = f"{self.mark.path}:{self.mark.line}:{self.mark.column}"
        label = "提醒：" if self.severity == "warning" else ""
        stop = "" if not self.remedy or self.what.endswith("？") else "。"
        return f"{where}: {label}{self.what}{stop}{self.remedy}"

    @property
    def is_error(self) -> bool:
        return self.severity == "error"


def warning(mark: Mark, what: str, remedy: str = "", loc: Loc = ()) -> Problem:
    return Problem(mark, what, remedy, "warning", loc)


def any_error(problems: Iterable[Problem]) -> bool:
    return any(problem.is_error for problem in problems)


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """In reading order, each once; of equal ones the first that knows its `loc`."""
    once: dict[Problem, Problem] = {}
    for problem in problems:
        if not once.setdefault(problem, problem).loc:
            once[problem] = problem
    return tuple(sorted(once.values(), key=lambda p: (p.mark, p.severity, p.what)))


@dataclass(frozen=True, slots=True)
class Marks:
    """Where each value of one document stands, by its path of keys and indices."""

    path: str
    points: Mapping[Loc, tuple[int, int]] = field(default_factory=dict)

    def at(self, *loc: str | int) -> Mark:
        """The mark of `loc`, or of the nearest thing around it that was written down."""
        while (point := self.points.get(loc)) is None and loc:
            loc = loc[:-1]
        return Mark(self.path, *(point or (1, 1)))

    def problem(self, loc: Loc, what: str, remedy: str = "") -> Problem:
        """A fault of the value at `loc`."""
        return Problem(self.at(*loc), what, remedy, loc=loc)

    def warning(self, loc: Loc, what: str, remedy: str = "") -> Problem:
        """A warning about the value at `loc`."""
        return warning(self.at(*loc), what, remedy, loc)


def marks_at(mark: Mark) -> Marks:
    """Those of a text that stands at `mark`, and has no keys."""
    return Marks(mark.path, {(): (mark.line, mark.column)})
