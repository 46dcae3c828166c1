"""Check characters of the lines of the ledger: a line that was changed by hand, or cut, is seen.

`7K3F-M2` is the code and its two; they hold what the line says, so each line stands by itself and
branches merge. Two characters let one changed line of a thousand pass.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping

from ..manifest.nodes import Mapping as Node
from ..manifest.nodes import Node as Value
from ..manifest.nodes import Scalar

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford base32: no I, L, O or U, so that a code can be read out over the phone."""

_JOIN = "-"
Seals = Mapping[tuple[str, str], str]
"""Check characters by section and code; empty for lines of before there were any."""


def seal(section: str, code: str, says: str) -> str:
    """The check characters of a line."""
    digest = hashlib.sha256(f"{section} {code} {says}".encode()).digest()
    return ALPHABET[digest[0] >> 3] + ALPHABET[digest[1] >> 3]


def sealed(section: str, code: str, says: str) -> str:
    """A code with its check characters, as the ledger has it."""
    return f"{code}{_JOIN}{seal(section, code, says)}"


def without_seals(node: Node, sections: Collection[str]) -> tuple[Node, dict[tuple[str, str], str]]:
    """The same with bare codes for keys, and the check characters."""
    seals: dict[tuple[str, str], str] = {}
    entries = []
    for key, value in node.entries:
        if key.text in sections and isinstance(value, Node):
            bare = tuple(_bare(key.text, value, seals))
            value = value._replace(entries=bare)
        entries.append((key, value))
    return node._replace(entries=tuple(entries)), seals


def _bare(
    section: str, node: Node, seals: dict[tuple[str, str], str]
) -> Iterator[tuple[Scalar, Value]]:
    for key, value in node.entries:
        code, _, found = key.text.partition(_JOIN)
        # of a code that stands there twice the second keeps its whole name, which is none
        twice = (section, code) in seals
        if not twice:
            seals[section, code] = found
        yield (key if twice else key._replace(text=code)), value
