"""What staff call by its name, by the id that everything else knows: places, boards, sheets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from ..codes.codes import Codes
from ..codes.identity import board_identity, place_identity
from ..model.names import boards_called, places_called, plain
from ..model.place import Network
from ..model.sheet import Sheet
from ..styles.styles import Styles


def with_ids(sheet: Sheet, network: Network, styles: Styles) -> Sheet:
    """The sheet with ids for names; a name that means nothing, or several, stays for the checks."""
    fields = sheet.fields
    changes: dict[str, Any] = {}
    if fields.at is not None:
        changes["at"] = _place(network, fields.at)
    if fields.boards:
        changes["boards"] = _boards(network, fields.boards)
    if where := fields.told_where:
        changes["where"] = tuple(_place(network, words) for words in where)
    changes.update(fields.styles_as(styles.called))
    changed = {name: value for name, value in changes.items() if value != getattr(fields, name)}
    return replace(sheet, fields=fields.model_copy(update=changed)) if changed else sheet


def network_with_ids(network: Network, styles: Styles) -> Network:
    """The network with its boards at ids of places, and its style by its id."""
    boards = {
        board.id: board.model_copy(update={"at": _place(network, board.at)})
        for board in network.boards.values()
    }
    style = styles.called(network.style) if network.style else network.style
    return replace(network, boards=boards, style=style)


def titles_of(codes: Codes) -> dict[str, str]:
    """What everything that has or had a code is called, by identity."""
    stood = codes.ledger.stood
    was = {i: stood[code].title for code, i in codes.ledger.codes.items() if code in stood}
    return {**was, **{identity: target.title for identity, target in codes.targets.items()}}


def titles_ever(codes: Codes) -> dict[str, str]:
    """The same, with what was retired: its paper may still hang."""
    was = {entry.was: entry.title for entry in codes.ledger.retired.values() if entry.title}
    return {**was, **titles_of(codes)}


def identities_called(words: str, titles: Mapping[str, str], network: Network) -> list[str]:
    """Those of `titles`, by identity, that `words` may mean.

    An identity means itself, with or without its kind; then come names of places and boards,
    whole titles, and parts of titles.
    """
    if words in titles:
        return [words]
    own = [i for i in titles if i.partition(":")[2] == words]
    places = [place_identity(place) for place in places_called(network, words)]
    boards = [board_identity(board) for board in boards_called(network, words)]
    name = plain(words)
    called = [i for i, title in titles.items() if name and plain(title) == name]
    partly = [i for i, title in titles.items() if name and name in plain(title)]
    ways = (own, [i for i in (*places, *boards) if i in titles], called, partly)
    return next(filter(None, ways), [])


def _place(network: Network, words: str) -> str:
    return _only(places_called(network, words), words)


def _boards(network: Network, names: Iterable[str]) -> tuple[str, ...]:
    """Each once: the same board by its id and by its name is one wall."""
    return tuple(dict.fromkeys(_only(boards_called(network, name), name) for name in names))


def _only(found: list[str], words: str) -> str:
    return found[0] if len(found) == 1 else words
