"""What an earlier release printed hangs on as it is: its versions count as well."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import ROOT, TODAY, Sandbox, load, open_workshop, pages_of
from golden_site import make_odd_site
from loudao.plan.plan import with_prints
from loudao.plan.prints import Print, plan_prints
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
            assert planned.former(plan.codes).version == printed[planned.key], planned.key


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


@pytest.fixture
def large(sandbox: Sandbox) -> Sandbox:
    """A gallery whose poster wants more pixels of a photo than the site does."""
    sandbox.photo("galleries/墨香/甲.jpg", (4000, 3000))
    sandbox.gallery(
        "墨香",
        "title: 墨香\nat: nonghang/3/2\nboards: [east-gate]\nworks:\n"
        "  - {photo: 甲.jpg, title: 山, alt: 山}\n",
    )
    return sandbox


def test_size_of_a_photo_on_paper_changes_no_version_of_now_or_before(large: Sandbox) -> None:
    """A photo that is printed large is named by another base, which is no other photo."""
    plan = load(large.site())
    settled = with_prints(plan)
    assert settled.pictures.all != plan.pictures.all, "the poster wants a finer base"
    unsettled = plan_prints(plan.sheets, plan.kinds, plan.brief)
    pairs = list(zip(unsettled, settled.prints, strict=True))
    assert any(planned.images for planned, _ in pairs)
    for one, other in pairs:
        assert one.versions == other.versions
        assert one.former(plan.codes).versions == other.former(plan.codes).versions


@pytest.mark.parametrize("was", ["former", "now"])
def test_page_behind_a_code_names_the_version_that_is_on_the_wall(was: str, large: Sandbox) -> None:
    """Of paper that an earlier release printed, and of each label among ten: that of then."""
    plan = with_prints(load(large.site()))
    hung = [p.former(plan.codes) if was == "former" else p for p in plan.prints]
    lines = [
        f'  - {{what: "{p.identity}", paper: {p.paper.name}, version: "{p.version}", '
        f'size: "{p.composed.size}", on: 2026-11-20, copies: 1}}'
        for p in hung
    ]
    large.write("galleries/printed.yml", "printed:\n" + "\n".join(lines) + "\n")
    pages = pages_of(large.build())
    told = 0
    for planned in hung:
        for identity, version in planned.versions.items():
            target = plan.codes.targets[identity]
            page = pages[target.uri]
            words = f"{planned.paper.label} 版 {version}（2026年11月20日印）"
            if planned.paper.on_site:
                assert words in page, (planned.name, identity)
                told += 1
    assert told >= 3
