"""What an earlier release printed hangs on as it is: its versions count as well."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import ROOT, TODAY, load, open_workshop
from golden_site import make_odd_site
from loudao.plan.plan import with_prints
from loudao.plan.prints import Print
from loudao.story.round import make_round

FORMERLY = ROOT / "tests/golden/odd/printed-formerly.txt"
_MEANT = {"roster"}
"""Its code opens its own page now."""


@pytest.fixture(scope="module")
def printed() -> dict[tuple[str, str], str]:
    rows = (line.split("  ") for line in FORMERLY.read_text("utf-8").splitlines() if line)
    return {(identity, paper): version for identity, paper, _, version in rows}


def test_versions_of_before_are_known(printed: dict[tuple[str, str], str], tmp_path: Path) -> None:
    """Of sheets without photos: those of photos held the versions of the codecs."""
    box = make_odd_site(tmp_path / "odd")
    plan = with_prints(load(box.site()))
    words: list[Print] = [p for p in plan.prints if not p.images and p.key in printed]
    assert len(words) > 25
    for planned in words:
        if planned.paper.name not in _MEANT:
            assert planned.former_version(plan.codes) == printed[planned.key], planned.key


def test_round_after_the_upgrade_prints_nothing_again(
    printed: dict[tuple[str, str], str], tmp_path: Path
) -> None:
    box = make_odd_site(tmp_path / "odd")
    site = box.site()
    plan = with_prints(load(site))
    lines = [
        f'  - {{what: "{identity}", paper: {paper}, version: "{version}", size: "A3", '
        f"on: 2026-11-20, copies: 1}}"
        for (identity, paper), version in printed.items()
    ]
    box.write("galleries/printed.yml", "printed:\n" + "\n".join(lines) + "\n")
    with_photos = {p.described for p in plan.prints if p.images}
    tasks, _ = make_round(load(site, TODAY), open_workshop(site))
    again = {task.name for task in tasks if task.action == "again"} - with_photos
    assert all("值班表" in name for name in again), again
