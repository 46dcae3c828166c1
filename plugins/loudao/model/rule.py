"""A rule that sheets of a kind go by, and where it stands: the least days, the article."""

from __future__ import annotations

from pydantic import Field

from .base import Frozen
from .scalars import Id, Title, Words, YesNo
from .stretch import StretchOfDays


class Rule(Frozen):
    """One rule of a document."""

    id: Id = Field(title="编号", description="在 rule: 里写它，例如 shandong-village")
    name: Title = Field(title="名称", description="也可以在 rule: 里写它，例如 山东村务公开")
    article: Words = Field(default="", title="条款", description="例如 第十三条")
    least: StretchOfDays | None = Field(
        default=None, title="最少公示", description="7天 或者 5个工作日；没有查实的空着"
    )
    first_day: YesNo = Field(
        default=True, title="当天算不算", description="写 no，贴出来的当天不算，从第二天数起"
    )
    note: Words = Field(default="", title="说明", description="还有什么要做，哪一点没有查实")
    document: Words = Field(default="", title="文件", description="不用写，就是这份规则的文件")
    dated: Words = Field(default="", title="文件日期", description="不用写，就是这份规则的日期")

    @property
    def source(self) -> str:
        """《山东省村务公开条例》第十三条."""
        return f"{self.document}{self.article}"


class RulePack(Frozen):
    """A file of rules from one document."""

    document: Title = Field(title="文件", description="规则写在哪份文件里，全名加书名号")
    dated: Words = Field(
        default="", title="文件日期", description="通过、修订、施行的日期；没有查实的空着"
    )
    rules: tuple[Rule, ...] = Field(title="规则", description="一条一条写")

    @property
    def sourced(self) -> tuple[Rule, ...]:
        """The rules, each with where it stands."""
        where = {"document": self.document, "dated": self.dated}
        return tuple(rule.model_copy(update=where) for rule in self.rules)


class Rules(tuple[Rule, ...]):
    """All rules of one kind; a later one stands in for an earlier one of its id."""

    __slots__ = ()

    def called(self, word: str) -> Rule | None:
        """That whose id or name `word` is."""
        spoken = word.strip().casefold()
        named = (rule for rule in reversed(self) if spoken in (rule.id.casefold(), rule.name))
        return next(named, None)

    @property
    def words(self) -> list[str]:
        """What may be written: `shandong-village 山东村务公开`."""
        return [f"{rule.id} {rule.name}" for rule in {rule.id: rule for rule in self}.values()]
