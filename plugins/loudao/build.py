"""The whole story: load, check, plan, make, hand over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from .load import Loaded, address_problems, load, record_new_codes
from .manifest.site import Site
from .model.problem import Problem, any_error, sort_problems
from .photos.derive import ROOM as MEDIA
from .photos.derive import Wanted, derive_photos, load_looks
from .photos.gather import plan_pictures, site_name
from .photos.look import Look
from .photos.plan import Picture
from .pool import Runner, Tick, Workshop, silent
from .press.make import PrintRun
from .press.sheets import ON_THE_SITE, Printable
from .pressroom import plan_prints, print_problems, set_prints
from .store import Store
from .walking import describe_papers, load_site_record
from .walls.record import Record
from .web.environment import TOKENS_URI, tokens_css
from .web.pages import FinishedPage, Web, render_around, render_codes, render_pages
from .web.site import PrintLink


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


def build(site: Site, today: date, tick: Tick = silent) -> Built:
    """Makes the whole site as of `today`. Raises StoreFull where the disk takes no more."""
    store = Store(site.cache)
    workshop = Workshop(store, Runner(site.settings.jobs), tick)
    loaded, pictures_written = _derive(site, load(site, tick), workshop)
    if loaded.has_errors and not (site.settings.keep_going and loaded.ledger_is_sound):
        return Built(loaded.problems)
    loaded, code_problems = record_new_codes(site, loaded)
    planned = _plan_prints(site, loaded)
    record, record_problems = load_site_record(site)
    papers = describe_papers(loaded.community, planned, record or Record())
    prints = set_prints(site, loaded, [p for p in planned if p.paper in ON_THE_SITE], store, tick)
    problems = sort_problems(
        [
            *loaded.problems,
            *code_problems,
            *record_problems,
            *address_problems(site),
            *print_problems(loaded, prints),
        ]
    )
    if any_error(problems) and not site.settings.keep_going:
        return Built(problems)
    previews, previews_written = _previews(site, loaded, prints, workshop)
    looks = load_looks(loaded.photos.works.values(), store)
    web = _make_web(site, loaded, today, prints, previews, looks, papers)
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


def _derive(site: Site, loaded: Loaded, workshop: Workshop) -> tuple[Loaded, int]:
    """Every picture into the store, whole; photos that give none become problems."""
    wanted = [Wanted(picture) for picture in loaded.photos.all]
    if not loaded.has_errors:  # else nobody knows which prints there will be
        wanted += [
            Wanted(photo.picture, (photo.image,), web=False)
            for printable in _plan_prints(site, loaded)
            if printable.paper in ON_THE_SITE
            for photo in printable.photos
        ]
    derived = derive_photos(wanted, site.root, workshop, loaded.recipe.max_pixels)
    problems = sort_problems([*loaded.problems, *loaded.photos.problems(derived.failures)])
    photos = loaded.photos.without(derived.failures)
    return replace(loaded, photos=photos, problems=problems), derived.written


def _plan_prints(site: Site, loaded: Loaded) -> list[Printable]:
    # on paper for good: only what the ledger has
    without = loaded.new_codes if loaded.has_errors else frozenset[str]()
    return plan_prints(site, loaded, without=without)


def _previews(
    site: Site, loaded: Loaded, prints: PrintRun, workshop: Workshop
) -> tuple[dict[str, Picture], int]:
    """Pictures of posters, by the name of the print; made like any photo."""
    names = {p.printable.name: site_name(p.preview, site.root) for p in prints.printed if p.preview}
    found = plan_pictures(names.values(), site.root, workshop, loaded.recipe)
    pictures = {
        print_: picture
        for print_, name in names.items()
        if isinstance(picture := found[name], Picture)
    }
    wanted = (Wanted(picture) for picture in pictures.values())
    made = derive_photos(wanted, site.root, workshop, loaded.recipe.max_pixels)
    return pictures, made.written


def _make_web(
    site: Site,
    loaded: Loaded,
    today: date,
    prints: PrintRun,
    previews: Mapping[str, Picture],
    looks: Mapping[str, Look],
    papers: Mapping[str, Sequence[str]],
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
        papers,
        {name: style.css for name, style in loaded.styles.items()},
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
