"""Titles of galleries in the brush of their paper: a few glyphs of a face in the site's `fonts/`.

A face of brush has 4 MB, a title of four characters in it 5 KB. Without such a face, or where a
title would weigh more than a picture, pages stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from ..model.sheet import Sheet
from ..plan.made import Brush
from ..plan.plan import Plan
from ..store import Stamp, Store, digest_of
from ..styles.faces import files_in
from .shown import shows_works
from .web import Web

ROOM = "brushes"

MOST_BYTES = 30_000
"""Of what one page sends for its title."""

_RECIPE = 1
"""Of how a title is cut out of its face."""

_ASCENT, _DESCENT = "115.1%", "28.6%"
"""Of the 宋体 that stands there until the brush has come: a line keeps its height and its foot."""


def make_brushes(plan: Plan, store: Store) -> Mapping[str, Brush]:
    """The title of each gallery that is set in a brush on paper, by the sheet's identity.

    Raises StoreFull.
    """
    found = {}
    for sheet in plan.community.seen["web"].sheets:
        if not shows_works(sheet):
            continue
        family = plan.styles.title_face(plan.style_of(sheet), sheet.fields.title)
        if family and (brush := _brush(family, sheet.fields.title, plan, store)):
            found[sheet.identity] = brush
    return found


def _brush(family: str, title: str, plan: Plan, store: Store) -> Brush | None:
    """From the store, or cut out now; None of what is too heavy or no face for pages."""
    faces = plan.styles.faces
    marks = "".join(sorted({mark for mark in title if not mark.isspace()}))
    wanted = (faces.digest, family, marks, version("fonttools"), _RECIPE)
    key, journal = digest_of(repr(wanted).encode()), store.journal(ROOM)
    name = f"{key}.woff"
    known = journal.get(key)
    if known is None or (known["stamp"] and not store.intact(ROOM, name, Stamp(*known["stamp"]))):
        known = _cut(family, marks, faces.folders, store, name)
        journal.add(key, known)
    if not known["stamp"]:
        return None
    return Brush(f"assets/loudao/brush-{name}", store.path(ROOM, name), known["adjust"])


def _cut(
    family: str, marks: str, folders: Sequence[Path], store: Store, name: str
) -> dict[str, object]:
    from ..styles.fonts import cut_out  # fontTools: 20 ms where the store has it all

    cut = cut_out(family, files_in(folders), marks)
    if cut is None or len(cut.woff) > MOST_BYTES:
        return {"stamp": None}
    return {"stamp": store.put(ROOM, name, cut.woff), "adjust": cut.adjust}


def brush_css(web: Web, sheet: Sheet, root: str) -> str:
    """The face and the title that is set in it; in large type there is no ornament."""
    brush = web.made.brushes.get(sheet.identity)
    if brush is None:
        return ""
    return (
        f'@font-face{{font-family:ld-brush;src:url("{root}{brush.uri}") format("woff");'
        f"font-weight:900;font-display:swap;size-adjust:{brush.adjust:.2%};"
        f"ascent-override:{_ASCENT};descent-override:{_DESCENT};line-gap-override:0%}}"
        "html:not(.big) .scene h1{font-family:ld-brush,var(--ld-serif)}"
    )
