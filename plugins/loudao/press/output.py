"""What goes to the printer: whole sheets, tiles of large ones, one merged file, the work order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from ..model.days import describe_day
from ..store import Store
from ..walls.rounds import ACTION_NAMES, Task
from .brief import Brief
from .imposition import Piece, impose
from .make import Document, Printed
from .paper import Profile, Size, paper_size
from .proof import CodeProof, Proof
from .prove import thumbnail_of
from .resolution import describe_resolution
from .sheets import describe_printable, is_lying, safe_name, trimmed_size
from .tiling import MARGIN_MM, OVERLAP_MM, Tiling, needs_tiling, plan_tiling
from .typesetter import IMPOSED
from .version import describe_version

_CODES_NAMED = 4
_NAME_BYTES = 200
"""Of a file's name: systems take 255, and folders want some."""


@dataclass(frozen=True)
class Order:
    """One sheet of a run: what was set, how often it is wanted, what the proof says."""

    printed: Printed
    copies: int
    proof: Proof
    tiling: Tiling | None

    @property
    def name(self) -> str:
        """Place, title and kind, size, copies: what the file is called."""
        printable = self.printed.printable
        ending = f"-{self.copies}份" + (f"-拼{_paper_name(self.tiling)}" if self.tiling else "")
        name = printable.name + ending
        if not printable.where or printable.name.startswith(safe_name(printable.where)):
            return name
        # only the place is cut short: the rest tells sheets apart
        room = max(0, min(90, _NAME_BYTES - len(name.encode())))
        where = safe_name(printable.where).encode()[:room].decode("utf-8", "ignore")
        return f"{where}-{name}" if where else name


def plan_order(printed: Printed, copies: int, proof: Proof, profile: Profile, paper: str) -> Order:
    """With the tiling that an office printer needs for a sheet larger than its paper."""
    sheet, largest = trimmed_size(printed.printable), paper_size(paper)
    tiled = profile.name == "office" and needs_tiling(sheet, largest)
    return Order(printed, copies, proof, plan_tiling(sheet, largest) if tiled else None)


def tiles_document(order: Order, store: Store, community: str) -> Document:
    """The pages of a large sheet, a map before them."""
    tiling, printed = order.tiling, order.printed
    assert tiling is not None
    thumbnails = [thumbnail_of(printed.pdf, store, n) for n in range(printed.pages)]
    data = {
        **_plain(printed.printable.name, community, tiling.paper),
        "name": printed.printable.name,
        "pdf": _below(printed.pdf, store),
        "pages": printed.pages,
        "sheet": tiling.sheet,
        "window": tiling.window,
        "margin": MARGIN_MM,
        "overlap": OVERLAP_MM,
        "tiles": [{"name": tile.name, "x": tile.x, "y": tile.y} for tile in tiling.tiles],
        "thumbnails": [_below(path, store) for path in thumbnails],
    }
    return Document("sheets/tiles.typ", data, IMPOSED)


def merged_document(
    orders: Sequence[Order],
    pdfs: Sequence[Path],
    store: Store,
    community: str,
    profile: Profile,
    paper: str,
) -> Document:
    """All sheets in one file; `pdfs` are what each is printed from. Small ones share a page."""
    pieces = [
        Piece(_below(pdf, store), page, _page_size(order, profile))
        for order, pdf in zip(orders, pdfs, strict=True)
        for _ in range(order.copies)
        for page in range(1, _page_count(order) + 1)
    ]
    alts = {_below(p, store): o.printed.printable.name for o, p in zip(orders, pdfs, strict=True)}
    pages = [
        {
            "paper": page.paper,
            "pieces": [
                {
                    "pdf": placed.piece.pdf, "page": placed.piece.page,
                    "alt": alts[placed.piece.pdf], "x": placed.x, "y": placed.y,
                    "w": placed.piece.size[0], "h": placed.piece.size[1],
                }
                for placed in page.placed
            ],
        }
        for page in impose(pieces, paper_size(paper) if profile.name == "office" else None)
    ]  # fmt: skip
    marks = {"bleed": profile.bleed, "slug": profile.slug}
    data = {**_plain("合印", community, (210, 297)), **marks, "pages": pages}
    return Document("sheets/imposed.typ", data, IMPOSED)


def work_order_document(
    orders: Sequence[Order],
    store: Store,
    brief: Brief,
    problems: Sequence[str],
    today: date,
) -> Document:
    """Everything that is to be printed, with its paper, its number and where it hangs."""
    profile = brief.profile
    sheets = sum(order.copies * _page_count(order) for order in orders)
    title = "印刷工单"
    summary = f"{describe_day(today)}　{profile.label}　{len(orders)} 种，共 {sheets} 页"
    style = brief.style("plain")
    data = {
        **brief.common(title, style, paper_size("A4")),
        "bleed": 0,
        "slug": 0,
        "summary": summary,
        "rows": [_row(order, store, profile) for order in orders],
        "problems": list(problems),
    }
    return Document("sheets/work-order.typ", data)


def round_document(tasks: Sequence[Task], brief: Brief, today: date) -> Document:
    """The page for whoever walks from wall to wall; `tasks` are in the order of the walls."""
    style = brief.style(brief.community.network.style, "plain")
    walls = [
        {
            "name": wall,
            "tasks": [
                {"action": ACTION_NAMES[t.action], "name": t.name, "size": t.size, "why": t.why}
                for t in group
            ],
        }
        for wall, group in groupby(tasks, key=lambda task: task.wall)
    ]
    title = "宣传栏和楼道巡查单"
    counts = Counter(task.action for task in tasks)
    said = [f"{ACTION_NAMES[action]} {counts[action]}" for action in ACTION_NAMES if counts[action]]
    data = {
        **brief.common(title, style, paper_size("A4")),
        "summary": "　".join([brief.community.name, describe_day(today), *said]),
        "walls": walls,
    }
    return Document("sheets/round.typ", data)


def _row(order: Order, store: Store, profile: Profile) -> dict[str, Any]:
    printable = order.printed.printable
    turned = "横" if is_lying(printable) else ""
    tiling = order.tiling
    note = f"每份拼 {len(tiling.tiles)} 张 {_paper_name(tiling)}" if tiling else ""
    if profile.bleed:
        note = f"四边出血 {profile.bleed:g} 毫米，沿角线裁"
    return {
        "name": describe_printable(printable),
        "file": f"{order.name}.pdf",
        "where": printable.where,
        "paper": printable.size + turned,
        "pages": _page_count(order),
        "copies": order.copies,
        "note": note,
        "verdicts": _verdicts(order.proof),
        "resolution": describe_resolution(printable, profile),
        "version": describe_version(printable.version),
        "lying": is_lying(printable),
        "thumbnail": _below(thumbnail_of(order.printed.pdf, store, 0), store),
    }


def _verdicts(proof: Proof) -> list[tuple[str, bool]]:
    """A verdict for each code; those of one size that are all sound share a line."""
    lines = [(code.verdict, False) for code in proof.codes if not code.sound]
    alike: dict[tuple[float, float], list[CodeProof]] = {}
    for code in proof.codes:
        if code.sound:
            alike.setdefault((round(code.side_mm), code.metres), []).append(code)
    for codes in alike.values():
        if len(codes) <= _CODES_NAMED:
            lines += [(code.verdict, True) for code in codes]
        else:
            names = "、".join(code.text.rpartition("/")[2][:8] for code in codes)
            size = f"{codes[0].side_mm:.0f} 毫米，{codes[0].metres:.2g} 米外都扫到"
            lines.append((f"{len(codes)} 个短码，{size}：{names}", True))
    return lines


def _plain(title: str, community: str, paper: Size) -> dict[str, Any]:
    """What the library asks of every document, for one that shows other PDFs."""
    return {
        "title": title, "community": community, "paper": paper, "bleed": 0, "slug": 0,
        "slug_line": "", "brush": None, "large": False, "floor": 0, "footer": [],
    }  # fmt: skip


def _page_size(order: Order, profile: Profile) -> Size:
    if order.tiling:
        return order.tiling.paper
    beyond = round(2 * (profile.bleed + profile.slug))
    wide, tall = trimmed_size(order.printed.printable)
    return wide + beyond, tall + beyond


def _page_count(order: Order) -> int:
    if order.tiling:
        return (len(order.tiling.tiles) + 1) * order.printed.pages
    return order.printed.pages


def _paper_name(tiling: Tiling) -> str:
    return "A3" if max(tiling.paper) > 297 else "A4"


def _below(path: Path, store: Store) -> str:
    """As a template names it: from the root of the store."""
    return "/" + path.relative_to(store.root).as_posix()
