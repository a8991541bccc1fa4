//! Recognising XML, and ours among it, by its root.

use crate::names::NAMESPACE;
use quick_xml::events::Event;
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;
use vitae_core::Confidence;

/// A root in our namespace is certain. Other XML may be meant for us by mistake, and the reader can say what is wrong with it;
/// HTML has a reader of its own.
pub(crate) fn sniff(bytes: &[u8]) -> Confidence {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if !bytes.trim_ascii_start().starts_with(b"<") {
        return Confidence::No;
    }
    let mut reader = NsReader::from_reader(bytes);
    let mut declared = false;
    loop {
        match reader.read_resolved_event() {
            Ok((namespace, Event::Start(root) | Event::Empty(root))) => {
                let name = root.local_name();
                return match namespace {
                    ResolveResult::Bound(Namespace(name)) if name == NAMESPACE.as_bytes() => Confidence::Certain,
                    // Roots of the vocabularies of others.
                    _ if matches!(
                        name.as_ref(),
                        b"SkillsPassport" | b"Candidate" | b"Resume" | b"StructuredXMLResume"
                    ) =>
                    {
                        Confidence::Likely
                    }
                    _ if name.as_ref() == b"resume" => Confidence::Possible,
                    _ if declared && !name.as_ref().eq_ignore_ascii_case(b"html") => Confidence::Possible,
                    _ => Confidence::No,
                };
            }
            Ok((_, Event::Decl(_))) => declared = true,
            Ok((_, Event::Text(_) | Event::Comment(_) | Event::PI(_) | Event::DocType(_))) => {}
            _ => return if declared { Confidence::Possible } else { Confidence::No },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_root_in_our_namespace_is_certain_with_any_prefix() {
        for certain in [
            "<resume xmlns='urn:vitae:resume:1'/>",
            "\u{feff}<?xml version='1.0'?><!-- <html> --><?x y?>\n<r:resume xmlns:r=\"urn:vitae:resume:1\">",
            "<!DOCTYPE resume [<!ENTITY a \"b\">]><resume xmlns='urn:vitae:resume:1'/>",
        ] {
            assert_eq!(sniff(certain.as_bytes()), Confidence::Certain, "{certain}");
        }
    }

    #[test]
    fn other_xml_is_possible_and_the_rest_is_not() {
        for possible in
            ["<resume/>", "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "<?xml version='1.0'?>"]
        {
            assert_eq!(sniff(possible.as_bytes()), Confidence::Possible, "{possible}");
        }
        let others: [&[u8]; 8] = [
            b"",
            b"<!DOCTYPE html><html>",
            b"<?xml version='1.0'?><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'>",
            b"<b>bold</b> words",
            b"# Mara",
            b"{\"a\": 1}",
            b"PK\x03\x04",
            b"\xFF\xFE<\0r\0",
        ];
        for no in others {
            assert_eq!(sniff(no), Confidence::No, "{no:?}");
        }
    }
}
