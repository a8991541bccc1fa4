//! The exam, as far as it concerns a format that is only written; and one page to look at.

#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

use vitae_core::Context;

// region: exam
vitae_testkit::conformance!(vitae_asciidoc::format(), write_only);
// endregion

#[test]
fn a_page_as_it_is_written() {
    let (_, resume) = vitae_testkit::fixtures().into_iter().find(|(name, _)| name == "engineer").unwrap();
    let page = vitae_asciidoc::format().write(&resume, &mut Context::default()).unwrap();
    assert_eq!(String::from_utf8(page).unwrap(), include_str!("engineer.adoc"));
}
