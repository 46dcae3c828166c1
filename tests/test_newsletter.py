"""Newsletters: the lead and its picture, the days beside it, and whatever else staff put in."""

from __future__ import annotations

import pytest

from conftest import TODAY, Sandbox, print_sheets
from loudao.plan.made import Printed
from loudao.story.printing import PrintOptions
from pdf import in_order, marks_of, tallest_gap, text_of, words_of

MM = 72 / 25.4
STYLES = ("ink", "red", "fresh", "festival", "plain")
SENTENCE = "楼道里新挂了二十幅字画，邻居们下班回来都要停下来看一看。"
WHEN = "when: 2026-11-25 8:00-12:00\nwhere: [农行小区/3号楼]\n"
LONG = "花园社区第三季度居民议事与楼道文化建设工作简报暨冬至春节活动预告专刊特别合订本"


def newsletter(box: Sandbox, pages: list[tuple[str, str]], title: str = "简报") -> None:
    """Pages by what their front matter and their words say, and a newsletter of all of them."""
    for number, (front, body) in enumerate(pages):
        head = f"kind: notice\nboards: [east-gate]\n{front}"
        box.write(f"docs/n{number}.md", f"---\n{head}\n---\n{body}\n")
    names = ", ".join(f"n{number}" for number in range(len(pages)))
    box.write("galleries/批/print.yml", f"sheet: newsletter\ntitle: {title}\npages: [{names}]\n")


def printed(box: Sandbox, **options: object) -> Printed:
    """The newsletter that nothing is wrong with."""
    asked = PrintOptions(("newsletter",), **options)  # type: ignore[arg-type]
    result = print_sheets(box.with_address().site(), TODAY, asked)
    assert [str(problem) for problem in result.problems if problem.is_error] == []
    [order] = result.orders
    return order.printed


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize(
    ("pages", "title"),
    [
        ([("title: 停水通知\n" + WHEN, "请储水。")], "简报"),
        ([(f"title: 第{n}篇", SENTENCE * (n + 1)) for n in range(3)], LONG),
        ([(f"title: {'长' * 40}", (SENTENCE * 9 + "\n\n") * 6), ("title: 乙", SENTENCE)], "简报"),
        ([("title: 地址\n" + WHEN, "a" * 40), (f"title: {'B' * 40}", "- 甲\n- 乙")], "Z" * 40),
    ],
)  # fmt: skip
def test_whatever_staff_put_in_stands_on_its_paper(
    pages: list[tuple[str, str]], title: str, large: bool, style: str, sandbox: Sandbox
) -> None:
    newsletter(sandbox, pages, title)
    words = words_of(printed(sandbox, size="A4", large=large, style=style).pdf).replace(" ", "")
    titles = [front.partition("title: ")[2].partition("\n")[0] for front, _ in pages]
    assert in_order(words, title, *titles, "有话要说")


@pytest.mark.parametrize("count", [1, 2, 5, 12, 30])
def test_stories_are_read_in_the_order_of_the_manifest(count: int, sandbox: Sandbox) -> None:
    pages = [
        (f"title: 第{n}篇\n{WHEN if n % 3 == 0 else ''}", SENTENCE * (1 + n * 7 % 4))
        for n in range(count)
    ]
    newsletter(sandbox, pages)
    done = printed(sandbox)
    words = words_of(done.pdf)
    assert in_order(words, *(f"第{n}篇" for n in range(1, count)), "有话要说")
    assert words.count(SENTENCE[:11]) == sum(1 + n * 7 % 4 for n in range(count))
    assert done.pages <= max(1, count / 5)


@pytest.mark.parametrize("words", ["8:00—12:00", "0371-6555 0100", "3号楼", "前一天"])
def test_what_is_taken_in_at_once_is_not_broken_over_lines(words: str, sandbox: Sandbox) -> None:
    marked = f"**{words}**" if words == "前一天" else words
    body = "\n\n".join("甲" * n + f"，{marked}。" for n in range(14))
    newsletter(sandbox, [("title: 甲", "短。"), ("title: 乙", body)])
    assert text_of(printed(sandbox).pdf).count(words) == 14


@pytest.mark.parametrize(
    ("title", "consent", "shown"),
    [
        ("重阳笔会", "yes", True),
        ("春联征集", "{by: 本人, for: [简报]}", True),
        ("重阳笔会", "{by: 本人, for: [墙上, 网站]}", False),
        ("重阳笔会", "no", False),
        ("停水通知", "yes", False),
        ("电梯维修", "yes", False),
    ],
)
def test_lead_shows_a_work_of_its_place_that_may_be_in_a_newsletter(
    title: str, consent: str, shown: bool, sandbox: Sandbox
) -> None:
    sandbox.photo("galleries/春/a.jpg", (600, 300))
    sandbox.gallery(
        "春",
        "title: 春\nat: nonghang/3/2\nworks:\n"
        f"  - {{photo: a.jpg, title: 春山行舟, artist: 林望山, consent: {consent}}}\n",
    )
    newsletter(sandbox, [(f"title: {title}\nat: nonghang/3/2", "请来。")])
    done = printed(sandbox)
    assert bool(done.print.images) == shown
    assert ("春山行舟" in words_of(done.pdf)) == shown


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("dates", [0, 1, 3, 8])
@pytest.mark.parametrize("stories", [1, 3, 6, 12])
def test_pages_are_full_whatever_there_is_to_tell(
    stories: int, dates: int, large: bool, sandbox: Sandbox
) -> None:
    pages = [
        (
            f"title: 第{n}篇\n{WHEN if n < dates else ''}",
            "\n\n".join([SENTENCE * 3] * (2 + n * 5 % 3)),
        )
        for n in range(stories)
    ]
    newsletter(sandbox, pages)
    assert tallest_gap(printed(sandbox, size="A4", large=large, style="plain").pdf) < 0.2


@pytest.mark.parametrize("large", [False, True])
def test_table_longer_than_a_page_goes_on_overleaf(large: bool, sandbox: Sandbox) -> None:
    rows = "".join(f"| 第{n}户 | 8:00 |\n" for n in range(120))
    newsletter(sandbox, [("title: 甲", "短。"), ("title: 乙", "|户|时|\n|-|-|\n" + rows)])
    words = words_of(printed(sandbox, size="A4", large=large).pdf)
    assert in_order(words, *(f"第{n}户" for n in range(120)), "有话要说")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(("sentences", "free"), [(1, True), (3, True), (72, False)])
def test_what_little_news_leaves_free_is_for_the_neighbours_to_write_on(
    sentences: int, free: bool, style: str, sandbox: Sandbox
) -> None:
    newsletter(sandbox, [("title: 停水通知\n" + WHEN, SENTENCE * sentences)])
    done = printed(sandbox, size="A4", style=style)
    assert ("我有话说" in words_of(done.pdf)) == free
    if style == "plain":
        assert tallest_gap(done.pdf) < 0.2


@pytest.mark.parametrize("sentences", [72, 100, 160])
def test_one_paragraph_of_any_length_goes_on_overleaf(sentences: int, sandbox: Sandbox) -> None:
    newsletter(sandbox, [("title: 停水通知\n" + WHEN, SENTENCE * sentences)])
    done = printed(sandbox, size="A4")
    assert words_of(done.pdf).count("停下来看一看") == sentences and done.pages > 1


@pytest.mark.parametrize("title", ["重阳笔会的作品，上墙了", "甲" * 11, "甲" * 13, "甲" * 22])
def test_no_title_leaves_one_character_on_a_line(title: str, sandbox: Sandbox) -> None:
    pages = [("title: 短", SENTENCE * 4)] + [(f"title: {title}", SENTENCE * 6)] * 6
    newsletter(sandbox, pages)
    lines = text_of(printed(sandbox, size="A4").pdf).splitlines()
    assert not {title[-1], title[:1]} & {line.strip() for line in lines}


@pytest.mark.parametrize("number", ["46", "1,200", "88,000"])
def test_what_an_account_comes_to_is_never_broken(number: str, sandbox: Sandbox) -> None:
    figures = f"参加 {number} 人；服务 {number} 小时；清出通道 {number} 米"
    sandbox.write("docs/a.md", "---\nkind: notice\ntitle: 短\n---\n短。\n")
    for n in range(5):
        head = f"kind: report\ntitle: 扫雪{n}\nwhen: 2026-11-{10 + n}\nfigures: {figures}"
        sandbox.write(f"docs/r{n}.md", f"---\n{head}\n---\n{SENTENCE}\n")
    pages = "[a, r0, r1, r2, r3, r4]"
    sandbox.write("galleries/批/print.yml", f"sheet: newsletter\ntitle: 简报\npages: {pages}\n")
    text = text_of(printed(sandbox, size="A4").pdf)
    assert text.count(f"服务 {number} 小时") == 5


@pytest.mark.parametrize("name", ["农行小区", "东门宣传栏"])
def test_no_line_ends_within_the_name_of_a_place(name: str, sandbox: Sandbox) -> None:
    body = "\n\n".join("甲" * n + f"在{name}，乙乙。" for n in range(16))
    newsletter(sandbox, [("title: 甲", "短。"), ("title: 乙", body)])
    assert text_of(printed(sandbox, size="A4").pdf).count(f"{name}，") == 16


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("count", [2, 3, 4])
def test_few_stories_stand_side_by_side_and_none_goes_on_beside_another(
    count: int, style: str, sandbox: Sandbox
) -> None:
    said = "甲乙丙丁"[:count]
    stories = [(f"title: {it * 3}", f"{it * 9}。" * (5 + 2 * n)) for n, it in enumerate(said)]
    newsletter(sandbox, [("title: 头条", SENTENCE * 8), *stories])
    marks = [it for it in marks_of(printed(sandbox, size="A4", style=style).pdf) if it.text in said]
    for it in said:
        own = [mark.left for mark in marks if mark.text == it]
        assert max(own) - min(own) < 92 * MM, "in one column"


@pytest.mark.parametrize("gathers", [False, True])
@pytest.mark.parametrize("sentences", [1, 30])
def test_what_the_days_beside_it_tell_an_article_does_not_tell_again(
    gathers: bool, sentences: int, sandbox: Sandbox
) -> None:
    """Only an issue that gathers its news is ever short of what it tells twice."""
    sandbox.write(
        "docs/r.md", f"---\nkind: report\ntitle: 扫雪\nwhen: 2026-11-15\n---\n{SENTENCE * 9}\n"
    )
    body = "先储水。\n\n" + SENTENCE * sentences
    head = (
        "kind: notice\ntitle: 停水通知\nboards: [east-gate]\nfrom: 2026-11-20\nuntil: 2026-11-25\n"
    )
    sandbox.write("docs/n.md", f"---\n{head}{WHEN}who: 居委会 0371-6555 0100\n---\n{body}\n")
    chosen = "from: 2026-11-01\nuntil: 2026-11-30\n" if gathers else "pages: [r, n]\n"
    sandbox.write("galleries/批/print.yml", f"kind: newsletter\ntitle: 简报\n{chosen}")
    words = words_of(printed(sandbox, size="A4").pdf)
    assert words.count("8:00—12:00") == 1 and "时间" not in words
    assert words.count("农行小区") == 1, "where is told in the article alone"
    assert in_order(words, "找谁", "0371-65550100", "先储水")
    if "全文请扫码" in words:
        assert gathers and words.count(SENTENCE) == 9
    else:
        assert words.count(SENTENCE) == 9 + sentences
