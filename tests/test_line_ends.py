"""Where lines may end: at phrases that the build finds, between facts, and no last line of one
character; where a browser knows nothing of it, too."""

from __future__ import annotations

import random
import re

import pytest

from conftest import Rounds
from loudao.web.held import facts, hold, hold_words

BROKEN = {
    "2026年第三季度公共收益收支": "2026年|第三季度|公共收益收支",
    "楼道粉刷和绿植": "楼道粉刷|和绿植",
    "桂花苑西门宣传栏": "桂花苑西门|宣传栏",
    "社区活动室": "社区活动室",
    "寒山石径图": "寒山石径图",
    "临《兰亭序》": "临《兰亭序》",
    "承诺到期：帮五楼的老人取快递": "承诺到期：帮五楼的老人取快递",
    "3号楼处": "3号楼处",
    "楼道里最想看到什么：书法展览": "楼道里最想|看到什么：书法展览",
}
WORDS = ["关于", "社区", "停水", "春节", "慰问", "《兰亭序》", "3号楼", "2026年", "书画", "的", "与",
         "和", "Party", "居民", "，", "：", "三百张", "志愿者", "检修", "A座", "“一家亲”", "活动室",
         "处", "帮", " ", "<b>", "11月25日"]  # fmt: skip


def pieces(text: str) -> list[str]:
    return [re.sub("</?span[^>]*>", "", piece) for piece in str(hold(text)).split("<wbr>")]


@pytest.mark.parametrize("title", BROKEN)
def test_a_title_may_break_at_phrases_alone(title: str) -> None:
    assert "|".join(pieces(title)) == BROKEN[title]


def test_no_title_breaks_before_what_begins_no_line_or_its_last_two_characters(
    rounds: Rounds,
) -> None:
    dice = random.Random(7)
    for _ in range(rounds(300, 5_000)):
        title = "".join(dice.choice(WORDS) for _ in range(dice.randint(1, 12)))
        assert hold(title).striptags() == " ".join(title.split())
        found = pieces(title)
        for piece in found[1:]:
            assert piece[0] not in "的，：》”", (title, found)
        if len(found) > 1:
            assert len(found[-1].replace("&lt;", "<").replace("&gt;", ">")) >= 3, (title, found)


@pytest.mark.parametrize(
    "said", [["周素秋", "国画", "2026"], ["通知", "", "东门宣传栏"], ["一"], []]
)
def test_facts_say_the_same_with_dots_between_them(said: list[str]) -> None:
    told = [fact for fact in said if fact]
    marked = facts(said)
    assert marked.striptags() == " · ".join(told)
    assert facts(" · ".join(told)) == marked
    assert str(marked).count('class="year"') == sum(fact.isdecimal() for fact in told[1:])


@pytest.mark.parametrize(
    ("html", "held"),
    [
        ("<p>给大家添麻烦了。</p>", '给大家添<span class="held">麻烦了。</span></p>'),
        ("<li>来水后放一放再用</li>", '放一<span class="held">放再用</span></li>'),
        ("<p>请打 12345</p>", "<p>请打 12345</p>"),
        ("<p>好。</p>", "<p>好。</p>"),
        ("<h2>农行小区3号楼换总阀 &amp; 停水</h2>", '<span class="held">3号楼</span>'),
    ],
)
def test_words_of_staff_have_no_last_line_of_one_character(html: str, held: str) -> None:
    marked = hold_words(html)
    assert held in marked
    assert re.sub("</?span[^>]*>|<wbr>", "", marked) == html
