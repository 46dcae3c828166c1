"""Who would rather listen: the recordings that manifests and pages name, and those of docs/."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from ..manifest.guess import guess
from ..model.community import Community
from ..model.problem import Mark, Problem, warning
from ..model.sheet import Sheet
from ..sounds.recording import SUFFIXES, BadRecording
from ..sounds.shelf import Sound, shelve
from ..store import Store
from .photo_files import find_photo, names_in
from .tree import Tree

_AGAIN = "用手机的录音机再存一份 mp3 或者 m4a"


@dataclass(frozen=True)
class Recordings:
    """What pages play."""

    of: Mapping[str, Sound] = field(default_factory=dict)
    """By the identity of the sheet or the work."""
    pages: Mapping[str, Sound] = field(default_factory=dict)
    """Files of docs/, by their paths below it: what stands in the place of each."""

    @property
    def all(self) -> set[Sound]:
        return {*self.of.values(), *self.pages.values()}

    @property
    def published(self) -> set[Sound]:
        """Those that lie beside the pictures."""
        return {*self.of.values()}


def plan_recordings(
    community: Community, tree: Tree, store: Store
) -> tuple[Recordings, list[Problem]]:
    """What can be published, and what is said of the rest."""
    found: dict[str, Sound] = {}
    pages: dict[str, Sound] = {}
    problems: list[Problem] = []
    named = set[str | None]()
    for identity, folder, name, mark in _named(community, tree):
        file = find_photo(tree, folder, name)
        named.add(file)
        sound = file and _shelved(file, mark, tree, store)
        if isinstance(sound, Sound):
            found[identity] = sound
        elif sound:
            problems.append(sound)
        else:
            near = guess(name, [n for n in names_in(tree, str(folder)) if _is_sound(n)])
            problems.append(
                Problem(mark, f"audio：找不到录音“{name}”{near}", "核对文件名，连同后缀")
            )
    for uri in tree.documents:
        if _is_sound(uri):
            sound = _shelved(f"{tree.docs}/{uri}", Mark(f"{tree.docs}/{uri}"), tree, store)
            if isinstance(sound, Sound):
                pages[uri] = sound
            elif f"{tree.docs}/{uri}" not in named:  # else told where it is named
                problems.append(sound)
    return Recordings(found, pages), problems + list(_unwritten(community))


def _is_sound(name: str) -> bool:
    return name.lower().endswith(SUFFIXES)


def _shelved(name: str, mark: Mark, tree: Tree, store: Store) -> Sound | Problem:
    try:
        return shelve(name, tree.path(name), store)
    except BadRecording as bad:
        return Problem(mark, f"{posixpath.basename(name)}：{bad}", _AGAIN)
    except OSError:
        return Problem(mark, f"{posixpath.basename(name)}：打不开", "重新拷一份")


def _named(community: Community, tree: Tree) -> Iterator[tuple[str, PurePosixPath, str, Mark]]:
    """Identity, folder, name and mark of every recording that is named."""
    for sheet in community.sheets:
        folder = _folder(sheet, tree)
        if sheet.fields.audio:
            yield sheet.identity, folder, sheet.fields.audio, sheet.mark("audio")
        for index, work in sheet.fields.numbered_works:
            if work.audio:
                mark = sheet.mark("works", index, "audio")
                yield sheet.work_identity(work), folder, work.audio, mark


def _folder(sheet: Sheet, tree: Tree) -> PurePosixPath:
    """That of its manifest, or of its page."""
    return sheet.folder or PurePosixPath(tree.docs, sheet.body.uri).parent


def _unwritten(community: Community) -> Iterator[Problem]:
    """Who cannot hear reads what is said; a page has its words."""
    for sheet in community.sheets:
        for index, work in sheet.fields.numbered_works:
            if work.audio and not (work.text or work.note):
                what = f"“{work.title}”有录音，没有文字：听不见的人不知道说了什么"
                remedy = "在 note: 里写上录音里说的话"
                yield warning(sheet.mark("works", index, "audio"), what, remedy)
