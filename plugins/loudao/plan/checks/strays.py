"""Files that staff meant and that nothing makes anything of: each gets a line."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterable, Iterator
from unicodedata import normalize

from ...model.community import Community
from ...model.fields import ListFields, WorksFields
from ...model.problem import Mark, Problem, warning
from ...model.tables import HasTables
from ...photos.names import PHOTO_SUFFIXES
from ..photo_files import find_beside, find_photo
from ..strays import is_backup, is_office_file, is_tool, unpublished
from ..tree import Tree

_SHOWN = 3
"""Names that a line lists; of a hundred photos the first few tell enough."""

_AWAY = "清单和表格放在 galleries 里；别的拿到 docs 外面"

_MANIFEST = re.compile(r".*\.ya?ml(\.txt)?", re.IGNORECASE)
_PAGE = re.compile(r"(?!\.|readme|说明).*\.(md|markdown)(\.txt)?", re.IGNORECASE)
_TEXT_PAGE = re.compile(r"(.+\.md)\.txt", re.IGNORECASE)


def check_strays(community: Community, tree: Tree) -> Iterator[Problem]:
    yield from _of_pages(tree)
    yield from _pages_among_galleries(tree)
    if community.complete:  # what a broken manifest names, nobody knows
        yield from _of_galleries(community, tree)
    yield from _without_works(community)


def _of_pages(tree: Tree) -> Iterator[Problem]:
    for uri in unpublished(tree):
        mark, name = Mark(f"{tree.docs}/{uri}"), posixpath.basename(uri)
        page = _TEXT_PAGE.fullmatch(name)
        if page:
            remedy = f"改名为 {page[1]}（先让文件夹显示后缀）"
            yield warning(mark, "文件名多了 .txt，没有当作网页", remedy)
            continue
        if is_backup(name):
            yield warning(mark, "像是备份，没有放到网上", "用不着就删掉；要留着，放到 docs 外面")
            continue
        if is_tool(name):
            yield warning(mark, "不是给居民看的文件，没有放到网上", _AWAY)
            continue
        way = (
            f"要给人下载，就在网页里写 [{posixpath.splitext(name)[0]}]({name.replace(' ', '%20')})"
        )
        yield warning(mark, "不是网页，也没有网页链接它，没有放到网上", way)


def _of_galleries(community: Community, tree: Tree) -> Iterator[Problem]:
    used, unsure = _used(community, tree)
    manifests = {
        folder
        for folder, names in tree.folders.items()
        if folder != tree.galleries and any(map(_MANIFEST.fullmatch, names))
    }
    for folder, names in tree.folders.items():
        if not folder.startswith(f"{tree.galleries}/") or folder in unsure:
            continue
        inside = [f"{folder}/{name}" for name in names]
        left = [name for name in inside if _is_left(name, used, tree)]
        photos = [name for name in left if name.lower().endswith(PHOTO_SUFFIXES)]
        owned = not manifests.isdisjoint(_with_parents(folder))
        if not names and not any(other.startswith(f"{folder}/") for other in tree.folders):
            yield warning(Mark(folder), "空文件夹", "放进照片和 gallery.yml，或者删掉它")
        elif photos and not owned:
            what = f"有 {len(photos)} 张照片，没有 gallery.yml，没有展出"
            remedy = f"运行 loudao new gallery {posixpath.basename(folder)}"
            yield warning(Mark(folder), what, remedy)
        elif photos:
            what = f"{_some(photos)}没有写进清单，没有展出"
            yield warning(Mark(photos[0]), what, "在清单的 works 里加上；不展出的拿走")
        for name in left:
            if is_office_file(name) and not _MANIFEST.fullmatch(name):
                yield warning(Mark(name), "没有清单用到它", "名单写在 list: 里；用不着就拿走")


def _pages_among_galleries(tree: Tree) -> Iterator[Problem]:
    for folder, names in tree.folders.items():
        inside = folder == tree.galleries or folder.startswith(f"{tree.galleries}/")
        for name in filter(_PAGE.fullmatch, names if inside else ()):
            what = f"{tree.galleries} 里的 .md 不当作网页，没有放到网上"
            remedy = f"通知和文章放进 {tree.docs} 文件夹；是说明就改名为 README.md"
            yield warning(Mark(f"{folder}/{name}"), what, remedy)


def _with_parents(folder: str) -> Iterator[str]:
    while folder:
        yield folder
        folder = posixpath.dirname(folder)


def _is_left(name: str, used: set[str], tree: Tree) -> bool:
    """Whether nobody names a file; what is hidden or a link is not there to be shown."""
    own = posixpath.basename(name)
    return not (
        own.startswith(".")
        or name in tree.real
        or {normalize("NFC", name), _real(name, tree)} & used
    )


def _real(name: str, tree: Tree) -> str:
    return tree.real.get(name) or f"{tree.real_root}{os.sep}{name}"


def _used(community: Community, tree: Tree) -> tuple[set[str], set[str]]:
    """Files that manifests name, by name and by where they really are; and folders whose manifests
    name some that are not there: a file that nobody names may be meant."""
    used, unsure = set[str](), set[str]()
    for sheet in community.sheets:
        if sheet.folder is None:
            continue
        works = [work.photo for work in sheet.fields.written_works if work.photo is not None]
        found = [find_photo(tree, sheet.folder, photo) for photo in works]
        if isinstance(sheet.fields, ListFields) and sheet.fields.list:
            found.append(find_beside(tree, sheet.folder, sheet.fields.list))
        if isinstance(sheet.fields, HasTables):
            names = sheet.fields.files.values()
            found += [find_beside(tree, sheet.folder, name) for name in names]
        named = [name for name in found if name]
        used |= {normalize("NFC", name) for name in named} | {_real(name, tree) for name in named}
        unsure |= {str(sheet.folder)} if None in found else set()
    return used, unsure


def _some(names: Iterable[str]) -> str:
    """`“a.jpg”“b.jpg”等 5 张`"""
    known = [posixpath.basename(name) for name in names]
    shown = "".join(f"“{name}”" for name in known[:_SHOWN])
    return f"{shown}等 {len(known)} 张照片" if len(known) > _SHOWN else f"照片{shown}"


def _without_works(community: Community) -> Iterator[Problem]:
    for sheet in community.sheets:
        if isinstance(sheet.fields, WorksFields) and not sheet.fields.works:
            yield warning(sheet.mark("title"), "一件作品也没有", "在 works: 下面写上作品")
