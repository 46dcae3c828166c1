"""The pictures of the demo's galleries, and where their manifests look for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from demo_art.faces import BrushFaces
from demo_art.ink.bamboo import paint_bamboo
from demo_art.ink.calligraphy import paint_couplet
from demo_art.ink.fan import paint_fan
from demo_art.ink.works import paint_board, paint_scrolls, paint_spring_mountains
from demo_art.papercut import paint_papercut
from demo_art.scenes.blossom import paint_blossom
from demo_art.scenes.bookshelf import paint_bookshelf
from demo_art.scenes.chrysanthemum import paint_chrysanthemum
from demo_art.scenes.dusk import paint_dusk
from demo_art.scenes.lake import paint_lake
from demo_art.scenes.lanterns import paint_lanterns
from demo_art.scenes.lotus import paint_lotus
from demo_art.scenes.snow import paint_snow

_FAN = ("清风", "徐来水", "波不", "兴举酒", "属客", "诵明月", "之诗")


def paint_pictures(faces: BrushFaces) -> Iterator[tuple[str, Image.Image]]:
    """Each picture, when it is asked for, with its path below the galleries."""
    for title, scroll in paint_scrolls(faces):
        yield f"书画天地/{title}.jpg", scroll
    yield "书画天地/厚德载物.jpg", paint_board(faces)
    yield "书画天地/春山.jpg", paint_spring_mountains(faces)
    yield "书画天地/竹.jpg", paint_bamboo((1000, 1400), 11, faces)
    yield "书画天地/扇面.jpg", paint_fan(_FAN, 12, faces)
    yield "学习园地/读书角.jpg", paint_bookshelf(31)
    yield "学习园地/春联.jpg", paint_couplet("春风入喜财入户", "岁月更新福满门", 32, faces)
    yield "老年之友/菊.jpg", paint_chrysanthemum(41)
    yield "老年之友/团花.jpg", paint_papercut(42, "福", faces)
    yield "老年之友/寿字团花.jpg", paint_papercut(77, "寿", faces)
    yield "老年之友/晨湖.jpg", paint_lake(44)
    yield "我们的四季/春.jpg", paint_blossom(51)
    yield "我们的四季/夏.jpg", paint_lotus(52)
    yield "我们的四季/秋.jpg", paint_dusk(53)
    yield "我们的四季/冬.jpg", paint_snow(54)
    yield "我们的四季/灯.jpg", paint_lanterns(55)
    yield "../docs/reports/扫雪.jpg", paint_snow(61)


def write_picture(picture: Image.Image, path: Path) -> None:
    """A JPEG small enough for the repository: 2.9 MB for all of them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, "JPEG", quality=84, optimize=True, progressive=True)
