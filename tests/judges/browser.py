#!/usr/bin/env python3
"""Opens our pages in Chromium: accessible by axe in light and dark, on a wide screen and a narrow one; self-contained; well printed.

    browser.py FILE.html...     with FILE.truth.json (ours) beside each
"""

import collections
import functools
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

from lxml import html

import pdf
import verdict

# The style sheet of a page says how far its text keeps from the edge of the paper.
MARGIN = re.compile(r"@page \{ size: \w+; margin: (\d+)mm")


@functools.cache
def looked():
    """What Chromium found in each file of the command line. It prints them, too."""
    script = Path(__file__).with_suffix(".mjs")
    said = subprocess.run(["node", script, shutil.which("chromium"), *sys.argv[1:]], capture_output=True)
    if said.returncode:
        raise RuntimeError(said.stderr.decode("utf-8", "replace")[-600:])
    return json.loads(said.stdout)


def missing_words(page, printed):
    """Words of the page that are not on paper."""
    body = html.fromstring(page.decode("utf-8")).find(".//main")
    for element in body.iter(*"h1 h2 h3 h4 p li dt dd pre br".split()):
        # A new line begins here, whether there is white space in the source or not.
        element.text, element.tail = f" {element.text or ''}", f" {element.tail or ''}"
    ours = collections.Counter(verdict.words("".join(body.itertext())))
    theirs = verdict.words(pdf.ask("pdftotext", "-layout", str(printed), "-"))
    for word, n in sorted((ours - collections.Counter(theirs)).items()):
        # Only a word too long for its line is broken inside.
        if len(word) < 30 or word not in "".join(theirs):
            yield f"the word {word!r} is missing on paper ({n} of {ours[word]})"


def check(path):
    printed, page = Path(f"{path}.pdf"), path.read_bytes()
    found = looked()[str(path)]
    margin = int(MARGIN.search(page.decode("utf-8"))[1]) / 25.4 * 72
    stranded = pdf.stranded_headings((margin, margin), printed, verdict.truth(path))
    return [*found, *missing_words(page, printed), *stranded]


if __name__ == "__main__":
    verdict.main(check)
