#!/usr/bin/env python3
"""Asks html-validate whether our pages are HTML as the standard has it.

    html_valid.py FILE.html...
"""

import functools
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import verdict

CONFIG = {"root": True, "extends": ["html-validate:standard"]}


@functools.cache
def said():
    """What it says of all files of the command line, by their paths."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as config:
        json.dump(CONFIG, config)
        config.flush()
        command = [verdict.node_modules() / ".bin/html-validate", "--config", config.name, "--formatter", "json"]
        answer = subprocess.run([*command, *sys.argv[1:]], capture_output=True)
    if not answer.stdout.startswith(b"["):
        raise RuntimeError(answer.stderr.decode("utf-8", "replace")[-600:])
    return {Path(file["filePath"]).resolve(): file["messages"] for file in json.loads(answer.stdout)}


def check(path):
    for message in said().get(path.resolve(), []):
        yield f"line {message['line']}: {message['ruleId']}: {message['message']}"


if __name__ == "__main__":
    verdict.main(check)
