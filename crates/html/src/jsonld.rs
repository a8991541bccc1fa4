//! What a page says of a person, once more for search engines: schema.org in JSON-LD. Nothing here is ever read back.

use vitae_outline::Outline;

pub(crate) fn write(_: &mut String, _: &Outline) {}
