#!/usr/bin/env python3
"""Makes the board fonts: static subsets of Noto Sans SC, Regular and Bold.

Usage: scripts/subset-fonts.py [OUTPUT_FOLDER]      (default themes/huimin/fonts)

Needs, on Debian: fonts-noto-cjk (the outlines), unicode-data (its Unihan field
kTGH is 通用规范汉字表, 8,105 characters), and fonttools from PyPI.

The same inputs give the same bytes: no time of making is written.
"""

import bz2
import re
import sys
import unicodedata
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection

FONTS = Path("/usr/share/fonts/opentype/noto")
UNIHAN = Path("/usr/share/unicode/Unihan_OtherMappings.txt.bz2")
FACE = "Noto Sans CJK SC"
FAMILY = "Noto Sans SC"
POSTSCRIPT = "NotoSansSC"

# Whole blocks: what the source font lacks is left out without a word.
BLOCKS = [
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x017F),  # Latin-1, Latin Extended-A
    (0x0370, 0x045F),  # Greek, Cyrillic
    (0x2000, 0x206F),  # general punctuation
    (0x2070, 0x20CF),  # superscripts, subscripts, currency
    (0x2100, 0x22FF),  # letterlike (℃ №), Roman numerals, arrows, operators
    (0x2460, 0x27BF),  # enclosed numbers, boxes, shapes, symbols, dingbats
    (0x3000, 0x30FF),  # CJK punctuation, kana
    (0x3200, 0x33FF),  # enclosed CJK, squared units (㎡ ㎏)
    (0xFE30, 0xFE4F),  # CJK compatibility forms
    (0xFF00, 0xFFEF),  # full-width forms
]

# What a board cannot do without: absence stops the script.
NEEDED = (
    "ĀāÁáǍǎÀàĒēÉéĚěÈèĪīÍíǏǐÌìŌōÓóǑǒÒòŪūÚúǓǔÙùǕǖǗǘǙǚǛǜÜü"
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
    "←↑→↓●■▲▼◆○□△▽◇★☆℃㎡㎏￥¥℡№※·—…“”‘’《》〈〉「」『』【】〔〕、。，；：？！"
)

# On by default in text shapers, and those a theme may turn on. Not `locl`: the
# face is already the mainland's, and other regions' shapes double its glyphs.
FEATURES = ["calt", "ccmp", "kern", "liga", "mark"] + ["halt", "palt", "pwid"]


def standard_characters() -> set[int]:
    """通用规范汉字表, from Unihan."""
    with bz2.open(UNIHAN, "rt", encoding="utf-8") as lines:
        found = {
            int(match.group(1), 16)
            for match in (re.match(r"U\+([0-9A-F]+)\tkTGH\t", line) for line in lines)
            if match
        }
    if len(found) != 8105:
        sys.exit(f"{UNIHAN}: {len(found)} characters with kTGH, not 8105")
    return found


def gb2312() -> set[int]:
    """GB 2312: 6,763 characters and its symbols, which old documents use."""
    found = set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            found.update(map(ord, bytes([row, cell]).decode("gb2312", "ignore")))
    return found


def rename(font, weight: str) -> None:
    """Gives the static subset its own family, in every place a name stands."""
    postscript = f"{POSTSCRIPT}-{weight}"
    version = font["name"].getDebugName(5).split(";")[0].removeprefix("Version ")
    full = FAMILY if weight == "Regular" else f"{FAMILY} {weight}"
    names = {
        1: FAMILY,
        2: weight,
        3: f"{version};GOOG;{postscript}",
        4: full,
        5: f"Version {version}",
        6: postscript,
    }
    table = font["name"]
    table.names = [
        record
        for record in table.names
        if record.platformID == 3 and record.langID == 0x409 and record.nameID <= 14
    ]
    for identity, text in names.items():
        table.setName(text, identity, 3, 1, 0x409)
    cff = font["CFF "].cff
    cff.fontNames = [postscript]
    cff.topDictIndex[0].FullName = full
    cff.topDictIndex[0].FamilyName = FAMILY


def subset(weight: str, wanted: set[int], output: Path) -> None:
    collection = TTCollection(FONTS / f"NotoSansCJK-{weight}.ttc", lazy=True)
    font = next(f for f in collection.fonts if f["name"].getDebugName(1) == FACE)
    # Leave head.modified as the source has it: the bytes must not tell a time.
    font.recalcTimestamp = False
    lacking = [c for c in NEEDED if ord(c) not in font.getBestCmap()]
    if lacking:
        sys.exit(f"{FACE} {weight} lacks {''.join(lacking)}")

    options = Options()
    options.layout_features = FEATURES
    options.layout_scripts = ["DFLT", "hani", "kana", "latn", "grek", "cyrl"]
    options.hinting = False
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.notdef_outline = True
    options.glyph_names = False
    options.recalc_timestamp = False
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx"]  # upright setting only
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    rename(font, weight)
    font.flavor = None
    path = output / f"{POSTSCRIPT}-{weight}.otf"
    font.save(path, reorderTables=True)

    characters = font.getBestCmap()
    han = sum(1 for c in characters if unicodedata.name(chr(c), "").startswith("CJK UNIFIED"))
    print(f"{path}: {path.stat().st_size:,} bytes, {len(characters):,} characters, "
          f"{han:,} Han, {font['maxp'].numGlyphs:,} glyphs")
    missing = sorted(standard_characters() - characters.keys())
    if missing:
        print(f"  not in the source font: {''.join(map(chr, missing))}")


def main() -> None:
    here = Path(__file__).resolve().parent.parent
    output = Path(sys.argv[1]) if len(sys.argv) > 1 else here / "themes/huimin/fonts"
    output.mkdir(parents=True, exist_ok=True)
    wanted = standard_characters() | gb2312() | set(map(ord, NEEDED))
    for first, last in BLOCKS:
        wanted.update(range(first, last + 1))
    for weight in ("Regular", "Bold"):
        subset(weight, wanted, output)


if __name__ == "__main__":
    main()
