"""Paper that hangs and is not printed any more, of a sheet that is still there: where, and why."""

from __future__ import annotations

from dataclasses import replace

from ..plan.plan import Plan
from ..walls.rounds import NOWHERE, Task


def why_gone(plan: Plan, task: Task) -> Task:
    """The same, at the wall of its sheet and with what is the matter with it; as it is where there
    is no such sheet any more."""
    sheet = plan.community.by_identity.get(task.what.partition("#")[0])
    if sheet is None:
        return task
    works = sheet.fields.written_works
    refused = bool(works) and not any(work.is_for("wall") for work in works)
    why = "没有一件作品同意挂出来" if refused else "现在没有要印在上面的"
    printed = task.why.partition("，")[0]
    _, bracket, paper = task.name.rpartition("（")
    return replace(
        task,
        wall=task.wall if task.wall != NOWHERE else plan.community.where(sheet) or NOWHERE,
        name=f"{sheet.fields.title}{bracket}{paper}",
        why=f"{printed}，{why}",
    )
