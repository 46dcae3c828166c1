"""Pages that mkdocs.yml leaves out are left out of everything."""

from __future__ import annotations

import pytest

from conftest import MKDOCS_YML, TODAY, Sandbox, open_workshop, print_sheets
from loudao.plan.plan import make_plan
from loudao.story.printing import PrintOptions
from loudao.story.round import make_round

NOTICE = "---\nkind: notice\ntitle: {}\nboards: [east-gate]\nfrom: 2026-11-01\n---\n\n正文。\n"


@pytest.mark.parametrize(
    ("pages", "settings", "left_out"),
    [
        (["内部/a.md", "notices/b.md"], "exclude_docs: |\n  内部/\n", {"内部/a"}),
        (["drafts/a.md", "notices/b.md"], "draft_docs: |\n  drafts/\n", {"drafts/a"}),
        (
            ["a.md", "x/甲.md", "x/乙.md", "y/z/丙.md"],
            "exclude_docs: |\n  *.md\n  !/index.md\n  !乙.md\n",
            {"a", "x/甲", "y/z/丙"},
        ),
        (["a.md", ".hidden/b.md"], "", {".hidden/b"}),
    ],
)
def test_check_build_print_walls_and_codes_agree_on_the_pages_there_are(
    pages: list[str], settings: str, left_out: set[str], sandbox: Sandbox
) -> None:
    sandbox.write("mkdocs.yml", MKDOCS_YML + settings)
    names = {page.removesuffix(".md") for page in pages}
    for name in names:
        sandbox.write(f"docs/{name}.md", NOTICE.format(f"通知 {name}"))
    site = sandbox.site()
    workshop = open_workshop(site)
    stay = {f"page:{name}" for name in names - left_out}
    plan = make_plan(site, TODAY, workshop)
    assert {s.identity for s in plan.community.sheets} == stay
    result = print_sheets(site, TODAY, PrintOptions(("notice",)))
    assert [str(p) for p in result.problems] == []
    assert {o.printed.print.sheet.identity for o in result.orders} == stay
    codes = (sandbox.root / "galleries/codes.yml").read_text("utf-8")
    for name in left_out:
        assert f"page:{name}" not in codes
    assert [str(p) for p in sandbox.build().problems] == [], "the next build is not stopped"
    tasks, _ = make_round(make_plan(site, TODAY, workshop), workshop)
    assert not any(name in task.name for name in left_out for task in tasks)
