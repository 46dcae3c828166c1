"""Posters of notices that say when, where and who: read from afar, whatever was left out."""

from __future__ import annotations

import random
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader
from pypdfium2 import raw

from conftest import TODAY, Sandbox, print_sheets
from loudao.compose.pictograms import PICTOGRAMS, draw_sign
from loudao.model.subjects import is_cut_off, subject_of
from loudao.plan.made import Printed
from loudao.story.printing import PrintOptions
from pdf import decode_codes, words_of

STYLES = ["ink", "red", "fresh", "festival", "plain"]
WHEN, WHERE, WHO = (
    "when: 2026-11-25 8:00-12:00\n",
    "where: [农行小区/3号楼, 农行小区/5号楼]\n",
    "who: 楼长赵师傅 0371-66660000\n",
)
TIPS = "- 停水时关好水龙头。\n- 来水后头几分钟可能发浑，放一放再用。\n"
MANY = "where: [" + ", ".join(f"农行小区/{n}号楼" for n in range(1, 31)) + "]\n"
LONG = "关于农行小区三号楼五号楼更换二次供水设备期间临时停水以及恢复供水安排的补充通知文"
CASES = {
    "full": ("停水通知", WHEN + WHERE + WHO, ["停水", "25", "3号楼", "5号楼", "66660000"]),
    "no when": ("清理楼道通知", WHERE + WHO, ["清理楼道", "3号楼", "楼长赵师傅"]),
    "no where": ("消防演练通知", WHEN + WHO, ["消防演练", "25", "66660000"]),
    "no who": ("停电通知", WHEN + WHERE, ["25", "3号楼", "居委会"]),
    "range": ("电梯检修通知", "when: 2026-11-24 到 2026-11-28 9:00-17:00\n", ["24", "28", "每天"]),
    "several": (
        "接种通知",
        "when: [2026-11-24 9:00-11:00, 2026-11-26 14:30-17:00, 2026-12-01]\n" + WHERE,
        ["24", "26", "12月", "3号楼"],
    ),
    "thirty buildings": ("停气通知", WHEN + MANY + WHO, ["1号楼", "17号楼", "30号楼"]),
    "long title": (LONG, WHEN + WHERE + WHO, ["25", "3号楼"]),
}
PLACES = """\
community: 花园社区
contact: 居委会 0371-6666 0000
courtyards:
  - id: nonghang
    name: 农行小区
    buildings:
"""
BUILDINGS = "".join(
    f"      - {{id: {n}, name: {n}号楼, units: [{{id: 1, name: 1单元, floors: 6}}]}}\n"
    for n in range(1, 31)
)


def a_site(box: Sandbox, notices: dict[str, tuple[str, str, str]]) -> Sandbox:
    box.write("galleries/places.yml", PLACES + BUILDINGS)
    for name, (title, fields, body) in notices.items():
        front = f"kind: notice\ntitle: {title}\nid: {name}\nat: nonghang\nfrom: 2026-11-21\n"
        box.write(f"docs/{name}.md", f"---\n{front}until: 2026-11-25\n{fields}---\n\n{body}")
    return box.with_address()


def printed(box: Sandbox, **how: object) -> dict[str, Printed]:
    """Every notice, which `print` refuses where a code or a word cannot be read."""
    result = print_sheets(box.site(), TODAY, PrintOptions(("notice",), **how))  # type: ignore[arg-type]
    assert [str(p) for p in result.problems if p.is_error] == []
    return {order.printed.print.sheet.id: order.printed for order in result.orders}


def heights(path: Path) -> dict[str, float]:
    """Each character of the first page and how tall its font is, the largest, in points."""
    document = pypdfium2.PdfDocument(path)
    try:
        text = document[0].get_textpage()
        found: dict[str, float] = {}
        for index in range(text.count_chars()):
            mark = chr(raw.FPDFText_GetUnicode(text, index))
            size = raw.FPDFText_GetFontSize(text, index)
            found[mark] = max(found.get(mark, 0), size)
        return found
    finally:
        document.close()


@pytest.mark.parametrize("style", STYLES)
def test_whatever_is_left_out_the_rest_is_said_on_one_sheet(style: str, sandbox: Sandbox) -> None:
    notices = {
        name.replace(" ", "-"): (title, fields, TIPS) for name, (title, fields, _) in CASES.items()
    }
    done = printed(a_site(sandbox, notices), style=style)
    for name, (_, _, said) in CASES.items():
        sheet = done[name.replace(" ", "-")]
        words = words_of(sheet.pdf).replace("\u2011", "-").replace("\xa0", "")
        assert sheet.pages == 1, name
        assert [part for part in said if part not in words] == [], name
        assert "2026年11月21日" in words and "有效至" in words, name


LARGE_DAYS = {"plain": 300, "ink": 110, "red": 130, "fresh": 180, "festival": 160}


@pytest.mark.parametrize("style", STYLES)
def test_day_and_hours_are_read_from_four_metres(style: str, sandbox: Sandbox) -> None:
    done = printed(
        a_site(sandbox, {"n": ("停水通知", WHEN + WHERE + WHO, TIPS)}), style=style, size="A3"
    )
    tall = heights(done["n"].pdf)
    assert tall["5"] >= LARGE_DAYS[style], "the 5 of 25"
    assert tall["8"] >= 57, "a letter of 20 mm is read from four metres"
    assert tall["楼"] >= 40 and tall["6"] >= 34, "the plates and the number to call"


@pytest.mark.parametrize("style", STYLES)
def test_sizes_are_alike_and_large_print_is_larger(style: str, sandbox: Sandbox) -> None:
    body = "因更换二次供水水泵，农行小区将临时停水，请各户提前储水。\n\n" * 5 + "甲乙丙\n"
    box = a_site(sandbox, {"n": ("停水通知", WHEN + WHERE + WHO, body)})
    plain = heights(printed(box, style=style, size="A3")["n"].pdf)["乙"]
    large = heights(printed(box, style=style, size="A3", large=True)["n"].pdf).get("水", 0)
    assert large >= 1.3 * plain
    for size, times in (("A4", 0.5), ("A1", 1.6)):
        assert heights(printed(box, style=style, size=size)["n"].pdf)["乙"] >= plain * times


@pytest.mark.parametrize("style", STYLES)
def test_large_print_of_any_words_is_a_third_larger_than_their_own_size(
    style: str, sandbox: Sandbox
) -> None:
    dice = random.Random(style)
    lengths = [1, 3, 8, *(dice.randint(10, 90) for _ in range(3))]
    notices = {
        f"n{number}": (f"第{number}号通知", "", "蓝底白字，请各户留意。\n\n" * many)
        for number, many in enumerate(lengths)
    }
    box = a_site(sandbox, notices)
    for size in ("A3", "A4"):
        normal, large = (
            printed(box, style=style, size=size),
            printed(box, style=style, size=size, large=True),
        )
        for name in notices:
            one, other = (heights(done[name].pdf).get("蓝", 0) for done in (normal, large))
            assert other >= 1.3 * one > 0, (name, size)


@pytest.mark.parametrize("style", STYLES)
def test_long_words_go_on_on_a_second_sheet(style: str, sandbox: Sandbox) -> None:
    body = "因更换二次供水水泵，农行小区将临时停水，请各户提前储水。" * 24
    table = "\n\n| 楼 | 送水点 |\n|---|---|\n" + "| 3号楼 | 东门 |\n" * 8 + "\n最后一句。\n"
    done = printed(
        a_site(sandbox, {"n": ("停水通知", WHEN + WHERE + WHO, body + table)}), style=style
    )
    assert done["n"].pages == 2 and "最后一句" in words_of(done["n"].pdf)


@pytest.mark.parametrize("style", STYLES)
def test_who_signs_never_stands_on_a_sheet_alone(style: str, sandbox: Sandbox) -> None:
    dice = random.Random(f"{style} 2")
    ends = (
        "请大家准备好。",
        "- 关水\n- 关电\n",
        "| 楼 | 时间 |\n|---|---|\n" + "| 3号楼 | 上午 |\n" * 6,
    )
    notices = {
        f"n{n}": (
            "关于停车位的通知",
            "",
            "蓝底白字，请各户留意。\n\n" * dice.randint(24, 60) + ends[n % 3],
        )
        for n in range(9)
    }
    done = printed(a_site(sandbox, notices), style=style)
    long = [sheet for sheet in done.values() if sheet.pages > 1]
    assert len(long) > 3
    for sheet in long:
        last = PdfReader(sheet.pdf).pages[-1].extract_text().replace("\n", "")
        signed = "".join(last.split())
        assert "居民委员会" in signed
        assert any(words in signed for words in ("留意", "准备好", "关电", "上午")), signed


def test_notice_that_says_none_of_it_is_as_it_was(sandbox: Sandbox) -> None:
    done = printed(a_site(sandbox, {"n": ("停水通知", "", "明天停水。")}))
    assert "贴到" in words_of(done["n"].pdf) and "happening" not in done["n"].print.composed.says


def test_version_does_not_change_with_a_drawing(sandbox: Sandbox) -> None:
    done = printed(a_site(sandbox, {"n": ("停水通知", WHEN, "")}))
    composed = done["n"].print.composed
    assert "<svg" in composed.sets["sign"] and "<svg" not in str(composed.says)


OWN = """\
#import "../../lib.typ": *
#let text-poster() = {
  show: sheet
  place(dx: 30mm, dy: 20mm, heading(data.title))
  place(dx: 30mm, dy: 60mm, code(data.code))
  place(dx: 30mm, dy: 200mm, facts(8mm, (soft: black, ink: black)))
}
"""


def test_style_of_a_site_that_knows_nothing_of_it_says_it_among_its_facts(sandbox: Sandbox) -> None:
    sandbox.write("styles/ours/style.json", '{"label": "我们的", "works": [20, 78, 257]}')
    sandbox.write("styles/ours/style.typ", OWN)
    box = a_site(sandbox, {"n": ("停水通知", WHEN + WHERE + WHO, "")})
    words = words_of(printed(box, style="ours")["n"].pdf)
    assert "11月25日（星期三）8:00—12:00" in words and "农行小区3号楼、5号楼" in words


@pytest.mark.parametrize("title", ["停水通知", "停电", "电梯停运", "大扫除", "疫苗接种"])
def test_signs_are_struck_through_where_there_is_none(title: str) -> None:
    drawn = draw_sign(subject_of(title) or "", is_cut_off(title))
    assert drawn.startswith("<svg") and ("#C8102E" in drawn) == ("停" in title)


def test_every_subject_has_a_drawing_and_nothing_else_has() -> None:
    assert len(PICTOGRAMS) == 9 and draw_sign("", True) == ""


@pytest.mark.parametrize("fields", ["", WHEN + WHERE + WHO], ids=["words", "happening"])
@pytest.mark.parametrize("style", STYLES)
def test_code_and_facts_stand_on_the_last_sheet_alone_and_never_without_words(
    style: str, fields: str, sandbox: Sandbox
) -> None:
    line = "电动自行车请停到充电棚，不要推进楼道，也不要飞线充电，夜里有人值守。"
    bodies = {f"n{many}": f"{line * 4}\n\n" * many for many in (14, 21, 28, 35)}
    notices = {name: ("停水通知", fields, body) for name, body in bodies.items()}
    done = printed(a_site(sandbox, notices), style=style, size="A4")
    assert max(sheet.pages for sheet in done.values()) > 1
    for sheet in done.values():
        pages = [page.extract_text() for page in PdfReader(sheet.pdf).pages]
        assert ["居委会" in page or "66660000" in page for page in pages] == [
            page is pages[-1] for page in pages
        ]
        assert "值守" in pages[-1].replace("\n", "")
        assert len(decode_codes(sheet.pdf)) == 1
