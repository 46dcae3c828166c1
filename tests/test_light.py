"""`--light` spares an office printer the dark ground of a poster in red."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2
import pytest

from conftest import TODAY, Sandbox, print_sheets
from loudao.story.printing import PrintOptions

PLACES = "community: 花园社区\ncourtyards:\n  - {id: n, name: 农行小区, buildings: [{id: 1, name: 1号楼}]}\n"
POEM = "  - {title: 登鹳雀楼之%d, artist: 王之涣, text: 白日依山尽}\n"


def ink_on(path: Path) -> float:
    """How much of the first page is covered, a full tone as 1."""
    document = pypdfium2.PdfDocument(path)
    try:
        pixels = document[0].render(scale=0.4).to_numpy()[:, :, :3]
        return float(np.mean(1 - pixels.min(axis=2) / 255))
    finally:
        document.close()


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("works", [1, 3, 8])
def test_a_light_poster_in_red_covers_a_seventh_of_its_paper_at_most(
    works: int, large: bool, sandbox: Sandbox
) -> None:
    sandbox.write("galleries/places.yml", PLACES)
    poems = "".join(POEM % number for number in range(works))
    sandbox.write(
        "galleries/诗/gallery.yml",
        f"title: 诗画天地\nat: n/1\nstyle: red\nintro: 每周三下午三点有笔会。\nworks:\n{poems}",
    )
    site = sandbox.with_address().site()
    ink = {}
    for light in (False, True):
        options = PrintOptions(("poster",), large=large, light=light)
        [order] = print_sheets(site, TODAY, options).orders
        assert ("浅底" in order.printed.print.name) == light
        ink[light] = ink_on(order.printed.pdf)
    assert ink[True] <= 0.15 < 0.5 < ink[False]


@pytest.mark.parametrize("paper", ["plate", "挂牌"])
def test_a_light_plate_in_red_has_no_silk_behind_its_name(paper: str, sandbox: Sandbox) -> None:
    sandbox.write("galleries/places.yml", PLACES)
    site = sandbox.with_address().site()
    ink = {}
    for light in (False, True):
        options = PrintOptions((paper,), style="red", light=light)
        ink[light] = min(ink_on(it.printed.pdf) for it in print_sheets(site, TODAY, options).orders)
    assert ink[True] < 0.75 * ink[False]
