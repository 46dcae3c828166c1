"""Each place has somebody to ask: the steward next up from it, else the committee."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TODAY, Sandbox, pages_of, print_sheets
from loudao.model.happening import whom
from loudao.model.place import (
    BoardFields,
    BuildingFields,
    CourtyardFields,
    PlacesFields,
    UnitFields,
    build_network,
)
from loudao.plugin.engine import build_site
from loudao.story.printing import PrintOptions
from pdf import words_of
from test_walls import record, run

PLACES = """\
community: 花园社区
contact: 居委会 0371-6555 0100
suggest: 意见箱在东门
courtyards:
  - id: nonghang
    name: 农行小区
    steward: 院长王大姐 0371-6555 0103
    buildings:
      - id: 3
        name: 3号楼
        steward: {name: 楼长赵师傅, phone: 13803710000}
        units: [{id: 1, name: 1单元}, {id: 2, name: 2单元}]
      - {id: 5, name: 5号楼, units: [{id: 1, name: 1单元}]}
  - {id: guihua, name: 桂花苑}
boards:
  - {id: gate, name: 东门宣传栏, at: nonghang, steward: 书画组刘老师 0371-6555 0104}
  - {id: hall, name: 楼下宣传栏, at: nonghang/3}
  - {id: far, name: 桂花宣传栏, at: guihua}
"""
NOTICE = "---\nkind: notice\ntitle: {title}\n{where}\n---\n看一看。\n"


@pytest.fixture
def box(sandbox: Sandbox) -> Sandbox:
    sandbox.write("galleries/places.yml", PLACES)
    for title, where in {
        "楼里": "at: nonghang/3/2", "院里": "at: nonghang/5/1", "别处": "at: guihua",
        "门口": "boards: [gate]", "楼下": "boards: [hall]", "两处": "boards: [gate, hall]",
    }.items():  # fmt: skip
        sandbox.write(f"docs/{title}.md", NOTICE.format(title=title, where=where))
    return sandbox.with_address()


ASKED = {
    "楼里": "楼长赵师傅 13803710000", "院里": "院长王大姐 0371-6555 0103",
    "别处": "居委会 0371-6555 0100", "门口": "书画组刘老师 0371-6555 0104",
    "楼下": "楼长赵师傅 13803710000", "两处": "居委会 0371-6555 0100",
}  # fmt: skip


def test_a_sheet_and_its_page_name_who_looks_after_the_place(box: Sandbox) -> None:
    done = print_sheets(box.site(), TODAY, PrintOptions(tuple(ASKED)))
    assert [str(p) for p in done.problems if p.is_error] == []
    site = build_site(box.config, None, TODAY.isoformat(), {})
    assert len(done.printed) == len(ASKED)
    for printed in done.printed:
        title = printed.print.title
        name, _, phone = ASKED[title].partition(" ")
        words = words_of(printed.pdf)
        assert name in words and phone.replace(" ", "") in words.replace(" ", ""), title
        page = (site / title / "index.html").read_text("utf-8")
        assert f'href="tel:{whom(ASKED[title]).number}"' in page, title
        assert "提意见：意见箱在东门" in page


def test_a_place_and_a_board_name_theirs(box: Sandbox) -> None:
    pages = pages_of(box.build())
    for uri, asked in {
        "places/nonghang/3/1/": "楼长赵师傅", "places/nonghang/5/": "院长王大姐",
        "boards/gate/": "书画组刘老师", "boards/hall/": "楼长赵师傅",
    }.items():  # fmt: skip
        assert asked in pages[uri].partition("<footer")[2], uri
    assert "大姐" not in pages["places/guihua/"] + pages["boards/far/"]


def test_another_steward_is_a_new_version_of_what_hangs_there_and_of_nothing_else(
    box: Sandbox,
) -> None:
    run(box, "print", "楼里", "院里", "别处")
    assert len(record(box)) == 3
    changed = PLACES.replace("楼长赵师傅, phone: 13803710000", "楼长孙师傅, phone: 0371-6555 0109")
    box.write("galleries/places.yml", changed)
    told = run(box, "walls").output
    assert "要换新版　楼里（海报）" in told
    assert "要换新版　院里" not in told and "要换新版　别处" not in told


def test_a_steward_s_number_is_public_and_nobody_else_s_is(box: Sandbox) -> None:
    assert [str(p) for p in box.plan().problems if "手机号" in p.what] == []
    box.write("docs/楼里.md", NOTICE.format(title="楼里", where="at: nonghang/3/2") + "13803710001")
    assert len([p for p in box.plan().problems if "手机号" in p.what]) == 1


steward = st.none() | st.integers(1, 9).map(lambda n: whom(f"某{n} 8000{n}"))


@given(st.data())
def test_the_next_one_up_is_asked(data: st.DataObject) -> None:
    own = {name: data.draw(steward) for name in ("a", "a/1", "a/1/2", "b")}
    unit = UnitFields(id="2", name="2单元", steward=own["a/1/2"])
    building = BuildingFields(id="1", name="1号楼", units=(unit,), steward=own["a/1"])
    yards = (
        CourtyardFields(id="a", name="甲院", buildings=(building,), steward=own["a"]),
        CourtyardFields(id="b", name="乙院", steward=own["b"]),
    )
    board = BoardFields(id="x", name="栏", at="a/1", steward=data.draw(steward))
    network = build_network(
        PlacesFields(community="社区", courtyards=yards, boards=(board,), contact="居委会 1")
    )
    for at in ("a", "a/1", "a/1/2", "a/1/2/3", "b", ""):
        parts = at.split("/")
        above = ["/".join(parts[:n]) for n in range(len(parts), 0, -1)]
        expected = next((own[one] for one in above if own.get(one)), None)
        assert network.steward_at(at) == expected
        assert network.contact_at(at) == (str(expected) if expected else "居委会 1")
    assert network.steward_at(None, ["x"]) == (board.steward or own["a/1"] or own["a"])
