"""What takes a second sheet: short tables stay whole, and the next sheet says whose it is."""

from __future__ import annotations

import random

import pytest
from pypdf import PdfReader

from conftest import TODAY, Rounds, Sandbox, print_sheets
from loudao.story.printing import PrintOptions
from test_small_sheets import STYLES

_WORDS = "社区定于本周对楼道里堆放的杂物进行清理，请各家提前把自己的东西搬回家里。"


@pytest.mark.parametrize("style", STYLES)
def test_a_table_of_up_to_eight_rows_stays_whole_and_a_long_one_repeats_its_head(
    style: str, sandbox: Sandbox, rounds: Rounds
) -> None:
    chance = random.Random(style)
    crossed = 0
    for number in range(rounds(3, 20)):
        rows = 8 - number % 3
        cells = [f"第{n}批甲乙" for n in range(1, rows + 1)]
        before = "\n\n".join([_WORDS * 3] * chance.randint(4, 9))
        table = "| 批次 | 什么时候 |\n|---|---|\n" + "".join(f"| {c} | 上午 |\n" for c in cells)
        after = "\n\n".join([_WORDS * 3] * 4)
        long = "| 门牌甲 | 时间 |\n|---|---|\n" + "| 某室 | 下午 |\n" * 60
        words = "---\nkind: notice\ntitle: 清理杂物\nat: nonghang/3/2\n---\n"
        sandbox.write("docs/清理.md", f"{words}{before}\n\n{table}\n{after}\n\n{long}")
        options = PrintOptions(("清理",), size="A4", style=style, draft=True)
        done = print_sheets(sandbox.site(), TODAY, options)
        assert [str(p) for p in done.problems if p.is_error] == []
        texts = ["".join(p.extract_text().split()) for p in PdfReader(done.printed[0].pdf).pages]
        holding = [[cell in text for text in texts] for cell in cells]
        assert all(row == holding[0] for row in holding), f"{rows} rows are torn: {holding}"
        assert sum(holding[0]) == 1
        crossed += holding[0].index(True) > 0
        assert sum("门牌甲" in text for text in texts) >= 2, "the head of what goes on is repeated"
        assert [n for n, text in enumerate(texts) if "（续）" not in text] == [0], texts
    assert crossed, "no table came near the end of a sheet"


@pytest.mark.parametrize("count", [24, 34, 48, 60])
@pytest.mark.parametrize("said", ["words", "items"])
def test_the_foot_of_a_long_disclosure_is_never_alone_on_its_last_sheet(
    said: str, count: int, sandbox: Sandbox
) -> None:
    names = [f"住户{n:03}" for n in range(count)]
    body = {
        "words": "\n\n".join(f"{it}，{_WORDS}" for it in names),
        "items": "\n".join(f"- {it}" for it in names),
    }[said]
    head = "kind: disclosure\ntitle: 名单\nsection: 财务\nboards: [east-gate]\nfrom: 2026-11-18\n"
    sandbox.write("docs/名单.md", f"---\n{head}days: 15天\n---\n\n{body}\n")
    done = print_sheets(sandbox.site(), TODAY, PrintOptions(("名单",), size="A3", draft=True))
    assert [str(p) for p in done.problems if p.is_error] == []
    texts = ["".join(p.extract_text().split()) for p in PdfReader(done.printed[0].pdf).pages]
    on = [[name for name in names if name in text] for text in texts]
    assert [name for found in on for name in found] == names, "each once, in their order"
    least = 1 if said == "words" or len(texts) == 1 else 2
    assert "公示期内有意见" in texts[-1] and len(on[-1]) >= least
