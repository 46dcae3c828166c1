"""A whole community, read and ready to be checked."""

from __future__ import annotations

import operator
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from .consent import SCOPES, Scope
from .district import District
from .duty import Done, Duty, add_up
from .entry import Entry
from .place import Network
from .problem import Mark, Marks
from .rule import Rules
from .sheet import Sheet
from .work import Work


@dataclass(frozen=True)
class Community:
    """Everything that staff wrote, as values.

    `complete` is false when a manifest could not be read: what it held is unknown then,
    and nothing may be called missing.
    """

    network: Network
    places_marks: Marks
    sheets: tuple[Sheet, ...]
    """What staff wrote, in the order it was read."""
    derived: tuple[Sheet, ...] = ()
    """What nobody wrote: plates and signs of the network; each bears its place's identity."""
    kept_back: tuple[Sheet, ...] = ()
    """Drafts, and what is public on a later day: on no page and no paper, but whatever was printed
    of it before has a code that opens something."""
    complete: bool = True
    owed: tuple[Entry, ...] = ()
    """What somebody said is done by some day, as the kinds of its sheets tell: meetings go
    through it. The next day first."""
    today: date = date.min
    """The day that it is read for: what is late by then."""
    places_known: bool = True
    """False when places.yml could not be read: then no place can be called unknown."""
    rules: Mapping[str, Rules] = field(default_factory=dict)
    """What sheets go by, by the names of kinds that have rules."""
    district: District | None = None
    """The communities around it, where staff wrote them down."""

    @property
    def name(self) -> str:
        return self.network.community.name

    @cached_property
    def by_identity(self) -> Mapping[str, Sheet]:
        return {sheet.identity: sheet for sheet in reversed((*self.sheets, *self.derived))}

    @cached_property
    def pages(self) -> Mapping[str, Sheet]:
        """Sheets that are pages of docs/, by their path below it."""
        return {sheet.body.uri: sheet for sheet in self.sheets if sheet.body.uri}

    @cached_property
    def at_place(self) -> Mapping[str, Sequence[Sheet]]:
        """What staff hung, by the id of its place."""
        found: dict[str, list[Sheet]] = {}
        for sheet in self.sheets:
            if sheet.fields.at:
                found.setdefault(sheet.fields.at, []).append(sheet)
        return found

    @cached_property
    def duties(self) -> Sequence[Duty]:
        """What somebody took on, of sheets that are kept back too."""
        sheets = (*self.sheets, *self.kept_back)
        return [duty for sheet in sheets for duty in sheet.fields.duties(sheet.lists)]

    @cached_property
    def done(self) -> Mapping[Mark, Done]:
        """What came back of each duty of which anything did, by its mark."""
        return add_up(
            service
            for sheet in self.sheets
            for service in sheet.fields.services(sheet.lists, self.duties)
            if service.day <= self.today
        )

    @cached_property
    def seen(self) -> Mapping[Scope, Community]:
        """What of it is for each scope; itself where no author limited anything."""
        return {scope: self._seen_on(scope) for scope in SCOPES}

    def _seen_on(self, scope: Scope) -> Community:
        sheets = tuple(sheet.seen_on(scope) for sheet in self.sheets)
        same = all(map(operator.is_, sheets, self.sheets))
        return self if same else replace(self, sheets=sheets)

    def where(self, sheet: Sheet) -> str:
        """Where a sheet hangs, in names: its place, else its boards."""
        return self.names(sheet.fields.at, sheet.fields.boards)

    def names(self, at: str | None, board_ids: Sequence[str]) -> str:
        """The name of a place, else of boards; those that nobody knows are left out."""
        if at and at in self.network.places:
            return self.network.places[at].full_name
        boards = self.network.boards
        return "、".join(boards[b].name for b in board_ids if b in boards)

    def spoken(self, words: str) -> str:
        """The name of a place for its id; of what is no place the same words."""
        return self.network.places[words].full_name if words in self.network.places else words

    def works(self) -> Iterator[tuple[Sheet, int, Work]]:
        """Every work with its sheet and its index in the manifest."""
        for sheet in self.sheets:
            for index, work in sheet.fields.numbered_works:
                yield sheet, index, work
