"""Adding a kind is adding a folder."""

from __future__ import annotations

import os

import pytest

from conftest import TODAY, Sandbox
from loudao.kinds import load_kinds
from loudao.pressroom import PrintOptions
from loudao.printing import print_sheets
from pdf import text_of

MODEL = """\
from pathlib import Path

from loudao.model.kind import Kind
from loudao.model.sheet import Sheet, SheetFields
from pydantic import Field


class RosterFields(SheetFields):
    households: tuple[str, ...] = Field(title="住户", description="轮流值班的住户")


def view(sheet: Sheet) -> dict[str, object]:
    assert isinstance(sheet.fields, RosterFields)
    return {"households": list(sheet.fields.households)}


KIND = Kind("roster", "值班表", "page", RosterFields, Path(__file__).parent, "plain", view=view)
"""
PAGE = "<ol>{% for name in households %}<li>{{ name }}</li>{% endfor %}</ol>{{ body }}"
SHEET = """\
#import "../../lib.typ": *
#show: sheet.with(margin: 20mm)
#heading(data.title)
#enum(..data.households)
#code(data.code)
"""


def add_kind(box: Sandbox) -> None:
    box.write("kinds/roster/model.py", MODEL)
    box.write("kinds/roster/page.html.j2", PAGE)
    box.write("kinds/roster/sheet.typ", SHEET)


def test_kind_from_outside_has_its_fields_its_page_and_its_sheet(sandbox: Sandbox) -> None:
    add_kind(sandbox)
    sandbox.write(
        "docs/值班.md",
        "---\nkind: roster\ntitle: 楼道值班表\nboards: [east-gate]\nhouseholds: [甲户, <乙户>]\n---\n",
    )
    frame = sandbox.build().frames["值班.md"]
    assert "<li>甲户</li><li>&lt;乙户&gt;</li>" in frame.before
    result = print_sheets(sandbox.site(), TODAY, PrintOptions(("roster",)))
    printed, problems = result.printed, result.problems
    assert problems == ()
    assert [done.printable.name for done in printed] == ["楼道值班表-海报-A3"]
    text = text_of(printed[0].pdf)
    assert "楼道值班表" in text
    assert "<乙户>" in text


def test_kind_from_outside_has_its_own_faults(sandbox: Sandbox) -> None:
    add_kind(sandbox)
    sandbox.write("docs/值班.md", "---\nkind: roster\ntitle: 表\nhousehold: [甲户]\n---\n")
    assert [str(p) for p in sandbox.build().problems] == [
        "docs/值班.md:4:1: 未知字段 household，是不是 households？"
    ]


def test_our_kinds_are_whole() -> None:
    kinds = load_kinds()
    assert set(kinds.by_name) == {"gallery", "exhibition", "notice"}
    for kind in kinds.by_name.values():
        assert (kind.folder / "page.html.j2").is_file()
        assert (kind.folder / "sheet.typ").is_file()
        assert os.listdir(kind.folder / "example")


@pytest.mark.parametrize("name", sorted(load_kinds().by_name))
def test_example_of_a_kind_builds(name: str, sandbox: Sandbox) -> None:
    kind = load_kinds()[name]
    for path in sorted((kind.folder / "example").iterdir()):
        target = "docs" if kind.source == "page" else f"galleries/{name}"
        sandbox.write(f"{target}/{path.name}", path.read_bytes())
    built = sandbox.build()
    assert built.problems == ()
    printed = print_sheets(sandbox.site(), TODAY, PrintOptions((name,))).printed
    assert printed
