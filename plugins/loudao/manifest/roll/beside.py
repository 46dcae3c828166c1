"""Files beside a manifest as staff name them in a table: without the ending, or by number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from posixpath import splitext
from unicodedata import normalize

from ...model.problem import Problem
from .given import Given, GivenList

_NUMBER = re.compile(r"\d+")


def find_files(given: GivenList, names: Sequence[str]) -> tuple[GivenList, list[Problem]]:
    """The rows with the files that their cells mean, of those called `names`; an error for each
    that is not there, with what is most like it. What the manifest names already stays."""
    rows, problems = [], list[Problem]()
    known = {said for item in given.items.items for said in item.cells.items()}
    for row in given.rows:
        for key in given.items.roll.beside & row.cells.keys():
            cell = row.cells[key]
            if not cell or (key, cell) in known or _as_exported(row, key, given):
                continue
            found, what = _find(cell, names)
            if found:
                row = replace(row, cells={**row.cells, key: found})
            else:
                label = given.items.column(key).label
                remedy = "核对文件名；照片要和清单放在一起"
                problems.append(Problem(row.mark_of(key), f"{label}：{what}", remedy))
        rows.append(row)
    return given._replace(rows=tuple(rows)), problems


def _as_exported(row: Given, key: str, given: GivenList) -> bool:
    base = given.base
    return bool(base and row.id in base.rows and base.says(row.id, key, row.cells[key]))


def _find(word: str, names: Sequence[str]) -> tuple[str, str]:
    """The file that is meant; else why none is."""
    wanted = _folded(word)
    whole = [name for name in names if _folded(name) == wanted]
    stems = [name for name in names if _folded(splitext(name)[0]) == wanted]
    numbered = [n for n in names if wanted.isdecimal() and _number(n) == int(wanted)]
    found = whole or stems or numbered
    if len(found) == 1:
        return found[0], ""
    if found:
        return "", f"“{word}”有 {len(found)} 个：{'、'.join(sorted(found)[:4])}，写上全名"
    near = get_close_matches(word, names, n=1, cutoff=0.4)
    return "", f"{word} 没有找到" + (f"，最像的是 {near[0]}" if near else "")


def _folded(name: str) -> str:
    return normalize("NFC", name).casefold()


def _number(name: str) -> int:
    """The last number in a file's name: 12 of IMG_0012.JPG; -1 where it has none."""
    numbers = _NUMBER.findall(splitext(name)[0])
    return int(numbers[-1]) if numbers else -1
