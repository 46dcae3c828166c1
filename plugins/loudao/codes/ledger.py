"""The ledger 短码台账 `galleries/codes.yml`: which code stands for what, for ever.

A code is Crockford base32 of a hash of the identity, so a build that cannot write the
ledger finds the same codes next time. Codes are never reused, retired ones neither.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from pydantic import Field

from ..manifest.document import parse_mapping
from ..manifest.text import read_text
from ..manifest.validate import validate
from ..model.base import Frozen
from ..model.problem import Marks, Problem, any_error
from ..model.scalars import Day
from ..store import write_text

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford base32: no I, L, O or U, so that a code can be read out over the phone."""

SHORTEST = 4
"""4 characters hold a million codes and keep symbols small."""

_HEADER = """\
# 短码台账：印出去的短码都记在这里，永远有效。
# loudao 自动添加，请不要手工修改或删除；改名用 loudao codes move，停用用 loudao codes retire。
"""


class Retired(Frozen):
    """What a code stood for, until when, and what its page says now."""

    was: str = Field(title="原来指向")
    on: Day = Field(title="停用日期")
    note: str = Field(default="", title="说明")


class _LedgerFields(Frozen):
    codes: dict[str, str] = Field(default_factory=dict, title="短码")
    retired: dict[str, Retired] = Field(default_factory=dict, title="已停用")


@dataclass(frozen=True)
class Ledger:
    """Codes by identity of what they stand for, and the retired ones."""

    codes: Mapping[str, str] = field(default_factory=dict)
    """code → identity"""
    retired: Mapping[str, Retired] = field(default_factory=dict)
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
    return Ledger(fields.codes, fields.retired, marks), problems


def _malformed(fields: _LedgerFields, marks: Marks) -> list[Problem]:
    return [
        Problem(marks.at("codes", code), f"短码 {code} 不对", "从备份里恢复 codes.yml")
        for code in fields.codes
        if not re.fullmatch(f"[{ALPHABET}]{{{SHORTEST},}}", code) or code in fields.retired
    ]


def derive_code(identity: str, length: int) -> str:
    """The first `length` base32 characters of the identity's hash."""
    number = int.from_bytes(hashlib.sha256(identity.encode()).digest(), "big")
    return "".join(ALPHABET[number >> (251 - 5 * i) & 31] for i in range(length))


def assign_codes(ledger: Ledger, identities: Iterable[str]) -> tuple[Ledger, list[str]]:
    """The ledger with a code for each identity, and the identities that were new to it."""
    known = ledger.by_identity()
    codes = dict(ledger.codes)
    new = sorted(set(identities) - known.keys())
    for identity in new:
        length = SHORTEST
        while (code := derive_code(identity, length)) in codes or code in ledger.retired:
            length += 1
        codes[code] = identity
    return replace(ledger, codes=codes), new


def check_ledger(ledger: Ledger, identities: Iterable[str]) -> list[Problem]:
    """A printed code whose target is gone, each with a guess where it went."""
    present = set(identities)
    unclaimed = present - set(ledger.codes.values())
    gone = {code: identity for code, identity in ledger.codes.items() if identity not in present}
    wholes = [_below(identity) for identity in gone.values() if _is_whole(identity)]
    return [
        _gone(code, identity, unclaimed, ledger.marks)
        for code, identity in gone.items()
        # what went with its gallery or its place is mended along with it
        if not identity.startswith(tuple(wholes))
    ]


def _is_whole(identity: str) -> bool:
    return not identity.startswith(("board:", "work:"))


def _gone(code: str, identity: str, unclaimed: set[str], marks: Marks) -> Problem:
    kind = identity.partition(":")[0] + ":"
    same_kind = [other[len(kind) :] for other in sorted(unclaimed) if other.startswith(kind)]
    names = difflib.get_close_matches(identity[len(kind) :], same_kind, n=1, cutoff=0.5)
    near = [kind + name for name in names]
    what = f"短码 {code} 指向的“{identity}”不见了"
    if near:
        what += f"，是不是改成了“{near[0]}”？"
        remedy = f"是就运行 loudao codes move {_quoted(identity)} {_quoted(near[0])}；"
    else:
        remedy = ""
    remedy += f"已经不再展出就运行 loudao codes retire {code} --note 说明"
    return Problem(marks.at("codes", code), what, remedy)


def _quoted(text: str) -> str:
    return f'"{text}"' if re.search(r"\s", text) else text


def move_code(ledger: Ledger, old: str, new: str) -> Ledger:
    """The ledger in which the code of `old` stands for `new`.

    What is below moves along: `gallery:a` → `gallery:b` takes `work:a/…` to `work:b/…`,
    `place:a` → `place:b` takes `place:a/…`. Raises KeyError when nothing stands for `old`.
    """
    if old not in ledger.codes.values():
        raise KeyError(old)
    families = [(_below(old), _below(new))] if old.split(":")[0] == new.split(":")[0] else []
    codes = {}
    for code, identity in ledger.codes.items():
        for before, after in families:
            if identity.startswith(before):
                identity = after + identity[len(before) :]
        codes[code] = new if identity == old else identity
    return replace(ledger, codes=codes)


def _below(identity: str) -> str:
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
    return replace(ledger, codes=kept, retired={**ledger.retired, **retired}), gone


def _within(identity: str, whole: str) -> bool:
    return identity == whole or identity.startswith(_below(whole))


def render_ledger(ledger: Ledger) -> str:
    """The text of codes.yml, sorted, so that a merge of two branches rarely conflicts."""
    lines = [_HEADER + "codes:" + ("" if ledger.codes else " {}")]
    lines += [f"  {_yaml(code)}: {_yaml(ledger.codes[code])}" for code in sorted(ledger.codes)]
    if ledger.retired:
        lines.append("retired:")
    for code, entry in sorted(ledger.retired.items()):
        was, note = _yaml(entry.was), _yaml(entry.note)
        lines.append(f"  {_yaml(code)}: {{was: {was}, on: {entry.on}, note: {note}}}")
    return "\n".join(lines) + "\n"


def _yaml(text: str) -> str:
    """A double-quoted scalar: JSON's escapes are YAML's."""
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub("[\x7f-\x9f]", lambda match: f"\\u{ord(match[0]):04x}", quoted)


def write_ledger(ledger: Ledger, path: Path) -> None:
    """Writes codes.yml whole or not at all. Raises StoreFull where it cannot."""
    write_text(path, render_ledger(ledger))
