"""Cards that stand beside each other and are cut apart: nothing is painted where the knife goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import TODAY, Sandbox, print_sheets
from loudao.story.printing import PrintOptions
from loudao.styles.faces import Faces
from loudao.styles.styles import load_styles
from pdf import marks_of, render

STYLES = sorted(load_styles(Path(), Faces())[0].by_name)
CUT = 105
"""mm from the left: where two cards of 95 mm meet on A4."""

DPI = 200


def cards(box: Sandbox, blanks: str = "", **how: object) -> Path:
    box.write(
        "galleries/卡/print.yml",
        f"kind: cards\ntitle: 活动反馈卡\n{blanks}rows: [{{活动: 扫雪}}, {{}}, {{}}, {{}}]\n",
    )
    result = print_sheets(box.site(), TODAY, PrintOptions(("cards",), **how))  # type: ignore[arg-type]
    assert [str(p) for p in result.problems if p.is_error] == []
    [done] = result.printed
    return done.pdf


@pytest.mark.parametrize("style", STYLES)
def test_what_is_painted_on_a_card_keeps_clear_of_the_cut(style: str, sandbox: Sandbox) -> None:
    image = render(cards(sandbox, style=style), dpi=DPI).convert("RGB")
    for beside in (-2.4, -1.2, 1.2, 2.4):
        x = round((CUT + beside) / 25.4 * DPI)
        column = [
            image.getpixel((x, y)) for y in range(round(0.1 * image.height), image.height // 2)
        ]
        assert len(set(column)) == 1, beside


@pytest.mark.parametrize("style", STYLES)
def test_a_version_on_a_card_is_read_without_a_glass(style: str, sandbox: Sandbox) -> None:
    marks = marks_of(cards(sandbox, style=style))
    assert min(it.size for it in marks if it.text in "版扫码") >= 8
