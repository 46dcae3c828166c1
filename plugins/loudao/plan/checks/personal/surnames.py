"""Surnames, and whether some words are one person's name."""

from __future__ import annotations

import re
from functools import cache

SURNAMES = (
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
COMPOUND = (
    "万俟|司马|上官|欧阳|夏侯|诸葛|闻人|东方|赫连|皇甫|尉迟|公羊|澹台|公冶|宗政|濮阳|淳于|单于|太叔|申屠|公孙|仲孙|轩辕|令狐|钟离"
    "|宇文|长孙|慕容|鲜于|闾丘|司徒|司空|亓官|司寇|子车|颛孙|端木|巫马|公西|漆雕|乐正|壤驷|公良|拓跋|夹谷|宰父|谷梁|段干|百里|呼延"
    "|东郭|南门|羊舌|微生|梁丘|左丘|东门|西门|南宫|第五|独孤|太史|完颜|纳兰|叶赫|那拉|爱新|格桑|扎西|卓玛|次仁|古丽|买买|阿卜|阿不"
)


_GROUPS = "[班组社队院室校们部馆户某等]$|集体|居民|[学师医]生|老人|作者|佚名|之友|票友|[协商工学]会$|[社乐剧]团|[大全画]家$|学园"


def is_a_name(words: str) -> bool:
    """Whether `words` are just the name of one person, by their shape alone."""
    groups, one_name = _shapes()
    return bool(one_name.fullmatch(words.strip())) and not groups.search(words)


@cache
def _shapes() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Of groups of people, and of one name: made for who has names to ask about, since they
    take 3 ms."""
    one_name = rf"(?:{COMPOUND}|[{SURNAMES}])[\u4e00-\u9fff]{{1,2}}"
    return re.compile(_GROUPS), re.compile(one_name)
