"""The folders of a site read into one Community."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..model.community import Community
from ..model.kind import Kind, Kinds
from ..model.place import Network, PlacesFields, build_network, repeated_ids
from ..model.problem import Mark, Marks, Problem, any_error
from ..model.scalars import slug
from ..model.sheet import Sheet
from .batches import load_batches
from .document import PageText, read_manifest, split_page
from .folders import walk
from .nodes import Mapping, Scalar
from .site import Site
from .text import read_text
from .validate import guess, validate

_MANIFESTS = ("gallery.yml", "gallery.yaml")
_KIND_LINE = re.compile(r"^[ \t]*kind[ \t]*[:：]", re.MULTILINE)
_ENGINE_KEYS = frozenset(
    ("hide", "tags", "search", "icon", "status", "description", "template", "comments", "glightbox")
)
"""Front matter that belongs to MkDocs and Material, not to us."""


def load_community(site: Site, kinds: Kinds) -> tuple[Community, list[Problem]]:
    """Everything below `galleries/` and `docs/`, and every fault found on the way."""
    network, places_marks, problems = _load_network(site)
    complete = places_known = not any_error(problems)
    sheets: list[Sheet] = []
    for sheet, found in [*_load_galleries(site, kinds), *_load_pages(site, kinds)]:
        problems += found
        if sheet:
            sheets.append(sheet)
        else:
            complete = False
    batches, found = load_batches(site)
    problems += found
    community = Community(
        network, places_marks, tuple(sheets), tuple(batches), complete, places_known
    )
    return community, problems


def _load_network(site: Site) -> tuple[Network, Marks, list[Problem]]:
    path = site.galleries / "places.yml"
    shown = site.shown(path)
    fallback = PlacesFields(community=site.name or "社区")
    if not path.exists():
        missing = Problem(
            Mark(shown),
            "没有这个文件",
            "新建它，第一行写 community: 社区名（README 里有例子）",
        )
        return build_network(fallback), Marks(shown), [missing]
    node, problems = read_manifest(path, shown)
    if node is None:
        return build_network(fallback), Marks(shown), problems
    fields, marks, faults = validate(PlacesFields, node, shown)
    problems += faults
    for loc, name in repeated_ids(fields) if fields else ():
        problems.append(Problem(marks.at(*loc), f"编号“{name}”重复", "同一级里每个编号只能用一次"))
    return build_network(fields or fallback), marks, problems


def _load_galleries(site: Site, kinds: Kinds) -> Iterator[tuple[Sheet | None, list[Problem]]]:
    for folder, names in walk(site.galleries):
        manifest = next((name for name in _MANIFESTS if name in names), None)
        if manifest:
            yield _load_gallery(folder / manifest, site, kinds)
        for name in names:
            if re.fullmatch(r"gallery\.ya?ml\.txt", name, re.IGNORECASE):
                mark = Mark(site.shown(folder / name))
                remedy = "改名为 gallery.yml（先让文件夹显示后缀）"
                yield None, [Problem(mark, "文件名多了 .txt，读不到", remedy)]


def _load_gallery(path: Path, site: Site, kinds: Kinds) -> tuple[Sheet | None, list[Problem]]:
    shown = site.shown(path)
    node, problems = read_manifest(path, shown)
    if node is None:
        return None, problems
    kind, faults = _kind_of(node, shown, kinds, "manifest")
    if kind is None:
        return None, [*problems, *faults]
    fields, marks, faults = validate(kind.fields, node, shown)
    problems += faults
    if fields is None or any_error(problems):
        return None, problems
    name = fields.id or slug(path.parent.name)
    sheet = Sheet(
        kind.name, name, f"gallery:{name}", f"galleries/{name}/", fields, marks, path.parent
    )
    return sheet, problems


def _load_pages(site: Site, kinds: Kinds) -> Iterator[tuple[Sheet | None, list[Problem]]]:
    for folder, names in walk(site.docs):
        for name in names:
            path = folder / name
            uri = path.relative_to(site.docs).as_posix()
            if name.endswith(".md") and (site.pages is None or uri in site.pages):
                yield from _load_page(path, uri, site, kinds)


def _load_page(
    path: Path, uri: str, site: Site, kinds: Kinds
) -> Iterator[tuple[Sheet | None, list[Problem]]]:
    """The sheet that a page is, or nothing where its front matter names no kind."""
    shown = site.shown(path)
    text, problems = read_text(path, shown)
    if text is None:
        yield None, problems
        return
    page, faults = split_page(text, shown)
    problems += faults
    if faults and _KIND_LINE.search(text[: len(text) - len(page.body)]):
        yield None, problems
    elif page.front and page.front.get("kind"):
        yield _read_sheet(page, page.front, uri, shown, path.parent, problems, kinds)


def _read_sheet(
    page: PageText,
    whole_front: Mapping,
    uri: str,
    shown: str,
    folder: Path,
    problems: list[Problem],
    kinds: Kinds,
) -> tuple[Sheet | None, list[Problem]]:
    front = _without_engine_keys(whole_front)
    kind, faults = _kind_of(front, shown, kinds, "page")
    if kind is None:
        return None, [*problems, *faults]
    fields, marks, faults = validate(kind.fields, front, shown)
    problems += faults
    if fields is None or any_error(problems):
        return None, problems
    stem = re.sub(r"(?:^|/)(?:index|README)$", "", uri.removesuffix(".md"))
    name = fields.id or stem or "index"
    page_uri = f"{stem}/" if stem else ""
    return (
        Sheet(
            kind.name, name, f"page:{name}", page_uri, fields, marks,
            folder, page.body, page.body_line, uri,
        ),
        problems,
    )  # fmt: skip


def _without_engine_keys(front: Mapping) -> Mapping:
    kept = tuple(entry for entry in front.entries if entry[0].text not in _ENGINE_KEYS)
    return front._replace(entries=kept)


def _kind_of(
    node: Mapping, shown: str, kinds: Kinds, source: str
) -> tuple[Kind | None, list[Problem]]:
    named = node.get("kind")
    if source == "manifest" and not isinstance(named, Scalar):
        return kinds.imply({key.text for key, _ in node.entries}), []
    name = named.text if isinstance(named, Scalar) else ""
    possible = kinds.names(source)
    if name in possible:
        return kinds[name], []
    mark = Mark(shown, named.line, named.column) if named else Mark(shown)
    what = f"kind：没有“{name}”这个类别{guess(name, possible)}"
    return None, [Problem(mark, what, f"可以写：{'、'.join(possible)}")]
