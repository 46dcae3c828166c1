"""Every edit, in every order: no printed code is lost or opens another thing.

What is checked after each is what a model of the community knows: what every printed code was
printed for, and what that is called today.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from click.testing import CliRunner

from conftest import TODAY, Rounds, Sandbox, files_of, load
from loudao.cli import main
from loudao.codes.ledger import below
from loudao.codes.ledger_file import load_ledger, render_ledger
from loudao.plan.binding import backup_path, bind_codes, ledger_path
from loudao.plan.plan import Plan, with_prints
from loudao.plan.prints import Print
from loudao.story.round import record_orders
from town import EDITS, World, open_town

_BUILD_EVERY = 50
_COMMAND = re.compile(r'loudao (codes (?:move|retire) (?:"[^"]*"|[^；，\s]+ ?)+)')


@dataclass
class Walls:
    """What hangs, and what each code and each sheet was printed for."""

    world: World
    codes: dict[str, int] = field(default_factory=dict)
    sheets: dict[int, int] = field(default_factory=dict)
    """By their numbers of copies, which no two have alike."""
    asked: int = 0
    """How often staff were asked what became of something."""
    left_alone: int = 0
    """How often none of the ways that they were told was the right one."""
    events: int = 0
    edits: list[str] = field(default_factory=list)
    """Since codes were bound last."""

    def edit(self, change: Callable[[World], None]) -> None:
        """One change by staff; whatever it is, nothing opens another thing."""
        change(self.world)
        self.edits.append(change.__name__)
        self.events += 1
        self.world.write()
        self.check()

    def story(self, code: str) -> str:
        """What led here, for whoever reads a failure."""
        return f"{code} opens another thing after {self.edits}"

    def print_some(self) -> None:
        """Some sheets handed out and recorded."""
        plan = with_prints(load(self.world.box.site()))
        dice = self.world.dice
        chosen = dice.sample(plan.prints, k=min(len(plan.prints), dice.randint(1, 6)))
        self._bind(plan, chosen)
        uids = self.world.uids()
        orders = []
        for planned in chosen:
            copies = self.world.fresh()
            orders.append((planned, planned.composed.size, copies))
            if planned.identity in uids and plan.codes.by_identity[planned.identity] in self.codes:
                self.sheets[copies] = uids[planned.identity]
        day = TODAY + timedelta(days=self.events)
        assert record_orders(plan.site, orders, day) == []

    def publish(self) -> None:
        """What the site offers to print has its codes in the ledger."""
        plan = with_prints(load(self.world.box.site()))
        self._bind(plan, [planned for planned in plan.prints if planned.paper.on_site])

    def _bind(self, plan: Plan, prints: list[Print]) -> None:
        found = {code.identity for planned in prints for code in planned.codes}
        identities = {identity for identity in found if "://" not in identity}
        assert bind_codes(plan.site, plan.codes, identities) == []
        self.world.changed.clear()
        self.edits.clear()
        uids = self.world.uids()
        self.codes |= {plan.codes.by_identity[name]: uids[name] for name in identities}

    def check(self) -> Plan:
        """Every printed code is in the ledger and opens what it was printed for, or is asked about."""
        site = self.world.box.site()
        path = ledger_path(site)
        if self.codes:
            ledger, problems = load_ledger(path, "codes.yml")
            assert ledger and problems == []
            assert ledger.ever == self.codes.keys()
            assert backup_path(site).read_text("utf-8") == render_ledger(ledger)
        plan = load(site)
        uids, ledger = self.world.uids(), plan.codes.ledger
        for code in self.codes.keys() - ledger.retired.keys() - plan.codes.lost:
            assert uids[ledger.codes[code]] == self.codes[code], self.story(code)
        errors = [str(problem) for problem in plan.problems if problem.is_error]
        assert bool(errors) == bool(plan.codes.lost), errors
        self._check_record(plan)
        return plan

    def _check_record(self, plan: Plan) -> None:
        """What hangs is known by the name that it has today."""
        assert plan.record
        assert plan.record.codes == self.codes.keys()
        known = {self.codes[code]: name for code, name in plan.codes.ledger.codes.items()
                 if code in self.codes and code not in plan.codes.lost}  # fmt: skip
        for impression in plan.record.impressions:
            uid = self.sheets.get(impression.copies)
            if uid in known and uid in self.world.uids().values():
                assert impression.name == known[uid]

    # ---- what staff are asked, and do ----

    def settle(self) -> None:
        """What staff are asked is answered with the commands that they are told, word by word."""
        for _ in range(200):
            plan = self.check()
            asked = [problem.remedy for problem in plan.problems if problem.is_error]
            if not asked:
                return
            self.asked += 1
            self._answer(asked[0], sorted(plan.codes.lost))
        raise AssertionError("asked without an end")

    def _answer(self, remedy: str, lost: list[str]) -> None:
        ledger, _ = load_ledger(ledger_path(self.world.box.site()), "codes.yml")
        assert ledger
        told = [shlex.split(command) for command in _COMMAND.findall(remedy)]
        assert told, remedy
        right = [words for words in told if self._is_right(words, ledger.codes)]
        if right:
            self._run(self.world.dice.choice(right))
            return
        self.left_alone += 1
        codes = [words[2] for words in told if words[1] == "retire"] or [told[0][2]]
        names = {uid: name for name, uid in self.world.uids().items()}
        for code in codes if codes[0] in self.codes else lost:
            there = names.get(self.codes[code])
            self._run(["codes", "move", code, there] if there else ["codes", "retire", code])

    def _is_right(self, words: list[str], codes: Mapping[str, str]) -> bool:
        """Whether staff, who know what is what, would run this."""
        uids = self.world.uids()
        what, old = words[1:3]
        inside = below(old) if what == "retire" and ":" in old else old
        meant = [c for c, name in codes.items() if old in (c, name) or name.startswith(inside)]
        assert meant, f"{words}: nothing of that name"
        if what == "retire":
            return not {self.codes[code] for code in meant} & set(uids.values())
        return {self.codes[code] for code in meant} == {uids.get(words[3])}

    def _run(self, words: list[str]) -> None:
        config = ["-f", str(self.world.box.config)]
        done = CliRunner().invoke(main, [words[0], *config, *words[1:]])
        assert done.exit_code == 0, (words, done.output)

    # ---- what a phone gets ----

    def scan_all(self) -> None:
        """Every printed code opens its own thing on a site that was really built."""
        built = self.world.box.build()
        assert not built.has_errors, built.problems
        pages, codes = files_of(built), built.plan.codes
        pages_of_docs = {sheet.uri for sheet in built.plan.community.pages.values()}
        there = pages_of_docs | {file.page_uri for file in built.files if file.title}
        uids = self.world.uids()
        for code, uid in self.codes.items():
            page = str(pages[f"Q/{code}/index.html"])
            if code in codes.ledger.retired:  # what came back since has a new one
                assert "这里的内容已经下墙" in page
                continue
            target = codes.targets[codes.ledger.codes[code]]
            assert uids[target.identity] == uid
            assert target.title in page and "url=" in page
            assert target.uri in there


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3, 8))
def test_no_printed_code_is_lost_or_opens_another_thing(
    seed: int, sandbox: Sandbox, rounds: Rounds
) -> None:
    total = rounds(60 if seed < 5 else 0, 1000)
    if not total:
        pytest.skip("few rounds: two communities are enough")
    walls = Walls(open_town(seed, sandbox))
    world, built = walls.world, 0
    while walls.events < total:
        for _ in range(world.dice.randint(1, 3)):
            walls.edit(world.dice.choice(EDITS))
        walls.settle()
        if world.dice.random() < 0.5:
            walls.print_some() if world.dice.random() < 0.8 else walls.publish()
            walls.check()
        if walls.events // _BUILD_EVERY > built:
            built += 1
            walls.scan_all()
    walls.scan_all()
    print(f"{walls.events=} {len(walls.codes)=} {walls.asked=} {walls.left_alone=}")
    assert len(walls.codes) > total / 6
    assert walls.asked < total / 2, "most is found without asking"
