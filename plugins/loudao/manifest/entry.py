"""A key of a mapping written into a manifest, every other byte left as it was."""

from __future__ import annotations

from .edit import between
from .nodes import Mapping, Scalar
from .text import Text


def with_entry(text: Text, mapping: Mapping, key: str, value: str) -> bytes:
    """The file in which `mapping` says `key: value`, instead of what it said of `key`.

    `value` is YAML on one line. What is new goes below a first line that is whole, else above it.
    """
    known = mapping.get(key)
    if known is not None:
        ends_line = isinstance(known, Scalar) and known.style in ("|", ">")
        before = "" if known.end > known.start else between(text.text, known.start)
        return text.replace(known.start, known.end, before + value + "\n" * ends_line)
    if text.text[mapping.start] == "{":
        return text.replace(mapping.start + 1, mapping.start + 1, f"{key}: {value}, ")
    indent = " " * (mapping.column - 1)
    first = mapping.entries[0][1]
    line_end = text.text.find("\n", first.end)
    if isinstance(first, Scalar) and first.style not in ("|", ">") and line_end >= 0:
        return text.replace(line_end + 1, line_end + 1, f"{indent}{key}: {value}\n")
    return text.replace(mapping.start, mapping.start, f"{key}: {value}\n{indent}")
