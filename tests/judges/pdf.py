#!/usr/bin/env python3
"""Looks at the PDF that LibreOffice printed from a DOCX: are all words on paper, in fonts that have them, well set?

    pdf.py FILE.docx...     with FILE.pdf (printed by LibreOffice) and FILE.truth.json (ours) beside each
"""

import collections
import functools
import re
import subprocess
import zipfile

from lxml import etree

import verdict

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XHTML = "{http://www.w3.org/1999/xhtml}"
Line = collections.namedtuple("Line", "top bottom text")


def ask(*command):
    return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8", "replace")


def pages(pdf):
    """The lines of each page from top to bottom, with the height of the page."""
    # Characters that XML cannot hold are no part of any word.
    said = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", ask("pdftotext", "-bbox-layout", str(pdf), "-"))
    root = etree.fromstring(said.encode("utf-8"), etree.XMLParser(recover=True, no_network=True))
    for page in root.iter(f"{XHTML}page"):
        lines = []
        for line in page.iter(f"{XHTML}line"):
            text = " ".join(word.text or "" for word in line.iter(f"{XHTML}word"))
            lines.append(Line(float(line.get("yMin")), float(line.get("yMax")), text))
        yield float(page.get("height")), sorted(lines)


# ── words ──
def missing_words(pdf, truth):
    # In the layout of the page: else a hyphen at the end of a line is taken for a broken word, and taken out.
    printed = verdict.words(ask("pdftotext", "-layout", str(pdf), "-"))
    theirs = collections.Counter(printed)
    # Each word of the outline as often as it stands there, and each of the résumé at least once: a level of a language may be
    # said by two of its fields, and is shown once.
    ours = collections.Counter(w for word in truth["shown"] for w in verdict.words(word))
    ours |= collections.Counter({w for word in truth["words"] for w in verdict.words(word)})
    for word, n in sorted((ours - theirs).items()):
        # Only a word too long for its line is broken inside.
        if len(word) < 30 or word not in "".join(printed):
            yield f"the word {word!r} is missing on paper ({n} of {ours[word]})"


# ── fonts ──
@functools.cache
def installed_fonts():
    """The characters of each font that the system has, by its PostScript name, as ranges."""
    fonts = {}
    for line in ask("fc-list", "--format", "%{postscriptname}\t%{charset}\n").splitlines():
        name, _, ranges = line.partition("\t")
        pairs = [r.split("-") for r in ranges.split()]
        fonts.setdefault(name, []).extend((int(p[0], 16), int(p[-1], 16)) for p in pairs)
    return fonts


def characters_of(name):
    """The characters of an embedded font. The parts of a font collection are embedded as `Name-Part`."""
    while name:
        if name in installed_fonts():
            return installed_fonts()[name]
        name = name.rpartition("-")[0]
    return []


def fonts(pdf, truth):
    names = []
    for line in ask("pdffonts", str(pdf)).splitlines()[2:]:
        # name, type, encoding, then: emb sub uni, object
        found = re.match(r"(\S+)\s+.*\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+\s*$", line)
        if not found:
            yield f"pdffonts says what is not understood: {line!r}"
            continue
        name, embedded, _, unicode = found.groups()
        names.append(re.sub(r"^[A-Z]{6}\+", "", name))
        if embedded != "yes":
            yield f"the font {name} is not embedded"
        if unicode != "yes":
            yield f"the text in the font {name} cannot be copied: it has no map to Unicode"
    if not names:
        yield "no text is set in any font"
    # A character that none of the embedded fonts has was printed as an empty box.
    ranges = [pair for name in names for pair in characters_of(name)]
    letters = {c for word in truth["words"] for c in word if c.isalnum()}
    boxes = sorted(c for c in letters if not any(low <= ord(c) <= high for low, high in ranges))
    if boxes:
        yield f"no embedded font has these: {' '.join(boxes)} (fonts: {', '.join(names)})"
    if "\ufffd" in ask("pdftotext", str(pdf), "-"):
        yield "a character came out as U+FFFD"


# ── setting ──
def margins(docx):
    """The top and bottom margin, in points."""
    with zipfile.ZipFile(docx) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    margin = next(root.iter(f"{W}pgMar"), None)
    if margin is None:
        return 72.0, 72.0
    return abs(int(margin.get(f"{W}top"))) / 20, abs(int(margin.get(f"{W}bottom"))) / 20


def stranded_headings(margins, pdf, truth):
    """A heading that is the last line of a page, with what it heads on the next. Margins are those at the top and the bottom."""
    headings = {tuple(verdict.words(part)) for _, text in truth["headings"] for part in [text, text.split("\t")[0]]}
    top, bottom = margins
    all_pages = list(pages(pdf))
    if not all_pages:
        yield "there is no page"
    for number, (height, lines) in enumerate(all_pages[:-1], 1):
        body = [line for line in lines if line.top >= top - 1 and line.bottom <= height - bottom + 1]
        if not body:
            yield f"page {number} has no text"
            continue
        # All that stands on the last line: dates may be set at its other end.
        last = body[-1]
        row = [line for line in body if (line.top + line.bottom) / 2 > last.top]
        said = {tuple(verdict.words(line.text)) for line in row}
        if said & headings:
            yield f"the heading {verdict.shorten(last.text)!r} is stranded at the foot of page {number}"


def check(path):
    pdf, truth = path.with_suffix(".pdf"), verdict.truth(path)
    if not pdf.is_file():
        return ["LibreOffice printed no PDF"]
    return [*missing_words(pdf, truth), *fonts(pdf, truth), *stranded_headings(margins(path), pdf, truth)]


if __name__ == "__main__":
    verdict.main(check)
