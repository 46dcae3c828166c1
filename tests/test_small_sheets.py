"""Cards, plates and rosters are filled: what is read first is large, what is written has room."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from conftest import TODAY, Sandbox, load, print_sheets
from loudao.compose.answers import answer_to
from loudao.compose.brief import Brief
from loudao.compose.doors import is_door
from loudao.kinds.roster import papers
from loudao.kinds.roster.turns import Turn, plan_turns
from loudao.model.sheet import Sheet
from loudao.plan.made import Printed
from loudao.story.printing import PrintOptions
from loudao.styles.faces import Faces
from loudao.styles.styles import load_styles
from pdf import decode_codes

STYLES = sorted(load_styles(Path(), Faces())[0].by_name)
MM = 72 / 25.4


def printed(box: Sandbox, text: str, *selectors: str, **options: object) -> list[Printed]:
    box.write("galleries/批/print.yml", text)
    chosen = PrintOptions(selectors or ("批",), **options)  # type: ignore[arg-type]
    result = print_sheets(box.site(), TODAY, chosen)
    assert [str(p) for p in result.problems if p.is_error] == []
    return list(result.printed)


Boxes = list[tuple[float, float, float, float]]


def found(path: Path, words: str) -> list[Boxes]:
    """Wherever `words` stand, each of their characters: left, bottom, right and top in mm."""
    document = pypdfium2.PdfDocument(path)
    everywhere: list[Boxes] = []
    try:
        for page in document:
            text = page.get_textpage()
            search = text.search(words)
            while match := search.get_next():
                index, count = match
                chars = [text.get_charbox(n) for n in range(index, index + count)]
                everywhere.append(
                    [(left / MM, low / MM, right / MM, top / MM) for left, low, right, top in chars]
                )
    finally:
        document.close()
    assert everywhere, f"{words} stands nowhere"
    return everywhere


def boxes(path: Path, words: str) -> Boxes:
    return found(path, words)[0]


def tall(path: Path, words: str) -> float:
    return max(top - bottom for chars in found(path, words) for _, bottom, _, top in chars)


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("做了什么", "words"), ("居民的话", "words"), ("您的意见和建议（可另附纸）：", "words"),
        ("居民评价", "words"), ("活动内容", "words"), ("有什么想说的？", "words"),
        ("活动", "line"), ("时间", "line"), ("地点", "line"), ("电话", "line"), ("记录人", "line"),
        ("问题编号", "line"), ("什么时候", "line"), ("在什么地方", "line"), ("满意吗", "line"),
        ("签名", "signature"), ("居民签字", "signature"), ("盖章", "signature"),
    ],
)  # fmt: skip
def test_a_field_that_asks_for_words_is_told_from_one_that_asks_for_a_name(
    name: str, answer: str
) -> None:
    assert answer_to(name) == answer


@pytest.mark.parametrize(
    ("blanks", "name", "least_mm"),
    [
        ("活动, 时间, 地点, 做了什么, 居民的话, 签名", ("做了什么", "居民的话"), 18),
        ("活动, 时间, 签名, 您的意见和建议, 地点", ("您的意见和建议", "签名"), 40),
        ("时间, 地点", ("时间", "地点"), 9),
    ],
)
def test_a_card_is_filled_with_room_for_the_hand(
    blanks: str, name: tuple[str, str], least_mm: float, sandbox: Sandbox
) -> None:
    """Between the name of an answer and the next one: lines of 9 mm at the least, the first beside the
    name. The signature is last, wherever it stood."""
    text = f"kind: cards\ntitle: 反馈卡\ncopies: 1\nblanks: [{blanks}]\n"
    [done] = printed(sandbox, text)
    first, second = (boxes(done.pdf, part)[0][3] for part in name)
    assert first - second >= least_mm


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    ("title", "points"),
    [("意见卡", 21), ("党员社区活动反馈卡", 21), ("社区居民议事会年终意见征集卡", 15)],
)
def test_a_card_has_a_large_title_and_a_version_that_is_read(
    title: str, points: float, style: str, sandbox: Sandbox
) -> None:
    text = f"kind: cards\ntitle: {title}\nstyle: {style}\ncopies: 1\nblanks: [活动, 签名]\n"
    [done] = printed(sandbox, text)
    # on the card, below the name of the sheet in its margin
    title_on_card = max(found(done.pdf, title), key=lambda it: it[0][3] - it[0][1])
    left, _, right, _ = title_on_card[0]
    assert right - left >= points / MM * 0.85
    assert title_on_card[-1][1] == pytest.approx(title_on_card[0][1], abs=1.5), "on one line"
    assert tall(done.pdf, "版") >= 7 / MM * 0.8


@pytest.mark.parametrize("then", ["一周之内给您回话。", "没有笔请找值班的人。"])
def test_what_to_do_with_a_card_breaks_at_its_clauses(then: str, sandbox: Sandbox) -> None:
    first = "填好投进居委会门口的信箱，"
    [done] = printed(sandbox, f"kind: cards\ntitle: 卡\ncopies: 1\ntext: {first}{then}\n")
    upper, lower = boxes(done.pdf, first[:-1]), boxes(done.pdf, then[:-1])
    for line in (upper, lower):
        assert max(low for _, low, *_ in line) - min(low for _, low, *_ in line) < 2
    assert lower[0][0] == pytest.approx(upper[0][0], abs=1)


@pytest.mark.parametrize("thanks", ["谢谢。", "多谢您。"])
def test_a_word_of_thanks_is_no_line_of_its_own(thanks: str, sandbox: Sandbox) -> None:
    text = f"kind: cards\ntitle: 卡\ncopies: 1\ntext: 填好请投进居委会门口的意见箱，{thanks}\n"
    [done] = printed(sandbox, text)
    first, then = boxes(done.pdf, "填好"), boxes(done.pdf, thanks[:-1])
    assert then[0][0] > first[0][0] + 10


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("kind", ["cards", "roster-cards"])
def test_whom_to_ask_stands_on_one_line_with_the_number(
    kind: str, style: str, sandbox: Sandbox
) -> None:
    text = "from: 2026-11-30\nhouseholds: [101室, 102室]\n" if "roster" in kind else "copies: 1\n"
    name = kind.partition("-")[0]
    contact = "居委会 0371-6555 0100"
    places = (sandbox.root / "galleries/places.yml").read_text("utf-8")
    sandbox.write("galleries/places.yml", f"{places}contact: {contact}\n")
    [done] = printed(sandbox, f"kind: {name}\ntitle: 卡\nstyle: {style}\n{text}", kind)
    stands = boxes(done.pdf, contact)
    assert max(top for *_, top in stands) - min(bottom for _, bottom, *_ in stands) < 6
    assert tall(done.pdf, contact) > 2.8


@pytest.mark.parametrize(
    ("words", "door"),
    [("301", True), ("201 室", True), ("3-302", True), ("3号楼2单元1201室", True),
     ("何墨林", False), ("3号楼", False), ("读书角管理员", False), ("", False)],
)  # fmt: skip
def test_what_stands_on_a_door_plate_is_a_door(words: str, door: bool) -> None:
    assert is_door(words) is door


@pytest.mark.parametrize("style", STYLES)
def test_the_number_of_the_door_is_the_second_largest_thing(style: str, sandbox: Sandbox) -> None:
    text = (
        f"kind: door-plates\ntitle: 光荣之家\nstyle: {style}\nlines: ['{{谁}}', '{{门牌}} 室']\n"
        "rows:\n  - {谁: 何墨林, 门牌: 302}\n"
    )
    [done] = printed(sandbox, text)
    assert tall(done.pdf, "光荣之家") > tall(done.pdf, "室") > 1.5 * tall(done.pdf, "何墨林")
    assert tall(done.pdf, "302") > 40 / MM * 0.7, "digits of 40 pt"


@pytest.mark.parametrize(
    ("households", "until", "pages"),
    [(1, None, 1), (4, None, 1), (5, None, 1), (6, None, 1), (8, None, 2), (9, None, 2),
     (12, None, 2), (5, "2027-12-31", 2)],
)  # fmt: skip
def test_cards_of_a_roster_waste_no_sheet_where_lower_ones_hold_their_turns(
    households: int, until: str | None, pages: int, sandbox: Sandbox
) -> None:
    names = ", ".join(f"{n}01室" for n in range(1, households + 1))
    text = f"kind: roster\ntitle: 值班表\nfrom: 2026-11-30\nhouseholds: [{names}]\n"
    [done] = printed(sandbox, text + (f"until: {until}\n" if until else ""), "roster-cards")
    assert done.pages == pages
    assert len(decode_codes(done.pdf, 200)) == households


@pytest.mark.parametrize("style", STYLES)
def test_few_turns_are_larger_than_many_and_fill_the_sheet(style: str, sandbox: Sandbox) -> None:
    heights = []
    for count in (1, 2, 3, 6):
        rows = "".join(f"  - {{日期: 11月{n + 9}日, 门牌: {n}01}}\n" for n in range(1, count + 1))
        text = f"kind: roster\ntitle: 值班表\nstyle: {style}\nrows:\n{rows}"
        [done] = printed(sandbox, text, "roster")
        heights.append(tall(done.pdf, "101"))
        [lowest] = [bottom for _, bottom, *_ in boxes(done.pdf, f"{count}01")][:1]
        assert lowest < 200, "the last row stands in the lower half"
    assert heights == sorted(heights, reverse=True)
    assert heights[0] > 3 * heights[-1]


def test_turns_of_a_roster_are_planned_once_for_all_its_months(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned: list[Sheet] = []

    def counted(sheet: Sheet) -> list[Turn]:
        planned.append(sheet)
        return plan_turns(sheet)

    text = "kind: roster\ntitle: 表\nfrom: 2026-01-01\nuntil: 2026-12-31\nhouseholds: [甲, 乙]\n"
    sandbox.write("galleries/批/print.yml", text)
    plan = load(sandbox.site())
    [sheet] = [sheet for sheet in plan.community.sheets if sheet.kind == "roster"]
    monkeypatch.setattr(papers, "plan_turns", counted)
    brief = Brief(plan.community, plan.styles, plan.codes)
    assert len(list(papers.compose_roster(sheet, brief))) == 12
    assert len(planned) == 1


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("large", [False, True])
def test_no_word_of_a_name_is_broken_and_all_names_have_one_size(
    style: str, large: bool, sandbox: Sandbox
) -> None:
    names = ["Alexandra Konstantinova", "欧阳慕容阿卜", "王五", "赵六"]
    text = (
        f"kind: roster\ntitle: 值班表\nstyle: {style}\nfrom: 2026-12-07\nuntil: 2026-12-30\n"
        f"persons: [{', '.join(names)}]\n"
    )
    for paper in ("roster", "roster-cards"):
        [done] = printed(sandbox, text, paper, large=large)
        for word in "Konstantinova", "王五":
            stands = boxes(done.pdf, word)
            assert max(top for *_, top in stands) - min(low for _, low, *_ in stands) < 20
            assert [left for left, *_ in stands] == sorted(left for left, *_ in stands)
        if paper == "roster":
            assert tall(done.pdf, "五") == pytest.approx(tall(done.pdf, "六"), rel=0.2)


@pytest.mark.parametrize("style", STYLES)
def test_what_is_done_besides_the_usual_stands_out_below_it(style: str, sandbox: Sandbox) -> None:
    """And is still read after it; where nothing is usual the words stay as they are."""
    for duties, below in (("扫楼梯", True), ("扫楼梯{n}", False)):
        rows = "".join(
            f"  - {{日期: 11月{n}日, 做什么: {duties.format(n=n)}{'、换春联' if n == 3 else ''}}}\n"
            for n in range(1, 5)
        )
        text = f"kind: roster\ntitle: 值班表\nstyle: {style}\nrows:\n{rows}"
        [done] = printed(sandbox, text, "roster")
        usual = found(done.pdf, "扫楼梯")[2][0]
        besides = boxes(done.pdf, "换春联")[0]
        assert (besides[3] < usual[1]) is below


@pytest.mark.parametrize("style", STYLES)
def test_days_of_a_card_keep_apart_from_what_is_to_be_done(style: str, sandbox: Sandbox) -> None:
    """Further apart than one turn from the next."""
    names = ", ".join(f"{n}01室" for n in range(1, 6))
    text = (
        f"kind: roster\ntitle: 值班表\nstyle: {style}\nfrom: 2026-11-30\nuntil: 2027-02-07\n"
        f"households: [{names}]\ntext: 轮到的那一周理书、擦桌子。\n"
    )
    [done] = printed(sandbox, text, "roster-cards")
    first, second, duty = (boxes(done.pdf, it) for it in ("11月30日", "1月4日", "轮到"))
    between = first[0][1] - second[0][3]
    assert second[0][1] - duty[0][3] > between + 0.5
