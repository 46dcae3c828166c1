"""One file of those that are made of a photo, whatever they are for."""

from __future__ import annotations

from dataclasses import dataclass

from .recipe import ImageFormat
from .sizes import Box


@dataclass(frozen=True, slots=True)
class Derivative:
    """One file to be made; `name` is unique for its bytes."""

    name: str
    width: int
    height: int
    format: ImageFormat
    for_print: bool = False
    base: int = 1
    """How many times smaller than the photo is what it is scaled from; a power of two."""
    box: Box | None = None
    """Of a slice: which part it is of the picture's largest size."""

    @property
    def uri(self) -> str:
        return f"media/{self.name}"
