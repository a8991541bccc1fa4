//! The exam that every format sits.

// region: exam
vitae_testkit::conformance!(vitae_toml::format());
// endregion
