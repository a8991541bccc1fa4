//! Keys that most dialects spell alike.

use super::rows::{Rows, To};

/// A place in parts.
pub const PLACE: Rows = &[
    ("text formatted", To::Field("text")),
    ("address street line line1 streetaddress addressline addressline1 deliveryaddress", To::Field("street")),
    ("addressline2 line2 street2 suburb", To::Field("street")),
    ("postalcode zip postcode code zipcode", To::Field("postalCode")),
    ("city town locality municipality cityname place", To::Field("city")),
    (
        "region state province county countrysubdivision countrysubdivisions countrysubdivisioncode ward",
        To::Field("region"),
    ),
    ("country countryname countryregion", To::Field("country")),
    ("countrycode", To::Field("countryCode")),
];

/// An organisation in parts.
pub const ORGANIZATION: Rows = &[
    ("name organizationname legalname", To::Field("name")),
    ("url website site href", To::Field("url")),
    ("description about", To::Field("description")),
    ("place location address", To::Place(PLACE)),
];

/// A way to reach somebody.
pub const CONTACT: Rows = &[
    ("value address number contact text uri link href", To::Value),
    ("network", To::Field("network")),
    ("username user handle id account", To::Field("username")),
    ("url website", To::Field("url")),
    ("label", To::Field("label")),
    ("flavor type use kind usecode location category", To::KindOrLabel),
    ("name title", To::Field("label")),
];

/// Somebody who can be asked.
pub const REFERENCE: Rows = &[
    ("name referencename fullname", To::Field("name")),
    ("position title role", To::Field("title")),
    ("company organization employer organisation", To::Organization(ORGANIZATION)),
    ("relationship flavor relation", To::Field("relationship")),
    ("email emailaddress", To::Contacts("email", CONTACT)),
    ("phone telephone mobile", To::Contacts("phone", CONTACT)),
    ("url website", To::Contacts("url", CONTACT)),
    ("contact contacts", To::Contacts("other", CONTACT)),
    ("reference summary description quote text testimonial", To::Body),
    ("private hidden", To::Hidden),
    ("visible", To::Shown),
    ("id", To::Keep),
];
