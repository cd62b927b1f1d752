"""Builds the fonts Headwater serves (WOFF2) and the ones Typst sets PDFs with (TTF).

Run by tools/build-assets. Reads the packages in node_modules; writes
src/headwater/core/static/headwater/fonts/ and src/headwater/publishing/fonts/.

Two changes to the published files, both allowed by the OFL (no reserved font name):
the narrow no-break space U+202F of French typography is added, because without it a browser
borrows that space from another font; and for Typst, which takes no variable fonts, the weights
it needs are cut out and the Latin parts joined into one file.
"""

from __future__ import annotations

import shutil
import sys
from io import BytesIO
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).parent
ROOT = HERE.parent
ATKINSON = HERE / "node_modules/@fontsource-variable/atkinson-hyperlegible-next"
NOTO = HERE / "node_modules/@fontsource/noto-sans-canadian-aboriginal"
WEB = ROOT / "src/headwater/core/static/headwater/fonts"
PRINT = ROOT / "src/headwater/publishing/fonts"

NARROW_NO_BREAK_SPACE = 0x202F
STYLES = {"normal": "", "italic": "-italic"}
PRINT_CUTS = (("normal", 400, "Regular"), ("normal", 700, "Bold"), ("italic", 400, "Italic"))


def with_narrow_space(font: TTFont) -> TTFont:
    """Add U+202F, seven tenths of the word space, unless the font has it."""
    if NARROW_NO_BREAK_SPACE in font.getBestCmap():
        return font
    font.ensureDecompiled()  # every table counts the glyphs before one is added
    name = "uni202F"
    space = font.getBestCmap()[0x20]
    width = round(font["hmtx"][space][0] * 0.7)
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"].glyphs[name] = Glyph()
    font["glyf"].glyphOrder = font.getGlyphOrder()
    font["hmtx"][name] = (width, 0)
    if "gvar" in font:
        font["gvar"].variations[name] = []
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[NARROW_NO_BREAK_SPACE] = name
    if "HVAR" in font:  # its index has no place for the new glyph; widths come from gvar's phantoms
        del font["HVAR"]
    return font


def atkinson(part: str, style: str) -> TTFont:
    """One published file: part `latin` or `latin-ext`."""
    name = f"atkinson-hyperlegible-next-{part}-wght-{style}.woff2"
    return TTFont(ATKINSON / "files" / name, recalcTimestamp=False)


def build_web() -> None:
    """The WOFF2 files the style sheet names."""
    WEB.mkdir(parents=True, exist_ok=True)
    for style, suffix in STYLES.items():
        for part in ("latin", "latin-ext"):
            target = WEB / f"atkinson-hyperlegible-next-{part}{suffix}.woff2"
            shutil.copyfile(
                ATKINSON / "files" / f"atkinson-hyperlegible-next-{part}-wght-{style}.woff2", target
            )
        font = with_narrow_space(atkinson("latin", style))
        font.flavor = "woff2"
        font.save(WEB / f"atkinson-hyperlegible-next-latin{suffix}.woff2")
    for weight in (400, 700):
        name = f"noto-sans-canadian-aboriginal-canadian-aboriginal-{weight}-normal.woff2"
        shutil.copyfile(
            NOTO / "files" / name, WEB / f"noto-sans-canadian-aboriginal-{weight}.woff2"
        )
    copy_licences(WEB)


def rename(font: TTFont, family: str, style: str) -> None:
    """Give a cut the names Typst groups a family by."""
    names = font["name"]
    for record in list(names.names):
        if record.nameID in {16, 17, 21, 22, 25}:
            names.removeNames(nameID=record.nameID)
    for identifier, text in (
        (1, family),
        (2, style),
        (4, f"{family} {style}"),
        (6, f"{family}-{style}".replace(" ", "")),
    ):
        names.setName(text, identifier, 3, 1, 0x409)


def cut(style: str, weight: int, part: str) -> BytesIO:
    """A fixed weight of a part, as a stream the merger can read."""
    font = atkinson(part, style)
    if part == "latin":
        with_narrow_space(font)
    fixed = instantiateVariableFont(font, {"wght": weight})
    fixed.flavor = None
    stream = BytesIO()
    fixed.save(stream)
    stream.seek(0)
    return stream


def build_print() -> None:
    """The TTF files for Typst."""
    PRINT.mkdir(parents=True, exist_ok=True)
    for style, weight, label in PRINT_CUTS:
        merged = Merger().merge([cut(style, weight, "latin"), cut(style, weight, "latin-ext")])
        rename(merged, "Atkinson Hyperlegible Next", label)
        merged["OS/2"].usWeightClass = weight
        # The source's dates, so that building twice gives the same bytes.
        merged["head"].modified = merged["head"].created = atkinson("latin", style)["head"].modified
        merged.recalcTimestamp = False
        merged.save(PRINT / f"AtkinsonHyperlegibleNext-{label}.ttf")
    for weight, label in ((400, "Regular"), (700, "Bold")):
        source = f"noto-sans-canadian-aboriginal-canadian-aboriginal-{weight}-normal.woff2"
        font = TTFont(NOTO / "files" / source, recalcTimestamp=False)
        font.flavor = None
        font.save(PRINT / f"NotoSansCanadianAboriginal-{label}.ttf")
    copy_licences(PRINT)


def copy_licences(folder: Path) -> None:
    """Each folder of fonts carries both licences."""
    shutil.copyfile(ATKINSON / "LICENSE", folder / "LICENSE-atkinson-hyperlegible-next.txt")
    shutil.copyfile(NOTO / "LICENSE", folder / "LICENSE-noto-sans-canadian-aboriginal.txt")


if __name__ == "__main__":
    build_web()
    build_print()
    sys.stderr.write("fonts: built\n")
