"""The site's ledger settled with what hangs today, and what is new recorded in it."""

from __future__ import annotations

from collections.abc import Mapping

from ..manifest.site import Site
from ..model.problem import Mark, Problem, warning
from ..store import StoreFull
from .identity import Target
from .ledger import Ledger, assign_codes, check_ledger, load_ledger, write_ledger


def settle_codes(
    site: Site, targets: Mapping[str, Target], certain: bool
) -> tuple[Ledger | None, frozenset[str], list[Problem]]:
    """The ledger with a code for everything; None where the file is damaged.

    New codes are errors in a frozen build; lost targets are, where `certain` is true.
    """
    path = site.galleries / "codes.yml"
    ledger, problems = load_ledger(path, site.shown(path))
    if ledger is None:
        return None, frozenset(targets), problems
    if certain:
        problems += check_ledger(ledger, targets)
    ledger, new = assign_codes(ledger, targets)
    if site.settings.frozen:
        remedy = "先运行一次 loudao build，再提交 codes.yml"
        problems += [
            Problem(Mark(site.shown(path)), f"“{identity}”还没有短码", remedy) for identity in new
        ]
    return ledger, frozenset(new), problems


def record_codes(
    site: Site, settled: Ledger, targets: Mapping[str, Target], count: int
) -> tuple[Ledger | None, list[Problem]]:
    """The ledger as it is written now; None where it could not be, and `count` codes are not."""
    path = site.galleries / "codes.yml"
    try:
        # read again: somebody may have moved or retired a code while photos were made
        current, _ = load_ledger(path, site.shown(path))
        ledger, _ = assign_codes(current or settled, targets)
        write_ledger(ledger, path)
    except StoreFull as full:
        what = f"写不进短码台账，{count} 个新短码没有记下"
        return None, [warning(Mark(site.shown(path)), what, full.problem.remedy)]
    return ledger, []
