"""What a notice is about: water, power, a meeting; as its author says, or as its title tells."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BeforeValidator

from .scalars import Called, named

Subject = Literal[
    "water", "power", "gas", "lift", "fire", "meeting", "vaccination", "cleaning", "heating"
]
_SUBJECTS: dict[Subject, tuple[str, str]] = {
    "water": ("停水", "水"),
    "power": ("停电", "电"),
    "gas": ("燃气", "燃气|煤气|天然气|供气|停气"),
    "heating": ("供暖", "供暖|暖气|供热|停暖"),
    "lift": ("电梯", "电梯"),
    "fire": ("消防", "消防|火灾|防火|灭火|疏散|充电"),
    "vaccination": ("接种", "接种|疫苗|体检|义诊|量血压|健康"),
    "cleaning": ("打扫", "清运|打扫|清扫|大扫除|保洁|垃圾|清洗|消杀|灭鼠|卫生"),
    "meeting": ("开会", "会议|开会|大会|座谈|讲座|培训|评议|议事|投票|选举|笔会|联欢|活动"),
}
"""What each is called, and the words of a title that tell it; the first that has one."""

_ORDER: tuple[Subject, ...] = (
    "lift", "gas", "heating", "fire", "vaccination", "cleaning", "meeting", "water", "power",
)  # fmt: skip
_OUT = re.compile("停[水电气暖]|断[水电]|[水电气暖]停|检修|停用|停运")

_LABELS = {str(name): label for name, (label, _) in _SUBJECTS.items()}

About = Annotated[Subject, BeforeValidator(named(_LABELS)), Called(_LABELS)]


def subject_of(title: str) -> Subject | None:
    """What a notice is about, as its title tells; 停水 and 停电 before all else."""
    for subject in ("water", "power"):
        if _SUBJECTS[subject][0] in title:
            return subject
    known = (subject for subject in _ORDER if re.search(_SUBJECTS[subject][1], title))
    return next(known, None)


def is_cut_off(title: str) -> bool:
    """Whether there is none of it for a while: its sign is struck through."""
    return bool(_OUT.search(title))
