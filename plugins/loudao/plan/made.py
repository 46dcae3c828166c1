"""What a run produced, for the outlets: PDFs, pictures of them, looks of photos."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ..photos.look import Look
from ..photos.plan import Picture
from .prints import Print


@dataclass(frozen=True)
class Printed:
    """A print with its PDF, and the picture of its first page where pages show one."""

    print: Print
    pdf: Path
    pages: int
    picture: Picture | None = None
    files: Mapping[str, Path] = field(default_factory=dict)
    """Of the picture: where each derivative lies, by its uri."""


class Brush(NamedTuple):
    """A title in a face of its own, for one page."""

    uri: str
    path: Path
    adjust: float
    """How much larger the face is set, so that a title is as wide as in 宋体."""


@dataclass(frozen=True)
class Made:
    """Everything that pages link to and that the plan cannot know."""

    prints: tuple[Printed, ...] = ()
    media: Mapping[str, Path] = field(default_factory=dict)
    """Derivatives of photos: uri → where it lies."""
    looks: Mapping[str, Look] = field(default_factory=dict)
    """What stands in the place of a photo until it has come, by the key of the picture."""
    pictures_written: int = 0
    prints_written: int = 0
    cards: Mapping[str, Picture] = field(default_factory=dict)
    """What chats show of a page, by the identity of its sheet; "" for all other pages."""
    brushes: Mapping[str, Brush] = field(default_factory=dict)
    """Titles in a brush, by the identity of their sheet."""
