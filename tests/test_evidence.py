"""Evidence of disclosures: what hung, when, who saw it; counted, put together, and verified."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import chinese_calendar
import pypdfium2
import pytest
from click.testing import CliRunner, Result
from hypothesis import assume, given
from hypothesis import strategies as st
from PIL import ExifTags, Image

from conftest import SHARED_PHOTOS, TODAY, Rounds, Sandbox, load, needs_photos, read_tree
from loudao.cli import main
from loudao.cli.evidence import kinds_with_evidence
from loudao.model.days import month_and_day
from loudao.model.stretch import Stretch
from loudao.model.terms import Terms
from loudao.model.workdays import day_off
from loudao.plan.prints import Print
from loudao.press.attached import UNSEALED, attached_files, is_sealed, seal, seal_holds
from loudao.press.sums import compare, parse_sums, render_sums, sum_of
from loudao.walls.calendar import days_off
from loudao.walls.hung import EVERY, Fact, Spell, judge, spells_of
from loudao.walls.shortfalls import shortfalls
from pdf import check_with_qpdf, fonts_of, words_of
from test_disclosure import WHO, disclose
from test_round import code_of, draw_codes
from test_walls import record

DAY = timedelta(days=1)
FROM, UNTIL = date(2026, 11, 18), date(2026, 11, 24)
OWN = (
    "document: 《本区规定》\nrules:\n"
    "  - {id: own, name: 本区规定, article: 第三条, least: 5个工作日}\n"
    "  - {id: seven, name: 七天, article: 第四条, least: 7天, first_day: no}\n"
)


def run(box: Sandbox, *words: str, day: date | None = None) -> Result:
    options = ["-f", str(box.config)]
    if day:
        options += ["--today", day.isoformat()]
    if words[0] == "print":
        options += ["--out", str(box.root / "out")]
    result = CliRunner().invoke(main, [*words, *options])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def bundle(box: Sandbox, day: date = date(2026, 11, 30)) -> Result:
    return run(box, "disclosure", "bundle", "收支", "--out", str(box.root / "out"), day=day)


def verify(path: Path) -> Result:
    result = CliRunner().invoke(main, ["disclosure", "verify", str(path)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def box(sandbox: Sandbox) -> Sandbox:
    """A disclosure of a week, printed on the day before it begins."""
    sandbox.write("kinds/disclosure/packs/own.yml", OWN)
    disclose(sandbox.with_address(), f"rule: 本区规定\nfrom: {FROM}\nuntil: {UNTIL}\n{WHO}")
    run(sandbox, "print", "收支", day=FROM - DAY)
    return sandbox


def folder_of(box: Sandbox) -> Path:
    [folder] = (box.root / "evidence").iterdir()
    return folder


def log_of(box: Sandbox) -> list[str]:
    text = (folder_of(box) / "记录.yml").read_text("utf-8")
    return [line.removeprefix("  - ") for line in text.splitlines() if line.startswith("  - ")]


def shoot(box: Sandbox, name: str, taken: date | None, seed: str = "") -> Path:
    """A phone's photo of the sheet's code, with all that a phone writes into it."""
    code, version = code_of(box, "收支-公示")
    path = draw_codes(box, f"HTTPS://JF.CN/Q/{code}?{version}", *filter(None, [seed]), name=name)
    exif = Image.Exif()
    exif[ExifTags.Base.Model] = "SECRETPHONE"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[1] = "N"
    if taken:
        own = exif.get_ifd(ExifTags.IFD.Exif)
        own[ExifTags.Base.DateTimeOriginal] = f"{taken:%Y:%m:%d} 09:30:00"
    with Image.open(path) as image:
        image.load()
        image.convert("RGB").save(path, exif=exif, quality=88)
    return path


def told(box: Sandbox, day: date) -> list[str]:
    return [str(problem) for problem in load(box.site(), day).problems]


# ---- the story ------------------------------------------------------------------------


def test_what_is_printed_hung_seen_and_taken_down_is_kept_and_put_into_one_file(
    box: Sandbox,
) -> None:
    folder = folder_of(box)
    code, version = code_of(box, "收支-公示")
    assert folder.name == f"{code} 收支"
    assert sorted(p.name for p in folder.iterdir()) == ["印的", "取下", "巡查", "记录.yml", "贴上"]
    [kept] = (folder / "印的").iterdir()
    [printed] = (box.root / "out").glob("*公示*.pdf")
    assert kept.read_bytes() == printed.read_bytes(), "the very PDF that was handed out"
    assert run(box, "walls", "--up", "收支", day=FROM).exit_code == 0
    seen = FROM + 3 * DAY
    assert run(box, "round", str(shoot(box, "a.jpg", seen)), day=seen).exit_code == 0
    run(box, "walls", "--down", "收支", day=UNTIL + DAY)
    said = [line.split(", paper")[0] for line in log_of(box)]
    assert said == [
        '{on: 2026-11-17, did: "printed"', '{on: 2026-11-18, did: "up"',
        '{on: 2026-11-21, did: "seen"', '{on: 2026-11-25, did: "down"',
    ]  # fmt: skip
    assert record(box)[0].endswith("copies: 1, seen: 2026-11-21, down: 2026-11-25}")
    assert told(box, date(2026, 11, 30)) == []
    result = bundle(box)
    pdf = box.root / "out/证据-收支.pdf"
    assert result.output == (
        f"{pdf}\n{pdf.with_suffix('')}/\n"
        f"整个 PDF 的 SHA-256 是 {sum_of(pdf.read_bytes())}，写进会议记录，以后拿来对\n"
    )
    words = words_of(pdf)
    for part in (
        "墙上的证据", "收支", "5个工作日", "《本区规定》第三条：5个工作日", "够了", "财务公开",
        "东门宣传栏", "2026年11月18日至11月24日", "11月21日至11月22日周末，不算", "给谁看。",
        f"贴的是哪一张：版{version}", "2026年11月17日印的，A3，1份", "印的时候留下的原件",
        "看到在墙上", "照片上的短码读出来的", "手机和巡查记的一样", "监督委员会0371-66660000",
        "公示期里收到的意见", "SHA256SUMS",
    ):  # fmt: skip
        assert part.replace(" ", "") in words, part
    assert "要说明的" not in words
    files, _ = attached_files(pdf.read_bytes())
    assert sorted(files) == [
        "SHA256SUMS", "照片01-巡查-2026-11-21.jpg", f"版{version}.pdf", "记录.txt",
    ]  # fmt: skip
    assert files[f"版{version}.pdf"] == printed.read_bytes()
    assert read_tree(pdf.with_suffix("")) == files
    for name in files.keys() - {"SHA256SUMS"}:
        digest = sum_of(files[name])
        assert "".join(digest) in words.replace(" ", ""), "the last page has every digest"
    assert 'did:"seen"' in files["记录.txt"].decode().replace(" ", "")
    assert "page:disclosures/收支" in files["记录.txt"].decode()
    assert verify(pdf).output == (
        "✓ 证据-收支.pdf：没有改过，3 个附件都对\n✓ 证据-收支/：4 个文件都对\n"
        f"整个 PDF 的 SHA-256 是 {sum_of(pdf.read_bytes())}，和会议记录里的对一对\n"
    )
    before = pdf.read_bytes()
    bundle(box)
    assert pdf.read_bytes() == before, "the same evidence, the same bytes"


def test_the_file_is_pdf_a_with_files_and_for_readers_aloud(box: Sandbox) -> None:
    from pypdf import PdfReader

    run(box, "walls", "--up", "收支", day=FROM)
    bundle(box)
    path = box.root / "out/证据-收支.pdf"
    root = PdfReader(path).trailer["/Root"]
    xmp = root["/Metadata"].get_object().get_data().decode()  # type: ignore[index]
    for said in (
        "<pdfaid:part>3</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
    ):  # fmt: skip
        assert said in xmp
    assert root["/MarkInfo"]["/Marked"] and str(root["/Lang"]).startswith("zh")  # type: ignore[index]
    assert len(root["/AF"]) == 3, "files belong to the document"  # type: ignore[index]
    assert all(fonts_of(path).values())
    assert check_with_qpdf(path) == ""
    info = PdfReader(path).metadata
    assert info is not None and str(info["/Keywords"]) in xmp, "both say the same checksum"


def test_nothing_of_a_phone_is_in_the_file(box: Sandbox) -> None:
    photo = shoot(box, "a.jpg", FROM)
    assert b"SECRETPHONE" in photo.read_bytes()
    run(box, "round", str(photo), day=FROM)
    shutil.copy(photo, folder_of(box) / "贴上/IMG.jpg")
    bundle(box)
    for data in attached_files((box.root / "out/证据-收支.pdf").read_bytes())[0].values():
        assert b"SECRET" not in data and b"Exif" not in data
    [kept] = (folder_of(box) / "巡查").iterdir()
    assert b"SECRET" not in kept.read_bytes()


def test_a_command_is_called_by_its_kind_in_both_languages() -> None:
    assert [kind.name for kind in kinds_with_evidence()] == ["disclosure"]
    for name in ("disclosure", "公示"):
        said = CliRunner().invoke(main, [name, "--help"]).output
        assert "公示在墙上的证据：bundle 做成一份，verify 查改没改过。" in said
    assert CliRunner().invoke(main, ["notice", "bundle", "x"]).exit_code == 2


# ---- what changed, what is missing --------------------------------------------------------


def test_a_sheet_that_changed_since_is_shown_as_it_was_printed(box: Sandbox) -> None:
    run(box, "walls", "--up", "收支", day=FROM)
    _, version = code_of(box, "收支-公示")
    before = (box.root / "out").glob("*公示*.pdf").__next__().read_bytes()
    disclose(box, f"rule: 本区规定\nfrom: {FROM}\nuntil: {UNTIL}\n{WHO}", "别的内容\n")
    assert "墙上的版" not in bundle(box).stderr
    files, _ = attached_files((box.root / "out/证据-收支.pdf").read_bytes())
    assert files[f"版{version}.pdf"] == before
    [kept] = (folder_of(box) / "印的").iterdir()
    kept.write_bytes(before + b"\n")
    result = bundle(box)
    now = next(p.version for p in _prints(box))
    assert (
        f"提醒：墙上的版 {version}：留下的“{kept.name}”改过了，没有用；现在的内容是版 {now}，不是墙上那版。"
        "有当时的 PDF 或者照片，和证据放在一起" in result.stderr
    )
    path = box.root / "out/证据-收支.pdf"
    assert "没有这一版的样子" in words_of(path)
    assert f"版{version}.pdf" not in attached_files(path.read_bytes())[0]
    assert verify(path).exit_code == 0
    assert f"版{version}.pdf" not in read_tree(path.with_suffix("")), (
        "of an earlier one nothing stays"
    )


def _prints(box: Sandbox) -> Iterator[Print]:
    from loudao.plan.plan import with_prints

    return (p for p in with_prints(load(box.site())).prints if p.sheet.kind == "disclosure")


def test_what_was_not_kept_and_is_the_same_is_set_again_and_says_so(box: Sandbox) -> None:
    run(box, "walls", "--up", "收支", day=FROM)
    [kept] = (folder_of(box) / "印的").iterdir()
    before = kept.read_bytes()
    kept.unlink()
    assert bundle(box).exit_code == 0
    path = box.root / "out/证据-收支.pdf"
    assert f"留下的“{kept.name}”不在了；这是用同样的内容重新排的，版一样".replace(
        " ", ""
    ) in words_of(path)
    _, version = code_of(box, "收支-公示")
    assert attached_files(path.read_bytes())[0][f"版{version}.pdf"] == before


def test_a_new_version_is_counted_by_itself(box: Sandbox) -> None:
    run(box, "walls", "--up", "收支", day=FROM)
    _, old = code_of(box, "收支-公示")
    disclose(box, f"rule: 本区规定\nfrom: {FROM}\nuntil: {UNTIL}\n{WHO}", "改过的内容\n")
    run(box, "print", "收支", day=FROM + 2 * DAY)
    _, new = code_of(box, "收支-公示")
    run(box, "walls", "--up", "收支", day=FROM + 2 * DAY)
    run(box, "walls", "--down", "收支", day=UNTIL)
    one = load(box.site(), UNTIL + DAY).evidence["page:disclosures/收支"]
    assert [(s.version, s.first, s.last, s.replaced_by) for s in one.spells] == [
        (old, FROM, FROM + 2 * DAY, new), (new, FROM + 2 * DAY, UNTIL, ""),
    ]  # fmt: skip
    assert any("最长的一段在墙上 3 个工作日" in line for line in told(box, UNTIL + DAY))
    bundle(box)
    files, _ = attached_files((box.root / "out/证据-收支.pdf").read_bytes())
    assert {f"版{old}.pdf", f"版{new}.pdf"} < set(files)


def test_a_renamed_sheet_keeps_its_evidence(box: Sandbox) -> None:
    run(box, "walls", "--up", "收支", day=FROM)
    path = box.root / "docs/disclosures/收支.md"
    path.rename(path.with_name("公共收益.md"))
    one = load(box.site(), UNTIL).evidence["page:disclosures/公共收益"]
    assert [line.did for line in one.noted or ()] == ["printed", "up"]


def test_a_damaged_log_is_told_and_nothing_is_written_over_it(box: Sandbox) -> None:
    log = folder_of(box) / "记录.yml"
    text = log.read_text("utf-8").replace('did: "printed"', 'did: "prnted"')
    log.write_text(text, "utf-8")
    shown = f"evidence/{folder_of(box).name}"
    [said] = told(box, FROM)
    assert said == (
        f"{shown}/记录.yml:5:27: 提醒：did：没有“prnted”这一项，是不是 printed？"
        "可以写：printed、up、seen、down"
    )
    result = run(box, "walls", "--up", "收支", day=FROM)
    assert (
        f"{shown}/记录.yml:1:1: 提醒：这次的没有记进证据。改好上面说的，再运行一次" in result.stderr
    )
    assert log.read_text("utf-8") == text
    assert bundle(box).exit_code == 1
    assert f"{shown} 里的记录读不出来，改好再做" in bundle(box).stderr


def test_what_was_never_printed_has_no_evidence(sandbox: Sandbox) -> None:
    disclose(sandbox.with_address(), f"from: {FROM}\nuntil: {UNTIL}\n{WHO}")
    assert bundle(sandbox).output.endswith(
        '“收支”还没有证据：先印出来（loudao print "收支"），贴好以后拍张照片（loudao round 照片）\n'
    )
    wrong = run(sandbox, "disclosure", "bundle", "没有的")
    assert wrong.exit_code == 1 and wrong.output.endswith("没有叫“没有的”的公示\n")


def test_a_draft_and_another_kind_leave_no_evidence(sandbox: Sandbox) -> None:
    disclose(sandbox.with_address(), f"from: {FROM}\nuntil: {UNTIL}\n{WHO}")
    sandbox.write("docs/n.md", "---\nkind: notice\ntitle: 停水\nboards: [east-gate]\n---\n停\n")
    run(sandbox, "print", "收支", "--draft", day=FROM)
    run(sandbox, "print", "停水", day=FROM)
    assert not (sandbox.root / "evidence").exists()


def test_evidence_is_on_no_site_and_may_not_be_written_into_one(box: Sandbox) -> None:
    run(box, "round", str(shoot(box, "a.jpg", FROM)), day=FROM)
    site = box.build(FROM)
    assert not [file.uri for file in site.files if "evidence" in file.uri or "证据" in file.uri]
    for place in ("docs", "galleries/春"):
        result = run(box, "disclosure", "bundle", "收支", "--out", str(box.root / place))
        assert result.exit_code == 1
        assert result.output.endswith(
            f"{place.partition('/')[0]} 里的会放到网上，证据不能写在那里。换一个 --out\n"
        )


def test_a_folder_with_files_of_others_is_left_alone(box: Sandbox) -> None:
    own = box.write("out/证据-收支/会议纪要.docx", b"x")
    result = bundle(box)
    assert result.exit_code == 1
    assert result.output.endswith("里有别的文件：会议纪要.docx。拿走，或者用 --out 换一个地方\n")
    assert own.read_bytes() == b"x" and not (box.root / "out/证据-收支.pdf").exists()


# ---- photos -----------------------------------------------------------------------------


def test_photos_show_the_day_of_the_phone_or_of_their_name(box: Sandbox) -> None:
    folder = folder_of(box)
    plain = shoot(box, "plain.jpg", None)
    shutil.copy(shoot(box, "up.jpg", FROM), folder / "贴上/IMG_1.jpg")
    shutil.copy(plain, folder / "巡查/2026年11月20日 微信.jpg")
    shutil.copy(plain, folder / "取下/20261125.jpg")
    assert told(box, UNTIL + DAY) == []
    one = load(box.site(), UNTIL + DAY).evidence["page:disclosures/收支"]
    [spell] = one.spells
    assert (spell.first, spell.seen, spell.down) == (FROM, (date(2026, 11, 20),), UNTIL + DAY)
    bundle(box)
    words = words_of(box.root / "out/证据-收支.pdf")
    assert "手机记的" in words and words.count("日期由居委会填写") == 4, "two photos, two lines"


def test_a_photo_without_a_day_or_with_two_is_told_and_counts_nothing(box: Sandbox) -> None:
    folder = folder_of(box)
    shutil.copy(shoot(box, "none.jpg", None), folder / "贴上/mmexport1.jpg")
    shutil.copy(shoot(box, "two.jpg", FROM), folder / "取下/2026-11-24.jpg")
    shown = f"evidence/{folder.name}"
    assert told(box, FROM) == [
        f"{shown}/取下/2026-11-24.jpg:1:1: 提醒：手机记的是 2026-11-18 拍的，写的是 2026-11-24，"
        "没有拿它数日子。手机的钟准，就改名为 2026-11-18.jpg；不准，就改名为 2026-11-24 钟不准.jpg",
        f"{shown}/贴上/mmexport1.jpg:1:1: 提醒：照片里没有日期，没有拿它数日子。"
        "改名，日期写在最前面，例如 2026-11-18 东门.jpg",
    ]
    bundle(box)
    words = words_of(box.root / "out/证据-收支.pdf")
    assert "手机记的是2026年11月18日，写的是2026年11月24日，不一致" in words
    assert "日期由居委会填写" in words
    (folder / "取下/2026-11-24.jpg").rename(folder / "取下/2026-11-24 钟不准.jpg")
    (folder / "贴上/mmexport1.jpg").rename(folder / "贴上/2026-11-18 东门.jpg")
    left = told(box, UNTIL)
    assert not [line for line in left if line.startswith(shown)], "each remedy helps"
    [spell] = load(box.site(), UNTIL).evidence["page:disclosures/收支"].spells
    assert (spell.first, spell.down) == (FROM, UNTIL)


def test_a_round_has_the_day_of_its_photos_unless_staff_say_another(
    box: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")  # 2026-11-22
    photo = shoot(box, "a.jpg", FROM)
    run(box, "round", str(photo))
    assert [line[:35] for line in log_of(box)[1:]] == ['{on: 2026-11-18, did: "seen", paper']
    other = shoot(box, "b.jpg", FROM + DAY, "x")
    result = run(box, "round", str(other), day=FROM + 2 * DAY)
    assert (
        f"{other}:1:1: 提醒：手机记的是 2026-11-19 拍的，记的是 2026-11-20 看到，没有拿它当证据数日子。"
        "手机的钟准，就写 --today 2026-11-19 再运行一次；不准，就再拍一张" in result.stderr
    )
    [said] = told(box, FROM + 2 * DAY)
    assert said.endswith(
        "手机的钟准，就再看一次原来那张：loudao round 照片 --today 2026-11-19；"
        "不准，就把原来那张放进“巡查”，叫 2026-11-20 钟不准.jpg"
    )
    run(box, "round", str(other), day=FROM + DAY)
    assert told(box, FROM + 2 * DAY) == [], "the remedy helps"
    [spell] = load(box.site(), UNTIL).evidence["page:disclosures/收支"].spells
    assert spell.seen == (FROM, FROM + DAY)
    assert run(box, "round", str(photo)).exit_code == 0
    assert len(log_of(box)) == 4, "the same photo again tells nothing new"


@pytest.mark.parametrize("down", [FROM + 3 * DAY, UNTIL, None])
@pytest.mark.parametrize("again", ["same", "exported", "by hand"])
def test_a_photo_of_two_days_is_settled_by_either_remedy_and_after_it_came_down_too(
    again: str, down: date | None, box: Sandbox
) -> None:
    run(box, "walls", "--up", "收支", day=FROM)
    taken, stated = FROM + DAY, FROM + 2 * DAY
    photo = shoot(box, "b.jpg", taken)
    run(box, "round", str(photo), day=stated)
    if down:
        run(box, "walls", "--down", "收支", day=down)
    shown = f"evidence/{folder_of(box).name}/巡查/"
    assert [line for line in told(box, UNTIL) if line.startswith(shown)]
    if again == "by hand":
        shutil.copyfile(photo, folder_of(box) / "巡查" / f"{stated} 钟不准.jpg")
    else:
        other = photo if again == "same" else shoot(box, "c.jpg", taken, "x")
        said = run(box, "round", str(other), day=taken).stdout
        assert said.endswith("记下了：1 样今天在墙上\n")
    assert [line for line in told(box, UNTIL) if line.startswith(shown)] == []
    [spell] = load(box.site(), UNTIL).evidence["page:disclosures/收支"].spells
    assert (stated if again == "by hand" else taken) in spell.seen
    assert spell.down == down
    assert down is None or f"down: {down}" in "".join(record(box)), "it stays down"


@pytest.mark.parametrize("late", [1, 3])
def test_what_came_down_is_not_seen_afterwards(late: int, box: Sandbox) -> None:
    run(box, "walls", "--up", "收支", day=FROM)
    run(box, "walls", "--down", "收支", day=UNTIL)
    photo = shoot(box, "b.jpg", None)
    said = run(box, "round", str(photo), day=UNTIL + late * DAY).stdout
    assert "没有记下：disclosures/收支，printed.yml 里没有印过这一版，或者已经取下了" in said


def test_a_phone_whose_clock_is_years_behind_does_not_date_a_round(
    box: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    result = run(box, "round", str(shoot(box, "a.jpg", date(2015, 1, 1))))
    assert "手机记的是 2015-01-01 拍的，记的是 2026-11-22 看到" in result.stderr
    assert load(box.site(), UNTIL).evidence["page:disclosures/收支"].spells == []
    [said] = [line for line in told(box, UNTIL) if "手机记的是" in line]
    assert said.endswith(
        "那天还没有印，是手机的钟不准：把原来那张放进“巡查”，叫 2026-11-22 钟不准.jpg"
    )
    right = folder_of(box) / "巡查/2026-11-22 钟不准.jpg"
    shutil.copyfile(box.root / "a.jpg", right)
    assert not [line for line in told(box, UNTIL) if "手机记的是" in line], "the remedy helps"


def test_a_photo_of_a_round_that_was_changed_is_told(box: Sandbox) -> None:
    run(box, "round", str(shoot(box, "a.jpg", FROM)), day=FROM)
    [kept] = (folder_of(box) / "巡查").iterdir()
    with Image.open(kept) as image:
        image.load()
        image.transpose(Image.Transpose.ROTATE_180).save(kept)
    assert "提醒：和巡查时留下的不一样。把改过的拿走，原来的放回来" in bundle(box).stderr
    assert "和巡查时留下的不一样，改过" in words_of(box.root / "out/证据-收支.pdf")


@needs_photos
@pytest.mark.photos
def test_hostile_photos_are_told_one_by_one_and_the_others_are_in_the_file(box: Sandbox) -> None:
    folder, files = folder_of(box), sorted((SHARED_PHOTOS / "hostile").iterdir())
    good = sorted((SHARED_PHOTOS / "formats").glob("gps-everywhere.*"))
    assert len(files) > 3 and len(good) > 2
    for path in (*files, *good):
        if path.is_file():
            shutil.copyfile(path, folder / "贴上" / f"2026-11-18 {path.name}")
    result = bundle(box)
    assert result.exit_code == 0, result.output
    names, _ = attached_files((box.root / "out/证据-收支.pdf").read_bytes())
    shots = [data for name, data in names.items() if name.startswith("照片")]
    told_of = result.stderr.count("照片打不开：") + result.stderr.count("不是文件")
    assert len(shots) + told_of >= len(good) + len([p for p in files if p.is_file()])
    assert len(shots) >= len(good)
    for data in shots:
        assert data.startswith(b"\xff\xd8") and b"Exif" not in data and b"GPS" not in data


def test_a_day_that_is_not_yet_is_told_and_counts_nothing(box: Sandbox) -> None:
    folder = folder_of(box)
    shutil.copy(shoot(box, "none.jpg", None), folder / "贴上/2027-11-18.jpg")
    assert told(box, FROM) == [
        f"evidence/{folder.name}/贴上/2027-11-18.jpg:1:1: 提醒：2027-11-18 还没有到，没有拿它数日子。"
        "改名，日期写在最前面，例如 2026-11-18 东门.jpg"
    ]
    assert load(box.site(), FROM).evidence["page:disclosures/收支"].spells == []


def test_what_is_no_file_among_photos_is_told(box: Sandbox) -> None:
    folder = folder_of(box)
    (folder / "贴上/一批").mkdir()
    box.write(f"evidence/{folder.name}/贴上/名单.docx", b"PK")
    shown = f"evidence/{folder.name}/贴上"
    assert told(box, FROM) == [
        f"{shown}/一批:1:1: 提醒：不是文件，没有当作证据。把照片复制过来",
        f"{shown}/名单.docx:1:1: 提醒：照片打不开：这不是图片，或者文件已经损坏。"
        "换一张能打开的（用手机重新导出，或者截图）；不是照片就拿走",
    ]


# ---- too few days -------------------------------------------------------------------------

WEEK = Terms(FROM, UNTIL, Stretch(7), "《规定》")
AGAIN = "再公示一次：改 from 和 until，重新印、重新贴"


def spell(first: date, last: date, down: bool = True, seen: bool = True) -> Spell:
    looks = (first, *([first + DAY] if seen else []))
    return Spell("A", first, last, last if down else None, seen=looks)


@pytest.mark.parametrize(
    ("spells", "today", "expected"),
    [
        ([spell(FROM, UNTIL)], UNTIL + DAY, []),
        ([], FROM, [("还没有记过贴上", "贴好了记一笔：loudao walls --up 甲")]),
        (
            [], UNTIL + DAY,
            [("公示期过了，没有记过贴上",
              f"贴过就补记：loudao walls --up 甲 --today 贴上那天；没有贴过，{AGAIN}")],
        ),
        (
            [spell(FROM + 2 * DAY, UNTIL)], UNTIL + DAY,
            [("11月20日才贴上，写的是11月18日，晚了 2 天", ""),
             ("公示期里在墙上 5 天，《规定》要 7 天，少 2 天", AGAIN)],
        ),
        (
            [spell(FROM + 2 * DAY, FROM + 3 * DAY, down=False)], FROM + 4 * DAY,
            [("11月20日才贴上，写的是11月18日，晚了 2 天", ""),
             ("从11月20日贴到11月24日只有 5 天，《规定》要 7 天",
              "把 until 改成 2026-11-26（2026年11月26日），重新印，换上")],
        ),
        (
            [spell(FROM, FROM + 3 * DAY)], UNTIL + DAY,
            [("11月21日就取下了，写的是到11月24日", ""),
             ("公示期里在墙上 4 天，《规定》要 7 天，少 3 天", AGAIN)],
        ),
        (
            [spell(FROM, UNTIL, seen=False)], UNTIL + DAY,
            [("贴上以后、取下以前，没有一次看到它在墙上",
              "那些天拍过照片就放进证据文件夹的“巡查”里；下一次隔几天拍一张：loudao round 照片")],
        ),
        (
            [spell(FROM, UNTIL, down=False)], UNTIL + 3 * DAY,
            [("没有记取下，只能数到最后知道它在墙上的11月24日",
              "取下了就记一笔：loudao walls --down 甲 --today 取下那天")],
        ),
    ],
)  # fmt: skip
def test_each_shortfall_has_its_words_and_its_remedy(
    spells: list[Spell], today: date, expected: list[tuple[str, str]]
) -> None:
    found = [(short.what, short.remedy) for short in shortfalls(WEEK, spells, today, "甲")]
    assert found == expected


def test_a_sheet_that_nobody_saw_for_a_week_is_to_be_looked_at() -> None:
    terms = WEEK._replace(ends=FROM + 30 * DAY)
    hung = [Spell("A", FROM, FROM, seen=(FROM,))]
    assert not [s for s in shortfalls(terms, hung, FROM + 7 * DAY, "甲") if s.grave]
    [short] = [s for s in shortfalls(terms, hung, FROM + 8 * DAY, "甲") if s.grave]
    assert short.what == "8 天没有看到它在墙上了（上一次是11月18日）"
    assert short.remedy == "去看一眼，拍一张：loudao round 照片"


def test_days_of_an_unannounced_year_are_unconfirmed_and_not_guessed() -> None:
    terms = Terms(date(2027, 1, 4), date(2027, 1, 15), Stretch(5, True), "《规定》")
    hung = [spell(date(2027, 1, 4), date(2027, 1, 15))]
    assert judge(terms, hung).enough is None
    [short] = shortfalls(terms, hung, date(2027, 2, 1), "甲")
    assert short.what == "在墙上 0 个工作日，还有 12 天的放假安排未确认，数不出够不够 5 个工作日"


def test_too_few_days_are_told_by_check_and_by_walls_for_two_months(box: Sandbox) -> None:
    run(box, "walls", "--up", "收支", day=FROM + 2 * DAY)
    run(box, "walls", "--down", "收支", day=UNTIL + DAY)
    line = (
        "docs/disclosures/收支.md:8:8: 提醒：“收支”11月20日才贴上，写的是11月18日，晚了 2 天；"
        f"公示期里在墙上 3 个工作日，《本区规定》第三条要 5 个工作日，少 2 个工作日。{AGAIN}"
    )
    assert line in told(box, UNTIL + DAY)
    assert line in run(box, "walls", day=UNTIL + DAY).stderr
    assert line in run(box, "check", day=UNTIL + DAY).stdout
    assert told(box, UNTIL + 61 * DAY) == []
    assert bundle(box, UNTIL + 61 * DAY).exit_code == 0
    words = words_of(box.root / "out/证据-收支.pdf")
    assert "不够" in words and "少2个工作日。再公示一次" in words


# ---- counting, against a simple model --------------------------------------------------------

DATES = st.dates(date(2025, 1, 1), date(2026, 12, 1))
SPANS = st.integers(0, 40)


@given(DATES, SPANS, DATES, SPANS, st.booleans(), st.booleans())
def test_days_are_counted_one_by_one_with_holidays(
    starts: date, own: int, first: date, hung: int, working: bool, first_counts: bool
) -> None:
    first = starts + (first - starts) % (60 * DAY) - 20 * DAY
    ends, last = starts + own * DAY, first + hung * DAY
    terms = Terms(starts, ends, Stretch(5, working), "", first_counts)
    days = [first + n * DAY for n in range(hung + 1)]
    inside = [day for day in days if starts <= day <= ends]
    if not first_counts:
        inside = [day for day in inside if day > max(first, starts)]
    assume(not inside or inside[-1].year <= 2026)  # what is announced ends there
    wanted = [day for day in inside if not working or chinese_calendar.is_workday(day)]
    assert terms.days_in(first, last).known == len(wanted)
    verdict = judge(terms, [Spell("A", first, last, last)])
    assert verdict.enough is (len(wanted) >= 5)


FACTS = st.lists(
    st.builds(
        Fact,
        st.integers(0, 12).map(lambda n: FROM + n * DAY),
        st.sampled_from(["up", "seen", "down"]),
        st.sampled_from("AB"),
    ),
    max_size=14,
)


@given(FACTS)
def test_spells_are_what_a_diary_says_day_by_day(facts: list[Fact]) -> None:
    on_wall: set[str] = set()
    known: set[tuple[str, date]] = set()
    for n in range(13):
        day = FROM + n * DAY
        today = [fact for fact in facts if fact.day == day]
        shown = {fact.version for fact in today if fact.did != "down"}
        if shown - on_wall:
            on_wall &= shown
        on_wall |= shown
        known |= {(version, day) for version in shown}
        gone = {fact.version for fact in today if fact.did == "down"}
        known |= {(version, day) for version in gone & on_wall}
        on_wall -= gone
    spells = spells_of(facts)
    for version, day in known:
        assert any(s.version == version and s.first <= day <= s.last for s in spells)
    for one in spells:
        assert (one.version, one.first) in known, "nothing begins that nobody knew of"
        assert one.last == one.first or any(fact.day == one.last for fact in facts)
    still = {s.version for s in spells if s.down is None}
    assert still == on_wall
    for version in "AB":
        own = [s for s in spells if s.version == version]
        assert all(a.last <= b.first for a, b in pairwise(own))


def test_a_day_off_is_called_by_its_name() -> None:
    assert day_off(date(2026, 10, 1)) == "国庆节"
    assert day_off(date(2026, 10, 10)) == "调休上班"
    assert (day_off(date(2026, 11, 21)), day_off(TODAY - 2 * DAY)) == ("周末", "")
    assert day_off(date(2031, 1, 1)) == "放假安排未确认"
    hung = Spell("A", date(2026, 9, 28), date(2026, 10, 12))
    working = Terms(hung.first, hung.last, Stretch(5, True))
    assert list(days_off(working, hung)) == [
        "10月1日至10月7日 国庆节，不算", "10月10日 调休上班，算", "10月11日 周末，不算",
    ]  # fmt: skip
    assert list(days_off(working._replace(least=Stretch(5)), hung)) == [
        "10月1日至10月7日 国庆节，照样算", "10月10日 调休上班",
    ]  # fmt: skip
    assert month_and_day(hung.first) == "9月28日"


def test_what_takes_down_everything_ends_every_version() -> None:
    facts = [Fact(FROM, "up", "A"), Fact(FROM, "up", "B"), Fact(UNTIL, "down", EVERY)]
    assert [(s.version, s.down) for s in spells_of(facts)] == [("A", UNTIL), ("B", UNTIL)]


# ---- tampering ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle with a photo, in a folder that nobody writes to."""
    from conftest import small_site

    made = small_site(tmp_path_factory.mktemp("sound"))
    disclose(made.with_address(), f"from: {FROM}\nuntil: {UNTIL}\n{WHO}")
    run(made, "print", "收支", day=FROM)
    run(made, "round", str(shoot(made, "a.jpg", FROM)), day=FROM)
    assert bundle(made).exit_code == 0
    return made.root / "out/证据-收支.pdf"


@pytest.fixture
def copy(sound: Path, tmp_path: Path) -> Path:
    shutil.copy(sound, tmp_path)
    shutil.copytree(sound.with_suffix(""), tmp_path / "证据-收支")
    return tmp_path / "证据-收支.pdf"


def test_a_byte_of_the_pdf_that_is_another_is_found_wherever_it_is(
    copy: Path, rounds: Rounds
) -> None:
    whole = copy.read_bytes()
    assert seal_holds(whole) and is_sealed(whole)
    dice = random.Random(7)
    places = [0, len(whole) - 1, whole.index(b"SHA-256 ") + 8, whole.rindex(b"SHA-256 ") + 8]
    for at in (*places, *(dice.randrange(len(whole)) for _ in range(rounds(60, 3000)))):
        changed = bytearray(whole)
        changed[at] ^= dice.randrange(1, 256)
        assert not seal_holds(bytes(changed)), at
    shorter, longer = whole[:-1], whole + b"\n"
    assert not seal_holds(shorter) and not seal_holds(longer)


def test_a_changed_pdf_ends_with_one_and_says_what(copy: Path, rounds: Rounds) -> None:
    whole = copy.read_bytes()
    dice = random.Random(3)
    for _ in range(rounds(8, 200)):
        changed = bytearray(whole)
        changed[dice.randrange(len(whole))] ^= 1 << dice.randrange(8)
        copy.write_bytes(bytes(changed))
        result = verify(copy)
        assert result.exit_code == 1 and result.output.startswith("× ")
    copy.write_bytes(b"%PDF-1.7 nothing")
    assert verify(copy).output == (
        "× 里面没有校验字：不是 loudao 做的证据，或者改过了\n× 这不是 PDF，或者文件已经损坏\n"
    )
    copy.unlink()
    assert verify(copy).output == "× 读不出文件（No such file or directory）\n"


def test_whatever_is_done_to_the_folder_is_told_by_name(copy: Path, rounds: Rounds) -> None:
    folder = copy.with_suffix("")
    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == 4
    dice = random.Random(5)
    for number in range(rounds(24, 600)):
        name = dice.choice(names)
        path, before = folder / name, (folder / name).read_bytes()
        what = number % 4
        if what == 0:
            at = dice.randrange(len(before))
            path.write_bytes(before[:at] + bytes([before[at] ^ 1]) + before[at + 1 :])
            expected = f"× 证据-收支/{name}：改过了，和清单上的 SHA-256 对不上\n"
        elif what == 1:
            path.unlink()
            expected = f"× 证据-收支/{name}：没有了\n"
        elif what == 2:
            path.rename(folder / "别的名字")
            expected = f"× 证据-收支/{name}：改了名字，现在叫 别的名字\n"
        else:
            (folder / "多的.txt").write_bytes(b"x")
            expected = "× 证据-收支/多的.txt：清单上没有，是后来加的\n"
        result = verify(copy)
        assert (result.exit_code, result.output) == (1, expected)
        for extra in ("别的名字", "多的.txt"):
            (folder / extra).unlink(missing_ok=True)
        path.write_bytes(before)
    assert verify(copy).exit_code == 0


def test_a_list_edited_along_with_its_file_is_found_by_that_in_the_pdf(copy: Path) -> None:
    folder = copy.with_suffix("")
    victim = folder / "记录.txt"
    victim.write_bytes(b"nothing hung")
    files = read_tree(folder)
    del files["SHA256SUMS"]
    (folder / "SHA256SUMS").write_bytes(render_sums(files))
    assert verify(copy).output == (
        "× 证据-收支/记录.txt：改过了，和清单上的 SHA-256 对不上\n"
        "× 证据-收支/SHA256SUMS：改过了，和清单上的 SHA-256 对不上\n"
    )


def test_the_pdf_alone_is_enough_and_what_systems_leave_is_no_fault(copy: Path) -> None:
    (copy.with_suffix("") / "Thumbs.db").write_bytes(b"x")
    assert verify(copy).exit_code == 0
    shutil.rmtree(copy.with_suffix(""))
    assert verify(copy).output.startswith("✓ 证据-收支.pdf：没有改过，3 个附件都对\n整个 PDF")


def test_attachments_that_are_gone_or_new_are_told_by_name(copy: Path, sound: Path) -> None:
    shutil.rmtree(copy.with_suffix(""))
    document = pypdfium2.PdfDocument(sound)
    document.new_attachment("new.txt").set_data(b"x")
    names = [document.get_attachment(n).get_name() for n in range(document.count_attachments())]
    document.del_attachment(names.index("记录.txt"))
    document.save(copy)
    document.close()
    result = verify(copy)
    assert result.exit_code == 1
    assert "× 附件 记录.txt：没有了\n× 附件 new.txt：清单上没有，是后来加的\n" in result.output
    assert "校验字" in result.output


def test_what_was_sealed_can_be_sealed_once_only() -> None:
    pdf = f"<</Keywords({UNSEALED})>> <pdf:Keywords>{UNSEALED}</pdf:Keywords>".encode()
    sealed = seal(pdf)
    assert len(sealed) == len(pdf) and seal_holds(sealed) and not seal_holds(pdf)
    assert not seal_holds(sealed.replace(b"<<", b"< "))


FILES = st.dictionaries(
    st.text("甲乙丙abc.- ", min_size=1, max_size=6).filter(lambda name: name.strip() == name),
    st.binary(max_size=12), min_size=1, max_size=5,
)  # fmt: skip


@given(FILES, st.data())
def test_a_list_knows_its_files_and_each_of_its_own_bytes(
    files: dict[str, bytes], data: st.DataObject
) -> None:
    listed = render_sums(files)
    sums, wrong = parse_sums(listed)
    assert wrong == [] and list(compare(sums, files)) == []
    at = data.draw(st.integers(0, len(listed) - 1))
    flipped = listed[:at] + bytes([listed[at] ^ data.draw(st.integers(1, 255))]) + listed[at + 1 :]
    sums, wrong = parse_sums(flipped)
    assert wrong or list(compare(sums, files)), "an edited list is no list of these files"
