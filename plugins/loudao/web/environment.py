"""Templates: this room's own, and those of each kind's folder; everything is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from ..kinds.kind import Kind, Kinds
from ..model.clock import said_once
from ..styles.css import compact_css
from .held import facts, hold
from .indents import Indents
from .inline import EARLY
from .prose import hold_words
from .shades import SHADES, Shades

_HERE = Path(__file__).parent
TOKENS_URI = "assets/loudao/tokens.css"
SCRIPT_URI, VIEWER_URI = "assets/loudao/site.js", "assets/loudao/view.js"

_ICON = (
    "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20viewBox='0%200%2032%2032'%3E"
    "%3Crect%20width='32'%20height='32'%20rx='6'%20fill='%238a2a22'/%3E%3Cpath%20d='M7%2025V9h4v12"
    "h6v4zm12%200v-4h6v4zm0-6v-4h6v4zm0-6V9h6v4z'%20fill='%23fff8ec'/%3E%3C/svg%3E"
)
"""In the page itself: a request for an icon costs an elder's phone a round trip."""


_CARDS = "leaf leaves listed kept"

_STYLES = {
    "base_css": "tokens base",
    "css": "tokens base marks frame parts page ends large fold large_wide",
    "list_css": f"{_CARDS} few few_wide duty board",
    "panel_css": "panel",
    "home_css": f"{_CARDS} shows shows_wide home home_wide wash",
    "gallery_css": "scene scene_large hung hung_large",
    "work_css": "pan wall writing work viewer work_large",
    "place_css": f"{_CARDS} shows shows_wide place stairwell storey storey_phone",
    "district_css": "district",
    "screen_css": "marks screen screen_cards",
    "find_css": "find",
    "words_css": "words band band_phone band_large left band_desk",
}
"""What a page carries in itself, by the name that templates know it by: sources of this room."""


def make_environment(kinds: Kinds, shades: Shades) -> jinja2.Environment:
    """The templates with the style sheet and the icon that every page carries in itself."""
    pages = {
        f"kinds/{kind.name}/{path.name}": path.read_text("utf-8")
        for kind in kinds
        if kind.page
        for path in sorted(kind.folder.glob("*.html.j2"))
    }
    environment = jinja2.Environment(
        loader=jinja2.ChoiceLoader(
            [jinja2.DictLoader(pages), jinja2.FileSystemLoader(_HERE / "templates")]
        ),
        autoescape=True,
        extensions=[Indents],
        undefined=jinja2.StrictUndefined,
    )
    environment.filters |= {
        "held": hold,
        "facts": facts,
        "held_words": hold_words,
        "once": said_once,
    }
    for name, sources in _STYLES.items():
        environment.globals[name] = Markup(_css(*sources.split()))
    environment.globals["early"] = Markup(EARLY)
    environment.globals["script_uri"] = SCRIPT_URI
    environment.globals["viewer_uri"] = VIEWER_URI
    environment.globals["icon"] = _ICON
    environment.globals["shades"] = SHADES
    environment.globals["shade"] = shades.name
    return environment


def tokens_css(kinds: Iterable[Kind] = ()) -> str:
    """What Material's pages load beside their own style sheet."""
    pages = [kind for kind in kinds if kind.source == "page"]
    band = ("band", "band_phone", "band_large", "left", "band_desk")
    return _css("tokens", "parts", *band, "material") + "".join(map(own_css, pages))


@cache
def own_css(kind: Kind) -> str:
    """What a kind's own page looks like: `page.css` in its folder, if there is one."""
    path = kind.folder / "page.css"
    return compact_css(path.read_text("utf-8")) if path.is_file() else ""


def script(*names: str) -> str:
    """Sources of `assets/`, one after the other."""
    return "\n".join((_HERE / "assets" / name).read_text("utf-8") for name in names)


def _css(*names: str) -> str:
    return compact_css("".join(map(_source, names)))


@cache
def _source(name: str) -> str:
    return (_HERE / f"{name}.css").read_text("utf-8")
