"""The press as the site's build and `loudao print` both use it: plan, set, say what failed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .codes.qr import code_address
from .load import Loaded
from .manifest.site import Site
from .model.problem import Mark, Problem, warning
from .photos.derive import Wanted, derive_photos
from .pool import Runner, Tick, Workshop, silent
from .press.booklets import MOST_PAGES
from .press.brief import Brief
from .press.make import Press, Printed, PrintRun, make_prints
from .press.paper import PROFILES, Profile
from .press.sheets import Printable, plan_printables
from .press.typesetter import load_templates, press_digest, write_templates
from .store import Store

_GLYPH_REMEDY = "换一个字，或者把有这个字的字体放进 fonts 文件夹"


@dataclass(frozen=True)
class PrintOptions:
    """How a run of the press differs from what authors chose."""

    selectors: tuple[str, ...] = ()
    profile: Profile = PROFILES["office"]
    size: str | None = None
    style: str | None = None
    large: bool = False
    paper: str = "A3"
    """The largest that the office printer takes."""
    copies: int | None = None
    """Of each sheet; None is one for each wall that it hangs on."""
    merge: bool = False
    changed: bool = False
    """Only what differs from what was printed last."""


AS_WRITTEN = PrintOptions()


def plan_prints(
    site: Site,
    loaded: Loaded,
    options: PrintOptions = AS_WRITTEN,
    without: frozenset[str] = frozenset(),
) -> list[Printable]:
    """Every PDF that can be made, but for those of the identities `without`."""
    if not site.codes_address:
        return []
    return plan_printables(make_brief(site, loaded, options, without))


def make_brief(
    site: Site, loaded: Loaded, options: PrintOptions, without: frozenset[str] = frozenset()
) -> Brief:
    codes = loaded.ledger.by_identity()
    return Brief(
        loaded.community,
        loaded.kinds,
        loaded.styles,
        {
            name: code_address(site.codes_address, code)
            for name, code in codes.items()
            if name not in without
        },
        loaded.photos.works,
        loaded.photos.pages,
        loaded.faces,
        options.profile,
        options.size,
        options.style,
        options.large,
    )


def digest_of(site: Site, loaded: Loaded) -> str:
    """Of everything but data and photos that changes the bytes of a PDF."""
    fonts = site.root / site.settings.fonts_dir
    return press_digest(fonts, load_templates(loaded.kinds, loaded.styles))


def set_prints(
    site: Site,
    loaded: Loaded,
    planned: Sequence[Printable],
    store: Store,
    tick: Tick = silent,
    previews: bool = True,
) -> PrintRun:
    """The PDFs of what was planned, from the store where it has them."""
    return make_prints(
        planned,
        store,
        open_press(site, loaded, store),
        lambda photos: derive_photos(
            (Wanted(photo.picture, (photo.image,), web=False) for photo in photos),
            site.root,
            Workshop(store, Runner(site.settings.jobs), tick),
            loaded.recipe.max_pixels,
        ),
        previews,
        site.settings.jobs,
        lambda done, total: tick("海报", done, total),
    )


def open_press(site: Site, loaded: Loaded, store: Store) -> Press:
    """The press with its templates where typesetters look for them."""
    fonts = site.root / site.settings.fonts_dir
    templates = load_templates(loaded.kinds, loaded.styles)
    digest = press_digest(fonts, templates)
    write_templates(store.root, templates, digest)
    return Press(str(store.root), str(fonts), digest)


def print_problems(loaded: Loaded, run: PrintRun) -> list[Problem]:
    """What could not be set, and what takes more sheets than one, where it was written."""
    problems = loaded.photos.problems(run.failed_photos)
    for printable, refusal in run.unset:
        what = f"“{printable.name}”印不出来：{refusal}"
        remedy = _GLYPH_REMEDY if refusal.text else "改短或改简单些再试"
        problems.append(Problem(mark_of(loaded, printable, refusal.text), what, remedy))
    for done in run.printed:
        mark = mark_of(loaded, done.printable)
        problems += [warning(mark, note.what, note.remedy) for note in done.printable.notes]
        problems += _overflow(done, mark)
    return problems


def _overflow(done: Printed, mark: Mark) -> Iterator[Problem]:
    name = done.printable.name
    if done.printable.paper in ("poster", "roster") and done.pages > 1:
        what = f"“{name}”一张排不下，分成了 {done.pages} 张（再小就看不清了）"
        yield warning(mark, what, "几张挨着贴；只想贴一张就改短，或者用大一号的纸")
    if done.printable.paper == "newsletter" and done.pages > MOST_PAGES:
        what = f"“{name}”有 {done.pages} 页，简报最多 {MOST_PAGES} 页"
        yield warning(mark, what, "分成两期，或者少收几篇")


def mark_of(loaded: Loaded, printable: Printable, text: str = "") -> Mark:
    """Where a printable was written; where `text` stands in it, if that is known."""
    for sheet in loaded.community.sheets:
        if sheet.identity == printable.identity:
            return sheet.find_text(text) if text else sheet.mark()
    for batch in loaded.community.batches:
        if batch.identity == printable.identity:
            return batch.mark()
    return loaded.community.places_marks.at()
