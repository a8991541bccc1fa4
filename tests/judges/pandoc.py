#!/usr/bin/env python3
"""Asks pandoc what it sees in a DOCX: headings with their levels, list items, links.

    pandoc.py FILE.docx...     with FILE.truth.json (ours) beside each
"""

import collections
import json
import subprocess

import verdict


def walk(node):
    """Every element of pandoc's tree, in order."""
    if isinstance(node, dict):
        if "t" in node:
            yield node
        for value in node.values():
            yield from walk(value)
    elif isinstance(node, list):
        for value in node:
            yield from walk(value)


def text(inlines):
    parts = {"Space": " ", "SoftBreak": " ", "LineBreak": " "}
    said = ""
    for node in walk(inlines):
        if node["t"] == "Str":
            said += node["c"]
        elif node["t"] == "Code":
            said += node["c"][1]
        else:
            said += parts.get(node["t"], "")
    return said


def items(node):
    """The first paragraph of every list item, at any depth, in order."""
    if isinstance(node, dict) and node.get("t") in ("BulletList", "OrderedList"):
        for item in node["c"] if node["t"] == "BulletList" else node["c"][1]:
            if item:
                yield text(item[0].get("c", []))
                yield from items(item[1:])
    elif isinstance(node, (dict, list)):
        for value in node.values() if isinstance(node, dict) else node:
            yield from items(value)


def in_order(said, ours, what, begins=False):
    """Both sides by their words: how pandoc spaces tabs and breaks is its own affair."""
    said, ours = ([verdict.words(text) for text in texts] for texts in (said, ours))
    if begins:
        said = [a[: len(b)] for a, b in zip(said, ours)] + said[len(ours) :]
    join = lambda texts: [" ".join(text) for text in texts]
    return verdict.difference(join(ours), join(said), what)


def check(path):
    truth = verdict.truth(path)
    said = subprocess.run(["pandoc", "-f", "docx", "-t", "json", str(path)], capture_output=True, text=True)
    if said.returncode != 0:
        return [f"pandoc cannot read it: {verdict.shorten(said.stderr)}"]
    tree = json.loads(said.stdout)
    blocks = tree["blocks"]
    headings = [(n["c"][0], text(n["c"][2])) for n in walk(blocks) if n["t"] == "Header"]
    findings = verdict.difference([l for l, _ in truth["headings"]], [l for l, _ in headings], "the level of heading")
    # The dates of an entry may be set at the other end of its heading.
    findings += in_order([h for _, h in headings], [h for _, h in truth["headings"]], "heading", begins=True)
    findings += in_order(items(blocks), truth["items"], "list item")
    links = collections.Counter(n["c"][2][0] for n in walk(blocks) if n["t"] == "Link")
    missing = collections.Counter(truth["links"]) - links
    return findings + [f"the link to {link} is missing" for link in sorted(missing)]


if __name__ == "__main__":
    verdict.main(check)
