"""Where a photo was taken, and with whose camera, stays in the original."""

from __future__ import annotations

import json
import re
import shutil
import struct
import warnings
import zlib
from collections.abc import Iterator
from pathlib import Path

import pillow_heif
import pytest
from PIL import ExifTags, Image

from conftest import PLACES_YML, SHARED_PHOTOS, Sandbox, needs_photos
from loudao.story.build import Built

pytestmark = [pytest.mark.photos, needs_photos]
FOLDERS = ("real", "formats", "orientation", "hostile")
_SERIAL_TAGS = (0xA431, 0xA435, 0xC62F, 0xA430)
"""Serial numbers of camera and lens, and the owner's name."""

_WRITTEN = re.compile(
    rb"(?:SerialNumber|GPSLatitude|GPSLongitude|OwnerName)[\s\"'=:>]{1,4}([0-9A-Za-z.,\- ]{5,40})"
)
_MARKS = (
    b"Exif\0", b"xpacket", b"x:xmpmeta", b"8BIM", b"Photoshop 3.0", b"ftypmp4", b"ftypisom",
    b"ICC_PROFILE", b"JFXX", b"MPF\0", b"TestPhone", b"EXIF", b"XMP ",
)  # fmt: skip
"""What only metadata starts with."""


def secrets_of(path: Path) -> Iterator[bytes]:
    """Coordinates, serial numbers and names in a file, each as its bytes hold it."""
    data = path.read_bytes()
    yield from (match for match in map(bytes.strip, _WRITTEN.findall(data)) if len(match) >= 5)
    yield from re.findall(rb"39\.9163|116\.3972", data)
    pillow_heif.register_heif_opener()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(path) as image:
                exif = image.getexif()
                sub = dict(exif.get_ifd(ExifTags.IFD.Exif))
                gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
                named = [{**dict(exif), **sub}.get(tag) for tag in _SERIAL_TAGS]
                places = [gps.get(tag) for tag in (2, 4)]
        except Exception:  # a hostile file: what its bytes say was looked for above
            return
    for words in named:
        if isinstance(words, str) and len(words.strip("\0 ")) >= 5:
            yield words.strip("\0 ").encode()
    for place in places:
        if isinstance(place, tuple) and len(place) == 3:
            parts = [n for part in place for n in _ratio(part)]
            if any(parts[::2]):
                yield from (struct.pack(f"{order}6I", *parts) for order in "<>")


def _ratio(part: object) -> tuple[int, int]:
    top = int(getattr(part, "numerator", 0))
    bottom = int(getattr(part, "denominator", 0))
    return (top, bottom) if 0 <= top < 2**32 and 0 <= bottom < 2**32 else (0, 0)


def unpacked(data: bytes) -> bytes:
    """A PDF with its compressed streams beside it."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL)
    for stream in streams:
        try:
            data += zlib.decompress(stream)
        except zlib.error:
            continue
    return data


def hang_all(box: Sandbox, files: list[Path]) -> None:
    """Galleries of eight works each, all of which a poster shows."""
    for start in range(0, len(files), 8):
        works = []
        for number, path in enumerate(files[start : start + 8]):
            box.write(f"galleries/真{start}/{path.name}", path.read_bytes())
            photo = json.dumps(path.name, ensure_ascii=False)
            works.append(f"  - {{id: w{number}, photo: {photo}, title: 第{number}件, alt: x}}\n")
        box.gallery(f"真{start}", "title: 真\nat: nonghang/3/2\nworks:\n" + "".join(works))


def without_broken(built: Built, files: list[Path]) -> list[Path]:
    """Those of which the build did not complain; the first work stands on line 4."""
    blamed = {
        int(p.mark.path.removeprefix("galleries/真").partition("/")[0]) + p.mark.line - 4
        for p in built.problems
        if p.is_error
    }
    return [path for number, path in enumerate(files) if number not in blamed]


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_coordinate_and_no_serial_number_leaves_the_original(
    folder: str, sandbox: Sandbox
) -> None:
    files = sorted(p for p in (SHARED_PHOTOS / folder).iterdir() if p.suffix != ".tar")
    hang_all(sandbox, files)
    files = without_broken(sandbox.build(keep_going=True), files)
    shutil.rmtree(sandbox.root / "galleries")
    sandbox.write("galleries/places.yml", PLACES_YML)
    hang_all(sandbox, files)
    built = sandbox.build()
    secrets = {s for path in files for s in secrets_of(path) if s in path.read_bytes()}
    secrets = {secret for secret in secrets if len(set(secret)) > 2}  # 0000000000 is none
    assert len(secrets) >= {"real": 35, "formats": 20, "orientation": 0, "hostile": 4}[folder]
    outputs: dict[str, bytes] = {}
    for file in built.files:
        uri, content = file.uri, file.content
        data = content.encode() if isinstance(content, str) else content.read_bytes()
        outputs[uri] = unpacked(data) if uri.endswith(".pdf") else data
    assert sum(uri.endswith(".pdf") for uri in outputs) > 2
    assert sum(uri.startswith("media/") for uri in outputs) > 60
    for uri, data in outputs.items():
        if uri.startswith("assets/"):  # the site's own words, the same whatever hangs there
            continue
        told = [secret for secret in secrets if secret in data]
        assert told == [], (uri, told)
        if uri.startswith("media/"):
            assert [mark for mark in _MARKS if mark in data] == [], uri
