//! The edge cases of the model that concern XML, each through the format and back.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test that cannot go on says so")]

use vitae_core::{
    Block, Common, Context, Entry, EntryKind, Ext, Item, Line, Number, Resume, Run, Section, SectionKind, Source,
    Style, Text, Url, Value, What,
};
use vitae_testkit::laws;

/// Through XML and back without a difference; gives what was written between.
fn there_and_back(resume: &Resume) -> String {
    let format = vitae_xml::format();
    laws::round_trip(&format, resume).unwrap_or_else(|why| panic!("{why}"));
    laws::same_bytes(&format, resume).unwrap_or_else(|why| panic!("{why}"));
    String::from_utf8(format.write(resume, &mut Context::default()).unwrap()).unwrap()
}

/// A résumé that says each of these as a name, a title, a paragraph, preformatted, and as an unknown field and its key.
fn saying(texts: &[&str]) -> Resume {
    let mut resume = Resume::default();
    for said in texts {
        let mut section = Section::new(SectionKind::Custom);
        section.title = Line::text(said);
        section.content.extend(Line::text(said).map(|line| Item::Text(Block::Para(line))));
        section.content.push(Item::Text(Block::Pre((*said).to_owned())));
        section.common.ext.insert(*said, Value::from(*said));
        let mut entry = Entry::from(What::new(EntryKind::Reference));
        if let What::Reference(reference) = &mut entry.what {
            reference.name = Text::new(said);
        }
        entry.common.keywords.extend(Text::new(said));
        section.content.push(entry.into());
        resume.sections.push(section);
    }
    resume.person.name = texts.first().and_then(|said| Text::new(said));
    resume
}

fn runs(runs: impl IntoIterator<Item = Run>) -> Resume {
    let section = Section { content: vec![Item::Text(Block::Para(Line::new(runs).unwrap()))], ..Section::default() };
    Resume { sections: vec![section], ..Resume::default() }
}

fn link(text: &str, url: &str) -> Run {
    Run::styled(text, Style::link(Url::new(url).unwrap()))
}

#[test]
fn case_21_links() {
    let xml =
        there_and_back(&runs([link("one", "https://a.example"), link("two", "https://b.example/?a=1&b=\"<2>\"")]));
    assert!(xml.contains("<p><a href=\"https://a.example\">one</a><a href=\"https://b.example/?a=1&amp;b=&quot;&lt;2&gt;&quot;\">two</a></p>"), "{xml}");
    there_and_back(&runs([link("spaces", "https://a.example/a  b c")]));
}

#[test]
fn case_22_markup_that_is_words() {
    let xml = there_and_back(&saying(&[
        "*a* _b_ `c`",
        "|",
        "<b>",
        "&amp;",
        "&",
        "\\",
        "#",
        "1.",
        "2016. Founded",
        "]]>",
        "<![CDATA[x]]>",
        "<!-- x -->",
        "<?x?>",
        "&#65;",
    ]));
    assert!(xml.contains("<p>&amp;amp;</p>"), "{xml}");
}

#[test]
fn case_23_names_with_marks() {
    let xml = there_and_back(&saying(&["Vec<T>", "C++", "C#", ".NET", "R&D", "AT&T"]));
    assert!(xml.contains("<title>Vec&lt;T&gt;</title>") && xml.contains("<title>R&amp;D</title>"), "{xml}");
}

#[test]
fn case_24_marks_that_overlap_and_cross_words() {
    let xml = there_and_back(&runs([
        Run::plain("foo"),
        Run::styled("bar ", Style::strong()),
        Run::styled("both", Style { emph: true, ..Style::strong() }),
        Run::styled("em", Style::emph()),
        Run::Break,
        Run::styled("強調", Style::strong()),
        Run::plain("。"),
    ]));
    assert!(
        xml.contains("<p>foo<strong>bar <em>both</em></strong><em>em</em><br/><strong>強調</strong>。</p>"),
        "{xml}"
    );
}

#[test]
fn case_25_right_to_left() {
    let mut resume = saying(&["\u{200f}עברית\u{200e} ABC", "مهندس ٢٠١٦ – ٢٠١٨", "\u{2068}x\u{2069}"]);
    resume.meta.language = vitae_core::Lang::new("ar");
    resume.meta.direction = Some(vitae_core::Dir::Ltr);
    there_and_back(&resume);
}

#[test]
fn case_26_code_points_stay() {
    there_and_back(&saying(&["👩‍💻 👍🏽 🇨🇭", "𝒜𝓇𝓉 𠮷", "e\u{301} é", "\u{10ffff}\u{e000}"]));
}

#[test]
fn case_27_no_break_spaces() {
    there_and_back(&saying(&["J.\u{a0}P.\u{a0}Morgan", "10\u{202f}000 €", "\u{a0}edge\u{a0}"]));
}

#[test]
fn case_28_white_space_of_every_sort() {
    there_and_back(&saying(&["a  b\tc", "\n\na\n b\r\nc\rd", " \u{85}x\u{2028}y"]));
    let plain = "<resume xmlns=\"urn:vitae:resume:1\"><section><p>a b</p><pre>a\n\tb</pre></section></resume>";
    let windows = "\u{feff}<resume xmlns=\"urn:vitae:resume:1\">\r\n<section>\r<p>\r\na\r\n\tb</p><pre>a\r\n\tb\r\n</pre></section></resume>\r\n\r\n";
    let read = |xml: &str| vitae_xml::format().read(&Source::new(xml.as_bytes()), &mut Context::default()).unwrap();
    assert_eq!(read(windows), read(plain));
}

#[test]
fn case_29_invisible_characters() {
    there_and_back(&saying(&["soft\u{ad}hyphen", "non\u{2011}breaking", "a\u{200b}b", "\u{feff}a\u{feff}b"]));
}

#[test]
fn case_30_what_xml_cannot_hold() {
    let xml = there_and_back(&saying(&["a\u{0}b\u{1b}\u{fffe}\u{ffff}c", "lone & and <"]));
    assert!(xml.chars().all(vitae_core::is_allowed));
    assert!(xml.contains("<title>abc</title>") && xml.contains("lone &amp; and &lt;"), "{xml}");
}

#[test]
fn case_31_nothing_but_a_title_or_tags() {
    let mut titled = Section { title: Line::text("Patents"), ..Section::new(SectionKind::Patents) };
    let tagged = Common { tags: [Text::new("a").unwrap()].into(), ..Common::default() };
    titled.content.push(Entry { what: What::new(EntryKind::Project), common: tagged }.into());
    let empty = Section { title: Line::text("Empty"), ..Section::default() };
    there_and_back(&Resume { sections: vec![titled, Section::default(), empty], ..Resume::default() });
}

#[test]
fn case_42_unknown_fields_keep_digits_and_strings() {
    let numbers = ["1.0", "1e3", "12345678901234567890", "-0", "1E-7", "3.10"];
    let numbers = numbers.map(|digits| Value::Number(Number::new(digits).unwrap()));
    let mut ext: Ext = [("x-numbers", Value::Array(numbers.to_vec()))].into_iter().collect();
    ext.insert("", Value::Null);
    ext.insert(" key with\ttab,\nline end, \"quotes\" & <marks>  ", Value::from("\t a\n\n b  \n"));
    ext.insert(
        "x-nested",
        Value::Array(vec![Value::Object(Ext::default()), Value::Array(Vec::new()), Value::Bool(false)]),
    );
    ext.insert("x-empty", Value::from(""));
    ext.insert("xml:a", Value::from("<a xmlns=\"urn:x\"/>"));
    let mut resume = saying(&["a"]);
    resume.person.ext = ext.clone();
    resume.meta.ext = ext.clone();
    let xml = there_and_back(&Resume { ext, ..resume });
    assert!(xml.contains("<j:number>12345678901234567890</j:number>"), "{xml}");
    assert!(
        xml.contains("key=\"&#x20;key with&#x9;tab,&#xA;line end, &quot;quotes&quot; &amp; &lt;marks&gt; &#x20;\""),
        "{xml}"
    );
}

#[test]
fn what_is_written_can_be_read_by_a_person() {
    let mut resume = saying(&["Experience"]);
    resume.sections[0].common.ext = Ext::default();
    let want = "\
<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<resume xmlns=\"urn:vitae:resume:1\" version=\"1\">
  <person>
    <name>Experience</name>
  </person>
  <section>
    <title>Experience</title>
    <p>Experience</p>
    <pre>Experience</pre>
    <reference>
      <title>Experience</title>
      <keywords>
        <keyword>Experience</keyword>
      </keywords>
    </reference>
  </section>
</resume>
";
    assert_eq!(there_and_back(&resume), want);
}
