"""The addresses of the page's places: statement, wording, readers and post."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Mapping
from typing import Any, Protocol
from urllib.parse import quote

from flask import Blueprint, Response, abort, request

from campaign.preview.answered import Answered
from campaign.preview.answers import (
    answer,
    body_of,
    file_of,
    number_of,
    on_page,
    setting_of,
    text_of,
    value_of,
)
from campaign.preview.asked import Asked
from campaign.preview.journal import Journal
from campaign.preview.listed import Listed
from campaign.preview.post import Post
from campaign.preview.printing import PrintRoom
from campaign.preview.sender import SenderForm
from campaign.preview.sentences import Sentences
from campaign.preview.signing import Signing
from campaign.preview.supporting import Supporting
from campaign.preview.words import Words

MOST_FILE = 25_000_000
"""Bytes of a file that is dropped on the page."""


class Place(Protocol):
    """Whatever has something to show at an address of its own."""

    def document(self) -> Mapping[str, object]: ...


def shown(page: Blueprint, places: Mapping[str, Place]) -> None:
    for address, place in places.items():

        def show(place: Place = place) -> Response:
            return answer(place.document())

        page.add_url_rule(f"/{address}", f"show {address}", show)


def statement_place(page: Blueprint, asked: Asked, journal: Journal) -> None:
    def changed() -> Response:
        return answer({**asked.document(), "undo": journal.last})

    calls_of(page, asked, changed)

    @page.put("/statement/order")
    def arrange() -> Response:
        body = body_of(request)
        places = value_of(body, "places", list)
        if not all(type(place) is int for place in places):
            abort(400)
        asked.arrange(places, text_of(body, "version"))
        return changed()

    @page.put("/statement/reviewed")
    def review() -> Response:
        body = body_of(request)
        asked.review(value_of(body, "reviewed", bool), text_of(body, "version"))
        return changed()

    @page.put("/statement/file")
    def replace() -> Response:
        backup = asked.replace(request.args.get("name", ""), file_of(request, MOST_FILE))
        return answer({**asked.document(), "backup": backup, "undo": journal.last})

    @page.post("/statement/find")
    def find() -> Response:
        asked.find(text_of(body_of(request), "version"))
        return changed()


def calls_of(page: Blueprint, asked: Asked, changed: Callable[[], Response]) -> None:
    @page.put("/statement/calls/<int:place>")
    def say(place: int) -> Response:
        body = body_of(request)
        said = value_of(body, "said", dict)
        said = {key: setting_of(said, key) for key in said}
        asked.say(place, said, text_of(body, "version"))
        return changed()

    @page.post("/statement/calls")
    def add() -> Response:
        body = body_of(request)
        start, end = number_of(body, "start"), number_of(body, "end")
        asked.add(text_of(body, "addressee"), start, end, text_of(body, "version"))
        return changed()


def wording_place(page: Blueprint, words: Words, journal: Journal) -> None:
    @page.put("/wording/<int:heading>")
    def save_words(heading: int) -> Response:
        body = body_of(request)
        words.save(heading, text_of(body, "title"), text_of(body, "text"), text_of(body, "version"))
        return answer({**words.document(), "undo": journal.last})

    @page.delete("/wording/<int:heading>")
    def remove_words(heading: int) -> Response:
        words.remove(heading, text_of(body_of(request), "version"))
        return answer({**words.document(), "undo": journal.last})


def readers_place(page: Blueprint, listed: Listed, journal: Journal) -> None:
    @page.get("/readers/rows/<int:number>")
    def row(number: int) -> Response:
        return answer(listed.row(number))

    def changed(**more: object) -> Response:
        return answer({**listed.document(), **more, "undo": journal.last})

    @page.delete("/readers/rows/<int:number>")
    def remove_row(number: int) -> Response:
        listed.save(number, None, text_of(body_of(request), "version"))
        return changed()

    @page.put("/readers/rows/<int:number>")
    def save_row(number: int) -> Response:
        body = body_of(request)
        cells = value_of(body, "cells", dict)
        if not all(place.isdecimal() for place in cells):
            abort(400)
        said = {int(place): text_of(cells, place) for place in cells}
        return changed(row=listed.save(number, said, text_of(body, "version")))

    @page.put("/readers/import")
    def bring() -> Response:
        maps = (heading.rpartition("=") for heading in request.args.getlist("map"))
        mapped = {heading: column for heading, sign, column in maps if sign and heading}
        name, write = request.args.get("name", ""), request.args.get("write") == "1"
        found = listed.bring(name, file_of(request, MOST_FILE), mapped, write)
        return answer({**found, "undo": journal.last})

    @page.post("/readers/convert")
    def convert() -> Response:
        body_of(request)
        return changed(backup=listed.convert())


def words_of_letters(page: Blueprint, sentences: Sentences, journal: Journal) -> None:
    @page.get("/letters/<name>/parts")
    def parts(name: str) -> Response:
        return answer(sentences.document(name))

    @page.get("/letters/<name>/blocks")
    def blocks(name: str) -> Response:
        return answer({"blocks": sentences.desk.usual_blocks(name)})

    @page.put("/letters/<name>/parts/<part>")
    def save_part(name: str, part: str) -> Response:
        body = body_of(request)
        scope, text = text_of(body, "scope"), text_of(body, "text")
        sentences.save(name, part, scope, text, text_of(body, "version"))
        return answer({"undo": journal.last})


def signing_of(page: Blueprint, signing: Signing) -> None:
    @page.put("/letters/<name>/looked")
    def looked(name: str) -> Response:
        body = body_of(request)
        signing.look(name, text_of(body, "sheet"), value_of(body, "looked", bool))
        return answer({"looked": body["looked"]})


def post_place(page: Blueprint, post: Post, supporting: Supporting) -> None:
    def make() -> Response:
        body_of(request)
        theirs = request.path.endswith("supporters")
        post.make(supporters=theirs, prune=request.method == "DELETE")
        return answer({}, 202)

    for whose in ("letters", "supporters"):
        page.add_url_rule(f"/post/{whose}", whose, make, methods=["POST", "DELETE"])

    @page.put("/post/supporters")
    def bring_supporters() -> Response:
        supporting.bring(request.args.get("name", ""), file_of(request, MOST_FILE))
        return answer({**post.document(), "undo": supporting.journal.last})

    @page.post("/post/supporters/<any(bundles, packs):what>")
    def hand_in(what: str) -> Response:
        supporting.lay(bundled=what == "bundles")
        return answer(post.document())

    @page.post("/post/<what>")
    def lay(what: str) -> Response:
        post.lay(what)
        return answer(post.document())

    @page.get("/post/files/<path:name>")
    def take_away(name: str) -> Response:
        response = Response(post.file(name), mimetype=mimetypes.guess_type(name)[0])
        called = quote(name.rpartition("/")[2])
        response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{called}"
        return response


def print_room(page: Blueprint, room: PrintRoom) -> None:
    @page.post("/post/print")
    def send() -> Response:
        body = body_of(request)
        room.print(
            text_of(body, "queue"),
            number_of(body, "letters"),
            doubtful=value_of(body, "doubtful", bool),
            duplex=value_of(body, "duplex", bool),
        )
        return answer({}, 202)


def after_the_post(page: Blueprint, answered: Answered) -> None:
    @page.post("/post/posted")
    def posted() -> Response:
        body = body_of(request)
        noted = answered.note_posted(text_of(body, "day"), text_of(body, "how"))
        return answer({**answered.document(), **noted})

    @page.delete("/post/posted/<name>")
    def not_posted(name: str) -> Response:
        body_of(request)
        answered.take_back(name)
        return answer(answered.document())

    @page.put("/post/replies/<name>")
    def reply(name: str) -> Response:
        said = {key: request.args.get(key, "") for key in ("theirs", "promised", "note")}
        data = file_of(request, MOST_FILE)
        file = (request.args.get("file", ""), data) if data else None
        kind, day = request.args.get("kind", ""), request.args.get("day", "")
        answered.note_reply(name, kind, day, said, file)
        return answer(answered.document())

    @page.post("/post/follow-ups")
    def follow_up() -> Response:
        body_of(request)
        drafted = answered.draft()
        return answer({**answered.document(), **drafted})


def sender_form(page: Blueprint, form: SenderForm, journal: Journal) -> None:
    def said_in(body: Mapping[str, Any]) -> dict[str, Any]:
        said = value_of(body, "settings", dict)
        return {key: setting_of(said, key) for key in said}

    @page.post("/sender/check")
    def check() -> Response:
        body = body_of(request)
        problems = form.check(said_in(body), text_of(body, "version"))
        return answer({"problems": on_page(problems)})

    @page.put("/sender")
    def save() -> Response:
        body = body_of(request)
        form.save(said_in(body), text_of(body, "version"))
        return answer({**form.document(), "undo": journal.last})

    @page.get("/sender/images/<which>")
    def image(which: str) -> Response:
        data, kind = form.image(which)
        return Response(data, mimetype=kind)

    @page.put("/sender/images/<which>")
    def take_image(which: str) -> Response:
        form.take_image(which, file_of(request, MOST_FILE))
        return answer({**form.document(), "undo": journal.last})
