//! The laws of the codec: what is rendered parses to the same outline.

vitae_testkit::outlines!(vitae_html::parse, vitae_html::render);
