"""The site's ledger settled with what hangs today, and what is new recorded in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ..codes.codes import Codes
from ..codes.identity import list_targets
from ..codes.ledger import (
    Ledger,
    assign_codes,
    check_ledger,
    load_ledger,
    parse_ledger,
    write_ledger,
)
from ..kinds.kind import Kinds
from ..model.community import Community
from ..model.problem import Mark, Marks, Problem, warning
from ..model.site import Site
from ..model.target import Target
from ..store import StoreFull
from .sheets import LEDGER
from .tree import Read, Tree


def plan_targets(community: Community, kinds: Kinds) -> dict[str, Target]:
    """Everything that has a code, by identity: with the parts of each sheet's page."""
    targets = list_targets(community)
    for sheet in community.sheets:
        page = kinds[sheet.kind].page
        for part in page.parts(sheet, community) if page else ():
            targets.setdefault(part.identity, part)
    return targets


def ledger_path(site: Site) -> Path:
    return site.galleries / LEDGER


def settle_codes(
    site: Site, tree: Tree, targets: Mapping[str, Target], certain: bool
) -> tuple[Codes, list[Problem]]:
    """A code for everything, whether the ledger has it or not.

    New codes are errors in a frozen build; lost targets are, where `certain` is true.
    """
    shown = f"{tree.galleries}/{LEDGER}"
    found, problems = _ledger(tree.texts.get(shown), shown)
    if found is not None and certain:
        problems += check_ledger(found, targets)
    ledger, new = assign_codes(found or Ledger(), targets)
    if found is not None and site.settings.frozen:
        remedy = "先运行一次 loudao build，再提交 codes.yml"
        problems += [Problem(Mark(shown), f"“{name}”还没有短码", remedy) for name in new]
    unknown = frozenset(targets) if found is None else frozenset(new)
    return Codes(site.codes_address, ledger, targets, unknown, found is not None), problems


def _ledger(read: Read | None, shown: str) -> tuple[Ledger | None, list[Problem]]:
    """None yet is an empty one, a damaged one is None."""
    if read is None:
        return Ledger(marks=Marks(shown)), []
    if read.text is None:
        return None, list(read.problems)
    ledger, problems = parse_ledger(read.text, shown)
    return ledger, [*read.problems, *problems]


def record_codes(site: Site, codes: Codes) -> tuple[Codes, list[Problem]]:
    """The codes as the ledger has them now; the same where it could not be written."""
    path = ledger_path(site)
    try:
        # read again: somebody may have moved or retired a code while photos were made
        current, _ = load_ledger(path, site.shown(path))
        ledger, _ = assign_codes(current or codes.ledger, codes.targets)
        write_ledger(ledger, path)
    except StoreFull as full:
        what = f"写不进短码台账，{len(codes.new)} 个新短码没有记下"
        return codes, [warning(Mark(site.shown(path)), what, full.problem.remedy)]
    return replace(codes, ledger=ledger, new=frozenset()), []


def address_problems(site: Site, severe: bool = False) -> list[Problem]:
    """Codes need an address before they can be printed."""
    if site.codes_address:
        return []
    what = "没有 site_url，短码没有网址，海报印不出来"
    remedy = "在 mkdocs.yml 里写上 site_url: https://你们的网址/"
    return [Problem(Mark("mkdocs.yml"), what, remedy, "error" if severe else "warning")]
