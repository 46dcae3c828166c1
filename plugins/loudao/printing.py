"""The story of the press: plan → set → prove → lay out for the printer → record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from .load import Loaded, address_problems, load, record_new_codes
from .manifest.site import Site
from .manifest.validate import guess
from .model.problem import Mark, Problem, any_error, sort_problems
from .pool import Tick, silent
from .press.glyphs import spell_out
from .press.make import Printed, make_documents
from .press.output import (
    Order,
    merged_document,
    plan_order,
    round_document,
    tiles_document,
    work_order_document,
)  # fmt: skip
from .press.proof import Proof
from .press.prove import prove
from .press.resolution import check_resolution
from .press.sheets import Printable, codes_of, select
from .pressroom import (
    AS_WRITTEN,
    PrintOptions,
    make_brief,
    mark_of,
    open_press,
    plan_prints,
    print_problems,
    set_prints,
)
from .store import Store
from .walking import is_unchanged, load_site_record, over_by, plan_site_round, record_orders
from .walls.rounds import Task

WORK_ORDER = "工单"
MERGED = "合印"


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
    site: Site, today: date, options: PrintOptions = AS_WRITTEN, tick: Tick = silent
) -> PrintResult:
    """The files that the options select, and every problem; none where an error stops them.

    A code goes on paper only when the ledger has it: what cannot be recorded is not printed.
    Nor is a sheet on which a code cannot be read. Raises StoreFull.
    """
    store = Store(site.cache)
    loaded = load(site, tick)
    record, problems = load_site_record(site)
    problems += [*loaded.problems, *address_problems(site, severe=True)]
    problems += _style_problems(loaded, options)
    possible = site.settings.keep_going and site.codes_address and loaded.ledger_is_sound
    if (any_error(problems) and not possible) or record is None:
        return PrintResult(problems=sort_problems(problems))
    loaded, code_problems = record_new_codes(site, loaded)
    problems += [replace(problem, severity="error") for problem in code_problems]
    over = over_by(loaded.community, today)
    possible_prints = plan_prints(site, loaded, options, loaded.new_codes)
    selected = select(possible_prints, options.selectors, over)
    problems += _unmatched(possible_prints, options.selectors)
    planned = [
        p
        for p in selected
        if not (options.changed and is_unchanged(p, _size_of(p, options), record))
    ]
    unchanged = len(selected) - len(planned)
    run = set_prints(site, loaded, planned, store, tick, previews=False)
    problems += print_problems(loaded, run)
    problems += check_resolution(
        (done.printable for done in run.printed), loaded.photos.marks, options.profile
    )
    orders, proof_problems = _prove(site, loaded, run.printed, store, options, tick)
    problems += proof_problems
    if not orders:
        return PrintResult(problems=sort_problems(problems), unchanged=unchanged)
    files = _lay_out(site, loaded, orders, store, options, today, problems)
    return PrintResult(tuple(files), tuple(orders), sort_problems(problems), unchanged)


def _style_problems(loaded: Loaded, options: PrintOptions) -> list[Problem]:
    style = options.style
    if style is None or style in loaded.styles:
        return []
    what = f"没有“{style}”这个样式{guess(style, loaded.styles)}"
    return [Problem(Mark("--style"), what, f"可以写：{'、'.join(sorted(loaded.styles))}")]


def _unmatched(printables: Sequence[Printable], selectors: tuple[str, ...]) -> list[Problem]:
    """A problem for each selector that names nothing: a typo among many is easily missed."""
    return [
        Problem(Mark("loudao print"), f"没有符合“{selector}”的东西可印", _SELECTOR_REMEDY)
        for selector in selectors
        if not select(list(printables), (selector,))
    ]


_SELECTOR_REMEDY = "写类别、纸的种类、地点、宣传栏或者标题，README 里有一张表"


def _prove(
    site: Site,
    loaded: Loaded,
    printed: Sequence[Printed],
    store: Store,
    options: PrintOptions,
    tick: Tick,
) -> tuple[list[Order], list[Problem]]:
    """An order for each sheet whose codes can all be read; a problem for each other."""
    proofs = prove(
        [done.pdf for done in printed],
        [done.pages for done in printed],
        [codes_of(done.printable) for done in printed],
        store,
        site.settings.jobs,
        lambda done, total: tick("印前检查", done, total),
    )
    orders, problems = [], []
    for done, proof in zip(printed, proofs, strict=True):
        if isinstance(proof, str):
            faults = [f"没有查成（{proof}）"]
        else:
            proof = _of_the_sheet(done.printable, proof)
            faults = _faults(done.printable, proof)
            if not faults:
                copies = options.copies or _walls_of(done.printable)
                orders.append(plan_order(done, copies, proof, options.profile, options.paper))
        mark = mark_of(loaded, done.printable)
        problems += [
            Problem(mark, f"“{done.printable.name}”没有通过印前检查：{fault}", _PROOF_REMEDY)
            for fault in faults
        ]
    return orders, problems


_PROOF_REMEDY = "换大一号的纸，或者用短一些的网址（code_address）"


def _of_the_sheet(printable: Printable, proof: Proof) -> Proof:
    """The proof of its own codes: a photo may show others, which are none of ours."""
    own = codes_of(printable)
    return replace(proof, codes=tuple(code for code in proof.codes if code.text in own))


def _faults(printable: Printable, proof: Proof) -> list[str]:
    """What is wrong with its codes, among them those that nobody could find."""
    faults = [f"短码 {code.verdict}" for code in proof.codes if not code.sound]
    missing = sorted(codes_of(printable).keys() - {code.text for code in proof.codes})
    return faults + [f"短码 {address} 印出来找不到" for address in missing]


def _walls_of(printable: Printable) -> int:
    """On how many walls a poster hangs; of everything else one is made."""
    if printable.paper not in ("poster", "roster"):
        return 1
    return max(1, len(printable.boards) + len(printable.places))


def _lay_out(
    site: Site,
    loaded: Loaded,
    orders: Sequence[Order],
    store: Store,
    options: PrintOptions,
    today: date,
    problems: Iterable[Problem],
) -> list[tuple[str, Path]]:
    """The files for the printer, the work order last."""
    press = open_press(site, loaded, store)
    known = loaded.characters
    community = loaded.community.name
    tiled = [order for order in orders if order.tiling]
    documents = [tiles_document(order, store, community) for order in tiled]
    paths = make_documents(documents, store, press, site.settings.jobs)
    tiles = dict(zip((order.printed.pdf for order in tiled), paths, strict=True))
    pdfs = [tiles.get(order.printed.pdf, order.printed.pdf) for order in orders]
    if options.merge:
        merged = merged_document(orders, pdfs, store, community, options.profile, options.paper)
        [whole] = make_documents([merged], store, press)
        files = [(MERGED, whole)]
    else:
        files = [(order.name, pdf) for order, pdf in zip(orders, pdfs, strict=True)]
    words = [spell_out(f"{problem.what}。{problem.remedy}", known) for problem in problems]
    brief = make_brief(site, loaded, options)
    sheet = work_order_document(orders, store, brief, words, today)
    return [*files, (WORK_ORDER, make_documents([sheet], store, press)[0])]


def record_printed(
    site: Site, result: PrintResult, today: date, options: PrintOptions
) -> list[Problem]:
    """Adds what was printed to printed.yml; a problem where that cannot be written."""
    orders = [
        (order.printed.printable, _size_of(order.printed.printable, options), order.copies)
        for order in result.orders
    ]
    return record_orders(site, orders, today)


def _size_of(printable: Printable, options: PrintOptions) -> str:
    return printable.size + ("大字" if options.large else "")


def make_round(
    site: Site, loaded: Loaded, today: date, with_pdf: bool
) -> tuple[list[Task], Path | None, list[Problem]]:
    """The tasks of a round, by wall, and the page for the volunteer who does it."""
    record, problems = load_site_record(site)
    if record is None:
        return [], None, problems
    problems += address_problems(site, severe=True)
    if not site.codes_address:
        return [], None, problems
    # what could not be read is no reason to take anything down
    certain = loaded.community.complete and loaded.community.places_known
    tasks = plan_site_round(loaded.community, plan_prints(site, loaded), record, today, certain)
    if not with_pdf:
        return tasks, None, problems
    store = Store(site.cache)
    shown = [replace(task, name=spell_out(task.name, loaded.characters)) for task in tasks]
    document = round_document(shown, make_brief(site, loaded, AS_WRITTEN), today)
    press = open_press(site, loaded, store)
    return tasks, make_documents([document], store, press)[0], problems
