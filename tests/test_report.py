"""Reports: figures as people write them, a poster with its photo in large, a list by years; and
newsletters that gather their news by themselves."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser
from pydantic import BaseModel, ValidationError

from conftest import TODAY, Sandbox, frames_of, load, pages_of, print_sheets
from loudao.kinds.report.figures import Figures
from loudao.plan.made import Printed
from loudao.plan.plan import with_prints
from loudao.plugin.engine import build_site
from loudao.story.printing import PrintOptions
from pdf import decode_codes, in_order, largest, marks_of, words_of
from test_browser import serving
from test_large_type import opened

HEAD = "kind: report\nat: nonghang\nboards: [east-gate]\nwhen: 2026-11-08\n"
SENTENCE = "大家把收到的冬衣洗净、分好、登记，下午送到了需要的人手里。"
STYLES = ("ink", "red", "fresh", "festival", "plain")


class Written(BaseModel):
    figures: Figures


def read(written: object) -> list[str]:
    return [figure.words for figure in Written.model_validate({"figures": written}).figures]


def report(
    box: Sandbox, front: str = "", body: str = SENTENCE, name: str = "报", title: str = "冬衣送到家"
) -> None:
    head = f"{HEAD}title: {title}\n{front}"
    box.write(f"docs/reports/{name}.md", f"---\n{head}---\n{body}\n")


def printed(box: Sandbox, **options: object) -> Printed:
    asked = PrintOptions(("report",), **options)  # type: ignore[arg-type]
    result = print_sheets(box.with_address().site(), TODAY, asked)
    assert [str(problem) for problem in result.problems if problem.is_error] == []
    [done] = result.printed
    return done


def follow(html: str, *parts: str) -> bool:
    main = html.partition("<main")[2] or html
    places = [main.find(part) for part in parts]
    return places == sorted(places) and places[0] >= 0


@pytest.mark.parametrize(
    ("when", "days", "clock", "spoken"),
    [
        ("2026-11-08", "2026年11月8日 星期日", "", ""),
        ("2026-11-08 19:00", "2026年11月8日 星期日", "19:00", "晚上7点"),
        ("2026年11月8日（星期日）下午2点半到4点", "2026年11月8日 星期日", "14:30—16:00",
         "下午2点半到4点"),
        ("2026-11-08 到 2026-11-10", "2026年11月8日 星期日 至 11月10日 星期二", "", ""),
        ("2026-11-08 到 2026-11-10 9:00-11:00", "2026年11月8日 星期日 至 11月10日 星期二",
         "9:00—11:00", "9点到11点"),
    ],
)  # fmt: skip
def test_a_report_says_its_hours_as_a_notice_does(
    when: str, days: str, clock: str, spoken: str, sandbox: Sandbox
) -> None:
    report(sandbox)
    path = sandbox.root / "docs/reports/报.md"
    path.write_text(path.read_text("utf-8").replace("when: 2026-11-08", f"when: {when}"), "utf-8")
    page = "".join(frames_of(sandbox.build())["reports/报.md"])
    shown = re.search('<p class="report-when">(.*?)</p>', page)
    assert shown and days in re.sub("<[^>]*>", "", shown[1])
    assert (f'<span class="clock">{clock}</span>' in shown[1]) == bool(clock)
    assert (f'<span class="spoken">{spoken}</span>' in shown[1]) == bool(spoken)
    words = words_of(printed(sandbox).pdf)
    whole = "2026年11月8日至11月10日" if "至" in days else "2026年11月8日"
    assert f"{whole}{clock}" in words


@pytest.mark.parametrize(
    ("when", "fault"),
    [
        ("2026-11-08 饭后", "看不懂“饭后”是几点"),
        ("2026-11-08 16:00-14:30", "14:30 不晚于 16:00"),
        ("2026-02-30", "没有“2026-02-30”这一天"),
    ],
)
def test_a_time_that_is_none_is_told_at_its_place(when: str, fault: str, sandbox: Sandbox) -> None:
    report(sandbox)
    path = sandbox.root / "docs/reports/报.md"
    path.write_text(path.read_text("utf-8").replace("when: 2026-11-08", f"when: {when}"), "utf-8")
    [problem] = load(sandbox.site()).problems
    assert str(problem).startswith("docs/reports/报.md:5:7: ") and fault in problem.what


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("参加 46 人", ["参加 46 人"]),
        ("参加46人，服务3小时、收到衣物 75 件", ["参加 46 人", "服务 3 小时", "收到衣物 75 件"]),
        ("参加：46 人; 善款 1,300 元", ["参加 46 人", "善款 1,300 元"]),
        ("善款 1300.50 元", ["善款 1,300.5 元"]),
        ("参加四十六人", ["参加 46 人"]),
        ("参加 ４６ 人", ["参加 46 人"]),
        ("投票 312", ["投票 312"]),
        (
            ["参加 46 人", {"label": "服务", "number": "3", "unit": "小时"}],
            ["参加 46 人", "服务 3 小时"],
        ),
        ({"label": "参加", "number": 46, "unit": "人"}, ["参加 46 人"]),
    ],
)
def test_figures_are_understood_as_people_write_them(written: object, shown: list[str]) -> None:
    assert read(written) == shown


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["参加", "服务", "收到衣物", "入户走访"]),
            st.decimals(0, 10**6, places=1),
            st.sampled_from(["人", "小时", "件", "户次"]),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_one_line_says_what_a_list_says(figures: list[tuple[str, Decimal, str]]) -> None:
    lines = [f"{label} {number} {unit}" for label, number, unit in figures]
    assert read("，".join(lines)) == read(lines)
    numbers = [f.number for f in Written.model_validate({"figures": lines}).figures]
    assert numbers == [number for _, number, _ in figures]


@pytest.mark.parametrize("written", ["很多人参加", "46 人", "参加 46 人 3 次", "人"])
def test_what_is_no_figure_is_told_with_its_words(written: str) -> None:
    with pytest.raises(ValidationError, match=f"看不懂“{written}”：要有名目和数字"):
        read(written)


def test_a_fault_has_its_place_and_the_way_out(sandbox: Sandbox) -> None:
    report(sandbox, "figures: [参加 46 人, 好多衣服]\n")
    assert [str(p) for p in load(sandbox.site()).problems] == [
        "docs/reports/报.md:7:20: figures：看不懂“好多衣服”：要有名目和数字。"
        "写成 参加 46 人；几个数字分行写：[参加 46 人, 收到衣物 75 件]"
    ]
    report(sandbox, "figures: [参加 46 人, 参加 3 人]\n")
    assert [str(p) for p in load(sandbox.site()).problems] == [
        "docs/reports/报.md:7:11: “参加”写了 2 次。合成一个，或者换一个名目"
    ]


def test_the_page_begins_with_its_figures(sandbox: Sandbox) -> None:
    report(sandbox, "figures: 参加46人，服务 3 小时\nwhere: [农行小区/3号楼, 活动室]\n")
    before, _ = frames_of(sandbox.build())["reports/报.md"]
    assert follow(before, "<h1>冬衣送到家", "参加", "<b>46</b> 人", "<b>3</b> 小时", "2026年11月8日",
                    "农行小区 3号楼、活动室")  # fmt: skip


def test_the_list_has_the_newest_first_by_years_and_nothing_of_it_is_in_force(
    sandbox: Sandbox,
) -> None:
    for name, day in (("甲", "2025-03-05"), ("乙", "2026-10-01"), ("丙", "2026-11-08")):
        front = f"kind: report\ntitle: 活动{name}\nwhen: {day}\nfigures: 参加46人\n"
        sandbox.write(f"docs/reports/{name}.md", f"---\n{front}---\n事\n")
    pages = pages_of(sandbox.build())
    assert follow(
        pages["reports/"], "2026年</h2>", "活动丙", "参加 46 人", "活动乙", "2025年</h2>", "活动甲"
    )
    assert "现在有效" not in pages["reports/"]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("large", [False, True])
def test_the_figures_are_the_largest_words_below_the_title(
    style: str, large: bool, sandbox: Sandbox
) -> None:
    sandbox.photo("docs/reports/a.jpg", (1800, 1200))
    report(
        sandbox,
        "figures: 参加46人，服务 3 小时，收到衣物 75 件\n",
        f"![整理冬衣](a.jpg)\n\n{SENTENCE}",
    )
    done = printed(sandbox, style=style, large=large)
    assert done.pages == 1 and len(decode_codes(done.pdf)) == 1
    assert max(mark.size for mark in marks_of(done.pdf) if mark.text in "46") >= 80
    [image] = done.print.images
    assert image.alt == "整理冬衣"
    assert largest(done.pdf, "洗") >= 20


@pytest.mark.parametrize("size", ["A4", "A3", "A2"])
@pytest.mark.parametrize("photos", [(), ((900, 600),), ((600, 900),), ((900, 600),) * 4])
def test_whatever_is_in_a_report_stands_on_its_poster(
    photos: tuple[tuple[int, int], ...], size: str, sandbox: Sandbox
) -> None:
    for number, shape in enumerate(photos):
        sandbox.photo(f"docs/reports/{number}.jpg", shape, number)
    images = "\n\n".join(f"![照片{n}]({n}.jpg)" for n in range(len(photos)))
    figures = "参加 46 人, 服务 3.5 小时, 入户 1234567 户, 棉被 4 床, 贺卡 30 张, 衣物 75 件"
    report(sandbox, f"figures: [{figures}]\n", f"{images}\n\n{SENTENCE * 3}", title="长" * 40)
    words = words_of(printed(sandbox, size=size).pdf).replace(" ", "")
    assert in_order(words, "长" * 40, "参加", "46", "衣物", "75", SENTENCE)


# ---- newsletters that gather --------------------------------------------------------------------

PERIOD = "kind: newsletter\ntitle: 简报\nissue: 4\nfrom: 2026-11-01\nuntil: 2026-11-30\n"


def news(box: Sandbox) -> None:
    report(box, "figures: 参加46人\n", name="新")
    box.write(
        "docs/reports/旧.md", "---\nkind: report\ntitle: 上月活动\nwhen: 2026-10-08\n---\n事\n"
    )
    for name, when in (("停水", "2026-11-25"), ("灭火", "2026-11-10"), ("体检", "2026-12-03")):
        front = f"kind: notice\ntitle: {name}通知\nat: nonghang\nfrom: 2026-11-05\nwhen: {when}\n"
        box.write(f"docs/notices/{name}.md", f"---\n{front}---\n请留意。\n")
    rows = "rows:\n  - {姓名: 老年书画班, 金额: 570, 公开: 是}\n"
    box.write(
        "galleries/捐/print.yml",
        f"kind: donation\ntitle: 冬衣捐赠\nat: nonghang\nfrom: 2026-11-16\ntext: 谢谢大家。\n{rows}",
    )
    box.write("galleries/报/print.yml", PERIOD)


def gathered(box: Sandbox, today: date) -> list[str]:
    site = box.site()
    [planned] = [p for p in with_prints(load(site, today)).prints if p.paper.name == "newsletter"]
    return [article["title"] for article in planned.composed.says["articles"]]


@pytest.mark.parametrize(
    ("today", "titles"),
    [
        (date(2026, 11, 9), ["冬衣捐赠", "冬衣送到家", "灭火通知", "停水通知", "体检通知"]),
        (date(2026, 11, 21), ["冬衣捐赠", "冬衣送到家", "停水通知", "体检通知"]),
        (date(2026, 11, 30), ["冬衣捐赠", "冬衣送到家", "体检通知"]),
        (date(2027, 6, 1), ["冬衣捐赠", "冬衣送到家", "体检通知"]),
    ],
)
def test_a_newsletter_of_some_days_has_their_news_without_what_is_over(
    today: date, titles: list[str], sandbox: Sandbox
) -> None:
    news(sandbox)
    assert gathered(sandbox, today) == titles


def test_a_report_with_a_photo_leads_and_the_issue_is_numbered(sandbox: Sandbox) -> None:
    news(sandbox)
    sandbox.photo("docs/reports/a.jpg", (1200, 800))
    report(sandbox, "figures: 参加46人\n", f"![整理冬衣](a.jpg)\n\n{SENTENCE}", name="新")
    assert gathered(sandbox, TODAY)[0] == "冬衣送到家"
    result = print_sheets(sandbox.with_address().site(), TODAY, PrintOptions(("newsletter",)))
    assert [str(problem) for problem in result.problems if problem.is_error] == []
    words = words_of(result.printed[0].pdf)
    assert in_order(words, "第4期", "2026年11月1日至11月30日", "冬衣送到家", "参加46人")
    assert "共1笔，570元" in words and "谢谢大家" in words


def test_a_newsletter_without_pages_says_what_it_wants(sandbox: Sandbox) -> None:
    sandbox.write("galleries/报/print.yml", "kind: newsletter\ntitle: 简报\nfrom: 2026-11-01\n")
    assert [str(p) for p in load(sandbox.site()).problems] == [
        "galleries/报/print.yml:1:7: 简报没有文章。写上 pages: [notices/停水]；"
        "或者写 from 和 until，这段时间的报道、通知和捐赠自己收进来"
    ]
    sandbox.write("galleries/报/print.yml", PERIOD)
    assert [str(p) for p in load(sandbox.site()).problems] == [
        "galleries/报/print.yml:4:7: 提醒：2026年11月1日至11月30日没有报道、通知和捐赠，这一期印不出来。"
        "核对 from 和 until；要收别的网页就写 pages"
    ]


def test_a_newsletter_of_named_pages_has_the_version_that_it_had(sandbox: Sandbox) -> None:
    """As the release before reports gave it: what was handed out stays what it was."""
    sandbox.write(
        "docs/停水.md",
        "---\nkind: notice\ntitle: 停水通知\nat: nonghang\nfrom: 2026-11-05\nwhen: 2026-11-25\n---\n储水。\n",
    )
    sandbox.write(
        "galleries/报/print.yml",
        "kind: newsletter\ntitle: 简报\nissue: 第3期\nfrom: 2026-11-20\npages: [停水]\n",
    )
    [planned] = [
        p for p in with_prints(load(sandbox.site())).prints if p.paper.name == "newsletter"
    ]
    assert planned.version == "1EWF"


@pytest.mark.browser
def test_at_a_desk_figures_stand_beside_the_picture_that_a_report_begins_with(
    sandbox: Sandbox, browser: Browser
) -> None:
    figures = "figures: 参加 46 人，服务 3 小时，清出通道 820 米\n"
    for name, size in {"横": (1200, 800), "竖": (700, 1400)}.items():
        sandbox.photo(f"docs/reports/{name}.jpg", size)
        report(sandbox, figures, f"![雪]({name}.jpg)\n\n{SENTENCE}\n\n- 甲\n- 乙", name)
    report(sandbox, figures, f"{SENTENCE}\n\n![雪](横.jpg)", "后", "图在后面的")
    with serving(build_site(sandbox.config, None, "2026-11-21", {})) as address:
        for large in (False, True):
            with opened(browser, 1440, large) as page:
                for name in ("横", "竖", "后"):
                    page.goto(address + quote(f"reports/{name}/"))
                    page.wait_for_load_state("networkidle")
                    told, picture, text = (
                        page.locator(part).first.bounding_box()
                        for part in (
                            ".report-figures",
                            ".words img",
                            ".words > :is(ul, p:not(.report-when, :has(img)))",
                        )
                    )
                    assert told and picture and text, name
                    assert told["x"] + told["width"] == pytest.approx(1340, abs=1)
                    assert text["y"] >= told["y"] + told["height"]
                    assert (told["x"] > picture["x"] + picture["width"]) == (name != "后")
                    if name != "后":
                        assert told["y"] == pytest.approx(picture["y"], abs=2)
