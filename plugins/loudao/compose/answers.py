"""What a field on paper asks for: a word or two on one line, an answer in words, a signature."""

from __future__ import annotations

import re
from typing import Literal

Answer = Literal["line", "words", "signature"]

_ASIDE = re.compile(r"[（(【\[].*?[）)】\]]|[\s：:？?。，,、…_—-]+$")
_SIGNATURE = re.compile(r"(?:签名|签字|签章|盖章|署名|落款)$")
_NOT_WORDS = re.compile(r"什么(?:时候|时间|地方|地点|人|名字|职务|日子|单位)|[叫姓]什么|电话$")
_QUESTION = re.compile(r"什么|怎么|怎样|如何|哪些|为何|几句话")
_WORDS = re.compile(
    r"(?:话|意见|建议|评价|评语|感想|感受|心得|体会|收获|内容|情况|经过|过程|说明|描述|备注|"
    r"想法|看法|做法|问题|原因|理由|困难|需求|诉求|要求|心愿|愿望|希望|期待|期望|总结|小结|"
    r"反馈|反映|记录|留言|寄语|事迹|故事|事项|效果|成果|结果|改进|不足|回复|答复|"
    r"处理|办法|措施|计划|打算|介绍)$"
)
"""A Chinese name of a thing has what it is at its end: 居民的话 are words, 记录人 is a person."""


def answer_to(name: str) -> Answer:
    """签名 is signed, 做了什么 and 居民的话 are answered in words, all else on a line."""
    asked = _ASIDE.sub("", name).strip()
    if _SIGNATURE.search(asked):
        return "signature"
    if _NOT_WORDS.search(asked):
        return "line"
    if _QUESTION.search(asked) or _WORDS.search(re.sub("[的了呢吗吧]+$", "", asked)):
        return "words"
    return "line"
