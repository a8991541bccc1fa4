//! HR-XML 2, as recruiting software has written résumés since 2001: `StructuredXMLResume`.

use vitae_core::SectionKind as Kind;
use vitae_dialect::foreign::{CONTACT, Dialect, Draft, List, Markup, NAME, Rows, To, phone, rest};
use vitae_dialect::{Node, Pair};

pub(super) const HR_XML: Dialect = Dialect { name: "HR-XML", markup: Markup::Html, rows: TOP, rest };

const TOP: Rows = &[
    ("resume", To::Inside(RESUME)),
    ("structuredxmlresume", To::Inside(STRUCTURED)),
    ("nonxmlresume candidateprofile relatedinfo preferences userarea", To::KeepAtTop),
    (
        "contactinfo executivesummary objective employmenthistory educationhistory licensesandcertifications qualifications \
        languages references achievements associations publicationhistory patenthistory speakingeventshistory militaryhistory \
        revisiondate resumeadditionalitems securitycredentials comments",
        To::By(|draft, pair| draft.take(STRUCTURED, std::slice::from_ref(pair))),
    ),
    ("lang", To::Language),
    ("resumeid candidateid id distributionguidelines", To::KeepAtTop),
];

const RESUME: Rows = &[
    ("structuredxmlresume", To::Inside(STRUCTURED)),
    ("lang", To::Language),
    ("nonxmlresume resumeid distributionguidelines userarea", To::KeepAtTop),
];

const STRUCTURED: Rows = &[
    ("contactinfo", To::Inside(CONTACT_INFO)),
    ("executivesummary", To::Section(&List::new(Kind::Summary, &[], &[]))),
    ("objective", To::Section(&List::new(Kind::Objective, &[], &[]))),
    ("employmenthistory", To::Section(&List::new(Kind::Work, &[("employerorg", To::Entries)], EMPLOYER))),
    ("educationhistory", To::Section(&List::new(Kind::Education, &[("schoolorinstitution", To::Entries)], SCHOOL))),
    (
        "militaryhistory",
        To::Section(
            &List::new(
                Kind::Work,
                &[("servicedetail", To::Entries), ("countryserved", To::Body), ("comments", To::Body)],
                SERVICE,
            )
            .titled("Military service"),
        ),
    ),
    (
        "licensesandcertifications",
        To::Section(&List::new(Kind::Certificates, &[("licenseorcertification", To::Entries)], CERTIFICATE)),
    ),
    (
        "qualifications",
        To::Section(&List::new(
            Kind::Skills,
            &[("competency", To::Entries), ("qualificationsummary", To::Body)],
            COMPETENCY,
        )),
    ),
    ("languages", To::Section(&List::new(Kind::Languages, &[("language", To::Entries)], LANGUAGE))),
    (
        "publicationhistory",
        To::Section(&List::new(
            Kind::Publications,
            &[("article book conferencepaper otherpublication", To::Entries)],
            PUBLICATION,
        )),
    ),
    ("patenthistory", To::Section(&List::new(Kind::Patents, &[("patent", To::Entries)], PUBLICATION))),
    ("speakingeventshistory", To::Section(&List::new(Kind::Talks, &[("speakingevent", To::Entries)], PUBLICATION))),
    ("achievements", To::Section(&List::new(Kind::Awards, &[("achievement", To::Entries)], ACHIEVEMENT))),
    ("associations", To::Section(&List::new(Kind::Affiliations, &[("association", To::Entries)], ASSOCIATION))),
    ("references", To::Section(&List::new(Kind::References, &[("reference", To::Entries)], REFERENCE))),
    (
        "securitycredentials",
        To::Section(
            &List::new(Kind::Certificates, &[("securitycredential", To::Entries)], CERTIFICATE)
                .titled("Security clearances"),
        ),
    ),
    (
        "resumeadditionalitems",
        To::Section(
            &List::new(Kind::Custom, &[("resumeadditionalitem", To::Entries)], ADDITION)
                .titled("Additional information"),
        ),
    ),
    ("comments", To::Section(&List::new(Kind::Custom, &[], &[]).titled("Comments"))),
    ("revisiondate", To::By(|draft, pair| draft.modified(pair))),
    ("lang", To::Language),
];

const CONTACT_INFO: Rows = &[("personname", To::Inside(NAME)), ("contactmethod", To::By(contact_method))];

const METHOD: Rows = &[
    ("telephone", To::By(phone)),
    ("mobile", To::By(mobile)),
    ("fax", To::Contacts("fax", CONTACT)),
    ("pager ttytdd", To::By(phone)),
    ("internetemailaddress", To::Contacts("email", CONTACT)),
    ("internetwebaddress", To::Contacts("url", CONTACT)),
    ("postaladdress", To::By(postal_address)),
    ("use location whenavailable", To::Keep),
];

/// A postal address.
const ADDRESS: Rows = &[
    ("deliveryaddress", To::Inside(DELIVERY)),
    ("postalcode", To::Field("postalCode")),
    ("municipality", To::Field("city")),
    ("region", To::Field("region")),
    ("countrycode", To::Field("countryCode")),
    ("addresstype", To::Keep),
];

const DELIVERY: Rows = &[("addressline streetname buildingnumber unit postofficebox", To::Field("street"))];

const EMPLOYER: Rows = &[
    ("employerorgname", To::Field("organization")),
    ("employercontactinfo", To::Inside(SUMMARY_OF_PLACE)),
    ("positionhistory", To::Positions(POSITION)),
    ("userarea employerorgtype", To::Keep),
];

const SUMMARY_OF_PLACE: Rows = &[
    ("locationsummary", To::Place(ADDRESS)),
    ("internetdomainname internetwebaddress", To::InOrganization("url")),
    (
        "contactmethod",
        To::Inside(&[("internetwebaddress", To::InOrganization("url")), ("postaladdress", To::Place(ADDRESS))]),
    ),
];

const POSITION: Rows = &[
    ("title", To::Field("position")),
    ("orgname", To::Inside(&[("organizationname text", To::Field("team"))])),
    ("orginfo", To::Inside(&[("positionlocation", To::Place(ADDRESS)), ("websiteaddress", To::Field("positionUrl"))])),
    ("orgindustry", To::Inside(&[("industrydescription text", To::Detail("Industry"))])),
    ("startdate", To::Start),
    ("enddate", To::End),
    ("currentemployer", To::Current),
    ("description", To::Body),
    ("competency", To::By(competency)),
    ("jobcategory", To::Inside(&[("categorycode text", To::Detail("Category"))])),
    ("comments", To::Body),
    ("positiontype", To::Field("employment")),
    ("userarea verification", To::Keep),
];

const SCHOOL: Rows = &[
    ("schoolname", To::Field("institution")),
    ("school", To::Inside(&[("schoolname text", To::Field("institution"))])),
    ("organizationunit", To::Inside(&[("organizationname name text", To::Detail("Department"))])),
    ("locationsummary postaladdress", To::Place(ADDRESS)),
    ("major", To::Inside(MAJOR)),
    ("degree", To::Inside(DEGREE)),
    ("datesofattendance", To::Dates),
    ("measure educationalmeasure", To::By(measure)),
    ("minor", To::Inside(MINOR)),
    ("comments", To::Body),
    ("schooltype currentlyattending userarea", To::Keep),
];

const DEGREE: Rows = &[
    ("degreename", To::Field("degree")),
    ("degreedate", To::By(|draft, pair| draft.given(pair))),
    ("degreemajor", To::Inside(MAJOR)),
    ("degreeminor", To::Inside(MINOR)),
    ("degreemeasure", To::Inside(&[("educationalmeasure", To::By(measure))])),
    ("datesofattendance", To::Dates),
    ("comments", To::Body),
    ("degreetype exampassed graduatingdegree userarea", To::Keep),
];

const MAJOR: Rows = &[("name programname text", To::Field("area")), ("comments", To::Body)];
const MINOR: Rows = &[("name text", To::Detail("Minor"))];

const SERVICE: Rows = &[
    ("branch", To::Field("organization")),
    ("unitordivision", To::Field("team")),
    (
        "rankachieved",
        To::Inside(&[("currentorendrank", To::Field("position")), ("startrank", To::Detail("First rank"))]),
    ),
    ("startdate", To::Start),
    ("enddate", To::End),
    ("areaofexpertise comments campaign", To::Body),
    ("recognitionachieved", To::Detail("Recognition")),
];

const CERTIFICATE: Rows = &[
    ("name", To::Field("name")),
    ("issuingauthority", To::Field("issuer")),
    (
        "id",
        To::Inside(&[
            ("idvalue", To::Inside(&[("text", To::Field("number")), ("name", To::Keep)])),
            ("text", To::Field("number")),
        ]),
    ),
    (
        "effectivedate",
        To::Inside(&[("firstissueddate validfrom startdate text", To::Dates), ("validto enddate", To::End)]),
    ),
    ("description", To::Body),
];

const COMPETENCY: Rows = &[
    ("name", To::Field("name")),
    ("description", To::Body),
    ("competencyevidence", To::Inside(EVIDENCE)),
    ("competency", To::By(competency)),
    ("competencyid taxonomyid required competencyweight userarea", To::Keep),
];

const EVIDENCE: Rows = &[
    ("stringvalue", To::Inside(&[("text", To::Field("level")), ("description", To::Detail("Evidence"))])),
    ("numericvalue", To::By(how_much)),
    ("name", To::Detail("Evidence")),
    ("lastused dateofincident expirationdate evidenceid typeid typedescription required minvalue maxvalue", To::Keep),
];

const LANGUAGE: Rows = &[
    ("languagecode", To::Field("name")),
    ("read", To::By(|draft, pair| ability(draft, pair, "Reads"))),
    ("write", To::By(|draft, pair| ability(draft, pair, "Writes"))),
    ("speak", To::By(|draft, pair| ability(draft, pair, "Speaks"))),
    ("comments", To::Field("fluency")),
];

const PUBLICATION: Rows = &[
    ("title patenttitle", To::Field("title")),
    ("publicationdate", To::Dates),
    ("author", To::Field("authors")),
    ("name", To::Inside(&[("formattedname text", To::Field("authors")), ("role", To::Keep)])),
    ("inventors", To::Inside(&[("inventorname", To::Field("authors"))])),
    ("journalorserialname eventname", To::Field("venue")),
    ("publishername", To::Field("publisher")),
    ("publisherlocation location", To::Field("place")),
    ("isbn", To::Identifier("isbn")),
    ("issn", To::Identifier("issn")),
    ("pagenumber", To::Field("pages")),
    ("link", To::Field("url")),
    ("startdate date", To::Dates),
    ("abstract description comments", To::Body),
    (
        "patentdetail",
        To::Inside(&[
            ("issuingauthority", To::Field("publisher")),
            (
                "patentmilestone",
                To::Inside(&[("id", To::Identifier("patent")), ("date", To::Dates), ("status", To::Detail("Status"))]),
            ),
        ]),
    ),
];

const ACHIEVEMENT: Rows = &[
    ("title name", To::Field("title")),
    ("issuingauthority", To::Field("awarder")),
    ("date", To::Dates),
    ("description", To::By(described)),
];

const ASSOCIATION: Rows = &[
    ("name", To::Field("organization")),
    ("link", To::InOrganization("url")),
    ("startdate", To::Start),
    ("enddate", To::End),
    (
        "role",
        To::Inside(&[
            ("name", To::Field("position")),
            ("startdate", To::Start),
            ("enddate", To::End),
            ("comments", To::Body),
            ("deployment", To::Keep),
        ]),
    ),
    ("comments", To::Body),
    ("type", To::Keep),
];

const REFERENCE: Rows = &[
    ("personname", To::Inside(NAME)),
    ("positiontitle", To::Field("title")),
    ("organizationname orgname", To::Field("organization")),
    (
        "contactmethod",
        To::Inside(&[
            ("telephone", To::By(phone)),
            ("mobile", To::By(mobile)),
            ("internetemailaddress", To::Contacts("email", CONTACT)),
            ("internetwebaddress", To::Contacts("url", CONTACT)),
            ("postaladdress", To::Contacts("place", ADDRESS)),
        ]),
    ),
    ("comments", To::Body),
    ("type", To::Field("relationship")),
];

const ADDITION: Rows = &[("description", To::Body), ("type", To::Field("title"))];

/// A way to reach somebody. Where it leads to is said beside it, and is a label.
fn contact_method(draft: &mut Draft, pair: &Pair) {
    let one = [pair.value.clone()];
    for method in pair.value.as_list().unwrap_or(&one) {
        let pairs = method.as_map().unwrap_or_default();
        let find = |key: &str| pairs.iter().find(|pair| &*pair.key == key);
        let label = find("Location").or_else(|| find("Use"));
        let is_said_beside = |key: &str| matches!(key, "Location" | "Use" | "WhenAvailable");
        for way in pairs.iter().filter(|pair| !is_said_beside(&pair.key)) {
            let value = match (&*way.key, label) {
                ("Telephone" | "Mobile" | "Fax", Some(label)) => with(&way.value, "label", label.value.clone()),
                _ => way.value.clone(),
            };
            draft.take(METHOD, &[Pair { value, ..way.clone() }]);
        }
        for other in pairs.iter().filter(|pair| is_said_beside(&pair.key)) {
            draft.put(To::Keep, other);
        }
    }
}

/// An address. Its type says how it is delivered to, and is no label.
fn postal_address(draft: &mut Draft, pair: &Pair) {
    let pairs = pair.value.as_map().unwrap_or_default().iter().cloned();
    let renamed =
        pairs.map(|pair| if &*pair.key == "type" { Pair { key: "addressType".into(), ..pair } } else { pair });
    draft.put(To::Place(ADDRESS), &Pair { value: Node::map(renamed.collect(), pair.value.at), ..pair.clone() });
}

/// A map with one key more; a text becomes a map.
fn with(node: &Node, key: &str, value: Node) -> Node {
    let mut pairs = node.as_map().map_or_else(|| vec![Pair::new("value", node.clone())], <[Pair]>::to_vec);
    pairs.push(Pair::new(key, value));
    Node::map(pairs, node.at)
}

fn mobile(draft: &mut Draft, pair: &Pair) {
    let value = with(&pair.value, "label", Node::text("mobile", pair.value.at));
    let value = match value.as_map() {
        // The one label that there can be says more than where the telephone stands.
        Some(pairs) => {
            let mut pairs = pairs.to_vec();
            let last = pairs.iter().rposition(|pair| &*pair.key == "label");
            let mut index = 0;
            pairs.retain(|pair| {
                index += 1;
                &*pair.key != "label" || last == Some(index - 1)
            });
            Node::map(pairs, value.at)
        }
        None => value,
    };
    phone(draft, &Pair { value, ..pair.clone() });
}

/// A competency is a keyword of the job.
fn competency(draft: &mut Draft, pair: &Pair) {
    let one = [pair.value.clone()];
    let mut words = Vec::new();
    for item in pair.value.as_list().unwrap_or(&one) {
        let pairs = item.as_map().unwrap_or_default();
        let name = pairs.iter().find(|pair| matches!(&*pair.key, "name" | "Name"));
        words.extend(name.map(|name| name.value.clone()));
        let rest: Vec<Pair> =
            pairs.iter().filter(|pair| Some(&pair.key) != name.map(|name| &name.key)).cloned().collect();
        if !rest.is_empty() {
            draft.put(To::Keep, &Pair { value: Node::map(rest, item.at), ..pair.clone() });
        }
    }
    draft.put(To::Keywords, &Pair { value: Node::list(words, pair.value.at), ..pair.clone() });
}

/// How much of a competency there is: years, if it says so.
fn how_much(draft: &mut Draft, pair: &Pair) {
    let unit = pair.value.as_map().and_then(|pairs| pairs.iter().find(|pair| &*pair.key == "description"));
    let in_years =
        unit.and_then(|unit| unit.value.as_text()).is_some_and(|unit| unit.to_lowercase().starts_with("year"));
    let rows: Rows = match in_years {
        true => &[("text", To::Field("years")), ("description", To::Keep)],
        false => &[("text", To::Field("level")), ("description", To::Detail("Evidence"))],
    };
    draft.put(To::Inside(rows), pair);
}

/// Whether a language is read, written, spoken: true and false are no words.
fn ability(draft: &mut Draft, pair: &Pair, label: &'static str) {
    let is_truth = pair.value.as_text().is_some_and(|text| matches!(text, "true" | "false"));
    draft.put(if is_truth { To::Keep } else { To::Detail(label) }, pair);
}

/// A grade: a value, and the system that it is in.
fn measure(draft: &mut Draft, pair: &Pair) {
    draft.put(
        To::Inside(&[
            ("measurevalue", To::Inside(&[("stringvalue numericvalue text", To::Field("score"))])),
            ("measuresystem", To::Detail("Grading")),
            (
                "highestpossiblevalue",
                To::Inside(&[("stringvalue numericvalue text", To::Detail("Highest possible grade"))]),
            ),
            ("lowestpossiblevalue excellencelevel goodstudentindicator", To::Keep),
        ]),
        pair,
    );
}

/// An achievement is often nothing but its description.
fn described(draft: &mut Draft, pair: &Pair) {
    let field = if draft.holds("title") { To::Body } else { To::Field("title") };
    draft.put(field, pair);
}
