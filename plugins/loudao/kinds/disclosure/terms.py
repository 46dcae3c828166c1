"""What a disclosure promises of its days on the wall: what its evidence is held against."""

from __future__ import annotations

from ...model.community import Community
from ...model.happening import whom
from ...model.sheet import Sheet
from ...model.terms import Terms
from .fields import SECTIONS
from .period import disclosure_fields, rule_of


def terms_of(sheet: Sheet, community: Community) -> Terms:
    """Its days, those that its rule asks for, and who answers objections."""
    fields, rule = disclosure_fields(sheet), rule_of(sheet, community)
    who = fields.who or whom(community.network.contact)
    by_rule = rule if rule and rule.least else None
    facts = [("公开什么", f"{SECTIONS[fields.section]}公开")]
    if rule:
        dated = f"（{rule.dated}）" if rule.dated else ""
        facts.append(("依据", f"{rule.source}{dated}"))
    return Terms(
        fields.from_,
        fields.until,
        by_rule.least if by_rule else fields.days,
        by_rule.source if by_rule else "",
        rule is None or rule.first_day,
        tuple(facts),
        (who.name, who.phone),
        fields.objections,
    )
