"""One decode a photo, the same bytes in any company, and keys that know no machine."""

from __future__ import annotations

import io
import itertools
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PIL import Image

from conftest import TODAY, Sandbox, make_photo, open_workshop, print_sheets, read_tree
from loudao import pool
from loudao.photos import job
from loudao.photos.decode import decode
from loudao.photos.derivative import Derivative
from loudao.photos.derive import ROOM, Wanted, encode_preview
from loudao.photos.plan import Picture, plan_picture, plan_print
from loudao.photos.plan import settle_base as settled
from loudao.photos.previews import plan_preview
from loudao.photos.probe import Probe
from loudao.photos.recipe import EDGES, Recipe
from loudao.photos.sizes import plan_sizes
from loudao.store import Store
from loudao.story.build import build
from photo_work import derive, probe_file


@pytest.fixture
def decodes(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each photo has been decoded; photos are worked on in this very process."""
    counted: Counter[str] = Counter()

    def here(
        function: Callable[[object], object], jobs: Sequence[object], *words: object
    ) -> Iterator[pool.Done[object]]:
        if function is not job.derive_photo:  # Typst's threads would not outlive a fork
            yield from run_jobs(function, jobs, *words)  # type: ignore[arg-type]
            return
        for each in jobs:
            result = function(each)  # type: ignore[arg-type]
            failed = isinstance(result, pool.Failure)
            yield pool.Done(None, result) if failed else pool.Done(result)  # type: ignore[arg-type]

    def counting(path: str, factor: int, max_pixels: int) -> object:
        counted[path] += 1
        return decode(path, factor, max_pixels)

    run_jobs = pool.run_jobs
    monkeypatch.setattr(pool, "run_jobs", here)
    monkeypatch.setattr(job, "decode", counting)
    return counted


def test_build_decodes_each_photo_of_the_demo_once(
    demo_copy: Sandbox, decodes: Counter[str]
) -> None:
    cache = demo_copy.site().cache
    built = demo_copy.build()
    assert built.made.prints_written > 0
    photos = {name: n for name, n in decodes.items() if not Path(name).is_relative_to(cache)}
    assert len(photos) == 19
    assert set(photos.values()) == {1}
    decodes.clear()
    assert demo_copy.build().files
    assert not decodes


def gallery(box: Sandbox) -> Sandbox:
    """Two works on a poster, one of them of many pixels, and a photo on a page."""
    box.photo("galleries/春/竹.jpg", (2400, 1600))
    box.photo("galleries/春/松.jpg", (900, 1200), seed=2)
    box.photo("docs/合影.jpg", (1200, 800), seed=3)
    box.gallery(
        "春",
        "title: 春\nat: nonghang/3/2\nworks:\n"
        "  - {photo: 竹.jpg, title: 竹, alt: 竹}\n  - {photo: 松.jpg, title: 松, alt: 松}\n",
    )
    return box


def test_copied_site_makes_and_probes_nothing(tmp_path: Path, sandbox: Sandbox) -> None:
    root = tmp_path / "old"
    old = gallery(Sandbox(root))
    for name in ("mkdocs.yml", "galleries/places.yml", "docs/index.md"):
        old.write(name, (sandbox.root / name).read_bytes())
    assert old.build().made.pictures_written > 0
    moved = Sandbox(tmp_path / "elsewhere" / "new")
    shutil.copytree(root, moved.root)
    shutil.rmtree(root)
    before = read_tree(moved.site().cache)
    heard: list[tuple[str, int]] = []
    workshop = open_workshop(moved.site())._replace(
        tick=lambda what, done, total, *_: heard.append((what, total))
    )
    again = build(moved.site(), TODAY, workshop)
    assert again.files
    assert (again.made.pictures_written, again.made.prints_written) == (0, 0)
    assert not [what for what, total in heard if total]
    assert read_tree(moved.site().cache) == before
    assert not [name for name, data in before.items() if str(root).encode() in data]


@pytest.mark.parametrize("suffix", ["jpg", "png"])
def test_same_bytes_in_any_company(suffix: str, tmp_path: Path) -> None:
    path = make_photo(tmp_path / f"a.{suffix}", (1100, 770))
    picture = picture_of(path, Store(tmp_path / "probes"))
    assert picture.base == 2
    small, middle, large = prints_of(picture, 20, 45, 90)
    assert [d.base for d in (small, middle, large)] == [2, 2, 1]
    finer = settled(picture, [small, large])
    assert finer.base == 1
    again = prints_of(finer, 20, 45, 90)
    assert again[2] == large
    assert {d.base for d in again} == {1}
    companies = (
        [Wanted(picture)],
        [Wanted(picture, (small,), web=False)],
        [Wanted(picture, (middle, small))],
        [Wanted(picture, (large,)), Wanted(picture, (small,), web=False)],
        [Wanted(finer)],
        [Wanted(finer, tuple(again)), Wanted(picture, (small,))],
    )
    seen: dict[str, bytes] = {}
    for number, wanted in enumerate(companies):
        store = Store(tmp_path / f"store-{number}")
        assert derive(wanted, store).failures == {}
        for name, data in files_of(store).items():
            assert seen.setdefault(name, data) == data, name
    assert len(seen) == len({*picture.derivatives, *finer.derivatives, small, middle, *again})


def test_print_larger_than_the_web_takes_one_decode_once_settled(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    picture = picture_of(make_photo(tmp_path / "a.jpg", (1100, 770)), store)
    [small, large] = prints_of(picture, 20, 90)
    assert settled(picture, [small]) is picture
    assert derive([Wanted(picture, (small, large))], store).decoded == 2
    finer = settled(picture, [small, large])
    assert settled(finer, [small]) is finer
    assert not {d.name for d in finer.derivatives} & {d.name for d in picture.derivatives}
    assert (finer.sizes, finer.digest, finer.source) == (
        picture.sizes, picture.digest, picture.source,
    )  # fmt: skip
    derived = derive([Wanted(finer, tuple(prints_of(finer, 20, 90)))], store)
    assert derived.decoded == 1
    assert derived.written == len(finer.derivatives) + 1, "the large one stands already"


def test_print_then_build_is_build_then_print(tmp_path: Path, sandbox: Sandbox) -> None:
    stores: list[Store] = []
    for order in itertools.permutations((print_only, build_only)):
        box = gallery(Sandbox(tmp_path / f"site-{len(stores)}"))
        for name in ("mkdocs.yml", "galleries/places.yml", "docs/index.md"):
            box.write(name, (sandbox.root / name).read_bytes())
        for step in order:
            step(box)
        stores.append(Store(box.site().cache))
    one, other = (files_of(store) for store in stores)
    assert any("x" in name for name in one), "no pixels for the press"
    assert one == other


def print_only(box: Sandbox) -> None:
    assert print_sheets(box.site(), TODAY).files


def build_only(box: Sandbox) -> None:
    assert box.build().files


def test_preview_has_the_sizes_and_formats_of_a_grid(tmp_path: Path) -> None:
    preview = plan_preview("0123456789abcdef", 297, 420, ("webp",))
    assert (preview.width, preview.height) == (1123, 1587)
    assert (
        preview.sizes == plan_sizes(1123, 1587, EDGES, exact=False)[:2] == ((170, 240), (340, 480))
    )
    assert (preview.probe, preview.source, preview.digest) == (None, "", "")
    assert [d.name.removeprefix(preview.key) for d in preview.derivatives] == [
        "-170.webp", "-340.webp", "-340.jpg",
    ]  # fmt: skip
    assert preview.key.startswith("0123456789abcdef-")
    page = Image.open(make_photo(tmp_path / "a.jpg", (702, 992))).convert("RGB")
    files = encode_preview(page.tobytes(), 702, 992, preview)
    assert [name for name, _ in files] == [d.name for d in preview.derivatives]
    for derivative, (_, data) in zip(preview.derivatives, files, strict=True):
        with Image.open(io.BytesIO(data)) as image:
            assert image.size == (derivative.width, derivative.height)
            assert image.format == {"webp": "WEBP", "jpg": "JPEG"}[derivative.format]
    assert files == encode_preview(page.tobytes(), 702, 992, preview)
    with pytest.raises(ValueError, match="not enough"):
        encode_preview(b"123", 702, 992, preview)


@pytest.mark.parametrize(("width", "height"), [(420, 297), (105, 148), (60, 420), (20, 10)])
def test_preview_of_any_paper_can_be_shown(width: float, height: float) -> None:
    for formats in ((), ("webp",), ("avif", "webp")):
        preview = plan_preview("k", width, height, formats)
        assert preview.of("jpg")
        assert not preview.is_scroll
        assert preview.overview == preview.reading == list(preview.derivatives)
        assert max(preview.sizes[-1]) <= 528


SMALL = Recipe(edges=(64, 128, 256, 512))


def picture_of(path: Path, store: Store) -> Picture:
    """As of a photo of four times as many pixels."""
    probe = probe_file(path, store)
    assert isinstance(probe, Probe)
    return plan_picture(probe, SMALL)


def prints_of(picture: Picture, *millimetres: float) -> list[Derivative]:
    """At 300 ppi, by width."""
    return [plan_print(picture, wide, wide / picture.aspect, 300) for wide in millimetres]


def files_of(store: Store) -> dict[str, bytes]:
    """Of the room of photos, by name."""
    return {path.name: path.read_bytes() for path in (store.root / ROOM).glob("??/*")}
