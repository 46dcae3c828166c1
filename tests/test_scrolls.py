"""The page of a long scroll in a real Chromium: slices side by side, and nobody sees that they
are."""

from __future__ import annotations

import io
import json
import re
from array import array
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any, Literal, NamedTuple

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser, Page

from conftest import Sandbox, build, small_site
from loudao.plugin.engine import build_site
from loudao.web.walk import MOST_BYTES
from test_browser import PHONE, Visit, axe, serving
from test_slices import painted

pytestmark = pytest.mark.browser

LONG = [((5000, 500), "x", "国画"), ((5000, 500), "x", "摄影"), ((500, 5000), "y", "书法")]
SCREENS: list[dict[str, Any]] = [
    {"viewport": {"width": width, "height": height}, "device_scale_factor": density}
    for density, width, height in (
        (1, 390, 844), (1.1, 1283, 761), (1.25, 412, 823), (1.75, 412, 823), (2, 1440, 900),
        (2.625, 393, 851), (3, 375, 667),
    )
]  # fmt: skip
PAGE = "galleries/春/卷/"
GROUND = ".strip,.pan{background:#f0f!important;outline:0!important}.dock{display:none!important}"


def site_of(folder: Path, size: tuple[int, int], form: str, colour: str = "") -> Sandbox:
    box = small_site(folder)
    photo = box.photo("galleries/春/卷.jpg", size)
    if colour:
        Image.new("RGB", size, colour).save(photo, quality=95)
    else:
        painted(photo, size)
    work = f"{{photo: 卷.jpg, title: 卷, alt: 江山, form: {form}}}"
    box.gallery("春", f"title: 春\nat: nonghang/3/2\nworks: [{work}]\n")
    return box


class Built(NamedTuple):
    """A site with one scroll."""

    size: tuple[int, int]
    way: str
    form: str
    folder: Path


def built(factory: pytest.TempPathFactory, number: int, colour: str = "") -> Built:
    size, way, form = LONG[number]
    box = site_of(factory.mktemp("scroll"), size, form, colour)
    return Built(size, way, form, build_site(box.config, None, "2026-11-21", {}))


@pytest.fixture(scope="module", params=range(len(LONG)))
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built(tmp_path_factory, request.param)


@pytest.fixture(scope="module", params=range(len(LONG)))
def plain_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Of one colour: whatever else is seen in it is none of its own."""
    return built(tmp_path_factory, request.param, "#4a8a5c")


def all_come(page: Page) -> None:
    """Every slice fetched and decoded."""
    page.evaluate(
        """() => Promise.all([...document.querySelectorAll(".strip img")].map((image) => {
            image.loading = "eager";
            return image.decode();
        }))"""
    )


def screens(page: Page, way: str) -> Iterator[Image.Image]:
    """What a reader sees of a scroll, a screen after the other; what is beside it cut off."""
    pan = page.locator(".pan")
    whole, seen, back, beside, dense = pan.evaluate(
        """(e, lies) => [lies ? e.scrollWidth : e.scrollHeight,
            lies ? e.clientWidth : e.clientHeight, getComputedStyle(e).direction == "rtl",
            lies ? 0 : (e.clientWidth - e.querySelector(".strip").clientWidth) / 2,
            devicePixelRatio]""",
        way == "x",
    )
    edge = round(beside * dense) + 5
    move = f"(e, at) => {{ e.scroll{'Left' if way == 'x' else 'Top'} = at; }}"
    for number in range(int(whole // (seen - 8)) + 1):
        # edges fall between the pixels
        pan.evaluate(move, number * (seen - 7.3) * (-1 if back else 1))
        with Image.open(io.BytesIO(pan.screenshot())) as shot:
            yield shot.convert("RGB").crop((edge, 5, shot.width - edge, shot.height - 5))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_hair_line_shines_through_at_any_density(
    plain_site: Built, scheme: Literal["light", "dark"], browser: Browser
) -> None:
    with serving(plain_site.folder) as address:
        for screen in SCREENS:
            with browser.new_context(**screen, color_scheme=scheme, bypass_csp=True) as context:
                page = Visit(context, address).open(PAGE)
                page.add_style_tag(content=GROUND)
                all_come(page)
                for shot in screens(page, plain_site.way):
                    for low, high in ImageStat.Stat(shot).extrema:
                        assert high - low <= 6, screen


def test_slices_look_as_the_whole_would(site: Built, browser: Browser) -> None:
    """No line across differs more from the whole than compression makes any differ."""
    whole = "document.querySelector('.zoom').href"
    for screen in SCREENS[2::2]:
        with (
            serving(site.folder) as address,
            browser.new_context(**screen, bypass_csp=True) as context,
        ):
            page = Visit(context, address).open(PAGE)
            all_come(page)
            page.add_style_tag(content=".pan{outline:0!important}.dock{display:none!important}")
            sliced = list(screens(page, site.way))
            page.evaluate(
                f"""() => {{
                    const whole = new Image();
                    whole.src = {whole};
                    whole.style.cssText = "width:100%;height:100%;z-index:1;max-width:none";
                    document.querySelector(".strip").append(whole);
                    return whole.decode();
                }}"""
            )
            for one, other in zip(sliced, screens(page, site.way), strict=True):
                apart = ImageChops.difference(one, other).convert("L").convert("F")
                line = (apart.width, 1) if site.way == "x" else (1, apart.height)
                lines = array("f", apart.resize(line, Image.Resampling.BOX).tobytes())
                assert max(lines) < 2 * median(lines) + 2, screen


def test_first_view_fetches_few_slices_and_nothing_jumps(site: Built, browser: Browser) -> None:
    with serving(site.folder) as address, browser.new_context(**PHONE) as context:
        visit = Visit(context, address)
        visit.page.add_init_script(
            """window.jumped = 0;
            new PerformanceObserver((list) => {
                for (const each of list.getEntries()) window.jumped += each.value;
            }).observe({ type: "layout-shift", buffered: true });"""
        )
        page = visit.open(PAGE)
        images = page.locator(".strip img")
        ways = images.evaluate_all("all => all.map(i => i.getAttribute('loading') || 'eager')")
        assert ways == ["eager"] * 2 + ["lazy"] * (len(ways) - 2)
        assert images.evaluate_all("all => all.every(i => i.width && i.height)")
        of_slices = [url for url in visit.requests if re.search(r"-\d+of\d+x", url)]
        assert 2 <= len(of_slices) < (5 if site.way == "x" else len(ways))
        names = [Path(url.rpartition("/")[2]).stem.partition("-")[2] for url in of_slices[:1]]
        begins = f"{len(ways)}of" if site.form == "国画" else "1of"
        assert names[0].startswith(begins), "what one comes to first"
        assert page.evaluate("window.jumped") < 0.02
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        assert axe(page) == []
        for shot in screens(page, site.way):
            assert shot
        page.wait_for_load_state("networkidle")
        got = images.evaluate_all("all => all.filter(i => i.naturalWidth).length")
        assert got == len(ways), "whoever has moved along has seen all"
        visit.assert_quiet()


def test_scroll_reads_without_scripts_and_is_described_once(site: Built, browser: Browser) -> None:
    with (
        serving(site.folder) as address,
        browser.new_context(**PHONE, java_script_enabled=False) as context,
    ):
        visit = Visit(context, address)
        page = visit.open(PAGE)
        assert page.locator(".wall img[alt=江山]").count() == 1
        assert page.locator(".wall img:not([alt])").count() == 0
        slices = page.locator(".strip img").count()
        of_slices = {url for url in visit.requests if re.search(r"-\d+of\d+x", url)}
        assert len(of_slices) == slices > 2
        html = page.content()
        card = re.search(r'og:image" content="([^"]+)"', html)
        assert card
        assert re.search(r"media/[0-9a-f]{16}-\d+\.jpg$", card[1])
        visit.assert_quiet()


def test_scroll_on_paper_is_whole_on_one_page(site: Built, browser: Browser) -> None:
    with serving(site.folder) as address, browser.new_context(**PHONE) as context:
        page = Visit(context, address).open(PAGE)
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 794, "height": 1123})
        shown = page.locator(".pan").bounding_box()
        if site.way == "x":
            assert shown is None
            whole = page.locator(".full img").bounding_box()
            assert whole
            assert whole["width"] > 600
        else:
            assert shown
            assert 500 < shown["height"] < 1000
        assert not page.locator(".hint").is_visible()


def test_scroll_alone_is_seen_whole_and_large(site: Built, browser: Browser) -> None:
    with serving(site.folder) as address, browser.new_context(**PHONE) as context:
        visit = Visit(context, address)
        page = visit.open(PAGE)
        page.locator(".zoom").click()
        large = page.locator(".viewer img")
        large.wait_for()
        shown = large.evaluate(
            "i => i.decode().then(() => [i.naturalWidth, i.naturalHeight, i.alt])"
        )
        assert shown == [*site.size, "江山"]
        visit.assert_quiet()


@pytest.mark.parametrize("size", [(12_000, 700), (700, 12_000), (5000, 500)])
def test_walk_keeps_one_whole_picture_of_a_scroll(size: tuple[int, int], tmp_path: Path) -> None:
    files = build(site_of(tmp_path, size, "国画").site()).files
    [walk] = [json.loads(str(f.content)) for f in files if f.uri.endswith("walk.json")]
    assert walk["bytes"] <= MOST_BYTES
    assert len(walk["media"]) == 1
    assert re.search(r"-\d+\.webp$", walk["media"][0])
