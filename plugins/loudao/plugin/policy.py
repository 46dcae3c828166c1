"""The policy of every page of a build, with what the page was when words and templates wrote it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from ..richtext import parse_tree
from ..web.inline import scripts_in
from ..web.policy import POLICY, with_policy
from .report import log
from .scripts import Marks

_PAGES = (".html", ".htm")
_FOLLOWED = ("href", "action", "cite")
"""Attributes whose address waits for a reader; `href` of a `<link>` does not."""

_ENCODING = re.compile(rb"<meta\s[^>]*?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)


_REMEDY = "真的要它，在 mkdocs.yml 的 loudao: 下面写 raw_html: yes"


class _Wanted(NamedTuple):
    """What a page that may have any HTML fetches abroad, and its `onclick` and the like."""

    hosts: tuple[str, ...] = ()
    handlers: tuple[str, ...] = ()


class Policies:
    """`key` is where a page will be, below the folder of the site."""

    def __init__(self, config: MkDocsConfig, raw_html: bool) -> None:
        named = [*config.extra_css, *map(str, config.extra_javascript)]
        self._hosts, self._raw = _origins(named), raw_html
        self._marks = Marks()
        self._done: set[str] = set()
        self._refused: set[str] = set()
        self._words: set[str] = set()
        self._wanted: dict[str, _Wanted] = {}

    def watch(self, env: Environment) -> None:
        self._marks.watch(env)

    def see_words(self, key: str, html: str) -> str:
        """A page's words, cleaned. Under `raw_html` they are as good as a template."""
        if self._raw:
            self._wanted[key] = _wanted(html)
        else:
            self._refuse(key, html)
        return html

    def see_additions(self, key: str, html: str) -> str:
        """The words with what plugins added."""
        return html if key in self._refused else self._marks.put(html)

    def see_rendered(self, key: str, html: str) -> str:
        """A page as its template has it: a script without a mark came in with some word."""
        self._refuse(key, html)
        return html

    def _refuse(self, key: str, html: str) -> None:
        ours = scripts_in(html)
        if key not in self._refused and not set(self._marks.unmarked(html)) <= set(ours):
            self._refused.add(key)
            log.warning("%s 里的脚本不是模板写的，打开网页时不会运行。%s", key, _REMEDY)

    def finish(self, key: str, html: str) -> str:
        """After everybody: what came since is plugins', save where words had a script."""
        self._done.add(key)
        wanted = self._wanted.get(key, _Wanted())
        hosts = (*self._hosts, *wanted.hosts)
        whole = self.see_additions(key, html)
        if whole is html and not self._marks.in_use(html):  # as most pages of ours
            return with_policy(html, scripts_in(html), hosts, wanted.handlers)
        scripts = (*scripts_in(html), *self._marks.marked(whole))
        return with_policy(self._marks.take(whole), scripts, hosts, wanted.handlers)

    def note_words(self, files: Files, config: MkDocsConfig) -> None:
        """Which files are staff's own HTML."""
        own = {file.dest_uri for file in files if file.src_dir == config.docs_dir}
        self._words = {uri for uri in own if uri.endswith(_PAGES)}

    def finish_folder(self, folder: Path) -> None:
        """Pages that are none of the engine's: staff's own files, and what plugins wrote."""
        for key in _pages_below(folder):
            if key not in self._done:
                self._finish_file(folder / key, key)

    def _finish_file(self, path: Path, key: str) -> None:
        content = path.read_bytes()
        named = _ENCODING.search(content, 0, 1024)
        try:
            encoding = named[1].decode() if named else "utf-8"
            html = content.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            encoding, html = "latin-1", content.decode("latin-1")  # its scripts may be refused
        if POLICY in html:
            return
        if key in self._words:
            self.see_words(key, html)
        path.unlink()  # it may be a link to what is not the site's
        path.write_bytes(self.finish(key, html).encode(encoding))


def _pages_below(folder: Path) -> Iterator[str]:
    """Keys; twice as quick as os.walk, and every page has a folder of its own."""
    waiting = [""]
    while waiting:
        below = waiting.pop()
        with os.scandir(f"{folder}/{below}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{below}{entry.name}/")
                elif entry.name.endswith(_PAGES):
                    yield f"{below}{entry.name}"


def _origins(addresses: Iterable[str]) -> tuple[str, ...]:
    """The hosts of those that lead abroad, as a policy names them."""
    found = []
    for address in addresses:
        try:
            parts = urlsplit(address)
        except ValueError:  # no address: words of a page may say anything
            continue
        if parts.netloc and parts.scheme in ("", "http", "https"):
            host = re.sub(r"[^\w.:\[\]-]", "", parts.netloc)
            found.append(f"{parts.scheme}://{host}" if parts.scheme else host)
    return tuple(dict.fromkeys(found))


def _wanted(html: str) -> _Wanted:
    addresses, handlers = [], []
    for element in parse_tree(html).walk():
        for name, value in element.attributes.items():
            if name.startswith("on"):
                handlers.append(value)
            elif name == "srcset":
                addresses += [part.split()[0] for part in value.split(",") if part.strip()]
            elif name not in _FOLLOWED or element.tag == "link":
                addresses.append(value)
    return _Wanted(_origins(addresses), tuple(dict.fromkeys(handlers)))
