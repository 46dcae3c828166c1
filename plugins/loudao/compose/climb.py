"""How high the steps of a staircase are, by what stands on them."""

from __future__ import annotations

from collections.abc import Sequence

from .arrange import Space

RIGHT = 9.0
"""What is free at the right of the works."""

_CLIMBS = {1: 0.52, 2: 0.72}
"""How high one and two steps climb, of the height: the title stands above them."""

_LEAST_STEP, _MOST_STEP = 0.6, 1.2
"""How high a step is over the others': one that its works fill sooner leaves them the rest."""

_COUNTED = 3
"""So many works say how high their step should be; of more, not all will stand on it."""

_MOST_FIRST, _FEW_STEPS = 1.05, 4
"""The same of the first, where steps are high: code and title stand above it."""

_HOLE, _LONELY, _WORDS_BESIDE = 40.0, 0.74, 90.0
"""Where the one work of a step would leave so wide a hole beside it at any height, how high the
step is over the others', and no less than that many mm: what is said of it stands there."""

_NEARLY = 1.14
"""So much higher than the others a step is where its works fill it then."""

_LOWEST_CLIMB = 0.7
"""Of what they may climb, where works fill lower steps."""


def step_heights(
    groups: Sequence[tuple[int | None, Sequence[int]]],
    starts: Sequence[float],
    aspects: Sequence[float],
    around: float,
    space: Space,
) -> list[float]:
    """How high each step is: what its works fill across leaves the others more.

    Works begin at `starts`; `around` is what they have above and below them.
    """
    count = len(groups)
    usual = space.height * _CLIMBS.get(count, 1.0) / count
    needs = []
    for number, (start, (_, works)) in enumerate(zip(starts, groups, strict=True)):
        shown = works[:_COUNTED]
        room = space.width - start - RIGHT - space.gap * (len(shown) - 1)
        full = room / sum(aspects[n] for n in shown) + around
        most = _MOST_STEP if number or not 2 < count <= _FEW_STEPS else _MOST_FIRST
        needs.append(min(max(full, _LEAST_STEP * usual), most * usual))
        hole = room - aspects[works[0]] * (most * usual - around)
        if number and count > 2 and len(works) == 1 and hole > _HOLE and usual > _WORDS_BESIDE:
            needs[-1] = max(_LONELY * usual, _WORDS_BESIDE)
    if sum(needs) <= usual * count:
        # all are filled across: what is left over is the title's
        by = max(1.0, _LOWEST_CLIMB * usual * count / sum(needs))
        return [need * by for need in needs]
    # those that are nearly filled are filled, the others share the rest
    near = [n for n in range(count) if needs[n] < _NEARLY * usual]
    others = count - len(near)
    rest = (usual * count - sum(needs[n] for n in near)) / others if others else 0.0
    if rest < 0.9 * usual:
        return [usual] * count
    return [needs[n] if n in near else rest for n in range(count)]
