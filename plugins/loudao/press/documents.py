"""Documents about the walls and about other PDFs: what the library asks of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from ..compose.brief import Brief, compose_sheet
from ..compose.pieces import New
from ..compose.sizes import Extent, size_mm
from ..model.days import describe_day
from ..store import Store
from ..walls.agenda import DOINGS, Item
from ..walls.rounds import ACTION_NAMES, Task
from .document import Document


def document_frame(brief: Brief, title: str, style: str) -> dict[str, Any]:
    """What the library asks of a page in the hand, without bleed or marks."""
    framed = compose_sheet(brief, title, {}, size="A4", style=style, default_style=style)
    cut = {"bleed": 0, "slug": 0, "slug_line": "", "paper": size_mm("A4")}
    said = {key: value for key, value in framed.says.items() if not isinstance(value, New)}
    return {**said, **framed.sets, **cut}


def plain_frame(title: str, community: str, paper: Extent) -> dict[str, Any]:
    """The same for a document that shows other PDFs."""
    return {
        "title": title, "community": community, "paper": paper, "bleed": 0, "slug": 0,
        "slug_line": "", "brush": None, "large": False, "light": False, "floor": 0, "footer": [],
    }  # fmt: skip


def round_document(tasks: Sequence[Task], brief: Brief, today: date) -> Document:
    """The page for whoever walks from wall to wall; `tasks` are in the order of the walls."""
    by_wall = [(wall, list(group)) for wall, group in groupby(tasks, key=lambda task: task.wall)]
    walls = [
        {
            "name": wall,
            "upkeep": here[0].upkeep,
            "tasks": [
                {
                    "action": ACTION_NAMES[t.action],
                    "name": t.name,
                    "why": t.why,
                    "size": "　".join(filter(None, (t.size, t.slots))),
                }
                for t in here
            ],
        }
        for wall, here in by_wall
    ]
    counts = Counter(task.action for task in tasks)
    said = [f"{ACTION_NAMES[action]} {counts[action]}" for action in ACTION_NAMES if counts[action]]
    style = brief.styles.get(brief.community.network.style).name
    data = {
        **document_frame(brief, "宣传栏和楼道巡查单", style),
        "summary": "　".join([brief.community.name, describe_day(today), *said]),
        "walls": walls,
        "nothing": "墙上都是对的，今天没有要做的事。",
    }
    return Document("sheets/round.typ", data, weight=len(tasks))


def agenda_document(items: Sequence[Item], brief: Brief, today: date, days: int) -> Document:
    """The same day by day; `items` are in the order of the days."""
    listed = [
        {
            "name": f"{describe_day(day)}{'　今天' if day == today else ''}",
            "tasks": [
                {"action": DOINGS[i.doing], "name": i.name, "size": "", "why": i.said}
                for i in group
            ],
        }
        for day, group in groupby(items, key=lambda item: item.day)
    ]  # fmt: skip
    style = brief.styles.get(brief.community.network.style).name
    data = {
        **document_frame(brief, "待办", style),
        "summary": f"{brief.community.name}　{describe_day(today)}起 {days} 天　共 {len(items)} 件",
        "walls": listed,
        "nothing": "这些天没有要做的事。",
    }
    return Document("sheets/round.typ", data, weight=len(items))


def below(path: Path, store: Store) -> str:
    """A file of the store as a template names it: from the root of the store."""
    return "/" + path.relative_to(store.root).as_posix()
