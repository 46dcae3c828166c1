"""Prints set and proved; for one that the proof refuses, a way that was tried and passes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ..codes.qr import longest_that_prints
from ..compose.brief import Manner
from ..compose.pieces import Code
from ..compose.sizes import SIZE_MM, Size
from ..model.problem import Problem
from ..photos.derive import derive_photos
from ..plan.made import Printed
from ..plan.plan import Plan, with_prints
from ..plan.prints import Print
from ..pool import Workshop
from ..press.jobs import Press
from ..press.make import PrintRun, open_press, plan_sheets, set_sheets
from ..press.proof import Proof
from ..press.prove import prove
from ..press.troubles import print_problems

_LARGER: tuple[Size, ...] = ("A5", "A4", "A3", "A2", "A1", "A0")
_SAFE_STYLE = "plain"


class Pressroom(NamedTuple):
    """The press, its templates, and where its work is done."""

    press: Press
    templates: Mapping[str, bytes]
    workshop: Workshop
    samples: bool = False
    """Whether all that is set says 样张, and hangs nowhere."""


class Fault(NamedTuple):
    """What is wrong with a print."""

    what: str
    words: str = ""
    """The words that it is about."""


@dataclass(frozen=True)
class Proved:
    """A print that was looked at, and what is wrong with it."""

    printed: Printed
    proof: Proof = Proof(0, ())
    faults: tuple[Fault, ...] = ()
    looked_at: bool = True
    """False where the proof itself came to no end."""


def open_pressroom(plan: Plan, workshop: Workshop, samples: bool = False) -> Pressroom:
    """Where prints of `plan` are made. Raises StoreFull."""
    return Pressroom(*open_press(plan, workshop.store), workshop, samples)


def set_prints(
    plan: Plan, chosen: Sequence[Print], room: Pressroom
) -> tuple[PrintRun, list[Problem]]:
    """The PDFs of what was chosen, and why others could not be made."""
    store = room.workshop.store
    sheets = plan_sheets(
        chosen, plan, room.press, room.templates, store, lambda _: room.samples, previews=False
    )
    wanted = [photo for sheet in sheets if not sheet.stands for photo in sheet.wanted]
    derived = derive_photos(wanted, plan.site.root, room.workshop, plan.recipe.max_pixels)
    run = set_sheets(sheets, derived.failures, room.press, room.workshop)
    return run, [*plan.pictures.problems(derived.failures), *print_problems(plan, run)]


def prove_prints(plan: Plan, printed: Sequence[Printed], room: Pressroom) -> list[Proved]:
    """What the proof says of each, in order."""
    distances = [done.print.distances(plan.codes) for done in printed]
    pdfs, pages = [done.pdf for done in printed], [done.pages for done in printed]
    proofs = prove(pdfs, pages, distances, room.workshop)
    found = []
    for done, own, proof in zip(printed, distances, proofs, strict=True):
        if isinstance(proof, str):
            found.append(Proved(done, faults=(Fault(f"没有查成（{proof}）"),), looked_at=False))
        else:
            # a photo may show codes, which are none of ours
            ours = replace(proof, codes=tuple(c for c in proof.codes if c.text in own))
            found.append(Proved(done, ours, tuple(_faults(own.keys(), ours))))
    return found


def _faults(addresses: Iterable[str], proof: Proof) -> Iterator[Fault]:
    """What is wrong with its codes, among them those that nobody could find, and its words."""
    yield from (Fault(f"短码 {code.verdict}") for code in proof.codes if not code.sound)
    for address in sorted(set(addresses) - {code.text for code in proof.codes}):
        yield Fault(f"短码 {address} 印出来找不到")
    yield from (Fault(fault.told, fault.words) for fault in proof.words)


def identities_on(printed: Iterable[Printed]) -> set[str]:
    """Everything that a code on what is handed out stands for."""
    return {
        code.identity for done in printed for code in done.print.codes if "://" not in code.identity
    }


def refusals(plan: Plan, proved: Sequence[Proved], room: Pressroom) -> list[Problem]:
    """A problem for each fault, with what would help; what is alike is tried once."""
    tried: dict[tuple[str, str, bool, bool], str] = {}
    problems = []
    for one in proved:
        planned = one.printed.print
        for fault in one.faults:
            about_words = bool(fault.words)
            alike = (planned.paper.name, planned.composed.size, one.looked_at, about_words)
            if alike not in tried:
                tried[alike] = find_remedy(plan, one, about_words, room)
            what = f"“{planned.name}”没有通过印前检查：{fault.what}"
            remedy = tried[alike].format(title=planned.title)
            problems.append(Problem(plan.mark_of(planned, fault.words), what, remedy))
    return problems


def find_remedy(plan: Plan, refused: Proved, about_words: bool, room: Pressroom) -> str:
    """The first way to print what was refused that passes; `{title}` stands for its name."""
    if not refused.looked_at:
        return "关掉别的程序，再运行一次"
    planned = refused.printed.print
    good = "这样印就放得下" if about_words else "这样印能扫到"
    for option, manner in _other_ways(plan, planned):
        told = with_prints(plan, manner, [planned.sheet])
        other = next((other for other in told.prints if other.key == planned.key), None)
        if other and other.composed != planned.composed and _passes(told, other, room):
            return f'{good}（试过）：loudao print "{{title}}" {planned.paper.name} {option}'
    if about_words:
        return "换样式、换大一号的纸都试过，还是放不下：把这里的字写短一些，或者分成两行"
    if characters := _least_to_cut(plan, planned):
        return f"网址太长，这么大的短码印不清：把 code_address 缩短 {characters} 个字符"
    return "换样式、换大一号的纸都试过，还是不行：看看样式模板是不是把短码盖住、缩小了"


def _other_ways(plan: Plan, planned: Print) -> Iterator[tuple[str, Manner]]:
    """What the command can change, and how it is told to."""
    if plan.manner.style != _SAFE_STYLE:
        yield f"--style {_SAFE_STYLE}", replace(plan.manner, style=_SAFE_STYLE)
    height = SIZE_MM[planned.composed.size][1]
    for size in _LARGER:
        if SIZE_MM[size][1] > height:
            yield f"--size {size}", replace(plan.manner, size=size)


def _passes(told: Plan, other: Print, room: Pressroom) -> bool:
    run, _ = set_prints(told, [other], room)
    return bool(run.printed) and not any(p.faults for p in prove_prints(told, run.printed, room))


def _least_to_cut(plan: Plan, planned: Print) -> int:
    """Characters by which the longest address on it is too long for its code; 0 where none is."""
    opened = ((planned.opens(code, plan.codes), code) for code in planned.codes)
    return max((_too_long(address, code) for address, code in opened), default=0)


def _too_long(address: str, code: Code) -> int:
    return len(address) - longest_that_prints(address, code.side_mm)
