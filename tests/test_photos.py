"""Photos into pictures: sizes planned, upright, sRGB, and free of what a phone writes along."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import pytest
from PIL import ExifTags, Image, ImageCms

from conftest import SHARED_PHOTOS, Sandbox, make_photo, needs_photos, pages_of
from loudao.photos.derive import ROOM
from loudao.photos.plan import Picture, plan_picture
from loudao.photos.probe import FileTime, Probe
from loudao.photos.recipe import EDGES
from loudao.photos.sizes import plan_sizes
from loudao.photos.troubles import BadPhoto
from loudao.store import Store
from photo_work import derive, probe_file, probe_files


def picture_of(path: Path, store: Store) -> Picture:
    probe = probe_file(path, store)
    assert isinstance(probe, Probe), probe
    return plan_picture(probe)


def derived(picture: Picture, store: Store) -> list[Path]:
    result = derive([picture], store)
    assert result.failures == {}
    return [store.path(ROOM, d.name) for d in picture.derivatives]


@pytest.mark.parametrize(
    ("width", "height", "near", "exact"),
    [
        (4032, 3024, "252x189 504x378 1008x756 2016x1512", "256x192 480x360 960x720 1920x1440"),
        (3024, 4032, "189x252 378x504 756x1008 1512x2016", "192x256 360x480 720x960 1440x1920"),
        (4000, 2963, "250x186 500x371 1000x741 2000x1482", "256x190 480x356 960x711 1920x1422"),
        (4608, 3456, "240x180 480x360 960x720 1920x1440", "256x192 480x360 960x720 1920x1440"),
        (16000, 12000, "250x188 500x375 1000x750 2000x1500", "256x192 480x360 960x720 1920x1440"),
        (1920, 1080, "240x135 480x270 960x540 1920x1080", "256x144 480x270 960x540 1920x1080"),
        (1000, 500, "250x125 500x250 1000x500", "256x128 480x240 1000x500"),
        (1400, 700, "240x120 480x240 960x480 1400x700", "256x128 480x240 960x480 1400x700"),
        (300, 300, "256x256 300x300", "256x256 300x300"),
        (270, 90, "270x90", "270x90"),
        (100, 50, "100x50", "100x50"),
        (1, 1, "1x1", "1x1"),
        (1, 3000, "1x3000", "1x3000"),
    ],
)
def test_sizes_are_planned_and_nothing_is_enlarged(
    width: int, height: int, near: str, exact: str
) -> None:
    assert shown(plan_sizes(width, height, EDGES, exact=False)) == near
    assert shown(plan_sizes(width, height, EDGES, exact=True)) == exact


@pytest.mark.parametrize(
    ("width", "height", "overview", "reading"),
    [
        (20_000, 800, "480x20 960x39 1920x77", ""),
        (800, 16_000, "25x500 50x1000 100x2000", ""),
        (30_000, 3000, "480x48 960x96 1920x192", ""),
        (5000, 1000, "480x96 960x192 1920x384", ""),
        (6000, 110, "480x9 960x18 1920x35", "6000x110"),
        (900, 200, "480x107", "900x200"),
        (400, 85, "400x85", "400x85"),
    ],
)
def test_scroll_keeps_strokes_that_can_be_read(
    width: int, height: int, overview: str, reading: str
) -> None:
    probe = Probe("a.jpg", FileTime(1, 1), "0", width, height)
    picture = plan_picture(probe)
    assert picture.is_scroll
    for files, expected in ((picture.overview, overview), (picture.reading, reading)):
        assert shown([(d.width, d.height) for d in files if d.format == "webp"]) == expected
    # what is heavy is read in slices, and whole in one file alone
    assert [d.format for d in picture.reading] == (["webp", "jpg"] if reading else ["jpg"])


def shown(sizes: Iterable[tuple[int, int]]) -> str:
    return " ".join(f"{width}x{height}" for width, height in sizes)


def test_every_planned_file_is_made_with_its_planned_size(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    picture = picture_of(make_photo(tmp_path / "a.jpg", (2500, 1700)), store)
    assert [d.name.partition("-")[2] for d in picture.derivatives] == [
        "240.webp", "480.webp", "480.jpg", "960.webp", "960.jpg", "1920.webp", "1920.jpg",
    ]  # fmt: skip
    for path, plan in zip(derived(picture, store), picture.derivatives, strict=True):
        with Image.open(path) as image:
            assert image.size == (plan.width, plan.height)
            assert image.format == {"webp": "WEBP", "jpg": "JPEG"}[plan.format]


def test_second_run_writes_nothing_and_other_bytes_have_another_name(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    path = make_photo(tmp_path / "a.jpg")
    picture = picture_of(path, store)
    assert derive([picture, picture], store).written == len(picture.derivatives)
    assert derive([picture_of(path, store)], store).written == 0
    make_photo(path, seed=2)
    assert picture_of(path, store).key != picture.key


@pytest.mark.parametrize("value", range(1, 9))
def test_all_eight_orientations_end_upright(value: int, tmp_path: Path) -> None:
    upright = Image.new("RGB", (800, 500), "white")
    upright.paste("red", (0, 0, 400, 250))
    upright.paste("blue", (400, 0, 800, 250))
    undo = {
        1: None, 2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_270,
    }[value]  # fmt: skip
    stored = upright.transpose(undo) if undo is not None else upright
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = value
    stored.save(tmp_path / "a.jpg", exif=exif, quality=95)
    store = Store(tmp_path / "store")
    picture = picture_of(tmp_path / "a.jpg", store)
    assert (picture.width, picture.height) == (800, 500)
    for path in derived(picture, store):
        with Image.open(path) as image:
            pixels = image.convert("RGB")
            w, h = pixels.size
            assert w > h
            corner = [
                pixels.getpixel((int(w * x), int(h * y)))
                for x, y in ((0.25, 0.25), (0.75, 0.25), (0.5, 0.8))
            ]
            assert [_nearest(c) for c in corner] == ["red", "blue", "white"]


def _nearest(pixel: object) -> str:
    assert isinstance(pixel, tuple)
    named = {"red": (255, 0, 0), "blue": (0, 0, 255), "white": (255, 255, 255)}
    return min(named, key=lambda n: sum(abs(a - b) for a, b in zip(named[n], pixel, strict=True)))


def test_metadata_ends_at_the_original(tmp_path: Path) -> None:
    image = Image.open(make_photo(tmp_path / "plain.jpg", (700, 500)))
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "SECRETPHONE"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "SECRETNORTH"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image.save(
        tmp_path / "a.jpg", exif=exif, comment=b"SECRETCOMMENT", icc_profile=profile,
        xmp=b"<x:xmpmeta>SECRETXMP</x:xmpmeta>",
    )  # fmt: skip
    (tmp_path / "a.jpg").write_bytes((tmp_path / "a.jpg").read_bytes() + b"SECRETVIDEO")
    store = Store(tmp_path / "store")
    for path in derived(picture_of(tmp_path / "a.jpg", store), store):
        data = path.read_bytes()
        assert b"SECRET" not in data
        with Image.open(io.BytesIO(data)) as small:
            assert not set(small.info) & {"exif", "xmp", "comment", "icc_profile", "photoshop"}


def test_transparency_is_kept_in_webp_and_white_in_jpeg(tmp_path: Path) -> None:
    Image.new("RGBA", (300, 300), (255, 0, 0, 0)).save(tmp_path / "a.png")
    store = Store(tmp_path / "store")
    for path in derived(picture_of(tmp_path / "a.png", store), store):
        with Image.open(path) as image:
            assert image.convert("RGBA").getpixel((150, 150))[
                3 if path.suffix == ".webp" else 0
            ] == (  # type: ignore[index]
                0 if path.suffix == ".webp" else 255
            )


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_every_mode_becomes_a_picture(mode: str, tmp_path: Path) -> None:
    grey = Image.linear_gradient("L").resize((320, 320))
    image = Image.new("I;16", (320, 320), 40_000) if mode == "I;16" else grey.convert(mode)
    path = tmp_path / ("a.tif" if mode == "CMYK" else "a.png")
    image.save(path)
    store = Store(tmp_path / "store")
    for made in derived(picture_of(path, store), store):
        with Image.open(made) as small:
            small.load()
            assert small.mode in ("L", "RGB", "RGBA")


def test_sixteen_bit_grey_keeps_its_tone(tmp_path: Path) -> None:
    Image.new("I;16", (300, 300), 40_000).save(tmp_path / "a.png")
    store = Store(tmp_path / "store")
    made = derived(picture_of(tmp_path / "a.png", store), store)[-1]
    with Image.open(made) as small:
        assert small.convert("L").getpixel((9, 9)) == pytest.approx(40_000 / 257, abs=2)


def test_one_broken_photo_costs_itself_alone(sandbox: Sandbox) -> None:
    good = sandbox.photo("galleries/春/好.jpg")
    whole = good.read_bytes()
    sandbox.write("galleries/春/半张.jpg", whole[: len(whole) // 2])
    sandbox.gallery(
        "春",
        "title: 春\nat: nonghang/3/2\nworks:\n"
        "  - {photo: 半张.jpg, title: 半张, alt: x}\n  - {photo: 好.jpg, title: 好, alt: x}\n",
    )
    stopped = sandbox.build()
    assert [str(p) for p in stopped.problems] == [
        "galleries/春/gallery.yml:4:13: 照片“半张.jpg”打不开：图片不完整，可能没有传完。"
        "换一张能打开的照片（用手机重新导出，或者截图）"
    ]
    assert stopped.files == ()
    went_on = sandbox.build(keep_going=True)
    assert went_on.has_errors
    pages = pages_of(went_on)
    assert "<img" in pages["galleries/春/好/"].partition('class="about"')[0]
    assert "<img" not in pages["galleries/春/半张/"].partition('class="about"')[0]


def test_bomb_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    Image.new("1", (20_000, 12_000)).save(path)
    probe = probe_file(path, Store(tmp_path / "store"))
    assert isinstance(probe, BadPhoto)
    assert str(probe) == "图片有 20000×12000 像素，太大了（最多 200 百万像素）"


@pytest.mark.photos
@needs_photos
@pytest.mark.parametrize("folder", ["real", "formats", "orientation"])
def test_gallery_from_every_real_file(folder: str, sandbox: Sandbox) -> None:
    names = sorted(p.name for p in (SHARED_PHOTOS / folder).iterdir())
    assert len(names) >= 16
    works = []
    for number, name in enumerate(names):
        sandbox.write(f"galleries/真/{name}", (SHARED_PHOTOS / folder / name).read_bytes())
        works.append(f"  - {{id: w{number}, photo: '{name}', title: '第{number}件', alt: x}}\n")
    sandbox.gallery("真", "title: 真\nat: nonghang/3/2\nworks:\n" + "".join(works))
    built = sandbox.build()
    said = [str(problem) for problem in built.problems]
    assert not built.has_errors
    assert all("只用第一个" in words for words in said), said
    assert len(said) == {"real": 0, "formats": 4, "orientation": 0}[folder]
    pages = pages_of(built)
    assert all("<picture>" in pages[f"galleries/真/w{n}/"] for n in range(len(names)))
    assert built.made.media
    assert all(path.is_file() for path in built.made.media.values())


@pytest.mark.photos
@needs_photos
def test_no_position_or_serial_number_leaves_a_real_file(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    files = [p for d in ("real", "formats") for p in sorted((SHARED_PHOTOS / d).iterdir())]
    probes = [p for p in probe_files(files, store).values() if isinstance(p, Probe)]
    pictures = [plan_picture(probe) for probe in probes]
    assert derive(pictures, store).failures == {}
    for picture in pictures:
        for plan in picture.derivatives:
            data = store.path(ROOM, plan.name).read_bytes()
            for sign in (b"Exif", b"xpacket", b"8BIM", b"ftypmp4", b"ICC_PROFILE", b"TestPhone"):
                assert sign not in data, (picture.source, plan.name, sign)
