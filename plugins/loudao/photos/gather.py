"""Every photo of a community looked at once, and what will be made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..manifest.folders import walk
from ..manifest.photo_files import find_photo
from ..model.community import Community
from ..model.problem import Mark, Problem
from ..store import Store
from .formats import BadPhoto
from .plan import Picture, plan_picture
from .probe import probe_photos

_PHOTO_SUFFIXES = frozenset(
    (
        ".jpg",
        ".jpeg",
        ".jpe",
        ".jfif",
        ".mpo",
        ".png",
        ".webp",
        ".heic",
        ".heif",
        ".avif",
        ".tif",
        ".tiff",
        ".bmp",
    )
)
_REMEDY = "换一张能打开的照片（用手机重新导出，或者截图）"


@dataclass(frozen=True)
class Photos:
    """Planned pictures, and where each photo was asked for."""

    works: Mapping[str, Picture]
    """By the identity of the work."""
    pages: Mapping[str, Picture]
    """Photos in docs/, by their path below it."""
    marks: Mapping[Path, Mark]
    """Where staff named a photo, for problems that show later."""

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
        return [photo_problem(self.marks[path], path, why) for path, why in failed.items()]


def photo_problem(mark: Mark, path: Path, why: str) -> Problem:
    return Problem(mark, f"照片“{path.name}”打不开：{why}", _REMEDY)


def plan_photos(
    community: Community, page_photos: Iterable[tuple[str, Path, str]], store: Store
) -> tuple[Photos, list[Problem]]:
    """What will be made of every photo, and those that cannot be opened.

    `page_photos` are photos in docs/: path below docs/, path on disk, name in problems.
    """
    works = {
        sheet.work_identity(work): (path, sheet.mark("works", index, "photo"))
        for sheet, index, work in community.works()
        if work.photo and (path := find_photo(sheet.folder, work.photo))
    }
    pages = {uri: (path, Mark(shown)) for uri, path, shown in page_photos}
    wanted = [*works.values(), *pages.values()]
    probes = probe_photos((path for path, _ in wanted), store)
    marks = dict(reversed(wanted))
    problems = [
        photo_problem(mark, path, str(probe))
        for path, mark in wanted
        if isinstance(probe := probes[path], BadPhoto)
    ]

    def planned(asked: Mapping[str, tuple[Path, Mark]]) -> dict[str, Picture]:
        return {
            name: plan_picture(probe)
            for name, (path, _) in asked.items()
            if not isinstance(probe := probes[path], BadPhoto)
        }

    return Photos(planned(works), planned(pages), marks), problems


def is_page_photo(uri: str) -> bool:
    """Whether a file of docs/ is a photo, of which only derivatives may be published."""
    suffix = PurePosixPath(uri).suffix.lower()
    return suffix in _PHOTO_SUFFIXES and not uri.startswith("assets/")


def find_page_photos(docs: Path) -> list[tuple[str, Path]]:
    """The photos in docs/ by their path below it.

    What lies in `docs/assets` (logos, icons) is the site's own and left alone.
    """
    found = []
    for folder, names in walk(docs):
        for name in names:
            uri = (folder / name).relative_to(docs).as_posix()
            if is_page_photo(uri) and not name.startswith("."):
                found.append((uri, folder / name))
    return found
