"""A board as of any day, what changes between two, and where the work order says to hang."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result

from conftest import Sandbox, open_workshop
from loudao.cli import main
from loudao.story.printing import PrintOptions, print_sheets
from pdf import words_of
from test_board_room import GATE, LOBBY, boards, fill, notice


@pytest.fixture
def box(sandbox: Sandbox) -> Sandbox:
    boards(sandbox.with_address(), GATE.replace("gate", "g").replace("slots: 4", "slots: 3"), LOBBY)
    notice(sandbox, "甲", "2026-11-20..2026-12-01", "g")
    notice(sandbox, "乙", "2026-11-21..2026-11-24", "g, lobby", "poster: {style: ink}")
    notice(sandbox, "丙", "2026-11-25..2026-12-03", "g", "poster: {style: red, size: A4}")
    return sandbox


def run(box: Sandbox, *words: str, today: str = "2026-11-21") -> Result:
    command = ["boards", *words, "-f", str(box.config), "--today", today]
    return CliRunner().invoke(main, command, catch_exceptions=False)


def test_a_board_tells_slot_by_slot_what_hangs_on_a_day(box: Sandbox) -> None:
    assert run(box, "东门宣传栏").output == (
        "东门宣传栏　1300×480 毫米　3 格 A3（3 列 1 行）　2026年11月21日\n"
        "  第1格　甲（海报）　A3　2026年11月20日至12月1日\n"
        "  第2格　乙（海报）　A3　2026年11月21日至11月24日\n"
        "  第3格　空着\n"
    )
    assert run(box, "g", today="2026-11-26").output == (
        "东门宣传栏　1300×480 毫米　3 格 A3（3 列 1 行）　2026年11月26日\n"
        "  第1格　甲（海报）　A3　2026年11月20日至12月1日\n"
        "  第2格　丙（海报）　A4　2026年11月25日至12月3日\n"
        "  第3格　空着\n"
    )


def test_what_changes_between_two_days_is_listed_day_by_day(box: Sandbox) -> None:
    lines = run(box, "--until", "2026-12-02").output.splitlines()
    assert lines[4:9] == [
        "到2026年12月2日：",
        "  11月25日　取下　第2格　乙（海报） A3",
        "  11月25日　贴上　第2格　丙（海报） A4",
        "  12月2日　取下　第1格　甲（海报） A3",
        "",
    ]
    assert lines[9:] == [
        "门厅宣传栏　1 格 A3（1 列 1 行）　2026年11月21日",
        "  第1格　乙（海报）　A3　2026年11月21日至11月24日",
        "到2026年12月2日：",
        "  11月25日　取下　第1格　乙（海报） A3",
    ]
    assert "没有要贴上、取下的" in run(box, "lobby", "--until", "2026-11-22").output
    early = run(box, "--until", "2026-11-20")
    assert (early.exit_code, early.output) == (1, "错误：--until 要写 2026-11-21 或者以后\n")
    assert "写成 2026-11-21 这样" in run(box, "--until", "明天").output


def test_a_program_is_told_the_same_in_mm(box: Sandbox) -> None:
    [gate] = json.loads(run(box, "东门宣传栏", "--format", "json", "--until", "2026-12-02").output)
    assert (gate["board"], gate["size"], gate["columns"], gate["rows"]) == ("g", [1300, 480], 3, 1)
    assert gate["slots"][0] == {"slot": 1, "x": 102.2, "y": 30.0, "wide": 297, "tall": 420}
    assert [one["what"] for one in gate["hung"]] == ["page:甲", "page:乙"]
    assert gate["hung"][0]["slots"] == [1]
    assert (gate["hung"][0]["from"], gate["hung"][0]["until"]) == ("2026-11-20", "2026-12-01")
    assert gate["free"] == [3]
    assert [(c["day"], c["do"], c["slots"]) for c in gate["changes"]] == [
        ("2026-11-25", "down", [2]), ("2026-11-25", "up", [2]), ("2026-12-02", "down", [1]),
    ]  # fmt: skip


def test_a_board_that_nobody_knows_or_measured_says_what_to_write(box: Sandbox) -> None:
    assert "没有“东门宣传烂”这个宣传栏，是不是 东门宣传栏？" in run(box, "东门宣传烂").output
    boards(box, "{id: g, name: 东门宣传栏}", LOBBY)
    assert run(box, "东门宣传栏").output == (
        "错误：不知道东门宣传栏有几格。在 galleries/places.yml 里写上 slots（能贴几张）和 slot（多大的纸）\n"
    )
    boards(box, "{id: g, name: 东门宣传栏}", "{id: lobby, name: 门厅宣传栏}")
    assert run(box).output.startswith("没有一块宣传栏写了 slots")
    boards(box, "{id: g, name: 同名}", "{id: lobby, name: 同名, slots: 1}")
    assert "叫“同名”的宣传栏有 2 个，写编号：g、lobby" in run(box, "同名").output


def test_without_an_address_nothing_is_printed_and_no_board_is_called_empty(box: Sandbox) -> None:
    text = box.config.read_text("utf-8")
    box.write("mkdocs.yml", "".join(x for x in text.splitlines(True) if "site_url" not in x))
    told = run(box)
    assert told.exit_code == 1
    assert "空着" not in told.output and "site_url" in told.output


def test_a_board_of_a_known_size_has_as_many_slots_as_fit(box: Sandbox) -> None:
    boards(box, GATE.replace("slots: 4, ", "").replace("gate", "g"), LOBBY)
    assert run(box, "g").output.startswith("东门宣传栏　1300×480 毫米　4 格 A3（4 列 1 行）")


def test_the_drawing_is_to_scale(box: Sandbox, tmp_path: Path) -> None:
    path = tmp_path / "宣传栏.pdf"
    run(box, "--pdf", str(path), "--until", "2026-12-02")
    words = words_of(path)
    assert "1300×480毫米3格A3（3列1行）比例1:101300毫米480毫米" in words
    assert "左右和格子之间各空102毫米，上下和两行之间各空30毫米。" in words
    assert "这块板的size没有写，照格子画的。" in words, "of the other one"
    with pypdfium2.PdfDocument(path) as pdf:
        assert len(pdf) == 2
        drawn = [
            ((x1 - x0) / 72 * 25.4, (y1 - y0) / 72 * 25.4)
            for x0, y0, x1, y1 in (o.get_bounds() for o in pdf[0].get_objects([2]))
        ]

    def is_drawn(wide: float, tall: float) -> bool:
        """Half a line of 1.2 pt stands over each edge."""
        return any(0 <= w - wide < 1 and 0 <= h - tall < 1 for w, h in drawn)

    assert is_drawn(130, 48), "the board, in mm on paper"
    assert is_drawn(29.7, 42), "a sheet of A3"
    assert not is_drawn(21, 29.7), "one of A4 is not there yet"


def test_the_work_order_says_in_which_slot(box: Sandbox) -> None:
    result = print_sheets(
        box.site(), date(2026, 11, 21), open_workshop(box.site()), PrintOptions(("乙",))
    )
    words = words_of(dict(result.files)["工单"])
    assert "挂在：东门宣传栏第2格、门厅宣传栏第1格" in words
    large = PrintOptions(("乙",), size="A1")
    result = print_sheets(box.site(), date(2026, 11, 21), open_workshop(box.site()), large)
    words = words_of(dict(result.files)["工单"])
    assert "挂在：东门宣传栏没有空格、门厅宣传栏没有空格" in words


def test_a_board_without_slots_is_named_alone(box: Sandbox) -> None:
    boards(box, "{id: g, name: 东门宣传栏, at: c}", LOBBY)
    result = print_sheets(
        box.site(), date(2026, 11, 21), open_workshop(box.site()), PrintOptions(("甲", "乙"))
    )
    words = words_of(dict(result.files)["工单"])
    assert "挂在：东门宣传栏、门厅宣传栏第1格" in words
    assert "挂在：东门宣传栏东门宣传栏-甲" in words, "its name, then the name of the file"


def test_a_full_board_is_told_where_it_is_asked_for(box: Sandbox) -> None:
    boards(box, GATE.replace("slots: 4", "slots: 4"))
    for name in ("乙", "丙"):
        (box.root / f"docs/{name}.md").unlink()
    fill(box)
    notice(box, "停水", "2026-11-25..2026-12-05")
    assert run(box, today="2026-11-25").output.splitlines()[5] == (
        "  没有地方　停水（海报）　只有 4 格，2026年11月25日至12月1日贴满了"
    )


def test_the_round_says_in_which_slot_too(box: Sandbox, tmp_path: Path) -> None:
    path = tmp_path / "巡查单.pdf"
    command = ["walls", "-f", str(box.config), "--today", "2026-11-21", "--pdf", str(path)]
    lines = CliRunner().invoke(main, command, catch_exceptions=False).output.splitlines()
    assert "  要贴　乙（海报） A3　第2格　贴到11月24日" in lines
    assert "  快要贴　丙（海报） A4　第2格　11月25日开始" in lines
    assert "乙（海报）A3第2格贴到11月24日" in words_of(path)
    boards(box, "{id: g, name: 东门宣传栏, at: c}", LOBBY)
    notice(box, "丁", "2026-11-21..2026-11-30", "lobby", "poster: {style: fresh}")
    lines = CliRunner().invoke(main, command, catch_exceptions=False).output.splitlines()
    assert "  要贴　甲（海报） A3　贴到12月1日" in lines, "nobody knows its slots"
    assert "  要贴　丁（海报） A3　没有空格　贴到11月30日" in lines


def test_what_hangs_keeps_its_slot_whatever_is_written_later(box: Sandbox) -> None:
    """A new sheet without a first day, or with one that is past, hangs from today on."""
    printed = "\n".join(
        f"- {{what: page:{name}, paper: poster, version: AAAA, size: A3, on: {day}}}"
        for name, day in (("甲", "2026-11-20"), ("乙", "2026-11-21"))
    )
    box.write("galleries/printed.yml", f"printed:\n{printed}\n")
    notice(box, "一", "", "g", "poster: {style: fresh}")
    assert run(box, "g", today="2026-11-22").output.splitlines()[1:] == [
        "  第1格　甲（海报）　A3　2026年11月20日至12月1日",
        "  第2格　乙（海报）　A3　2026年11月21日至11月24日",
        "  第3格　一（海报）　A3",
    ]
    notice(box, "一", "2026-11-01..2026-12-30", "g", "poster: {style: fresh}")
    assert "  第3格　一（海报）　A3　2026年11月1日至12月30日" in run(box, "g").output
    text = (box.root / "galleries/printed.yml").read_text("utf-8")
    line = "- {what: page:一, paper: poster, version: AAAA, size: A3, on: 2026-11-21}\n"
    box.write("galleries/printed.yml", text + line)
    assert "  第3格　一（海报）　A3　2026年11月1日至12月30日" in run(box, "g").output
    (box.root / "galleries/printed.yml").unlink()
    assert "  第1格　一（海报）" in run(box, "g").output, "nobody keeps a record: as it is written"
