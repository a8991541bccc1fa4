//! What the reader makes of files that people wrote, and what it says about mistakes.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test that cannot go on says so")]

use vitae_core::{
    Block, CefrLevel, Cell, ContactKind, Context, Entry, Error, Ext, Field, Item, Kind, Line, Location, PhotoSource,
    Record, Report, Resume, Run, Script, SectionKind, Source, Style, Text, Value, What,
};

const BY_HAND: &str = include_str!("samples/by-hand.xml");

fn read(xml: &str) -> Result<(Resume, Report), Error> {
    let mut cx = Context::default();
    let resume = vitae_xml::format().read(&Source::new(xml.as_bytes()), &mut cx)?;
    Ok((resume, cx.report))
}

/// A résumé with this inside.
fn resume(inside: &str) -> Resume {
    let (resume, report) = read(&wrap(inside)).unwrap_or_else(|error| panic!("{error}"));
    assert!(report.is_empty(), "{report:?}");
    resume
}

fn wrap(inside: &str) -> String {
    format!("<resume xmlns=\"urn:vitae:resume:1\">{inside}</resume>")
}

fn text(said: &str) -> Text {
    Text::new(said).unwrap()
}

fn entries(resume: &Resume) -> Vec<&Entry> {
    let items = resume.sections.iter().flat_map(|section| &section.content);
    items.filter_map(|item| if let Item::Entry(entry) = item { Some(&**entry) } else { None }).collect()
}

fn string<'a>(ext: &'a Ext, key: &str) -> &'a str {
    match ext.get(key) {
        Some(Value::String(text)) => text,
        other => panic!("{key}: {other:?}"),
    }
}

#[test]
fn a_file_written_by_hand_says_what_it_means() {
    let (resume, _) = read(BY_HAND).unwrap();
    assert_eq!(resume.meta.language.as_ref().unwrap().as_str(), "en-GB");
    assert_eq!(resume.meta.title, Text::new("Mara Lindqvist – full"));
    let PhotoSource::Embedded { bytes, .. } = &resume.person.photo.as_ref().unwrap().source else { panic!("embedded") };
    assert_eq!(bytes, b"\x89PNG\r\n\x1a\n");
    let kinds: Vec<_> = resume.person.contacts.iter().map(|contact| &contact.kind).collect();
    assert!(matches!(
        kinds.as_slice(),
        [
            ContactKind::Email(_),
            ContactKind::Phone(_),
            ContactKind::Email(_),
            ContactKind::Web { .. },
            ContactKind::Profile { url: None, .. },
            ContactKind::Place(_),
            ContactKind::Other(_),
        ]
    ));
    assert_eq!(resume.person.contacts[2].label, Text::new("work"));
    assert_eq!(resume.sections[0].kind, SectionKind::Work);
    assert_eq!(resume.sections[0].common.lang.as_ref().unwrap().as_str(), "de");
    assert!(matches!(
        resume.sections[0].content.as_slice(),
        [Item::Entry(_), Item::Heading(_), Item::Text(Block::Para(_))]
    ));
    let all = entries(&resume);
    let What::Engagement(stay) = &all[0].what else { panic!("engagement") };
    assert_eq!(stay.positions.len(), 2);
    let spans: Vec<_> =
        stay.positions.iter().map(|p| p.dates.as_ref().unwrap().display(vitae_core::Words::english())).collect();
    assert_eq!(spans, ["2008 – 2009", "Winter 2004/05"]);
    assert_eq!(all[0].common.ext.get("x-code"), Some(&Value::from("A1")));
    assert_eq!(all[0].common.ext.get("x-escaped"), Some(&Value::from("a\"bé")));
    let What::Language(german) = &all[1].what else { panic!("language") };
    assert!(german.native && all[1].common.hidden);
    assert_eq!(german.cefr.unwrap().overall, Some(CefrLevel::C1));
}

#[test]
fn rich_text_and_blocks_are_read_as_they_stand() {
    let (resume, _) = read(BY_HAND).unwrap();
    let What::Engagement(stay) = &entries(&resume)[0].what else { panic!("engagement") };
    let [Block::Para(line), Block::List(bullets), Block::List(numbers), Block::Quote(_), Block::Pre(pre)] =
        stay.positions[0].body.as_slice()
    else {
        panic!("{:?}", stay.positions[0].body)
    };
    assert_eq!(line.plain(), "Led four teams, see the page.\nTwice.");
    let both = Style { emph: true, ..Style::strong() };
    assert!(line.runs().contains(&Run::styled("teams", both)));
    assert!(line.runs().contains(&Run::Break));
    let item = &bullets.items[0];
    assert_eq!(item.line.plain(), "One");
    assert_eq!(item.tags.iter().map(Text::as_str).collect::<Vec<_>>(), ["short"]);
    let [Block::List(_), Block::Para(more)] = item.children.as_slice() else { panic!("{:?}", item.children) };
    assert_eq!(more.plain(), "and more");
    assert_eq!(numbers.ordered, Some(3));
    let runs = numbers.items[0].line.runs();
    assert!(runs.iter().any(|run| matches!(run, Run::Text { style, .. } if style.script == Script::Sub)));
    assert!(runs.iter().any(|run| matches!(run, Run::Text { style, .. } if style.lang.is_some())));
    assert_eq!(pre, "\nfn main() {\n\ta < b && c\n}");
}

#[test]
fn what_is_not_ours_is_kept_at_the_nearest_record_and_reported() {
    let (resume, report) = read(BY_HAND).unwrap();
    assert_eq!(
        string(&resume.ext, "xml:@batch"),
        "<resume xmlns=\"urn:vitae:resume:1\" xmlns:hr=\"urn:example:hr\" hr:batch=\"7\"/>"
    );
    assert_eq!(
        string(&resume.person.ext, "xml:person-id"),
        "<hr:person-id xmlns:hr=\"urn:example:hr\">00042</hr:person-id>"
    );
    assert_eq!(
        string(&resume.person.ext, "xml:@checked"),
        "<name xmlns=\"urn:vitae:resume:1\" xmlns:hr=\"urn:example:hr\" hr:checked=\"yes\"/>"
    );
    assert!(resume.person.contacts[1].ext.get("xml:@kind").is_some());
    assert!(string(&resume.meta.ext, "xml:alternate").contains("https://lindqvist.example/sv2"));
    let all = entries(&resume);
    assert_eq!(
        string(&all[0].common.ext, "xml:grade"),
        "<hr:grade xmlns:hr=\"urn:example:hr\">A<hr:step n=\"3\"/></hr:grade>"
    );
    assert!(string(&all[2].common.ext, "xml:rating").contains("6/5"), "more of fewer is no rating");
    // Words stay where they stand.
    let Item::Text(Block::Para(line)) = &resume.sections[0].content[2] else { panic!("text") };
    assert_eq!(line.plain(), "Prior experience on request.");
    assert!(string(&resume.sections[0].common.ext, "xml:u").contains("request"));
    let codes: Vec<_> = report.iter().map(|d| d.code).collect();
    assert_eq!(codes.iter().filter(|code| **code == "unknown-field-kept").count(), 8, "{codes:?}");
    assert_eq!(
        codes.iter().filter(|code| **code == "comment-not-carried").count(),
        1,
        "one note for the comment and the instruction"
    );
    assert_eq!(codes.iter().filter(|code| **code == "schema-location-not-carried").count(), 1);
    assert!(report.iter().all(|d| d.kind == Kind::Note && d.at.is_some()));
    // And what was kept comes back.
    let mut cx = Context::default();
    let again = vitae_xml::format().write(&resume, &mut cx).unwrap();
    assert_eq!(vitae_xml::format().read(&Source::new(&again), &mut cx).unwrap(), resume);
}

#[test]
fn several_foreign_pieces_of_one_name_are_a_list() {
    let (resume, _) =
        read(&wrap("<person xmlns:x='urn:x'><x:a>1</x:a><name>Mara</name><x:a>2</x:a></person>")).unwrap();
    let Some(Value::Array(both)) = resume.person.ext.get("xml:a") else { panic!("{:?}", resume.person.ext) };
    assert_eq!(both.len(), 2);
}

#[test]
fn foreign_xml_is_kept_with_every_namespace_that_it_needs() {
    let inside = "<person xmlns:x='urn:x'><x:a y='&lt;&#9;' x:z='1' xml:lang='de'><b xmlns=''>t &amp; <title/></b><x:c/></x:a></person>";
    let (resume, _) = read(&wrap(inside)).unwrap();
    let kept = string(&resume.person.ext, "xml:a");
    assert_eq!(
        kept,
        "<x:a xmlns:x=\"urn:x\" y=\"&lt;&#x9;\" x:z=\"1\" xml:lang=\"de\"><b>t &amp; <title/></b><x:c/></x:a>"
    );
}

#[test]
fn unknown_fields_that_are_no_map_are_kept_as_text() {
    const J: &str = "xmlns:j='http://www.w3.org/2005/xpath-functions'";
    for unsound in [
        format!("<j:map {J}><j:number key='a'>01</j:number></j:map>"),
        format!("<j:map {J}><j:null key='a'/><j:null key='a'/></j:map>"),
        format!("<j:map {J}><j:null/></j:map>"),
        format!("<j:map {J}><j:string key='a' escaped='true'>\\q</j:string></j:map>"),
        format!("<j:map {J}/><j:map {J}/>"),
        format!("<j:array {J}/>"),
        "<x xmlns='urn:x'/>".to_owned(),
    ] {
        let (resume, report) = read(&wrap(&format!("<ext>{unsound}</ext>"))).unwrap();
        assert!(string(&resume.ext, "xml:ext").starts_with("<ext "), "{unsound}");
        assert_eq!(report.iter().map(|d| d.code).collect::<Vec<_>>(), ["unknown-field-kept"], "{unsound}");
    }
}

#[test]
fn any_prefix_any_order_of_attributes_any_white_space() {
    let plain = "<person><name>Mara</name><headline>a <em>b</em></headline></person><section xml:lang='de' kind='work'><p>x</p></section>";
    let prefixed = "<r:resume xmlns:r='urn:vitae:resume:1'>\n\t<r:person>\r\n<r:name>\n Mara\n</r:name> <r:headline>a\n  <r:em>b</r:em>\n</r:headline></r:person>\
        <r:section\n  kind = ' work '\n xml:lang=\"DE\"><r:p> x</r:p></r:section></r:resume >\n<!-- end -->\n";
    assert_eq!(read(prefixed).unwrap().0, resume(plain));
}

#[test]
fn a_language_on_any_rich_text_is_the_language_of_its_words() {
    let found = resume(
        "<section><p xml:lang='fr'>mot <span xml:lang='de'>Wort</span></p><ul xml:lang='it'><li>parola</li></ul></section>",
    );
    let lang =
        |run: &Run| if let Run::Text { style, .. } = run { style.lang.as_ref().map(ToString::to_string) } else { None };
    let [Item::Text(Block::Para(line)), Item::Text(Block::List(list))] = found.sections[0].content.as_slice() else {
        panic!("{found:?}")
    };
    let langs: Vec<_> = line.runs().iter().filter_map(lang).collect();
    assert_eq!(langs, ["fr", "de"]);
    assert_eq!(lang(&list.items[0].line.runs()[0]).as_deref(), Some("it"));
}

#[test]
fn a_tag_that_is_no_language_is_kept() {
    let (resume, report) = read(&wrap("<section xml:lang='not a tag'><p>x</p></section>")).unwrap();
    assert!(string(&resume.sections[0].common.ext, "xml:@lang").contains("not a tag"));
    assert_eq!(report.iter().count(), 1);
}

#[test]
fn what_cannot_be_held_is_said() {
    for (inside, code, kind) in [
        (
            "<person><details><detail><label>Size</label><value/></detail></details></person>",
            "empty-detail",
            Kind::Lost,
        ),
        (
            "<person><contacts><contact><label>work</label><other/></contact></contacts></person>",
            "empty-contact",
            Kind::Lost,
        ),
        ("<section><tags><tag>a</tag></tags></section>", "section-left-out", Kind::Lost),
        ("<section><p><a href='x'>a <a href='y'>b</a></a></p></section>", "nested-mark", Kind::Changed),
        ("<section><p><sub>a<sup>b</sup></sub></p></section>", "nested-mark", Kind::Changed),
    ] {
        let (_, report) = read(&wrap(inside)).unwrap();
        let said: Vec<_> = report.iter().map(|d| (d.code, d.kind)).collect();
        assert_eq!(said, [(code, kind)], "{inside}");
    }
}

/// The file, the code, line and column, a piece of the message, a piece of the help.
type Mistake = (&'static str, &'static str, (usize, usize), &'static str, &'static str);

/// What is wrong with a file.
const MISTAKES: &[Mistake] = &[
    ("", "not-well-formed", (1, 1), "no element", "<resume xmlns="),
    ("Mara", "not-well-formed", (1, 1), "outside the one outer element", "<resume>"),
    (
        "<resume xmlns='urn:vitae:resume:1'>\n  <person>\n</resume>",
        "not-well-formed",
        (3, 1),
        "`</person>` must",
        "reverse order",
    ),
    (
        "<resume xmlns='urn:vitae:resume:1'>\n  <person>",
        "not-well-formed",
        (2, 3),
        "`<person>` is never closed",
        "`</person>`",
    ),
    (
        "<resume xmlns='urn:vitae:resume:1'/>\n<resume/>",
        "not-well-formed",
        (2, 1),
        "second root",
        "inside its one outer element",
    ),
    (
        "<resume xmlns='urn:vitae:resume:1'>\n<person><name>R & D</name></person></resume>",
        "not-well-formed",
        (2, 17),
        "begins a reference",
        "&amp;",
    ),
    (
        "<resume xmlns='urn:vitae:resume:1'>\n<person><name>caf&eacute;</name></person></resume>",
        "not-well-formed",
        (2, 18),
        "`&eacute;` is not defined",
        "&#233;",
    ),
    (
        "<resume xmlns='urn:vitae:resume:1'><person><name>a\u{1}</name></person></resume>",
        "not-well-formed",
        (1, 51),
        "U+0001",
        "remove it",
    ),
    (
        "<resume xmlns='urn:vitae:resume:1'><person><name>&#1;</name></person></resume>",
        "not-well-formed",
        (1, 50),
        "no character that XML can hold",
        "leave",
    ),
    (
        "<resume xmlns='urn:vitae:resume:1'><section kind=work/></resume>",
        "not-well-formed",
        (1, 45),
        "`kind` has no value in quotes",
        "kind=\"…\"",
    ),
    (
        "<resume xmlns='urn:vitae:resume:1'><section kind='a' kind='b'/></resume>",
        "not-well-formed",
        (1, 54),
        "twice",
        "remove one",
    ),
    ("<resume xmlns='urn:vitae:resume:1'><x:a/></resume>", "not-well-formed", (1, 36), "prefix `x`", "xmlns:x"),
    ("<resume xmlns='urn:vitae:resume:1'>C<1></resume>", "not-well-formed", (1, 37), "`1` cannot be the name", "&lt;"),
    (
        " <?xml version='1.0'?><resume xmlns='urn:vitae:resume:1'/>",
        "not-well-formed",
        (1, 2),
        "very beginning",
        "remove",
    ),
    (
        "<?xml version='1.0' encoding='UTF-16'?><resume xmlns='urn:vitae:resume:1'/>",
        "encoding",
        (1, 21),
        "UTF-16",
        "UTF-8",
    ),
    (
        "<?xml version='1.0'?>\n<!DOCTYPE resume [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>\n<resume xmlns='urn:vitae:resume:1'/>",
        "doctype",
        (2, 1),
        "DOCTYPE",
        "no entity or external file",
    ),
    ("<resume/>", "wrong-namespace", (1, 1), "in no namespace", "urn:vitae:resume:1"),
    ("<resume xmlns='urn:vitae:resume:2'/>", "wrong-namespace", (1, 1), "`urn:vitae:resume:2`", "urn:vitae:resume:1"),
    ("<svg xmlns='http://www.w3.org/2000/svg'/>", "wrong-root", (1, 1), "`svg`", "<resume"),
    (
        "<r:resume xmlns:r='urn:vitae:resume:1'><person/></r:resume>",
        "wrong-namespace",
        (1, 40),
        "`person` in `r:resume`",
        "write `r:person`",
    ),
    ("<person xmlns='urn:vitae:resume:1'/>", "wrong-root", (1, 1), "`person` is the outer element", "<resume"),
];

/// The same for what stands in a sound résumé, on its second line.
const INSIDE: &[(&str, &str, usize, &str, &str)] = &[
    ("<section><job/></section>", "unknown-entry-kind", 10, "`job` is no kind of entry", "engagement, education"),
    ("<section><engagment/></section>", "unknown-entry-kind", 10, "`engagment`", "did you mean `engagement`?"),
    (
        "<section><education><degree>x</degree></education></section>",
        "unknown-element",
        21,
        "`degree`",
        "it is called `title` here",
    ),
    (
        "<section><engagement><positions/></engagement></section>",
        "unknown-element",
        22,
        "`positions`",
        "it is called `position` here",
    ),
    ("<person><nam/></person>", "unknown-element", 9, "`nam`", "did you mean `name`?"),
    ("<person><name xmlns=''/></person>", "wrong-namespace", 9, "no namespace", "remove `xmlns=\"\"`"),
    (
        "<person><headline>x</headline><name>x</name></person>",
        "misplaced-element",
        31,
        "`name` cannot follow `headline`",
        "the order is: name,",
    ),
    ("<person><name>x</name><name>y</name></person>", "misplaced-element", 23, "twice", "one is enough"),
    ("<person><name>a <em>b</em></name></person>", "misplaced-element", 17, "holds text alone", "without marks"),
    ("<person>Mara</person>", "misplaced-text", 9, "text stands directly in `person`", "put it into"),
    ("<section>Words.</section>", "misplaced-text", 10, "`section`", "`<p>…</p>`"),
    (
        "<person><contacts><web><text>x</text></web></contacts></person>",
        "missing-element",
        19,
        "`web` has no `url`",
        "url, text",
    ),
    ("<person><photo/></person>", "missing-element", 9, "`url` or `mediaType`", "in this order"),
    (
        "<person><contacts><email> </email></contacts></person>",
        "bad-value",
        26,
        "`email` is empty",
        "leave the whole piece out",
    ),
    ("<section><p><a>x</a></p></section>", "missing-attribute", 13, "`a` has no `href`", "<a href=\"…\">"),
    (
        "<section><award><dates><at>May 2016</at></dates></award></section>",
        "bad-value",
        28,
        "`May 2016` is not a date in EDTF",
        "<text>",
    ),
    ("<section><award><dates><at>2016-02-30</at></dates></award></section>", "bad-value", 28, "2016-02-30", "2016-09"),
    ("<section kind='wrk'/>", "bad-value", 10, "`wrk` is not a kind of section", "did you mean `work`?"),
    ("<section title='x'/>", "unknown-attribute", 10, "no attribute `title`", "<title>"),
    ("<section lang='de'/>", "unknown-attribute", 10, "`lang`", "xml:lang"),
    ("<section><id>a b</id></section>", "bad-value", 14, "`a b`", "first-job"),
    ("<section><skill><rating>four</rating></skill></section>", "bad-value", 25, "a rating", "4/5"),
    ("<section><ol start='-1'/></section>", "bad-value", 14, "a number from 0", "digits"),
];

fn complaint(xml: &str) -> Error {
    match read(xml) {
        Err(error) => error,
        Ok(_) => panic!("this was read: {xml}"),
    }
}

fn holds(xml: &str, code: &str, place: (usize, usize), message: &str, help: &str) {
    let error = complaint(xml);
    let said = &error.diagnostic;
    let Some(Location::Text { line, column, .. }) = said.at else { panic!("no place: {error}") };
    assert_eq!((said.code, (line, column)), (code, place), "{xml}\n{error}");
    assert!(error.to_string().contains(message), "{xml}\n{error}");
    assert!(said.help.as_ref().is_some_and(|said| said.contains(help)), "{xml}\n{:?}", said.help);
}

#[test]
fn every_mistake_is_named_with_its_place_and_what_would_have_worked() {
    for (xml, code, place, message, help) in MISTAKES {
        holds(xml, code, *place, message, help);
    }
    for (inside, code, column, message, help) in INSIDE {
        holds(&wrap(&format!("\n{inside}\n")), code, (2, *column), message, help);
    }
}

#[test]
fn nothing_is_ever_fetched_or_expanded() {
    let laughs = "<!DOCTYPE resume [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><resume xmlns='urn:vitae:resume:1'><person><name>&b;</name></person></resume>";
    assert_eq!(complaint(laughs).diagnostic.code, "doctype");
}

#[test]
fn other_encodings_are_refused_with_advice() {
    let mut utf16: Vec<u8> = vec![0xFF, 0xFE];
    utf16.extend("<resume xmlns='urn:vitae:resume:1'/>".encode_utf16().flat_map(u16::to_le_bytes));
    let error = vitae_xml::format().read(&Source::new(&utf16), &mut Context::default()).unwrap_err();
    assert!(error.diagnostic.help.unwrap().contains("UTF-8"));
    let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><resume xmlns='urn:vitae:resume:1'><person><name>Zo\xEB</name></person></resume>";
    let error = vitae_xml::format().read(&Source::new(latin), &mut Context::default()).unwrap_err();
    assert!(error.diagnostic.help.unwrap().contains("UTF-8"));
}

#[test]
fn limits_are_said_and_places_are_named() {
    let deep = |levels: usize| {
        wrap(&format!("<section>{}<p>x</p>{}</section>", "<quote>".repeat(levels), "</quote>".repeat(levels)))
    };
    assert!(read(&deep(64)).is_ok());
    assert_eq!(complaint(&deep(65)).diagnostic.code, "limit");
    assert_eq!(complaint(&deep(5_000)).diagnostic.code, "limit");
    let lists = |levels: usize| {
        wrap(&format!("<section>{}x{}</section>", "<ul><li>".repeat(levels), "</li></ul>".repeat(levels)))
    };
    assert!(read(&lists(64)).is_ok());
    assert_eq!(complaint(&lists(65)).diagnostic.code, "limit");
    let mut cx = Context::default();
    cx.limits.nodes = 3;
    let error =
        vitae_xml::format().read(&Source::new(wrap("<person/><section/><section/>").as_bytes()), &mut cx).unwrap_err();
    assert!(error.to_string().contains("more than 3 values") && error.diagnostic.at.is_some(), "{error}");
}

#[test]
fn a_flood_of_remarks_is_counted_and_not_listed() {
    let (_, report) = read(&wrap(&"<x xmlns='urn:x'/>".repeat(3_000))).unwrap();
    assert_eq!(report.iter().count(), 101);
    assert!(report.iter().last().unwrap().message.starts_with("2900 more"));
}

#[test]
fn what_nests_too_deep_for_a_reader_is_written_as_deep_as_it_reads() {
    let mut block = Block::Para(Line::text("x").unwrap());
    for _ in 0..65 {
        block = Block::Quote(vec![block]);
    }
    let section = vitae_core::Section { content: vec![Item::Text(block)], ..vitae_core::Section::default() };
    let resume = Resume { sections: vec![section], ..Resume::default() };
    let written = vitae_xml::format().write(&resume, &mut Context::default()).unwrap();
    let again = vitae_xml::format().read(&Source::new(&written), &mut Context::default()).unwrap();
    assert_eq!(again, resume.normalize());
    assert_eq!(again.words(), ["x"]);
}

#[test]
fn every_kind_has_its_title_under_the_same_name() {
    for kind in vitae_core::EntryKind::ALL {
        let name = kind.as_str();
        let inner = if name == "engagement" { "<position><title>x</title></position>" } else { "<title>x</title>" };
        let resume = resume(&format!("<section><{name}>{inner}</{name}></section>"));
        let entry = entries(&resume)[0];
        let title = match &entry.what {
            What::Engagement(stay) => stay.positions[0].title.clone().map(Cell::Line),
            what => {
                what.cells().into_iter().find(|(spec, _)| spec.field == Field::Title).map(|(_, cell)| cell.to_cell())
            }
        };
        assert!(
            title == Some(Cell::Line(Line::from(text("x")))) || title == Some(Cell::Text(text("x"))),
            "{name}: {title:?}"
        );
    }
}
