"""Sites to test on: small ones made in the test, and the demo built once a session."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from loudao.build import Built, build
from loudao.manifest.site import Site, load_site

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


def make_photo(path: Path, size: tuple[int, int] = (600, 400), seed: int = 1) -> Path:
    """A small photo-like picture, the same for the same seed."""
    dice = random.Random(seed)
    coarse = Image.new("RGB", (12, 8))
    coarse.putdata([tuple(dice.randrange(256) for _ in range(3)) for _ in range(96)])
    path.parent.mkdir(parents=True, exist_ok=True)
    coarse.resize(size, Image.Resampling.BICUBIC).save(path, quality=85)
    return path


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

    @property
    def config(self) -> Path:
        return self.root / "mkdocs.yml"

    def site(self, **settings: object) -> Site:
        site, problems = load_site(self.config)
        assert site is not None, problems
        changed = site.settings.model_copy(update=settings)
        return Site(site.root, site.name, site.address, site.docs, changed)

    def build(self, today: date = TODAY, **settings: object) -> Built:
        return build(self.site(**settings), today)


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    """A site with a community of one unit and one board, and nothing on its walls."""
    box = Sandbox(tmp_path)
    box.write("mkdocs.yml", MKDOCS_YML)
    box.write("galleries/places.yml", PLACES_YML)
    box.write("docs/index.md", "# 首页\n")
    return box


def copy_demo(target: Path) -> Sandbox:
    """The demo community in a folder of its own."""
    for name in ("docs", "galleries"):
        shutil.copytree(ROOT / name, target / name)
    shutil.copy(ROOT / "mkdocs.yml", target)
    return Sandbox(target)


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
    yield DemoSite(box, folder)


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
