"""Lines as committees write them, each with the personal data that it holds; seeded, invented."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from stdnum import luhn
from stdnum.cn import ric


class Line(NamedTuple):
    text: str
    sorts: frozenset[str]


_SURNAMES = "王 李 张 刘 陈 杨 黄 赵 周 吴 徐 孙 朱 马 胡 郭 林 何 高 梁 郑 罗 宋 谢 唐 韩 曹 许 邓 萧 冯 曾 程 蔡 彭 潘 袁 于 董 余 苏 叶 吕 魏 蒋 田 杜 丁 沈 姜 范 江 傅 钟 卢 汪 戴 崔 任 陆 廖 姚 方 金 邱 夏 谭 韦 贾 邹 石 熊 孟 秦 阎 薛 侯 雷 白 龙 段 郝 孔 邵 史 毛 常 万 顾 赖 武 康 贺 严 尹 钱 施 牛 洪 龚 欧阳 司马 上官 诸葛".replace(
    "萧 ", ""
).split()
_GIVEN = "伟 芳 娜 秀英 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀兰 霞 平 刚 桂英 建国 志强 桂兰 玉兰 建华 文 玉梅 红 雪梅 淑珍 国庆 海燕 晓东 子涵 浩然 梓萱 一鸣 宝珠 福生 德顺".split()
_PLACES = (
    "110101 310104 440305 330106 410102 320505 510107 610113 230102 420111 370202 430104".split()
)
_AREAS = "010 021 0371 0571 0755 028 0531 0431 0791 0898".split()
_BINS = "621700 622202 622848 621661 622588 623052 625912 621226".split()
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_MOBILES = "130 131 132 133 134 135 136 137 138 139 147 150 151 152 153 155 156 157 158 159 166 173 176 177 178 180 181 182 183 185 186 187 188 189 191 198 199".split()

Maker = Callable[[random.Random], str]


def _digits(r: random.Random, count: int) -> str:
    return "".join(r.choice("0123456789") for _ in range(count))


def name(r: random.Random) -> str:
    return r.choice(_SURNAMES) + r.choice(_GIVEN)


def _day(r: random.Random, first: int, last: int) -> date:
    start = date(first, 1, 1)
    return start + timedelta(days=r.randrange((date(last, 12, 31) - start).days))


def resident_id(r: random.Random) -> str:
    if r.random() < 0.15:
        return f"{r.choice(_PLACES)}{_day(r, 1930, 1985):%y%m%d}{_digits(r, 3)}"
    number = f"{r.choice(_PLACES)}{_day(r, 1930, 2020):%Y%m%d}{_digits(r, 3)}"
    number += ric.calc_check_digit(f"{number}0")
    way = r.randrange(6)
    if way == 0:
        return number.lower()
    if way == 1:
        return f"{number[:6]} {number[6:14]} {number[14:]}"
    if way == 2:
        return number.translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789X"})
    return number


def card(r: random.Random) -> str:
    number = r.choice(_BINS) + _digits(r, r.choice((9, 12)))
    number += luhn.calc_check_digit(number)
    if r.random() < 0.4:
        return " ".join(number[n : n + 4] for n in range(0, len(number), 4))
    return number


def mobile(r: random.Random) -> str:
    number = r.choice(_MOBILES) + _digits(r, 8)
    way = r.randrange(8)
    if way == 0:
        return f"{number[:3]}-{number[3:7]}-{number[7:]}"
    if way == 1:
        return f"{number[:3]} {number[3:7]} {number[7:]}"
    if way == 2:
        return r.choice(("+86 ", "+86", "0086", "86-")) + number
    if way == 3:
        return number.translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"})
    return number


def landline(r: random.Random) -> str:
    area = r.choice(_AREAS)
    number = r.choice("5678") + _digits(r, 7)
    return r.choice(
        (
            f"{area}-{number}",
            f"({area}){number}",
            f"{area} {number}",
            f"{area}{number}",
            f"（{area}）{number}",
            f"{area}—{number}",
        )
    )


def passport(r: random.Random) -> str:
    return r.choice(
        (f"E{_digits(r, 8)}", f"G{_digits(r, 8)}", f"E{r.choice('ABCDEFGH')}{_digits(r, 7)}")
    )


def permit(r: random.Random) -> str:
    return r.choice((f"H{_digits(r, 8)}", f"M{_digits(r, 10)}", f"C{_digits(r, 8)}", _digits(r, 8)))


def plate(r: random.Random) -> str:
    first = r.choice(_PROVINCES) + r.choice("ABCDEFGH")
    rest = r.choice(
        (
            _digits(r, 5),
            f"{r.choice(_LETTERS)}{_digits(r, 4)}",
            f"D{_digits(r, 5)}",
            f"{_digits(r, 3)}{r.choice(_LETTERS)}{_digits(r, 1)}",
        )
    )
    return first + r.choice(("", "·", " ")) + rest


def mail(r: random.Random) -> str:
    user = r.choice(("zhang", "li.si", "wang_88", "chenj")) + _digits(r, 3)
    return f"{user}@{r.choice(('163.com', 'qq.com', '126.com', 'sina.com.cn', 'outlook.com'))}"


def wechat(r: random.Random) -> str:
    return r.choice(("wxid_", "li-", "zhang", "ABC_")) + _digits(r, 5)


def born(r: random.Random) -> str:
    day = _day(r, 1930, 2020)
    return r.choice(
        (
            f"{day.year}年{day.month}月{day.day}日",
            f"{day:%Y-%m-%d}",
            f"{day.year}.{day.month}.{day.day}",
            f"{day:%Y/%m/%d}",
            f"{day:%Y%m%d}",
        )
    )


def door(r: random.Random) -> str:
    house, unit, room = r.randint(1, 60), r.randint(1, 6), f"{r.randint(1, 28)}0{r.randint(1, 4)}"
    return r.choice(
        (
            f"{house}号楼{unit}单元{room}室",
            f"{house}号楼{unit}单元{room}",
            f"{house}栋{room}",
            f"{house}幢{unit}单元{room}室",
            f"{house}-{unit}-{room}",
            f"{house}号楼{room}室",
        )
    )


_ILL = "低保户 特困人员 残疾人 五保户 失独家庭 困难党员".split()
_STATE = (
    "患糖尿病 患肺结核 享受低保 属于特困人员 是中共党员 有精神障碍 正在社区矫正 因癌症住院".split()
)

POSITIVE: dict[str, list[Callable[[random.Random], str]]] = {
    "身份证号": [
        lambda r: f"{name(r)}，身份证号{resident_id(r)}",
        lambda r: f"身份证：{resident_id(r)}",
        lambda r: f"{name(r)} {resident_id(r)} 已登记",
        lambda r: f"请{name(r)}（{resident_id(r)}）到居委会领取",
        lambda r: f"公民身份号码 {resident_id(r)}。",
    ],
    "银行卡号": [
        lambda r: f"卡号：{card(r)}",
        lambda r: f"补贴打到{name(r)}的建行卡{card(r)}",
        lambda r: f"户名 {name(r)}，账号 {card(r)}",
        lambda r: f"养老金卡 {card(r)} 已发放",
    ],
    "手机号": [
        lambda r: f"联系人：{name(r)} {mobile(r)}",
        lambda r: f"有事打{mobile(r)}",
        lambda r: f"{name(r)}（{mobile(r)}）",
        lambda r: f"电话：{mobile(r)}，微信同号",
        lambda r: f"手机号码{mobile(r)}请保存",
        lambda r: f"{name(r)}{mobile(r)}",
    ],
    "固定电话": [
        lambda r: f"家里电话 {landline(r)}",
        lambda r: f"联系电话：{landline(r)}",
        lambda r: f"{name(r)}家 {landline(r)}",
        lambda r: f"座机{landline(r)}，晚上打",
    ],
    "护照号": [
        lambda r: f"护照号：{passport(r)}",
        lambda r: f"{name(r)}护照{passport(r)}",
        lambda r: f"持护照 {passport(r)} 入境",
    ],
    "通行证号": [
        lambda r: f"港澳居民来往内地通行证：{permit(r)}",
        lambda r: f"台胞证号{permit(r)}",
        lambda r: f"{name(r)}，往来港澳通行证 {permit(r)}",
    ],
    "车牌号": [
        lambda r: f"{plate(r)} 请挪车",
        lambda r: f"车主{name(r)}，车牌{plate(r)}",
        lambda r: f"车牌号：{plate(r)}占了消防通道",
    ],
    "邮箱": [
        lambda r: f"投稿发到{mail(r)}",
        lambda r: f"邮箱：{mail(r)}",
        lambda r: f"{name(r)} <{mail(r)}>",
    ],
    "微信号": [
        lambda r: f"微信号：{wechat(r)}",
        lambda r: f"加微信 {wechat(r)}",
        lambda r: f"微信：{wechat(r)}（{name(r)}）",
        lambda r: f"VX：{wechat(r)}",
    ],
    "出生日期": [
        lambda r: f"{name(r)}，{born(r)}出生",
        lambda r: f"出生日期：{born(r)}",
        lambda r: f"生于{born(r)}，本社区居民",
        lambda r: f"{name(r)}的生日是{born(r)}",
        lambda r: f"{name(r)} 女 {born(r)}生",
    ],
    "住址": [
        lambda r: f"{name(r)}，{door(r)}",
        lambda r: f"{name(r)}住{door(r)}",
        lambda r: f"{door(r)} {name(r)}",
        lambda r: f"住在{door(r)}的{r.choice(_SURNAMES)}阿姨",
        lambda r: f"居民{name(r)}家住{door(r)}",
        lambda r: f"{door(r)}业主{name(r)}",
        lambda r: f"户主：{name(r)} 门牌：{door(r)}",
    ],
    "敏感情况": [
        lambda r: f"{r.choice(_ILL)}{name(r)}，电话{mobile(r)}",
        lambda r: f"{name(r)}{r.choice(_STATE)}，联系电话{mobile(r)}",
        lambda r: f"{name(r)}，{r.choice(_STATE)}，住{door(r)}",
        lambda r: f"{r.choice(_ILL)}：{name(r)}（{mobile(r)}）",
        lambda r: f"{name(r)}老人{r.choice(_STATE)}，{mobile(r)}",
    ],
}  # fmt: skip


def _isbn(r: random.Random) -> str:
    return f"978-7-{_digits(r, 3)}-{_digits(r, 5)}-{_digits(r, 1)}"


_CLEAN: list[Callable[[random.Random], str]] = [
    lambda r: f"活动时间：{_day(r, 2024, 2027):%Y-%m-%d} 上午9:00—11:30",
    lambda r: f"{_day(r, 2024, 2027):%Y年%m月%d日} 14:00在{r.randint(1, 30)}号楼前集合",
    lambda r: f"{_day(r, 2024, 2027):%Y%m%d}第{r.randint(1, 40)}期",
    lambda r: f"捐款合计{_digits(r, 7)}.{_digits(r, 2)}元",
    lambda r: f"总投资1{r.choice('345678')}{_digits(r, 9)}元",
    lambda r: f"ISBN {_isbn(r)}，定价{r.randint(20, 90)}元",
    lambda r: f"ISBN 9787{_digits(r, 9)}",
    lambda r: f"GB/T {r.randint(1000, 40000)}-{r.randint(2001, 2025)}",
    lambda r: f"DB31/T {r.randint(100, 1500)}—{r.randint(2001, 2025)}",
    lambda r: f"活动编号：1{r.choice('345678')}{_digits(r, 9)}",
    lambda r: f"工单号 {_day(r, 2024, 2027):%Y%m%d}{_digits(r, 10)}",
    lambda r: f"（{r.randint(2020, 2026)}）浙01民初{r.randint(100, 9999)}号",
    lambda r: f"社区〔{r.randint(2020, 2026)}〕{r.randint(1, 99)}号文件",
    lambda r: f"统一社会信用代码 9133010{_digits(r, 10)}{r.choice(_LETTERS)}",
    lambda r: f"订单{_digits(r, 11)}已发货",
    lambda r: f"流水号{_digits(r, 18)}",
    lambda r: f"条码 69{_digits(r, 11)}",
    lambda r: f"服务热线 {r.choice(('12345', '12319', '95598', '400-820-8820', '4008123123', '110', '120', '96196'))}",
    lambda r: f"{door(r)}漏水，今日维修",
    lambda r: f"施工范围：{r.randint(1, 40)}号楼{r.randint(1, 6)}单元",
    lambda r: f"停电区域：{r.randint(1, 9)}号楼至{r.randint(10, 30)}号楼，{r.randint(8, 9)}:00-17:00",
    lambda r: f"《{r.choice(('兰亭序', '桃花源记', '沁园春'))}》{r.randint(30, 200)}x{r.randint(30, 200)}cm {r.randint(1990, 2026)}",
    lambda r: f"齐白石（1864年1月1日—1957年9月16日），{r.choice(('湖南湘潭人', '国画大师'))}",
    lambda r: f"生产日期{_day(r, 2024, 2026):%Y-%m-%d}，保质期12个月",
    lambda r: f"自{_day(r, 2024, 2026):%Y年%m月%d日}生效",
    lambda r: f"学生日程：{_day(r, 2024, 2026):%Y-%m-%d}开学",
    lambda r: f"{_day(r, 2024, 2026):%Y.%m.%d}生活垃圾分类宣传",
    lambda r: f"微信公众号：huayuan{_digits(r, 3)}",
    lambda r: f"微信扫码报名，名额{r.randint(10, 99)}人",
    lambda r: f"{name(r)}，书法，{r.randint(1990, 2026)}",
    lambda r: f"作者{name(r)}，{r.choice(('老年书画班', '少儿美术班'))}",
    lambda r: f"低保政策咨询请到{r.randint(1, 9)}号窗口",
    lambda r: f"{r.choice(('党员', '志愿者'))}{name(r)}获表彰",
    lambda r: f"型号 KFR-{_digits(r, 2)}GW，{r.randint(1, 9)}台",
    lambda r: f"国药准字H{_digits(r, 8)}",
    lambda r: f"批号E{_digits(r, 8)}",
    lambda r: f"G{_digits(r, 4)}次列车，{r.randint(1, 16)}车{r.randint(1, 18)}A座",
    lambda r: f"京A{r.randint(1, 9)}座{_digits(r, 3)}",
    lambda r: f"身高1{_digits(r, 2)}厘米，体重{_digits(r, 2)}公斤",
    lambda r: f"共{r.randint(1000, 9999)}户{r.randint(3000, 30000)}人",
    lambda r: f"邮编 {_digits(r, 6)}",
    lambda r: f"{r.randint(1, 12)}-{r.randint(1, 28)}-{r.randint(2020, 2026)}",
    lambda r: f"{r.randint(1, 3)}层{r.randint(100, 399)}会议室",
    lambda r: f"手机号1{r.choice('35')}{_digits(r, 1)}****{_digits(r, 4)}",
    lambda r: f"身份证3301**********{_digits(r, 4)}",
    lambda r: "π≈3.14159265358979，e≈2.71828182845904",
    lambda r: f"经度120.{_digits(r, 12)}，纬度30.{_digits(r, 12)}",
    lambda r: f"版本 {r.randint(1, 9)}.{r.randint(0, 20)}.{r.randint(0, 20)}",
    lambda r: f"http://www.huayuan.gov.cn/art/{_day(r, 2024, 2026):%Y/%m/%d}/art_{_digits(r, 7)}_{_digits(r, 8)}.html",
]  # fmt: skip


def lines(count: int, seed: int) -> Iterator[Line]:
    r = random.Random(seed)
    sorts = list(POSITIVE)
    for number in range(count):
        if number % 2:
            yield Line(r.choice(_CLEAN)(r), frozenset())
        else:
            sort = sorts[number // 2 % len(sorts)]
            yield Line(r.choice(POSITIVE[sort])(r), frozenset((sort,)))
