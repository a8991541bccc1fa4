#!/usr/bin/env python3
"""Asks the schema that JSON Resume publishes whether what we write is JSON Resume.

    json_resume.py FILE.json...     with VITAE_NODE_MODULES naming the folder that has @jsonresume/schema
"""

import json
import os
from pathlib import Path

import jsonschema

import verdict

SCHEMA = json.loads(Path(os.environ["VITAE_NODE_MODULES"], "@jsonresume/schema/schema.json").read_text(encoding="utf-8"))
JUDGE = jsonschema.Draft7Validator(SCHEMA)


def check(path):
    resume = json.loads(path.read_text(encoding="utf-8"))
    for error in sorted(JUDGE.iter_errors(resume), key=lambda error: error.json_path):
        yield f"{error.json_path}: breaks {error.validator} {error.validator_value!r}: {verdict.shorten(error.message)}"


if __name__ == "__main__":
    verdict.main(check)
