"""The commands as a person types them."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import ROOT, Sandbox
from loudao.cli import main

WORK = "title: 春\nat: nonghang/3/2\nworks:\n  - {photo: 兰亭.jpg, title: 甲, alt: 甲}\n"


def run(box: Sandbox, *words: str) -> Result:
    """`loudao …` in the site's folder."""
    before = Path.cwd()
    os.chdir(box.root)
    try:
        return CliRunner().invoke(main, words, catch_exceptions=False)
    finally:
        os.chdir(before)


@pytest.fixture
def box(sandbox: Sandbox) -> Sandbox:
    sandbox.photo("galleries/春/兰亭.jpg")
    sandbox.gallery("春", WORK)
    return sandbox.with_address()


def test_check_of_a_sound_site(box: Sandbox) -> None:
    result = run(box, "check")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "没有发现问题\n")


def test_check_counts_what_it_found_and_fails(box: Sandbox) -> None:
    box.gallery("夏", "titel: 夏\nat: nonghang/3/2\nworks: [{photo: x.jpg, title: 甲}]\n")
    box.gallery("秋", WORK.replace(", alt: 甲", "").replace("兰亭", "../春/兰亭"))
    result = run(box, "check")
    assert result.exit_code == 1
    assert result.stderr == "有 2 处错误，1 处提醒\n"
    assert len(result.stdout.splitlines()) == 3


def test_warnings_alone_do_not_fail(box: Sandbox) -> None:
    box.gallery("春", WORK.replace(", alt: 甲", ""))
    result = run(box, "check")
    assert (result.exit_code, result.stderr) == (0, "有 1 处提醒\n")


def test_check_as_json(box: Sandbox) -> None:
    box.gallery("春", "titel: 春\nat: nonghang/3/2\n")
    result = run(box, "check", "--format", "json")
    assert json.loads(result.stdout) == [
        {
            "path": "galleries/春/gallery.yml", "line": 1, "column": 1, "severity": "error",
            "what": "未知字段 titel，是不是 title？", "remedy": "",
        }
    ]  # fmt: skip


def test_check_for_github(box: Sandbox) -> None:
    box.gallery("春", "titel: 春\nat: nonghang/3/2\n")
    result = run(box, "check", "--format", "github")
    assert result.stdout == (
        "::error file=galleries/春/gallery.yml,line=1,col=1::未知字段 titel，是不是 title？\n"
    )


def test_outside_a_site_the_command_says_where_to_go(tmp_path: Path) -> None:
    result = run(Sandbox(tmp_path), "check")
    assert result.exit_code == 1
    assert result.stderr == "错误：没有 mkdocs.yml。在网站的文件夹里运行，或者用 -f 指明\n"


def test_option_misspelt_in_mkdocs_yml(box: Sandbox) -> None:
    box.write("mkdocs.yml", "site_name: 花园\nplugins:\n  - loudao:\n      frozzen: true\n")
    result = run(box, "check")
    assert result.exit_code == 1
    assert "mkdocs.yml:4:7: 未知字段 frozzen，是不是 frozen？\n" in result.stderr


def test_day_must_be_a_day(box: Sandbox) -> None:
    result = run(box, "build", "--today", "明天")
    assert result.exit_code == 2
    assert "写成 2026-11-21 这样" in result.stderr


def test_build_stops_at_errors_and_keeps_going_when_told(box: Sandbox) -> None:
    box.photo("galleries/夏/好.jpg")
    box.gallery("夏", "title: 夏\nat: nonghang/3/9\n")
    stopped = run(box, "build")
    assert stopped.exit_code == 1
    assert not (box.root / "site/galleries").exists()
    went_on = run(box, "build", "--keep-going")
    assert went_on.exit_code == 1
    assert (box.root / "site/galleries/春/兰亭/index.html").is_file()
    assert went_on.stderr == "错误：没有做完。上面列出的错误改好，再来一次\n"


def test_print_writes_what_was_asked_for(box: Sandbox) -> None:
    result = run(box, "print", "春", "--out", "给印刷店")
    assert result.exit_code == 0
    names = sorted(path.name for path in (box.root / "给印刷店").iterdir())
    assert names == [
        "农行小区-3号楼-2单元-春-展签-A4-1份.pdf",
        "农行小区-3号楼-2单元-春-海报-A3-1份.pdf",
        "工单.pdf",
    ]


def test_print_of_nothing_says_so(box: Sandbox) -> None:
    result = run(box, "print", "冬")
    assert result.exit_code == 1
    assert (
        result.stderr
        == "loudao print:1:1: 没有符合“冬”的东西可印。写类别、纸的种类、地点、宣传栏或者标题，README 里有一张表\n有 1 处错误\n"
    )


def test_codes_are_listed_moved_and_retired(box: Sandbox) -> None:
    assert "甲（还没印）" in run(box, "codes").stdout
    assert run(box, "print", "labels").exit_code == 0
    listed = run(box, "codes").stdout
    [line] = [line for line in listed.splitlines() if " work:春/兰亭 " in line]
    code = line.split()[0]
    assert line.endswith(f" HTTPS://JF.CN/Q/{code}")
    assert "甲（还没印）" not in listed

    (box.root / "galleries/春/兰亭.jpg").unlink()
    box.photo("galleries/春/兰亭序.jpg", seed=8)
    box.gallery("春", WORK.replace("兰亭", "兰亭序").replace("甲", "乙"))
    assert run(box, "check").exit_code == 1
    moved = run(box, "codes", "move", "work:春/兰亭", "work:春/兰亭序")
    assert moved.stdout == "“work:春/兰亭”的短码现在指向“work:春/兰亭序”\n"
    assert run(box, "build").exit_code == 0
    page = (box.root / f"site/Q/{code}/index.html").read_text("utf-8")
    assert "%E5%85%B0%E4%BA%AD%E5%BA%8F/" in page

    box.gallery("春", "title: 春\nat: nonghang/3/2\n")
    retired = run(
        box, "codes", "retire", code.lower(), "--note", "展到十月", "--today", "2026-11-01"
    )
    assert retired.stdout == f"停用了短码 {code}\n"
    assert run(box, "build").exit_code == 0
    page = (box.root / f"site/Q/{code}/index.html").read_text("utf-8")
    assert "2026年11月1日停用。" in page
    assert "展到十月" in page


def test_codes_unknown_to_the_ledger(box: Sandbox) -> None:
    moved = run(box, "codes", "move", "gallery:x", "gallery:春")
    assert moved.stderr == "错误：台账里没有“gallery:x”。用 loudao codes 看有哪些\n"
    moved = run(box, "codes", "move", "gallery:春", "gallery:y")
    assert moved.stderr == "错误：清单里没有“gallery:y”。先把清单改好，再让短码跟过去\n"
    retired = run(box, "codes", "retire", "ZZZZ")
    assert retired.stderr == "错误：台账里没有“ZZZZ”。用 loudao codes 看有哪些\n"


def test_new_gallery_lists_the_photos_that_lie_there(box: Sandbox) -> None:
    box.photo("galleries/老年-之友/IMG 1.jpg")
    box.photo("galleries/老年-之友/it's.jpg")
    result = run(box, "new", "gallery", "老年 之友", "--at", "nonghang/3/2")
    assert result.exit_code == 0
    text = (box.root / "galleries/老年-之友/gallery.yml").read_text("utf-8")
    assert "title: '老年 之友'\n" in text
    assert "photo: 'IMG 1.jpg'\n" in text
    assert "photo: 'it''s.jpg'\n" in text
    again = run(box, "new", "gallery", "老年 之友")
    assert again.stdout == "galleries/老年-之友/gallery.yml 已经有了，照片都在里面，没有要加的\n"
    assert (box.root / "galleries/老年-之友/gallery.yml").read_text("utf-8") == text


def test_schema_of_the_demo_is_fresh(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        main, ["schema", "-f", str(ROOT / "mkdocs.yml"), "--out", str(tmp_path)]
    )
    assert result.exit_code == 0
    for name in ("places.json", "district.json", "gallery.json", "page.json"):
        ours = (ROOT / "galleries/.schema" / name).read_text("utf-8")
        assert ours == (tmp_path / name).read_text("utf-8"), f"run: uv run loudao schema ({name})"


def test_every_field_has_a_chinese_title_in_the_schema() -> None:
    for path in (ROOT / "galleries/.schema").glob("*.json"):
        schema = json.loads(path.read_text("utf-8"))
        for model in schema["$defs"].values():
            for name, field in model["properties"].items():
                assert re.search("[一-鿿]", field.get("title", "")), (path.name, name)
                assert re.search("[一-鿿]", field.get("description", "")), (path.name, name)


@pytest.mark.slow
def test_serve_builds_again_when_a_manifest_changes(box: Sandbox) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/galleries/%E6%98%A5/"
    command = [sys.executable, "-m", "loudao", "serve", "-a", f"127.0.0.1:{port}"]
    server = subprocess.Popen(
        command, cwd=box.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        assert wait_for(address, "<h1>春</h1>")
        box.gallery("春", WORK.replace("title: 春", "title: 春回大地"))
        assert wait_for(address, "<h1>春回大地</h1>")
        box.gallery("春", WORK.replace("title:", "titel:"))
        time.sleep(3)
        assert server.poll() is None
        box.gallery("春", WORK)
        assert wait_for(address, "<h1>春</h1>")
    finally:
        server.terminate()  # SIGINT is ignored where the tests run in the background
        server.wait(10)


def wait_for(address: str, sign: str, seconds: float = 40) -> bool:
    """Whether the page at `address` shows `sign` before the time is up."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5) as response:
                if sign in response.read().decode():
                    return True
        except OSError:
            pass
        time.sleep(0.3)
    return False
