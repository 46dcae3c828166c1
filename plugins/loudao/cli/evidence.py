"""The command of a kind whose sheets have to hang for some days: evidence made and checked."""

from __future__ import annotations

import os
from pathlib import Path

import click

from ..console import parse_today
from ..kinds import load_kinds
from ..kinds.kind import Kind
from ..model.problem import Problem
from ..plan.evidence import Evidence
from ..plan.names import identities_called
from ..plan.plan import Plan, make_plan
from ..press.sums import sum_of
from ..story.bundle import make_bundle
from ..story.verifying import verify_bundle, write_bundle
from .options import config_option, open_site, open_workshop, report, stop, today_option

_SITE_KINDS = Path("kinds")
"""Of the site in whose folder one stands: its own kinds may keep evidence too."""

_MOST_NAMED = 6
"""Things that one line lists."""


def kinds_with_evidence() -> list[Kind]:
    """Those that have a command of their name."""
    kinds, _ = load_kinds(_SITE_KINDS)
    return [kind for kind in kinds if kind.terms]


def evidence_group(name: str) -> click.Group | None:
    """The command that is called by a kind's name or its label; None where no kind keeps any."""
    called = (kind for kind in kinds_with_evidence() if name in (kind.name, kind.label))
    kind = next(called, None)
    if kind is None:
        return None
    said = f"{kind.label}在墙上的证据：bundle 做成一份，verify 查改没改过。"
    commands = [bundle_command, verify_command]
    return click.Group(kind.name, commands, help=said, context_settings={"obj": kind})


@click.command("bundle")
@click.argument("sheet", metavar="哪一张")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("out"),
    show_default=True,
    help="写到哪个文件夹，或者写明 PDF 的名字",
)
@today_option
@config_option
@click.pass_obj
def bundle_command(kind: Kind, sheet: str, out: Path, today: str | None, config_file: Path) -> None:
    """做一份证据：贴的是哪一版、哪天贴哪天取、数了几天、照片，和每个文件的 SHA-256。

    照片放进 evidence 里这一张的文件夹：贴上的放“贴上”，取下的放“取下”；
    loudao round 看过的自己留下。
    旁边还有一个同名的文件夹，里面是一样的文件。
    """
    site = open_site(config_file)
    workshop = open_workshop(site)
    plan = make_plan(site, parse_today(today), workshop)
    one = _evidence_of(plan, kind, sheet)
    bundle = make_bundle(plan, one, workshop)
    target = out if out.suffix.lower() == ".pdf" else out / f"{bundle.name}.pdf"
    _refuse_public(target, plan)
    folder, strangers = write_bundle(bundle, target)
    if strangers:
        listed = "、".join(strangers[:_MOST_NAMED])
        raise click.ClickException(
            f"{folder} 里有别的文件：{listed}。拿走，或者用 --out 换一个地方"
        )
    click.echo(target)
    click.echo(f"{folder}{os.sep}")
    click.echo(f"整个 PDF 的 SHA-256 是 {sum_of(bundle.pdf)}，写进会议记录，以后拿来对")
    report([*_about(one, plan), *bundle.problems])


def _evidence_of(plan: Plan, kind: Kind, words: str) -> Evidence:
    """That of the sheet which staff call so; what else ends the command."""
    titles = {s.identity: s.fields.title for s in plan.community.sheets if s.kind == kind.name}
    found = identities_called(words, titles, plan.community.network)
    if not found:
        stop([problem for problem in plan.problems if problem.is_error])
        raise click.ClickException(f"没有叫“{words}”的{kind.label}")
    if len(found) > 1:
        listed = "、".join(f"{name}（{titles[name]}）" for name in found[:_MOST_NAMED])
        raise click.ClickException(
            f"叫“{words}”的{kind.label}有 {len(found)} 个：{listed}。写清楚是哪一个"
        )
    one = plan.evidence.get(found[0])
    if one is None or plan.record is None:
        stop(plan.problems if plan.record is None else [])
        title = titles[found[0]]
        raise click.ClickException(
            f'“{title}”还没有证据：先印出来（loudao print "{title}"），贴好以后拍张照片'
            "（loudao round 照片）"
        )
    if one.noted is None:
        report(_about(one, plan))
        raise click.ClickException(f"{plan.site.shown(one.folder)} 里的记录读不出来，改好再做")
    return one


def _about(one: Evidence, plan: Plan) -> list[Problem]:
    """What is wrong with it, of all that is wrong with the site."""
    below, page = f"{plan.site.shown(one.folder)}/", one.sheet.marks.path
    return [p for p in plan.problems if p.mark.path == page or p.mark.path.startswith(below)]


def _refuse_public(target: Path, plan: Plan) -> None:
    """Photos of a wall show faces: no site is to have them."""
    whole = target.resolve()
    for folder in (plan.site.docs, plan.site.galleries):
        if whole.is_relative_to(folder.resolve()):
            raise click.ClickException(
                f"{folder.name} 里的会放到网上，证据不能写在那里。换一个 --out"
            )


@click.command("verify")
@click.argument("pdf", metavar="文件.pdf", type=click.Path(path_type=Path))
def verify_command(pdf: Path) -> None:
    """查一份证据改没改过：PDF 的每一个字节、里面的每一个附件、旁边文件夹里的每一个文件。

    没有改过以 0 结束；改过、少了、多了、改了名的一个一个说出来，以 1 结束。
    """
    found = verify_bundle(pdf)
    for fault in found.faults:
        click.echo(f"× {fault}")
    if found.faults:
        raise SystemExit(1)
    click.echo(f"✓ {pdf.name}：没有改过，{found.files} 个附件都对")
    if found.beside is not None:
        click.echo(f"✓ {pdf.stem}{os.sep}：{found.beside} 个文件都对")
    click.echo(f"整个 PDF 的 SHA-256 是 {found.digest}，和会议记录里的对一对")
