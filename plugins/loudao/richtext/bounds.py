"""Markdown within bounds: what would make a parser suffer is taken for the letters that it is.

Python-Markdown looks from each `[` to the end of its paragraph, and goes down a level of its own
stack for each level of a list. What people write has a few of each.
"""

from __future__ import annotations

import re

MOST_SIGNS = 200
"""Of one sort in one paragraph."""

MOST_DEEP = 12
"""Levels of lists and quotes."""

_SIGNS = {"[": "&#91;", "`": "&#96;", "*": "&#42;", "_": "&#95;", "<": "&lt;", "!": "&#33;"}
_PARAGRAPHS = re.compile(r"(\n[ \t]*\n)")
_FENCED = re.compile(r"^(?:(`{3,})|(~{3,}))[^\n]*\n(?:.*\n)*?(?:\1|\2)[ \t]*$", re.MULTILINE)
_MARKER = r"(?:>[ \t]?|(?:[-*+]|\d{1,9}[.)])[ \t]+)"
_DEEP = re.compile(rf"^([ \t]*{_MARKER}{{{MOST_DEEP}}})({_MARKER}+)", re.MULTILINE)
_INDENT = re.compile(rf"^[ ]{{{4 * MOST_DEEP + 1},}}", re.MULTILINE)
_NUMBER = re.compile(r"^([ \t>]*\d{10,})([.)])", re.MULTILINE)


def bounded(text: str) -> str:
    """`text` with no more nesting and signs than a page of paper could hold."""
    if "\t" in text:
        text = text.expandtabs(4)
    parts, rest = [], 0
    for code in _FENCED.finditer(text) if "```" in text or "~~~" in text else ():
        parts += [_bounded(text[rest : code.start()]), code[0]]
        rest = code.end()
    return "".join((*parts, _bounded(text[rest:])))


def _bounded(text: str) -> str:
    """The same of text without code."""
    text = _NUMBER.sub(r"\1&#46;", text)
    text = _DEEP.sub(lambda found: found[1] + _as_letters(found[2]), text)
    text = _INDENT.sub(" " * 4 * MOST_DEEP, text)
    if all(text.count(sign) <= MOST_SIGNS for sign in _SIGNS):
        return text
    return "".join(map(_few_signs, _PARAGRAPHS.split(text)))


def _as_letters(markers: str) -> str:
    return "".join(f"&#{ord(mark)};" if mark in ">-*+.)" else mark for mark in markers)


def _few_signs(paragraph: str) -> str:
    for sign, written in _SIGNS.items():
        if paragraph.count(sign) > MOST_SIGNS:
            paragraph = paragraph.replace(sign, written)
    return paragraph
