#!/usr/bin/env python3
"""Validates every part of a DOCX against the schemas of ECMA-376 (transitional), and the package against itself.

    VITAE_OOXML_SCHEMAS=FOLDER ooxml_valid.py FILE.docx...

The schemas cannot be had from a package registry; the folder holds wml.xsd and opc-xsd/.
"""

import os
import posixpath
import re
import sys
import zipfile
from pathlib import Path

from lxml import etree

import verdict

SCHEMAS = Path(os.environ.get("VITAE_OOXML_SCHEMAS", ""))
# The Dublin Core part of the core properties. Its schemas live on the Web, and no judge may need the network.
DUBLIN_CORE = Path(__file__).resolve().parent / "dublin-core"

# A part that is free to say anything.
ANY = "any XML"

# Which schema judges which part. A part that is not here is itself a finding: nothing goes unjudged.
PARTS = [
    (r"\[Content_Types\]\.xml", "opc-xsd/opc-contentTypes.xsd"),
    (r"(.*/)?_rels/[^/]*\.rels", "opc-xsd/opc-relationships.xsd"),
    (r"docProps/core\.xml", "opc-xsd/opc-coreProperties.xsd"),
    (r"docProps/app\.xml", "shared-documentPropertiesExtended.xsd"),
    (r"docProps/custom\.xml", "shared-documentPropertiesCustom.xsd"),
    (
        r"word/(document|styles|numbering|settings|webSettings|fontTable|comments|footnotes|endnotes|header\d*|footer\d*)\.xml",
        "wml.xsd",
    ),
    (r"word/theme/theme\d*\.xml", "dml-main.xsd"),
    (r"customXml/itemProps\d+\.xml", "shared-customXmlDataProperties.xsd"),
    # Data of whoever wrote the file: the standard asks only that it is XML (ECMA-376 part 1 §15.2.5).
    (r"customXml/item\d+\.xml", ANY),
]

RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DCTERMS = "{http://purl.org/dc/terms/}"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_compiled = {}


def schema(name):
    """A schema, with what it would fetch from the Web taken from the folder beside this script."""
    if name not in _compiled:
        path = SCHEMAS / name
        tree = etree.parse(str(path))
        for imported in tree.iter("{http://www.w3.org/2001/XMLSchema}import"):
            location = imported.get("schemaLocation", "")
            if "://" in location:
                imported.set("schemaLocation", (DUBLIN_CORE / posixpath.basename(location)).as_uri())
            elif imported.get("namespace") == "http://www.w3.org/XML/1998/namespace":
                imported.set("schemaLocation", (SCHEMAS / "xml.xsd").as_uri())
        _compiled[name] = etree.XMLSchema(tree)
    return _compiled[name]


def without_ignorable(root):
    """The part as an application sees it that knows no extension: what `mc:Ignorable` names is gone."""
    prefixes = root.attrib.pop(f"{MC}Ignorable", "").split()
    ignorable = tuple("{%s}" % root.nsmap[p] for p in prefixes if p in root.nsmap)
    for element in list(root.iter(etree.Element)):
        for attribute in [a for a in element.attrib if a.startswith(ignorable) and ignorable]:
            del element.attrib[attribute]
        if ignorable and element.tag.startswith(ignorable) and element.getparent() is not None:
            element.getparent().remove(element)
    # Through bytes once more: a namespace that is declared and not used any longer would still be looked for.
    return etree.fromstring(etree.tostring(root))


def parts(package):
    """Every XML part against its schema; yields findings, fills `roots`."""
    for name in package.namelist():
        if not re.search(r"\.(xml|rels)$", name):
            continue
        try:
            root = etree.fromstring(package.read(name), etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError as error:
            yield name, None, [f"{name}: not well-formed: {error}"]
            continue
        known = next((xsd for pattern, xsd in PARTS if re.fullmatch(pattern, name)), None)
        if known is None:
            yield name, root, [f"{name}: no schema is known for this part"]
            continue
        if known == ANY:
            yield name, root, []
            continue
        judge = schema(known)
        findings = []
        if not judge.validate(without_ignorable(etree.fromstring(etree.tostring(root)))):
            plain = lambda message: re.sub(r"\{[^}]*\}", "", message)
            findings = [f"{name}: line {e.line}: {plain(e.message)}" for e in judge.error_log]
        yield name, root, findings


def package_agrees(package, roots):
    """The package against itself: each part has a type, each relationship a target, each reference a relationship."""
    names = package.namelist()
    if len(set(names)) != len(names):
        yield "two parts have the same name"
    if names and names[0] != "[Content_Types].xml":
        yield "[Content_Types].xml is not the first part"
    types = roots.get("[Content_Types].xml")
    if types is None:
        yield "there is no [Content_Types].xml"
        return
    defaults = {e.get("Extension", "").lower() for e in types.iter(f"{TYPES}Default")}
    overrides = {e.get("PartName") for e in types.iter(f"{TYPES}Override")}
    for name in names:
        if name != "[Content_Types].xml" and "/" + name not in overrides:
            if name.rsplit(".", 1)[-1].lower() not in defaults:
                yield f"{name}: no content type"
    for missing in sorted(o for o in overrides if o.lstrip("/") not in names):
        yield f"[Content_Types].xml: {missing} does not exist"

    core = roots.get("docProps/core.xml")
    for date in [] if core is None else core.iter(f"{DCTERMS}created", f"{DCTERMS}modified"):
        # The standard asks for it beyond what its schema can say (ECMA-376 part 2, §11.1), and Word insists.
        if not (date.get(f"{XSI}type") or "").endswith(":W3CDTF"):
            yield f"docProps/core.xml: {etree.QName(date).localname} has no xsi:type of W3CDTF"

    for name, root in roots.items():
        if not name.endswith(".rels"):
            continue
        folder, file = posixpath.split(name)
        source = posixpath.join(posixpath.dirname(folder), file[: -len(".rels")])
        ids = [e.get("Id") for e in root.iter(f"{RELATIONSHIPS}Relationship")]
        if len(set(ids)) != len(ids):
            yield f"{name}: two relationships have the same id"
        for e in root.iter(f"{RELATIONSHIPS}Relationship"):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(source), e.get("Target")))
            if e.get("TargetMode") != "External" and target.lstrip("/") not in names:
                yield f"{name}: {e.get('Id')} points at {target}, which does not exist"
        if source in roots:
            used = {v for el in roots[source].iter(etree.Element) for a, v in el.attrib.items() if a.startswith(R)}
            for dangling in sorted(used - set(ids)):
                yield f"{source}: refers to relationship {dangling}, which does not exist"


def check(path):
    with zipfile.ZipFile(path) as package:
        broken = package.testzip()
        if broken:
            return [f"{broken}: the archive is damaged there"]
        findings, roots = [], {}
        for name, root, found in parts(package):
            findings += found
            if root is not None:
                roots[name] = root
        return findings + list(package_agrees(package, roots))


if __name__ == "__main__":
    if not (SCHEMAS / "wml.xsd").is_file():
        sys.exit("the folder of the schemas is not in VITAE_OOXML_SCHEMAS")
    verdict.main(check)
