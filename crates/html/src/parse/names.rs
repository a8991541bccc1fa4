//! What the names that people give to elements say: microformats, schema.org, and the names of fields that most makers of
//! résumés share (those of JSON Resume). Only what is said without doubt counts: wrong evidence is worse than none.

use vitae_core::SectionKind;
use vitae_outline::Role;

/// Where an element stands, which decides between two meanings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Around {
    /// Before the first section, and outside entries.
    pub head: bool,
    /// In a microformat of version 1, in which names are common words.
    pub classic: bool,
    /// In an entry by its markup.
    pub entry: bool,
    pub section: Option<SectionKind>,
}

/// The words of a name: `startDate`, `start-date` and `start_date` are the same two.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut lower = false;
    let mut open = false;
    for c in name.chars() {
        if !c.is_alphanumeric() {
            open = false;
            continue;
        }
        if !open || (c.is_uppercase() && lower) {
            out.push(String::new());
        }
        open = true;
        lower = c.is_lowercase();
        if let Some(last) = out.last_mut() {
            last.extend(c.to_lowercase());
        }
    }
    out
}

/// Words that say which makers, or which box, and nothing about what is in it.
const EMPTY: &[&str] = &[
    "resume",
    "cv",
    "item",
    "entry",
    "work",
    "job",
    "education",
    "edu",
    "experience",
    "text",
    "info",
    "the",
    "list",
    "basics",
];
/// Words of names for boxes.
const BOXES: &[&str] = &["block", "container", "section", "wrapper", "area", "box", "group", "wrap", "panel", "sec"];

/// What the text of an element is, by its class.
pub(super) fn role(class: &str, around: Around) -> Option<Role> {
    let mut found = None;
    for one in class.split_ascii_whitespace() {
        let Some(role) = (if around.classic { classic(one, around) } else { None })
            .or_else(|| microformat(one, around))
            .or_else(|| field(one, class, around))
        else {
            continue;
        };
        // `fn org`, `p-name p-org`: the organisation is called so.
        match found {
            None | Some(Role::Name | Role::Title | Role::Url) => found = Some(role),
            Some(other) if other == role || matches!(role, Role::Url | Role::Name | Role::Title) => {}
            Some(_) => return None,
        }
    }
    found
}

/// microformats2.
fn microformat(class: &str, around: Around) -> Option<Role> {
    Some(match class {
        "dt-start" | "dt-end" => Role::Dates,
        "p-org" => Role::Organization,
        "p-location" | "p-locality" | "p-region" | "p-country-name" | "p-street-address" | "p-extended-address"
        | "p-postal-code" | "p-adr" => Role::Place,
        "p-job-title" | "p-title" | "p-role" if around.head => Role::Headline,
        "p-job-title" | "p-title" | "p-role" if around.entry => Role::Title,
        "p-name" if around.head => Role::Name,
        "p-name" if around.entry && around.section == Some(SectionKind::Education) => Role::Organization,
        "u-email" | "p-tel" => Role::Contact,
        "u-url" if around.head => Role::Contact,
        "p-skill" => Role::Keyword,
        _ => return None,
    })
}

/// hCard, hCalendar and hResume.
fn classic(class: &str, around: Around) -> Option<Role> {
    Some(match class {
        "dtstart" | "dtend" => Role::Dates,
        "org" | "organization-name" => Role::Organization,
        "locality" | "region" | "country-name" | "street-address" | "extended-address" | "postal-code" => Role::Place,
        "location" => Role::Place,
        "title" if around.entry => Role::Title,
        "title" if around.head => Role::Headline,
        "fn" if around.head => Role::Name,
        "email" | "tel" => Role::Contact,
        "skill" => Role::Keyword,
        _ => return None,
    })
}

/// The names of fields.
fn field(one: &str, class: &str, around: Around) -> Option<Role> {
    let all = words(one);
    let bare: Vec<&str> = all.iter().map(String::as_str).filter(|word| !EMPTY.contains(word)).collect();
    let bare = match bare.as_slice() {
        [] => return None,
        // "nameHeading", "degreeTitle"
        [first @ .., "heading"] if !first.is_empty() => first.join(" "),
        all => all.join(" "),
    };
    let history = matches!(around.section, None | Some(SectionKind::Work | SectionKind::Volunteer)) && !around.head;
    let studies = matches!(around.section, None | Some(SectionKind::Education));
    let job = all.iter().any(|word| word == "job");
    Some(match bare.as_str() {
        "start date" | "end date" | "date" | "dates" | "date range" | "daterange" | "period" | "tenure"
        | "startdate" | "enddate" | "dtstart" | "dtend" => Role::Dates,
        "year" | "years" if !around.head => Role::Dates,
        "position" if history && one.eq_ignore_ascii_case(&bare) => Role::Title,
        "title" if job && around.head => Role::Headline,
        "title" | "position" if job && history => Role::Title,
        "job title" if around.head => Role::Headline,
        "company" | "company name" | "employer" | "employer name" | "organisation" | "organization" if !around.head => {
            Role::Organization
        }
        "institution" | "institution name" | "school" | "university" | "college" if !around.head && studies => {
            Role::Organization
        }
        "study type" | "studytype" | "degree" | "degree title" if studies && !around.head => Role::Title,
        "area" if around.section == Some(SectionKind::Education) => Role::Qualifier,
        "location" | "address" | "locality" | "city" | "place" => Role::Place,
        "label keyword" | "keyword" | "skill keyword" | "keyword tag" => Role::Keyword,
        "level" | "skill level" | "fluency" | "proficiency" => Role::Level,
        "email" | "e mail" | "phone" | "telephone" | "mobile" | "username" | "phone number" => Role::Contact,
        "url" | "website" | "web" if around.head => Role::Contact,
        "url" | "website" if around.section.is_some() || around.entry => Role::Url,
        "name" | "full name" | "fullname" if around.head => Role::Name,
        "headline" | "tagline" | "professional title" | "profession" | "occupation" if around.head => Role::Headline,
        "label" if around.head && class.trim() == one => Role::Headline,
        _ => return None,
    })
}

/// The section that a name stands for: an id, or the class of a box for it.
pub(super) fn section(id: &str, class: &str, is_section: bool) -> Option<SectionKind> {
    let by_id = kind(&words(id), true);
    if by_id.is_some() {
        return by_id;
    }
    let mut found = None;
    for one in class.split_ascii_whitespace() {
        if let Some(kind) = kind(&words(one), is_section) {
            // A class for several sections says nothing.
            if found.is_some_and(|found| found != kind) {
                return None;
            }
            found = Some(kind);
        }
    }
    found
}

/// `sure` if the name needs no word for a box to be that of one.
fn kind(words: &[String], sure: bool) -> Option<SectionKind> {
    let boxed = words.last().is_some_and(|last| BOXES.contains(&last.as_str()));
    let count = if boxed { words.len() - 1 } else { words.len() };
    let mut bare = words.iter().take(count).map(String::as_str).filter(|word| !matches!(*word, "resume" | "cv"));
    let (first, second, third) = (bare.next()?, bare.next(), bare.next());
    if !(boxed || sure) || third.is_some() {
        return None;
    }
    Some(match (first, second) {
        ("work", None | Some("experience" | "history"))
        | ("experience" | "experiences" | "employment" | "jobs", None)
        | ("employment", Some("history"))
        | ("professional", Some("experience")) => SectionKind::Work,
        ("education" | "studies", None) => SectionKind::Education,
        ("skills", None) | ("technical", Some("skills")) => SectionKind::Skills,
        ("languages", None) => SectionKind::Languages,
        ("interests" | "hobbies", None) => SectionKind::Interests,
        ("references" | "testimonials", None) => SectionKind::References,
        ("volunteer" | "volunteering", None | Some("work" | "experience")) => SectionKind::Volunteer,
        ("projects", None) => SectionKind::Projects,
        ("awards", None) => SectionKind::Awards,
        ("certificates" | "certifications", None) => SectionKind::Certificates,
        ("publications", None) => SectionKind::Publications,
        ("summary", None) => SectionKind::Summary,
        _ => return None,
    })
}

/// How an element says that an entry begins with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    /// It is one, and of which section.
    Sure(Option<SectionKind>),
    /// It is one if there are several like it.
    IfRepeated,
}

/// What the class of a box says of entries.
pub(super) fn entry(class: &str, classic_around: bool) -> Option<Entry> {
    let mut generic = None;
    let mut is_event = false;
    let mut kind = None;
    for one in class.split_ascii_whitespace() {
        match one {
            "p-experience" => kind = Some(SectionKind::Work),
            "p-education" => kind = Some(SectionKind::Education),
            "experience" if classic_around => kind = Some(SectionKind::Work),
            "education" if classic_around => kind = Some(SectionKind::Education),
            "vevent" => is_event = true,
            _ => {
                let words = words(one);
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                let named = matches!(
                    words.as_slice(),
                    ["item" | "entry" | "job" | "position"]
                        | ["timeline" | "resume" | "cv", "item" | "entry"]
                        | ["work" | "job" | "experience" | "education" | "school", "item" | "entry" | "block" | "card"]
                        | ["entry", "block" | "container"]
                );
                generic = generic.or(named.then_some(Entry::IfRepeated));
            }
        }
    }
    if kind.is_some() || is_event { Some(Entry::Sure(kind)) } else { generic }
}

/// True for a class that somebody thought of: not the numbers that word processors give to stretches of text.
pub(super) fn is_a_name(class: &str) -> bool {
    let lower = class.to_ascii_lowercase();
    let letters = lower.chars().take_while(|c| c.is_alphabetic()).count();
    let numbered = letters <= 4 && letters < lower.len() && lower.chars().skip(letters).all(|c| c.is_ascii_digit());
    let processed = ["mso", "spell", "gram", "apple", "font"].iter().any(|maker| lower.starts_with(maker));
    letters >= 1 && lower.len() >= 3 && !numbered && !processed
}

pub(super) fn is_organization(scope: &str) -> bool {
    scope.ends_with("Organization")
        || scope.ends_with("School")
        || scope.ends_with("University")
        || scope.ends_with("Corporation")
}

pub(super) fn scoped_entry(property: &str) -> Option<SectionKind> {
    property.split_ascii_whitespace().find_map(|property| match property {
        "worksFor" | "hasOccupation" => Some(SectionKind::Work),
        "alumniOf" => Some(SectionKind::Education),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORK: Around = Around { head: false, classic: false, entry: true, section: Some(SectionKind::Work) };
    const STUDIES: Around = Around { section: Some(SectionKind::Education), ..WORK };
    const HEAD: Around = Around { head: true, classic: false, entry: false, section: None };

    #[test]
    fn names_are_words() {
        assert_eq!(words("startDate"), ["start", "date"]);
        assert_eq!(words("work-item__Date_range"), ["work", "item", "date", "range"]);
        assert_eq!(words("URL"), ["url"]);
        assert!(words("--").is_empty());
    }

    #[test]
    fn names_of_fields_are_roles_where_they_are_sure() {
        for (class, around, expected) in [
            ("startDate", WORK, Some(Role::Dates)),
            ("sc-x dQg resume-date-range", WORK, Some(Role::Dates)),
            ("tenure", WORK, Some(Role::Dates)),
            ("jobTitle", WORK, Some(Role::Title)),
            ("job-title", HEAD, Some(Role::Headline)),
            ("position", WORK, Some(Role::Title)),
            ("position-relative", WORK, None),
            ("title", WORK, None),
            ("title pull-right", HEAD, None),
            ("employer", WORK, Some(Role::Organization)),
            ("institution", STUDIES, Some(Role::Organization)),
            ("studyType", STUDIES, Some(Role::Title)),
            ("label label-keyword", WORK, Some(Role::Keyword)),
            ("label", HEAD, Some(Role::Headline)),
            ("label big", HEAD, None),
            ("name", HEAD, Some(Role::Name)),
            ("name", WORK, None),
            ("where", WORK, None),
            ("p-name p-org u-url", WORK, Some(Role::Organization)),
            ("fn summary org url", Around { classic: true, ..WORK }, Some(Role::Organization)),
            ("title", Around { classic: true, ..WORK }, Some(Role::Title)),
            ("title", Around { classic: true, ..HEAD }, Some(Role::Headline)),
            ("company date", WORK, None),
        ] {
            assert_eq!(role(class, around), expected, "{class} {around:?}");
        }
    }

    #[test]
    fn sections_are_named_by_ids_and_by_boxes() {
        for (id, class, is_section, expected) in [
            ("workBlock", "sectionBlock", false, Some(SectionKind::Work)),
            ("education", "", false, Some(SectionKind::Education)),
            ("", "container work-container", false, Some(SectionKind::Work)),
            ("", "skills", false, None),
            ("", "skills", true, Some(SectionKind::Skills)),
            ("", "work-container education-container", false, None),
            ("", "summary", false, None),
            ("main", "", true, None),
        ] {
            assert_eq!(section(id, class, is_section), expected, "{id} {class}");
        }
    }

    #[test]
    fn entries_are_named() {
        assert_eq!(entry("p-experience h-event h-card", false), Some(Entry::Sure(Some(SectionKind::Work))));
        assert_eq!(entry("education vevent vcard", true), Some(Entry::Sure(Some(SectionKind::Education))));
        assert_eq!(entry("jobBlock", false), Some(Entry::IfRepeated));
        assert_eq!(entry("list-group-item", false), None);
        assert_eq!(entry("education", false), None);
    }
}
