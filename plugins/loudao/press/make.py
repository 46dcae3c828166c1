"""Prints into the store: only what is not there yet, or not whole, is set."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..photos.derive import Wanted
from ..photos.plan import Picture
from ..photos.previews import plan_preview
from ..plan.made import Printed
from ..plan.plan import Plan
from ..plan.prints import Print
from ..pool import Workshop
from ..store import Journal, Store
from .jobs import ROOM, Job, Press, is_whole, picture_names, set_all
from .library import load_templates, template_of, templates_digest, write_templates
from .lower import Lowered, content_key, lower
from .typesetter import CannotSet, makers


class SetSheet(NamedTuple):
    """A print as it will be set: its entry in the store, and its picture's."""

    print: Print
    template: str
    lowered: Lowered
    pdf: str
    picture: Picture | None
    stands: bool
    """Whether the store has all of it, whole."""

    @property
    def wanted(self) -> Iterator[Wanted]:
        """The photos that have to be there before it is set."""
        for picture, image in self.lowered.photos:
            yield Wanted(picture, (image,), web=False)


@dataclass(frozen=True)
class PrintRun:
    """What was set, and what could not be and why."""

    printed: tuple[Printed, ...] = ()
    written: int = 0
    """How many PDFs were set; the others were in the store."""
    unset: tuple[tuple[Print, CannotSet], ...] = ()


def open_press(plan: Plan, store: Store) -> tuple[Press, Mapping[str, bytes]]:
    """The press with its templates where typesetters look for them, and the templates."""
    templates = load_templates(plan.kinds, plan.styles)
    faces = plan.styles.faces
    digest = templates_digest(templates, makers(), faces.digest)
    write_templates(store.root, templates, digest)
    return Press(str(store.root), tuple(map(str, faces.folders)), digest), templates


def plan_sheets(
    prints: Sequence[Print],
    plan: Plan,
    press: Press,
    templates: Mapping[str, bytes],
    store: Store,
    is_sample: Callable[[Print], bool] = lambda planned: False,
    previews: bool = True,
) -> list[SetSheet]:
    """What each print is called in the store, and whether it is there.

    One that `is_sample` says 样张.
    """
    journal = store.journal(ROOM)
    sheets = []
    for planned in prints:
        lowered = lower(planned, plan.codes, is_sample(planned))
        template = template_of(plan.kinds[planned.sheet.kind], planned.paper, templates)
        key = content_key(press.digest, template, lowered.data)
        shown = previews and planned.paper.on_site and planned.paper.per_wall
        picture = plan_preview(key, *planned.extent, plan.recipe.formats) if shown else None
        names = [f"{key}.pdf", *picture_names(picture)]
        stands = all(is_whole(name, store, journal) for name in names)
        sheets.append(SetSheet(planned, template, lowered, names[0], picture, stands))
    return sheets


def set_sheets(
    sheets: Sequence[SetSheet], failures: Mapping[str, str], press: Press, workshop: Workshop
) -> PrintRun:
    """Sets what the store lacks; one with a photo in `failures` (by the picture's key) is lost."""
    store = workshop.store
    lost = {s.pdf for s in sheets if any(p.key in failures for p, _ in s.lowered.photos)}
    lacking = {s.pdf: s for s in sheets if not s.stands and s.pdf not in lost}
    jobs = [
        Job(press, s.template, s.lowered.data, s.pdf, s.picture, s.print.composed.weight)
        for s in lacking.values()
    ]
    journal = store.journal(ROOM)
    unset = set_all(jobs, journal, workshop, "海报")
    return PrintRun(
        tuple(
            _printed(sheet, store, journal)
            for sheet in sheets
            if sheet.pdf not in lost and sheet.pdf not in unset
        ),
        len(lacking) - len(unset),
        tuple((lacking[pdf].print, refusal) for pdf, refusal in unset.items()),
    )


def entries_of(sheet: SetSheet) -> list[str]:
    """Every entry of the store that a print has."""
    return [sheet.pdf, *picture_names(sheet.picture)]


def _printed(sheet: SetSheet, store: Store, journal: Journal) -> Printed:
    shown = sheet.picture
    files = {d.uri: store.path(ROOM, d.name) for d in shown.derivatives} if shown else {}
    pages = journal.get(sheet.pdf)[-1]
    return Printed(sheet.print, store.path(ROOM, sheet.pdf), pages, shown, files)
