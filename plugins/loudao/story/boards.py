"""The boards: what hangs in which slot on a day, and what changes until another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from ..compose.brief import Manner
from ..plan.boards import grids_of, pack_boards, prints_on_boards
from ..plan.plan import Plan
from ..plan.prints import Print
from ..pool import Workshop
from ..press.boards import boards_document
from ..press.document import make_documents
from ..press.make import open_press
from ..styles.faces import spell_out
from ..walls.packing import Packed


def make_boards(plan: Plan, printed: Sequence[Print] = ()) -> dict[str, Packed]:
    """Every board that has slots, packed, by its id; sheets are as their authors want them, but
    those that were `printed` otherwise."""
    network = plan.community.network
    brief = replace(plan.brief, manner=Manner())
    planned = {
        p.key: p for p in prints_on_boards(plan.sheets, plan.kinds, brief, grids_of(network))
    }
    planned |= {p.key: p for p in printed if p.key in planned}
    return pack_boards(planned.values(), plan.community, plan.record)


def draw_boards(
    boards: Mapping[str, Packed], plan: Plan, until: date | None, workshop: Workshop
) -> Path:
    """A drawing to scale of each as of today, a page a board."""
    press, _ = open_press(plan, workshop.store)
    known = plan.styles.faces.characters

    def spelled(packed: Packed) -> Packed:
        return packed.renamed(lambda name: spell_out(name, known))

    shown = {board: spelled(packed) for board, packed in boards.items()}
    document = boards_document(shown, plan.brief, plan.today, until)
    return make_documents([document], press, workshop)[0]
