//! The exam of the format.

vitae_testkit::conformance!(vitae_docx::format());
