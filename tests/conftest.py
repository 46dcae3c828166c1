"""Sites to test on: small ones made in the test, and the demo built once a session."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from loudao.kinds.kind import Kinds
from loudao.manifest.site import load_site
from loudao.model.site import Site
from loudao.plan.made import Printed
from loudao.plan.plan import Plan, make_plan
from loudao.pool import Runner, Workshop
from loudao.store import Store
from loudao.story import build as story
from loudao.story import printing
from loudao.story.build import Built
from loudao.story.printing import AS_WRITTEN, PrintOptions, PrintResult
from loudao.web.outlet import render_frames

ROOT = Path(__file__).parent.parent
SHARED_PHOTOS = ROOT.parent / "shared" / "photos"
needs_photos = pytest.mark.skipif(
    not SHARED_PHOTOS.is_dir(), reason="the folder of real photos is not beside the project"
)
TODAY = date(2026, 11, 21)

MKDOCS_YML = """\
site_name: 花园社区
site_url: https://huayuan.example/
theme: {name: material, language: zh, font: false}
plugins: [search, loudao]
"""
PLACES_YML = """\
community: 花园社区
courtyards:
  - id: nonghang
    name: 农行小区
    buildings:
      - {id: 3, name: 3号楼, units: [{id: 2, name: 2单元, floors: 6}]}
boards:
  - {id: east-gate, name: 东门宣传栏, at: nonghang, size: 2400x1200mm, slots: 6, slot: A2}
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite what cases expect")
    parser.addoption(
        "--rounds", choices=("few", "full"), default="few", help="how many kills and mutations"
    )


Rounds = Callable[[int, int], int]
"""Of the two numbers the one that was asked for: few rounds, or all."""


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> Rounds:
    full = request.config.getoption("--rounds") == "full"
    return lambda few, many: many if full else few


def make_photo(path: Path, size: tuple[int, int] = (600, 400), seed: int = 1) -> Path:
    """A small photo-like picture, the same for the same seed."""
    dice = random.Random(seed)
    coarse = Image.new("RGB", (12, 8))
    coarse.putdata([tuple(dice.randrange(256) for _ in range(3)) for _ in range(96)])
    path.parent.mkdir(parents=True, exist_ok=True)
    coarse.resize(size, Image.Resampling.BICUBIC).save(path, quality=85)
    return path


def open_workshop(site: Site) -> Workshop:
    """What a command opens, without a line of progress."""
    return Workshop(Store(site.cache), Runner(site.settings.jobs))


def load(site: Site, today: date = TODAY) -> Plan:
    """What staff wrote, read and checked."""
    return make_plan(site, today, open_workshop(site))


def build(site: Site, today: date = TODAY) -> Built:
    """The whole site, as a command makes it."""
    return story.build(site, today, open_workshop(site))


def print_sheets(
    site: Site, today: date = TODAY, options: PrintOptions = AS_WRITTEN
) -> PrintResult:
    """Sheets for the printer, as a command makes them."""
    return printing.print_sheets(site, today, open_workshop(site), options)


def pages_of(built: Built) -> dict[str, str]:
    """The HTML of every page of ours by its uri: `places/`."""
    return {file.page_uri: str(file.content) for file in built.files if file.title}


def addresses_of(done: Printed, box: Sandbox) -> dict[str, float]:
    """What the codes of a sheet open, and from how many metres."""
    return done.print.distances(load(box.site()).codes)


def frames_of(built: Built) -> Mapping[str, tuple[str, str]]:
    """What goes before and after the words of pages that are sheets."""
    frames = render_frames(built.plan, built.made)
    return {uri: (frame.before, frame.after) for uri, frame in frames.items()}


def files_of(built: Built) -> dict[str, str | Path]:
    """Everything else that a build hands over by its uri, photos left out."""
    media = built.made.media
    return {f.uri: f.content for f in built.files if not f.title and f.uri not in media}


@dataclass
class Sandbox:
    """A site in a folder of its own."""

    root: Path

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def photo(self, name: str, size: tuple[int, int] = (600, 400), seed: int = 1) -> Path:
        return make_photo(self.root / name, size, seed)

    def gallery(self, name: str, text: str) -> Path:
        return self.write(f"galleries/{name}/gallery.yml", text)

    def show_pages_of_the_theme(self) -> None:
        """Pages in the frame of Material, with its search."""
        text = self.config.read_text("utf-8")
        self.write("mkdocs.yml", text.replace("loudao]", "loudao: {pages: theme}]"))

    @property
    def config(self) -> Path:
        return self.root / "mkdocs.yml"

    def with_address(self, host: str = "jf.cn") -> Sandbox:
        """The same at an address that may be printed, instead of one that nobody can have."""
        text = self.config.read_text("utf-8")
        assert "huayuan.example" in text
        self.config.write_text(text.replace("huayuan.example", host), "utf-8")
        return self

    def site(self, **settings: object) -> Site:
        site, problems = load_site(self.config)
        assert site is not None, problems
        return replace(site, settings=site.settings.model_copy(update=settings))

    def build(self, today: date = TODAY, **settings: object) -> Built:
        return build(self.site(**settings), today)

    def plan(self, **settings: object) -> Plan:
        return load(self.site(**settings))


def small_site(folder: Path) -> Sandbox:
    """A site with a community of one unit and one board, and nothing on its walls."""
    box = Sandbox(folder)
    box.write("mkdocs.yml", MKDOCS_YML)
    box.write("galleries/places.yml", PLACES_YML)
    box.write("docs/index.md", "# 首页\n")
    return box


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    return small_site(tmp_path)


def example_site(folder: Path, kinds: Kinds) -> Sandbox:
    """A site with the example of every kind."""
    box = small_site(folder)
    for kind in kinds:
        if (kind.folder / "example").is_dir():
            for path in sorted((kind.folder / "example").iterdir()):
                target = "docs" if path.suffix == ".md" else f"galleries/{kind.name}"
                box.write(f"{target}/{path.name}", path.read_bytes())
    return box


def copy_demo(target: Path) -> Sandbox:
    """The demo community in a folder of its own."""
    for name in ("docs", "galleries"):
        shutil.copytree(ROOT / name, target / name)
    shutil.copy(ROOT / "mkdocs.yml", target)
    return Sandbox(target)


def staff_files(box: Sandbox) -> dict[str, bytes]:
    """What staff wrote, and the records that loudao keeps beside it."""
    return read_tree(box.root / "galleries") | read_tree(box.root / "docs")


@dataclass(frozen=True)
class DemoSite:
    """The demo, built by MkDocs as a user would."""

    box: Sandbox
    folder: Path


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoSite]:
    from loudao.plugin.engine import build_site

    box = copy_demo(tmp_path_factory.mktemp("demo"))
    folder = build_site(box.config, None, TODAY.isoformat(), {})
    written = staff_files(box)
    yield DemoSite(box, folder)
    assert staff_files(box) == written, "a test wrote to the demo that all tests share"


@pytest.fixture
def demo_copy(tmp_path: Path) -> Sandbox:
    return copy_demo(tmp_path / "demo")


Listing = Callable[[Path], dict[str, bytes]]


def read_tree(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real Chromium."""
    assert CHROMIUM, "Chromium is missing: run ./scripts/test"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        new_context = browser.new_context

        def today(**options: Any) -> BrowserContext:
            """Pages say how soon a day is: the phone has the day that the site was built on."""
            context = new_context(**options)
            context.clock.set_fixed_time(datetime.combine(TODAY, time(9)))
            return context

        browser.new_context = today  # type: ignore[method-assign]
        yield browser
        browser.close()
