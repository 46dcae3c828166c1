"""What is said of a person by name: where they live, when they were born, how they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .finding import Finding, keep_ends
from .names import names_in

_N = "[\\dA-Za-z〇零一二三四五六七八九十]"
_ROOM = r"(?:\d{3,4}|[〇零一二三四五六七八九十]{3,4})"
_HOUSE = rf"{_N}{{1,4}}\s*(?:号楼|号院|#楼|号?栋|幢|座|#|号(?=\s*[\d一二三四五六七八九十]{{1,3}}\s*单元)|楼)"
_UNIT = r"(?:[\dA-Za-z甲乙丙丁一二三四五六七八九十东西]{1,3}\s*(?:单元|门|梯|楼道))"
_FLOOR = r"(?:[\d一二三四五六七八九十]{1,3}\s*[层楼])"
_DOOR = r"(?:室|房|号|户)?"
_DWELLING = re.compile(
    rf"(?<![\dA-Za-z])(?<!\d-)((?:{_HOUSE}\s*(?:{_UNIT}|\d{{1,2}}-)?|{_UNIT})\s*{_FLOOR}?\s*{_ROOM}\s*{_DOOR}"
    rf"|\d{{1,4}}号\s*\d{{1,3}}号\s*{_ROOM}\s*{_DOOR}"
    rf"|\d{{1,4}}弄\s*\d{{1,4}}号\s*(?:楼\s*)?(?:{_UNIT})?\s*{_ROOM}\s*{_DOOR}"
    rf"|\d{{1,3}}#?[\-/]\d{{1,2}}[\-/]\d{{3,4}}\s*{_DOOR})(?![\d元]|-\d)"
)
_DAY = re.compile(r"(?:1[0-2]|0?[1-9])[\-/](?:3[01]|[12]\d|0?[1-9])[\-/](?:19[3-9]|20[1-9])\d")
"""A day that somebody wrote the other way round."""

_BEFORE, _AFTER = 40, 9
"""Characters between a name and a door after it, and a door and a name after it."""

_OLDEST = 1915
"""People born before are written about, not written to."""
_LABEL = (
    r"(?:出生(?:日期|年月日?|时间|于)?|(?<![卫学医师先新考花养民国党军校])生日"
    r"|(?<![发产诞萌滋新])生于|生辰|出生年月|DOB|[Bb]irth(?:day| date)?|date of birth)"
)
_BIRTH_BEFORE = re.compile(
    rf"{_LABEL}\s*(?:登记)?(?:应?[是为]|在)?[\s:：|/【\[（(“]{{0,4}}(?:公历|阳历|农历|阴历)?\s*$",
    re.IGNORECASE,
)
_BIRTH_AFTER = re.compile(
    r"[\s（(，,]{0,2}(?:日)?(?:出生|生人|生日(?!快乐)|诞辰|生(?!产|效|活|日|态|物|意|成|命|长|源))"
)
_NOT_BIRTH = re.compile(
    r"(?:获|参|当选|被|捐|荣|加入|入党|去世|逝世|完成|创作|举|开)|.{0,24}(?:逝世|去世|卒)"
)
_IN_PAPERS = re.compile(r"(?:^|[，,、|\s（(【—:：-])\s*$")
"""A date between a name and the number of a paper is a birth date: 侯海，1955-07-11，护照…"""

_OF_HISTORY = re.compile("纪念|缅怀|烈士|英雄|故居|事迹|名人|伟人|展板|先烈|生平")
"""Of whom such lines speak, everybody knows the day."""

_FEAST = re.compile(r"生日|寿星|祝寿|出生")

_DATE = re.compile(
    r"(?<![\d.])((?:19|20)\d{2}\s*(?:[\-/.]\s*(?:1[0-2]|0?[1-9])\s*[\-/.]\s*(?:3[01]|[12]\d|0?[1-9])(?!\d)"
    r"|年\s*(?:1[0-2]|0?[1-9])\s*月\s*(?:3[01]|[12]\d|0?[1-9])\s*[日号]?"
    r"|年\s*(?:农历|阴历)?[正一二三四五六七八九十冬腊]{1,2}月[初一二三四五六七八九十廿卅]{1,3}日?"
    r"|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d))"
    r"|[一二][〇零○一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日?)"
)

_MAIL = re.compile(r"(?<![\w.+*-])([\w+-][\w.+-]*[ ]?@[ ]?[\w-]+(?:\.[\w-]+)+)(?![\w@])", re.ASCII)
_PUBLIC_MAIL = re.compile(r"\.gov(?:\.cn)?$|\.edu(?:\.cn)?$|\.example$", re.IGNORECASE)

_WECHAT_NAME = (
    r"(?:微信|[Ww]e[Cc]hat|(?<![A-Za-z])[Vv][Xx]|(?<![A-Za-z])[Ww][Xx](?!id)"
    r"|威信|薇信|[Vv]信|[加➕]\s*[Vv]|加微(?!信)|微❤️?)"
)
_WECHAT = re.compile(
    rf"{_WECHAT_NAME}\s*(?:号码?|[Ii][Dd]|账号|帐号)?(?P<between>\s*(?:是|为|同|搜)?[\s:：【\[“\"'（(/|_\-—]{{0,3}})"
    r"(?P<id>[A-Za-z][A-Za-z0-9_-]{5,19})(?![\w@]|\.(?:com|cn|net))",
    re.ASCII,
)
_QQ = re.compile(r"(?<![A-Za-z])[Qq]{2}(?:号码?)?\s*(?:是|为)?[:：\s]?\s*([1-9]\d{4,10})(?!\d)")
_PUBLIC_ACCOUNT = re.compile(
    r"(?:公众号?|公号|视频号|小程序|服务号|订阅号|企业微信|[Qq]{2}群|官方|群(?!主|请))[^，。；\n]{0,16}$"
)

_SENSITIVE = re.compile(
    r"(低保|特困|五保户?|贫困户?|困难户|困难职工|困难党员|困难群众|困难家庭|困难补助|脱贫|建档立卡|低收入|残疾|重残|伤残|失能|失智|失独|孤儿|孤寡"
    r"|精神障碍|智力障碍|抑郁|自闭|透析|化疗|放疗|中风|偏瘫|截瘫|瘫痪|脑梗|脑瘫|艾滋|HIV|痴呆|住院|手术|怀孕|流产|失明|失聪|聋哑|类风湿|高血压|尿毒"
    r"|[甲乙丙]肝|三高|吸毒|戒毒|社区矫正|刑满释放|刑释|服刑|信访|上访|离异|单亲|救助对象|救助金"
    r"|中共党员|预备党员|党员|民主党派|入党积极分子|政治面貌|信教|宗教信仰|基督徒|穆斯林"
    r"|[\u4e00-\u9fff]{1,5}(?<![看防治毛])(?:病|症|癌|炎|肿瘤|结核))"
)
_ABOUT_NOBODY = re.compile(
    r"讲座|义诊|宣传|筛查|防治|预防|培训|服务站|协会|联合会|中心|支部|大会|会议|活动室|政策|窗口|科普|病虫|活动|先锋|示范"
)


def find_sayings(text: str, numbers: Sequence[Finding]) -> Iterator[Finding]:
    """What `text` says of somebody; `numbers` are those in it."""
    names = names_in(text)
    yield from _births(text, names, numbers)
    contacts = [*_mails(text), *_wechats(text)]
    yield from contacts
    dwellings = [found for found in _DWELLING.finditer(text) if not _DAY.fullmatch(found[1])]
    if not names or not (dwellings or numbers or contacts):
        return
    near = [d for d in dwellings if any(_is_beside(d.span(1), name) for name in names)]
    for found in near:
        yield Finding(found.start(1), found.end(1), "住址", _only_building(found[1]))
    reach = [one for one in (*numbers, *contacts) if one.sort != "车牌号"]
    status = _SENSITIVE.search(text) if reach or near else None
    if status and not _ABOUT_NOBODY.search(text):
        yield Finding(status.start(1), status.end(1), "敏感情况", "〔略〕")


def _is_beside(door: tuple[int, int], name: tuple[int, int]) -> bool:
    """Whether a name may be of who lives there: well before it, or right after."""
    if name[1] <= door[0]:
        return door[0] - name[1] <= _BEFORE
    return name[0] - door[1] <= _AFTER


def _only_building(words: str) -> str:
    building = re.match(rf"{_HOUSE}|\d{{1,4}}弄", words)
    if building:
        return building[0]
    number = re.match(r"\d+", words)
    return f"{number[0]}号楼" if number and "单元" not in words else keep_ends(words, 0, 0)


def _births(
    text: str, names: Sequence[tuple[int, int]], numbers: Sequence[Finding]
) -> Iterator[Finding]:
    papers = [one.start for one in numbers if one.sort in ("护照号", "身份证号", "通行证号")]
    for found in _DATE.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        year = re.match(r"\d{4}", found[1])
        old = (year and int(year[0]) < _OLDEST) or _OF_HISTORY.search(text)
        if old or _NOT_BIRTH.match(after):
            continue
        named = _BIRTH_BEFORE.search(before) or _BIRTH_AFTER.match(after)
        named = named or re.search(r"[男女][^\w]{1,3}$", before)
        listed = names and _IN_PAPERS.search(before)
        if named or (listed and (_FEAST.search(text) or any(found.end() < p for p in papers))):
            yield Finding(found.start(1), found.end(1), "出生日期", f"{found[1][:4]}年")


def _mails(text: str) -> Iterator[Finding]:
    for found in _MAIL.finditer(text):
        if not _PUBLIC_MAIL.search(found[1]):
            name, _, host = found[1].partition("@")
            masked = f"{keep_ends(name, 1, 0)}@{host}"
            yield Finding(found.start(1), found.end(1), "邮箱", masked)


def _wechats(text: str) -> Iterator[Finding]:
    for found in _WECHAT.finditer(text):
        own = found["id"]
        plain = found[0].lower().startswith(("微信", "wechat"))
        named = re.search("号|id", found[0][: found.start("id") - found.start()], re.IGNORECASE)
        marked = not plain or named or found["between"].strip() or re.search(r"[\d_]", own)
        if marked and not _PUBLIC_ACCOUNT.search(text[: found.start("id")]):
            yield Finding(found.start("id"), found.end("id"), "微信号", keep_ends(own, 1, 1))
    for found in _QQ.finditer(text):
        if not _PUBLIC_ACCOUNT.search(text[: found.start(1)]):
            yield Finding(found.start(1), found.end(1), "微信号", keep_ends(found[1], 1, 1))
