"""The site's ledger settled with what hangs today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

from ..codes.codes import Codes
from ..codes.identity import list_targets, place_uri
from ..codes.ledger import Ledger, assign_codes
from ..codes.ledger_file import parse_ledger
from ..codes.likeness import Likeness, likeness_of_photo, likeness_of_text
from ..codes.reconnect import Reconnected, reconnect
from ..codes.troubles import lost_problems, moved_problems
from ..kinds.kind import Kinds
from ..model.community import Community
from ..model.problem import Mark, Marks, Problem
from ..model.sheet import Sheet
from ..model.site import Site
from ..model.target import Target
from ..model.work import Work
from ..photos.pictures import Pictures
from ..photos.plan import Picture
from ..walls.record import Record
from .binding import ledger_path, short_problems
from .sheets import LEDGER
from .tree import Read, Tree


def plan_targets(community: Community, kinds: Kinds) -> dict[str, Target]:
    """Everything that has a code, by identity: with the parts of each sheet's page."""
    targets = list_targets(community)
    for sheet in community.sheets:
        page = kinds[sheet.kind].page
        for part in page.parts(sheet, community) if page else ():
            targets.setdefault(part.identity, part)
        for identity in map(sheet.work_identity, sheet.withheld):
            # a label that hangs opens the gallery
            targets.setdefault(identity, Target(identity, sheet.fields.title, sheet.uri))
    for sheet in community.kept_back:
        # a poster that hangs already opens where it hangs, and does not tell what is kept back
        for identity in (sheet.identity, *map(sheet.work_identity, sheet.fields.written_works)):
            targets.setdefault(identity, Target(identity, _NOT_YET, _home_of(sheet, community)))
    return targets


_NOT_YET = "还没有公开"


def _home_of(sheet: Sheet, community: Community) -> str:
    """The page of the place where it hangs; else that of all places."""
    at = sheet.fields.at or ""
    return place_uri(community, at if at in community.network.places else "")


def plan_likenesses(
    community: Community, targets: Mapping[str, Target], pictures: Pictures
) -> dict[str, Likeness]:
    """What everything that has a code is known by."""
    found = {identity: Likeness(title=target.title) for identity, target in targets.items()}
    for sheet in community.sheets:
        if sheet.identity in targets:
            where = sheet.fields.at or ""
            found[sheet.identity] = Likeness(title=sheet.fields.title, where=where)
        _know_withheld(sheet, sheet.withheld, found)
    for sheet in community.kept_back:
        if sheet.identity in targets:
            found[sheet.identity] = Likeness(title=sheet.fields.title, where=sheet.fields.at or "")
        _know_withheld(sheet, sheet.fields.written_works, found)
    for sheet, _, work in community.works():
        identity = sheet.work_identity(work)
        looks = _looks(work, pictures.works.get(identity))
        found[identity] = Likeness(
            title=work.title, by=work.artist, looks=looks, where=sheet.fields.title
        )
    return found


def _know_withheld(sheet: Sheet, works: Iterable[Work], found: dict[str, Likeness]) -> None:
    """Works that are on no page, by what staff wrote of them."""
    for work in works:
        known = Likeness(title=work.title, by=work.artist, where=sheet.fields.title)
        found[sheet.work_identity(work)] = known


def _looks(work: Work, picture: Picture | None) -> str:
    if picture:
        return likeness_of_photo(picture.digest)
    return likeness_of_text(work.text) if work.text else ""


def settle_codes(
    site: Site,
    tree: Tree,
    targets: Mapping[str, Target],
    likenesses: Mapping[str, Likeness],
    certain: bool,
    record: Record | None,
) -> tuple[Codes, list[Problem]]:
    """A code for everything, whether the ledger has it or not.

    Where `certain` is true, codes follow what was renamed, moved or exchanged, and those that
    nobody can place are errors. Where codes are missing that the record of prints holds, nothing
    is sound: those made anew could lead elsewhere.
    """
    shown = f"{tree.galleries}/{LEDGER}"
    found, problems = _ledger(tree.texts.get(shown), shown)
    short = short_problems(found, record, site) if found is not None else []
    if short:
        found, problems = None, [*problems, *short]
    known = Reconnected(found or Ledger())
    if found is not None and certain:
        known = reconnect(found, likenesses)
        problems += [*moved_problems(known, likenesses), *lost_problems(known, likenesses)]
    ledger, new = assign_codes(known.ledger, targets)
    unknown = frozenset(targets) if found is None else frozenset(new)
    return (
        Codes(
            site.codes_address, ledger, targets, unknown, found is not None,
            known.moves, known.lost, likenesses,
        ),
        problems,
    )  # fmt: skip


def _ledger(read: Read | None, shown: str) -> tuple[Ledger | None, list[Problem]]:
    """None yet is an empty one, a damaged one is None."""
    if read is None:
        return Ledger(marks=Marks(shown)), []
    if read.text is None:
        return None, list(read.problems)
    ledger, problems = parse_ledger(read.text, shown)
    return ledger, [*read.problems, *problems]


def address_problems(site: Site, severe: bool = False) -> list[Problem]:
    """Codes need an address before they can be printed."""
    if site.codes_address:
        return []
    what = "没有 site_url，短码没有网址，海报印不出来"
    remedy = "在 mkdocs.yml 里写上 site_url: https://你们的网址/"
    return [Problem(Mark("mkdocs.yml"), what, remedy, "error" if severe else "warning")]


def changed_address_problems(codes: Codes, site: Site) -> list[Problem]:
    """An error where the site's address is not the one that hangs on the walls."""
    printed, bound = codes.ledger.address, len(codes.ledger.codes) - len(codes.new)
    if not printed or not codes.base or printed == codes.base or not bound:
        return []
    what = f"网址从 {printed} 改成了 {codes.base}：已经印出去的 {bound} 个短码会全部扫不开"
    remedy = f"把网址改回去；旧网址已经能转到新网址的，运行 loudao codes address {codes.base}"
    return [Problem(Mark(site.shown(ledger_path(site))), what, remedy)]


_NOT_PUBLIC = (".example", ".test", ".invalid", ".local", ".localhost", "localhost")
"""Names that nobody can have (RFC 2606, RFC 6761)."""


def trial_address_problems(site: Site, severe: bool = False) -> list[Problem]:
    """What stands against printing this address on paper that hangs for years."""
    parts = urlsplit(site.codes_address)
    host = (parts.hostname or "").rstrip(".")
    if not site.codes_address:
        return []
    if f".{host}".endswith(_NOT_PUBLIC) or host.endswith(("example.com", "example.org")):
        why = f"{host} 只是个例子，谁也打不开"
    elif _is_number(host):
        why = f"{host} 是一台电脑的号码，换了机器就打不开"
    elif parts.scheme != "https":
        why = "不是 https 开头，手机会说不安全"
    else:
        return []
    what = f"网址 {site.codes_address} 不能印在纸上：{why}"
    remedy = "在 mkdocs.yml 里把 site_url 改成自己的网址；只是看看样子就加 --draft 印样张"
    return [Problem(Mark("mkdocs.yml"), what, remedy, "error" if severe else "warning")]


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
