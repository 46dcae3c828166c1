"""Every photo of a community looked at once, and what will be made of it."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..manifest.folders import walk
from ..manifest.photo_files import find_photo
from ..model.community import Community
from ..model.problem import Mark, Problem, warning
from ..model.settings import Settings
from ..pool import Workshop
from .formats import BadPhoto, Unreadable
from .plan import Picture, plan_picture
from .probe import FileTime, Probe, file_time, probe_photos
from .recipe import ImageFormat, Recipe

PHOTO_SUFFIXES = (
    ".jpg", ".jpeg", ".jpe", ".jfif", ".mpo", ".png", ".gif", ".webp", ".heic", ".heif",
    ".hif", ".avif", ".tif", ".tiff", ".dng", ".bmp",
)  # fmt: skip
_TEXT_SUFFIXES = (".md", ".yml", ".css", ".js")
_STARTS = (
    b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*", b"BM",
    b"RIFF????WEBP", b"????ftyphei", b"????ftyphev", b"????ftypmif", b"????ftypmsf",
    b"????ftypavi",
)  # fmt: skip
"""How photos begin, `?` for any byte."""

_REMEDY = "换一张能打开的照片（用手机重新导出，或者截图）"


@dataclass(frozen=True)
class Photos:
    """Planned pictures, and where each photo was asked for."""

    works: Mapping[str, Picture]
    """By the identity of the work."""
    pages: Mapping[str, Picture]
    """Photos in docs/, by their path below it."""
    marks: Mapping[str, Mark]
    """Where staff named a photo, for problems that show later; by its path below the site."""

    @property
    def all(self) -> list[Picture]:
        return [*self.works.values(), *self.pages.values()]

    def without(self, failures: Mapping[str, str]) -> Photos:
        """The same without the pictures that could not be made; `failures` are by key."""
        return Photos(
            {name: p for name, p in self.works.items() if p.key not in failures},
            {name: p for name, p in self.pages.items() if p.key not in failures},
            self.marks,
        )

    def problems(self, failures: Mapping[str, str]) -> list[Problem]:
        """One problem for each photo whose picture could not be made."""
        failed = {p.source: failures[p.key] for p in self.all if p.key in failures}
        return [photo_problem(self.marks[name], name, why) for name, why in failed.items()]


def photo_problem(mark: Mark, name: str, why: str) -> Problem:
    return Problem(mark, f"照片“{posixpath.basename(name)}”打不开：{why}", _REMEDY)


def _first_only(mark: Mark, probe: Probe) -> Problem:
    remedy = "要用别的画面，就把它另存成一张照片"
    name = posixpath.basename(probe.path)
    return warning(mark, f"照片“{name}”里有 {probe.frames} 个画面，只用第一个", remedy)


def plan_photos(
    community: Community,
    page_photos: Iterable[tuple[str, Path, str]],
    root: Path,
    workshop: Workshop,
    recipe: Recipe,
) -> tuple[Photos, list[Problem]]:
    """What will be made of every photo, and those that cannot be opened.

    `page_photos` are photos in docs/: path below docs/, path on disk, name in problems.
    """
    works = {
        sheet.work_identity(work): (site_name(path, root), sheet.mark("works", index, "photo"))
        for sheet, index, work in community.works()
        if work.photo and (path := find_photo(sheet.folder, work.photo))
    }
    pages = {uri: (site_name(path, root), Mark(shown)) for uri, path, shown in page_photos}
    wanted = [*works.values(), *pages.values()]
    found = plan_pictures((name for name, _ in wanted), root, workshop, recipe)
    marks = dict(reversed(wanted))
    problems = [
        photo_problem(mark, name, str(picture))
        for name, mark in wanted
        if isinstance(picture := found[name], BadPhoto)
    ]
    problems += [
        _first_only(mark, picture.probe)
        for name, mark in marks.items()
        if isinstance(picture := found[name], Picture)
        and picture.probe
        and picture.probe.frames > 1
    ]

    def planned(asked: Mapping[str, tuple[str, Mark]]) -> dict[str, Picture]:
        return {
            asked_as: picture
            for asked_as, (name, _) in asked.items()
            if isinstance(picture := found[name], Picture)
        }

    return Photos(planned(works), planned(pages), marks), problems


def plan_pictures(
    names: Iterable[str], root: Path, workshop: Workshop, recipe: Recipe
) -> dict[str, Picture | BadPhoto]:
    """What will be made of each file, or why nothing can be; `names` are relative to `root`."""
    times: dict[str, FileTime] = {}
    found: dict[str, Picture | BadPhoto] = {}
    for name in names:
        try:
            times[name] = file_time(root / name)
        except OSError as error:
            found[name] = Unreadable(error)
    probes = probe_photos(times, root, workshop, recipe.max_pixels)
    return found | {
        name: plan_picture(probe, recipe) if isinstance(probe, Probe) else probe
        for name, probe in probes.items()
    }


def site_name(path: Path, root: Path) -> str:
    """`path` relative to the site at `root`, with slashes."""
    return os.path.relpath(path, root).replace(os.sep, "/")


def make_recipe(settings: Settings) -> Recipe:
    """The recipe that a site's settings ask for."""
    chosen: tuple[ImageFormat, ...] = ("avif", "webp")
    formats = tuple(name for name in chosen if name in settings.photo_formats)
    return Recipe(formats, settings.photo_exact, max_pixels=settings.photo_megapixels * 1_000_000)


def find_page_photos(docs: Path) -> list[tuple[str, Path]]:
    """The photos in docs/ by their path below it: of these only derivatives may be published.

    A photo is what is named or looks like one; a phone's JPEG named `.dat` is. What lies in
    `docs/assets` (logos, icons) is the site's own and left alone.
    """
    found = []
    for folder, names in walk(docs):
        for name in names:
            uri = (folder / name).relative_to(docs).as_posix()
            if not name.startswith(".") and is_page_photo(uri, folder / name):
                found.append((uri, folder / name))
    return found


def is_page_photo(uri: str, path: Path) -> bool:
    """Whether the file at `path`, known as `uri` below docs/, is a photo of staff's."""
    if uri.startswith("assets/"):
        return False
    suffix = path.suffix.lower()
    return suffix in PHOTO_SUFFIXES or (suffix not in _TEXT_SUFFIXES and _starts_as_photo(path))


def _starts_as_photo(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(max(map(len, _STARTS)))
    except OSError:
        return False
    return any(
        len(head) >= len(start)
        and all(b in (a, ord("?")) for a, b in zip(head, start, strict=False))
        for start in _STARTS
    )
