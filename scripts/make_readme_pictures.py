"""The pictures of the README: a page on a phone, and a poster, from the built demo.

    uv run loudao build && uv run --group dev scripts/make_readme_pictures.py

Wants Chromium and a Chinese system font (Debian's fonts-noto-cjk).
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import sync_playwright

from web_pages import served

SITE = Path("site")
OUT = Path("docs/assets")
_HEIGHT = 640


def photograph_page(uri: str, path: Path) -> None:
    """The first screen of a page as an iPhone 12 shows it."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with served(SITE.resolve()) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 390, "height": 844}, device_scale_factor=2)
        page.goto(address + uri)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=path)
        browser.close()


def main() -> None:
    if not SITE.is_dir():
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        shot = Path(folder) / "page.png"
        photograph_page("galleries/书画天地/", shot)
        pictures = {"page": Image.open(shot)}
        for name in ("书画天地-海报-A3", "我们的四季-海报-A3"):
            document = pypdfium2.PdfDocument(SITE / f"print/{name}.pdf")
            pictures[name.partition("-")[0]] = document[0].render(scale=1.4).to_pil()
        for name, picture in zip(
            ("readme-page", "readme-ink", "readme-red"), pictures.values(), strict=True
        ):
            small = picture.convert("RGB")
            small.thumbnail((10_000, _HEIGHT * 2))
            small.save(OUT / f"{name}.webp", quality=80, method=6)


if __name__ == "__main__":
    main()
