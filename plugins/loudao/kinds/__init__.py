"""Every kind of thing on a wall, one folder each; a site adds its own in its `kinds/`."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ..model.problem import Mark, Problem
from .kind import Kind, Kinds, clashes
from .packs import read_packs

_HERE = Path(__file__).parent
_FIRST = ("notice", "gallery", "exhibition")
"""What pages show first; the others follow by their names."""

DEFAULT = "gallery"
"""The kind of a `gallery.yml` that names none."""


def load_kinds(site_kinds: Path | None = None) -> tuple[Kinds, list[Problem]]:
    """The kinds of this package and those in the folder `site_kinds`, and what is wrong there.

    A kind is a folder whose `model.py` defines `KIND`. A site's kind of the same name
    stands in for ours; its folder without one adds `packs/` of rules to ours.
    """
    kinds = {kind.name: kind for kind in _own_kinds()}
    problems: list[Problem] = []
    for folder in _folders(site_kinds) if site_kinds else ():
        kind, why = _load_outside(folder)
        others = [other for other in kinds.values() if kind is None or other.name != kind.name]
        why = why or (clashes([*others, kind]).get(kind.name, "") if kind else "")
        if kind and not why:
            kinds[kind.name] = kind
        else:
            mark = Mark(f"{folder.parent.name}/{folder.name}/model.py")
            remedy = "照 CONTRIBUTING.md 里“加一种类别”写"
            problems.append(Problem(mark, f"类别“{folder.name}”读不进来：{why}", remedy))
    for name, kind in kinds.items():
        kinds[name], faults = _with_rules(kind, site_kinds)
        problems += faults
    return Kinds(kinds, DEFAULT), problems


def _with_rules(kind: Kind, site_kinds: Path | None) -> tuple[Kind, list[Problem]]:
    """The kind with the packs of its folder and of the site's folder of its name."""
    folders = [(kind.folder, kind.folder.name)]
    own = site_kinds / kind.name if site_kinds else kind.folder
    if own != kind.folder:
        folders.append((own, f"{own.parent.name}/{own.name}"))
    rules, problems = read_packs(folders)
    return (replace(kind, rules=rules) if rules else kind), problems


def _own_kinds() -> list[Kind]:
    names = [folder.name for folder in _folders(_HERE)]
    kinds = [importlib.import_module(f"{__name__}.{name}.model").KIND for name in names]
    order = {name: number for number, name in enumerate(_FIRST)}
    return sorted(kinds, key=lambda kind: (order.get(kind.name, len(order)), kind.name))


def _folders(top: Path) -> Iterator[Path]:
    return (path.parent for path in sorted(top.glob("*/model.py")))


def _load_outside(folder: Path) -> tuple[Kind | None, str]:
    """The kind in `folder`, or why there is none: what the author's own code raised."""
    name = f"loudao_site_kinds_{folder.name}"
    spec = importlib.util.spec_from_file_location(
        f"{name}.model", folder / "model.py", submodule_search_locations=None
    )
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[f"{name}.model"] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:  # whatever somebody else's code raises is theirs to read
        return None, f"{type(error).__name__}: {error}"
    kind = getattr(module, "KIND", None)
    if not isinstance(kind, Kind):
        return None, "model.py 里要有 KIND = Kind(…)"
    return kind, ""
