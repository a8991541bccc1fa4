//! The résumés of AdventureWorks, the sample database that many people learnt XML in databases with.

use vitae_core::SectionKind as Kind;
use vitae_dialect::foreign::{CONTACT, Dialect, Draft, List, Markup, Rows, To, phone, rest};
use vitae_dialect::{Node, Pair};

pub(super) const ADVENTURE_WORKS: Dialect = Dialect { name: "AdventureWorks", markup: Markup::Html, rows: TOP, rest };

const TOP: Rows = &[
    ("name", To::Inside(NAME)),
    ("skills", To::Section(&List::new(Kind::Summary, &[], &[]).titled("Skills"))),
    ("employment", To::Section(&List::new(Kind::Work, &[], JOB))),
    ("education", To::Section(&List::new(Kind::Education, &[], SCHOOL))),
    ("address", To::By(address)),
    ("telephone", To::By(phone)),
    ("email", To::Contacts("email", CONTACT)),
    ("website", To::Contacts("url", CONTACT)),
];

const NAME: Rows = &[
    ("nameprefix", To::NamePart("prefix")),
    ("namefirst", To::NamePart("given")),
    ("namemiddle", To::NamePart("additional")),
    ("namelast", To::NamePart("family")),
    ("namesuffix", To::NamePart("suffix")),
];

const LOCATION: Rows = &[
    ("location", To::Inside(LOCATION_PARTS)),
    ("loccity", To::Field("city")),
    ("locstate", To::Field("region")),
    ("loccountryregion", To::Field("country")),
];

const LOCATION_PARTS: Rows =
    &[("loccity", To::Field("city")), ("locstate", To::Field("region")), ("loccountryregion", To::Field("country"))];

const JOB: Rows = &[
    ("emporgname", To::Field("organization")),
    ("empjobtitle", To::Field("position")),
    ("empstartdate", To::Start),
    ("empenddate", To::End),
    ("emplocation", To::Place(LOCATION)),
    ("empresponsibility", To::Body),
    ("empfunctioncategory", To::Detail("Function")),
    ("empindustrycategory", To::Detail("Industry")),
];

const SCHOOL: Rows = &[
    ("eduschool", To::Field("institution")),
    ("edudegree", To::Field("degree")),
    ("edumajor", To::Field("area")),
    ("eduminor", To::Detail("Minor")),
    ("edulevel", To::Detail("Level")),
    ("edustartdate", To::Start),
    ("eduenddate", To::End),
    ("edugpa", To::Field("score")),
    ("edugpascale", To::Detail("GPA scale")),
    ("edulocation", To::Place(LOCATION)),
];

/// A place in parts.
const ADDRESS: Rows = &[
    ("addrstreet", To::Field("street")),
    ("addrpostalcode", To::Field("postalCode")),
    ("addrlocation", To::Inside(LOCATION)),
];

/// An address, and the telephones at it.
fn address(draft: &mut Draft, pair: &Pair) {
    let one = [pair.value.clone()];
    for item in pair.value.as_list().unwrap_or(&one) {
        let (phones, place): (Vec<_>, Vec<_>) =
            item.as_map().unwrap_or_default().iter().cloned().partition(|pair| &*pair.key == "Addr.Telephone");
        draft.put(To::Place(ADDRESS), &Pair { value: Node::map(place, item.at), ..pair.clone() });
        for pair in &phones {
            draft.put(To::Inside(&[("telephone", To::By(phone))]), pair);
        }
    }
}
