"""`loudao takedown`: what somebody asks to be shown no more, gone from everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from ..console import parse_today
from ..model.problem import any_error
from ..plan.plan import Plan, make_plan, with_prints
from ..plan.taken import Taken, find_taken, mentions, prints_showing
from ..story.publishing import Published
from ..story.takedown import hanging, kept_evidence, printed_files, renew, take_down
from .options import config_option, open_site, open_workshop, report, today_option


def _not_blank(context: click.Context, option: click.Parameter, value: str) -> str:
    """Everything has nothing in it: a blank word would mean all."""
    if not value.strip():
        raise click.BadParameter("空着，写上几个字")
    return value.strip()


@click.command("takedown")
@click.argument("words", metavar="作品、照片或者人名", callback=_not_blank)
@click.option(
    "--reason", required=True, metavar="为什么", callback=_not_blank, help="记在清单里，不公开"
)
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
    showing = prints_showing(with_prints(plan), taken)
    papers, files = hanging(plan.record, showing), printed_files(showing, out)
    done = take_down(plan, taken, reason, day)
    for path in files:
        path.unlink()
    folder = _build(config_file, day)
    renewed = renew(site, day, open_workshop(site), folder)
    problems = [*done.problems, *(p for one in renewed.published for p in one.problems)]
    _tell(renewed.published)
    _say("改了", done.files)
    _say("照片移到了", done.moved)
    _say("停用了短码", done.codes)
    _say("删掉了印好的", map(str, files))
    _say("外面还有，要取下来、收回来：", papers)
    _say("公示的证据没有动，不公开；拍到了的，自己看看删不删：", kept_evidence(site))
    problems += mentions(renewed.plan, words)
    problems += [p for p in renewed.plan.problems if p.is_error]
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


def _build(config_file: Path, day: date) -> Path | None:
    """The folder of the site made again; None where it is not whole."""
    from ..plugin.engine import EngineError, build_site

    try:
        return build_site(config_file, None, day.isoformat(), {"keep_going": True})
    except EngineError as error:  # pages without faults are made all the same
        click.echo(error, err=True)
        return None


def _tell(published: Iterable[Published]) -> None:
    for done in published:
        if done.changes and not any_error(done.problems):
            click.echo(
                f"{done.label}：传了 {len(done.changes.written)} 个文件，"
                f"删了 {len(done.changes.expired)} 个"
            )
