"""Paper: plan → set → prove → lay out for the printer → record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ..compose.brief import Manner
from ..compose.sizes import PROFILES, Profile, Size
from ..model.problem import Mark, Problem, any_error, sort_problems
from ..model.site import Site
from ..plan.binding import bind_codes
from ..plan.checks.styles import unknown_style
from ..plan.codes import (
    address_problems,
    changed_address_problems,
)
from ..plan.made import Printed
from ..plan.plan import Plan, make_plan, with_codes, with_prints
from ..plan.prints import Print, walls_of
from ..plan.select import guessed, select, unmatched
from ..pool import Workshop
from ..press.document import make_documents
from ..press.order import (
    Order,
    merged_document,
    name_of_order,
    plan_order,
    tiles_document,
    work_order_document,
)  # fmt: skip
from ..press.resolution import check_resolution
from ..store import Store
from ..styles.faces import spell_out
from ..walls.record import is_unchanged
from .boards import make_boards
from .evidence import keep_prints
from .pressing import (
    Pressroom,
    Proved,
    identities_on,
    open_pressroom,
    prove_prints,
    refusals,
    set_prints,
)  # fmt: skip
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
    draft: bool = False
    """Sheets to look at: they say 样张, and nothing is bound or recorded."""
    light: bool = False

    @property
    def manner(self) -> Manner:
        return Manner(self.profile, self.size, self.style, self.large, self.light)


AS_WRITTEN = PrintOptions()


@dataclass(frozen=True)
class PrintResult:
    """Files for the printer by name, and what they are of."""

    files: tuple[tuple[str, Path], ...] = ()
    orders: tuple[Order, ...] = ()
    problems: tuple[Problem, ...] = ()
    unchanged: int = 0
    """Sheets that hang as they are: nothing differs from what was printed last."""
    refused: tuple[str, ...] = ()
    """What the files of sheets are called that were to be printed and were not."""
    plan: Plan | None = None
    """What they were planned by; None where nothing was."""

    @property
    def printed(self) -> tuple[Printed, ...]:
        return tuple(order.printed for order in self.orders)


def print_sheets(
    site: Site, today: date, workshop: Workshop, options: PrintOptions = AS_WRITTEN
) -> PrintResult:
    """The files that the options select, and every problem; none where an error stops them.

    A code goes on paper only when the ledger has it: what passed the proof is bound, and what
    cannot be is not handed out. Raises StoreFull.
    """
    plan = make_plan(site, today, workshop)
    problems = [*plan.problems, *address_problems(site, severe=True)]
    if not options.draft:
        problems += changed_address_problems(plan.codes, site)
    problems += unknown_style(options.style, Mark("--style"), plan.styles, field="")
    going = site.settings.keep_going and site.codes_address and plan.codes.sound
    if (any_error(problems) and not going) or plan.record is None:
        return PrintResult(problems=sort_problems(problems))
    plan = with_prints(_without_doubtful(plan), options.manner)
    network = plan.community.network
    selected = select(plan.prints, options.selectors, plan.kinds, network, today)
    problems += _unmatched(plan, options.selectors)
    chosen = [p for p in selected if not (options.changed and _hangs_so(p, plan, options))]
    unchanged = len(selected) - len(chosen)
    if site.settings.frozen and not options.draft:
        problems += _unbound(plan, chosen)
        chosen = [p for p in chosen if p.is_bound(plan.codes)]
    room = open_pressroom(plan, workshop, options.draft)
    orders, found = _make(plan, chosen, options, room)
    problems += found
    files = _lay_out(plan, orders, options, problems, room) if orders else []
    if files and not options.draft:
        stopped = bind_codes(site, plan.codes, identities_on(order.printed for order in orders))
        problems += stopped
        files, orders = ([], []) if stopped else (files, orders)
    made = {order.name for order in orders}
    names = [_name_of(planned, plan, options) for planned in chosen]
    refused = tuple(name for name in names if name not in made)
    return PrintResult(
        tuple(files), tuple(orders), sort_problems(problems), unchanged, refused, plan
    )


def _make(
    plan: Plan, chosen: Sequence[Print], options: PrintOptions, room: Pressroom
) -> tuple[list[Order], list[Problem]]:
    """What was set and passed the proof, and what is wrong with the others."""
    run, problems = set_prints(plan, chosen, room)
    printed = (done.print for done in run.printed)
    problems += check_resolution(printed, plan.pictures.marks, options.profile)
    proved = prove_prints(plan, run.printed, room)
    problems += refusals(plan, proved, room)
    store = room.workshop.store
    return [_order(one, plan, options, store) for one in proved if not one.faults], problems


def record_printed(
    site: Site, result: PrintResult, today: date, options: PrintOptions
) -> list[Problem]:
    """Adds what was printed to printed.yml, and keeps what is evidence; a problem where that
    cannot be written."""
    if options.draft or result.plan is None:
        return []
    sized = [(order, _size_of(order.printed.print, options)) for order in result.orders]
    orders = [(order.printed.print, size, order.copies) for order, size in sized]
    return [*record_orders(site, orders, today), *keep_prints(result.plan, sized, today)]


def _without_doubtful(plan: Plan) -> Plan:
    """Where there are errors, what looks new may have been renamed: it gets no code on paper."""
    if not plan.has_errors:
        return plan
    return with_codes(plan, replace(plan.codes, withheld=plan.codes.new))


def _unbound(plan: Plan, chosen: Iterable[Print]) -> Iterator[Problem]:
    """An error for each sheet that may not bind its codes."""
    remedy = "先不加 --frozen 印一次，再提交 codes.yml"
    for planned in chosen:
        if not planned.is_bound(plan.codes):
            what = f"“{planned.name}”上有没登记的短码"
            yield Problem(plan.mark_of(planned), what, remedy)


def _unmatched(plan: Plan, selectors: Sequence[str]) -> list[Problem]:
    """A problem for each selector that names nothing: a typo among many is easily missed."""
    mark, remedy = Mark("loudao print"), "写类别、纸的种类、地点、宣传栏或者标题，README 里有一张表"
    prints, kinds, network = plan.prints, plan.kinds, plan.community.network
    unknown = unmatched(prints, selectors, kinds, network)
    if not unknown and selectors and not select(prints, selectors, kinds, network):
        what = f"“{' '.join(selectors)}”合起来没有东西可印"
        return [Problem(mark, what, "不同的词写在一起是缩小范围；要几样都印，就分几次印")]
    return [
        Problem(mark, f"没有符合“{name}”的东西可印{guessed(prints, name)}", remedy)
        for name in unknown
    ]


def _hangs_so(planned: Print, plan: Plan, options: PrintOptions) -> bool:
    """Whether what was printed last says and shows the same, in the same size, and hangs."""
    assert plan.record
    versions = (planned.version, planned.former(plan.codes).version)
    return is_unchanged(plan.record, planned.key, versions, _size_of(planned, options))


def _size_of(planned: Print, options: PrintOptions) -> str:
    return planned.composed.size + ("大字" if options.large else "")


def _copies(planned: Print, plan: Plan, options: PrintOptions) -> int:
    return options.copies or walls_of(planned, plan.community.network)


def _name_of(planned: Print, plan: Plan, options: PrintOptions) -> str:
    copies = _copies(planned, plan, options)
    return name_of_order(planned, copies, options.profile, options.printer)


def _order(one: Proved, plan: Plan, options: PrintOptions, store: Store) -> Order:
    copies = _copies(one.printed.print, plan, options)
    profile, printer = options.profile, options.printer
    return plan_order(one.printed, copies, one.proof, profile, printer, store)


def _lay_out(
    plan: Plan,
    orders: Sequence[Order],
    options: PrintOptions,
    problems: Iterable[Problem],
    room: Pressroom,
) -> list[tuple[str, Path]]:
    """The files for the printer, the work order last."""
    press, workshop = room.press, room.workshop
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
    boards = make_boards(plan, [order.printed.print for order in orders])
    sheet = work_order_document(orders, store, plan.brief, words, plan.today, boards)
    return [*files, (WORK_ORDER, make_documents([sheet], press, workshop)[0])]
