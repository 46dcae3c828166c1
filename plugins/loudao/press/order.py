"""What goes to the printer: whole sheets, tiles of large ones, one merged file, the work order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ..codes.address import characters_of
from ..compose.brief import Brief
from ..compose.sizes import Extent, Profile, Size, size_mm
from ..compose.version import describe_version
from ..model.days import describe_day
from ..plan.boards import where_on_boards
from ..plan.made import Printed
from ..plan.prints import Print, safe_name
from ..store import Store
from ..walls.packing import Packed
from .document import Document
from .documents import below, document_frame, plain_frame
from .imposition import Piece, impose
from .proof import CodeProof, Proof
from .prove import thumbnail_of
from .resolution import describe_resolution
from .seams import place_seams
from .tiling import MARGIN_MM, OVERLAP_MM, Tiling, needs_tiling, plan_tiling
from .typesetter import IMPOSED

_CODES_NAMED = 4
_NAME_BYTES = 200
"""Of a file's name: systems take 255, and folders want some."""


@dataclass(frozen=True)
class Order:
    """One print of a run: what was set, how often it is wanted, what the proof says."""

    printed: Printed
    copies: int
    proof: Proof
    tiling: Tiling | None

    @property
    def name(self) -> str:
        """Place, title and paper, size, copies: what the file is called."""
        return _order_name(self.printed.print, self.copies, self.tiling)

    @property
    def pages(self) -> int:
        """Of the printer's paper, a map of the tiles among them."""
        if self.tiling:
            return (len(self.tiling.tiles) + 1) * self.printed.pages
        return self.printed.pages


def _order_name(planned: Print, copies: int, tiling: Tiling | None) -> str:
    name = planned.name + f"-{copies}份" + (f"-拼{_size_name(tiling)}" if tiling else "")
    if not planned.where or planned.name.startswith(safe_name(planned.where)):
        return name
    # only the place is cut short: the rest tells sheets apart
    room = max(0, min(90, _NAME_BYTES - len(name.encode())))
    where = safe_name(planned.where).encode()[:room].decode("utf-8", "ignore")
    return f"{where}-{name}" if where else name


def plan_order(
    printed: Printed, copies: int, proof: Proof, profile: Profile, largest: Size, store: Store
) -> Order:
    """With the tiling that an office printer needs for a sheet larger than its paper."""
    tiling = _tiling_of(printed.print, profile, largest)
    settled = tiling and place_seams(tiling, _thumbnails(printed, store))
    return Order(printed, copies, proof, settled)


def _thumbnails(printed: Printed, store: Store) -> list[Path]:
    return [thumbnail_of(printed.pdf, store, number) for number in range(printed.pages)]


def name_of_order(planned: Print, copies: int, profile: Profile, largest: Size) -> str:
    """What the file of a print is called, set or not."""
    return _order_name(planned, copies, _tiling_of(planned, profile, largest))


def _tiling_of(planned: Print, profile: Profile, largest: Size) -> Tiling | None:
    sheet, room = planned.extent, size_mm(largest)
    tiled = profile.name == "office" and needs_tiling(sheet, room)
    return plan_tiling(sheet, room) if tiled else None


def tiles_document(order: Order, store: Store, community: str) -> Document:
    """The pages of a large sheet, a map before them."""
    tiling, printed = order.tiling, order.printed
    assert tiling is not None
    data = {
        **plain_frame(printed.print.name, community, tiling.paper),
        "name": printed.print.name,
        "pdf": below(printed.pdf, store),
        "pages": printed.pages,
        "sheet": tiling.sheet,
        "margin": MARGIN_MM,
        "overlap": OVERLAP_MM,
        "tiles": [asdict(tile) for tile in tiling.tiles],
        "thumbnails": [below(path, store) for path in _thumbnails(printed, store)],
    }
    return Document("sheets/tiles.typ", data, IMPOSED, len(tiling.tiles))


def merged_document(
    orders: Sequence[Order],
    pdfs: Sequence[Path],
    store: Store,
    community: str,
    profile: Profile,
    largest: Size,
) -> Document:
    """All sheets in one file; `pdfs` are what each is printed from. Small ones share a page."""
    pieces = [
        Piece(below(pdf, store), page, _page_extent(order, profile))
        for order, pdf in zip(orders, pdfs, strict=True)
        for _ in range(order.copies)
        for page in range(1, order.pages + 1)
    ]
    alts = {below(p, store): o.printed.print.name for o, p in zip(orders, pdfs, strict=True)}
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
        for page in impose(pieces, size_mm(largest) if profile.name == "office" else None)
    ]  # fmt: skip
    marks = {"bleed": profile.bleed, "slug": profile.slug}
    data = {**plain_frame("合印", community, (210, 297)), **marks, "pages": pages}
    return Document("sheets/imposed.typ", data, IMPOSED, len(pages))


def work_order_document(
    orders: Sequence[Order],
    store: Store,
    brief: Brief,
    problems: Iterable[str],
    today: date,
    boards: Mapping[str, Packed],
) -> Document:
    """Everything that is to be printed, with its size, its number and where it hangs, on which
    slots of `boards`."""
    network = brief.community.network
    profile = brief.manner.profile
    sheets = sum(order.copies * order.pages for order in orders)
    summary = f"{describe_day(today)}　{profile.label}　{len(orders)} 种，共 {sheets} 页"
    data = {
        **document_frame(brief, "印刷工单", brief.styles.get(None).name),
        "summary": summary,
        "rows": [
            {
                **_row(order, store, profile),
                "where": where_on_boards(order.printed.print, boards, network),
            }
            for order in orders
        ],
        "problems": list(problems),
    }
    return Document("sheets/work-order.typ", data, weight=len(orders))


def _row(order: Order, store: Store, profile: Profile) -> dict[str, Any]:
    planned, tiling = order.printed.print, order.tiling
    lying = planned.composed.lying
    note = f"每份拼 {len(tiling.tiles)} 张 {_size_name(tiling)}" if tiling else ""
    if profile.bleed:
        note = f"四边出血 {profile.bleed:g} 毫米，沿角线裁"
    return {
        "name": planned.described,
        "file": f"{order.name}.pdf",
        "paper": planned.composed.size + ("横" if lying else ""),
        "pages": order.pages,
        "copies": order.copies,
        "note": note,
        "verdicts": _verdicts(order.proof),
        "resolution": describe_resolution(planned, profile),
        "version": describe_version(planned.version),
        "lying": lying,
        "thumbnail": below(thumbnail_of(order.printed.pdf, store, 0), store),
    }


def _verdicts(proof: Proof) -> list[tuple[str, bool]]:
    """A verdict for each code; those of one size that are all sound share a line."""
    lines = [(fault.told, False) for fault in proof.words]
    lines += [(code.verdict, False) for code in proof.codes if not code.sound]
    alike: dict[tuple[float, float], list[CodeProof]] = {}
    for code in proof.codes:
        if code.sound:
            alike.setdefault((round(code.side_mm), code.metres), []).append(code)
    for codes in alike.values():
        if len(codes) <= _CODES_NAMED:
            lines += [(code.verdict, True) for code in codes]
        else:
            names = "、".join(characters_of(code.text)[:8] for code in codes)
            size = f"{codes[0].side_mm:.0f} 毫米，{codes[0].metres:.2g} 米外都扫到"
            lines.append((f"{len(codes)} 个短码，{size}：{names}", True))
    return lines


def _page_extent(order: Order, profile: Profile) -> Extent:
    if order.tiling:
        return order.tiling.paper
    beyond = round(2 * (profile.bleed + profile.slug))
    wide, tall = order.printed.print.extent
    return wide + beyond, tall + beyond


def _size_name(tiling: Tiling) -> str:
    return "A3" if max(tiling.paper) > 297 else "A4"
