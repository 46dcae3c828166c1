"""Feedback cards that come back: each counts to the post or the pledge that it names, and what is
wrong in their record is told with file, row and column."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TODAY, Sandbox, files_of, load, pages_of, print_sheets
from loudao.compose.records import plain_number, say_done
from loudao.kinds.cards.columns import COLUMNS, FILLED
from loudao.kinds.cards.filled import Filled, check_filled, read_cards
from loudao.kinds.cards.long import read_minutes
from loudao.model.duty import Done, Duty, Service, add_up
from loudao.model.problem import Mark
from loudao.model.table import Lists, Row, Table
from loudao.plan.made import Printed
from loudao.story.printing import PrintOptions
from pdf import words_of

POSTS = (
    "kind: post\ntitle: 认岗\nat: nonghang/3/2\nfrom: 2026-11-01\nrows:\n"
    "  - {岗位: 楼道保洁岗, 人数: 3, 认岗人: 张三丰、欧阳小明}\n"
    "  - {岗位: 消防巡查岗, 认岗人: 李四}\n"
)
PLEDGES = (
    "kind: pledge\ntitle: 承诺\nat: nonghang/3/2\nfrom: 2026-11-01\nrows:\n"
    "  - {门牌: 0201, 姓名: 张三丰, 承诺: 每月擦扶手, 共: 12}\n"
    "  - {门牌: 302, 承诺: 每周扫楼道}\n"
    "  - {姓名: 欧阳小明, 承诺: 每周扫楼道}\n"
)
HEAD = "kind: cards\ntitle: 反馈卡\nfrom: 2026-11-01\ncopies: 12\n"


def cards(box: Sandbox, rows: str, head: str = HEAD) -> None:
    box.write("galleries/岗/print.yml", POSTS)
    box.write("galleries/诺/print.yml", PLEDGES)
    box.write("galleries/卡/print.yml", head + rows)


def filled(*rows: str) -> str:
    return "filled:\n" + "".join(f"  - {{{row}}}\n" for row in rows)


def told(box: Sandbox) -> list[str]:
    return [str(p).removeprefix("galleries/卡/") for p in load(box.site()).problems]


def board(box: Sandbox, paper: str, **how: object) -> Printed:
    result = print_sheets(box.site(), TODAY, PrintOptions((paper,), **how))  # type: ignore[arg-type]
    assert [str(p) for p in result.problems if p.is_error] == []
    [printed] = result.printed
    return printed


SOUND = (
    "卡号: 1, 日期: 2026-11-07, 姓名: 张三丰, 岗位: 楼道保洁岗, 时长: 2",
    "卡号: 第0002号, 日期: 2026-11-14, 姓名: 欧阳小明, 服务: 楼道保洁岗, 时长: 一个半小时, 次数: 2",
    "日期: 2026-11-20, 门牌: 0201, 承诺: 每月擦扶手, 居民的话: 扶手亮了",
    "日期: 2026-11-18, 活动: 重阳慰问",
)


def test_cards_count_to_what_they_name_on_page_and_paper(sandbox: Sandbox) -> None:
    cards(sandbox, filled(*SOUND))
    built = sandbox.build()
    assert built.problems == ()
    pages = pages_of(built)
    said = "收回反馈卡 2 张，做了 3 次，3.5 小时，最近 11月14日"
    assert said in pages["sheets/岗/"]
    assert "<dt>收回反馈卡</dt><dd>2 张</dd>" in pages["sheets/岗/"]
    assert "收回反馈卡 1 张，最近 11月20日" in pages["sheets/诺/"]
    assert '<progress max="12" value="1">1/12</progress>' in pages["sheets/诺/"]
    assert "收回反馈卡" in words_of(board(sandbox, "post").pdf)
    pledged = words_of(board(sandbox, "pledge").pdf)
    assert "1/12" in pledged and "进行中" in pledged and "11月20日" in pledged


def test_nobody_is_named_by_a_card_and_its_record_is_on_no_page(sandbox: Sandbox) -> None:
    rows = filled(*SOUND, "日期: 2026-11-18, 活动: 送药, 姓名: 赵铁柱, 居民的话: 电话 13812345678")
    cards(sandbox, rows)
    built = sandbox.build()
    assert built.problems == ()
    everything = "".join(str(file.content) for file in built.files)
    for words in ("欧阳小明", "赵铁柱", "扶手亮了", "13812345678"):
        assert words not in everything
    assert "欧**明" in pages_of(built)["sheets/岗/"]
    for paper in ("post", "pledge", "cards"):
        assert "赵铁柱" not in words_of(board(sandbox, paper).pdf)


def test_a_card_more_prints_no_board_again_and_the_last_one_does(sandbox: Sandbox) -> None:
    versions = []
    for times in (0, 1, 2, 12):
        row = f"日期: 2026-11-20, 姓名: 张三丰, 承诺: 每月擦扶手, 次数: {times}"
        cards(sandbox, filled(row) if times else "")
        versions.append(board(sandbox, "pledge").print.version)
    begun = versions[1]
    assert versions == [versions[0], begun, begun, versions[3]]
    assert len({*versions}) == 3  # 未完成, 进行中, 完成


def test_a_typed_count_that_fell_behind_is_told_and_the_cards_count(sandbox: Sandbox) -> None:
    rows = [f"日期: 2026-11-{day}, 承诺: 每月擦扶手" for day in (10, 11, 12)]
    cards(sandbox, filled(*rows))
    path = sandbox.root / "galleries/诺/print.yml"
    path.write_text(PLEDGES.replace("共: 12", "共: 12, 做了: 2"), "utf-8")
    assert [str(p) for p in load(sandbox.site()).problems] == [
        "galleries/诺/print.yml:6:47: 提醒：“每月擦扶手”做了写的是 2 次，收回的反馈卡有 3 次。"
        "核对；反馈卡对就不用写 做了，自己会数"
    ]
    assert "做了 3 次，共 12 次" in pages_of(sandbox.build())["sheets/诺/"]


def test_what_was_printed_on_a_card_need_not_be_typed_again(sandbox: Sandbox) -> None:
    head = (
        "kind: cards\ntitle: 反馈卡\nrows:\n"
        "  - {姓名: 欧阳小明, 岗位: 楼道保洁岗}\n  - {姓名: 李四, 岗位: 消防巡查岗}\n"
    )
    cards(sandbox, filled("卡号: 2, 日期: 2026-11-20"), head)
    community = load(sandbox.site()).community
    [(mark, done)] = community.done.items()
    assert (mark.path, mark.line) == ("galleries/岗/print.yml", 7)
    assert done == Done(1, 1, 0, done.last)
    cards(sandbox, filled("卡号: 2, 日期: 2026-11-20, 姓名: 张三丰"), head)
    assert told(sandbox) == [
        "print.yml:7:33: 第 0002 号卡是李四的，这里写的是张三丰。核对 卡号 和 姓名",
    ]


@pytest.mark.parametrize(
    "heads",
    ["卡号,日期,姓名,岗位,时长", "编号,服务日期,志愿者,服务,小时", "No,Date,Name,post,Hours"],
)
@pytest.mark.parametrize("code", ["utf-8", "gbk"])
def test_a_table_beside_it_is_read_in_chinese_and_in_english(
    heads: str, code: str, sandbox: Sandbox
) -> None:
    cards(sandbox, "filled: 收回.csv\n")
    text = f"{heads}\n3,2026-11-20,张三丰,楼道保洁岗,2\n"
    sandbox.write("galleries/卡/收回.csv", text.encode(code))
    plan = load(sandbox.site())
    assert plan.problems == ()
    assert [(done.cards, done.long) for done in plan.community.done.values()] == [(1, "2 小时")]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("日期: 2026-11-20, 岗位: 楼道保结岗",
         "6:26: 岗位：没有“楼道保结岗”，是不是 楼道保洁岗？"
         "可以写：楼道保洁岗、消防巡查岗；别的活动写在 活动 那一列"),
        ("日期: 2026-11-20, 岗位: 每月擦扶手",
         "6:26: 岗位：没有“每月擦扶手”。可以写：楼道保洁岗、消防巡查岗；别的活动写在 活动 那一列"),
        ("日期: 2026-11-20, 岗位: 楼道保洁岗, 姓名: 张山丰",
         "6:37: “楼道保洁岗”的名单里没有“张山丰”，是不是 张三丰？可以写：张三丰、欧阳小明"),
        ("日期: 2026-11-20, 承诺: 每周扫楼道",
         "6:26: “每周扫楼道”有 2 处，不知道是哪一处的。写上 姓名：302、欧阳小明"),
        ("日期: 2026-11-20, 承诺: 每月擦扶手, 岗位: 楼道保洁岗",
         "6:26: 岗位和承诺都写了，一张卡只算一件。留一个，另一件另写一行"),
        ("日期: 2026-11-22, 活动: 送药", "6:10: 日期 2026-11-22 还没有到。核对 日期，年份对不对"),
        ("日期: 2026-10-31, 活动: 送药",
         "6:10: 日期 2026-10-31 的时候还没有印，纸上的日期是 2026-11-01。"
         "核对 日期；早就印了的，改上面的 from"),
        ("日期: 昨天, 活动: 送药", "6:10: 日期：看不懂日期“昨天”。写成 2026-11-01 这样"),
        ("活动: 送药", "6:5: 这一行没有写日期。写上 日期，哪天做的，例如 2026-11-20"),
        ("日期: 2026-11-20, 活动: 送药, 卡号: 13",
         "6:34: 没有第 13 号反馈卡，最后一张是 0012。看着纸上的号码，核对 卡号"),
        ("日期: 2026-11-20, 活动: 送药, 时长: 很久",
         "6:34: 时长：“很久”看不懂。写几小时，例如 2 或者 1.5；不到一小时的写 40分钟"),
        ("日期: 2026-11-20, 活动: 送药, 次数: 0",
         "6:34: 次数是 0，没有做就没有这张卡。改成做了几次；一次的 次数 空着"),
        ("日期: 2026-11-20, 活动: ''",
         "6:5: 提醒：没有写做的是什么，只算收回了一张。写上 岗位、承诺 或者 活动"),
        ("日期: 2026-11-20, 活动: 送药, 星期: 五",
         "6:5: 提醒：反馈卡的记录里用不到“星期”这一列，是不是 日期？"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_place(row: str, problem: str, sandbox: Sandbox) -> None:
    cards(sandbox, filled(row))
    [found] = told(sandbox)
    assert found.startswith(f"print.yml:{problem}")


def test_a_remedy_helps(sandbox: Sandbox) -> None:
    """Who is one of two, and what no list holds, as they were told."""
    rows = ("日期: 2026-11-20, 承诺: 每周扫楼道, 姓名: 302", "日期: 2026-11-20, 活动: 楼道保结岗")
    cards(sandbox, filled(*rows))
    assert told(sandbox) == []
    [(mark, _)] = load(sandbox.site()).community.done.items()
    assert mark.line == 7


def test_a_number_that_comes_twice_is_told_with_the_row_of_the_first(sandbox: Sandbox) -> None:
    cards(sandbox, "filled: 收回.csv\n")
    rows = "0003,2026-11-19,送药\n,2026-11-19,送药\n,2026-11-19,送药\n3号,2026-11-20,送药\n"
    sandbox.write("galleries/卡/收回.csv", f"卡号,日期,活动\n{rows}合计,4,\n")
    assert told(sandbox) == [
        "收回.csv:5:1: 第 0003 号第 2 行写过了。核对 卡号；又印了一批、号码从头排的，卡号 空着",
        "收回.csv:6:1: 提醒：这是合计，没有当作名单。不用改；不要就删掉这一行",
    ]


def test_a_record_that_is_not_there_is_told(sandbox: Sandbox) -> None:
    cards(sandbox, "filled: 收会.csv\n")
    sandbox.write("galleries/卡/收回.csv", "日期,活动\n2026-11-20,送药\n")
    found = told(sandbox)
    assert found[0] == (
        "print.yml:5:9: filled：找不到表格“收会.csv”，是不是 收回.csv？和 print.yml 放在一起"
    )


def test_while_a_list_of_posts_cannot_be_read_none_is_called_unknown(sandbox: Sandbox) -> None:
    cards(sandbox, filled("日期: 2026-11-20, 服务: 楼道保洁岗"))
    sandbox.write("galleries/岗/print.yml", "kind: post\ntitle: [\n")
    assert not [line for line in told(sandbox) if "楼道保洁岗" in line]


def test_of_two_lists_with_one_name_that_of_its_days_is_meant(sandbox: Sandbox) -> None:
    cards(sandbox, filled("日期: 2026-11-20, 岗位: 消防巡查岗"))
    before = POSTS.replace("from: 2026-11-01", "from: 2025-11-01\nuntil: 2026-10-31")
    sandbox.write("galleries/去年/print.yml", before)
    plan = load(sandbox.site())
    assert [p for p in plan.problems if p.is_error] == []
    assert [mark.path for mark in plan.community.done] == ["galleries/岗/print.yml"]


def test_cards_export_as_two_tables(sandbox: Sandbox) -> None:
    from loudao.kinds import load_kinds

    rolls = load_kinds()[0]["cards"].rolls
    assert [(roll.key, roll.label) for roll in rolls] == [("rows", "名单"), ("filled", "收回的")]
    assert "number" in rolls[1].columns[0].names


def test_a_site_without_cards_says_what_it_said(sandbox: Sandbox) -> None:
    sandbox.write("galleries/岗/print.yml", POSTS)
    built = sandbox.build()
    assert built.problems == ()
    assert "反馈卡" not in "".join(map(str, files_of(built).values()))


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("2", 120), ("1.5", 90), ("２小时", 120), ("两小时", 120), ("一个半小时", 90),
        ("1小时20分", 80), ("1小时半", 90), ("半小时", 30), ("半个小时", 30), ("40分钟", 40),
        ("40分", 40), ("2h", 120), ("90 min", 90), ("三个钟头", 180), ("24", 1440), ("25", None),
        ("很久", None), ("0", None), ("", None), ("小时", None), ("-1", None), ("1:30", None),
    ],
)  # fmt: skip
def test_how_long_is_read_as_people_write_it(written: str, minutes: int | None) -> None:
    assert read_minutes(written) == minutes


@given(st.text(max_size=12))
def test_no_words_break_the_reading_of_a_time_or_a_number(written: str) -> None:
    minutes = read_minutes(written)
    assert minutes is None or 0 < minutes <= 24 * 60
    assert plain_number(plain_number(written)) == plain_number(plain_number(plain_number(written)))


@given(
    st.integers(1, 99999),
    st.sampled_from(["{}", "{:04}", "第{:04}号", "编号 {:05}", "No.{}", "№{}"]),
)
def test_a_number_is_known_however_it_is_written(number: int, way: str) -> None:
    assert plain_number(way.format(number)) == str(number)


DUTIES = [Duty(f"岗{n}", Mark("x", n), ("岗位",)) for n in range(3)]


@given(
    st.lists(
        st.builds(
            Service,
            st.dates(),
            st.sampled_from([*DUTIES, None]),
            st.integers(1, 9),
            st.integers(0, 600),
        )
    )
)
def test_totals_are_the_sum_of_all_cards(services: list[Service]) -> None:
    done = add_up(services)
    of_some = [one for one in services if one.duty]
    assert sum(it.cards for it in done.values()) == len(of_some)
    assert sum(it.times for it in done.values()) == sum(one.times for one in of_some)
    assert sum(it.minutes for it in done.values()) == sum(one.minutes for one in of_some)
    for duty in DUTIES:
        days = [one.day for one in services if one.duty == duty]
        assert (duty.mark in done) == bool(days)
        if days:
            assert done[duty.mark].last == max(days)
            assert say_done(done[duty.mark], max(days))[0] == f"收回反馈卡 {len(days)} 张"


_CELLS = st.dictionaries(
    st.sampled_from([*(name for c in COLUMNS for name in (c.key, *c.also)), "岗位", "备注"]),
    st.sampled_from(["", "3", "第0003号", "岗1", "岗9", "2026-11-20", "昨天", "2小时", "甲", "乙"]),
)


@given(st.lists(_CELLS, max_size=5), st.booleans(), st.booleans())
def test_any_row_is_a_card_or_says_what_is_wrong(
    written: list[dict[str, str]], listed: bool, certain: bool
) -> None:
    rows = [Row(cells, Mark("收回.csv", n)) for n, cells in enumerate(written, 2)]
    names = tuple(dict.fromkeys(name for cells in written for name in cells))
    cards = Table(
        ("姓名",), tuple(Row({"姓名": "甲"} if listed else {}, Mark("x")) for _ in "1234")
    )
    lists = Lists(cards, {FILLED: Table(names, tuple(rows))})
    duties = [duty._replace(names=("甲",)) for duty in DUTIES]
    record = Filled(lists, duties, TODAY.replace(day=1), TODAY, certain)
    sound = read_cards(record)
    faulty = {p.mark.line for p in check_filled(record, (), Mark("x")) if p.is_error}
    assert faulty <= {row.mark.line for row in rows}
    # only a number that came before makes a card of a sound row none
    assert len(sound) + len(faulty) >= len(rows)
    for card in sound:
        assert card.day and card.day <= TODAY and card.times >= 1
        assert card.duty is None or card.duty in duties
