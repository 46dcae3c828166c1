"""Lines of staff's own words: full ones, in which only a number with its unit, a day, a name
between marks and a short bold word stay whole, and no last line of one or two characters.

Phrases are for titles: lines of a paragraph that end at them are short and ragged on a phone.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from ..compose.phrases import words_of
from .held import hold

_UNITS = (
    "小时|分钟|公里|厘米|毫米|平方米|个?工作日|号楼|号院|单元"
    "|[年月日号点楼层室户届期件米天人份张元次个岁盆把床桌周栋棵幅本笔]"
)
_WHOLE = re.compile(
    "《[^》]{1,8}》"
    "|(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日"
    "|(?<![0-9A-Za-z#])[0-9]{3,4}-[0-9]{4} ?[0-9]{3,4}"
    "|(?<![0-9A-Za-z#])[0-9]{1,2}[:：][0-9]{2}(?: ?[—–~-] ?[0-9]{1,2}[:：][0-9]{2})?"
    f"|(?<![0-9A-Za-z#])[0-9][0-9,.:：—-]* ?(?:{_UNITS})"
)
_TAG = re.compile(r"(<[^>]*>)")
_VERBATIM = re.compile(r"<(/?)(?:pre|code|a|b|time|h[1-6]|script|style)\b")
_STRONG = re.compile("<strong>(?=[^<]{2,8}</strong>)")
_HEADING = re.compile(r"(<h[1-3]\b[^>]*>)([^<]+)(?=[<])")
_LAST = re.compile(
    "([\u4e00-\u9fff]{3,12})([，。、；：！？）》”…]*)"
    r"(?=\s*</(?:p|li|dd|td|blockquote)>)"
)
_OPENING = frozenset("（《“‘【(")

_FEW, _MANY = 3, 6
"""Characters of a last line at least, and of what is held there at most."""


def hold_words(html: str) -> Markup:
    """Staff's words: headings at phrases, in what runs on only what is read at once."""
    text = _HEADING.sub(_at_phrases, str(html))
    text = _STRONG.sub('<strong class="held">', text)
    return Markup(_LAST.sub(_last_words, _held(text)))


def _at_phrases(found: re.Match[str]) -> str:
    return found[1] + str(hold(Markup(found[2]).unescape()))


def _held(html: str) -> str:
    """Numbers and names of its text, those of links and of what is verbatim left alone."""
    pieces, inside = _TAG.split(html), 0
    for number, piece in enumerate(pieces):
        if number % 2:
            if tag := _VERBATIM.match(piece):
                inside = max(0, inside - 1) if tag[1] else inside + 1
        elif not inside:
            pieces[number] = _WHOLE.sub(r'<span class="held">\g<0></span>', piece)
    return "".join(pieces)


def _last_words(found: re.Match[str]) -> str:
    """As many whole words as make a line that does not look lost."""
    last = ""
    for word in reversed(words_of(found[1])):
        if len(last) >= _FEW:
            break
        last = word + last
    if len(last) > _MANY:
        last = last[-_FEW:]
    before = found[1].removesuffix(last)
    opens = not before and found.string[found.start() - 1] in _OPENING
    # one may break before it where a bold word stands there, too
    return f'{before}{"" if opens else "<wbr>"}<span class="held">{last}{found[2]}</span>'
