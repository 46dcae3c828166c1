"""What the walls remember: what was printed, what has changed, what must come down."""

from __future__ import annotations

import json
import os
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import TODAY, Sandbox, frames_of, pages_of, print_sheets
from loudao.cli import main
from loudao.story.printing import PrintOptions
from pdf import conformance_of, in_order, page_sizes_mm, words_of

GALLERY = """\
title: 春
at: nonghang/3/2
works:
  - {photo: a.jpg, title: 甲, alt: 甲, floor: 2}
  - {title: 乙, text: 一二三}
"""
NOTICE = """\
---
kind: notice
title: 停水
boards: [east-gate]
from: 2026-11-20
until: 2026-11-25
---
明天停水。
"""


@pytest.fixture
def box(sandbox: Sandbox) -> Sandbox:
    sandbox.photo("galleries/春/a.jpg", (900, 600))
    sandbox.gallery("春", GALLERY)
    sandbox.write("docs/停水.md", NOTICE)
    return sandbox.with_address()


def run(box: Sandbox, *arguments: str, day: date = TODAY) -> Result:
    command, *rest = arguments
    options = ["-f", str(box.config), "--today", day.isoformat()]
    if command == "print":
        options += ["--out", str(box.root / "out")]
    result = CliRunner().invoke(main, [command, *rest, *options])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def record(box: Sandbox) -> list[str]:
    text = (box.root / "galleries/printed.yml").read_text("utf-8")
    return [line for line in text.splitlines() if line.startswith("  - {")]


def changed(box: Sandbox, **options: object) -> set[str]:
    """What `print --changed` would print."""
    chosen = PrintOptions(("春", "停水"), changed=True, draft=True, **options)  # type: ignore[arg-type]
    result = print_sheets(box.site(), TODAY, chosen)
    return {done.print.name for done in result.printed}


def version(box: Sandbox, selector: str, paper: str, **options: object) -> str:
    result = print_sheets(box.site(), TODAY, PrintOptions((selector,), **options))  # type: ignore[arg-type]
    return next(d.print.version for d in result.printed if d.print.paper.name == paper)


@pytest.mark.parametrize(
    ("at", "boards", "walls"),
    [
        ("nonghang", "[east-gate]", ["东门宣传栏"]),  # the board is the wall of that yard
        ("nonghang/3/2", "[east-gate]", ["东门宣传栏", "农行小区 3号楼 2单元"]),
        ("nonghang", "[lobby]", ["门厅宣传栏"]),  # and what stands in a building of it
        ("guihua", "[east-gate]", ["东门宣传栏", "桂花苑"]),
        ("nonghang", "[east-gate, far]", ["东门宣传栏", "桂花苑宣传栏"]),
        ("nonghang", "[]", ["农行小区"]),
    ],
)
def test_what_hangs_on_a_board_of_its_yard_hangs_there_once(
    at: str, boards: str, walls: list[str], box: Sandbox
) -> None:
    places = (box.root / "galleries/places.yml").read_text("utf-8")
    places = places.replace("boards:\n", "  - {id: guihua, name: 桂花苑}\nboards:\n")
    places += "  - {id: lobby, name: 门厅宣传栏, at: nonghang/3}\n"
    places += "  - {id: far, name: 桂花苑宣传栏, at: guihua}\n"
    box.write("galleries/places.yml", places)
    box.write("docs/停水.md", NOTICE.replace("boards: [east-gate]", f"at: {at}\nboards: {boards}"))
    run(box, "print", "停水")
    assert f"copies: {len(walls)}," in record(box)[0]
    tasks = json.loads(run(box, "walls", "--format", "json").stdout)
    assert sorted(t["wall"] for t in tasks if "停水" in t["name"]) == sorted(walls)


def test_print_records_sheet_version_size_day_and_copies(box: Sandbox) -> None:
    run(box, "print", "停水", "--copies", "3")
    mark = version(box, "停水", "poster")
    line = (
        f'  - {{what: "page:停水", paper: poster, version: "{mark}", size: "A3", '
        'where: "东门宣传栏", on: 2026-11-21, copies: 3, waits: yes}'
    )
    assert record(box) == [line]
    run(box, "print", "停水")
    assert record(box) == [line.replace("copies: 3", "copies: 4")], "the same day adds up"
    run(box, "print", "停水", "--size", "A4", day=date(2026, 11, 22))
    assert len(record(box)) == 2
    run(box, "print", "停水", "--draft", day=date(2026, 11, 23))
    assert len(record(box)) == 2, "a draft is not recorded"


def test_changed_prints_what_differs_by_content_and_nothing_by_time(box: Sandbox) -> None:
    everything = {"春-海报-A3", "春-展签-A4", "停水-海报-A3"}
    assert changed(box) == everything
    run(box, "print", "春", "停水")
    assert changed(box) == set()
    photo = box.root / "galleries/春/a.jpg"
    os.utime(photo, (1, 1))
    os.utime(box.root / "docs/停水.md", (1, 1))
    assert changed(box) == set(), "a new time is no new content"
    box.photo("galleries/春/a.jpg", (900, 600), seed=7)
    assert changed(box) == {"春-海报-A3"}, "another photo of the same name"
    box.photo("galleries/春/a.jpg", (900, 600))
    box.gallery("春", GALLERY.replace("title: 甲", "title: 甲之二"))
    assert changed(box) == {"春-海报-A3", "春-展签-A4"}
    box.gallery("春", GALLERY)
    assert changed(box, size="A4") == {"春-海报-A4", "停水-海报-A4"}, "another size"


def test_nothing_changed_is_said_and_is_no_failure(box: Sandbox) -> None:
    run(box, "print", "停水")
    result = run(box, "print", "停水", "--changed")
    assert result.exit_code == 0
    assert result.output == "1 种和上次印的一样，不用再印\n"


def test_version_is_the_same_on_any_paper_and_for_large_print(box: Sandbox) -> None:
    from loudao.compose.sizes import PROFILES

    as_written = version(box, "春", "poster")
    assert version(box, "春", "poster", size="A1") == as_written
    assert version(box, "春", "poster", large=True) == as_written
    assert version(box, "春", "poster", profile=PROFILES["offset"]) == as_written
    assert version(box, "春", "poster", style="red") == as_written, "for this once in another style"
    box.gallery("春", GALLERY.replace("works:", "style: red\nworks:"))
    assert version(box, "春", "poster") != as_written, "its author changed how it looks"
    box.gallery("春", GALLERY.replace("works:", "poster: {crop: yes}\nworks:"))
    assert version(box, "春", "poster") != as_written


def test_page_behind_the_code_shows_the_version_that_is_on_the_paper(box: Sandbox) -> None:
    run(box, "print")
    built = box.build()
    pages = pages_of(built)
    [poster] = (box.root / "out").glob("*春-海报*.pdf")
    mark = version(box, "春", "poster")
    assert f"版{mark}" in words_of(poster)
    assert f"海报 版 {mark}（2026年11月21日印）" in pages["galleries/春/"]
    [labels] = (box.root / "out").glob("*展签*.pdf")
    label = pages["galleries/春/a/"].partition("展签 版 ")[2][:4]
    assert f"版{label}" in words_of(labels)
    place = pages["places/nonghang/3/2/"]
    assert "挂牌 版 " in place
    assert "2层楼层牌 版 " in place
    assert "海报 版 " in frames_of(built)["停水.md"][1]
    box.write("docs/停水.md", NOTICE.replace("明天", "后天"))
    after = frames_of(box.build())["停水.md"][1]
    assert f"海报 版 {version(box, '停水', 'poster')}。对不上的是旧的" in after, "not printed yet"


def test_damaged_record_stops_the_press_and_is_told(box: Sandbox) -> None:
    box.write("galleries/printed.yml", "printed:\n  - {what: x, paper: poster}\n")
    result = run(box, "print", "停水")
    assert result.exit_code == 1
    assert "galleries/printed.yml:2:5: 缺少必填的 version" in result.output
    assert not (box.root / "out").exists()


def round_of(box: Sandbox, day: date) -> set[tuple[str, str, str]]:
    tasks = json.loads(run(box, "walls", "--format", "json", day=day).stdout)
    return {(task["wall"], task["action"], task["name"]) for task in tasks}


def test_round_says_what_to_hang_to_take_down_and_to_print_again(box: Sandbox) -> None:
    unit = "农行小区 3号楼 2单元"
    assert ("东门宣传栏", "hang", "停水（海报）") in round_of(box, TODAY)
    assert (unit, "hang", "春（海报）") in round_of(box, TODAY)
    assert round_of(box, date(2026, 11, 10)) >= {(unit, "hang", "春（海报）")}
    assert ("东门宣传栏", "coming", "停水（海报）") in round_of(box, date(2026, 11, 15))
    run(box, "print")
    run(box, "walls", "--up", "all")
    assert round_of(box, TODAY) == set()
    assert round_of(box, date(2026, 11, 26)) == {("东门宣传栏", "down", "停水（海报）")}
    box.gallery("春", GALLERY.replace("title: 春", "title: 春天"))
    assert (unit, "again", "春天（海报）") in round_of(box, TODAY)
    assert (
        run(box, "walls", "--down", "停水", day=date(2026, 11, 26)).output
        == "记下了，取下：page:停水\n"
    )
    assert all(action != "down" for _, action, _ in round_of(box, date(2026, 11, 27)))
    missing = run(box, "walls", "--down", "没有")
    assert missing.exit_code == 1
    assert "没有印过或者已经取下了：没有" in missing.output


def hang_notice(box: Sandbox) -> list[tuple[str, bool]]:
    """Why the notice is to be hung, and whether it is printed."""
    tasks = json.loads(run(box, "walls", "--format", "json").stdout)
    mine = [t for t in tasks if t["action"] == "hang" and t["what"] == "page:停水"]
    return [(t["why"], t["waits"]) for t in mine]


def test_printed_is_not_yet_hung_until_somebody_says_so(box: Sandbox) -> None:
    assert hang_notice(box) == [("贴到11月25日", False)]
    run(box, "print", "停水")
    assert hang_notice(box) == [("印好了，还没贴上", True)]
    said = run(box, "walls").stdout
    assert "\n  要贴　停水（海报） A3　第1格　印好了，还没贴上\n" in f"\n{said}"
    hint = "贴上之后记一笔：loudao walls --up 停水，或者拍张照片：loudao round 照片\n"
    assert said.endswith(hint)
    assert run(box, "print", "停水", "--changed").output == "1 种和上次印的一样，不用再印\n"
    assert run(box, "walls", "--up", "停水通知").exit_code == 1
    assert run(box, "walls", "--up", "停水").output == "记下了，贴上：page:停水\n"
    assert record(box)[0].endswith("copies: 1, seen: 2026-11-21}")
    assert hang_notice(box) == []
    again = run(box, "walls", "--up", "停水")
    assert (again.exit_code, "没有印好等着贴的：停水" in again.output) == (1, True)


def test_a_new_version_waits_while_the_old_one_hangs_and_must_come_down_when_over(
    box: Sandbox,
) -> None:
    run(box, "print", "停水")
    run(box, "walls", "--up", "停水")
    box.write("docs/停水.md", NOTICE.replace("明天", "后天"))
    wall = "东门宣传栏"
    assert (wall, "again", "停水（海报）") in round_of(box, TODAY)
    run(box, "print", "停水")
    assert (wall, "hang", "停水（海报）") in round_of(box, TODAY)
    over = date(2026, 11, 26)
    assert round_of(box, over) >= {(wall, "down", "停水（海报）")}, "the old one hangs still"
    box.write("docs/停水.md", NOTICE)
    assert not {t for t in round_of(box, TODAY) if "停水" in t[2]}, "the old one is right again"
    box.write("docs/停水.md", NOTICE.replace("明天", "后天"))
    run(box, "walls", "--down", "停水", "--up", "停水")
    [old, new] = record(box)
    assert "down: 2026-11-21}" in old and "seen: 2026-11-21}" in new
    assert not {t for t in round_of(box, TODAY) if "停水" in t[2]}


def test_what_never_hung_need_not_come_down_and_is_given_up(box: Sandbox) -> None:
    run(box, "print", "停水")
    assert round_of(box, date(2026, 11, 26)) & {("东门宣传栏", "down", "停水（海报）")} == set()
    assert run(box, "walls", "--down", "停水").output == "记下了，取下：page:停水\n"
    assert hang_notice(box) == [("贴到11月25日", False)]


def test_what_older_records_know_hangs(box: Sandbox) -> None:
    run(box, "print")
    path = box.root / "galleries/printed.yml"
    path.write_text(path.read_text("utf-8").replace(", waits: yes", ""), "utf-8")
    assert round_of(box, TODAY) == set()


def test_what_is_handed_out_never_waits(box: Sandbox) -> None:
    run(box, "print", "catalogue")
    assert all("waits" not in line for line in record(box)) and record(box)


def test_what_is_in_no_manifest_any_more_must_come_down(box: Sandbox) -> None:
    run(box, "print", "停水")
    run(box, "walls", "--up", "停水")
    (box.root / "docs/停水.md").unlink()
    assert ("东门宣传栏", "down", "停水（海报）") in round_of(box, TODAY)
    printed = box.root / "galleries/printed.yml"
    old = re.sub(r' where: "[^"]*",', "", printed.read_text("utf-8"))
    printed.write_text(old, "utf-8")
    assert ("不知道在哪里", "down", "停水（海报）") in round_of(box, TODAY), "of earlier releases"


def test_round_reads_as_a_table_and_prints_on_one_page(box: Sandbox) -> None:
    run(box, "print")
    run(box, "walls", "--up", "all")
    day = date(2026, 11, 26)
    pdf = box.root / "巡查单.pdf"
    result = run(box, "walls", "--pdf", str(pdf), day=day)
    assert result.stdout == (
        "东门宣传栏\n  要取下　停水（海报） A3　第1格　11月25日到期\n"
        "取下之后记一笔：loudao walls --down 停水\n"
    )
    assert page_sizes_mm(pdf) == [(210, 297)]
    assert conformance_of(pdf) == {"A-2a", "UA-1"}
    assert in_order(
        words_of(pdf),
        "宣传栏和楼道巡查单",
        "2026年11月26日",
        "要取下 1",
        "东门宣传栏",
        "停水（海报）",
        "11月25日到期",
    )
    nothing = run(box, "walls", "--pdf", str(pdf), day=TODAY)
    assert nothing.stdout == "墙上都是对的，没有要做的事。\n"
    assert "今天没有要做的事" in words_of(pdf)


def test_what_is_over_is_printed_only_by_name(box: Sandbox) -> None:
    later = date(2026, 12, 1)
    result = print_sheets(box.site(), later, PrintOptions(("notice",)))
    assert result.printed == ()
    [done] = print_sheets(box.site(), later, PrintOptions(("docs/停水.md",))).printed
    assert done.print.name == "停水-海报-A3"


def test_record_that_cannot_be_written_is_told(box: Sandbox) -> None:
    (box.root / "galleries/printed.yml").mkdir()
    result = run(box, "print", "停水")
    assert result.exit_code == 1 or "没有记下" in result.output
    assert Path(box.root / "galleries/printed.yml").is_dir()


def test_last_of_a_day_is_the_latest(box: Sandbox) -> None:
    run(box, "print", "停水")
    box.write("docs/停水.md", NOTICE.replace("明天", "后天"))
    run(box, "print", "停水", "--size", "A4")
    assert changed(box, size="A4") == {"春-海报-A4"} | {"春-展签-A4"}
    box.write("docs/停水.md", NOTICE)
    run(box, "print", "停水")
    assert "停水-海报-A3" not in changed(box), "the first version hangs again"


def test_manifest_that_cannot_be_read_takes_nothing_down(box: Sandbox) -> None:
    run(box, "print")
    run(box, "walls", "--up", "all")
    box.write("docs/停水.md", NOTICE.replace("kind: notice", "kind: notise"))
    result = run(box, "walls", "--format", "json")
    assert json.loads(result.stdout) == []
    assert result.exit_code == 1
    assert "没有“notise”这个类别" in result.stderr


def test_round_without_an_address_is_an_error_and_no_order(box: Sandbox) -> None:
    run(box, "print")
    box.write("mkdocs.yml", "site_name: 花园\nplugins: [search, loudao]\n")
    result = run(box, "walls")
    assert result.exit_code == 1
    assert "没有 site_url" in result.stderr
    assert "要取下" not in result.stdout


def test_one_paper_of_a_gallery_comes_down_and_the_other_hangs_on(box: Sandbox) -> None:
    run(box, "print", "春")
    run(box, "walls", "--up", "all")
    box.gallery("春", GALLERY.replace("works:", "from: 2026-11-01\nuntil: 2026-12-31\nworks:"))
    later = date(2027, 1, 1)
    all_of_it = run(box, "walls", day=later).output
    assert "loudao walls --down 春\n" in all_of_it, "poster and labels together are the gallery"
    told = run(box, "walls", "--down", "春（展签）")
    assert (told.exit_code, told.output) == (0, "记下了，取下：gallery:春\n")
    lines = {line.partition("paper: ")[2].split(",")[0]: "down: " in line for line in record(box)}
    assert lines == {"poster": False, "labels": True}
    assert "loudao walls --down 春\n" in run(box, "walls", day=later).output
    again = run(box, "walls", "--down", "春（展签）")
    assert "没有印过或者已经取下了：春（展签）" in again.output


def test_what_is_to_come_down_is_named_so_that_nothing_else_does(box: Sandbox) -> None:
    run(box, "print", "春")
    run(box, "walls", "--up", "all")
    printed = box.root / "galleries/printed.yml"
    old = '  - {what: "gallery:春", paper: 旧横幅, version: "AAAA", size: "A1", on: 2026-11-01, copies: 1}'
    printed.write_text(f"{printed.read_text('utf-8')}{old}\n", "utf-8")
    [told] = re.findall("loudao walls --down (.+)", run(box, "walls").output)
    assert told == "春（旧横幅）"
    assert run(box, "walls", "--down", told).exit_code == 0
    assert [line.count("down:") for line in record(box)] == [0, 0, 1]
