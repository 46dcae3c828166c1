"""Which Markdown is read: that of a site's pages, and that of a manifest's fields."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..model.invisible import visible
from .bounds import bounded

if TYPE_CHECKING:  # 60 ms for commands that read no page
    import markdown

_HOUSE = (
    "toc", "tables", "fenced_code", "sane_lists", "admonition", "footnotes", "pymdownx.tasklist",
)  # fmt: skip
"""What staff copy from elsewhere and expect to work; the first three are MkDocs' own."""

HOUSE_OPTIONS = {"tables": {"use_align_attribute": True}}
"""Of those, on the site: columns of figures stand to the right without a `style=`, which no page
may have."""

_JOINS = f"{__package__}.joins:JoinedLines"

_NOT_ON_PAPER = {"pymdownx.snippets", "pymdownx.b64", "pymdownx.emoji"}
"""They read other files, or draw from elsewhere."""


@dataclass(frozen=True)
class Dialect:
    """Extensions of Python-Markdown, each with its options as JSON."""

    extensions: tuple[tuple[str, str], ...] = ()
    in_pages: bool = True
    """Whether HTML is HTML and lines flow, as in a page; else HTML is the text it is, and lines
    end where they end, as in a field."""

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.extensions)


def house_extensions(own: Iterable[str]) -> list[str]:
    """What a page's Markdown has besides its site's `own` extensions, on the site as on paper."""
    known = set(own)
    return [name for name in (*_HOUSE, _JOINS) if name not in known]


PAGES = Dialect()
"""Of a site that adds no extension."""
FIELDS = Dialect(in_pages=False)

_local = threading.local()


def convert(text: str, dialect: Dialect) -> str:
    """`text` as HTML, not yet harmless."""
    return _converter(dialect).reset().convert(bounded(visible(text)))


def _converter(dialect: Dialect) -> markdown.Markdown:
    """One converter a thread and dialect: making one costs more than a short text."""
    known: dict[Dialect, markdown.Markdown] = vars(_local).setdefault("converters", {})
    if dialect not in known:
        known[dialect] = _for_pages(dialect) if dialect.in_pages else _for_fields()
    return known[dialect]


def _for_fields() -> markdown.Markdown:
    import markdown

    from .fields import FieldWords

    return markdown.Markdown(extensions=["tables", "sane_lists", "nl2br", FieldWords()])


def _for_pages(dialect: Dialect) -> markdown.Markdown:
    """The site's own extensions and the house's; one that cannot be loaded stops the site, and
    is told by its engine."""
    import markdown

    converter = markdown.Markdown()
    for name in house_extensions(dialect.names):
        converter.registerExtensions([name], {})
    for name, options in dialect.extensions:
        if name not in _NOT_ON_PAPER:
            _register(converter, name, json.loads(options))
    return converter


def _register(converter: markdown.Markdown, name: str, options: Any) -> None:
    try:
        converter.registerExtensions([name], {name: options} if options else {})
    except Exception:  # whatever an extension of the site's own raises
        return
