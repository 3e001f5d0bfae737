"""The addresses of the page's places: statement, wording, readers and post."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from urllib.parse import quote

from flask import Blueprint, Response, abort, request

from campaign.preview.answers import answer, body_of, number_of, text_of, yes_or_no
from campaign.preview.asked import Asked
from campaign.preview.journal import Journal
from campaign.preview.post import Post
from campaign.preview.sentences import Sentences
from campaign.preview.signing import Signing
from campaign.preview.words import Words


def statement_place(page: Blueprint, asked: Asked, journal: Journal) -> None:
    @page.get("/statement")
    def statement() -> Response:
        return answer(asked.document())

    def changed() -> Response:
        return answer({**asked.document(), "undo": journal.last})

    calls_of(page, asked, changed)

    @page.put("/statement/order")
    def arrange() -> Response:
        body = body_of(request)
        places = body.get("places")
        if not isinstance(places, list) or not all(type(place) is int for place in places):
            abort(400)
        asked.arrange(places, text_of(body, "version"))
        return changed()

    @page.put("/statement/reviewed")
    def review() -> Response:
        body = body_of(request)
        asked.review(yes_or_no(body, "reviewed"), text_of(body, "version"))
        return changed()

    @page.post("/statement/find")
    def find() -> Response:
        asked.find(text_of(body_of(request), "version"))
        return changed()


def calls_of(page: Blueprint, asked: Asked, changed: Callable[[], Response]) -> None:
    @page.put("/statement/calls/<int:place>")
    def say(place: int) -> Response:
        body = body_of(request)
        said = body.get("said")
        if not isinstance(said, dict) or not said:
            abort(400)
        for key in said:
            if isinstance(said[key], str):
                text_of(said, key)
        asked.say(place, said, text_of(body, "version"))
        return changed()

    @page.post("/statement/calls")
    def add() -> Response:
        body = body_of(request)
        start, end = number_of(body, "start"), number_of(body, "end")
        asked.add(text_of(body, "addressee"), start, end, text_of(body, "version"))
        return changed()


def wording_place(page: Blueprint, words: Words, journal: Journal) -> None:
    @page.get("/wording")
    def wording() -> Response:
        return answer(words.document())

    @page.put("/wording/<int:heading>")
    def save_words(heading: int) -> Response:
        body = body_of(request)
        words.save(heading, text_of(body, "title"), text_of(body, "text"), text_of(body, "version"))
        return answer({**words.document(), "undo": journal.last})

    @page.delete("/wording/<int:heading>")
    def remove_words(heading: int) -> Response:
        words.remove(heading, text_of(body_of(request), "version"))
        return answer({**words.document(), "undo": journal.last})


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
        signing.look(name, text_of(body, "sheet"), yes_or_no(body, "looked"))
        return answer({"looked": body["looked"]})


def post_place(page: Blueprint, post: Post) -> None:
    @page.get("/post")
    def stands() -> Response:
        return answer(post.document())

    @page.post("/post/letters")
    def make() -> Response:
        post.make()
        return answer({}, 202)

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
