"""The site: plan, make, hand over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..feeds.calendars import render_calendars
from ..feeds.news import render_news
from ..model.problem import Problem, any_error, sort_problems
from ..model.site import Site
from ..photos.derive import ROOM as MEDIA
from ..photos.derive import Wanted, derive_photos, load_looks
from ..photos.plan import Picture
from ..plan.codes import address_problems
from ..plan.file import File
from ..plan.made import Made
from ..plan.plan import Plan, make_plan, with_prints, without_photos
from ..plan.prints import Print
from ..pool import Workshop
from ..press.cards import make_cards
from ..press.jobs import ROOM as PRINTS
from ..press.make import SetSheet, open_press, plan_sheets, set_sheets
from ..press.outlet import render_prints
from ..press.troubles import print_problems
from ..store import Store
from ..web.brush import make_brushes
from ..web.outlet import render_media, render_site

Outlet = Callable[[Plan, Made], Iterator[File]]
"""Where a plan goes: pages, pictures, prints, calendars, news."""

OUTLETS: tuple[Outlet, ...] = (
    render_site, render_media, render_prints, render_calendars, render_news,
)  # fmt: skip


@dataclass(frozen=True)
class Built:
    """A site ready to be handed over; without files where errors stopped it."""

    plan: Plan
    made: Made = Made()
    files: tuple[File, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def has_errors(self) -> bool:
        return any_error(self.problems)


def build(site: Site, today: date, workshop: Workshop) -> Built:
    """Makes the whole site as of `today`. Raises StoreFull where the disk takes no more."""
    plan = make_plan(site, today, workshop)
    going = site.settings.keep_going and plan.codes.sound
    if plan.has_errors and not going:
        return Built(plan, problems=plan.problems)
    plan, made, problems = make_site(plan, workshop)
    problems = [*plan.problems, *problems, *address_problems(site)]
    if any_error(problems) and not site.settings.keep_going:
        return Built(plan, problems=sort_problems(problems))
    files = tuple(file for outlet in OUTLETS for file in outlet(plan, made))
    return Built(plan, made, files, sort_problems(problems))


def make_site(plan: Plan, workshop: Workshop) -> tuple[Plan, Made, list[Problem]]:
    """Every picture and every PDF of the site; what could not be made becomes a problem."""
    store = workshop.store
    press, templates = open_press(plan, store)
    planned = with_prints(plan)
    sheets = plan_sheets(_offered(planned), planned, press, templates, store, _is_sample(planned))
    root, most = plan.site.root, plan.recipe.max_pixels
    derived = derive_photos(_wanted(planned, sheets), root, workshop, most)
    written = derived.written
    plan = without_photos(planned, derived.failures)
    if plan.prints is not planned.prints:  # pictures of other sizes
        sheets = plan_sheets(_offered(plan), plan, press, templates, store, _is_sample(plan))
        written += derive_photos(_wanted(plan, sheets), root, workshop, most).written
    run = set_sheets(sheets, {}, press, workshop)
    looks = load_looks(plan.pictures.works.values(), store)
    brushes = make_brushes(plan, store)
    cards = make_cards(plan, press, workshop)
    media = _media(plan, store, cards) | {brush.uri: brush.path for brush in brushes.values()}
    made = Made(run.printed, media, looks, written, run.written, cards, brushes)
    return plan, made, print_problems(plan, run, asked_for=False)


def _is_sample(plan: Plan) -> Callable[[Print], bool]:
    """A site binds no code: what it offers is none to hang before its codes are in the ledger."""
    return lambda planned: not planned.is_bound(plan.codes)


def _offered(plan: Plan) -> list[Print]:
    return [p for p in plan.prints if p.is_offered]


def _wanted(plan: Plan, sheets: list[SetSheet]) -> Iterator[Wanted]:
    """Every picture, with the pixels that sheets need which are not set yet."""
    yield from (Wanted(each, near=each.near) for each in plan.pictures.all)
    for sheet in sheets:
        if not sheet.stands:
            yield from sheet.wanted


def _media(plan: Plan, store: Store, cards: Mapping[str, Picture]) -> dict[str, Path]:
    sounds = {sound.uri: sound.path for sound in plan.recordings.published}
    rooms = ((MEDIA, plan.pictures_of_site), (PRINTS, cards.values()))
    return sounds | {
        file.uri: store.path(room, file.name)
        for room, pictures in rooms
        for picture in pictures
        for file in (*picture.derivatives, *picture.tiles)
    }
