#!/usr/bin/env python3
"""Asks html5lib, which parses as browsers do, whether pages hold anything that could act.

    inactive.py FILE.html...

A page may have elements that show text, links of a few harmless schemes, one style sheet that is the same for everybody, and data for
machines that is JSON. Everything else is a finding: scripts, handlers, frames, forms, pictures from elsewhere, styles in attributes.
"""

import json
import re

import html5lib

import verdict

HTML = "{http://www.w3.org/1999/xhtml}"
ELEMENTS = set(
    "html head meta title style script body main article section header footer nav h1 h2 h3 h4 h5 h6 p div span a ul ol li dl dt dd "
    "strong em b i code pre sub sup time blockquote hr br address data abbr small table thead tbody tr th td img input del".split()
)
ATTRIBUTES = set(
    "lang dir class id href content name charset title datetime value type start rel hidden translate itemprop itemscope itemtype role "
    "media alt src checked disabled".split()
)
LINKS = ("http:", "https:", "mailto:", "tel:")


def scheme_of(address):
    """The scheme that a browser sees: it strips what cannot be seen, and takes tabs and line ends out."""
    bare = re.sub(r"[\t\n\r]", "", address).strip("".join(map(chr, range(0x21))))
    found = re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", bare)
    return found.group(0).lower() if found else None


def check(path):
    tree = html5lib.parse(path.read_text(encoding="utf-8"), treebuilder="etree")
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if not element.tag.startswith(HTML):
            yield f"an element of another language: {element.tag}"
            continue
        tag = element.tag[len(HTML) :]
        if tag not in ELEMENTS:
            yield f"an element <{tag}>"
        if tag == "script":
            if element.get("type") != "application/ld+json":
                yield "a script"
            else:
                json.loads(element.text or "null")
        if tag == "style" and re.search(r"@import|url\(|expression|behavior", element.text or "", re.I):
            yield "a style that fetches or acts"
        if tag == "meta" and element.get("http-equiv"):
            yield f"a page that tells the browser to {element.get('http-equiv')}"
        for name, value in element.attrib.items():
            if name not in ATTRIBUTES and not name.startswith("data-"):
                yield f"an attribute {name}={value[:60]!r} of <{tag}>"
            if name == "href" and scheme_of(value) not in (None, *LINKS):
                yield f"a link to {value[:60]!r}"
            if name == "src":
                yield f"something fetched from {value[:60]!r}"


if __name__ == "__main__":
    verdict.main(check)
