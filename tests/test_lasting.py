"""What must hold for years: codes that keep their meaning, originals that stay at home."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from conftest import TODAY, Sandbox, files_of, load, pages_of, print_sheets
from loudao.cli import main
from loudao.manifest.site import load_site
from loudao.plugin.engine import EngineError, build_site
from loudao.store import StoreFull
from loudao.story.printing import PrintOptions

GALLERY = "title: 春\nat: nonghang/3/2\nworks:\n  - {title: 甲, text: 诗}\n"


def publish(box: Sandbox, **options: object) -> Path:
    return build_site(box.config, None, TODAY.isoformat(), options)


def test_titles_reach_the_search_index_escaped(sandbox: Sandbox) -> None:
    sandbox.gallery("春", GALLERY.replace("甲", "<img src=x onerror=alert(1)>"))
    sandbox.show_pages_of_the_theme()
    index = json.loads((publish(sandbox) / "search/search_index.json").read_text("utf-8"))
    assert "<img" not in json.dumps(index)
    assert "&lt;img" in json.dumps(index)


def test_ledger_saved_in_gbk_keeps_every_code(sandbox: Sandbox) -> None:
    text = (
        'codes:\n  "7777": "gallery:春"\nretired:\n  "8888": {was: "gallery:旧", on: 2026-01-01}\n'
    )
    sandbox.gallery("春", GALLERY)
    sandbox.write("galleries/codes.yml", text.encode("gbk"))
    built = sandbox.build()
    assert [p.what for p in built.problems] == ["文件是 GBK 编码"]
    assert "春" in str(files_of(built)["Q/7777/index.html"])
    assert "Q/8888/index.html" in files_of(built)


def test_damaged_ledger_stops_even_a_build_that_keeps_going(sandbox: Sandbox) -> None:
    sandbox.write("galleries/codes.yml", "codes:\n  OOPS: place:/\n")
    assert sandbox.build(keep_going=True).files == ()
    assert print_sheets(sandbox.site(keep_going=True), TODAY).printed == ()
    listed = CliRunner().invoke(main, ["codes", "-f", str(sandbox.config)])
    assert listed.exit_code == 1
    assert "短码 OOPS 不对" in listed.output


def test_two_pages_with_one_id_are_a_problem(sandbox: Sandbox) -> None:
    for name in "甲乙":
        sandbox.write(f"docs/{name}.md", f"---\nkind: notice\ntitle: {name}\nid: x\n---\n")
    assert [p.what for p in load(sandbox.site()).problems] == ["编号“x”和 docs/乙.md 重复"]


def test_signs_in_a_page_name_do_not_break_its_code(sandbox: Sandbox) -> None:
    sandbox.write("docs/3#楼停水.md", "---\nkind: notice\ntitle: 停水\n---\n请储水。\n")
    folder = publish(sandbox)
    code = load(sandbox.site()).codes.by_identity["page:3#楼停水"]
    html = (folder / f"Q/{code}/index.html").read_text("utf-8")
    assert "url=../../3%23%E6%A5%BC%E5%81%9C%E6%B0%B4/" in html
    assert (folder / "3#楼停水/index.html").is_file()


def test_code_retired_while_a_build_runs_stays_retired(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    from loudao.photos.derive import derive_photos
    from loudao.story import build as story

    sandbox.gallery("春", GALLERY)
    sandbox.write("galleries/codes.yml", 'codes:\n  "7777": "gallery:春"\n')
    real = derive_photos

    def derive(*words: object) -> object:
        sandbox.write(
            "galleries/codes.yml",
            'codes: {}\nretired:\n  "7777": {was: "gallery:春", on: 2026-01-01}\n',
        )
        return real(*words)  # type: ignore[arg-type]

    monkeypatch.setattr(story, "derive_photos", derive)
    sandbox.build()
    text = (sandbox.root / "galleries/codes.yml").read_text("utf-8")
    assert '"7777": {was: "gallery:春"' in text
    assert '"7777": "gallery:春"' not in text


def test_nothing_is_printed_with_a_code_that_is_not_recorded(sandbox: Sandbox) -> None:
    sandbox.gallery("春", GALLERY)
    assert print_sheets(sandbox.site(), TODAY, PrintOptions(("春",))).problems == ()
    sandbox.gallery("夏", GALLERY.replace("春", "夏"))
    sandbox.gallery("坏", "titel: 坏\n")
    result = print_sheets(sandbox.site(keep_going=True), TODAY, PrintOptions(("poster", "labels")))
    printed, problems = result.printed, result.problems
    assert {done.print.name for done in printed} == {"春-海报-A3", "春-展签-A4"}
    assert any(p.is_error for p in problems)


def test_page_that_the_engine_leaves_out_has_no_code_and_no_poster(sandbox: Sandbox) -> None:
    sandbox.write("mkdocs.yml", sandbox.config.read_text("utf-8") + "exclude_docs: drafts/\n")
    sandbox.write("docs/drafts/a.md", "---\nkind: notice\ntitle: 草稿\nboards: [east-gate]\n---\n")
    folder = publish(sandbox)
    assert not list((folder / "print").glob("草稿*"))
    assert "草稿" not in (folder / "boards/east-gate/index.html").read_text("utf-8")


def test_home_page_may_be_a_notice_and_is_cleaned_like_any(sandbox: Sandbox) -> None:
    sandbox.write(
        "docs/index.md", "---\nkind: notice\ntitle: 停水\n---\n<script>alert(1)</script>水\n"
    )
    folder = publish(sandbox)
    assert "alert(1)" not in (folder / "index.html").read_text("utf-8")
    code = load(sandbox.site()).codes.by_identity["page:index"]
    assert 'content="0; url=../../index.html"' in (folder / f"Q/{code}/index.html").read_text(
        "utf-8"
    )


@pytest.mark.parametrize(
    "address", ["huayuan.cn", "https://a..b/", "ftp://x.cn/", "https://x.cn/?a=1"]
)
def test_address_of_codes_must_be_an_address(address: str, sandbox: Sandbox) -> None:
    sandbox.write(
        "mkdocs.yml", f"site_name: x\nplugins:\n  - loudao: {{code_address: '{address}'}}\n"
    )
    site, problems = load_site(sandbox.config)
    assert site is None
    assert [str(p) for p in problems] == [
        f"mkdocs.yml:1:1: code_address “{address}”不是网址。写成 https://域名/ 这样"
    ]


def test_settings_from_the_environment(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    sandbox.write(
        "mkdocs.yml",
        "site_name: x\nsite_url: !ENV [LOUDAO_URL, https://default.cn/]\n"
        "plugins:\n  - loudao: {frozen: !ENV [LOUDAO_FROZEN, false]}\n",
    )
    assert sandbox.site().codes_address == "https://default.cn/"
    monkeypatch.setenv("LOUDAO_URL", "https://x.cn/")
    monkeypatch.setenv("LOUDAO_FROZEN", "true")
    assert sandbox.site().codes_address == "https://x.cn/"
    assert sandbox.site().settings.frozen


def test_retiring_a_gallery_retires_its_works(sandbox: Sandbox) -> None:
    sandbox.gallery("春", GALLERY)
    print_sheets(sandbox.site(), TODAY)
    (sandbox.root / "galleries/春/gallery.yml").unlink()
    assert load(sandbox.site()).has_errors
    words = ["codes", "-f", str(sandbox.config), "retire", "gallery:春", "--note", "展完了"]
    assert CliRunner().invoke(main, words).exit_code == 0
    assert not load(sandbox.site()).has_errors


def test_programs_that_photos_could_start_are_never_asked(tmp_path: Path, sandbox: Sandbox) -> None:
    sandbox.write(
        "galleries/春/a.jpg", "%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n"
    )
    sandbox.gallery("春", "title: 春\nat: nonghang\nworks: [{photo: a.jpg, title: 甲, alt: x}]\n")
    [problem] = load(sandbox.site()).problems
    assert "这不是图片，或者文件已经损坏" in problem.what


def test_no_original_of_a_page_reaches_the_site(sandbox: Sandbox) -> None:
    album = sandbox.root / "elsewhere"
    for name in ("docs/a.jpg", "docs/b.jfif", "docs/n/assets/c.jpg", "elsewhere/d.jpg"):
        path = sandbox.photo("docs/tmp.jpg", (700, 500))
        exif = Image.Exif()
        exif[0x010F] = "SECRETPHONE"
        target = sandbox.write(name, b"")
        with Image.open(path) as image:
            image.save(target, "JPEG", exif=exif)
        path.unlink()
    (sandbox.root / "docs/album").symlink_to(album)
    whole = (sandbox.root / "docs/a.jpg").read_bytes()
    sandbox.write("docs/half.jpg", whole[: len(whole) // 2])
    sandbox.write("docs/index.md", "![x](a.jpg) <img src='n/assets/c.jpg'> ![y](half.jpg)\n")
    with pytest.raises(EngineError):
        publish(sandbox, keep_going=True)
    published = [p for p in (sandbox.root / "site").rglob("*") if p.is_file()]
    assert {"a.jpg", "b.jfif", "c.jpg", "d.jpg"} <= {p.name for p in published}
    assert [p for p in published if b"SECRETPHONE" in p.read_bytes()] == []
    assert "half.jpg" not in {p.name for p in published}


def test_work_without_consent_is_not_shown(sandbox: Sandbox) -> None:
    sandbox.gallery("春", GALLERY.replace("text: 诗", "text: 诗, consent: no"))
    assert [str(p) for p in load(sandbox.site()).problems] == [
        "galleries/春/gallery.yml:4:3: 提醒：没有一件作品同意挂出来，不印海报和展签。"
        "已经贴了的要取下：loudao walls 说在哪里；不展了就删掉这份清单",
        "galleries/春/gallery.yml:4:34: 提醒：作品“甲”的作者没有同意公开，网页和纸上都没有它。"
        "同意了再写 consent: yes",
    ]


@pytest.mark.parametrize(
    "text",
    [
        GALLERY.replace("title: 春", "title: '\ufeff春\u202e'"),
        GALLERY.replace("title: 甲", 'title: "甲\\a\\x7f"'),
        "title: 春\nat: nonghang/3/2\nintro: |\n  ##\n\n  一\n",
    ],
)
def test_marks_that_cannot_be_seen_are_left_out(text: str, sandbox: Sandbox) -> None:
    sandbox.gallery("春", text)
    result = print_sheets(sandbox.site(), TODAY, PrintOptions(("春",)))
    assert [p.what for p in result.problems if p.what != "一件作品也没有"] == []
    assert result.printed


@pytest.mark.parametrize("photo", [".", "/", "长" * 300 + ".jpg", "a\\u0000.jpg"])
def test_names_that_no_file_can_have_are_problems(photo: str, sandbox: Sandbox) -> None:
    sandbox.gallery(
        "春", f'title: 春\nat: nonghang\nworks: [{{photo: "{photo}", title: 甲, alt: x}}]\n'
    )
    assert load(sandbox.site()).has_errors


def test_two_broken_copies_of_one_photo_are_both_told(sandbox: Sandbox) -> None:
    whole = sandbox.photo("galleries/春/a.jpg").read_bytes()
    for name in "ab":
        sandbox.write(f"galleries/春/{name}.jpg", whole[: len(whole) // 2])
    works = "".join(f"  - {{photo: {name}.jpg, title: {name}, alt: x}}\n" for name in "ab")
    sandbox.gallery("春", f"title: 春\nat: nonghang/3/2\nworks:\n{works}")
    built = sandbox.build(keep_going=True)
    assert [p.mark.line for p in built.problems] == [4, 5]
    assert built.files


def test_a_full_disk_is_told_from_a_worker_too(tmp_path: Path) -> None:
    import pickle

    error = StoreFull(tmp_path, OSError(28, "No space left on device"))
    again = pickle.loads(pickle.dumps(error))
    assert str(again.problem) == (
        f"{tmp_path}:1:1: 写不进这个文件夹（No space left on device）。腾出磁盘空间再试"
    )


def test_long_titles_give_files_of_different_names(sandbox: Sandbox) -> None:
    sandbox.gallery("春" * 60, GALLERY.replace("title: 春", f"title: {'长' * 90}"))
    sandbox.gallery("夏" * 60, GALLERY.replace("title: 春", f"title: {'长' * 90}"))
    result = print_sheets(sandbox.site(), TODAY, PrintOptions(("poster", "labels")))
    printed, problems = result.printed, result.problems
    assert problems == ()
    names = [done.print.name for done in printed]
    assert len(names) == len(set(names)) == 4
    assert max(len(f"{name}.pdf".encode()) for name in names) < 255


def test_exhibition_that_is_over_stands_apart(sandbox: Sandbox) -> None:
    sandbox.gallery("旧", GALLERY + "from: 2025-01-01\nuntil: 2025-02-01\n")
    html = pages_of(sandbox.build())["places/nonghang/3/2/"]
    assert "以前的展览" in html
    assert "甲" not in html


def test_gallery_of_one_floor_fills_that_floor(sandbox: Sandbox) -> None:
    sandbox.gallery("春", GALLERY.replace("nonghang/3/2", "nonghang/3/2/3"))
    html = pages_of(sandbox.build())["places/nonghang/3/2/"]
    third = html.partition('id="floor-3"')[2].partition("</section")[0]
    assert "甲" in third


def test_kind_in_the_body_of_an_article_means_nothing(sandbox: Sandbox) -> None:
    sandbox.write("docs/a.md", "---\ntitle: 说明\n---\n写上 kind: notice 就行。\n\nkind: x\n---\n")
    sandbox.write("docs/b.md", "---\n---\nkind: notice\n")
    loaded = load(sandbox.site())
    assert loaded.problems == ()
    assert loaded.community.complete


def test_failed_build_leaves_the_site_of_last_time(sandbox: Sandbox) -> None:
    sandbox.gallery("春", GALLERY)
    folder = publish(sandbox)
    sandbox.gallery("春", GALLERY.replace("title: 春", "titel: 春"))
    with pytest.raises(EngineError):
        publish(sandbox)
    assert (folder / "galleries/春/index.html").is_file()


@pytest.mark.parametrize("target", ["galleries", "桌面"])
def test_build_never_empties_a_folder_that_is_no_site(target: str, sandbox: Sandbox) -> None:
    sandbox.write("桌面/重要.txt", "重要")
    before = sorted(sandbox.root.rglob("*"))
    with pytest.raises(EngineError, match="做网站会清空它。换一个新文件夹"):
        build_site(sandbox.config, sandbox.root / target, TODAY.isoformat(), {})
    assert sorted(sandbox.root.rglob("*")) == before


def test_live_gallery_cannot_be_retired(sandbox: Sandbox) -> None:
    sandbox.gallery("春", GALLERY)
    print_sheets(sandbox.site(), TODAY)
    words = ["codes", "retire", "gallery:春", "-f", str(sandbox.config)]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 1
    assert "还在清单里。先拿掉它，再停用短码" in result.output
    assert "retired" not in (sandbox.root / "galleries/codes.yml").read_text("utf-8")


def test_gallery_of_another_name_title_and_works_is_one_problem_and_one_command(
    sandbox: Sandbox,
) -> None:
    sandbox.gallery("书画天地", GALLERY)
    print_sheets(sandbox.site(), TODAY)
    (sandbox.root / "galleries/书画天地").rename(sandbox.root / "galleries/书画新天地")
    words = "title: 新\nat: nonghang/3/2\nworks: [{title: 另一首, text: 白日依山尽}]\n"
    sandbox.gallery("书画新天地", words)
    [problem] = load(sandbox.site()).problems
    assert "loudao codes move gallery:书画天地 gallery:书画新天地；" in problem.remedy


def test_mistyped_photo_is_not_taken_for_a_lost_code(sandbox: Sandbox) -> None:
    sandbox.photo("galleries/春/竹.jpg")
    text = "title: 春\nat: nonghang\nworks: [{photo: 竹.jpg, title: 甲, alt: x}]\n"
    sandbox.gallery("春", text)
    sandbox.build()
    sandbox.gallery("春", text.replace("竹.jpg", "竹.JPG"))
    [problem] = load(sandbox.site()).problems
    assert problem.what == "photo：找不到照片“竹.JPG”，是不是 竹.jpg？"


def test_broken_places_are_told_without_blaming_every_gallery(sandbox: Sandbox) -> None:
    text = (sandbox.root / "galleries/places.yml").read_text("utf-8")
    sandbox.write("galleries/places.yml", text.replace("floors:", "floor:"))
    sandbox.gallery("春", GALLERY)
    [problem] = load(sandbox.site()).problems
    assert problem.what == "未知字段 floor，是不是 floors？"


def test_long_roster_flows_over_several_sheets(sandbox: Sandbox) -> None:
    rows = "".join(f"| {n} | 第{n}户 |\n" for n in range(80))
    sandbox.write(
        "docs/值班.md",
        f"---\nkind: notice\ntitle: 值班\nboards: [east-gate]\n---\n| 日 | 户 |\n|---|---|\n{rows}",
    )
    result = print_sheets(sandbox.site(), TODAY, PrintOptions(("notice",)))
    printed, problems = result.printed, result.problems
    assert [p.what for p in problems] == [
        f"“值班-海报-A3”一张排不下，分成了 {printed[0].pages} 张（再小就看不清了）"
    ]
    assert len(printed) == 1


def test_long_introduction_stays_on_the_poster(sandbox: Sandbox) -> None:
    from pdf import text_of

    sandbox.gallery("春", GALLERY + f"intro: {'我们的楼道有书有画' * 100}\n")
    [poster] = print_sheets(sandbox.site(), TODAY, PrintOptions(("poster",))).printed
    copied = text_of(poster.pdf).replace("\n", "")
    assert "……（全文请扫码）" in copied.replace("……", "……")
    assert copied.count("我们的楼道有书有画") < 30
