"""Printed codes follow what they were printed for, whatever staff do to files and manifests."""

from __future__ import annotations

import re
import shlex
import shutil
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

from conftest import (
    TODAY,
    Sandbox,
    files_of,
    load,
    open_workshop,
    pages_of,
    print_sheets,
)  # fmt: skip
from loudao.cli import main
from loudao.codes.ledger_file import load_ledger
from loudao.plan.binding import bind_codes
from loudao.plan.plan import Plan
from loudao.story.printing import PrintOptions, PrintResult, record_printed
from loudao.story.round import make_round

ALL_PRINTED = PrintOptions(("all",))


# ---- single stories -------------------------------------------------------------------


def gallery(*works: tuple[str, str], title: str = "春") -> str:
    lines = "".join(f"  - {{photo: {photo}, title: {name}, alt: 画}}\n" for photo, name in works)
    return f"title: {title}\nat: nonghang/3/2\nworks:\n{lines}"


@pytest.fixture
def printed(sandbox: Sandbox) -> Sandbox:
    """Two photos as a phone names them, and their labels on the wall."""
    for number in (1, 2):
        sandbox.photo(f"galleries/春/IMG_{number}.jpg", seed=number)
    sandbox.gallery("春", gallery(("IMG_1.jpg", "甲"), ("IMG_2.jpg", "乙")))
    print_and_record(sandbox)
    return sandbox


def print_and_record(box: Sandbox, options: PrintOptions = ALL_PRINTED) -> PrintResult:
    result = print_sheets(box.site(), TODAY, options)
    assert record_printed(box.site(), result, TODAY, options) == []
    return result


def code_of(box: Sandbox, identity: str) -> str:
    ledger, _ = load_ledger(box.root / "galleries/codes.yml", "codes.yml")
    assert ledger
    return ledger.by_identity()[identity]


def opens(box: Sandbox, code: str) -> str:
    """The title of the page behind a code, as a phone gets there."""
    built = box.build()
    page = str(files_of(built)[f"Q/{code}/index.html"])
    forward = re.search(r'url=\.\./\.\./([^"]*)"', page)
    assert forward, page
    html = pages_of(built)[unquote(forward[1]).removesuffix("index.html")]
    found = re.search(r"<h1[^>]*>(?:<[^>]*>)*([^<]+)", html)
    assert found
    return found[1].strip()


def said(plan: Plan) -> list[str]:
    return [str(problem) for problem in plan.problems]


def test_two_photos_that_exchanged_names_keep_their_labels(printed: Sandbox) -> None:
    one, two = (code_of(printed, f"work:春/IMG_{number}") for number in (1, 2))
    folder = printed.root / "galleries/春"
    (folder / "IMG_1.jpg").rename(folder / "x.jpg")
    (folder / "IMG_2.jpg").rename(folder / "IMG_1.jpg")
    (folder / "x.jpg").rename(folder / "IMG_2.jpg")
    printed.gallery("春", gallery(("IMG_2.jpg", "甲"), ("IMG_1.jpg", "乙")))
    plan = load(printed.site())
    assert not plan.has_errors
    assert plan.codes.ledger.codes[one] == "work:春/IMG_2"
    assert plan.codes.ledger.codes[two] == "work:春/IMG_1"
    assert any(
        re.fullmatch(
            f"galleries/codes.yml:\\d+:\\d+: 提醒：“甲”从 work:春/IMG_1 改到了 work:春/IMG_2，"
            f"短码 {one} 跟过去了。不用做什么；下次印东西时记进台账",
            line,
        )
        for line in said(plan)
    )
    assert (opens(printed, one), opens(printed, two)) == ("甲", "乙")


def test_renamed_photo_renamed_folder_and_renamed_unit_are_found_again(printed: Sandbox) -> None:
    work, whole = code_of(printed, "work:春/IMG_1"), code_of(printed, "gallery:春")
    unit = code_of(printed, "place:nonghang/3/2")
    (printed.root / "galleries/春/IMG_1.jpg").rename(printed.root / "galleries/春/兰亭.jpg")
    printed.gallery("春", gallery(("兰亭.jpg", "甲"), ("IMG_2.jpg", "乙")))
    (printed.root / "galleries/春").rename(printed.root / "galleries/楼道画廊")
    places = printed.root / "galleries/places.yml"
    places.write_text(places.read_text("utf-8").replace("{id: 2, name", "{id: 02, name"), "utf-8")
    manifest = printed.root / "galleries/楼道画廊/gallery.yml"
    manifest.write_text(manifest.read_text("utf-8").replace("3/2", "3/02"), "utf-8")
    plan = load(printed.site())
    assert not plan.has_errors, said(plan)
    codes = plan.codes.ledger.codes
    assert (codes[work], codes[whole]) == ("work:楼道画廊/兰亭", "gallery:楼道画廊")
    assert codes[unit] == "place:nonghang/3/02"
    again = print_and_record(printed, PrintOptions(("all",), changed=True))
    names = [order.printed.print.name for order in again.orders]
    assert names == [], "what hangs is as good as it was"


def rename_unit_and_title(printed: Sandbox, at: str) -> None:
    places = printed.root / "galleries/places.yml"
    text = places.read_text("utf-8").replace("{id: 2, name: 2单元", "{id: E, name: 东单元")
    places.write_text(text, "utf-8")
    manifest = printed.root / "galleries/春/gallery.yml"
    manifest.write_text(manifest.read_text("utf-8").replace("at: nonghang/3/2", at), "utf-8")


def test_a_unit_of_another_number_and_name_is_where_its_gallery_went(printed: Sandbox) -> None:
    unit = code_of(printed, "place:nonghang/3/2")
    rename_unit_and_title(printed, "at: nonghang/3/E")
    plan = load(printed.site())
    assert not plan.has_errors, said(plan)
    assert plan.codes.ledger.codes[unit] == "place:nonghang/3/E"


def test_a_unit_where_nothing_hung_is_asked_with_its_new_sibling_never_with_a_floor(
    printed: Sandbox,
) -> None:
    unit = code_of(printed, "place:nonghang/3/2")
    rename_unit_and_title(printed, "at: nonghang")
    plan = load(printed.site())
    [error] = [problem for problem in plan.problems if problem.is_error]
    assert (
        error.what
        == f"短码 {unit} 指向的“place:nonghang/3/2”不见了，是不是改成了“place:nonghang/3/E”？"
    )
    tasks, _ = make_round(plan, open_workshop(plan.site))
    assert [task for task in tasks if task.action == "down"] == []


def run(box: Sandbox, words: str) -> str:
    done = CliRunner().invoke(main, [*shlex.split(words)[1:], "-f", str(box.config)])
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize("works", [1, 2, 5])
@pytest.mark.parametrize("name", ["秋", "老年之友"])
def test_a_gallery_that_is_gone_is_retired_with_all_its_works_at_once(
    name: str, works: int, printed: Sandbox
) -> None:
    for number in range(works):
        printed.photo(f"galleries/{name}/w{number}.jpg", seed=90 + number)
    own = [(f"w{number}.jpg", f"作{number}") for number in range(works)]
    printed.gallery(name, gallery(*own, title="秋天"))
    print_and_record(printed)
    code = code_of(printed, f"gallery:{name}")
    shutil.rmtree(printed.root / "galleries" / name)
    [error] = [problem for problem in load(printed.site()).problems if problem.is_error]
    whole = f"loudao codes retire gallery:{name} --note 说明"
    assert error.remedy == (
        f"已经不再展出就运行 {whole}（连同里面的 {works} 个短码）；"
        f"只停这一个，运行 loudao codes retire {code} --note 说明"
    )
    assert run(printed, whole).count("、") == works
    assert [p.what for p in load(printed.site()).problems if p.is_error] == []


def test_a_gallery_whose_work_hangs_elsewhere_is_retired_alone(printed: Sandbox) -> None:
    for number in (1, 2):
        printed.photo(f"galleries/秋/w{number}.jpg", seed=90 + number)
    printed.gallery("秋", gallery(("w1.jpg", "丙"), ("w2.jpg", "丁"), title="秋天"))
    print_and_record(printed)
    code = code_of(printed, "gallery:秋")
    (printed.root / "galleries/秋/w1.jpg").rename(printed.root / "galleries/春/w1.jpg")
    shutil.rmtree(printed.root / "galleries/秋")
    more = gallery(("IMG_1.jpg", "甲"), ("IMG_2.jpg", "乙"), ("w1.jpg", "丙"))
    printed.gallery("春", more)
    errors = [problem for problem in load(printed.site()).problems if problem.is_error]
    assert errors and all("连同" not in error.remedy for error in errors)
    assert any(f"loudao codes retire {code} --note" in error.remedy for error in errors)


def test_another_photo_of_the_same_title_keeps_the_code(printed: Sandbox) -> None:
    code = code_of(printed, "work:春/IMG_1")
    (printed.root / "galleries/春/IMG_1.jpg").unlink()
    printed.photo("galleries/春/新拍.jpg", seed=9)
    printed.gallery("春", gallery(("新拍.jpg", "甲"), ("IMG_2.jpg", "乙")))
    plan = load(printed.site())
    assert not plan.has_errors
    assert plan.codes.ledger.codes[code] == "work:春/新拍"


def test_another_work_under_an_old_file_name_asks(printed: Sandbox) -> None:
    code = code_of(printed, "work:春/IMG_1")
    printed.photo("galleries/春/IMG_1.jpg", seed=9)
    printed.gallery("春", gallery(("IMG_1.jpg", "丙"), ("IMG_2.jpg", "乙")))
    plan = load(printed.site())
    [error] = [problem for problem in plan.problems if problem.is_error]
    assert error.what == f"短码 {code} 印的是“甲”，现在 work:春/IMG_1 是“丙”"
    assert error.remedy == (
        f"还是同一件就运行 loudao codes move {code} work:春/IMG_1；"
        f"换了一件就运行 loudao codes retire {code} --note 说明"
    )
    command(printed, "retire", code)
    fresh = print_sheets(printed.site(), TODAY, PrintOptions(("labels",)))
    assert fresh.files
    assert code_of(printed, "work:春/IMG_1") != code


def test_what_two_could_be_is_asked_with_the_commands(printed: Sandbox) -> None:
    code = code_of(printed, "work:春/IMG_1")
    folder = printed.root / "galleries/春"
    shutil.copy(folder / "IMG_1.jpg", folder / "a.jpg")
    (folder / "IMG_1.jpg").rename(folder / "b.jpg")
    printed.gallery("春", gallery(("a.jpg", "甲"), ("b.jpg", "甲"), ("IMG_2.jpg", "乙")))
    plan = load(printed.site())
    [error] = [problem for problem in plan.problems if problem.is_error]
    assert error.remedy == (
        f"是哪个就运行哪一行：loudao codes move {code} work:春/a；loudao codes move {code} work:春/b；"
        f"都不是就运行 loudao codes retire {code} --note 说明"
    )
    command(printed, "move", code, "work:春/b")
    plan = load(printed.site())
    assert not plan.has_errors
    assert plan.codes.ledger.codes[code] == "work:春/b"


def test_record_of_the_walls_follows_a_move(printed: Sandbox) -> None:
    before = printed.root / "galleries/printed.yml"
    assert "gallery:春" in before.read_text("utf-8")
    (printed.root / "galleries/春").rename(printed.root / "galleries/墨香")
    printed.gallery("墨香", gallery(title="墨香长廊").replace("works:\n", "works: []\n"))
    command(printed, "move", "gallery:春", "gallery:墨香")
    assert "gallery:墨香" in before.read_text("utf-8")
    assert "gallery:春" not in before.read_text("utf-8")


def test_record_of_the_walls_follows_what_is_published_too(printed: Sandbox) -> None:
    (printed.root / "galleries/春").rename(printed.root / "galleries/墨香")
    plan = load(printed.site())
    assert bind_codes(plan.site, plan.codes, ["gallery:墨香"]) == []
    tasks, _ = make_round(load(printed.site()), open_workshop(printed.site()))
    assert tasks and all(task.waits for task in tasks), "what was printed is as good as it was"


def test_works_that_exchanged_names_are_told_apart_after_their_gallery_moved(
    printed: Sandbox,
) -> None:
    one, two = (code_of(printed, f"work:春/IMG_{number}") for number in (1, 2))
    (printed.root / "galleries/春").rename(printed.root / "galleries/墨香")
    printed.gallery("墨香", gallery(("IMG_2.jpg", "甲"), ("IMG_1.jpg", "乙"), title="墨香长廊"))
    for name, seed in (("IMG_2", 1), ("IMG_1", 2)):
        printed.photo(f"galleries/墨香/{name}.jpg", seed=seed)
    command(printed, "move", "gallery:春", "gallery:墨香")
    codes = load(printed.site()).codes.ledger.codes
    assert (codes[one], codes[two]) == ("work:墨香/IMG_2", "work:墨香/IMG_1")


def command(box: Sandbox, *words: str) -> None:
    from click.testing import CliRunner

    from loudao.cli import main

    done = CliRunner().invoke(main, ["codes", "-f", str(box.root / "mkdocs.yml"), *words])
    assert done.exit_code == 0, done.output
