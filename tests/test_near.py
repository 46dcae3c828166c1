"""看大图 in tiles: they are the whole photo, nothing is enlarged, and only what is seen comes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser, Page

from conftest import Sandbox, make_photo, open_workshop
from loudao.photos.derive import ROOM, Wanted
from loudao.photos.near import TILE
from loudao.photos.plan import Picture, plan_picture
from loudao.photos.probe import FileTime, Probe
from loudao.plugin.engine import build_site
from loudao.store import Store
from loudao.story.clean import clean_unused
from photo_work import derive, probe_file
from test_browser import serving

PHONE: Any = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 3,
    "has_touch": True,
}


def planned(width: int, height: int) -> Picture:
    return plan_picture(Probe("a.jpg", FileTime(1, 1), "0", width, height), is_near=True)


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 16_000), st.integers(1, 16_000))
def test_tiles_are_the_whole_photo_each_pixel_once_and_no_larger_than_it_is(
    width: int, height: int
) -> None:
    picture = planned(width, height)
    near = picture.near
    shown = max(picture.sizes[-1])
    if near is None:
        assert max(width, height) < shown * 1.25 or width * height > 48_000_000
        return
    names = [tile.name for tile in near.tiles]
    assert len(set(names)) == len(names)
    assert not set(names) & {each.name for each in picture.derivatives}
    for level in near.levels:
        assert shown < max(level.width, level.height) <= max(width, height)
        assert level.width * level.height <= 48_100_000
        assert level.width / width == pytest.approx(1 / level.base, rel=0.01, abs=1 / width)
        across = -(-level.width // TILE)
        for number, tile in enumerate(level.tiles):
            left, top = number % across * TILE, number // across * TILE
            assert tile.box == (left, top, left + tile.width, top + tile.height)
            assert tile.uri == f"{level.stem}{number}.jpg", "what the viewer asks for"
        assert sum(tile.width * tile.height for tile in level.tiles) == level.width * level.height
        assert max(max(tile.width, tile.height) for tile in level.tiles) <= TILE
    assert all(finer.base * 2 == coarser.base for finer, coarser in pairwise(near.levels))
    assert max(near.levels[-1].width, near.levels[-1].height) < shown * 2.6, "none between"


def test_who_did_not_ask_gets_none() -> None:
    probe = Probe("a.jpg", FileTime(1, 1), "0", 4032, 3024)
    assert plan_picture(probe).near is None


def painted(path: Path, size: tuple[int, int], turn: int = 1) -> Path:
    """Waves with grain; as a camera stores it that was held otherwise."""
    path.parent.mkdir(parents=True, exist_ok=True)
    make_photo(path, size, seed=7)
    with Image.open(path) as smooth:
        grain = Image.effect_noise(size, 40).convert("RGB")
        image = Image.blend(smooth.convert("RGB"), grain, 0.2)
    exif = Image.Exif()
    exif[0x0112] = turn
    image.save(path, quality=93, exif=exif)
    return path


@pytest.mark.parametrize(
    ("size", "turn"), [((2900, 2100), 1), ((2900, 2100), 6), ((1300, 5100), 3)]
)
def test_put_together_they_are_the_photo_upright(
    size: tuple[int, int], turn: int, tmp_path: Path
) -> None:
    store = Store(tmp_path / ".cache")
    path = painted(tmp_path / "a.jpg", size, turn)
    probe = probe_file(path, store)
    assert isinstance(probe, Probe)
    picture = plan_picture(probe, is_near=True)
    near = picture.near
    assert near
    derive([Wanted(picture, near=near)], store)
    level = near.levels[0]
    together = Image.new("RGB", (level.width, level.height))
    for tile in level.tiles:
        with Image.open(store.path(ROOM, tile.name)) as image:
            assert image.size == (tile.width, tile.height)
            assert not image.getexif()
            assert tile.box
            together.paste(image, (int(tile.box[0]), int(tile.box[1])))
    with Image.open(path) as stored:
        upright = {1: None, 3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_270}[turn]
        true = (
            stored.convert("RGB") if upright is None else stored.convert("RGB").transpose(upright)
        )
    assert together.size == true.size
    assert max(ImageStat.Stat(ImageChops.difference(together, true)).mean) < 6
    again = derive([Wanted(picture, near=near)], store)
    assert (again.written, again.decoded) == (0, 0)
    store.path(ROOM, level.tiles[1].name).unlink()
    assert derive([Wanted(picture, near=near)], store).written == len(near.tiles)


WORKS = """\
kind: gallery
title: {title}
at: nonghang/3/2
consent: yes
works:
  - {{photo: 大.jpg, title: 大图}}
  - {{photo: 小.jpg, title: 小图}}
  - {{photo: 不许.jpg, title: 不许, consent: no}}
"""


@pytest.fixture
def halls(sandbox: Sandbox) -> Sandbox:
    sandbox.gallery("春", WORKS.format(title="春"))
    painted(sandbox.root / "galleries/春/大.jpg", (4032, 3024))
    painted(sandbox.root / "galleries/春/小.jpg", (1200, 900))
    painted(sandbox.root / "galleries/春/不许.jpg", (4032, 3024))
    return sandbox


def tiles_in(box: Sandbox) -> set[str]:
    return {name for name in box.build().made.media if "-1t" in name}


def test_a_site_has_tiles_of_what_is_large_and_may_be_shown(halls: Sandbox) -> None:
    assert len(tiles_in(halls)) == 12, "4032×3024 is four by three; the artist of 不许 said no"


def test_a_gallery_can_do_without_and_the_cache_forgets_them(halls: Sandbox) -> None:
    halls.build()
    halls.gallery("春", WORKS.format(title="春") + "zoom: no\n")
    assert tiles_in(halls) == set()
    site = halls.site()
    clean_unused(halls.plan(), open_workshop(site).store)
    assert [path.name for path in site.cache.rglob("*-1t*")] == []


@pytest.fixture
def page(halls: Sandbox, browser: Browser) -> Iterator[Page]:
    folder = build_site(halls.config, None, "2026-11-21", {})
    with serving(folder) as address, browser.new_context(**PHONE) as context:
        page = context.new_page()
        page.goto(f"{address}galleries/春/大/")
        yield page


def seen(page: Page) -> float:
    """The share of the window that tiles cover."""
    return float(
        page.evaluate(
            """() => {
              const inside = ({ left, right, top, bottom }) =>
                Math.max(0, Math.min(right, innerWidth) - Math.max(left, 0)) *
                Math.max(0, Math.min(bottom, innerHeight) - Math.max(top, 0));
              const tiles = [...document.querySelectorAll(".viewer img + img")];
              const loaded = tiles.filter((tile) => tile.complete && tile.naturalWidth);
              return loaded.reduce((sum, tile) => sum + inside(tile.getBoundingClientRect()), 0) /
                (innerWidth * innerHeight);
            }"""
        )
    )


def test_the_screen_is_filled_with_the_photos_own_pixels_and_no_more_is_fetched(
    page: Page,
) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url.rpartition("/")[2]))
    page.get_by_role("link", name="看大图").click()
    page.locator(".viewer img").first.wait_for()
    page.wait_for_timeout(400)
    assert [name for name in fetched if "-1t" in name] == [], "whole, the file is sharp"
    for _ in range(4):
        page.get_by_role("button", name="放大").click()
    page.wait_for_timeout(200)
    page.wait_for_load_state("networkidle")
    assert seen(page) == pytest.approx(1, abs=0.01)
    came = [name for name in fetched if "-1t" in name]
    assert 1 <= len(came) < 12
    assert len(set(came)) == len(came)
    for _ in range(40):
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(400)
    page.wait_for_load_state("networkidle")
    assert seen(page) == pytest.approx(1, abs=0.01), "what is moved to comes"


def test_the_viewer_is_told_in_whole_numbers_where_tiles_are(page: Page) -> None:
    near = json.loads(page.get_by_role("link", name="看大图").get_attribute("data-near") or "")
    assert near["side"] == TILE
    [[width, height, stem]] = near["levels"]
    assert (width, height) == (4032, 3024)
    assert stem.startswith("../../../media/")


def test_without_signal_the_file_that_came_stays_and_nothing_complains(page: Page) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.get_by_role("link", name="看大图").click()
    page.locator(".viewer img").first.wait_for()
    page.wait_for_timeout(300)
    page.context.set_offline(True)
    for _ in range(4):
        page.get_by_role("button", name="放大").click()
    page.wait_for_timeout(600)
    assert page.locator(".viewer img").count() == 1
    assert errors == []
