"""What becomes of sheets that have to hang for some days, kept as it happens: evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ..codes.codes import Codes
from ..model.problem import Mark, Problem, warning
from ..model.sheet import Sheet
from ..model.site import Site
from ..plan.evidence import evidence_folder
from ..plan.evidence_photos import FOLDERS, PRINTED
from ..plan.plan import Plan
from ..pool import Workshop
from ..press.order import Order
from ..press.sums import sum_of
from ..store import StoreFull, locked, write_bytes
from ..walls.evidence import LOG, Did, Noted, load_log, write_log
from ..walls.record import Impression
from ..walls.seen import Found


class _Line(NamedTuple):
    """A line of the log of a sheet, and the file that it tells of, by its path in the folder."""

    sheet: Sheet
    noted: Noted
    file: str = ""
    data: bytes = b""


def keep_prints(plan: Plan, orders: Iterable[tuple[Order, str]], today: date) -> list[Problem]:
    """The very PDFs that were handed out, each order with its size, of sheets that need evidence;
    and folders for photos."""
    lines = []
    for order, size in orders:
        planned = order.printed.print
        if not (plan.kinds[planned.sheet.kind].terms and planned.paper.hangs):
            continue
        data = order.printed.pdf.read_bytes()
        digest = sum_of(data)
        file = f"{PRINTED}/{today} 版{planned.version} {size} {digest[:6]}.pdf"
        noted = Noted(
            on=today, did="printed", paper=planned.paper.name, version=planned.version, size=size,
            copies=order.copies, file=file, sha256=digest,
        )  # fmt: skip
        lines.append(_Line(planned.sheet, noted, file, data))
    return _keep(plan.site, plan.codes, lines)


def keep_days(
    plan: Plan, did: Did, papers: Iterable[Impression], names: Sequence[str], today: date
) -> list[Problem]:
    """That those of `papers` which hang for one of `names` were hung, or came down."""
    found = [
        _Line(sheet, Noted(on=today, did=did, paper=paper.paper, version=paper.version))
        for paper in papers
        if paper.what in names and (sheet := _sheet(plan, paper.what))
    ]
    return _keep(plan.site, plan.codes, found)


def keep_seen(
    plan: Plan, found: Iterable[Found], workshop: Workshop, stated: bool
) -> list[Problem]:
    """The photos that show such a sheet, as small copies without where they were taken, and the
    day: today where staff `stated` it, else the day on which each was taken, where it can be so.
    A line for each that was taken on another day."""
    shown = [(it, s) for it in dict.fromkeys(found) if (s := _sheet(plan, it.key[0]))]
    if not shown:
        return []
    from .looking import copy_all  # all codecs: 0.1 s of who only prints

    paths = list(dict.fromkeys(it.photo for it, _ in shown))
    copies = copy_all(paths, workshop, plan.recipe.max_pixels)
    lines, problems = [], []
    for it, sheet in shown:
        copied = copies[it.photo]
        if isinstance(copied, str):
            problems.append(warning(Mark(it.photo), f"没有留下照片：{copied}", "再拍一张"))
            continue
        taken, original = copied.dated.taken, copied.dated.digest
        day = taken if taken and not stated and _can_be(plan, it, taken) else plan.today
        file = f"{FOLDERS['seen']}/{day} {original[:8]}.jpg"
        noted = Noted(
            on=day, did="seen", paper=it.key[1], version=it.version, wall=it.wall,
            photo=file, taken=taken, sha256=sum_of(copied.jpeg),
            original=original,
        )  # fmt: skip
        lines.append(_Line(sheet, noted, file, copied.jpeg))
        if taken and taken != day:
            what = f"手机记的是 {taken} 拍的，记的是 {day} 看到，没有拿它当证据数日子"
            remedy = f"手机的钟准，就写 --today {taken} 再运行一次；不准，就再拍一张"
            problems.append(warning(Mark(it.photo), what, remedy))
    return [*problems, *_keep(plan.site, plan.codes, lines)]


def _can_be(plan: Plan, found: Found, taken: date) -> bool:
    """Whether a photo can be of that day: after it was printed, and not yet to come."""
    printed = plan.record.impressions if plan.record else ()
    first = min((i.on for i in printed if i.key == found.key), default=taken)
    return first <= taken <= plan.today


def _sheet(plan: Plan, what: str) -> Sheet | None:
    """The sheet that paper hangs for, where it needs evidence."""
    sheet = plan.community.by_identity.get(what.partition("#")[0])
    return sheet if sheet and plan.kinds[sheet.kind].terms else None


def _keep(site: Site, codes: Codes, lines: Sequence[_Line]) -> list[Problem]:
    """Files first, then the logs that name them; what cannot be written is told."""
    by_sheet: dict[str, list[_Line]] = defaultdict(list)
    for line in lines:
        by_sheet[line.sheet.identity].append(line)
    problems: list[Problem] = []
    try:
        with locked(site.records_lock):
            for identity, own in by_sheet.items():
                title = own[0].sheet.fields.title
                folder = evidence_folder(site, codes.by_identity[identity], title)
                problems += _write(folder, site.shown(folder / LOG), own)
    except StoreFull as full:
        what = f"写不进 {site.shown(site.evidence)}，证据没有留下"
        problems.append(warning(Mark(site.shown(site.evidence)), what, full.problem.remedy))
    return problems


def _write(folder: Path, shown: str, lines: Sequence[_Line]) -> list[Problem]:
    """Raises StoreFull."""
    known, faults = load_log(folder / LOG, shown)
    if known is None:
        return [*faults, warning(Mark(shown), "这次的没有记进证据", "改好上面说的，再运行一次")]
    for line in lines:
        if line.file:
            write_bytes(folder / line.file, line.data)
    for name in FOLDERS.values():
        (folder / name).mkdir(parents=True, exist_ok=True)
    write_log([*known, *(line.noted for line in lines)], folder / LOG)
    return []
