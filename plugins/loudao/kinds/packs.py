"""Packs of rules 规则: files in `packs/` of a kind's folder, and those that a site adds to it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..manifest.document import read_manifest
from ..manifest.validate import validate
from ..model.problem import Problem
from ..model.rule import Rule, RulePack, Rules

_FOLDER = "packs"


def read_packs(folders: Iterable[tuple[Path, str]]) -> tuple[Rules, list[Problem]]:
    """The rules of the packs in each kind's folder, each with what it is called in problems."""
    rules: list[Rule] = []
    problems: list[Problem] = []
    for folder, shown in folders:
        for path in sorted((folder / _FOLDER).glob("*.yml")):
            found, faults = _read_pack(path, f"{shown}/{_FOLDER}/{path.name}")
            rules += found
            problems += faults
    return Rules(rules), problems


def _read_pack(path: Path, shown: str) -> tuple[tuple[Rule, ...], list[Problem]]:
    node, problems = read_manifest(path, shown)
    if node is None:
        return (), problems
    pack, _, faults = validate(RulePack, node, shown)
    return pack.sourced if pack else (), [*problems, *faults]
