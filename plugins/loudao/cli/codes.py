"""`loudao codes`: the ledger listed and mended."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import click

from ..codes.address import code_address
from ..codes.ledger import Ledger, move_code, moved_name, retire_codes
from ..console import parse_today
from ..plan.binding import load_whole_ledger, save_ledger
from ..plan.names import identities_called, titles_of
from ..plan.plan import Plan, make_plan
from ..store import locked
from ..story.merging import merge_backups
from ..story.round import rename_recorded
from .options import config_option, open_site, open_workshop, stop, today_option

_MOST_NAMED = 6
"""Things that one line lists."""


@click.group("codes", invoke_without_command=True)
@today_option
@config_option
@click.pass_context
def codes_group(context: click.Context, config_file: Path, today: str | None) -> None:
    """列出所有短码；move 改指向，retire 停用，address 换网址。"""
    context.obj = config_file
    if context.invoked_subcommand is None:
        _list(config_file, today)


def _list(config_file: Path, today: str | None) -> None:
    plan = _plan(config_file, today)
    codes = plan.codes
    if not codes.sound:
        stop(plan.problems)
    for code, identity in sorted(codes.ledger.codes.items(), key=lambda entry: entry[1]):
        target = codes.targets.get(identity)
        title = target.title if target and code not in codes.lost else "（不见了）"
        if identity in codes.new:
            title += "（还没印）"
        address = code_address(codes.base, code) if codes.base else code
        click.echo(f"{code:<8}{_padded(identity, 40)} {_padded(title, 28)} {address}")
    for code, entry in sorted(codes.ledger.retired.items()):
        click.echo(f"{code:<8}{_padded(entry.was, 40)} {entry.on} 停用 {entry.note}")


def _plan(config_file: Path, today: str | None = None) -> Plan:
    site = open_site(config_file)
    return make_plan(site, parse_today(today), open_workshop(site))


def _identity(words: str, titles: Mapping[str, str], plan: Plan, unknown: str) -> str:
    """The one identity that `words` call; several, or none, end the command."""
    found = identities_called(words, titles, plan.community.network)
    if not found:
        raise click.ClickException(unknown)
    if len(found) > 1:
        listed = "、".join(f"{i}（{titles[i]}）" for i in found[:_MOST_NAMED])
        raise click.ClickException(f"“{words}”有 {len(found)} 个：{listed}。写清楚是哪一个")
    return found[0]


def _bound(ledger: Ledger, plan: Plan) -> dict[str, str]:
    """What the ledger on disk has codes for, with what it is called."""
    titles = titles_of(plan.codes)
    return {identity: titles.get(identity, "") for identity in ledger.codes.values()}


def _padded(text: str, width: int) -> str:
    """`text` filled up to `width` columns; a Chinese character takes two."""
    taken = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
    return text + " " * (width - taken)


def _own_config_option(command: Callable[..., None]) -> Callable[..., None]:
    """`-f` after the subcommand as well as before it."""

    @functools.wraps(command)
    def run(config_file: Path, own: Path | None, **words: object) -> None:
        command(config_file=own or config_file, **words)

    option = click.option(
        "-f", "--config-file", "own", type=click.Path(path_type=Path), help="网站的配置文件"
    )
    passed: Callable[..., None] = click.pass_obj(run)
    return option(passed)


@codes_group.command("move")
@click.argument("old", metavar="旧名字或短码")
@click.argument("new", metavar="新名字")
@_own_config_option
def move_command(config_file: Path, old: str, new: str) -> None:
    """改名之后，告诉印出去的短码现在是谁。"""
    plan = _plan(config_file)
    present = {identity: target.title for identity, target in plan.codes.targets.items()}
    unknown = f"清单里没有“{new}”。先把清单改好，再让短码跟过去"
    there = _identity(new, present, plan, unknown)

    def meant(ledger: Ledger) -> str:
        unknown = f"台账里没有“{old}”。用 loudao codes 看有哪些"
        is_code = old.upper() in ledger.codes
        return old if is_code else _identity(old, _bound(ledger, plan), plan, unknown)

    before = _mend(
        config_file,
        lambda ledger: move_code(ledger, meant(ledger), there, plan.codes.likenesses),
    )
    was = before.codes.get(old.upper()) or meant(before)
    stop(rename_recorded(open_site(config_file), lambda what: moved_name(what, was, there)))
    click.echo(f"“{old}”的短码现在指向“{new}”")


@codes_group.command("retire")
@click.argument("code", metavar="短码或名字")
@click.option("--note", default="", help="写在网页上的话：这里挂过什么")
@today_option
@_own_config_option
def retire_command(config_file: Path, code: str, note: str, today: str | None) -> None:
    """停用短码：网页还在，说明这里挂过什么；号码不再给别的东西用。

    写画廊的名字（gallery:去年的展览），连同它的作品一起停用。
    """
    gone: list[str] = []
    plan = _plan(config_file, today)
    known = plan.codes

    def change(ledger: Ledger) -> Ledger:
        unknown = f"台账里没有“{code}”。用 loudao codes 看有哪些"
        is_code = code.upper() in {*ledger.codes, *ledger.retired}
        name = code if is_code else _identity(code, _bound(ledger, plan), plan, unknown)
        changed, codes = retire_codes(ledger, name, parse_today(today), note)
        for number in codes:
            there = known.ledger.codes.get(number, "")
            # one that stood for something else than what bears the name now may go
            if there in known.targets and number not in known.lost:
                title = known.targets[there].title
                raise click.ClickException(f"“{title}”还在清单里。先拿掉它，再停用短码")
        gone.extend(codes)
        return changed

    _mend(config_file, change)
    click.echo(f"停用了短码 {'、'.join(gone)}")


@codes_group.command("address")
@click.argument("new", metavar="新网址")
@click.option("--yes", is_flag=True, help="不再问")
@_own_config_option
def address_command(config_file: Path, new: str, yes: bool) -> None:
    """网站换了网址：旧网址已经能转到新网址，以后就印新的。"""
    base = open_site(config_file).codes_address
    if base != new.rstrip("/") + "/":
        raise click.ClickException(f"mkdocs.yml 里的网址是 {base or '空的'}，先把它改成 {new}")

    def change(ledger: Ledger) -> Ledger:
        old, count = ledger.address or "旧网址", len(ledger.codes)
        question = f"{old} 打开会转到 {base} 吗？印出去的 {count} 个短码都靠它"
        if not yes and not click.confirm(question):
            raise click.ClickException("那就先别换：旧网址不通，墙上的短码就扫不开了")
        return replace(ledger, address=base)

    _mend(config_file, change)
    click.echo(f"以后印 {base}")


@codes_group.command("merge")
@click.argument("files", metavar="[备份文件…]", nargs=-1, type=click.Path(path_type=Path))
@_own_config_option
def merge_command(config_file: Path, files: tuple[Path, ...]) -> None:
    """合起来：两个人都印过，或者台账丢了、改坏了，从备份里补上；不会少一个短码。"""
    site = open_site(config_file)
    present = _plan(config_file).codes.targets
    merged, problems = merge_backups(site, files, present)
    stop(problems)
    if merged:
        click.echo(f"台账里现在有 {merged.codes} 个短码，补上了 {merged.added} 个")


def _mend(config_file: Path, change: Callable[[Ledger], Ledger]) -> Ledger:
    """The ledger on disk changed; as it was before."""
    site = open_site(config_file)
    with locked(site.records_lock):
        ledger, problems = load_whole_ledger(site)
        if ledger is None:
            stop(problems)
        assert ledger is not None
        stop(save_ledger(change(ledger), site))
    return ledger
