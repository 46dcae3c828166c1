"""Titles break at phrases, into lines of nearly one length, and say what they said."""

from __future__ import annotations

import random
import re

import pytest

from conftest import Rounds
from loudao.press.titles import title_lines

BROKEN = {
    "书画天地": ["书画", "天地"],
    "老年之友": ["老年", "之友"],
    "停水通知": None,
    "关于农行小区停水检修的通知": ["关于农行小区", "停水检修的通知"],
    "我们的三百张照片": ["我们的", "三百张照片"],
    "临王羲之《兰亭集序》": ["临王羲之", "《兰亭集序》"],
    "Neighbours": None,
    "2026年11月25日停电通知": ["2026年11月", "25日停电通知"],
    "冬季供暖前注水试压的紧急通知": ["冬季供暖前注水", "试压的紧急通知"],
}


@pytest.mark.parametrize("title", BROKEN)
def test_a_title_on_two_lines(title: str) -> None:
    found = title_lines(title)
    assert found[0] == [title]
    assert (found[1] if len(found) > 1 else None) == BROKEN[title]


WORDS = ["关于", "社区", "停水", "春节", "慰问", "《兰亭序》", "3号楼", "2026年", "书画", "的", "与",
         "Party", "居民", "，", "三百张", "志愿者", "检修", "A座", "“一家亲”", "活动"]  # fmt: skip


def test_lines_of_any_title_say_all_of_it_and_stand_well(rounds: Rounds) -> None:
    dice = random.Random(11)
    for _ in range(rounds(200, 5_000)):
        title = "".join(dice.choice(WORDS) for _ in range(dice.randint(1, 12)))
        title += dice.choice(["", "通知", "公告", "值班表"])
        whole = re.findall("《[^》]+》|[0-9]+(?:号楼|年)|“[^”]+”", title)
        for number, lines in enumerate(title_lines(title), 1):
            assert (len(lines) > 1) == (number > 1)
            assert "".join(lines) == title.strip() or " " in title
            for line in lines[1:]:
                assert not re.match("[，。、；：！？）》”’的与]", line) or line == title
            if len(lines) > 1:
                assert lines[-1] not in ("通知", "公告", "值班表")
                assert all(any(part in line for line in lines) for part in whole), (title, lines)
