"""What went wrong while sheets were set, in words, where it was written."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.problem import Mark, Problem, warning
from ..plan.made import Printed
from ..plan.plan import Plan
from .make import PrintRun

_GLYPH_REMEDY = "换一个字，或者把有这个字的字体放进 fonts 文件夹"


def print_problems(plan: Plan, run: PrintRun, asked_for: bool = True) -> list[Problem]:
    """What could not be set, what a sheet leaves out, and what takes more pages than it should.

    Where nobody asked for paper, a character that no face has is no error: the check told it.
    """
    problems = []
    for planned, refusal in run.unset:
        if refusal.text and not asked_for:
            continue
        what = f"“{planned.name}”印不出来：{refusal}"
        remedy = _GLYPH_REMEDY if refusal.text else "改短或改简单些再试"
        problems.append(Problem(plan.mark_of(planned, refusal.text), what, remedy))
    for printed in run.printed:
        mark = plan.mark_of(printed.print)
        notes = printed.print.composed.notes
        problems += [warning(mark, note.what, note.remedy) for note in notes]
        problems += _overflow(printed, mark)
    return problems


def _overflow(printed: Printed, mark: Mark) -> Iterator[Problem]:
    name, paper, pages = printed.print.name, printed.print.paper, printed.pages
    most = paper.most_pages
    if most == 1 and pages > 1:
        what = f"“{name}”一张排不下，分成了 {pages} 张（再小就看不清了）"
        yield warning(mark, what, "几张挨着贴；只想贴一张就改短，或者用大一号的纸")
    elif most is not None and pages > most:
        what = f"“{name}”有 {pages} 页，{paper.label}最多 {most} 页"
        yield warning(mark, what, "分成两期，或者少收几篇")
