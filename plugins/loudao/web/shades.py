"""What stands in the place of photos until they have come, as rules in the head of their page.

A `style=` on each would have every page allow any style to anybody.
"""

from __future__ import annotations

from markupsafe import Markup

SHADES = Markup("/*\x00shades\x00*/")
"""Where in a page its rules will be: the head is written before the photos are known."""


class Shades:
    """The rules of the page that is being rendered."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def name(self, style: str) -> str:
        """The class that stands for `style`."""
        return self._names.setdefault(style, f"shade{len(self._names) + 1}")

    def put_into(self, html: str) -> str:
        """The page with its rules; the next one begins without any."""
        rules = "".join(f".{name}{{{style}}}" for style, name in self._names.items())
        self._names = {}
        return html.replace(SHADES, rules, 1)
