"""What no line of a page may break: a name between marks, a day, a number with its unit."""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup, escape

_HELD = re.compile(
    r"[（“‘]?(?:《[^》]{1,16}》|“[^”]{1,10}”"
    r"|(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日(?:[至到起]|-(?=[0-9]))?"
    r"|(?<![0-9&#])[0-9]+(?:号楼|号院|单元|[年月日号点楼层室户届期件米天])"
    r"|第?[一二三四五六七八九十百千万两零〇]+"
    r"(?:号楼|号院|单元|周年|[年月日号届次期层楼张件个幅位名家户岁])"
    r"|(?<=.)(?:值班表|一览表|倡议书))"
    # with the marks that end or begin no line: beside it one may break
    r"[，。、；：！？）》”…]*"
)


@lru_cache(maxsize=4096)
def hold(text: str) -> Markup:
    """`text` for a page, each such thing whole: what does not fit in what is left of a line
    begins the next one, and breaks only where it is longer than a line.

    No box (`inline-block`): to who hears the page its edges are spaces.
    """
    return Markup(_HELD.sub(_kept, str(escape(text))))


def _kept(found: re.Match[str]) -> str:
    before = "<wbr>" if found.start() else ""
    after = "<wbr>" if found.end() < len(found.string) else ""
    return f'{before}<span class="held">{found[0]}</span>{after}'
