"""Paper never stops the web: what cannot be printed, or may not be shown, is told and left out."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import TODAY, Rounds, Sandbox, load, pages_of, print_sheets
from loudao.cli import main
from loudao.story.printing import PrintOptions
from pdf import words_of

GRAPHEMES = ("😀", "👨‍👩‍👧", "🇨🇳", "👍🏽", "🧧", "𪚥", "👩‍⚕️", "🏳️‍🌈", "🀄")  # fmt: skip
"""What phones write and no face of the press has."""

GALLERY = """\
title: 春{title}
at: nonghang/3/2
intro: 看{intro}花
works:
  - {{title: 甲{work}, text: 诗}}
  - {{title: 乙, text: 诗}}
"""


def run(box: Sandbox, *words: str) -> Result:
    result = CliRunner().invoke(main, [*words, "-f", str(box.config)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_characters_that_no_face_has_keep_just_their_sheet_off_paper(
    sandbox: Sandbox, rounds: Rounds
) -> None:
    sandbox.with_address()
    sandbox.gallery("好", "title: 好\nat: nonghang/3/2\nworks:\n  - {title: 丙, text: 诗}\n")
    for seed in range(rounds(3, 60)):
        dice = random.Random(seed)
        marks = dice.sample(GRAPHEMES, 3)
        fields = {
            name: mark * 2 for name, mark in zip(("title", "intro", "work"), marks, strict=True)
        }
        sandbox.gallery("春", GALLERY.format(**fields))
        built = sandbox.build()
        assert not built.has_errors and built.files
        assert marks[0] in pages_of(built)["galleries/春/"]
        told = [p.what for p in built.problems if "字体里没有" in p.what]
        assert len(told) == 3 and all(sum(f"“{m}”" in what for what in told) == 1 for m in marks)
        offered = {f.uri for f in built.files if f.uri.endswith(".pdf")}
        assert any("好" in uri for uri in offered) and not any("春" in uri for uri in offered)
        result = print_sheets(sandbox.site(), TODAY, PrintOptions(("poster",), draft=True))
        assert [order.printed.print.sheet.id for order in result.orders] == ["好"]
        [error] = [p for p in result.problems if p.is_error]
        assert error.what.startswith("“春") and "印不出来：字体里没有“" in error.what


@pytest.mark.parametrize("mark", ["✔", "㎡", "①", "𠮷", "℃", "①", "★", "→", "〇", "㊗", "✓", "•"])
def test_characters_that_some_face_has_are_printed(mark: str, sandbox: Sandbox) -> None:
    sandbox.gallery(
        "春", f"title: 春{mark}\nat: nonghang/3/2\nworks:\n  - {{title: 丙, text: 诗}}\n"
    )
    told = [p for p in load(sandbox.site()).problems if "字体里没有" in p.what]
    result = print_sheets(sandbox.site(), TODAY, PrintOptions(("春", "poster"), draft=True))
    assert len(result.orders) == (0 if told else 1)


CONSENT = """\
title: 春
at: nonghang/3/2
boards: [east-gate]
works:
  - {title: 山居, text: 空山新雨后, artist: 赵某, consent: no}
  - {title: 登楼, text: 白日依山尽, artist: 钱某, floor: 2}
  - {photo: a.jpg, title: 水村, alt: 水, artist: 孙某, consent: 否, floor: 3}
  - {title: 相思, text: 红豆生南国, artist: 李某, floor: 99}
"""
WITHHELD = ("山居", "空山新雨后", "赵某", "水村", "孙某")


def test_work_whose_artist_said_no_is_on_no_page_and_no_paper(sandbox: Sandbox) -> None:
    sandbox.photo("galleries/春/a.jpg")
    sandbox.gallery("春", CONSENT)
    told = [str(problem) for problem in load(sandbox.site()).problems]
    assert told == [
        "galleries/春/gallery.yml:5:51: 提醒：作品“山居”的作者没有同意公开，网页和纸上都没有它。"
        "同意了再写 consent: yes",
        "galleries/春/gallery.yml:7:60: 提醒：作品“水村”的作者没有同意公开，网页和纸上都没有它。"
        "同意了再写 consent: yes",
        "galleries/春/gallery.yml:8:49: 没有 99 层：农行小区 3号楼 2单元只有 6 层。"
        "改楼层，或者在 galleries/places.yml 里改 floors",
    ]
    sandbox.gallery("春", CONSENT.replace("floor: 99", "floor: 1"))
    built = sandbox.build()
    assert not built.has_errors
    everything = "".join(
        f"{file.uri}{file.title}{file.search}"
        + (file.content if isinstance(file.content, str) else "")
        for file in built.files
    )
    assert [word for word in WITHHELD if word in everything] == []
    assert not any("a" in Path(uri).stem.split("-") for uri in built.made.media)
    result = print_sheets(sandbox.site(), TODAY, PrintOptions(("all",), draft=True))
    printed = "".join(words_of(order.printed.pdf) for order in result.orders)
    assert "登楼" in printed and [word for word in WITHHELD if word in printed] == []


def test_label_of_a_work_whose_artist_says_no_later_opens_the_gallery(sandbox: Sandbox) -> None:
    sandbox.with_address()
    yes = CONSENT.replace(", consent: no", "").replace(", consent: 否", "").replace("99", "1")
    sandbox.photo("galleries/春/a.jpg")
    sandbox.gallery("春", yes)
    run(sandbox, "print", "春", "--out", str(sandbox.root / "out"), "--today", "2026-11-21")
    codes = load(sandbox.site()).codes.by_identity
    sandbox.gallery("春", CONSENT.replace("99", "1"))
    built = sandbox.build()
    assert not built.has_errors
    assert load(sandbox.site()).codes.lost == frozenset()
    page = next(f for f in built.files if f.uri == f"Q/{codes['work:春/山居']}/index.html")
    assert "galleries/" in str(page.content) and "山居" not in str(page.content)
    sandbox.gallery("春", yes)
    again = load(sandbox.site())
    assert again.codes.by_identity["work:春/山居"] == codes["work:春/山居"]
    assert not again.has_errors


def test_failed_print_leaves_no_older_pdf_of_its_name(sandbox: Sandbox) -> None:
    notice = "---\nkind: notice\ntitle: 停水\nboards: [east-gate]\n---\n{}\n"
    sandbox.write("docs/n.md", notice.format("明天停水。"))
    sandbox.with_address()
    out = sandbox.root / "out"
    words = ("print", "停水", "--out", str(out), "--today", "2026-11-21")
    run(sandbox, *words)
    [pdf] = [path for path in out.glob("*.pdf") if "停水" in path.name]
    sandbox.write("docs/n.md", notice.format("后天停水😀。"))
    said = run(sandbox, *words)
    assert said.exit_code == 1 and not pdf.exists()
    assert f"删掉了以前印的 {pdf}：这次没有印成" in said.output
