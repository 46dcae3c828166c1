"""A sheet's evidence in one file: what hung, from when to when, who saw it, and the proof of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..model.problem import Mark, Problem, warning
from ..plan.evidence import Evidence
from ..plan.evidence_photos import FOLDERS, Photo
from ..plan.plan import Plan, with_prints
from ..plan.prints import Print, safe_name
from ..pool import Workshop
from ..press.attached import seal
from ..press.bundle import Bundled, Page, Shot, bundle_document, record_text
from ..press.document import make_documents
from ..press.jobs import ROOM
from ..press.make import open_press
from ..press.raster import page_pictures
from ..press.sums import SUMS, render_sums, sum_of
from ..store import Store
from ..walls.evidence import Noted
from .looking import copy_all
from .pressing import open_pressroom, set_prints

_PAGE_EDGE = 2200
"""Pixels: of A3 133 dpi, at which 7 pt can be read."""

_PAGE_WEIGHT = 20_000_000
RECORD_NAME = "记录.txt"


@dataclass(frozen=True)
class Bundle:
    """The file and everything that is in it."""

    name: str
    """Of the file, without its ending."""
    pdf: bytes
    files: Mapping[str, bytes]
    """What is attached, its list among them."""
    problems: tuple[Problem, ...]


def make_bundle(plan: Plan, one: Evidence, workshop: Workshop) -> Bundle:
    """The evidence of one sheet as of today. Raises StoreFull, CannotSet."""
    pages, files, problems = _what_hung(plan, one, workshop)
    shots, photos, found = _photos(plan, one, workshop)
    problems += found
    files |= photos
    assert plan.record
    printed = [i for i in plan.record.impressions if i.name == one.sheet.identity]
    files[RECORD_NAME] = record_text(one.noted or (), printed)
    lists = {**files, SUMS: render_sums(files)}
    bundled = Bundled(
        pages, shots, {name: (sum_of(data), len(data)) for name, data in files.items()},
        {name: _put(data, Path(name).suffix, workshop.store) for name, data in lists.items()},
    )  # fmt: skip
    press, _ = open_press(plan, workshop.store)
    document = bundle_document(one, bundled, plan.brief, plan.styles.faces.characters, plan.today)
    pdf = make_documents([document], press, workshop)[0].read_bytes()
    name = safe_name(f"证据-{one.sheet.fields.title[:40]}")
    return Bundle(name, seal(pdf), lists, tuple(problems))


def _put(data: bytes, ending: str, store: Store) -> str:
    """Puts a file where the press reads, under the name of its bytes; as a template names it."""
    name = hashlib.sha256(data).hexdigest()[:20] + (ending or ".list")
    path = store.path(ROOM, name)
    if not path.is_file() or path.read_bytes() != data:
        store.put(ROOM, name, data)
    return "/" + path.relative_to(store.root).as_posix()


def _what_hung(
    plan: Plan, one: Evidence, workshop: Workshop
) -> tuple[list[Page], dict[str, bytes], list[Problem]]:
    """Pages of every version that hung, those that were kept when they were printed; of one that
    was not kept the sheet as it is, where that is still the same."""
    hung = {spell.version for spell in one.spells}
    printed = [line for line in one.noted or () if line.did == "printed"]
    wanted = {line.version: line for line in printed if line.version in hung or not hung}
    now = _as_it_is(plan, one)
    pages: list[Page] = []
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for version in dict.fromkeys([*wanted, *sorted(hung)]):
        line = wanted.get(version)
        path, how = _kept(one, line)
        if path is None and now and version in (now.version, now.former(plan.codes).version):
            path, how = _set_again(plan, now, workshop), f"{how}；这是用同样的内容重新排的，版一样"
        if path is None:
            how += f"；现在的内容是版 {now.version}，不是墙上那版" if now else ""
            problems.append(_lost(one, version, how, plan))
            pages.append(Page(version, line, how, "", ()))
            continue
        name = f"版{version}.pdf"
        files[name] = path.read_bytes()
        pictures = _pictures(path, workshop)
        pages.append(Page(version, line, how, name, tuple(pictures)))
    return pages, files, problems


def _kept(one: Evidence, line: Noted | None) -> tuple[Path | None, str]:
    """The PDF that was kept when it was printed, if it is still that."""
    if line is None:
        return None, "没有留下印的那一份"
    path = one.folder / line.file
    try:
        data = path.read_bytes()
    except OSError:
        return None, f"留下的“{path.name}”不在了"
    if sum_of(data) != line.sha256:
        return None, f"留下的“{path.name}”改过了，没有用"
    return path, "印的时候留下的原件"


def _lost(one: Evidence, version: str, how: str, plan: Plan) -> Problem:
    mark = Mark(plan.site.shown(one.folder))
    return warning(mark, f"墙上的版 {version}：{how}", "有当时的 PDF 或者照片，和证据放在一起")


def _as_it_is(plan: Plan, one: Evidence) -> Print | None:
    """The print that the sheet gives today."""
    told = with_prints(plan, only=[one.sheet])
    return next((planned for planned in told.prints if planned.paper.hangs), None)


def _set_again(plan: Plan, planned: Print, workshop: Workshop) -> Path | None:
    run, _ = set_prints(plan, [planned], open_pressroom(plan, workshop))
    return run.printed[0].pdf if run.printed else None


def _pictures(path: Path, workshop: Workshop) -> Iterator[str]:
    """Each page as a file that the press may read."""
    [done] = workshop.run(_draw, [str(path)], [_PAGE_WEIGHT])
    for jpeg in done.result or ():
        yield _put(jpeg, ".jpg", workshop.store)


def _draw(path: str) -> list[bytes]:
    """In a worker."""
    return page_pictures(path, _PAGE_EDGE)


def _photos(
    plan: Plan, one: Evidence, workshop: Workshop
) -> tuple[list[Shot], dict[str, bytes], list[Problem]]:
    """Every photo as a small copy without where it was taken; those of a round are such copies."""
    photos = [photo for photo in one.photos if not photo.trouble]
    paths = [str(photo.path) for photo in photos]
    copies = copy_all(paths, workshop, plan.recipe.max_pixels)
    shots: list[Shot] = []
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for photo in photos:
        copied = copies[str(photo.path)]
        mark = Mark(plan.site.shown(photo.path))
        if isinstance(copied, str):
            problems.append(warning(mark, f"照片打不开：{copied}", "换一张能打开的"))
            continue
        changed = photo.noted is not None and copied.dated.digest != photo.noted.sha256
        if changed:
            problems.append(warning(mark, "和巡查时留下的不一样", "把改过的拿走，原来的放回来"))
        # what a round kept has nothing in it but the picture; of what came since nobody knows
        whole = photo.noted is not None and not changed
        data = photo.path.read_bytes() if whole else copied.jpeg
        name = _name(photo, len(shots) + 1)
        files[name] = data
        path = _put(data, ".jpg", workshop.store)
        wide, tall = copied.dated.width, copied.dated.height
        shots.append(Shot(name, photo, path, wide / tall, changed))
    return shots, files, problems


def _name(photo: Photo, number: int) -> str:
    day = photo.day.isoformat() if photo.day else "日期未定"
    return f"照片{number:02}-{FOLDERS[photo.did]}-{day}.jpg"
