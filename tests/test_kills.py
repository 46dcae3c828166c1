"""Publishing and printing killed at any moment, somebody reading all the while: nothing is half.

What builds leave that are killed is in test_exchange.py.
"""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest

from conftest import TODAY, Rounds, Sandbox, load
from loudao.codes.address import characters_of
from loudao.codes.ledger_file import load_ledger
from loudao.codes.scan import read_codes
from loudao.hosting.inventory import INVENTORY
from loudao.press.raster import open_pdf

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="groups of processes")

_PAGES = 6
_LINK = re.compile(r'(?:href|src|url)=\s*"?(?![a-z]+:|#|//)([^"#?\s>]+)')


@pytest.fixture
def box(sandbox: Sandbox) -> Sandbox:
    """A site that is published to a folder beside it."""
    sandbox.with_address()
    text = sandbox.config.read_text("utf-8").partition("plugins:")[0]
    publish = "publish: {盘: {to: folder, folder: public, check: no}}"
    sandbox.write("mkdocs.yml", f"{text}plugins: [search, loudao: {{{publish}}}]\n")
    write_version(sandbox, 0)
    return sandbox


def write_version(box: Sandbox, version: int) -> None:
    """Every page says which version it is of, and shows a photo that no other version has."""
    for old in (box.root / "docs").glob("*.jpg"):
        old.unlink()
    box.photo(f"docs/p{version}.jpg", (90, 60), seed=version)
    for number in range(_PAGES):
        box.write(
            f"docs/n{number}.md", f"# 页{number}\n\n第 {version} 版。\n\n![画](p{version}.jpg)\n"
        )


def command(box: Sandbox, *words: str) -> list[str]:
    day = ["--today", TODAY.isoformat()]
    return [sys.executable, "-m", "loudao", *words, "-f", str(box.config), *day]


def finish(box: Sandbox, *words: str) -> float:
    """Runs a command to its end; how long it took."""
    started = time.monotonic()
    done = subprocess.run(command(box, *words), capture_output=True, cwd=box.root)
    assert done.returncode == 0, done.stderr.decode()
    return time.monotonic() - started


def kill_at(after: float, box: Sandbox, *words: str) -> bool:
    """Whether the command was still running when it was killed with all its processes."""
    process = subprocess.Popen(
        command(box, *words),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        cwd=box.root,
    )
    time.sleep(after)
    running = process.poll() is None
    if running:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return running


class Watcher(threading.Thread):
    """Somebody who opens file after file of a folder, and tells of each that is not whole."""

    def __init__(self, folder: Path, fault_of: Callable[[Path], str]) -> None:
        super().__init__()
        self.folder, self._fault_of = folder, fault_of
        self.done, self.read, self.broken = False, 0, list[str]()

    def run(self) -> None:
        while not self.done:
            for path in [path for path in self.folder.rglob("*") if path.is_file()]:
                if ".loudao-tmp" in path.parts or path.name.startswith(".tmp-"):
                    continue
                self.read += 1
                if fault := self._fault_of(path):
                    self.broken.append(f"{path.relative_to(self.folder)}: {fault}")
                time.sleep(0.0005)

    def __enter__(self) -> Watcher:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.done = True
        self.join()


def fault_of_published(path: Path) -> str:
    """Of a page: that it is not whole, or needs a file which is not there. Nothing is deleted on
    the day on which all of this happens."""
    if path.suffix != ".html":
        return "" if path.stat().st_size or path.name == ".nojekyll" else "empty"
    text = path.read_text("utf-8")
    if not text.rstrip().endswith("</html>"):
        return "torn"
    if path.name == "404.html":
        return ""  # it stands at any address
    for link in map(unquote, _LINK.findall(text)):
        target = path.parent / link
        if not (target.is_file() or (target / "index.html").is_file()):
            return f"leads to {link}"
    return ""


def fault_of_pdf(path: Path) -> str:
    data = path.read_bytes()
    return "" if data.startswith(b"%PDF") and data.rstrip().endswith(b"%%EOF") else "torn"


@pytest.mark.slow
def test_publishing_that_is_killed_leaves_pages_whole_and_goes_on(
    box: Sandbox, rounds: Rounds
) -> None:
    finish(box, "publish")
    write_version(box, 1)
    length = finish(box, "publish")  # the first one makes what the others find made
    public, dice, killed = box.root / "public", random.Random(4), 0
    with Watcher(public, fault_of_published) as watcher:
        for version in range(2, rounds(4, 150) + 2):
            write_version(box, version)
            running = kill_at(dice.uniform(0.2, 1) * length, box, "publish")
            killed, length = killed + running, length * (1.03 if running else 0.8)
        finish(box, "publish")
    assert watcher.broken == [] and watcher.read > 100
    assert killed >= rounds(1, 50)
    for number in range(_PAGES):
        assert f"第 {version} 版" in (public / f"n{number}/index.html").read_text("utf-8")
    for path in (box.root / "site").rglob("*"):
        if path.is_file():
            assert (public / path.relative_to(box.root / "site")).read_bytes() == path.read_bytes()
    assert (public / INVENTORY).is_file()


@pytest.mark.slow
def test_printing_that_is_killed_hands_out_only_what_the_ledger_has(
    box: Sandbox, rounds: Rounds
) -> None:
    out, path = box.root / "out", box.root / "galleries/codes.yml"
    write_notice(box, 0)
    finish(box, "print", "停水0", "--out", str(out))
    write_notice(box, 1)
    length = finish(box, "print", "停水1", "--out", str(out))
    dice, killed, ever = random.Random(5), 0, set[str]()
    with Watcher(out, fault_of_pdf) as watcher:
        for number in range(2, rounds(4, 100) + 2):
            write_notice(box, number)
            wanted = ["print", f"停水{number}", "--out", str(out)]
            running = kill_at(dice.uniform(0.2, 1) * length, box, *wanted)
            killed, length = killed + running, length * (1.03 if running else 0.8)
            ledger, problems = load_ledger(path, "codes.yml")
            assert ledger and problems == [] and ledger.ever >= ever
            ever = set(ledger.ever)
            assert not load(box.site()).has_errors
            assert codes_on(out) <= ever
        finish(box, *wanted)
    assert watcher.broken == [] and watcher.read > 10
    assert killed >= rounds(1, 30)
    assert len(codes_on(out)) > 1 and codes_on(out) <= load(box.site()).codes.ledger.ever


def write_notice(box: Sandbox, number: int) -> None:
    text = f"---\nkind: notice\ntitle: 停水{number}\nboards: [east-gate]\n---\n停水。\n"
    box.write(f"docs/t{number}.md", text)


def codes_on(out: Path) -> set[str]:
    """The codes that stand on what was handed out, read off it as a phone does."""
    found: set[str] = set()
    for path in out.glob("*.pdf"):
        data = path.read_bytes()
        if data not in _READ:
            _READ[data] = scanned(path)
        found |= _READ[data]
    return found


_READ: dict[bytes, set[str]] = {}


def scanned(path: Path) -> set[str]:
    with open_pdf(path) as pdf:
        pages = [pdf.grey(number, 100) for number in range(len(pdf))]
    texts = [
        code.text for page in pages for code in read_codes(page.width, page.height, page.pixels)
    ]
    return {characters_of(text) for text in texts if "/Q/" in text}
