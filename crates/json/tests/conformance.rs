//! The exam.

vitae_testkit::conformance!(vitae_json::format());
