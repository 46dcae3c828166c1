"""What a person at a terminal sees: problems as lines, progress as one line that moves."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

from .model.problem import Problem


def parse_today(text: str | None) -> date:
    """`--today` as a date; the clock is asked here and nowhere else. Raises ValueError.

    Without one, SOURCE_DATE_EPOCH says the day, as it does for MkDocs itself.
    """
    if text:
        return date.fromisoformat(text)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdigit() else date.today()


def format_problems(problems: Iterable[Problem], style: str = "text") -> str:
    """Problems as text, as JSON, or as annotations for GitHub."""
    if style == "json":
        rows = [
            {
                "path": p.mark.path, "line": p.mark.line, "column": p.mark.column,
                "severity": p.severity, "what": p.what, "remedy": p.remedy,
            }
            for p in problems
        ]  # fmt: skip
        return json.dumps(rows, ensure_ascii=False, indent=1)
    return "\n".join(_github(p) if style == "github" else str(p) for p in problems)


def _github(p: Problem) -> str:
    message = f"{p.what} {p.remedy}".strip().replace("%", "%25").replace("\n", "%0A")
    path = p.mark.path.replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
    return f"::{p.severity} file={path},line={p.mark.line},col={p.mark.column}::{message}"


def summary(problems: Sequence[Problem]) -> str:
    """有 2 处错误，1 处提醒."""
    errors = sum(p.is_error for p in problems)
    hints = len(problems) - errors
    if not problems:
        return "没有发现问题"
    return "，".join(
        [f"有 {errors} 处错误"] * bool(errors)
        + [f"{'' if errors else '有 '}{hints} 处提醒"] * bool(hints)
    )


class Progress:
    """A Tick that paints one line on a terminal, and nothing anywhere else."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._started: dict[str, float] = {}

    def __call__(
        self, what: str, done: int, total: int, pixels: int = 0, of_pixels: int = 0
    ) -> None:
        """`done` of `total`; where pixels are known they say how much of the work that is."""
        if not self._shown:
            return
        if not done:
            self._started[what] = time.monotonic()
            return
        passed = time.monotonic() - self._started[what]
        share = pixels / of_pixels if of_pixels else done / total
        speed = f" {pixels / 1e6 / passed:.0f} 百万像素/秒" if pixels and passed else ""
        left = passed / share * (1 - share) if share else 0
        bar = "█" * int(20 * share)
        end = "\n" if done == total else ""
        line = f"{what} {bar:<20} {share:.0%} {done}/{total}{speed} 还要 {left:.0f} 秒"
        sys.stderr.write(f"\r{line:<78}{end}")
        sys.stderr.flush()
