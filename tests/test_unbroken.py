"""Words that short lines of large print do not break."""

from __future__ import annotations

import random

import pytest

from conftest import TODAY, Rounds, Sandbox, print_sheets
from loudao.press.unbroken import keep_words, unbroken_words
from loudao.story.printing import PrintOptions
from pdf import text_of

WORDS = ["扫帚", "关灯", "志愿者", "居委会", "楼长", "铁锹", "邻居"]


def test_words_of_any_text_are_in_it_and_the_longest_come_first(rounds: Rounds) -> None:
    dice = random.Random(3)
    for _ in range(rounds(100, 2_000)):
        text = "".join(dice.choice([*WORDS, "，", "3号", "A"]) for _ in range(dice.randint(0, 40)))
        found = unbroken_words({"body": [{"runs": [[text, ""]]}]})
        assert all(word in text and 2 <= len(word) <= 4 for word in found)
        assert len(found) == len(set(found))
        assert [len(word) for word in found] == sorted(map(len, found), reverse=True)


def test_a_sheet_that_does_not_ask_is_told_no_words() -> None:
    assert keep_words({"a": 1}, {"body": "志愿者扫帚"}) == {"a": 1}
    assert keep_words({"kept_words": []}, {"body": "志愿者拿扫帚"})["kept_words"]


@pytest.mark.parametrize("style", ["ink", "plain"])
@pytest.mark.parametrize("lead", range(8))
def test_no_line_of_a_report_ends_within_a_word(lead: int, style: str, sandbox: Sandbox) -> None:
    head = "kind: report\ntitle: 扫雪\nat: nonghang\nwhen: 2026-11-15\n"
    body = "好" * lead + "，" + "和扫帚，和铁锹，和志愿者，" * 6
    sandbox.write("docs/a.md", f"---\n{head}---\n{body}\n")
    asked = PrintOptions(("report",), style=style)
    [done] = print_sheets(sandbox.with_address().site(), TODAY, asked).printed
    lines = text_of(done.pdf)
    assert lines.count("扫帚") == lines.count("志愿者") == lines.count("铁锹") == 6
