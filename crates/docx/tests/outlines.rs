//! The laws of the codec.

vitae_testkit::outlines!(vitae_docx::parse, vitae_docx::render);
