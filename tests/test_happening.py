"""When, where and who of a notice, as staff write it."""

from __future__ import annotations

import random
import re
from datetime import date

import pytest
from jsonschema import Draft202012Validator

from conftest import Rounds, Sandbox, frames_of, load, pages_of
from loudao.compose.happening import tell
from loudao.model.clock import say_clock
from loudao.model.fields import HappeningFields
from loudao.model.happening import Who, say_hours
from loudao.model.subjects import is_cut_off, subject_of

NOTICE = "---\nkind: notice\ntitle: 停水通知\nat: nonghang\n{}---\n\n停水。\n"


def said(box: Sandbox, front: str) -> tuple[HappeningFields | None, list[str]]:
    box.write("docs/notices/停水.md", NOTICE.format(front))
    plan = load(box.site())
    sheets = [sheet for sheet in plan.community.sheets if sheet.kind == "notice"]
    happening = sheets[0].fields.happening if sheets else None
    return happening, [str(problem) for problem in plan.problems]


EIGHT_TO_NOON = [
    "2026-11-25 8:00-12:00",
    "2026年11月25日 8:00 至 12:00",
    "2026年11月25日（星期三）上午8点到12点",
    "2026/11/25 08:00—12:00",
    "２０２６－１１－２５　８：００～１２：００",
    "2026.11.25 周三 早上8时-中午12时",
    "二〇二六年十一月二十五日 上午八点到十二点",
    "{day: 2026-11-25, from: 8:00, to: 12:00}",
    "{day: 2026年11月25日, from: 上午8点, to: 12点整}",
    "[2026-11-25 8:00-12:00]",
]


@pytest.mark.parametrize("written", EIGHT_TO_NOON)
def test_one_morning_is_read_however_it_is_written(written: str, sandbox: Sandbox) -> None:
    happening, problems = said(sandbox, f"when: {written}\n")
    assert happening, problems
    [when] = happening.when
    assert (when.day, when.last, when.from_, when.to) == (date(2026, 11, 25), None, 480, 720)


@pytest.mark.parametrize(
    ("written", "days", "hours"),
    [
        ("2026-11-24 到 2026-11-28 每天 9:00-17:00", (24, 28), (540, 1020)),
        ("2026年11月24日至28日 9:00-17:00", (24, 28), (540, 1020)),
        ("2026年11月24日-11月28日", (24, 28), (None, None)),
        ("2026-11-24", (24, None), (None, None)),
        ("2026-11-24 15:00 起", (24, None), (900, None)),
        ("2026-11-24 下午2点半到4点", (24, None), (870, 960)),
        ("2026-11-24 晚上7点半", (24, None), (1170, None)),
        ("2026-11-24 20:00-24:00", (24, None), (1200, 1440)),
        ("2026-11-24 中午12点半到1点", (24, None), None),
    ],
)
def test_days_and_hours_are_read(
    written: str,
    days: tuple[int, int | None],
    hours: tuple[int | None, int | None] | None,
    sandbox: Sandbox,
) -> None:
    happening, problems = said(sandbox, f"when: {written}\n")
    if hours is None:
        assert "不晚于" in problems[0]
        return
    assert happening, problems
    [when] = happening.when
    assert (when.day.day, when.last and when.last.day) == days
    assert (when.from_, when.to) == hours


def test_random_times_come_back_as_they_were_written(sandbox: Sandbox, rounds: Rounds) -> None:
    rng = random.Random(7)
    for _ in range(rounds(40, 400)):
        month, day, start = rng.randint(1, 12), rng.randint(1, 28), rng.randrange(0, 1380, 5)
        end = rng.randrange(start + 5, 1441, 5)
        to = rng.choice(["-", "—", " 至 ", "到", "～", " - "])
        clocks = f"{start // 60}:{start % 60:02d}{to}{end // 60}:{end % 60:02d}"
        spelled = rng.choice(
            [f"2026-{month}-{day}", f"2026年{month}月{day}日", f"2026.{month}.{day}"]
        )
        happening, problems = said(sandbox, f"when: {spelled} {clocks}\n")
        assert happening, (spelled, clocks, problems)
        [when] = happening.when
        assert (when.day, when.from_, when.to) == (date(2026, month, day), start, end)


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("下周三", "when：看不懂“下周三”是什么时候。写成 2026-11-25 8:00-12:00，几天的写成 2026-11-24 到 2026-11-28 9:00-17:00"),
        ("11月25日 8:00", "when：“11月25日 8:00”没有写哪一年。写成 2026-11-25 8:00-12:00，几天的写成 2026-11-24 到 2026-11-28 9:00-17:00"),
        ("2026-11-31", "when：没有“2026-11-31”这一天。核对年月日"),
        ("2026-11-25 开会之前", "when：看不懂“开会之前”是几点。写成 2026-11-25 8:00-12:00，几天的写成 2026-11-24 到 2026-11-28 9:00-17:00"),
        ("2026-11-25 12:00-8:00", "when：8:00 不晚于 12:00。过了半夜的分成两行写，下午的写成 14:00"),
        ("2026-11-25 8:75", "when：没有“8:75”这个时间。写成 8:00 或者 下午2点半"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_told(written: str, problem: str, sandbox: Sandbox) -> None:
    assert f"docs/notices/停水.md:5:7: {problem}" in said(sandbox, f"when: {written}\n")[1]


def test_places_are_known_by_their_names_and_halls_are_halls(sandbox: Sandbox) -> None:
    happening, problems = said(
        sandbox, "where: [农行小区/三号楼, nonghang/3/2, 农行小区, 社区活动室]\n"
    )
    assert happening and not problems
    told = tell(happening, load(sandbox.site()).community.network)
    assert told["where"] == [
        {"inside": "农行小区", "places": ["3号楼", "3号楼2单元"]},
        {"inside": "", "places": ["农行小区", "社区活动室"]},
    ]
    _, [unknown] = said(sandbox, "where: 农行小区/9号楼\n")
    assert unknown.startswith("docs/notices/停水.md:5:8: 没有“农行小区/9号楼”这个地点")


@pytest.mark.parametrize(
    ("written", "name", "number"),
    [
        ("楼长赵师傅 0371-6555 0100", "楼长赵师傅", "037165550100"),
        ("居委会电话：6555 0100转3", "居委会", "65550100"),
        ("物业 96016", "物业", "96016"),
        ("楼长赵师傅", "楼长赵师傅", ""),
        ("400-800-1234", "", "4008001234"),
        ("{name: 楼长, phone: 0371-65550100}", "楼长", "037165550100"),
    ],
)
def test_whom_to_ask_is_a_name_and_a_number(
    written: str, name: str, number: str, sandbox: Sandbox
) -> None:
    happening, problems = said(
        sandbox, f"who: {written!r}\n" if "{" not in written else f"who: {written}\n"
    )
    assert happening and isinstance(happening.who, Who), problems
    assert (happening.who.name, happening.who.number) == (name, number)


@pytest.mark.parametrize(
    ("title", "subject", "cut_off"),
    [
        ("停水通知", "water", True), ("关于3号楼停电的通知", "power", True),
        ("燃气入户安检", "gas", False), ("电梯年检", "lift", False), ("电梯停用", "lift", True),
        ("消防演练", "fire", False), ("重阳笔会", "meeting", False), ("流感疫苗接种", "vaccination", False),
        ("楼道大扫除", "cleaning", False), ("供暖通知", "heating", False), ("温馨提示", None, False),
    ],
)  # fmt: skip
def test_a_title_tells_what_it_is_about(title: str, subject: str | None, cut_off: bool) -> None:
    assert (subject_of(title), is_cut_off(title)) == (subject, cut_off)


@pytest.mark.parametrize(
    ("minutes", "spoken"),
    [(480, "8点"), (720, "12点"), (870, "下午2点半"), (1170, "晚上7点半"), (545, "9点5分"), (1440, "24点")],
)  # fmt: skip
def test_hours_are_spoken_as_people_say_them(minutes: int, spoken: str) -> None:
    assert say_clock(minutes) == spoken


def test_what_happens_is_in_the_calendar(sandbox: Sandbox) -> None:
    said(
        sandbox,
        "when: [2026-11-25 8:00-12:00, 2026-11-27 到 2026-11-28 9:00 起, 2026-12-01 到 2026-12-03]\nwhere: 农行小区/3号楼\n",
    )
    built = sandbox.build()
    [calendar] = [f.content for f in built.files if f.uri == "calendar.ics"]
    assert isinstance(calendar, str)
    text = calendar.replace("\r\n ", "").replace("\r\n", "\n")
    assert text.count("SUMMARY:停水通知") == 4
    for line in ("DTSTART:20261125T080000\nDTEND:20261125T120000", "DTSTART:20261127T090000",
                 "DTSTART:20261128T090000", "DTSTART;VALUE=DATE:20261201\nDTEND;VALUE=DATE:20261204",
                 "LOCATION:农行小区3号楼"):  # fmt: skip
        assert line in text, line


def test_page_and_poster_say_when_where_and_whom_to_ask(sandbox: Sandbox) -> None:
    said(
        sandbox.with_address(),
        "when: [2026-11-25 8:00-12:00, 2026-11-30 到 2026-12-02 9:00 起]\n"
        "where: [农行小区/3号楼, 社区活动室]\nwho: 楼长赵师傅 0371-65550100\n",
    )
    built = sandbox.build()
    words = (
        "11月25日（星期三）8:00—12:00；11月30日至12月2日每天9:00起",
        "农行小区 3号楼；社区活动室",
        "楼长赵师傅 0371-65550100",
    )
    [(band, _)] = frames_of(built).values()
    assert "8点到12点" in re.sub("<[^>]*>", "", band)
    for part in (">25</b>", "11月<br>星期三", "8:00—12:00", "11月30–12月2", "9:00", ">3号楼</b>",
                 ">社区活动室</b>", "楼长赵师傅", 'href="tel:037165550100"'):  # fmt: skip
        assert part in band.replace("<wbr>", ""), part
    [poster] = [p.print for p in built.made.prints if p.print.sheet.kind == "notice"]
    for line in words:
        assert line in str(poster.composed.says)


@pytest.mark.parametrize(
    "phone", ["0371-6666 0000转8", "138 0013 8000", "+86 13800138000", "6666 0000", "400-800-1234"]
)
def test_the_number_to_ask_at_is_public_and_no_other(phone: str, sandbox: Sandbox) -> None:
    """Whoever writes it there wants to be called: asking for a reason would be asking twice."""
    assert said(sandbox, f"who: 物业赵工 {phone}\n")[1] == []
    body = "docs/notices/停水.md"
    sandbox.write(
        body, (sandbox.root / body).read_text("utf-8") + f"\n问 {phone}，或者 13912345678\n"
    )
    [asked] = [str(problem) for problem in load(sandbox.site()).problems]
    assert "手机号“139****5678”不能公开" in asked


@pytest.mark.parametrize("number", ["11010519491231002X", "6222021001116245702"])
def test_no_identity_and_no_card_is_public_for_standing_where_a_phone_stands(
    number: str, sandbox: Sandbox
) -> None:
    _, problems = said(sandbox, f"who: {{name: 赵工, phone: '{number}'}}\n")
    assert any("不能公开" in problem for problem in problems)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("when", "2026-11-25 8:00"),
        ("when", ["2026-11-25 8:00", {"day": "2026-11-26"}]),
        ("when", {"day": "2026-11-25"}),
        ("where", "社区活动室"),
        ("where", ["农行小区/3号楼"]),
        ("who", "楼长赵师傅 0371-65550100"),
        ("who", {"name": "楼长"}),
    ],
)
def test_an_editor_takes_every_way_to_write_them(name: str, written: object) -> None:
    """The schema says what the reader takes: else an editor marks good lines as faults."""
    schema = HappeningFields.model_json_schema(by_alias=True)
    assert list(Draft202012Validator(schema).iter_errors({"title": "停水", name: written})) == []


@pytest.mark.parametrize(
    ("day", "said", "leaves"),
    [
        (date(2026, 11, 21), "12月1日起", ["1"]),
        (date(2026, 12, 1), "贴到12月5日", []),
        (date(2026, 12, 9), "贴到12月5日", []),
    ],
)
def test_a_list_says_from_when_before_and_until_when_after(
    day: date, said: str, leaves: list[str], sandbox: Sandbox
) -> None:
    """The day on which it begins has a leaf; the one on which it is taken down has none."""
    front = "from: 2026-12-01\nuntil: 2026-12-05\n"
    sandbox.write("docs/notices/停水.md", NOTICE.format(front))
    page = pages_of(sandbox.build(day))["notices/"]
    assert said in page
    assert re.findall(r'<span class="day">(\d+)</span>', page) == leaves


def test_a_list_says_until_no_day_of_what_has_no_last_one(sandbox: Sandbox) -> None:
    sandbox.write("docs/notices/停水.md", NOTICE.format("from: 2026-11-01\n"))
    page = pages_of(sandbox.build(date(2026, 11, 21)))["notices/"]
    assert "停水" in page and "贴到" not in page, "11月1日 is the day it began"


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("14:30—16:00", "下午2点半到4点"),
        ("8:00-12:00", "8点到12点"),
        ("9:00—15:00", "9点到下午3点"),
        ("晚上7点到8点半", "晚上7点到8点半"),
        ("14:00", "下午2点"),
        ("雨天改期", "雨天改期"),
        ("99:00—100:00", "99:00—100:00"),
        ("", ""),
    ],
)
def test_hours_are_said_as_people_say_them(written: str, spoken: str) -> None:
    assert say_hours(written) == spoken
