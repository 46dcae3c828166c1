"""Disclosures: days as their rule counts them, totals that add up, who answers, an archive."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from playwright.sync_api import Browser

from conftest import TODAY, Sandbox, files_of, frames_of, load, pages_of, print_sheets
from loudao.compose.sizes import Size
from loudao.kinds import load_kinds
from loudao.kinds.disclosure.amounts import read_amount, show_amount
from loudao.kinds.disclosure.money import find_money
from loudao.richtext import read_page
from loudao.story.printing import PrintOptions
from pdf import decode_codes, in_order, words_of
from test_browser import serving

WHO = "who: 监督委员会 0371-66660000\n"
OWN_PACK = (
    "document: 《本区规定》\nrules:\n"
    "  - {id: own, name: 本区规定, article: 第三条, least: 5个工作日}\n"
    "  - {id: next, name: 次日起, article: 第四条, least: 7天, first_day: no}\n"
    "  - {id: bare, name: 没写天数, note: 没有查实}\n"
)
SUMS = (
    "## 收入（元）\n\n| 项目 | 金额 |\n|---|---:|\n| 广告 | 12,600.00 |\n| 停车 | 386.50 |\n\n"
    "## 支出（元）\n\n| 项目 | 金额 |\n|---|---:|\n| 灯 | 6,240.00 |\n| 合计 | {total} |\n"
)


def disclose(box: Sandbox, front: str, body: str = "内容\n", name: str = "收支") -> None:
    head = f"---\nkind: disclosure\ntitle: {name}\nsection: 财务\nboards: [east-gate]\n"
    box.write(f"docs/disclosures/{name}.md", f"{head}{front}---\n\n{body}")


def around(box: Sandbox) -> str:
    """What stands around the words of its page."""
    return "".join(frames_of(box.build())["disclosures/收支.md"])


def problems(box: Sandbox) -> list[str]:
    return [str(problem) for problem in load(box.site()).problems]


@pytest.fixture
def ruled(sandbox: Sandbox) -> Sandbox:
    """With a pack of the site's own."""
    sandbox.write("kinds/disclosure/packs/own.yml", OWN_PACK)
    return sandbox


@pytest.mark.parametrize(
    "section", ["财务", "财务公开", "finance", "党务", "居务公开", "residents"]
)
def test_sections_are_understood_as_people_call_them(section: str, sandbox: Sandbox) -> None:
    text = (
        f"---\nkind: 公示\ntitle: 甲\nsection: {section}\nfrom: 2026-11-20\ndays: 7\n{WHO}---\n字\n"
    )
    sandbox.write("docs/甲.md", text)
    assert problems(sandbox) == []


def test_days_alone_give_the_last_day(ruled: Sandbox) -> None:
    disclose(ruled, f"from: 2026-11-18\ndays: 15天\n{WHO}", name="甲")
    disclose(ruled, f"from: 2026-09-29\ndays: 五个工作日\nrule: 本区规定\n{WHO}", name="乙")
    ends = {s.fields.title: s.fields.until for s in load(ruled.site()).community.sheets}
    assert ends == {"甲": date(2026, 12, 2), "乙": date(2026, 10, 10)}
    assert problems(ruled) == []


def test_too_few_days_say_how_many_there_are_and_the_earliest_end(ruled: Sandbox) -> None:
    disclose(ruled, f"rule: own\nfrom: 2026-09-29\nuntil: 2026-10-05\n{WHO}")
    assert problems(ruled) == [
        "docs/disclosures/收支.md:8:8: 公示只有 2 个工作日（2026年9月29日至10月5日），"
        "《本区规定》第三条最少要 5 个工作日。最早到 2026-10-10（2026年10月10日）结束"
    ]


def test_a_pack_of_ours_holds_what_it_says(sandbox: Sandbox) -> None:
    disclose(sandbox, f"rule: 山东村务公开\nfrom: 2026-11-18\ndays: 3天\n{WHO}")
    assert problems(sandbox) == [
        "docs/disclosures/收支.md:8:7: 公示只有 3 天（2026年11月18日至11月20日），"
        "《山东省村务公开条例》第十三条最少要 5 天。最早到 2026-11-22（2026年11月22日）结束"
    ]


def test_a_rule_may_leave_the_first_day_out(ruled: Sandbox) -> None:
    disclose(ruled, f"rule: 次日起\nfrom: 2026-11-18\nuntil: 2026-11-24\n{WHO}")
    assert problems(ruled) == [
        "docs/disclosures/收支.md:8:8: 公示只有 6 天（2026年11月18日至11月24日），"
        "《本区规定》第四条最少要 7 天。最早到 2026-11-25（2026年11月25日）结束"
    ]


@given(st.dates(date(2025, 1, 1), date(2026, 10, 1)), st.integers(0, 20))
def test_an_end_is_a_fault_exactly_before_the_earliest(first: date, more: int) -> None:
    kinds, _ = load_kinds()
    rule = kinds["disclosure"].rules.called("zhejiang-allowance")
    assert rule is not None and rule.least is not None
    earliest = rule.least.last_day(first)
    assert earliest is not None
    last = first + timedelta(days=more)
    assert (rule.least.days_in(first, last).known < rule.least.number) == (last < earliest)


def test_workdays_of_an_unannounced_year_are_unconfirmed_and_not_guessed(ruled: Sandbox) -> None:
    disclose(ruled, f"rule: own\nfrom: 2026-12-30\nuntil: 2027-01-08\n{WHO}")
    assert problems(ruled) == [
        "docs/disclosures/收支.md:8:8: 提醒：数不出有没有 5 个工作日：2027 年的放假安排未确认。"
        "国务院的放假通知出来以后，对着规则“本区规定”再数一遍"
    ]
    page = around(ruled)
    assert "2027 年的放假安排未确认" in page and "个工作日" not in page
    [done] = print_sheets(ruled.site(), TODAY, PrintOptions(("收支",))).printed
    assert "未确认" in words_of(done.pdf)


def test_workdays_that_are_enough_before_the_new_year_raise_no_doubt(ruled: Sandbox) -> None:
    disclose(ruled, f"rule: own\nfrom: 2026-12-24\nuntil: 2027-01-02\n{WHO}")
    assert problems(ruled) == []


def test_days_into_an_unannounced_year_ask_for_the_last_day(ruled: Sandbox) -> None:
    disclose(ruled, f"from: 2026-12-30\ndays: 5个工作日\n{WHO}")
    assert problems(ruled) == [
        "docs/disclosures/收支.md:7:7: 从 2026-12-30 起 5 个工作日到哪天，放假安排还没有公布，未确认。"
        "国务院的放假通知出来以后，数好了写 until"
    ]


@pytest.mark.parametrize(
    ("front", "told"),
    [
        (
            "from: 2026-11-18\ndays: 7\n",
            "2:1: 提醒：没有写有意见找谁（who），居民有意见，不知道找谁。写上一行 who: 居务监督委员会 0371-65550100",
        ),
        (
            f"from: 2026-11-18\n{WHO}",
            "6:7: 提醒：没有写公示到哪一天，纸上和网页上都没有最后一天。写上 until 或者 days；长期公开的不用管",
        ),
        (f"days: 7\n{WHO}", "6:7: 没有写从哪一天开始，数不出哪天结束。写上 from，例如 2026-11-18"),
        (
            f"from: 2026-11-18\nuntil: 2026-11-20\ndays: 7\n{WHO}",
            "7:8: days 是 7 天，到 2026-11-24；until 写的是 2026-11-20。留一个就行",
        ),
        (
            "from: 2026-11-18\ndays: 几天\n",
            "7:7: days：看不懂“几天”是多少天。写成 7天 或者 5个工作日",
        ),
        (
            "from: 2026-11-18\ndays: 7\ncarried: 很多\n",
            "8:10: carried：“很多”不是钱数。只写数字，例如 42118.30",
        ),
        (
            f"rule: bare\nfrom: 2026-11-18\ndays: 7\n{WHO}",
            "6:7: 提醒：规则“没写天数”没有写最少公示几天：没有查实。"
            "请居委会查清楚，规则写在 kinds/disclosure/packs/ 里，自己加一份 .yml，写上 least",
        ),
    ],
)
def test_what_is_missing_or_unclear_is_said_with_its_place(
    front: str, told: str, ruled: Sandbox
) -> None:
    disclose(ruled, front)
    assert problems(ruled) == [f"docs/disclosures/收支.md:{told}"]


def test_an_unknown_rule_names_those_that_there_are(ruled: Sandbox) -> None:
    disclose(ruled, f"rule: 没有的\nfrom: 2026-11-18\ndays: 7\n{WHO}")
    [told] = problems(ruled)
    assert told.startswith("docs/disclosures/收支.md:6:7: 没有“没有的”这条规则。可以写：")
    assert "shandong-village 山东村务公开" in told and "own 本区规定" in told


def test_a_page_without_words_discloses_nothing(sandbox: Sandbox) -> None:
    disclose(sandbox, f"from: 2026-11-18\ndays: 7\n{WHO}", "")
    assert problems(sandbox) == [
        "docs/disclosures/收支.md:2:7: 没有写公示什么。在第二行 --- 下面写内容，可以有表格"
    ]


def test_packs_of_ours_say_where_they_stand_and_why_days_are_missing() -> None:
    kinds, faults = load_kinds()
    assert faults == []
    rules = kinds["disclosure"].rules
    assert len(rules) >= 7
    for rule in rules:
        assert rule.document
        assert rule.least or rule.note, "an empty least says why"
    least = {rule.id: rule.least.words for rule in rules if rule.least}
    assert least == {"shandong-village": "5 天", "zhejiang-allowance": "7 天"}


def test_a_damaged_pack_is_told_by_its_place(sandbox: Sandbox) -> None:
    sandbox.write("kinds/disclosure/packs/own.yml", OWN_PACK.replace("least", "lest", 1))
    assert problems(sandbox) == [
        "kinds/disclosure/packs/own.yml:3:41: 未知字段 lest，是不是 least？"
    ]


def test_a_typed_total_that_disagrees_shows_both(sandbox: Sandbox) -> None:
    disclose(sandbox, f"from: 2026-11-18\ndays: 7\n{WHO}", SUMS.format(total="6,420.00"))
    assert problems(sandbox) == [
        "docs/disclosures/收支.md:23:8: “合计”写的是 6,420.00，上面各行加起来是 6,240.00。"
        "核对每一行；删掉这一行，合计会自己算出来"
    ]


def test_what_is_no_number_is_told_and_its_column_has_no_total(sandbox: Sandbox) -> None:
    body = "| 项目 | 金额 |\n|---|---|\n| 灯 | 300 |\n| 门 | 约五百 |\n| 窗 | 20 |\n"
    disclose(sandbox, f"from: 2026-11-18\ndays: 7\n{WHO}", body)
    assert problems(sandbox) == [
        "docs/disclosures/收支.md:14:7: 提醒：“约五百”不是数字，“金额”这一列算不出合计。"
        "只写数字，别的话写在旁边一格"
    ]


AMOUNTS = st.lists(st.decimals(-99999, 99999, places=2), min_size=1, max_size=20)


@given(AMOUNTS, st.integers(0, 20))
def test_subtotals_and_totals_add_up_whatever_the_rows_are(amounts: list[Decimal], at: int) -> None:
    rows = [f"| 第{n}项 | {show_amount(it)} |" for n, it in enumerate(amounts)]
    at = min(at, len(rows))
    rows.insert(at, f"| 小计 | {show_amount(sum(amounts[:at], Decimal(0)))} |")
    rows.append(f"| 合计 | {show_amount(sum(amounts, Decimal(0)))} |")
    page = "\n".join(["| 项目 | 金额（元） |", "|---|---|", *rows])
    [table] = find_money(read_page(page).blocks)
    assert all(total.typed == total.computed for total in table.totals)
    assert [it.amount for it in table.sums] == [sum(amounts)]


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("12,600.00", "12600.00"), ("￥３００", "300"), ("300 元", "300"), ("-5", "-5"), ("（8）", "-8"),
        ("—", "0"), ("", "0"), ("1,23", None), ("约300", None), ("30%", None), ("9" * 30, None),
    ],
)  # fmt: skip
def test_amounts_are_read_as_people_type_them(typed: str, amount: str | None) -> None:
    assert read_amount(typed) == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    "page",
    [
        "| 姓名 | 户数 |\n|---|---|\n| 甲 | 3 |",
        "| 日期 | 电话 |\n|---|---|\n| 1月 | 65550100 |",
        "| 项目 | 单价（元） |\n|---|---|\n| 灯 | 3 |",
        "| 金额 |\n|---|",
    ],
)
def test_tables_without_sums_of_money_get_no_total(page: str) -> None:
    assert find_money(read_page(page).blocks) == []


def test_totals_and_what_is_left_are_computed_on_page_and_paper(sandbox: Sandbox) -> None:
    front = f"from: 2026-11-18\ndays: 15天\ncarried: 1000\nobjections: 一层意见箱\n{WHO}"
    disclose(sandbox, front, SUMS.format(total="6,240.00"))
    page = around(sandbox)
    assert "<dt>累计结余</dt><dd><span>=</span>7,746.50</dd>" in page
    assert 'href="tel:037166660000"' in page and "一层意见箱" in page
    assert 'data-starts="2026-11-18" data-ends="2026-12-02">公示到 <b>12月2日</b>' in page
    [done] = print_sheets(sandbox.site(), TODAY, PrintOptions(("disclosure",))).printed
    words = words_of(done.pdf)
    for said in (
        "12,986.50",
        "7,746.50",
        "公示期内有意见，找监督委员会",
        "一层意见箱",
        "公章",
    ):
        assert said in words
    assert done.pages == 1 and len(decode_codes(done.pdf)) == 1


@pytest.mark.parametrize(
    ("contact", "objections", "ways"),
    [
        ("监督委员会 0371-66660000", "一层意见箱", ["打电话0371-66660000", "送到一层意见箱"]),
        ("监督委员会 0371-66660000", "", ["打电话0371-66660000"]),
        ("监督委员会", "一层意见箱", ["送到一层意见箱"]),
        ("监督委员会", "", []),
    ],
)
@pytest.mark.parametrize("size", ["A5", "A3", "A2"])
def test_every_known_way_to_object_is_numbered_and_none_is_made_up(
    contact: str, objections: str, ways: list[str], size: Size, sandbox: Sandbox
) -> None:
    front = f"from: 2026-11-18\ndays: 15天\nwho: {contact}\n"
    disclose(sandbox, front + (f"objections: {objections}\n" if objections else ""))
    options = PrintOptions(("disclosure",), size=size)
    [done] = print_sheets(sandbox.site(), TODAY, options).printed
    words = words_of(done.pdf)
    numbered = [f"{number}{way}" for number, way in enumerate([*ways, "扫码看全文"], start=1)]
    assert in_order(words, "找监督委员会", *numbered)
    assert f"{len(numbered) + 1}送到" not in words and "答复" not in words


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        ("from: 2026-11-18\ndays: 15天\n", "11月18日时分", "12月2日时分"),
        ("from: 2026-11-18\n", "11月18日时分", "月日时分"),
    ],
)
@pytest.mark.parametrize("style", ["ink", "red", "fresh", "festival", "plain"])
def test_who_hung_it_and_took_it_down_is_filled_in_by_hand(
    days: str, first: str, last: str, style: str, sandbox: Sandbox
) -> None:
    disclose(sandbox, days + WHO)
    [done] = print_sheets(sandbox.site(), TODAY, PrintOptions(("disclosure",), style=style)).printed
    hung, taken = ("张贴人", "见证居民"), ("撤下人", "见证居民")
    assert in_order(words_of(done.pdf), "张贴", first, *hung, "撤下", last, *taken, "公章")


@pytest.mark.parametrize("style", ["ink", "red", "fresh", "festival", "plain"])
@pytest.mark.parametrize("large", [False, True])
def test_sixty_rows_and_long_words_are_set_in_every_style(
    style: str, large: bool, sandbox: Sandbox
) -> None:
    rows = "".join(f"| {n} | 公共设施维修更换 | Contract-{n:030} | {n}.50 |\n" for n in range(60))
    body = f"| 序号 | 项目 | 合同 | 金额（元） |\n|---|---|---|---|\n{rows}"
    disclose(sandbox, f"from: 2026-11-18\nuntil: 2027-01-30\n{WHO}", body, "很长的标题" * 8)
    options = PrintOptions(("disclosure",), style=style, large=large)
    result = print_sheets(sandbox.site(), TODAY, options)
    assert [str(p) for p in result.problems if p.is_error] == []
    [done] = result.printed
    assert done.pages > 1
    assert "1,800.00" in words_of(done.pdf)


def test_one_short_line_fills_a_sheet_without_a_fault(sandbox: Sandbox) -> None:
    disclose(sandbox, f"from: 2026-11-20\ndays: 2\n{WHO}", "一句话。")
    for size in ("A4", "A3", "A2"):
        options = PrintOptions(("disclosure",), size=size)
        assert [str(p) for p in print_sheets(sandbox.site(), TODAY, options).problems] == []


def test_beginning_and_end_are_on_the_calendar(sandbox: Sandbox) -> None:
    disclose(sandbox, f"from: 2026-11-18\ndays: 7\n{WHO}")
    calendar = Calendar.from_ical(str(files_of(sandbox.build())["calendar.ics"]))
    events = {str(e["summary"]): e.decoded("dtstart") for e in calendar.walk("VEVENT")}
    assert events == {
        "公示开始：收支": date(2026, 11, 18),
        "公示最后一天：收支": date(2026, 11, 24),
    }


def test_the_list_keeps_what_is_over_by_its_years(sandbox: Sandbox) -> None:
    spans = {
        "在": "2026-11-18", "将": "2026-12-01", "旧": "2026-02-03", "更旧": "2026-01-03",
        "去年": "2025-03-01",
    }  # fmt: skip
    for name, first in spans.items():
        disclose(sandbox, f"from: {first}\ndays: 7\n{WHO}", name=name)
    page = pages_of(sandbox.build())["disclosures/"]
    order = [
        "公示中 1", "将要公示 1", "往年 3", ">公示中<", "<b>在</b>", ">将要公示<", "<b>将</b>",
        ">往年<", ">2026年<", "<b>旧</b>", "<b>更旧</b>", ">2025年<", "<b>去年</b>",
    ]  # fmt: skip
    places = [page.index(part) for part in order]
    assert places == sorted(places)


def test_home_shows_what_runs_apart_from_notices(sandbox: Sandbox) -> None:
    disclose(sandbox, f"from: 2026-11-18\ndays: 7\n{WHO}")
    sandbox.write(
        "docs/通知.md", "---\nkind: notice\ntitle: 停水\nboards: [east-gate]\n---\n停。\n"
    )
    html = _home(sandbox)
    assert html.index("正在公示") > html.index("停水")
    assert "全部 1 条" in re.sub("<[^>]*>", "", html).replace("&nbsp;", " ")
    assert 'data-starts="2026-11-18" data-ends="2026-11-24"' in html


def _home(box: Sandbox) -> str:
    from loudao.plan.made import Made
    from loudao.plan.plan import with_prints
    from loudao.web.web import Web
    from loudao.web.words import Words, render_words

    plan = with_prints(load(box.site()))
    return render_words(Web(plan, Made()), Words("index.md", "", "首页", "<h1>首页</h1>"))


@pytest.mark.browser
@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2026-11-16", "2 天后开始"),
        ("2026-11-18", "还剩 6 天"),
        ("2026-11-24", "今天 最后一天"),
        ("2026-11-25", "已结束"),
    ],
)
def test_days_left_are_right_on_the_day_when_the_page_is_opened(
    today: str, said: str, sandbox: Sandbox, browser: Browser
) -> None:
    disclose(sandbox, f"from: 2026-11-18\ndays: 7\n{WHO}")
    built = sandbox.build()
    sandbox.write("site/disclosures/index.html", pages_of(built)["disclosures/"])
    script = "assets/loudao/site.js"
    sandbox.write(f"site/{script}", str(files_of(built)[script]))
    with serving(sandbox.root / "site") as address:
        context = browser.new_context()
        page = context.new_page()
        page.clock.set_fixed_time(f"{today}T09:00:00")
        page.goto(f"{address}disclosures/")
        assert page.locator(".ld-left").inner_text().split() == said.split()
        context.close()


@pytest.mark.parametrize(
    "fault", ["until: 2026-13-01\n", "days: 很久\n", "carried: 几块\n", "x: 1\n"]
)
@pytest.mark.parametrize(
    "who", [WHO, "who: {name: 监督委员会, phone: 0371-66660000}\n", "who: 王主任 13812345678\n"]
)
def test_a_fault_elsewhere_makes_no_number_to_ask_at_private(
    who: str, fault: str, sandbox: Sandbox
) -> None:
    disclose(sandbox, who + fault, "问 0371-66660000、13812345678；家里 0371-65551234\n")
    told = problems(sandbox)
    assert any("收支.md" in line and "提醒" not in line for line in told), "the fault itself"
    private = [line.split("“")[1].split("”")[0] for line in told if "不能公开" in line]
    other = "138****5678" if "0371" in who else "0371-****0000"
    assert sorted(private) == sorted([other, "0371-****1234"])
