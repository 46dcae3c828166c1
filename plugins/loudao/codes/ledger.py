"""The ledger 短码台账 `galleries/codes.yml`: which code stands for what, for ever.

A code is Crockford base32 of a hash of the identity, so a build, which writes nothing, finds
the same codes each time. It is bound, written down, with the first print that bears it; then it
is never used for anything else, nor is a retired one.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from pydantic import Field

from ..manifest.document import parse_mapping
from ..manifest.text import read_text
from ..manifest.validate import validate
from ..model.base import Frozen
from ..model.problem import Marks, Problem, any_error
from ..model.scalars import Day
from ..store import write_lasting
from .likeness import Likeness

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford base32: no I, L, O or U, so that a code can be read out over the phone."""

LENGTH = 4
"""4 characters hold a million codes and keep symbols small. Older ledgers have longer ones,
which begin with another's: a code that is read off a wall must not be half of one."""

_HEADER = """\
# 短码台账：印出去的短码都记在这里，永远有效。
# loudao print 自动添加，请不要手工修改或删除；停用用 loudao codes retire。
# address 印出去的网址；codes 短码指向什么；stood 印的时候是什么样，改名之后靠它认出来。
"""


class Retired(Frozen):
    """What a code stood for, until when, and what its page says now."""

    was: str = Field(title="原来指向")
    on: Day = Field(title="停用日期")
    note: str = Field(default="", title="说明")


class _LedgerFields(Frozen):
    address: str = Field(default="", title="印出去的网址")
    codes: dict[str, str] = Field(default_factory=dict, title="短码")
    stood: dict[str, Likeness] = Field(default_factory=dict, title="印的是什么")
    retired: dict[str, Retired] = Field(default_factory=dict, title="已停用")


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

    def by_identity(self) -> dict[str, str]:
        """The code to print for each identity; after a move one may have several that work."""
        oldest = sorted(
            self.codes.items(), key=lambda entry: (len(entry[0]), entry[0]), reverse=True
        )
        return {identity: code for code, identity in oldest}


def load_ledger(path: Path, shown: str) -> tuple[Ledger | None, list[Problem]]:
    """The ledger at `path`; none yet is an empty one, a damaged one is None."""
    if not path.exists():
        return Ledger(marks=Marks(shown)), []
    text, problems = read_text(path, shown)
    if text is None:
        return None, problems
    ledger, faults = parse_ledger(text, shown)
    return ledger, [*problems, *faults]


def parse_ledger(text: str, shown: str) -> tuple[Ledger | None, list[Problem]]:
    """The ledger that `text` holds; a damaged one is None."""
    node, problems = parse_mapping(text, shown)
    if node is None:
        return None, problems
    fields, marks, faults = validate(_LedgerFields, node, shown)
    if fields is None:
        return None, [*problems, *faults]
    problems += _malformed(fields, marks)
    if any_error(problems):
        return None, problems
    return Ledger(fields.codes, fields.retired, fields.stood, fields.address, marks), problems


def _malformed(fields: _LedgerFields, marks: Marks) -> list[Problem]:
    return [
        Problem(marks.at("codes", code), f"短码 {code} 不对", "从备份里恢复 codes.yml")
        for code in fields.codes
        if not re.fullmatch(f"[{ALPHABET}]{{{LENGTH},}}", code) or code in fields.retired
    ]


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
    `place:a` → `place:b` takes `place:a/…`. What was printed counts no more, staff know better:
    from now on it is known by what it is like at `present`. Raises KeyError when nothing stands
    for `old`.
    """
    if old.upper() in ledger.codes:
        code = old.upper()
        return _moved_to(ledger, {**ledger.codes, code: new}, {code}, present)
    if old not in ledger.codes.values():
        raise KeyError(old)
    codes = {code: moved_name(identity, old, new) for code, identity in ledger.codes.items()}
    changed = {code for code, identity in codes.items() if ledger.codes[code] != identity}
    same = {code for code, identity in codes.items() if identity == old == new}
    return _moved_to(ledger, codes, changed | same, present)


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


def retire_codes(ledger: Ledger, name: str, today: date, note: str) -> tuple[Ledger, list[str]]:
    """The ledger in which a code stands for nothing any more, and the codes it was about.

    `name` is a code or an identity; with a gallery go its works, with a place what is
    inside. Raises KeyError if unknown.
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
    retired = {code: Retired(was=ledger.codes[code], on=today, note=note) for code in gone}
    kept = {code: was for code, was in ledger.codes.items() if code not in retired}
    stood = {code: was for code, was in ledger.stood.items() if code not in retired}
    return (
        replace(ledger, codes=kept, retired={**ledger.retired, **retired}, stood=stood),
        gone,
    )


def _within(identity: str, whole: str) -> bool:
    return identity == whole or identity.startswith(below(whole))


def render_ledger(ledger: Ledger) -> str:
    """The text of codes.yml, sorted, so that a merge of two branches rarely conflicts."""
    address = [f"address: {_yaml(ledger.address)}"] if ledger.address else []
    lines = [_HEADER + "\n".join([*address, "codes:" + ("" if ledger.codes else " {}")])]
    lines += [f"  {_yaml(code)}: {_yaml(ledger.codes[code])}" for code in sorted(ledger.codes)]
    if ledger.stood:
        lines.append("stood:")
    lines += [f"  {_yaml(code)}: {_described(ledger.stood[code])}" for code in sorted(ledger.stood)]
    if ledger.retired:
        lines.append("retired:")
    for code, entry in sorted(ledger.retired.items()):
        was, note = _yaml(entry.was), _yaml(entry.note)
        lines.append(f"  {_yaml(code)}: {{was: {was}, on: {entry.on}, note: {note}}}")
    return "\n".join(lines) + "\n"


def _described(was: Likeness) -> str:
    known = {name: value for name, value in asdict(was).items() if value}
    return "{" + ", ".join(f"{name}: {_yaml(value)}" for name, value in known.items()) + "}"


def _yaml(text: str) -> str:
    """A double-quoted scalar: JSON's escapes are YAML's."""
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub("[\x7f-\x9f]", lambda match: f"\\u{ord(match[0]):04x}", quoted)


def write_ledger(ledger: Ledger, path: Path) -> None:
    """Writes codes.yml whole or not at all. Raises StoreFull where it cannot."""
    write_lasting(path, render_ledger(ledger))
