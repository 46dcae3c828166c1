"""A file of evidence looked over: whether a byte of it, or of the folder beside it, is another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..photos.names import is_litter
from ..press.attached import attached_files, is_sealed, seal_holds
from ..press.sums import SUMS, compare, parse_sums, sum_of
from ..store import write_bytes
from .bundle import Bundle


@dataclass(frozen=True)
class Verified:
    """What was found; nothing is wrong where there are no `faults`."""

    faults: tuple[str, ...]
    digest: str = ""
    """SHA-256 of the whole file; empty where it could not be read."""
    files: int = 0
    """How many are attached, the list left out."""
    beside: int | None = None
    """How many lie in the folder beside it; None where there is none."""


def verify_bundle(path: Path) -> Verified:
    """The PDF at `path`, what is attached to it, and the folder of its name where there is one."""
    try:
        pdf = path.read_bytes()
    except OSError as error:
        return Verified((f"读不出文件（{error.strerror}）",))
    faults = list(_of_seal(pdf))
    try:
        files, twice = attached_files(pdf)
    except ValueError as error:
        return Verified((*faults, str(error)), sum_of(pdf))
    faults += [f"附件 {name}：有两个" for name in twice]
    listed = files.pop(SUMS, None)
    if listed is None:
        return Verified(
            (*faults, f"附件 {SUMS}：没有了，不知道该有哪些文件"), sum_of(pdf), len(files)
        )
    faults += [f"附件 {wrong}" for wrong in _differences(listed, files)]
    folder = path.with_suffix("")
    if not folder.is_dir():
        return Verified(tuple(faults), sum_of(pdf), len(files))
    beside = dict(_files_in(folder))
    faults += [f"{folder.name}/{wrong}" for wrong in _of_folder(listed, beside)]
    return Verified(tuple(faults), sum_of(pdf), len(files), len(beside))


def _of_seal(pdf: bytes) -> Iterator[str]:
    if not is_sealed(pdf):
        yield "里面没有校验字：不是 loudao 做的证据，或者改过了"
    elif not seal_holds(pdf):
        yield "PDF 改过了，校验字对不上"


def _differences(listed: bytes, files: Mapping[str, bytes]) -> Iterator[str]:
    sums, wrong = parse_sums(listed)
    yield from map(str, wrong)
    yield from map(str, compare(sums, files))


def _of_folder(listed: bytes, files: Mapping[str, bytes]) -> Iterator[str]:
    """Against the list in the PDF: that of the folder itself may have been changed along."""
    sums, _ = parse_sums(listed)
    yield from map(str, compare({**sums, SUMS: sum_of(listed)}, files))


def _files_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below, by its path; what systems leave there is none of ours."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not is_litter(path.name):
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def write_bundle(bundle: Bundle, out: Path) -> tuple[Path, list[str]]:
    """The PDF at `out` and its files in the folder beside it, without those of an earlier one.

    Where others lie in that folder nothing is written, and they are named. Raises StoreFull.
    """
    folder = out.with_suffix("")
    before = _files_in(folder) if folder.is_dir() else ()
    known = dict(before)
    ours, _ = parse_sums(known.get(SUMS, b""))
    strangers = [name for name in known if name not in {*ours, SUMS, *bundle.files}]
    if strangers:
        return folder, strangers
    for name in known.keys() - bundle.files.keys():
        (folder / name).unlink()
    for name, data in bundle.files.items():
        write_bytes(folder / name, data)
    write_bytes(out, bundle.pdf)
    return folder, []
