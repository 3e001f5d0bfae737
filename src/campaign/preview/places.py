"""The addresses of the page: what a browser may ask for, and whose method answers it.

Each is a line: the method and the address, who answers, and what that takes of what was sent, by
its key and in the order of the method's own arguments, behind those that stand in the address.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import partial
from importlib.resources import files
from typing import Any, Protocol
from urllib.parse import quote

from flask import Blueprint, Response, abort, request, send_from_directory

from campaign.folder import starter
from campaign.preview.answered import Answered
from campaign.preview.answers import (
    SentReader,
    answer,
    asked_for,
    body,
    cells,
    flag,
    number,
    numbers,
    on_page,
    settings,
    text,
    upload,
)
from campaign.preview.asked import AskedPlace
from campaign.preview.bell import Bell
from campaign.preview.desk import Desk
from campaign.preview.documents import (
    campaign_document,
    letter_document,
    likeness_document,
    names_document,
)
from campaign.preview.editing import Editing, TemplateText
from campaign.preview.journal import Journal
from campaign.preview.listed import ListedPlace
from campaign.preview.post import PostPlace
from campaign.preview.printing import PrintRoom
from campaign.preview.rounds import Rounds
from campaign.preview.sender import SenderForm
from campaign.preview.sentences import Sentences
from campaign.preview.supporting import Supporting
from campaign.preview.words import WordsPlace
from campaign.toml_lines import Value

STATIC = str(files("campaign.preview") / "static")


class PagePlace(Protocol):
    """Whatever has something to show at an address of its own."""

    def document(self) -> Mapping[str, object]: ...


class Addresses:
    """Has addresses of a page answered; where there is a ``journal``, with what can be undone."""

    def __init__(self, page: Blueprint, journal: Journal | None = None) -> None:
        self.page = page
        self.journal = journal

    def __call__(
        self,
        method: str,
        address: str,
        work: Callable[..., object],
        *,
        told: str = "",
        then: PagePlace | None = None,
        status: int = 200,
        **takes: SentReader,
    ) -> None:
        """Answer with what ``work`` returns, under the key ``told`` or as it is; or with ``then``.

        ``takes`` are the readers of what was sent. What comes without any is still to be JSON, as
        no form of another site can send it.
        """

        def view(**given: object) -> Response:
            if not takes and method != "GET":
                body()
            found = work(*given.values(), *(read(key) for key, read in takes.items()))
            if isinstance(found, Response):
                return found
            document = dict(then.document()) if then else {}
            if told:
                document[told] = found
            elif isinstance(found, Mapping):
                document |= found
            if self.journal:
                document["undo"] = self.journal.last
            return answer(document, status)

        # Flask takes no dot in a name of its own.
        name = f"{method} {address}".replace(".", " ")
        self.page.add_url_rule(f"/{address}", name, view, methods=[method])


def signing(plain: Addresses, rounds: Rounds, journal: Journal) -> None:
    sign = partial(rounds.sign, journal)
    plain("PUT", "letters/<name>/looked", sign, told="looked", sheet=text, looked=flag)


def look(on: Addresses, plain: Addresses, desk: Desk, bell: Bell, rounds: Rounds) -> None:
    plain("GET", "", lambda: send_from_directory(STATIC, "index.html"))
    plain("GET", "static/<path:name>", partial(send_from_directory, STATIC))
    fonts = starter() / "templates" / "fonts"
    plain("GET", "fonts/<name>", partial(send_from_directory, fonts))
    plain("GET", "names", names_document)
    on("GET", "campaign", lambda: campaign_document(desk.look(), rounds))
    plain("GET", "letters/<name>", lambda name: letter_document(*desk.show(name)))
    plain("GET", "sheets/<key>/paragraphs", desk.paragraphs, told="paragraphs")
    plain("GET", "likeness", lambda: likeness_document(*desk.alike()))

    def sheet(key: str, number: int) -> Response:
        png = desk.picture(key, number, request.args.get("width", 1200, int))
        if png is None:
            abort(404)
        response = Response(png, mimetype="image/png")
        # The key is made from the PDF itself: this address never shows anything else.
        response.headers["Cache-Control"] = "private, max-age=3600, immutable"
        return response

    def events() -> Response:
        stream = bell.listen({"revision": desk.look().revision})
        return Response(stream, mimetype="text/event-stream")

    plain("GET", "sheets/<key>/<int:number>.png", sheet)
    plain("GET", "events", events)


def write(on: Addresses, editing: Editing, journal: Journal) -> None:
    def template(work: Callable[..., TemplateText]) -> Callable[..., Mapping[str, Any]]:
        return lambda *given: asdict(work(*given))

    on("PUT", "letters/<name>/cells/<column>", editing.save_cell, value=text, was=text)
    on("POST", "letters/<name>/template", template(editing.tailor))
    on("DELETE", "letters/<name>/template", editing.untailor)
    on("GET", "templates/<path:name>", template(editing.template))
    on("PUT", "templates/<path:name>", template(editing.save_template), text=text, version=text)
    on("POST", "undo", journal.undo, told="undone")


def letters(on: Addresses, plain: Addresses, sentences: Sentences) -> None:
    plain("GET", "letters/<name>/parts", sentences.document)
    plain("GET", "letters/<name>/blocks", sentences.desk.usual_blocks, told="blocks")
    part = "letters/<name>/parts/<part>"
    on("PUT", part, sentences.save, scope=text, text=text, version=text)


def statement(on: Addresses, asked: AskedPlace) -> None:
    change = partial(on, then=asked)
    change("PUT", "statement/order", asked.arrange, places=numbers, version=text)
    change("PUT", "statement/reviewed", asked.review, reviewed=flag, version=text)
    change("PUT", "statement/file", asked.replace, told="backup", name=asked_for, file=upload)
    change("POST", "statement/find", asked.find, version=text)
    change("PUT", "statement/calls/<int:place>", asked.say, said=settings, version=text)
    add = partial(change, "POST", "statement/calls", asked.add)
    add(addressee=text, start=number, end=number, version=text)


def wording(on: Addresses, words: WordsPlace) -> None:
    section = "wording/<int:heading>"
    on("PUT", section, words.save, then=words, title=text, text=text, version=text)
    on("DELETE", section, words.remove, then=words, version=text)


def readers(on: Addresses, plain: Addresses, listed: ListedPlace) -> None:
    def remove(number: int, seen: str) -> None:
        listed.save(number, None, seen)

    def mapped(key: str) -> dict[str, str]:
        maps = (heading.rpartition("=") for heading in request.args.getlist(key))
        return {heading: column for heading, sign, column in maps if sign and heading}

    def wished(key: str) -> bool:
        return asked_for(key) == "1"

    row = "readers/rows/<int:number>"
    plain("GET", row, listed.row)
    on("DELETE", row, remove, then=listed, version=text)
    on("PUT", row, listed.save, then=listed, told="row", cells=cells, version=text)
    bring = partial(on, "PUT", "readers/import", listed.bring)
    bring(name=asked_for, file=upload, map=mapped, write=wished)
    on("POST", "readers/convert", listed.convert, then=listed, told="backup")


def sender(on: Addresses, plain: Addresses, form: SenderForm) -> None:
    def check(said: Mapping[str, Value], seen: str) -> Mapping[str, object]:
        return {"problems": on_page(form.check(said, seen))}

    def image(which: str) -> Response:
        data, kind = form.image(which)
        return Response(data, mimetype=kind)

    plain("POST", "sender/check", check, settings=settings, version=text)
    on("PUT", "sender", form.save, then=form, settings=settings, version=text)
    plain("GET", "sender/images/<which>", image)
    on("PUT", "sender/images/<which>", form.take_image, then=form, file=upload)


def post_room(on: Addresses, plain: Addresses, post: PostPlace, supporting: Supporting) -> None:
    for whose in ("letters", "supporters"):
        for method, prune in (("POST", False), ("DELETE", True)):
            make = partial(post.make, supporters=whose == "supporters", prune=prune)
            plain(method, f"post/{whose}", make, status=202)

    def hand_in(what: str) -> None:
        supporting.lay(bundled=what == "bundles")

    def take_away(name: str) -> Response:
        response = Response(post.file(name), mimetype=mimetypes.guess_type(name)[0])
        called = quote(name.rpartition("/")[2])
        response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{called}"
        return response

    on("PUT", "post/supporters", supporting.bring, then=post, name=asked_for, file=upload)
    plain("POST", "post/supporters/<any(bundles, packs):what>", hand_in, then=post)
    plain("POST", "post/<what>", post.lay, then=post)
    plain("GET", "post/files/<path:name>", take_away)


def printer(plain: Addresses, room: PrintRoom) -> None:
    def send(queue: str, letters: int, doubtful: bool, duplex: bool) -> None:
        room.print(queue, letters, doubtful=doubtful, duplex=duplex)

    press = partial(plain, "POST", "post/print", send, status=202)
    press(queue=text, letters=number, doubtful=flag, duplex=flag)


def after_the_post(plain: Addresses, answered: Answered) -> None:
    def more(_: str) -> dict[str, str]:
        return {key: asked_for(key) for key in ("theirs", "promised", "note")}

    def scan(key: str) -> tuple[str, bytes] | None:
        data = upload(key)
        return (asked_for(key), data) if data else None

    change = partial(plain, then=answered)
    change("POST", "post/posted", answered.note_posted, day=text, how=text)
    change("DELETE", "post/posted/<name>", answered.take_back)
    reply = partial(change, "PUT", "post/replies/<name>", answered.note_reply)
    reply(kind=asked_for, day=asked_for, more=more, file=scan)
    change("POST", "post/follow-ups", answered.draft)
