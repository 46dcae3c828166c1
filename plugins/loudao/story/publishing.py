"""The site taken to where residents find it: bind → build → send → open every printed code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ..codes.ledger_file import load_ledger
from ..hosting.inventory import HOME, Changes, Inventory
from ..hosting.secrets import SECRET, secret_of, user_of
from ..hosting.storage import Refused, Storage, open_storage
from ..hosting.transfer import Cut, carry_out, load_inventory, plan_transfer
from ..hosting.visits import Visit, visit_codes
from ..model.destination import Destination
from ..model.problem import Mark, Problem, any_error, sort_problems
from ..model.site import Site
from ..plan.binding import bind_codes, ledger_path
from ..plan.codes import (
    address_problems,
    changed_address_problems,
    trial_address_problems,
)
from ..plan.plan import make_plan, with_prints
from ..pool import Workshop
from ..store import Journal, digest_of
from ..web.code import code_mark
from .pressing import identities_on, open_pressroom, prove_prints, refusals, set_prints

_SHOWN = 5
"""Addresses that a problem lists; of three hundred dead codes the first few tell enough."""

_CONFIG = Mark("mkdocs.yml")


@dataclass(frozen=True)
class PublishOptions:
    dry_run: bool = False
    """Says what would be done: nothing is sent or bound."""
    everything: bool = False
    """What has not changed is sent too."""
    replacing: bool = False
    """Another site that lies there may be written over."""
    at_once: bool = False
    """What the site has no more is deleted now, not after a day."""


@dataclass(frozen=True)
class Published:
    """What was done, or with `dry_run` is to be done."""

    label: str = ""
    changes: Changes | None = None
    size: int = 0
    """Bytes that changed."""
    bound: int = 0
    """Codes that are new on what the site offers to print."""
    visited: int = 0
    """Printed codes that were opened at the public address."""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class _Quay:
    """A destination that answered, and what this command has put there before."""

    destination: Destination
    storage: Storage
    known: Inventory | None
    journal: Journal


def publish(
    site: Site,
    name: str | None,
    today: date,
    workshop: Workshop,
    build: Callable[[], Path],
    options: PublishOptions,
) -> Published:
    """Brings the site that `build` makes to the destination `name` of the settings.

    The destination is asked first, so that nothing is bound for a site that goes nowhere.
    Raises StoreFull, and what `build` raises.
    """
    try:
        destination = find_destination(site, name)
        if refused := trial_address_problems(site, severe=True) + address_problems(site, True):
            return Published(problems=tuple(refused))
        quay = _reach(site, destination, workshop, options.replacing)
        bound, problems = bind_offered(site, today, workshop, options.dry_run)
        if any_error(problems):
            return Published(destination.label, problems=tuple(problems))
        folder = build()
        transfer = plan_transfer(
            folder, quay.known, quay.storage, today, options.everything, options.at_once
        )
        done = Published(destination.label, transfer.changes, transfer.bytes, bound)
        if options.dry_run:
            return replace(done, problems=tuple(problems))
        address = site.codes_address
        carry_out(transfer, address, quay.storage, quay.journal, workshop.tick)
    except Refused as refused:
        return Published(problems=(refused.problem,))
    except Cut as cut:
        return Published(problems=(_cut_off(cut),))
    codes = printed_codes(site) if destination.check else []
    problems += visit(destination.address or site.codes_address, codes, workshop)
    return replace(done, visited=len(codes), problems=sort_problems(problems))


def find_destination(site: Site, name: str | None) -> Destination:
    """The destination that `name` means; the only one where there is no name. Raises Refused."""
    known = site.settings.publish
    if not known:
        what = "没写发布到哪里"
        remedy = "在 mkdocs.yml 的 loudao: 下面写 publish:，README 的“放到网上”有例子"
        raise Refused(Problem(_CONFIG, what, remedy))
    if name is None and len(known) == 1:
        return next(iter(known.values()))
    if name in known:
        return known[name]
    names = "、".join(known)
    what = f"publish: 里没有“{name}”" if name else "publish: 里写了几个，不知道发布到哪一个"
    raise Refused(Problem(_CONFIG, what, f"运行 loudao publish 名字，名字写 {names} 里的一个"))


def _reach(site: Site, destination: Destination, workshop: Workshop, replacing: bool) -> _Quay:
    """The destination, asked what lies there. Raises Refused where it does not answer, or holds
    what somebody else has put there."""
    secret = secret_of(destination)
    if destination.needs_secret and not secret:
        remedy = f"运行 loudao publish --login 存一次；或者设环境变量 {SECRET}"
        raise Refused(Problem(_CONFIG, f"不知道 {destination.label} 的密码", remedy))
    journal = workshop.store.journal(f"published-{digest_of(destination.label.encode())}")
    storage = open_storage(destination, user_of(destination), secret, site.root)
    known = load_inventory(storage, journal)
    foreign = _foreign(site, known, storage)
    if foreign and not replacing:
        what = f"{destination.label}：{foreign}"
        raise Refused(Problem(_CONFIG, what, "确定要换掉它，就加 --replace"))
    return _Quay(destination, storage, known, journal)


def _foreign(site: Site, known: Inventory | None, storage: Storage) -> str:
    """Whose site lies there, if it is not this one."""
    if known is None:
        there = storage.read(HOME) is not None
        return "那里已经有一个网站，不是 loudao publish 放的" if there else ""
    if known.address not in ("", site.codes_address):
        return f"那里放的是 {known.address} 的网站"
    return ""


def bind_offered(
    site: Site, today: date, workshop: Workshop, dry_run: bool = False
) -> tuple[int, list[Problem]]:
    """How many codes on the PDFs that the site offers are new, and what is wrong.

    They are written into the ledger, save in a dry run. What the proof refuses stays a sample
    on the site: that is a warning. Raises StoreFull.
    """
    plan = make_plan(site, today, workshop)
    problems = [*plan.problems, *changed_address_problems(plan.codes, site)]
    if any_error(problems) or plan.record is None:
        return 0, list(sort_problems(problems))
    if site.settings.frozen:
        return 0, []
    plan = with_prints(plan)
    room = open_pressroom(plan, workshop)
    run, found = set_prints(plan, [p for p in plan.prints if p.is_offered], room)
    proved = prove_prints(plan, run.printed, room)
    found += refusals(plan, proved, room)
    wanted = identities_on(one.printed for one in proved if not one.faults)
    new = sum(not plan.codes.is_bound(identity) for identity in wanted)
    stopped = [] if dry_run else bind_codes(site, plan.codes, wanted)
    # the engine tells of the plan's problems when it builds
    return new, [*stopped, *(replace(problem, severity="warning") for problem in found)]


def _cut_off(cut: Cut) -> Problem:
    what = f"{cut.problem.what}；{cut.total} 个文件传好了 {cut.done} 个"
    return replace(cut.problem, what=what)


def printed_codes(site: Site) -> list[str]:
    """Every code that may hang somewhere, retired ones too."""
    path = ledger_path(site)
    ledger, _ = load_ledger(path, site.shown(path))
    return sorted(ledger.ever) if ledger else []


def visit(base: str, codes: Sequence[str], workshop: Workshop) -> list[Problem]:
    """An error for each sort of answer below `base` that is none."""
    base = base if base.endswith("/") else base + "/"
    by_reason: dict[str, list[Visit]] = defaultdict(list)
    for one in visit_codes(base, codes, code_mark, workshop.tick):
        by_reason[one.why].append(one)
    return [_unanswered(why, visits, len(codes)) for why, visits in sorted(by_reason.items())]


_REMEDIES = {
    "404": "云存储要打开静态网站和子目录首页，见 README“放到网上”；自己的服务器看看文件夹对不对",
    "403": "那边不让看：存储桶的读权限改成公共读；域名在大陆要先备案",
    "连不上": "看看域名解析到那里没有、https 打开没有；刚改过的要等十几分钟",
    "证书不对": "给这个域名装上 https 证书，不然手机会拦住",
    "不是它的网页": "打开的是别的东西：看看云存储的子目录首页、域名指到哪里、CDN 的缓存",
}


def _unanswered(why: str, visits: Sequence[Visit], total: int) -> Problem:
    shown = "、".join(visit.address for visit in visits[:_SHOWN])
    more = "……" if len(visits) > _SHOWN else ""
    reason = f"打不开（{why}）" if why.isdigit() else why
    what = f"{total} 个印过的短码里，{len(visits)} 个{reason}：{shown}{more}"
    return Problem(_CONFIG, what, _REMEDIES.get(why, "过一会儿再运行一次 loudao publish"))
