"""Settings at the top of a page that are taken for its words, and characters that nobody sees."""

from __future__ import annotations

import itertools
import re

import pytest

from conftest import Sandbox
from loudao.kinds import load_kinds
from loudao.manifest.document import parse_mapping
from loudao.manifest.invisible import see
from loudao.manifest.nodes import Scalar
from loudao.model.invisible import NOTHING
from loudao.plan.sheets import read_sheet

BODY = "kind: notice\ntitle: 通知\nboards: [east-gate]\nfrom: 2026-11-21\n"
STARTS = "开头的设置没有读，整页的字里会看到它："


def said(sandbox: Sandbox, text: str) -> list[str]:
    kinds, _ = load_kinds(sandbox.root / "kinds")
    sheet, problems = read_sheet(text, "docs/通知.md", kinds)
    assert sheet is None
    return [str(problem).removeprefix("docs/通知.md:") for problem in problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"\n---\n{BODY}---\n", f"2:1: {STARTS}--- 前面有空行、空格或者看不见的字符。--- 顶着第一行的最左边"),
        (f" ---\n{BODY}---\n", f"1:2: {STARTS}--- 前面有空行、空格或者看不见的字符。--- 顶着第一行的最左边"),
        (f"———\n{BODY}———\n", f"1:1: {STARTS}“———”不是 ---。换成三个英文减号 ---"),
        (f"—--\n{BODY}---\n", f"1:1: {STARTS}“—--”不是 ---。换成三个英文减号 ---"),
        (f"----\n{BODY}----\n", f"1:1: {STARTS}“----”不是 ---。换成三个英文减号 ---"),
        (f"---\n{BODY}———\n", f"6:1: {STARTS}结尾的“———”不是 ---。换成三个英文减号 ---，顶着最左边"),
        (f"---\n{BODY}\n正文\n", f"1:1: {STARTS}设置后面没有第二行 ---。设置写完，另起一行写 ---"),
        (f"{BODY}---\n", f"1:1: {STARTS}它前面少了一行 ---。第一行写三个减号 ---，设置后面也是"),
        (f"---\n{BODY.replace('kind', 'Kind')}---\n", "2:1: 未知字段 Kind，是不是 kind？字段用小写字母"),
        (
            f"---\n{BODY.partition(chr(10))[2]}---\n",
            "3:1: 提醒：有 boards，没有 kind：这一页不会印成海报。"
            "补上一行 kind:，可以写：notice、disclosure、report；只是网页就拿掉这些字段",
        ),
    ],
)  # fmt: skip
def test_front_matter_that_is_none_is_told_at_its_line(
    text: str, expected: str, sandbox: Sandbox
) -> None:
    assert said(sandbox, text) == [expected]


@pytest.mark.parametrize(
    "text",
    ["# 标题\n\n正文\n", "***\n\n标题：下面\n", "---\n\n一条线\n", "标题：一\n\n正文", "---\ntitle: 关于\n---\n字", ""],
)  # fmt: skip
def test_a_page_that_is_only_to_be_read_is_left_alone(text: str, sandbox: Sandbox) -> None:
    assert said(sandbox, text) == []


INVISIBLE = [
    "\u00a0",
    "\u2003",
    "\u202f",
    "\u200b",
    "\u2060",
    "\ufeff",
    "\u00ad",
    "\u202a",
    "\u202e",
    "\u2028",
]


@pytest.mark.parametrize(
    ("character", "place"),
    list(itertools.product(INVISIBLE, ["after", "before", "dash", "value", "key"])),
)
def test_what_nobody_sees_is_read_as_what_it_looks_like(character: str, place: str) -> None:
    text = {
        "after": f"title: 诗\nat:{character}nonghang/3/2\n",
        "before": f"title: 诗\nat{character}: nonghang/3/2\n",
        "dash": f"title: 诗\nat: nonghang/3/2\nworks:\n  -{character}{{title: 甲}}\n",
        "value": f"title: 诗\nat: {character}nonghang/3/2{character}\n",
        "key": f"title: 诗\na{character}t: nonghang/3/2\n",
    }[place]  # fmt: skip
    node, problems = parse_mapping(text, "x.yml")
    if place == "dash" and character in "\u200b\u2060\ufeff\u00ad\u202a\u202e":
        [error] = problems
        assert str(error) == (
            f"x.yml:4:4: 有看不见的字符（U+{ord(character):04X}）。光标放在它后面，按一下退格"
        )
        return
    if place == "key" and (node is None or node.get("at") is None):
        assert not re.match(f"[{NOTHING}]", character) or problems  # two words, and told
        return
    assert node is not None, problems
    value = node.get("at")
    assert isinstance(value, Scalar)
    assert value.text.strip("".join(INVISIBLE) + " ") == "nonghang/3/2"
    assert not any(problem.is_error for problem in problems)


def test_an_invisible_space_is_named_at_its_column() -> None:
    _, [problem] = parse_mapping("title: 诗\nat:\u00a0nonghang/3/2\n", "x.yml")
    assert str(problem) == (
        "x.yml:2:4: 提醒：有看不见的空格（U+00A0），当普通空格读了。删掉它，重新打一个空格"
    )


def test_offsets_stay_where_they_were() -> None:
    text = "a:\u00a01\u2028\nb:\u200b2\n  \u00a0c\n"
    seen, _ = see(text, "x.yml", 1)
    assert len(seen) == len(text)
