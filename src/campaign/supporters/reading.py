"""The list of supporters, by the reader of every list: a row a supporter, in their own name."""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from campaign.address import has_too_many_lines, normalised_postcode, read_address
from campaign.compared import unaccented
from campaign.model import ENGLISH, PostalAddress
from campaign.problems import CampaignError, Problem, shown_path
from campaign.recipients.fields import RowReading, optional_fields
from campaign.recipients.files.opening import lists_in
from campaign.recipients.headings import plain_header
from campaign.recipients.identity import is_id
from campaign.recipients.opened import is_total, open_list
from campaign.recipients.reading import placed
from campaign.recipients.values import is_email
from campaign.supporters.told import told

_CONSENT = re.compile(
    r"(?:.*_)?(?:consent\w*|opt_?in|gdpr|permission)(?:_.*)?"
    # When and how somebody agreed is not whether.
    r"(?<!_date)(?<!_at)(?<!_on)(?<!_source)(?<!_text)(?<!_wording)(?<!_version)(?<!_method)"
    r"(?<!_ip)(?<!_id)(?<!_by)(?<!_time)(?<!_timestamp)"
)
_YES = re.compile(
    r"(?:yes|y|true|1|x|on|given|granted|agreed?|i agree|consent(?:s|ed)?|opted[ -]?in|✓|✔|☑)\b.*"
    r"|[✓✔☑]|\d{4}-\d\d-\d\d.*|\d\d?/\d\d?/\d{4}.*",
    re.IGNORECASE | re.DOTALL,
)
_NO = re.compile(
    r"(?:no|n|false|0|not|never|none|off|refused|withdrawn|withheld|declined|opted[ -]?out)\b.*|✗",
    re.IGNORECASE | re.DOTALL,
)
# What this list need not have, or what is told once its postcodes are looked up.
_NOT_HERE = frozenset({"kind"})
_NOT_READ = frozenset({"gender", "party", "template", "copies", "address_as"})
_OF_POSTCODES = frozenset({"bad-postcode", "no-postcode"})


NOWHERE = PostalAddress()


@dataclass(frozen=True, slots=True)
class Supporter:
    """One row of the list: who writes, from where, and in which words of their own.

    ``id`` is theirs wherever their name must not be. ``postcode`` is normal, or as it was typed
    where it is none. ``seat`` is the constituency that the row itself names, ``extra`` what else
    it has, consents left out. ``refused`` says why nothing may be made of the row. ``problems``, of
    this row alone, have no file.
    """

    row: int
    id: str
    name: str
    postcode: str = ""
    address: PostalAddress = NOWHERE
    email: str = ""
    words: str = ""
    seat: str = ""
    language: str = ENGLISH
    extra: Mapping[str, str] = field(default_factory=dict)
    refused: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The address without its postcode."""
        return tuple(line for line in self.address.lines if line != self.address.postcode)


def find_supporters(data: Path) -> Path | None:
    """Return the list of supporters in a data folder, or None; several raise CampaignError."""
    found = lists_in(data, "supporters")
    if len(found) > 1:
        names = ", ".join(path.name for path in found)
        raise CampaignError(told("several-lists", file=data.name, count=len(found), names=names))
    return found[0] if found else None


def read_supporters(
    path: Path, columns: Mapping[str, str] | None = None
) -> tuple[tuple[Supporter, ...], tuple[Problem, ...]]:
    """Return the supporters of a list, and the problems of the list as a whole.

    ``columns`` says for headings which column of ours they mean. A row that is there twice, or
    whose consent is missing, is ``refused``. Raises CampaignError where there is no table.
    """
    file = shown_path(path)
    found = open_list(path, file, "", columns)
    consents = [name for _, name in found.columns.extras if _CONSENT.fullmatch(name)]
    # [columns] may speak of headings of the list of recipients.
    problems = [
        problem
        for problem in found.problems
        if problem.column not in _NOT_HERE and problem.code != "no-column"
    ]
    if not consents:
        problems.append(told("no-consent-column", row=found.header_row))
    supporters: dict[int, Supporter] = {}
    first: dict[str, int] = {}
    for record, reading in zip(found.records, found.readings(), strict=True):
        if not reading.get("name") and is_total(record.cells):
            continue
        one = _supporter(reading, consents)
        row = first.setdefault(one.id.casefold(), one.row)
        if one.name and one.postcode and not reading.get("id"):
            # Once with an e-mail address and once without is one person still.
            row = min(row, first.setdefault(f"{unaccented(one.name)}\n{one.postcode}", one.row))
        if row != one.row:
            # Who has said no once, in whichever row, has said no.
            if one.refused and not supporters[row].refused:
                supporters[row] = replace(supporters[row], refused=f"row {one.row}: {one.refused}")
            twice = told("duplicate-supporter", row=one.row, first=row)
            why = f"in row {row} already"
            one = replace(one, id=supporters[row].id, refused=why, problems=(twice,))
        supporters[one.row] = one
    return tuple(supporters.values()), tuple(placed(problems, file))


def headings(path: Path) -> frozenset[str]:
    """Return the headings of a list of supporters, plain, as ``[columns]`` may speak of them."""
    columns = open_list(path, shown_path(path), "", None).columns
    return frozenset(map(plain_header, columns.header))


def _supporter(reading: RowReading, consents: list[str]) -> Supporter:
    name = reading.get("name") or reading.get("organisation") or reading.get("role")
    given = reading.get("postcode")
    address, address_problems = read_address(reading.get("address"), given, reading.get("country"))
    postcode = normalised_postcode(given) or address.postcode or given
    said = optional_fields(reading)
    reading.problems[:] = [
        one
        for one in reading.problems
        # A parish council may write, too.
        if one.column not in _NOT_READ and one.code != "body-for-name"
    ]
    email = said.get("email", "")
    if email and not is_email(email):
        email = ""  # which is told already
    if not name:
        reading.problems.append(told("no-name"))
    reading.problems += [one for one in address_problems if one.code not in _OF_POSTCODES]
    lines = len([line for line in address.lines if line != address.postcode])
    if not lines or has_too_many_lines(lines + 1):
        reading.problems.append(told("no-address/too-long" if lines else "no-address"))
    if address.country:
        reading.problems.append(told("address-abroad"))
    if not postcode and (slip := [one for one in address_problems if one.code == "bad-postcode"]):
        reading.problems += slip
    refused, unclear = _refused([reading.extra.get(column, "") for column in consents])
    if unclear:
        reading.problems[:] = [unclear]
    return Supporter(
        row=reading.row,
        id=_id(reading.get("id"), name, email or postcode),
        name=name,
        postcode=postcode,
        address=address,
        email=email,
        words=said.get("note", ""),
        seat=reading.get("constituency") or reading.extra.get("constituency_code", ""),
        language=said.get("language", ENGLISH),
        extra={name: cell for name, cell in reading.extra.items() if name not in consents},
        refused=refused,
        problems=tuple(replace(one, row=reading.row) for one in reading.problems),
    )


def _id(own: str, name: str, where: str) -> str:
    """Return the id of a supporter: the list's own, unless it tells the name, or a digest.

    It outlives another order of rows, other words and another address; ``where`` tells two people
    of one name apart.
    """
    plain = unaccented(name)
    if is_id(own) and not any(len(word) > 2 and word in own.casefold() for word in plain.split()):
        return f"supporter-{own}"
    whole = f"{plain}\n{''.join(where.split()).casefold()}" if not own else f"{plain}\n{own}"
    digest = base64.b32encode(hashlib.sha256(whole.encode()).digest()[:10]).decode()
    return f"supporter-{digest[:12].lower()}"


def _refused(said: list[str]) -> tuple[str, Problem | None]:
    """Return why a row may not be used by its consents, or nothing; no clear yes is warned of."""
    if any(_NO.fullmatch(text) for text in said):
        return "consent is “no”: never used", None
    for text in said:
        if not _YES.fullmatch(text):
            problem = told("no-consent", said=f"“{text}”" if text else "empty")
            return problem.message, problem
    return "", None


def close_to_others(path: Path) -> Iterator[Problem]:
    """Close a list to everybody but its owner, and yield what is to be said of it."""
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)
        yield told("closed-to-others", file=shown_path(path))
