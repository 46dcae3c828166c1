"""Files that were cut, doubled, mistyped or mixed up: they end in problems, never in a traceback."""

from __future__ import annotations

import random
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from conftest import ROOT, Rounds, Sandbox, load
from loudao.codes.ledger_file import parse_ledger, salvage
from loudao.kinds import load_kinds
from loudao.manifest.site import load_site
from loudao.manifest.tables import parse_table
from loudao.manifest.text import decode
from loudao.manifest.worksheets import parse_workbook
from loudao.model.problem import Problem
from loudao.plan.sheets import read_places, read_sheet
from loudao.walls.record import parse_record
from test_bad_input import CASES, split_case

KINDS, _ = load_kinds(ROOT / "kinds")
_SLOW = 20
"""Seconds of this process that no file may take; the dictionary of words is loaded in one of them."""

WORDS = [
    "", " ", "\n", "\t", "\0", "\r", "\x85", "\u2028", "\ufeff", "\u200b", "\u202e", "\U0001f600",
    "- ", ": ", ":", "? ", "#", "'", '"', "{", "}", "[", "]", "&a ", "*a", "!!int ", "!ENV ", "!<x> ",
    "<<: ", "|\n", ">-\n", "---\n", "...\n", "%YAML 1.1\n", "\\ud800", '"\\ud800"', '"\\0"', "~", "null",
    "yes", "no", "0", "-1", "0x1F", "1e999", ".inf", ".nan", "9" * 400, "²", "③", "Ⅳ", "٣", "〇", "一百亿",
    "2026-02-30", "0000-00-00", "9999-12-31", "10000-01-01", "二〇二六年十三月", "25:61", "0x0mm", "A3", "1200x900mm",
    "../../etc/passwd", "/", "\\", "con.jpg", "https://[", "http://[::1", "=A1", "#N/A", "1.38E+10", "sep=;\n",
    "<script>", "[x](y)", "![", "```\n", "|a|b|\n|-|-|\n", "> " * 60, "* " * 80, "[^1]", "\n=\n", "<!--", "{{ x }}", "%s",
    "title: ", "works:\n", "at: ", "kind: ", "from: ", "boards: [", "rows:\n", "columns: ", "photo: ", "id: ",
]  # fmt: skip


def mutate(data: bytes, dice: random.Random, others: list[bytes]) -> bytes:
    """`data` as a hand that slips, a disk or a merge may leave it."""
    for _ in range(dice.randint(1, 4)):
        at, to = sorted(dice.randrange(len(data) + 1) for _ in range(2))
        to = min(to, at + dice.choice((1, 3, 20, 200)))
        match dice.randrange(9):
            case 0:
                data = data[:at] + bytes([dice.randrange(256)]) + data[at + 1 :]
            case 1:
                data = data[:at] + data[to:]
            case 2:
                data = data[:to] + data[at:]
            case 3 | 4:
                data = data[:at] + dice.choice(WORDS).encode() + data[at:]
            case 5:
                data = data[:at] + dice.choice(WORDS).encode() + data[to:]
            case 6:
                data = in_lines(data, dice)
            case 7:
                data = with_another_value(data, dice)
            case _:
                other = dice.choice(others)
                start = dice.randrange(len(other) + 1)
                data = data[:at] + other[start : start + 80] + data[to:]
    return data


def in_lines(data: bytes, dice: random.Random) -> bytes:
    """Two lines exchanged, one of them indented otherwise."""
    lines = data.split(b"\n")
    one, other = (dice.randrange(len(lines)) for _ in range(2))
    lines[one], lines[other] = lines[other], b" " * dice.randrange(4) + lines[one].lstrip()
    return b"\n".join(lines)


def with_another_value(data: bytes, dice: random.Random) -> bytes:
    """What stands after a colon, or between commas, is something else."""
    separator = dice.choice((b": ", b", ", b",", b'"'))
    parts = data.split(separator)
    parts[dice.randrange(len(parts))] = dice.choice(WORDS).encode()
    return separator.join(parts)


@contextmanager
def in_time(data: bytes) -> Iterator[None]:
    """Fails where the block hangs, with what it hangs on."""

    def late(*_: object) -> None:
        raise TimeoutError(data)

    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, _SLOW)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


# ---- what reads which files -----------------------------------------------------------


def cases(pick: Callable[[str], bool]) -> list[bytes]:
    files = [item for case in CASES for item in split_case(case.read_text("utf-8")).items()]
    return [text.encode() for name, text in files if pick(name) and text]


def site_files(*patterns: str) -> list[bytes]:
    return [path.read_bytes() for pattern in patterns for path in sorted(ROOT.glob(pattern))]


def workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet
    for row in (["姓名", "金额", "日期"], ["王芳", 20, "2026-11-01"], ["李雷", "=A1", None]):
        sheet.append(row)
    sheet.merge_cells("A4:B5")
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def as_text(read: Callable[[str], object]) -> Callable[[bytes, Path], object]:
    def run(data: bytes, folder: Path) -> object:
        text, problems = decode(data, "x")
        return read(text.text) if text else problems

    return run


def read_config(data: bytes, folder: Path) -> object:
    (folder / "mkdocs.yml").write_bytes(data)
    return load_site(folder / "mkdocs.yml")


def read_salvaged(data: bytes, folder: Path) -> object:
    return salvage(data.decode("utf-8", "replace"), "codes.yml"), []


def manifests() -> list[bytes]:
    return site_files("galleries/*/*.yml", "plugins/loudao/kinds/*/example/*.yml")


def pages() -> list[bytes]:
    return site_files("docs/**/*.md", "plugins/loudao/kinds/*/example/*.md")


def ledgers() -> list[bytes]:
    return site_files("galleries/codes.yml")


_RECORD = """address: "https://jf.cn/"
codes:
  - "7K3F"
printed:
  - {what: "gallery:春", paper: poster, version: "K7Q2", size: "A3", on: 2026-11-21, copies: 2, down: 2026-11-22}
"""
READERS: Mapping[str, tuple[Callable[[bytes, Path], object], Callable[[], list[bytes]]]] = {
    "manifests": (
        as_text(lambda text: read_sheet(text, "galleries/春/gallery.yml", KINDS)),
        lambda: manifests() + cases(lambda name: name.endswith("gallery.yml")),
    ),
    "prints": (as_text(lambda text: read_sheet(text, "galleries/春/print.yml", KINDS)), manifests),
    "pages": (
        as_text(lambda text: read_sheet(text, "docs/notices/停水.md", KINDS)),
        lambda: pages() + cases(lambda name: name.endswith(".md")),
    ),
    "places": (
        as_text(lambda text: read_places(text, "galleries/places.yml", "花园社区")),
        lambda: (
            site_files("galleries/places.yml") + cases(lambda name: name.endswith("places.yml"))
        ),
    ),
    "configs": (
        read_config,
        lambda: site_files("mkdocs.yml") + cases(lambda name: name == "mkdocs.yml"),
    ),
    "lists": (
        as_text(lambda text: parse_table(text, "值班.csv")),
        lambda: (
            site_files("galleries/*/*.csv", "plugins/loudao/kinds/*/example/*.csv")
            + cases(lambda name: name.endswith(".csv"))
        ),
    ),
    "workbooks": (lambda data, _: parse_workbook(data, "值班.xlsx"), lambda: [workbook()]),
    "ledgers": (as_text(lambda text: parse_ledger(text, "codes.yml")), ledgers),
    "backups": (read_salvaged, ledgers),
    "records": (
        as_text(lambda text: parse_record(text, "printed.yml")),
        lambda: [_RECORD.encode()],
    ),
}


def problems_in(found: object) -> list[Problem]:
    """The problems at the end of what a reader gives."""
    last = found[-1] if isinstance(found, tuple) else found
    assert isinstance(last, list | tuple), found
    assert all(isinstance(problem, Problem) for problem in last)
    return list(last)


@pytest.mark.parametrize("reader", READERS)
def test_readers_end_in_problems(reader: str, tmp_path: Path, rounds: Rounds) -> None:
    read, originals = READERS[reader]
    whole = originals()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# x\n")
    dice, told = random.Random(reader), 0
    for number in range(rounds(300, 9_000)):
        data = mutate(dice.choice(whole), dice, whole)
        try:
            with in_time(data):
                told += bool(problems_in(read(data, tmp_path)))
        except Exception as error:
            (tmp_path / "mutated").write_bytes(data)
            raise AssertionError(f"{reader} {number}: {error!r}\n{data!r}") from error
    assert told > 20 or reader == "backups", "what is changed is told of"


SITE: Mapping[str, Callable[[], list[bytes]]] = {
    "galleries/places.yml": lambda: site_files("galleries/places.yml"),
    "galleries/春/gallery.yml": manifests,
    "galleries/春/print.yml": manifests,
    "galleries/春/名单.csv": lambda: site_files("galleries/*/*.csv"),
    "docs/notices/停水.md": pages,
    "galleries/codes.yml": ledgers,
    "galleries/printed.yml": lambda: [_RECORD.encode()],
    "mkdocs.yml": lambda: site_files("mkdocs.yml"),
}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="names of files are Chinese")
def test_a_site_with_files_that_were_changed_ends_in_problems(
    sandbox: Sandbox, rounds: Rounds
) -> None:
    """Every check, code and name, whatever one of the files says."""
    dice, stopped = random.Random(11), 0
    sandbox.photo("galleries/春/兰亭.jpg", (40, 30))
    known = {name: originals() for name, originals in SITE.items()}
    config = sandbox.config.read_bytes()
    for number in range(rounds(60, 10_000)):
        written = {name: dice.choice(whole) for name, whole in known.items() if dice.random() < 0.5}
        changed = dice.choice(list(known))
        written[changed] = mutate(dice.choice(known[changed]), dice, known[changed])
        for name in known:
            (sandbox.root / name).unlink(missing_ok=True)
        for name, data in {"mkdocs.yml": config, **written}.items():
            sandbox.write(name, data)
        try:
            with in_time(written[changed]):
                site, _ = load_site(sandbox.config)
                stopped += bool(site is None or load(site).has_errors)
        except Exception as error:
            raise AssertionError(f"{number} {changed}: {error!r}\n{written[changed]!r}") from error
    assert stopped > 10
