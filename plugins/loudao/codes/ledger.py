"""The ledger 短码台账 `galleries/codes.yml`: which code stands for what, for ever.

A code is Crockford base32 of a hash of the identity, so a build, which writes nothing, finds
the same codes each time. It is bound, written down, with the first print that bears it; then it
is never used for anything else, nor is a retired one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from pydantic import Field

from ..model.base import Frozen
from ..model.problem import Marks
from ..model.scalars import Day
from .likeness import Likeness
from .seals import ALPHABET

LENGTH = 4
"""4 characters hold a million codes and keep symbols small. Older ledgers have longer ones,
which begin with another's: a code that is read off a wall must not be half of one."""


class Retired(Frozen):
    """What a code stood for, until when, and what its page says now."""

    was: str = Field(title="原来指向")
    on: Day = Field(title="停用日期")
    note: str = Field(default="", title="说明")
    title: str = Field(default="", title="叫什么")


@dataclass(frozen=True)
class Ledger:
    """Codes by identity of what they stand for, and the retired ones."""

    codes: Mapping[str, str] = field(default_factory=dict)
    """code → identity"""
    retired: Mapping[str, Retired] = field(default_factory=dict)
    stood: Mapping[str, Likeness] = field(default_factory=dict)
    """code → what was printed with it; missing where nobody knows"""
    address: str = ""
    """What the printed codes begin with; empty before the first print."""
    marks: Marks = field(default_factory=lambda: Marks("codes.yml"))

    @property
    def ever(self) -> frozenset[str]:
        """Every code that was handed out, retired ones too."""
        return frozenset((*self.codes, *self.retired))

    def by_identity(self) -> dict[str, str]:
        """The code to print for each identity; after a move one may have several that work."""
        oldest = sorted(
            self.codes.items(), key=lambda entry: (len(entry[0]), entry[0]), reverse=True
        )
        return {identity: code for code, identity in oldest}


def derive_code(identity: str, again: int = 0) -> str:
    """`LENGTH` base32 characters of the identity's hash; `again` salts it where one is taken."""
    salted = f"{identity} {again}" if again else identity
    number = int.from_bytes(hashlib.sha256(salted.encode()).digest(), "big")
    return "".join(ALPHABET[number >> (251 - 5 * i) & 31] for i in range(LENGTH))


def assign_codes(ledger: Ledger, identities: Iterable[str]) -> tuple[Ledger, list[str]]:
    """The ledger with a code for each identity, and the identities that were new to it."""
    known = ledger.by_identity()
    codes = dict(ledger.codes)
    new = sorted(set(identities) - known.keys())
    for identity in new:
        again = 0
        while (code := derive_code(identity, again)) in codes or code in ledger.retired:
            again += 1
        codes[code] = identity
    return replace(ledger, codes=codes), new


def move_code(
    ledger: Ledger, old: str, new: str, present: Mapping[str, Likeness] = MappingProxyType({})
) -> Ledger:
    """The ledger in which the code of `old` stands for `new`; `old` may be the code itself.

    What is below a name moves along: `gallery:a` → `gallery:b` takes `work:a/…` to `work:b/…`,
    `place:a` → `place:b` takes `place:a/…`. Of `old` itself what was printed counts no more, staff
    know better: from now on it is known by what it is like at `present`. What is below is still
    known by what was printed, so that a work which went elsewhere is found there. Raises KeyError
    when nothing stands for `old`.
    """
    if old.upper() in ledger.codes:
        code = old.upper()
        return _moved_to(ledger, {**ledger.codes, code: new}, {code}, present)
    if old not in ledger.codes.values():
        raise KeyError(old)
    codes = {code: moved_name(identity, old, new) for code, identity in ledger.codes.items()}
    named = {code for code, identity in ledger.codes.items() if identity == old}
    return _moved_to(ledger, codes, named, present)


def moved_name(identity: str, old: str, new: str) -> str:
    """What `identity` is called after `old`, which it may be inside of, became `new`."""
    if identity == old:
        return new
    inside = below(old)
    same_sort = old.partition(":")[0] == new.partition(":")[0]
    return (
        below(new) + identity[len(inside) :]
        if same_sort and identity.startswith(inside)
        else identity
    )


def _moved_to(
    ledger: Ledger,
    codes: Mapping[str, str],
    moved: Collection[str],
    present: Mapping[str, Likeness],
) -> Ledger:
    stood = {code: was for code, was in ledger.stood.items() if code not in moved}
    known = {code: present[codes[code]] for code in moved if codes[code] in present}
    return replace(ledger, codes=codes, stood={**stood, **known})


def below(identity: str) -> str:
    """What the identities of everything inside `identity` start with."""
    kind, _, name = identity.partition(":")
    return f"{identity}/" if kind in ("place", "board", "work") else f"work:{name}/"


def retire_codes(
    ledger: Ledger, name: str, today: date, note: str, anonymous: bool = False
) -> tuple[Ledger, list[str]]:
    """The ledger in which a code stands for nothing any more, and the codes it was about.

    `name` is a code or an identity; with a gallery go its works, with a place what is
    inside. What is `anonymous` leaves no title. Raises KeyError if unknown.
    """
    identity = ledger.codes.get(name.upper(), name)
    gone = [
        code
        for code, was in sorted(ledger.codes.items())
        if code == name.upper() or (identity == name and _within(was, identity))
    ]
    if not gone and name.upper() in ledger.retired:  # a note to be mended
        entry = ledger.retired[name.upper()].model_copy(update={"note": note})
        return replace(ledger, retired={**ledger.retired, name.upper(): entry}), [name.upper()]
    if not gone:
        raise KeyError(name)
    titles = {c: ledger.stood[c].title for c in gone if c in ledger.stood and not anonymous}
    retired = {
        code: Retired(was=ledger.codes[code], on=today, note=note, title=titles.get(code, ""))
        for code in gone
    }
    kept = {code: was for code, was in ledger.codes.items() if code not in retired}
    stood = {code: was for code, was in ledger.stood.items() if code not in retired}
    return (
        replace(ledger, codes=kept, retired={**ledger.retired, **retired}, stood=stood),
        gone,
    )


def _within(identity: str, whole: str) -> bool:
    return identity == whole or identity.startswith(below(whole))
