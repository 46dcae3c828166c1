"""`loudao print` and `loudao proof`: files for the printer, and codes that can be read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ..compose.sizes import PROFILES, SIZE_MM, Size
from ..console import parse_today
from ..model.site import Site
from ..plan.codes import trial_address_problems
from ..press.proof import Proof, proof_pdf
from ..store import write_bytes
from ..story.printing import PrintOptions, PrintResult, print_sheets, record_printed
from .options import (
    Named,
    config_option,
    frozen_option,
    jobs_option,
    keep_going_option,
    open_site,
    open_workshop,
    stop,
    today_option,
)  # fmt: skip


@click.command("print")
@click.argument("selectors", nargs=-1, metavar="[哪些]...")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("out"),
    show_default=True,
    help="PDF 写到哪个文件夹",
)
@click.option("--size", type=Named(list(SIZE_MM)), help="海报和牌子印多大；不写就照清单")
@click.option(
    "--profile",
    type=Named({name: profile.label for name, profile in PROFILES.items()}),
    default="office",
    show_default=True,
    help="怎么印：office 办公打印、offset 胶印、inkjet 写真、banner 喷绘",
)
@click.option(
    "--paper",
    type=Named(("A4", "A3")),
    default="A3",
    show_default=True,
    help="办公打印机最大的纸；再大的拼起来",
)
@click.option("--copies", type=click.IntRange(1, 9999), help="每种几份；不写就是贴几处印几份")
@click.option("--style", help="这一次全用这个样式")
@click.option(
    "--large",
    is_flag=True,
    help="大字版，给老人看：换大一号的纸，字都大四成；要裁开的还用原来的纸，一张少几个；"
    "写了 --size 就用那种纸，只放大正文，一张放不下就分几张",
)
@click.option(
    "--light",
    is_flag=True,
    help="省墨：大片红底改成白底红字，海报、挂牌、值班表、简报都一样（样式 red 有）",
)
@click.option("--merge", is_flag=True, help="合成一个 PDF，小张的拼在一页")
@click.option("--changed", is_flag=True, help="只印和上次不一样的")
@click.option("--draft", is_flag=True, help="印样张看看：不登记短码，不记进 printed.yml")
@today_option
@config_option
@keep_going_option
@frozen_option
@jobs_option
def print_command(
    selectors: tuple[str, ...],
    out: Path,
    size: Size | None,
    profile: str,
    paper: Size,
    copies: int | None,
    style: str | None,
    large: bool,
    light: bool,
    merge: bool,
    changed: bool,
    draft: bool,
    today: str | None,
    config_file: Path,
    keep_going: bool | None,
    frozen: bool | None,
    jobs: int | None,
) -> None:
    """做出要印的 PDF 和一张工单，印前检查每个短码，记下印了什么。

    哪些：all、类别（gallery、notice、plate……）、poster、labels、地点（农行小区/3号楼）、
    宣传栏（东门宣传栏）、标题或标题里的几个字（停电）。不写就是图录、布展图以外的全部。
    """
    site = open_site(config_file, keep_going=keep_going, frozen=frozen, jobs=jobs)
    how = PROFILES[profile]
    options = PrintOptions(
        selectors, how, size, style, large, paper, copies, merge, changed, draft, light
    )
    stop([] if draft else trial_address_problems(site, severe=True))
    _print(site, parse_today(today), options, out)


def _print(site: Site, day: date, options: PrintOptions, out: Path) -> None:
    result = print_sheets(site, day, open_workshop(site), options)
    _write(result, out)
    problems = list(result.problems)
    if result.files:
        problems += record_printed(site, result, day, options)
    stop(problems)
    if not result.files and not result.unchanged:
        raise click.ClickException("现在没有该上墙的东西；过期的写上标题就能印")


def _write(result: PrintResult, out: Path) -> None:
    for name, path in result.files:
        target = out / f"{name}.pdf"
        write_bytes(target, path.read_bytes())
        click.echo(target)
    for name in result.refused:
        target = out / f"{name}.pdf"
        if target.exists():
            target.unlink()
            click.echo(f"删掉了以前印的 {target}：这次没有印成", err=True)
    if result.unchanged:
        click.echo(f"{result.unchanged} 种和上次印的一样，不用再印")


@click.command("proof")
@click.argument(
    "pdfs", metavar="文件.pdf…", nargs=-1, required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)  # fmt: skip
@click.option("--distance", type=click.FloatRange(0.05, 50), help="从几米外扫；不写就是边长的十倍")
def proof_command(pdfs: tuple[Path, ...], distance: float | None) -> None:
    """印前检查：像打印机那样印出来，像手机那样拍下来，看 PDF 里的每个短码扫不扫得到。

    印成 300 和 150 dpi，正对和斜着 15°、30° 拍，沾上最要命的两块手印（各占一成）再拍；
    量边长、小方格、空白和反差。字印到纸边上、印在短码上、和别的字印在一起的也指出来。
    """
    sound = True
    for pdf in pdfs:
        try:
            proof = proof_pdf(pdf, distance)
        except (RuntimeError, OSError) as error:
            raise click.ClickException(f"{pdf} 打不开，不是 PDF 或者坏了（{error}）") from error
        sound = _show(pdf, proof) and sound
    if not sound:
        raise SystemExit(1)


def _show(pdf: Path, proof: Proof) -> bool:
    """Says every verdict; whether all are good. A PDF without a code has nothing to prove."""
    click.echo(f"{pdf}：{proof.pages} 页，{len(proof.codes)} 个短码")
    for code in proof.codes:
        mark = "✓" if code.sound else "×"
        click.echo(f"  {mark} 第 {code.page} 页 {code.text}")
        click.echo(
            f"    边长 {code.side_mm} 毫米，小方格 {code.module_mm} 毫米"
            f"（300 dpi 打印 {code.dots} 点），"
            f"反差 {code.contrast:.0%}，{code.metres:g} 米外"
        )
        for fault in code.faults:
            click.echo(f"    {fault}")
    for words in proof.words:
        click.echo(f"  × {words.told}")
    return proof.sound
