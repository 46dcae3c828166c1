"""Adding a kind is adding a folder."""

from __future__ import annotations

import os

from conftest import TODAY, Sandbox, frames_of, load, print_sheets
from loudao.kinds import load_kinds
from loudao.story.printing import PrintOptions
from pdf import text_of

MODEL = """\
from pathlib import Path

from loudao.compose.words import words_poster
from loudao.kinds.kind import Kind, Page, Paper
from loudao.model.fields import SheetFields
from pydantic import Field


class WatchFields(SheetFields):
    households: tuple[str, ...] = Field(title="住户", description="轮流值班的住户")


def names(sheet):
    return {"households": list(sheet.fields.households)}


def poster(sheet, brief):
    yield words_poster(
        sheet, brief, kind_label="看门", default_style="plain", facts=[], view=names(sheet)
    )


KIND = Kind(
    "watch", "看门", Path(__file__).parent, WatchFields, "page",
    papers=(Paper("watch", "看门表", "sheet.typ", poster, on_site=True),),
    page=Page("page.html.j2", "看门", view=lambda sheet, community: names(sheet)),
)
"""
PAGE = "<ol>{% for name in households %}<li>{{ name }}</li>{% endfor %}</ol>{{ body }}"
SHEET = """\
#import "../../lib.typ": *
#show: sheet.with(margin: 20mm)
#heading(data.title)
#enum(..data.households)
#code(data.code)
"""


def add_kind(box: Sandbox, model: str = MODEL) -> None:
    box.write("kinds/watch/model.py", model)
    box.write("kinds/watch/page.html.j2", PAGE)
    box.write("kinds/watch/sheet.typ", SHEET)


def test_kind_from_outside_has_its_fields_its_page_and_its_sheet(sandbox: Sandbox) -> None:
    add_kind(sandbox)
    sandbox.write(
        "docs/值班.md",
        "---\nkind: watch\ntitle: 楼道值班表\nboards: [east-gate]\nhouseholds: [甲户, <乙户>]\n---\n",
    )
    before, _ = frames_of(sandbox.build())["值班.md"]
    assert "<li>甲户</li><li>&lt;乙户&gt;</li>" in before
    result = print_sheets(sandbox.site(), TODAY, PrintOptions(("watch",)))
    printed, problems = result.printed, result.problems
    assert problems == ()
    assert [done.print.name for done in printed] == ["楼道值班表-看门表-A3"]
    text = text_of(printed[0].pdf)
    assert "楼道值班表" in text
    assert "<乙户>" in text


def test_kind_from_outside_has_its_own_faults(sandbox: Sandbox) -> None:
    add_kind(sandbox)
    sandbox.write("docs/值班.md", "---\nkind: watch\ntitle: 表\nhousehold: [甲户]\n---\n")
    assert [str(p) for p in sandbox.build().problems] == [
        "docs/值班.md:4:1: 未知字段 household，是不是 households？"
    ]


def test_kind_that_cannot_be_loaded_is_a_problem_with_its_file(sandbox: Sandbox) -> None:
    add_kind(sandbox, "from loudao.model.kind import Kind\n")
    remedy = "照 CONTRIBUTING.md 里“加一种类别”写"
    assert [str(p) for p in load(sandbox.site()).problems] == [
        "kinds/watch/model.py:1:1: 类别“watch”读不进来："
        f"ModuleNotFoundError: No module named 'loudao.model.kind'。{remedy}"
    ]
    add_kind(sandbox, "KIND = 1\n")
    assert [p.what for p in load(sandbox.site()).problems] == [
        "类别“watch”读不进来：model.py 里要有 KIND = Kind(…)"
    ]
    add_kind(sandbox, MODEL.replace('Paper("watch"', 'Paper("roster"'))
    assert [p.what for p in load(sandbox.site()).problems] == [
        "类别“watch”读不进来：纸的名字“roster”已经是一个类别"
    ]


def test_our_kinds_are_whole() -> None:
    kinds, problems = load_kinds()
    assert problems == []
    for kind in kinds:
        for name in [paper.template for paper in kind.papers]:
            library = kind.folder.parents[1] / "press/templates/sheets"
            assert (kind.folder / name).is_file() or (library / name).is_file(), name
        assert kind.source == "derived" or os.listdir(kind.folder / "example")
