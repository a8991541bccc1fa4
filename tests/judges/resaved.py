#!/usr/bin/env python3
"""Has LibreOffice open DOCX files and save them again: once as DOCX, once as ODT and that as DOCX.

    resaved.py FILE.docx...     writes again/FILE.docx and through-odt/FILE.docx beside the files

What came back is compared by our side, which can read it. One start of the office serves all files of a step, in a profile of its own.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import verdict

SECONDS = 300


def convert(profile, files, ending, folder):
    command = ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", ending, "--outdir", str(folder), *map(str, files)]
    office = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
    return [] if office.returncode == 0 else [f"soffice ended with {office.returncode}: {verdict.shorten(office.stderr)}"]


def save_all(files):
    folder = files[0].parent
    with tempfile.TemporaryDirectory() as profile, tempfile.TemporaryDirectory() as odt:
        said = convert(profile, files, "docx", folder / "again")
        said += convert(profile, files, "odt", odt)
        return said + convert(profile, sorted(Path(odt).glob("*.odt")), "docx", folder / "through-odt")


if __name__ == "__main__":
    files = [Path(name).resolve() for name in sys.argv[1:]]
    said = save_all(files) if files else []

    def check(path):
        missing = [way for way in ("again", "through-odt") if not (path.parent / way / path.name).is_file()]
        return said + [f"LibreOffice did not save it: there is no {way}/{path.name}" for way in missing]

    verdict.main(check)
