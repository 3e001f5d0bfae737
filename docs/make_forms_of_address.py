"""Write forms-of-address.md: every rule with an example, worked out by the program itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from campaign.forms_of_address import PARLIAMENT_ADDRESS_AS, form_of_address
from campaign.forms_of_address.rules import RULES
from campaign.model import Recipient

PAGE = Path(__file__).parent / "forms-of-address.md"
OPENING = """\
# Forms of address

Written by `sh script/docs` from the rules in `src/campaign/forms_of_address/`; the tests hold this
page to the program.

Who decides, in this order:

1. **address_as** in the recipient's row: what follows "Dear". `Your Excellency`, `Your Grace` and
   `My Lord` stand without "Dear"; after `Sir or Madam` and the like comes "Yours faithfully".
2. **What Parliament publishes** (`nameAddressAs` of the Members API), which imports keep in the
   column `parliament_address_as`.
3. **The office** in the column role: Prime Minister, Secretary of State, Minister, Speaker;
   ambassadors, high commissioners and chargés d'affaires.
4. **The styled name**: Sir, Dame, Lord, Dr, Professor, a judge, a rank, an office in the Church.
5. A courtesy title in the name, or one that follows from the column gender: Mr, Ms.
6. **The name in full**: "Dear Alex Baker". A forename says nothing about gender, and none is
   guessed from it.

Of a name of three plain words nobody can tell which belong to the surname: "Dr Mary Kelly Foy" is
greeted by the whole name. Say otherwise with address_as. The same goes for "of Place" in a peer's
title, which is left out after "Dear"; usage differs, and address_as decides.

Those whose state writes the family name first, or goes by the given name, are greeted by the whole
name (the column state tells). Whoever serves, shadows or once held an office is not called by it:
nameless, a "Shadow Foreign Secretary" or a "Private Secretary" is "Dear Sir or Madam". A title of
its own under address_as ("Ms.") greets nobody and is left out.

**Our own missions abroad** ("HM Ambassador", "British High Commission") are no other Government's:
their heads are called "Dear Ambassador" or "Dear High Commissioner", and a row of the kind embassy
that names one goes as `other`, with the state `gb`. Every other embassy has a state: from the
column state, or from its name ("Royal Thai Embassy"). A row in which neither tells is an error, for
what an embassy is asked hangs on its state.

Common usage is divided, or no source could be consulted, for cardinals, deans, mayors, heads of
international bodies, editors and couples: address_as decides there too. Where a name leaves
something open (a peer without a dignity, an unknown abbreviation), `campaign recipients list` says
so for its row.

The rule that decided is in `campaign recipients list --json`, under the key of the first column.
"""
# A recipient for each rule of the table, in its order. Where a style matters and no person, the
# words "Forename Surname" stand for the name.
EXAMPLES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("other", {"name": "HRH The Duke of Title"}),
    ("other", {"name": "Dr and Mrs Forename Surname"}),
    ("other", {"role": "HM Ambassador", "organisation": "British Embassy Tokyo"}),
    ("embassy", {"name": "Mr Forename Surname", "role": "Chargé d’Affaires a.i.", "state": "fr"}),
    ("embassy", {"role": "Chargé d’Affaires a.i.", "organisation": "Embassy of Japan"}),
    ("embassy", {"organisation": "High Commission of India"}),
    ("embassy", {"organisation": "Embassy of the People’s Republic of China"}),
    ("mp", {"name": "Rt Hon Sir Lindsay Hoyle MP", "role": "Speaker of the House of Commons"}),
    ("peer", {"role": "Lord Speaker", "organisation": "House of Lords"}),
    ("minister", {"name": "Rt Hon Andy Burnham MP", "role": "Prime Minister"}),
    ("other", {"role": "First Minister", "organisation": "Scottish Government"}),
    ("minister", {"name": "Rt Hon Ed Miliband MP", "role": "Foreign Secretary"}),
    ("minister", {"role": "Minister of State (Indo-Pacific)"}),
    ("minister", {"name": "Chris Elmore MP", "role": "Parliamentary Under-Secretary of State"}),
    ("minister", {"role": "Attorney General"}),
    ("msp", {"role": "Presiding Officer", "organisation": "The Scottish Parliament"}),
    ("other", {"role": "Master of the Rolls"}),
    ("other", {"name": "Rt Hon Lord Justice Surname"}),
    ("other", {"name": "The Hon Mrs Justice Surname DBE"}),
    ("organisation", {"role": "Secretary-General", "organisation": "United Nations"}),
    (
        "organisation",
        {
            "name": "HE Mr Forename Surname",
            "role": "Head of Delegation",
            "organisation": "Delegation of the European Union",
        },
    ),
    (
        "other",
        {
            "name": "Rt Rev Forename Surname",
            "role": "Moderator of the General Assembly of the Church of Scotland",
        },
    ),
    ("other", {"name": "Chief Rabbi Sir Forename Surname"}),
    ("other", {"role": "Chief Rabbi"}),
    ("other", {"name": "His Eminence Cardinal Forename Surname"}),
    ("other", {"name": "Rt Rev Mgr Forename Surname"}),
    ("other", {"name": "Archbishop of York"}),
    ("peer", {"name": "Archbishop of York"}),
    ("other", {"name": "Archbishop Forename Surname"}),
    ("other", {"name": "The Most Rev Forename Surname"}),
    ("other", {"name": "Bishop of Winchester"}),
    ("peer", {"name": "Bishop of Winchester"}),
    ("other", {"name": "Bishop Forename Surname"}),
    ("other", {"name": "The Rt Rev Forename Surname"}),
    ("other", {"name": "Very Rev Forename Surname", "role": "Dean of Westminster"}),
    ("other", {"name": "Revd Forename Surname", "role": "Archdeacon of London"}),
    ("other", {"name": "The Venerable Forename Surname"}),
    ("other", {"role": "Lord Mayor of Leeds"}),
    ("peer", {"name": "Duke of Title"}),
    ("peer", {"name": "Duchess of Title"}),
    ("peer", {"name": "Rt Hon Lord Title of Place"}),
    ("peer", {"name": "Viscount Title"}),
    ("peer", {"name": "Viscountess Title"}),
    ("peer", {"name": "Earl of Title"}),
    ("peer", {"name": "Countess of Title"}),
    ("peer", {"name": "The Most Hon Marquess of Title"}),
    ("peer", {"name": "Marchioness of Title"}),
    ("peer", {"name": "Lord Alton of Liverpool"}),
    ("peer", {"name": "Baron Title"}),
    ("peer", {"name": "Baroness Chapman of Darlington"}),
    ("other", {"name": "Lady Surname"}),
    ("other", {"name": "Sir Forename Surname Bt"}),
    ("other", {"name": "Sir Forename Surname Bart"}),
    ("mp", {"name": "Rt Hon Sir Geoffrey Cox KC MP"}),
    ("mp", {"name": "Dame Chi Onwurah MP"}),
    ("other", {"name": "Air Commodore Forename Surname CBE"}),
    ("councillor", {"name": "Cllr Forename Surname"}),
    ("other", {"name": "Professor Forename Surname FBA"}),
    ("mp", {"name": "Dr Ellie Chowns MP"}),
    ("other", {"name": "Revd Canon Forename Surname"}),
    ("other", {"name": "Rev. Forename Surname"}),
    ("other", {"name": "Senator Forename Surname"}),
    ("msp", {"name": "Forename Surname"}),
    ("ms", {"name": "Forename Surname"}),
    ("ms", {"name": "Forename Surname AS"}),
    ("mla", {"name": "Forename Surname"}),
    ("mep", {"name": "Forename Surname"}),
    ("mp", {"name": "Rt Hon Wendy Morton MP"}),
    ("mp", {"name": "Tony Vaughan KC MP"}),
    ("mp", {"name": "Mr Connor Rand MP"}),
    ("other", {"name": "Forename Surname"}),
    ("minister", {"role": "Leader of the House of Commons"}),
    ("councillor", {"role": "Leader of the Council"}),
    ("press", {"organisation": "The Guardian"}),
    ("other", {"role": "Chair", "organisation": "Foreign Affairs Committee"}),
    ("other", {"organisation": "UNHCR"}),
)
OVERRULED: tuple[tuple[str, str, dict[str, Any]], ...] = (
    (
        "address_as",
        "Whoever the row says",
        {"address_as": "Ambassador", "organisation": "Embassy of Japan"},
    ),
    (
        "name_address_as",
        "Whoever Parliament says",
        {"name": "Rt Hon Diane Abbott MP", "extra": {PARLIAMENT_ADDRESS_AS: "Ms Abbott"}},
    ),
)


def row(key: str, whom: str, basis: str, recipient: Recipient) -> str:
    """Return one row of the table; an example that another rule decides is a mistake here."""
    form = form_of_address(recipient)
    if form.rule != key:
        raise ValueError(f"the example for {key} follows the rule {form.rule}")
    envelope = "<br>".join(form.envelope_lines)
    cells = (key, whom, envelope, form.salutation, form.complimentary_close, basis)
    return f"| {' | '.join(cells)} |"


def page() -> str:
    """Return the whole page."""
    head = "| key | for | envelope | salutation | close | whose usage |\n|---|---|---|---|---|---|"
    rows = [
        row(key, whom, "", Recipient("", 2, "embassy" if key == "address_as" else "mp", **fields))
        for key, whom, fields in OVERRULED
    ]
    for rule, (kind, fields) in zip(RULES, EXAMPLES, strict=True):
        recipient = Recipient("", 2, kind, **fields)  # type: ignore[arg-type]  # one of KINDS
        rows.append(row(rule.key, rule.whom, rule.basis, recipient))
    return "\n".join([OPENING, head, *rows]) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
