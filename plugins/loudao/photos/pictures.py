"""The pictures of a community, by what they show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..model.problem import Mark, Problem
from .derivative import Derivative
from .plan import Picture, settle_base

_REMEDY = "换一张能打开的照片（用手机重新导出，或者截图）"


@dataclass(frozen=True)
class Pictures:
    """Planned pictures, and where each photo was asked for."""

    works: Mapping[str, Picture] = field(default_factory=dict)
    """By the identity of the work."""
    pages: Mapping[str, Picture] = field(default_factory=dict)
    """Photos in docs/, by their path below it."""
    marks: Mapping[str, Mark] = field(default_factory=dict)
    """Where staff named a photo, by its path in the site."""

    @property
    def all(self) -> list[Picture]:
        return [*self.works.values(), *self.pages.values()]

    def settled(self, prints: Mapping[str, Sequence[Derivative]]) -> Pictures:
        """The same named by bases that are fine enough for `prints`, by the picture's key: one
        decode a photo gives the pixels of the site and of paper."""
        finer = {
            picture.key: base
            for picture in self.all
            if (base := settle_base(picture, prints.get(picture.key, ()))) is not picture
        }
        if not finer:
            return self
        return replace(
            self,
            works={name: finer.get(p.key, p) for name, p in self.works.items()},
            pages={name: finer.get(p.key, p) for name, p in self.pages.items()},
        )

    def without(self, failures: Mapping[str, str]) -> Pictures:
        """The same without the pictures that could not be made; `failures` are by key."""
        if not failures:
            return self
        return replace(
            self,
            works={name: p for name, p in self.works.items() if p.key not in failures},
            pages={name: p for name, p in self.pages.items() if p.key not in failures},
        )

    def problems(self, failures: Mapping[str, str]) -> list[Problem]:
        """One problem for each photo whose picture could not be made."""
        failed = {p.source: failures[p.key] for p in self.all if p.key in failures}
        return [photo_problem(self.marks[path], path, why) for path, why in failed.items()]


def photo_problem(mark: Mark, path: str, why: str) -> Problem:
    """A photo at `path` that cannot be opened."""
    return Problem(mark, f"照片“{path.rpartition('/')[2]}”打不开：{why}", _REMEDY)
