"""Builds killed at random moments and at random states of the store, each followed now and then by one that is let be.

    python kill_builds.py SITE.yml KILLS SEED

The site's store is emptied after every build that ended, so that kills meet all its states.
Prints JSON: how many were killed before they ended, after how many kills the store held some
of the entries and not all, and how many of the builds that were let be differed from the first.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import sys
import time
from contextlib import suppress
from datetime import date
from pathlib import Path

from loudao.manifest.site import load_site
from loudao.model.site import Site
from loudao.pool import Runner, Workshop
from loudao.store import Store
from loudao.story.build import Built, build

TODAY = date(2026, 11, 21)
_KILLS_PER_BUILD = 20


def digests(built: Built) -> dict[str, str]:
    """What a build hands over, by address."""
    assert not built.has_errors, built.problems
    return {
        file.uri: hashlib.sha256(
            file.content.encode() if isinstance(file.content, str) else file.content.read_bytes()
        ).hexdigest()
        for file in built.files
    }


def start_build(site: Site, report: Path) -> int:
    """The process of a build, in a group of its own with its workers; ends with a report."""
    pid = os.fork()
    if pid == 0:
        os.setpgid(0, 0)
        report.write_text(
            json.dumps(
                digests(build(site, TODAY, Workshop(Store(site.cache), Runner(site.settings.jobs))))
            )
        )
        os._exit(0)
    with suppress(PermissionError, ProcessLookupError):  # the child was first, or has ended
        os.setpgid(pid, pid)
    return pid


def whole_build(site: Site, report: Path) -> tuple[dict[str, str], float]:
    """What a build that is let be hands over, and how many seconds it took."""
    started = time.monotonic()
    _, status = os.waitpid(start_build(site, report), 0)
    assert status == 0
    handed: dict[str, str] = json.loads(report.read_text())
    return handed, time.monotonic() - started


def entries(site: Site) -> int:
    """How many pictures and PDFs the store holds."""
    return sum(len(list(site.cache.glob(f"{room}/??/*.*"))) for room in ("media", "print"))


def wait(site: Site, dice: random.Random, length: float, whole: int) -> None:
    """Until a moment of the build, or until the store holds a part of the entries.

    The store fills in a small part of a build's time; moments alone would seldom meet it.
    """
    if dice.random() < 0.5:
        time.sleep(dice.uniform(0, length))
        return
    aim, late = dice.randint(1, whole - 1), time.monotonic() + 3 * length
    while entries(site) < aim and time.monotonic() < late:
        time.sleep(0.001)


def main(config: str, kills: int, seed: int) -> None:
    site, problems = load_site(Path(config))
    assert site, problems
    report = site.root / "report.json"
    dice = random.Random(seed)
    clean, length = whole_build(site, report)
    whole = entries(site)
    shutil.rmtree(site.cache)
    killed = differing = partial = 0
    while killed < kills:
        pid = start_build(site, report)
        wait(site, dice, length, whole)
        if os.waitpid(pid, os.WNOHANG)[0] == 0:
            os.killpg(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            killed += 1
            partial += 0 < entries(site) < whole
            if killed % _KILLS_PER_BUILD:
                continue
            differing += whole_build(site, report)[0] != clean
        shutil.rmtree(site.cache)
    print(json.dumps({"killed": killed, "differing": differing, "partial": partial}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
