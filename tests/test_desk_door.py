"""What an editor will need of the house: one sheet from its text to a screen, and nothing else."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any
from xml.etree import ElementTree

from PIL import Image

from conftest import Sandbox, open_workshop
from loudao.compose.sizes import SCREEN
from loudao.photos.derive import derive_photos
from loudao.plan.prints import plan_sheet
from loudao.plan.sheets import read_sheet
from loudao.press.jobs import Press, open_typesetter
from loudao.press.make import open_press, plan_sheets

MANIFEST = """\
title: 书画天地
at: nonghang/3/2
works:
  - {photo: 兰亭.jpg, title: 临《兰亭序》, artist: 老年书画班, alt: 行书手卷}
"""


def test_a_sheet_that_is_only_text_yet_is_drawn_for_a_screen_as_svg_and_png(
    sandbox: Sandbox,
) -> None:
    sandbox.photo("galleries/书画天地/兰亭.jpg", (3000, 2000))
    sandbox.gallery("书画天地", MANIFEST)
    plan = sandbox.plan()
    workshop = open_workshop(plan.site)
    name = "galleries/书画天地/gallery.yml"
    below = plan.tree.below_galleries(name)
    sheet, problems = read_sheet(MANIFEST.replace("天地", "新天"), name, plan.kinds, below)
    assert sheet and problems == []
    manner = dataclasses.replace(plan.brief.manner, profile=SCREEN)
    brief = dataclasses.replace(plan.brief, manner=manner)
    poster = next(plan_sheet(sheet, plan.kinds, brief))
    press, templates = open_press(plan, workshop.store)
    [planned] = plan_sheets([poster], plan, press, templates, workshop.store)
    [(_, file)] = planned.lowered.photos
    assert max(file.width, file.height) < 1200, "a screen wants 72 pixels an inch"
    derive_photos(planned.wanted, plan.site.root, workshop)
    # in a process of its own: Typst's threads would hang the workers that this one forks later
    with ProcessPoolExecutor(1, get_context("spawn")) as other:
        svg, png = other.submit(draw, press, planned.template, planned.lowered.data).result()
    width, height = (
        float(ElementTree.fromstring(svg).attrib[side].removesuffix("pt"))
        for side in ("width", "height")
    )
    assert (round(width), round(height)) == (842, 1191), "A3 in points"
    with Image.open(io.BytesIO(png)) as picture:
        assert abs(picture.width - 842) <= 1 and abs(picture.height - 1191) <= 1


def draw(press: Press, template: str, data: Mapping[str, Any]) -> tuple[str, bytes]:
    typesetter = open_typesetter(press)
    png = typesetter.set_png(template, data, SCREEN.best_ppi)
    return typesetter.set_svg(template, data), png
