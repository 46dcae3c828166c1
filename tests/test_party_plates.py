"""Plates of Party members are red and gold in every style; other plates are as their style is."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import TODAY, Sandbox, print_sheets
from loudao.story.printing import PrintOptions
from loudao.styles.faces import Faces
from loudao.styles.styles import load_styles
from pdf import decode_codes, marks_of, render

STYLES = sorted(load_styles(Path(), Faces())[0].by_name)
RED_ANYWAY = {"red", "festival"}
INSIDE = ((18.5, 40), (100, 21), (139, 40), (100, 77.5))
"""Points of the first plate in mm of the sheet, where no words stand."""


def plates(box: Sandbox, title: str, **how: object) -> Path:
    box.write(
        "galleries/牌/print.yml",
        f"kind: door-plates\ntitle: {title}\nat: nonghang/3/2\n"
        'lines: ["{门牌} 室", "{服务}"]\nrows:\n  - {门牌: 201, 服务: 读书角管理员}\n',
    )
    options = PrintOptions(("door-plates",), **how)  # type: ignore[arg-type]
    result = print_sheets(box.site(), TODAY, options)
    assert [str(it) for it in result.problems if it.is_error] == []
    [done] = result.printed
    return done.pdf


def reds(pdf: Path) -> list[bool]:
    image = render(pdf, dpi=72)
    colours = [image.getpixel((round(x * 72 / 25.4), round(y * 72 / 25.4))) for x, y in INSIDE]
    return [
        isinstance(colour, tuple) and colour[0] > 110 and max(colour[1:3]) < 60
        for colour in colours
    ]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("title", ["中共党员", "党员先锋岗", "共产党员户", "红心党小组"])
def test_what_speaks_of_the_party_is_red(title: str, style: str, sandbox: Sandbox) -> None:
    pdf = plates(sandbox, title, style=style)
    assert reds(pdf) == [True] * len(INSIDE)
    assert len(decode_codes(pdf)) == 1


@pytest.mark.parametrize("style", sorted(set(STYLES) - RED_ANYWAY))
@pytest.mark.parametrize("title", ["最美家庭", "楼栋长", "民革党员", "书画之家"])
def test_other_plates_are_as_their_style_is(title: str, style: str, sandbox: Sandbox) -> None:
    assert reds(plates(sandbox, title, style=style)) == [False] * len(INSIDE)


def test_red_is_spared_where_ink_is(sandbox: Sandbox) -> None:
    assert reds(plates(sandbox, "中共党员", style="red", light=True)) == [False] * len(INSIDE)


@pytest.mark.parametrize("style", STYLES)
def test_duty_is_read_across_a_landing(style: str, sandbox: Sandbox) -> None:
    marks = marks_of(plates(sandbox, "中共党员", style=style))
    assert min(it.size for it in marks if it.text in "读书管理") >= 25
