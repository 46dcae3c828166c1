"""Files in docs/ that go onto the site as they are: read for personal data, whatever they are; and
those that nobody meant to publish."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TODAY, Sandbox
from loudao.manifest.packed import lines_of_packed
from loudao.plugin.engine import build_site
from test_worksheets import HEAD, workbook

ROLL = "石万山 身份证 110101199003074514 手机 13812345678"
ID, PHONE = "身份证号“1101**********4514”不能公开", "手机号“138****5678”不能公开"


def problems(box: Sandbox, below: str) -> list[str]:
    return [str(p).removeprefix(below) for p in box.plan().problems if str(p).startswith(below)]


def link(box: Sandbox, name: str) -> None:
    box.write("docs/notices/页.md", f"# 页\n\n[看]({name})\n")


def docx(*paragraphs: str, part: str = "word/document.xml") -> bytes:
    """Each paragraph in runs of four characters, as Word breaks what somebody went over."""
    body = ""
    for text in paragraphs:
        runs = (text[n : n + 4] for n in range(0, len(text), 4))
        body += "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/settings.xml", "<w:settings/>")
        archive.writestr(part, f"<w:document>{body}</w:document>")
    return data.getvalue()


RAW = [".html", ".json", ".xml", ".svg", ".geojson", ".rst", ".page", ""]
LINKED = [".yml", ".yaml", ".md.bak", ".log", ".py", ".txt", ".csv", ".tsv", ".vcf", ".old", ".md~"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("ending", RAW + LINKED)
def test_whatever_is_text_and_published_is_read(
    ending: str, encoding: str, sandbox: Sandbox
) -> None:
    name = f"名册{ending}"
    sandbox.write(f"docs/notices/{name}", f"名册：\n<p>{ROLL}</p>\n".encode(encoding))
    if ending in LINKED:
        link(sandbox, name)
    told = [line for line in problems(sandbox, f"docs/notices/{name}:2:") if "不能公开" in line]
    assert [ID in told[0], PHONE in told[1]] == [True, True]


@pytest.mark.parametrize("ending", [".js", ".css"])
def test_numbers_of_programs_are_nobodys(ending: str, sandbox: Sandbox) -> None:
    sandbox.write(f"docs/notices/a{ending}", f"/* {ROLL} */\n")
    assert problems(sandbox, "docs/notices/a") == []


@pytest.mark.parametrize(
    ("ending", "told"),
    [
        *((e, "像是备份，没有放到网上。用不着就删掉；要留着，放到 docs 外面")
          for e in (".md.bak", ".old", ".orig", ".tmp", ".wbk", ".md~", ".BAK")),
        *((e, "不是给居民看的文件，没有放到网上。清单和表格放在 galleries 里；别的拿到 docs 外面")
          for e in (".yml", ".yaml", ".log", ".py", ".sql", ".ini")),
        *((e, "不是网页，也没有网页链接它，没有放到网上。"
              f"要给人下载，就在网页里写 [名册](名册{e})") for e in (".xlsm", ".ods", ".vcf")),
    ],
)  # fmt: skip
def test_what_nobody_meant_to_publish_is_told_and_left_out(
    ending: str, told: str, sandbox: Sandbox
) -> None:
    sandbox.write(f"docs/notices/名册{ending}", ROLL)
    assert problems(sandbox, "docs/notices/名册") == [f"{ending}:1:1: 提醒：{told}"]


@pytest.mark.slow
def test_what_is_left_out_is_on_no_site_and_what_is_linked_is(sandbox: Sandbox) -> None:
    for name in ("名册.yml", "名册.md.bak", "名册.md~", "给人的.yml"):
        sandbox.write(f"docs/notices/{name}", "姓名: 王\n")
    link(sandbox, "给人的.yml")
    site = Path(build_site(sandbox.config, None, TODAY.isoformat(), {})) / "notices"
    assert sorted(p.name for p in site.glob("*名册*")) == []
    assert (site / "给人的.yml").is_file()


def test_what_the_site_excludes_is_not_told_of(sandbox: Sandbox) -> None:
    sandbox.write("docs/notices/名册.json", ROLL)
    sandbox.write("docs/notices/名册.bak", ROLL)
    assert problems(sandbox, "docs/notices/名册") != []
    config = sandbox.config.read_text("utf-8")
    sandbox.config.write_text(config + "exclude_docs: |\n  名册.*\n", "utf-8")
    assert problems(sandbox, "docs/notices/名册") == []


@pytest.mark.parametrize(
    ("name", "hidden"), [("Sheet2", ()), ("Sheet2", ("Sheet2",)), ("loudao", ("loudao",))]
)
@pytest.mark.parametrize("below", [0, 50])
def test_every_worksheet_of_a_linked_workbook_is_read(
    name: str, hidden: tuple[str, ...], below: int, sandbox: Sandbox
) -> None:
    blank: list[list[object]] = [["段", n] for n in range(below)]
    data = workbook(
        {"分工": [HEAD, ["王", 1]], name: [*blank, ["段小梅", "110101199003074514"]]}, hidden
    )
    sandbox.write("docs/notices/分工.xlsx", data)
    link(sandbox, "分工.xlsx")
    [told] = problems(sandbox, "docs/notices/分工.xlsx")
    assert f":{below + 1}:2: {ID}" in told


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/header1.xml", "word/comments.xml", "word/footnotes.xml"]
)
@pytest.mark.parametrize("ending", [".docx", ".docm"])
def test_every_part_of_a_linked_document_is_read(ending: str, part: str, sandbox: Sandbox) -> None:
    sandbox.write(f"docs/notices/分工{ending}", docx("分工", ROLL, part=part))
    link(sandbox, f"分工{ending}")
    told = problems(sandbox, f"docs/notices/分工{ending}:2:1: ")
    assert [ID in line or PHONE in line for line in told] == [True, True]
    sandbox.write(f"docs/notices/分工{ending}", docx("分工", "石*山", part=part))
    assert problems(sandbox, "docs/notices/分工") == []


@pytest.mark.parametrize(
    ("ending", "way"),
    [
        (".doc", "另存为 .docx 或者 PDF"), (".wps", "另存为 .docx 或者 PDF"),
        (".ofd", "另存为 .docx 或者 PDF"), (".zip", "拆开来一个一个放"),
    ],
)  # fmt: skip
def test_what_cannot_be_looked_into_is_told(ending: str, way: str, sandbox: Sandbox) -> None:
    sandbox.write(f"docs/notices/分工{ending}", b"\xd0\xcf\x11\xe0\0\0\xff\xfe")
    link(sandbox, f"分工{ending}")
    assert problems(sandbox, "docs/notices/分工") == [
        f"{ending}:1:1: 提醒：里面有没有身份证号、电话，查不了，照样放到了网上。"
        f"自己看一遍；{way}，就会查"
    ]


def test_a_real_document_of_a_workbook_program_is_read(sandbox: Sandbox) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["姓名", "证件"])
    book.create_chartsheet("图")
    book.create_sheet("藏").append(["段小梅", "110101199003074514"])
    book.save(sandbox.root / "docs/分工.xlsm")
    sandbox.write("docs/页.md", "[看](分工.xlsm)\n")
    [told] = problems(sandbox, "docs/分工.xlsm")
    assert ID in told


@pytest.mark.parametrize("head", ["电话", "电话2", "ID", "证件 no", "1", "证件："])
def test_a_heading_hides_no_number_below_it(head: str, sandbox: Sandbox) -> None:
    sandbox.write(
        "docs/notices/分工.xlsx", workbook({"一": [["谁", head], ["段", "110101199003074514"]]})
    )
    link(sandbox, "分工.xlsx")
    assert [ID in line for line in problems(sandbox, "docs/notices/分工.xlsx")] == [True]


@pytest.mark.parametrize("name", ["名册.txt", "名册.json", "名册.csv"])
def test_a_number_in_a_file_may_be_public_as_the_remedy_says(name: str, sandbox: Sandbox) -> None:
    sandbox.write(f"docs/notices/{name}", "值班 13812345678\n")
    link(sandbox, name)
    [told] = problems(sandbox, f"docs/notices/{name}")
    allowed = '{"13812345678": 为什么可以公开}'
    assert told.endswith(f"本人同意公开就在 mkdocs.yml 的 loudao 下面写 public: {allowed}")
    config = sandbox.config.read_text("utf-8")
    with_public = config.replace("loudao]", f"{{loudao: {{public: {allowed}}}}}]")
    sandbox.config.write_text(with_public, "utf-8")
    assert problems(sandbox, f"docs/notices/{name}") == []


@given(st.integers(0, 400), st.binary(min_size=1, max_size=60))
def test_a_damaged_document_is_read_as_far_as_it_can_be(at: int, torn: bytes) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w:p><w:t>" + "分工" * 99 + "</w:t></w:p>")
    whole = data.getvalue()
    broken = whole[:at] + torn + whole[at + len(torn) :]
    assert all(number >= 1 for number, _ in lines_of_packed(broken))


def test_where_a_picture_is_put_is_no_number_of_anybodys(sandbox: Sandbox) -> None:
    put = (
        "<wp:positionH><wp:posOffset>1828800</wp:posOffset></wp:positionH><wp:positionV>"
        "<wp:posOffset>9525</wp:posOffset></wp:positionV><wp14:pctWidth>0</wp14:pctWidth>"
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", f"<w:p>{put}<w:t>分工</w:t></w:p>")
        archive.writestr("docProps/app.xml", "<Pages>1</Pages><Words>38001</Words><C>38001</C>")
    sandbox.write("docs/notices/分工.docx", data.getvalue())
    link(sandbox, "分工.docx")
    assert problems(sandbox, "docs/notices/分工") == []


@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".pptx", ".odt"])
def test_what_has_a_password_is_told(ending: str, sandbox: Sandbox) -> None:
    """A locked document is no zip any more, but a container of older days."""
    locked = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4_000)
    sandbox.write(f"docs/notices/分工{ending}", locked)
    link(sandbox, f"分工{ending}")
    assert problems(sandbox, f"docs/notices/分工{ending}") == [
        ":1:1: 提醒：里面有没有身份证号、电话，查不了，照样放到了网上。"
        "自己看一遍；有密码就去掉密码再存一次，就会查"
    ]
