"""A work, a photo or a person taken down: from manifests, codes, the store and printed files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..compose.images import photo_uri
from ..manifest.document import parse_mapping, split_page
from ..manifest.entry import with_entry
from ..manifest.nodes import Mapping as Node
from ..manifest.nodes import find
from ..manifest.text import Text, decode
from ..model.days import describe_day
from ..model.problem import Problem
from ..model.site import Site
from ..photos.names import PHOTO_SUFFIXES
from ..plan.binding import retire_bound
from ..plan.plan import Plan, make_plan
from ..plan.prints import Print
from ..plan.taken import Taken
from ..pool import Workshop
from ..store import write_bytes
from ..walls.record import Record
from .clean import clean_all, clean_unused
from .printing import MERGED, WORK_ORDER
from .publishing import Published, PublishOptions, publish

AWAY = "撤下"
"""Beside mkdocs.yml: where photos of pages go that are shown no more."""

_NOTE = "应本人或家属要求撤下，不再公开。"
"""On the page of the code: neither what it was nor the reason, which may be nobody's business."""


@dataclass(frozen=True)
class TakenDown:
    """What was changed."""

    files: tuple[str, ...] = ()
    """Manifests and pages, as staff know them."""
    codes: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    """Photos of docs/ and where they are now."""
    problems: tuple[Problem, ...] = ()


def take_down(plan: Plan, taken: Taken, reason: str, today: date) -> TakenDown:
    """Writes into manifests that nobody may show the works, takes photos out of docs/ and retires
    the codes. Raises StoreFull."""
    files = [*_withhold(plan, taken, reason, today), *_remove_photos(plan, taken.photos)]
    moved = [_move_away(plan, uri) for uri in taken.photos]
    works = set(taken.works)
    codes, problems = retire_bound(plan.site, plan.codes, works, today, _NOTE, anonymous=True)
    return TakenDown(tuple(files), tuple(codes), tuple(moved), tuple(problems))


def _withhold(plan: Plan, taken: Taken, reason: str, today: date) -> Iterator[str]:
    said = " ".join(reason.split()).replace("'", "''")
    consent = f"{{given: no, on: {today}, reason: '{said}'}}"
    for sheet, index in taken.works.values():
        path = plan.site.root / sheet.marks.path
        text, root = _read(path, sheet.marks.path)
        work = root and find(root, ("works", index))
        if text and isinstance(work, Node):
            write_bytes(path, with_entry(text, work, "consent", consent))
    yield from dict.fromkeys(sheet.marks.path for sheet, _ in taken.works.values())


def _read(path: Path, shown: str) -> tuple[Text | None, Node | None]:
    text, _ = decode(path.read_bytes(), shown)
    if text is None:
        return None, None
    if shown.endswith(".md"):
        return text, split_page(text.text, shown)[0].front
    return text, parse_mapping(text.text, shown)[0]


_PICTURE = re.compile(
    r"!\[[^\]\n]*\]\(\s*<?([^)\s>]+)>?[^)\n]*\)(?:\{[^}\n]*\})?"
    r"|<img\b[^>]*\bsrc=[\"']?([^\"'\s>]+)[^>]*>"
)


def _remove_photos(plan: Plan, photos: Collection[str]) -> Iterator[str]:
    """Pages without the pictures that are `photos` of docs/."""
    for uri in plan.tree.pages if photos else ():
        shown = f"{plan.tree.docs}/{uri}"
        path = plan.site.root / shown
        before = data = path.read_bytes()
        text, _ = decode(data, shown)
        found = [*_PICTURE.finditer(text.text)] if text else []
        for picture in reversed(found):  # from the end, so that those before stay where they are
            text, _ = decode(data, shown)
            if text and photo_uri(picture[1] or picture[2], uri) in photos:
                data = text.replace(*picture.span(), "")
        if data != before:
            write_bytes(path, data)
            yield shown


def _move_away(plan: Plan, uri: str) -> str:
    source = plan.site.root / plan.tree.docs / uri
    there = plan.site.root / AWAY / uri
    write_bytes(there, source.read_bytes())
    source.unlink()
    return f"{AWAY}/{uri}"


def hanging(record: Record | None, showing: Iterable[Print]) -> list[str]:
    """Where paper hangs that shows it, in words."""
    shown = {p.key: p for p in showing}
    # what waits to be hung is to be fetched as well, and what it was to replace
    return [
        f"{shown[i.key].where}：{shown[i.key].described}，{describe_day(i.on)}印的 {i.copies} 份"
        for key in shown
        for i in (record.out(key) if record else ())
    ]


def printed_files(showing: Iterable[Print], out: Path) -> list[Path]:
    """The files in `out`, where PDFs for the printer are, that may show it."""
    names = {_without_size(planned) for planned in showing}
    if not names or not out.is_dir():
        return []
    return sorted(
        path
        for path in out.glob("*.pdf")
        if path.stem in (MERGED, WORK_ORDER) or any(name in path.stem for name in names)
    )


def kept_evidence(site: Site) -> list[str]:
    """How many photos of walls are kept as evidence, by folder: they may show what hung beside."""
    photos = (p for p in site.evidence.rglob("*") if p.name.lower().endswith(PHOTO_SUFFIXES))
    counts = Counter(site.shown(path.parent) for path in photos)
    return [f"{folder} 里 {count} 张照片" for folder, count in sorted(counts.items())]


def _without_size(planned: Print) -> str:
    """春-海报: of every size, large print too."""
    return planned.name[: planned.name.rindex(f"-{planned.composed.size}")]


@dataclass(frozen=True)
class Renewed:
    """What is left when the site was made again."""

    plan: Plan
    published: tuple[Published, ...]


def renew(site: Site, today: date, workshop: Workshop, folder: Path | None) -> Renewed:
    """Drops everything that the site does not need any more, and brings `folder`, which was just
    built, to every place where it is published; None where it was not whole. Raises StoreFull."""
    plan = make_plan(site, today, workshop)
    if plan.has_errors:  # what is needed is not known
        clean_all(workshop.store)
    else:
        clean_unused(plan, workshop.store)
    options = PublishOptions(at_once=True)
    return Renewed(plan, tuple(
        publish(site, name, today, workshop, lambda: folder, options)
        for name in site.settings.publish
    ) if folder else ())  # fmt: skip
