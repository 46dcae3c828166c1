"""Ledgers of two branches, or of a backup, as one: no code of either is lost."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from .ledger import Ledger
from .likeness import Likeness


def merge_ledgers(
    ledgers: Iterable[Ledger], present: Collection[str]
) -> tuple[Ledger, Mapping[str, tuple[str, ...]]]:
    """Every code of `ledgers`; and those that they give to different things, with what those are.

    Of two things the one that is in `present` is right: the code followed it there. What one of
    them retired is retired. The first ledger says what a thing was like, and the address.
    """
    first, *others = ledgers
    retired = dict(first.retired)
    for other in others:
        retired = {**other.retired, **retired}
    said: dict[str, dict[str, list[Ledger]]] = {}
    for ledger in (first, *others):
        for code, identity in ledger.codes.items():
            said.setdefault(code, {}).setdefault(identity, []).append(ledger)
    codes: dict[str, str] = {}
    stood: dict[str, Likeness] = {}
    torn: dict[str, tuple[str, ...]] = {}
    for code, things in said.items():
        if code in retired:
            continue
        there = [identity for identity in things if identity in present] or list(things)
        if len(there) > 1:
            torn[code] = tuple(there)
        codes[code] = there[0]
        known = [ledger.stood[code] for ledger in things[there[0]] if code in ledger.stood]
        if known:
            stood[code] = known[0]
    address = next((ledger.address for ledger in (first, *others) if ledger.address), "")
    whole = replace(first, codes=codes, retired=retired, stood=stood, address=address)
    return whole, torn
