"""Every kind of thing on a wall, one folder each; a site adds its own in its `kinds/`."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path

from ..model.kind import Kind, Kinds

_HERE = Path(__file__).parent


def load_kinds(site_kinds: Path | None = None) -> Kinds:
    """The kinds of this package and those in the folder `site_kinds`, by name.

    A kind is a folder whose `model.py` defines `KIND`. A site's kind of the same name
    stands in for ours.
    """
    kinds = [
        importlib.import_module(f"{__name__}.{folder.name}.model").KIND
        for folder in _folders(_HERE)
    ]
    if site_kinds and site_kinds.is_dir():
        kinds += [_load_outside(folder) for folder in _folders(site_kinds)]
    return Kinds({kind.name: kind for kind in kinds})


def _folders(top: Path) -> list[Path]:
    return sorted(path.parent for path in top.glob("*/model.py"))


def _load_outside(folder: Path) -> Kind:
    name = f"loudao_site_kinds.{folder.name}"
    spec = importlib.util.spec_from_file_location(name, folder / "model.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    kind = module.KIND
    if not isinstance(kind, Kind):
        raise TypeError(f"{folder / 'model.py'}: KIND must be a loudao.model.kind.Kind")
    return kind
