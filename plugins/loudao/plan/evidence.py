"""`evidence/`: what shows afterwards that a sheet hung — what was noted of it, and dated photos."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ..codes.codes import Codes
from ..kinds.kind import Kinds
from ..model.community import Community
from ..model.problem import Mark, Problem, warning
from ..model.sheet import Sheet
from ..model.site import Site
from ..model.terms import Terms
from ..pool import Workshop
from ..walls.evidence import LOG, Noted, load_log
from ..walls.hung import EVERY, Fact, Spell, spells_of
from .evidence_photos import Photo, doubtful_photos, photos_in
from .prints import safe_name

_MOST_TITLE = 30


@dataclass(frozen=True)
class Evidence:
    """All that is kept of one sheet."""

    sheet: Sheet
    terms: Terms
    folder: Path
    noted: tuple[Noted, ...] | None
    """None where the log is damaged: then nothing is known."""
    photos: tuple[Photo, ...] = ()

    @property
    def facts(self) -> Iterator[Fact]:
        """What is known day by day; a photo that tells no version shows the one that was printed
        last."""
        noted = self.noted or ()
        yield from (fact for fact in (line.fact for line in noted) if fact)
        for photo in self.photos:
            if photo.day and photo.noted is None:
                version = EVERY if photo.did == "down" else _version_on(noted, photo.day)
                yield Fact(photo.day, photo.did, version)

    @property
    def spells(self) -> list[Spell]:
        return spells_of(self.facts)


def _version_on(noted: Sequence[Noted], day: date) -> str:
    """What hung then: the version that was printed last by that day, else the first of all."""
    printed = [line for line in noted if line.did == "printed"]
    before = [line for line in printed if line.on <= day]
    return (before[-1] if before else printed[0]).version if printed else ""


def evidence_folder(site: Site, code: str, title: str) -> Path:
    """Where the evidence of a sheet lies, whatever it was called when it was printed."""
    top = site.evidence
    names = sorted(os.listdir(top)) if top.is_dir() else []
    known = (name for name in names if name.partition(" ")[0] == code)
    return top / next(known, f"{code} {safe_name(title)[:_MOST_TITLE]}")


def read_evidence(
    site: Site, community: Community, kinds: Kinds, codes: Codes, workshop: Workshop, pixels: int
) -> tuple[dict[str, Evidence], list[Problem]]:
    """By the identity of each sheet of which some is kept; and what is wrong with it."""
    found: dict[str, Evidence] = {}
    problems: list[Problem] = []
    for sheet in community.sheets if site.evidence.is_dir() else ():
        tell = kinds[sheet.kind].terms
        code = codes.by_identity.get(sheet.identity)
        if tell is None or code is None or not codes.is_bound(sheet.identity):
            continue
        folder = evidence_folder(site, code, sheet.fields.title)
        if not folder.is_dir():
            continue
        noted, faults = load_log(folder / LOG, site.shown(folder / LOG))
        # what is kept is in no way of the site: a fault of it is none of the site's
        problems += (replace(fault, severity="warning") for fault in faults)
        photos, strangers = photos_in(folder, noted or (), site, workshop, pixels, community.today)
        terms = tell(sheet, community)
        found[sheet.identity] = Evidence(sheet, terms, folder, noted, tuple(photos))
        what, remedy = "不是文件，没有当作证据", "把照片复制过来"
        problems += (warning(Mark(site.shown(path)), what, remedy) for path in strangers)
        problems += doubtful_photos(photos, noted or (), site)
    return found, problems
