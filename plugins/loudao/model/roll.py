"""A part of a manifest that staff may keep as a table too: works, gifts, households."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin

from pydantic import BaseModel


class Column(NamedTuple):
    """One column of such a table."""

    key: str
    """As the manifest spells it."""
    label: str
    """As the table is headed."""
    also: tuple[str, ...] = ()
    """What else staff call it."""
    many: bool = False
    """Whether a cell holds a list: 张三、李四."""
    grouped: bool = False
    """Whether a cell may hold fields of its own: {by: 本人, on: 2026-11-01}."""
    one_of: tuple[str, ...] = ()
    """The words that may stand there; any where there are none."""
    kind: Any = None
    """The type that reads a cell, with what checks it; None where the column has none."""

    @property
    def names(self) -> frozenset[str]:
        """Every heading that means it, folded."""
        return frozenset(name.casefold() for name in (self.key, self.label, *self.also))


@dataclass(frozen=True)
class Roll:
    """A list of a manifest, an item of it a row of a table."""

    key: str
    """`works`"""
    label: str
    """What its worksheet is called: 作品."""
    columns: tuple[Column, ...] = ()
    shape: Literal["fields", "rows", "words"] = "rows"
    """Items that have these fields and no others; rows, whose further columns are called as they
    are; or words, each an item of one column."""
    beside: frozenset[str] = frozenset()
    """Fields that name a file beside the manifest."""
    name_of: Callable[[Mapping[str, str]], str] | None = None
    """What an item is called for ever, by what is written of it; None where items have no names
    of their own."""
    called: str = ""
    """The field by which people know an item; what it says first where there is none."""
    id_key: str = ""
    """The field in which an item keeps that name when all else changes."""


def columns_of(model: type[BaseModel], but: Collection[str] = ()) -> tuple[Column, ...]:
    """A column for each field of `model`, headed by its title."""
    return tuple(
        Column(
            field.alias or name,
            field.title or name,
            many=get_origin(field.annotation) is tuple,
            grouped=any(map(_is_model, _parts_of(field.annotation))),
            one_of=next(filter(None, map(_words_of, _parts_of(field.annotation))), ()),
            kind=Annotated[(field.annotation, *field.metadata)]
            if field.metadata
            else field.annotation,
        )
        for name, field in model.model_fields.items()
        if name not in but
    )


def _parts_of(annotation: Any) -> Iterator[Any]:
    """The annotation and, of a union, what it is made of."""
    yield annotation
    if get_origin(annotation) is not Literal:
        for part in get_args(annotation):
            yield from _parts_of(part)


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _words_of(annotation: Any) -> tuple[str, ...]:
    return tuple(map(str, get_args(annotation))) if get_origin(annotation) is Literal else ()
