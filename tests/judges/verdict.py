"""What all judges share: files in, findings out.

A judge takes files, and for each says what is wrong with it. Nothing said means that nothing is wrong.

    JUDGE.py FILE...     prints {"FILE": ["finding", ...], ...}; exit 1 if there is any finding

Beside a file may stand what our side claims about it: `resume.docx` and `resume.truth.json`, written by tests/tests/judges.
"""

import json
import os
import re
import sys
import unicodedata
from pathlib import Path


def main(check, files=None):
    """Runs `check(path) -> findings` over the files of the command line."""
    files = sys.argv[1:] if files is None else files
    if not files:
        sys.exit(sys.modules["__main__"].__doc__)
    report = {name: findings(check, Path(name)) for name in files}
    json.dump(report, sys.stdout, ensure_ascii=False, indent=1)
    print()
    sys.exit(1 if any(report.values()) else 0)


def findings(check, path):
    try:
        return list(check(path))
    except Exception as error:  # a file that trips a judge up is a finding about that file, not about the others
        return [f"the judge gave up: {type(error).__name__}: {error}"]


def node_modules():
    """Where the packages for Node are, that tests/judges/install put there."""
    return Path(os.environ["VITAE_NODE_MODULES"])


def truth(path):
    """What our side claims about a file."""
    return json.loads(path.with_suffix(".truth.json").read_text(encoding="utf-8"))


def squeeze(text):
    """Text with its white space collapsed, as a reader sees it."""
    return " ".join(text.split())


def shorten(text, limit=100):
    """Text that fits in a finding."""
    text = squeeze(text)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def difference(ours, theirs, what):
    """A finding for the first place where two sequences part, or nothing."""
    for at in range(max(len(ours), len(theirs))):
        a = ours[at] if at < len(ours) else None
        b = theirs[at] if at < len(theirs) else None
        if a != b:
            show = lambda x: "nothing" if x is None else repr(shorten(str(x)))
            return [f"{what} {at + 1} should be {show(a)}, and is {show(b)}"]
    return []


# Characters that are there for layout and that nobody reads: soft hyphen, zero-width and bidi marks.
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff]")
# Letters that count one by one, however they are set. CJK has no spaces, and lines break anywhere in it. Hebrew and Arabic are
# drawn from right to left, joined, and a program that takes them off the page again may part a word where its pen was lifted.
_ALONE = re.compile("([\u0590-\u08ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff])")


def words(text):
    """The words of a text, so that two renderings of it have the same: compatibility forms and case are folded, and
    punctuation parts words, since a line may break there."""
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold()
    return re.findall(r"[^\W_]+", _ALONE.sub(r" \1 ", text))
