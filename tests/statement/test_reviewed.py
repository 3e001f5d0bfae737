"""No reviewed call or quotation passes with words that the statement does not hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign.model import Statement
from campaign.problems import CampaignError
from campaign.statement.files.plain_text import PlainText
from campaign.statement.reviewed import read_calls, read_quotations, reviewed
from campaign.statement.statement import statement_of

TEXT = """\
A title

The River Trust

3 May 2024

The Trust’s engineer said: “The bank is as weak as it has ever been.”

China must open
the gates.

We ask the Treasury to:

- pay for the bank
"""
CALL = """\
# a comment
[[call]]
id = "cn-open"
addressee = "China"
addressee_key = "cn"
verb = "must"
action = "open the gates"
sentence = "China must open the gates."
by = "issuer"
"""
QUOTATION = """
[[quotation]]
speaker = "The Trust's engineer"
text = "The bank is as weak as it has ever been."
"""


@pytest.fixture
def statement() -> Statement:
    return statement_of(PlainText(TEXT))


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "calls.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_call_comes_in_the_statement_s_own_spelling(tmp_path: Path, statement: Statement) -> None:
    path = write(tmp_path, CALL + 'plain = "Open up"\nfor = ["mp"]\n' + QUOTATION)
    (call,), problems = read_calls(path, statement)
    assert problems == ()
    assert call.sentence == "China must open\nthe gates."
    assert call.action == "open\nthe gates"
    assert statement.text[call.start : call.end] == call.sentence
    assert (call.plain, call.kinds, call.by) == ("Open up", ("mp",), "issuer")
    (quotation,), _ = read_quotations(path, statement)
    assert statement.text[quotation.start : quotation.end] == quotation.text


def test_a_call_put_aside_is_not_held_to_anything(tmp_path: Path, statement: Statement) -> None:
    path = write(tmp_path, CALL.replace("gates", "doors") + "use = false\n")
    assert read_calls(path, statement) == ((), ())


def test_a_call_added_by_hand_needs_no_more_than_who_what_and_where(
    tmp_path: Path, statement: Statement
) -> None:
    text = CALL
    for line in ('id = "cn-open"\n', 'addressee_key = "cn"\n', 'verb = "must"\n'):
        text = text.replace(line, "")
    (call,), problems = read_calls(write(tmp_path, text), statement)
    assert problems == ()
    assert (call.id, call.addressee_key, call.by) == ("cn-open-gates", "cn", "issuer")


def test_a_call_that_only_has_its_sentence_is_told_what_it_lacks(
    tmp_path: Path, statement: Statement
) -> None:
    path = write(tmp_path, '[[call]]\nsentence = "China must open the gates."\n')
    calls, problems = read_calls(path, statement)
    assert calls == ()
    assert [p.message for p in problems] == [
        "This call has no “addressee”.",
        "This call has no “action”.",
    ]


def test_a_call_put_aside_may_lack_its_addressee(tmp_path: Path, statement: Statement) -> None:
    text = CALL.replace('"China"', '""').replace('"cn"', '""')
    assert read_calls(write(tmp_path, text + "use = false\nsure = false\n"), statement) == ((), ())


@pytest.mark.parametrize(
    ("head", "read"), [("", True), ("reviewed = true\n", True), ("reviewed = false\n", False)]
)
def test_an_older_file_counts_as_reviewed(tmp_path: Path, head: str, read: bool) -> None:
    assert reviewed(write(tmp_path, head + CALL)) is read
    assert reviewed(tmp_path / "none.toml") is False


def test_reviewed_stands_at_the_top(tmp_path: Path, statement: Statement) -> None:
    (problem,) = read_calls(write(tmp_path, CALL + "reviewed = true\n"), statement)[1]
    assert "at the top of the file" in problem.hint


def test_an_item_keeps_its_stem(tmp_path: Path, statement: Statement) -> None:
    item = CALL.replace("China must open the gates.", "pay for the bank").replace(
        "open the gates", "pay for the bank"
    )
    path = write(tmp_path, item + 'stem = "We ask the Treasury to:"\n')
    (call,), problems = read_calls(path, statement)
    assert problems == ()
    assert call.stem == "We ask the Treasury to:"


def test_an_order_comes_before_reading_order(tmp_path: Path, statement: Statement) -> None:
    last = CALL.replace("cn-open", "first").replace(
        "China must open the gates.", "pay for the bank"
    )
    last = last.replace("open the gates", "pay for the bank") + "order = 1\n"
    calls, _ = read_calls(write(tmp_path, CALL + last), statement)
    assert [call.id for call in calls] == ["first", "cn-open"]


@pytest.mark.parametrize(
    ("was", "now", "code", "line"),
    [
        (
            '"China must open the gates."',
            '"China must open the doors."',
            "call-not-in-statement",
            8,
        ),
        ('"China must open the gates."', '"hina must open the gates."', "call-not-in-statement", 8),
        ('"open the gates"', '"open the sluices"', "call-not-in-statement", 7),
        ('"issuer"', '"issuer"\nstem = "We beg:"', "call-not-in-statement", 10),
        ("verb =", "verbe =", "calls-unknown-key", 6),
        ('"must"', "12", "calls-value", 6),
        ('"issuer"', '"issuer"\nuse = "no"', "calls-value", 10),
        ('"issuer"', '"issuer"\norder = true', "calls-value", 10),
        ('"issuer"', '"issuer"\nfor = ["mps"]', "calls-value", 10),
        ('addressee = "China"\n', "", "calls-missing-key", 2),
        ('"open the gates"', '""', "calls-missing-key", 7),
        ("[[call]]", 'reviewed = "yes"\n[[call]]', "calls-value", 2),
        ('"issuer"', '"issuer"\n' + CALL, "calls-same-id", 12),
        ("[[call]]", "[call]", "calls-shape", 1),
    ],
)
def test_each_fault_names_its_line(
    tmp_path: Path, statement: Statement, was: str, now: str, code: str, line: int
) -> None:
    path = write(tmp_path, CALL.replace(was, now))
    _, problems = read_calls(path, statement)
    assert [(p.code, p.row, p.file) for p in problems] == [(code, line, str(path))]


def test_a_misquotation_names_its_line(tmp_path: Path, statement: Statement) -> None:
    path = write(tmp_path, CALL + QUOTATION.replace("weak", "strong"))
    _, problems = read_quotations(path, statement)
    assert [(p.code, p.row) for p in problems] == [("quotation-not-in-statement", 13)]


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b'[[call]]\nid = "x', "bad-toml", 2),
        (b"\xff\xfe\xfa", "not-utf-8", 1),
    ],
)
def test_a_file_that_is_no_toml(
    tmp_path: Path, statement: Statement, content: bytes, code: str, line: int | None
) -> None:
    path = tmp_path / "calls.toml"
    path.write_bytes(content)
    with pytest.raises(CampaignError) as caught:
        read_calls(path, statement)
    assert [(p.code, p.row) for p in caught.value.problems] == [(code, line)]


def test_a_missing_file(tmp_path: Path, statement: Statement) -> None:
    with pytest.raises(CampaignError, match="This file is missing"):
        read_calls(tmp_path / "calls.toml", statement)


def test_this_campaign_s_review_holds() -> None:
    from campaign.statement.statement import read_statement

    data = Path(__file__).parents[2] / "data"
    statement = read_statement(data / "statement.txt")
    calls, problems = read_calls(data / "calls.toml", statement)
    assert problems == ()
    assert len(calls) == len(statement.calls) == 6


@pytest.mark.parametrize(
    ("written", "severity", "words"),
    [
        ('addressee_key = "uk"', "error", "Did you mean “gb”?"),
        ('addressee_key = "zz"', "error", "the code of no state"),
        ('addressee_key = "ru"', "warning", "goes by “cn”"),
        ('addressee_key = "china-ltd"', "warning", "No body is known"),
        ('addressee_key = "cn"\nby = "The Mayor of Leeds"', "error", "does not stand in"),
        ('addressee_key = "cn"\nfor = []', "warning", "“for” is empty"),
        ('addressee_key = "cn"\nplain = ""', "warning", "“plain” is empty"),
    ],
)
def test_what_cannot_be_meant_is_told_with_its_line(
    tmp_path: Path, statement: Statement, written: str, severity: str, words: str
) -> None:
    text = CALL.replace('addressee_key = "cn"', written)
    if "by =" in written:
        text = text.replace('by = "issuer"\n', "")
    path = write(tmp_path, text)
    calls, (problem,) = read_calls(path, statement, "data/calls.toml")
    assert (problem.severity, problem.file) == (severity, "data/calls.toml")
    assert words in f"{problem.message} {problem.hint}"
    key = written.rpartition("\n")[2].partition(" ")[0]
    assert text.splitlines()[(problem.row or 0) - 1].startswith(key)
    assert bool(calls) is (severity == "warning")


@pytest.mark.parametrize(
    "addressee",
    [
        'addressee = "our leaders"\naddressee_key = "gb"',
        'addressee = "the Government"\naddressee_key = "scottish-government"',
        'addressee = "Thames Water"\naddressee_key = "thames-water"',
        'addressee = "all bishops"\naddressee_key = "bishops"',
        'addressee = "UN"\naddressee_key = "united-nations"',
    ],
)
def test_a_key_of_one_s_own_is_let_be(tmp_path: Path, statement: Statement, addressee: str) -> None:
    text = CALL.replace('addressee = "China"\naddressee_key = "cn"', addressee)
    assert read_calls(write(tmp_path, text), statement)[1] == ()


@pytest.mark.parametrize(
    ("action", "plain", "told"),
    [
        ("do the same", "", ["calls-says-little"]),
        ("do the same", 'plain = "pay for the bank"\n', []),
        ("follow suit without delay", "", ["calls-says-little"]),
        ("do the work", "", []),
    ],
)
def test_a_call_that_says_nothing_by_itself_is_told(
    tmp_path: Path, action: str, plain: str, told: list[str]
) -> None:
    said = f"The Treasury paid. We ask the Home Office to {action}."
    entry = (
        f'[[call]]\naddressee = "the Home Office"\naction = "{action}"\n{plain}'
        f'sentence = "We ask the Home Office to {action}."\n'
    )
    calls, problems = read_calls(write(tmp_path, entry), statement_of(PlainText(said)))
    assert len(calls) == 1
    assert [problem.code for problem in problems] == told
