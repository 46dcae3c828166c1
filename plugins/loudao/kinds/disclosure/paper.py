"""The poster of a disclosure: its days to tick, its tables with totals, who answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from ...compose.brief import Brief, compose_sheet, signature
from ...compose.happening import tell_day
from ...compose.images import place_images
from ...compose.pieces import Code, Composed
from ...compose.poster import scan_side
from ...compose.sizes import size_mm
from ...model.happening import Who, whom
from ...model.sheet import Sheet
from ...model.workdays import is_workday
from ...richtext import Block, read_page
from .amounts import read_amount
from .fields import SECTIONS
from .money import Money, find_money, words_of
from .period import Period, disclosure_fields, period_of, rule_of
from .sums import tell_sums

LABEL, STYLE = "公示", "plain"

_NEAR = 0.8
"""Its matter is read without its code: whoever wants the page comes nearer."""

_MOST_BOXES = 31
"""Days that have a box to tick; more are told by the first and the last."""

_WORDS_WIDE = 0.9


def compose_disclosure(sheet: Sheet, brief: Brief) -> Iterable[Composed]:
    fields, community = disclosure_fields(sheet), brief.community
    size = brief.size(sheet, "A3")
    side = scan_side(sheet, size) * _NEAR
    words = read_page(sheet.body.text, brief.dialect)
    tables = find_money(words.blocks)
    body = place_images(_with_figures(words.blocks, tables), sheet.body.uri, brief,
                        size_mm(size)[0] * _WORDS_WIDE)  # fmt: skip
    period, rule = period_of(sheet, community), rule_of(sheet, community)
    who = fields.who or whom(community.network.contact)
    yield compose_sheet(
        brief,
        fields.title,
        {
            "section": SECTIONS[fields.section],
            "days": _days(fields.from_, fields.until, period),
            "boards": community.where(sheet),
            "who": {"name": who.name, "phone": who.phone},
            "objections": fields.objections,
            "source": rule.source if rule else "",
            "body": body,
            "sums": tell_sums(tables, fields.carried),
            "happening": _asked(who),
            "facts": [],
            "links": [],
            "signature": signature(sheet, brief),
            "code": Code(sheet.identity, side, "扫码看全文"),
        },
        sets={"title_lines": [[fields.title]], "boxes": _boxes(period)},
        size=size,
        style=fields.wall_style,
        default_style=STYLE,
        side_mm=side,
    )


def _asked(who: Who) -> dict[str, Any]:
    """As the foot of a notice is told whom to ask."""
    return {"when": [], "where": [], "who": who.name, "phone": who.phone, "about": "",
            "is_cut_off": False}  # fmt: skip


def _days(starts: date | None, ends: date | None, period: Period | None) -> dict[str, Any]:
    return {
        "first": tell_day(starts) if starts else None,
        "last": tell_day(ends) if ends else None,
        "number": period.number if period and not period.unconfirmed else 0,
        "unit": period.unit if period else "",
        "doubt": period.doubt if period else "",
    }


def _boxes(period: Period | None) -> list[dict[str, Any]]:
    """A box for each day, to be ticked by whoever looked that it hangs."""
    if period is None or len(period.days) > _MOST_BOXES:
        return []
    return [
        {
            "day": f"{day.month}.{day.day}",
            "weekday": tell_day(day)["weekday"],
            "rests": period.working and is_workday(day) is False,
            "doubtful": period.working and is_workday(day) is None,
        }
        for day in period.days
    ]


def _with_figures(blocks: Sequence[Block], tables: Sequence[Money]) -> list[Block]:
    """The blocks, their tables of money with which columns hold numbers and, where nobody typed
    it, a row of totals."""
    by_number = {table.number: table for table in tables}
    found: list[Block] = []
    number = 0
    for block in blocks:
        if block["kind"] != "table":
            found.append(block)
            continue
        found.append(_figured(block, by_number.get(number)))
        number += 1
    return found


def _figured(block: Block, money: Money | None) -> Block:
    rows = list(block["rows"])
    if money is None:
        across = range(max(map(len, rows), default=0))
        return {**block, "figures": [x for x in across if _all_numbers(rows[1:], x)], "totals": []}
    if money.to_add:
        rows.append(_totals_row(rows[0], money))
    totals = [t.row for t in money.totals if t.row >= 0] or [len(rows) - 1]
    return {**block, "rows": rows, "figures": list(money.columns), "totals": totals}


def _totals_row(header: Sequence[Any], money: Money) -> list[Any]:
    sums = money.to_add
    cells: list[Any] = [[["合计", "strong"]]]
    for x in range(1, len(header)):
        cells.append([[sums[x].words, "strong"]] if x in sums else [])
    return cells


def _all_numbers(rows: Sequence[Sequence[Any]], x: int) -> bool:
    cells = [words_of(row[x]) for row in rows if x < len(row)]
    return any(cells) and all(read_amount(cell) is not None for cell in cells)
