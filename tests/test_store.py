"""The store through kills, full disks, damage and company."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import TODAY, Rounds, Sandbox, files_of, read_tree
from loudao.cli import main
from loudao.store import Journal, Store, StoreFull, link_files
from loudao.story.build import Built

KILLER = Path(__file__).with_name("kill_builds.py")


@pytest.fixture
def gallery(sandbox: Sandbox) -> Sandbox:
    """Two photos and a poem, a poster of them, labels and plates."""
    for number, name in enumerate("甲乙"):
        sandbox.photo(f"galleries/春/{name}.jpg", (700, 500 + 40 * number), seed=number)
    works = "".join(f"  - {{photo: {name}.jpg, title: {name}, alt: x}}\n" for name in "甲乙")
    sandbox.gallery(
        "春", f"title: 春\nat: nonghang/3/2\nworks:\n{works}  - {{title: 丙, text: 诗}}\n"
    )
    return sandbox


def contents(built: Built) -> dict[str, bytes]:
    assert built.problems == ()
    paths = {
        **built.made.media,
        **{u: p for u, p in files_of(built).items() if isinstance(p, Path)},
    }
    assert len(paths) > 10
    return {uri: path.read_bytes() for uri, path in paths.items()}


def entries(box: Sandbox) -> list[Path]:
    """What the store holds of pictures and PDFs."""
    cache = box.root / ".cache/loudao"
    files = [p for room in ("media", "print") for p in sorted((cache / room).rglob("*.*"))]
    assert {p.suffix for p in files} == {".webp", ".jpg", ".pdf"}
    return files


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x40
    path.write_bytes(data)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100])


def _zero(path: Path) -> None:
    path.write_bytes(b"\0" * path.stat().st_size)


@pytest.mark.parametrize("damage", [_flip, _cut, _zero, Path.unlink])
def test_damaged_entries_are_noticed_and_made_again(
    damage: Callable[[Path], None], gallery: Sandbox
) -> None:
    clean = contents(gallery.build())
    damaged = random.Random(1).sample(entries(gallery), 9)
    for path in damaged:
        damage(path)
    again = gallery.build()
    assert contents(again) == clean
    assert again.made.pictures_written + again.made.prints_written > 0
    assert contents(gallery.build()) == clean


def test_entry_touched_but_not_changed_is_not_made_again(gallery: Sandbox) -> None:
    gallery.build()
    for path in entries(gallery):
        os.utime(path, (1, 1))
    again = gallery.build()
    assert (again.made.pictures_written, again.made.prints_written) == (0, 0)


def test_tool_that_rewrites_the_site_in_place_does_not_reach_the_next_build(
    gallery: Sandbox,
) -> None:
    clean = contents(gallery.build())
    for name in ("one", "two"):
        built = gallery.build()
        link_files(built.made.media, gallery.root / name)
        assert contents(built) == clean
        for path in (gallery.root / name).rglob("*.jpg"):
            assert path.stat().st_nlink > 1
            path.write_bytes(b"squeezed")


def test_journal_survives_torn_and_damaged_lines(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    for key in ("a", "b", "tab\there", "line\nbreak", "\\t", "书 法"):
        journal.add(key, [key, 1])
    whole = journal.path.read_bytes()
    journal.path.write_bytes(whole.replace(b'["b",1]', b'["b",7]') + b'\n00000000 c\t["c')
    torn = Journal(journal.path)
    assert [torn.get(key) for key in ("a", "b", "c")] == [["a", 1], None, None]
    for key in ("tab\there", "line\nbreak", "\\t", "书 法"):
        assert torn.get(key) == [key, 1]
    torn.add("d", 4)
    assert Journal(journal.path).get("d") == 4


def test_journal_does_not_grow_for_ever(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    Journal(tmp_path / "journal").add("another's", 1)
    for number in range(3000):
        journal.add("same", number)
    assert Journal(journal.path).get("another's") == 1
    assert Journal(journal.path).get("same") == 2999
    assert journal.path.stat().st_size < 60_000


def test_two_journals_of_one_file_keep_what_both_say(tmp_path: Path) -> None:
    one, other = Journal(tmp_path / "journal"), Journal(tmp_path / "journal")
    for number in range(50):
        one.add(f"one{number}", number)
        other.add(f"other{number}", number)
    both = Journal(tmp_path / "journal")
    assert len(both) == 100


def test_two_builds_at_once_share_the_store(gallery: Sandbox, tmp_path: Path) -> None:
    words = ["-f", str(gallery.config), "--today", TODAY.isoformat()]
    builds = [
        subprocess.Popen(
            [sys.executable, "-m", "loudao", "build", *words, "-d", str(tmp_path / name)],
            stderr=subprocess.PIPE,
        )
        for name in ("one", "two")
    ]
    ends = [(build.communicate()[1].decode(), build.returncode) for build in builds]
    assert [code for _, code in ends] == [0, 0], ends
    one, two = (read_tree(tmp_path / name) for name in ("one", "two"))
    for tree in (one, two):  # the hour of the build, which MkDocs itself writes
        tree.pop("sitemap.xml", None)
        tree.pop("sitemap.xml.gz", None)
    assert one == two
    assert gallery.build().made.pictures_written == 0


def killed(box: Sandbox, kills: int, seed: int) -> dict[str, int]:
    result = subprocess.run(
        [sys.executable, str(KILLER), str(box.config), str(kills), str(seed)],
        check=True,
        capture_output=True,
    )
    told: dict[str, int] = json.loads(result.stdout)
    return told


@pytest.mark.slow
def test_store_survives_kills_with_posters(gallery: Sandbox, rounds: Rounds) -> None:
    told = killed(gallery, rounds(20, 80), seed=2)
    assert told["differing"] == 0
    assert told["partial"] >= 3, "kills came too early or too late"


@pytest.mark.slow
def test_store_of_photos_survives_kills(gallery: Sandbox, rounds: Rounds) -> None:
    gallery.write(
        "mkdocs.yml", "site_name: 花园社区\nplugins: [loudao]\n"
    )  # no address, no posters
    told = killed(gallery, rounds(60, 400), seed=3)
    assert told["differing"] == 0
    assert told["partial"] >= 3, "kills came too early or too late"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 300 kB of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    words = ["-t", "tmpfs", "-o", "size=300k", "tmpfs", str(folder)]
    if mount is None or subprocess.run([mount, *words], capture_output=True).returncode:
        pytest.skip("this user may not mount a disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_full_disk_is_an_error_that_names_the_folder_and_loses_nothing(
    gallery: Sandbox, small_disk: Path
) -> None:
    gallery.photo("galleries/春/甲.jpg", (2400, 1800), seed=9)
    before = {path: path.read_bytes() for path in (gallery.root / "galleries").rglob("*.*")}
    with pytest.raises(StoreFull) as caught:
        gallery.build(cache_dir=str(small_disk))
    problem = caught.value.problem
    assert problem.mark.path.startswith(str(small_disk))
    assert problem.what == "写不进这个文件夹（No space left on device）"
    assert problem.remedy == "腾出磁盘空间再试"
    assert not list(small_disk.rglob(".tmp-*"))
    assert {path: path.read_bytes() for path in before} == before
    assert contents(gallery.build()) == contents(gallery.build())


def test_file_that_may_not_grow_is_told_by_the_command(gallery: Sandbox) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))

    result = subprocess.run(
        [sys.executable, "-m", "loudao", "build", "-f", str(gallery.config)],
        capture_output=True,
        preexec_fn=limit,
    )
    told = result.stderr.decode()
    assert result.returncode == 1
    assert "写不进这个文件夹（File too large）。腾出磁盘空间再试" in told
    assert "Traceback" not in told
    assert gallery.build().problems == ()


def clean(box: Sandbox, *words: str) -> str:
    result = CliRunner().invoke(main, ["clean", "-f", str(box.config), *words])
    assert result.exit_code == 0, result.output
    return result.output


def test_clean_unused_drops_what_no_page_and_no_poster_shows(gallery: Sandbox) -> None:
    gallery.build()
    assert clean(gallery, "--unused").startswith("删了 0 个文件，0.0 MB；留下 ")
    gallery.photo("galleries/春/甲.jpg", (900, 500), seed=7)
    built = gallery.build()
    told = clean(gallery, "--unused")
    assert not told.startswith("删了 0 个")
    again = gallery.build()
    assert (again.made.pictures_written, again.made.prints_written) == (0, 0)
    assert contents(again) == contents(built)
    handed = {
        p for p in (*built.made.media.values(), *files_of(built).values()) if isinstance(p, Path)
    }
    kept = {p for p in entries(gallery) if p.suffix in (".webp", ".pdf")}
    assert kept <= handed


def test_clean_leaves_what_is_being_written_and_what_is_not_ours(gallery: Sandbox) -> None:
    gallery.build()
    cache = gallery.root / ".cache/loudao"
    fresh, old = cache / "media/.tmp-1-fresh.jpg", cache / "media/.tmp-1-old.jpg"
    own = cache / "media/假日.jpg", cache / "media/ab/合影.jpg", cache / "notes.txt"
    for path in (fresh, old, *own):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    os.utime(old, (1, 1))
    clean(gallery, "--unused")
    assert fresh.is_file()
    assert not old.exists()
    clean(gallery)
    left = {p for p in cache.rglob("*") if p.is_file()}
    assert left == {fresh, *own}
    assert gallery.build().made.pictures_written > 0


def test_clean_unused_waits_until_the_manifests_are_right(gallery: Sandbox) -> None:
    gallery.build()
    count = len(entries(gallery))
    gallery.gallery("春", "titel: 春\n")
    result = CliRunner().invoke(main, ["clean", "--unused", "-f", str(gallery.config)])
    assert result.exit_code == 1
    assert "未知字段 titel，是不是 title？" in result.output
    assert len(entries(gallery)) == count


def test_entry_is_linked_again_where_another_file_stands(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    stamp = store.put("media", "aa.jpg", b"new")
    assert store.intact("media", "aa.jpg", stamp)
    (tmp_path / "site").mkdir()
    (tmp_path / "site/a.jpg").write_bytes(b"old")
    for _ in range(2):
        link_files({"a.jpg": store.path("media", "aa.jpg")}, tmp_path / "site")
    assert (tmp_path / "site/a.jpg").read_bytes() == b"new"
    assert (tmp_path / "site/a.jpg").samefile(store.path("media", "aa.jpg"))
