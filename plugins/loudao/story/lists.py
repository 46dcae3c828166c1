"""The lists of a manifest that staff keep as tables, and a workbook of them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from ..kinds.kind import Kinds
from ..manifest.document import parse_mapping
from ..manifest.nodes import Mapping as Root
from ..manifest.nodes import Node, Sequence
from ..manifest.roll.items import Items, read_items, repeated_names
from ..manifest.roll.written import too_long, write_lists
from ..manifest.text import Text, decode
from ..model.fields import ListFields
from ..model.problem import Loc, Mark, Problem, any_error
from ..model.sheet import Sheet
from ..model.site import Site
from ..plan.sheets import read_nodes


@dataclass(frozen=True)
class Manifest:
    """A manifest whose lists are tables."""

    path: Path
    shown: str
    text: Text
    root: Root
    sheet: Sheet
    lists: tuple[Items, ...]

    def elsewhere(self, items: Items) -> Problem | None:
        """Why the rows of a list do not stand in the manifest, where they stand elsewhere."""
        fields, file, key = self.sheet.fields, items.file, items.roll.key
        if isinstance(fields, ListFields) and items.node is None and items.roll.shape == "rows":
            if fields.each:
                remedy = "要按名单印，就去掉 each，写上 rows:"
                return Problem(self.sheet.mark("each"), "每个地点一份，没有名单", remedy)
            file, key = fields.list or "", "list"
        if not file:
            return None
        what = f"名单在表格 {file} 里，不在清单里"
        return Problem(self.sheet.mark(key), what, "在 WPS 里直接改那个表格，不用导出导入")


def find_manifest(site: Site, word: str) -> tuple[Path | None, list[Problem]]:
    """The manifest that staff mean by a path, or by the name of its folder."""
    home = site.galleries.resolve()
    tried = [Path(word), site.root / word, home / word]
    there = next((path.resolve() for path in tried if path.exists()), None)
    if there is None:
        inside = home.iterdir() if home.is_dir() else ()
        names = "、".join(sorted(path.name for path in inside if path.is_dir()))
        remedy = f"写清单的路径，或者文件夹的名字：{names}"
        return None, [Problem(Mark(word), "没有这份清单", remedy)]
    if not there.is_relative_to(home):
        return None, [Problem(Mark(word), "不在画廊的文件夹里", f"清单都在 {site.shown(home)} 里")]
    if there.is_file():
        return there, []
    found = sorted(p for p in there.iterdir() if p.suffix.lower() in (".yml", ".yaml"))
    if len(found) == 1:
        return found[0], []
    names = "、".join(site.shown(path) for path in found)
    what = f"里面有 {len(found)} 份清单" if found else "里面没有清单"
    return None, [Problem(Mark(word), what, f"写明哪一份：{names}" if found else "写清单的路径")]


def read_lists(
    site: Site, kinds: Kinds, path: Path, shown: str
) -> tuple[Manifest | None, list[Problem]]:
    """The manifest at `path` with its lists; None with what is wrong there."""
    below = path.relative_to(site.galleries.resolve()).as_posix()
    text, problems = decode(path.read_bytes(), shown)
    root, slips = parse_mapping(text.text, shown) if text else (None, [])
    problems += slips
    sheet, faults = _sheet_of(root, shown, below, kinds) if root else (None, [])
    if text is None or sheet is None or root is None:
        remedy = f"清单要写 kind:，可以写：{'、'.join(kinds.named('manifest'))}"
        found = [*problems, *faults]
        nothing = [] if any_error(found) else [Problem(Mark(shown), "没有清单", remedy)]
        return None, [*found, *nothing]
    rolls = kinds[sheet.kind].rolls
    if not rolls:
        able = "、".join(kind.label for kind in kinds if kind.rolls)
        what = f"{kinds[sheet.kind].label}没有可以做成表格的名单"
        return None, [Problem(sheet.mark("kind"), what, f"能导出导入的有：{able}")]
    lists = tuple(read_items(roll, root, shown) for roll in rolls)
    problems = [problem for items in lists for problem in repeated_names(items)]
    return Manifest(path, shown, text, root, sheet, lists), problems


def _sheet_of(
    root: Root, shown: str, below: str, kinds: Kinds
) -> tuple[Sheet | None, list[Problem]]:
    """The sheet of a manifest; without items that lack something, which is what a table is for:
    `loudao new` adds photos that have no title yet. `loudao check` tells of them."""
    sheet, faults = read_nodes(root, shown, below, kinds)
    wrong = [problem.loc for problem in faults if problem.is_error]
    if sheet or not all(len(loc) > 1 and isinstance(loc[1], int) for loc in wrong):
        return sheet, faults
    lacking = {loc[:2] for loc in wrong}
    entries = ((key, _without(key.text, node, lacking)) for key, node in root.entries)
    return read_nodes(root._replace(entries=tuple(entries)), shown, below, kinds)


def _without(key: str, node: Node, lacking: Collection[Loc]) -> Node:
    if not isinstance(node, Sequence):
        return node
    return node._replace(
        items=tuple(item for n, item in enumerate(node.items) if (key, n) not in lacking)
    )


def export_lists(manifest: Manifest) -> tuple[bytes, tuple[Items, ...], list[Problem]]:
    """The workbook of its lists, and which they are; of a manifest without any, the first."""
    lists = tuple(items for items in manifest.lists if items.items)
    problem = None if lists else next(filter(None, map(manifest.elsewhere, manifest.lists)), None)
    if problem:
        return b"", (), [problem]
    lists = lists or manifest.lists[:1]
    problems = [problem for items in lists for problem in too_long(items)]
    salt = hashlib.sha256(manifest.text.raw).hexdigest()[:16]
    data = b"" if problems else write_lists(manifest.shown, salt, lists)
    return data, lists, problems
