"""A site is exchanged whole: whatever happens to a build, readers meet the old one or the new."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conftest import Rounds, Sandbox, read_tree
from loudao.plugin.engine import EngineError, build_site
from loudao.store import StoreFull, locked, open_scaffold, scaffold
from loudao.store.locks import take_lock

NOTICE = "---\nkind: notice\ntitle: 通知{0}\nboards: [east-gate]\n---\n第 {1} 版。\n"
PAGES = 12


def write_version(box: Sandbox, version: int) -> None:
    for number in range(PAGES):
        box.write(f"docs/n{number}.md", NOTICE.format(number, version))


def built(box: Sandbox) -> Path:
    return build_site(box.config, None, "2026-11-21", {})


def versions_in(site: Path) -> set[str]:
    """Which versions the pages of a site are of; a page that is not whole is one of its own."""
    found = set()
    for number in range(PAGES):
        text = (site / f"n{number}/index.html").read_text("utf-8")
        whole = text.rstrip().endswith("</html>")
        found.add(text.partition("第 ")[2].partition(" 版")[0] if whole else "torn")
    return found


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    site, new = tmp_path / "site", tmp_path / ".site-loudao/new"
    for folder, word in ((site, "old"), (new, "new")):
        for name in ("index.html", "a/index.html", "assets/x.css", f"{word}.txt"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(word)
    (site / ".git").mkdir()
    (site / ".git/HEAD").write_text("old")
    yield site, new


def exchange(site: Path, new: Path) -> None:
    kept = {path.relative_to(new): path.read_bytes() for path in new.rglob("*") if path.is_file()}
    opened = open_scaffold(site, site.parent / "spare", lambda: None)
    for name, data in kept.items():
        (opened.new / name).parent.mkdir(parents=True, exist_ok=True)
        (opened.new / name).write_bytes(data)
    try:
        opened.exchange()
    finally:
        opened.close()


WANTED = {"index.html": b"new", "a/index.html": b"new", "assets/x.css": b"new", "new.txt": b"new", ".git/HEAD": b"old"}  # fmt: skip


@pytest.mark.parametrize("way", ["one call", "two renames", "file by file"])
def test_new_folder_takes_the_place_of_the_old_one(
    way: str, two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, new = two
    if way != "one call":
        monkeypatch.setattr(scaffold, "_swap", lambda one, other: False)
    if way == "file by file":
        monkeypatch.setattr(scaffold.Scaffold, "_in_two_steps", lambda self: False)
    exchange(site, new)
    assert read_tree(site) == WANTED
    assert sorted(path.name for path in (site.parent / ".site-loudao").iterdir()) == ["lock"]


def test_first_site_needs_no_old_one(tmp_path: Path) -> None:
    (tmp_path / ".site-loudao/new").mkdir(parents=True)
    (tmp_path / ".site-loudao/new/index.html").write_text("new")
    exchange(tmp_path / "site", tmp_path / ".site-loudao/new")
    assert read_tree(tmp_path / "site") == {"index.html": b"new"}


def test_power_cut_between_two_renames_is_mended_by_the_next_build(two: tuple[Path, Path]) -> None:
    site, new = two
    before = read_tree(site)
    site.rename(new.with_name("old"))
    opened = open_scaffold(site, site.parent / "spare", lambda: None)
    opened.close()
    assert read_tree(site) == before


def test_pages_come_after_what_they_need_and_home_last(
    two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, new = two
    order: list[str] = []
    monkeypatch.setattr(scaffold, "_put", lambda source, target: order.append(target.name))
    scaffold._pour(new, site)
    assert order[-1] == "index.html" and order.index("x.css") < order.index("index.html")
    assert not (site / "old.txt").exists()


def test_folder_whose_neighbours_may_not_be_written_is_built_in_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, spare = tmp_path / "www/site", tmp_path / "cache/site"
    site.mkdir(parents=True)
    take = take_lock

    def refuse(path: Path, waiting: Callable[[], None]) -> object:
        if path.is_relative_to(tmp_path / "www"):
            raise StoreFull(path.parent, PermissionError(13, "Permission denied"))
        return take(path)

    monkeypatch.setattr(scaffold, "take_lock", refuse)
    opened = open_scaffold(site, spare, lambda: None)
    assert opened.new.is_relative_to(spare)
    opened.close()


def test_a_page_that_breaks_the_build_leaves_the_site_of_yesterday(sandbox: Sandbox) -> None:
    write_version(sandbox, 1)
    site = built(sandbox)
    before = read_tree(site)
    write_version(sandbox, 2)
    sandbox.write("docs/x.md", "---\ntemplate: nope.html\n---\n# x\n")
    with pytest.raises(Exception, match=r"nope|没有做完"):
        built(sandbox)
    assert read_tree(site) == before
    (sandbox.root / "docs/x.md").unlink()
    assert versions_in(built(sandbox)) == {"2"}


def test_a_site_without_the_page_of_a_code_takes_nobodys_place(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_version(sandbox, 1)
    site = built(sandbox)
    before = read_tree(site)
    hook = sandbox.write(
        "hook.py",
        "import pathlib, shutil\n"
        "def on_post_build(config):\n"
        "    shutil.rmtree(next(pathlib.Path(config.site_dir, 'Q').iterdir()))\n",
    )
    sandbox.config.write_text(
        sandbox.config.read_text("utf-8") + f"hooks: [{hook.name}]\n", "utf-8"
    )
    with pytest.raises((EngineError, Exception), match=r"没有换上|没有做完"):
        built(sandbox)
    assert read_tree(site) == before


def test_half_built_folder_of_ours_never_refuses_the_next_build(sandbox: Sandbox) -> None:
    write_version(sandbox, 1)
    site = built(sandbox)
    for path in list(site.rglob("*")):
        if path.is_file() and "tokens" not in path.name:
            path.unlink()
    assert versions_in(built(sandbox)) == {"1"}


def test_second_build_waits_for_the_first_and_says_so(
    sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    write_version(sandbox, 1)
    site = built(sandbox)
    holder = hold(site.with_name(".site-loudao") / "lock", 3)
    started = time.monotonic()
    assert versions_in(built(sandbox)) == {"1"}
    assert time.monotonic() - started > 1
    assert holder.wait() == 0
    assert "另一个 loudao 正在做这个网站，等它做完" in caplog.text


def hold(path: Path, seconds: float) -> subprocess.Popen[bytes]:
    """A process that has the lock for some time."""
    code = (
        "import sys, time; from pathlib import Path; from loudao.store.locks import locked\n"
        "with locked(Path(sys.argv[1])): print('held', flush=True); time.sleep(float(sys.argv[2]))"
    )
    command = [sys.executable, "-c", code, str(path), str(seconds)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout and process.stdout.readline()
    process.stdout.close()
    return process


def test_lock_is_gone_with_its_process(tmp_path: Path) -> None:
    process = hold(tmp_path / "lock", 60)
    process.kill()
    process.wait()
    with locked(tmp_path / "lock", lambda: pytest.fail("nobody holds it")):
        pass


class Reader(threading.Thread):
    """Somebody who opens page after page while the site is built."""

    def __init__(self, site: Path) -> None:
        super().__init__()
        self.site, self.done, self.read, self.broken = site, False, 0, list[str]()

    def run(self) -> None:
        dice = random.Random(1)
        while not self.done:
            page = self.site / f"n{dice.randrange(PAGES)}/index.html"
            try:
                text = page.read_text("utf-8")
            except OSError as error:
                self.broken.append(f"{page}: {error}")
            else:
                self.read += 1
                if not text.rstrip().endswith("</html>"):
                    self.broken.append(f"{page}: torn")
            time.sleep(0.0005)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the exchange is two renames")
def test_builds_that_are_killed_leave_a_whole_site(sandbox: Sandbox, rounds: Rounds) -> None:
    write_version(sandbox, 0)
    started = time.monotonic()
    site = built(sandbox)
    length = time.monotonic() - started
    reader = Reader(site)
    reader.start()
    dice = random.Random(7)
    command = [
        sys.executable,
        "-m",
        "loudao",
        "build",
        "-f",
        str(sandbox.config),
        "--today",
        "2026-11-21",
    ]
    try:
        for number in range(1, rounds(6, 300) + 1):
            write_version(sandbox, number)
            process = subprocess.Popen(
                command,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            time.sleep(dice.uniform(0, 1.6 * length))
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            assert len(versions_in(site)) == 1 and "torn" not in versions_in(site)
    finally:
        reader.done = True
        reader.join()
    assert reader.broken == [] and reader.read > 100
    assert versions_in(built(sandbox)) == {str(number)}
    shutil.rmtree(site)
