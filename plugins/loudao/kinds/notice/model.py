"""A notice 通知: a page of docs/ that also hangs on boards."""

from __future__ import annotations

from pathlib import Path

from ...model.kind import Kind
from ...model.sheet import SheetFields

KIND = Kind(
    name="notice",
    label="通知",
    source="page",
    fields=SheetFields,
    folder=Path(__file__).parent,
    default_style="plain",
)
