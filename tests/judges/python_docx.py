#!/usr/bin/env python3
"""Asks python-docx what a DOCX says, and holds it against our claim and against LibreOffice.

    python_docx.py FILE.docx...     with FILE.truth.json (ours) and FILE.txt (printed by LibreOffice) beside each

It looks at the title, the outline, the properties of the document, the styles, and the words in their order.
"""

import docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

import verdict


def paragraphs(document):
    """Every paragraph of the body, also those in tables, in order."""
    return [Paragraph(p, document._body) for p in document.element.body.iter(qn("w:p"))]


def style_chain(style):
    while style is not None:
        yield style
        style = style.base_style


def is_listed(paragraph):
    """Whether a bullet or a number stands before it."""
    holders = [paragraph._p, *(style.element for style in style_chain(paragraph.style))]
    return any(h.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None for h in holders)


def heading_level(paragraph):
    """The level by the built-in heading styles, which is what navigation and screen readers go by."""
    for style in style_chain(paragraph.style):
        name = (style.name or "").lower()
        if name.startswith("heading ") and name[8:].isdigit():
            return int(name[8:])
    return None


def properties(document, truth):
    core = document.core_properties
    for name in ("title", "author", "language"):
        ours, theirs = truth[name] or "", getattr(core, name) or ""
        if ours != theirs:
            yield f"the property {name} should be {ours!r}, and is {theirs!r}"


def styles(document, all_paragraphs):
    known = {s.get(qn("w:styleId")): s for s in document.styles.element.iter(qn("w:style"))}
    defaults = [s for s in known.values() if s.get(qn("w:default")) in ("1", "true", "on")]
    if not any(s.get(qn("w:type")) == "paragraph" for s in defaults):
        yield "no paragraph style is the default"
    names = [s.find(qn("w:name")).get(qn("w:val")) for s in known.values()]
    for twice in sorted({name for name in names if names.count(name) > 1}):
        yield f"two styles are called {twice!r}"
    for paragraph in all_paragraphs:
        for reference in paragraph._p.iter(qn("w:pStyle"), qn("w:rStyle")):
            if reference.get(qn("w:val")) not in known:
                yield f"the style {reference.get(qn('w:val'))!r} of {verdict.shorten(paragraph.text)!r} is not defined"


def outline(all_paragraphs, truth):
    titles = [verdict.squeeze(p.text) for p in all_paragraphs if p.style is not None and p.style.name == "Title"]
    yield from verdict.difference([truth["name"]] if truth["name"] else [], titles, "title")
    # A title line may carry the dates behind a tab; what the outline is about stands before it. By words, since python-docx
    # has its own opinion of hyphens.
    first = lambda text: " ".join(verdict.words(text.split("\t")[0]))
    headings = [(heading_level(p), first(p.text)) for p in all_paragraphs]
    headings = [(level, text) for level, text in headings if level is not None]
    ours = [(level, first(text)) for level, text in truth["headings"]]
    yield from verdict.difference(ours, headings, "heading")


def words_in_order(path, all_paragraphs):
    """The text of each paragraph against what LibreOffice printed, which puts a label before an item."""
    printed = verdict.words(path.with_suffix(".txt").read_text(encoding="utf-8-sig"))
    at = 0
    for paragraph in all_paragraphs:
        ours = verdict.words(paragraph.text)
        if printed[at : at + len(ours)] != ours and is_listed(paragraph):
            at += 1
        theirs = printed[at : at + len(ours)]
        if theirs != ours:
            return [f"python-docx reads {verdict.shorten(paragraph.text)!r} where LibreOffice prints {' '.join(theirs)!r}"]
        at += len(ours)
    rest = printed[at:]
    return [f"LibreOffice prints more: {verdict.shorten(' '.join(rest))!r}"] if rest else []


def check(path):
    truth = verdict.truth(path)
    document = docx.Document(str(path))
    everything = paragraphs(document)
    return [
        *properties(document, truth),
        *styles(document, everything),
        *outline(everything, truth),
        *words_in_order(path, everything),
    ]


if __name__ == "__main__":
    verdict.main(check)
