"""CPU and memory of whole communities, from the command line: built, built again, checked.

    uv run --group bench scripts/bench_site.py [--galleries 30,300] [--rounds 3] [--keep DIR]
                                               [--only cold,warm,changed,check]

Makes communities of galleries of 17 photos (`site_corpus.py`) and runs on each, in processes of
its own, `loudao build` with an empty store (cold, once), again with nothing changed (warm), with
another note in one line of one manifest (changed), and `loudao check`. CPU is user + system of
the command with its workers; the best of the rounds counts. Exits 1 when 300 galleries miss a
goal, or when a work costs 15 % more among many than among few; what a command costs without any
gallery is subtracted for that. `--keep` leaves the communities where the next run finds them.

Two shared cores in a quiet hour, Python 3.11, cold once and the best of two rounds, in memory
(cold was measured before PDFs were linked into the site, and before the theme's index was left
out where no page shows it; warm was 12.71 then):

    galleries   works      cold      warm   changed     check        MB
            0       0      1.68      1.05      1.03      0.27       160
           30     510     28.25      2.03      1.99      0.37       212
          300    5100    289.01     10.11     10.10      1.16       633
    ms a work beyond the start
           30     510     52.09      1.92      1.88      0.20
          300    5100     56.34      1.78      1.78      0.17
    growth                   8%       -8%       -5%      -14%
    ms from a key to a picture: read 0.98, check 0.39, plan 1.30, set 14.53, key 17.21

On a disk (`--keep` on ext4) a warm build takes some 8 s more: emptying `site/` and filling it
with 41,500 files again costs 9 s in the kernel there, 2 s in memory, and is MkDocs' way.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from process_cost import Cost, adopt_orphans, run
from site_corpus import WORKS, make_site, manifest_path

SIZE_OF_GOALS = 300
GOALS = {"cold": 360.0, "warm": 12.0, "changed": 13.0, "check": 2.4}
"""CPU seconds of 300 galleries."""
GROWTH = 0.15

KEY_MS = 60.0
"""From a key in an editor to the poster on its screen (`site_keys.py`)."""

Costs = dict[str, Cost]
"""By the name of the measure."""


def build(folder: Path) -> Cost:
    return run([sys.executable, "-m", "loudao", "build", "--today", "2026-11-21"], folder)


def check(folder: Path) -> Cost:
    return run([sys.executable, "-m", "loudao", "check"], folder)


def build_cold(folder: Path) -> Cost:
    """As on a machine that has only what staff wrote."""
    for made in (".cache", "site"):
        shutil.rmtree(folder / made, ignore_errors=True)
    (folder / "galleries/codes.yml").unlink(missing_ok=True)
    return build(folder)


def build_changed(folder: Path) -> Cost:
    """After a change of one line of one manifest."""
    manifest = manifest_path(folder, 0)
    if manifest.is_file():
        text = manifest.read_text("utf-8")
        noted = int(re.findall(r"note: .*?(\d+)", text)[0])
        manifest.write_text(re.sub(r"(note: .*?)\d+", rf"\g<1>{noted + 1}", text, count=1), "utf-8")
    return build(folder)


AGAIN: dict[str, Callable[[Path], Cost]] = {
    "warm": build,
    "changed": build_changed,
    "check": check,
}
"""What a store that is warm already is measured with, as often as there are rounds."""


def measure(folder: Path, wanted: Sequence[str], rounds: int) -> Costs:
    """The best of each measure; an unmeasured build goes before where none is cold."""
    costs = {"cold": build_cold(folder)} if "cold" in wanted else {}
    if not costs:
        build(folder)
    for name in (name for _ in range(rounds) for name in AGAIN if name in wanted):
        cost = AGAIN[name](folder)
        costs[name] = min(costs.get(name, cost), cost, key=lambda c: c.cpu)
    return costs


def site_keys(folder: Path) -> dict[str, float]:
    """Milliseconds of CPU of each part, in a process of its own."""
    command = [sys.executable, str(Path(__file__).with_name("site_keys.py")), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return {part: float(ms) for part, ms in map(str.split, done.stdout.splitlines())}


def print_costs(measured: dict[int, Costs], wanted: Sequence[str]) -> None:
    print(f"{'galleries':>13} {'works':>7}", *(f"{name:>9}" for name in wanted), f"{'MB':>9}")
    for size, costs in measured.items():
        cells = [f"{costs[name].cpu:9.2f}" for name in wanted]
        highest = max(cost.mb for cost in costs.values())
        print(f"{size:13} {size * WORKS:7}", *cells, f"{highest:9.0f}")


def print_growth(measured: dict[int, Costs], wanted: Sequence[str]) -> list[str]:
    """Milliseconds a work, and the measures that grow faster than the works do."""
    print("ms a work beyond the start")
    rates: dict[str, list[float]] = {name: [] for name in wanted}
    for size in sorted(measured)[1:]:
        for name in wanted:
            beyond = measured[size][name].cpu - measured[0][name].cpu
            rates[name].append(beyond / (size * WORKS) * 1000)
        print(f"{size:13} {size * WORKS:7}", *(f"{rates[name][-1]:9.2f}" for name in wanted))
    growth = {name: rate[-1] / max(rate[0], 1e-3) - 1 for name, rate in rates.items()}
    print(f"{'growth':21}", *(f"{growth[name]:9.0%}" for name in wanted))
    return [f"{name} grows by {growth[name]:.0%}" for name in wanted if growth[name] > GROWTH]


def missed_goals(costs: Costs) -> list[str]:
    return [
        f"{name} {cost.cpu:.2f} s > {GOALS[name]:g}"
        for name, cost in costs.items()
        if cost.cpu > GOALS[name]
    ]


def measure_sizes(
    top: Path, sizes: Sequence[int], wanted: Sequence[str], rounds: int
) -> dict[int, Costs]:
    measured = {}
    for size in (0, *sizes):  # the first warms jieba's and the fonts' caches, too
        make_site(top / str(size), size)
        measured[size] = measure(top / str(size), wanted, rounds)
        print(f"{size} galleries measured", file=sys.stderr, flush=True)
    return measured


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--galleries", default="30,300")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="where the communities stay")
    parser.add_argument("--only", default=",".join(GOALS), help="measures, with commas between")
    options = parser.parse_args()
    sizes = sorted(map(int, options.galleries.split(",")))
    asked = options.only.split(",")
    if unknown := set(asked) - set(GOALS):
        parser.error(f"--only knows {', '.join(GOALS)}, not {', '.join(unknown)}")
    wanted = [name for name in GOALS if name in asked]
    adopt_orphans()
    # in memory where there is such a folder: a shared disk costs what its neighbours make it
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=memory) as passing:
        top = options.keep.absolute() if options.keep else Path(passing)
        measured = measure_sizes(top, sizes, wanted, options.rounds)
        key = site_keys(top / str(sizes[-1]))
    print_costs(measured, wanted)
    missed = print_growth(measured, wanted)
    missed += missed_goals(measured.get(SIZE_OF_GOALS, {}))
    print("ms from a key to a picture:", ", ".join(f"{part} {ms:g}" for part, ms in key.items()))
    missed += [f"a key {key['key']:g} ms > {KEY_MS:g}"] if key["key"] > KEY_MS else []
    print(*(f"missed: {what}" for what in missed) if missed else ("every goal reached",), sep="\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
