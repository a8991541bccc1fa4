//! The exam.

vitae_testkit::conformance!(
    vitae_xml::format(),
    samples = [
        include_bytes!("samples/by-hand.xml"),
        b"<resume xmlns='urn:vitae:resume:1'/>",
        b"\xEF\xBB\xBF<r:resume xmlns:r='urn:vitae:resume:1'><r:person><r:name>Mara &amp; co</r:name></r:person></r:resume>",
    ],
);
