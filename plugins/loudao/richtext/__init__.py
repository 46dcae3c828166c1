"""Staff's Markdown: one parse, as safe HTML for pages and as plain blocks for the press."""

from .blocks import Block, Link, PageWords, read_page, render_blocks
from .bounds import bounded
from .dialect import FIELDS, HOUSE_OPTIONS, PAGES, Dialect, convert, house_extensions
from .html import clean, clean_page, dropped_from_page, plain_words, render_html
from .tree import parse_tree

__all__ = [
    "FIELDS",
    "HOUSE_OPTIONS",
    "PAGES",
    "Block",
    "Dialect",
    "Link",
    "PageWords",
    "bounded",
    "clean",
    "clean_page",
    "convert",
    "dropped_from_page",
    "house_extensions",
    "parse_tree",
    "plain_words",
    "read_page",
    "render_blocks",
    "render_html",
]
