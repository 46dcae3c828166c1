"""A code stands on the paper of its sheet: no card around it, and still as dark as scanners ask."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple, cast

import pytest
import zxingcpp
from PIL import Image

from conftest import TODAY, Sandbox, print_sheets
from loudao.plan.made import Printed
from loudao.story.printing import PrintOptions
from pdf import render
from test_notice_posters import STYLES, TIPS, WHEN, WHERE, WHO, a_site

SYMBOL_CONTRAST = 0.7
"""What ISO/IEC 15415 asks of the best grade: how much more the light reflects than the dark."""
DPI = 120
TEXT = "kind: notice\ntitle: 笔会\nid: t\nat: nonghang\nfrom: 2026-11-21\nuntil: 2026-11-25\n"


class Scanned(NamedTuple):
    """A code on a page, upright: its dark square in pixels, and how wide a module is."""

    left: int
    top: int
    side: int
    module: float

    def around(self, image: Image.Image, modules: float) -> list[tuple[int, ...]]:
        """The colours of a ring as many modules away from the dark."""
        far = round(modules * self.module)
        (x, y), end = (self.left - far, self.top - far), self.side + 2 * far
        steps = range(0, end, 3)
        points = [(x + n, y) for n in steps] + [(x, y + n) for n in steps]
        points += [(x + n, y + end) for n in steps] + [(x + end, y + n) for n in steps]
        return [cast(tuple[int, ...], image.getpixel(point)) for point in points]


def scanned(image: Image.Image) -> list[Scanned]:
    found = []
    for code in zxingcpp.read_barcodes(image):
        extra = cast(dict[str, Any], code.extra or {})
        if str(extra.get("Version")).isdecimal():
            at, far = code.position.top_left, code.position.bottom_right
            side = (far.x - at.x + far.y - at.y) // 2
            found.append(Scanned(at.x, at.y, side, side / (17 + 4 * int(extra["Version"]))))
    return found


def reflects(colour: tuple[int, ...]) -> float:
    """The luminance of an sRGB colour, from 0 to 1."""
    linear = [(it / 255 / 12.92, ((it / 255 + 0.055) / 1.055) ** 2.4)[it > 10] for it in colour]
    return sum(part * it for part, it in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def town(box: Sandbox) -> Sandbox:
    a_site(box, {"n": ("停水通知", WHEN + WHERE + WHO, TIPS)})
    box.write("docs/t.md", f"---\n{TEXT}---\n\n来写两笔。\n")
    box.photo("galleries/春/a.jpg", (900, 600))
    work = "works: [{photo: a.jpg, title: 甲, alt: 甲, floor: 2}]"
    box.gallery("春", f"title: 春\nat: nonghang/3/1\n{work}\n")
    return box


def printed(box: Sandbox, style: str) -> list[Printed]:
    result = print_sheets(box.site(), TODAY, PrintOptions(("all",), style=style))
    assert [str(p) for p in result.problems if p.is_error] == []
    return [done for done in result.printed if done.print.codes]


def page_of(done: Printed) -> Image.Image:
    return render(Path(done.pdf), dpi=DPI)


@pytest.mark.parametrize("style", STYLES)
def test_paper_of_any_style_is_light_enough_for_a_code(style: str, sandbox: Sandbox) -> None:
    count = 0
    for done in printed(town(sandbox), style):
        image = page_of(done)
        for code in scanned(image):
            inside = image.crop((code.left, code.top, code.left + code.side, code.top + code.side))
            colours = inside.getcolors(inside.width * inside.height) or []
            dark = min(reflects(cast(tuple[int, ...], colour)) for _, colour in colours)
            light = min(map(reflects, code.around(image, 2)))
            assert light - dark >= SYMBOL_CONTRAST, done.print.name
            count += 1
    assert count >= 5, "posters, labels, plates and signs"


@pytest.mark.parametrize("style", STYLES)
def test_notice_of_words_has_no_card_around_its_code(style: str, sandbox: Sandbox) -> None:
    [done] = [done for done in printed(town(sandbox), style) if done.print.sheet.id == "t"]
    image = page_of(done)
    [code] = scanned(image)
    # a leaf with all of the foot on it is no card of the code's
    near, far = (Counter(code.around(image, n)).most_common(1)[0][0] for n in (2, 4.7))
    assert max(abs(a - b) for a, b in zip(near, far, strict=True)) <= 2
