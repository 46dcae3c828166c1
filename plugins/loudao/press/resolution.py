"""Whether photos have the pixels that their printed size asks for, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..compose.pieces import Image
from ..compose.sizes import Profile
from ..model.problem import Mark, Problem, warning
from ..plan.prints import Print

_WECHAT_EDGES = (1080, 1440, 1706, 1707, 1920)
"""Long or short edges of photos that a messenger made smaller."""


def effective_ppi(image: Image) -> float:
    """Pixels of the photo itself over its printed inches."""
    return image.picture.width / (image.width_mm / 25.4)


def check_resolution(
    prints: Iterable[Print], marks: Mapping[str, Mark], profile: Profile
) -> list[Problem]:
    """A warning for each photo that prints below the profile's floor, at its largest size."""
    widest: dict[str, tuple[Image, Print]] = {}
    for planned in prints:
        for image in planned.images:
            known = widest.get(image.picture.source)
            if known is None or known[0].width_mm < image.width_mm:
                widest[image.picture.source] = (image, planned)
    return [
        _problem(marks[source], image, planned, profile)
        for source, (image, planned) in widest.items()
        if effective_ppi(image) < profile.least_ppi and source in marks
    ]


def _problem(mark: Mark, image: Image, planned: Print, profile: Profile) -> Problem:
    picture = image.picture
    most = picture.width / profile.least_ppi * 2.54
    pressed = "，像是微信压缩过的" if {picture.width, picture.height} & set(_WECHAT_EDGES) else ""
    what = (
        f"照片“{picture.source.rpartition('/')[2]}”只有 {picture.width}×{picture.height} 像素"
        f"{pressed}：在“{planned.name}”上宽 {image.width_mm / 10:.0f} 厘米，"
        f"每英寸 {effective_ppi(image):.0f} 个像素，{profile.label}要 {profile.least_ppi} 个，"
        f"最大只够印 {most:.0f} 厘米宽"
    )
    return warning(mark, what, "找拍照的人要原图（微信发送时勾“原图”），或者印小一号的纸")


def describe_resolution(planned: Print, profile: Profile) -> str:
    """For a work order: the lowest of its photos, against what the profile asks."""
    if not planned.images:
        return ""
    lowest = min(map(effective_ppi, planned.images))
    verdict = "够" if lowest >= profile.least_ppi else "不够"
    return f"照片最低 {lowest:.0f} ppi，{verdict}（{profile.label}要 {profile.least_ppi}）"
