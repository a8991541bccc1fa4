//! The laws of the codec, on arbitrary outlines.

vitae_testkit::outlines!(vitae_markdown::parse, vitae_markdown::render);
