"""What will be printed: every PDF with its name and data, before anything is set."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from ..codes.identity import place_identity
from ..model.batch import Batch, BatchKind
from ..model.sheet import Sheet
from .booklets import catalogue_data, newsletter_data
from .brief import Brief, Note, Photo
from .labels import SINGLE_SIZES, labels_data
from .lists import NoCode, batch_data
from .paper import PAPER_MM, paper_size
from .plates import plate_data, sign_data, signed_floors
from .posters import poster_data
from .version import describe_version, version_of

PaperKind = Literal["poster", "labels", "plate", "sign", "catalogue"] | BatchKind

KIND_NAMES: Mapping[str, str] = {
    "poster": "海报", "labels": "展签", "plate": "挂牌", "sign": "楼层牌", "catalogue": "图录",
    "door-plates": "门牌", "cards": "反馈卡", "certificates": "证书", "letters": "一封信",
    "roster": "值班表", "newsletter": "简报",
}  # fmt: skip

ON_THE_SITE = frozenset(("poster", "labels", "plate"))
"""What pages of the site offer; lists of people's names never are."""

_PLATED = ("courtyard", "building", "unit")


@dataclass(frozen=True)
class Printable:
    """One PDF: what it is of, its name, and what the template is told."""

    paper: PaperKind
    identity: str
    """What it hangs for: the identity of a sheet, of a place, or of a batch."""
    kind: str
    """The sheet's kind; the kind of paper where it is no sheet's."""
    name: str
    """File name without its ending: title, what it is, size."""
    template: str
    data: Mapping[str, Any]
    size: str
    """The paper: A3."""
    title: str = ""
    """What staff call it: the sheet's title, the place's name."""
    where: str = ""
    """Where it hangs, in words."""
    places: frozenset[str] = frozenset()
    boards: frozenset[str] = frozenset()
    photos: tuple[Photo, ...] = ()
    version: str = ""
    notes: tuple[Note, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
    """The version below each code, by the identity that it stands for."""

    def key(self, typesetter_digest: str) -> str:
        """The key of everything that changes the bytes; pictures are named by their content."""
        text = json.dumps(self.data, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(f"{typesetter_digest} {self.template} {text}".encode()).hexdigest()[
            :20
        ]


def plan_printables(brief: Brief) -> list[Printable]:
    """Every sheet; one that would show a code that the brief has no address for is not planned."""
    return _distinct([*_plan_sheets(brief), *_plan_places(brief), *_plan_batches(brief)])


def _plan_sheets(brief: Brief) -> Iterator[Printable]:
    for sheet in brief.community.sheets:
        if sheet.identity not in brief.addresses:
            continue
        kind = brief.kinds[sheet.kind]
        title = sheet.fields.title[:40]
        if (kind.folder / "sheet.typ").is_file():
            data, photos = poster_data(sheet, kind, brief)
            template = f"kinds/{kind.name}/sheet.typ"
            size = brief.size or sheet.fields.poster.size
            yield _of_sheet("poster", sheet, title, size, template, data, brief, photos)
        works = [sheet.work_identity(work) for work in sheet.fields.all_works]
        if not works or not all(identity in brief.addresses for identity in works):
            continue
        labels, versions = labels_data(sheet, kind, brief)
        size = brief.size if brief.size and brief.size in SINGLE_SIZES else "A4"
        planned = _of_sheet(
            "labels", sheet, title, size or "A4", "sheets/labels.typ", labels, brief
        )
        yield replace(planned, versions=versions)
        data, photos = catalogue_data(sheet, kind, brief)
        template = "sheets/catalogue.typ"
        yield _of_sheet(
            "catalogue", sheet, title, brief.size or "A4", template, data, brief, photos
        )


def _of_sheet(
    paper: PaperKind,
    sheet: Sheet,
    title: str,
    size: str,
    template: str,
    data: dict[str, Any],
    brief: Brief,
    photos: Sequence[Photo] = (),
) -> Printable:
    at = sheet.fields.at
    notes = tuple(data.pop("notes", ()))
    version = _mark(paper, data)
    return Printable(
        paper, sheet.identity, sheet.kind, _file_name(title, paper, size, brief), template, data,
        size, sheet.fields.title, brief.community.where(sheet), frozenset({at} if at else ()),
        frozenset(sheet.fields.boards), tuple(photos), version, notes, {sheet.identity: version},
    )  # fmt: skip


def _plan_places(brief: Brief) -> Iterator[Printable]:
    for place in brief.community.network.places.values():
        if place.kind in _PLATED and place_identity(place.id) in brief.addresses:
            data = plate_data(place.id, brief)
            yield _of_place("plate", place.id, brief.size or "A5", data, brief)
    for floor in signed_floors(brief):
        if place_identity(floor) in brief.addresses:
            yield _of_place("sign", floor, brief.size or "A4", sign_data(floor, brief), brief)


def _of_place(
    paper: PaperKind, place_id: str, size: str, data: dict[str, Any], brief: Brief
) -> Printable:
    place = brief.community.network.places[place_id]
    identity = place_identity(place_id)
    version = _mark(paper, data)
    name = _file_name(place.full_name[-40:], paper, size, brief)
    return Printable(
        paper, identity, paper, name, f"sheets/{paper}.typ", data, size, place.full_name,
        place.full_name, frozenset({place_id}), version=version, versions={identity: version},
    )  # fmt: skip


def _plan_batches(brief: Brief) -> Iterator[Printable]:
    for batch in brief.community.batches:
        photos: list[Photo] = []
        if _is_empty(batch, brief):
            continue
        try:
            if batch.fields.sheet == "newsletter":
                data, photos = newsletter_data(batch, brief)
            else:
                data = batch_data(batch, brief)
        except NoCode:
            continue
        yield _of_batch(batch, data, brief, photos)


def _is_empty(batch: Batch, brief: Brief) -> bool:
    """Whether its list holds nothing, which is a problem told elsewhere."""
    fields = batch.fields
    places = fields.each and any(batch.places(brief.community.network))
    return not (batch.rows or places or fields.pages or (fields.copies and not fields.list))


def _of_batch(
    batch: Batch, data: dict[str, Any], brief: Brief, photos: Sequence[Photo]
) -> Printable:
    fields, paper = batch.fields, batch.fields.sheet
    notes = tuple(data.pop("notes", ()))
    at = fields.at
    version = _mark(paper, data)
    size = next(s for s, mm in PAPER_MM.items() if sorted(mm) == sorted(data["paper"]))
    name = _file_name(f"{fields.title}{fields.issue}"[:40], paper, size, brief)
    where = brief.community.names(at, fields.boards) or brief.community.name
    addressed = {address for address, _ in _codes(data)}
    places = brief.community.network.places
    opened = [
        place_identity(p) for p in places if brief.addresses.get(place_identity(p)) in addressed
    ]
    return Printable(
        paper, batch.identity, paper, name, f"sheets/{paper}.typ", data, size, fields.title, where,
        frozenset({at} if at else ()), frozenset(fields.boards), tuple(photos), version,
        notes, dict.fromkeys(opened, version),
    )  # fmt: skip


def _mark(paper: str, data: dict[str, Any]) -> str:
    """The version of a sheet, and puts it below the codes that have none of their own."""
    # a poster shows as many works as its paper has room for, and speaks of all
    version = version_of([paper, data.pop("said", data)])
    data["mark"] = describe_version(version)
    rows = [row["code"] for row in data.get("rows", ()) if "code" in row]
    for code in (data["code"], *rows) if "address" in data.get("code", {}) else rows:
        code["mark"] = data["mark"]
    return version


def codes_of(printable: Printable) -> dict[str, float]:
    """What the codes of a sheet open, and from how many metres each is to be scanned."""
    return dict(_codes(printable.data))


def _codes(value: Any) -> Iterator[tuple[str, float]]:
    if isinstance(value, dict):
        if "address" in value:
            yield value["address"], value["metres"]
        for part in value.values():
            yield from _codes(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _codes(part)


def describe_printable(printable: Printable) -> str:
    """停水通知（海报）"""
    return f"{printable.title}（{KIND_NAMES[printable.paper]}）"


def _file_name(title: str, paper: str, size: str, brief: Brief) -> str:
    large = "-大字" if brief.large else ""
    return safe_name(f"{title}-{KIND_NAMES[paper]}-{size}{large}")


def safe_name(text: str) -> str:
    """`text` as every system takes it for a name, Windows' rules being the strictest."""
    safe = re.sub(r'[\s/\\?#%:*"<>|\x00-\x1f\u200b-\u202f\u2066-\u2069]+', "-", text).strip("-. ")
    return safe or "sheet"


def is_lying(printable: Printable) -> bool:
    """Whether the sheet is wider than high."""
    wide, tall = printable.data["paper"]
    return bool(wide > tall)


def trimmed_size(printable: Printable) -> tuple[int, int]:
    """Width and height in mm of the sheet as it is cut."""
    return paper_size(printable.size, upright=not is_lying(printable))


def _distinct(planned: list[Printable]) -> list[Printable]:
    """The same, names that two have made different by what they hang for.

    A third one with that name changes nothing for the two. Names that differ in case only
    are one name on Windows.
    """
    counts = Counter(printable.name.casefold() for printable in planned)
    return [
        p if counts[p.name.casefold()] == 1 else replace(p, name=f"{p.name}-{_hash(p.identity)}")
        for p in planned
    ]


def _hash(identity: str) -> str:
    return hashlib.sha256(identity.encode()).hexdigest()[:6]


def select(
    printables: list[Printable], selectors: tuple[str, ...], over: Collection[str] = ()
) -> list[Printable]:
    """Those that a selector names: `all`, a kind, a kind of paper, a place, a board, an id.

    A catalogue is a book, nothing for a wall: it comes where it is asked for. What hangs for
    an identity in `over` has had its days: it comes only where it is called by name.
    """
    words = [_word(selector) for selector in selectors]
    chosen = printables if not words or "all" in words else [
        p for p in printables if any(_is_named(p, word) or _is_at(p, word) for word in words)
    ]  # fmt: skip
    named = [p for p in printables if any(_is_named(p, word) for word in words)]
    books = "all" in words or any(word in _BOOKS for word in words)
    return [
        p for p in chosen
        if (books or p.paper != "catalogue") and (p.identity not in over or p in named)
    ]  # fmt: skip


_BOOKS = ("catalogue", KIND_NAMES["catalogue"])


def _word(selector: str) -> str:
    """A selector without what a path has around it."""
    word = (
        selector.replace("\\", "/")
        .removeprefix("./")
        .strip("/")
        .removeprefix("galleries/")
        .removeprefix("docs/")
        .removesuffix(".md")
    )
    return re.sub(r"/(gallery|print)\.ya?ml$", "", word)


def _is_named(printable: Printable, word: str) -> bool:
    """Whether `word` is its title or what it hangs for, with or without its kind."""
    identity = printable.identity
    return word in (printable.title, identity, identity.partition(":")[2])


def _is_at(printable: Printable, word: str) -> bool:
    """Whether `word` is its kind, its kind of paper, one of its boards, or a place around it."""
    below = any(place == word or place.startswith(word + "/") for place in printable.places)
    kinds = (printable.kind, printable.paper, KIND_NAMES[printable.paper])
    return word in kinds or word in printable.boards or below
