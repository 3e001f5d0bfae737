"""What was found in a sentence → calls: whose words each is, whom it asks, whether it is sure."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from campaign.model import CallToAction
from campaign.statement.actors.keys import can_act, is_known_key, key_of_name, name_of
from campaign.statement.finding.grammar import DASHES, verb_forms
from campaign.statement.finding.sentence import Asked, Found, Sentence
from campaign.statement.lexicon import pattern, phrases, words
from campaign.statement.text.quotations import Quoted
from campaign.statement.text.tokens import Token, spelt

# "Every MP", "all three parties"; "its board": a letter cannot say whose.
_WHICH = re.compile(  # but "Three Counties Water" is one
    r"(?i:the )?(?:(?i:(?:(?:all|both|these|our) )?(?:two|three|four|five|six))\b(?! [A-Z])"
    r"|(?i:every|each|any)\b|(?i:its|their) (?!member))"
)
_UNNAMED = phrases("actors", "unnamed")
_OF_ANY_STATE = phrases("actors", "of_any_state")
_OF_EITHER = _OF_ANY_STATE | {"minister", "ministers", "department"}
_OF_EITHER_KIND = pattern("offices", "devolved")
# ", the Network said on Tuesday", ", and we repeat it", "and that it …", "; further calls on".
_OF_THE_ISSUER = re.compile(
    r", [^,“”\"]{2,80} (?:said|says)(?: (?:today|yesterday|(?:on )?\w+day))?(?=,|$).*"
    r"|, and (?:we|I|if(?! (?:need|necessary|possible|required|so|not)))\b.*|[,;]? and that\b.*"
    r"|, and (?:also )?(?:looks forward|notes|welcomes|regrets|commends|thanks|recalls)\b.*"
    r"|; (?:and )?(?:(?:also|further|again|\w+ly) )?"
    rf"(?:{'|'.join(low for low, verb in verb_forms().items() if verb.form == 's')})\b.*",
    re.DOTALL,
)
# "Ask us," one said.
_SOMEBODY_SAID = re.compile(
    r"[.,!?]?[”\"’']\s+(?:one|some|others?|another|many)(?: of [a-z]+)?"
    rf" (?:{'|'.join(words('quotations', 'said'))})\b"
)
_HOUSE = "That this House"
_MARKS = " \n\t.!?…;:,–—-"

Calls = tuple[CallToAction, ...]


@dataclass(slots=True)
class Kept:
    """The sure calls of a statement and the rest that may be some, as they were found.

    ``quoted`` are its quotations in their order.
    """

    quoted: Sequence[Quoted]
    calls: list[CallToAction] = field(default_factory=list)
    perhaps: list[CallToAction] = field(default_factory=list)

    def with_ids(self) -> tuple[Calls, Calls]:
        """Return both kinds, each call with an id of its key and first words that no other has."""
        taken: Counter[str] = Counter()
        named = []
        for call in (*self.calls, *self.perhaps):
            name = name_of(call.addressee_key, call.action)
            taken[name] += 1
            own = name if taken[name] == 1 else f"{name}-{taken[name]}"
            named.append(replace(call, id=own))
        return tuple(named[: len(self.calls)]), tuple(named[len(self.calls) :])

    def keep(
        self, s: Sentence, found: Sequence[Found], above: Sentence | None, *, sure: bool = True
    ) -> tuple[Asked, ...]:
        """Keep the calls of a sentence; return whom a pronoun after it may refer to, if any.

        ``above`` is the stem or the heading that it stands under.
        """
        asked: tuple[Asked, ...] = ()
        stops = [*(call.clause for call in found[1:]), len(s.tokens)]
        for call, stop in zip(found, stops, strict=True):
            by, now = self._by(s, max(s.tokens[call.clause].start, s.start))
            known = sure and now and not any(_is_unclear(s, who) for who in call.addressees)
            asked = call.addressees if known else asked
            action = self._action(s, s.tokens[call.action : stop])
            for who in call.addressees if action else ():
                kept = CallToAction(
                    id="",
                    addressee=who.text,
                    addressee_key=who.key(s.setting) if who.text else "",
                    verb=_spelt_verb(s.tokens[slice(*call.verb)]),
                    action=action,
                    sentence=s.words,
                    start=s.start,
                    end=s.end,
                    by=by,
                    stem=above.words if above else "",
                    sure=known,
                )
                (self.calls if known else self.perhaps).append(kept)
        return asked

    def _action(self, s: Sentence, tokens: Sequence[Token]) -> str:
        """Return the words of an action without what joins it to the next clause."""
        if not tokens:
            return ""
        begin, end = tokens[0].start, tokens[-1].end
        quoted = self._quoted_at(begin)
        return _trimmed(s.text[begin : min(end, quoted.end) if quoted else end])

    def _by(self, s: Sentence, offset: int) -> tuple[str, bool]:
        """Return who calls at an offset, and whether it is said now and not in an old voice."""
        quoted = self._quoted_at(offset)
        if quoted is None:
            return "issuer", True
        own = not quoted.speaker or s.issuer.is_called(quoted.speaker)
        begins = s.text[max(0, quoted.start - 9) : quoted.start - 1].rstrip(" ")[-1:] in '\n.!?”"'
        somebody = not quoted.speaker and _SOMEBODY_SAID.match(s.text, quoted.end)
        now = not (quoted.of_the_past or somebody) and (bool(quoted.speaker) or begins)
        return "issuer" if own else quoted.speaker, now

    def _quoted_at(self, offset: int) -> Quoted | None:
        at = bisect_right(self.quoted, offset, key=lambda quoted: quoted.start) - 1
        return self.quoted[at] if at >= 0 and offset < self.quoted[at].end else None


def _is_unclear(s: Sentence, who: Asked) -> bool:
    """Whether "the Government" may be that of another state, just spoken of, and not ours."""
    plain = who.text.casefold().replace("’", "'").removeprefix("the ")
    key, home = who.key(s.setting), s.setting.home
    if plain.startswith("your ") and key == home:
        return s.reader is None or s.reader.key(s.setting) != home
    ours = key == home or key.endswith(("-government", "-executive"))
    if s.setting.nation and ours and (plain in _OF_EITHER or _OF_EITHER_KIND.match(plain)):
        return True  # "the Health Minister": Stormont's, as likely as not
    if who == s.reader:  # "Dear Director", "Dear President Coventry": of what?
        of_what = plain in _UNNAMED and len(key) > 2
        return of_what or (plain.startswith("president") and not key_of_name(who.text))
    if plain in _OF_ANY_STATE:
        if s.words.startswith(_HOUSE):
            return False  # whatever state it speaks of, it asks its own
        before = s.setting.state_before(who.offset, within=400)
        return (plain == "authorities" and key == home == "gb") or before not in {"", key}
    if plain in _UNNAMED or (_WHICH.match(who.text) and len(key) > 2):
        return True
    # "The Minister for Integration", of a state that the text does not tell
    if key == home and s.setting.abroad and not s.setting.certain:
        return not key_of_name(who.text)
    # "Methodists": people, as likely as a body
    people = who.text.istitle() and who.text.isalpha() and plain.endswith("s")
    return people and not (is_known_key(key) or can_act(plain))


def _trimmed(action: str) -> str:
    """Return an action without what joins it to the next words, and without who said it."""
    action = action.rstrip(_MARKS)
    while action.endswith((" and", " or", ",and", ";and")):
        action = action[:-3].rstrip(_MARKS)
    if action.count("“") < action.count("”") or action.count('"') % 2:
        action = action.rstrip('”"').rstrip(".,;")  # the end of a speech, not of words quoted in it
    action = action.lstrip(" ,;:").removeprefix("to ")
    return _OF_THE_ISSUER.sub("", action)


def _spelt_verb(tokens: Sequence[Token]) -> str:
    """Return the words of asking without an aside: "calls, once again, on" is "calls on"."""
    aside = any(token.low == "," or token.low in DASHES for token in tokens)
    return spelt([tokens[0], tokens[-1]] if aside else tokens)
