"""Certificates 证书, lying, one for each row of a list."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ...compose.brief import Brief
from ...compose.lists import compose_rows, letter, told_rows
from ...compose.pieces import Composed
from ...model.fields import ListFields
from ...model.sheet import Sheet
from ..kind import Kind, Paper
from ..listing import check_list, rows_of

_STYLE = "red"


def _certificates(sheet: Sheet, brief: Brief) -> Iterable[Composed]:
    rows = [letter(sheet, told, brief) for told in told_rows(sheet, brief)]
    size = brief.size(sheet, "A4")
    return compose_rows(sheet, brief, rows, default_style=_STYLE, size=size, lying=True)


KIND = Kind(
    name="certificates",
    label="证书",
    folder=Path(__file__).parent,
    fields=ListFields,
    source="manifest",
    default_style=_STYLE,
    papers=(
        Paper(
            "certificates", "证书", "certificates.typ", _certificates, "A4",
            hangs=False, per_wall=False,
        ),
    ),
    check=check_list,
    rolls=(rows_of("姓名"),),
)  # fmt: skip
