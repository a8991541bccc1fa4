#!/usr/bin/env python3
"""Has two other readers load our YAML: PyYAML, which follows YAML 1.1, and ruamel.yaml, which follows YAML 1.2.

    yaml_readers.py FILE.yaml...     with FILE.truth.json (ours) beside each

Both must see the same tree; only what is a number or a flag in the résumé may be anything but a string in it; and the plain
phrases of the résumé must be in it letter by letter.
"""

import collections
import json

import ruamel.yaml
import yaml

import verdict


def leaves(node, path=""):
    """Every scalar and key with its place."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield f"{path} (key)", key
            yield from leaves(value, f"{path}.{key}")
    elif isinstance(node, list):
        for at, value in enumerate(node):
            yield from leaves(value, f"{path}[{at}]")
    else:
        yield path, node


def typed(value):
    """A value that is not a string, so that equal values are equal: with its type, as JSON would have it."""
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    if isinstance(value, (int, float)):
        return repr(float(value)) if isinstance(value, float) else str(value)
    return f"{type(value).__name__} {value}"


def is_exponent(text, number):
    """YAML 1.1 takes `1e3` for a string, JSON and YAML 1.2 for a number. Nothing that a writer of `1e3` can do about it."""
    try:
        return isinstance(number, float) and float(text) == number
    except (TypeError, ValueError):
        return False


def same(old, new):
    for (path, a), (other, b) in zip(old, new):
        if path != other:
            return [f"YAML 1.1 has {path}, where YAML 1.2 has {other}"]
        if (type(a) is not type(b) or a != b) and not is_exponent(a, b):
            return [f"{path}: YAML 1.1 reads {a!r}, YAML 1.2 reads {b!r}"]
    return [f"YAML 1.1 reads {len(old)} scalars, YAML 1.2 reads {len(new)}"] if len(old) != len(new) else []


def check(path):
    truth = verdict.truth(path)
    text = path.read_text(encoding="utf-8")
    try:
        old = list(leaves(yaml.safe_load(text)))
    except yaml.YAMLError as error:
        return [f"PyYAML cannot read it: {verdict.shorten(str(error))}"]
    try:
        new = list(leaves(ruamel.yaml.YAML(typ="safe", pure=True).load(text)))
    except ruamel.yaml.error.YAMLError as error:
        return [f"ruamel.yaml cannot read it: {verdict.shorten(str(error))}"]
    findings = same(old, new)

    unlike_strings = [(at, value) for at, value in new if not isinstance(value, str)]
    allowed = collections.Counter(typed(json.loads(value)) for value in truth["typed"])
    for at, value in unlike_strings:
        if allowed[typed(value)] == 0:
            findings.append(f"{at}: should be a string, and is {value!r}")
        allowed[typed(value)] -= 1
    findings += [f"the value {value} is not in it" for value, n in sorted(allowed.items()) if n > 0]

    strings = {value for _, value in new if isinstance(value, str)}
    findings += [f"the phrase {verdict.shorten(p)!r} is not in it" for p in truth["plain"] if p not in strings]
    return findings


if __name__ == "__main__":
    verdict.main(check)
