"""What a home page says where an engine builds it that knows nothing of us."""

from __future__ import annotations

import re

_WARNING = re.compile(r"\n*<div class=\"loudao-missing\">.*?</div>\n*", re.DOTALL)
"""Zensical drops plugins that it does not know without a word: then this is what residents see
instead of galleries that are not there and codes that lead nowhere."""


def without_warning(markdown: str) -> str:
    """The words of a page without it: we are here."""
    return _WARNING.sub("\n\n", markdown) if "loudao-missing" in markdown else markdown
