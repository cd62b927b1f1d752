"""Pages: every word can be translated, and nothing in them needs a weaker content policy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.template.base import Lexer, Token, TokenType

from tests.architecture.house import place, report, templates

NAMES = {"Headwater"}
"""Proper names that are the same in every language."""

SPOKEN_ATTRIBUTES = ("alt", "title", "placeholder", "aria-label", "aria-description", "content")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_SPOKEN = re.compile(rf"\b({'|'.join(SPOKEN_ATTRIBUTES)})\s*=\s*(\"[^\"]*\"|'[^']*')")
_COMMENT = re.compile(r"<!--.*?-->|<!doctype[^>]*>", re.DOTALL | re.IGNORECASE)
_UNSEEN = re.compile(r"<(style|script)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
_ENTITY = re.compile(r"&#?\w+;")
_HOLE = "\x00"
"""Stands where a template tag or variable was."""


def _pages() -> Iterator[tuple[Path, str]]:
    for path in templates().values():
        if path.suffix in (".html", ".svg"):
            yield path, path.read_text(encoding="utf-8")


def _without_tags(text: str) -> str:
    """The page with each template construct replaced by a hole, its line breaks kept."""
    kept: list[str] = []
    hidden = ""
    for token in Lexer(text).tokenize():
        words = token.contents.split() if token.token_type == TokenType.BLOCK else []
        word = words[0] if words else ""
        if hidden:
            hidden = "" if word.startswith(f"end{hidden}") else hidden
            kept.append(_breaks(token))
        elif word in ("comment", "blocktranslate", "blocktrans", "verbatim"):
            hidden = word
            kept.append(_HOLE)
        elif word == "block" and words[1].endswith("_class"):
            hidden = word  # fills a class attribute: nobody reads it
            kept.append(_HOLE)
        else:
            kept.append(token.contents if token.token_type == TokenType.TEXT else _HOLE)
    return "".join(kept)


def _breaks(token: Token) -> str:
    return "\n" * token.contents.count("\n")


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def test_every_visible_word_can_be_translated() -> None:
    offenders = []
    for path, text in _pages():
        bare = _COMMENT.sub(_same_breaks, _without_tags(text))
        bare = _UNSEEN.sub(_same_breaks, bare)
        for position, words in [*_spoken(bare), *_prose(bare)]:
            # A letter alone is the name of a key.
            if words not in NAMES and len(words) > 1 and re.search(r"[^\W\d_]", words):
                offenders.append(f"{place(path, _line(bare, position))}: “{words}”")
    assert not offenders, report(offenders)


def _prose(bare: str) -> Iterator[tuple[int, str]]:
    blank = _TAG.sub(lambda found: _HOLE * len(found[0]), bare)
    for found in re.finditer(rf"[^{_HOLE}\n]+", blank):
        words = _ENTITY.sub(" ", found[0]).strip(" \t–-·,.:;!?()|/→←«»\u202f\u00a0")
        yield found.start(), words


def _spoken(bare: str) -> Iterator[tuple[int, str]]:
    for tag in _TAG.finditer(bare):
        if tag[2].lower() == "meta" and "description" not in tag[3]:
            continue
        for found in _SPOKEN.finditer(tag[3]):
            yield tag.start(), found[2].strip("\"'").replace(_HOLE, "").strip()


def _same_breaks(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def test_pages_hold_no_style_script_or_handler_of_their_own() -> None:
    offenders = []
    for path, text in _pages():
        bare = _COMMENT.sub(_same_breaks, _without_tags(text))
        for tag in _TAG.finditer(bare):
            name, inside, where = tag[2].lower(), tag[3], place(path, _line(bare, tag.start()))
            if name == "style":
                offenders.append(f"{where}: a style element")
            if name == "script" and not tag[1] and not re.search(r"\bsrc\s*=", inside):
                if not re.search(r"type=[\"']application/(ld\+)?json", inside):
                    offenders.append(f"{where}: an inline script")
            if re.search(r"\sstyle\s*=", inside):
                offenders.append(f"{where}: a style attribute")
            if re.search(r"\s(on[a-z]+|hx-on[\w:-]*)\s*=", inside):
                offenders.append(f"{where}: a handler attribute")
            if re.search(r"\s(hx-vals|hx-headers)\s*=\s*[\"']js:", inside):
                offenders.append(f"{where}: script in an htmx attribute")
    assert not offenders, report(offenders)


def test_pages_ask_no_one_else_for_anything() -> None:
    """Every style, script, image, font and frame comes from here."""
    asked = re.compile(r"\b(?:src|srcset|data|poster)\s*=\s*[\"']\s*(?:https?:)?//", re.IGNORECASE)
    linked = re.compile(r"<link\b[^>]*href\s*=\s*[\"']\s*(?:https?:)?//", re.IGNORECASE)
    offenders = [
        place(path, _line(text, found.start()))
        for path, text in _pages()
        for pattern in (asked, linked)
        for found in pattern.finditer(text)
    ]
    assert not offenders, report(offenders)


def test_nothing_is_marked_safe_in_a_page() -> None:
    """Escaping is never switched off in a template: markup is made by tags that escape."""
    off = re.compile(r"\|\s*safe(?:seq)?\b|{%\s*autoescape\s+off")
    offenders = [
        place(path, _line(text, found.start()))
        for path, text in _pages()
        for found in off.finditer(text)
    ]
    assert not offenders, report(offenders)
