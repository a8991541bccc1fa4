#!/usr/bin/env python3
"""Reads our pages with mf2py, as a machine that knows microformats does: who, how to reach, jobs, schools, skills.

    microformats.py FILE.html...     with FILE.truth.json (ours) beside each
"""

import re

import mf2py

import verdict


def only(items, kind):
    return [item for item in items if isinstance(item, dict) and kind in item.get("type", [])]


def texts(item, name):
    """The values of a property, as text. A no-break space is no white space to HTML."""
    for value in item["properties"].get(name, []):
        yield re.sub("[ \t\n\f\r]+", " ", value["value"] if isinstance(value, dict) else value).strip(" ")


def events(resume, name):
    """Entries and their positions as name, organisation and start, what there is of them."""
    first = lambda event, name: next(texts(event, name), None)
    for event in only(resume["properties"].get(name, []), "h-event"):
        for held in list(only(event.get("children", []), "h-event")) or [event]:
            yield [first(held, "name"), first(held, "org") or first(event, "org"), first(held, "start")]


def differences(ours, theirs, what):
    """A date that we make no claim about may be anything."""
    theirs = [[*event[:2], event[2] if claim[2] else None] for claim, event in zip(ours, theirs)] + theirs[len(ours) :]
    return verdict.difference(ours, theirs, what)


def check(path):
    truth = verdict.truth(path)["machines"]
    found = mf2py.parse(doc=path.read_text(encoding="utf-8"), html_parser="html5lib")
    resumes = only(found["items"], "h-resume")
    if len(resumes) != 1 or len(found["items"]) != 1:
        return [f"there should be one h-resume, and there are {[item['type'] for item in found['items']]}"]
    resume = resumes[0]
    cards = only(resume["properties"].get("contact", []), "h-card")
    card = cards[0] if cards else {"properties": {}}
    findings = []
    for name in ("name", "email", "tel", "url"):
        theirs = [text.removeprefix("mailto:") for text in texts(card, name)]
        findings += verdict.difference(truth[name], theirs, name)
    for name in ("experience", "education"):
        findings += differences(truth[name], list(events(resume, name)), name)
    return findings + verdict.difference(truth["skills"], list(texts(resume, "skill")), "skill")


if __name__ == "__main__":
    verdict.main(check)
