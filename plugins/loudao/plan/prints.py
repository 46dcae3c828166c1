"""Everything that can be printed, each PDF with its name and its version, before any is set."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from ..codes.codes import Codes
from ..codes.identity import board_identity, place_identity
from ..codes.qr import versioned
from ..compose.brief import Brief, Manner
from ..compose.enlarge import enlarged
from ..compose.pieces import Code, Composed, Image, pieces_in
from ..compose.sizes import SIDE_PER_METRE, Extent, size_mm
from ..compose.version import former_version_of, version_of
from ..kinds.kind import Kinds, Paper
from ..model.hanging import Hanging
from ..model.place import Network, Place
from ..model.sheet import Sheet


@dataclass(frozen=True)
class Print:
    """One PDF: what it is of, its name, and what its template is told."""

    sheet: Sheet
    paper: Paper
    composed: Composed
    name: str
    """Of its file, without the ending: title, what it is, size."""
    version: str
    of_parts: Mapping[str, str] = field(default_factory=dict)
    """The versions of parts that bear their own, by the identity that their code opens."""
    where: str = ""
    """Where it hangs, in words."""

    @property
    def identity(self) -> str:
        """What it hangs for, as the record has it; several of one paper are told apart."""
        part = self.composed.part
        return f"{self.sheet.identity}#{part}" if part else self.sheet.identity

    @property
    def key(self) -> tuple[str, str]:
        """As the record knows it: what it hangs for, and the name of the paper."""
        return self.identity, self.paper.name

    @property
    def days(self) -> tuple[date | None, date | None]:
        """From when to when it hangs; None for an open end."""
        return self.composed.days or (self.sheet.fields.from_, self.sheet.fields.until)

    @property
    def title(self) -> str:
        """What staff call it: the sheet's title, the place's name."""
        return self.sheet.fields.title

    @property
    def described(self) -> str:
        """停水通知（海报）"""
        return f"{self.title}（{self.paper.label}）"

    @property
    def extent(self) -> Extent:
        """Width and height in mm of the sheet as it is cut."""
        return size_mm(self.composed.size, self.composed.lying)

    @cached_property
    def codes(self) -> tuple[Code, ...]:
        """Every code on it, each once."""
        return tuple(dict.fromkeys(pieces_in((self.composed.says, self.composed.sets), Code)))

    @cached_property
    def images(self) -> tuple[Image, ...]:
        return tuple(pieces_in((self.composed.says, self.composed.sets), Image))

    @cached_property
    def versions(self) -> Mapping[str, str]:
        """The version below each code, by the identity that it opens."""
        marked = (code.identity for code in self.codes if code.marked)
        return {identity: self.of_parts.get(identity, self.version) for identity in marked}

    def opens(self, code: Code, codes: Codes) -> str:
        """What a phone asks for that reads one of its codes: the code knows its paper."""
        address = codes.address(code.identity)
        if not code.marked or not address:
            return address
        return versioned(address, self.versions[code.identity], round(code.side_mm, 2))

    def distances(self, codes: Codes) -> dict[str, float]:
        """What its codes open, and from how many metres each is to be scanned."""
        return {
            self.opens(code, codes): round(code.side_mm / SIDE_PER_METRE, 3) for code in self.codes
        }

    def is_bound(self, codes: Codes) -> bool:
        """Whether all of its codes are in the ledger."""
        return all(codes.is_bound(code.identity) for code in self.codes)

    @property
    def is_offered(self) -> bool:
        """Whether the site has it to be printed at home: not where a work on it is not for the
        site."""
        shown = self.sheet.seen_on(self.paper.agreed_for).fields.all_works
        return self.paper.on_site and all(work.is_for("web") for work in shown)

    def former(self, codes: Codes) -> Print:
        """The same with the versions that an earlier release gave it, which count as well."""
        return replace(self, **_versions(self.paper, self.composed, codes, former_version_of))


def plan_prints(sheets: Iterable[Sheet], kinds: Kinds, brief: Brief) -> tuple[Print, ...]:
    """Every PDF; one that would show a code that may not be printed is not planned."""
    if not brief.codes.base:
        return ()
    return _distinct([p for sheet in sheets for p in plan_sheet(sheet, kinds, brief)])


def plan_sheet(
    sheet: Sheet, kinds: Kinds, brief: Brief, papers: Sequence[Paper] | None = None
) -> Iterator[Print]:
    """The PDFs of one sheet, or those of some of its papers, without a look at the others."""
    where = brief.community.where(sheet) or brief.community.name
    if brief.community.network.stewards:
        brief = replace(brief, at=sheet.fields.at, boards=sheet.fields.boards)
    seen = brief.community.seen
    for paper in kinds[sheet.kind].papers if papers is None else papers:
        scope = paper.agreed_for
        limited = seen[scope] is not brief.community
        told = replace(brief, community=seen[scope]) if limited else brief
        for composed in _compose(paper, sheet.seen_on(scope) if limited else sheet, told):
            name = _file_name(paper, composed, brief.manner)
            versions = _versions(paper, composed, brief.codes, version_of)
            planned = Print(sheet, paper, composed, name, **versions, where=where)
            if all(brief.codes.can_print(code.identity) for code in planned.codes):
                yield planned


def _compose(paper: Paper, sheet: Sheet, brief: Brief) -> Iterator[Composed]:
    """The PDFs of one paper. Large print is the same on larger paper; on the size that somebody
    asked for its kind finds larger words."""
    manner = brief.manner
    told = replace(brief, manner=replace(manner, large=manner.large and manner.size is not None))
    for composed in paper.compose(sheet, told):
        grows = manner.large and (manner.size is None or composed.grid)
        yield enlarged(composed) if grows else composed


def _versions(
    paper: Paper, composed: Composed, codes: Codes, spell: Callable[[str, Any, Codes], str]
) -> dict[str, Any]:
    """The version of a whole, and those of its parts."""
    parts = {what: spell(style, says, codes) for what, (style, says) in composed.parts.items()}
    return {"version": spell(paper.name, composed.says, codes), "of_parts": parts}


def hanging_of(planned: Print, brief: Brief) -> Hanging:
    """What the record and the round need to know of a print."""
    network, fields = brief.community.network, planned.sheet.fields
    boards = [network.boards[b] for b in sorted(fields.boards) if b in network.boards]
    place = own_wall(planned.sheet, network)
    places = [place] if place else []
    walls = (*(b.name for b in boards), *(p.full_name for p in places)) or (planned.where,)
    # of what is not for each wall there is one, wherever it was seen
    several = planned.paper.per_wall and len(walls) > 1
    ids = (*(board_identity(b.id) for b in boards), *(place_identity(p.id) for p in places))
    keepers = [network.steward_at(None, [b.id]) for b in boards]
    keepers += [network.steward_at(p.id) for p in places]
    former = planned.former(brief.codes)
    return Hanging(
        planned.identity,
        planned.paper.name,
        planned.described,
        planned.composed.size,
        planned.version,
        former.version,
        walls,
        *planned.days,
        tuple(keeper.name if keeper else "" for keeper in keepers),
        {
            code.identity: (planned.versions[code.identity], former.versions[code.identity])
            if code.marked
            else ()
            for code in planned.codes
            if "://" not in code.identity
        },
        ids if several else (),
    )


def walls_of(planned: Print, network: Network) -> int:
    """On how many walls it hangs; of what is not for each wall one is made."""
    own = own_wall(planned.sheet, network) is not None
    boards = len(set(planned.sheet.fields.boards))
    return max(1, boards + own) if planned.paper.per_wall else 1


def own_wall(sheet: Sheet, network: Network) -> Place | None:
    """The place where a sheet hangs besides its boards, if it does."""
    at = network.places.get(sheet.fields.at) if sheet.fields.at else None
    return at if at and network.has_own_wall(at.id, sheet.fields.boards) else None


def _file_name(paper: Paper, composed: Composed, manner: Manner) -> str:
    part = f"-{composed.part}" if composed.part else ""
    ending = (
        f"{paper.label}-{composed.size}"
        + ("-大字" if manner.large else "")
        + ("-浅底" if manner.light else "")
    )
    return safe_name(f"{composed.called[:40]}{part}-{ending}")


def safe_name(text: str) -> str:
    """`text` as every system takes it for a name, Windows' rules being the strictest."""
    safe = re.sub(r'[\s/\\?#%:*"<>|\x00-\x1f\u200b-\u202f\u2066-\u2069]+', "-", text).strip("-. ")
    return safe or "sheet"


def _distinct(planned: list[Print]) -> tuple[Print, ...]:
    """The same, names that two have made different by what they hang for.

    A third one with that name changes nothing for the two. Names that differ in case only
    are one name on Windows.
    """
    counts: Mapping[str, int] = Counter(p.name.casefold() for p in planned)
    return tuple(
        p if counts[p.name.casefold()] == 1 else replace(p, name=f"{p.name}-{_hash(p.identity)}")
        for p in planned
    )


def _hash(identity: str) -> str:
    return hashlib.sha256(identity.encode()).hexdigest()[:6]
