"""What is computed from the tables of a page: their totals, and what is left in the end."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from .amounts import show_amount
from .money import Money, balance_of


def tell_sums(tables: Sequence[Money], carried: Decimal | None) -> dict[str, Any]:
    """The totals with their names; the balance as an equation, where income and spending are
    known: what was carried over, what this period adds, what there is."""
    sums = [it for table in tables for it in table.sums]
    places = max((it.places for it in sums), default=2)
    balance = balance_of(tables)
    equation: list[tuple[str, str, str]] = []
    if balance:
        income, spending = balance
        left = income - spending
        terms = [("收入合计", "", income), ("支出合计", "−", spending), ("本期结余", "=", left)]
        if carried is not None:
            terms = [("上期结余", "", carried), ("本期结余", "+", left),
                     ("累计结余", "=", carried + left)]  # fmt: skip
        equation = [(name, sign, show_amount(it, places)) for name, sign, it in terms]
    return {"totals": [(it.name, it.words) for it in sums], "equation": equation}


def rows_to_add(tables: Sequence[Money]) -> list[dict[str, Any]]:
    """A row of totals for each table that has none, for the words of its page."""
    return [
        {
            "table": table.number,
            "header": table.cells[0],
            "cells": [
                "合计" if not x else table.to_add[x].words if x in table.to_add else ""
                for x in range(len(table.cells[0]))
            ],
            "figures": table.columns,
        }
        for table in tables
        if table.to_add
    ]
