"""Damaged, lying and oddly named files: each ends in a picture or in one problem."""

from __future__ import annotations

import json
import random
import re
import tarfile
from pathlib import Path

import pytest

from conftest import SHARED_PHOTOS, Rounds, Sandbox, needs_photos, pages_of
from loudao.photos.derive import ROOM
from loudao.photos.plan import plan_picture
from loudao.photos.probe import Probe
from loudao.photos.troubles import BadPhoto
from loudao.store import TEMPORARY, Store
from photo_work import derive, probe_files

pytestmark = [pytest.mark.photos, needs_photos]


def gallery_of(box: Sandbox, names: list[str]) -> None:
    """A gallery whose manifest names every file, quoted as YAML wants it."""
    works = "".join(
        f"  - {{id: w{n}, photo: {json.dumps(name, ensure_ascii=False)}, title: 第{n}件, alt: x}}\n"
        for n, name in enumerate(names)
    )
    box.gallery("怪", f"title: 怪\nat: nonghang/3/2\nworks:\n{works}")


NO_PHOTO = re.compile("打不开|不是照片")


def test_every_hostile_file_ends_in_a_picture_or_in_one_problem(sandbox: Sandbox) -> None:
    names = sorted(p.name for p in (SHARED_PHOTOS / "hostile").iterdir() if p.suffix != ".tar")
    for name in names:
        sandbox.write(f"galleries/怪/{name}", (SHARED_PHOTOS / "hostile" / name).read_bytes())
    gallery_of(sandbox, names)
    built = sandbox.build(keep_going=True)
    pages = pages_of(built)
    blamed = [p.mark.line for p in built.problems]
    assert len(blamed) == len(set(blamed))
    for number, name in enumerate(names):
        wall, _, _ = pages[f"galleries/怪/w{number}/"].partition('class="about"')
        shown = "<picture>" in wall
        assert shown != (number + 4 in blamed), name
    assert [str(p) for p in built.problems if not p.remedy or not NO_PHOTO.search(p.what)] == []
    assert 20 <= len(blamed) <= 30


def test_every_odd_name_is_found_and_none_harms_the_site(
    sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory
) -> None:
    unpacked = tmp_path_factory.mktemp("names")
    with tarfile.open(SHARED_PHOTOS / "hostile/names.tar") as tar:
        tar.extractall(unpacked, filter="data")
    files = sorted(p for p in unpacked.rglob("*") if p.is_file())
    assert len(files) == 40
    # a backslash is a folder on Windows: such a name is refused as lying outside
    names = [p.name for p in files if "\\" not in p.name]
    for path in files:
        if path.name in names:
            sandbox.write(f"galleries/怪/{path.name}", path.read_bytes())
    gallery_of(sandbox, names)
    built = sandbox.build()
    assert [str(p) for p in built.problems] == []
    for html in pages_of(built).values():
        assert "<script>alert" not in html
        assert "<img src=x" not in html
    assert built.made.media
    for path in built.made.media.values():
        assert b"TestPhone" not in path.read_bytes()


def mutate(data: bytes, dice: random.Random) -> bytes:
    """`data` cut short, with bits turned over, or with a run of zeros."""
    kind = dice.randrange(3)
    if kind == 0:
        return data[: dice.randrange(1, len(data))]
    changed = bytearray(data)
    if kind == 1:
        for _ in range(dice.randrange(1, 40)):
            changed[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    else:
        start = dice.randrange(len(data))
        changed[start : start + dice.randrange(1, 5000)] = b"\0" * min(5000, len(data) - start)
    return bytes(changed)


def small_sources() -> list[bytes]:
    """Ten real photos of as many kinds, small ones, so that two hundred cases take seconds."""
    names = (
        "real/DSCN0010.jpg", "real/fin de journée.jpg", "real/painting-lotus-calligraphy.jpg",
        "real/rubbing-character-da.png", "real/米芾 行書 山.gif", "real/tanners_ridge.jpg",
        "formats/heic-small-gps.heic", "formats/gps-everywhere.avif",
        "formats/tiff-jpeg-compressed.tif", "formats/webp-orientation-6-gps.webp",
    )  # fmt: skip
    return [(SHARED_PHOTOS / name).read_bytes() for name in names]


def fuzz(cases: int, folder: Path) -> tuple[int, int]:
    """How many mutations gave a picture and how many a reason; anything else fails."""
    dice = random.Random(2026)
    sources = small_sources()
    store = Store(folder / "store")
    paths = []
    for number in range(cases):
        path = folder / f"{number}.jpg"
        path.write_bytes(mutate(dice.choice(sources), dice))
        paths.append(path)
    probes = probe_files(paths, store)
    reasons = [probe for probe in probes.values() if isinstance(probe, BadPhoto)]
    pictures = [plan_picture(probe) for probe in probes.values() if isinstance(probe, Probe)]
    derived = derive(pictures, store)
    for picture in pictures:
        files = [store.path(ROOM, d.name) for d in picture.derivatives]
        assert all(path.is_file() for path in files) == (picture.key not in derived.failures)
    for why in [*derived.failures.values(), *map(str, reasons)]:
        assert why.startswith(("图片", "这不是图片", "渐进式")), why
    assert not list(folder.rglob(f"{TEMPORARY}*"))
    made = sum(all(store.path(ROOM, d.name).is_file() for d in p.derivatives) for p in pictures)
    return made, len(reasons) + sum(p.key in derived.failures for p in pictures)


def test_mutations_end_well(tmp_path: Path, rounds: Rounds) -> None:
    count = rounds(200, 2000)
    made, refused = fuzz(count, tmp_path)
    assert made > count // 10
    assert refused > count // 10
    assert made + refused == count
