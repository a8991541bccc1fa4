//! HTML at the exam.

vitae_testkit::conformance!(vitae_html::format());
