"""Every letter is looked over as it would be made, and nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import replace
from typing import Any

from campaign.folder import Folder
from campaign.making.load import Ready, load
from campaign.making.proofread import proofread
from tests.letters import DAY, SENDER


class Here(Executor):
    """Does each piece of work at once, in this process."""

    def submit(self, work: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(work(*given, **named))
        except Exception as error:
            future.set_exception(error)
        return future


class Broken(Here):
    """Loses every worker."""

    def submit(self, work: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(RuntimeError("gone"))
        return future


def of_embassies(starter: Folder, most: int = 3) -> Ready:
    ready = load(starter, DAY, after_act_by=True)
    few = [recipient for recipient in ready.recipients if recipient.kind == "embassy"][:most]
    campaign = replace(ready.campaign, sender=SENDER)
    return replace(ready, recipients=tuple(few), campaign=campaign)


def test_a_clean_list_has_no_problems_and_no_output(starter: Folder) -> None:
    ready = of_embassies(starter)
    assert proofread(ready, DAY, Here(), final=True) == (3, ready.problems)
    assert not starter.output.exists()


def test_the_faults_of_all_letters_are_told_at_once(starter: Folder) -> None:
    page = starter.templates / "embassy.html.j2"
    opening = "{% block closing %}"
    source = page.read_text(encoding="utf-8").replace(
        opening, f"{opening}<p>[your name] to {{{{ recipient.id }}}}, , {{{{ recipient.id }}}}</p>"
    )
    page.write_text(source, encoding="utf-8")
    letters, problems = proofread(of_embassies(starter), DAY, Here())
    assert letters == 3
    assert {problem.code for problem in problems} == {"placeholder", "empty-field"}
    assert [problem.code for problem in problems].count("empty-field") == letters


def test_more_letters_than_are_given_out_at_once(starter: Folder) -> None:
    ready = load(starter, DAY, after_act_by=True)
    letters, problems = proofread(ready, DAY, Broken())
    assert letters == len(ready.recipients) > 32
    lost = [problem for problem in problems if problem.code == "worker-lost"]
    assert len(lost) == letters


def test_a_specimen_is_not_final(starter: Folder) -> None:
    ready = load(starter, DAY, after_act_by=True)
    _, problems = proofread(replace(ready, recipients=()), DAY, Here(), final=True)
    assert [problem.code for problem in problems] == ["specimen"]
