"""What staff wrote, read and checked: the beginning of every story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from .checks import check_all
from .codes.identity import Target, list_targets
from .codes.ledger import Ledger, assign_codes
from .codes.settle import record_codes, settle_codes
from .kinds import load_kinds
from .manifest.community import load_community
from .manifest.site import Site
from .model.community import Community
from .model.kind import Kinds
from .model.problem import Mark, Problem, any_error, sort_problems
from .photos.gather import Photos, find_page_photos, make_recipe, plan_photos
from .photos.recipe import Recipe
from .pool import Runner, Tick, Workshop, silent
from .press.fonts import Face, font_folders, load_faces
from .press.glyphs import check_glyphs
from .press.styles import Style, load_styles
from .press.typesetter import faces_path
from .store import Store


@dataclass(frozen=True)
class Loaded:
    """What staff wrote, checked."""

    kinds: Kinds
    styles: Mapping[str, Style]
    faces: tuple[Face, ...]
    """What the press can show; the site's own last."""
    community: Community
    ledger: Ledger
    targets: Mapping[str, Target]
    new_codes: frozenset[str]
    """Identities that the ledger on disk has no code for."""
    ledger_is_sound: bool
    recipe: Recipe
    photos: Photos
    problems: tuple[Problem, ...]

    @cached_property
    def characters(self) -> frozenset[int]:
        """The code points that some face has."""
        return frozenset[int]().union(*(face.characters for face in self.faces))

    @property
    def has_errors(self) -> bool:
        return any_error(self.problems)


def load(site: Site, tick: Tick = silent) -> Loaded:
    """Reads and checks everything, and looks into every photo; makes nothing."""
    kinds = load_kinds(site.root / site.settings.kinds_dir)
    styles, problems = load_styles(site.root / site.settings.styles_dir)
    community, found = load_community(site, kinds)
    faces = load_faces(font_folders(site.root / site.settings.fonts_dir), faces_path(site.cache))
    characters = frozenset[int]().union(*(face.characters for face in faces))
    problems += [*found, *check_all(community, styles), *check_glyphs(community, characters)]
    targets = list_targets(community)
    recipe = make_recipe(site.settings)
    page_photos = [(uri, path, site.shown(path)) for uri, path in find_page_photos(site.docs)]
    photos, photo_problems = plan_photos(
        community,
        page_photos,
        site.root,
        Workshop(Store(site.cache), Runner(site.settings.jobs), tick),
        recipe,
    )
    problems += photo_problems
    # a mistyped name makes a code look lost: that is no time to move or retire it
    certain = community.complete and not any_error(problems)
    ledger, new_codes, code_problems = settle_codes(site, targets, certain)
    settled = ledger or assign_codes(Ledger(), targets)[0]
    return Loaded(
        kinds, styles, tuple(faces), community, settled, targets, new_codes, ledger is not None,
        recipe, photos, sort_problems([*problems, *code_problems]),
    )  # fmt: skip


def record_new_codes(site: Site, loaded: Loaded) -> tuple[Loaded, list[Problem]]:
    """Writes new codes to the ledger, and what is recorded then.

    A build with errors leaves the ledger alone: what looks new may have been renamed.
    """
    if not (loaded.new_codes and site.records) or loaded.has_errors or site.settings.frozen:
        return loaded, []
    ledger, problems = record_codes(site, loaded.ledger, loaded.targets, len(loaded.new_codes))
    if ledger is None:
        return loaded, problems
    return replace(loaded, ledger=ledger, new_codes=frozenset()), problems


def address_problems(site: Site, severe: bool = False) -> list[Problem]:
    """Codes need an address before they can be printed."""
    if site.codes_address:
        return []
    what = "没有 site_url，短码没有网址，海报印不出来"
    remedy = "在 mkdocs.yml 里写上 site_url: https://你们的网址/"
    return [Problem(Mark("mkdocs.yml"), what, remedy, "error" if severe else "warning")]
