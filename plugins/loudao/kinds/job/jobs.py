"""Jobs: each row of the list as one, whom to ask, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError

from ...compose.cells import parse_count
from ...compose.masks import mask_name
from ...manifest.guess import guess
from ...model.days import month_and_day
from ...model.happening import Who, whom
from ...model.problem import Problem
from ...model.scalars import Day
from ...model.sheet import Sheet
from ...model.table import Row

TITLE, EMPLOYER, PLACE, PAY, COUNT, WANTS, UNTIL, CONTACT, PHONE, PUBLIC = (
    "职位", "单位", "地点", "待遇", "人数", "要求", "截止", "联系人", "电话", "公开",
)  # fmt: skip
COLUMNS = (TITLE, EMPLOYER, PLACE, PAY, COUNT, WANTS, UNTIL, CONTACT, PHONE, PUBLIC)
_SAME = {
    "岗位": TITLE, "工种": TITLE, "招聘职位": TITLE, "招聘岗位": TITLE,
    "用人单位": EMPLOYER, "公司": EMPLOYER, "招聘单位": EMPLOYER,
    "工作地点": PLACE, "地址": PLACE, "工资": PAY, "薪资": PAY, "月薪": PAY, "薪资待遇": PAY,
    "招聘人数": COUNT, "名额": COUNT, "条件": WANTS, "任职要求": WANTS,
    "联系": CONTACT, "找谁": CONTACT, "联系电话": PHONE, "手机": PHONE,
}  # fmt: skip
"""What other tables of jobs call the same columns."""

_YES = {"是", "同意", "公开", "yes", "true", "y"}
_NO = {"", "否", "不同意", "不公开", "no", "false", "n"}
_DAY: TypeAdapter[date] = TypeAdapter(Day)

_CALLED = re.compile(
    r"(?P<whose>.+?)(?P<title>师傅|老师|经理|主任|店长|站长|队长|厂长|校长|园长|主管|女士|先生|小姐"
    r"|大姐|大哥|阿姨|医生|总|工)"
)
_OFFICE = re.compile(r".*(?:部|处|科|办|台|中心|公司|店|站|室|会|厂|园|馆|院|组|队|社)")
_ROLES = frozenset((
    "人事", "招聘", "门店", "行政", "项目", "运营", "销售", "值班", "食堂", "前台", "店长", "经理",
    "老板", "欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容",
))  # fmt: skip
"""What stands before a title and is no name by itself: a task, a surname of two characters."""


class Job(NamedTuple):
    """One row, as it stands on walls and pages."""

    title: str
    employer: str
    place: str
    pay: str
    number: str
    wants: str
    until: date | None
    who: str
    phone: str
    dial: str
    """What a phone dials."""

    @property
    def where(self) -> str:
        return "·".join(filter(None, (self.employer, self.place)))

    @property
    def people(self) -> int:
        """How many are wanted; 0 where no number says it."""
        return parse_count(self.number) or 0

    @property
    def terms(self) -> list[str]:
        """招 3 人 and 12月31日截止, what of it is known."""
        wanted = f"招 {self.people} 人" if self.people else self.number
        ends = f"{month_and_day(self.until)}截止" if self.until else ""
        return [words for words in (wanted, ends) if words]


def shown_contact(name: str, public: Collection[str] = ()) -> str:
    """Whom to ask, as others may read it: offices and 李经理 whole, 李志强 masked."""
    called = _CALLED.fullmatch(name)
    if not name or name in public or name in _ROLES:
        return name
    if called:
        whose = called["whose"]
        known = len(whose) == 1 or whose in _ROLES or _OFFICE.fullmatch(whose)
        return name if known else f"{mask_name(whose)}{called['title']}"
    return name if _OFFICE.fullmatch(name) and len(name) > 2 else mask_name(name)


def read_jobs(sheet: Sheet) -> list[Job]:
    """What is still open, in the order of the list."""
    return [_read(row, sheet.fields.public) for row in sheet.table.rows]


def public_in(rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Names and numbers of rows whose employer wants them public."""
    found: dict[str, str] = {}
    for row in rows:
        cells = _cells(row)
        if cells.get(PUBLIC, "").lower() in _YES:
            who = _who(cells)
            found |= {words: "用人单位同意公开" for words in (who.name, who.phone) if words}
    return found


def check_jobs(sheet: Sheet) -> Iterator[Problem]:
    """Every row that does not say what is wanted and whom to ask."""
    for name in sheet.table.columns:
        if name not in COLUMNS and name not in _SAME:
            what = f"市场信息里用不到“{name}”这一列{guess(name, COLUMNS)}"
            mark = sheet.table.rows[0].mark if sheet.table.rows else sheet.mark("rows")
            yield Problem(mark, what, f"可以写：{'、'.join(COLUMNS)}", "warning")
    for row in sheet.table.rows:
        cells = _cells(row.cells)
        who, public = _who(cells), cells.get(PUBLIC, "")
        if not cells.get(TITLE):
            yield Problem(row.mark, "这一行没有写职位", f"写上 {TITLE}，例如 保洁员")
        if not who.phone:
            remedy = f"写上 {PHONE}，例如 0371-66660000"
            yield Problem(row.mark, f"“{cells.get(TITLE, '')}”没有写打哪个电话问", remedy)
        elif not who.number:
            yield Problem(row.mark, f"{PHONE}：“{who.phone}”不是电话", "写成 0371-66660000")
        if public.lower() not in _YES | _NO:
            yield Problem(row.mark, f"{PUBLIC}：“{public}”不是“是”或“否”", "写 是 或 否")


def _cells(row: Mapping[str, str]) -> dict[str, str]:
    return {_SAME.get(name, name): text.strip() for name, text in row.items()}


def _who(cells: Mapping[str, str]) -> Who:
    """Both columns as one, or either with all of it: 李经理 0371-66660000."""
    name, phone = cells.get(CONTACT, ""), cells.get(PHONE, "")
    return Who(name=name, phone=phone) if name and phone else whom(name or phone)


def _read(row: Row, public: Mapping[str, str]) -> Job:
    cells = _cells(row.cells)
    who = _who(cells)
    agreed = cells.get(PUBLIC, "").lower() in _YES
    shown = who.name if agreed else shown_contact(who.name, public)
    return Job(
        cells.get(TITLE, ""), cells.get(EMPLOYER, ""), cells.get(PLACE, ""), cells.get(PAY, ""),
        cells.get(COUNT, ""), cells.get(WANTS, ""), _day(cells.get(UNTIL, "")), shown,
        who.phone, who.number,
    )  # fmt: skip


def _day(text: str) -> date | None:
    """Faults are told where rows are closed."""
    try:
        return _DAY.validate_python(text)
    except ValidationError:
        return None
