"""Catalogues: a picture and its words are one group on their page."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw

from conftest import TODAY, Sandbox, print_sheets
from loudao.story.printing import PrintOptions
from pdf import marks_of, words_of
from test_donation import STYLES

MM = 72 / 25.4
STORY = "从起稿到落款都在楼道里完成。"


def picture_on(path: Path, page: int) -> tuple[float, float, float, float] | None:
    """Left, bottom, right, top in mm of the picture on a page."""
    document = pypdfium2.PdfDocument(path)
    try:
        found = document[page].get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])
        boxes = [tuple(side / MM for side in it.get_bounds()) for it in found]
        return boxes[0] if boxes else None
    finally:
        document.close()


@pytest.mark.parametrize("style", STYLES)
def test_a_title_stands_at_the_edge_of_its_picture_however_both_are(
    style: str, sandbox: Sandbox
) -> None:
    dice = random.Random(style)
    shapes = [(500, 2000), (300, 2400), (800, 1000), (900, 900), (1200, 800), (2400, 300)]
    lines = []
    for n, size in enumerate(shapes * 2):
        note = STORY * dice.choice([0, 0, 1, 4, 16, 90])
        sandbox.photo(f"galleries/画/{n}.jpg", size, n + 1)
        lines.append(f"  - {{id: w{n}, photo: {n}.jpg, title: 卯{n}, note: '{note}'}}\n")
    sandbox.gallery("画", "title: 画\nat: nonghang/3/2\nworks:\n" + "".join(lines))
    for large in (False, True):
        options = PrintOptions(("catalogue",), style=style, large=large)
        result = print_sheets(sandbox.site(), TODAY, options)
        assert [str(p) for p in result.problems if p.is_error] == []
        [printed] = result.printed
        seen = 0
        for page in range(2, printed.pages):
            box = picture_on(printed.pdf, page)
            if box is None:  # a story goes on
                continue
            seen += 1
            left, bottom, right, top = box
            title = next(it for it in marks_of(printed.pdf, page) if it.text == "卯")
            below = bottom - title.top / MM
            beside = title.left / MM - right
            is_below = 0 < below < 14 and abs(title.left / MM - left) < 6
            is_beside = 0 < beside < 14 and bottom - 5 < title.bottom / MM < top
            assert is_below or is_beside, (page, box, title)
        assert seen == len(shapes) * 2


def test_a_story_longer_than_a_page_goes_on_overleaf_and_is_whole(sandbox: Sandbox) -> None:
    many = [0, 20, 150]
    for n in range(len(many)):
        sandbox.photo(f"galleries/画/{n}.jpg", (900, 700), n + 1)
    lines = "".join(
        f"  - {{id: w{n}, photo: {n}.jpg, title: 画{n}, note: '{STORY * times}'}}\n"
        for n, times in enumerate(many)
    )
    sandbox.gallery("画", "title: 画\nat: nonghang/3/2\nworks:\n" + lines)
    result = print_sheets(sandbox.site(), TODAY, PrintOptions(("catalogue",)))
    [printed] = result.printed
    words = words_of(printed.pdf)
    assert printed.pages == 2 + len(many) + 1
    assert all(a <= b for a, b in pairwise(words.index(f"画{n}") for n in range(3)))
    assert len(words.split("起稿")) - 1 == sum(many)
