"""A committee that is not the demo begins: one command writes a site that works as it is."""

from __future__ import annotations

import gettext
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from conftest import ROOT, Sandbox, load
from loudao.cli import main
from loudao.plugin.words import in_chinese
from loudao.story.begin import Building, Courtyard, parse_courtyard

_ANSWERS = "东风社区\njf.cn\n农行小区：3号楼 2单元 6层，5号楼 1单元、北楼\n胡同\n桂花苑：\n\n"


def init(folder: Path, *words: str, answers: str | None = None) -> Result:
    return CliRunner().invoke(main, ["init", str(folder), *words], input=answers)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "我们的 社区" / "网站"


def test_answers_make_a_whole_site_without_a_problem(folder: Path) -> None:
    done = init(folder, answers=_ANSWERS)
    assert done.exit_code == 0, done.output
    assert "看不懂，照这样写" not in done.output
    plan = load(Sandbox(folder).site())
    assert [str(problem) for problem in plan.problems] == []
    assert plan.community.name == "东风社区"
    assert [place.full_name for place in plan.community.network.places.values()][:5] == [
        "东风社区", "农行小区", "农行小区 3号楼", "农行小区 3号楼 1单元", "农行小区 3号楼 1单元 1层",
    ]  # fmt: skip
    assert {"y1/3/2", "y1/5/1", "y1/b3", "y2", "y3"} <= set(plan.community.network.places)
    assert plan.codes.base == "https://jf.cn/"


def test_new_site_builds_and_prints_as_it_is(folder: Path) -> None:
    assert init(folder, "--yes", "--address", "https://jf.cn", "--courtyard", "东院").exit_code == 0
    config = str(folder / "mkdocs.yml")
    for words in (["build", "-f", config], ["print", "-f", config, "--out", str(folder / "out")]):
        done = CliRunner().invoke(main, words)
        assert done.exit_code == 0, done.output
    assert (folder / "site/index.html").is_file()
    assert len(list((folder / "out").glob("*.pdf"))) >= 4


def test_without_an_address_it_prints_samples_and_says_why(folder: Path) -> None:
    assert init(folder, "--yes").exit_code == 0
    words = ["print", "-f", str(folder / "mkdocs.yml"), "--out", str(folder / "out")]
    refused = CliRunner().invoke(main, words)
    assert "shequ.example 只是个例子，谁也打不开" in refused.output
    assert CliRunner().invoke(main, [*words, "--draft"]).exit_code == 0


def test_nothing_of_the_demo_is_in_it(folder: Path) -> None:
    init(folder, "--yes", "--community", "东风社区", "--courtyard", "东院：1号楼")
    demo = re.compile("花园社区|农行小区|桂花苑|huayuan|nonghang|guihua|书画天地")
    for path in folder.rglob("*"):
        if path.is_file() and path.parent.name != ".schema":
            assert not demo.search(path.read_text("utf-8")), path


def test_nothing_is_written_over(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "docs").mkdir()
    (folder / "docs/index.md").write_text("# 我的\n", "utf-8")
    assert init(folder, "--yes").exit_code == 0
    assert (folder / "docs/index.md").read_text("utf-8") == "# 我的\n"
    again = init(folder, "--yes")
    assert again.exit_code == 1
    assert "里已经有一个网站了。换一个空文件夹" in again.output


def test_hostile_names_stay_words(folder: Path) -> None:
    name = '"东风": #1 $community \\ <b>'
    assert init(folder, "--yes", "--community", name, "--courtyard", "a: b，-c").exit_code == 0
    plan = load(Sandbox(folder).site())
    assert not plan.has_errors, plan.problems
    assert plan.community.name == name


@pytest.mark.parametrize(
    ("line", "courtyard"),
    [
        ("农行小区", Courtyard("农行小区")),
        ("农行小区:3号楼", Courtyard("农行小区", (Building("3号楼"),))),
        (
            "农：3号楼 2单元 6层；甲2座 1 个单元",
            Courtyard("农", (Building("3号楼", 2, 6), Building("甲2座", 1))),
        ),
        ("农：3号楼6层", Courtyard("农", (Building("3号楼", 0, 6),))),
        ("：3号楼", None),
        ("农：三 号 楼", None),
        ("农：1号楼（1单元，2单元；6层）", None),
        ("农：2单元，3号楼", None),
        ("农：6层", None),
    ],
)
def test_courtyard_is_read_from_a_line(line: str, courtyard: Courtyard | None) -> None:
    assert parse_courtyard(line) == courtyard


def test_what_cannot_be_understood_is_asked_again_or_refused(folder: Path) -> None:
    asked = init(folder, answers="东\n\n农：三 号 楼\n农：3号楼\n\n")
    assert asked.exit_code == 0, asked.output
    assert "看不懂，照这样写：农行小区：3号楼 2单元 6层，5号楼 1单元" in asked.output
    refused = init(folder / "b", "--yes", "--courtyard", "农：三 号 楼")
    assert refused.exit_code == 2
    assert "看不懂楼院“农：三 号 楼”" in refused.output
    refused = init(folder / "c", "--yes", "--address", "https://")
    assert "“https://”不是网址，写成 https://域名/ 这样" in refused.output


def test_starters_are_what_each_system_takes(folder: Path) -> None:
    init(folder, "--yes")
    for batch in ((folder / "start.bat").read_bytes(), (ROOT / "scripts/start.bat").read_bytes()):
        assert batch.isascii()
        assert batch.count(b"\r\n") == batch.count(b"\n")
        assert b"if errorlevel 1 (" in batch
    for name in ("start.sh", "start.command"):
        assert os.access(folder / name, os.X_OK)
        assert subprocess.run(["sh", "-n", folder / name], check=False).returncode == 0


@pytest.mark.slow
def test_wheel_has_everything_and_begins_a_site_elsewhere(tmp_path: Path, folder: Path) -> None:
    subprocess.run(
        ["uv", "build", "-q", "--wheel", "-o", tmp_path / "dist", ROOT], check=True, timeout=300
    )
    [wheel] = (tmp_path / "dist").glob("*.whl")
    installed = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(installed)
    environment = os.environ | {"PYTHONPATH": str(installed), "PYTHONUTF8": "1"}

    def run(*words: str) -> str:
        program = [sys.executable, "-c", "import loudao.cli as c, sys; print(c.__file__); c.main()"]
        done = subprocess.run(
            [*program, *words], cwd=folder.parent, env=environment, capture_output=True, text=True,
            encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    folder.parent.mkdir(parents=True)
    assert str(installed) in run("init", folder.name, "--yes", "--address", "jf.cn")
    config = str(folder / "mkdocs.yml")
    run("print", "-f", config, "--out", str(folder / "out"))
    run("build", "-f", config)
    assert (folder / "site/galleries/楼道画廊/index.html").is_file()
    assert "看说明" in run("--help")


def test_words_of_click_are_compiled_as_they_are_written() -> None:
    from babel.messages.pofile import read_po

    locale = ROOT / "plugins/loudao/cli/locale"
    with (locale / "zh_CN/LC_MESSAGES/messages.po").open("rb") as words:
        catalog: list[Any] = [m for m in read_po(words, locale="zh_CN") if m.id]
    known = gettext.translation("messages", locale, ["zh_CN"])
    assert len(catalog) > 30
    for message in catalog:
        if isinstance(message.id, str):
            assert known.gettext(message.id) == message.string
        else:
            one, several = message.id
            assert [known.ngettext(one, several, count) for count in (1, 2)] == [
                message.string[0]
            ] * 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["print", "--sise", "A4"], "没有 --sise 这个选项。 是不是 '--size', '--style'？"),
        (["prnt"], "没有 prnt 这个命令。"),
        (["print", "--size", "A9"], "'--size' 写得不对：没有“A9”，可以写 'A0', 'A1'"),
        (["codes", "move", "x"], "少写了 '新名字'"),
        (["print", "--copies", "0"], "'--copies' 写得不对：0 太大或者太小，要在 1<=x<=9999 里"),
        (["print", "--help"], "用法： loudao print [选项] [哪些]..."),
        (["proof", "没有.pdf"], "没有文件 没有.pdf。"),
    ],
)
def test_click_speaks_chinese(words: list[str], said: str) -> None:
    assert said in CliRunner().invoke(main, words, prog_name="loudao").output


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (
            "[18:04:36] Watching paths for changes: 'docs', 'galleries'",
            "盯着这些文件：'docs', 'galleries'",
        ),
        ("Building documentation...", "写网页"),
        (
            "Config value 'plugins': The \"x\" plugin is not installed",
            "mkdocs.yml：没有装插件 x。从 plugins 里去掉它，或者先装上",
        ),
        (
            "Doc file 'a.md' contains a link 'b.md', but the target is not found among documentation files.",
            "docs/a.md：链接“b.md”打不开，没有这个网页。核对路径",
        ),
        ("Something that nobody foresaw", "Something that nobody foresaw"),
    ],
)
def test_mkdocs_speaks_chinese(said: str, meant: str) -> None:
    assert in_chinese(said) == meant


@pytest.mark.slow
def test_what_mkdocs_says_of_links_and_pages_is_chinese(folder: Path) -> None:
    init(folder, "--yes", "--community", "东风社区")
    config = folder / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8") + "nav:\n  - 首页: index.md\n"
        "  - 无: 无.md\n  - 根: /根/\n  - 藏: 藏.md\nexclude_docs: 藏.md\n", "utf-8"
    )  # fmt: skip
    pages = {
        "新.md": "[根](/places/) [怪](新/#x) [没有](没有.md) [位置](#没有) [那里](index.md#没有) [藏](藏.md)",
        "藏.md": "藏",
        "两/index.md": "一",
        "两/README.md": "二",
    }
    for name, text in pages.items():
        (folder / "docs" / name).parent.mkdir(exist_ok=True)
        (folder / "docs" / name).write_text(f"# 标题\n\n{text}\n", "utf-8")
    program = [sys.executable, "-m", "loudao", "build", "-f", str(config)]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said = [line for line in done.stderr.splitlines() if "loudao: " not in line]
    assert [line for line in said if re.search(r"[a-z]{3,} [a-z]{2,} [a-z]{2,}", line)] == []
    for line in (
        "这些网页不在 mkdocs.yml 的 nav 里，栏目上看不到：",
        "mkdocs.yml：nav 里的“无.md”没有这个网页",
        "mkdocs.yml：nav 里的“/根/”从斜杠开始，网站放在文件夹里就打不开",
        "mkdocs.yml：nav 里的“藏.md”没有放到网上，排除了",
        "docs/新.md：链接“/places/”从斜杠开始，网站放在文件夹里就打不开。照这个网页的位置写",
        "docs/新.md：链接“没有.md”打不开，没有这个网页。核对路径",
        "docs/新.md：链接“#没有”在这一页里没有这个位置",
        "docs/新.md：链接“index.md#没有”那一页里没有“#没有”这个位置",
        "docs/新.md：链接的 藏.md 没有放到网上（mkdocs.yml 里排除了）",
        "docs/两/README.md 和 两/index.md 会成为同一页，只用了 两/index.md",
    ):
        assert line in said, done.stderr


@pytest.mark.parametrize(
    ("spoil", "line"),
    [
        (
            lambda text: text.replace("  - loudao:\n", ""),
            "plugins 里没有 loudao。在 plugins: 下面加一行 - loudao",
        ),
        (lambda text: text.replace("site_name: 东风社区\n", ""), "mkdocs.yml:1:1: 没有 site_name"),
        (lambda text: text.replace("  language: zh\n", ""), "提醒：theme 里没写 language: zh"),
        (lambda text: text.replace("  font: false\n", ""), "提醒：theme 里没写 font: false"),
        (
            lambda text: text.replace("name: material", "name: mkdocs"),
            "提醒：主题是 mkdocs，不是 material",
        ),
    ],
)
def test_what_is_wrong_with_mkdocs_yml_is_told(
    spoil: Callable[[str], str], line: str, folder: Path
) -> None:
    init(folder, "--yes", "--community", "东风社区")
    config = folder / "mkdocs.yml"
    config.write_text(spoil(config.read_text("utf-8")), "utf-8")
    assert line in CliRunner().invoke(main, ["check", "-f", str(config)]).output


def test_site_in_gbk_without_docs_or_home_is_told(folder: Path) -> None:
    init(folder, "--yes")
    config = folder / "mkdocs.yml"
    words = ["check", "-f", str(config)]
    (folder / "docs/index.md").unlink()
    assert "提醒：没有首页 docs/index.md，打开网址是空的" in CliRunner().invoke(main, words).output
    config.write_bytes(config.read_text("utf-8").encode("gbk"))
    for command in ("check", "build"):
        refused = CliRunner().invoke(main, [command, "-f", str(config)])
        assert refused.exit_code == 1
        assert "mkdocs.yml:1:1: 文件是 GBK 编码。用记事本“另存为”，编码选 UTF-8" in refused.output


@pytest.mark.parametrize(
    ("buildings", "ids"),
    [
        ("12A号楼", ["12a"]),
        ("12号楼，12A号楼，12B号楼", ["12", "12a", "12b"]),
        ("3号楼，A座", ["3", "b2"]),
        ("1期3号楼，2期3号楼", ["13", "23"]),
        ("3号楼，3楼", ["b1", "b2"]),
    ],
)
def test_a_building_has_the_number_of_its_name(
    buildings: str, ids: list[str], tmp_path: Path
) -> None:
    init(tmp_path / "站", "--yes", "--community", "东", "--courtyard", f"东院：{buildings}")
    places = load(Sandbox(tmp_path / "站").site()).community.network.places.values()
    assert [place.id for place in places if place.kind == "building"] == [f"y1/{i}" for i in ids]
