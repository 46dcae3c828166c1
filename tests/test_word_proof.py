"""The proof looks at every word: none off the paper, none over another, none over a code."""

from __future__ import annotations

import random

import pytest

from conftest import TODAY, Rounds, Sandbox, print_sheets
from loudao.press.proof import proof_pdf
from loudao.story.printing import PrintOptions, PrintResult

STYLES = ["ink", "red", "fresh", "festival", "plain"]
NOTICE = (
    "---\nkind: notice\ntitle: 通知\nboards: [东门宣传栏]\nposter: {style: ours}\n---\n停水三天。\n"
)
_ = 0
SHEET = """\
#import "../../lib.typ": *
#let text-poster() = {
  show: sheet
  place(top + left, dx: 40mm, dy: 20mm, heading(data.title))
  place(top + left, dx: 40mm, dy: 60mm, code(data.code))
  place(top + left, dx: 40mm, dy: 200mm, text(20pt)[停水三天。])
  WORDS
}
"""


def with_words(box: Sandbox, words: str) -> PrintResult:
    """A notice in a style that sets some words by itself."""
    box.write("styles/ours/style.json", '{"label": "我们的", "works": [20, 78, 257]}')
    box.write("styles/ours/style.typ", SHEET.replace("WORDS", words))
    box.write("docs/n.md", NOTICE)
    return print_sheets(box.with_address().site(), TODAY, PrintOptions(("notice",), draft=True))


def set_at(x: str, y: str, words: str = "账号六二二二", size: str = "20pt") -> str:
    return f"place(top + left, dx: {x}, dy: {y}, text({size})[{words}])"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (set_at("-3mm", "300mm"), "第 1 页“账号六二二二”印到了纸边上"),
        (set_at("285mm", "300mm", "编号"), "第 1 页“编号”印到了纸边上"),
        (set_at("40mm", "414mm"), "第 1 页“账号六二二二”印到了纸边上"),
        (set_at("60mm", "80mm", size="8pt"), "第 1 页“账号六二二二”印在短码上"),
        (set_at("42mm", "201mm"), "第 1 页“账号六二二二”和“停水三天。”印在了一起"),
        (set_at("42mm", "202mm", "Wg"), "第 1 页“Wg”和“停水三天。”印在了一起"),
        (f"rotate(90deg, reflow: true, {set_at('42mm', '-230mm')})", ""),
        (set_at("42mm", "215mm"), ""),
        (f"decor({set_at('42mm', '201mm')})", ""),
    ],
)
def test_words_where_they_cannot_be_read_are_refused(
    words: str, told: str, sandbox: Sandbox
) -> None:
    result = with_words(sandbox, words)
    faults = {problem.what.partition("：")[2]: problem for problem in result.problems}
    if not told:
        assert not faults and len(result.orders) == 1
        return
    assert told in faults and result.orders == ()
    way = '这样印就放得下（试过）：loudao print "通知" poster --style plain'
    assert faults[told].remedy == way and faults[told].is_error
    again = print_sheets(sandbox.site(), TODAY, PrintOptions(("通知",), style="plain", draft=True))
    assert again.problems == () and len(again.orders) == 1


def test_fault_of_words_is_told_where_they_are_written(sandbox: Sandbox) -> None:
    result = with_words(sandbox, "place(dx: 290mm, dy: 200mm, text(20pt)[停水三天。])")
    assert {(p.mark.path, p.mark.line) for p in result.problems} == {("docs/n.md", 7)}


def test_words_beside_crop_marks_are_for_the_printer(sandbox: Sandbox) -> None:
    sandbox.write("docs/n.md", NOTICE.replace("ours", "plain"))
    from loudao.compose.sizes import PROFILES

    options = PrintOptions(("notice",), profile=PROFILES["offset"])
    result = print_sheets(sandbox.with_address().site(), TODAY, options)
    assert result.problems == () and proof_pdf(result.orders[0].printed.pdf).words == ()


LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.@"
KNOWN = (
    "IMG_20261121_153045", "mmexport1700000000000", "微信图片_20261101093012",
    "6222021234567890123", "https://jf.cn/" + "abc/" * 6, "zhangsan.lisi@huayuan-shequ.example",
    "中华人民共和国" * 4, "……——" * 3, "Ｗ" * 20, "1234567890" * 3,
)  # fmt: skip


def long_words(dice: random.Random, count: int) -> list[str]:
    """What phones call photos, accounts, addresses, and anything else without a space."""
    made = ["".join(dice.choices(LETTERS, k=dice.randint(12, 40))) for _ in range(count)]
    return [*KNOWN, *(f"{dice.choice(['', '春', '第一幅 '])}x{word}" for word in made)]


def refused(result: PrintResult) -> list[str]:
    return [str(problem) for problem in result.problems if problem.is_error]


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["labels", "poster", "catalogue"])
def test_no_title_is_too_long_for_its_sheet(paper: str, sandbox: Sandbox, rounds: Rounds) -> None:
    """One refused label refuses its sheet, so each sort of word stands on a sheet of its style."""
    dice = random.Random(5)
    sandbox.with_address()
    for style in STYLES:
        titles = long_words(dice, rounds(6, 60))
        works = "".join(
            f"  - {{id: w{n}, title: '{title}', artist: '{title[::-1]}', text: '{title}',"
            f" note: '{title}'}}\n"
            for n, title in enumerate(titles)
        )
        head = f"title: '{titles[-1]}'\nat: nonghang/3/2\nstyle: {style}\nworks:\n"
        sandbox.gallery(style, head + works)
    for size in {"labels": (None, "A6"), "poster": (None, "A4"), "catalogue": (None,)}[paper]:
        result = print_sheets(sandbox.site(), TODAY, PrintOptions((paper,), size=size))  # type: ignore[arg-type]
        assert refused(result) == []
        assert {order.printed.print.sheet.id for order in result.orders} == set(STYLES)


def a_table(dice: random.Random, words: list[str], wide: int, tall: int) -> str:
    rows = [[dice.choice(words).replace("|", "") for _ in range(wide)] for _ in range(tall)]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * wide, *lines[1:]])


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_notices_of_long_words_and_wide_tables_stay_on_their_paper(
    style: str, sandbox: Sandbox, rounds: Rounds
) -> None:
    dice = random.Random(style)
    sandbox.with_address()
    for number in range(rounds(3, 40)):
        words = [*long_words(dice, 6), "一", "停水", "8:00", "3号楼"]
        parts = [
            dice.choice(words), "- " + dice.choice(words), "> " + dice.choice(words),
            f"## {dice.choice(words)}", a_table(dice, words, dice.randint(1, 8), dice.randint(1, 9)),
        ]  # fmt: skip
        dice.shuffle(parts)
        title = dice.choice(words)
        front = f"---\nkind: notice\ntitle: '{title}'\nid: n{number}\nboards: [东门宣传栏]\nposter: {{style: {style}}}\n---\n\n"
        sandbox.write(f"docs/n{number}.md", front + "\n\n".join(parts) + "\n")
    ways = [(None, False), ("A5", True), (None, True), ("A5", False)]
    for size, large in ways[: rounds(2, 4)]:
        options = PrintOptions(("notice",), size=size, large=large)  # type: ignore[arg-type]
        assert refused(print_sheets(sandbox.site(), TODAY, options)) == []


LISTS = {
    "letters": "to: '{甲}：'\ntext: '请{乙}看{丙}。'\nsignature: '{W}'\n",
    "certificates": "to: '{甲}'\ntext: '{乙}{丙}'\n",
    "cards": "text: '{甲}{乙}{丙}'\n",
    "door-plates": "text: '{甲}'\n",
    "roster": "text: '{W}'\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", LISTS)
def test_lists_of_long_words_stay_in_their_columns(
    kind: str, sandbox: Sandbox, rounds: Rounds
) -> None:
    dice = random.Random(kind)
    sandbox.with_address()
    for style in STYLES:
        words = long_words(dice, 6)
        columns = ["甲", "乙", "丙", "丁", "戊", "己", "庚"][: dice.randint(3, 7)]
        rows = "".join(
            "  - {" + ", ".join(f"{c}: '{dice.choice(words)}'" for c in columns) + "}\n"
            for _ in range(rounds(6, 30))
        )
        own = LISTS[kind].replace("{W}", dice.choice(words))
        text = f"kind: {kind}\ntitle: '{dice.choice(words)}'\nstyle: {style}\n{own}rows:\n{rows}"
        sandbox.write(f"galleries/{style}/print.yml", text)
    result = print_sheets(sandbox.site(), TODAY, PrintOptions((kind,)))
    assert refused(result) == []
