"""What a thing is known by, beside its name: by this a printed code finds it again."""

from __future__ import annotations

import hashlib

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

_WORDS, _LOOKS, _WHERE, _NAME = 4.0, 3.0, 1.0, 0.5
LEAST = _LOOKS
"""Of `likeness`, from which two are taken for the same."""

_DIGEST = 16
"""Hexadecimal digits that are kept of a digest."""


@dataclass(frozen=True, slots=True, config=ConfigDict(extra="forbid"))
class Likeness:
    """What stood on the wall when a code was printed; one for everything that has a code, so
    small: a model of 23,000 works would take 30 MB."""

    title: str = Field(default="", title="标题")
    by: str = Field(default="", title="作者")
    looks: str = Field(default="", title="照片")
    """Of the photo, or of the words of a text: the beginning of a digest; empty where unknown."""
    where: str = Field(default="", title="在哪里")
    """The gallery of a work, the place of a sheet."""


def likeness_of_text(text: str) -> str:
    """`looks` of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGEST]


def likeness_of_photo(digest: str) -> str:
    """`looks` of a photo with the digest of its file."""
    return digest[:_DIGEST]


def likeness(one: Likeness, other: Likeness, same_name: bool) -> float:
    """How much two are alike: what is printed on a label counts most, then what is seen."""
    words = bool(one.title) and (one.title, one.by) == (other.title, other.by)
    looks = bool(one.looks) and one.looks == other.looks
    if not words and not looks:
        return 0.0
    where = one.where == other.where
    return _WORDS * words + _LOOKS * looks + _WHERE * where + _NAME * same_name
