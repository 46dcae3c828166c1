"""Disclosures 公示: what is shown for so many days, with sums that add up, and who answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ...compose.happening import tell_day
from ...model.community import Community
from ...model.entry import Entry
from ...model.happening import Who, whom
from ...model.problem import Problem
from ...model.sheet import Sheet
from ...model.target import Target
from ...richtext import read_page
from ..kind import Kind, Page, Paper
from .fields import SECTIONS, DisclosureFields
from .money import check_money, find_money
from .paper import LABEL, STYLE, compose_disclosure
from .period import check_period, disclosure_fields, period_of, rule_of
from .sums import rows_to_add, tell_sums
from .terms import terms_of


def _view(sheet: Sheet, community: Community) -> Mapping[str, Any]:
    fields = disclosure_fields(sheet)
    rule, period = rule_of(sheet, community), period_of(sheet, community)
    who = fields.who or whom(community.network.contact)
    tables = find_money(read_page(sheet.body.text).blocks)
    return {
        "section": SECTIONS[fields.section],
        "starts": tell_day(fields.from_) if fields.from_ else None,
        "ends": tell_day(fields.until) if fields.until else None,
        "count": f"{period.number} {period.unit}" if period and not period.unconfirmed else "",
        "days": len(period.days) if period else 0,
        "rows_to_add": rows_to_add(tables),
        "doubt": period.doubt if period else "",
        "who": who.name,
        "phone": who.phone,
        "dial": who.number,
        "objections": fields.objections,
        "source": rule.source if rule else "",
        "sums": tell_sums(tables, fields.carried),
    }


def _entries(sheet: Sheet, community: Community) -> Iterator[Entry]:
    """The day on which it begins, and the last on which one may object."""
    fields, where = sheet.fields, community.where(sheet)
    target = Target(sheet.identity, fields.title, sheet.uri)
    if fields.from_:
        yield Entry(f"公示开始：{fields.title}", fields.from_, fields.from_, where, target)
    if fields.until:
        yield Entry(f"公示最后一天：{fields.title}", fields.until, fields.until, where, target)


def _check(sheet: Sheet, community: Community) -> Iterator[Problem]:
    fields = disclosure_fields(sheet)
    yield from check_period(sheet, community)
    blocks = read_page(sheet.body.text).blocks
    yield from check_money(sheet, find_money(blocks))
    if not blocks:
        yield sheet.marks.problem(
            ("kind",), "没有写公示什么", "在第二行 --- 下面写内容，可以有表格"
        )
    if fields.who is None or fields.who == Who():
        what = "没有写有意见找谁（who）"
        contact = community.network.contact
        instead = f"纸上和网页上先写“{contact}”" if contact else "居民有意见，不知道找谁"
        remedy = "写上一行 who: 居务监督委员会 0371-65550100"
        yield sheet.marks.warning(("who",), f"{what}，{instead}", remedy)


def _papers() -> Iterable[Paper]:
    yield Paper(
        "disclosure", LABEL, "disclosure.typ", compose_disclosure, "A3", on_site=True, most_pages=1
    )


KIND = Kind(
    name="disclosure",
    label=LABEL,
    folder=Path(__file__).parent,
    fields=DisclosureFields,
    source="page",
    default_style=STYLE,
    papers=tuple(_papers()),
    page=Page(
        "page.html.j2", LABEL, "disclosures/", ("公示中", "将要公示", "往年"),
        countdown="正在公示", view=_view,
    ),
    entries=_entries,
    check=_check,
    terms=terms_of,
)  # fmt: skip
