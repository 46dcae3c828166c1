"""What a kind 类别 is: what its author writes, what it prints, and what its page shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from ..compose.brief import Brief
from ..compose.pieces import Composed
from ..compose.sizes import Size
from ..model.community import Community
from ..model.consent import Scope
from ..model.entry import Entry
from ..model.fields import SheetFields
from ..model.problem import Problem
from ..model.roll import Roll
from ..model.rule import Rules
from ..model.sheet import Sheet
from ..model.target import Target
from ..model.terms import Terms

_NAME = re.compile(r"[a-z][a-z0-9-]{1,30}")


def no_parts(sheet: Sheet, community: Community) -> Iterable[Target]:
    """For pages that have no pages below them."""
    return ()


def no_view(sheet: Sheet, community: Community) -> Mapping[str, Any]:
    """For templates that need nothing beyond what all are given."""
    return {}


def no_entries(sheet: Sheet, community: Community) -> Iterable[Entry]:
    """For sheets that are on no calendar."""
    return ()


def no_faults(sheet: Sheet, community: Community) -> Iterable[Problem]:
    """For kinds that have no rules of their own."""
    return ()


def no_sheets(community: Community) -> Iterable[Sheet]:
    """For kinds whose sheets staff write."""
    return ()


@dataclass(frozen=True)
class Paper:
    """One thing that a kind prints."""

    name: str
    """As it is selected and recorded: `poster`."""
    label: str
    """海报"""
    template: str
    """A file of the kind's folder, else of the library of the press."""
    compose: Callable[[Sheet, Brief], Iterable[Composed]]
    """The PDFs; none where there is nothing to print."""
    size: Size = "A3"
    """Where nobody asks for another."""
    hangs: bool = True
    """Whether it hangs on a wall; what is handed out is no task of a round."""
    on_site: bool = False
    """Whether pages offer it; lists of people's names are never offered."""
    per_wall: bool = True
    """Whether one is printed for each wall that the sheet hangs on, else one in all."""
    only_asked: bool = False
    """Whether it comes only where it is asked for by name: a book is nothing for a wall."""
    scope: Scope | None = None
    """What authors have to agree to; else whether it hangs tells."""
    most_pages: int | None = None
    """More pages than these are told; one sheet is meant to stay one."""

    @property
    def takes_slots(self) -> bool:
        """Whether it hangs on each board that its sheet names, in slots 栏位 of it."""
        return self.hangs and self.per_wall and not self.only_asked

    @property
    def agreed_for(self) -> Scope:
        """What a work has to be for to be seen on it."""
        return self.scope or ("wall" if self.hangs else "print")


@dataclass(frozen=True)
class Page:
    """What a kind shows on the site."""

    template: str
    """A file of the kind's folder, else of web/: a whole page, or what goes around `{{ body }}`
    of a page of docs/."""
    section: str
    """What its sheets are called on the pages of places: a heading, where they speak of days."""
    index: str = ""
    """Its list page, if it has one: `notices/`."""
    states: tuple[str, str, str] = ("现在有效", "将要开始", "已过期")
    """What its list calls those that run, that will, and that did, which it keeps by years."""
    countdown: str = ""
    """What the home page calls those that run, each with the days that are left; empty where they
    are not counted."""
    chronicle: bool = False
    """Whether that tells of what was, the newest first by years, and not of what is in force."""
    parts: Callable[[Sheet, Community], Iterable[Target]] = no_parts
    """The pages below it."""
    view: Callable[[Sheet, Community], Mapping[str, Any]] = no_view
    """What its template is given beyond what all are: totals, turns."""


@dataclass(frozen=True)
class Kind:
    """One folder of `kinds/`; `source` says where its sheets come from."""

    name: str
    label: str
    folder: Path
    fields: type[SheetFields]
    source: Literal["page", "manifest", "derived"]
    """A page of docs/ with front matter, a manifest of galleries/, or the network itself."""
    default_style: str = "plain"
    implied_by: frozenset[str] = frozenset()
    """Keys that make a manifest this kind when it does not name one."""
    papers: tuple[Paper, ...] = ()
    page: Page | None = None
    """None for what is never on the site: lists of persons, plates."""
    entries: Callable[[Sheet, Community], Iterable[Entry]] = no_entries
    check: Callable[[Sheet, Community], Iterable[Problem]] = no_faults
    derive: Callable[[Community], Iterable[Sheet]] = no_sheets
    terms: Callable[[Sheet, Community], Terms] | None = None
    """The days for which a sheet is to hang, where that has to be shown afterwards: what becomes of
    it on the wall is kept as evidence, and a command of the kind's name makes a file of it."""
    rolls: tuple[Roll, ...] = ()
    """What of its manifests can be exported as a table, and imported."""
    rules: Rules = Rules()
    """Those of its packs, and of the site's own; `load_kinds` reads them."""


@dataclass(frozen=True)
class Kinds:
    """The kinds of one site, by name, in the order in which pages show them."""

    by_name: Mapping[str, Kind]
    default: str = ""
    """The kind of a manifest that names none and has no key of another."""

    def __getitem__(self, name: str) -> Kind:
        return self.by_name[name]

    def __iter__(self) -> Iterator[Kind]:
        return iter(self.by_name.values())

    def named(self, source: str) -> list[str]:
        return [kind.name for kind in self if kind.source == source]

    def called(self, word: str, names: Collection[str]) -> Kind | None:
        """That of the kinds `names` which `word` is the name, the label or the heading of."""
        spoken = word.strip().casefold()
        known = [self.by_name[name] for name in names]
        by_label = (k for k in known if spoken in (k.name, k.label.casefold()))
        by_section = (k for k in known if k.page and spoken == k.page.section.casefold())
        return next(by_label, None) or next(by_section, None)

    def imply(self, keys: set[str]) -> Kind:
        """The kind of a manifest that does not name one."""
        implied = (k for k in self if k.source == "manifest" and k.implied_by & keys)
        return next(implied, self.by_name[self.default])

    @cached_property
    def lists(self) -> Sequence[tuple[Kind, Page]]:
        """The kinds that have a list of their sheets, with the page that says where."""
        return [(kind, kind.page) for kind in self if kind.page and kind.page.index]

    @cached_property
    def papers(self) -> Mapping[str, Paper]:
        """Every paper by its name; what several kinds print bears one name."""
        return {paper.name: paper for kind in self for paper in kind.papers}


def clashes(kinds: Iterable[Kind]) -> dict[str, str]:
    """What is wrong with the names of kinds and papers, by the name of the kind at fault.

    A selector is a kind or a paper, never both: only a kind's first paper may bear its name.
    A paper that several kinds print has one label.
    """
    found: dict[str, str] = {}
    known = {kind.name: kind for kind in kinds}
    labels: dict[str, str] = {}
    for kind in known.values():
        for number, paper in enumerate(kind.papers):
            own = paper.name == kind.name and number == 0
            if paper.name in known and not own:
                found[kind.name] = f"纸的名字“{paper.name}”已经是一个类别"
            elif labels.setdefault(paper.name, paper.label) != paper.label:
                found[kind.name] = f"纸的名字“{paper.name}”已经叫“{labels[paper.name]}”"
        if not _NAME.fullmatch(kind.name):
            found[kind.name] = "名字要用小写字母、数字和横线"
    return found
