"""Where names of people stand in a line, as far as their shape tells."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗"
    "凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛"
    "禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌"
    "霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳"
    "汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印"
    "宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农"
    "温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁"
    "勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖付闫邸丘代覃佘佟迟麦岳帅候粟桐植原"
    "练楚阳占仝初玉卯海尧苑郇修青揭隋巨母苟冼官位仉谌逄邝库展南归海墨爱年哈谯笪伯赏琴"
)
"""百家姓 and what else is common today."""
_COMPOUND = (
    "万俟|司马|上官|欧阳|夏侯|诸葛|闻人|东方|赫连|皇甫|尉迟|公羊|澹台|公冶|宗政|濮阳|淳于|单于|太叔|申屠|公孙|仲孙|轩辕|令狐|钟离"
    "|宇文|长孙|慕容|鲜于|闾丘|司徒|司空|亓官|司寇|子车|颛孙|端木|巫马|公西|漆雕|乐正|壤驷|公良|拓跋|夹谷|宰父|谷梁|段干|百里|呼延"
    "|东郭|南门|羊舌|微生|梁丘|左丘|东门|西门|南宫|第五|独孤|太史|完颜|纳兰|叶赫|那拉|爱新|格桑|扎西|卓玛|次仁|古丽|买买|阿卜|阿不"
)
_COMPOUNDS = re.compile(_COMPOUND)
_NOT_GIVEN = "楼层区室部街村组费气告程间点的了在与或请各位号幢座户厅店馆校场局处办厂镇乡县市省州展览活动参报系和及等至到漏渗堵阀井坯侧坏洗污臭响吵噪滴房景"
"""Characters that few given names are made of: 高楼层, 马路, 文化节."""

_FUNCTION = "和向于从都能时后应别空全成年那边经由就万尚凌方安"
"""Surnames that are more often other words."""

_SURNAME = f"(?:{_COMPOUND}|[{_SURNAMES}]{{1,2}}?)"
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
    re.compile(rf"((?:小|老)[{_SURNAMES}])(?!{_HAN}|区)"),
    re.compile(rf"({_HAN}\*{_HAN}?)"),
    re.compile(rf"({_HAN}{{2,6}}[·•]{_HAN}{{2,8}})"),
)


_GROUPS = re.compile(
    "[班组社队院室校们部馆户某等]$|集体|居民|[学师医]生|老人|作者|佚名|之友|票友|[协商工学]会$|[社乐剧]团|[大全画]家$|学园"
)
_ONE_NAME = re.compile(rf"(?:{_COMPOUND}|[{_SURNAMES}]){_HAN}{{1,2}}")


def is_a_name(words: str) -> bool:
    """Whether `words` are just the name of one person, by their shape alone."""
    return bool(_ONE_NAME.fullmatch(words.strip())) and not _GROUPS.search(words)


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
        if line[0] in _SURNAMES:
            word, count, sort = line.split(" ")
            least = _OFTEN if sort.startswith(("nr", "ns")) else _SELDOM
            if len(word) in (2, 3) and int(count) > least:
                found.add(word)
    return frozenset(found)


_SELDOM, _OFTEN = 8, 3000
"""Times that a word stands in the dictionary's texts, to count as one; and what it takes for a
name of people and places: 文明 is one there."""
