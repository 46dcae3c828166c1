"""The bytes of a recording, MP3 or M4A, without its tags: phones write places and names there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

SUFFIXES = (".mp3", ".m4a")

_INSIDE = {b"moov", b"trak", b"mdia", b"minf", b"stbl"}
"""Boxes of ISO/IEC 14496-12 that hold others."""

_TAGS = {b"udta", b"meta", b"uuid", b"free", b"skip"}
"""Boxes that no player needs: tags, what a maker adds, and room that was kept for them."""

_DEEPEST = 8


class BadRecording(Exception):
    """Why a file is no recording that can be published, in Chinese."""


class Clean(NamedTuple):
    """A recording that can be published; `suffix` is what its bytes are, not what its name says."""

    suffix: str
    data: bytes


def clean_recording(data: bytes) -> Clean:
    """`data` without tags; the sound itself is the same to the byte. Raises BadRecording."""
    if data[4:8] == b"ftyp":
        return Clean(".m4a", _without_boxes(data))
    sound = _without_id3(data)
    if len(sound) > 3 and sound[0] == 0xFF and sound[1] & 0xE6 in (0xE2, 0xE4, 0xE6):
        return Clean(".mp3", sound)
    raise BadRecording("不是 mp3 或者 m4a 的录音")


def _without_id3(data: bytes) -> bytes:
    """MP3 without ID3v2 before it (id3.org/id3v2.4.0-structure), ID3v1 and APE after it."""
    while data[:3] == b"ID3" and len(data) > 10:
        size = sum((byte & 0x7F) << (7 * (3 - n)) for n, byte in enumerate(data[6:10]))
        data = data[10 + size + (10 if data[5] & 0x10 else 0) :]
    if data[-128:-125] == b"TAG":
        data = data[:-128]
    if data[-32:-24] == b"APETAGEX":
        size = int.from_bytes(data[-20:-16], "little")
        has_header = bool(data[-9] & 0x80)
        data = data[: max(0, len(data) - size - (32 if has_header else 0))]
    return data.lstrip(b"\0")  # padding that is counted in no size


def _without_boxes(data: bytes) -> bytes:
    """M4A whose tags are room without words: where the sound lies stays as the file says."""
    made = bytearray(data)
    for start, inside, end in _tags(data, 0, len(data), 0):
        made[start + 4 : start + 8] = b"free"
        made[inside:end] = bytes(end - inside)
    return bytes(made)


def _tags(data: bytes, at: int, end: int, depth: int) -> Iterator[tuple[int, int, int]]:
    """Where each tag begins, where its words begin, and where they end."""
    while at + 8 <= end:
        size, kind, inside = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8], at + 8
        if size == 1:
            size, inside = int.from_bytes(data[at + 8 : at + 16], "big"), at + 16
        following = end if size == 0 else at + size
        if following > end or following < inside:
            raise BadRecording("录音不完整，可能没有拷完")
        if kind in _TAGS:
            yield at, inside, following
        elif kind in _INSIDE and depth < _DEEPEST:
            yield from _tags(data, inside, following, depth + 1)
        at = following
    if depth == 0 and at != end:
        raise BadRecording("录音不完整，可能没有拷完")
