"""`loudao export`: a list of a manifest as a workbook for WPS and Excel."""

from __future__ import annotations

from pathlib import Path

import click

from ..kinds import load_kinds
from ..model.problem import any_error
from ..store import write_bytes
from ..story.lists import export_lists, find_manifest, read_lists
from .options import config_option, open_site, stop

_OUT = Path("out")
"""Where PDFs for the printer go too: git and the site leave it alone."""


@click.command("export")
@click.argument("manifest", metavar="清单")
@click.option(
    "--to", "target", type=click.Path(dir_okay=False, path_type=Path), metavar="文件.xlsx",
    help="写到哪里；不写就是 out/名字.xlsx",
)  # fmt: skip
@config_option
def export_command(manifest: str, target: Path | None, config_file: Path) -> None:
    """把清单里的作品、住户、捐赠、名单写成表格（.xlsx），在 WPS、Excel 里改。

    改好了用 loudao import 导回来：表格改的写进清单，清单后来改的留着。“编号”那一列不要改。
    """
    site = open_site(config_file)
    kinds, _ = load_kinds(site.root / site.settings.kinds_dir)
    path, problems = find_manifest(site, manifest)
    stop(problems)
    assert path is not None
    read, problems = read_lists(site, kinds, path, site.shown(path))
    if read is None or any_error(problems):
        stop(problems)
        return
    data, lists, faults = export_lists(read)
    stop([*problems, *faults])
    target = target or _OUT / f"{read.sheet.id.replace('/', '-')}.xlsx"
    if target.suffix.lower() != ".xlsx":
        raise click.ClickException(f"{target} 不是 .xlsx，写成 {target.with_suffix('.xlsx')}")
    if target.exists() and target.read_bytes() != data:
        raise click.ClickException(
            f"{target} 已经有了，里面也许有还没导入的改动，没有盖掉它。"
            "先导入，再把它拿走；或者用 --to 换个名字"
        )
    write_bytes(target, data)
    counts = "，".join(f"{items.roll.label} {len(items.items)} 行" for items in lists)
    click.echo(f"写好了 {target}：{counts}。改好了运行 loudao import {target}")
    click.echo("表格里有清单里的姓名、号码，只在这台电脑上；发给别人以前想一想，用完删掉")
