"""The files of a site put together: one Community, and every fault found on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ..kinds.kind import Kinds
from ..model.community import Community
from ..model.days import day_of
from ..model.place import Network
from ..model.problem import Mark, Marks, Problem, any_error, warning
from ..model.sheet import Sheet
from ..model.site import Site
from ..styles.styles import Styles
from .agreed import agreed_to
from .closing import without_closed
from .district import district_file, read_district
from .names import network_with_ids, with_ids
from .sheets import LEDGER, PLACES, RECORD, Found, no_network, read_places, read_sheet
from .tables import with_table
from .tree import Tree

_MANIFEST = re.compile(r".*\.ya?ml", re.IGNORECASE)
_INDEX = re.compile(r"(?:.*/)?(?:index|README)\.md")
_TEXT_MANIFEST = re.compile(r".*\.ya?ml\.txt", re.IGNORECASE)


def read_community(
    site: Site, tree: Tree, kinds: Kinds, styles: Styles, today: date
) -> tuple[Community, list[Problem]]:
    """Everything below `galleries/` and `docs/`, with ids for what staff called by its name."""
    network, marks, problems = _network(site, tree)
    network = network_with_ids(network, styles)
    complete = places_known = not any_error(problems)
    sheets: list[Sheet] = []
    pages = _pages(tree, kinds) if site.directory_urls else map(_as_file, _pages(tree, kinds))
    for sheet, found in [*_manifests(tree, kinds), *pages]:
        problems += found
        if sheet:
            filled, found = with_table(with_ids(sheet, network, styles), network, tree)
            problems += found
            filled, found = without_closed(filled, today)
            problems += found
            agreed, found = agreed_to(filled, kinds[sheet.kind], today)
            problems += found
            sheets.append(agreed)
        elif any_error(found):
            complete = False
    public = tuple(sheet for sheet in sheets if sheet.fields.is_public(today))
    back = tuple(sheet for sheet in sheets if not sheet.fields.is_public(today))
    problems += map(_kept_back, back)
    district, found = read_district(site, tree, network)
    problems += found
    rules = {kind.name: kind.rules for kind in kinds if kind.rules}
    community = Community(
        network, marks, public, kept_back=back, complete=complete, today=today,
        places_known=places_known, rules=rules, district=district,
    )  # fmt: skip
    derived = tuple(sheet for kind in kinds for sheet in kind.derive(community))
    entries = (e for s in public for e in kinds[s.kind].entries(s, community) if e.owed)
    owed = tuple(sorted(entries, key=lambda entry: (day_of(entry.starts), entry.title)))
    return replace(community, derived=derived, owed=owed), problems


def _kept_back(sheet: Sheet) -> Problem:
    title, day = sheet.fields.title, sheet.fields.publish
    if sheet.fields.draft:
        remedy = "写好了把 draft 拿掉"
        return warning(sheet.mark("draft"), f"“{title}”是草稿，网站和纸上都没有它", remedy)
    return warning(sheet.mark("publish"), f"“{title}”到 {day} 才公开，网站和纸上还没有它")


def _network(site: Site, tree: Tree) -> tuple[Network, Marks, list[Problem]]:
    name = f"{tree.galleries}/{PLACES}"
    read = tree.texts.get(name)
    if read is None:
        remedy = "新建它，第一行写 community: 社区名（README 里有例子）"
        missing = Problem(Mark(name), "没有这个文件", remedy)
        return no_network(site.name), Marks(name), [missing]
    if read.text is None:
        return no_network(site.name), Marks(name), list(read.problems)
    network, marks, problems = read_places(read.text, name, site.name)
    return network, marks, [*read.problems, *problems]


def _manifests(tree: Tree, kinds: Kinds) -> Iterator[Found]:
    own = {f"{tree.galleries}/{name}" for name in (PLACES, LEDGER, RECORD)} | {district_file(tree)}
    for name in tree.in_folder(tree.galleries):
        if name in own:
            continue
        if _MANIFEST.fullmatch(name):
            yield _read(tree, name, tree.below_galleries(name), kinds)
        elif _TEXT_MANIFEST.fullmatch(name):
            shown = re.sub(r"\.txt$", "", name.rpartition("/")[2], flags=re.IGNORECASE)
            remedy = f"改名为 {shown}（先让文件夹显示后缀）"
            yield None, [Problem(Mark(name), "文件名多了 .txt，读不到", remedy)]


def _pages(tree: Tree, kinds: Kinds) -> Iterator[Found]:
    for uri in tree.pages:
        yield _read(tree, f"{tree.docs}/{uri}", uri, kinds)


def _as_file(found: Found) -> Found:
    """The same where the engine writes `notices/x.html` instead of `notices/x/index.html`."""
    sheet, problems = found
    if sheet is None or not sheet.uri or _INDEX.fullmatch(sheet.body.uri):
        return found
    return replace(sheet, uri=f"{sheet.uri.removesuffix('/')}.html"), problems


def _read(tree: Tree, name: str, below: str, kinds: Kinds) -> Found:
    read = tree.texts[name]
    if read.text is None:
        return None, list(read.problems)
    sheet, problems = read_sheet(read.text, name, kinds, below)
    # a page that is no sheet is the engine's to read
    return sheet, [*(read.problems if sheet or problems else ()), *problems]
