"""`loudao import`: documents of Word and WPS as pages to go on with, tables into manifests."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ..console import parse_today
from ..kinds import load_kinds
from ..manifest.roll.given import Saved, read_saved
from ..manifest.text import decode
from ..manifest.word import WordPage, read_document
from ..manifest.workbook import WORKBOOKS
from ..model.problem import Mark, Problem, any_error
from ..model.scalars import slug
from ..model.site import Site
from ..store import write_bytes, write_text
from ..story.importing import Imported, ImportOptions, import_lists
from ..story.lists import Manifest, find_manifest, read_lists
from .options import config_option, open_site, open_workshop, stop, today_option

_TABLES = (".csv", *WORKBOOKS)

_OTHERS = {
    ".doc": "在 Word 或 WPS 里打开，另存为 .docx",
    ".wps": "在 WPS 里打开，另存为 .docx",
    ".rtf": "在 Word 或 WPS 里打开，另存为 .docx",
    ".pdf": "找到当初的 Word 文件；只有 PDF 就把字复制到网页里",
}


@click.command("import")
@click.argument(
    "documents", metavar="文件…", nargs=-1, required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)  # fmt: skip
@click.option(
    "--to", "folder", default="notices", show_default=True, help="通知放进 docs 的哪个文件夹"
)
@click.option("--into", metavar="清单", help="表格写进哪份清单；loudao export 导出的不用写")
@click.option("--remove", is_flag=True, help="表格里删掉的行，清单里也删掉")
@click.option("--retire", is_flag=True, help="删掉的作品印过短码，短码一起停用")
@click.option("--overwrite", is_flag=True, help="手工做的表格和清单不一样的，用表格的")
@click.option("--dry-run", is_flag=True, help="只说会改什么，不写")
@today_option
@config_option
def import_command(
    documents: tuple[Path, ...], folder: str, into: str | None, today: str | None,
    config_file: Path, **allowed: bool,
) -> None:  # fmt: skip
    """把 Word、WPS 的通知（.docx）变成网页，把表格（.xlsx、.csv）导进清单。

    通知：标题、段落、表格、图片都带过来，改一改开头的宣传栏和日期就能印。已有的网页不会被盖掉。

    表格：loudao export 导出的，改过的格子、新加的行写进清单，清单后来改的留着；两边改了同一格，
    两个值都说出来，什么也不写。删掉的行只列出来，加 --remove 才删。

    手工做的表格用 --into 说写进哪份清单：新的行加进去，不一样的格子列出来，加 --overwrite 才改。
    """
    site = open_site(config_file)
    problems: list[Problem] = []
    for path in documents:
        if path.suffix.lower() in _TABLES:
            done = _import_table(path, into, site, parse_today(today), ImportOptions(**allowed))
            problems += done
        else:
            problems += _take_in(path, site, folder)
    stop(problems)


def _import_table(
    path: Path, into: str | None, site: Site, today: date, options: ImportOptions
) -> list[Problem]:
    saved, problems = _read_table(path)
    word = into or (saved.exported.manifest if saved and saved.exported else "")
    if saved is None or any_error(problems):
        return problems
    if not word:
        what = "不是 loudao export 导出的，不知道写进哪份清单"
        remedy = "加 --into 文件夹的名字；只想照着印，就放在清单旁边，写 list: 文件名"
        return [*problems, Problem(Mark(str(path)), what, remedy)]
    manifest, faults = _manifest(word, saved, path, site)
    if manifest is None or any_error(faults):
        return [*problems, *faults]
    kinds, _ = load_kinds(site.root / site.settings.kinds_dir)
    done = import_lists(
        site, kinds, manifest, saved, str(path), options, today, open_workshop(site)
    )
    _tell(done, manifest.shown, options)
    return [*problems, *faults, *done.problems]


def _read_table(path: Path) -> tuple[Saved | None, list[Problem]]:
    data = path.read_bytes()
    if path.suffix.lower() in WORKBOOKS:
        return read_saved(data, str(path))
    # WPS saves a CSV as GBK, which is no fault of anybody's
    text, problems = decode(data, str(path))
    if text is None:
        return None, problems
    return read_saved(text.text, str(path))


def _manifest(
    word: str, saved: Saved, path: Path, site: Site
) -> tuple[Manifest | None, list[Problem]]:
    """The manifest that the table goes into; not another than it came from."""
    there, problems = find_manifest(site, word)
    if there is None:
        return None, problems
    shown = site.shown(there)
    origin = saved.exported.manifest if saved.exported else shown
    if origin != shown and (site.root / origin).exists():
        what = f"这个表格是从 {origin} 导出的，不是 {shown}"
        return None, [Problem(Mark(str(path)), what, f"写 --into {origin}，或者不写 --into")]
    kinds, _ = load_kinds(site.root / site.settings.kinds_dir)
    return read_lists(site, kinds, there, shown)


def _tell(done: Imported, shown: str, options: ImportOptions) -> None:
    failed = any_error(done.problems)
    for line in () if failed else done.lines:
        click.echo(line)
    if failed:
        click.echo(f"{shown} 没有动：先照下面说的改好", err=True)
    elif not done.lines:
        click.echo(f"{shown} 没有要改的")
    elif options.dry_run:
        click.echo(f"{shown} 会改 {len(done.lines)} 处，现在没有写")
    else:
        click.echo(f"{shown} 改了 {len(done.lines)} 处。再运行 loudao check")
    if done.codes:
        click.echo(f"停用了短码 {'、'.join(done.codes)}")


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
