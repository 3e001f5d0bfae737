"""Small words that a letter must get right, purely: articles, numbers, possessives."""

import re
from unicodedata import normalize

# fmt: off
_SMALL = (
    "nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# fmt: on
SCALES = ((1_000_000, "million"), (1_000, "thousand"))
MOST = 999_999_999

# Letters whose names begin with a vowel sound: an MP, an NGO, an FCDO official, but a UN envoy.
SPELT_WITH_VOWEL = frozenset("AEFHILMNORSX")
# Letters said one by one: MP, MSc, LGBTQI, M25, S&P, x-ray; not O’Hara.
INITIALS = re.compile(r"[A-Z]{2,}|[A-Z](?![A-Za-z'’])|[a-z](?=-)")
# Longer capitals are a word where they can be said as one: URGENT, SCOTUS.
WORD_IN_CAPITALS = re.compile(r"(?!UN)(?=.{0,2}[AEIOU])[A-Z]{6,}")
SAID_AS_A_WORD = frozenset(
    {"FIFA", "LAMDA", "MERS", "NASA", "NATO", "NICE", "NIMBY", "RADA", "RIBA", "RUSI", "SAGE"}
    | {"SARS", "SIPRI", "SOAS"}
)
# Written with a vowel and said with a consonant: a European, a one-off, a unit, a union, a U-turn.
SAID_WITH_CONSONANT = re.compile(
    r"(?:eu|ew|once\b|one\b|ubiq|ugand|uigh|uk|unanim"
    r"|uni(?!n(?!g)|m|d(?!i)|gn|ll|r|ss)|ur(?:a|e|i|o|u)|us(?:e|i|ual|ur|a)|ut(?:a|i|e|o)|uyg)",
    re.IGNORECASE,
)
SILENT_H = re.compile(r"(?:heir|honest|hono|hon\b|hour)", re.IGNORECASE)

# Titles that stand alone, without "the": a person's style, not the name of an office.
STYLE = re.compile(
    r"(?:the|his|her|their|our|my|your|mr|mrs|ms|miss|dr|sir|dame|lady|baroness|professor|rt hon"
    r"|lord(?! (?:advocate|chancellor|chief|justice|lieutenant|mayor|president|privy|provost)))\b",
    re.IGNORECASE,
)


def with_article(words: str) -> str:
    """Return words behind “a” or “an”, as they are said: an MP, a UN envoy, an hour."""
    said = words.lstrip("“‘\"'(£$€").split(" ")[0]
    return f"{'an' if _opens_with_vowel(said) else 'a'} {words}" if said else words


def _opens_with_vowel(word: str) -> bool:
    initials = INITIALS.match(word)
    if initials and initials[0] not in SAID_AS_A_WORD and not WORD_IN_CAPITALS.match(word):
        return word[0].upper() in SPELT_WITH_VOWEL
    if word[:1].isdigit():
        return _number_opens_with_vowel(word)
    if SAID_WITH_CONSONANT.match(word):
        return False
    # An accent changes nothing: an état-major.
    first = normalize("NFD", word)[:1].lower()
    return first in set("aeiouæœø") or bool(SILENT_H.match(word))


def _number_opens_with_vowel(word: str) -> bool:
    # Eight, eleven and eighteen, alone, before thousands or in a year: an 11-hour talk, an 80 per
    # cent rise, an 1833 Act, but a 1,100-page report.
    digits = re.match(r"[\d,]+", word)
    number = digits[0] if digits else ""
    thousands = number.partition(",")[0]
    return number.startswith("8") or (
        number[:2] in {"11", "18"} and (len(thousands) in (2, 5) or len(number) == 4)
    )


def in_words(number: int) -> str:
    """Return a whole number of up to nine digits in British words: “six hundred and fifty”."""
    if not 0 <= number <= MOST:
        raise ValueError(f"only 0 to {MOST:,} can be put into words, not {number}")
    for scale, name in SCALES:
        if number >= scale:
            head, rest = divmod(number, scale)
            joint = " and " if 0 < rest < 100 else ", "
            return f"{in_words(head)} {name}" + (f"{joint}{in_words(rest)}" if rest else "")
    if number >= 100:
        head, rest = divmod(number, 100)
        return f"{_SMALL[head]} hundred" + (f" and {in_words(rest)}" if rest else "")
    if number < 20:
        return _SMALL[number]
    tens, rest = divmod(number, 10)
    return TENS[tens - 2] + (f"-{_SMALL[rest]}" if rest else "")


def in_words_to_ten(number: int) -> str:
    """Return a number up to ten in words and a greater one in figures, as a newspaper does."""
    return in_words(number) if 0 <= number <= 10 else f"{number:,}"


def counted(number: int, one: str, many: str = "") -> str:
    """Return “no calls”, “one call” or “two calls”; ``many`` is a plural that “s” does not make."""
    quantity = in_words_to_ten(number) if number else "no"
    return f"{quantity} {one if number == 1 else many or one + 's'}"


def numbered(number: int, one: str) -> str:
    """Return “0 letters”, “1 letter” or “2,000 letters”."""
    return f"{number:,} {one if number == 1 else one + 's'}"


def possessive(words: str) -> str:
    """Return words in the possessive: the Minister’s, the States’, James’s.

    A plural is known by its small “s”-word behind “the”, “these” or “our”; a name takes “’s”.
    """
    if not words.endswith(("s", "S")) or words.endswith("ss"):
        return f"{words}’s"
    last = words.split(" ")[-1]
    plural = last[:1].islower() or re.match(r"(?:the|these|those|our|all)\b", words, re.IGNORECASE)
    return f"{words}’" if plural else f"{words}’s"


def with_the(office: str) -> str:
    """Return an office behind “the”, unless it is a person or has a word before it already."""
    if office[:4] == "The ":
        return f"the {office[4:]}"
    return office if not office or STYLE.match(office) else f"the {office}"
