"""Whole communities for benchmarks: places, galleries, photos and notices, the same each time.

Gallery 7 of a community of 30 is gallery 7 of one of 300, so that their costs compare.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw

from photo_corpus import make_photo

WORKS = 17
"""In each gallery."""

_STYLES = ("ink", "red", "fresh", "festival", "plain")
_FORMS = ("书法", "国画", "摄影", "水彩", "剪纸")
_SCENES = ("春山", "秋水", "晨湖", "晚霞", "荷塘", "雪松", "竹影", "兰亭", "老街", "灯会", "花市")
_MANNERS = ("小景", "写意", "印象", "一角", "图", "杂咏", "四时", "即事")
_FAMILIES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = "建国秀英志强桂兰淑珍玉梅文华春生永平美玲国庆立新"
_THEMES = ("书画天地", "学习园地", "老年之友", "巧手人家", "邻里光影")
_EVENTS = ("停水通知", "重阳笔会", "消防演练", "义诊", "读书会", "换水表")

_BASES = 12
_BASE_SIZE = (960, 720)
_PHOTO_SIZE = (816, 612)
"""Half a megapixel, cut out of a larger picture at some place."""

_CONFIG = """\
site_name: 花园社区
site_url: https://jf-shequ-henan.example.cn/
theme: {name: material, language: zh, font: false}
plugins: [search, loudao]
markdown_extensions: [tables]
"""


def make_site(folder: Path, galleries: int) -> None:
    """A community whose galleries have 17 photos each, five places a gallery, and notices.

    In a folder that has one already only what differs is written.
    """
    _write(folder / "mkdocs.yml", _CONFIG)
    _write(folder / "docs/index.md", "# 花园社区\n\n墙上挂着什么，这里都看得到。\n")
    _write(folder / "galleries/places.yml", _places(galleries))
    for number in range(galleries // 10):
        _write(folder / f"docs/notices/通知{number + 1}.md", _notice(number))
    wanted = []
    for number in range(galleries):
        manifest = manifest_path(folder, number)
        _write(manifest, _manifest(number))
        wanted += [(manifest.parent / _photo_name(n), number * WORKS + n) for n in range(WORKS)]
    missing = [(path, number) for path, number in wanted if not path.is_file()]
    with ProcessPoolExecutor() as workers:
        list(workers.map(_save_photo, missing, chunksize=64))


def manifest_path(folder: Path, number: int) -> Path:
    return folder / f"galleries/{_THEMES[number % len(_THEMES)]}{number + 1}/gallery.yml"


def _write(path: Path, text: str) -> None:
    if path.is_file() and path.read_text("utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _building(gallery: int) -> str:
    """Three galleries share a building, thirty a courtyard."""
    return f"c{gallery // 30 + 1}/{gallery // 3 + 1}"


def _place(gallery: int) -> str:
    """Two in three hang in a unit, one all over its building."""
    unit = gallery % 3
    return f"{_building(gallery)}/{unit}" if unit else _building(gallery)


def _places(galleries: int) -> str:
    """Buildings of two units of six floors: fifteen places for three galleries."""
    lines = ["community: 花园社区", "contact: 居委会 0371-6555 0100"]
    units = "".join(f"{{id: {n}, name: {n}单元, floors: 6}}, " for n in (1, 2))
    courtyards = range(-(-galleries // 30))
    lines += ["courtyards:"] if galleries else []
    for court in courtyards:
        lines += [f"  - id: c{court + 1}", f"    name: 花园{court + 1}号院", "    buildings:"]
        lines += [
            f"      - {{id: {b + 1}, name: {b + 1}号楼, units: [{units[:-2]}]}}"
            for b in range(court * 10, min(court * 10 + 10, -(-galleries // 3)))
        ]
    lines += ["boards:"] if galleries else []
    lines += [
        f"  - {{id: {_board(c, side)}, name: {c + 1}号院{side}门宣传栏, at: c{c + 1}, "
        "size: 2400x1200mm, slots: 6, slot: A2}"
        for c in courtyards
        for side in "东西"
    ]
    return "\n".join(lines) + "\n"


def _board(court: int, side: str) -> str:
    return f"{'east' if side == '东' else 'west'}-{court + 1}"


def _manifest(number: int) -> str:
    """Nine galleries in ten hang in a stairwell, the tenth is an exhibition on a board, too."""
    dice = random.Random(number)
    lines = [f"title: {_THEMES[number % len(_THEMES)]}{number + 1}", f"at: {_place(number)}"]
    if number % 10 == 9:
        lines += [
            f"boards: [{_board(number // 30, '东')}]",
            "from: 2026-11-01",
            "until: 2026-12-31",
        ]
    lines += [f"style: {_STYLES[dice.randrange(len(_STYLES))]}", "intro: |"]
    lines += [
        f"  这里的{WORKS}件作品都出自楼里的邻居，第{number + 1}期，从一层看到六层。",
        "",
        f"  **{dice.choice(_SCENES)}**和**{dice.choice(_SCENES)}**画得最多，年底换一次。",
        "works:",
    ]
    for n in range(WORKS):
        lines += _work(dice, n)
    return "\n".join(lines) + "\n"


def _work(dice: random.Random, n: int) -> Iterator[str]:
    scene = dice.choice(_SCENES)
    artist = dice.choice(_FAMILIES) + "".join(dice.sample(_GIVEN, 2))
    yield f"  - photo: {_photo_name(n)}"
    yield f"    title: {scene}{dice.choice(_MANNERS)}其{n + 1}"
    yield f"    artist: {artist}"
    yield f"    form: {dice.choice(_FORMS)}"
    yield f"    year: {dice.randrange(2019, 2027)}"
    if n % 2:
        yield f"    size: {dice.randrange(30, 70)}x{dice.randrange(70, 140)}cm"
    yield f"    floor: {n % 6 + 1}"
    yield f"    alt: {scene}，近处几笔浓墨，远处一片淡色"
    yield f"    note: {artist}画了**{dice.randrange(2, 9)}遍**才满意，说是{scene}最难在留白。"
    yield "    consent: yes"


def _photo_name(n: int) -> str:
    return f"作品{n + 1:02}.jpg"


def _notice(number: int) -> str:
    event = _EVENTS[number % len(_EVENTS)]
    day = number % 28 + 1
    court = number // 3
    return f"""\
---
kind: notice
title: {event}（第{number + 1}号）
at: c{court + 1}
boards: [{_board(court, "东")}, {_board(court, "西")}]
from: 2026-11-01
until: 2026-11-30
poster: {{size: A3, style: {_STYLES[number % len(_STYLES)]}}}
---

花园{court + 1}号院的邻居们：11月{day}日{event}，请互相转告。

| 日期 | 时间 | 范围 |
|---|---|---|
| 11月{day}日 | 8:00 至 12:00 | 花园{court + 1}号院 |

- 家有老人需要帮忙的，**前一天**告诉楼长。
- 有事打居委会的电话。
"""


def _save_photo(wanted: tuple[Path, int]) -> None:
    """Its own cut of one of a few pictures, some upright, with strokes that no other has."""
    path, number = wanted
    dice = random.Random(number)
    base = _base_photo(number % _BASES)
    size = _PHOTO_SIZE if base.width > base.height else _PHOTO_SIZE[::-1]
    x, y = (dice.randrange(a - b) for a, b in zip(base.size, size, strict=True))
    photo = base.crop((x, y, x + size[0], y + size[1]))
    draw = ImageDraw.Draw(photo)
    for _ in range(3):
        ends = [(dice.randrange(size[0]), dice.randrange(size[1])) for _ in range(3)]
        ink = (dice.randrange(10, 90), dice.randrange(10, 90), dice.randrange(10, 90))
        draw.line(ends, fill=ink, width=dice.randrange(4, 16), joint="curve")
    photo.save(path, quality=85)


@lru_cache
def _base_photo(seed: int) -> Image.Image:
    upright = seed % 3 == 2
    return make_photo(seed, _BASE_SIZE[::-1] if upright else _BASE_SIZE)
