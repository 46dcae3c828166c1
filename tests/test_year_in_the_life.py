"""A year in the life of a community: whatever happens, in whatever order, after each event the site
builds, every printed code opens what it was printed for and says whether its paper is the newest,
totals add up, and `walls` and `agenda` are what a simple model says."""

from __future__ import annotations

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from hypothesis.stateful import run_state_machine_as_test as run_machine

from conftest import Rounds
from year_life import EVENTS, Life


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_walls_agenda_codes_and_totals_hold_through_a_year(
    seed: int, tmp_path: Path, rounds: Rounds
) -> None:
    dice, life = Random(seed), Life(tmp_path)
    for number in range(rounds(45, 400)):
        event = dice.choice(EVENTS)
        try:
            event(life, dice)
        except AssertionError as wrong:
            wrong.add_note(f"{life.town.today}, event {number}: {event.__name__}")
            raise
    assert len(life.codes) >= 8, "not much of a year"


class Year(RuleBasedStateMachine):
    """The same in the orders that a search finds, which is after rare ones."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.life = Life(Path(self.folder.name))

    def teardown(self) -> None:
        self.folder.cleanup()

    @rule(event=st.sampled_from(EVENTS), dice=st.randoms(use_true_random=True))
    def happens(self, event: object, dice: Random) -> None:
        assert callable(event)
        event(self.life, dice)


@pytest.mark.slow
def test_no_search_finds_an_order_that_breaks_them(rounds: Rounds) -> None:
    if rounds(1, 0):
        pytest.skip("few rounds: a search over so few events starts with the dullest")
    limits = settings(
        max_examples=4,
        stateful_step_count=100,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_machine(Year, settings=limits)
