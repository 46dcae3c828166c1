"""A list of files with the SHA-256 of each, as `sha256sum` writes and checks it; and files held
against it, each difference in words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

SUMS = "SHA256SUMS"

_LINE = re.compile(r"([0-9a-f]{64})  ([^/\\\n]+)")


class Difference(NamedTuple):
    """What is wrong with a file of that name."""

    name: str
    what: str

    def __str__(self) -> str:
        return f"{self.name}：{self.what}"


def sum_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def render_sums(files: Mapping[str, bytes]) -> bytes:
    """A line a file, by their names."""
    return "".join(f"{sum_of(files[name])}  {name}\n" for name in sorted(files)).encode()


def parse_sums(data: bytes) -> tuple[dict[str, str], list[Difference]]:
    """The digest of each file by its name, and lines that `render_sums` does not write."""
    sums: dict[str, str] = {}
    wrong: list[Difference] = []
    for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), 1):
        found = _LINE.fullmatch(line)
        if found and found[2] not in sums:
            sums[found[2]] = found[1]
        elif line or number == 1:
            wrong.append(Difference(SUMS, f"第 {number} 行不对，这份清单改过"))
    if not wrong and render_lines(sums) != data:
        wrong.append(Difference(SUMS, "这份清单改过"))
    return sums, wrong


def render_lines(sums: Mapping[str, str]) -> bytes:
    return "".join(f"{sums[name]}  {name}\n" for name in sorted(sums)).encode()


def compare(sums: Mapping[str, str], files: Mapping[str, bytes]) -> Iterator[Difference]:
    """Every file of the list that is gone, changed or called otherwise, and every one that is not
    in it."""
    found = {name: sum_of(data) for name, data in files.items()}
    added = {name: digest for name, digest in found.items() if name not in sums}
    for name, digest in sums.items():
        if name in found:
            if found[name] != digest:
                yield Difference(name, "改过了，和清单上的 SHA-256 对不上")
            continue
        now = next((other for other, own in added.items() if own == digest), None)
        if now is None:
            yield Difference(name, "没有了")
        else:
            del added[now]
            yield Difference(name, f"改了名字，现在叫 {now}")
    for name in added:
        yield Difference(name, "清单上没有，是后来加的")
