"""What phones, scanners and print shops send: each format ends as the picture it means."""

from __future__ import annotations

import base64
import io
import re
import struct
from pathlib import Path

import pillow_heif
import pytest
from PIL import ExifTags, Image, ImageChops, ImageCms, ImageOps

from conftest import SHARED_PHOTOS, Sandbox, load, make_photo, needs_photos, pages_of
from loudao.photos.derive import ROOM, Wanted, derive_photos, load_looks
from loudao.photos.formats import opened as opened_photo
from loudao.photos.formats import orientation
from loudao.photos.look import MAX_BYTES, Look
from loudao.photos.names import HEAD_BYTES, starts_as_photo, tells_by_name
from loudao.photos.plan import Picture, plan_picture, plan_print
from loudao.photos.probe import Probe
from loudao.photos.recipe import Recipe
from loudao.photos.troubles import BadPhoto
from loudao.plugin.engine import build_site
from loudao.pool import Workshop
from loudao.store import Journal, Store
from photo_work import derive, name_of, probe_file

Colour = tuple[int, int, int]

_ARITHMETIC = (
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNy"
    "wtQFdBRkxOUlNSMj5aYVpQYEpRUk//yQALCAAgADABAREA/8wABgAQEAX/2gAIAQEAAD8A/wCbu61odSrl7WJadg8l"
    "fYoAd7SKWqwrnP13J+clB6x5SP/Z"
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def picture_of(path: Path, store: Store, recipe: Recipe | None = None) -> Picture:
    recipe = recipe or Recipe()
    probe = probe_file(path, store, recipe.max_pixels)
    assert isinstance(probe, Probe), probe
    picture = plan_picture(probe, recipe)
    assert derive([picture], store).failures == {}
    return picture


def opened(picture: Picture, store: Store, ending: str = "jpg") -> Image.Image:
    """The largest derivative of a format."""
    name = [d.name for d in picture.derivatives if d.format == ending][-1]
    with Image.open(store.path(ROOM, name)) as image:
        image.load()
        return image


def lab(colour: Colour) -> tuple[float, float, float]:
    """CIE L*a*b* of an sRGB colour (D65)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _unit(colour)]
    matrix = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1.0, 1.089)
    x, y, z = (
        _cube(sum(m * c for m, c in zip(row, linear, strict=True)) / w)
        for row, w in zip(matrix, white, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _unit(colour: Colour) -> list[float]:
    return [c / 255 for c in colour]


def _cube(t: float) -> float:
    return t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116


def delta_e(one: Colour, other: Colour) -> float:
    """CIE76."""
    return float(sum((a - b) ** 2 for a, b in zip(lab(one), lab(other), strict=True)) ** 0.5)


def p3_to_srgb(colour: Colour) -> Colour:
    """By the two spaces' definitions: one transfer curve, other primaries, clipped."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _unit(colour)]
    matrix = ((1.2249, -0.2247, 0.0), (-0.0420, 1.0419, 0.0), (-0.0197, -0.0786, 1.0979))
    mixed = (sum(m * c for m, c in zip(row, linear, strict=True)) for row in matrix)
    clipped = (min(1.0, max(0.0, c)) for c in mixed)
    coded = (12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in clipped)
    r, g, b = (round(255 * c) for c in coded)
    return r, g, b


@pytest.mark.photos
@needs_photos
@pytest.mark.parametrize(
    "colour", [(255, 0, 0), (200, 60, 50), (220, 30, 90), (30, 160, 60), (128, 128, 128)]
)
def test_display_p3_keeps_its_colours(colour: Colour, tmp_path: Path, store: Store) -> None:
    with Image.open(SHARED_PHOTOS / "formats/jpeg-display-p3.jpg") as sample:
        profile = sample.info["icc_profile"]
    image = Image.new("RGB", (300, 300), colour)
    image.save(tmp_path / "a.jpg", quality=98, icc_profile=profile, subsampling=0)
    made = opened(picture_of(tmp_path / "a.jpg", store), store)
    found = made.convert("RGB").getpixel((150, 150))
    assert delta_e(found, p3_to_srgb(colour)) < 3  # type: ignore[arg-type]
    if colour == (255, 0, 0):
        assert delta_e(found, (234, 51, 35)) > 10, "the numbers were kept, not the colour"  # type: ignore[arg-type]


@pytest.mark.parametrize("colour", [(200, 30, 30), (240, 240, 240), (20, 20, 20), (30, 90, 200)])
@pytest.mark.parametrize("ending", ["jpg", "tif"])
def test_cmyk_is_not_turned_inside_out(
    ending: str, colour: Colour, tmp_path: Path, store: Store
) -> None:
    # Pillow writes CMYK JPEGs as Photoshop does: inverted, with Adobe's marker
    path = tmp_path / f"a.{ending}"
    Image.new("RGB", (300, 300), colour).convert("CMYK").save(path)
    found = opened(picture_of(path, store), store).getpixel((150, 150))
    assert delta_e(found, colour) < 4  # type: ignore[arg-type]


@pytest.mark.photos
@needs_photos
@pytest.mark.parametrize(
    ("name", "darkest", "lightest"),
    [
        ("jpeg-cmyk-adobe-inverted.jpg", 90, 200),
        ("jpeg-cmyk-icc.jpg", 200, 245),
        ("tiff-cmyk-lzw.tif", 60, 200),
    ],
)
def test_real_cmyk_files_are_neither_negative_nor_black(
    name: str, darkest: int, lightest: int, store: Store
) -> None:
    made = opened(picture_of(SHARED_PHOTOS / "formats" / name, store), store)
    mean = made.convert("L").resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    assert isinstance(mean, int | float)
    assert darkest < mean < lightest


def tiff_16_bit(values: tuple[int, ...], side: int = 64) -> bytes:
    """An uncompressed TIFF of one colour, 16 bits a channel."""
    pixels = struct.pack(f"<{len(values)}H", *values) * side * side
    bits_at = 8 + 2 + 12 * 9 + 4
    data_at = bits_at + 2 * len(values)
    photometric = 2 if len(values) == 3 else 1
    entries = [
        (256, 3, 1, side), (257, 3, 1, side),
        (258, 3, len(values), bits_at if len(values) > 2 else 16),
        (259, 3, 1, 1), (262, 3, 1, photometric), (273, 4, 1, data_at),
        (277, 3, 1, len(values)), (278, 3, 1, side), (279, 4, 1, len(pixels)),
    ]  # fmt: skip
    ifd = b"".join(
        struct.pack("<HHI", tag, kind, count)
        + (struct.pack("<HH", value, 0) if kind == 3 and count == 1 else struct.pack("<I", value))
        for tag, kind, count, value in entries
    )
    head = b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 9) + ifd + struct.pack("<I", 0)
    bits = struct.pack(f"<{len(values)}H", *[16] * len(values))
    return head + bits + pixels


@pytest.mark.parametrize("values", [(51_400, 12_850, 25_700), (40_000,)])
def test_sixteen_bit_tiff_keeps_its_tone(
    values: tuple[int, ...], tmp_path: Path, store: Store
) -> None:
    path = tmp_path / "a.tif"
    path.write_bytes(tiff_16_bit(values))
    found = opened(picture_of(path, store), store).convert("RGB").getpixel((30, 30))
    expected = tuple(round(v / 257) for v in (values * 3)[:3])
    assert delta_e(found, expected) < 3  # type: ignore[arg-type]


def test_lab_tiff_becomes_srgb(tmp_path: Path, store: Store) -> None:
    rgb = Image.new("RGB", (64, 64), (180, 60, 50))
    profiles = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
    image = ImageCms.profileToProfile(rgb, *profiles, outputMode="LAB")
    assert image
    image.info.pop("icc_profile", None)
    image.save(tmp_path / "a.tif")
    found = opened(picture_of(tmp_path / "a.tif", store), store).getpixel((30, 30))
    assert delta_e(found, (180, 60, 50)) < 4  # type: ignore[arg-type]


def test_arithmetic_jpeg_is_read(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(base64.b64decode(_ARITHMETIC))
    made = opened(picture_of(path, store), store)
    top, bottom = made.getpixel((20, 2)), made.getpixel((20, 29))
    assert isinstance(top, int)
    assert isinstance(bottom, int)
    assert top < 40
    assert bottom > 215


def test_jpeg_without_its_end_mark_is_whole(tmp_path: Path, store: Store) -> None:
    data = make_photo(tmp_path / "a.jpg", (900, 700)).read_bytes()
    whole = opened(picture_of(tmp_path / "a.jpg", store), store)
    (tmp_path / "b.jpg").write_bytes(data[:-2])
    mended = opened(picture_of(tmp_path / "b.jpg", store), store)
    assert mended.tobytes() == whole.tobytes()


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.98])
@pytest.mark.parametrize("progressive", [False, True])
def test_jpeg_that_lacks_more_is_refused(
    progressive: bool, share: float, tmp_path: Path, store: Store
) -> None:
    path = tmp_path / "a.jpg"
    image = Image.open(make_photo(path, (900, 700)))
    image.load()
    image.effect_spread(3).save(path, quality=90, progressive=progressive)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    probe = probe_file(path, store)
    assert isinstance(probe, Probe)
    picture = plan_picture(probe)
    [why] = derive([picture], store).failures.values()
    assert why == "图片不完整，可能没有传完"


def test_animation_is_its_first_frame_and_says_so(sandbox: Sandbox) -> None:
    frames = [Image.new("RGB", (300, 200), colour) for colour in ("red", "green", "blue")]
    for name in ("a.gif", "b.webp", "c.png", "d.tif"):
        path = sandbox.write(f"galleries/春/{name}", b"")
        frames[0].save(path, save_all=True, append_images=frames[1:])
    works = "".join(f"  - {{photo: {n}, title: {n}, alt: x}}\n" for n in
                    ("a.gif", "b.webp", "c.png", "d.tif"))  # fmt: skip
    sandbox.gallery("春", f"title: 春\nat: nonghang/3/2\nworks:\n{works}")
    loaded = load(sandbox.site())
    assert [str(problem) for problem in loaded.problems] == [
        f"galleries/春/gallery.yml:{line}:13: 提醒：照片“{name}”里有 3 个画面，只用第一个。"
        "要用别的画面，就把它另存成一张照片"
        for line, name in enumerate(("a.gif", "b.webp", "c.png", "d.tif"), 4)
    ]
    assert not loaded.has_errors
    store = Store(sandbox.site().cache)
    wanted = [Wanted(picture) for picture in loaded.pictures.all]
    assert derive_photos(wanted, sandbox.root, Workshop(store)).failures == {}
    for picture in loaded.pictures.all:
        found = opened(picture, store).convert("RGB").getpixel((150, 100))
        assert delta_e(found, (255, 0, 0)) < 5  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("paper", "spots", "colour"),
    [("#f4efe2", "#c02020", (244, 239, 226)), ("#c02020", "#ffffff", (192, 32, 32))],
)
def test_look_is_the_colour_of_most_and_a_blur_of_few_bytes(
    paper: str, spots: str, colour: Colour, tmp_path: Path, store: Store
) -> None:
    image = Image.new("RGB", (900, 600), paper)
    image.paste(Image.new("RGB", (200, 200), spots), (600, 300))
    image.save(tmp_path / "a.png")
    picture = picture_of(tmp_path / "a.png", store)
    look = load_looks([picture], store)[picture.key]
    red, green, blue = bytes.fromhex(look.colour[1:])
    assert delta_e((red, green, blue), colour) < 4
    blur = base64.b64decode(look.blur)
    assert len(blur) <= MAX_BYTES == 100
    with Image.open(io.BytesIO(blur)) as small:
        assert small.size == (16, 11)


def test_busy_photos_have_small_blurs_too(tmp_path: Path, store: Store) -> None:
    dice = Image.effect_noise((800, 800), 200).convert("RGB")
    dice.save(tmp_path / "a.png")
    picture = picture_of(tmp_path / "a.png", store)
    assert 0 < len(base64.b64decode(load_looks([picture], store)[picture.key].blur)) <= MAX_BYTES


def test_photo_that_one_can_see_through_has_no_look(tmp_path: Path, store: Store) -> None:
    Image.new("RGBA", (300, 300), (255, 0, 0, 60)).save(tmp_path / "a.png")
    picture = picture_of(tmp_path / "a.png", store)
    assert load_looks([picture], store)[picture.key] == Look()


def test_page_shows_colour_and_blur_until_the_photo_is_there(sandbox: Sandbox) -> None:
    sandbox.photo("galleries/春/甲.jpg", (900, 600))
    sandbox.gallery("春", "title: 春\nat: nonghang\nworks: [{photo: 甲.jpg, title: 甲, alt: x}]\n")
    pages = pages_of(sandbox.build())
    for uri, ground in {
        "galleries/春/甲/": r"background:url\(data:image/webp;base64,",
        "galleries/春/": r"background:url\(data:image/webp;base64,",
        "places/": "background:#[0-9a-f]{6}",
    }.items():
        shade = re.search(r"\.(shade\d+)\{" + ground, pages[uri])
        assert shade, uri
        assert f'class="{shade[1]}"' in pages[uri]
    assert 'width="900" height="600"' in pages["galleries/春/甲/"]


def test_avif_comes_first_and_never_alone(sandbox: Sandbox) -> None:
    sandbox.photo("galleries/春/甲.jpg", (900, 600))
    sandbox.gallery("春", "title: 春\nat: nonghang\nworks: [{photo: 甲.jpg, title: 甲, alt: x}]\n")
    built = sandbox.build(photo_formats=("avif", "webp"))
    html = pages_of(built)["galleries/春/甲/"]
    order = [html.index(sign) for sign in ('type="image/avif"', 'type="image/webp"', ".jpg 900w")]
    assert order == sorted(order)
    avif = [path for uri, path in built.made.media.items() if uri.endswith(".avif")]
    assert avif
    for path in avif:
        with Image.open(path) as image:
            assert image.format == "AVIF"
            assert not set(image.info) & {"icc_profile", "exif", "xmp"}
    alone = sandbox.build(photo_formats=())
    kinds = {uri.rpartition(".")[2] for uri in alone.made.media}
    assert kinds == {"jpg"}
    assert "<source" not in pages_of(alone)["galleries/春/甲/"]


def test_print_takes_the_pixels_that_its_size_needs(tmp_path: Path, store: Store) -> None:
    picture = picture_of(make_photo(tmp_path / "a.jpg", (3000, 2000)), store)
    wanted = [
        plan_print(picture, 100, 66.7, 300),
        plan_print(picture, 100, 66.7, 150),
        plan_print(picture, 1000, 667, 300),
    ]
    assert [(d.width, d.height) for d in wanted] == [(1181, 787), (591, 394), (3000, 2000)]
    assert derive([Wanted(picture, tuple(wanted), web=False)], store).written == 3
    assert derive([Wanted(picture, tuple(wanted), web=False)], store).written == 0
    for derivative in wanted:
        with Image.open(store.path(ROOM, derivative.name)) as image:
            assert image.size == (derivative.width, derivative.height)
            layers = image.layer  # type: ignore[attr-defined]
            assert {(h, v) for _, h, v, _ in layers} == {(1, 1)}, "colour at half size"


def test_limit_of_pixels_is_a_setting(sandbox: Sandbox) -> None:
    sandbox.photo("galleries/春/甲.jpg", (1600, 1000))
    sandbox.gallery("春", "title: 春\nat: nonghang\nworks: [{photo: 甲.jpg, title: 甲, alt: x}]\n")
    assert load(sandbox.site(photo_megapixels=2)).problems == ()
    [problem] = load(sandbox.site(photo_megapixels=1)).problems
    assert "图片有 1600×1000 像素，太大了（最多 1 百万像素）" in problem.what


def test_progressive_giant_is_refused_before_it_is_decoded(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "a.jpg"
    Image.new("RGB", (13_000, 10_000)).save(path, progressive=True, subsampling=0, quality=30)
    probe = probe_file(path, store)
    assert isinstance(probe, BadPhoto)
    assert str(probe) == "渐进式的 JPEG 这么大，内存不够。另存为普通（非渐进）的 JPEG"


def test_photo_changed_while_it_is_worked_on_is_told(tmp_path: Path, store: Store) -> None:
    path = make_photo(tmp_path / "a.jpg")
    probe = probe_file(path, store)
    assert isinstance(probe, Probe)
    make_photo(path, seed=5)
    [why] = derive([plan_picture(probe)], store).failures.values()
    assert why == "处理的时候文件变了，再运行一次"


def test_photo_of_any_name_in_docs_is_swapped(sandbox: Sandbox) -> None:
    data = sandbox.photo("docs/a.jpg").read_bytes()
    for name in ("docs/照片", "docs/b.dat", "docs/c.gif"):
        sandbox.write(name, data)
    sandbox.write("docs/notes.txt", b"not a photo")
    sandbox.write("docs/.hidden/d.dat", data)
    built = sandbox.build()
    assert set(built.plan.pictures.pages) == {"a.jpg", "照片", "b.dat", "c.gif"}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF", "GIF", "TIFF", "BMP"])
def test_every_format_is_known_by_its_bytes(kind: str, tmp_path: Path) -> None:
    pillow_heif.register_heif_opener()
    Image.new("RGB", (64, 64), "red").save(tmp_path / "docs.bak", kind)
    assert tells_by_name("docs.bak") is None
    assert starts_as_photo((tmp_path / "docs.bak").read_bytes()[:HEAD_BYTES])
    assert tells_by_name("assets/docs.bak") is False
    assert not starts_as_photo(b"%PDF-1.7 and more than sixteen bytes")


def test_photo_that_came_while_others_were_made_is_left_out(sandbox: Sandbox) -> None:
    from loudao.plugin import hooks
    from loudao.story import build as story

    data = sandbox.photo("docs/a.jpg").read_bytes()
    real = story.build

    def late(*words: object) -> object:
        built = real(*words)  # type: ignore[arg-type]
        sandbox.write("docs/late.jpg", data)
        return built

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hooks, "build", late)
        folder = build_site(sandbox.config, None, "2026-11-21", {})
    assert (folder / "a.jpg").read_bytes() != data
    assert not (folder / "late.jpg").exists()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
@pytest.mark.parametrize("value", range(1, 9))
def test_every_format_is_turned_once(kind: str, value: int, tmp_path: Path, store: Store) -> None:
    upright = Image.new("RGB", (400, 240), "white")
    upright.paste("red", (0, 0, 200, 120))
    undo = [None, 0, 3, 1, 5, 2, 6, 4][value - 1]  # as Image.Transpose numbers them
    stored = upright if undo is None else upright.transpose(Image.Transpose(undo))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = value
    stored.save(tmp_path / "a", kind, exif=exif)
    picture = picture_of(tmp_path / "a", store)
    assert (picture.width, picture.height) == (400, 240)
    made = opened(picture, store).convert("RGB")
    assert delta_e(made.getpixel((100, 60)), (255, 0, 0)) < 8  # type: ignore[arg-type]
    assert delta_e(made.getpixel((300, 180)), (255, 255, 255)) < 8  # type: ignore[arg-type]


@pytest.mark.photos
@needs_photos
@pytest.mark.parametrize(
    "name",
    ["heic-orientation-6-arrow.heic", "heic-small-orientation-5.heic", "avif-rot1-mir1.avif",
     "tiff-orientation-6.tif", "png-exif-orientation-6.png", "webp-orientation-6-gps.webp"],
)  # fmt: skip
def test_real_turned_files_stand_as_their_camera_was_held(name: str, store: Store) -> None:
    path = SHARED_PHOTOS / "formats" / name
    made = opened(picture_of(path, store), store).convert("L")
    pillow_heif.register_heif_opener()
    with Image.open(path) as image:
        # HEIC and TIFF are turned by their readers, the others by their EXIF
        image.load()
        upright = image if image.format in ("HEIF", "TIFF") else ImageOps.exif_transpose(image)
        paper = Image.new("RGBA", upright.size, "white")
        paper.alpha_composite(upright.convert("RGBA"))
    expected = paper.convert("L").resize(made.size, Image.Resampling.LANCZOS)
    difference = ImageChops.difference(made, expected).resize((1, 1), Image.Resampling.BOX)
    mean = difference.getpixel((0, 0))
    assert isinstance(mean, int)
    assert mean < 6


@pytest.mark.parametrize(
    ("mode", "white"), [("F", 1.0), ("F", 255.0), ("F", 4000.0), ("I", 65535), ("I", 2**30)]
)
def test_scientific_grey_has_its_own_white(
    mode: str, white: float, tmp_path: Path, store: Store
) -> None:
    image = Image.new(mode, (64, 64), white)
    image.paste(white / 2 if mode == "F" else int(white) // 2, (0, 0, 32, 64))
    image.save(tmp_path / "a.tif")
    made = opened(picture_of(tmp_path / "a.tif", store), store)
    assert [made.getpixel((x, 30)) for x in (8, 56)] == [pytest.approx(127, abs=2), 255]


def test_heights_of_one_width_have_names_of_their_own(tmp_path: Path, store: Store) -> None:
    picture = picture_of(make_photo(tmp_path / "a.jpg", (40, 800)), store)
    tall = [plan_print(picture, 1, height, 300) for height in (10.0, 10.1, 10.2)]
    sizes = {(d.width, d.height) for d in tall}
    assert len({d.name for d in tall}) == len(sizes) > len({d.width for d in tall})


def test_probe_of_another_version_is_made_again(tmp_path: Path, store: Store) -> None:
    path = make_photo(tmp_path / "a.jpg")
    probe = probe_file(path, store)
    assert isinstance(probe, Probe)
    journal = Journal(store.journal_path("probes"))
    journal.add(name_of(path, store), ["0 old", *probe.time, probe.digest, 9, 9, 1])
    assert probe_file(path, store) == probe


def test_large_png_is_not_decoded_to_be_looked_at(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "a.png"
    Image.new("L", (8000, 8000)).save(path)
    with opened_photo(path) as image:
        assert orientation(image) == 1
        assert image.fp is not None, "a decoded file is closed"  # type: ignore[attr-defined]
