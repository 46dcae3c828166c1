"""Numbers of things: what they are called, right before them."""

from __future__ import annotations

import re

_OTHER_THING = re.compile(
    r"(?:编号|单号|订单|流水|案号|文号|序列号?|型号|批号|货号|条码|条形码|学号|工号|税号|信用代码|代码"
    r"|书号|标准号?|准字|登记证?号?|许可证号?|备案号?|准考证号?|票据?号|发票号?码?|合同号?|项目号?|活动号"
    r"|版本号?|设备号|户号|表号|考号|邮编|ISBN|ISSN|IMEI|SN|No\.?|NO\.?|GB(?:/T)?|DB\d*(?:/T)?)"
    r"[码号]?\s*(?:是|为)?[:：#]?\s*[(（\[【]?[A-Za-z]{0,4}[-/ ]?$",
)
"""What numbers of things are called, right before them."""

_SOME_NUMBER = re.compile(
    r"(?<![照证件机话卡账帐信系络])(?<!联系)(?<!本人)号码?\s*(?:是|为)?[:：]\s*$"
)
"""…号：, of whatever else."""


def is_other(before: str) -> bool:
    """Whether what comes after `before` is the number of a thing."""
    return bool(_OTHER_THING.search(before) or _SOME_NUMBER.search(before))
