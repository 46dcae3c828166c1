"""Which versions of what hangs are current, in words for whoever stands before the wall."""

from __future__ import annotations

from collections import defaultdict

from ..codes.identity import place_identity
from ..compose.version import describe_version
from ..model.days import describe_day
from ..plan.plan import Plan
from ..plan.prints import Print
from ..walls.record import Record


def describe_papers(plan: Plan) -> dict[str, list[str]]:
    """What each code hangs on, by what it opens: 海报 版 K7Q2（2026年11月21日印）.

    The page of a unit speaks of the signs of its floors too.
    """
    papers: dict[str, list[str]] = defaultdict(list)
    network = plan.community.network
    floors = {place_identity(p.id): p for p in network.places.values() if p.floor}
    record = plan.record or Record()
    for planned in plan.prints:
        last = record.latest.get(planned.key)
        day = f"（{describe_day(last.on)}印）" if last and last.version == planned.version else ""
        for identity, version in planned.versions.items():
            words = f"{_name(planned, identity)} {describe_version(version)}{day}"
            papers[identity].append(words)
            if floor := floors.get(identity):
                papers[place_identity(floor.parent_id or "")].append(f"{floor.name}{words}")
    return dict(papers)


def _name(planned: Print, identity: str) -> str:
    """海报, where it is the sheet's own; 中共党员（门牌） on a page of another thing."""
    own = identity == planned.sheet.identity or identity.startswith("work:")
    return planned.paper.label if own else planned.described
