"""Every kind of thing on a wall, one folder each; a site adds its own in its `kinds/`."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

from ..model.problem import Mark, Problem
from .kind import Kind, Kinds, clashes

_HERE = Path(__file__).parent
_FIRST = ("notice", "gallery", "exhibition")
"""What pages show first; the others follow by their names."""

DEFAULT = "gallery"
"""The kind of a `gallery.yml` that names none."""


def load_kinds(site_kinds: Path | None = None) -> tuple[Kinds, list[Problem]]:
    """The kinds of this package and those in the folder `site_kinds`, and what is wrong there.

    A kind is a folder whose `model.py` defines `KIND`. A site's kind of the same name
    stands in for ours.
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
    return Kinds(kinds, DEFAULT), problems


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
