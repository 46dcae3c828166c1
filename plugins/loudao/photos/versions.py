"""Which codecs turn pixels into files on this machine; loads them to ask."""

from __future__ import annotations

import pillow_heif
from PIL import __version__ as pillow_version
from PIL import features


def codec_versions() -> dict[str, object]:
    """Of Pillow, and of what it encodes with."""
    names = ("libjpeg_turbo", "webp", "avif", "littlecms2")
    return {"pillow": pillow_version, "codecs": {name: features.version(name) for name in names}}


def heif_versions() -> list[str]:
    return [pillow_heif.__version__, pillow_heif.libheif_version()]
