"""Photos that `loudao new` added get their titles in a table: what lacks something goes out too."""

from __future__ import annotations

from typing import Any

import pytest

from conftest import Sandbox
from test_tables import edit, exported, run

BEGUN = "title: 书画天地\nat: nonghang/3/2\nconsent: yes\nworks: []\n"


def begun(box: Sandbox, count: int, finished: bool) -> str:
    """A gallery with photos as `loudao new` adds them, and one that is finished."""
    for number in range(count):
        box.photo(f"galleries/书画/IMG_2026{number:04}.jpg", seed=number)
    whole = "works:\n  - {text: 白日依山尽, title: 诗}\n" if finished else "works:\n"
    box.gallery("书画", BEGUN.replace("works: []\n", whole))
    assert run(box, "new", "gallery", "书画").exit_code == 0
    return (box.root / "galleries/书画/gallery.yml").read_text("utf-8")


@pytest.mark.parametrize("finished", [True, False])
@pytest.mark.parametrize("count", [1, 2, 30])
def test_titles_of_new_photos_are_filled_in_a_table(
    count: int, finished: bool, sandbox: Sandbox
) -> None:
    before = begun(sandbox, count, finished)
    assert run(sandbox, "check").exit_code == 1
    table = exported(sandbox, "书画")

    def fill(sheet: Any) -> None:
        heads = [cell.value for cell in sheet[1]]
        for line in range(2, sheet.max_row + 1):
            if not sheet.cell(line, heads.index("标题") + 1).value:
                sheet.cell(line, heads.index("标题") + 1).value = f"第{line}件"
                sheet.cell(line, heads.index("替代文字") + 1).value = "一张画"

    edit(table, fill)
    result = run(sandbox, "import", table)
    assert result.exit_code == 0, result.output
    assert f"galleries/书画/gallery.yml 改了 {2 * count} 处。再运行 loudao check" in result.output
    after = (sandbox.root / "galleries/书画/gallery.yml").read_text("utf-8")
    assert [f"第{n}件" in after for n in range(2 + finished, 2 + finished + count)] == [
        True
    ] * count
    assert after.count("# 作品的名字") == before.count("# 作品的名字"), "comments stay"
    assert not [line for line in run(sandbox, "check").output.split("\n") if "缺少" in line]


def test_a_table_that_leaves_a_title_out_changes_nothing(sandbox: Sandbox) -> None:
    before = begun(sandbox, 2, finished=True)
    table = exported(sandbox, "书画")

    def fill_one(sheet: Any) -> None:
        sheet.cell(3, [cell.value for cell in sheet[1]].index("标题") + 1).value = "小院"

    edit(table, fill_one)
    result = run(sandbox, "import", table)
    assert result.exit_code == 1
    assert "缺少必填的 title（标题）" in result.output
    assert (sandbox.root / "galleries/书画/gallery.yml").read_text("utf-8") == before


def test_other_faults_of_a_manifest_are_told_as_before(sandbox: Sandbox) -> None:
    sandbox.gallery("书画", BEGUN.replace("title: 书画天地\n", ""))
    result = run(sandbox, "export", "书画")
    assert result.exit_code == 1
    assert "缺少必填的 title（标题）" in result.output
