#!/usr/bin/env python3
"""Asks xmllint whether every XML part of a DOCX is well-formed.

    well_formed.py FILE.docx...
"""

import re
import subprocess
import tempfile
import zipfile
from pathlib import Path

import verdict


def check(path):
    with zipfile.ZipFile(path) as package, tempfile.TemporaryDirectory() as folder:
        parts = {}
        for name in package.namelist():
            if re.search(r"\.(xml|rels)$", name):
                # Named by number: a part's own name may be anything.
                file = Path(folder) / f"{len(parts)}.xml"
                file.write_bytes(package.read(name))
                parts[str(file)] = name
        if not parts:
            return ["there is no XML part"]
        said = subprocess.run(["xmllint", "--nonet", "--noout", *parts], capture_output=True, text=True)
        findings = re.findall(r"^(.*?):(\d+): (.*)$", said.stderr, re.MULTILINE)
        findings = [f"{parts.get(file, file)}: line {line}: {what}" for file, line, what in findings]
        if said.returncode != 0 and not findings:
            findings = [f"xmllint says: {said.stderr.strip()}"]
        return findings


if __name__ == "__main__":
    verdict.main(check)
