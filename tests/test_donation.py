"""Donations: totals that add up, names masked where nobody agreed, a certificate for each."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from conftest import TODAY, Sandbox, load, pages_of, print_sheets
from loudao.compose.masks import mask_name
from loudao.kinds.donation.gifts import add_up, read_gifts
from loudao.story.printing import PrintOptions
from pdf import decode_codes, words_of

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
    ("row", "problem"),
    [
        ("{金额: 3}", "这一行没有姓名。写上 姓名；不愿留名的写 匿名"),
        ("{姓名: 甲}", "这一行没有写捐了什么。写上 金额，或者 物品 和 数量"),
        ("{姓名: 甲, 金额: 三百}", "金额：“三百”不是数字。只写数字，例如 300"),
        ("{姓名: 甲, 物品: 棉被}", "“棉被”没有写数量。写上 数量，例如 4"),
        ("{姓名: 甲, 金额: 3, 公开: 随便}", "公开：“随便”不是“是”或“否”。写 是 或 否"),
        ("{姓名: 甲, 金额: -3}", "金额：“-3”不对。只写数字，例如 300"),
        (
            "{姓名: 甲, 金额: 3, 备注: 谢}",
            "提醒：捐赠名单里用不到“备注”这一列。可以写：姓名、金额、物品、数量、单位、公开、日期",
        ),
    ],
)
def test_a_fault_is_told_with_its_row(row: str, problem: str, sandbox: Sandbox) -> None:
    donation(sandbox, f"rows:\n  - {row}\n")
    assert [str(p) for p in load(sandbox.site()).problems] == [
        f"galleries/捐/print.yml:6:5: {problem}"
    ]
