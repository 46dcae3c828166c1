"""Machines that are not as they should be: a whole site, or what is wrong in Chinese."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import TODAY, Sandbox

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="permissions and locales of POSIX"),
]

_POWERS = "-dac_override,-dac_read_search"
"""By these root opens everything."""


@pytest.fixture
def box(sandbox: Sandbox) -> Sandbox:
    sandbox.photo("docs/合影.jpg", (90, 60))
    sandbox.write("docs/说明.md", "# 说明\n\n![合影](合影.jpg)\n")
    sandbox.write("docs/assets/表格.txt", "表")
    return sandbox


def build(
    box: Sandbox, environment: dict[str, str], *prefix: str, day: bool = True
) -> subprocess.CompletedProcess[str]:
    """`loudao build` as the system runs it, never with a traceback."""
    words = [sys.executable, "-m", "loudao", "build", "-f", str(box.config)]
    today = ["--today", TODAY.isoformat()] if day else []
    done = subprocess.run(
        [*prefix, *words, *today],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **environment},
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


def is_whole(site: Path) -> bool:
    pages = [path for path in site.rglob("*.html") if path.is_file()]
    whole = [p.read_text("utf-8").rstrip().endswith("</html>") for p in pages]
    return all(whole) and (site / "说明/index.html").is_file() and (site / "sitemap.xml").is_file()


def without_powers() -> list[str]:
    """What runs a command that may open only what its user may."""
    if os.geteuid():
        return []
    tool = shutil.which("setpriv")
    if tool is None:
        pytest.skip("root opens everything here")
    return [tool, f"--bounding-set={_POWERS}", f"--inh-caps={_POWERS}"]


def test_a_system_that_knows_ascii_only_builds_the_same_site(box: Sandbox) -> None:
    plain = {"LC_ALL": "C", "LANG": "", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = build(box, plain)
    assert done.returncode == 0, done.stderr
    assert is_whole(box.root / "site")


@pytest.mark.parametrize("second", [0, 4_102_444_800], ids=["1970", "2100"])
def test_a_clock_that_stands_wrong_builds_a_whole_site(second: int, box: Sandbox) -> None:
    box.write(
        "clock/sitecustomize.py",
        f"import time\nreal, shift = time.time, {second} - time.time()\n"
        "time.time = lambda: real() + shift\n",
    )
    for path in box.root.rglob("*"):
        os.utime(path, (second, second))
    clock = {"PYTHONPATH": str(box.root / "clock"), "SOURCE_DATE_EPOCH": str(second)}
    done = build(box, clock, day=False)
    assert done.returncode == 0, done.stderr
    assert is_whole(box.root / "site")


@pytest.mark.parametrize("name", ["docs/说明.md", "docs/合影.jpg", "docs/assets/表格.txt", "docs/assets", "galleries/places.yml", "mkdocs.yml"])  # fmt: skip
def test_what_may_not_be_read_is_named(name: str, box: Sandbox) -> None:
    prefix, path = without_powers(), box.root / name
    path.chmod(0)
    try:
        done = build(box, {}, *prefix)
    finally:
        path.chmod(0o755)
    assert done.returncode in (1, 2), done.stderr  # 2 where click itself may not read
    told = re.search("打不开|读不[出了]", done.stderr)
    assert told and Path(name).name in done.stderr, done.stderr
    assert not (box.root / "site").exists()


def test_a_site_folder_that_may_not_be_written_is_named_and_stays(box: Sandbox) -> None:
    prefix, site = without_powers(), box.root / "site"
    assert build(box, {}).returncode == 0
    box.write("docs/新的.md", "# 新的\n")
    folders = [site, *(path for path in site.rglob("*") if path.is_dir()), box.root]
    for folder in folders:
        folder.chmod(0o555)
    try:
        done = build(box, {}, *prefix)
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert done.returncode == 1 and "写不进这个文件夹" in done.stderr, done.stderr
    assert is_whole(site) and not (site / "新的").exists()


@pytest.mark.parametrize("said", ["ENOENT", "ENOSPC", "EACCES", "EIO"])
def test_what_the_system_refuses_while_the_site_is_written_is_said_and_the_old_site_stays(
    said: str, box: Sandbox
) -> None:
    site = box.root / "site"
    assert build(box, {}).returncode == 0
    box.write("docs/新的.md", "# 新的\n")
    box.write(
        "refusal/sitecustomize.py",
        "import errno, mkdocs.utils, os\n"
        "def refuse(source, target, *, real=mkdocs.utils.copy_file):\n"
        "    if target.endswith('.jpg'):\n"
        f"        raise OSError(errno.{said}, os.strerror(errno.{said}), source, None, target)\n"
        "    real(source, target)\n"
        "mkdocs.utils.copy_file = refuse\n",
    )
    done = build(box, {"PYTHONPATH": str(box.root / "refusal")})
    remedy = {
        "ENOENT": "这个文件夹里的文件不见了。有别的程序同时在删这里的文件，再运行一次",
        "ENOSPC": "写不进这个文件夹（No space left on device）。腾出磁盘空间再试",
        "EACCES": "写不进这个文件夹（Permission denied）。检查文件夹是不是只读、文件是不是正开着",
        "EIO": "写不进这个文件夹（Input/output error）。腾出磁盘空间再试",
    }[said]
    assert done.returncode == 1 and remedy in done.stderr, done.stderr
    assert is_whole(site) and not (site / "新的").exists()
    assert build(box, {}).returncode == 0 and (site / "新的/index.html").is_file()


def test_cleaning_during_a_build_leaves_a_whole_site_or_a_word(box: Sandbox) -> None:
    words = [sys.executable, "-m", "loudao", "clean", "-f", str(box.config)]
    for _ in range(2):
        cleaning = subprocess.Popen(
            ["/bin/sh", "-c", 'for i in 1 2 3 4 5 6 7 8; do "$@" || exit 1; done', "sh", *words],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        )  # fmt: skip
        done = build(box, {})
        told, _ = cleaning.communicate()
        assert cleaning.returncode == 0 and "Traceback" not in told, told
        assert done.returncode == 0 or "再运行一次" in done.stderr, done.stderr
    assert build(box, {}).returncode == 0
    assert is_whole(box.root / "site")
