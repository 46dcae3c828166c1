"""Donations 捐赠: an honour board whose totals add up, and a certificate for each donor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

from ...compose.boards import compose_board
from ...compose.brief import Brief, signature
from ...compose.cells import plain
from ...compose.gifts import Gift, add_up
from ...compose.lists import compose_rows
from ...compose.pieces import Composed
from ...model.community import Community
from ...model.news import News
from ...model.problem import Problem
from ...model.rows import RowsFields
from ...model.sheet import Sheet
from ...model.table import Lists
from ...richtext import render_blocks, render_html
from ..kind import Kind, Page, Paper
from ..listing import check_rows, rows_of
from .gifts import COLUMNS, check_gifts, gifts_in, read_gifts

_STYLE = "red"


class DonationFields(RowsFields):
    """Rows hold 姓名, 金额 or 物品, 数量, 单位, and 公开 where the donor may be named."""

    checks_totals: ClassVar[bool] = True

    def news(self, lists: Lists) -> News | None:
        """Its totals, from the day of the board: thanks are due whenever it comes down."""
        totals = "，".join(add_up(gifts_in(lists.table)).words) if lists.table.rows else ""
        return News(self.from_, None, totals, self.text) if self.from_ else None


def _fields(sheet: Sheet) -> DonationFields:
    assert isinstance(sheet.fields, DonationFields)
    return sheet.fields


def _board(sheet: Sheet, brief: Brief) -> Iterable[Composed]:
    """The honour board: who gave what, names masked where nobody agreed, and the totals."""
    fields, gifts = _fields(sheet), read_gifts(sheet)
    if not gifts:
        return
    totals = add_up(gifts)
    yield compose_board(
        sheet,
        brief,
        {
            "gifts": [(gift.shown_name, gift.words) for gift in gifts],
            "totals": totals.words,
            "signature": signature(sheet, brief, fields.signature),
        },
        text=fields.text,
        label="扫码看全部",
        default_style=_STYLE,
        weight=len(gifts),
        sets={"hero": totals.chief, "board": [_columns(gift) for gift in gifts]},
    )


def _columns(gift: Gift) -> dict[str, Any]:
    """What `gifts` says, a column each."""
    return {
        "name": gift.shown_name,
        "money": gift.money_words,
        "thing": gift.thing,
        "number": plain(gift.number) if gift.thing else "",
        "unit": gift.unit if gift.thing else "",
        "items": [words for words in (gift.money_words, gift.goods_words) if words],
    }


def _certificates(sheet: Sheet, brief: Brief) -> Iterable[Composed]:
    """One for each donor, to be handed over: the name stands on it in full."""
    fields, gifts = _fields(sheet), read_gifts(sheet)
    rows = [
        {
            "title": "捐赠证书",
            "number": f"第 {number:04} 号",
            "to": f"{gift.donor}：",
            "body": render_blocks(f"在“{fields.title}”中，您捐赠**{gift.words}**。\n\n谨致谢意。"),
            "signature": signature(sheet, brief, fields.signature),
        }
        for number, gift in enumerate(gifts, 1)
    ]
    size = brief.manner.size or "A4"
    return compose_rows(sheet, brief, rows, default_style=_STYLE, size=size, lying=True)


def _view(sheet: Sheet, community: Community) -> Mapping[str, Any]:
    gifts = read_gifts(sheet)
    return {
        "words": render_html(_fields(sheet).text),
        "gifts": [(gift.shown_name, gift.words) for gift in gifts],
        "totals": add_up(gifts).words if gifts else [],
    }


def _check(sheet: Sheet, community: Community) -> Iterator[Problem]:
    fields = _fields(sheet)
    yield from check_rows(sheet, community)
    yield from check_gifts(sheet)
    if not (sheet.table.rows or fields.list):
        remedy = "写上 rows:，一行一笔：- {姓名: 某某, 金额: 300}；或者 list: 表格.csv"
        yield Problem(sheet.mark("kind"), "捐赠名单没有内容", remedy)


KIND = Kind(
    name="donation",
    label="捐赠",
    folder=Path(__file__).parent,
    fields=DonationFields,
    source="manifest",
    default_style=_STYLE,
    papers=(
        Paper("donation", "捐赠榜", "donation.typ", _board, "A3", on_site=True, most_pages=1),
        Paper(
            "donation-certificates", "捐赠证书", "certificates.typ", _certificates, "A4",
            hangs=False, per_wall=False,
        ),
    ),
    page=Page("page.html.j2", "捐赠", view=_view),
    check=_check,
    rolls=(rows_of(*COLUMNS),),
)  # fmt: skip
