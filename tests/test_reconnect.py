"""Printed codes follow what they were printed for, whatever staff do to files and manifests."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

import pytest

from conftest import (
    TODAY,
    Rounds,
    Sandbox,
    files_of,
    load,
    make_photo,
    open_workshop,
    pages_of,
    print_sheets,
)  # fmt: skip
from loudao.codes.ledger import move_code, retire_codes
from loudao.codes.ledger_file import load_ledger, write_ledger
from loudao.plan.binding import bind_codes
from loudao.plan.plan import Plan, with_prints
from loudao.story.printing import PrintOptions, PrintResult, record_printed
from loudao.story.round import make_round

ALL_PRINTED = PrintOptions(("all",))


# ---- single stories -------------------------------------------------------------------


def gallery(*works: tuple[str, str], title: str = "春") -> str:
    lines = "".join(f"  - {{photo: {photo}, title: {name}, alt: 画}}\n" for photo, name in works)
    return f"title: {title}\nat: nonghang/3/2\nworks:\n{lines}"


@pytest.fixture
def printed(sandbox: Sandbox) -> Sandbox:
    """Two photos as a phone names them, and their labels on the wall."""
    for number in (1, 2):
        sandbox.photo(f"galleries/春/IMG_{number}.jpg", seed=number)
    sandbox.gallery("春", gallery(("IMG_1.jpg", "甲"), ("IMG_2.jpg", "乙")))
    print_and_record(sandbox)
    return sandbox


def print_and_record(box: Sandbox, options: PrintOptions = ALL_PRINTED) -> PrintResult:
    result = print_sheets(box.site(), TODAY, options)
    assert record_printed(box.site(), result, TODAY, options) == []
    return result


def code_of(box: Sandbox, identity: str) -> str:
    ledger, _ = load_ledger(box.root / "galleries/codes.yml", "codes.yml")
    assert ledger
    return ledger.by_identity()[identity]


def opens(box: Sandbox, code: str) -> str:
    """The title of the page behind a code, as a phone gets there."""
    built = box.build()
    page = str(files_of(built)[f"Q/{code}/index.html"])
    forward = re.search(r'url=\.\./\.\./([^"]*)"', page)
    assert forward, page
    html = pages_of(built)[unquote(forward[1]).removesuffix("index.html")]
    found = re.search(r"<h1[^>]*>(?:<[^>]*>)*([^<]+)", html)
    assert found
    return found[1].strip()


def said(plan: Plan) -> list[str]:
    return [str(problem) for problem in plan.problems]


def test_two_photos_that_exchanged_names_keep_their_labels(printed: Sandbox) -> None:
    one, two = (code_of(printed, f"work:春/IMG_{number}") for number in (1, 2))
    folder = printed.root / "galleries/春"
    (folder / "IMG_1.jpg").rename(folder / "x.jpg")
    (folder / "IMG_2.jpg").rename(folder / "IMG_1.jpg")
    (folder / "x.jpg").rename(folder / "IMG_2.jpg")
    printed.gallery("春", gallery(("IMG_2.jpg", "甲"), ("IMG_1.jpg", "乙")))
    plan = load(printed.site())
    assert not plan.has_errors
    assert plan.codes.ledger.codes[one] == "work:春/IMG_2"
    assert plan.codes.ledger.codes[two] == "work:春/IMG_1"
    assert any(
        re.fullmatch(
            f"galleries/codes.yml:\\d+:\\d+: 提醒：“甲”从 work:春/IMG_1 改到了 work:春/IMG_2，"
            f"短码 {one} 跟过去了。不用做什么；下次印东西时记进台账",
            line,
        )
        for line in said(plan)
    )
    assert (opens(printed, one), opens(printed, two)) == ("甲", "乙")


def test_renamed_photo_renamed_folder_and_renamed_unit_are_found_again(printed: Sandbox) -> None:
    work, whole = code_of(printed, "work:春/IMG_1"), code_of(printed, "gallery:春")
    unit = code_of(printed, "place:nonghang/3/2")
    (printed.root / "galleries/春/IMG_1.jpg").rename(printed.root / "galleries/春/兰亭.jpg")
    printed.gallery("春", gallery(("兰亭.jpg", "甲"), ("IMG_2.jpg", "乙")))
    (printed.root / "galleries/春").rename(printed.root / "galleries/楼道画廊")
    places = printed.root / "galleries/places.yml"
    places.write_text(places.read_text("utf-8").replace("{id: 2, name", "{id: 02, name"), "utf-8")
    manifest = printed.root / "galleries/楼道画廊/gallery.yml"
    manifest.write_text(manifest.read_text("utf-8").replace("3/2", "3/02"), "utf-8")
    plan = load(printed.site())
    assert not plan.has_errors, said(plan)
    codes = plan.codes.ledger.codes
    assert (codes[work], codes[whole]) == ("work:楼道画廊/兰亭", "gallery:楼道画廊")
    assert codes[unit] == "place:nonghang/3/02"
    again = print_and_record(printed, PrintOptions(("all",), changed=True))
    names = [order.printed.print.name for order in again.orders]
    assert names == [], "what hangs is as good as it was"


def rename_unit_and_title(printed: Sandbox, at: str) -> None:
    places = printed.root / "galleries/places.yml"
    text = places.read_text("utf-8").replace("{id: 2, name: 2单元", "{id: E, name: 东单元")
    places.write_text(text, "utf-8")
    manifest = printed.root / "galleries/春/gallery.yml"
    manifest.write_text(manifest.read_text("utf-8").replace("at: nonghang/3/2", at), "utf-8")


def test_a_unit_of_another_number_and_name_is_where_its_gallery_went(printed: Sandbox) -> None:
    unit = code_of(printed, "place:nonghang/3/2")
    rename_unit_and_title(printed, "at: nonghang/3/E")
    plan = load(printed.site())
    assert not plan.has_errors, said(plan)
    assert plan.codes.ledger.codes[unit] == "place:nonghang/3/E"


def test_a_unit_where_nothing_hung_is_asked_with_its_new_sibling_never_with_a_floor(
    printed: Sandbox,
) -> None:
    unit = code_of(printed, "place:nonghang/3/2")
    rename_unit_and_title(printed, "at: nonghang")
    plan = load(printed.site())
    [error] = [problem for problem in plan.problems if problem.is_error]
    assert (
        error.what
        == f"短码 {unit} 指向的“place:nonghang/3/2”不见了，是不是改成了“place:nonghang/3/E”？"
    )
    tasks, _ = make_round(plan, open_workshop(plan.site))
    assert [task for task in tasks if task.action == "down"] == []


def test_another_photo_of_the_same_title_keeps_the_code(printed: Sandbox) -> None:
    code = code_of(printed, "work:春/IMG_1")
    (printed.root / "galleries/春/IMG_1.jpg").unlink()
    printed.photo("galleries/春/新拍.jpg", seed=9)
    printed.gallery("春", gallery(("新拍.jpg", "甲"), ("IMG_2.jpg", "乙")))
    plan = load(printed.site())
    assert not plan.has_errors
    assert plan.codes.ledger.codes[code] == "work:春/新拍"


def test_another_work_under_an_old_file_name_asks(printed: Sandbox) -> None:
    code = code_of(printed, "work:春/IMG_1")
    printed.photo("galleries/春/IMG_1.jpg", seed=9)
    printed.gallery("春", gallery(("IMG_1.jpg", "丙"), ("IMG_2.jpg", "乙")))
    plan = load(printed.site())
    [error] = [problem for problem in plan.problems if problem.is_error]
    assert error.what == f"短码 {code} 印的是“甲”，现在 work:春/IMG_1 是“丙”"
    assert error.remedy == (
        f"还是同一件就运行 loudao codes move {code} work:春/IMG_1；"
        f"换了一件就运行 loudao codes retire {code} --note 说明"
    )
    command(printed, "retire", code)
    fresh = print_sheets(printed.site(), TODAY, PrintOptions(("labels",)))
    assert fresh.files
    assert code_of(printed, "work:春/IMG_1") != code


def test_what_two_could_be_is_asked_with_the_commands(printed: Sandbox) -> None:
    code = code_of(printed, "work:春/IMG_1")
    folder = printed.root / "galleries/春"
    shutil.copy(folder / "IMG_1.jpg", folder / "a.jpg")
    (folder / "IMG_1.jpg").rename(folder / "b.jpg")
    printed.gallery("春", gallery(("a.jpg", "甲"), ("b.jpg", "甲"), ("IMG_2.jpg", "乙")))
    plan = load(printed.site())
    [error] = [problem for problem in plan.problems if problem.is_error]
    assert error.remedy == (
        f"是哪个就运行哪一行：loudao codes move {code} work:春/a；loudao codes move {code} work:春/b"
    )
    command(printed, "move", code, "work:春/b")
    plan = load(printed.site())
    assert not plan.has_errors
    assert plan.codes.ledger.codes[code] == "work:春/b"


def test_record_of_the_walls_follows_a_move(printed: Sandbox) -> None:
    before = printed.root / "galleries/printed.yml"
    assert "gallery:春" in before.read_text("utf-8")
    (printed.root / "galleries/春").rename(printed.root / "galleries/墨香")
    printed.gallery("墨香", gallery(title="墨香长廊").replace("works:\n", "works: []\n"))
    command(printed, "move", "gallery:春", "gallery:墨香")
    assert "gallery:墨香" in before.read_text("utf-8")
    assert "gallery:春" not in before.read_text("utf-8")


def command(box: Sandbox, *words: str) -> None:
    from click.testing import CliRunner

    from loudao.cli import main

    done = CliRunner().invoke(main, ["codes", "-f", str(box.root / "mkdocs.yml"), *words])
    assert done.exit_code == 0, done.output


# ---- every edit, in every order -------------------------------------------------------


@dataclass
class Piece:
    """A work: what it is stays, whatever it is called."""

    uid: int
    file: str
    title: str
    seed: int


@dataclass
class World:
    """What staff have on their disk."""

    dice: random.Random
    box: Sandbox
    galleries: dict[str, tuple[int, str, list[Piece]]] = field(default_factory=dict)
    """folder → uid, title, works"""
    units: dict[str, tuple[int, str]] = field(default_factory=dict)
    boards: dict[str, tuple[int, str]] = field(default_factory=dict)
    gone: list[Piece] = field(default_factory=list)
    exchanged: set[int] = field(default_factory=set)
    """Units, since staff ran a command last."""
    count: int = 0

    def fresh(self) -> int:
        self.count += 1
        return self.count

    def piece(self) -> Piece:
        uid = self.fresh()
        return Piece(uid, f"IMG_{uid}", f"作品{uid}", uid)

    def write(self) -> None:
        root = self.box.root / "galleries"
        for folder in root.iterdir():
            if folder.is_dir():
                shutil.rmtree(folder)
        units = ", ".join(f"{{id: {u}, name: {name}}}" for u, (_, name) in self.units.items())
        boards = "".join(
            f"  - {{id: {b}, name: {name}, size: 1200x900mm, slots: 2, slot: A3}}\n"
            for b, (_, name) in self.boards.items()
        )
        self.box.write(
            "galleries/places.yml",
            "community: 花园社区\ncourtyards:\n  - id: c\n    name: 东院\n    buildings:\n"
            f"      - {{id: 1, name: 1号楼, units: [{units}]}}\nboards:\n{boards}",
        )
        for name, (_, title, works) in self.galleries.items():
            lines = "".join(
                f"  - {{photo: {w.file}.jpg, title: {w.title}, alt: 画}}\n" for w in works
            )
            self.box.write(
                f"galleries/{name}/gallery.yml",
                f"title: {title}\nkind: gallery\nat: c\nworks:{(lines and chr(10) + lines) or ' []'}",
            )
            for work in works:
                photo(self.box.root / "galleries" / name / f"{work.file}.jpg", work.seed)

    def uids(self) -> dict[str, int]:
        """What each name stands for today."""
        found = {f"gallery:{name}": uid for name, (uid, _, _) in self.galleries.items()}
        found |= {
            f"work:{name}/{work.file}": work.uid
            for name, (_, _, works) in self.galleries.items()
            for work in works
        }
        found |= {f"place:c/1/{unit}": uid for unit, (uid, _) in self.units.items()}
        return found | {f"board:{board}": uid for board, (uid, _) in self.boards.items()}


_PHOTOS: dict[int, bytes] = {}


def photo(path: Path, seed: int) -> None:
    if seed not in _PHOTOS:
        _PHOTOS[seed] = make_photo(path, (64, 48), seed).read_bytes()
    path.write_bytes(_PHOTOS[seed])


def some_work(world: World) -> tuple[list[Piece], Piece] | None:
    lists = [works for _, _, works in world.galleries.values() if works]
    if not lists:
        return None
    works = world.dice.choice(lists)
    return works, world.dice.choice(works)


def rename_photo(world: World) -> None:
    if chosen := some_work(world):
        chosen[1].file = f"照片{world.fresh()}"


def exchange_photo_names(world: World) -> None:
    if chosen := some_work(world):
        other = world.dice.choice(chosen[0])
        chosen[1].file, other.file = other.file, chosen[1].file


def photograph_again(world: World) -> None:
    if chosen := some_work(world):
        chosen[1].seed = 1000 + world.fresh()


def retitle(world: World) -> None:
    if chosen := some_work(world):
        chosen[1].title = f"改名{world.fresh()}"


def move_work(world: World) -> None:
    if chosen := some_work(world):
        chosen[0].remove(chosen[1])
        _, _, works = world.dice.choice(list(world.galleries.values()))
        if any(work.file == chosen[1].file for work in works):
            chosen[1].file = f"移来{world.fresh()}"
        works.append(chosen[1])


def delete_work(world: World) -> None:
    if chosen := some_work(world):
        chosen[0].remove(chosen[1])
        world.gone.append(chosen[1])


def bring_back(world: World) -> None:
    if world.gone and world.galleries:
        piece = world.gone.pop(world.dice.randrange(len(world.gone)))
        piece.file = f"回来{world.fresh()}"
        world.dice.choice(list(world.galleries.values()))[2].append(piece)


def add_work(world: World) -> None:
    if world.galleries:
        world.dice.choice(list(world.galleries.values()))[2].append(world.piece())


def replace_work(world: World) -> None:
    """Another work under the file name of one that goes."""
    if chosen := some_work(world):
        new = world.piece()
        new.file = chosen[1].file
        chosen[0][chosen[0].index(chosen[1])] = new
        world.gone.append(chosen[1])


def rename_gallery(world: World) -> None:
    if world.galleries:
        name = world.dice.choice(list(world.galleries))
        world.galleries[f"廊{world.fresh()}"] = world.galleries.pop(name)


def retitle_gallery(world: World) -> None:
    if world.galleries:
        name = world.dice.choice(list(world.galleries))
        uid, _, works = world.galleries[name]
        world.galleries[name] = (uid, f"新题{world.fresh()}", works)


def add_gallery(world: World) -> None:
    uid = world.fresh()
    works = [world.piece() for _ in range(world.dice.randint(1, 3))]
    world.galleries[f"画廊{uid}"] = (uid, f"画廊{uid}", works)


def delete_gallery(world: World) -> None:
    if len(world.galleries) > 1:
        _, _, works = world.galleries.pop(world.dice.choice(list(world.galleries)))
        world.gone += works


def rename_unit(world: World) -> None:
    unit = world.dice.choice(list(world.units))
    uid, name = world.units.pop(unit)
    # what is exchanged and called otherwise at once, nobody can tell
    other = name if uid in world.exchanged else f"{world.fresh()}号"
    world.units[f"u{world.fresh()}"] = (uid, world.dice.choice([name, other]))
    world.exchanged |= {uid} if other != name else set()


def exchange_units(world: World) -> None:
    one, other = world.dice.choice(list(world.units)), world.dice.choice(list(world.units))
    if not world.exchanged & {world.units[one][0], world.units[other][0]}:
        world.units[one], world.units[other] = world.units[other], world.units[one]
        world.exchanged |= {world.units[one][0], world.units[other][0]}


def rename_board(world: World) -> None:
    board = world.dice.choice(list(world.boards))
    uid, name = world.boards.pop(board)
    world.boards[f"b{world.fresh()}"] = (uid, world.dice.choice([name, f"栏{world.fresh()}"]))


EDITS: tuple[Callable[[World], None], ...] = (
    rename_photo, exchange_photo_names, exchange_photo_names, photograph_again, retitle, move_work,
    delete_work, bring_back, add_work, replace_work, rename_gallery, retitle_gallery, add_gallery,
    delete_gallery, rename_unit, exchange_units, rename_board,
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3, 8))
def test_no_printed_code_is_lost_or_opens_another_thing(
    seed: int, sandbox: Sandbox, rounds: Rounds
) -> None:
    world = World(random.Random(seed), sandbox)
    world.units = {str(n): (world.fresh(), f"{n}单元") for n in (1, 2, 3)}
    world.boards = {f"b{n}": (world.fresh(), f"{n}号栏") for n in (1, 2)}
    for _ in range(3):
        add_gallery(world)
    world.write()
    printed: dict[str, int] = {}
    edits, asked = 0, 0
    while edits < rounds(30, 300):
        for _ in range(world.dice.randint(1, 3)):
            world.dice.choice(EDITS)(world)
            edits += 1
        world.write()
        asked += settle(world, printed)
        world.exchanged.clear()
        if world.dice.random() < 0.5:
            printed |= print_some(world)
            check(load(sandbox.site()), world, printed)
    assert len(printed) > edits / 6
    assert asked < edits / 2, "most is found without asking"
    files = files_of(sandbox.build())
    assert all(f"Q/{code}/index.html" in files for code in printed)


def print_some(world: World) -> dict[str, int]:
    """Some sheets handed out: their codes, and what each stands for."""
    plan = with_prints(load(world.box.site()))
    prints = world.dice.sample(plan.prints, k=min(len(plan.prints), world.dice.randint(1, 6)))
    identities = {code.identity for p in prints for code in p.codes if "://" not in code.identity}
    assert bind_codes(plan.site, plan.codes, identities) == []
    uids = world.uids()
    return {
        plan.codes.by_identity[identity]: uids[identity]
        for identity in identities
        if identity in uids
    }


def check(plan: Plan, world: World, printed: dict[str, int]) -> list[str]:
    """The codes that staff are asked about; all others open what they were printed for."""
    uids, ledger = world.uids(), plan.codes.ledger
    for code, uid in printed.items():
        if code in ledger.retired or code in plan.codes.lost:
            continue
        assert uids[ledger.codes[code]] == uid, f"{code} opens another thing"
    errors = [problem.what + problem.remedy for problem in plan.problems if problem.is_error]
    assert bool(errors) == bool(plan.codes.lost), errors
    return sorted(plan.codes.lost)


def settle(world: World, printed: dict[str, int]) -> int:
    """What staff do about each code that they are asked about: they know what it is."""
    path = world.box.root / "galleries/codes.yml"
    plan = load(world.box.site())
    lost = check(plan, world, printed)
    names = {uid: identity for identity, uid in world.uids().items()}
    for code in lost:
        ledger, _ = load_ledger(path, "codes.yml")
        assert ledger
        if printed.get(code) in names:
            changed = move_code(ledger, code, names[printed[code]], plan.codes.likenesses)
        else:
            changed, _ = retire_codes(ledger, code, TODAY, "")
        write_ledger(changed, path)
    assert not check(load(world.box.site()), world, printed)
    return len(lost)
