# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2,<3", "pillow>=13,<14"]
# ///
"""Paints the pictures of the demo community: ink, calligraphy, papercuts and scenes.

    uv run scripts/make_demo_art.py FONTS [GALLERIES]

FONTS is a folder that holds the OFL brush faces MaShanZheng, ZhiMangXing and LiuJianMaoCao
(npm packages @expo-google-fonts/ma-shan-zheng, …/zhi-mang-xing, …/liu-jian-mao-cao). Every
picture comes from a seed: the same fonts give the same pixels. The work is in `demo_art/`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from demo_art.faces import find_faces
from demo_art.galleries import paint_pictures, write_picture


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("fonts", type=Path, metavar="FONTS")
    parser.add_argument(
        "galleries", type=Path, metavar="GALLERIES", nargs="?", default=Path("galleries")
    )
    args = parser.parse_args()
    try:
        faces = find_faces(args.fonts)
    except FileNotFoundError as missing:
        parser.error(f"{missing}; --help says where it comes from")
    for name, picture in paint_pictures(faces):
        path = args.galleries / name
        write_picture(picture, path)
        print(f"{path}  {picture.width}x{picture.height}  {path.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
