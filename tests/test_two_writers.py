"""Two who print at once, and two branches that printed: nothing of either is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from conftest import Rounds, Sandbox
from loudao.codes.ledger_file import load_ledger
from loudao.walls.changes import add_impressions
from loudao.walls.record import Impression, load_record, render_record

_WRITER = """\
import json, sys
from datetime import date
from pathlib import Path
from loudao.manifest.site import load_site
from loudao.story.round import rename_recorded, _change
from loudao.walls.changes import add_impressions
from loudao.walls.record import Impression
from loudao.store import locked
from loudao.codes.ledger_file import load_ledger, write_ledger
from loudao.plan.binding import ledger_path
from dataclasses import replace
who, count = sys.argv[2], int(sys.argv[3])
site, _ = load_site(Path(sys.argv[1]))
for n in range(count):
    new = Impression(what=f"page:{who}{n}", paper="poster", version="K7Q2", size="A3", on=date(2026, 11, 21))
    assert _change(site, lambda record: add_impressions(record, [new])) == []
    with locked(site.records_lock):
        ledger, _ = load_ledger(ledger_path(site), "codes.yml")
        code = f"{'AB'[who == 'b']}{n:03d}"
        write_ledger(replace(ledger, codes={**ledger.codes, code: f"page:{who}{n}"}), ledger_path(site))
"""


@pytest.mark.slow
def test_two_writers_lose_nothing(sandbox: Sandbox, rounds: Rounds) -> None:
    count = rounds(25, 200)
    writers = [
        subprocess.Popen([sys.executable, "-c", _WRITER, str(sandbox.config), who, str(count)])
        for who in "ab"
    ]
    assert [writer.wait() for writer in writers] == [0, 0]
    wanted = {f"page:{who}{n}" for who in "ab" for n in range(count)}
    record, _ = load_record(sandbox.root / "galleries/printed.yml", "printed.yml")
    ledger, _ = load_ledger(sandbox.root / "galleries/codes.yml", "codes.yml")
    assert record and ledger
    assert {impression.what for impression in record.impressions} == wanted
    assert set(ledger.codes.values()) == wanted and len(ledger.codes) == 2 * count


def git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    return subprocess.run(["git", *who, *words], cwd=folder, capture_output=True, text=True)


def printed(names: list[str], day: date) -> list[Impression]:
    return [
        Impression(what=name, paper="poster", version="K7Q2", size="A3", on=day) for name in names
    ]


def test_records_of_two_branches_merge(tmp_path: Path, rounds: Rounds) -> None:
    """Of different sheets always; two who printed the same sheet are asked."""
    path = tmp_path / "printed.yml"
    clean = 0
    for seed in range(count := rounds(10, 60)):
        for name in (path, *tmp_path.glob(".git")):
            subprocess.run(["rm", "-rf", str(name)], check=True)
        git(tmp_path, "init", "-q", "-b", "main")
        base = [f"page:n{number:03d}" for number in range(0, 200, 4)]
        record, _ = load_record(path, "printed.yml")
        assert record is not None
        record = add_impressions(record, printed(base, date(2026, 11, 1)))
        path.write_text(render_record(record), "utf-8")
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-qm", "base")
        wanted = set(base)
        for branch, first in (("one", 5 + 4 * seed % 90), ("two", 107 + 4 * seed % 80)):
            git(tmp_path, "checkout", "-qb", branch, "main")
            mine = [f"page:n{number:03d}" for number in (first, first + 2)]
            wanted |= set(mine)
            text = render_record(add_impressions(record, printed(mine, date(2026, 11, 20))))
            path.write_text(text, "utf-8")
            git(tmp_path, "commit", "-qam", branch)
        clean += git(tmp_path, "merge", "-q", "one").returncode == 0
        merged, problems = load_record(path, "printed.yml")
        assert merged and not problems, json.dumps(path.read_text("utf-8"), ensure_ascii=False)
        assert {impression.what for impression in merged.impressions} == wanted
    assert clean == count
