"""Addresses of sites, as staff write them and as they are compared."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import unquote, urlsplit

from pydantic import AfterValidator

from .scalars import Title, fault

_USUAL_PORTS = {"http": 80, "https": 443}
_INDEX = re.compile(r"(?:^|/)index\.html$")


def is_address(text: str) -> bool:
    """Whether codes can start with it: a scheme, a host that has a name, no query."""
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").encode("idna")
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and not (parts.query or parts.fragment)


def is_link(text: str) -> bool:
    """Whether a page may lead there as it is: on the web, with a host that has a name, in one
    word, and without somebody's password."""
    try:
        parts = urlsplit(text)
        usable = bool((parts.hostname or "").encode("idna")) and parts.port != 0
    except ValueError:
        return False
    one_word = not re.search(r"[\s\\\"<>^`{|}]", text)
    return usable and one_word and parts.scheme in ("http", "https") and "@" not in parts.netloc


def place_on_the_web(address: str) -> tuple[str, int, str]:
    """Host, port and path of an address that `is_link`: the same for all spellings of one, with
    https or without."""
    parts = urlsplit(address)
    host = (parts.hostname or "").encode("idna").decode().casefold()
    port = parts.port or _USUAL_PORTS[parts.scheme]
    path = _INDEX.sub("", unquote(parts.path)).strip("/")
    return host, 0 if port in _USUAL_PORTS.values() else port, path


def _parse_address(value: str) -> str:
    if is_address(value) and is_link(value):
        return value
    meant = f"https://{value.partition('//')[2] or value}".rstrip("/") + "/"
    whole = is_address(meant) and is_link(meant) and "." in meant
    raise fault(f"“{value}”不是网址", f"写成 {meant if whole else 'https://域名/'} 这样")


SiteAddress = Annotated[Title, AfterValidator(_parse_address)]
"""Where the home page of a site is: https://jf.cn/."""
