"""Workdays are counted by the calendar that was announced, and never guessed past it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loudao.model.stretch import Stretch
from loudao.model.workdays import Count, count_workdays, is_workday, nth_workday

LAST_KNOWN = date(2026, 12, 31)
KNOWN = st.dates(date(2024, 1, 1), date(2026, 9, 1))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 18), True),
        (date(2026, 11, 21), False),
        (date(2026, 10, 1), False),
        (date(2026, 10, 10), True),  # a Saturday that makes up for the holiday
        (LAST_KNOWN, True),
        (date(2027, 1, 4), None),  # a Monday, and yet nobody knows
        (date(2003, 12, 31), None),
    ],
)
def test_a_day_is_a_workday_or_is_none_or_is_unconfirmed(day: date, works: bool | None) -> None:
    assert is_workday(day) is works


def test_a_stretch_over_the_national_day_leaves_the_holiday_out() -> None:
    assert nth_workday(date(2026, 9, 29), 5) == date(2026, 10, 10)
    assert count_workdays(date(2026, 9, 29), date(2026, 10, 10)) == Count(5, 0)


@given(KNOWN, st.integers(1, 60))
def test_the_nth_workday_is_the_first_day_with_n_workdays(first: date, number: int) -> None:
    last = nth_workday(first, number)
    assert last is not None and is_workday(last)
    assert count_workdays(first, last) == Count(number, 0)
    assert count_workdays(first, last - timedelta(days=1)).known == number - 1


@given(st.dates(date(2026, 12, 1), date(2027, 3, 1)), st.integers(30, 60))
def test_nothing_past_the_known_years_is_guessed(first: date, number: int) -> None:
    assert nth_workday(first, number) is None
    last = first + timedelta(days=number)
    known, unconfirmed = count_workdays(first, last)
    assert unconfirmed == (last - max(first - timedelta(days=1), LAST_KNOWN)).days
    assert known <= max(0, (LAST_KNOWN - first).days + 1)


@given(KNOWN, st.integers(1, 400))
def test_plain_days_count_the_first_one(first: date, number: int) -> None:
    last = Stretch(number).last_day(first)
    assert last is not None
    assert Stretch(1).days_in(first, last) == Count(number, 0)
