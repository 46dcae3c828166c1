"""What staff call a place or a board: 农行小区/3号楼/2单元, 农行小区三号楼, 东门宣传栏."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from .numerals import in_digits
from .place import Network, Place, PlaceKind

_BETWEEN = re.compile(r"[\s/\\·•>→,，、\-－—]+")
"""What may stand between the parts of an address."""

_SLASHES = re.compile(r"\s*[/／\\>→]\s*")
"""What stands between parts that may have spaces in their names."""

_NUMBER = r"第?([a-z]?\d+[a-z]?|[a-z])"
_COUNTERS: Mapping[PlaceKind, tuple[str, str, str]] = {
    "building": ("号楼|栋|幢|座|#楼|#", "|号|楼", "号楼"),
    "unit": ("单元|门洞|门", "", "单元"),
    "floor": ("层|楼|f(?![a-z])", "", "层"),
}
"""How each is counted wherever it stands, how else where it is known to be one, and how it is
spelled here: 3栋 and 三号楼 are one building."""

_COUNTED = tuple(
    (re.compile(f"{_NUMBER}(?:{counters})"), word) for counters, _, word in _COUNTERS.values()
)


def places_called(network: Network, words: str) -> list[str]:
    """The ids of the places that `words` may mean; an id means itself.

    Names come from any place downward: 3号楼/2单元 where only one courtyard has that.
    """
    if words in network.places:
        return [words]
    known = _index(network)
    name = plain(words).removeprefix(plain(network.community.name))
    if not name:
        return [""] if plain(words) else []
    counted = _counted(name)
    found = known.get(name) or known.get(counted) or list(_along(network, words))
    return list(dict.fromkeys(found or _unpadded_index(network).get(_unpadded(counted), [])))


def boards_called(network: Network, words: str) -> list[str]:
    """The ids of the boards that `words` may mean; an id means itself. 1号栏 is 01号栏 too, where
    no board has the very name."""
    if words in network.boards:
        return [words]
    name = plain(words)
    known = {b.id: (plain(b.name), plain(b.id)) for b in network.boards.values()}
    found = [board for board, names in known.items() if name and name in names]
    bare = _unpadded(name)
    return found or [
        board for board, names in known.items() if bare and bare in map(_unpadded, names)
    ]


def address_of(network: Network, place_id: str) -> str:
    """The names of a place as staff write them: 农行小区/3号楼/2单元."""
    return "/".join(place.name for place in network.line(place_id)[1:]) or network.community.name


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """What is left of a name when width, case, spaces and the way of counting are no matter."""
    return _BETWEEN.sub("", in_digits(unicodedata.normalize("NFKC", text).casefold()))


def _counted(name: str) -> str:
    """A plain name with each of its parts spelled as `_index` has it."""
    for pattern, word in _COUNTED:
        name = pattern.sub(rf"\1{word}", name)
    return name


_PADDING = re.compile(r"(?<!\d)0+(?=\d)")


def _unpadded(name: str) -> str:
    """8号楼 for 008号楼: where only one of the two is there, it is meant."""
    return _PADDING.sub("", name)


def _spelled(name: str, kind: PlaceKind) -> str:
    """A plain name of a place of that kind with its number counted in our way."""
    if kind not in _COUNTERS:
        return name
    counters, more, word = _COUNTERS[kind]
    return re.sub(f"{_NUMBER}(?:{counters}{more})$", rf"\1{word}", name)


def _spellings(line: Sequence[Place]) -> set[tuple[str, ...]]:
    """The names of a place from its courtyard down: as written, counted our way, 3楼 for 3号楼."""
    ours = tuple(_spelled(plain(p.name), p.kind) for p in line)
    short = tuple(re.sub("号楼$", "楼", name) for name in ours)
    return {tuple(plain(p.name) for p in line), ours, short}


@lru_cache(maxsize=4)
def _index(network: Network) -> Mapping[str, list[str]]:
    """Ids by every way down to a place: by its own name, its parent's and its own, and so on."""
    known: dict[str, list[str]] = {}
    for place in network.places.values():
        for names in _spellings(network.line(place.id)[1:]):
            for start in range(len(names)):
                known.setdefault("".join(names[start:]), []).append(place.id)
    return known


@lru_cache(maxsize=4)
def _unpadded_index(network: Network) -> Mapping[str, list[str]]:
    """The same without zeros before numbers, for names that are none as they are written."""
    known: dict[str, list[str]] = {}
    for name, ids in _index(network).items():
        known.setdefault(_unpadded(name), []).extend(ids)
    return known


def _along(network: Network, words: str) -> Iterator[str]:
    """Ids by parts of which some are numbers alone: 农行小区/3/2."""
    ways = (pattern.split(words.strip()) for pattern in (_SLASHES, _BETWEEN))
    for parts in ways:
        found = list(_by_parts(network, [part for part in parts if plain(part)]))
        if found:
            yield from found
            return


def _by_parts(network: Network, parts: list[str]) -> Iterator[str]:
    if parts and plain(parts[0]) == plain(network.community.name):
        parts = parts[1:]
    if not parts:
        return
    courtyards = [place.id for place in network.children("")]
    named = _index(network).get(_counted(plain(parts[0])), ())
    for start in dict.fromkeys([*named, *_named(network, courtyards, parts[0])]):
        yield from _below(network, start, parts[1:])


def _below(network: Network, start: str, parts: list[str]) -> Iterator[str]:
    if not parts:
        yield start
        return
    for child in _named(network, network.below.get(start, ()), parts[0]):
        yield from _below(network, child, parts[1:])


def _named(network: Network, ids: Iterable[str], part: str) -> Iterator[str]:
    """Those of some places that one word calls: by id, name, or number; else, by their numbers
    without zeros before them."""
    below, word = list(ids), plain(part)
    found = [i for i in below if i.rpartition("/")[2].casefold() == part.casefold()]
    found += [i for i in below if i not in found and _is_called(network.places[i], word)]
    yield from found or [i for i in below if _is_called(network.places[i], word, _unpadded)]


def _is_called(place: Place, word: str, seen: Callable[[str], str] = str) -> bool:
    """Whether a plain `word` is the name or the number of a place, both as they are `seen`."""
    *_, counted = _COUNTERS.get(place.kind, ("",))
    own = seen(_spelled(plain(place.name), place.kind))
    return own in (seen(_spelled(word, place.kind)), counted and seen(word + counted))
