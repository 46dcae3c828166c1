"""The file of the ledger: its lines, their check characters, and what stands against them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from pydantic import Field

from ..manifest.conflict import conflict_problem
from ..manifest.document import parse_mapping
from ..manifest.text import read_text
from ..manifest.validate import validate
from ..model.base import Frozen
from ..model.problem import Marks, Problem, any_error
from ..store import write_lasting
from .ledger import LENGTH, Ledger, Retired
from .likeness import Likeness
from .seals import ALPHABET, Seals, seal, sealed, without_seals

_HEADER = """\
# 短码台账：印出去的短码都记在这里，永远有效。
# loudao print 自动添加，请不要手工修改或删除；停用用 loudao codes retire。
# address 印出去的网址；codes 短码指向什么；stood 印的时候是什么样，改名之后靠它认出来。
# 短码后面的两个字是校验字，这一行改过就对不上；丢了、坏了，用 loudao codes merge 备份文件 补上。
"""


def restore(shown: str) -> str:
    """How the ledger at `shown` is mended."""
    return f"用备份补上：loudao codes merge 备份文件（用 git 的先运行 git checkout -- {shown}）"


SORTS = frozenset(["board:", "gallery:", "page:", "place:", "print:", "sheet:", "work:"])
"""What identities begin with; a kind adds none."""


class _LedgerFields(Frozen):
    address: str = Field(default="", title="印出去的网址")
    codes: dict[str, str] = Field(default_factory=dict, title="短码")
    stood: dict[str, Likeness] = Field(default_factory=dict, title="印的是什么")
    retired: dict[str, Retired] = Field(default_factory=dict, title="已停用")


_SECTIONS = ("codes", "stood", "retired")


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
    fields, marks, seals, problems = _read(text, shown)
    if fields is None:
        return None, problems
    problems += [*_malformed(fields, marks), *_broken(fields, seals, marks)]
    if any_error(problems):
        return None, problems
    return _ledger(fields, marks), problems


def salvage(text: str, shown: str) -> Ledger:
    """What is right of a ledger that may be damaged."""
    fields, marks, seals, _ = _read(text, shown)
    if fields is None:
        return Ledger(marks=Marks(shown))
    wrong = {code for section, code in _unsealed(fields, seals)}
    wrong |= {code for code in fields.codes if not _is_right(code, fields)}
    kept = fields.model_copy(
        update={
            name: {code: v for code, v in getattr(fields, name).items() if code not in wrong}
            for name in _SECTIONS
        }
    )
    return _ledger(kept, marks)


def _ledger(fields: _LedgerFields, marks: Marks) -> Ledger:
    return Ledger(fields.codes, fields.retired, fields.stood, fields.address, marks)


def _read(text: str, shown: str) -> tuple[_LedgerFields | None, Marks, Seals, list[Problem]]:
    torn = conflict_problem(text, shown)
    if torn:
        return None, Marks(shown), {}, [torn]
    node, problems = parse_mapping(text, shown)
    if node is None:
        return None, Marks(shown), {}, problems
    node, seals = without_seals(node, _SECTIONS)
    fields, marks, faults = validate(_LedgerFields, node, shown)
    return fields, marks, seals, [*problems, *faults]


def _malformed(fields: _LedgerFields, marks: Marks) -> list[Problem]:
    return [
        Problem(marks.at("codes", code), f"短码 {code} 不对", restore(marks.path))
        for code in fields.codes
        if not _is_right(code, fields)
    ]


def _is_right(code: str, fields: _LedgerFields) -> bool:
    sort, colon, name = fields.codes[code].partition(":")
    well_formed = re.fullmatch(f"[{ALPHABET}]{{{LENGTH},}}", code) and code not in fields.retired
    return bool(well_formed and sort + colon in SORTS and name)


def _broken(fields: _LedgerFields, seals: Seals, marks: Marks) -> Iterator[Problem]:
    for section, code in _unsealed(fields, seals):
        mark = marks.at(section, code)
        if seals[section, code]:
            yield Problem(mark, f"短码 {code} 这一行被改过，和印的时候不一样", restore(marks.path))
        else:
            yield Problem(
                mark, f"短码 {code} 这一行没有校验字，不是 loudao 写的", restore(marks.path)
            )


def _unsealed(fields: _LedgerFields, seals: Seals) -> Iterator[tuple[str, str]]:
    """Lines whose check characters are not theirs; a ledger of before there were any has none."""
    if not any(seals.values()):
        return
    for section, code, says in _lines(fields):
        if seals.get((section, code)) != seal(section, code, says):
            yield section, code


def _lines(fields: _LedgerFields | Ledger) -> Iterator[tuple[str, str, str]]:
    """Section, code, and what the line says."""
    for code, identity in fields.codes.items():
        yield "codes", code, identity
    for code, was in fields.stood.items():
        yield "stood", code, _described(was)
    for code, entry in fields.retired.items():
        titled = f" {entry.title}" if entry.title else ""
        yield "retired", code, f"{entry.was} {entry.on} {entry.note}{titled}"


def render_ledger(ledger: Ledger) -> str:
    """The text of codes.yml, sorted, so that a merge of two branches rarely conflicts."""
    said = {(section, code): words for section, code, words in _lines(ledger)}

    def key(section: str, code: str) -> str:
        return _yaml(sealed(section, code, said[section, code]))

    address = [f"address: {_yaml(ledger.address)}"] if ledger.address else []
    lines = [_HEADER + "\n".join([*address, "codes:" + ("" if ledger.codes else " {}")])]
    lines += [f"  {key('codes', c)}: {_yaml(ledger.codes[c])}" for c in sorted(ledger.codes)]
    if ledger.stood:
        lines.append("stood:")
    lines += [f"  {key('stood', c)}: {_described(ledger.stood[c])}" for c in sorted(ledger.stood)]
    if ledger.retired:
        lines.append("retired:")
    for code, entry in sorted(ledger.retired.items()):
        was, note = _yaml(entry.was), _yaml(entry.note)
        title = f", title: {_yaml(entry.title)}" if entry.title else ""
        says = f"{{was: {was}, on: {entry.on}, note: {note}{title}}}"
        lines.append(f"  {key('retired', code)}: {says}")
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
