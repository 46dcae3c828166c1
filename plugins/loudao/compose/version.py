"""The version 版 of a sheet: four characters that change when what it says or shows changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from ..codes.codes import Codes
from ..codes.seals import ALPHABET
from ..photos.plan import Picture
from .pieces import Address, Code, Image, New


def version_of(paper: object, says: Any, codes: Codes) -> str:
    """The version of what `paper` says: another size or profile, another address of the site
    or another place on the disk is the same version."""
    return _four([paper, _spelled(says, codes)])


def former_version_of(paper: object, says: Any, codes: Codes) -> str:
    """The version that releases before this one gave: it held the address of every code.

    What was printed then hangs on as it is: both versions count when printed.yml is read.
    """
    return _four([paper, _spelled_formerly(says, codes)])


def describe_version(version: str) -> str:
    """As it stands below a code: 版 K7Q2."""
    return f"版 {version}"


def _four(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")
    return "".join(ALPHABET[number >> shift & 31] for shift in (0, 5, 10, 15))


def _spelled(value: Any, codes: Codes) -> Any:
    if isinstance(value, str):
        return value
    if isinstance(value, Code):
        return {"code": codes.characters(value.identity), "label": value.label}
    if isinstance(value, Address):
        return codes.characters(value.identity)
    if isinstance(value, Image):
        return {"photo": value.picture.digest, "alt": value.alt}
    if isinstance(value, Picture):
        return value.digest
    if isinstance(value, New):
        return _spelled(value.value, codes)
    if isinstance(value, Mapping):
        return {key: _spelled(part, codes) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_spelled(part, codes) for part in value]
    return value


def _spelled_formerly(value: Any, codes: Codes) -> Any:
    if isinstance(value, Code):
        return {"address": codes.address(value.identity), "label": value.label}
    if isinstance(value, Address):
        return readable(codes.address(value.identity))
    if isinstance(value, Picture):
        return value.web_key
    if isinstance(value, Mapping):
        spelled: dict[str, Any] = {}
        for key, part in value.items():
            if isinstance(part, Image):
                spelled |= {"photo": part.picture.web_key, "alt": part.alt}
            elif key != "image" and not isinstance(part, New):  # a work without a photo
                spelled[key] = _spelled_formerly(part, codes)
        return spelled
    if isinstance(value, list | tuple):
        return [_spelled_formerly(part, codes) for part in value if not isinstance(part, New)]
    return value


def readable(address: str) -> str:
    """An address as people type it: huayuan.example/Q/96TH."""
    host, _, path = address.partition("://")[2].partition("/")
    return f"{host.lower()}/{path}"
