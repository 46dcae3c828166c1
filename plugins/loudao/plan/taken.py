"""What words like a title, a photo's name or a person's name mean, and everything that shows it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from unicodedata import normalize

from ..compose.pieces import pieces_in
from ..model.names import plain
from ..model.problem import Mark, Problem, mark_in, warning
from ..model.sheet import Sheet
from ..model.work import Work
from .plan import Plan
from .prints import Print

_APART = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Taken:
    """Works and photos of pages that are to be shown no more."""

    works: Mapping[str, tuple[Sheet, int]] = field(default_factory=dict)
    """By identity: the sheet, and the index in its manifest."""
    photos: tuple[str, ...] = ()
    """Of docs/, by their paths below it."""

    def __bool__(self) -> bool:
        return bool(self.works or self.photos)

    def work(self, identity: str) -> Work:
        sheet, index = self.works[identity]
        return sheet.fields.written_works[index]

    @property
    def titles(self) -> frozenset[str]:
        return frozenset(self.work(identity).title for identity in self.works)


def find_taken(plan: Plan, words: str) -> Taken:
    """What `words` mean: the file of a photo, else a person, else a work by identity or title.

    Whatever else is the same photo, to the byte, is meant too. Nothing where nothing is meant.
    """
    known = dict(_works(plan))
    found = _by_file(plan, known, words)
    if not found:
        ways = (_by_person(known, words), _by_identity(known, words), _by_title(known, words))
        found = Taken(next(filter(None, ways), {}))
    return _with_copies(plan, known, found)


def _works(plan: Plan) -> Iterator[tuple[str, tuple[Sheet, int]]]:
    """Every work that is written, shown or not."""
    for sheet in (*plan.community.sheets, *plan.community.kept_back):
        for index, work in enumerate(sheet.fields.written_works):
            yield sheet.work_identity(work), (sheet, index)


Works = Mapping[str, tuple[Sheet, int]]


def _only(known: Works, wanted: Collection[str]) -> dict[str, tuple[Sheet, int]]:
    return {identity: known[identity] for identity in known if identity in wanted}


def _by_file(plan: Plan, known: Works, words: str) -> Taken:
    name = normalize("NFC", words.replace("\\", "/")).casefold()

    def is_it(path: str) -> bool:
        return f"/{normalize('NFC', path).casefold()}".endswith(f"/{name}")

    works = {
        identity
        for identity, (sheet, index) in known.items()
        if (photo := sheet.fields.written_works[index].photo) and is_it(f"{sheet.folder}/{photo}")
    }
    photos = tuple(u for u in plan.tree.page_photos if is_it(f"{plan.tree.docs}/{u}"))
    return Taken(_only(known, works), photos)


def _by_person(known: Works, words: str) -> Works:
    name = plain(words)

    def is_of(work: Work) -> bool:
        names = {plain(part) for part in (work.artist, *_APART.split(work.artist), *work.people)}
        return bool(name) and name in names

    return {i: (s, n) for i, (s, n) in known.items() if is_of(s.fields.written_works[n])}


def _by_identity(known: Works, words: str) -> Works:
    return _only(known, {i for i in known if words in (i, i.partition(":")[2])})


def _by_title(known: Works, words: str) -> Works:
    """Those of that title; else those in whose title the words are."""
    name = plain(words)
    titles = {i: plain(s.fields.written_works[n].title) for i, (s, n) in known.items()}
    whole = {i for i, title in titles.items() if name and title == name}
    return _only(known, whole or {i for i, title in titles.items() if name and name in title})


def _with_copies(plan: Plan, known: Works, found: Taken) -> Taken:
    """The same with every other work and photo of a page that has the same bytes."""
    pictures = plan.pictures
    named = [pictures.works.get(i) for i in found.works]
    named += [pictures.pages.get(uri) for uri in found.photos]
    digests = {picture.digest for picture in named if picture}
    works = {i for i, picture in pictures.works.items() if picture.digest in digests}
    photos = {uri for uri, picture in pictures.pages.items() if picture.digest in digests}
    return Taken(
        _only(known, works | found.works.keys()), tuple(sorted(photos | set(found.photos)))
    )


def prints_showing(plan: Plan, taken: Taken) -> list[Print]:
    """The prints of a plan that has any on which a work or a photo can be seen or is named."""
    sheets = {sheet.identity for sheet, _ in taken.works.values()}
    shown = [plan.pictures.works.get(identity) for identity in taken.works]
    shown += [plan.pictures.pages.get(uri) for uri in taken.photos]
    keys = {picture.key for picture in shown if picture}
    return [
        p
        for p in plan.prints
        if p.sheet.identity in sheets
        or any(image.picture.key in keys for image in p.images)
        or not taken.titles.isdisjoint(pieces_in(p.composed.says, str))
    ]


def mentions(plan: Plan, words: str) -> Iterator[Problem]:
    """A line for each place where `words` are still to be read: of works that are shown no more
    they are not."""
    for sheet in plan.community.sheets:
        hidden = tuple(f"works.{n + 1}." for n in _hidden(sheet))
        for text in sheet.texts(spoken=True):
            if words in text.words and not text.field.startswith(hidden or "\x00"):
                yield _mention(text.mark, words)
    for uri in plan.tree.pages:
        name = f"{plan.tree.docs}/{uri}"
        page = plan.tree.texts[name].text or ""
        if uri not in plan.community.pages and (at := page.find(words)) >= 0:
            yield _mention(mark_in(name, page, at), words)


def _hidden(sheet: Sheet) -> Iterator[int]:
    works = sheet.fields.written_works
    return (index for index, work in enumerate(works) if work.is_withheld)


def _mention(mark: Mark, words: str) -> Problem:
    return warning(mark, f"这里还写着“{words}”", "也要撤的话，把它改掉，再运行 loudao build")
