"""Photos of a sheet on its wall: which day each shows, and who says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..model.problem import Mark, Problem, warning
from ..model.site import Site
from ..photos.names import is_litter
from ..photos.probe import ROOM, FileTime, file_time
from ..photos.troubles import BadPhoto
from ..pool import Workshop
from ..walls.evidence import Noted
from ..walls.hung import Doing

PRINTED = "印的"
FOLDERS: dict[Doing, str] = {"up": "贴上", "seen": "巡查", "down": "取下"}
"""Where photos lie, by what they show."""

_DAY = re.compile(r"(\d{4})(?:[-./年_](\d{1,2})[-./月_](\d{1,2})|(\d{2})(\d{2}))(?!\d)")
_NAMED = "改名，日期写在最前面，例如 2026-11-18 东门.jpg"
_NOT_SO = "钟不准"
"""In a photo's name: the day before it holds, and not the one that the phone wrote."""


@dataclass(frozen=True)
class Photo:
    """One photo of a sheet on its wall."""

    path: Path
    did: Doing
    digest: str = ""
    """SHA-256 of the file."""
    stated: date | None = None
    """The day that its name begins with, or on which a round was noted."""
    taken: date | None = None
    """The day that the camera wrote into it."""
    noted: Noted | None = None
    """The line of the log that tells of it, where a round kept it."""
    trouble: str = ""
    """Why it cannot be opened."""
    to_come: bool = False
    """Whether it says a day that is not yet."""

    @property
    def day(self) -> date | None:
        """The day that it shows; None where nobody says so, or two say otherwise."""
        doubtful = self.trouble or self.differs or self.to_come
        return None if doubtful else self.stated or self.taken

    @property
    def clock_wrong(self) -> bool:
        """Whether its name says that the camera's day is not to be believed."""
        return self.stated is not None and _NOT_SO in self.path.name

    @property
    def differs(self) -> bool:
        """Whether the camera says another day than who named it."""
        named = self.stated is not None and self.taken is not None
        return named and self.stated != self.taken and not self.clock_wrong


def photos_in(
    folder: Path, noted: Sequence[Noted], site: Site, workshop: Workshop, pixels: int, today: date
) -> tuple[list[Photo], list[Path]]:
    """Every photo below, in the order of what they show and of their names."""
    kept = {line.photo: line for line in noted if line.photo}
    paths: list[tuple[Doing, Path]] = []
    strangers: list[Path] = []
    for did, name in FOLDERS.items():
        below = folder / name
        for entry in sorted(below.iterdir()) if below.is_dir() else ():
            if is_litter(entry.name) or entry.name.startswith("."):
                continue
            if entry.is_symlink() or not entry.is_file():
                strangers.append(entry)
            else:
                paths.append((did, entry))
    looks = _looks([path for _, path in paths], site, workshop, pixels)
    photos = []
    for did, path in paths:
        line = kept.get(f"{path.parent.name}/{path.name}")
        look = looks[path]
        if isinstance(look, BadPhoto):
            photos.append(Photo(path, did, noted=line, trouble=str(look)))
        else:
            stated, taken = (line.on, line.taken) if line else (_stated(path.name), look[1])
            later = (stated or taken or today) > today
            photos.append(Photo(path, did, look[0], stated, taken, line, to_come=later))
    return photos, strangers


def _stated(name: str) -> date | None:
    """The day that a file's name begins with: 2026-11-18 东门.jpg, 20261118.jpg."""
    found = _DAY.match(name)
    if not found:
        return None
    year, *rest = (int(part) for part in found.groups() if part)
    try:
        return date(year, *rest)
    except ValueError:
        return None


def _looks(
    paths: Sequence[Path], site: Site, workshop: Workshop, pixels: int
) -> dict[Path, tuple[str, date | None] | BadPhoto]:
    """Digest and day of each, or why it has none; what did not change is not read again."""
    journal = workshop.store.journal(ROOM)
    found: dict[Path, tuple[str, date | None] | BadPhoto] = {}
    unknown: dict[Path, FileTime] = {}
    for path in paths:
        known, time = journal.get(_key(path, site)), file_time(path)
        if known and known[:2] == [*time]:
            found[path] = known[2], date.fromisoformat(known[3]) if known[3] else None
        else:
            unknown[path] = time
    if not unknown:
        return found
    from ..photos.copies import (
        CopyJob,
        Dated,
        read_dated,
    )  # all codecs: 0.1 s that others do not spend

    jobs = [CopyJob(str(path), pixels) for path in unknown]
    weights = [time.size for time in unknown.values()]
    for (path, time), done in zip(
        unknown.items(), workshop.run(read_dated, jobs, weights), strict=True
    ):
        look = done.failure or done.result
        if not isinstance(look, Dated):
            found[path] = BadPhoto(look.why if look else "")
        else:
            found[path] = look.digest, look.taken
            day = look.taken.isoformat() if look.taken else ""
            journal.add(_key(path, site), [*time, look.digest, day])
    return found


def _key(path: Path, site: Site) -> str:
    return f"evidence {site.shown(path)}"


def doubtful_photos(
    photos: Iterable[Photo], noted: Iterable[Noted], site: Site
) -> Iterator[Problem]:
    """Photos that show no day, or that nobody can open."""
    shown = list(photos)
    seen = [line for line in noted if line.did == "seen" and line.fact]
    printed = min((line.on for line in noted if line.did == "printed"), default=date.min)
    for photo in shown:
        mark = Mark(site.shown(photo.path))
        if photo.trouble:
            remedy = "换一张能打开的（用手机重新导出，或者截图）；不是照片就拿走"
            yield warning(mark, f"照片打不开：{photo.trouble}", remedy)
        elif photo.noted and photo.differs and _settled(photo, photo.noted, seen, shown):
            continue
        elif photo.differs:
            what = f"手机记的是 {photo.taken} 拍的，写的是 {photo.stated}，没有拿它数日子"
            yield warning(mark, what, _correct(photo, printed))
        elif photo.to_come:
            what = f"{photo.stated or photo.taken} 还没有到，没有拿它数日子"
            yield warning(mark, what, _NAMED)
        elif photo.day is None:
            yield warning(mark, "照片里没有日期，没有拿它数日子", _NAMED)


def _settled(photo: Photo, line: Noted, seen: Sequence[Noted], photos: Sequence[Photo]) -> bool:
    """Whether what it shows is known by now: the sheet on that wall on the day on which it was
    taken, or that the phone's clock was wrong."""
    known = (line.paper, line.wall, photo.taken)
    again = (line.original and it.original == line.original for it in seen)
    if any(again) or any((it.paper, it.wall, it.on) == known for it in seen):
        return True
    right = (it for it in photos if it.clock_wrong and it.day)
    return any(it.digest == line.original or it.day == line.on for it in right)


def _correct(photo: Photo, printed: date) -> str:
    """What can be done about two days; none can be before it was printed."""
    assert photo.taken
    name = f"{photo.stated} {_NOT_SO}{photo.path.suffix}"
    if photo.noted:
        by_hand = f"把原来那张放进“{FOLDERS['seen']}”，叫 {name}"
        if photo.taken < printed:
            return f"那天还没有印，是手机的钟不准：{by_hand}"
        again = f"手机的钟准，就再看一次原来那张：loudao round 照片 --today {photo.taken}"
        return f"{again}；不准，就{by_hand}"
    return f"手机的钟准，就改名为 {photo.taken}{photo.path.suffix}；不准，就改名为 {name}"
