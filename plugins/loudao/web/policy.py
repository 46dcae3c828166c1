"""What a page may run and fetch, said in its head: a browser refuses everything else.

It holds from a disk too: under `file://` Chromium takes every file for `'self'`, so that pictures,
styles and scripts of a stick load, and nothing in the page itself runs.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256

POLICY = '<meta http-equiv="Content-Security-Policy"'
"""What a page begins to say it with."""

_BEGINNING = 1024
"""Bytes within which a page says its encoding."""

_CHARSET = re.compile(r"<meta\s[^>]*?charset\s*=[^>]*>", re.IGNORECASE)
_TOP = re.compile(r"\s*(?:<!doctype[^>]*>)?\s*(?:<html[^>]*>)?\s*(?:<head[^>]*>)?", re.IGNORECASE)
_STYLE = re.compile(r"<style\b[^>]*>")
_STYLED = re.compile(r"<[a-z][^<>]*\sstyle\s*=", re.IGNORECASE)


def with_policy(
    html: str,
    scripts: Iterable[str] = (),
    hosts: Iterable[str] = (),
    handlers: Iterable[str] = (),
) -> str:
    """`html` that runs the inline `scripts` and nothing else that is not a file of the site.

    `hosts` are asked beside the site; `handlers` are values of `onclick` and its like.
    """
    at = _place(html)
    policy = _policy(_styles(html), scripts, hosts, handlers)
    return f'{html[:at]}{POLICY} content="{policy}">{html[at:]}'


def _policy(
    styles: str, scripts: Iterable[str], hosts: Iterable[str], handlers: Iterable[str]
) -> str:
    own = " ".join(("'self'", *hosts))
    known = [_hash(script) for script in scripts]
    if on := [_hash(handler) for handler in handlers]:
        known += ["'unsafe-hashes'", *on]
    run = " ".join((own, *dict.fromkeys(known)))
    return (
        f"default-src {own}; script-src {run}; style-src {own}{styles}; img-src {own} data:; "
        "object-src 'none'; base-uri 'self'; form-action 'self'"
    )


def _styles(html: str) -> str:
    """Hashes of the page's own rules; where an element has a `style=` only everything helps,
    as in the 404.html of MkDocs, whose themes are not ours."""
    if "style" not in html:
        return ""
    if "style=" in html and _STYLED.search(html):
        return " 'unsafe-inline'"
    rules = (html[m.end() : html.find("</style", m.end())] for m in _STYLE.finditer(html))
    return "".join(f" {_hash(text)}" for text in dict.fromkeys(rules))


def _place(html: str) -> int:
    """Behind the encoding, which must come early, and before everything that a policy is for."""
    charset = _CHARSET.search(html, 0, _BEGINNING)
    if charset and "<script" not in html[: charset.start()].lower():
        return charset.end()
    top = _TOP.match(html)
    return top.end() if top else 0


@lru_cache(maxsize=64)  # most pages of ours have the same rules
def _hash(text: str) -> str:
    """As a browser has it: line breaks are one character to it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    digest = sha256(text.encode("utf-8", "surrogatepass")).digest()
    return f"'sha256-{b64encode(digest).decode()}'"
