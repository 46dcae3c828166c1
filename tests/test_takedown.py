"""What somebody asks to be shown no more is gone: from pages, search, pictures, PDFs, the store and
from where the site is published; its code says so and nothing else."""

from __future__ import annotations

import os
import shutil
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from conftest import Sandbox, load, read_tree
from loudao.cli import main
from loudao.manifest.document import parse_mapping
from loudao.manifest.entry import with_entry
from loudao.manifest.nodes import Mapping, find
from loudao.manifest.text import decode

SPRING = """\
title: 春
at: nonghang/3/2
consent: yes
works:
  # 第一件
  - photo: 张三荷花.jpg
    title: 荷花图
    artist: 张三
    alt: 池塘里一朵荷花
  - {photo: 竹.jpg, title: 竹石, artist: 李四, alt: 石头边的竹子}
"""
AUTUMN = """\
title: 秋
at: nonghang/3/2
consent: yes
works:
  - photo: 另一个名字.jpg
    title: 池塘
    artist: 王五
    alt: 池塘
"""
PAGE = "# 新闻\n\n昨天开了画展。\n\n![池塘](展览.jpg)\n\n谢谢大家。\n"


@pytest.fixture
def box(sandbox: Sandbox) -> Sandbox:
    """Three places that show one photo, a work beside it, printed and published."""
    sandbox.photo("galleries/春/张三荷花.jpg", seed=7)
    sandbox.photo("galleries/春/竹.jpg", seed=8)
    for copy in ("galleries/秋/另一个名字.jpg", "docs/展览.jpg"):
        (sandbox.root / copy).parent.mkdir(exist_ok=True)
        shutil.copy(sandbox.root / "galleries/春/张三荷花.jpg", sandbox.root / copy)
    sandbox.gallery("春", SPRING)
    sandbox.gallery("秋", AUTUMN)
    sandbox.write("docs/新闻.md", PAGE)
    config = sandbox.with_address().config
    text = config.read_text("utf-8").partition("plugins:")[0]
    settings = "{publish: {本机: {to: 文件夹, folder: 放到网上, check: no}}}"
    config.write_text(f"{text}plugins:\n  - search\n  - loudao: {settings}\n", "utf-8")
    assert run(sandbox, "print", "all").exit_code == 0
    assert run(sandbox, "publish").exit_code == 0
    return sandbox


def run(box: Sandbox, *words: str) -> Result:
    before = Path.cwd()
    os.chdir(box.root)
    try:
        return CliRunner().invoke(main, [*words, "--today", "2026-11-21"], catch_exceptions=False)
    finally:
        os.chdir(before)


def pixels_of(box: Sandbox, photo: str) -> set[bytes]:
    """Every file that was made of a photo."""
    pictures = load(box.site()).pictures
    [picture, *_] = [p for p in pictures.all if p.source == photo]
    made = read_tree(box.root / "site")
    found = {made[d.uri] for d in picture.derivatives}
    assert len(found) > 2
    return found


def words_of(name: str, data: bytes) -> str:
    if name.endswith(".pdf"):
        return "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    return unquote(name) + data.decode("utf-8", "ignore")


def is_anywhere(folder: Path, words: str) -> list[str]:
    return [name for name, data in read_tree(folder).items() if words in words_of(name, data)]


PUBLIC = ("site", "放到网上", "out")


@pytest.mark.slow
@pytest.mark.parametrize(
    "words", ["荷花图", "张三荷花.jpg", "张三", "work:春/张三荷花", "另一个名字.jpg"]
)
def test_what_is_taken_down_is_nowhere(words: str, box: Sandbox) -> None:
    pixels = pixels_of(box, "galleries/春/张三荷花.jpg")
    before = {folder: is_anywhere(box.root / folder, "荷花图") for folder in PUBLIC}
    assert all(before.values())
    done = run(box, "takedown", words, "--reason", "家里有事", "--yes")
    assert done.exit_code == 0, done.output
    for folder in PUBLIC:
        for gone in ("荷花图", "张三", "池塘", "家里有事"):
            assert is_anywhere(box.root / folder, gone) == []
    for folder in (*PUBLIC, ".loudao"):
        assert not pixels & set(read_tree(box.root / folder).values())
    assert is_anywhere(box.root / "site", "竹石") and is_anywhere(box.root / "放到网上", "竹石")
    for name, data in read_tree(box.root / ".loudao").items():
        assert not name.endswith(".pdf") or "荷花图" not in words_of(name, data)
    assert (box.root / "撤下/展览.jpg").is_file() and not (box.root / "docs/展览.jpg").exists()
    assert (box.root / "docs/新闻.md").read_text("utf-8") == PAGE.replace("![池塘](展览.jpg)", "")


@pytest.mark.slow
def test_its_code_says_that_it_was_taken_down_and_nothing_else(box: Sandbox) -> None:
    codes = load(box.site()).codes.by_identity
    code = codes["work:春/张三荷花"]
    run(box, "takedown", "荷花图", "--reason", "家里有事", "--yes")
    page = (box.root / f"放到网上/Q/{code}/index.html").read_text("utf-8")
    assert "这里挂过一件作品，2026年11月21日停用。" in page
    assert "应本人或家属要求撤下，不再公开。" in page
    assert "春" not in page and "家里有事" not in page
    again = run(box, "print", "all")
    assert again.exit_code == 0, again.output
    assert code not in load(box.site()).codes.by_identity.values()


@pytest.mark.slow
def test_the_command_says_what_it_did_and_what_still_hangs(box: Sandbox) -> None:
    asked = run(box, "takedown", "张三", "--reason", "本人要求")
    assert asked.exit_code == 1
    assert "“春”里的“荷花图”（张三）\n“秋”里的“池塘”（王五）\n照片 docs/展览.jpg\n" in asked.output
    assert (box.root / "galleries/春/gallery.yml").read_text("utf-8") == SPRING
    kept = box.photo("evidence/2026-11-18 收支/巡查/2026-11-20 东门.JPG")
    done = run(box, "takedown", "张三", "--reason", "本人'要求'", "--yes")
    assert done.exit_code == 0, done.output
    assert kept.is_file()
    for line in (
        "公示的证据没有动，不公开；拍到了的，自己看看删不删： "
        "evidence/2026-11-18 收支/巡查 里 1 张照片\n",
        "改了 galleries/春/gallery.yml",
        "改了 docs/新闻.md",
        "照片移到了 撤下/展览.jpg",
        "外面还有，要取下来、收回来： 农行小区 3号楼 2单元：春（海报），2026年11月21日印的 1 份",
        "撤下了。用 git 的，历史里还有；别人存下来的，撤不回来",
    ):
        assert line in done.output, done.output
    assert (box.root / "galleries/春/gallery.yml").read_text("utf-8") == SPRING.replace(
        "  - photo: 张三荷花.jpg\n",
        "  - photo: 张三荷花.jpg\n    consent: {given: no, on: 2026-11-21, reason: '本人''要求'''}\n",
    )


@pytest.mark.slow
def test_where_the_name_is_still_to_be_read_is_listed(box: Sandbox) -> None:
    box.write("docs/新闻.md", PAGE + "\n获奖的有张三。\n")
    box.gallery("秋", AUTUMN.replace("alt: 池塘\n", "alt: 池塘\n    people: [张三]\n"))
    done = run(box, "takedown", "张三", "--reason", "本人要求", "--yes")
    assert (
        "docs/新闻.md:9:5: 提醒：这里还写着“张三”。也要撤的话，把它改掉，再运行 loudao build"
        in done.output
    )
    unknown = run(box, "takedown", "赵六", "--reason", "本人要求", "--yes")
    assert unknown.exit_code == 1
    assert "没有作品、照片或者人叫“赵六”" in unknown.output


@pytest.mark.slow
def test_who_is_in_a_photo_is_found_by_name(box: Sandbox) -> None:
    box.gallery("春", SPRING.replace("{photo: 竹.jpg,", "{people: [孙七, 钱八], photo: 竹.jpg,"))
    assert run(box, "publish").exit_code == 0
    assert is_anywhere(box.root / "site", "孙七") == []
    done = run(box, "takedown", "孙七", "--reason", "本人要求", "--yes")
    assert done.exit_code == 0, done.output
    assert is_anywhere(box.root / "放到网上", "竹石") == []
    assert is_anywhere(box.root / "放到网上", "荷花图")


@pytest.mark.parametrize("words", [("", "本人要求"), (" \u3000", "本人要求"), ("荷花图", " ")])
def test_a_blank_word_is_refused_and_means_nothing(
    words: tuple[str, str], sandbox: Sandbox
) -> None:
    sandbox.gallery("春", SPRING)
    done = run(sandbox, "takedown", words[0], "--reason", words[1], "--yes")
    assert done.exit_code == 2
    assert "空着，写上几个字" in done.output and "这里还写着" not in done.output
    assert (sandbox.root / "galleries/春/gallery.yml").read_text("utf-8") == SPRING


SHAPES = [
    "works:\n- photo: a.jpg\n  title: 甲\n- photo: b.jpg\n  title: 乙\n",
    "works:\n  - title: >\n      甲\n\n    photo: a.jpg\n  -   photo: b.jpg # 二\n      title: 乙",
    "works: [{photo: a.jpg, title: 甲}, {title: 乙, photo: b.jpg}]\n",
    "works:\n  - photo: a.jpg\n    consent: yes # 签了\n    title: 甲\n  - photo: b.jpg\n    consent:\n    title: 乙\n",
    "works:\n  - photo: a.jpg\n    consent:\n      by: 本人\n      on: 2026-01-01\n    title: 甲\n  - {photo: b.jpg, consent: {by: x}}\n",
    "works:\n  - consent: |\n      yes\n    photo: a.jpg\n  - photo: b.jpg\n    consent: 'no'",
    "works: [{consent, photo: a.jpg}, {photo: b.jpg, consent: }]\n",
    "works:\n  -\n    photo: a.jpg\n    title: 甲\n  - photo:\n      b.jpg\n    title: 乙\n",
]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("index", [0, 1])
def test_consent_is_written_into_every_shape_of_manifest(
    shape: str, ends: str, encoding: str, index: int
) -> None:
    raw = shape.replace("\n", ends).encode(encoding)
    text, _ = decode(raw, "g.yml")
    assert text
    root, _ = parse_mapping(text.text, "g.yml")
    assert root
    work = find(root, ("works", index))
    assert isinstance(work, Mapping)
    changed = with_entry(text, work, "consent", "{given: no, reason: '张''三'}")
    again, _ = decode(changed, "g.yml")
    assert again
    now, problems = parse_mapping(again.text, "g.yml")
    assert now and not [p for p in problems if p.is_error], (again.text, problems)
    said = find(now, ("works", index, "consent", "reason"))
    assert said and said.text == "张'三"  # type: ignore[union-attr]
    other = ("works", 1 - index)
    assert bare(find(now, other)) == bare(find(root, other))
    assert bare(find(now, ("works", index, "photo"))) == bare(find(root, ("works", index, "photo")))
    kept = [line for line in shape.split("\n") if "consent" not in line and "[" not in line]
    assert index or all(line in again.text or "b.jpg" not in line for line in kept)


def bare(node: object) -> object:
    """What a node says, wherever it stands."""
    if isinstance(node, Mapping):
        return {key.text: bare(value) for key, value in node.entries}
    return getattr(node, "text", node)
