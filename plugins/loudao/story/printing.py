"""Paper: plan → set → prove → lay out for the printer → record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ..compose.brief import Manner
from ..compose.sizes import PROFILES, Profile, Size
from ..model.problem import Mark, Problem, any_error, sort_problems
from ..model.site import Site
from ..photos.derive import derive_photos
from ..plan.checks.styles import unknown_style
from ..plan.codes import address_problems, record_codes
from ..plan.made import Printed
from ..plan.plan import Plan, make_plan, with_codes, with_prints
from ..plan.prints import Print, walls_of
from ..plan.select import select, unmatched
from ..pool import Workshop
from ..press.make import Press, PrintRun, make_documents, open_press, plan_sheets, set_sheets
from ..press.order import (
    Order,
    merged_document,
    plan_order,
    tiles_document,
    work_order_document,
)  # fmt: skip
from ..press.proof import Proof
from ..press.prove import prove
from ..press.resolution import check_resolution
from ..press.troubles import print_problems
from ..styles.faces import spell_out
from ..walls.record import is_unchanged
from .round import record_orders

WORK_ORDER = "工单"
MERGED = "合印"


@dataclass(frozen=True)
class PrintOptions:
    """How a run of the press differs from what authors chose."""

    selectors: tuple[str, ...] = ()
    profile: Profile = PROFILES["office"]
    size: Size | None = None
    style: str | None = None
    large: bool = False
    printer: Size = "A3"
    """The largest that the office printer takes."""
    copies: int | None = None
    """Of each sheet; None is one for each wall that it hangs on."""
    merge: bool = False
    changed: bool = False
    """Only what differs from what was printed last."""

    @property
    def manner(self) -> Manner:
        return Manner(self.profile, self.size, self.style, self.large)


AS_WRITTEN = PrintOptions()


@dataclass(frozen=True)
class PrintResult:
    """Files for the printer by name, and what they are of."""

    files: tuple[tuple[str, Path], ...] = ()
    orders: tuple[Order, ...] = ()
    problems: tuple[Problem, ...] = ()
    unchanged: int = 0
    """Sheets that hang as they are: nothing differs from what was printed last."""

    @property
    def printed(self) -> tuple[Printed, ...]:
        return tuple(order.printed for order in self.orders)


def print_sheets(
    site: Site, today: date, workshop: Workshop, options: PrintOptions = AS_WRITTEN
) -> PrintResult:
    """The files that the options select, and every problem; none where an error stops them.

    A code goes on paper only when the ledger has it: what cannot be recorded is not printed.
    Nor is a sheet on which a code cannot be read. Raises StoreFull.
    """
    plan = make_plan(site, today, workshop)
    problems = [*plan.problems, *address_problems(site, severe=True)]
    problems += unknown_style(options.style, Mark("--style"), plan.styles, field="")
    going = site.settings.keep_going and site.codes_address and plan.codes.sound
    if (any_error(problems) and not going) or plan.record is None:
        return PrintResult(problems=sort_problems(problems))
    plan, found = _recorded(plan)
    plan = with_prints(plan, options.manner)
    selected = select(plan.prints, options.selectors, plan.kinds, today)
    problems += [*found, *_unmatched(plan, options.selectors)]
    chosen = [p for p in selected if not (options.changed and _hangs_so(p, plan, options))]
    press, templates = open_press(plan, workshop.store)
    run, found = _set(plan, chosen, press, templates, workshop)
    problems += found
    problems += check_resolution(
        (done.print for done in run.printed), plan.pictures.marks, options.profile
    )
    orders, found = _prove(plan, run.printed, options, workshop)
    problems += found
    unchanged = len(selected) - len(chosen)
    if not orders:
        return PrintResult(problems=sort_problems(problems), unchanged=unchanged)
    files = _lay_out(plan, orders, options, problems, press, workshop)
    return PrintResult(tuple(files), tuple(orders), sort_problems(problems), unchanged)


def record_printed(
    site: Site, result: PrintResult, today: date, options: PrintOptions
) -> list[Problem]:
    """Adds what was printed to printed.yml; a problem where that cannot be written."""
    orders = [
        (order.printed.print, _size_of(order.printed.print, options), order.copies)
        for order in result.orders
    ]
    return record_orders(site, orders, today)


def _recorded(plan: Plan) -> tuple[Plan, list[Problem]]:
    """With the new codes in the ledger; those that could not be written are kept off paper."""
    codes, problems = plan.codes, list[Problem]()
    if codes.new and not plan.has_errors and not plan.site.settings.frozen:
        codes, problems = record_codes(plan.site, codes)
    severe = [replace(problem, severity="error") for problem in problems]
    return with_codes(plan, replace(codes, withheld=codes.new)), severe


def _unmatched(plan: Plan, selectors: Sequence[str]) -> list[Problem]:
    """A problem for each selector that names nothing: a typo among many is easily missed."""
    mark, remedy = Mark("loudao print"), "写类别、纸的种类、地点、宣传栏或者标题，README 里有一张表"
    unknown = unmatched(plan.prints, selectors, plan.kinds)
    if not unknown and selectors and not select(plan.prints, selectors, plan.kinds):
        what = f"“{' '.join(selectors)}”合起来没有东西可印"
        return [Problem(mark, what, "不同的词写在一起是缩小范围；要几样都印，就分几次印")]
    return [Problem(mark, f"没有符合“{name}”的东西可印", remedy) for name in unknown]


def _hangs_so(planned: Print, plan: Plan, options: PrintOptions) -> bool:
    """Whether what was printed last says and shows the same, in the same size, and hangs."""
    assert plan.record
    versions = (planned.version, planned.former(plan.codes).version)
    return is_unchanged(plan.record, planned.key, versions, _size_of(planned, options))


def _size_of(planned: Print, options: PrintOptions) -> str:
    return planned.composed.size + ("大字" if options.large else "")


def _set(
    plan: Plan,
    chosen: Sequence[Print],
    press: Press,
    templates: Mapping[str, bytes],
    workshop: Workshop,
) -> tuple[PrintRun, list[Problem]]:
    """The PDFs of what was chosen, and why others could not be made."""
    sheets = plan_sheets(chosen, plan, press, templates, workshop.store, previews=False)
    wanted = [photo for sheet in sheets if not sheet.stands for photo in sheet.wanted]
    derived = derive_photos(wanted, plan.site.root, workshop, plan.recipe.max_pixels)
    run = set_sheets(sheets, derived.failures, press, workshop)
    return run, [*plan.pictures.problems(derived.failures), *print_problems(plan, run)]


def _prove(
    plan: Plan, printed: Sequence[Printed], options: PrintOptions, workshop: Workshop
) -> tuple[list[Order], list[Problem]]:
    """An order for each sheet whose codes can all be read; a problem for each other."""
    distances = [done.print.distances(plan.codes) for done in printed]
    pdfs, pages = [done.pdf for done in printed], [done.pages for done in printed]
    orders, problems = [], []
    proofs = prove(pdfs, pages, distances, workshop)
    for done, own, proof in zip(printed, distances, proofs, strict=True):
        if isinstance(proof, str):
            faults = [f"没有查成（{proof}）"]
        else:
            # a photo may show codes, which are none of ours
            proof = replace(proof, codes=tuple(c for c in proof.codes if c.text in own))
            faults = _faults(own.keys(), proof)
            if not faults:
                copies = options.copies or walls_of(done.print)
                order = plan_order(done, copies, proof, options.profile, options.printer)
                orders.append(order)
        mark = plan.mark_of(done.print)
        remedy = "换大一号的纸，或者用短一些的网址（code_address）"
        problems += [
            Problem(mark, f"“{done.print.name}”没有通过印前检查：{fault}", remedy)
            for fault in faults
        ]
    return orders, problems


def _faults(addresses: Iterable[str], proof: Proof) -> list[str]:
    """What is wrong with its codes, among them those that nobody could find."""
    faults = [f"短码 {code.verdict}" for code in proof.codes if not code.sound]
    missing = sorted(set(addresses) - {code.text for code in proof.codes})
    return faults + [f"短码 {address} 印出来找不到" for address in missing]


def _lay_out(
    plan: Plan,
    orders: Sequence[Order],
    options: PrintOptions,
    problems: Iterable[Problem],
    press: Press,
    workshop: Workshop,
) -> list[tuple[str, Path]]:
    """The files for the printer, the work order last."""
    store, community = workshop.store, plan.community.name
    tiled = [order for order in orders if order.tiling]
    documents = [tiles_document(order, store, community) for order in tiled]
    paths = make_documents(documents, press, workshop)
    tiles = dict(zip((order.printed.pdf for order in tiled), paths, strict=True))
    pdfs = [tiles.get(order.printed.pdf, order.printed.pdf) for order in orders]
    if options.merge:
        profile, largest = options.profile, options.printer
        merged = merged_document(orders, pdfs, store, community, profile, largest)
        files = [(MERGED, make_documents([merged], press, workshop)[0])]
    else:
        files = [(order.name, pdf) for order, pdf in zip(orders, pdfs, strict=True)]
    known = plan.styles.faces.characters
    words = [spell_out(f"{problem.what}。{problem.remedy}", known) for problem in problems]
    sheet = work_order_document(orders, store, plan.brief, words, plan.today)
    return [*files, (WORK_ORDER, make_documents([sheet], press, workshop)[0])]
