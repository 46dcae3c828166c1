"""Whether photos have the pixels that their printed size asks for, in words."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping

from ..model.problem import Mark, Problem, warning
from .brief import Photo
from .paper import Profile
from .sheets import Printable

_WECHAT_EDGES = (1080, 1440, 1706, 1707, 1920)
"""Long or short edges of photos that a messenger made smaller."""


def effective_ppi(photo: Photo) -> float:
    """Pixels of the photo itself over its printed inches."""
    return photo.picture.width / (photo.width_mm / 25.4)


def check_resolution(
    printables: Iterable[Printable], marks: Mapping[str, Mark], profile: Profile
) -> list[Problem]:
    """A warning for each photo that prints below the profile's floor, at its largest size."""
    widest: dict[str, tuple[Photo, Printable]] = {}
    for printable in printables:
        for photo in printable.photos:
            known = widest.get(photo.picture.source)
            if known is None or known[0].width_mm < photo.width_mm:
                widest[photo.picture.source] = (photo, printable)
    return [
        _problem(marks[source], photo, printable, profile)
        for source, (photo, printable) in widest.items()
        if effective_ppi(photo) < profile.least_ppi and source in marks
    ]


def _problem(mark: Mark, photo: Photo, printable: Printable, profile: Profile) -> Problem:
    picture = photo.picture
    most = picture.width / profile.least_ppi * 2.54
    pressed = "，像是微信压缩过的" if {picture.width, picture.height} & set(_WECHAT_EDGES) else ""
    name = posixpath.basename(picture.source)
    what = (
        f"照片“{name}”只有 {picture.width}×{picture.height} 像素{pressed}："
        f"在“{printable.name}”上宽 {photo.width_mm / 10:.0f} 厘米，"
        f"每英寸 {effective_ppi(photo):.0f} 个像素，{profile.label}要 {profile.least_ppi} 个，"
        f"最大只够印 {most:.0f} 厘米宽"
    )
    return warning(mark, what, "找拍照的人要原图（微信发送时勾“原图”），或者印小一号的纸")


def describe_resolution(printable: Printable, profile: Profile) -> str:
    """For a work order: the lowest of its photos, against what the profile asks."""
    if not printable.photos:
        return ""
    lowest = min(map(effective_ppi, printable.photos))
    verdict = "够" if lowest >= profile.least_ppi else "不够"
    return f"照片最低 {lowest:.0f} ppi，{verdict}（{profile.label}要 {profile.least_ppi}）"
