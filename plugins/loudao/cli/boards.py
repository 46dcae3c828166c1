"""`loudao boards`: what hangs in which slot of a board on a day, and what changes until another."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from ..console import parse_today
from ..manifest.guess import guess
from ..model.days import describe_day, describe_days, month_and_day
from ..model.names import boards_called
from ..model.place import BoardFields
from ..plan.boards import describe_grid, why_left_out
from ..plan.codes import address_problems
from ..plan.plan import Plan, make_plan
from ..store import write_bytes
from ..story.boards import draw_boards, make_boards
from ..walls.packing import DOINGS, Packed, Piece
from ..walls.slots import Box
from .options import check_day, config_option, open_site, open_workshop, stop, today_option

_NO_SLOTS = "没有一块宣传栏写了 slots（能贴几张）或者 size（多大），不知道哪一格贴什么。"


@click.command("boards")
@click.argument("names", metavar="宣传栏…", nargs=-1)
@click.option("--until", metavar="日期", callback=check_day, help="列出到这一天为止的变动")
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help="怎么列"
)
@click.option("--pdf", type=click.Path(path_type=Path), help="按比例画成 PDF，例如 宣传栏.pdf")
@today_option
@config_option
def boards_command(
    names: tuple[str, ...],
    until: str | None,
    style: str,
    pdf: Path | None,
    today: str | None,
    config_file: Path,
) -> None:
    """宣传栏的哪一格贴着什么、哪一格空着；到另一天要取下、贴上什么。不写名字就是每一块。"""
    site = open_site(config_file)
    workshop = open_workshop(site)
    plan = make_plan(site, parse_today(today), workshop)
    last = parse_today(until) if until else None
    if last and last < plan.today:
        raise click.ClickException(f"--until 要写 {plan.today} 或者以后")
    problems = [*plan.problems, *address_problems(site, severe=True)]
    if not plan.codes.base:  # nothing can be printed: no board is empty for that
        stop(problems)
    boards = _chosen(plan, names)
    if pdf and boards:
        write_bytes(pdf, draw_boards(boards, plan, last, workshop).read_bytes())
        click.echo(pdf, err=True)
    network = plan.community.network
    if style == "json":
        data = [_as_data(network.boards[b], p, plan.today, last) for b, p in boards.items()]
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        texts = (_as_text(network.boards[b], p, plan.today, last) for b, p in boards.items())
        click.echo("\n\n".join(texts) or _NO_SLOTS)
    stop(problems)


def _chosen(plan: Plan, names: Sequence[str]) -> dict[str, Packed]:
    """The boards that are called so, all without a name; one that nobody knows, or of which nobody
    knows the slots, ends the command."""
    network, packed = plan.community.network, make_boards(plan)
    if not names:
        return packed
    found = {}
    for name in names:
        called = boards_called(network, name)
        if len(called) != 1:
            near = guess(name, [board.name for board in network.boards.values()])
            what = f"叫“{name}”的宣传栏有 {len(called)} 个，写编号：{'、'.join(called)}"
            raise click.ClickException(what if called else f"没有“{name}”这个宣传栏{near}")
        board = network.boards[called[0]]
        if board.id not in packed:
            what = f"不知道{board.name}有几格"
            raise click.ClickException(
                f"{what}。在 galleries/places.yml 里写上 slots（能贴几张）和 slot（多大的纸）"
            )
        found[board.id] = packed[board.id]
    return found


def _as_text(board: BoardFields, packed: Packed, today: date, until: date | None) -> str:
    lines = [f"{board.name}　{describe_grid(board, packed)}　{describe_day(today)}"]
    for one in packed.on(today):
        piece = one.piece
        said = (one.where, piece.name, piece.size, describe_days(piece.starts, piece.ends))
        lines.append("　".join(("  " + said[0], *filter(None, said[1:]))))
    if free := packed.free(today):
        lines.append(f"  第{'、'.join(map(str, free))}格　空着")
    for left in packed.left_out(today):
        lines.append(f"  没有地方　{left.piece.name}　{why_left_out(left, board, packed)}")
    if until:
        lines.append(f"到{describe_day(until)}：")
        lines += _changes(packed, today, until)
    return "\n".join(lines)


def _changes(packed: Packed, today: date, until: date) -> Iterator[str]:
    changes = packed.changes(today, until)
    if not changes:
        yield "  没有要贴上、取下的"
    for change in changes:
        piece = change.placed.piece
        said = (month_and_day(change.day), DOINGS[change.doing], change.placed.where)
        yield "　".join(("  " + said[0], *said[1:], f"{piece.name} {piece.size}"))


def _as_data(board: BoardFields, packed: Packed, today: date, until: date | None) -> dict[str, Any]:
    grid = packed.grid
    told: dict[str, Any] = {
        "board": board.id, "name": board.name, "day": today.isoformat(),
        "size": grid.size if grid.measured else None,
        "slot": board.slot, "columns": grid.columns, "rows": grid.rows,
        "slots": [{"slot": n, **_rounded(grid.box(n))} for n in grid.slots],
        "hung": [
            {"slots": one.slots, **_piece(one.piece), **_rounded(packed.box(one))}
            for one in packed.on(today)
        ],
        "free": packed.free(today),
        "left": [
            {**_piece(left.piece), "why": why_left_out(left, board, packed)}
            for left in packed.left_out(today)
        ],
    }  # fmt: skip
    if until:
        told["changes"] = [
            {"day": c.day.isoformat(), "do": c.doing, "slots": c.placed.slots}
            | _piece(c.placed.piece)
            for c in packed.changes(today, until)
        ]
    return told


def _piece(piece: Piece) -> dict[str, str | None]:
    return {
        "what": piece.what, "paper": piece.paper, "name": piece.name, "size": piece.size,
        "from": piece.starts.isoformat() if piece.starts else None,
        "until": piece.ends.isoformat() if piece.ends else None,
    }  # fmt: skip


def _rounded(box: Box) -> dict[str, float]:
    """In mm from the upper left corner of the board."""
    return {name: round(value, 1) for name, value in box._asdict().items()}
