//! Markdown at the exam.

vitae_testkit::conformance!(vitae_markdown::format());
