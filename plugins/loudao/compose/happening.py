"""When, where and who of a sheet, in words for a page and for paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from ..model.clock import say_span, spell_clock
from ..model.fields import HappeningFields
from ..model.happening import When
from ..model.place import Network, Place
from ..model.subjects import is_cut_off, subject_of

_WEEKDAYS = "一二三四五六日"


def tell(fields: HappeningFields, network: Network) -> dict[str, Any]:
    """What a page and a poster say of it; a field that nobody wrote is empty."""
    who = fields.who
    return {
        "when": [_tell_when(when) for when in sorted(fields.when, key=lambda when: when.day)],
        "where": [
            {"inside": inside, "places": places}
            for inside, places in _by_courtyard(fields.where, network)
        ],
        "who": who.name if who else "",
        "phone": who.phone if who else "",
        "dial": who.number if who else "",
        "about": fields.about or subject_of(fields.title) or "",
        "is_cut_off": is_cut_off(fields.title),
    }


def describe(told: Mapping[str, Any]) -> list[tuple[str, str]]:
    """时间, 地点 and 找谁 in a line each, those that are known."""
    when = "；".join(map(_describe_when, told["when"]))
    where = "；".join(f"{g['inside']} {'、'.join(g['places'])}".strip() for g in told["where"])
    who = f"{told['who']} {told['phone']}".strip()
    known = [("时间", when), ("地点", where), ("找谁", who)]
    return [(name, words) for name, words in known if words]


def _describe_when(when: Mapping[str, Any]) -> str:
    first, last = when["first"], when["last"]
    days = f"{first['month']}月{first['day']}日"
    if last:
        month = f"{last['month']}月" if last["month"] != first["month"] else ""
        days += f"至{month}{last['day']}日{'每天' if when['hours'] else ''}"
    else:
        days += f"（星期{first['weekday']}）"
    hours = "—".join(when["hours"])
    return f"{days}{hours}{'起' if len(when['hours']) == 1 else ''}"


def _tell_when(when: When) -> dict[str, Any]:
    return {
        "first": tell_day(when.day),
        "last": tell_day(when.last) if when.last else None,
        "hours": [spell_clock(clock) for clock in when.clocks],
        "minutes": when.clocks,
        "spoken": say_span(when.clocks),
    }


def tell_day(day: date) -> dict[str, Any]:
    """As a leaf of a calendar has it."""
    return {
        "iso": day.isoformat(),
        "year": day.year,
        "month": day.month,
        "day": day.day,
        "weekday": _WEEKDAYS[day.weekday()],
    }


def _by_courtyard(where: Iterable[str], network: Network) -> Iterator[tuple[str, list[str]]]:
    """Places by the one that they are in, each by its own name; what is no place by itself."""
    groups: dict[str, list[str]] = {}
    for words in where:
        place = network.places.get(words)
        inside, name = _apart(place, network) if place else ("", words)
        groups.setdefault(inside, []).append(name)
    yield from groups.items()


def _apart(place: Place, network: Network) -> tuple[str, str]:
    """农行小区 and 3号楼2单元; of a whole courtyard nothing and its name."""
    line = network.line(place.id)[1:]
    if len(line) < 2:
        return "", place.name
    return line[0].name, "".join(above.name for above in line[1:])
