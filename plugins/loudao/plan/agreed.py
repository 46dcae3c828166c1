"""Sheets without what was not agreed to, or no more."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from ..kinds.kind import Kind
from ..model.consent import Consent
from ..model.fields import WorksFields
from ..model.problem import Problem, warning
from ..model.sheet import Sheet
from ..model.table import Row, Table
from ..model.work import Work

NAME_COLUMN = re.compile("姓名|名字|户主")
_CONSENT_COLUMN = re.compile("同意|授权")
_NO = frozenset(("否", "不", "不同意", "no", "n", "×", "✗", "x"))


def agreed_to(sheet: Sheet, kind: Kind, today: date) -> tuple[Sheet, list[Problem]]:
    """The sheet with every work and every row that may be shown on that day."""
    fields = sheet.fields
    if isinstance(fields, WorksFields):
        works = tuple(_agreed(work, fields.consent, today) for work in fields.works)
        if works != fields.works:
            sheet = replace(sheet, fields=fields.model_copy(update={"works": works}))
    if kind.page is None and has_consent_column(sheet.table):
        return _without_refused(sheet)
    return sheet, []


def _agreed(work: Work, of_all: Consent | None, today: date) -> Work:
    """The same, with what was signed for all where that limits it; withheld where it does not
    hold on that day."""
    own = work.consent or of_all
    if own is None:
        return work
    if not own.holds(today):
        own = own.model_copy(update={"given": False})
    limited = own.for_ or not own.given
    return work.model_copy(update={"consent": own}) if limited else work


def has_consent_column(table: Table) -> bool:
    return any(_CONSENT_COLUMN.search(column) for column in table.columns)


def _without_refused(sheet: Sheet) -> tuple[Sheet, list[Problem]]:
    gone = [row for row in sheet.table.rows if _is_refused(row)]
    if not gone:
        return sheet, []
    kept = tuple(row for row in sheet.table.rows if not _is_refused(row))
    what = f"名单上有 {len(gone)} 个人没有同意，没有印他们的"
    table = replace(sheet.table, rows=kept)
    return replace(sheet, table=table), [warning(gone[0].mark, what, "同意了再改成“是”")]


def _is_refused(row: Row) -> bool:
    said = (value for name, value in row.cells.items() if _CONSENT_COLUMN.search(name))
    return any(value.strip().lower() in _NO for value in said)
