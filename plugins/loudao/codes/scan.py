"""Codes read back from pixels, by decoders of different descent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Any

import zxingcpp

Corner = tuple[int, int]


@dataclass(frozen=True)
class Reading:
    """What a code says, where it is, and what kind of symbol it is."""

    text: str
    corners: tuple[Corner, Corner, Corner, Corner]
    """In pixels, clockwise from the upper left."""
    version: int
    level: str
    """Of error correction: L, M, Q or H."""


def read_codes(width: int, height: int, pixels: bytes) -> list[Reading]:
    """Every QR code in grey pixels, as zxing-cpp finds them; what it takes for a Micro QR code
    (versions M1 to M4, rM…), as among strokes of a page, is none of ours."""
    found = zxingcpp.read_barcodes(
        memoryview(pixels).cast("B", shape=[height, width]),
        formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode),
        try_invert=False,
    )
    return [reading for code in found if (reading := _reading(code))]


def _reading(code: zxingcpp.Barcode) -> Reading | None:
    extra: Any = code.extra
    if not str(extra["Version"]).isdecimal():
        return None
    return Reading(code.text, _corners(code.position), int(extra["Version"]), code.ec_level)


def _corners(position: zxingcpp.Position) -> tuple[Corner, Corner, Corner, Corner]:
    return (
        (position.top_left.x, position.top_left.y),
        (position.top_right.x, position.top_right.y),
        (position.bottom_right.x, position.bottom_right.y),
        (position.bottom_left.x, position.bottom_left.y),
    )


@cache
def second_decoder() -> Callable[[int, int, bytes], str] | None:
    """OpenCV's detectors where they are installed: what one reads, else an empty text.

    The older of the two does not find a sound symbol in two thousand at any size.
    """
    if find_spec("cv2") is None:
        return None
    import cv2
    import numpy

    detectors = (cv2.QRCodeDetectorAruco(), cv2.QRCodeDetector())

    def read(width: int, height: int, pixels: bytes) -> str:
        image = numpy.frombuffer(pixels, numpy.uint8).reshape(height, width)
        texts = (str(detector.detectAndDecode(image)[0]) for detector in detectors)
        return next(filter(None, texts), "")

    return read
