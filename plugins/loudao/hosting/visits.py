"""Printed codes opened at the public address, as a phone does that scans one."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from ..pool import Tick

_SECONDS = 20.0
_PARALLEL = 8
_MOST_BYTES = 500_000
"""Of a page that is read: a code's page has a few thousand."""


class Visit(NamedTuple):
    """A code whose page does not answer as it should."""

    code: str
    address: str
    why: str
    """`404`, `连不上`, `证书不对`, `不是它的网页`"""


def visit_codes(
    base: str, codes: Sequence[str], mark_of: Callable[[str], str], tick: Tick
) -> list[Visit]:
    """The codes whose pages below `base` do not answer, or do not bear their mark.

    What failed is asked once more at the end: a network of caches may be behind.
    """
    asked = [(f"{base}Q/{code}", code) for code in codes]

    def look(item: tuple[str, str]) -> Visit | None:
        address, code = item
        why = why_not(address, mark_of(code))
        return Visit(code, address, why) if why else None

    failed: list[Visit] = []
    with ThreadPoolExecutor(_PARALLEL) as threads:
        tick("检查短码", 0, len(asked))
        for done, visit in enumerate(threads.map(look, asked), 1):
            failed += [visit] if visit else []
            tick("检查短码", done, len(asked))
        again = threads.map(look, [(visit.address, visit.code) for visit in failed])
        return [visit for visit in again if visit]


def why_not(address: str, mark: str) -> str:
    """What is wrong with the page at `address`, which should bear `mark`; empty if nothing."""
    request = Request(address, headers={"User-Agent": "loudao", "Cache-Control": "no-cache"})
    try:
        with urlopen(request, timeout=_SECONDS) as answer:
            page = answer.read(_MOST_BYTES).decode("utf-8", "replace")
    except HTTPError as error:
        with error:
            return str(error.code)
    except ssl.SSLError:
        return "证书不对"
    except URLError as error:
        return "证书不对" if isinstance(error.reason, ssl.SSLError) else "连不上"
    except (OSError, HTTPException, ValueError):
        return "连不上"
    return "" if mark in page else "不是它的网页"
