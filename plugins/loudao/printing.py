"""The story of the press: plan → photos → set → what could not be set."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from .codes.qr import code_address
from .load import Loaded, Tick, address_problems, load, record_new_codes, silent
from .manifest.site import Site
from .model.problem import Mark, Problem, any_error, sort_problems
from .photos.derive import derive_prints
from .press.brief import Brief
from .press.make import Printed, PrintRun, make_prints
from .press.paper import PROFILES, Profile
from .press.sheets import Printable, plan_printables, select
from .press.typesetter import Typesetter, load_templates, press_digest
from .store import Store


@dataclass(frozen=True)
class PrintOptions:
    """How a run of the press differs from what authors chose."""

    selectors: tuple[str, ...] = ()
    profile: Profile = PROFILES["office"]
    size: str | None = None
    style: str | None = None
    large: bool = False


_AS_WRITTEN = PrintOptions()


def print_sheets(
    site: Site, options: PrintOptions = _AS_WRITTEN, tick: Tick = silent
) -> tuple[tuple[Printed, ...], tuple[Problem, ...]]:
    """The PDFs that the options select, and every problem; none where an error stops them.

    A code goes on paper only when the ledger has it: what cannot be recorded is not printed.
    """
    store = Store(site.cache)
    loaded = load(site, tick)
    problems = [*loaded.problems, *address_problems(site, severe=True)]
    possible = site.settings.keep_going and site.codes_address and loaded.ledger_is_sound
    if any_error(problems) and not possible:
        return (), sort_problems(problems)
    loaded, code_problems = record_new_codes(site, loaded)
    problems += [replace(problem, severity="error") for problem in code_problems]
    planned = select(plan_prints(site, loaded, options, loaded.new_codes), options.selectors)
    run = set_prints(site, loaded, planned, store, tick, previews=False)
    return run.printed, sort_problems([*problems, *print_problems(loaded, run)])


def plan_prints(
    site: Site,
    loaded: Loaded,
    options: PrintOptions = _AS_WRITTEN,
    without: frozenset[str] = frozenset(),
    wanted: Collection[str] | None = None,
) -> list[Printable]:
    """Every PDF of the kinds of paper `wanted` but for those of the identities `without`."""
    if not site.codes_address:
        return []
    codes = loaded.ledger.by_identity()
    brief = Brief(
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
    return plan_printables(brief, wanted)


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
    fonts = site.root / site.settings.fonts_dir
    templates = load_templates(loaded.kinds, loaded.styles)
    digest = press_digest(fonts, templates)
    return make_prints(
        planned,
        store,
        lambda: Typesetter(store.root, fonts, templates, digest),
        lambda photos: derive_prints(
            photos,
            store,
            loaded.recipe.max_pixels,
            site.settings.jobs,
            lambda *count: tick("海报上的照片", *count),
        ),
        digest,
        previews,
        lambda done, total: tick("海报", done, total),
    )


def print_problems(loaded: Loaded, run: PrintRun) -> list[Problem]:
    """What could not be set, at the place where it was written."""
    problems = loaded.photos.problems(run.failed_photos)
    for printable, refusal in run.unset:
        what = f"“{printable.name}”印不出来：{refusal}"
        remedy = (
            "换一个字，或者把有这个字的字体放进 fonts 文件夹"
            if refusal.text
            else "改短或改简单些再试"
        )
        problems.append(Problem(mark_of(loaded, printable, refusal.text), what, remedy))
    return problems


def mark_of(loaded: Loaded, printable: Printable, text: str = "") -> Mark:
    """Where a printable was written; where `text` stands in it, if that is known."""
    for sheet in loaded.community.sheets:
        if sheet.identity == printable.identity:
            return sheet.find_text(text) if text else sheet.mark()
    for batch in loaded.community.batches:
        if batch.identity == printable.identity:
            return batch.mark()
    return loaded.community.places_marks.at()
