"""A site with every odd thing that staff may write and that still builds without an error.

Its words are `golden/odd/site.case`; its photos are painted here.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from PIL import Image

from conftest import ROOT, Sandbox, make_photo

_CASE = Path(__file__).parent / "golden/odd/site.case"

_PHOTOS: dict[str, tuple[int, int]] = {
    "galleries/改了名的 画廊/长卷.jpg": (2500, 100),
    "galleries/改了名的 画廊/立轴.jpg": (120, 900),
    "galleries/改了名的 画廊/IMG 0001.JPG": (800, 600),
    "galleries/改了名的 画廊/少.png": (90, 60),
    "galleries/春一/一.jpg": (640, 480),
    "galleries/春二/一.jpg": (480, 640),
    "galleries/展/过去/一.jpg": (320, 240),
    "galleries/展/过去/二.jpg": (240, 320),
    "galleries/展/正在/一.jpg": (700, 500),
    "galleries/展/正在/二.jpg": (500, 700),
    "galleries/展/将来/一.jpg": (400, 400),
    "docs/img/门.jpg": (640, 360),
    "docs/img/窗.jpg": (360, 640),
}
_AS_WEBP = "galleries/春二/二.webp"
_IN_GBK = "docs/老电脑.md", "galleries/印/门牌/名单.csv"

OWN_STYLE = "styles/jijian"


def make_odd_site(root: Path) -> Sandbox:
    """The site in `root`, the same bytes every time."""
    box = Sandbox(root)
    parts = re.split(r"^=== (.+)\n", _CASE.read_text("utf-8"), flags=re.MULTILINE)[1:]
    for name, text in zip(parts[::2], parts[1::2], strict=True):
        box.write(name, text.encode("gbk") if name in _IN_GBK else text)
    for seed, (name, size) in enumerate(_PHOTOS.items(), 2):
        make_photo(root / name, size, seed)
    with Image.open(root / "docs/img/门.jpg") as photo:
        photo.save(root / _AS_WEBP, lossless=True)
    # wherever the press keeps it: a style of the site is a copy of ours under another name
    [plain] = (ROOT / "plugins").rglob("styles/plain/style.json")
    shutil.copytree(plain.parent, root / OWN_STYLE)
    return box
