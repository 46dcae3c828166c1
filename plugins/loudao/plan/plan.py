"""One frozen value that is handed down as it is: everything a run knows before it makes a thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from ..codes.codes import Codes
from ..compose.brief import Brief, Manner
from ..kinds import load_kinds
from ..kinds.kind import Kinds
from ..model.community import Community
from ..model.entry import Entry
from ..model.problem import Mark, Problem, any_error, sort_problems
from ..model.sheet import Sheet
from ..model.site import Site
from ..photos.derivative import Derivative
from ..photos.pictures import Pictures
from ..photos.plan import Picture
from ..photos.recipe import Recipe
from ..pool import Workshop
from ..richtext import Dialect
from ..styles.faces import load_faces
from ..styles.styles import Style, Styles, load_styles
from ..walls.record import Record, parse_record
from .checks import Ground, check_all
from .checks.boards import check_room
from .checks.days_hung import check_days_hung
from .codes import plan_likenesses, plan_targets, settle_codes
from .community import read_community
from .drafts import without_drafts
from .evidence import Evidence, read_evidence
from .memo import StoredMemo
from .pictures import make_recipe, plan_pictures
from .prints import Print, plan_prints
from .recordings import Recordings, plan_recordings
from .sheets import RECORD
from .tree import Tree, read_tree

FACES = "typst/faces.json"
"""What the faces can show, in the folder of the store."""


_AS_WRITTEN = Manner()


@dataclass(frozen=True)
class Plan:
    """What staff wrote, checked, and what will be made of it."""

    site: Site
    today: date
    tree: Tree
    community: Community
    kinds: Kinds
    styles: Styles
    codes: Codes
    pictures: Pictures
    recipe: Recipe
    record: Record | None
    """What was printed; None where printed.yml is damaged."""
    problems: tuple[Problem, ...]
    manner: Manner = _AS_WRITTEN
    prints: tuple[Print, ...] = ()
    """Every PDF that can be made; none before `with_prints`."""
    entries: tuple[Entry, ...] = ()
    recordings: Recordings = Recordings()
    memo: StoredMemo | None = None
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    """What is kept of sheets that have to hang for some days, by their identity."""

    @property
    def has_errors(self) -> bool:
        return any_error(self.problems)

    @property
    def brief(self) -> Brief:
        """What kinds are told when they compose."""
        return Brief(
            self.community, self.styles, self.codes, self.pictures, self.manner,
            self.memo, Dialect(self.site.markdown),
        )  # fmt: skip

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """What has a page, what the network itself gives, and what is handed out."""
        with_page = [sheet for sheet in self.community.sheets if sheet.has_page]
        without = [sheet for sheet in self.community.sheets if not sheet.has_page]
        return (*with_page, *self.community.derived, *without)

    @property
    def pictures_of_site(self) -> list[Picture]:
        """Those that residents may open there: of works that are for the site, and of pages."""
        site = self.community.seen["web"]
        shown = {sheet.work_identity(work) for sheet, _, work in site.works()}
        works = self.pictures.works.items()
        return [*(p for name, p in works if name in shown), *self.pictures.pages.values()]

    def style_of(self, sheet: Sheet) -> Style:
        """The style that its author chose, else that of its kind."""
        otherwise = self.kinds[sheet.kind].default_style
        return self.styles.get(sheet.fields.wall_style or otherwise, otherwise)

    def mark_of(self, planned: Print, text: str = "") -> Mark:
        """Where a print was written; where `text` stands in it, if that is known."""
        return planned.sheet.find_text(text) if text else planned.sheet.mark()


def make_plan(site: Site, today: date, workshop: Workshop) -> Plan:
    """Reads and checks everything, and looks into every photo; plans no prints yet."""
    kinds, found = load_kinds(site.root / site.settings.kinds_dir)
    problems = [*site.problems, *found]
    faces = load_faces(site.fonts, workshop.store.root / FACES)
    styles, found = load_styles(site.root / site.settings.styles_dir, faces)
    problems += found
    tree = read_tree(site)
    problems += tree.refused
    community, found = read_community(site, tree, kinds, styles, today)
    tree, drafts = without_drafts(tree, community, today)
    problems += drafts
    raw, public = site.settings.raw_html, site.settings.public
    ground = Ground(community, kinds, styles, tree, Dialect(site.markdown), raw, public)
    problems += [*found, *check_all(ground)]
    recipe = make_recipe(site.settings)
    pictures, found = plan_pictures(community, tree, recipe, workshop)
    problems += found
    # a mistyped name makes a code look lost: that is no time to move or retire it
    certain = community.complete and not any_error(problems)
    targets = plan_targets(community.seen["web"], kinds)
    likenesses = plan_likenesses(community, targets, pictures)
    record, faults = _record(tree)
    recordings, unheard = plan_recordings(community.seen["web"], tree, workshop.store)
    problems += unheard
    codes, found = settle_codes(site, tree, targets, likenesses, certain, record)
    record = record and record.renamed(codes.moves)
    plan = Plan(
        site, today, tree, community, kinds, styles, codes, pictures, recipe, record,
        sort_problems([*problems, *found, *faults]), recordings=recordings,
        memo=StoredMemo(workshop.store),
    )  # fmt: skip
    return _with_evidence(_with_room(plan), workshop)


def _with_room(plan: Plan) -> Plan:
    """The same with what has no room on the boards that it names."""
    found = list(check_room(plan.sheets, plan.kinds, plan.brief, plan.record))
    return replace(plan, problems=sort_problems([*plan.problems, *found])) if found else plan


def _with_evidence(plan: Plan, workshop: Workshop) -> Plan:
    """The same with what is kept of sheets that have to hang for some days."""
    evidence, found = read_evidence(
        plan.site, plan.community, plan.kinds, plan.codes, workshop, plan.recipe.max_pixels
    )
    if not evidence:
        return plan
    found += check_days_hung(evidence.values(), plan.today)
    return replace(plan, evidence=evidence, problems=sort_problems([*plan.problems, *found]))


def _record(tree: Tree) -> tuple[Record | None, list[Problem]]:
    shown = f"{tree.galleries}/{RECORD}"
    read = tree.texts.get(shown)
    if read is None:
        return Record(), []
    if read.text is None:
        return None, list(read.problems)
    record, problems = parse_record(read.text, shown)
    return record, [*read.problems, *problems]


def with_prints(
    plan: Plan, manner: Manner = _AS_WRITTEN, only: Sequence[Sheet] | None = None
) -> Plan:
    """The same with every PDF, or those of some sheets, and every entry of the calendar planned.

    Pictures are named by bases that are fine enough for all of it, so that one decode gives
    the pixels of the site and of paper, and a sheet has the same bytes on both.
    """
    kinds, community = plan.kinds, plan.community
    told = replace(plan, manner=manner)
    sheets = plan.sheets if only is None else only
    prints = plan_prints(sheets, kinds, told.brief)
    pictures = plan.pictures.settled(_pressed(prints))
    if pictures is not plan.pictures:
        told = replace(told, pictures=pictures)
        prints = plan_prints(sheets, kinds, told.brief)
    entries = [e for s in community.sheets for e in kinds[s.kind].entries(s, community)]
    return replace(told, prints=prints, entries=tuple(entries))


def _pressed(prints: Iterable[Print]) -> Mapping[str, list[Derivative]]:
    """The pixels that paper needs, by the key of the picture."""
    wanted: dict[str, list[Derivative]] = {}
    for planned in prints:
        for image in planned.images:
            wanted.setdefault(image.picture.key, []).append(image.file)
    return wanted


def without_photos(plan: Plan, failures: Mapping[str, str]) -> Plan:
    """The same without photos that gave no picture, which become problems; `failures` are by
    the key of the picture."""
    if not failures:
        return plan
    problems = sort_problems([*plan.problems, *plan.pictures.problems(failures)])
    left = replace(plan, pictures=plan.pictures.without(failures), problems=problems)
    return with_prints(left, plan.manner) if plan.prints else left


def with_codes(plan: Plan, codes: Codes) -> Plan:
    """The same with other codes; prints are planned again where that makes a difference."""
    same = (codes.by_identity, codes.withheld) == (plan.codes.by_identity, plan.codes.withheld)
    changed = replace(plan, codes=codes)
    return changed if same or not plan.prints else with_prints(changed, plan.manner)
