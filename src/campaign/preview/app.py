"""The page's addresses: what a browser may ask for, and the JSON that answers it."""

from __future__ import annotations

from dataclasses import asdict
from importlib.resources import files

from flask import Blueprint, Flask, Response, abort, request, send_from_directory
from werkzeug.exceptions import HTTPException

from campaign.folder import starter
from campaign.preview.answered import Answered
from campaign.preview.answers import answer, body_of, on_page, text_of
from campaign.preview.asked import Asked
from campaign.preview.bell import Bell
from campaign.preview.desk import Desk
from campaign.preview.documents import (
    campaign_document,
    letter_document,
    likeness_document,
    names_document,
)
from campaign.preview.editing import Editing, TemplateText
from campaign.preview.guard import Guard, harden
from campaign.preview.journal import ConflictError, Journal
from campaign.preview.listed import Listed
from campaign.preview.places import (
    after_the_post,
    post_place,
    print_room,
    readers_place,
    sender_form,
    shown,
    signing_of,
    statement_place,
    wording_place,
    words_of_letters,
)
from campaign.preview.post import Post
from campaign.preview.printing import Machine, PrintRoom
from campaign.preview.rounds import Rounds
from campaign.preview.sender import SenderForm
from campaign.preview.sentences import Sentences
from campaign.preview.signing import Signing
from campaign.preview.supporting import Supporting
from campaign.preview.words import Words
from campaign.problems import CampaignError, Problem

MOST_BYTES = 2_000_000
STATIC = str(files("campaign.preview") / "static")


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
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    journal = Journal(desk.folder)
    editing = Editing(desk, journal)
    page = Blueprint("page", __name__, url_prefix="/<token>")
    _guard(app, guard)
    page.url_value_preprocessor(lambda _, values: values and values.pop("token", None))
    _page(page)
    rounds = rounds or Rounds(desk, bell.ring)
    _reading(page, desk, bell, journal, rounds)
    signing_of(page, Signing(desk, journal, rounds))
    _writing(page, editing, journal)
    asked, words, listed = Asked(desk, journal), Words(desk, journal), Listed(desk, journal)
    post, form = Post(desk, bell.ring), SenderForm(desk, journal)
    room, answered = PrintRoom(post, machine, bell.ring), Answered(post)
    shown(page, {"statement": asked, "wording": words, "readers": listed, "sender": form})
    shown(page, {"post": post, "post/print": room, "post/answers": answered})
    statement_place(page, asked, journal)
    readers_place(page, listed, journal)
    wording_place(page, words, journal)
    words_of_letters(page, Sentences(desk, words), journal)
    post_place(page, post, Supporting(post, journal))
    print_room(page, room)
    after_the_post(page, answered)
    sender_form(page, form, journal)
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


def _page(page: Blueprint) -> None:
    @page.get("/")
    def index() -> Response:
        return send_from_directory(STATIC, "index.html")

    @page.get("/static/<path:name>")
    def static(name: str) -> Response:
        return send_from_directory(STATIC, name)

    @page.get("/fonts/<name>")
    def font(name: str) -> Response:
        return send_from_directory(starter() / "templates" / "fonts", name)

    @page.get("/names")
    def names() -> Response:
        return answer(names_document())


def _reading(page: Blueprint, desk: Desk, bell: Bell, journal: Journal, rounds: Rounds) -> None:
    @page.get("/campaign")
    def campaign() -> Response:
        return answer({**campaign_document(desk.look(), rounds), "undo": journal.last})

    @page.get("/letters/<name>")
    def letter(name: str) -> Response:
        view, shown = desk.show(name)
        return answer(letter_document(view, shown))

    @page.get("/sheets/<key>/<int:number>.png")
    def sheet(key: str, number: int) -> Response:
        png = desk.picture(key, number, request.args.get("width", 1200, int))
        if png is None:
            abort(404)
        response = Response(png, mimetype="image/png")
        # The key is made from the PDF itself: this address never shows anything else.
        response.headers["Cache-Control"] = "private, max-age=3600, immutable"
        return response

    @page.get("/sheets/<key>/paragraphs")
    def paragraphs(key: str) -> Response:
        return answer({"paragraphs": desk.paragraphs(key)})

    @page.get("/likeness")
    def likeness() -> Response:
        return answer(likeness_document(*desk.alike()))

    @page.get("/events")
    def events() -> Response:
        stream = bell.listen({"revision": desk.look().revision})
        return Response(stream, mimetype="text/event-stream")


def _writing(page: Blueprint, editing: Editing, journal: Journal) -> None:
    @page.put("/letters/<name>/cells/<column>")
    def save_cell(name: str, column: str) -> Response:
        body = body_of(request)
        editing.save_cell(name, column, text_of(body, "value"), text_of(body, "was"))
        return answer({"undo": journal.last})

    @page.post("/letters/<name>/template")
    def tailor(name: str) -> Response:
        return _template(editing.tailor(name), journal)

    @page.delete("/letters/<name>/template")
    def untailor(name: str) -> Response:
        editing.untailor(name)
        return answer({"undo": journal.last})

    @page.get("/templates/<path:name>")
    def template(name: str) -> Response:
        return _template(editing.template(name), journal)

    @page.put("/templates/<path:name>")
    def save_template(name: str) -> Response:
        body = body_of(request)
        text, version = text_of(body, "text"), text_of(body, "version")
        return _template(editing.save_template(name, text, version), journal)

    @page.post("/undo")
    def undo() -> Response:
        return answer({"undone": journal.undo(), "undo": journal.last})


def _template(template: TemplateText, journal: Journal) -> Response:
    return answer({**asdict(template), "undo": journal.last})
