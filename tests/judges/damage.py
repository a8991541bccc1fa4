#!/usr/bin/env python3
"""Damages sound files in known ways, so that the judges can show that they notice.

    damage.py SOUND FOLDER     from SOUND.docx, SOUND.yaml, SOUND.html, SOUND.json and SOUND.truth.json, writes the same for every damage below
"""

import json
import sys
import zipfile
from pathlib import Path

from lxml import etree

import verdict

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT = "word/document.xml"


def edited(part):
    """A damage to the tree of one part."""

    def decorate(edit):
        def damage(parts, truth):
            root = etree.fromstring(parts[part])
            edit(root, truth)
            parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

        damage.__name__ = edit.__name__
        return damage

    return decorate


def style_of(paragraph):
    return paragraph.find(f"{W}pPr/{W}pStyle")


def paragraphs_with_text(root):
    return [p for p in root.iter(f"{W}p") if p.find(f".//{W}t") is not None]


@edited(DOCUMENT)
def misordered(root, truth):
    """Properties in an order that the schema forbids: Word calls such a file corrupt."""
    properties = next(p for p in root.iter(f"{W}pPr") if style_of(p.getparent()) is not None)
    properties.insert(0, etree.SubElement(properties, f"{W}jc", {f"{W}val": "left"}))


def dangling(parts, truth):
    """References to relationships that are gone."""
    empty = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    parts["word/_rels/document.xml.rels"] = empty.encode()


def cut(parts, truth):
    """A part that ends in the middle."""
    parts[DOCUMENT] = parts[DOCUMENT][: len(parts[DOCUMENT]) // 2]


@edited(DOCUMENT)
def unstyled(root, truth):
    """Headings in a style that is not there."""
    for paragraph in paragraphs_with_text(root):
        if style_of(paragraph) is not None:
            style_of(paragraph).set(f"{W}val", "Nowhere")


@edited(DOCUMENT)
def vanished(root, truth):
    """A word that is in the file and not on paper."""
    run = next(paragraphs_with_text(root)[-1].iter(f"{W}r"))
    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = etree.Element(f"{W}rPr")
        run.insert(0, properties)
    properties.append(etree.Element(f"{W}vanish"))


@edited(DOCUMENT)
def tracked(root, truth):
    """A word that is only proposed: some programs read it, and some do not."""
    run = next(paragraphs_with_text(root)[-1].iter(f"{W}r"))
    insertion = etree.Element(f"{W}ins", {f"{W}id": "1", f"{W}author": "somebody"})
    run.getparent().replace(run, insertion)
    insertion.append(run)


@edited(DOCUMENT)
def boxed(root, truth):
    """A letter that no font has: printed as an empty box."""
    text = paragraphs_with_text(root)[-1].find(f".//{W}t")
    text.text = text.text + "\U00030001"
    truth["words"].append("\U00030001")


@edited(DOCUMENT)
def stranded(root, truth):
    """A heading that stays behind when what it heads goes to the next page."""
    heads = {verdict.squeeze(text) for _, text in truth["headings"]}
    all_paragraphs = paragraphs_with_text(root)
    plain = lambda p: verdict.squeeze("".join(p.itertext(f"{W}t")))
    after = next(b for a, b in zip(all_paragraphs, all_paragraphs[1:]) if plain(a) in heads and plain(b) not in heads)
    properties = after.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        after.insert(0, properties)
    at = 0 if properties.find(f"{W}pStyle") is None else 1
    properties.insert(at, etree.Element(f"{W}pageBreakBefore"))


@edited(DOCUMENT)
def unlinked(root, truth):
    """Links that lead nowhere any more: their text stays, in the paragraph."""
    for link in list(root.iter(f"{W}hyperlink")):
        parent, at = link.getparent(), link.getparent().index(link)
        for child in reversed(list(link)):
            parent.insert(at, child)
        parent.remove(link)


DAMAGES = [misordered, dangling, cut, unstyled, vanished, tracked, boxed, stranded, unlinked]
# In a page: a replacement. One damage is for the standard, one for eyes, one for paper, one for machines.
PAGES = {
    "untidy": ("</h2>", "</h2><p><ul></ul></p>"),
    "pale": ("--soft: #535e6c", "--soft: #c8ccd0"),
    "parted": ("</h2>", '</h2><p style="break-before: page"></p>'),
    "anonymous": ("p-name", "name"),
}
# A line more in the YAML: one that two readers take differently, one that both take for a number.
LINES = {"misread": "x-country: NO\n", "retyped": "x-postcode: 1234\n"}


def undated(resume, truth):
    """A date that the standard has no form for."""
    resume["work"][0]["startDate"] = "spring"


def unlisted(resume, truth):
    """One job, where a list of jobs belongs."""
    resume["work"] = resume["work"][0]


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sound, folder = Path(sys.argv[1]), Path(sys.argv[2])
    claims = Path(f"{sound}.truth.json").read_text(encoding="utf-8")

    def claim(name, truth):
        Path(folder, f"{name}.truth.json").write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")

    with zipfile.ZipFile(f"{sound}.docx") as package:
        original = {name: package.read(name) for name in package.namelist()}
    for damage in DAMAGES:
        parts, truth = dict(original), json.loads(claims)
        damage(parts, truth)
        with zipfile.ZipFile(folder / f"{damage.__name__}.docx", "w", zipfile.ZIP_DEFLATED) as package:
            for name, data in parts.items():
                package.writestr(name, data)
        claim(damage.__name__, truth)

    text = Path(f"{sound}.yaml").read_text(encoding="utf-8")
    for name, line in LINES.items():
        (folder / f"{name}.yaml").write_text(text + line, encoding="utf-8")
        claim(name, json.loads(claims))

    page = Path(f"{sound}.html").read_text(encoding="utf-8")
    for name, (old, new) in PAGES.items():
        (folder / f"{name}.html").write_text(page.replace(old, new), encoding="utf-8")
        claim(name, json.loads(claims))

    for damage in (undated, unlisted):
        resume = json.loads(Path(f"{sound}.json").read_text(encoding="utf-8"))
        damage(resume, json.loads(claims))
        (folder / f"{damage.__name__}.json").write_text(json.dumps(resume), encoding="utf-8")
        claim(damage.__name__, json.loads(claims))


if __name__ == "__main__":
    main()
