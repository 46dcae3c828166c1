"""What is no file, or lies outside the site, is told and never read: no command waits for ever."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Sandbox

GALLERY = "title: 春\nat: nonghang/3/2\nworks:\n  - {photo: a.jpg, title: 甲, alt: 甲}\n"
SECONDS = 60
"""Long for a site of one gallery, on a busy machine too."""


@pytest.fixture
def box(sandbox: Sandbox) -> Sandbox:
    sandbox.photo("galleries/春/a.jpg")
    sandbox.gallery("春", GALLERY)
    return sandbox


def loudao(box: Sandbox, *words: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "loudao", *words, "--today", "2026-11-21"],
        cwd=box.root, capture_output=True, text=True, timeout=SECONDS, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout + done.stderr


def fifo(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(path)


def zero(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to("/dev/zero")


def missing(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(path.parent / "不在.md")


def outside(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    secret = path.parents[2] / "外面"
    secret.mkdir(exist_ok=True)
    (secret / "秘密.md").write_text("# 秘密\n\nSECRET\n", "utf-8")
    path.symlink_to("/etc/hostname")


def outside_folder(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to("/usr/share/doc" if Path("/usr/share/doc").is_dir() else "/etc")


def loop(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(path.parent)


WHAT: dict[Callable[[Path], None], str] = {
    fifo: "不是文件，是管道，没有读",
    zero: "链到了网站的文件夹外面，没有读",
    missing: "链接断了，指的东西不在",
    outside: "链到了网站的文件夹外面，没有读",
    outside_folder: "链到了网站的文件夹外面，没有读",
    loop: "链到了自己上面的文件夹，绕成一圈，没有读",
}
PLACES = [
    "docs/a.md", "docs/b.html", "docs/assets/x.png", "docs/名单.xlsx", "docs/里/更里/c.md",
    "galleries/春/b.jpg", "galleries/春/print.yml", "galleries/春/名单.csv", "galleries/夏",
]  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("make", WHAT, ids=lambda make: make.__name__)
def test_what_is_no_file_is_told_and_nothing_of_it_is_published(
    make: Callable[[Path], None], place: str, box: Sandbox
) -> None:
    make(box.root / place)
    status, said = loudao(box, "check")
    assert status == 1
    assert f"{place}:1:1: {WHAT[make]}" in said
    status, said = loudao(box, "build", "--keep-going")
    assert status == 1
    assert WHAT[make] in said
    if place.startswith("docs/"):
        assert not (box.root / "site").exists(), "the engine would have read it"
    else:
        assert (box.root / "site/index.html").is_file()


@pytest.mark.parametrize(
    "name", ["mkdocs.yml", "galleries/codes.yml", "galleries/printed.yml", "galleries/places.yml"]
)
def test_a_pipe_where_a_file_must_be_is_told(name: str, box: Sandbox) -> None:
    (box.root / name).unlink(missing_ok=True)
    fifo(box.root / name)
    status, said = loudao(box, "check")
    assert status in (1, 2)
    assert "不是文件" in said or "没有 mkdocs.yml" in said


def test_loops_in_every_folder_cost_no_time(box: Sandbox) -> None:
    started = time.process_time()
    for number in range(30):
        folder = box.root / f"docs/{number}"
        folder.mkdir()
        for other in range(5):
            (folder / f"l{other}").symlink_to(box.root / "docs")
    status, said = loudao(box, "check")
    assert status == 1 and said.count("绕成一圈") == 150
    assert time.process_time() - started < 30


def test_names_that_only_some_systems_can_have_are_told(box: Sandbox) -> None:
    folder = os.fsencode(box.root / "docs")
    Path(os.fsdecode(folder + b"/\xff\xfe.md")).write_text("# x\n")
    for name in ("a.md", "A.md", "aux.md", "com1.md"):
        box.write(f"docs/{name}", "# x\n")
    for name in ("CON", "aux"):
        box.write(f"galleries/{name}/gallery.yml", GALLERY.replace("photo: a.jpg", "text: 诗"))
    status, said = loudao(box, "check")
    assert status == 1
    assert "docs/��.md:1:1: 文件名的编码坏了，读不出来。改一个名字" in said
    assert "docs/a.md:1:1: 和“A.md”只有大小写不同，在 Windows 上只剩一个。改一个名字" in said
    for name in ("docs/aux.md", "docs/com1.md", "galleries/CON", "galleries/aux"):
        own = name.rpartition("/")[2]
        assert f"{name}:1:1: “{own}”在 Windows 上不能作文件名。改一个名字" in said
    assert loudao(box, "build")[0] == 1


def test_a_page_that_is_too_large_is_told(box: Sandbox) -> None:
    box.write("docs/a.md", "# 长\n" + "字" * 3_000_000)
    status, said = loudao(box, "check")
    assert (status, "docs/a.md:1:1: 太大（8 MB），不像是写出来的。" in said) == (1, True)


WITHOUT_RIGHTS = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
"""Root too is refused what nobody may open."""


@pytest.mark.skipif(os.name != "posix" or not shutil.which("setpriv"), reason="needs setpriv")
@pytest.mark.parametrize(
    "place",
    [
        "docs/assets/x.css",
        "docs/a.md",
        "docs/里",
        "galleries/春/a.jpg",
        "galleries/春/gallery.yml",
        "galleries/春",
    ],
)
def test_what_cannot_be_opened_is_told_and_the_old_site_stays(place: str, box: Sandbox) -> None:
    box.write("docs/a.md", "# 甲\n")
    box.write("docs/里/b.md", "# 乙\n")
    box.write("docs/assets/x.css", "p {}\n")
    assert loudao(box, "build")[0] == 0
    before = (box.root / "site/index.html").read_bytes()
    path = box.root / place
    path.chmod(0)
    try:
        words = [sys.executable, "-m", "loudao", "build", "--today", "2026-11-21"]
        as_root = os.geteuid() == 0
        done = subprocess.run(
            [*(WITHOUT_RIGHTS if as_root else []), *words],
            cwd=box.root, capture_output=True, text=True, timeout=SECONDS, check=False,
        )  # fmt: skip
    finally:
        path.chmod(0o755)
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == 1
    assert place in done.stderr
    assert (box.root / "site/index.html").read_bytes() == before
