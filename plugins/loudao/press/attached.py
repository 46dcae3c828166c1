"""A PDF that knows when it was changed: a checksum in its own metadata, and the files in it.

Its keywords hold the SHA-256 of all its bytes, taken with zeros in the place of the digits: so one
file is enough to tell that not a byte of it is another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pypdfium2

from .sums import sum_of

KEYWORD = "SHA-256 "
_ZEROS = b"0" * 64
UNSEALED = KEYWORD + _ZEROS.decode()
"""What the keywords of a PDF are that is to be sealed."""

_SEAL = re.compile(re.escape(KEYWORD.encode()) + rb"([0-9a-f]{64})")
_TIMES = 2
"""Where keywords stand: in the document's information, and in its XMP."""


def seal(pdf: bytes) -> bytes:
    """`pdf` with its checksum where `UNSEALED` stands; it stays as long as it is."""
    assert pdf.count(UNSEALED.encode()) == _TIMES
    sealed = UNSEALED.encode().replace(_ZEROS, sum_of(pdf).encode())
    return pdf.replace(UNSEALED.encode(), sealed)


def is_sealed(pdf: bytes) -> bool:
    """Whether a PDF has a checksum at all."""
    return len(_SEAL.findall(pdf)) == _TIMES


def seal_holds(pdf: bytes) -> bool:
    """Whether it is the one that was sealed, byte for byte."""
    seals: Sequence[bytes] = _SEAL.findall(pdf)
    if len(seals) != _TIMES or len(set(seals)) != 1:
        return False
    bare = _SEAL.sub(UNSEALED.encode(), pdf)
    return sum_of(bare).encode() == seals[0]


def attached_files(pdf: bytes) -> tuple[dict[str, bytes], list[str]]:
    """The files in a PDF by their names, and names that two of them bear.

    Raises ValueError for what is no PDF; a file that cannot be taken out has no bytes.
    """
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise ValueError("这不是 PDF，或者文件已经损坏") from error
    files: dict[str, bytes] = {}
    twice: list[str] = []
    try:
        for number in range(document.count_attachments()):
            attachment = document.get_attachment(number)
            name = attachment.get_name()
            twice += [name] * (name in files)
            try:
                files[name] = bytes(attachment.get_data())
            except pypdfium2.PdfiumError:
                files[name] = b""
    finally:
        document.close()
    return files, twice
