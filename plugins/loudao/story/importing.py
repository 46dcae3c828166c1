"""A table merged into the manifest that it was exported from, or into any."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..kinds.kind import Kinds
from ..manifest.roll.applied import apply_lists, expected
from ..manifest.roll.beside import find_files
from ..manifest.roll.given import Saved, given_lists
from ..manifest.roll.merge import merge
from ..manifest.roll.merged import Merged
from ..manifest.tables import MEND
from ..model.problem import Mark, Problem, any_error
from ..model.sheet import Sheet
from ..model.site import Site
from ..plan.binding import load_whole_ledger, retire_bound
from ..plan.plan import Plan, make_plan
from ..plan.sheets import read_sheet
from ..pool import Workshop
from ..store import write_bytes
from .lists import Manifest


@dataclass(frozen=True)
class ImportOptions:
    """What an import may do beyond adding rows and changing fields."""

    remove: bool = False
    """Take out what the table does not have any more."""
    retire: bool = False
    """And the codes that were printed of it."""
    overwrite: bool = False
    """Let a table that was made by hand change what is written."""
    dry_run: bool = False


@dataclass(frozen=True)
class Imported:
    """What an import did, or would do."""

    lines: tuple[str, ...] = ()
    """A change each, in words."""
    problems: tuple[Problem, ...] = ()
    """With an error nothing was written."""
    codes: tuple[str, ...] = ()
    """Those that were retired."""


def import_lists(
    site: Site, kinds: Kinds, manifest: Manifest, saved: Saved, shown: str,
    options: ImportOptions, today: date, workshop: Workshop,
) -> Imported:  # fmt: skip
    """Merges a table into the manifest: all of it, or with an error nothing. Raises StoreFull."""
    merged, problems = _merge(manifest, saved, shown, options)
    if any_error(problems) or all(one.is_empty for one in merged):
        return Imported((), tuple(problems))
    after, faults = apply_lists(manifest.text, manifest.root, merged, manifest.shown)
    if after is None:
        return Imported((), (*problems, *faults))
    below = manifest.path.relative_to(site.galleries.resolve()).as_posix()
    sheet, faults = read_sheet(after.text, manifest.shown, kinds, below)
    problems += [p for p in _at_their_cells(faults, merged) if p.is_error]
    lines = tuple(line for one in merged for line in _told(one))
    if sheet is None:
        return Imported((), tuple(problems))
    gone = _identities(manifest.sheet) - _identities(sheet)
    plan, printed = _printed(site, gone, today, workshop)
    if printed and not options.retire:
        problems += _unretired(manifest, merged, printed)
    elif plan and printed:
        problems += load_whole_ledger(site)[1]
    if any_error(problems) or options.dry_run:
        return Imported(lines, tuple(problems))
    if manifest.path.read_bytes() != manifest.text.raw:
        what = "刚刚又改过，没有导入"
        return Imported((), (*problems, Problem(Mark(manifest.shown), what, "存好，再导入一次")))
    write_bytes(manifest.path, after.raw)
    codes, faults = _retire(site, plan, printed, today)
    return Imported(lines, (*problems, *faults), tuple(codes))


def _merge(
    manifest: Manifest, saved: Saved, shown: str, options: ImportOptions
) -> tuple[list[Merged], list[Problem]]:
    lists, problems = given_lists(saved, manifest.lists, shown)
    names = [path.name for path in sorted(manifest.path.parent.iterdir()) if path.is_file()]
    merged = []
    for given in lists:
        if problem := manifest.elsewhere(given.items):
            problems.append(problem)
            continue
        found, faults = find_files(given, names)
        one = merge(found, options.remove, options.overwrite)
        one.keep_names()
        merged.append(one)
        problems += [*faults, *one.problems]
    taken = {mark for one in merged for mark in _cells_taken(one)}
    return merged, [
        replace(p, severity="error") if p.remedy == MEND and p.mark in taken else p
        for p in problems
    ]


def _cells_taken(merged: Merged) -> Iterator[Mark]:
    yield from (change.given.mark_of(change.column.key) for change in merged.changes)
    for added in merged.added:
        yield from (added.given.mark_of(key) for key in added.given.filled)


def _at_their_cells(problems: Sequence[Problem], merged: Sequence[Merged]) -> Iterator[Problem]:
    """Faults of a manifest that is not written yet, where staff see them: in the table."""
    by_key = {one.items.roll.key: [want.given for want in expected(one)] for one in merged}
    for problem in problems:
        rows = by_key.get(str(problem.loc[0]), []) if problem.loc else []
        index = problem.loc[1] if len(problem.loc) > 1 else None
        given = rows[index] if isinstance(index, int) and index < len(rows) else None
        key = str(problem.loc[2]) if len(problem.loc) > 2 else str(problem.loc[0])
        yield replace(problem, mark=given.mark_of(key)) if given else problem


def _identities(sheet: Sheet) -> set[str]:
    return {sheet.work_identity(work) for work in sheet.fields.written_works}


def _printed(
    site: Site, gone: Collection[str], today: date, workshop: Workshop
) -> tuple[Plan | None, dict[str, str]]:
    """The codes of what is to go that were handed out, by what they stand for."""
    if not gone:
        return None, {}
    plan = make_plan(site, today, workshop)
    known = {i: plan.codes.characters(i) for i in gone if i in plan.codes.by_identity}
    return plan, {i: code for i, code in known.items() if plan.codes.is_bound(i)}


def _unretired(
    manifest: Manifest, merged: Sequence[Merged], printed: dict[str, str]
) -> Iterator[Problem]:
    codes = {identity.rpartition("/")[2]: code for identity, code in printed.items()}
    for one, item in ((of, item) for of in merged for item in of.removed):
        if item.id in codes:
            what = f"“{one.items.called(item.cells)}”的短码 {codes[item.id]} 已经印出去了，没有删"
            remedy = "要删就加 --retire，短码一起停用；要留就把这一行放回表格里"
            yield Problem(item.mark, what, remedy)


def _retire(
    site: Site, plan: Plan | None, printed: Collection[str], today: date
) -> tuple[list[str], list[Problem]]:
    if plan is None or not printed:
        return [], []
    return retire_bound(site, plan.codes, set(printed), today, "", anonymous=False)


def _told(merged: Merged) -> Iterator[str]:
    """Each change in words; of several lines the first."""
    called = merged.items.called
    for change in merged.changes:
        old = change.item.cells.get(change.column.key, "")
        name, label = called(change.item.cells), change.column.label
        if change.column.key == merged.items.roll.id_key:
            yield f"改 {name}：写上编号“{change.new}”，印出去的短码还是它的"
        else:
            yield f"改 {name}：{label} {_short(old)} → {_short(change.new)}"
    for added in merged.added:
        yield f"加 {called(added.given.cells)}"
    for item in merged.removed:
        yield f"删 {called(item.cells)}"


def _short(text: str) -> str:
    line = text.split("\n")[0]
    return f"“{line[:20]}{'……' if line[20:] or line != text else ''}”" if text else "（空）"
