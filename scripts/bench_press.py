"""CPU, memory and scaling of the press, against WeasyPrint on the same content in the same run.

    uv run --group bench scripts/bench_press.py [--posters 500] [--sheets 2000] [--weasy 12]

Makes a site of galleries with six photos each, and one of works enough for the label sheets;
puts the photos into the store first, then sets every sheet in this process (CPU, memory), and
the posters again in one and in two processes of the pool (wall time). Prints a table and exits
1 when a line misses its goal. WeasyPrint wants Pango (Debian's libpango-1.0-0,
libpangoft2-1.0-0); without it that line is skipped.

Two shared cores in a quiet hour, Python 3.11, Typst 0.15.2, WeasyPrint 70. A poster cost 10.3 ms
in the same hour while all styles had rows; captions that are measured are most of the rest:

    500 A3 posters of six photos, ms of CPU each                      17.387  ≤ 20
      ink                                                             18.278
      red                                                             15.413
      fresh                                                           17.712
      festival                                                        18.098
      plain                                                           17.744
    WeasyPrint on the same posters, ms                              1208.915
      times ours                                                      69.484  ≥ 20
    two processes against one, times                                   1.458  ≥ 1.7     MISSED
    2000 sheets of ten labels, ms of CPU each                         15.859
    memory after each tenth, MB: 469 471 472 472 472 472 472 472 472 472 (posters)
                                 933 966 1000 1002 1002 1002 1003 1004 1004 1005 (labels)
    largest, MB                                                     1004.548  ≤ 1024

Some 200 MB of that is the plan of 23,000 works, which a worker of the product does not hold.
Typst forgets what ten documents in a row did not use, so the curve is flat for documents of one
size. What counts for speed: data in a file of always the same name (44 → 20 ms a poster of ink:
an input that changes makes Typst forget its paint), codes drawn by zxing-cpp (3.3 → 0.2 ms each),
fibres and flecks in one curve each.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bench_table import Table
from loudao.manifest.site import load_site
from loudao.model.site import Site
from loudao.photos.derive import derive_photos
from loudao.plan.plan import make_plan, with_prints
from loudao.pool import Runner, Workshop
from loudao.press.document import Document, make_documents
from loudao.press.jobs import Press, open_typesetter
from loudao.press.make import SetSheet, open_press, plan_sheets
from loudao.store import Store
from photo_corpus import make_corpus
from weasy_posters import INTRO, cpu, told, weasy_ms

STYLES = ("ink", "red", "fresh", "festival", "plain")
GOAL_MS = 20.0
GOAL_RATIO = 20.0
GOAL_SCALE = 1.7
GOAL_MB = 1024.0
LABELS_A_SHEET = 10
WORKS_A_GALLERY = 200

_CONFIG = "site_name: 花园社区\nsite_url: https://huayuan.example/\nplugins: [search, loudao]\n"
_PLACES = """\
community: 花园社区
courtyards:
  - {id: c, name: 农行小区, buildings: [{id: 1, name: 1号楼, units: [{id: 1, name: 1单元}]}]}
"""


def make_site(folder: Path, photos: Sequence[Path], posters: int, sheets: int) -> Site:
    """Galleries of six photos, and galleries of text works for labels."""
    (folder / "docs").mkdir(parents=True)
    (folder / "docs/index.md").write_text("# 首页\n", "utf-8")
    (folder / "mkdocs.yml").write_text(_CONFIG, "utf-8")
    (folder / "galleries").mkdir()
    (folder / "galleries/places.yml").write_text(_PLACES, "utf-8")
    for number in range(posters):
        works = "".join(
            f"  - {{photo: {path.name}, title: 第{number}幅之{n}, artist: 老年书画班, alt: 照片}}\n"
            for n, path in enumerate(photos)
        )
        style = STYLES[number % len(STYLES)]
        gallery = folder / f"galleries/p{number}"
        gallery.mkdir()
        for path in photos:
            os.link(path, gallery / path.name)
        head = f"title: 书画天地{number}\nat: c/1/1\nstyle: {style}\nintro: {INTRO}\n"
        (gallery / "gallery.yml").write_text(f"{head}works:\n{works}", "utf-8")
    for number in range(-(-sheets * LABELS_A_SHEET // WORKS_A_GALLERY)):
        works = "".join(
            f"  - {{id: w{n}, title: 登鹳雀楼 第{n}幅, artist: 老年书画班, "
            "form: 书法, text: 白日依山尽}\n"
            for n in range(WORKS_A_GALLERY)
        )
        gallery = folder / f"galleries/l{number}"
        gallery.mkdir()
        (gallery / "gallery.yml").write_text(
            f"title: 展{number}\nat: c/1/1\nworks:\n{works}", "utf-8"
        )
    site, problems = load_site(folder / "mkdocs.yml")
    assert site, problems
    return site


def resident_mb() -> float:
    fields = Path("/proc/self/statm").read_text("ascii").split()
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def set_all(press: Press, sheets: Sequence[SetSheet]) -> tuple[list[float], list[float]]:
    """Milliseconds of each, and the memory of this process after each tenth of them."""
    typesetter = open_typesetter(press)
    typesetter.set_pdf(sheets[0].template, sheets[0].lowered.data)  # warm
    spent: list[float] = []
    curve = []
    for number, sheet in enumerate(sheets, 1):
        with cpu(spent):
            typesetter.set_pdf(sheet.template, sheet.lowered.data)
        if number % max(1, len(sheets) // 10) == 0:
            curve.append(resident_mb())
    return spent, curve


def seconds_with(workers: int, press: Press, store: Store, posters: Sequence[SetSheet]) -> float:
    """Wall time of setting the posters in so many processes; nothing comes from the store."""
    documents = [Document(p.template, {**told(p), "run": workers}) for p in posters]
    started = time.perf_counter()
    make_documents(documents, press, Workshop(store, Runner(workers)))
    return time.perf_counter() - started


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--posters", type=int, default=500)
    parser.add_argument("--sheets", type=int, default=2000)
    parser.add_argument("--weasy", type=int, default=12, help="posters that WeasyPrint sets")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return measure(Path(folder), arguments.posters, arguments.sheets, arguments.weasy)


def plan_all(
    folder: Path, posters: int, sheets: int
) -> tuple[list[SetSheet], list[SetSheet], Press, Store]:
    """The posters and the labels as they will be set, their photos in the store."""
    photos = make_corpus(folder / "photos", 6)
    site = make_site(folder / "site", photos, posters, sheets)
    store = Store(site.cache)
    workshop = Workshop(store)
    plan = with_prints(make_plan(site, date(2026, 11, 21), workshop))
    assert not plan.has_errors, plan.problems[:3]
    press, templates = open_press(plan, store)
    sheets_of = {
        name: plan_sheets(
            [p for p in plan.prints if p.paper.name == name], plan, press, templates, store
        )
        for name in ("poster", "labels")
    }
    wall = [s for s in sheets_of["poster"] if s.lowered.photos]
    labels = [s for s in sheets_of["labels"] if not s.print.title.startswith("书")]
    derive_photos((photo for sheet in wall for photo in sheet.wanted), site.root, workshop)
    return wall, labels, press, store


def measure(folder: Path, posters: int, sheets: int, weasy: int) -> int:
    wall, labels, press, store = plan_all(folder, posters, sheets)
    table = Table()
    one, two = (seconds_with(workers, press, store, wall) for workers in (1, 2))
    spent, curve = set_all(press, wall)
    ours = statistics.median(spent)
    table.line(
        f"{len(wall)} A3 posters of six photos, ms of CPU each", sum(spent) / len(spent), GOAL_MS
    )
    for style in STYLES:
        mine = [ms for ms, p in zip(spent, wall, strict=True) if told(p)["style"] == style]
        table.line(f"  {style}", statistics.median(mine))
    theirs = weasy_ms(wall[:weasy], press)
    if theirs is None:
        print("WeasyPrint is not installed: skipped")
    else:
        table.line("WeasyPrint on the same posters, ms", theirs)
        table.line("  times ours", theirs / ours, GOAL_RATIO, least=True)
    table.line("two processes against one, times", one / two, GOAL_SCALE, least=True)
    label_spent, label_curve = set_all(press, labels)
    pages = sum(-(-len(told(p)["labels"]) // LABELS_A_SHEET) for p in labels)
    table.line(f"{pages} sheets of ten labels, ms of CPU each", sum(label_spent) / pages)
    whole = [*curve, *label_curve]
    print("memory after each tenth, MB:", " ".join(f"{mb:.0f}" for mb in whole))
    table.line("largest, MB", max(whole), GOAL_MB)
    return 1 if table.missed else 0


if __name__ == "__main__":
    sys.exit(main())
