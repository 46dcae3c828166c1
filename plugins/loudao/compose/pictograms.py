"""What a notice is about, drawn: a tap, a plug, a flame; for paper and for pages alike."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.subjects import Subject

BAR = "#C8102E"
"""The ring and the bar of a sign that says there is none."""

_WATER = (
    "M47 25h-9v-3H23c-8 0-13 5-13 13v5h11v-3c0-2 1-3 3-3h14v-3h9z"
    "M33 17h-5v6h5zM40 12H21c-3 0-3 4.6 0 4.6h19c3 0 3-4.6 0-4.6z"
    "M15.5 43c-3 4-4.5 6.2-4.5 8.5a4.5 4.5 0 0 0 9 0c0-2.3-1.5-4.5-4.5-8.5z"
)
_POWER = (
    "M22 10h5v12h-5zM37 10h5v12h-5zM16 23h32v9c0 8-5 13-12 14v8h-8v-8c-7-1-12-6-12-14z"
    "M33 25l-9 10h7l-2 8 9-11h-7z"
)
_GAS = (
    "M10 45h44v6H10zM16 51h6v6h-6zM42 51h6v6h-6z"
    "M20 22c3 5 6 8 6 13a6 6 0 0 1-12 0c0-5 3-8 6-13z"
    "M32 12c5 8 8 13 8 20a8 8 0 0 1-16 0c0-7 3-12 8-20z"
    "M44 22c3 5 6 8 6 13a6 6 0 0 1-12 0c0-5 3-8 6-13zM14 41h36v2H14z"
)
_HEATING = (
    "M14 25h6v31h-6zM24 25h6v31h-6zM34 25h6v31h-6zM44 25h6v31h-6z"
    "M11 29h3v4h-3zM20 29h4v4h-4zM30 29h4v4h-4zM40 29h4v4h-4zM50 29h3v4h-3z"
    "M11 48h3v4h-3zM20 48h4v4h-4zM30 48h4v4h-4zM40 48h4v4h-4zM50 48h3v4h-3z"
    "M19 21c-5-6 4-7 0-14h3.5c4 7-5 8 0 14zM30 21c-5-6 4-7 0-14h3.5c4 7-5 8 0 14z"
    "M41 21c-5-6 4-7 0-14h3.5c4 7-5 8 0 14z"
)
_LIFT = (
    "M12 8h40v48H12zM16 12v40h14.5V12zM33.5 12v40H48V12z"
    "M23 20l5 8h-10zM41 44l-5-8h10zM22 28h2.5v14H22zM39.5 22H42v14h-2.5z"
)
_FIRE = (
    "M27 12h10v5H27zM33 7h13v4H33zM30 16h4v4h-4zM25 21h14c4 0 6 3 6 7v26c0 2-1 3-3 3H22"
    "c-2 0-3-1-3-3V28c0-4 2-7 6-7zM24 33v14h16V33zM14 14h13v3H18v16h-4z"
    "M32 34c3 4 4.5 5.5 4.5 8a4.5 4.5 0 0 1-9 0c0-2.5 1.5-4 4.5-8z"
)
_MEETING = (
    "M9 11h46v7H9zM12 18h40v19H12zM16 22v11h32V22zM19 24h18v2.5H19zM19 28.5h26V31H19z"
    "M14 46a4.5 4.5 0 1 1 9 0a4.5 4.5 0 1 1-9 0zM27.5 46a4.5 4.5 0 1 1 9 0"
    "a4.5 4.5 0 1 1-9 0zM41 46a4.5 4.5 0 1 1 9 0a4.5 4.5 0 1 1-9 0z"
    "M11 59c0-10 15-10 15 0zM24.5 59c0-10 15-10 15 0zM38 59c0-10 15-10 15 0z"
)
_VACCINATION = (
    "M44 8l12 12-3 3-4-4-5 5 4 4-3 3-3-3-19 19c-2 2-5 2-7 0l-1-1-7 8-2-2 8-7-1-1c-2-2-2-5 0-7"
    "l19-19-3-3 3-3 4 4 5-5-4-4zM34 24l2 2-3 3 3 3-3 3-3-3-4 4 3 3-3 3-3-3-4 4-1-1z"
)
_CLEANING = (
    "M44 6l4 2-15 27-4-2zM24 33l15 8-3 5-15-8zM20 40l15 8c-2 5-7 9-12 10l3-6-7 5h-6l6-6-9 3"
    "c4-4 8-8 10-14zM47 40l2 5 5 2-5 2-2 5-2-5-5-2 5-2zM17 13l1.5 4 4 1.5-4 1.5-1.5 4-1.5-4"
    "-4-1.5 4-1.5z"
)

PICTOGRAMS: Mapping[Subject, str] = {
    "water": _WATER, "power": _POWER, "gas": _GAS, "heating": _HEATING, "lift": _LIFT,
    "fire": _FIRE, "meeting": _MEETING, "vaccination": _VACCINATION, "cleaning": _CLEANING,
}  # fmt: skip
"""Paths in a square of 64, filled by the even-odd rule."""


def draw_sign(
    subject: str, is_cut_off: bool, ink: str = "currentColor", ground: str = "Canvas"
) -> str:
    """The SVG of a subject, struck through where there is none; empty where there is no drawing.

    `ground` is what it stands on: it shows beside the bar.
    """
    path = next((path for name, path in PICTOGRAMS.items() if name == subject), "")
    if not path:
        return ""
    drawn = f'<path fill="{ink}" fill-rule="evenodd" d="{path}"/>'
    if is_cut_off:
        drawn = (
            f'<g transform="translate(32 32) scale(.8) translate(-32 -34)">{drawn}</g>'
            f'<path d="M11 11L53 53" stroke="{ground}" stroke-width="7.4"/>'
            f'<path d="M11.3 11.3L52.7 52.7" stroke="{BAR}" stroke-width="3.6"/>'
            f'<circle cx="32" cy="32" r="29.2" fill="none" stroke="{BAR}" stroke-width="4.4"/>'
        )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">{drawn}</svg>'
