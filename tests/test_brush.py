"""Titles of galleries in the brush that their posters have, where the site has such a face."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser, Route

from conftest import Sandbox, pages_of, small_site
from loudao.plugin.engine import build_site
from test_browser import SHIFT, Visit, serving

MARKS = "春意浓书画天地一二三四五六七八九十"


def brush_face(path: Path, marks: str = MARKS, wide: int = 1000, corners: int = 4) -> None:
    """A face whose glyphs have so many corners, no two alike, and stand so far from each other."""
    dice = random.Random(corners)
    glyphs = {}
    for name in (".notdef", *(f"g{number}" for number in range(len(marks)))):
        pen = TTGlyphPen(None)
        pen.moveTo((50, 0))
        for _ in range(corners - 1):
            pen.lineTo((dice.randrange(50, 700), dice.randrange(700)))
        pen.closePath()
        glyphs[name] = pen.glyph()
    names = list(glyphs)
    builder = FontBuilder(1000)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap(
        {ord(mark): name for mark, name in zip(marks, names[1:], strict=True)}
    )
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(names, (wide, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Ma Shan Zheng", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=880, usWinAscent=900, usWinDescent=200)
    builder.setupPost()
    path.parent.mkdir(exist_ok=True)
    builder.save(path)


def gallery(box: Sandbox, title: str, style: str) -> str:
    """A gallery's page, as a build makes it."""
    work = '{text: "床前明月光\\n疑是地上霜", title: 静夜思, alt: 诗}'
    box.gallery("春", f"title: {title}\nat: nonghang/3/2\nstyle: {style}\nworks: [{work}]\n")
    return pages_of(box.build())["galleries/春/"]


@pytest.mark.parametrize("style", ["ink", "festival", "red", "fresh", "plain"])
def test_a_title_has_the_brush_where_its_poster_has_it(style: str, sandbox: Sandbox) -> None:
    before = gallery(sandbox, "春意", style)
    assert "@font-face" not in before
    brush_face(sandbox.root / "fonts/brush.ttf")
    faces = sandbox.plan().styles.by_name[style].facts.faces
    assert ("@font-face" in gallery(sandbox, "春意", style)) == ("Ma Shan Zheng" in faces)
    # mixed faces look like a fault
    assert "@font-face" not in gallery(sandbox, "春意盎然", style)


@pytest.mark.parametrize("title", ["春", "春意", "书画天地", "春意浓书画天地一二三四五六七八九十"])
@pytest.mark.parametrize("wide", [800, 1000, 1100])
def test_a_face_of_a_title_has_its_characters_alone(
    title: str, wide: int, sandbox: Sandbox
) -> None:
    brush_face(sandbox.root / "fonts/brush.ttf", wide=wide)
    html = gallery(sandbox, title, "ink")
    built = sandbox.build()
    [uri] = [uri for uri in built.made.media if uri.endswith(".woff")]
    assert f'url("../../{uri}")' in html
    woff = built.made.media[uri].read_bytes()
    assert len(woff) <= 30_000
    with TTFont(BytesIO(woff)) as font:
        assert {*map(chr, font.getBestCmap())} == {*title}
    adjust = re.search(r";size-adjust:([\d.]+)%", html)
    assert adjust and float(adjust[1]) == pytest.approx(100_000 / wide, abs=0.1)


def test_a_title_that_would_weigh_as_much_as_a_picture_keeps_its_face(sandbox: Sandbox) -> None:
    brush_face(sandbox.root / "fonts/brush.ttf", corners=600)
    assert "@font-face" in gallery(sandbox, "春", "ink")
    assert "@font-face" not in gallery(sandbox, MARKS, "ink")


def test_a_title_is_cut_out_once_and_again_where_it_is_no_longer_whole(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    from loudao.styles import fonts

    cut: list[str] = []
    real = fonts.cut_out

    def counted(family: str, paths: Iterable[Path], marks: str) -> fonts.Cut | None:
        cut.append(marks)
        return real(family, paths, marks)

    monkeypatch.setattr(fonts, "cut_out", counted)
    brush_face(sandbox.root / "fonts/brush.ttf")
    first = gallery(sandbox, "春意", "ink")
    assert gallery(sandbox, "春意", "ink") == first and len(cut) == 1
    [path] = [path for uri, path in sandbox.build().made.media.items() if uri.endswith(".woff")]
    whole = path.read_bytes()
    path.write_bytes(whole[:100])
    assert gallery(sandbox, "春意", "ink") == first and len(cut) == 2
    assert path.read_bytes() == whole
    brush_face(sandbox.root / "fonts/brush.ttf", corners=9)
    assert gallery(sandbox, "春意", "ink") != first and len(cut) == 3


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("wide", [900, 1000])
def test_nothing_jumps_when_the_brush_comes(
    width: int, wide: int, browser: Browser, tmp_path: Path
) -> None:
    box = small_site(tmp_path)
    brush_face(box.root / "fonts/brush.ttf", wide=wide)
    box.gallery("春", "title: 书画天地\nat: nonghang/3/2\nstyle: ink\nworks: []\n")
    folder = build_site(box.config, None, "2026-11-21", {})
    with (
        serving(folder) as address,
        browser.new_context(viewport={"width": width, "height": 844}) as context,
    ):
        visit = Visit(context, address)

        def late(route: Route) -> None:
            visit.page.wait_for_timeout(200)
            route.continue_()

        visit.page.route("**/*.woff", late)
        page = visit.open("galleries/春/")
        assert page.evaluate(SHIFT) <= 0.02
        assert page.evaluate("document.fonts.check('900 40px ld-brush', '书画天地')")
        assert [url for url in visit.requests if url.endswith(".woff")]
        visit.assert_quiet()
