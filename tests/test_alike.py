"""A board on which everything looks alike is told of, once, and only where that is so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import Sandbox

STYLES = {"ink": "水墨", "red": "红色", "fresh": "清新", "festival": "节庆", "plain": "素"}
FIRST = date(2026, 11, 1)


def notice(box: Sandbox, name: str, start: int, days: int, style: str, boards: str) -> None:
    begins = FIRST + timedelta(start)
    box.write(
        f"docs/notices/{name}.md",
        f"---\nkind: notice\ntitle: {name}\nboards: [{boards}]\nfrom: {begins}\n"
        f"until: {begins + timedelta(days)}\nposter: {{style: {style}}}\n---\n\n正文。\n",
    )


def told(box: Sandbox) -> list[str]:
    return [p.what for p in box.plan().problems if "雷同" in p.what]


def test_four_of_one_style_are_told_with_a_style_that_helps(sandbox: Sandbox) -> None:
    for number in range(4):
        notice(sandbox, f"通知{number}", number, 20, "red", "east-gate")
    [problem] = [p for p in sandbox.plan().problems if "雷同" in p.what]
    assert problem.what == "“东门宣传栏”上同时有 4 张，都是“红色”样式，看起来会雷同"
    assert problem.remedy == "给其中一两张写上别的样式，例如 poster: {style: 水墨}"
    assert (problem.mark.path, problem.mark.line) == ("docs/notices/通知3.md", 7)
    assert not problem.is_error
    path = sandbox.root / problem.mark.path
    path.write_text(path.read_text("utf-8").replace("style: red", "style: 水墨"), "utf-8")
    assert told(sandbox) == []


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 12), st.integers(0, 12), st.sampled_from(["red", "red", "red", "ink"]),
            st.booleans(),
        ),
        max_size=9,
    )
)  # fmt: skip
def test_told_is_just_what_a_look_at_each_day_tells(
    sandbox: Sandbox, sheets: list[tuple[int, int, str, bool]]
) -> None:
    for old in (sandbox.root / "docs/notices").glob("*.md"):
        old.unlink()
    for number, (start, days, style, hangs) in enumerate(sheets):
        notice(sandbox, f"通知{number}", start, days, style, "east-gate" if hangs else "")
    by_day = (
        [style for start, days, style, hangs in sheets if hangs and start <= day <= start + days]
        for day in range(30)
    )
    alike = any(len(styles) >= 4 and len(set(styles)) == 1 for styles in by_day)
    assert len(told(sandbox)) == alike


@pytest.mark.parametrize("style", sorted(STYLES))
def test_the_style_that_is_offered_is_another(style: str, sandbox: Sandbox) -> None:
    for number in range(5):
        notice(sandbox, f"通知{number}", 0, 20, style, "east-gate")
    [problem] = [p for p in sandbox.plan().problems if "雷同" in p.what]
    assert STYLES[style] not in problem.remedy
