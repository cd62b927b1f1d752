"""What the committed style sheet, fonts and scripts must hold to."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

import headwater

SOURCE = Path(headwater.__file__).parent
STATIC = SOURCE / "core" / "static" / "headwater"
DESIGN = SOURCE.parents[1] / "design"

# Pairs of text on ground that stand on the pages; the least ratio each must keep.
PAIRS = (
    ("ink", "ground", 7), ("ink", "paper", 7), ("granite", "ground", 4.5),
    ("granite", "paper", 4.5),
    ("brand", "ground", 7), ("brand", "paper", 7), ("lake", "ground", 4.5), ("lake", "paper", 4.5),
    ("copper", "ground", 4.5), ("copper", "paper", 4.5), ("on-brand", "brand", 7),
    ("on-lake", "lake", 4.5), ("on-brand", "brand-deep", 7), ("copper", "tint-copper", 4.5),
    ("ink", "tint-gold", 7), ("ink", "tint-lake", 7), ("brand", "tint-brand", 7),
    ("granite", "tint-brand", 4.5), ("lake", "tint-lake", 4.5),
    # Borders of inputs, and the outline that makes gold a mark: 3:1.
    ("edge", "ground", 3), ("edge", "paper", 3), ("gold-outline", "ground", 3),
)  # fmt: skip


def themes() -> dict[str, dict[str, str]]:
    """The four themes: each token's colour after the ones before it are overridden."""
    text = (DESIGN / "scss" / "_tokens.scss").read_text()
    blocks = {
        name: dict(re.findall(r"--hw-([\w-]+): (#[0-9a-f]{6})", body))
        for name, body in re.findall(
            r"^(:root|@mixin [\w-]+) \{(.*?)^\}", text, re.DOTALL | re.MULTILINE
        )
    }
    light, dark = blocks[":root"], blocks[":root"] | blocks["@mixin dark"]
    return {
        "light": light,
        "dark": dark,
        "light, more contrast": light | blocks["@mixin more-contrast-light"],
        "dark, more contrast": dark | blocks["@mixin more-contrast-dark"],
    }


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark", "light, more contrast", "dark, more contrast"])
def test_text_can_be_read_in_every_theme(theme: str) -> None:
    tokens = themes()[theme]
    weak = [
        f"{text} on {ground}: {contrast(tokens[text], tokens[ground]):.2f} < {least}"
        for text, ground, least in PAIRS
        if contrast(tokens[text], tokens[ground]) < least
    ]
    assert weak == []


def test_style_sheet_is_small_and_fetches_only_our_own_fonts() -> None:
    css = (STATIC / "css" / "headwater.css").read_bytes()
    assert len(gzip.compress(css, 9, mtime=0)) < 25_000
    addresses = set(re.findall(rb"url\(([^)]*)\)", css))
    assert all(address.strip(b"\"'").startswith(b"../fonts/") for address in addresses)
    assert b"GDS Transport" not in css


def test_every_font_the_style_sheet_names_is_there_with_its_licence() -> None:
    css = (STATIC / "css" / "headwater.css").read_text()
    named = set(re.findall(r"\.\./fonts/([\w-]+\.woff2)", css))
    assert named == {path.name for path in (STATIC / "fonts").glob("*.woff2")}
    assert len(list((STATIC / "fonts").glob("LICENSE-*.txt"))) == 2


@pytest.mark.parametrize(
    "path",
    [
        STATIC / "fonts" / "atkinson-hyperlegible-next-latin.woff2",
        STATIC / "fonts" / "atkinson-hyperlegible-next-latin-italic.woff2",
        SOURCE / "publishing" / "fonts" / "AtkinsonHyperlegibleNext-Regular.ttf",
        SOURCE / "publishing" / "fonts" / "AtkinsonHyperlegibleNext-Bold.ttf",
    ],
    ids=lambda path: path.name,
)
def test_fonts_have_the_letters_and_spaces_of_french(path: Path) -> None:
    letters = TTFont(path).getBestCmap()
    wanted = "àâæçéèêëîïôœùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜ«»’…–\u00a0\u202f"
    assert [letter for letter in wanted if ord(letter) not in letters] == []


def test_scripts_evaluate_nothing_and_write_no_style() -> None:
    forbidden = re.compile(r"\beval\(|new Function|\.style\b|setAttribute\(\"style|document\.write")
    found = [
        f"{path.name}: {match.group()}"
        for path in (STATIC / "js").glob("*.js")
        for match in forbidden.finditer(path.read_text())
    ]
    assert found == []


def test_lock_file_names_no_registry() -> None:
    assert '"resolved"' not in (DESIGN / "package-lock.json").read_text()
