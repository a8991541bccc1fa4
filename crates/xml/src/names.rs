//! The names that the vocabulary has beside those of the field table.

use vitae_core::{Field, FieldSpec};

/// The namespace of everything that is ours.
pub const NAMESPACE: &str = "urn:vitae:resume:1";

/// The namespace of W3C's vocabulary for JSON.
#[cfg(any(feature = "read", feature = "write"))]
pub(crate) const JSON: &str = "http://www.w3.org/2005/xpath-functions";

/// The namespace of the prefix `xml`.
#[cfg(feature = "read")]
pub(crate) const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The namespace of hints to schema processors.
#[cfg(feature = "read")]
pub(crate) const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// What one value of a field of several is called.
pub(crate) const fn item(field: Field) -> &'static str {
    match field {
        Field::Courses => "course",
        Field::Roles => "role",
        Field::Authors => "author",
        Field::Keywords => "keyword",
        Field::Street => "line",
        Field::Tags => "tag",
        Field::Details => "detail",
        Field::Positions => "position",
        Field::Alternates => "alternate",
        Field::Ids => "identifier",
        _ => "item",
    }
}

/// True for a field that is an attribute, `xml:lang`.
pub(crate) const fn is_xml_lang(spec: &FieldSpec) -> bool {
    matches!(spec.field, Field::Lang | Field::Language)
}
