"""Which versions of what hangs are current, in words for whoever stands before the wall."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from ..codes.codes import Codes
from ..codes.identity import place_identity
from ..compose.version import describe_version
from ..model.days import describe_day
from ..plan.plan import Plan
from ..plan.prints import Print
from ..walls.record import Record


class Paper(NamedTuple):
    """A sheet that bears a code of something."""

    words: str
    """海报 版 K7Q2（2026年11月21日印）"""
    version: str
    """The one that may hang."""


def describe_papers(plan: Plan) -> dict[str, list[Paper]]:
    """What each code hangs on, by what it opens.

    The page of a unit speaks of the signs of its floors too.
    """
    papers: dict[str, list[Paper]] = defaultdict(list)
    network = plan.community.network
    floors = {place_identity(p.id): p for p in network.places.values() if p.floor}
    record = plan.record or Record()
    for planned in plan.prints:
        hung, day = _hung(planned, plan.codes, record)
        for identity, version in hung.versions.items():
            words = f"{_name(planned, identity)} {describe_version(version)}{day}"
            papers[identity].append(Paper(words, version))
            if floor := floors.get(identity):
                above = papers[place_identity(floor.parent_id or "")]
                above.append(Paper(f"{floor.name}{words}", version))
    return dict(papers)


def _hung(planned: Print, codes: Codes, record: Record) -> tuple[Print, str]:
    """`planned` with the versions that paper on the wall bears, and the day of that paper."""
    last = record.latest.get(planned.key)
    for each in (planned, planned.former(codes)) if last else ():
        if last and last.version == each.version:
            return each, f"（{describe_day(last.on)}印）"
    return planned, ""


def _name(planned: Print, identity: str) -> str:
    """海报, where it is the sheet's own; 中共党员（门牌） on a page of another thing."""
    own = identity == planned.sheet.identity or identity.startswith("work:")
    return planned.paper.label if own else planned.described
