"""Every photo of a community looked at once, and what will be made of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from ..model.community import Community
from ..model.problem import Mark, Problem, warning
from ..model.settings import Settings
from ..photos.pictures import Pictures, photo_problem
from ..photos.plan import Picture, plan_picture
from ..photos.probe import Probe, probe_photos
from ..photos.recipe import ImageFormat, Recipe
from ..photos.troubles import BadPhoto
from ..pool import Workshop
from .photo_files import find_photo
from .tree import Tree


def plan_pictures(
    community: Community, tree: Tree, recipe: Recipe, workshop: Workshop
) -> tuple[Pictures, list[Problem]]:
    """What will be made of every photo, and those that cannot be opened."""
    works = _works(community, tree)
    pages = {uri: (name := f"{tree.docs}/{uri}", Mark(name)) for uri in tree.page_photos}
    wanted = [*works.values(), *pages.values()]
    times = {name: tree.files[name] for name, _ in wanted}
    probes = probe_photos(times, tree.root, workshop, recipe.max_pixels)
    near = {
        works[identity][0]
        for sheet in community.sheets
        if sheet.fields.is_near
        for work in sheet.fields.all_works
        if (identity := sheet.work_identity(work)) in works
    }
    found = {
        name: plan_picture(probe, recipe, name in near) if isinstance(probe, Probe) else probe
        for name, probe in probes.items()
    }
    marks = dict(reversed(wanted))
    problems = [
        photo_problem(mark, name, str(picture))
        for name, mark in wanted
        if isinstance(picture := found[name], BadPhoto)
    ]
    problems += [
        _first_only(mark, probe)
        for name, mark in marks.items()
        if isinstance(probe := probes[name], Probe) and probe.frames > 1
    ]
    return Pictures(_planned(works, found), _planned(pages, found), marks), problems


def _works(community: Community, tree: Tree) -> dict[str, tuple[str, Mark]]:
    """The file of each work that is a photo, by the work's identity."""
    return {
        sheet.work_identity(work): (name, mark)
        for sheet in community.sheets
        for mark, work in sheet.photos()
        if (name := find_photo(tree, sheet.folder or PurePosixPath(), work.photo or ""))
    }


def _planned(
    asked: Mapping[str, tuple[str, Mark]], found: Mapping[str, Picture | BadPhoto]
) -> dict[str, Picture]:
    return {
        identity: picture
        for identity, (name, _) in asked.items()
        if isinstance(picture := found[name], Picture)
    }


def _first_only(mark: Mark, probe: Probe) -> Problem:
    name = probe.path.rpartition("/")[2]
    remedy = "要用别的画面，就把它另存成一张照片"
    return warning(mark, f"照片“{name}”里有 {probe.frames} 个画面，只用第一个", remedy)


def make_recipe(settings: Settings) -> Recipe:
    """The recipe that a site's settings ask for."""
    chosen: tuple[ImageFormat, ...] = ("avif", "webp")
    formats = tuple(name for name in chosen if name in settings.photo_formats)
    return Recipe(formats, settings.photo_exact, max_pixels=settings.photo_megapixels * 1_000_000)
