"""CPU of the proof: a code of a sheet of ten labels, and of a letter.

    uv run --group dev scripts/bench_proof.py [--letters 1800]

Prints a site of ten works and of letters for thirty buildings through the product, then proves
the PDFs again in this process. Prints a table and exits 1 when a line misses its goal. OpenCV,
which only the tests install, costs some 5 ms a code and is left out.

Two shared, noisy cores, Python 3.11:

    a label code, ms of CPU                                           24.000  ≤ 30
    1800 letters printed, s by the clock                              17.633  ≤ 60

What counts: a page is set in pixels at 150 dpi and only its codes at 300 (all of a sheet of
labels at 300 dpi took three times as long as both, 31 to 33 ms a code), a view is projected once
for all its angles, the worst smudges are found by arithmetic instead of photographs, the blur is
one box, and the same code with the same around it is looked at once.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bench_table import Table
from loudao.manifest.site import load_site
from loudao.pool import Workshop
from loudao.press import views
from loudao.press.proof import proof_pdf
from loudao.store import Store
from loudao.story.printing import PrintOptions, print_sheets

TODAY = date(2026, 11, 21)
GOAL_LABEL_MS = 30.0
GOAL_LETTERS_S = 60.0
_BUILDINGS, _UNITS = 30, 3


def make_site(folder: Path, letters: int) -> None:
    units = ", ".join(f"{{id: {n}, name: {n}单元}}" for n in range(1, _UNITS + 1))
    buildings = "".join(
        f"      - {{id: {n}, name: {n}号楼, units: [{units}]}}\n" for n in range(1, _BUILDINGS + 1)
    )
    rows = "".join(
        f"  - {{姓名: 住户{n}, 地点: c/{n % _BUILDINGS + 1}/{n % _UNITS + 1}}}\n"
        for n in range(letters)
    )
    works = "".join(f"  - {{title: 作品{n}, artist: 某某, text: 诗}}\n" for n in range(10))
    files = {
        "mkdocs.yml": "site_name: 社区\nsite_url: https://jf.cn/\nplugins: [loudao]\n",
        "docs/index.md": "# 社区\n",
        "galleries/places.yml": "community: 社区\ncourtyards:\n  - id: c\n    name: 院\n"
        f"    buildings:\n{buildings}",
        "galleries/画/gallery.yml": f"title: 画\nat: c/1/1\nworks:\n{works}",
        "galleries/信/print.yml": "kind: letters\ntitle: 一封信\nto: '{姓名}：'\n"
        f"text: 请到{{地点}}领取钥匙。\nrows:\n{rows}",
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def cpu_of(work: Callable[[], int]) -> tuple[float, int]:
    """Seconds of CPU, user and system, and how many codes were proved."""
    before = sum(os.times()[:2])
    count = work()
    return sum(os.times()[:2]) - before, count


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--letters", type=int, default=1800)
    letters = parser.parse_args().letters
    table = Table()
    vars(views)["second_decoder"] = lambda: None
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make_site(root, letters)
        site, _ = load_site(root / "mkdocs.yml")
        assert site
        workshop = Workshop(Store(site.cache))
        started = time.perf_counter()
        print_sheets(site, TODAY, workshop, PrintOptions(("letters",), draft=True))
        elapsed = time.perf_counter() - started
        labels = print_sheets(site, TODAY, workshop, PrintOptions(("labels",), draft=True))
        [pdf] = [order.printed.pdf for order in labels.orders]
        best = min(cpu_of(lambda: _prove(pdf)) for _ in range(5))
        table.line("a label code, ms of CPU", best[0] / best[1] * 1000, GOAL_LABEL_MS)
        table.line(f"{letters} letters printed, s by the clock", elapsed, GOAL_LETTERS_S)
    return 1 if table.missed else 0


def _prove(pdf: Path) -> int:
    views.look_at.cache_clear()
    return len(proof_pdf(pdf).codes)


if __name__ == "__main__":
    sys.exit(main())
