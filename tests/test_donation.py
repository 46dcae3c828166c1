"""Donations: totals that add up, names masked where nobody agreed, a certificate for each."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

import pytest

from conftest import TODAY, Sandbox, load, pages_of, print_sheets
from loudao.compose.gifts import add_up
from loudao.compose.masks import mask_name
from loudao.kinds.donation.gifts import read_gifts
from loudao.plan.made import Printed
from loudao.story.printing import PrintOptions
from loudao.styles.faces import Faces
from loudao.styles.styles import load_styles
from pdf import decode_codes, largest, marks_of, words_of

HEAD = "kind: donation\ntitle: 冬衣捐赠\nat: nonghang\nfrom: 2026-11-16\n"
ROWS = (
    "rows:\n"
    "  - {姓名: 张三丰, 金额: '1,300 元'}\n"
    "  - {姓名: 欧阳小明, 物品: 棉被, 数量: 4, 单位: 床}\n"
    "  - {姓名: 老年书画班, 金额: 570.5, 物品: 棉被, 数量: 2, 单位: 床, 公开: 是}\n"
)


def donation(box: Sandbox, rows: str) -> None:
    box.write("galleries/捐/print.yml", HEAD + rows)


def test_totals_add_up_on_paper_and_page(sandbox: Sandbox) -> None:
    donation(sandbox, ROWS)
    page = pages_of(sandbox.build())["sheets/捐/"]
    assert "共 3 笔，1,870.5 元，棉被 6 床" in page
    [board] = print_sheets(sandbox.site(), TODAY, PrintOptions(("donation",))).printed
    words = words_of(board.pdf)
    assert "共3笔" in words and "1,870.5元" in words and "棉被6床" in words
    assert len(decode_codes(board.pdf)) == 1


def test_names_are_whole_only_where_somebody_agreed(sandbox: Sandbox) -> None:
    donation(sandbox, ROWS)
    built = sandbox.build()
    whole = "".join(str(file.content) for file in built.files)
    assert "张三丰" not in whole and "欧阳小明" not in whole
    page = pages_of(built)["sheets/捐/"]
    assert "张*丰" in page and "欧**明" in page and "老年书画班" in page
    result = print_sheets(sandbox.site(), TODAY, PrintOptions(("捐",)))
    board, certificates = result.printed
    assert "张*丰" in words_of(board.pdf) and "张三丰" not in words_of(board.pdf)
    # what is handed to the donor bears the name
    assert "张三丰：" in words_of(certificates.pdf)
    assert certificates.pages == 3
    assert not any("证书" in file.uri for file in built.files)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("张三", "张*"), ("张三丰", "张*丰"), ("欧阳小明", "欧**明"), ("王", "*"), ("", "*")],
)
def test_masks(name: str, shown: str) -> None:
    assert mask_name(name) == shown


@pytest.mark.parametrize("seed", range(20))
def test_totals_are_the_sum_of_whatever_was_given(seed: int, sandbox: Sandbox) -> None:
    dice = random.Random(seed)
    money, goods, lines = Decimal(0), dict[str, int](), []
    for n in range(dice.randrange(1, 60)):
        sum_, count, thing = dice.randrange(1, 10**6), dice.randrange(1, 99), dice.choice("被衣书")
        if dice.random() < 0.5:
            money += Decimal(sum_) / 100
            lines.append(f"  - {{姓名: 某{n}, 金额: {Decimal(sum_) / 100}}}\n")
        else:
            goods[thing] = goods.get(thing, 0) + count
            lines.append(f"  - {{姓名: 某{n}, 物品: {thing}, 数量: {count}}}\n")
    donation(sandbox, "rows:\n" + "".join(lines))
    plan = load(sandbox.site())
    assert plan.problems == ()
    totals = add_up(read_gifts(plan.community.sheets[0]))
    assert totals.money == money
    assert {thing: int(n) for (thing, _), n in totals.goods.items()} == goods


@pytest.mark.parametrize(
    ("row", "column", "problem"),
    [
        ("{金额: 3}", 5, "这一行没有姓名。写上 姓名；不愿留名的写 匿名"),
        ("{姓名: 甲}", 5, "这一行没有写捐了什么。写上 金额，或者 物品 和 数量"),
        ("{姓名: 甲, 金额: 三百}", 17, "金额：“三百”不是数字。只写数字，例如 300"),
        ("{姓名: 甲, 物品: 棉被}", 17, "“棉被”没有写数量。写上 数量，例如 4"),
        ("{姓名: 甲, 金额: 3, 公开: 随便}", 24, "公开：“随便”不是“是”或“否”。写 是 或 否"),
        ("{姓名: 甲, 金额: -3}", 17, "金额：“-3”不对。只写数字，例如 300"),
        (
            "{姓名: 甲, 金额: 3, 备注: 谢}",
            5,
            "提醒：捐赠名单里用不到“备注”这一列。可以写：姓名、金额、物品、数量、单位、公开、日期",
        ),
    ],
)
def test_a_fault_is_told_with_its_cell(
    row: str, column: int, problem: str, sandbox: Sandbox
) -> None:
    donation(sandbox, f"rows:\n  - {row}\n")
    assert [str(p) for p in load(sandbox.site()).problems] == [
        f"galleries/捐/print.yml:6:{column}: {problem}"
    ]


STYLES = sorted(load_styles(Path(), Faces())[0].by_name)


def board(box: Sandbox, **how: object) -> Printed:
    """The honour board, which `print` refuses where a word or the code cannot be read."""
    result = print_sheets(box.site(), TODAY, PrintOptions(("donation",), **how))  # type: ignore[arg-type]
    assert [str(p) for p in result.problems if p.is_error] == []
    [printed] = result.printed
    return printed


def some_rows(dice: random.Random, many: int) -> str:
    """Gifts of money, goods or both; every name begins with 赵."""
    lines = []
    for _ in range(many):
        name = "赵" + "".join(dice.choice("墨林望山素秋") for _ in range(dice.randint(1, 4)))
        money, goods = f"金额: {dice.randint(1, 10**5)}", f"物品: 棉被, 数量: {dice.randint(1, 99)}"
        what = dice.choice([money, goods, f"{money}, {goods}"])
        lines.append(f"  - {{姓名: {name}, {what}, 公开: {dice.choice('是否')}}}\n")
    return "rows:\n" + "".join(lines)


@pytest.mark.parametrize("many", [1, 2, 7, 20, 60])
def test_a_board_fills_its_sheet_and_large_print_is_a_third_larger(
    many: int, sandbox: Sandbox
) -> None:
    dice = random.Random(many)
    donation(sandbox, some_rows(dice, many))
    style = dice.choice(STYLES)
    normal = board(sandbox, style=style)
    large = board(sandbox, style=style, size="A3", large=True)
    assert largest(large.pdf, "赵") >= 1.29 * largest(normal.pdf, "赵")
    assert normal.pages == 1
    assert largest(normal.pdf, "赵") >= {1: 40, 2: 40, 7: 30, 20: 18, 60: 12}[many]
    lowest = min(it.bottom for it in marks_of(normal.pdf) if it.text == "赵")
    if many > 2:
        assert lowest < 420 / 25.4 * 72 * 0.25, "the list reaches the foot"


@pytest.mark.parametrize("many", [5, 7, 11, 16, 30])
def test_the_last_sheet_of_large_print_is_as_full_as_the_others(
    many: int, sandbox: Sandbox
) -> None:
    donation(sandbox, some_rows(random.Random(many), many))
    printed = board(sandbox, size="A3", large=True)
    marks = marks_of(printed.pdf, printed.pages - 1)
    lowest = min(it.bottom for it in marks if it.text == "赵")
    assert lowest < 420 / 25.4 * 72 * 0.35


@pytest.mark.parametrize("style", STYLES)
def test_the_title_and_the_sum_are_the_largest_words_of_a_board(
    style: str, sandbox: Sandbox
) -> None:
    donation(sandbox, ROWS)
    printed = board(sandbox, style=style)
    assert largest(printed.pdf, "冬") >= 100
    assert max(it.size for it in marks_of(printed.pdf) if it.text in "1,870.5") >= 80
    assert largest(printed.pdf, "丰") < 60


def test_the_star_of_a_masked_name_stands_in_the_middle_of_its_line(sandbox: Sandbox) -> None:
    donation(sandbox, ROWS)
    marks = [it for it in marks_of(board(sandbox).pdf) if it.text.strip()]
    stars = [n for n, it in enumerate(marks) if it.text == "*"]
    assert len(stars) == 3
    for n in stars:
        before = next(it for it in reversed(marks[:n]) if it.text != "*")
        star, middle = marks[n], (before.top + before.bottom) / 2
        assert abs((star.top + star.bottom) / 2 - middle) < 0.15 * before.size
        assert star.top - star.bottom > 0.3 * before.size


@pytest.mark.parametrize("style", STYLES)
def test_odd_gifts_stay_on_their_board(style: str, sandbox: Sandbox) -> None:
    long, latin = "社区全体居民和志愿服务队" * 3, "Supercalifragilisticexpialidocious" * 2
    odd = (
        f"  - {{姓名: {long}, 金额: 999999999.25, 物品: {latin}, 数量: 12345678, 公开: 是}}\n"
        f"  - {{姓名: {latin}, 物品: {long}, 数量: 3, 单位: 大包装箱, 公开: 是}}\n"
    )
    donation(sandbox, some_rows(random.Random(style), 5) + odd)
    for size in ("A3", "A5"):
        for large in (False, True):
            printed = board(sandbox, style=style, size=size, large=large)
            assert "12,345,678" in words_of(printed.pdf)


@pytest.mark.parametrize("large", [False, True])
def test_a_list_that_goes_on_overleaf_is_whole_and_signed_once(
    large: bool, sandbox: Sandbox
) -> None:
    donation(sandbox, some_rows(random.Random(7), 260))
    printed = board(sandbox, size="A3", large=large)
    words = words_of(printed.pdf)
    assert printed.pages > 1
    assert words.count("赵") == 260
    assert f"第{printed.pages}张，共{printed.pages}张" in words


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("many", [3, 7, 30])
def test_money_and_goods_of_different_givers_stand_in_one_column(
    many: int, style: str, sandbox: Sandbox
) -> None:
    rows = "".join(
        f"  - {{姓名: 楼长, 金额: {n * 50}, 公开: 是}}\n"
        if n % 2 else f"  - {{姓名: 组长, 物品: 棉衣, 数量: {n}, 单位: 元, 公开: 是}}\n"
        for n in range(1, many + 1)
    )  # fmt: skip
    donation(sandbox, f"style: {style}\nrows:\n{rows}")
    marks = [it for it in marks_of(board(sandbox).pdf) if it.text == "元"]
    size = min(it.size for it in marks)
    ends = {round(it.right / 4) for it in marks if it.size < size * 1.05}
    assert len(ends) <= (1 if many < 30 else 3)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", ["何墨林", "花园社区农行小区三号楼二单元全体居民"])
def test_one_giver_fills_the_middle_of_the_board(name: str, style: str, sandbox: Sandbox) -> None:
    donation(sandbox, f"style: {style}\nrows:\n  - {{姓名: {name}, 金额: 300, 公开: 是}}\n")
    done = board(sandbox)
    assert done.pages == 1
    marks = marks_of(done.pdf)
    at = "".join(it.text for it in marks).index(name[:2])
    # the name as large as it may be, below the title's left edge
    line = [it for it in marks if abs(it.bottom - marks[at].bottom) < 2 and it.text.strip()]
    assert line[0].size >= (75 if len(name) < 4 else 34)
    title = next(it for it in marks if it.text.strip())
    assert abs(line[0].left - title.left) < 12


@pytest.mark.parametrize("called", ["合计", "总计", "合 计：", "共计"])
@pytest.mark.parametrize("typed", ["870", "870.00", "870 元", "900", "87.0", ""])
@pytest.mark.parametrize("as_file", [True, False])
def test_a_typed_total_is_no_donor_and_is_held_against_the_rows(
    as_file: bool, typed: str, called: str, sandbox: Sandbox
) -> None:
    rows = [("张三", "300"), ("李四", "570"), (called, typed)]
    if as_file:
        donation(sandbox, "list: 名单.csv\n")
        sandbox.write(
            "galleries/捐/名单.csv", "姓名,金额\n" + "".join(f"{n},{m}\n" for n, m in rows)
        )
        where = "galleries/捐/名单.csv:4:2"
    else:
        donation(sandbox, "rows:\n" + "".join(f"  - {{姓名: {n}, 金额: '{m}'}}\n" for n, m in rows))
        where = f"galleries/捐/print.yml:8:{16 + len(called)}"
    plan = load(sandbox.site())
    [sheet] = plan.community.sheets
    assert [gift.donor for gift in read_gifts(sheet)] == ["张三", "李四"]
    wrong = {"900": "900", "87.0": "87"}.get(typed)
    assert [str(p) for p in plan.problems] == (
        [
            f"{where}: 合计写的是 {wrong} 元，一行一行加起来是 870 元。"
            "核对每一行；没有漏的就改成 870，或者不写，会自己算"
        ]
        if wrong
        else []
    )


@pytest.mark.parametrize(("parts", "wrong"), [((10, 5), []), ((9, 5), [6]), ((10, 6), [8])])
def test_part_totals_are_of_the_rows_above(
    parts: tuple[int, int], wrong: list[int], sandbox: Sandbox
) -> None:
    donation(sandbox, "list: 名单.csv\n")
    text = "姓名,金额\n甲,3\n乙,4\n丙,3\n\n小计,{}\n丁,5\n小计,{}\n合计,15\n".format(*parts)
    sandbox.write("galleries/捐/名单.csv", text)
    told = [p.mark.line for p in load(sandbox.site()).problems]
    assert told == wrong


@pytest.mark.parametrize("called", ["序号", "编号", "行号"])
def test_a_column_that_only_counts_rows_is_nothing_to_speak_of(
    called: str, sandbox: Sandbox
) -> None:
    donation(sandbox, "list: 名单.csv\n")
    sandbox.write("galleries/捐/名单.csv", f"{called},姓名,金额\n1,张三,300\n2,李四,570\n")
    assert load(sandbox.site()).problems == ()
