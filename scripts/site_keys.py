"""From a key to a picture: what an editor with live paper would spend on each.

    uv run scripts/site_keys.py SITE [--keys 40]

In one process that has read the community once: another word in a gallery's title is read and
validated, its sheet is checked, its poster planned, and set as an SVG for a screen. Prints the
median milliseconds of CPU of each part and of the whole.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from loudao.compose.brief import Manner
from loudao.compose.sizes import SCREEN
from loudao.manifest.site import load_site
from loudao.photos.derive import derive_photos
from loudao.plan.checks import Ground, check_sheet
from loudao.plan.plan import Plan, make_plan
from loudao.plan.prints import plan_sheet
from loudao.plan.sheets import read_sheet
from loudao.pool import Workshop
from loudao.press.jobs import Press, open_typesetter
from loudao.press.make import open_press, plan_sheets
from loudao.store import Store

PARTS = ("read", "check", "plan", "set")


@contextmanager
def cpu(into: list[float]) -> Iterator[None]:
    started = time.process_time()
    yield
    into.append((time.process_time() - started) * 1000)


class Desk:
    """What an editor holds while somebody types."""

    def __init__(self, plan: Plan, workshop: Workshop) -> None:
        self.plan = replace(plan, manner=Manner(profile=SCREEN))
        self.workshop = workshop
        self.press: Press
        self.press, self.templates = open_press(plan, workshop.store)
        self.spent: dict[str, list[float]] = {part: [] for part in PARTS}

    def press_key(self, text: str, name: str, below: str) -> str:
        """The poster of the manifest `text` as an SVG."""
        plan, store = self.plan, self.workshop.store
        with cpu(self.spent["read"]):
            sheet, problems = read_sheet(text, name, plan.kinds, below)
        assert sheet, problems
        with cpu(self.spent["check"]):
            ground = Ground(plan.community, plan.kinds, plan.styles, plan.tree)
            assert not [p for p in check_sheet(sheet, ground) if p.is_error]
        with cpu(self.spent["plan"]):
            poster = next(plan_sheet(sheet, plan.kinds, plan.brief))
            [lowered] = plan_sheets([poster], plan, self.press, self.templates, store)
        derive_photos(lowered.wanted, plan.site.root, self.workshop)  # there after the first key
        with cpu(self.spent["set"]):
            typesetter = open_typesetter(self.press)
            return typesetter.set_svg(lowered.template, lowered.lowered.data)


def measure(folder: Path, keys: int) -> dict[str, float]:
    """Median milliseconds of each part, and `key` for the whole."""
    site, problems = load_site(folder / "mkdocs.yml")
    assert site, problems
    workshop = Workshop(Store(site.cache))
    plan = make_plan(site, date(2026, 11, 21), workshop)
    desk = Desk(plan, workshop)
    gallery = next(sheet for sheet in plan.community.sheets if sheet.fields.all_works)
    name = gallery.marks.path
    text = plan.tree.texts[name].text or ""
    title = gallery.fields.title
    for number in range(keys):
        typed = text.replace(title, f"{title}{number}", 1)
        assert desk.press_key(typed, name, plan.tree.below_galleries(name)).startswith("<svg")
    # the first keys warm the compiler
    rows = list(zip(*(spent[5:] for spent in desk.spent.values()), strict=True))
    parts = {part: statistics.median(spent[5:]) for part, spent in desk.spent.items()}
    return parts | {"key": statistics.median(map(sum, rows))}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("--keys", type=int, default=40)
    options = parser.parse_args()
    for part, ms in measure(options.site, options.keys).items():
        print(f"{part} {ms:.2f}")


if __name__ == "__main__":
    main()
