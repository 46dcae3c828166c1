"""What the project gives today, whole, as its users get it: pages, paper, codes and records.

Two sites are built and printed by the command, and nothing inside is asked. A change that is
meant is written down with `pytest tests/test_golden.py --update`, and its difference is read.
"""

from __future__ import annotations

import difflib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from conftest import TODAY, Sandbox, copy_demo
from golden_pages import describe_site
from golden_prints import Paper, compare_looks, describe_pdf, read_pdf, write_looks
from golden_site import make_odd_site

pytestmark = pytest.mark.slow

GOLDEN = Path(__file__).parent / "golden"
_ROUND = ("walls", "--format", "json", "--pdf", "round.pdf")
_ALL = ("print", "all")

DEMO_RUNS: Sequence[tuple[str, ...]] = (("build",), _ALL, _ROUND, ("codes",))
ODD_RUNS: Sequence[tuple[str, ...]] = (
    ("build",),
    ("walls",),
    _ALL,
    ("print", "春", "深处", "--size", "A6", "--out", "small"),
    ("print", "notices/电梯", "单元信", "诗", "值班", "--large", "--out", "large"),
    ("print", "诗", "证书", "kongdi", "--profile", "offset", "--out", "offset"),
    ("print", "dongyuan/7", "深处", "--merge", "--paper", "A4", "--style", "ink", "--out", "one"),
    ("print", "过去", "--profile", "banner", "--size", "A1", "--copies", "3", "--out", "banner"),
    ("print", "--changed", "--out", "again"),
    _ROUND,
    ("codes",),
)
SITES: Mapping[str, tuple[Callable[[Path], Sandbox], Sequence[tuple[str, ...]]]] = {
    "demo": (lambda root: copy_demo(root).with_address(), DEMO_RUNS),
    "odd": (make_odd_site, ODD_RUNS),
}

_NOT_OURS = re.compile(r"media/|search/|assets/(stylesheets|javascripts|images|_\w+)/")
_HASH = re.compile(r"\.[0-9a-f]{8,}(?=\.)")
_LINES_SHOWN = 60


@dataclass(frozen=True)
class Made:
    """A site after all its runs."""

    name: str
    root: Path
    said: str
    """What the commands said."""
    pdfs: Mapping[str, Paper]
    """Every PDF for a printer, by its path."""

    @property
    def expected(self) -> Path:
        return GOLDEN / self.name


@pytest.fixture(scope="session", params=SITES)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    name: str = request.param
    make, runs = SITES[name]
    root = tmp_path_factory.mktemp("golden") / "site of many"
    make(root)
    said = "\n".join(_run(words, root) for words in runs)
    paths = sorted(path for path in root.glob("*/*.pdf") if path.parent.name != "again")
    pdfs = {p.relative_to(root).as_posix(): read_pdf(p) for p in (*paths, root / "round.pdf")}
    return Made(name, root, said, pdfs)


def _run(words: tuple[str, ...], root: Path) -> str:
    """What a command says in the folder of a site, but for MkDocs, which tells paths and times."""
    day = () if words[0] == "codes" else ("--today", TODAY.isoformat())
    done = subprocess.run(
        [sys.executable, "-m", "loudao", *words, *day],
        cwd=root,
        env=os.environ | {"PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"loudao {' '.join(words)}\n{done.stdout}{done.stderr}"
    shown = "" if words == ("build",) else done.stdout + done.stderr
    return f"$ loudao {' '.join(words)}\n{shown}"


def _pages(made: Made) -> str:
    return describe_site(made.root / "site")


def _files(made: Made) -> str:
    site = made.root / "site"
    names = sorted(p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file())
    return "".join(f"{_HASH.sub('', name)}\n" for name in names if not _NOT_OURS.match(name))


def _prints(made: Made) -> str:
    return "\n".join(describe_pdf(name, paper) for name, paper in made.pdfs.items())


def _codes(made: Made) -> str:
    return (made.root / "galleries/codes.yml").read_text("utf-8")


def _printed(made: Made) -> str:
    record = yaml.safe_load((made.root / "galleries/printed.yml").read_text("utf-8"))
    columns = ("what", "paper", "size", "version")
    rows = sorted("  ".join(str(entry[name]) for name in columns) for entry in record["printed"])
    return "\n".join(rows) + "\n"


TEXTS: Mapping[str, Callable[[Made], str]] = {
    "pages.txt": _pages,
    "files.txt": _files,
    "prints.txt": _prints,
    "codes.yml": _codes,
    "printed.txt": _printed,
    "said.txt": lambda made: made.said,
}


@pytest.mark.parametrize("name", TEXTS)
def test_words_are_as_before(made: Made, name: str, request: pytest.FixtureRequest) -> None:
    path, found = made.expected / name, TEXTS[name](made)
    if request.config.getoption("--update"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(found, "utf-8")
    expected = path.read_text("utf-8") if path.is_file() else ""
    if found != expected:
        pytest.fail(_difference(f"{made.name}/{name}", expected, found), pytrace=False)


def _difference(name: str, expected: str, found: str) -> str:
    lines = list(
        difflib.unified_diff(
            expected.splitlines(), found.splitlines(), f"expected {name}", "found", lineterm=""
        )
    )
    more = [f"… {len(lines) - _LINES_SHOWN} lines more"] if len(lines) > _LINES_SHOWN else []
    return "\n".join([*lines[:_LINES_SHOWN], *more])


def test_paper_looks_as_before(made: Made, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    folder = made.expected / "looks"
    wanted = {folder / f"{name.removesuffix('.pdf')}.avif": name for name in _shown(made)}
    faults = []
    for path, name in wanted.items():
        leaves = made.pdfs[name].leaves
        found = list(compare_looks(leaves, path, tmp_path))
        # what looks the same keeps its file: who reads the change sees which PDFs are others
        if found and request.config.getoption("--update"):
            write_looks(leaves, path)
            found = list(compare_looks(leaves, path, tmp_path))
        faults += [f"{name} {fault}" for fault in found]
    for path in set(folder.rglob("*.avif")) - wanted.keys():
        if request.config.getoption("--update"):
            path.unlink()
        else:
            faults.append(f"{path.relative_to(folder)} is not printed any more")
    if faults:
        pytest.fail("\n".join([*faults[:_LINES_SHOWN], f"To look at: {tmp_path}"]), pytrace=False)


def _shown(made: Made) -> list[str]:
    """PDFs whose looks are kept: a work order is mostly pictures of the others, one is enough."""
    order = "工单.pdf"
    return [
        n for n in made.pdfs if not n.endswith(order) or (made.name, n) == ("demo", f"out/{order}")
    ]
