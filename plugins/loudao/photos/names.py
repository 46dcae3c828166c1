"""Which files are photos: by their names, or by how they begin."""

from __future__ import annotations

from pathlib import Path

PHOTO_SUFFIXES = (
    ".jpg", ".jpeg", ".jpe", ".jfif", ".mpo", ".png", ".gif", ".webp", ".heic", ".heif",
    ".hif", ".avif", ".tif", ".tiff", ".dng", ".bmp",
)  # fmt: skip
_TEXT_SUFFIXES = (".md", ".yml", ".css", ".js")
_STARTS = (
    b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*", b"BM",
    b"RIFF????WEBP", b"????ftyphei", b"????ftyphev", b"????ftypmif", b"????ftypmsf",
    b"????ftypavi",
)  # fmt: skip
"""How photos begin, `?` for any byte."""

HEAD_BYTES = max(map(len, _STARTS))
"""What has to be read of a file to tell."""


def tells_by_name(uri: str) -> bool | None:
    """Whether the file `uri` of docs/ is a photo of staff's; None where its bytes must tell.

    What lies in `docs/assets` (logos, icons) is the site's own and left alone.
    """
    if uri.startswith("assets/"):
        return False
    name = uri.rpartition("/")[2].lower()
    if name.endswith(PHOTO_SUFFIXES):
        return True
    return False if name.endswith(_TEXT_SUFFIXES) else None


def starts_as_photo(head: bytes) -> bool:
    """Whether a file that begins with `head` is a photo: a phone's JPEG named `.dat` is."""
    return any(
        len(head) >= len(start)
        and all(b in (a, ord("?")) for a, b in zip(head, start, strict=False))
        for start in _STARTS
    )


def holds_photo(path: Path) -> bool:
    """Whether the file at `path` begins as photos do; what cannot be read is none."""
    try:
        with path.open("rb") as file:
            return starts_as_photo(file.read(HEAD_BYTES))
    except OSError:
        return False


_LITTER = {"thumbs.db", "desktop.ini", "ehthumbs.db", ".ds_store"}


def is_litter(name: str) -> bool:
    """Whether the file `name` is none of staff's: systems and offices leave `._a.jpg`, `~$a.docx`,
    `Thumbs.db` beside what people made."""
    return name.startswith(("._", ".~", "~$")) or name.lower() in _LITTER
