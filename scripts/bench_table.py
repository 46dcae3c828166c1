"""What a bench prints: a value a line, and whether it missed its goal."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Table:
    """Lines of what was measured; a line with a goal can miss it."""

    missed: list[str] = field(default_factory=list)

    def line(self, what: str, value: float, goal: float | None = None, least: bool = False) -> None:
        well = goal is None or (value >= goal if least else value <= goal)
        asked = f"{'≥' if least else '≤'} {goal:g}" if goal is not None else ""
        print(f"{what:62} {value:9.3f}  {asked:9} {'' if well else 'MISSED'}".rstrip(), flush=True)
        if not well:
            self.missed.append(what)

    def note(self, text: str) -> None:
        print(text, flush=True)
