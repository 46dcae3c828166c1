"""What a paper is composed of: words as plain values, and typed codes, images and addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, TypeVar

from ..model.note import Note
from ..photos.derivative import Derivative
from ..photos.plan import Picture, plan_print
from .sizes import Size

P = TypeVar("P")


class Code(NamedTuple):
    """A printed code `side_mm` wide without its quiet zone."""

    identity: str
    """What it opens; with `://` in it an address of elsewhere."""
    side_mm: float
    label: str | None = None
    """The words below it."""
    marked: bool = True
    """Whether the sheet's version stands below it: it does but for links to other things."""


class Address(NamedTuple):
    """What the code of `identity` opens, as people type it."""

    identity: str


class New(NamedTuple):
    """What a sheet says since this release, and did not say before.

    What was printed before hangs on as it is; when `value` changes, it is printed again.
    """

    value: Any


class Image(NamedTuple):
    """A photo as one sheet shows it, in mm as printed, of the whole picture."""

    picture: Picture
    width_mm: float
    height_mm: float
    alt: str
    ppi: float
    """More pixels than these are not asked for."""

    @property
    def file(self) -> Derivative:
        """The pixels that it needs."""
        return plan_print(self.picture, self.width_mm, self.height_mm, self.ppi)


class Grid(NamedTuple):
    """Pieces `wide` × `tall` mm on a sheet, to be cut apart."""

    wide: int
    tall: int
    across: int
    down: int


@dataclass(frozen=True)
class Composed:
    """One PDF, before anything is set."""

    says: Mapping[str, Any]
    """Hashed into the version: words; of a Code its characters and its label; of an Image the
    photo's digest and its words; of a Picture the digest."""
    sets: Mapping[str, Any]
    """Never hashed: geometry, mm, addresses. A template is told both."""
    size: Size
    lying: bool = False
    weight: int = 1
    """How many rows it sets: what it costs."""
    notes: tuple[Note, ...] = ()
    parts: Mapping[str, tuple[str, Any]] = field(default_factory=dict)
    """Parts that bear a version of their own, by the identity that their code opens: the style
    and what each says."""
    called: str = ""
    """What its file is called; the title where nothing else is said."""
    part: str = ""
    """Which of several that one paper of a sheet makes; it stands in names and in the record."""
    days: tuple[date | None, date | None] | None = None
    """When it hangs, where those are not the sheet's own days."""
    grid: Grid | None = None
    """Where it is pieces to be cut apart."""


def pieces_in(value: Any, sort: type[P]) -> Iterator[P]:
    """Every piece of one sort, a Code, an Image or a text, in what a sheet says or sets."""
    if isinstance(value, sort):
        yield value
    elif isinstance(value, str | Image):  # as most of it is; what an Image holds is not said
        return
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from pieces_in(part, sort)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from pieces_in(part, sort)
