"""What happens in a community, one event after another; after each all has to be as the model says."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random
from urllib.parse import unquote

from click.testing import CliRunner

from conftest import files_of, frames_of, pages_of, small_site
from loudao.cli import main
from loudao.story.build import Built
from pdf import decode_codes
from test_round import draw_codes
from year import DAY, PAPERS, Community, Content, Thing, Wall

START = date(2026, 1, 5)
PLACES = {"c": "东院", "c/1": "东院 1号楼", "c/1/1": "东院 1号楼 1单元"}
BOARDS, YARDS = ("b1", "b2"), ("c", "c/1", "c/1/1")
WHERE = {"notice": BOARDS + YARDS, "gallery": YARDS, "donation": BOARDS + YARDS}
PREFIX = "HTTPS://JF.CN/Q/"
AGENDA_DAYS = 40
MOST = 6
"""Sheets at a time: of few each is printed, hung and changed often."""


@dataclass(frozen=True)
class Code:
    """What is on a paper that was handed out: nobody can change it any more."""

    code: str
    version: str
    uid: int
    paper: str
    says: Content
    work: int | None
    """The work that it opens; None for the sheet."""


class Life:
    """Staff and volunteers of a small community in `folder`."""

    def __init__(self, folder: Path) -> None:
        box = small_site(folder).with_address()
        self.town = Community(box, START, PLACES, {"b1": "东门栏", "b2": "西门栏"})
        self.codes: set[Code] = set()
        for kind in PAPERS:
            self.town.add(kind, "b1" if kind == "notice" else "c/1/1", START, None, 2)
        self.after()

    # ---- what staff write ----

    def after(self) -> None:
        """What staff changed is written, and everything holds."""
        self.town.write()
        self.check()

    def write_a_sheet(self, dice: Random) -> None:
        if len(self.town.things) < MOST:
            first = self.town.today + dice.randint(-3, 12) * DAY
            last = dice.choice([None, first + dice.randint(0, 20) * DAY])
            kind = dice.choice(sorted(PAPERS))
            self.town.add(kind, dice.choice(WHERE[kind]), first, last, dice.randint(1, 4))
            self.after()

    def change_what_it_says(self, dice: Random) -> None:
        thing = self.choose(dice)
        number = dice.randrange(len(thing.rows))
        name, money = f"改{self.town.fresh()}", dice.randint(1, 99_999)
        thing.rows[number] = replace(thing.rows[number], name=name, money=money)
        self.after()

    def add_a_row(self, dice: Random) -> None:
        self.choose(dice).rows.append(self.town.row(dice.randint(1, 99_999)))
        self.after()

    def call_it_otherwise(self, dice: Random) -> None:
        self.choose(dice).title = f"新题{self.town.fresh()}"
        self.after()

    def let_it_end_on_another_day(self, dice: Random) -> None:
        thing = self.choose(dice)
        thing.ends = max(thing.starts, self.town.today + dice.randint(-5, 30) * DAY)
        self.after()

    def move_it(self, dice: Random) -> None:
        thing = self.choose(dice)
        thing.where = dice.choice(WHERE[thing.kind])
        self.after()

    def rename_its_file_or_folder(self, dice: Random) -> None:
        thing = self.choose(dice)
        thing.name = self.town.name_for(thing.kind, thing.uid)
        self.after()

    def rename_a_board(self, dice: Random) -> None:
        self.town.boards[dice.choice(list(self.town.boards))] = f"栏{self.town.fresh()}"
        self.after()

    def delete_it(self, dice: Random) -> None:
        if len(self.town.things) > 3:
            thing = self.choose(dice)
            self.town.things.remove(thing)
            self.town.gone[thing.uid] = thing
            self.after()

    # ---- what volunteers do ----

    def print_it(self, dice: Random) -> None:
        self._print(self.choose(dice, self._asked("hang", "coming", "again")))
        self.check()

    def hang_it(self, dice: Random) -> None:
        thing = self.choose(dice, self._with(lambda wall: bool(wall.pile)))
        self.run("walls", "--up", self.town.identity(thing), may_fail=True)
        for paper in PAPERS[thing.kind]:
            self.town.wall(thing, paper).hang()
        self.check()

    def take_it_down(self, dice: Random) -> None:
        hung = self._with(lambda wall: wall.up is not None)
        thing = self.choose(dice, hung, [*self.town.things, *self.town.gone.values()])
        self.run("walls", "--down", self._called(thing), may_fail=True)
        for paper in PAPERS[thing.kind]:
            self.town.wall(thing, paper).take_down()
        self.check()

    def photograph_it(self, dice: Random) -> None:
        """Somebody hung what was printed last, or it hung before, and a photo shows it."""
        shown = self._shown()
        if not shown:
            return
        thing, code, wall = dice.choice(shown)
        path = draw_codes(self.town.box, f"{PREFIX}{code.code}?{code.version}")
        told = json.loads(self.run("round", str(path), "--format", "json"))
        over = thing.ends is not None and thing.ends < self.town.today
        current = code.says == self.town.says(thing, code.paper)
        due = "over" if over else "current" if current else "stale"
        [tick] = [t for t in told if t["what"] == self.town.identity(thing) and t["photos"]]
        assert tick["tick"] == due, (tick, due)
        if code.says in wall.pile:
            wall.hang()
        self.check()

    def days_pass(self, dice: Random) -> None:
        self.town.today += dice.choice([1, 1, 2, 3, 5, 8, 25]) * DAY
        self.check()

    # ---- how ----

    def choose(
        self, dice: Random, likely: Sequence[Thing] = (), among: Sequence[Thing] = ()
    ) -> Thing:
        """One of all, most often one of those that somebody would choose."""
        return dice.choice([*likely, *likely, *likely, *(among or self.town.things)])

    def _called(self, thing: Thing) -> str:
        """What is gone is called as `walls` calls it: it may have had another name since."""
        if thing in self.town.things:
            return self.town.identity(thing)
        told = self._of_sheets(json.loads(self.run("walls", "--format", "json")))
        names = [each["what"] for each in told if self.town.uid_in(each["what"]) == thing.uid]
        return next(iter(names), self.town.identity(thing))

    def _asked(self, *actions: str) -> list[Thing]:
        asked = {uid for _, action, uid, _ in self.town.tasks() if action in actions}
        return [thing for thing in self.town.things if thing.uid in asked]

    def _with(self, holds: Callable[[Wall], bool]) -> list[Thing]:
        things = [*self.town.things, *self.town.gone.values()]
        return [t for t in things if any(holds(self.town.wall(t, p)) for p in PAPERS[t.kind])]

    def _shown(self) -> list[tuple[Thing, Code, Wall]]:
        """Posters of which the newest paper, hung or not, can be photographed."""
        found = []
        for thing in self.town.things:
            paper = PAPERS[thing.kind][0]
            wall = self.town.wall(thing, paper)
            newest = wall.pile[-1] if wall.pile else wall.up
            sought = (thing.uid, paper, newest, None)
            own = [c for c in self.codes if (c.uid, c.paper, c.says, c.work) == sought]
            found += [(thing, code, wall) for code in sorted(own, key=lambda c: c.version)[:1]]
        return found

    def _print(self, thing: Thing) -> None:
        out = self.town.box.root / "out"
        for path in out.glob("*.pdf"):
            path.unlink()
        self.run("print", thing.title, "--out", str(out))
        opens = files_of(self.town.box.build(self.town.today))
        for paper in PAPERS[thing.kind]:
            says = self.town.says(thing, paper)
            wall = self.town.wall(thing, paper)
            wall.pile = [*(old for old in wall.pile if old != says), says]
            [path] = out.glob(f"*{paper}*.pdf")
            for text in (text for text in decode_codes(path) if text.startswith(PREFIX)):
                code, _, version = text.removeprefix(PREFIX).partition("?")
                work = re.search(r"/w(\d+)/", str(opens[f"Q/{code}/index.html"]))
                uid = int(work[1]) if work else None
                self.codes.add(Code(code, version, thing.uid, paper, says, uid))

    def run(self, command: str, *words: str, may_fail: bool = False) -> str:
        box = self.town.box
        today = [] if command == "codes" else ["--today", self.town.today.isoformat()]
        options = ["-f", str(box.config), *today]
        result = CliRunner().invoke(main, [command, *words, *options])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.output
        assert may_fail or result.exit_code == 0, result.output
        return result.stdout

    # ---- what holds after each event ----

    def check(self) -> None:
        built = self._settle()
        pages = pages_of(built)
        self._check_codes(built)
        self._check_totals(pages)
        self._check_walls()

    def _settle(self) -> Built:
        """What staff are asked is answered with the command that they are told and that is right."""
        for _ in range(50):
            built = self.town.box.build(self.town.today)
            asked = [str(problem) for problem in built.problems if problem.is_error]
            if not asked:
                return built
            told = re.findall(r"loudao codes (?:move (\S+) ([^；，\s]+)|retire (\S+))", asked[0])
            right = [words for words in told if self._is_right(*words)]
            assert right, asked[0]
            old, new, code = right[0]
            self.run("codes", *(["move", old, new] if new else ["retire", code]))
        raise AssertionError("asked without an end")

    def _is_right(self, old: str, new: str, code: str) -> bool:
        """Whether staff, who know what is what, would run this: what is called `new` now was called
        `old`; or what `code` was printed for is in no manifest."""
        of = old or code
        printed_for = {(c.uid, f"w{c.work}" if c.work else "") for c in self.codes if c.code == of}
        if "-" in of:
            printed_for = {(self.town.uid_in(of), of.partition("/")[2])}
        if not new:
            return bool(printed_for) and {uid for uid, _ in printed_for} <= self.town.gone.keys()
        now = self.town.uid_in(new), new.partition("/")[2]
        return printed_for == {now} and any(thing.name in new for thing in self.town.things)

    def _check_codes(self, built: Built) -> None:
        files, things = files_of(built), {thing.uid: thing for thing in self.town.things}
        frames = frames_of(built).items()
        pages = pages_of(built) | {f"{path[:-3]}/": "".join(frame) for path, frame in frames}
        for code in self.codes:
            door = str(files[f"Q/{code.code}/index.html"])
            on = re.search(r'id="on" href="../../([^"#]+)index.html', door)
            thing = things.get(code.uid)
            if thing is None:
                assert on is None, f"{code} opens {on}"
                continue
            named = {row.uid: row.name for row in thing.rows} | {None: thing.title}
            assert f"<h1>{named[code.work]}</h1>" in door, code
            assert on, code
            listed = re.findall(r'data-versions="([^"]*)"', pages[unquote(on[1])])
            current = code.version in " ".join(listed).split()
            if code.work is None:
                assert current == (code.says == self.town.says(thing, code.paper)), code
            elif code.says == self.town.says(thing, code.paper):
                assert current, code

    def _check_totals(self, pages: dict[str, str]) -> None:
        for thing in self.town.things:
            if thing.kind == "donation":
                page = re.sub("<[^>]*>", "", pages[f"sheets/{thing.name}/"])
                assert f"共 {len(thing.rows)} 笔，{thing.total:,} 元" in page

    def _check_walls(self) -> None:
        tasks = json.loads(self.run("walls", "--format", "json"))
        told = Counter((t["wall"], t["action"], *self._paper(t)) for t in self._of_sheets(tasks))
        wanted = Counter(self.town.tasks())
        assert told == wanted, f"walls say {told - wanted} for {wanted - told}"
        items = json.loads(self.run("agenda", "--format", "json", "--days", str(AGENDA_DAYS)))
        planned = Counter((i["day"], i["doing"], *self._paper(i)) for i in self._of_sheets(items))
        due = Counter(self.town.agenda(AGENDA_DAYS))
        assert planned == due, f"the agenda says {planned - due} for {due - planned}"

    @staticmethod
    def _of_sheets(told: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
        """Plates of places are asked for, too; nothing of this changes them."""
        return [each for each in told if not each["what"].startswith("place:")]

    def _paper(self, told: Mapping[str, str]) -> tuple[int, str]:
        """Which sheet, and which paper of it: 题目1（海报）."""
        return self.town.uid_in(told["what"]), told["name"].rpartition("（")[2].removesuffix("）")


EVENTS: tuple[Callable[[Life, Random], None], ...] = (
    Life.write_a_sheet, Life.change_what_it_says, Life.add_a_row, Life.call_it_otherwise,
    Life.let_it_end_on_another_day, Life.move_it, Life.rename_its_file_or_folder,
    Life.rename_a_board, Life.delete_it, Life.print_it, Life.print_it, Life.print_it,
    Life.hang_it, Life.hang_it, Life.take_it_down, Life.photograph_it, Life.photograph_it,
    Life.days_pass, Life.days_pass,
)  # fmt: skip
"""As often as they happen."""
