"""Where names of people stand in a line, as far as their shape tells."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from .surnames import COMPOUND, SURNAMES

_COMPOUNDS = re.compile(COMPOUND)
_NOT_GIVEN = "楼层区室部街村组费气告程间点的了在与或请各位号幢座户厅店馆校场局处办厂镇乡县市省州展览活动参报系和及等至到漏渗堵阀井坯侧坏洗污臭响吵噪滴房景"
"""Characters that few given names are made of: 高楼层, 马路, 文化节."""

_FUNCTION = "和向于从都能时后应别空全成年那边经由就万尚凌方安"
"""Surnames that are more often other words."""

_SURNAME = f"(?:{COMPOUND}|[{SURNAMES}]{{1,2}}?)"
_GIVEN = f"[^\\W\\da-zA-Z_{_NOT_GIVEN}]{{1,2}}"
_ROLE = (
    "(?:姓名|居民|住户|业主|户主|租户|租客|房主|户名|收件人|收货人|作者|党员|积极分子|老人|志愿者|家属|同学|学生|学员|患者|病人|选民"
    "|低保户|特困人员|五保户|贫困户|贫困家庭|困难户|困难家庭|困难职工|残疾人|残疾儿童|儿童|孤寡老人|独居老人|空巢老人|失独家庭|军属|烈属|矫正对象|对象|申请人|当事人|本人"
    "|儿子|女儿|妻子|丈夫|父亲|母亲|奶奶|爷爷|孤儿|老寿星|寿星|失主|车主|管家|楼长|师傅|老师|同志)"
)
_BEFORE = "(?:找|叫|由|给|请|为|的|是|与|和|及)"
_AFTER = r"(?=[\W\d_]|$|[住家在电手因患系为是的身一有现今享属于查确被需每正已曾刚年男女将获由请及同先女老阿叔申领来送找说反报安装捐荣等和与跟到去以办缴交欠用把要想从让提发养房微加座宅本原租户业诉尽主行动不收签智视听肢精十二三四五六七八九〇零])"
_TITLE = "(?:先生|女士|阿姨|大爷|大妈|奶奶|爷爷|爷叔|叔叔|伯伯|婶婶|婆婆|阿婆|师傅|老师|医生|同志|老人|小姐|大叔|大姐|大哥|大伯|大娘|姐|哥)"

_HAN = "[\u4e00-\u9fff]"
_IS_HAN = re.compile(_HAN)
_CALLED = re.compile(rf"{_ROLE}[^\w]{{0,3}}(?![{_FUNCTION}])({_SURNAME}{_GIVEN})")
"""After what somebody is: whatever comes next."""
_LOOSE = (
    re.compile(rf"(?:{_ROLE}|{_BEFORE})[^\w]{{0,3}}({_SURNAME}{_GIVEN}){_AFTER}"),
    re.compile(
        rf"(?:(?<!{_HAN})|(?<=[室房户座栋幢号元人员者残零一二三四五六七八九]))({_SURNAME}{_GIVEN}){_AFTER}"
    ),
    re.compile(rf"({_SURNAME}{_GIVEN})(?={_TITLE})"),
)
"""Held against a dictionary: 尚未, 空置, 凌晨 begin like names."""
_TITLED = (
    re.compile(rf"(?<!{_HAN})({_SURNAME}{_HAN}?{_HAN}?{_TITLE})"),
    re.compile(rf"({_SURNAME}{_TITLE})"),
    re.compile(rf"((?:小|老)[{SURNAMES}])(?!{_HAN}|区)"),
    re.compile(rf"({_HAN}\*{_HAN}?)"),
    re.compile(rf"({_HAN}{{2,6}}[·•]{_HAN}{{2,8}})"),
)


def names_in(text: str) -> list[tuple[int, int]]:
    """The characters of each name, from and to; one may be found twice."""
    loose = [
        found
        for shape in (_CALLED, *_LOOSE)
        for found in shape.finditer(text)
        if not _is_word(found)
    ]
    titled = [
        found
        for shape in _TITLED
        for found in shape.finditer(text)
        if found[1] not in _words() and found[1][:2] not in _words()
    ]
    return [found.span(1) for found in (*loose, *titled)]


def _is_word(found: re.Match[str]) -> bool:
    """Whether what looks like a name is a word, or the beginning of one."""
    name = found[1]
    if _COMPOUNDS.match(name):
        return False
    if len(name) in (2, 3) and _stands_alone(found):
        return name in _words()
    if len(name) == 2 and name[0] in _FUNCTION and found.re in _LOOSE[1:]:
        return True
    return any(name[:length] in _words() for length in (2, 3))


def _stands_alone(found: re.Match[str]) -> bool:
    text, (start, end) = found.string, found.span(1)
    return not any(_IS_HAN.match(text[at : at + 1]) for at in (start - 1, end) if at >= 0)


@cache
def _words() -> frozenset[str]:
    """Words of the dictionary of jieba that begin like names and are none."""
    found = set()
    text = (files("jieba") / "dict.txt").read_text("utf-8")
    for line in text.splitlines():
        if line[0] in SURNAMES:
            word, count, sort = line.split(" ")
            least = _OFTEN if sort.startswith(("nr", "ns")) else _SELDOM
            if len(word) in (2, 3) and int(count) > least:
                found.add(word)
    return frozenset(found)


_SELDOM, _OFTEN = 8, 3000
"""Times that a word stands in the dictionary's texts, to count as one; and what it takes for a
name of people and places: 文明 is one there."""
