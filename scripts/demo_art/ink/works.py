"""The works of ink in the demo, each put together from several parts."""

from __future__ import annotations

from collections.abc import Iterator

from numpy.random import Generator, default_rng
from PIL import Image

from demo_art.faces import BrushFaces
from demo_art.ink.calligraphy import Inscription, paint_inscription
from demo_art.ink.lettering import Columns, write_columns
from demo_art.ink.mountains import paint_mountains
from demo_art.ink.mounting import mount
from demo_art.ink.paper import INK
from demo_art.ink.pines import add_pines
from demo_art.ink.seals import stamp_seal
from demo_art.ink.staffage import add_birds, add_boat, add_pavilion
from demo_art.pixels import Colour, Size, composite, to_image

_LANTING = (
    "永和九年岁在癸丑",
    "暮春之初会于会稽",
    "山阴之兰亭修禊事",
    "也群贤毕至少长咸",
    "集此地有崇山峻岭",
    "茂林修竹又有清流",
    "激湍映带左右引以",
    "为流觞曲水列坐其",
    "次虽无丝竹管弦之",
    "盛一觞一咏亦足以",
    "畅叙幽情",
)
_SEA = ("东临碣石以观沧海", "水何澹澹山岛竦峙", "树木丛生百草丰茂", "秋风萧瑟洪波涌起")
_RETREAT = ("远上寒山石径斜", "白云生处有人家")
_GOLDEN_PAPER: Colour = (238, 214, 160)


def paint_scrolls(faces: BrushFaces) -> Iterator[tuple[str, Image.Image]]:
    """The three mounted works by name; one generator for all, so their order is part of them."""
    rng = default_rng(7)
    retreat = _paint_retreat(faces, rng)
    yield "兰亭", mount(_write_lanting(faces), 60, 46, rng, rollers=False)
    yield "观沧海", mount(_write_sea(faces), 70, 150, rng, rollers=True)
    yield "山居", mount(retreat, 60, 140, rng, rollers=True)


def paint_board(faces: BrushFaces) -> Image.Image:
    """Four large characters on golden paper, each a column of its own: read from the right."""
    columns = Columns(tuple("厚德载物"), faces.regular, em=320, top=130, right=1500, pitch=1.08)
    return paint_inscription(Inscription((1560, 620), columns, 3, tone=_GOLDEN_PAPER), faces)


def paint_spring_mountains(faces: BrushFaces) -> Image.Image:
    """Mountains in blue and green, a boat on the water before them."""
    pixels = paint_mountains((1700, 900), 43, 6, coloured=True, sky=0.2)
    pixels = add_birds(add_boat(pixels, 0.3, 0.93), 0.45, 0.51, 4)
    pixels = add_pines(pixels, [(0.9, 0.97, 0.3), (0.83, 0.99, 0.22), (0.06, 0.98, 0.2)], 9)
    return to_image(stamp_seal(pixels, "春山", 1590, 60, 60, faces.regular))


def _write_lanting(faces: BrushFaces) -> Image.Image:
    columns = Columns(_LANTING, faces.running, em=62, top=56, right=1960, pitch=2.35)
    return paint_inscription(Inscription((2000, 620), columns, 1, "老年书画班临"), faces)


def _write_sea(faces: BrushFaces) -> Image.Image:
    columns = Columns(_SEA, faces.cursive, em=142, top=76, right=716, pitch=1.06)
    return paint_inscription(Inscription((760, 1360), columns, 2, "花园社区"), faces)


def _paint_retreat(faces: BrushFaces, rng: Generator) -> Image.Image:
    """High mountains, a pavilion among pines at their foot, a poem in the sky."""
    size: Size = (820, 1500)
    pixels = paint_mountains(size, 21, 6, sky=0.16)
    pixels = add_pines(pixels, [(0.16, 0.93, 0.16), (0.28, 0.96, 0.13), (0.86, 0.9, 0.12)], 5)
    pixels = add_pavilion(pixels, 0.7, 0.885, 0.06)
    columns = Columns(_RETREAT, faces.running, em=42, top=70, right=770, pitch=1.35)
    pixels = composite(pixels, write_columns(size, columns, rng), INK)
    return to_image(stamp_seal(pixels, "山居", 640, 400, 52, faces.regular))
