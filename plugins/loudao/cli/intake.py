"""`loudao import`: documents of Word and WPS as pages to go on with."""

from __future__ import annotations

from pathlib import Path

import click

from ..manifest.word import WordPage, read_document
from ..model.problem import Mark, Problem
from ..model.scalars import slug
from ..model.site import Site
from ..store import write_bytes, write_text
from .options import config_option, open_site, stop

_OTHERS = {
    ".doc": "在 Word 或 WPS 里打开，另存为 .docx",
    ".wps": "在 WPS 里打开，另存为 .docx",
    ".rtf": "在 Word 或 WPS 里打开，另存为 .docx",
    ".pdf": "找到当初的 Word 文件；只有 PDF 就把字复制到网页里",
    ".xlsx": "名单不用导入：放在清单旁边，写 list: 文件名",
    ".xls": "名单不用导入：放在清单旁边，写 list: 文件名",
}


@click.command("import")
@click.argument(
    "documents", metavar="文件.docx…", nargs=-1, required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)  # fmt: skip
@click.option("--to", "folder", default="notices", show_default=True, help="放进 docs 的哪个文件夹")
@config_option
def import_command(documents: tuple[Path, ...], folder: str, config_file: Path) -> None:
    """把 Word、WPS 的通知（.docx）变成网页：标题、段落、表格、图片都带过来。

    新建的网页是通知，改一改开头的宣传栏和日期就能印。已有的网页不会被盖掉。
    """
    site = open_site(config_file)
    problems: list[Problem] = []
    for path in documents:
        problems += _take_in(path, site, folder)
    stop(problems)


def _take_in(path: Path, site: Site, folder: str) -> list[Problem]:
    mark = Mark(str(path))
    if path.suffix.lower() in _OTHERS:
        return [Problem(mark, "只认 .docx", _OTHERS[path.suffix.lower()])]
    stem = slug(path.stem)
    target = (site.docs / folder / f"{stem}.md").resolve()
    if not target.is_relative_to(site.docs.resolve()):
        return [Problem(mark, f"--to {folder} 不在 docs 里", "写 docs 里面的文件夹，例如 notices")]
    page, problems = read_document(path.read_bytes(), str(path), stem)
    if page is None:
        return problems
    taken = [target, *(target.with_name(name) for name in page.images)]
    there = next((other for other in taken if other.exists()), None)
    if there:
        what = f"{site.shown(there)} 已经有了，没有盖掉它"
        return [*problems, Problem(mark, what, "给文档换个名字，或者先把那个网页拿走")]
    for name, data in page.images.items():
        write_bytes(target.with_name(name), data)
    write_text(target, _front(page, path) + page.text)
    click.echo(f"新建了 {site.shown(target)}。看一遍，改好开头的宣传栏和日期，再运行 loudao check")
    return problems


def _front(page: WordPage, path: Path) -> str:
    title = (page.title or path.stem).replace("'", "''")
    return (
        "---\n"
        "kind: notice\n"
        f"title: '{title}'\n"
        "# 下面三行是例子：去掉行首的 #，改成你们的\n"
        "# boards: [东门宣传栏]\n"
        "# from: 2026-11-21\n"
        "# until: 2026-11-25\n"
        "---\n\n"
    )
