//! The exam.

vitae_testkit::conformance!(vitae_markdown::format());
