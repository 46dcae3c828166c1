"""The pictures behind the titles of galleries: `plugins/loudao/styles/NAME/page.svg`.

    uv run scripts/draw_scenes.py

Drawn once and kept: run it again after a change of the drawing. Mountains of a style are ridges
by midpoint displacement, each fading into mist at its foot.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

Points = Sequence[tuple[float, float]]

STYLES = Path(__file__).parents[1] / "plugins/loudao/styles"
WIDE, TALL = 1440, 320


def ridge(points: int, seed: int, rough: float = 0.5) -> list[float]:
    """Heights from 0 to 1 from left to right."""
    dice = random.Random(seed)
    heights, swing = [dice.uniform(0.2, 0.5), dice.uniform(0.2, 0.5)], 0.35
    while len(heights) < points:
        between = [(a + b) / 2 + dice.uniform(-swing, swing) for a, b in pairwise(heights)]
        heights = [h for pair in zip(heights, between, strict=False) for h in pair] + heights[-1:]
        swing *= rough
    low, high = min(heights), max(heights)
    return [(height - low) / (high - low) for height in heights]


def outline(heights: list[float], base: float, swing: float) -> list[tuple[float, float]]:
    step = WIDE / (len(heights) - 1)
    return [(n * step, base - (height - 0.35) * swing) for n, height in enumerate(heights)]


def filled(points: Points, paint: str) -> str:
    line = "L".join(f"{x:.0f} {y:.1f}" for x, y in points)
    return f'<path d="M0 {TALL}L{line}L{WIDE} {TALL}z" fill="{paint}"/>'


def whole(body: str, defs: str = "") -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {TALL}" '
        f'preserveAspectRatio="xMidYMax slice"><defs>{defs}</defs>{body}</svg>\n'
    )


def mist(name: str, ink: str, alpha: float) -> str:
    """A wash that fades on its way down."""
    stops = "".join(
        f'<stop offset="{at}" stop-color="{ink}" stop-opacity="{alpha * left:.3f}"/>'
        for at, left in ((0, 1), (0.45, 0.45), (0.95, 0))
    )
    return f'<linearGradient id="{name}" x1="0" y1="0" x2="0" y2="1">{stops}</linearGradient>'


def mountains(seed: int, ink: str) -> str:
    layers = ((0.64, 0.56, 0.18), (0.78, 0.44, 0.28), (0.94, 0.26, 0.46))
    defs = body = ""
    for number, (base, swing, alpha) in enumerate(layers):
        points = outline(ridge(65, seed * 31 + number), base * TALL, swing * TALL)
        defs += mist(f"m{number}", ink, alpha)
        body += filled(points, f"url(#m{number})")
    return whole(body, defs)


def rays(gold: str) -> str:
    """Rays of a low sun, from the middle of the foot."""
    x, y, long = WIDE / 2, TALL + 40, 1100
    body = ""
    for number in range(-9, 10):
        left, right = (math.radians(number * 10 + turn) for turn in (-2.2, 2.2))
        ends = ((x + long * math.sin(a), y - long * math.cos(a)) for a in (left, right))
        line = "L".join(f"{at:.0f} {height:.0f}" for at, height in ends)
        body += f'<path d="M{x:.0f} {y}L{line}z" fill="url(#r)"/>'
    defs = (
        f'<radialGradient id="r" gradientUnits="userSpaceOnUse" cx="{x:.0f}" cy="{y}" r="760">'
        f'<stop offset="0" stop-color="{gold}" stop-opacity=".4"/>'
        f'<stop offset="1" stop-color="{gold}" stop-opacity="0"/></radialGradient>'
    )
    return whole(body, defs)


def hills() -> str:
    """Rolling hills under a sun."""
    body = '<circle cx="1130" cy="120" r="52" fill="#f6c445"/>'
    rows = ((0.72, 34, 0.4, "#bfdcc4"), (0.84, 26, 2.1, "#8fc3a0"), (0.95, 16, 4.0, "#5aa080"))
    for base, swing, phase, paint in rows:
        waves = (
            (float(x), math.sin(x / 210 + phase) + 0.4 * math.sin(x / 90 + phase))
            for x in range(0, WIDE + 1, 40)
        )
        body += filled([(x, base * TALL - swing * wave) for x, wave in waves], paint)
    return whole(body)


def lanterns() -> str:
    """A row of lanterns on a cord, small towards the middle."""
    body = '<path d="M0 20Q720 130 1440 20" fill="none" stroke="#b98a2e" stroke-width="3"/>'
    for number in range(9):
        at = (number + 0.5) / 9
        body += lantern(at * WIDE, 20 + 220 * at * (1 - at), 30 + 28 * abs(at - 0.5))
    return whole(body)


def lantern(x: float, y: float, size: float) -> str:
    """One that hangs from `x`, `y`, twice `size` wide."""
    rims = "".join(
        f"M{x - size * 0.4:.0f} {y + size * below:.0f}h{size * 0.8:.0f}v5h-{size * 0.8:.0f}z"
        for below in (0.5, 2.05)
    )
    return (
        f'<path d="M{x:.0f} {y:.0f}v{size * 0.5:.0f}" stroke="#b98a2e" stroke-width="3"/>'
        f'<ellipse cx="{x:.0f}" cy="{y + size * 1.3:.0f}" rx="{size:.0f}" ry="{size * 0.84:.0f}" '
        f'fill="#c5221b"/><path d="{rims}" fill="#e9b44c"/>'
        f'<path d="M{x:.0f} {y + size * 2.1:.0f}v{size * 0.9:.0f}" stroke="#e9b44c" '
        'stroke-width="4"/>'
    )


def main() -> None:
    scenes = {
        "ink": mountains(8, "#2b2f2e"),
        "red": rays("#d99a2b"),
        "fresh": hills(),
        "festival": lanterns(),
    }
    for style, scene in scenes.items():
        (STYLES / style / "page.svg").write_text(scene, "utf-8")


if __name__ == "__main__":
    main()
