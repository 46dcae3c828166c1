"""Jobs: rows that close one by one, whom to call, and names that nobody made public."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from icalendar import Calendar

from conftest import TODAY, Sandbox, files_of, load, open_workshop, pages_of, print_sheets
from loudao.cli import main
from loudao.kinds.job.jobs import read_jobs, shown_contact
from loudao.plan.made import Printed
from loudao.plan.plan import with_prints
from loudao.story.printing import PrintOptions
from loudao.story.round import make_round
from pdf import decode_codes, in_order, largest, marks_of, words_of

HEAD = "kind: job\ntitle: 家门口的工作\nat: nonghang\nboards: [east-gate]\n"
ROWS = (
    "rows:\n"
    "  - {职位: 保洁员, 单位: 花园物业, 待遇: 月薪 2600 元, 人数: 3, 截止: 2026-11-30, 联系人: 李经理,"
    " 电话: 0371-66660001, 公开: 是}\n"
    "  - {岗位: 面点师, 公司: 早餐店, 工资: 月薪 4500 元, 人数: 一名, 截止: 2026年12月15日,"
    " 联系: 张三丰 0371-66660002}\n"
)
STYLES = ("ink", "red", "fresh", "festival", "plain")


def jobs(box: Sandbox, rows: str = ROWS, more: str = "") -> None:
    box.write("galleries/招/print.yml", HEAD + more + rows)


def printed(box: Sandbox, today: date = TODAY, **options: object) -> Printed:
    asked = PrintOptions(("job",), **options)  # type: ignore[arg-type]
    result = print_sheets(box.with_address().site(), today, asked)
    assert [str(problem) for problem in result.problems if problem.is_error] == []
    [done] = result.printed
    return done


def test_a_page_has_a_number_to_call_for_every_job(sandbox: Sandbox) -> None:
    jobs(sandbox)
    page = pages_of(sandbox.build())["sheets/招/"]
    assert "共 2 个职位，招 4 人" in page
    assert 'href="tel:037166660001"' in page and 'href="tel:037166660002"' in page
    assert "招 3 人 · 11月30日截止" in re.sub("<[^>]*>", "", page)
    assert "家门口的工作" in pages_of(sandbox.build())["jobs/"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("李经理", "李经理"), ("欧阳师傅", "欧阳师傅"), ("人事经理", "人事经理"), ("人事部", "人事部"),
        ("居委会", "居委会"), ("前台", "前台"), ("李志强", "李*强"),
        ("李志强经理", "李*强经理"), ("张三", "张*"), ("", ""), ("王工", "王工"),
    ],
)  # fmt: skip
def test_an_office_is_named_and_a_person_is_masked(name: str, shown: str) -> None:
    assert shown_contact(name) == shown
    assert shown_contact(name, {name}) == name


def test_a_name_is_whole_only_where_somebody_agreed(sandbox: Sandbox) -> None:
    jobs(sandbox)
    assert "张三丰" not in "".join(str(file.content) for file in sandbox.build().files)
    assert [job.who for job in read_jobs(load(sandbox.site()).community.sheets[0])] == [
        "李经理", "张*丰",
    ]  # fmt: skip
    jobs(sandbox, ROWS.replace("66660002}", "66660002, 公开: 是}"))
    assert read_jobs(load(sandbox.site()).community.sheets[0])[1].who == "张三丰"


def test_a_number_that_nobody_made_public_is_told(sandbox: Sandbox) -> None:
    jobs(sandbox)
    [problem] = [str(p) for p in load(sandbox.site()).problems]
    assert "固定电话“0371-****0002”不能公开" in problem and "66660001" not in problem
    jobs(sandbox, more='public: {"0371-66660002": 招聘电话}\n')
    assert load(sandbox.site()).problems == ()


@pytest.mark.parametrize(
    ("today", "titles", "state"),
    [
        (date(2026, 11, 30), ["保洁员", "面点师"], "again"),
        (date(2026, 12, 1), ["面点师"], "again"),
        (date(2026, 12, 15), ["面点师"], "again"),
        (date(2026, 12, 16), [], "down"),
    ],
)
def test_rows_close_by_themselves_and_what_hangs_is_printed_again(
    today: date, titles: list[str], state: str, sandbox: Sandbox
) -> None:
    jobs(sandbox, more='public: {"0371-66660002": 招聘电话}\n')
    first = printed(sandbox)
    arguments = ["print", "job", "--out", str(sandbox.root / "out"), "-f", str(sandbox.config)]
    result = CliRunner().invoke(main, [*arguments, "--today", TODAY.isoformat()])
    assert result.exit_code == 0, result.output
    hung = ["walls", "--up", "all", "-f", str(sandbox.config), "--today", TODAY.isoformat()]
    assert CliRunner().invoke(main, hung).exit_code == 0
    plan = load(sandbox.site(), today)
    assert plan.problems == ()
    assert [job.title for job in read_jobs(plan.community.sheets[0])] == titles
    assert plan.community.sheets[0].fields.until == date(2026, 12, 15)
    [planned] = [p for p in with_prints(plan).prints if p.paper.name == "job"]
    assert (planned.version == first.print.version) == (len(titles) == 2)
    tasks, _ = make_round(plan, open_workshop(sandbox.site()))
    told = {task.action for task in tasks if "家门口的工作" in task.name}
    assert told == ({state} if len(titles) < 2 else set())
    page = pages_of(sandbox.build(today))["sheets/招/"]
    assert ("保洁员" in page) == ("保洁员" in titles)
    assert ("这一期的职位都已经截止" in page) == (not titles)


@pytest.mark.parametrize("open_", ["", "长期", "招满为止"])
def test_a_job_without_a_day_stays(open_: str, sandbox: Sandbox) -> None:
    jobs(sandbox, f"rows:\n  - {{职位: 甲, 电话: 95588, 截止: '{open_}'}}\n")
    sheet = load(sandbox.site(), date(2030, 1, 1)).community.sheets[0]
    assert len(sheet.table.rows) == 1 and sheet.fields.until is None


def test_a_table_of_a_spreadsheet_closes_too(sandbox: Sandbox) -> None:
    sandbox.write(
        "galleries/招/表.csv",
        "职位,电话,截止\n甲,95588,2026/11/20\n乙,95599,2026-12-20\n丙,95599,下月\n",
    )
    jobs(sandbox, "list: 表.csv\n")
    plan = load(sandbox.site())
    assert [job.title for job in read_jobs(plan.community.sheets[0])] == ["乙", "丙"]
    assert [str(p) for p in plan.problems] == [
        "galleries/招/表.csv:4:3: 截止：看不懂日期“下月”。写成 2026-12-31 这样；一直有效的空着"
    ]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("{单位: 甲, 电话: 95588}", "6:5: 这一行没有写职位。写上 职位，例如 保洁员"),
        ("{职位: 甲}", "6:5: “甲”没有写打哪个电话问。写上 电话，例如 0371-66660000"),
        ("{职位: 甲, 电话: 甲乙丙}", "6:5: “甲”没有写打哪个电话问。写上 电话，例如 0371-66660000"),
        ("{职位: 甲, 电话: 95588, 公开: 随便}", "6:5: 公开：“随便”不是“是”或“否”。写 是 或 否"),
        (
            "{职位: 甲, 电话: 95588, 截止: 月底}",
            "6:28: 截止：看不懂日期“月底”。写成 2026-12-31 这样；一直有效的空着",
        ),
        (
            "{职位: 甲, 电话: 95588, 颜色: 红}",
            "6:5: 提醒：市场信息里用不到“颜色”这一列。可以写：职位、单位、地点、待遇、人数、要求、截止、联系人、电话、公开",
        ),
    ],
)
def test_a_fault_is_told_with_its_row(row: str, problem: str, sandbox: Sandbox) -> None:
    jobs(sandbox, f"rows:\n  - {row}\n")
    assert [str(p) for p in load(sandbox.site()).problems] == [f"galleries/招/print.yml:{problem}"]


def test_closing_days_are_on_the_calendar(sandbox: Sandbox) -> None:
    jobs(sandbox)
    calendar = Calendar.from_ical(str(files_of(sandbox.build())["calendar.ics"]))
    assert [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")] == [
        "招聘截止：保洁员（花园物业）", "招聘截止：面点师（早餐店）",
    ]  # fmt: skip


def many_rows(count: int, odd: str = "") -> str:
    lines = [
        f"  - {{职位: 岗{n:02}{odd}, 单位: 花园物业{odd}, 待遇: 月薪 {2000 + n} 元, 人数: 2,"
        f" 截止: {TODAY + timedelta(days=n)}, 联系人: 李经理, 电话: 0371-6666{n:04}, 公开: 是}}\n"
        for n in range(count)
    ]
    return "rows:\n" + "".join(lines)


@pytest.mark.parametrize(("count", "least"), [(1, 36), (4, 24), (9, 18), (60, 14)])
@pytest.mark.parametrize("large", [False, True])
def test_numbers_are_read_from_afar_however_many_there_are(
    count: int, least: float, large: bool, sandbox: Sandbox
) -> None:
    jobs(sandbox, many_rows(count))
    done = printed(sandbox, style=STYLES[count % 5], large=large)
    words = words_of(done.pdf)
    assert words.count("0371-6666") == count
    assert in_order(words, f"共{count}个职位", "岗00", f"0371-6666{count - 1:04}")
    assert max(mark.size for mark in marks_of(done.pdf) if mark.text == "岗") >= least
    assert len(decode_codes(done.pdf)) == 1
    assert (done.pages == 1) == (count < 20)


@pytest.mark.parametrize("style", STYLES)
def test_odd_words_stay_on_the_sheet(style: str, sandbox: Sandbox) -> None:
    odd = "Supercalifragilisticexpialidocious社区全体居民和志愿服务队"
    jobs(sandbox, many_rows(5, odd))
    done = printed(sandbox, style=style, size="A4")
    assert words_of(done.pdf).replace(" ", "").count("Supercalifragilisticexpialidocious") == 10
    assert largest(done.pdf, "家") > 30
