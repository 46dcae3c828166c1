"""Why a file gives no picture, as a person is told; known without any codec."""

from __future__ import annotations

MAX_PIXELS = 200_000_000
"""A decompression bomb holds more; the largest scanner beds give about 190 MP."""


class BadPhoto(Exception):
    """A file that gives no picture; the message is Chinese, for staff."""


class TooLarge(BadPhoto):
    """A file that nobody here will decode."""

    def __init__(self, why: str = "图片太大，内存不够") -> None:
        super().__init__(why)


class Truncated(BadPhoto):
    """A file that ends before its picture does."""

    def __init__(self) -> None:
        super().__init__("图片不完整，可能没有传完")


class Unreadable(BadPhoto):
    """A file that the system does not give."""

    def __init__(self, error: OSError) -> None:
        super().__init__(f"读不出文件（{error.strerror}）")


class Changed(BadPhoto):
    """A file that is not what it was when its pictures were planned."""

    def __init__(self) -> None:
        super().__init__("处理的时候文件变了，再运行一次")


Raised = BadPhoto | OSError | MemoryError
"""Whatever comes of a photo that gives no picture."""

RAISED = (BadPhoto, OSError, MemoryError)


def why(error: Raised) -> str:
    """The same in words for staff."""
    if isinstance(error, BadPhoto):
        return str(error)
    return str(Unreadable(error) if isinstance(error, OSError) else TooLarge())
