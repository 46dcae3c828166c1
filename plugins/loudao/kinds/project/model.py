"""A project 楼道出资: what households gave, what it was spent on, and what is left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ...compose.boards import compose_board
from ...compose.brief import Brief, signature
from ...compose.gifts import Gift
from ...compose.pieces import Composed
from ...compose.sums import differs
from ...model.community import Community
from ...model.problem import Problem
from ...model.sheet import Sheet
from ...richtext import render_html
from ..kind import Kind, Page, Paper
from ..listing import rows_of
from .account import (
    CONTRIBUTIONS,
    GIVEN,
    SPENDING,
    SPENT,
    Account,
    Spent,
    check_account,
    read_account,
)
from .fields import ProjectFields

_STYLE = "plain"


def _fields(sheet: Sheet) -> ProjectFields:
    assert isinstance(sheet.fields, ProjectFields)
    return sheet.fields


def _board(sheet: Sheet, brief: Brief) -> Iterable[Composed]:
    """Both sides of the account beside each other, and what is left in large."""
    fields, account = _fields(sheet), read_account(sheet)
    if not (account.gifts or account.spent):
        return
    yield compose_board(
        sheet,
        brief,
        {**_told(account), "signature": signature(sheet, brief, fields.signature)},
        text=fields.text,
        label="扫码看明细",
        default_style=_STYLE,
        weight=len(account.gifts) + len(account.spent),
    )


def _told(account: Account) -> dict[str, Any]:
    """The account in words; names as others may read them."""
    return {
        "given": [_given(account, gift) for gift in account.gifts],
        "spent": [_spent(account, one) for one in account.spent],
        "received": account.words(account.received.money),
        "paid": account.words(account.paid),
        "balance": account.words(abs(account.balance)),
        "short": account.balance < 0,
        "goods": account.received.goods_words,
    }


def _given(account: Account, gift: Gift) -> dict[str, str]:
    return {
        "door": gift.door,
        "name": gift.shown_name,
        "money": account.words(gift.money) if gift.money else "",
        "goods": gift.goods_words,
    }


def _spent(account: Account, one: Spent) -> dict[str, str]:
    return {
        "day": f"{one.day.month}.{one.day.day}" if one.day else "",
        "what": one.what,
        "money": account.words(one.money),
        "vouchers": one.vouchers,
    }


def _view(sheet: Sheet, community: Community) -> Mapping[str, Any]:
    return {"words": render_html(_fields(sheet).text), **_told(read_account(sheet))}


def _check(sheet: Sheet, community: Community) -> Iterator[Problem]:
    fields, account = _fields(sheet), read_account(sheet)
    faults = list(check_account(sheet))
    yield from faults
    if not (any(table.rows for table in sheet.tables.values()) or fields.files):
        remedy = (
            "写上 contributions:，一行一户：- {门牌: 201, 金额: 300}；或者 contributions: 出资.xlsx"
        )
        yield Problem(sheet.mark("kind"), "没有写出资，也没有写支出", remedy)
    if any(fault.is_error for fault in faults):
        return
    for field, called, computed in (
        ("total", "出资合计", account.received.money),
        ("spent", "支出合计", account.paid),
        ("balance", "结余", account.balance),
    ):
        typed = getattr(fields, field)
        if typed is not None and typed != computed:
            yield sheet.marks.problem((field,), *differs(called, typed, computed))


KIND = Kind(
    name="project",
    label="楼道出资",
    folder=Path(__file__).parent,
    fields=ProjectFields,
    source="manifest",
    default_style=_STYLE,
    papers=(Paper("project", "收支公示", "project.typ", _board, on_site=True, most_pages=1),),
    page=Page("page.html.j2", "出资收支", "projects/", view=_view),
    check=_check,
    rolls=(
        rows_of(*GIVEN, key=CONTRIBUTIONS, label="出资"),
        rows_of(*SPENT, key=SPENDING, label="支出"),
    ),
)
