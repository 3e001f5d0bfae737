"""The calls found so far, each with its exact words, its addressee's key and whose words it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from campaign.model import CallToAction
from campaign.statement.actors.keys import addressee_key
from campaign.statement.actors.setting import Setting
from campaign.statement.finding.actions import shared_actions, spelt_verb, trimmed
from campaign.statement.finding.issuer import Issuer
from campaign.statement.finding.passage import Before, Found
from campaign.statement.text.quotations import Quoted
from campaign.statement.text.tokens import Token


@dataclass(slots=True)
class Kept:
    """The calls of a text, in reading order; their ids are still to be given."""

    text: str
    setting: Setting
    issuer: Issuer
    quoted: tuple[Quoted, ...]
    calls: list[CallToAction] = field(default_factory=list)

    def keep(
        self,
        before: Before,
        found: Sequence[Found],
        tokens: Sequence[Token],
        start: int,
        end: int,
        stem: str,
        stem_length: int,
    ) -> Before:
        """Keep what was found in a sentence; return what a pronoun after it may refer to."""
        for number, call in enumerate(found):
            stop = found[number + 1].clause if number + 1 < len(found) else len(tokens)
            by = self._by(tokens[max(call.clause, stem_length)].start, call)
            if by is None:
                continue
            for addressees, first, last in shared_actions(
                call, stop, tokens, self.setting, self.text
            ):
                action = self._action(tokens, first, last)
                verb = tokens[call.verb[0] : call.verb[1]]
                for addressee in addressees if action else ():
                    self.calls.append(
                        CallToAction(
                            id="",
                            addressee=addressee.text,
                            addressee_key=addressee_key(
                                addressee.name, self.setting, addressee.offset
                            ),
                            verb=spelt_verb(verb),
                            action=action,
                            sentence=self.text[start:end],
                            start=start,
                            end=end,
                            by=by,
                            stem=stem,
                        )
                    )
                    before = replace(before, actor=addressee, other=addressee, voice="own")
                if action and addressees:
                    before = before.asked_of(addressees)
        return before

    def _action(self, tokens: Sequence[Token], first: int, last: int) -> str:
        """Return the words of an action without what joins it to the next clause."""
        if first >= last:
            return ""
        begin, end = tokens[first].start, tokens[last - 1].end
        for quoted in self.quoted:
            if quoted.start <= begin < quoted.end < end:
                end = quoted.end
        return trimmed(self.text[begin:end])

    def _by(self, offset: int, call: Found) -> str | None:
        """Return who calls at an offset, or None where it is an old or an unknown voice."""
        for quoted in self.quoted:
            if quoted.start <= offset < quoted.end:
                if quoted.of_the_past:
                    return None
                own = not quoted.speaker or self.issuer.is_called(quoted.speaker)
                return "issuer" if own else quoted.speaker
        return call.by or "issuer"
