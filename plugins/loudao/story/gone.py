"""What staff are told of paper that hangs and is not printed any more."""

from __future__ import annotations

from collections.abc import Callable

from ..plan.names import titles_ever
from ..plan.plan import Plan
from ..walls.rounds import NOWHERE, Lost


def told_of_lost(plan: Plan) -> Callable[[str], Lost]:
    """By what it hung for: of a sheet that is still there where it hangs and what is the matter."""
    titles = titles_ever(plan.codes)

    def told(what: str) -> Lost:
        identity = what.partition("#")[0]
        sheet = plan.community.by_identity.get(identity)
        if sheet is None:
            return Lost(titles.get(identity) or what.partition(":")[2], "清单里已经没有了")
        refused = sheet.refuses_walls
        why = "没有一件作品同意挂出来" if refused else "现在没有要印在上面的"
        return Lost(sheet.fields.title, why, plan.community.where(sheet) or NOWHERE)

    return told
