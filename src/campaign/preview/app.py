"""The page's application: its places put together, and every refusal told in words."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, request
from werkzeug.exceptions import HTTPException

from campaign.preview import places
from campaign.preview.answered import Answered
from campaign.preview.answers import answer, on_page
from campaign.preview.asked import AskedPlace
from campaign.preview.bell import Bell
from campaign.preview.desk import Desk
from campaign.preview.editing import Editing
from campaign.preview.guard import Guard, harden
from campaign.preview.journal import ConflictError, Journal
from campaign.preview.listed import ListedPlace
from campaign.preview.places import Addresses, PagePlace
from campaign.preview.post import PostPlace
from campaign.preview.printing import Machine, PrintRoom
from campaign.preview.rounds import Rounds
from campaign.preview.sender import SenderForm
from campaign.preview.sentences import Sentences
from campaign.preview.supporting import Supporting
from campaign.preview.words import WordsPlace
from campaign.problems import CampaignError, Problem

_MOST_BYTES = 2_000_000


def make_app(
    desk: Desk,
    guard: Guard,
    bell: Bell,
    rounds: Rounds | None = None,
    machine: Machine | None = None,
) -> Flask:
    """Return the application of one campaign's page; nobody goes round without ``rounds``,
    and nothing is printed without a ``machine``."""
    app = Flask("campaign.preview", static_folder=None)
    app.url_map.merge_slashes = False
    app.config["MAX_CONTENT_LENGTH"] = _MOST_BYTES
    _guard(app, guard)
    page = Blueprint("page", __name__, url_prefix="/<token>")
    page.url_value_preprocessor(lambda _, values: values and values.pop("token", None))
    journal, rounds = Journal(desk.folder), rounds or Rounds(desk, bell.ring)
    on, plain = Addresses(page, journal), Addresses(page)
    asked, words, listed = (
        AskedPlace(desk, journal),
        WordsPlace(desk, journal),
        ListedPlace(desk, journal),
    )
    post, form = PostPlace(desk, bell.ring), SenderForm(desk, journal)
    room, answered = PrintRoom(post, machine, bell.ring), Answered(post)
    shown: dict[str, PagePlace] = {"statement": asked, "wording": words, "readers": listed}
    shown |= {"sender": form, "post": post, "post/print": room, "post/answers": answered}
    for address, place in shown.items():
        plain("GET", address, place.document)
    places.look(on, plain, desk, bell, rounds)
    places.write(on, Editing(desk, journal), journal)
    places.letters(on, plain, Sentences(desk, words))
    places.signing(plain, rounds, journal)
    places.statement(on, asked)
    places.wording(on, words)
    places.readers(on, plain, listed)
    places.sender(on, plain, form)
    places.post_room(on, plain, post, Supporting(post, journal))
    places.printer(plain, room)
    places.after_the_post(plain, answered)
    app.register_blueprint(page)
    return app


def _guard(app: Flask, guard: Guard) -> None:
    @app.before_request
    def check() -> tuple[str, int] | None:
        token = request.path.split("/")[1] if "/" in request.path else ""
        refused = guard.refusal(request, token)
        return refused and (refused[1], refused[0])

    app.after_request(harden)

    @app.errorhandler(ConflictError)
    def conflict(error: ConflictError) -> Response:
        problems = on_page(error.problems)
        return answer({"problems": problems, "theirs": error.theirs}, 409)

    @app.errorhandler(CampaignError)
    def refused(error: CampaignError) -> Response:
        return answer({"problems": on_page(error.problems)}, 422)

    @app.errorhandler(OSError)
    def unwritten(error: OSError) -> Response:
        reason = error.strerror or str(error)
        message = f"The disk refused: {reason}. Nothing was changed."
        return answer({"problems": on_page([Problem("disk", message)])}, 422)

    @app.errorhandler(Exception)
    def unforeseen(error: Exception) -> Response:
        message = f"The program itself failed ({type(error).__name__}: {error})."
        hint = "Your files are as they were saved last. Please report this line."
        return answer({"problems": on_page([Problem("program-fault", message, hint)])}, 500)

    @app.errorhandler(HTTPException)
    def failed(error: HTTPException) -> tuple[str, int]:
        return error.description or error.name, error.code or 500
