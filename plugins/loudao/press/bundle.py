"""The document that shows how a sheet hung: its pages are filed, with the files in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from ..compose.brief import Brief
from ..model.days import describe_day, describe_days
from ..model.terms import Terms
from ..model.workdays import UNCONFIRMED
from ..plan.evidence import Evidence
from ..plan.evidence_photos import FOLDERS, Photo
from ..styles.faces import spell_out
from ..walls.calendar import days_off, weeks_of
from ..walls.evidence import Noted
from ..walls.hung import Spell, Verdict, judge
from ..walls.record import Impression, render_impression
from ..walls.shortfalls import shortfalls
from .attached import UNSEALED
from .document import Document
from .documents import document_frame
from .typesetter import WITH_FILES

_TAIL = 8
"""Digits that stand together: 64 in a row nobody compares by eye."""


@dataclass(frozen=True)
class Page:
    """One version that hung: its pages as pictures, where they are known."""

    version: str
    printed: Noted | None
    how: str
    """Where they come from, or why there are none."""
    file: str
    """The PDF among the files; empty where there is none."""
    pictures: Sequence[str]


@dataclass(frozen=True)
class Shot:
    """One photo: its file, and its small copy as a template names it."""

    name: str
    photo: Photo
    path: str
    aspect: float
    """Its width by its height."""
    changed: bool
    """Whether it is another than was kept."""


@dataclass(frozen=True)
class Bundled:
    """What goes into the document besides words."""

    pages: Sequence[Page]
    shots: Sequence[Shot]
    sums: Mapping[str, tuple[str, int]]
    """SHA-256 and bytes of each file, by its name."""
    attached: Mapping[str, str]
    """Where each lies, as a template names it; the list is among them."""


def bundle_document(
    one: Evidence, bundled: Bundled, brief: Brief, known: frozenset[int], today: date
) -> Document:
    """`known` are the characters that faces have."""
    terms, spells, fields = one.terms, one.spells, one.sheet.fields
    verdict = judge(terms, spells)
    found = [it._asdict() for it in shortfalls(terms, spells, today, f'"{fields.title}"')]
    data = {
        **document_frame(brief, f"{fields.title}：墙上的证据", "plain"),
        "subject": fields.title,
        "made": describe_day(today),
        "facts": [*terms.facts, *_facts(one, brief, verdict)],
        "verdict": _verdict(terms, verdict),
        "weeks": weeks_of(terms, spells, verdict.spell),
        "off": list(days_off(terms, verdict.spell)),
        "doubts": found,
        "pages": [{**asdict(page), "printed": _printed(page)} for page in bundled.pages],
        "rows": _rows(one),
        "shots": [_shot(shot) for shot in bundled.shots],
        "whom": terms.whom,
        "place": terms.place,
        "sums": [
            {"name": name, "bytes": f"{size:,}", "sum": _spaced(digest)}
            for name, (digest, size) in sorted(bundled.sums.items())
        ],
        "attached": bundled.attached,
        "seal": UNSEALED,
    }  # fmt: skip
    weight = 4 + 4 * len(bundled.shots) + 8 * len(bundled.pages)
    return Document("sheets/evidence.typ", _spelt(data, known), WITH_FILES, weight)


def _spelt(value: Any, known: frozenset[int]) -> Any:
    """What staff wrote may have characters that no face shows."""
    if isinstance(value, str):
        return spell_out(value, known)
    if isinstance(value, Mapping):
        return {key: _spelt(part, known) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_spelt(part, known) for part in value]
    return value


def _facts(one: Evidence, brief: Brief, verdict: Verdict) -> Iterator[tuple[str, str]]:
    terms, spell = one.terms, verdict.spell
    yield "贴在哪里", brief.community.where(one.sheet) or brief.community.name
    span = describe_days(terms.starts, terms.ends) or "没有写"
    yield "写的日子", span + (f"，{terms.least.words}" if terms.least and not terms.source else "")
    if spell:
        yield "贴上", describe_day(spell.first) + ("" if spell.told else "（这天第一次看到）")
        yield "取下", _came_down(spell)
        looks = len({*spell.seen})
        yield "看到在墙上", f"{looks} 天（巡查的照片和短码）" if looks else "没有记"


def _came_down(spell: Spell) -> str:
    if spell.replaced_by:
        return f"{describe_day(spell.last)}换成了版 {spell.replaced_by}"
    if spell.down:
        return describe_day(spell.down)
    return f"没有记；最后知道它在墙上是{describe_day(spell.last)}"


def _verdict(terms: Terms, verdict: Verdict) -> dict[str, Any]:
    """The number of days in large, what is asked for, and whether that is enough."""
    asked, days = terms.asked, verdict.days
    unit = asked.unit if asked else "天"
    first = "贴上和取下的当天都算" if terms.first_counts else "贴上的当天不算，取下的当天算"
    how = f"{'工作日' if terms.working else '日历日'}；{first}"
    said = {True: "够了", False: "不够", None: "未确认" if days.unconfirmed else "没有规定几天"}
    by = terms.source or "这一张自己写的"
    return {
        "number": days.known,
        "unit": unit,
        "said": said[verdict.enough],
        "enough": verdict.enough,
        "asked": f"{by}：{asked.words}" if asked else "没有写公示几天",
        "how": f"公示期里数{how}",
        "doubt": f"还有 {days.unconfirmed} 天的{UNCONFIRMED}，没有数" if days.unconfirmed else "",
    }


def _printed(page: Page) -> str:
    """2026年11月18日印的，A3，2 份"""
    line = page.printed
    if line is None:
        return "没有记哪天印的"
    return f"{describe_day(line.on)}印的，{line.size}，{line.copies} 份"


_DID = {"printed": "印好", "up": "贴上", "seen": "看到在墙上", "down": "取下"}


def _rows(one: Evidence) -> list[dict[str, str]]:
    """Day by day what was noted and what photos show, and who says so."""
    rows = [(line.on, _row(line)) for line in one.noted or ()]
    for photo in one.photos:
        if photo.day and photo.noted is None:
            did, by = f"{_DID[photo.did]}（照片）", _source(photo, False)
            said = {
                "day": describe_day(photo.day),
                "did": did,
                "version": "",
                "where": "",
                "by": by,
            }
            rows.append((photo.day, said))
    return [said for _, said in sorted(rows, key=lambda row: row[0])]


def _row(line: Noted) -> dict[str, str]:
    by = "照片上的短码读出来的" if line.photo else "居委会记的"
    if line.photo and line.fact is None:
        by = "手机记的是另一天，没有数"
    return {
        "day": describe_day(line.on),
        "did": _DID[line.did],
        "version": line.version,
        "where": line.wall or (f"{line.size}，{line.copies} 份" if line.copies else ""),
        "by": "印的时候自动记的" if line.did == "printed" else by,
    }


def _shot(shot: Shot) -> dict[str, Any]:
    photo = shot.photo
    return {
        "path": shot.path,
        "name": shot.name,
        "aspect": shot.aspect,
        "did": FOLDERS[photo.did],
        "day": describe_day(photo.day) if photo.day else "",
        "source": _source(photo, shot.changed),
        "doubtful": photo.day is None or shot.changed,
        "wall": photo.noted.wall if photo.noted else "",
        "original": _spaced(photo.noted.original if photo.noted else photo.digest),
    }


def _source(photo: Photo, changed: bool) -> str:
    """Who says so of its day."""
    if changed:
        return "和巡查时留下的不一样，改过"
    stated, taken = photo.stated, photo.taken
    if photo.clock_wrong:
        return "手机的钟不准，日期由居委会填写"
    if stated and taken and stated != taken:
        return f"手机记的是{describe_day(taken)}，写的是{describe_day(stated)}，不一致"
    if photo.to_come:
        return f"写的是{describe_day(stated or taken or date.max)}，还没有到"
    if photo.noted:
        return "手机和巡查记的一样" if taken else "巡查那天记的；手机没有记日期"
    if taken:
        return "手机记的，文件名写的一样" if stated else "手机记的"
    return "日期由居委会填写"


def _spaced(digest: str) -> str:
    """Digits in eights."""
    return " ".join(digest[n : n + _TAIL] for n in range(0, len(digest), _TAIL))


def record_text(noted: Iterable[Noted], printed: Iterable[Impression]) -> bytes:
    """The lines of both records that tell of a sheet, as they stand there."""
    lines = ["# evidence/记录.yml"]
    lines += [f"- {line.line()}" for line in noted]
    lines += ["", "# galleries/printed.yml"]
    lines += [f"- {render_impression(impression)}" for impression in printed]
    return ("\n".join(lines) + "\n").encode()
