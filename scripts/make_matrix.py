"""Everything to look at: each kind of page × light, dark, 大字 × three widths, and every sheet
of a site × every style, as contact sheets.

    uv run --group dev scripts/make_matrix.py out/matrix
    uv run --group dev scripts/make_matrix.py out/matrix --config other/mkdocs.yml --only pages

`pages-<kind>.png` has a row a mode and a column a width; `sheets-<sheet>.png` a column a style.
Wants Chromium and a Chinese system font (Debian's fonts-noto-cjk).
"""

from __future__ import annotations

import argparse
import io
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps
from playwright.sync_api import Browser, sync_playwright

from loudao.manifest.site import load_site
from loudao.plugin.engine import build_site
from loudao.pool import Workshop
from loudao.store import Store
from loudao.story.printing import PrintOptions, print_sheets
from loudao.styles.faces import Faces
from loudao.styles.styles import load_styles
from web_pages import kinds_of_pages, served

ROOT = Path(__file__).parent.parent
WIDTHS = {390: 844, 768: 1024, 1440: 900}
MODES = ("light", "dark", "large")
# A page of paper on the contact sheet, and the longest of a web page that is shown, in pixels
_PAPER, _LONGEST = 640, 2600


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--config", type=Path, default=ROOT / "mkdocs.yml")
    parser.add_argument("--today", type=date.fromisoformat, default=date(2026, 11, 21))
    parser.add_argument("--only", choices=("pages", "sheets"))
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "site"
        shutil.copytree(
            arguments.config.parent, copy,
            ignore=shutil.ignore_patterns(".git", ".venv", "node_modules", "site", "out", "tests"),
        )  # fmt: skip
        config = copy / arguments.config.name
        if arguments.only != "sheets":
            pages(
                build_site(config, None, arguments.today.isoformat(), {}),
                arguments.today,
                arguments.out,
            )
        if arguments.only != "pages":
            sheets(config, arguments.today, arguments.out)


def pages(site: Path, today: date, out: Path) -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, page in kinds_of_pages(site).items():
            rows = [
                [photograph(browser, address, page, mode, width, today) for width in WIDTHS]
                for mode in MODES
            ]
            beside([stacked(column) for column in zip(*rows, strict=True)]).save(
                out / f"pages-{name}.png", optimize=True
            )
            print(name, page)
        browser.close()


def photograph(
    browser: Browser, address: str, page: str, mode: str, width: int, today: date
) -> Image.Image:
    with browser.new_context(
        viewport={"width": width, "height": WIDTHS[width]},
        color_scheme="dark" if mode == "dark" else "light",
        service_workers="block",
    ) as context:
        opened = context.new_page()
        opened.clock.set_fixed_time(datetime.combine(today, time(9)))
        if mode == "large":
            opened.goto(address)
            opened.evaluate("localStorage.setItem('loudao-large', '1')")
        opened.goto(address + page)
        opened.wait_for_load_state("networkidle")
        tall = min(opened.evaluate("document.documentElement.scrollHeight"), _LONGEST)
        # a window as tall as the page: what loads when it comes near is asked for, and the bar
        # that stays at the foot is at the foot
        opened.set_viewport_size({"width": width, "height": max(tall, WIDTHS[width])})
        opened.wait_for_load_state("networkidle")
        opened.wait_for_timeout(150)
        return Image.open(io.BytesIO(opened.screenshot())).convert("RGB")


def sheets(config: Path, today: date, out: Path) -> None:
    """The first and last page of every sheet of the site, each style beside the other."""
    site, problems = load_site(config)
    assert site, problems
    styles = load_styles(site.root, Faces())[0].by_name
    found: dict[str, list[Image.Image]] = {}
    for style in styles:
        options = PrintOptions(style=style, draft=True)
        for done in print_sheets(site, today, Workshop(Store(site.cache)), options).printed:
            found.setdefault(done.print.name, []).append(stacked(list(drawn(done.pdf))))
    for name, images in found.items():
        beside(images).save(out / f"sheets-{name}.png", optimize=True)
        print(name)


def drawn(pdf: Path) -> Iterator[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    for number in sorted({0, len(document) - 1}):
        page = document[number]
        yield page.render(scale=_PAPER / min(page.get_size())).to_pil().convert("RGB")
    document.close()


def stacked(images: Sequence[Image.Image]) -> Image.Image:
    return _joined(images, upright=True)


def beside(images: Sequence[Image.Image]) -> Image.Image:
    return _joined(images, upright=False)


def _joined(images: Sequence[Image.Image], *, upright: bool) -> Image.Image:
    framed = [ImageOps.expand(image, 6, "#777") for image in images]
    wide = [image.width for image in framed]
    tall = [image.height for image in framed]
    whole = (max(wide), sum(tall)) if upright else (sum(wide), max(tall))
    joined, at = Image.new("RGB", whole, "#777"), 0
    for image in framed:
        joined.paste(image, (0, at) if upright else (at, 0))
        at += image.height if upright else image.width
    return joined


if __name__ == "__main__":
    main()
