"""Text that staff wrote, read into sheets and places: from a file or from an editor alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath

from ..kinds.kind import Kind, Kinds
from ..manifest.document import front_slip, parse_mapping, split_page
from ..manifest.guess import guess
from ..manifest.nodes import Mapping, Scalar
from ..manifest.validate import validate
from ..model.fields import ListFields
from ..model.place import Network, PlacesFields, build_network, repeated_ids
from ..model.problem import Mark, Marks, Problem, any_error, warning
from ..model.scalars import slug
from ..model.sheet import Body, Sheet
from ..model.table import Row, Table, is_total
from ..model.tables import HasTables, Rows

PLACES, LEDGER, RECORD = "places.yml", "codes.yml", "printed.yml"
"""Files at the top of `galleries/` that are no sheets."""

_KIND, _FORMER_KIND = "kind", "sheet"
"""`sheet: letters` in a print.yml is a spelling of `kind: letters`."""

_NAMES = {
    "gallery.yml": ("gallery:{}", "galleries/{}/"),
    "print.yml": ("print:{}", "sheets/{}/"),
}
"""What the sheet of a folder is called in the ledger, and where its page is."""

_WITHOUT_KIND = frozenset(("gallery.yml",))
"""Manifests that need not name a kind: their fields tell, or they are of the default one."""

_KIND_LINE = re.compile(r"^[ \t]*kind[ \t]*[:：]", re.MULTILINE)
_ENGINE_KEYS = frozenset(
    ("hide", "tags", "search", "icon", "status", "description", "template", "comments", "glightbox")
)
"""Front matter that belongs to MkDocs and Material, not to us."""

Found = tuple[Sheet | None, list[Problem]]


def read_sheet(text: str, name: str, kinds: Kinds, below: str | None = None) -> Found:
    """The sheet that `text` describes, or None with the problems; a page without kind is none.

    `name` is the file's as problems show it, `below` its path in docs/ or galleries/; the first
    folder of `name` is one of these where nothing else is said. No disk: lists and photos that
    the text names are looked for elsewhere.
    """
    inside = below if below is not None else name.partition("/")[2]
    if name.endswith(".md"):
        return _read_page(text, name, inside, kinds)
    return _read_manifest(text, name, inside, kinds)


def read_places(text: str, name: str, fallback: str) -> tuple[Network, Marks, list[Problem]]:
    """The network that a places.yml describes; with errors one of the community alone."""
    node, problems = parse_mapping(text, name)
    if node is None:
        return no_network(fallback), Marks(name), problems
    fields, marks, faults = validate(PlacesFields, node, name)
    problems = [*problems, *faults]
    for loc, place in repeated_ids(fields) if fields else ():
        problems.append(Problem(marks.at(*loc), f"编号“{place}”重复", "同一级里每个编号只能用一次"))
    network = build_network(fields) if fields else no_network(fallback)
    return network, marks, problems


def no_network(community: str) -> Network:
    """A community without places."""
    return build_network(PlacesFields(community=community or "社区"))


def _read_manifest(text: str, name: str, inside: str, kinds: Kinds) -> Found:
    node, problems = parse_mapping(text, name)
    if node is None:
        return None, problems
    sheet, faults = read_nodes(node, name, inside, kinds)
    return (None if any_error(problems) else sheet), [*problems, *faults]


def read_nodes(node: Mapping, name: str, inside: str, kinds: Kinds) -> Found:
    """The same of a manifest whose nodes are read already; `inside` is its path in galleries/."""
    file = _file_name(inside)
    node = _with_kind(node) if file in _NAMES else node
    kind, faults = _kind_of(node, name, kinds, file)
    if kind is None:
        return None, faults
    fields, marks, problems = validate(kind.fields, node, name)
    if fields is None or any_error(problems):
        return None, problems
    identity, uri = _NAMES.get(file, ("sheet:{}", "sheets/{}/"))
    own = fields.id or _name_of(inside)
    sheet = Sheet(
        kind.name,
        own,
        identity.format(own),
        fields,
        marks,
        uri.format(own) if kind.page else "",
        _written_rows(fields, marks),
        _written_tables(fields, marks),
        folder=PurePosixPath(name).parent,
    )
    return sheet, problems


def _file_name(inside: str) -> str:
    """`Gallery.yaml` is meant as `gallery.yml`."""
    return re.sub(r"\.yaml$", ".yml", inside.rpartition("/")[2].lower())


def _name_of(inside: str) -> str:
    """What a manifest is called: by its folder, and by its own name where that is one of many."""
    path = PurePosixPath(inside)
    folder = slug(path.parent.name) if path.parent.name else ""
    own = "" if _file_name(inside) in _NAMES else slug(path.stem)
    return "/".join(filter(None, (folder, own))) or slug(path.stem)


def _with_kind(node: Mapping) -> Mapping:
    """The same with the kind under its name of today."""
    if node.get(_KIND) is not None:
        return node
    entries = tuple(
        (key._replace(text=_KIND) if key.text == _FORMER_KIND else key, value)
        for key, value in node.entries
    )
    return node._replace(entries=entries)


def _written_rows(fields: object, marks: Marks) -> Table:
    """The rows of a list that stand in the manifest itself."""
    if not isinstance(fields, ListFields):
        return Table()
    table = _table_at("rows", fields.rows, marks)
    return _without_totals(table) if fields.checks_totals else table


def _written_tables(fields: object, marks: Marks) -> dict[str, Table]:
    """The lists of a sheet of several, those that stand in the manifest itself."""
    if not isinstance(fields, HasTables):
        return {}
    tables = {field: _table_at(field, rows, marks) for field, rows in fields.written.items()}
    return {field: _without_totals(table) for field, table in tables.items()}


def _table_at(field: str, written: Rows, marks: Marks) -> Table:
    columns = tuple(dict.fromkeys(name for row in written for name in row))
    rows = (
        Row(cells, marks.at(field, n), cell=partial(marks.at, field, n))
        for n, cells in enumerate(written)
    )
    return Table(columns, tuple(rows))


def _without_totals(table: Table) -> Table:
    """The same with rows that add up the others apart."""
    totals = tuple(row for row in table.rows if is_total(row.cells.values()))
    rows = tuple(row for row in table.rows if not is_total(row.cells.values()))
    return replace(table, rows=rows, totals=totals)


def _read_page(text: str, name: str, inside: str, kinds: Kinds) -> Found:
    page, problems = split_page(text, name)
    if problems and _KIND_LINE.search(text[: len(text) - len(page.body)]):
        return None, problems
    if page.front is None:
        slip = front_slip(text, name)
        return None, [slip] if slip else []
    if not page.front.get(_KIND):
        return None, _without_kind(page.front, name, kinds)
    front = _without_engine_keys(page.front)
    kind, faults = _known_kind(front.get(_KIND), name, kinds.named("page"), kinds)
    if kind is None:
        return None, [*problems, *faults]
    fields, marks, faults = validate(kind.fields, front, name)
    problems += faults
    if fields is None or any_error(problems):
        return None, problems
    stem = re.sub(r"(?:^|/)(?:index|README)$", "", inside.removesuffix(".md"))
    own = fields.id or stem or "index"
    body = Body(page.body, page.body_line, inside)
    uri = f"{stem}/" if stem else ""
    folder = PurePosixPath(name).parent
    return Sheet(
        kind.name, own, f"page:{own}", fields, marks, uri, body=body, folder=folder
    ), problems


_ONLY_SHEETS = frozenset(("boards", "from", "until"))
"""Fields that no page has which is only to be read."""


def _without_kind(front: Mapping, name: str, kinds: Kinds) -> list[Problem]:
    """A page that has what sheets have, or a kind in other letters, was meant as one."""
    possible = "、".join(kinds.named("page"))
    remedy = f"补上一行 kind:，可以写：{possible}；只是网页就拿掉这些字段"
    for key, _ in front.entries:
        mark = Mark(name, key.line, key.column)
        if key.text.lower() == _KIND or key.text == "类别":
            return [Problem(mark, f"未知字段 {key.text}，是不是 kind？", "字段用小写字母")]
        if key.text in _ONLY_SHEETS:
            return [warning(mark, f"有 {key.text}，没有 kind：这一页不会印成海报", remedy)]
    return []


def _without_engine_keys(front: Mapping) -> Mapping:
    kept = tuple(entry for entry in front.entries if entry[0].text not in _ENGINE_KEYS)
    return front._replace(entries=kept)


def _kind_of(
    node: Mapping, name: str, kinds: Kinds, file: str
) -> tuple[Kind | None, list[Problem]]:
    named = node.get(_KIND)
    if isinstance(named, Scalar) and not named.empty:
        return _known_kind(named, name, kinds.named("manifest"), kinds)
    if file in _WITHOUT_KIND:
        return kinds.imply({key.text for key, _ in node.entries}), []
    possible = "、".join(kinds.named("manifest"))
    if file in _NAMES:
        what, remedy = "缺少必填的 kind（类别）", f"补上一行 kind:，可以写：{possible}"
        return None, [Problem(Mark(name), what, remedy)]
    remedy = f"是清单就补上一行 kind:（可以写：{possible}）；用不着就拿走"
    return None, [warning(Mark(name), "这个文件没有写类别，没有读", remedy)]


def _known_kind(
    named: object, name: str, possible: Iterable[str], kinds: Kinds
) -> tuple[Kind | None, list[Problem]]:
    text = named.text if isinstance(named, Scalar) else ""
    names = list(possible)
    found = kinds.called(text, names)
    if found:
        return found, []
    mark = Mark(name, getattr(named, "line", 1), getattr(named, "column", 1))
    labels = {name: kinds[name].label for name in names}
    what = f"kind：没有“{text}”这个类别{guess(text, [*names, *labels.values()])}"
    remedy = "、".join(f"{name} {label}" for name, label in labels.items())
    return None, [Problem(mark, what, f"可以写：{remedy}")]
