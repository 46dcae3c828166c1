"""What happens when, as calendar leaves and door plates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ..compose.happening import tell, tell_day
from ..model.happening import When
from ..model.place import Network, Place
from ..model.sheet import Sheet
from ..walls.hang import state
from .links import href
from .web import Web


def card(web: Web, sheet: Sheet, root: str, here: Place | None = None) -> dict[str, Any]:
    """A sheet in a list: its leaf, its hours, its plates, as they are said at `here`."""
    happening = sheet.fields.happening
    told = tell(happening, web.community.network) if happening else None
    shown = _nearest(happening.when, web.plan.today) if happening else None
    last, now = last_day(sheet), state(sheet, web.plan.today)
    number = sorted(happening.when, key=_first).index(shown) if happening and shown else 0
    counted = bool(web.page_of(sheet).countdown)
    return {
        "href": href(root, sheet.uri),
        "title": sheet.fields.title,
        "until": last.isoformat() if last else "",
        "state": now,
        "when": told["when"][number] if told and told["when"] else _hanging(sheet, now == "coming"),
        "line": "",
        "picture": None,
        "slot": None,
        "gist": "",
        "at": " ".join(_concerned(sheet, web.community.network)),
        "hangs": not (told and told["when"]),
        "starts": sheet.fields.from_.isoformat() if sheet.fields.from_ else "",
        "counted": counted,
        "kept": not (told and told["when"]) and now != "coming",
        "days": _days(sheet) if counted else 0,
        "kind": web.plan.kinds[sheet.kind].label,
        "times": " ".join(map(_between, happening.when)) if happening else "",
        "plates": _plates(told, web.community.network, here),
        "where": from_here(web.community.where(sheet), web.community.network, here),
    }


def _between(when: When) -> str:
    """From which day and minute to which, for a script: `2026-11-25T480/2026-11-25T720`; without
    hours the days, without an end to the end of the day."""
    begins = "" if when.from_ is None else f"T{when.from_}"
    ends = "" if when.to is None else f"T{when.to}"
    return f"{when.day.isoformat()}{begins}/{when.ends.isoformat()}{ends}"


def _concerned(sheet: Sheet, network: Network) -> list[str]:
    """Whom it concerns, by the ids of places; everybody where none is named."""
    happening = sheet.fields.happening
    named = [words for words in happening.where if words in network.places] if happening else []
    return named or [at for at in (sheet.fields.at,) if at]


def last_day(sheet: Sheet) -> date | None:
    """The last one that it concerns: of what it speaks of, else on the wall; None for no end."""
    happening = sheet.fields.happening
    ends = max((when.ends for when in happening.when), default=None) if happening else None
    return ends or sheet.fields.until


def _first(when: When) -> date:
    return when.day


def _nearest(times: Sequence[When], today: date) -> When | None:
    """The first that is not over; else the last one."""
    ordered = sorted(times, key=_first)
    return next((when for when in ordered if when.ends >= today), ordered[-1] if ordered else None)


def _hanging(sheet: Sheet, coming: bool) -> dict[str, Any] | None:
    """The day of a sheet that names no other: the first of what is to come, else the last one;
    nothing where it has none."""
    starts, ends = sheet.fields.from_, sheet.fields.until
    day = starts or ends if coming else ends
    return {"first": tell_day(day), "last": None, "hours": [], "spoken": ""} if day else None


def _plates(
    told: dict[str, Any] | None, network: Network, here: Place | None
) -> list[dict[str, Any]]:
    """Plates by the courtyard that they are in, which is named where it is not that of the page
    and the community has several."""
    several = network.has_courtyards
    court = next((at.name for at in network.line(here.id)[1:2]), "") if here else ""
    return [
        {**group, "inside": group["inside"] if several and group["inside"] != court else ""}
        for group in (told["where"] if told else ())
    ]


def from_here(words: str, network: Network, here: Place | None) -> str:
    """The name of a place without what the page says above it: 2单元, on the page of 3号楼;
    nothing of the place itself."""
    if here is None or words == here.full_name:
        return "" if here else words
    for above in reversed(network.line(here.id)[1:]):
        if words.startswith(f"{above.full_name} "):
            return words.removeprefix(f"{above.full_name} ")
    return words


def _days(sheet: Sheet) -> int:
    """How many it is shown, 0 where nobody knows."""
    starts, ends = sheet.fields.from_, sheet.fields.until
    return (ends - starts).days + 1 if starts and ends and starts <= ends else 0


def by_day(web: Web, sheets: Sequence[Sheet]) -> list[Sheet]:
    """What comes first, first: by the next day that it speaks of, else by the day it ends."""

    def key(sheet: Sheet) -> tuple[date, str]:
        happening = sheet.fields.happening
        nearest = _nearest(happening.when, web.plan.today) if happening else None
        until = sheet.fields.until or date.max
        return (nearest.day if nearest else until), sheet.fields.title

    return sorted(sheets, key=key)
