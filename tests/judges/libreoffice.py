#!/usr/bin/env python3
"""Has LibreOffice open DOCX files and print them as PDF and as plain text, beside each file.

    libreoffice.py FILE.docx...

A file that needs repair is one that LibreOffice cannot open here: nobody is there to answer its question.
One start of the office serves all files, in a profile of its own, so that an office that is open on this machine is left alone.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import verdict

TARGETS = {".pdf": "pdf:writer_pdf_Export", ".txt": "txt:Text (encoded):UTF8"}
SECONDS = 180


def print_all(files):
    folder = files[0].parent
    if any(file.parent != folder for file in files):
        sys.exit("all files must be in one folder")
    said = []
    with tempfile.TemporaryDirectory() as profile:
        for suffix, target in TARGETS.items():
            for file in files:
                file.with_suffix(suffix).unlink(missing_ok=True)
            command = ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore"]
            command += ["--convert-to", target, "--outdir", str(folder)]
            office = subprocess.run(command + list(map(str, files)), capture_output=True, text=True, timeout=SECONDS)
            if office.returncode != 0:
                said.append(f"soffice ended with status {office.returncode}: {verdict.shorten(office.stderr)}")
    return said


if __name__ == "__main__":
    files = [Path(name).resolve() for name in sys.argv[1:]]
    said = print_all(files) if files else []

    def check(path):
        missing = [s for s in TARGETS if not path.with_suffix(s).is_file() or path.with_suffix(s).stat().st_size == 0]
        return said + [f"LibreOffice could not open it: there is no {suffix}" for suffix in missing]

    verdict.main(check)
