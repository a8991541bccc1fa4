//! The exam.

vitae_testkit::conformance!(vitae_yaml::format());
