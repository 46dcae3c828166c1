"""Something that a printed code opens."""

from __future__ import annotations

from typing import NamedTuple


class Target(NamedTuple):
    """Its name in the ledger of codes, what it is called, and its page on the site."""

    identity: str
    title: str
    uri: str
    anchor: str = ""
