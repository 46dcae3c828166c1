"""The folders of a site walked once, and the files that hold words read once."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from unicodedata import normalize

from ..manifest.text import read_text
from ..model.problem import Problem
from ..model.site import Site
from ..photos.names import holds_photo, tells_by_name
from ..photos.probe import FileTime
from .walk import walk

_HIDDEN, _TEMPLATES = "/.", "templates/"
_ALWAYS_EXCLUDED = (".*", f"/{_TEMPLATES}")
"""What MkDocs leaves out whatever a site says, unless it says otherwise."""

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
    """Files that the engine does not publish, by their paths below docs/."""
    kept_back: frozenset[str] = frozenset()
    """Those of them that staff keep back themselves: drafts."""
    refused: tuple[Problem, ...] = ()
    """What was met that is no file, or none of the site's."""

    @cached_property
    def real_root(self) -> str:
        """Where the site really is."""
        return os.path.realpath(self.root)

    @property
    def refused_in_docs(self) -> list[Problem]:
        """What the engine must not meet: it would wait for ever, or publish what lies outside."""
        below = f"{self.docs}/"
        return [p for p in self.refused if p.is_error and f"{p.mark.path}/".startswith(below)]

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
    refused: list[Problem] = []
    inside = tuple(map(os.path.realpath, (site.root, site.galleries, site.docs)))
    for folder in (galleries, docs):
        for found in walk(site.root, folder, inside, keeps_photos=folder == galleries):
            folders[found.name] = tuple(sorted(found.files))
            files |= {f"{found.name}/{file}": found.files[file] for file in folders[found.name]}
            real |= {f"{found.name}/{file}": path for file, path in found.links.items()}
            refused += found.refused
    tree = Tree(site.root, galleries, docs, files, folders, real, refused=tuple(refused))
    texts = {name: _read(site.root, name) for name in _with_words(tree)}
    photos = tuple(uri for uri in tree.documents if _is_photo(tree, uri))
    left_out = _left_out(site, tree.documents)
    return replace(tree, texts=texts, page_photos=photos, left_out=left_out)


def _relative(root: Path, folder: Path) -> str:
    return os.path.relpath(folder, root).replace(os.sep, "/")


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
    """What MkDocs leaves out: excluded files, drafts, and a README beside an index."""
    hidden = _excluded(site, documents)
    shown = {uri for uri in documents if uri.endswith(_PAGE)} - hidden
    readme = {uri for uri in shown if _index_beside(uri) in shown}
    return frozenset(hidden | readme)


def _excluded(site: Site, documents: Iterable[str]) -> set[str]:
    if not (site.excluded or site.drafts):
        return {uri for uri in documents if uri.startswith(_TEMPLATES) or _HIDDEN in f"/{uri}"}
    import pathspec  # 10 ms for the few sites that leave out pages of their own

    patterns = ("\n".join(_ALWAYS_EXCLUDED) + "\n" + site.excluded, site.drafts)
    specs = [pathspec.GitIgnoreSpec.from_lines(text.splitlines()) for text in patterns]
    return {uri for uri in documents if any(spec.match_file(uri) for spec in specs)}


def _index_beside(uri: str) -> str | None:
    path = PurePosixPath(uri)
    return path.with_name("index.md").as_posix() if path.name == "README.md" else None
