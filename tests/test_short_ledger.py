"""A ledger that was cut, emptied, deleted or edited is never taken for a whole one."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import TODAY, Rounds, Sandbox, load, print_sheets
from loudao.cli import main
from loudao.codes.ledger import Ledger
from loudao.codes.ledger_file import load_ledger, parse_ledger, render_ledger, salvage
from loudao.codes.merge import merge_ledgers
from loudao.story.printing import PrintOptions
from loudao.walls.record import load_record

GALLERY = "title: {0}\nat: nonghang/3/2\nworks:\n  - {{text: 诗, title: 甲, alt: 甲}}\n  - {{text: 词, title: 乙, alt: 乙}}\n"


@pytest.fixture
def printed(sandbox: Sandbox) -> Sandbox:
    """A site whose codes hang on walls."""
    sandbox.with_address()
    for name in "春夏秋":
        sandbox.gallery(name, GALLERY.format(name))
    assert print_sheets(sandbox.site(), TODAY, PrintOptions(("all",))).problems == ()
    return sandbox


def ledger_of(box: Sandbox) -> Path:
    return box.root / "galleries/codes.yml"


def run(box: Sandbox, *words: str) -> Result:
    return CliRunner().invoke(main, [*words[:1], *words[1:], "-f", str(box.config)])


def test_every_bound_code_and_the_address_stand_in_the_record_too(printed: Sandbox) -> None:
    ledger, _ = load_ledger(ledger_of(printed), "codes.yml")
    record, _ = load_record(printed.root / "galleries/printed.yml", "printed.yml")
    assert ledger and record
    assert record.codes == set(ledger.codes) and len(record.codes) > 8
    assert record.address == ledger.address == "https://jf.cn/"


@pytest.mark.parametrize("how", ["deleted", "emptied", "cut", "lines"])
def test_a_short_ledger_stops_everything_until_it_is_restored(how: str, printed: Sandbox) -> None:
    path = ledger_of(printed)
    whole = path.read_text("utf-8")
    lines = whole.splitlines(keepends=True)
    first = next(n for n, line in enumerate(lines) if line.startswith('  "'))
    if how == "deleted":
        path.unlink()
    else:
        kept = {
            "emptied": [],
            "cut": lines[: first + 2],
            "lines": [*lines[:first], *lines[first + 3 :]],
        }
        path.write_text("".join(kept[how]), "utf-8")
    left = path.read_bytes() if path.exists() else None
    assert printed.build(keep_going=True).files == ()
    made = print_sheets(printed.site(keep_going=True), TODAY, PrintOptions(("all",)))
    assert made.printed == ()
    assert (path.read_bytes() if path.exists() else None) == left, "nothing is written anew"
    [told] = [p for p in printed.build().problems if p.is_error]
    if how == "emptied":
        assert told.what == "文件是空的"
    else:
        assert "印出去的短码" in told.what and told.mark.path == "galleries/codes.yml"
        assert (
            told.remedy == "运行 loudao codes merge .cache/loudao/codes.yml，从自动留的备份里补上"
        )
    assert run(printed, "codes", "retire", "gallery:春").exit_code == 1
    mended = run(printed, "codes", "merge", str(printed.root / ".cache/loudao/codes.yml"))
    assert mended.exit_code == 0, mended.output
    assert path.read_text("utf-8") == whole
    assert not printed.build().has_errors


def test_without_a_backup_the_message_says_where_else(printed: Sandbox) -> None:
    (printed.root / ".cache/loudao/codes.yml").unlink()
    ledger_of(printed).unlink()
    [told] = [p for p in load(printed.site()).problems if p.is_error]
    assert told.remedy == (
        "用备份补上：loudao codes merge 备份文件（用 git 的先运行 git checkout -- galleries/codes.yml）"
    )


def test_a_deleted_record_is_told_and_comes_back(printed: Sandbox) -> None:
    path = printed.root / "galleries/printed.yml"
    assert run(printed, "print", "春", "--today", TODAY.isoformat()).exit_code == 0
    whole = path.read_text("utf-8")
    path.unlink()
    [told] = [p for p in printed.build().problems if p.is_error]
    assert str(told) == (
        "galleries/printed.yml:1:1: 没有 printed.yml：墙上挂着什么、印出去哪些短码，都记在里面。"
        "运行 loudao codes merge，从自动留的备份里补上；"
        "真要从头记，把 .cache/loudao/printed.yml 也删掉"
    )
    assert not print_sheets(printed.site(), TODAY, PrintOptions(("all",))).printed
    mended = run(printed, "codes", "merge")
    assert mended.exit_code == 0, mended.output
    assert path.read_text("utf-8") == whole and not printed.build().problems
    path.unlink()
    (printed.root / ".cache/loudao/printed.yml").unlink()
    assert not printed.build().problems, "who wants to begin anew may"


def test_any_line_changed_by_hand_is_told_at_its_place(printed: Sandbox, rounds: Rounds) -> None:
    """One letter of a line of the ledger, whichever: never another ledger without a word."""
    text = ledger_of(printed).read_text("utf-8")
    start = text.index("\ncodes:") + 8
    dice, passed, tried = random.Random(5), 0, rounds(300, 5_000)
    whole, _ = parse_ledger(text, "codes.yml")
    for _ in range(tried):
        at = dice.randrange(start, len(text))
        if text[at] in '\n"{}:, ':
            continue
        changed = text[:at] + dice.choice("甲A7") + text[at + 1 :]
        ledger, problems = parse_ledger(changed, "codes.yml")
        same = ledger and (ledger.codes, ledger.stood) == (
            whole and whole.codes,
            whole and whole.stood,
        )
        passed += bool(ledger and not same)
        assert same or ledger is None or problems == []
        if ledger is None:
            assert problems[0].mark.path == "codes.yml"
    assert passed <= tried / 200, "two characters let one of a thousand pass"


def test_no_line_changes_when_another_is_added(printed: Sandbox) -> None:
    before = set(ledger_of(printed).read_text("utf-8").splitlines())
    printed.gallery("冬", GALLERY.format("冬"))
    print_sheets(printed.site(), TODAY, PrintOptions(("all",)))
    assert before <= set(ledger_of(printed).read_text("utf-8").splitlines())


def test_a_ledger_of_before_is_read_and_gets_its_check_characters(sandbox: Sandbox) -> None:
    sandbox.with_address().gallery("春", GALLERY.format("春"))
    sandbox.write("galleries/codes.yml", 'codes:\n  "7777": "gallery:春"\n')
    assert not sandbox.build().has_errors
    print_sheets(sandbox.site(), TODAY, PrintOptions(("春",)))
    assert '  "7777-' in ledger_of(sandbox).read_text("utf-8")
    sandbox.write(
        "galleries/codes.yml",
        ledger_of(sandbox)
        .read_text("utf-8")
        .replace("codes:\n", 'codes:\n  "AAAA": "gallery:夏"\n'),
    )
    [told] = [p for p in load(sandbox.site()).problems if p.is_error]
    assert told.what == "短码 AAAA 这一行没有校验字，不是 loudao 写的"


@pytest.mark.parametrize("identity", ["nonsense", "user:x", "gallery:", "work"])
def test_identities_that_nothing_can_have_are_refused(identity: str, sandbox: Sandbox) -> None:
    sandbox.write("galleries/codes.yml", f'codes:\n  "7777": "{identity}"\n')
    assert [p.what for p in load(sandbox.site()).problems if p.is_error] == ["短码 7777 不对"]


def git(box: Sandbox, *words: str) -> None:
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    subprocess.run(["git", *who, *words], cwd=box.root, check=False, capture_output=True)


def test_two_branches_that_printed_are_merged_and_nothing_is_lost(printed: Sandbox) -> None:
    (printed.root / ".gitignore").write_text(".cache\nout\n")
    git(printed, "init", "-q", "-b", "main")
    git(printed, "add", ".")
    git(printed, "commit", "-qm", "x")
    bound: set[str] = set()
    for branch, name in (("a", "冬"), ("b", "年")):
        git(printed, "checkout", "-q", "-b", branch, "main")
        printed.gallery(name, GALLERY.format(name))
        made = run(
            printed, "print", name, "--today", "2026-11-21", "--out", str(printed.root / "out")
        )
        assert made.exit_code == 0, made.output
        ledger, _ = load_ledger(ledger_of(printed), "codes.yml")
        assert ledger
        bound |= set(ledger.codes)
        git(printed, "add", ".")
        git(printed, "commit", "-qm", branch)
    git(printed, "merge", "-q", "a")
    torn = "<<<<<<<" in ledger_of(printed).read_text("utf-8") + (
        printed.root / "galleries/printed.yml"
    ).read_text("utf-8")
    if torn:
        told = [p for p in load(printed.site()).problems if p.is_error]
        assert "运行 loudao codes merge，两边的都留下" in {p.remedy for p in told}
        merged = run(printed, "codes", "merge")
        assert merged.exit_code == 0, merged.output
    assert not printed.build().has_errors
    ledger, _ = load_ledger(ledger_of(printed), "codes.yml")
    assert ledger and set(ledger.codes) == bound
    record, _ = load_record(printed.root / "galleries/printed.yml", "printed.yml")
    assert record and record.codes == bound
    assert {i.name for i in record.impressions} == {"gallery:冬", "gallery:年"}


def test_codes_given_to_two_things_are_asked_about(printed: Sandbox) -> None:
    text = ledger_of(printed).read_text("utf-8")
    one, _ = parse_ledger(text, "codes.yml")
    assert one
    code = next(code for code, identity in one.codes.items() if identity == "gallery:春")
    other, _ = parse_ledger(render_ledger(one), "codes.yml")
    assert other
    moved = render_ledger(
        Ledger({**other.codes, code: "gallery:夏"}, other.retired, other.stood, other.address)
    )
    backup = printed.write("备份.yml", moved)
    asked = run(printed, "codes", "merge", str(backup))
    assert asked.exit_code == 1
    assert f"短码 {code} 两边不一样：gallery:春、gallery:夏" in asked.output
    assert ledger_of(printed).read_text("utf-8") == text


def test_merging_keeps_every_code_of_both_in_either_order(rounds: Rounds) -> None:
    dice = random.Random(3)
    for _ in range(rounds(200, 5_000)):
        names = [f"page:{n}" for n in range(30)]
        codes = {f"{n:04d}": name for n, name in enumerate(names)}
        sides = [
            salvage(
                render_ledger(Ledger({c: i for c, i in codes.items() if dice.random() < 0.6})),
                "codes.yml",
            )
            for _ in range(2)
        ]
        one, torn = merge_ledgers(sides, names)
        other, _ = merge_ledgers(sides[::-1], names)
        assert not torn
        assert one.codes == other.codes == {**sides[0].codes, **sides[1].codes}
