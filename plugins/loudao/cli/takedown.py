"""`loudao takedown`: what somebody asks to be shown no more, gone from everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from ..console import parse_today
from ..model.problem import Problem, any_error
from ..model.site import Site
from ..plan.plan import Plan, make_plan
from ..plan.taken import Taken, find_taken, mentions
from ..story.clean import clean_all, clean_unused
from ..story.publishing import PublishOptions, publish
from ..story.takedown import hanging, printed_files, take_down
from .options import config_option, open_site, open_workshop, report, today_option


@click.command("takedown")
@click.argument("words", metavar="作品、照片或者人名")
@click.option("--reason", required=True, metavar="为什么", help="记在清单里，不公开")
@click.option("--yes", is_flag=True, help="不再问")
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("out"), show_default=True,
    help="印好的 PDF 在哪个文件夹",
)  # fmt: skip
@today_option
@config_option
def takedown_command(
    words: str, reason: str, yes: bool, out: Path, today: str | None, config_file: Path
) -> None:
    """本人或家属要求撤下：网页、搜索、照片、PDF、缓存和放到网上的，一次都拿掉。

    写作品名、照片的文件名，或者人名（他的作品、有他的照片）。扫它的短码只说已经撤下；
    墙上还有哪些纸，列出来。照片原件留在电脑里，不公开。
    """
    day = parse_today(today)
    site = open_site(config_file)
    plan = make_plan(site, day, open_workshop(site))
    taken = find_taken(plan, words)
    if not taken:
        _nothing(plan, words)
        return
    _ask(plan, taken, yes)
    papers, files = hanging(plan, taken), printed_files(plan, taken, out)
    done = take_down(plan, taken, reason, day)
    for path in files:
        path.unlink()
    problems = [*done.problems, *_renew(site, config_file, day)]
    _say("改了", done.files)
    _say("照片移到了", done.moved)
    _say("停用了短码", done.codes)
    _say("删掉了印好的", map(str, files))
    _say("外面还有，要取下来、收回来：", papers)
    left = make_plan(site, day, open_workshop(site))
    problems += mentions(left, words)
    problems += [p for p in left.problems if p.is_error]
    report(problems)
    if any_error(problems):
        raise click.ClickException("没有全部撤下：照上面说的改好，再运行一次")
    click.echo("撤下了。用 git 的，历史里还有；别人存下来的，撤不回来")


def _nothing(plan: Plan, words: str) -> None:
    found = list(mentions(plan, words))
    report(found)
    told = "，上面这些地方写着它，自己改掉" if found else ""
    raise click.ClickException(f"没有作品、照片或者人叫“{words}”{told}")


def _ask(plan: Plan, taken: Taken, yes: bool) -> None:
    for identity, (sheet, _) in taken.works.items():
        work = taken.work(identity)
        by = f"（{work.artist}）" if work.artist else ""
        click.echo(f"“{sheet.fields.title}”里的“{work.title}”{by}")
    for uri in taken.photos:
        click.echo(f"照片 {plan.tree.docs}/{uri}")
    if not yes and not click.confirm("都撤下吗？"):
        raise click.ClickException("什么也没有改")


def _say(what: str, things: Iterable[str]) -> None:
    for thing in things:
        click.echo(f"{what} {thing}")


def _renew(site: Site, config_file: Path, day: date) -> list[Problem]:
    """The site made again, everything dropped that it does not need, and brought to where it
    is published; what failed."""
    from ..plugin.engine import EngineError, build_site

    folder = None
    try:
        folder = build_site(config_file, None, day.isoformat(), {"keep_going": True})
    except EngineError as error:  # pages without faults are made all the same
        click.echo(error, err=True)
    workshop = open_workshop(site)
    plan = make_plan(site, day, workshop)
    if plan.has_errors:  # what is needed is not known
        clean_all(workshop.store)
    else:
        clean_unused(plan, workshop.store)
    problems: list[Problem] = []
    site_folder = folder or Path()
    for name in site.settings.publish if folder else ():
        options = PublishOptions(at_once=True)
        done = publish(site, name, day, open_workshop(site), lambda: site_folder, options)
        problems += done.problems
        if done.changes and not any_error(done.problems):
            click.echo(f"{done.label}：传了 {len(done.changes.written)} 个文件，"
                       f"删了 {len(done.changes.expired)} 个")  # fmt: skip
    return problems
