"""The whole story: load, check, plan, make, hand over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Protocol

from .checks import check_all
from .codes.identity import Target, list_targets
from .codes.ledger import Ledger, assign_codes
from .codes.qr import code_address
from .codes.settle import record_codes, settle_codes
from .kinds import load_kinds
from .manifest.community import load_community
from .manifest.site import Site
from .model.community import Community
from .model.kind import Kinds
from .model.problem import Mark, Problem, any_error, sort_problems
from .photos.derive import ROOM as MEDIA
from .photos.derive import derive_pictures, derive_prints, load_looks
from .photos.gather import Photos, find_page_photos, make_recipe, plan_photos, plan_pictures
from .photos.look import Look
from .photos.plan import Picture
from .photos.recipe import Recipe
from .press.make import Printed, PrintRun, make_prints
from .press.sheets import Printable, plan_printables, select
from .press.styles import load_styles
from .press.typesetter import Typesetter, press_digest
from .store import Store
from .web.environment import TOKENS_URI, tokens_css
from .web.pages import FinishedPage, Web, render_around, render_codes, render_pages
from .web.site import PrintLink


class Tick(Protocol):
    """Hears what is being done, how much of it is, and how much there is."""

    def __call__(
        self, what: str, done: int, total: int, pixels: int = 0, of_pixels: int = 0
    ) -> None: ...


@dataclass(frozen=True)
class Loaded:
    """What staff wrote, checked."""

    kinds: Kinds
    community: Community
    ledger: Ledger
    targets: Mapping[str, Target]
    new_codes: frozenset[str]
    """Identities that the ledger on disk has no code for."""
    ledger_is_sound: bool
    recipe: Recipe
    photos: Photos
    problems: tuple[Problem, ...]

    @property
    def has_errors(self) -> bool:
        return any_error(self.problems)


@dataclass(frozen=True)
class PageFrame:
    """What goes around a Markdown page that is a sheet."""

    title: str
    before: str
    after: str


@dataclass(frozen=True)
class Built:
    """A site ready to be handed over; without pages where errors stopped it."""

    problems: tuple[Problem, ...] = ()
    pages: tuple[FinishedPage, ...] = ()
    files: Mapping[str, Path | str] = field(default_factory=dict)
    """uri → a file on disk, or text."""
    frames: Mapping[str, PageFrame] = field(default_factory=dict)
    """Pages of docs/ that are sheets, by their path below it."""
    media: Mapping[str, Path] = field(default_factory=dict)
    """Derivatives: uri → the file in the store."""
    page_photos: Mapping[str, Picture] = field(default_factory=dict)
    """Photos of docs/ by their path below it."""
    pictures_written: int = 0
    prints_written: int = 0

    @property
    def has_errors(self) -> bool:
        return any_error(self.problems)


def silent(what: str, done: int, total: int, pixels: int = 0, of_pixels: int = 0) -> None:
    """A Tick for whoever does not want to hear."""


def load(site: Site, tick: Tick = silent) -> Loaded:
    """Reads and checks everything, and looks into every photo; makes nothing."""
    kinds = load_kinds(site.root / site.settings.kinds_dir)
    community, problems = load_community(site, kinds)
    problems += check_all(community, load_styles())
    targets = list_targets(community)
    recipe = make_recipe(site.settings)
    page_photos = [(uri, path, site.shown(path)) for uri, path in find_page_photos(site.docs)]
    photos, photo_problems = plan_photos(
        community,
        page_photos,
        Store(site.cache),
        recipe,
        site.settings.jobs,
        lambda done, total: tick("看照片", done, total),
    )
    problems += photo_problems
    # a mistyped name makes a code look lost: that is no time to move or retire it
    certain = community.complete and not any_error(problems)
    ledger, new_codes, code_problems = settle_codes(site, targets, certain)
    found = sort_problems([*problems, *code_problems])
    settled = ledger or assign_codes(Ledger(), targets)[0]
    return Loaded(
        kinds, community, settled, targets, new_codes, ledger is not None, recipe, photos, found
    )


def build(site: Site, today: date, tick: Tick = silent) -> Built:
    """Makes the whole site as of `today`. Raises StoreFull where the disk takes no more."""
    store = Store(site.cache)
    loaded, pictures_written = _derive(site, load(site, tick), store, tick)
    if loaded.has_errors and not (site.settings.keep_going and loaded.ledger_is_sound):
        return Built(loaded.problems)
    loaded, code_problems = _record_codes(site, loaded)
    prints = _print(site, loaded, store, tick)
    problems = sort_problems(
        [
            *loaded.problems,
            *code_problems,
            *_address_problems(site),
            *_unset_problems(loaded, prints),
        ]
    )
    if any_error(problems) and not site.settings.keep_going:
        return Built(problems)
    previews, previews_written = _previews(site, loaded, prints, store)
    looks = load_looks(loaded.photos.works.values(), store)
    web = _make_web(site, loaded, today, prints, previews, looks)
    pages = {page.uri: page for page in render_pages(web)}
    return Built(
        problems,
        tuple(pages.values()),
        _files(prints) | render_codes(web),
        _frames(web),
        _media(store, [*loaded.photos.all, *previews.values()]),
        loaded.photos.pages,
        pictures_written + previews_written,
        prints.written,
    )


def print_sheets(
    site: Site, selectors: tuple[str, ...], tick: Tick = silent
) -> tuple[tuple[Printed, ...], tuple[Problem, ...]]:
    """The PDFs that the selectors name, and every problem; none where an error stops them.

    A code goes on paper only when the ledger has it: what cannot be recorded is not printed.
    """
    store = Store(site.cache)
    loaded = load(site, tick)
    problems = [*loaded.problems, *_address_problems(site, severe=True)]
    possible = site.settings.keep_going and site.codes_address and loaded.ledger_is_sound
    if any_error(problems) and not possible:
        return (), sort_problems(problems)
    loaded, code_problems = _record_codes(site, loaded)
    problems += [replace(problem, severity="error") for problem in code_problems]
    run = _print(site, loaded, store, tick, selectors, previews=False)
    return run.printed, sort_problems([*problems, *_unset_problems(loaded, run)])


def _record_codes(site: Site, loaded: Loaded) -> tuple[Loaded, list[Problem]]:
    """Writes new codes to the ledger, and what is recorded then.

    A build with errors leaves the ledger alone: what looks new may have been renamed.
    """
    if not (loaded.new_codes and site.records) or loaded.has_errors or site.settings.frozen:
        return loaded, []
    ledger, problems = record_codes(site, loaded.ledger, loaded.targets, len(loaded.new_codes))
    if ledger is None:
        return loaded, problems
    return replace(loaded, ledger=ledger, new_codes=frozenset()), problems


def _address_problems(site: Site, severe: bool = False) -> list[Problem]:
    if site.codes_address:
        return []
    what = "没有 site_url，短码没有网址，海报印不出来"
    remedy = "在 mkdocs.yml 里写上 site_url: https://你们的网址/"
    return [Problem(Mark("mkdocs.yml"), what, remedy, "error" if severe else "warning")]


def _derive(site: Site, loaded: Loaded, store: Store, tick: Tick) -> tuple[Loaded, int]:
    """Every picture into the store, whole; photos that give none become problems."""
    derived = derive_pictures(
        loaded.photos.all,
        store,
        loaded.recipe.max_pixels,
        site.settings.jobs,
        lambda *count: tick("照片", *count),
    )
    problems = sort_problems([*loaded.problems, *loaded.photos.problems(derived.failures)])
    photos = loaded.photos.without(derived.failures)
    return replace(loaded, photos=photos, problems=problems), derived.written


def _print(
    site: Site,
    loaded: Loaded,
    store: Store,
    tick: Tick,
    selectors: tuple[str, ...] = (),
    previews: bool = True,
) -> PrintRun:
    if not site.codes_address:
        return PrintRun()
    # on paper for good: only what the ledger has
    recorded_only = not previews or loaded.has_errors
    planned = plan_prints(site, loaded, loaded.new_codes if recorded_only else frozenset())
    fonts = site.root / site.settings.fonts_dir
    digest = press_digest(fonts, loaded.kinds)
    return make_prints(
        select(planned, selectors),
        store,
        lambda: Typesetter(store.root, fonts, loaded.kinds, digest),
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


def plan_prints(
    site: Site, loaded: Loaded, without: frozenset[str] = frozenset()
) -> list[Printable]:
    """Every PDF that can be made, but for those of the identities `without`."""
    codes = loaded.ledger.by_identity()
    return plan_printables(
        loaded.community,
        loaded.kinds,
        load_styles(),
        {
            name: code_address(site.codes_address, code)
            for name, code in codes.items()
            if name not in without
        },
        loaded.photos.works,
    )


def _unset_problems(loaded: Loaded, prints: PrintRun) -> list[Problem]:
    """What could not be set, at the place where it was written."""
    community = loaded.community
    sheets = {sheet.identity: sheet for sheet in community.sheets}
    problems = loaded.photos.problems(prints.failed_photos)
    for printable, refusal in prints.unset:
        sheet = sheets.get(printable.identity)
        mark = sheet.find_text(refusal.text) if sheet else community.places_marks.at()
        glyph = "换一个字，或者把有这个字的字体放进 fonts 文件夹"
        remedy = glyph if refusal.text else "改短或改简单些再试"
        problems.append(Problem(mark, f"“{printable.name}”印不出来：{refusal}", remedy))
    return problems


def _previews(
    site: Site, loaded: Loaded, prints: PrintRun, store: Store
) -> tuple[dict[str, Picture], int]:
    """Pictures of posters, by the name of the print; made like any photo."""
    recipe, jobs = loaded.recipe, site.settings.jobs
    paths = {p.printable.name: p.preview for p in prints.printed if p.preview}
    found = plan_pictures(paths.values(), store, recipe, jobs)
    pictures = {
        name: picture for name, path in paths.items() if isinstance(picture := found[path], Picture)
    }
    made = derive_pictures(pictures.values(), store, recipe.max_pixels, jobs)
    return pictures, made.written


def _make_web(
    site: Site,
    loaded: Loaded,
    today: date,
    prints: PrintRun,
    previews: Mapping[str, Picture],
    looks: Mapping[str, Look],
) -> Web:
    links: dict[str, list[PrintLink]] = defaultdict(list)
    for done in prints.printed:
        name = done.printable.name
        links[done.printable.identity].append(
            PrintLink(name, f"print/{name}.pdf", previews.get(name))
        )
    return Web(
        site.name or loaded.community.name,
        loaded.community,
        loaded.kinds,
        today,
        loaded.ledger,
        loaded.targets,
        loaded.photos.works,
        links,
        looks,
    )


def _files(prints: PrintRun) -> dict[str, Path | str]:
    files: dict[str, Path | str] = {TOKENS_URI: tokens_css()}
    return files | {f"print/{p.printable.name}.pdf": p.pdf for p in prints.printed}


def _media(store: Store, pictures: Sequence[Picture]) -> dict[str, Path]:
    return {d.uri: store.path(MEDIA, d.name) for p in pictures for d in p.derivatives}


def _frames(web: Web) -> dict[str, PageFrame]:
    return {
        sheet.source_uri: PageFrame(sheet.fields.title, *render_around(web, sheet))
        for sheet in web.community.sheets
        if web.kinds[sheet.kind].source == "page"
    }
