"""Where lines may end: at phrases that the build finds, between facts, and no last line of one
character; where a browser knows nothing of it, too."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from conftest import Rounds, small_site
from loudao.plugin.engine import build_site
from loudao.web.held import facts, hold
from loudao.web.prose import hold_words
from test_browser import serving

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
        ("<p>给大家添麻烦了。</p>", ["添麻烦了。"]),
        ("<li>来水后放一放再用</li>", ["放一放再用"]),
        ("<li>家有病人的，<strong>前一天</strong>告诉楼长。</li>", ["前一天", "告诉楼长。"]),
        ("<p>先告诉（居委会）</p>", ["居委会）"]),
        ("<p>请打 12345</p>", []),
        ("<p>好。</p>", []),
        ("<h2>农行小区3号楼换总阀 &amp; 停水</h2>", ["3号楼"]),
        ("<p>清出 820 米，到11月18日共46 人，A46 人来。</p>", ["820 米", "11月18日", "46 人"]),
        ("<p>电话 0371-6555 0100，读《兰亭序》再打。</p>", ["0371-6555 0100", "《兰亭序》"]),
        ("<td>8:00—18:00</td><td>9：30</td>", ["8:00—18:00", "9：30"]),
        ("<pre>46 人</pre><p>见 <a href='#a'>3号楼</a>。</p>", []),
        ("<p>看 &#39;46 人&#39;</p>", ["46 人"]),
        ("<p><strong>这一句很长，不能整句不断。</strong></p>", []),
    ],
)
def test_of_what_runs_on_only_what_is_read_at_once_is_whole(html: str, held: list[str]) -> None:
    """No phrases, and no last line of one character."""
    marked = hold_words(html)
    plain = re.sub("</?span[^>]*>|<wbr>", "", marked).replace('<strong class="held">', "<strong>")
    assert plain == html
    assert re.findall('class="held">([^<]*)<', marked) == held
    assert not re.search("[（《“]<wbr>", marked)


LINES = """() => [...document.querySelectorAll("main .words p, main .words li, main .prose p")]
  .filter((block) => block.checkVisibility() && !block.closest(".ld-band, .report-when"))
  .flatMap((block) => {
    const range = document.createRange(), texts = [], ends = new Map();
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) for (let n = 0; n < text.length; n++) {
      range.setStart(text, n);
      range.setEnd(text, n + 1);
      const box = range.getBoundingClientRect();
      if (box.width) ends.set(Math.round(box.bottom / 8), box.right);
    }
    const style = getComputedStyle(block), size = parseFloat(style.fontSize);
    const right = block.getBoundingClientRect().right;
    return [...ends.values()].slice(0, -2).map((end) => (right - end) / size);
  })"""


@pytest.mark.browser
@pytest.mark.parametrize("large", [False, True])
def test_lines_of_what_runs_on_are_full_on_a_phone(
    large: bool, browser: Browser, tmp_path: Path
) -> None:
    words = "第一场雪下了一夜，天刚亮，志愿者带着铁锹和扫帚下了楼，先扫单元门口，再扫到公交站，" * 4
    box = small_site(tmp_path)
    box.write("docs/notices/a.md", f"---\nkind: notice\ntitle: 扫雪\n---\n\n{words}完。\n")
    with serving(build_site(box.config, None, "2026-11-21", {})) as address:
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.goto(f"{address}notices/a/{'#big' if large else ''}")
        left = page.evaluate(LINES)
        page.close()
    assert len(left) > 4
    assert max(left) < 2.2, "what is left of a line is less than two characters and a mark"
