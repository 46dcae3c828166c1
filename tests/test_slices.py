"""Long scrolls in slices: nothing is lost, each is light to fetch, and they join to the whole."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from conftest import make_photo
from loudao.photos import plan
from loudao.photos.derivative import Derivative
from loudao.photos.derive import ROOM
from loudao.photos.plan import Picture, plan_picture
from loudao.photos.probe import FileTime, Probe
from loudao.photos.recipe import ImageFormat, Recipe
from loudao.store import Store
from photo_work import derive, probe_file

RATIOS = (2.5, 3.9, 4.1, 5, 7.3, 12, 17.07, 25, 33.3, 40)
ACROSS = (90, 300, 481, 655, 960, 1600)
LIGHT = 700_000

LIKE_ANOTHER_SIZE = re.compile(r"-\d+\.\w+$")
"""How sw.js tells that two files are sizes of one picture."""


def planned(width: int, height: int) -> Picture:
    return plan_picture(Probe("a.jpg", FileTime(1, 1), "0", width, height))


def turned(ratio: float, across: int, standing: bool) -> tuple[int, int]:
    size = (round(across * ratio), across)
    return size[::-1] if standing else size


@pytest.mark.parametrize("standing", [False, True])
@pytest.mark.parametrize("across", ACROSS)
@pytest.mark.parametrize("ratio", RATIOS)
def test_every_pixel_of_a_long_scroll_is_in_a_slice_of_bounded_size(
    ratio: float, across: int, standing: bool
) -> None:
    picture = planned(*turned(ratio, across, standing))
    largest = picture.sizes[-1]
    assert bool(picture.cuts) == (ratio > 4 and largest[0] * largest[1] > LIGHT)
    assert len(picture.slices) == max(0, len(picture.cuts) - 1)
    if not picture.cuts:
        assert picture.derivatives == picture.wholes
        assert picture.key == picture.web_key
        return
    assert picture.cuts[0] == 0
    assert picture.cuts[-1] == max(largest)
    assert all(at % 16 == 0 for at in picture.cuts[:-1])
    assert len({d.name for d in picture.derivatives}) == len(picture.derivatives)
    for (begin, end), files in zip(pairwise(picture.cuts), picture.slices, strict=True):
        for each in files:
            assert each.box
            start, stop = each.box[standing], each.box[standing + 2]
            assert start == begin
            assert end <= stop <= max(largest)
            assert stop > end or end == max(largest), "the next one lies over its end"
            assert max(each.width, each.height) <= 1400
            size = each.width, each.height
            along = (stop - start) / size[standing]
            assert along == pytest.approx(min(largest) / size[not standing], rel=0.01)
            assert not LIKE_ANOTHER_SIZE.search(each.name)
        assert {d.format for d in files} == {"webp", "jpg"}
    read = [d for d in picture.wholes if max(d.width, d.height) > 1920 * 1.1]
    assert [d for d in read if d.format != "jpg"] == []
    assert picture.largest in picture.wholes


def painted(path: Path, size: tuple[int, int]) -> Path:
    """Waves of colour with grain: neither flat nor noise."""
    make_photo(path, size, seed=5)
    with Image.open(path) as coarse:
        grain = Image.effect_noise(size, 24).convert("RGB")
        Image.blend(coarse.convert("RGB"), grain, 0.15).save(path, quality=95)
    return path


def picture_of(path: Path, store: Store) -> Picture:
    probe = probe_file(path, store)
    assert isinstance(probe, Probe), probe
    return plan_picture(probe)


def difference(one: Image.Image, other: Image.Image) -> float:
    means = ImageStat.Stat(ImageChops.difference(one.convert("RGB"), other.convert("RGB"))).mean
    return max(means)


def opened(store: Store, each: Derivative) -> Image.Image:
    with Image.open(store.path(ROOM, each.name)) as image:
        image.load()
        assert image.size == (each.width, each.height)
        return image


@pytest.mark.parametrize("standing", [False, True])
@pytest.mark.parametrize(
    ("ratio", "across"), [(4.2, 480), (6, 700), (25, 300), (30, 655), (40, 410)]
)
def test_slices_join_to_what_the_whole_shows(
    ratio: float, across: int, standing: bool, tmp_path: Path
) -> None:
    store = Store(tmp_path / "store")
    picture = picture_of(painted(tmp_path / "a.jpg", turned(ratio, across, standing)), store)
    derived = derive([picture], store)
    assert (derived.failures, derived.decoded) == ({}, 1)
    assert derived.written == len(picture.derivatives)
    whole = opened(store, picture.largest)
    joined = {ending: Image.new("RGB", whole.size) for ending in ("jpg", "webp")}
    for files in picture.slices:
        for each in files:
            assert each.box
            image = opened(store, each)
            shown = whole.resize(image.size, Image.Resampling.BICUBIC, each.box)
            assert difference(image, shown) < 4
            assert store.path(ROOM, each.name).stat().st_size < 120_000
            if min(whole.size) == image.size[not standing]:
                joined[each.format].paste(image, (int(each.box[0]), int(each.box[1])))
    for ending, most in (("jpg", 0.2), ("webp", 5)):
        everywhere = difference(joined[ending], whole)
        assert everywhere < most
        for at in picture.cuts[1:-1]:
            left, top = (0, at - 8) if standing else (at - 8, 0)
            right, bottom = (whole.width, at + 8) if standing else (at + 8, whole.height)
            box = (left, top, right, bottom)
            here = difference(joined[ending].crop(box), whole.crop(box))
            assert here < 1.5 * everywhere + 0.3, "where two join nothing is lost"
    assert derive([picture], store).written == 0


def test_scroll_that_one_can_see_through_is_cut_on_white(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    Image.new("RGBA", (3000, 500), (0, 0, 0, 0)).save(tmp_path / "a.png")
    picture = picture_of(tmp_path / "a.png", store)
    assert derive([picture], store).failures == {}
    for files in picture.slices:
        for each in files:
            image = opened(store, each)
            assert image.mode == "RGB"
            assert image.getextrema() == ((255, 255),) * 3


@pytest.mark.parametrize("formats", [(), ("webp",), ("avif", "webp")])
def test_slices_have_every_format_of_the_site(
    formats: tuple[ImageFormat, ...], tmp_path: Path
) -> None:
    store = Store(tmp_path / "store")
    probe = probe_file(make_photo(tmp_path / "a.jpg", (2500, 400)), store)
    assert isinstance(probe, Probe)
    picture = plan_picture(probe, Recipe(formats))
    assert derive([picture], store).failures == {}
    for files in picture.slices:
        assert {d.format for d in files} == {*formats, "jpg"}
        assert all(opened(store, d).size[1] == 400 for d in files)


def test_cache_of_a_version_that_cut_nothing_is_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path / "store")
    path = make_photo(tmp_path / "a.jpg", (5000, 400))
    with monkeypatch.context() as before:
        before.setattr(plan, "plan_cuts", lambda width, height: ())
        former = picture_of(path, store)
        assert derive([former], store).written == len(former.derivatives)
    picture = picture_of(path, store)
    assert picture.cuts
    assert not former.cuts
    assert picture.key != former.key == former.web_key
    assert picture.web_key == former.web_key, "what hangs is not called old"
    assert derive([picture], store).written == len(picture.derivatives)
    assert derive([former], store).written == 0, "an older build finds its own"
