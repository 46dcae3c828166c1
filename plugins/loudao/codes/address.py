"""The address in a printed code, spelled so that its symbol is small."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import quote, urlsplit

_VERSION = re.compile(r"[0-9A-Z]{4}")


class Printed(NamedTuple):
    """What a printed code says."""

    code: str
    version: str = ""
    """Of the sheet; empty on sheets of before, and where a code is too small to hold it."""


def characters_of(address: str) -> str:
    """The code itself in what is printed for it: `7K3F`."""
    return address.rpartition("/")[2].partition("?")[0]


def code_address(base: str, code: str) -> str:
    """What is printed for `code`: `HTTPS://HOST/Q/7K3F`.

    Scheme and host in capitals are the same address (RFC 3986, 6.2.2.1) and let the symbol
    use its alphanumeric mode, two thirds of the bits. A path keeps its case: static
    hosts tell them apart.
    """
    parts = urlsplit(base)
    name, colon, port = parts.netloc.partition(":")
    host = (name if name.isascii() else name.encode("idna").decode("ascii")) + colon + port
    path = quote(parts.path.rstrip("/"), safe="/%")
    return f"{parts.scheme.upper()}://{host.upper()}{path}/Q/{code}"


def read_address(text: str, bases: Iterable[str]) -> Printed | None:
    """What the code says that reads as `text`; None where it begins with none of `bases`."""
    address, _, query = text.partition("?")
    code = characters_of(address).upper()
    if not code or not any(
        address.casefold() == code_address(base, code).casefold() for base in bases if base
    ):
        return None
    return Printed(code, query.upper() if _VERSION.fullmatch(query.upper()) else "")
