"""Faces for titles: listed, fetched by the name of their package, and worn by posters."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from fontTools.ttLib import TTFont

from conftest import TODAY, Sandbox, print_sheets
from loudao.cli import main
from loudao.story.fonts import WANTED
from loudao.story.printing import PrintOptions
from pdf import fonts_of

GALLERY = (
    "title: 春日\nat: nonghang/3/2\nstyle: {}\nworks:\n  - {{title: 甲, text: 诗, floor: 2}}\n"
)


def fonts(box: Sandbox, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["fonts", "-f", str(box.config), *words])
    return done.exit_code, done.output


def test_faces_and_what_they_are_used_for_are_listed(sandbox: Sandbox) -> None:
    code, said = fonts(sandbox)
    assert code == 0
    assert said.splitlines() == [
        "Noto Sans SC：正文、数字、各种样式的粗标题",
        "Noto Serif SC：正文、作品名",
        "标题还可以用粗宋体和毛笔字：运行 loudao fonts get（约 36 MB，放进字体文件夹）",
    ]


def test_without_npm_and_uv_the_way_to_get_one_is_told(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(sandbox.root))
    code, said = fonts(sandbox, "get")
    assert code == 1
    assert said.splitlines()[-1] == (
        "错误：找不到 npm，也找不到 uv。先装 uv（README 里有一行命令），再运行一次"
    )
    assert not (sandbox.root / "fonts").exists()


def test_what_does_not_come_is_told_and_leaves_nothing_behind(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("npm_config_offline", "true")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "none"))
    code, said = fonts(sandbox, "get")
    assert code == 1
    assert said.splitlines()[-1] == (
        "错误：没有取到字体（code ENOTCACHED）。检查能不能上网，再运行一次"
    )
    assert not (sandbox.root / "fonts").exists()


@pytest.mark.slow
def test_faces_that_were_fetched_are_worn_and_no_version_changes(sandbox: Sandbox) -> None:
    sandbox.gallery("红", GALLERY.format("red"))
    sandbox.gallery("墨", GALLERY.format("ink"))
    before = print_sheets(sandbox.site(), TODAY, PrintOptions(("poster",)))
    assert all("Black" not in face for d in before.printed for face in fonts_of(d.pdf))

    code, said = fonts(sandbox, "get")
    assert code == 0, said
    files = {path.name for path in (sandbox.root / "fonts").iterdir()}
    assert files == {
        *(name.rpartition("/")[2] for wanted in WANTED for name in wanted.files),
        "noto-serif-sc-OFL.txt",
        "ma-shan-zheng-OFL.txt",
    }
    for path in (sandbox.root / "fonts").glob("*.ttf"):
        with TTFont(path, lazy=True) as face:
            assert {ord("春"), ord("日")} <= set(face.getBestCmap())
    assert fonts(sandbox)[1].splitlines() == [
        "Noto Sans SC：正文、数字、各种样式的粗标题",
        "Noto Serif SC：正文、作品名、红色和节庆的标题",
        "Ma Shan Zheng：标题：节庆、水墨",
    ]

    after = print_sheets(sandbox.site(), TODAY, PrintOptions(("poster",)))
    assert after.problems == before.problems
    assert {d.print.version for d in after.printed} == {d.print.version for d in before.printed}
    faces = {d.print.sheet.id: " ".join(fonts_of(d.pdf)) for d in after.printed}
    assert "NotoSerifSC-Black" in faces["红"], faces
    assert "MaShanZheng" in faces["墨"], faces


def test_a_site_keeps_its_faces_out_of_git(tmp_path: Path) -> None:
    folder = tmp_path / "站"
    CliRunner().invoke(main, ["init", str(folder), "--yes"])
    assert "/fonts/" in (folder / ".gitignore").read_text("utf-8").splitlines()
