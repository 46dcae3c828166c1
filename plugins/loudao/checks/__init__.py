"""Rules that need the whole community, one file a rule."""

from __future__ import annotations

from collections.abc import Collection

from ..model.community import Community
from ..model.problem import Problem
from .alt_texts import check_alt_texts
from .batches import check_batches
from .boards import check_boards
from .consent import check_consent
from .dates import check_dates
from .duplicates import check_duplicates
from .floors import check_floors
from .photo_files import check_photo_files
from .places import check_places
from .styles import check_styles


def check_all(community: Community, styles: Collection[str]) -> list[Problem]:
    """Every fault that shows only when the whole community is known."""
    rules = (
        check_places, check_boards, check_dates, check_duplicates,
        check_floors, check_photo_files, check_alt_texts, check_consent, check_batches,
    )  # fmt: skip
    found = [problem for rule in rules for problem in rule(community)]
    return [*found, *check_styles(community, styles)]
