"""Small sites that fell short once, each one of a kind: each does as its README asks."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result

from conftest import ROOT, Sandbox, load, print_sheets
from loudao.cli import main
from loudao.plugin.engine import build_site
from loudao.story.printing import PrintOptions, PrintResult
from pdf import words_of

CASES = ROOT.parent / "shared" / "cases"
pytestmark = pytest.mark.skipif(
    not CASES.is_dir(), reason="the folder of cases is not beside the project"
)
DAY = date(2026, 11, 22)

Check = Callable[["Case"], None]


class Case:
    """A copy of one of the sites."""

    def __init__(self, name: str, folder: Path) -> None:
        shutil.copytree(CASES / name, folder, dirs_exist_ok=True)
        for path in folder.rglob("*"):
            path.chmod(path.stat().st_mode | 0o200)
        self.box = Sandbox(folder)

    def told(self) -> list[str]:
        return [str(problem) for problem in load(self.box.site(), DAY).problems]

    def print(self, *words: str) -> PrintResult:
        result = print_sheets(self.box.site(), DAY, PrintOptions(words, draft=True))
        assert [str(p) for p in result.problems if p.is_error] == []
        return result

    def words(self, *words: str) -> str:
        return "".join(words_of(order.printed.pdf) for order in self.print(*words).orders)

    def page(self, uri: str) -> str:
        folder = build_site(self.box.config, None, DAY.isoformat(), {})
        return (folder / uri).read_text("utf-8")

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(main, [*words, "-f", str(self.box.config)])


def absolute_image_link(case: Case) -> None:
    told = case.told()
    assert any("“/img/a.png”从斜杠开始" in line and "写成 img/a.png" in line for line in told)
    assert any("“/places/”从斜杠开始" in line and "写成 places/index.md" in line for line in told)


def admonition(case: Case) -> None:
    words = case.words("notice")
    assert "注意" in words
    assert not any(raw in words for raw in ("!!!", "md-button", "#time", "{", "warning"))


def br_in_cell(case: Case) -> None:
    assert "<br" not in case.words("notice")


def columns_overlap(case: Case) -> None:
    words = re.sub(r"\s", "", case.words("all"))
    assert "0371-65550100" in words and len(case.print("all").orders) > 2


def comment_on_paper(case: Case) -> None:
    source = (case.box.root / "docs/通知.md").read_text("utf-8")
    hidden = [part.strip() for part in re.findall(r"<!--(.*?)-->", source, re.DOTALL)]
    words, page = case.words("notice"), case.page("通知/index.html")
    assert hidden and not any(part and (part in words or part in page) for part in hidden)


def csv_duplicate_column(case: Case) -> None:
    assert any("姓名" in line and "提醒" not in line for line in case.told())


def csv_sep_line(case: Case) -> None:
    assert not any("名单.csv" in line for line in case.told())
    assert case.print("批").orders


def csv_spoilt_cells(case: Case) -> None:
    told = [line for line in case.told() if "名单.csv" in line]
    for cell in ("1.38E+10", "#N/A"):
        assert any(cell in line and re.search(r"名单\.csv:\d+:\d+", line) for line in told), cell
    assert any("####" in line for line in told)
    assert any("姓名”是空的" in line for line in told) and any("合计" in line for line in told)


def front_matter_blank_line(case: Case) -> None:
    assert any(re.match(r"docs/通知\.md:\d+:\d+: .*---", line) for line in case.told())


def heading_5_6(case: Case) -> None:
    [order] = case.print("notice").orders
    document = pypdfium2.PdfDocument(order.printed.pdf)
    lines = [line.strip() for line in document[0].get_textpage().get_text_range().splitlines()]
    assert "五级" in lines and "六级" in lines


def html_conformance(case: Case) -> None:
    page = case.page("galleries/诗/index.html")
    icon = re.search(r'rel="?icon"? href="([^"]+)"', page)
    assert icon and " " not in icon[1]
    folder = case.box.root / "site/Q"
    codes = [path.read_text("utf-8") for path in folder.rglob("index.html")]
    assert codes and all('content="0; url=' in code for code in codes)


def image_in_table(case: Case) -> None:
    [order] = case.print("notice").orders
    assert len(order.printed.print.images) == 1


def label_camera_name(case: Case) -> None:
    assert "IMG_20261121" in re.sub(r"\s", "", case.words("labels"))


def long_title_label(case: Case) -> None:
    assert len(case.print("labels").orders) == 1


def long_word_poster(case: Case) -> None:
    assert len(case.print("notice").orders) == 1


def nbsp_after_colon(case: Case) -> None:
    assert any(re.match(r"galleries/诗/gallery\.yml:2:\d+: .*看不见", line) for line in case.told())


def new_gallery_junk(case: Case) -> None:
    (case.box.root / "galleries/重阳/空.jpg").write_bytes(b"")
    assert case.run("new", "gallery", "重阳", "--at", "nonghang/3/2").exit_code == 0
    manifest = (case.box.root / "galleries/重阳/gallery.yml").read_text("utf-8")
    listed = re.findall(r"photo: '(.+)'", manifest)
    assert listed and not any(name.startswith((".", "~$")) or name == "空.jpg" for name in listed)
    assert not any("打不开" in line or "不是照片" in line for line in case.told())


def print_excluded_page(case: Case) -> None:
    result = print_sheets(case.box.site(), DAY, PrintOptions(("notice",), draft=True))
    assert result.orders == ()
    assert not any("a.md" in str(identity) for identity in load(case.box.site(), DAY).codes.targets)
    case.page("index.html")


def wrapped_lines(case: Case) -> None:
    source = (case.box.root / "docs/通知.md").read_text("utf-8").split("---")[-1]
    joined = re.sub(r"\s", "", re.sub(r"[*#>`-]", "", source))
    text = re.sub(r"<[^>]+>", "", case.page("通知/index.html"))
    wrapped = re.findall(r"[\u4e00-\u9fff]\n[\u4e00-\u9fff]", source)
    assert wrapped and not any(pair in text for pair in wrapped)
    assert joined[:20] in re.sub(r"\s", "", case.words("notice"))


CHECKS: dict[str, Check] = {
    check.__name__.replace("_", "-"): check
    for check in (
        absolute_image_link, admonition, br_in_cell, columns_overlap, comment_on_paper,
        csv_duplicate_column, csv_sep_line, csv_spoilt_cells, front_matter_blank_line, heading_5_6,
        html_conformance, image_in_table, label_camera_name, long_title_label, long_word_poster,
        nbsp_after_colon, new_gallery_junk, print_excluded_page, wrapped_lines,
    )
}  # fmt: skip


@pytest.mark.parametrize("name", CHECKS)
def test_site_that_fell_short_does_as_its_readme_asks(name: str, tmp_path: Path) -> None:
    CHECKS[name](Case(name, tmp_path))


def test_every_case_has_its_test() -> None:
    assert {path.name for path in CASES.iterdir() if path.is_dir()} == set(CHECKS)
