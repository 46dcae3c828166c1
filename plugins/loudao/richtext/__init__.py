"""Staff's Markdown: one parse, as safe HTML for pages and as plain blocks for the press."""

from .blocks import Block, Link, PageWords, read_page, render_blocks
from .dialect import FIELDS, PAGES, Dialect, house_extensions
from .html import clean, render_html

__all__ = [
    "FIELDS",
    "PAGES",
    "Block",
    "Dialect",
    "Link",
    "PageWords",
    "clean",
    "house_extensions",
    "read_page",
    "render_blocks",
    "render_html",
]
