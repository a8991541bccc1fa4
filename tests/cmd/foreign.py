#!/usr/bin/env python3
"""Makes `foreign.in/their.docx`, a résumé that leaves open what some of its names are. Everybody in it is invented."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent.parent / "fixtures/foreign/docx"))

import make
from habits import BOLD, CENTER, NUMBERING, SIZE, item, styles
from make import document, main_part, p, run

make.HERE = HERE / "foreign.in"


def their():
    """Headings by direct formatting; two names side by side, of which nothing says which is whose; dates that were mixed up."""
    heading = lambda text: p(run(text, BOLD + SIZE(13)))
    tab = "<w:r><w:tab/></w:r>"
    body = (
        p(run("Wren Ashdown", BOLD + SIZE(18)), properties=CENTER)
        + p("wren@ashdown.example | 01632 960 117", properties=CENTER)
        + heading("Experience")
        + p(run("Tallow and Finch, Rushlight", BOLD), tab, run("2019 – present"))
        + item("Cut the time from order to delivery by a third.")
        + p(run("Merrow, Quillon", BOLD), tab, run("2014 – 2019"))
        + item("Opened the branch in Leith.")
        + p(run("Thimble, Oakum", BOLD), tab, run("2014 – 2012"))
        + item("Sold maps.")
        + heading("Education")
        + p(run("BA History, University of Fernhollow", BOLD), tab, run("2009 – 2012"))
    )
    document("their", main_part(body), [styles(11, "en-GB"), NUMBERING])


if __name__ == "__main__":
    their()
