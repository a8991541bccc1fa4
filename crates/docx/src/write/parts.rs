//! The small parts of the package: properties, settings, fonts, the footer, and what holds them together (ECMA-376 part 2 §9, §11).

use super::links::Links;
use super::look::{Look, MONO};
use super::script::{Script, split};
use super::styles::languages;
use super::xml::Xml;
use crate::marks;
use crate::names::Paragraph;
use vitae_core::Dir;
use vitae_outline::Head;

/// The namespace of WordprocessingML.
pub(super) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";
const OPC: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The relationship of the document to its footer.
pub(super) const FOOTER: &str = "rId5";

/// The parts that the document leads to: relationship, name, type.
const WORD_PARTS: [(&str, &str); 5] =
    [("rId1", "styles"), ("rId2", "numbering"), ("rId3", "settings"), ("rId4", "fontTable"), (FOOTER, "footer")];

/// `[Content_Types].xml`: what each part is.
pub(super) fn content_types(facts: bool) -> Vec<u8> {
    Xml::part(|x| {
        x.element("Types", &[("xmlns", &format!("{OPC}/content-types"))], |x| {
            x.leaf(
                "Default",
                &[("Extension", "rels"), ("ContentType", "application/vnd.openxmlformats-package.relationships+xml")],
            );
            x.leaf("Default", &[("Extension", "xml"), ("ContentType", "application/xml")]);
            let mut part = |name: &str, kind: &str| x.leaf("Override", &[("PartName", name), ("ContentType", kind)]);
            part("/word/document.xml", &format!("{WORD_TYPE}.document.main+xml"));
            for (_, name) in WORD_PARTS {
                part(&format!("/word/{name}.xml"), &format!("{WORD_TYPE}.{name}+xml"));
            }
            part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
            for (name, kind) in [("app", "extended"), ("custom", "custom")] {
                let kind = format!("application/vnd.openxmlformats-officedocument.{kind}-properties+xml");
                part(&format!("/docProps/{name}.xml"), &kind);
            }
            if facts {
                let kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml";
                part("/customXml/itemProps1.xml", kind);
            }
        });
    })
}

/// `_rels/.rels`: where a reader begins.
pub(super) fn package_relationships() -> Vec<u8> {
    relationships(|x| {
        relationship(x, "rId1", &format!("{OFFICE}/relationships/officeDocument"), "word/document.xml", false);
        relationship(x, "rId2", &format!("{OPC}/relationships/metadata/core-properties"), "docProps/core.xml", false);
        relationship(x, "rId3", &format!("{OFFICE}/relationships/extended-properties"), "docProps/app.xml", false);
        relationship(x, "rId4", &format!("{OFFICE}/relationships/custom-properties"), "docProps/custom.xml", false);
    })
}

/// `word/_rels/document.xml.rels`: the other parts, and where links lead.
pub(super) fn document_relationships(links: &Links, facts: bool) -> Vec<u8> {
    relationships(|x| {
        for (id, name) in WORD_PARTS {
            relationship(x, id, &format!("{OFFICE}/relationships/{name}"), &format!("{name}.xml"), false);
        }
        for (id, target) in links.targets() {
            relationship(x, &id, &format!("{OFFICE}/relationships/hyperlink"), target, true);
        }
        if facts {
            relationship(x, "facts", &format!("{OFFICE}/relationships/customXml"), "../customXml/item1.xml", false);
        }
    })
}

fn relationships(fill: impl FnOnce(&mut Xml)) -> Vec<u8> {
    Xml::part(|x| x.element("Relationships", &[("xmlns", &format!("{OPC}/relationships"))], fill))
}

fn relationship(x: &mut Xml, id: &str, kind: &str, target: &str, outside: bool) {
    let mut attributes = vec![("Id", id), ("Type", kind), ("Target", target)];
    attributes.extend(outside.then_some(("TargetMode", "External")));
    x.leaf("Relationship", &attributes);
}

/// `docProps/core.xml`: title, author, subject, language, and no keywords: those would be copies of
/// words of the text, which stay when somebody deletes them there. No time is in it: the same input gives the same bytes.
pub(super) fn core(head: &Head) -> Vec<u8> {
    Xml::part(|x| {
        let names = [
            ("xmlns:cp", format!("{OPC}/metadata/core-properties")),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/".into()),
        ];
        let names = names.each_ref().map(|(prefix, name)| (*prefix, name.as_str()));
        x.element("cp:coreProperties", &names, |x| {
            let mut property = |name: &str, value: Option<&str>| {
                if let Some(value) = value.filter(|value| !value.is_empty()) {
                    x.element(name, &[], |x| x.text(value));
                }
            };
            property("dc:title", head.title.as_ref().map(AsRef::as_ref));
            property("dc:subject", head.subject.as_ref().map(AsRef::as_ref));
            property("dc:creator", head.author.as_ref().map(AsRef::as_ref));
            property("dc:language", head.lang.as_ref().map(AsRef::as_ref));
        });
    })
}

/// `docProps/app.xml`: what wrote the file.
pub(super) fn app() -> Vec<u8> {
    Xml::part(|x| {
        x.element("Properties", &[("xmlns", &format!("{OFFICE}/extended-properties"))], |x| {
            x.element("Application", &[], |x| x.text("vitae"));
        });
    })
}

/// `docProps/custom.xml`: says that the styles mean what [`crate::names`] says, and what else must be known of the document as a
/// whole. It survives every office program.
pub(super) fn custom(head: &Head) -> Vec<u8> {
    let direction = head.direction.map(|dir| if dir == Dir::Rtl { "rtl" } else { "ltr" });
    let said = [
        (marks::FORMAT, "vt:i4", Some("1")),
        (marks::LANGUAGE, "vt:lpwstr", head.lang.as_ref().map(AsRef::as_ref)),
        (marks::DIRECTION, "vt:lpwstr", direction),
    ];
    Xml::part(|x| {
        let names =
            [("xmlns", format!("{OFFICE}/custom-properties")), ("xmlns:vt", format!("{OFFICE}/docPropsVTypes"))];
        let names = names.each_ref().map(|(prefix, name)| (*prefix, name.as_str()));
        x.element("Properties", &names, |x| {
            // The set of properties that a person defines, and the first id in it (ECMA-376 §22.3.2.2).
            let set = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";
            let said = said.into_iter().filter_map(|(name, kind, value)| Some((name, kind, value?)));
            for (id, (name, kind, value)) in (2..).zip(said) {
                let id: i32 = id;
                x.element("property", &[("fmtid", set), ("pid", &id.to_string()), ("name", name)], |x| {
                    x.element(kind, &[], |x| x.text(value));
                });
            }
        });
    })
}

/// `customXml/item1.xml`: what cannot be seen, each record with the bookmark of what it is about. A text that is deleted takes its
/// bookmark along, and nothing leads to the record any more.
pub(super) fn facts<'f>(records: impl Iterator<Item = (&'f str, &'f str)>) -> Vec<u8> {
    Xml::part(|x| {
        x.element("f:facts", &[("xmlns:f", marks::FACTS)], |x| {
            records.for_each(|(of, json)| x.element("f:fact", &[("of", of)], |x| x.text(json)));
        });
    })
}

/// `customXml/itemProps1.xml`: the name by which Word knows the part with facts.
pub(super) fn facts_properties() -> Vec<u8> {
    let names = [
        ("xmlns:ds", "http://schemas.openxmlformats.org/officeDocument/2006/customXml"),
        ("ds:itemID", "{6E1C9B0A-52D4-4B0F-9D0E-766974616531}"),
    ];
    Xml::part(|x| {
        x.element("ds:datastoreItem", &names, |x| {
            x.element("ds:schemaRefs", &[], |x| x.leaf("ds:schemaRef", &[("ds:uri", marks::FACTS)]));
        });
    })
}

/// `customXml/_rels/item1.xml.rels`.
pub(super) fn facts_relationships() -> Vec<u8> {
    relationships(|x| {
        relationship(x, "rId1", &format!("{OFFICE}/relationships/customXmlProps"), "itemProps1.xml", false);
    })
}

/// `word/settings.xml`: the layout of current Word, not that of an older one.
pub(super) fn settings(look: &Look) -> Vec<u8> {
    Xml::part(|x| {
        x.element("w:settings", &[("xmlns:w", W)], |x| {
            x.leaf("w:zoom", &[("w:percent", "100")]);
            x.val("w:defaultTabStop", "720");
            x.val("w:autoHyphenation", "0");
            x.val("w:characterSpacingControl", "doNotCompress");
            x.element("w:compat", &[], |x| {
                for (name, value) in [
                    ("compatibilityMode", "15"),
                    ("overrideTableStyleFontSizeAndJustification", "1"),
                    ("enableOpenTypeFeatures", "1"),
                    ("doNotFlipMirrorIndents", "1"),
                    ("differentiateMultirowTableHeaders", "1"),
                ] {
                    x.leaf(
                        "w:compatSetting",
                        &[("w:name", name), ("w:uri", "http://schemas.microsoft.com/office/word"), ("w:val", value)],
                    );
                }
            });
            if let Some(lang) = &look.lang {
                x.leaf("w:themeFontLang", &languages(lang));
            }
            x.val("w:decimalSymbol", ".");
            x.val("w:listSeparator", ",");
        });
    })
}

/// `word/fontTable.xml`: what to take where a face is missing.
pub(super) fn fonts(look: &Look) -> Vec<u8> {
    Xml::part(|x| {
        x.element("w:fonts", &[("xmlns:w", W)], |x| {
            for (face, pitch) in [(look.face, "variable"), (MONO, "fixed")] {
                let family = match (pitch, face.serif) {
                    ("fixed", _) => "modern",
                    (_, true) => "roman",
                    (_, false) => "swiss",
                };
                font(x, face.name, face.instead, Some(face.panose), family, pitch);
            }
            let family = if look.face.serif { "roman" } else { "swiss" };
            for other in [look.east_asian, look.complex] {
                if other.name != look.face.name {
                    font(x, other.name, other.instead, None, family, "variable");
                }
            }
        });
    })
}

fn font(x: &mut Xml, name: &str, instead: &str, panose: Option<&str>, family: &str, pitch: &str) {
    x.element("w:font", &[("w:name", name)], |x| {
        x.val("w:altName", instead);
        if let Some(panose) = panose {
            x.val("w:panose1", panose);
        }
        x.val("w:family", family);
        x.val("w:pitch", pitch);
    });
}

/// `word/footer.xml`: name and page, from the second page on. Nothing stands there that the page does not say.
pub(super) fn footer(head: &Head, look: &Look) -> Vec<u8> {
    let name = head.author.as_ref().map_or("", |name| name.as_str());
    let page = if head.page.is_empty() { String::new() } else { format!("{} ", head.page) };
    let line = [name, "\t", &page, "2"];
    Xml::part(|x| {
        x.element("w:ftr", &[("xmlns:w", W)], |x| {
            x.element("w:p", &[], |x| {
                x.element("w:pPr", &[], |x| x.val("w:pStyle", Paragraph::Footer.id()));
                for (text, parts) in line.iter().zip(split(&line, look.dir)) {
                    match *text {
                        "\t" => x.element("w:r", &[], |x| x.leaf("w:tab", &[])),
                        "2" => x.element("w:fldSimple", &[("w:instr", " PAGE ")], |x| runs(x, &parts)),
                        _ => runs(x, &parts),
                    }
                }
            });
        });
    })
}

fn runs(x: &mut Xml, parts: &[(&str, Script)]) {
    for (text, script) in parts {
        x.element("w:r", &[], |x| {
            match script {
                Script::Usual => {}
                Script::Rtl => x.element("w:rPr", &[], |x| x.leaf("w:rtl", &[])),
                Script::Complex => x.element("w:rPr", &[], |x| x.leaf("w:cs", &[])),
            }
            x.element("w:t", &[("xml:space", "preserve")], |x| x.text(text));
        });
    }
}
