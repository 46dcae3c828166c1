"""Pages that are no sheets and that staff keep back: `draft: yes`, `publish: 2026-12-01`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pydantic import BaseModel, ConfigDict

from ..manifest.document import split_page
from ..manifest.nodes import Mapping
from ..manifest.validate import validate
from ..model.community import Community
from ..model.problem import Mark, Problem, warning
from ..model.scalars import Day, YesNo
from .tree import Tree

_SAID = re.compile(r"^(?:draft|publish)[ \t]*:", re.MULTILINE)
_CALLED = re.compile(r"(?:草稿|未定稿|draft)(?![a-z])", re.IGNORECASE)


class _Front(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)
    draft: YesNo = False
    publish: Day | None = None


def without_drafts(tree: Tree, community: Community, today: date) -> tuple[Tree, list[Problem]]:
    """The same without pages that are kept back, sheets among them; and a line for each."""
    back = {sheet.body.uri for sheet in community.kept_back if sheet.body.uri}
    problems: list[Problem] = []
    for uri in tree.pages:
        name = f"{tree.docs}/{uri}"
        text = tree.texts[name].text or ""
        if uri in community.pages or uri in back:
            continue
        if _SAID.search(text):
            found = list(_kept_back(text, name, today))
            problems += found
            back |= {uri} if found else set()
        elif _CALLED.match(posixpath.basename(uri)):
            what = "文件名说是草稿，可是放到了网上"
            problems.append(
                warning(Mark(name), what, "不公开就在第一行写 ---，下面写 draft: yes 和 ---")
            )
    if not back:
        return tree, problems
    left_out = tree.left_out | back
    return replace(tree, left_out=left_out, kept_back=frozenset(back)), problems


def _kept_back(text: str, name: str, today: date) -> Iterator[Problem]:
    """Why a page is not public, where it is not; a day that is none keeps it back too."""
    page, _ = split_page(text, name)
    if page.front is None:
        return
    own = [entry for entry in page.front.entries if entry[0].text in ("draft", "publish")]
    fields, marks, faults = validate(_Front, Mapping(tuple(own), 1, 1), name)
    yield from faults
    if fields is None:
        return
    if fields.draft:
        yield warning(marks.at("draft"), "草稿，没有放到网上", "写好了把 draft 拿掉")
    elif fields.publish and fields.publish > today:
        yield warning(marks.at("publish"), f"到 {fields.publish} 才公开，还没有放到网上")
