"""Printed codes that moved or cannot be placed, in words, with the command that settles it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence

from ..model.problem import Problem, warning
from .ledger import below
from .likeness import Likeness
from .reconnect import Group, Reconnected, beside


def moved_problems(found: Reconnected, present: Mapping[str, Likeness]) -> Iterator[Problem]:
    """A line for all codes of each thing that is called something else now."""
    for group, there in found.moved.items():
        codes = found.groups[group]
        what = f"“{present[there].title}”从 {group.identity} 改到了 {there}"
        what += f"，短码 {'、'.join(codes)} 跟过去了"
        mark = found.ledger.marks.at("codes", codes[0])
        yield warning(mark, what, "不用做什么；下次印东西时记进台账")


def lost_problems(found: Reconnected, present: Mapping[str, Likeness]) -> Iterator[Problem]:
    """An error for each code that is lost, but for those that go with their gallery or place."""
    wholes = tuple(
        below(group.identity)
        for group in found.unplaced
        if not group.identity.startswith(("board:", "work:")) and group.identity not in present
    )
    unclaimed = sorted(present.keys() - set(found.ledger.codes.values()))
    for group, places in found.unplaced.items():
        for code in found.groups[group]:
            mark = found.ledger.marks.at("codes", code)
            if places:
                yield Problem(mark, *_several(group, code, places))
            elif group.identity in present and group.was:
                yield Problem(mark, *_another(group, code, present[group.identity]))
            elif not group.identity.startswith(wholes):
                likely = found.whereabouts(group.identity)
                ways = _retire(code), _retire_whole(group, found)
                yield Problem(mark, *_gone(group, code, unclaimed, likely, ways))


def _several(group: Group, code: str, places: Sequence[str]) -> tuple[str, str]:
    title = group.was.title if group.was else ""
    what = f"短码 {code} 印的是“{title}”（{group.identity}），现在有几个都像：{'、'.join(places)}"
    ways = "；".join(f"loudao codes move {code} {quoted(there)}" for there in places)
    return what, f"是哪个就运行哪一行：{ways}；都不是就运行 {_retire(code)}"


def _another(group: Group, code: str, now: Likeness) -> tuple[str, str]:
    assert group.was
    what = f"短码 {code} 印的是“{group.was.title}”，现在 {group.identity} 是“{now.title}”"
    same = f"loudao codes move {code} {quoted(group.identity)}"
    return what, f"还是同一件就运行 {same}；换了一件就运行 {_retire(code)}"


def _gone(
    group: Group, code: str, unclaimed: Sequence[str], likely: str, ways: tuple[str, str]
) -> tuple[str, str]:
    """`likely` is where it went, as its works tell; else the name that is most like its own.
    `ways` retire it alone, and with all that is in it, where something is."""
    alone, whole = ways
    over = f"已经不再展出就运行 {whole or alone}"
    over += f"；只停这一个，运行 {alone}" if whole else ""
    identity = group.identity
    what = f"短码 {code} 指向的“{identity}”不见了"
    near = likely if likely in unclaimed else _nearest(identity, unclaimed)
    if not near:
        return what, over
    move = f"loudao codes move {quoted(identity)} {quoted(near)}"
    return f"{what}，是不是改成了“{near}”？", f"是就运行 {move}；{over}"


def _retire_whole(group: Group, found: Reconnected) -> str:
    """The command that retires all that is in it too, and how many codes that are; empty where
    nothing is, or some of it is or may be elsewhere: that stays."""
    inside = below(group.identity)
    elsewhere = [*found.moved, *(it for it, places in found.unplaced.items() if places)]
    if any(it.identity.startswith(inside) for it in elsewhere):
        return ""
    gone = [it for it in found.unplaced if it.identity.startswith(inside)]
    count = sum(len(found.groups[it]) for it in gone)
    with_it = f"（连同里面的 {count} 个短码）" if count else ""
    return with_it and f"{_retire(quoted(group.identity))}{with_it}"


def _nearest(identity: str, unclaimed: Sequence[str]) -> str:
    """What it may be called now: of a place its only new sibling, else what sounds like it."""
    kind, _, name = identity.partition(":")
    same_kind = {other.partition(":")[2]: other for other in unclaimed if _sort(other) == kind}
    if kind == "place":
        siblings = [other for other in same_kind.values() if beside(other, identity)]
        return siblings[0] if len(siblings) == 1 else ""
    names = difflib.get_close_matches(name, same_kind, n=1, cutoff=0.5)
    return same_kind[names[0]] if names else ""


def _sort(identity: str) -> str:
    return identity.partition(":")[0]


def _retire(code: str) -> str:
    return f"loudao codes retire {code} --note 说明"


def quoted(text: str) -> str:
    """`text` as a word of a command."""
    return f'"{text}"' if re.search(r"\s", text) else text
