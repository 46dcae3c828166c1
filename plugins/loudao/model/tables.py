"""What staff write of a sheet that is made from several lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, ClassVar

from pydantic import Field, WithJsonSchema, WrapValidator

from .fields import SheetFields
from .poster import STYLES
from .scalars import Title, Words

Rows = tuple[dict[Title, Words], ...]
"""A list as it stands in a manifest: a row a line."""


def _rows_or_file(value: Any, read: Callable[[Any], Any]) -> Any:
    """Rows; words alone are the name of a file that holds them."""
    return value.strip() if isinstance(value, str) else read(value)


RowsOrFile = Annotated[
    Rows,
    WrapValidator(_rows_or_file),
    WithJsonSchema(
        {
            "type": ["string", "array"],
            "items": {"type": "object", "additionalProperties": {"type": "string"}},
        }
    ),
]


class HasTables(SheetFields):
    """A sheet with lists that have fields of their own, each of rows or of a file beside it."""

    tables: ClassVar[tuple[str, ...]] = ()
    """The fields, each a `RowsOrFile`, that are lists."""

    @property
    def files(self) -> dict[str, str]:
        """The lists that are files, by their fields."""
        values = ((field, getattr(self, field)) for field in self.tables)
        return {field: name for field, name in values if isinstance(name, str)}

    @property
    def written(self) -> dict[str, Rows]:
        """The lists that stand in the manifest, by their fields."""
        return {field: getattr(self, field) for field in self.tables if field not in self.files}


class TablesFields(HasTables):
    """A sheet that is made from several lists."""

    style: str | None = Field(default=None, title="样式", description=STYLES)
    text: Words = Field(default="", title="正文", description="可以用 Markdown")
    signature: Words = Field(default="", title="落款", description="不写就是居民委员会")

    @property
    def wall_style(self) -> str | None:
        return self.poster.style or self.style
