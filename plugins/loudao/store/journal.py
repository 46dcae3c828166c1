"""Facts by key in one file that is only ever added to: a line each, the last one counts.

Ten thousand facts load in some 15 ms, one more costs one line, and two builds may add at
once: a line is written in one piece. A line that was torn by a power cut, or that does not
bear its own checksum, counts for nothing.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from .files import StoreFull, replacing, system_errors

_STALE = 1000
"""This many lines that no longer count, and more of them than of those that do: rewrite."""


class Journal:
    """The facts in the file at `path`; values are JSON, parsed when they are asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lines, self._stale = _read(path)

    def __contains__(self, key: str) -> bool:
        return _name(key) in self._lines

    def __len__(self) -> int:
        return len(self._lines)

    def get(self, key: str) -> Any:
        """What was said last of `key`, or None."""
        data = self._lines.get(_name(key))
        return None if data is None else json.loads(str(data, "utf-8"))  # bytes take twice as long

    def add(self, key: str, value: Any) -> None:
        """Says `value` of `key`. Raises StoreFull."""
        name = _name(key)
        data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        self._stale += name in self._lines
        self._lines[name] = data
        if self._stale > max(_STALE, len(self._lines)):
            with suppress(StoreFull):  # a longer journal is no harm
                self._rewrite({**_read(self.path)[0], **self._lines})
                return
        with system_errors(self.path.parent):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("ab", buffering=0) as file:
                # ends what another build, or a power cut, may have left without an end
                file.write(b"\n" + _line(name, data))

    def keep(self, keys: Iterable[str]) -> None:
        """Drops every fact but those of `keys`. Raises StoreFull."""
        wanted = {_name(key) for key in keys}
        self._rewrite({name: data for name, data in self._lines.items() if name in wanted})

    def _rewrite(self, lines: dict[bytes, bytes]) -> None:
        with replacing(self.path) as temporary:
            temporary.write_bytes(b"\n".join(_line(*item) for item in lines.items()))
        self._lines = lines
        self._stale = 0


def _read(path: Path) -> tuple[dict[bytes, bytes], int]:
    """What counts, and how many lines do not."""
    try:
        whole = path.read_bytes()
    except OSError:
        return {}, 0
    lines: dict[bytes, bytes] = {}
    count = 0
    for line in whole.split(b"\n"):
        count += bool(line)
        rest = line[9:]
        if line[:8] == b"%08x" % zlib.crc32(rest):
            name, _, data = rest.partition(b"\t")
            lines[name] = data
    return lines, count - len(lines)


def _line(name: bytes, data: bytes) -> bytes:
    rest = name + b"\t" + data
    return b"%08x %b" % (zlib.crc32(rest), rest)


_ENDS = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n"})


def _name(key: str) -> bytes:
    """`key` without what ends a name or a line; paths may hold both."""
    if not key.isprintable() or "\\" in key:
        key = key.translate(_ENDS)
    return key.encode("utf-8", "surrogateescape")
