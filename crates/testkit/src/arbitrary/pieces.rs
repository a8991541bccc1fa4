//! Arbitrary small pieces: addresses, languages, ids, tags, places, organisations, contacts, unknown fields.

use super::maybe::{maybe, seldom};
use super::rich::line;
use super::sure;
use super::table::record;
use super::words::{TRAPS, phrase, string, text, words};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::prelude::*;
use proptest::sample::select;
use vitae_core::{
    Cefr, CefrLevel, Contact, ContactKind, Detail, Ext, Id, IdScheme, Lang, Number, Organization, Photo, PhotoSource,
    Place, Rating, Tags, Text, Url, Value,
};

/// Addresses as most résumés have them.
const PLAIN_URLS: &[&str] =
    &["https://rowan.example", "https://rowan.example/", "http://a.example/x", "https://a.example/x?y=%20&z=1#top"];

/// Addresses with every odd character, and things that are hardly addresses.
#[rustfmt::skip]
const URLS: &[&str] = &[
    "mara.example", "mailto:mara@lindqvist.example", "tel:+61400000000", "https://", "mailto:", "/", "//a.example",
    "#top", "?q", "../x.html", "C:\\cv", "https://a.example/x_(y)", "https://a.example/*x*_y_", "https://a.example/a b",
    "https://a.example/<x>", "https://a.example/\"x\"", "https://a.example/'x'", "https://a.example/a|b",
    "https://a.example/a\\b", "https://a.example/a)b(c", "https://a.example/[x]", "https://a.example/&amp;",
    "https://a.example/日本?q=é", "https://xn--bcher-kva.example/", "http://[2001:db8::1]:80/", "javascript:x",
    "data:text/plain,x", "https://a.example/a  b", "https://a.example/a\u{a0}b", "https://a.example/\u{200f}", "x: y",
    "- x", "null", "{a}", "https://doi.org/10.5555/12345678", "https://a.example/`x`", "https://a.example/]]>",
    "HTTPS://A.EXAMPLE/", "https://a.example/#", "urn:isbn:9780000000000", "https://a.example/x,y;z",
    "<https://a.example>", "https://a.example/\u{ad}x\\",
];

#[rustfmt::skip]
const LANGUAGES: &[&str] = &[
    "en", "de", "fr", "es", "ar", "ja", "de-AT", "en-GB", "fr-CA", "es-419", "ar-EG", "he", "fa", "zh-Hant-TW",
    "az-Arab", "no", "tlh", "xx", "en-x-private", "x-mine",
];

#[rustfmt::skip]
const IDS: &[&str] = &[
    "first-job", "job1", "1", "01", "null", "no", "a.b", "a:b", "a/b", "#x", "x#", "-", "_vitae_work_1", "ä", "日本",
    "a\"b", "<x>", "a&b", "*", "a,b", "{x}", "[x]", "a--b", "-->", "👩‍💻", "x\u{200b}y", "'", "\\",
    "an-id-that-is-longer-than-the-forty-characters-of-a-bookmark-and-the-sixty-four-of-a-tag",
];

/// Keys of unknown fields. Some are known fields of another record, or of this one in another format.
#[rustfmt::skip]
const KEYS: &[&str] = &[
    "x-color", "icon", "x-a b", "null", "true", "no", "1", "1.0", "", " ", "- x", "a: b", "#", "# h", "<<", "é", "日本",
    "\"q\"", "'", "a.b", "a[0]", "@type", "$schema", "xml:note", "<x>", "a&b", "{", "*", "?", "|", "layouts",
    "__proto__", "a\nb", " edge ", "~", "ext", "name", "title", "summary", "highlights", "text", "kind", "entries",
    "startDate", "position", "dates", "url", "body", "details",
];

#[rustfmt::skip]
const NUMBERS: &[&str] = &[
    "0", "7", "-1", "1.0", "3.10", "1e3", "1E-7", "-0.5e+2", "-0", "0.0", "0e0", "12345678901234567890", "1e400",
    "2016", "0.1000000000000000055511151231257827",
];

/// An address: a plain one most often, else one that some syntax stumbles over.
pub fn url() -> BoxedStrategy<Url> {
    let nasty = string().prop_map(|tail| format!("https://a.example/{tail}"));
    prop_oneof![
        3 => select(PLAIN_URLS).prop_map(str::to_owned),
        4 => select(URLS).prop_map(str::to_owned),
        1 => select(TRAPS).prop_map(str::to_owned),
        1 => nasty,
    ]
    .prop_map(|url| sure(Url::new(&url)))
    .boxed()
}

/// A language: one with a table of words, one without, one that is made up.
pub fn lang() -> BoxedStrategy<Lang> {
    select(LANGUAGES).prop_map(|tag| Lang::new(tag).unwrap_or_else(|| sure(Lang::new("en")))).boxed()
}

/// A name for other places to point at. The model does not ask for them to differ.
pub fn id() -> BoxedStrategy<Id> {
    let numbered = (0..10_000_u32).prop_map(|n| format!("id-{n}"));
    prop_oneof![2 => numbered, 1 => select(IDS).prop_map(str::to_owned)].prop_map(|id| sure(Id::new(&id))).boxed()
}

/// One to three tags.
pub fn tags() -> BoxedStrategy<Tags> {
    let tag = prop_oneof![3 => words(1..=1).prop_map(|word| phrase(&word)), 1 => text()];
    btree_set(tag, 1..=3).boxed()
}

/// One to three unknown fields.
pub fn ext() -> BoxedStrategy<Ext> {
    let leaf = prop_oneof![
        4 => string().prop_map(Value::String),
        1 => super::rich::pre().prop_map(Value::String),
        1 => Just(Value::String(String::new())),
        2 => prop_oneof![select(NUMBERS).prop_map(str::to_owned), any::<i64>().prop_map(|n| n.to_string())]
            .prop_map(|digits| Value::Number(sure(Number::new(&digits)))),
        1 => any::<bool>().prop_map(Value::Bool),
        1 => Just(Value::Null),
    ];
    let value = leaf.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..=3).prop_map(Value::Array),
            vec((key(), inner), 0..=3).prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    });
    vec((key(), value), 1..=3).prop_map(|pairs| pairs.into_iter().collect()).boxed()
}

fn key() -> BoxedStrategy<String> {
    prop_oneof![4 => select(KEYS).prop_map(str::to_owned), 1 => string()].boxed()
}

/// Somewhere: in words most often, else in parts, or both.
pub fn place() -> BoxedStrategy<Place> {
    prop_oneof![3 => text().prop_map(Place::text), 2 => record::<Place>()].boxed()
}

/// An organisation: a name most often.
pub fn organization() -> BoxedStrategy<Organization> {
    prop_oneof![3 => text().prop_map(Organization::named), 2 => record::<Organization>()].boxed()
}

/// Mail addresses, some with what normal form N11 takes away.
#[rustfmt::skip]
const MAILS: &[&str] = &[
    "mara@lindqvist.example", "m.lindqvist@rowan.example", "\"m l\"@a.example", "mailto:m@a.example",
    "mailto: mailto:m@a.example",
];

/// Telephone numbers, likewise.
#[rustfmt::skip]
const PHONES: &[&str] = &[
    "+61 2 5550 0143", "+61400000000", "(02) 5550-0143", "tel:+61255500143", "0143", "tel:tel:0143", "tel:",
];

/// A contact of any kind.
pub fn contact() -> BoxedStrategy<Contact> {
    let mail = prop_oneof![
        3 => select(MAILS).prop_map(phrase),
        1 => text(),
    ];
    let number = prop_oneof![
        3 => select(PHONES).prop_map(phrase),
        1 => text(),
    ]
    .boxed();
    let network =
        prop_oneof![2 => select(&["GitHub", "LinkedIn", "Mastodon", "ORCID"][..]).prop_map(phrase), 1 => text()];
    let kind = prop_oneof![
        3 => mail.prop_map(ContactKind::Email),
        2 => number.clone().prop_map(ContactKind::Phone),
        1 => number.prop_map(ContactKind::Fax),
        2 => (url(), maybe(0.4, text())).prop_map(|(url, text)| ContactKind::Web { url, text }),
        2 => (network, maybe(0.7, text()), maybe(0.7, url()))
            .prop_map(|(network, user, url)| ContactKind::Profile { network, user, url }),
        1 => (text(), text()).prop_map(|(service, user)| ContactKind::Message { service, user }),
        2 => place().prop_map(ContactKind::Place),
        1 => line().prop_map(ContactKind::Other),
    ];
    (kind, maybe(0.2, text()), seldom(tags()), seldom(ext()))
        .prop_map(|(kind, label, tags, ext)| Contact { kind, label, tags, ext })
        .boxed()
}

/// A labelled line; now and then the label is a word for a field.
pub fn detail() -> BoxedStrategy<Detail> {
    #[rustfmt::skip]
    const LABELS: &[&str] = &[
        "Driving licence", "Team size", "Score", "Keywords", "Type", "Pages", "Number", "Website", "Employment", "Note",
        "Relationship", "Place", "Art", "Seiten", "a: b", "-", "Courses",
    ];
    let label = prop_oneof![2 => select(LABELS).prop_map(phrase), 1 => text()];
    (label, line()).prop_map(|(label, value)| Detail { label, value }).boxed()
}

/// A picture, elsewhere or embedded. Its bytes need not be a picture's.
pub fn photo() -> BoxedStrategy<Photo> {
    let media =
        prop_oneof![4 => select(&["image/png", "image/jpeg", "image/svg+xml"][..]).prop_map(phrase), 1 => text()];
    let embedded =
        (media, vec(any::<u8>(), 1..=48)).prop_map(|(media_type, bytes)| PhotoSource::Embedded { media_type, bytes });
    let source = prop_oneof![url().prop_map(PhotoSource::Url), embedded];
    (source, maybe(0.5, text())).prop_map(|(source, alt)| Photo { source, alt }).boxed()
}

/// A rating that its scale can hold.
pub fn rating() -> BoxedStrategy<Rating> {
    let scale = prop_oneof![4 => 1..=10_u8, 1 => select(&[100, 255][..])];
    (scale, any::<u8>())
        .prop_map(|(of, value)| Rating { value: if value > of { value % (of + 1) } else { value }, of })
        .boxed()
}

/// Levels of a language: one for everything, or by skill.
pub fn cefr() -> BoxedStrategy<Cefr> {
    let level = || maybe(0.4, select(&CefrLevel::ALL[..]));
    let by_skill = (level(), level(), level(), level(), level(), level()).prop_map(
        |(overall, listening, reading, interaction, production, writing)| Cefr {
            overall,
            listening,
            reading,
            interaction,
            production,
            writing,
        },
    );
    prop_oneof![select(&CefrLevel::ALL[..]).prop_map(Cefr::overall), by_skill].boxed()
}

/// Identifiers by scheme.
pub fn ids() -> BoxedStrategy<std::collections::BTreeMap<IdScheme, Text>> {
    let usual =
        select(&["doi", "DOI", "isbn", "issn", "arxiv", "pmid", "pmcid", "orcid", "urn", "patent", "handle"][..]);
    let scheme = prop_oneof![4 => usual.prop_map(str::to_owned), 1 => text().prop_map(|text| text.as_str().to_owned())];
    let value = prop_oneof![2 => select(&["10.5555/12345678", "978-0-00-000000-2"][..]).prop_map(phrase), 2 => text()];
    btree_map(scheme.prop_map(|scheme| sure(IdScheme::new(&scheme))), value, 1..=3).boxed()
}

/// The same résumé in other languages.
pub fn alternates() -> BoxedStrategy<Vec<(Lang, Url)>> {
    vec((lang(), url()), 1..=3).boxed()
}
