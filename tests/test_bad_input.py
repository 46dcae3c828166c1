"""What staff can get wrong, one file a case, with the exact words they are told.

A case holds `=== path` and the file's text, any number of times, then `=== 问题` and the
problems that `loudao check` prints. `pytest --update` rewrites the last part.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import Sandbox, load
from loudao.console import format_problems

CASES = sorted((Path(__file__).parent / "cases").glob("*.case"))
_EXPECTED = "问题"
WORKS = "works: [{title: 甲, text: 诗}]\n"


def split_case(text: str) -> dict[str, str]:
    """The parts of a case by their headings."""
    parts = re.split(r"^=== (.+)\n", text, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_problem_is_told_as_written(
    case: Path, sandbox: Sandbox, request: pytest.FixtureRequest
) -> None:
    text = case.read_text("utf-8")
    files = split_case(text)
    expected = files.pop(_EXPECTED, "")
    if "兰亭.jpg" in text:
        sandbox.photo("galleries/春/兰亭.jpg", (40, 30))
    for name, content in files.items():
        sandbox.write(name, content)
    found = format_problems(load(sandbox.site()).problems) + "\n"
    if request.config.getoption("--update"):
        case.write_text(
            text.partition(f"=== {_EXPECTED}\n")[0] + f"=== {_EXPECTED}\n{found}", "utf-8"
        )
    else:
        assert found == expected


def test_cases_are_there() -> None:
    assert len(CASES) >= 30


def test_broken_utf8_is_told_with_its_place(sandbox: Sandbox) -> None:
    whole = "title: 春天的画廊\nat: nonghang/3/2\nintro: 看看春天\n".encode()
    sandbox.gallery("春", "x")
    sandbox.write(
        "galleries/春/gallery.yml", whole.replace("看看".encode(), b"\xe7\x9c\xe7\x9c\x8b")
    )
    problems = load(sandbox.site()).problems
    assert [str(p) for p in problems] == [
        "galleries/春/gallery.yml:3:8: 这里的文字编码坏了，读不出来。用记事本“另存为”，编码选 UTF-8"
    ]


def test_gbk_is_read_with_a_warning(sandbox: Sandbox) -> None:
    text = "title: 春天的画廊\nat: nonghang/3/2\nintro: 看看春天\n" + WORKS
    sandbox.write("galleries/春/gallery.yml", text.encode("gbk"))
    loaded = load(sandbox.site())
    assert [str(p) for p in loaded.problems] == [
        "galleries/春/gallery.yml:1:1: 提醒：文件是 GBK 编码。用记事本“另存为”，编码选 UTF-8"
    ]
    assert loaded.community.sheets[0].fields.title == "春天的画廊"


def test_byte_order_mark_and_windows_line_ends_are_read(sandbox: Sandbox) -> None:
    text = "title: 春\r\nat: nonghang/3/2\r\n" + WORKS
    sandbox.write("galleries/春/gallery.yml", b"\xef\xbb\xbf" + text.encode())
    loaded = load(sandbox.site())
    assert loaded.problems == ()
    assert loaded.community.sheets[0].fields.title == "春"


def test_link_out_of_the_gallery_is_refused(sandbox: Sandbox) -> None:
    secret = sandbox.photo("private/身份证.jpg")
    sandbox.gallery(
        "春", "title: 春\nat: nonghang/3/2\nworks:\n- {photo: a.jpg, title: 甲, alt: 甲}\n"
    )
    (sandbox.root / "galleries/春/a.jpg").symlink_to(secret)
    loaded = load(sandbox.site())
    assert [str(p) for p in loaded.problems] == [
        "galleries/春/gallery.yml:4:11: photo：“a.jpg”是指到画廊之外的链接。"
        "把照片复制到 gallery.yml 旁边，只写文件名"
    ]
    assert not loaded.pictures.works


def test_accents_composed_otherwise_are_the_same_name(sandbox: Sandbox) -> None:
    sandbox.photo("galleries/春/cafe\u0301.jpg")
    sandbox.gallery(
        "春", "title: 春\nat: nonghang/3/2\nworks:\n- {photo: caf\u00e9.jpg, title: 甲, alt: 甲}\n"
    )
    loaded = load(sandbox.site())
    assert loaded.problems == ()
    assert list(loaded.pictures.works) == ["work:春/caf\u00e9"]


def test_deep_nesting_ends_in_a_problem_not_a_crash(sandbox: Sandbox) -> None:
    sandbox.gallery("春", "title: " + "[" * 5000 + "]" * 5000 + "\n")
    problems = load(sandbox.site()).problems
    assert [p.what for p in problems] == ["层次太深（超过 30 层）"]
