"""Sheets from a list: what staff write in print.yml and in a table beside it."""

from __future__ import annotations

import re

import pytest

from conftest import TODAY, Sandbox, files_of, load, pages_of, print_sheets
from loudao.codes.address import characters_of
from loudao.story.printing import PrintOptions, PrintResult
from pdf import decode_codes, in_order, largest, words_of


def run(box: Sandbox, text: str, **options: object) -> PrintResult:
    box.write("galleries/批/print.yml", text)
    result = print_sheets(box.site(), TODAY, PrintOptions(("批",), **options))  # type: ignore[arg-type]
    assert result.problems == ()
    return result


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("comma", [",", ";", "\t"])
def test_list_is_a_table_as_wps_saves_it(encoding: str, comma: str, sandbox: Sandbox) -> None:
    rows = "姓名,门牌\r\n王老师,0301\r\n\r\n李师傅,12:30\r\n".replace(",", comma)
    sandbox.write("galleries/批/名单.csv", rows.encode(encoding))
    sandbox.write(
        "galleries/批/print.yml",
        "sheet: letters\ntitle: 一封信\nlist: 名单.csv\nto: '{姓名}（{门牌}）：'\ntext: 你好。\n",
    )
    result = print_sheets(sandbox.site(), TODAY, PrintOptions(("letters",)))
    assert [p for p in result.problems if p.is_error] == []
    [done] = result.printed
    assert done.pages == 2
    assert in_order(
        words_of(done.pdf), "第 0001 号", "王老师（0301）：", "第 0002 号", "李师傅（12:30）："
    )


def test_one_letter_for_each_stairwell_opens_the_page_of_that_stairwell(sandbox: Sandbox) -> None:
    [done] = run(
        sandbox,
        "sheet: letters\ntitle: 一封信\neach: unit\nto: '{地点}：'\ntext: '{社区}第{编号}封。'\n",
    ).printed
    assert in_order(words_of(done.pdf), "农行小区 3号楼 2单元：", "花园社区第0001封。")
    codes = decode_codes(done.pdf)
    assert len(codes) == 1
    ledger = (sandbox.root / "galleries/codes.yml").read_text("utf-8")
    code = characters_of(codes[0])
    assert re.search(f'"{code}-..": "place:nonghang/3/2"', ledger)


def test_words_in_a_list_are_words_and_never_code(sandbox: Sandbox) -> None:
    [done] = run(
        sandbox,
        "sheet: door-plates\ntitle: '#panic()'\nlines: ['{甲}']\n"
        "rows:\n  - {甲: '#sys.inputs <b>&amp; *x* $1$'}\n",
    ).printed
    assert in_order(words_of(done.pdf), "#panic()", "#sys.inputs <b>&amp; *x* $1$")


def test_blank_cards_are_numbered_and_cut_four_a_sheet(sandbox: Sandbox) -> None:
    [done] = run(sandbox, "sheet: cards\ntitle: 反馈卡\ncopies: 9\nblanks: [活动, 签名]\n").printed
    assert done.pages == 3
    words = words_of(done.pdf)
    assert [f"编号{n:04}" in words for n in range(1, 11)] == [True] * 9 + [False]
    assert len(decode_codes(done.pdf, 200)) == 9


def test_card_is_filled_in_with_what_the_list_knows(sandbox: Sandbox) -> None:
    [done] = run(
        sandbox,
        "sheet: cards\ntitle: 反馈卡\nblanks: [活动, 地点]\nrows:\n  - {活动: 清扫楼道}\n",
    ).printed
    [row] = done.print.composed.says["rows"]
    assert row["fields"] == [("活动", "清扫楼道"), ("地点", "")], "a place is for a hand to write"


@pytest.mark.parametrize("rows", [1, 60, 400])
def test_roster_of_any_length_keeps_its_header_on_every_sheet(rows: int, sandbox: Sandbox) -> None:
    lines = "".join(f"  - {{周次: 第{n}周, 门牌: {n:03}}}\n" for n in range(1, rows + 1))
    sandbox.write(
        "galleries/批/print.yml", f"sheet: roster\ntitle: 值班表\nat: nonghang/3/2\nrows:\n{lines}"
    )
    result = print_sheets(sandbox.site(), TODAY, PrintOptions(("roster",)))
    [done] = result.printed
    words = words_of(done.pdf)
    # tables stand beside each other, and each has its header
    assert done.pages <= words.count("周次") <= 2 * done.pages
    # 第 1 周 is a number; a row alone has the names of its columns between
    assert all((f"{n}{n:03}" if rows > 1 else f"{n:03}") in words for n in range(1, rows + 1))
    assert bool(result.problems) == (done.pages > 1)


def test_newsletter_of_more_than_eight_pages_is_told(sandbox: Sandbox) -> None:
    body = "\n\n".join(
        "楼道里新挂了二十幅字画，邻居们下班回来都要停下来看一看。" * 8 for _ in range(9)
    )
    for n in range(12):
        sandbox.write(
            f"docs/n{n}.md",
            f"---\nkind: notice\ntitle: 第{n}篇\nat: nonghang\n---\n{body}\n",
        )
    pages = ", ".join(f"n{n}" for n in range(12))
    sandbox.write(
        "galleries/批/print.yml",
        f"sheet: newsletter\ntitle: 简报\nissue: 第3期\npages: [{pages}]\n",
    )
    result = print_sheets(sandbox.site(), TODAY, PrintOptions(("newsletter",)))
    [done] = result.printed
    assert [p.what for p in result.problems] == [
        f"“简报第3期-简报-A4”有 {done.pages} 页，简报最多 8 页"
    ]
    assert in_order(words_of(done.pdf), *(f"第{n}篇" for n in range(12)))


def test_lists_of_names_are_never_on_the_site(sandbox: Sandbox) -> None:
    run(sandbox, "sheet: letters\ntitle: 一封信\nto: '{姓名}：'\nrows:\n  - {姓名: 某甲某乙}\n")
    built = sandbox.build()
    assert not any("一封信" in name for name in files_of(built))
    assert not any("某甲某乙" in html for html in pages_of(built).values())


def test_two_lists_of_one_name_are_told_and_not_mixed_up(sandbox: Sandbox) -> None:
    for court in "ab":
        if court == "b":  # beside an error only bound codes go on paper
            print_sheets(sandbox.site(), TODAY)
        sandbox.write(
            f"galleries/{court}/信/print.yml",
            f"sheet: letters\ntitle: 信\ncopies: 1\ntext: {court}\n",
        )
    result = print_sheets(sandbox.site(), TODAY, PrintOptions(("letters",)))
    assert [p.what for p in result.problems] == ["编号“信”和 galleries/a/信/print.yml 重复"]
    result = print_sheets(sandbox.site(keep_going=True), TODAY, PrintOptions(("letters",)))
    assert len({done.pdf for done in result.printed}) == 2


def test_table_without_rows_is_told_and_prints_nothing(sandbox: Sandbox) -> None:
    sandbox.write("galleries/批/名单.csv", "姓名,门牌\n")
    sandbox.write(
        "galleries/批/print.yml", "sheet: letters\ntitle: 信\nlist: 名单.csv\nto: '{姓名}：'\n"
    )
    result = print_sheets(sandbox.site(keep_going=True), TODAY, PrintOptions(("all",)))
    assert "表格“名单.csv”里只有列名，一行也没有" in [p.what for p in result.problems]
    assert all(done.print.paper.name != "letters" for done in result.printed)


@pytest.mark.parametrize("style", ["ink", "red", "fresh", "festival", "plain"])
@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize(
    "contact",
    ["居委会 0371-66660000", "0371-66660000", "居委会王主任 0371-66660000，夜里 13800000000"],
)
def test_a_letter_says_in_large_whom_to_call(
    contact: str, large: bool, style: str, sandbox: Sandbox
) -> None:
    places = sandbox.root / "galleries/places.yml"
    sandbox.write("galleries/places.yml", f"{places.read_text('utf-8')}\ncontact: {contact}\n")
    sandbox.write(
        "galleries/批/print.yml",
        f"sheet: letters\ntitle: 信\nstyle: {style}\ntext: 请来电话。\ncopies: 1\n",
    )
    options = PrintOptions(("letters",), size="A4", large=large)
    [done] = print_sheets(sandbox.site(), TODAY, options).printed
    assert largest(done.pdf, "6") >= 15.9 and contact.split()[0] in words_of(done.pdf)


@pytest.mark.parametrize(
    ("each", "at", "left"),
    [
        ("unit", "", "东院 1号楼、东院 2号楼、西院（3 处）里面没有单元"),
        ("unit", "a", "东院 1号楼、东院 2号楼（2 处）里面没有单元"),
        ("unit", "a/3", ""),
        ("building", "", "西院（1 处）里面没有楼"),
        ("courtyard", "", ""),
        ("floor", "a", "东院 1号楼、东院 2号楼（2 处）里面没有楼层"),
    ],
)
def test_places_that_get_none_are_named(each: str, at: str, left: str, sandbox: Sandbox) -> None:
    sandbox.write(
        "galleries/places.yml",
        "community: 花园\ncourtyards:\n  - id: a\n    name: 东院\n    buildings:\n"
        "      - {id: 1, name: 1号楼}\n      - {id: 2, name: 2号楼}\n"
        "      - {id: 3, name: 3号楼, units: [{id: 1, name: 1单元, floors: 2}]}\n"
        "  - {id: b, name: 西院}\n",
    )
    where = f"at: {at}\n" if at else ""
    sandbox.write(
        "galleries/批/print.yml",
        f"sheet: letters\ntitle: 信\neach: {each}\n{where}to: '{{地点}}：'\ntext: 你好。\n",
    )
    said = [str(p) for p in load(sandbox.site()).problems if "没有算上" in p.what]
    assert (
        said
        == [
            f"galleries/批/print.yml:3:7: 提醒：{left}，没有算上。要算上，就在 places.yml 里给它写上一个；"
            "或者照这份另写一份，写上 each 和 at"
        ][: bool(left)]
    )


def test_what_a_row_does_not_say_is_told_and_leaves_no_braces_on_paper(sandbox: Sandbox) -> None:
    sandbox.write(
        "galleries/批/print.yml",
        "sheet: certificates\ntitle: 证\ntext: '《{作品}》获{奖项}。'\nrows:\n"
        "  - {姓名: 甲, 作品: 荷}\n  - {姓名: 乙, 作品: 竹, 奖项: ''}\n"
        "  - {姓名: 丙, 作品: 松, 奖项: 一等奖}\n",
    )
    result = print_sheets(sandbox.site(), TODAY, PrintOptions(("批",)))
    assert [str(p) for p in result.problems] == [
        f"galleries/批/print.yml:{at}: 提醒：“奖项”是空的，纸上这里空着。补上；不要这一行就删掉"
        for at in ("5:5", "6:24")
    ]
    words = words_of(result.printed[0].pdf)
    assert "{" not in words and in_order(words, "《荷》获。", "《竹》获。", "《松》获一等奖。")
