"""A work that hangs in a gallery: a picture or a text."""

from __future__ import annotations

from posixpath import splitext
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from .base import Frozen
from .consent import Agreed, Consent, Scope
from .mounting import Mounting, mounting_of
from .scalars import Id, Size, Title, Whole, Words, fault, parse_whole, slug

Form = Literal[
    "书法", "国画", "油画", "水彩", "素描", "篆刻", "摄影", "镜匾", "海报",
    "剪纸", "刺绣", "文学", "手工", "图片", "其他",
]  # fmt: skip


def work_name(own: str | None, photo: str | None, title: str) -> str:
    """What a work is called in addresses: by its own id, else by its photo, else by its title."""
    return own or slug(splitext(photo)[0] if photo else title)


def _parse_storey(value: object) -> object:
    number = parse_whole(value)
    if isinstance(number, int) and number < 1:
        remedy = "地下室、架空层的不写 floor:，在 note: 里写挂在哪里"
        raise fault(f"“{value}”不是地上的楼层", remedy)
    return number


Storey = Annotated[
    int,
    BeforeValidator(_parse_storey),
    WithJsonSchema({"type": ["integer", "string"], "minimum": 1}),
]
"""From the ground up: places have no other."""


class Work(Frozen):
    """One work; exactly one of `photo` and `text` is given."""

    id: Id | None = Field(
        default=None,
        title="编号",
        description="一般不用写：照片的文件名就是编号。照片改名时写上旧名，印出去的短码就不会变",
    )
    photo: str | None = Field(
        default=None, title="照片", description="照片的文件名，和 gallery.yml 放在一起"
    )
    text: Title | None = Field(default=None, title="文字", description="诗文的正文，代替照片")
    title: Title = Field(title="标题", description="作品名，例如 临《兰亭序》")
    artist: Words = Field(default="", title="作者", description="姓名或集体名")
    form: Form | None = Field(default=None, title="门类", description="书法、国画、摄影……")
    year: Whole | None = Field(
        default=None, ge=1000, le=2999, title="年份", description="创作的年份"
    )
    size: Size | None = Field(default=None, title="尺寸", description="原作的宽和高，例如 68x136cm")
    mount: Words = Field(
        default="",
        title="装裱",
        description="镜框、镜匾、立轴、横披、手卷、册页、托裱、裸纸、KT板、摆件，或者别的说法",
    )
    frame: Size | None = Field(
        default=None,
        title="外框尺寸",
        description="连框、连轴的宽和高，例如 80x150cm；不写，布展图按尺寸和装裱估",
    )
    floor: Storey | None = Field(default=None, title="楼层", description="挂在几层")
    alt: Words = Field(
        default="", title="替代文字", description="给看不见图的人：画面上有什么，一句话"
    )
    people: tuple[Title, ...] = Field(
        default=(), title="照片里的人", description="认得出来的人的名字，不会印出来，撤下时找得到"
    )
    note: Words = Field(default="", title="说明", description="作品背后的故事，可以用 Markdown")
    audio: str | None = Field(
        default=None,
        title="录音",
        description="念给大家听的录音，mp3 或者 m4a，放在一起；说的话写在 note 里",
    )
    consent: Agreed | None = Field(
        default=None,
        title="授权",
        description="作者同意公开吗：yes、no，或者 {by: 本人, on: 2026-11-01, until: 2027-11-01}",
    )

    @model_validator(mode="after")
    def _one_of_photo_and_text(self) -> Work:
        if (self.photo is None) == (self.text is None):
            both = self.photo is not None
            raise fault(
                "photo 和 text 只能有一个" if both else "既没有 photo 也没有 text",
                "是图画就写 photo: 文件名，是诗文就写 text:",
            )
        return self

    @property
    def is_withheld(self) -> bool:
        """Whether its author did not agree; where nobody said anything it is shown."""
        return self.consent is not None and not self.consent.given

    def withheld(self) -> Work:
        """The same, shown nowhere."""
        return self.model_copy(update={"consent": Consent(given=False)})

    def is_for(self, scope: Scope) -> bool:
        """Whether its author agreed to that, as far as anything was said."""
        return self.consent is None or self.consent.covers(scope)

    @property
    def slug(self) -> str:
        """What the work is called in addresses and in the ledger: unique in its gallery."""
        return work_name(self.id, self.photo, self.title)

    @property
    def lines(self) -> list[str]:
        """The lines of a text, those that say something."""
        return [line.strip() for line in (self.text or "").splitlines() if line.strip()]

    @property
    def made_as(self) -> tuple[str, ...]:
        """书法, 镜匾: its form and how it is mounted, each once."""
        return tuple(dict.fromkeys(filter(None, (self.form, self.mount))))

    @property
    def mounting(self) -> Mounting:
        """How it is mounted; a form that is a mounting says so too."""
        return mounting_of(self.mount or self.form)

    @property
    def caption(self) -> str:
        """老年书画班 · 书法 · 镜匾 · 2026: what is known, in the order a label has it."""
        known = (self.artist, *self.made_as, self.year)
        return " · ".join(str(fact) for fact in known if fact)
