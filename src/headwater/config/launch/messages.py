"""Finds every text meant for translation, in Python and in templates, without gettext installed.

Python is read as a syntax tree: a call of a name imported from `django.utils.translation` with a
literal text. Templates are cut by Django's own lexer, and each text takes the very form in which
Django looks it up (percent signs doubled, variables as `%(name)s`, white space trimmed on demand).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.template.base import Lexer, Token, TokenType
from django.utils.translation import trim_whitespace
from django.utils.translation.template import (
    block_re,
    constant_re,
    endblock_re,
    inline_re,
    plural_re,
)

SOURCE = Path(__file__).resolve().parents[2]
"""The folder of the package `headwater`."""

_TRANSLATION = "django.utils.translation"
_ROOM_SIGNS = ("apps.py", "models.py", "models", "locale")


@dataclass(frozen=True)
class Message:
    """One text to translate: its context, singular and plural, and where it was seen."""

    context: str | None
    singular: str
    plural: str | None
    path: Path
    line: int

    @property
    def key(self) -> tuple[str | None, str]:
        """What gettext looks it up by."""
        return self.context, self.singular

    @property
    def place(self) -> str:
        """`path:line`, from the project's root."""
        return f"{self.path.relative_to(SOURCE.parent.parent)}:{self.line}"


class NotLiteral(Exception):
    """A text built at run time was given to gettext; no catalogue can hold it."""


def room_folder(path: Path) -> Path:
    """The room a file belongs to: the nearest folder that is a Django app, else its floor."""
    folder = path.parent
    while folder != SOURCE and folder.parent != SOURCE:
        if any((folder / sign).exists() for sign in _ROOM_SIGNS):
            return folder
        folder = folder.parent
    return folder


def messages_by_room() -> dict[Path, list[Message]]:
    """Every message of the program, grouped by the folder of its room."""
    found: dict[Path, list[Message]] = {}
    for path in source_files():
        for message in messages_in(path):
            found.setdefault(room_folder(path), []).append(message)
    return found


def source_files() -> Iterator[Path]:
    """Python modules and templates of the package, in a stable order."""
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix == ".py" or ("templates" in path.parts and path.is_file()):
            yield path


def messages_in(path: Path) -> list[Message]:
    """The messages of one file, in the order they stand."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return list(_python_messages(text, path))
    return list(_template_messages(text, path))


# Python


def _python_messages(text: str, path: Path) -> Iterator[Message]:
    tree = ast.parse(text, filename=str(path))
    functions = dict(_imported_functions(tree))
    if not functions:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (function := functions.get(ast.unparse(node.func))):
            message = _call_message(function, node, path)
            if message:
                yield message


def _imported_functions(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """(name used in the module, gettext function without `_lazy`), whatever it was imported as."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == _TRANSLATION:
            for alias in node.names:
                name = re.sub(r"_(lazy|noop)$", "", alias.name)
                if name.endswith("gettext"):
                    yield alias.asname or alias.name, name
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils":
            for alias in node.names:
                if alias.name == "translation":
                    for stem in ("gettext", "ngettext", "pgettext", "npgettext"):
                        for ending in ("", "_lazy", "_noop"):
                            yield f"{alias.asname or alias.name}.{stem}{ending}", stem


def _call_message(function: str, call: ast.Call, path: Path) -> Message | None:
    literals = [_literal(argument, path) for argument in call.args]
    context = literals.pop(0) if "pgettext" in function and literals else None
    if not literals or literals[0] is None:
        return None  # a variable: its text is marked where it is written
    plural = literals[1] if function.startswith("n") and len(literals) > 1 else None
    return Message(context, literals[0], plural, path, call.lineno)


def _literal(node: ast.expr, path: Path) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr | ast.BinOp):
        raise NotLiteral(f"{path}:{node.lineno}: a text built from pieces cannot be translated")
    return None


# Templates


def _template_messages(text: str, path: Path) -> Iterator[Message]:
    tokens = iter(Lexer(text).tokenize())
    for token in tokens:
        if token.token_type == TokenType.BLOCK and token.contents.strip() == "comment":
            _skip_comment(tokens)
        elif token.token_type == TokenType.BLOCK and (start := block_re.match(token.contents)):
            yield _block_message(token, start, tokens, path)
        elif token.token_type in (TokenType.BLOCK, TokenType.VAR):
            yield from _inline_messages(token, path)


def _skip_comment(tokens: Iterable[Token]) -> None:
    for token in tokens:
        if token.token_type == TokenType.BLOCK and token.contents.strip() == "endcomment":
            return


def _inline_messages(token: Token, path: Path) -> Iterator[Message]:
    line = token.lineno or 0
    if token.token_type == TokenType.BLOCK and (found := inline_re.match(token.contents)):
        context = _unquote(found[3]) if found[3] else None
        yield Message(context, _unquote(found[1]).replace("%", "%%"), None, path, line)
    for quoted in constant_re.findall(token.contents):
        yield Message(None, _unquote(quoted).replace("%", "%%"), None, path, line)


def _block_message(
    start: Token, found: re.Match[str], tokens: Iterable[Token], path: Path
) -> Message:
    halves: list[list[str]] = [[]]
    for token in tokens:
        if token.token_type == TokenType.BLOCK:
            if endblock_re.match(token.contents):
                break
            if plural_re.match(token.contents):
                halves.append([])
        elif token.token_type == TokenType.VAR:
            halves[-1].append(f"%({token.contents.strip()})s")
        elif token.token_type == TokenType.TEXT:
            halves[-1].append(token.contents.replace("%", "%%"))
    texts = ["".join(half) for half in halves]
    if "trimmed" in start.split_contents():
        texts = [trim_whitespace(text) for text in texts]
    context = _unquote(found[2]) if found[2] else None
    plural = texts[1] if len(texts) > 1 else None
    return Message(context, texts[0], plural, path, start.lineno or 0)


def _unquote(quoted: str) -> str:
    return quoted[1:-1]
