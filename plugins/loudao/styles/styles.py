"""Styles, one folder each: `style.typ`, `style.json`, `page.css`, `page.svg`; a site may add."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from ..model.base import Frozen
from ..model.problem import Mark, Problem
from ..model.scalars import named
from .css import compact_css
from .faces import Face, Faces

_OWN = Path(__file__).parent

DEFAULT = "plain"

Corner = tuple[float, float, float]
"""Left, top and width in mm of an A3 sheet."""

SCENE = "page.svg"
"""What a style draws behind the title of a gallery; pages have it, no sheet does."""


class Hanging(Frozen):
    """How works hang on a poster; without it in rows above the foot that all posters have."""

    arrangement: Literal["rows", "rail", "axis", "stairs", "index", "wall"] = "rows"
    gap: float = Field(default=8, ge=2, le=30)
    """Between works, in mm of A3."""
    mat: float = Field(default=0, ge=0, le=15)
    """Round each work, within the width where works are set: cardboard that the style paints."""
    joined: bool = False
    """Whether a caption is one line where title and facts have room beside each other."""
    code: Literal["below", "beside", "apart"] = "below"
    """Where the words of the code stand, which makes the foot as tall as it is; `apart`: the
    code has a place among the works, and the foot begins at its lower edge."""
    foot: float | None = Field(default=None, ge=300, le=420)
    """The lower edge of the foot, where it is another."""
    corner: bool = False
    """Whether the code stands at the right of the lowest works where nothing is written of them."""
    above_foot: float = Field(default=11, ge=0, le=30)
    """What is kept free above it."""


class StyleFacts(Frozen):
    """`style.json`."""

    label: str
    works: Corner
    """Where works are set; their foot is where the foot of the sheet begins."""
    hanging: Hanging = Hanging()
    couplet: Corner | None = None
    """The same beside a couplet; None where the style hangs none."""
    foot: float = Field(default=402, ge=300, le=410)
    """The lower edge of the foot, in mm of A3."""
    faces: tuple[str, ...] = ()
    """Families for the title, the best first, used where the site's fonts hold one."""


@dataclass(frozen=True)
class Style:
    name: str
    folder: Path
    facts: StyleFacts
    css: str = ""
    """What pages of sheets in this style add to the site's own rules."""
    scene: Path | None = None
    """What is drawn behind the title of a gallery, an SVG."""

    @property
    def label(self) -> str:
        return self.facts.label

    def title_face(self, title: str, faces: Sequence[Face]) -> str | None:
        """The best family that has every character of `title`; mixed faces look like a fault."""
        marks = {ord(mark) for mark in title if not mark.isspace()}
        for family in self.facts.faces:
            if any(face.family == family and marks <= face.characters for face in faces):
                return family
        return None


@dataclass(frozen=True)
class Styles:
    """The styles of one site by name, and the faces that they may use."""

    by_name: Mapping[str, Style]
    faces: Faces = Faces()

    def __contains__(self, name: str) -> bool:
        return name in self.by_name

    def called(self, word: str) -> str:
        """The name of the style that `word` is the name or the label of, else `word` itself."""
        return str(named({s.name: s.label for s in self.by_name.values()})(word))

    def get(self, name: str | None, otherwise: str = DEFAULT) -> Style:
        """The style of that name; one that does not exist is a problem told elsewhere."""
        known = self.by_name
        return known.get(name or "") or known.get(otherwise) or known[DEFAULT]

    def title_face(self, style: Style, title: str) -> str | None:
        """The best family of `style` that has every character of `title`."""
        return style.title_face(title, self.faces.faces)


def load_styles(site_styles: Path, faces: Faces) -> tuple[Styles, list[Problem]]:
    """Every style, the site's own before ours of the same name; and what is wrong."""
    styles: dict[str, Style] = {}
    problems: list[Problem] = []
    for path in (*sorted(_OWN.glob("*/style.json")), *sorted(site_styles.glob("*/style.json"))):
        name = path.parent.name
        try:
            facts = StyleFacts.model_validate_json(path.read_bytes())
        except ValidationError as error:
            where = ".".join(map(str, error.errors()[0]["loc"])) or "style.json"
            remedy = "照 CONTRIBUTING.md 里“加一种样式”写"
            what = f"样式“{name}”的 {where} 不对"
            problems.append(Problem(Mark(f"styles/{name}/style.json"), what, remedy))
            continue
        page = path.parent / "page.css"
        css = compact_css(page.read_text("utf-8")) if page.is_file() else ""
        scene = path.parent / SCENE
        styles[name] = Style(name, path.parent, facts, css, scene if scene.is_file() else None)
    return Styles(styles, faces), problems
