"""The folders of a site walked once, and the files that hold words read once."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from unicodedata import normalize

import pathspec

from ..manifest.text import read_text
from ..model.problem import Problem
from ..model.site import Site
from ..photos.names import holds_photo, is_litter, tells_by_name
from ..photos.probe import FileTime

_ALWAYS_EXCLUDED = (".*", "/templates/")
"""What MkDocs leaves out whatever a site says."""

_PAGE = ".md"
_WORDS = (".yml", ".yaml", ".csv")


def own_name(name: str) -> str:
    """A file's name without its folder, whatever its case and however its accents are composed."""
    return normalize("NFC", posixpath.basename(name)).casefold()


class Read(NamedTuple):
    """A file's text, or None where it has none, and what is wrong with it."""

    text: str | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Tree:
    """Every file of `galleries/` and `docs/`; paths are relative to the site, with slashes.

    Two folders may lie outside the site: their paths begin with `..`.
    """

    root: Path
    galleries: str
    docs: str
    files: Mapping[str, FileTime] = field(default_factory=dict)
    folders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The names of the files of each folder, sorted, from the top down."""
    real: Mapping[str, str] = field(default_factory=dict)
    """Where files lead that are links, or lie below one: real paths."""
    texts: Mapping[str, Read] = field(default_factory=dict)
    page_photos: tuple[str, ...] = ()
    """Photos of docs/, by their paths below it."""
    left_out: frozenset[str] = frozenset()
    """Pages that the engine does not publish, by their paths below docs/."""

    @cached_property
    def real_root(self) -> str:
        """Where the site really is."""
        return os.path.realpath(self.root)

    @cached_property
    def by_own_name(self) -> Mapping[str, str]:
        """Every file by its name without its folder, as `own_name` spells it; of several the
        first."""
        return {own_name(name): name for name in sorted(self.files, reverse=True)}

    def path(self, name: str) -> Path:
        """`name` on the disk."""
        return self.root / name

    def below_docs(self, name: str) -> str | None:
        """`name` as pages know it; None for what is not in docs/."""
        return name[len(self.docs) + 1 :] if name.startswith(f"{self.docs}/") else None

    def below_galleries(self, name: str) -> str:
        return name[len(self.galleries) + 1 :]

    @cached_property
    def documents(self) -> tuple[str, ...]:
        """Every file of docs/, by its path below it, hidden ones left out."""
        names = (self.below_docs(name) for name in self.files)
        return tuple(n for n in names if n is not None and not _is_hidden(n))

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """The pages of docs/ that the engine publishes, by their paths below it."""
        return tuple(n for n in self.documents if n.endswith(_PAGE) and n not in self.left_out)

    def in_folder(self, folder: str) -> Iterator[str]:
        """Files below a folder, from the top down, the folder's own first."""
        for name in self.folders:
            if name == folder or name.startswith(f"{folder}/"):
                for file in self.folders[name]:
                    yield f"{name}/{file}"


def read_tree(site: Site) -> Tree:
    """Walks and reads; nothing of staff's is walked or read again in a run."""
    galleries, docs = (_relative(site.root, folder) for folder in (site.galleries, site.docs))
    files: dict[str, FileTime] = {}
    folders: dict[str, tuple[str, ...]] = {}
    real: dict[str, str] = {}
    for folder in (galleries, docs):
        for name, found, links in _walk(site.root, folder):
            folders[name] = tuple(sorted(found))
            files |= {f"{name}/{file}": found[file] for file in folders[name]}
            real |= {f"{name}/{file}": path for file, path in links.items()}
    tree = Tree(site.root, galleries, docs, files, folders, real)
    texts = {name: _read(site.root, name) for name in _with_words(tree)}
    photos = tuple(uri for uri in tree.documents if _is_photo(tree, uri))
    left_out = _left_out(site, tree.documents)
    return replace(tree, texts=texts, page_photos=photos, left_out=left_out)


def _relative(root: Path, folder: Path) -> str:
    return os.path.relpath(folder, root).replace(os.sep, "/")


def _walk(root: Path, top: str) -> Iterator[tuple[str, dict[str, FileTime], dict[str, str]]]:
    """Folders from the top down with the files in them, and where those lead that are links.

    A link to a folder is followed, but not into a folder that it lies in.
    """
    start = os.path.join(root, top)
    waiting = [(top, start, os.path.realpath(start), False)]
    while waiting:
        name, path, real, below_link = waiting.pop()
        found: dict[str, FileTime] = {}
        links: dict[str, str] = {}
        below = []
        for entry in _scan(path):
            linked = entry.is_symlink()
            if entry.is_dir():
                target = os.path.realpath(entry.path) if linked else os.path.join(real, entry.name)
                if not entry.name.startswith(".") and not _holds(target, real):
                    inner = f"{name}/{entry.name}"
                    below.append((inner, entry.path, target, linked or below_link))
            elif entry.is_file() and not is_litter(entry.name):
                stat = entry.stat()
                found[entry.name] = FileTime(stat.st_size, stat.st_mtime_ns)
                if linked:
                    links[entry.name] = os.path.realpath(entry.path)
                elif below_link:
                    links[entry.name] = os.path.join(real, entry.name)
        yield name, found, links
        waiting += sorted(below, reverse=True)


def _scan(path: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(path) as entries:
            return list(entries)
    except OSError:
        return []


def _holds(folder: str, inside: str) -> bool:
    return inside == folder or inside.startswith(folder + os.sep)


def _with_words(tree: Tree) -> Iterator[str]:
    """Manifests and lists of galleries/, pages of docs/."""
    for name in tree.files:
        uri = tree.below_docs(name)
        if uri is None:
            if name.lower().endswith(_WORDS):
                yield name
        elif uri.endswith(_PAGE) and not _is_hidden(uri):
            yield name


def _read(root: Path, name: str) -> Read:
    text, problems = read_text(root / name, name)
    return Read(text, tuple(problems))


def _is_hidden(uri: str) -> bool:
    return uri.rpartition("/")[2].startswith(".")


def _is_photo(tree: Tree, uri: str) -> bool:
    told = tells_by_name(uri)
    if told is not None:
        return told
    return holds_photo(tree.path(f"{tree.docs}/{uri}"))


def _left_out(site: Site, documents: tuple[str, ...]) -> frozenset[str]:
    """Pages that MkDocs leaves out: excluded ones, drafts, and a README beside an index."""
    excluded = _spec("\n".join(_ALWAYS_EXCLUDED) + "\n" + site.excluded)
    drafts = _spec(site.drafts)
    pages = [uri for uri in documents if uri.endswith(_PAGE)]
    hidden = {uri for uri in pages if excluded.match_file(uri) or drafts.match_file(uri)}
    shown = set(pages) - hidden
    readme = {uri for uri in shown if _index_beside(uri) in shown}
    return frozenset(hidden | readme)


def _spec(patterns: str) -> pathspec.GitIgnoreSpec:
    return pathspec.GitIgnoreSpec.from_lines(patterns.splitlines())


def _index_beside(uri: str) -> str | None:
    path = PurePosixPath(uri)
    return path.with_name("index.md").as_posix() if path.name == "README.md" else None
