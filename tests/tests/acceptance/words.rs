//! The other twelve: what is written, in which language and which markup; and what is no résumé.

use super::told::{Told, html, markdown, read, word};
use serde_json::Value;
use std::fmt::Write as _;
use vitae::{Context, Dates, End, Item, SectionKind, Source, Span, What};
use vitae_testkit::laws::keeps_words;
use vitae_tests::kept::{kept, some};
use vitae_tests::pairs::{json, on_all_cores};
use vitae_tests::rewrite::{Piece, REWRITERS, Truth, difference, document, essence, plain, truths};

fn kinds(told: &Told) -> Vec<SectionKind> {
    told.resume.sections.iter().map(|section| section.kind).collect()
}

#[test]
fn t14_a_heading_that_no_list_has() {
    let told = markdown(
        "
# Oskar Ellingsen

oskar@ellingsen.example

## Experience

**Marine Surveyor**, Nordvik Classification, 2016 – present

- Surveyed ships.

## Where I Have Been Useful

I mended the clock of the town hall.

## Education

BSc Marine Navigation, Lizard Maritime College, 2011
",
    );
    assert_eq!(kinds(&told), [SectionKind::Work, SectionKind::Custom, SectionKind::Education], "{told}");
    assert_eq!(told.at("/sections/1/title"), "Where I Have Been Useful", "{told}");
    assert_eq!(told.at("/sections/1/text"), "I mended the clock of the town hall.", "{told}");
}

#[test]
fn t15_misspelt_headings() {
    let told = markdown(
        "
# Sameer Kelkar

sameer@kelkar.example

**Carrier Objective**

To build bridges that outlast the people who asked for them.

**WORK EXPREIENCE**

**Site Engineer**, Malati Constructions Pvt. Ltd., 2015 – 2019

- Built a bridge.

**Acheivements**

- Bridge of the Year, 2018
",
    );
    assert_eq!(kinds(&told), [SectionKind::Objective, SectionKind::Work, SectionKind::Awards], "{told}");
    told.says(
        "
sections:
  - {kind: objective, text: To build bridges that outlast the people who asked for them.}
  - {kind: work, entries: [{position: Site Engineer, organization: Malati Constructions Pvt. Ltd., dates: 2015 – 2019}]}
  - {kind: awards, entries: [{title: Bridge of the Year, dates: '2018'}]}
",
    );
}

const PLAIN: &str = "Ottilie Brandvold
ottilie@brandvold.example
+47 55 01 02 03

Experience
Harbour Pilot, Fjordlys AS, Bergen, 2016 - present
- Brought two hundred ships in.
Mate, Nordsjo Ferries Ltd, 2011 - 2016

Education
BSc Marine Navigation, Lizard Maritime College, 2007 - 2011

Skills
Radar, Knots
";

#[test]
fn t16_headings_that_look_like_nothing() {
    for told in [read(PLAIN.as_bytes(), "cv.txt"), markdown(&format!("```text\n{PLAIN}```\n"))] {
        told.says(
            "
basics: {name: Ottilie Brandvold, email: ottilie@brandvold.example, phone: +47 55 01 02 03}
sections:
  - kind: work
    entries:
      - {position: Harbour Pilot, organization: Fjordlys AS, place: Bergen, dates: 2016 – present, highlights: [Brought two hundred ships in.]}
      - {position: Mate, organization: Nordsjo Ferries Ltd, dates: 2011 – 2016}
  - {kind: education, entries: [{degree: BSc, area: Marine Navigation, institution: Lizard Maritime College, dates: 2007 – 2011}]}
  - {kind: skills, entries: [{keywords: [Radar, Knots]}]}
",
        );
    }
}

#[test]
fn t17_five_ways_to_write_markdown() {
    let same = "
basics: {name: Mara Lindqvist, email: mara@lindqvist.example, phone: +46 70 174 06 05}
sections:
  - kind: work
    entries:
      - {position: Baker, organization: Surdeg AB, dates: 2018 – present, highlights: [Bakes four hundred loaves.]}
      - {position: Apprentice, organization: Ugn AB, dates: 2015 – 2018, highlights: [Swept.]}
";
    let contacts = "mara@lindqvist.example | +46 70 174 06 05";
    let head = format!("# Mara Lindqvist\n\n{contacts}\n\n## Experience\n\n");
    for text in [
        format!(
            "Mara Lindqvist\n==============\n\n{contacts}\n\nExperience\n----------\n\n### Baker, Surdeg AB\n\n2018 – present\n\n* Bakes four hundred loaves.\n\n### Apprentice, Ugn AB\n\n2015 – 2018\n\n* Swept.\n"
        ),
        format!(
            "{head}**Baker** | Surdeg AB | 2018 – present\n\n- Bakes four hundred loaves.\n\n**Apprentice** | Ugn AB | 2015 – 2018\n\n- Swept.\n"
        ),
        format!(
            "{head}`2018 – present`\n__Surdeg AB__\nBaker\n\n- Bakes four hundred loaves.\n\n`2015 – 2018`\n__Ugn AB__\nApprentice\n\n- Swept.\n"
        ),
        format!(
            "{head}2018 – present\n:   **Baker**, Surdeg AB\n\n    - Bakes four hundred loaves.\n\n2015 – 2018\n:   **Apprentice**, Ugn AB\n\n    - Swept.\n"
        ),
        format!(
            "# Mara Lindqvist\n\n## Experience\n\n### Baker, Surdeg AB (2018 – present)\n\n- Bakes four hundred loaves.\n\n### Apprentice, Ugn AB (2015 – 2018)\n\n- Swept.\n\n---\n\n{contacts}\n"
        ),
    ] {
        markdown(&text).says(same);
    }
}

#[test]
fn t18_a_page_of_divs() {
    let told = html(
        "<div class=top><div style='font-size:30px'>Ottilie Brandvold</div><div>ottilie [at] brandvold [dot] example</div><div>Bergen, </div></div>
<div class=block><div class=caption style='text-transform:uppercase;border-bottom:1px solid'>Experience</div>
<div><div><span>Harbour Pilot</span>, <span>Fjordlys AS</span>, <span></span></div><div>2016 – present</div><ul><li>Brought ships in.</li></ul></div></div>
<div class=block><div class=caption style='text-transform:uppercase;border-bottom:1px solid'>Skills</div><div><span class=badge>Radar</span><span class=badge>Knots</span></div></div>",
    );
    told.says(
        "
basics: {name: Ottilie Brandvold}
sections:
  - kind: work
    entries: [{position: Harbour Pilot, organization: Fjordlys AS, dates: 2016 – present, highlights: [Brought ships in.]}]
  - {kind: skills, entries: [{keywords: [Radar, Knots]}]}
",
    );
    // Nothing ends in the comma before what was never filled in, and the address is there to the letter.
    let yaml = told.to_string();
    assert!(!yaml.lines().any(|line| line.trim_end().ends_with(',')), "{told}");
    assert_eq!(told.count("ottilie [at] brandvold [dot] example"), 1, "{told}");
}

#[test]
fn t19_what_a_page_says_for_machines() {
    let page = |name: &str| {
        format!(
            "<script type='application/ld+json'>{{\"@context\":\"https://schema.org\",\"@type\":\"Person\",\"name\":\"{name}\",\"email\":\"ulrika@fennimore.example\"}}</script><h1>Ulrika Fennimore</h1><p>Founder of bells</p><h2>Work</h2><p><b>Caster</b>, Klockgjuteriet AB, 2015 – 2020</p>"
        )
    };
    let agrees = html(&page("Ulrika Fennimore"));
    agrees.says("basics: {name: Ulrika Fennimore, headline: Founder of bells, email: ulrika@fennimore.example}");
    assert!(!agrees.reports("machine-data-differs"), "{agrees}");
    let differs = html(&page("Ulrika F. Bellini"));
    assert!(differs.reports("machine-data-differs"), "{differs}");
    assert!(differs.count("Ulrika Fennimore") > 0 && differs.to_string().contains("Ulrika F. Bellini"), "{differs}");
    differs.says("basics: {email: ulrika@fennimore.example}");
    let microdata = html(
        "<div itemscope itemtype='https://schema.org/Person'><p itemprop=name>Ulrika Fennimore</p><p itemprop=jobTitle>Bell Founder</p><a itemprop=email href='mailto:ulrika@fennimore.example'>ulrika@fennimore.example</a></div><h2>Work</h2><p><b>Caster</b>, Klockgjuteriet AB, 2015 – 2020</p>",
    );
    microdata.says("basics: {name: Ulrika Fennimore, headline: Bell Founder, email: ulrika@fennimore.example}");
}

/// The resumes of microformats: in the image of the eleven tests of that project, five of the first version and six of the second.
#[test]
fn t20_microformats() {
    let v1 = [
        (
            "<div class=hresume><div class=vcard><p class=fn>Tamsin Aldous</p><p class=title>Engineer</p></div></div>",
            "basics: {name: Tamsin Aldous, headline: Engineer}",
        ),
        (
            "<div class=hresume><div class='contact vcard'><p class=fn>Tamsin Aldous</p><p>Tel: <span class=tel>+44 20 7946 0018</span></p><p>Email: <a class=email href='mailto:tamsin@aldous.example'>tamsin@aldous.example</a></p><p class=adr><span class=street-address>4 Dial Row</span>, <span class=locality>York</span></p></div></div>",
            "basics: {name: Tamsin Aldous}",
        ),
        (
            "<div class=hresume><div class='contact vcard'><p class=fn>Tamsin Aldous</p></div><div class='education vevent vcard'>The <span class='fn summary org'>Guild School</span>, <abbr class=dtstart title=2001-01-24>Jan 2001</abbr> – <abbr class=dtend title=2002-02-11>Feb 2002</abbr></div></div>",
            "sections: [{kind: education, entries: [{institution: Guild School}]}]",
        ),
        (
            "<div class=hresume><div class='contact vcard'><p class=fn>Tamsin Aldous</p></div><ul class=vcalendar><li class='experience vevent vcard'><p class=title>Clockmaker</p><a class='fn summary org url' href='https://minster.example/'>Minster Works</a> <abbr class=dtstart title=2004-09>Sep 2004</abbr> – <abbr class=dtend title=2008-12>Dec 2008</abbr></li></ul></div>",
            "sections: [{kind: work, entries: [{position: Clockmaker}]}]",
        ),
        (
            "<div class=hresume><div class='contact vcard'><p class=fn>Tamsin Aldous</p></div><p>Skills: <a class=skill rel=tag href='https://a.example/1'>escapements</a>, <a class=skill rel=tag href='https://a.example/2'>patience</a></p></div>",
            "basics: {name: Tamsin Aldous}",
        ),
    ];
    let v2 = [
        ("<div class=h-resume><p class=p-name>Tamsin Aldous</p></div>", "basics: {name: Tamsin Aldous}"),
        (
            "<div class=h-resume><div class='p-contact h-card'><p class=p-name>Tamsin Aldous</p><p class=p-job-title>Engineer</p><p class=p-tel>+44 20 7946 0018</p></div></div>",
            "basics: {name: Tamsin Aldous}",
        ),
        (
            "<div class=h-resume><p class=p-name>Tamsin Aldous</p><div class='p-education h-event'><span class=p-name>Guild School</span>, <time class=dt-start datetime=2001>2001</time> – <time class=dt-end datetime=2002>2002</time></div></div>",
            "sections: [{kind: education}]",
        ),
        (
            "<div class=h-resume><p class=p-name>Tamsin Aldous</p><div class='p-experience h-event h-card'><span class=p-job-title>Clockmaker</span>, <a class='p-name p-org u-url' href='https://minster.example/'>Minster Works</a> <time class=dt-start datetime=2004-09>Sep 2004</time> – <time class=dt-end datetime=2008-12>Dec 2008</time></div></div>",
            "sections: [{kind: work, entries: [{position: Clockmaker}]}]",
        ),
        (
            "<div class=h-resume><p class=p-name>Tamsin Aldous</p><p>Skills: <a class=p-skill href='https://a.example/1'>escapements</a>, <a class=p-skill href='https://a.example/2'>patience</a></p></div>",
            "basics: {name: Tamsin Aldous}",
        ),
        (
            "<div class=h-resume><p class=p-name>Tamsin Aldous</p><p class='p-affiliation h-card'><a class='p-name u-url' href='https://guild.example/'>Guild of Clockmakers</a></p></div>",
            "basics: {name: Tamsin Aldous}",
        ),
    ];
    for (body, yaml) in v1.into_iter().chain(v2) {
        html(body).says(yaml);
    }
}

/// When the jobs and studies were, in the form of the standard for dates; `?` for what is only words.
fn times(told: &Told) -> Vec<String> {
    let items = told.resume.sections.iter().flat_map(|section| &section.content);
    let entries = items.filter_map(|item| if let Item::Entry(entry) = item { Some(&entry.what) } else { None });
    let dates = entries.filter_map(|what| match what {
        What::Engagement(job) => {
            job.positions.iter().find_map(|position| position.dates.as_ref()).or(job.dates.as_ref())
        }
        What::Education(study) => study.dates.as_ref(),
        _ => None,
    });
    dates.map(time).collect()
}

fn time(dates: &Dates) -> String {
    match dates.span {
        Some(Span::At(date)) => date.to_edtf(),
        Some(Span::Range { start, end }) => {
            let end = match end {
                End::On(date) => date.to_edtf(),
                End::Present => "..".to_owned(),
                End::Unknown => String::new(),
            };
            format!("{}/{end}", start.map_or_else(String::new, |date| date.to_edtf()))
        }
        None => "?".to_owned(),
    }
}

#[test]
fn t21_eight_languages() {
    use SectionKind::{Certificates, Education, Languages, Objective, Skills, Work};
    for (name, sections, dates) in [
        ("chinese", &[Work, Education][..], &["2018-04/..", "2015-07/2018-03", "2011-09/2015-06"][..]),
        ("japanese", &[Education, Work, Certificates], &["2008-04", "2012-03", "2012-04", "2018-03", "2019-05"]),
        ("korean", &[Work, Education], &["2018-03/..", "2015-01/2018-02", "2008-03/2014-02"]),
        ("arabic", &[Work, Education, Skills], &["2018-03/..", "2015/2018", "2011/2015"]),
        ("hindi", &[Work, Education], &["2018-03/..", "2015-06/2018-02", "2011/2015"]),
        ("russian", &[Objective, Work, Education, Skills], &["2018-03/..", "2015-06/2018-02", "2012"]),
        ("french", &[Work, Education, Languages], &["2018-03/..", "2015-09/2018-02", "2013/2015"]),
        ("polish", &[Work, Education], &["2018-03/..", "2015-09-01/2018-02-28", "2012/2015"]),
    ] {
        let path = format!("{}/tests/acceptance/{name}.txt", env!("CARGO_MANIFEST_DIR"));
        let told = read(&std::fs::read(path).unwrap(), "cv.txt");
        let found: Vec<_> = kinds(&told).into_iter().filter(|kind| *kind != SectionKind::Summary).collect();
        assert_eq!(found, sections, "{name}: {told}");
        assert_eq!(times(&told), dates, "{name}: {told}");
    }
}

#[test]
fn t22_which_of_them_is_the_day() {
    let with = |second: &str| {
        read(
            format!(
                "Mara Lindqvist\nmara@lindqvist.example\n\nExperience\n\nBaker, Crust Ltd, Leeds, 03/04/2018\n- Baked.\n\nClerk, Desk Ltd, Leeds, {second}\n- Filed.\n"
            )
            .as_bytes(),
            "cv.txt",
        )
    };
    let open = with("2014 – 2017");
    open.says("sections: [{kind: work, entries: [{position: Baker, dates: 03/04/2018}, {position: Clerk, dates: 2014 – 2017}]}]");
    assert_eq!(times(&open), ["?", "2014/2017"], "{open}");
    // Whoever checks the résumé is told that it was not understood.
    assert!(vitae::lint(&open.resume).iter().any(|said| said.code == "date-text-only"), "{open}");
    let fixed = with("25/12/2014 – 26/12/2017");
    fixed.says("sections: [{kind: work, entries: [{position: Baker, dates: 03/04/2018}, {position: Clerk}]}]");
    assert_eq!(times(&fixed)[1], "2014-12-25/2017-12-26", "{fixed}");
}

#[test]
fn t23_an_academic() {
    let mut text = String::from(
        "# Dr Ilse Bø\n\nilse@bo.example\n\n## Academic Appointments\n\n**Senior Lecturer**, University of Alderbridge, 2015 – present\n\n**Lecturer**, Northgate College, 2009 – 2015\n\n## Publications\n\n",
    );
    for i in 0..60 {
        write!(
            text,
            "{}. Bø, I., and Tveit, S. ({}). Paper{i:02} on glass. Journal of Glass, {i}(2), 10–2{}.\n\n",
            i + 1,
            1990 + i / 2,
            i % 10
        )
        .unwrap();
    }
    text += "## Invited Talks\n\n- Talk60 on lamps, Bergen, 2017\n- Talk61 on ferries, Leith, 2018\n\n## Grants\n\n- Grant62 of the Guild, 2016 – 2018\n- Grant63 of the Crown, 2019\n";
    let told = markdown(&text);
    assert_eq!(told.at("/basics/name"), "Dr Ilse Bø", "{told}");
    assert_eq!(times(&told), ["2015/..", "2009/2015"], "{told}");
    assert_eq!(kinds(&told)[..3], [SectionKind::Work, SectionKind::Publications, SectionKind::Talks], "{told}");
    let native = told.to_string();
    assert_eq!(told.count("\"position\""), 2, "{told}");
    let marks =
        (0..64).map(|i| format!("{}{i:02}", ["Paper", "Talk", "Grant"][usize::from(i >= 60) + usize::from(i >= 62)]));
    let places: Vec<_> = marks.map(|mark| native.find(&mark).unwrap_or_else(|| panic!("{mark} in {told}"))).collect();
    assert!(places.is_sorted(), "{told}");
}

const LETTER: &str = "Dear Ms Halvorsen,

I write to you about the post of a glass blower that was in the paper on Sunday. I have made lamps, and I would like to make them with you.

You would find me punctual. I could begin in May.

Yours sincerely,

Sunniva Tveit
";

#[test]
fn t24_what_is_no_resume() {
    let paragraphs: Vec<&str> = LETTER.lines().filter(|line| !line.is_empty()).collect();
    let page: String = paragraphs.iter().map(|text| format!("<p>{text}</p>")).collect();
    let file: String = paragraphs.iter().map(|text| super::told::p(text)).collect();
    for told in [read(LETTER.as_bytes(), "letter.txt"), markdown(LETTER), html(&page), word(&file)] {
        // All of the text, in one section without a title; nothing that it does not say.
        let text = told.at("/sections/0/text").as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>();
        assert_eq!(text.join(" "), LETTER.split_whitespace().collect::<Vec<_>>().join(" "), "{told}");
        assert_eq!(told.at("/basics"), &serde_json::Value::Null, "{told}");
        assert_eq!(told.resume.sections.len(), 1, "{told}");
    }
    assert!(read(LETTER.as_bytes(), "letter.txt").reports("not-a-resume"));

    let readme = markdown(
        "# glasswork\n\nA library that draws lamps.\n\n## Installation\n\n    cargo add glasswork\n\n## Usage\n\nCall `draw`, and a lamp is drawn.\n",
    );
    assert!(kinds(&readme).iter().all(|kind| matches!(kind, SectionKind::Custom | SectionKind::Summary)), "{readme}");
    assert_eq!([readme.at("/basics/email"), readme.at("/basics/phone")], [&serde_json::Value::Null; 2], "{readme}");

    for empty in [markdown(""), html("")] {
        assert_eq!(empty.resume.person, vitae::Person::default(), "{empty}");
        assert!(empty.resume.sections.is_empty(), "{empty}");
    }
    let app = html("<div id=root></div><script src='app.js'></script><noscript>Enable scripts.</noscript>");
    assert!(app.reports("page-needs-scripts") && app.resume.sections.is_empty(), "{app}");
}

/// Looks in which some documents are read differently; `ratchets/metamorphic.tsv` has how many.
const OPEN: [&str; 6] = [
    "dates after a tab",
    "dates after spaces",
    "dates in a table",
    "head in soft breaks",
    "head in paragraphs",
    "no-break spaces",
];

/// Reads a document in a look, writes it in the same format, and reads that; says what went wrong.
fn swept(truth: &Truth, rewriter: usize, format: &str, plain: &Value) -> Vec<String> {
    let formats = vitae::formats();
    let (look_name, look, of) = REWRITERS[rewriter];
    if !of.split(' ').any(|of| of == format) {
        return Vec::new();
    }
    let mut wrong = Vec::new();
    let mut cx = Context::default();
    let own = formats.for_extension(format).unwrap();
    let bytes = document(truth, &look, format);
    let resume = own.read(&Source::new(&bytes), &mut cx).unwrap();
    let native = json(&resume, "native", &formats);
    let said: String = truth.pieces.iter().map(|piece| words_of(piece) + "\n").collect();
    // Markdown has entities, and the rewriter writes texts as they are.
    let said = if format == "md" { said.replace("&amp;", "&") } else { said };
    let kept = kept(&said, "", &resume, &native, &cx.report);
    if !kept.unsaid.is_empty() {
        wrong.push(format!("lost: {}", some(&kept.unsaid)));
    }
    let written = own.write(&resume, &mut Context::default()).unwrap();
    let again = own.read(&Source::new(&written), &mut Context::default()).unwrap();
    wrong.extend(keeps_words(&resume, &again).err());
    if own.read(&Source::new(&own.write(&again, &mut Context::default()).unwrap()), &mut Context::default()).unwrap()
        != again
    {
        wrong.push("not the same when it is read again".to_owned());
    }
    if !OPEN.contains(&look_name)
        && let Some(difference) = difference(plain, &essence(&native, truth), "")
    {
        wrong.push(difference);
    }
    wrong.into_iter().map(|why| format!("{} {look_name} {format}: {why}", truth.name)).collect()
}

fn words_of(piece: &Piece) -> String {
    match piece {
        Piece::Name(text) | Piece::Headline(text) | Piece::Heading(text) | Piece::Text(text) | Piece::Bullet(text) => {
            text.clone()
        }
        Piece::Contacts(all) | Piece::Head(all) => all.join("\n"),
    }
}

#[test]
fn t25_thirty_truths_in_twenty_looks() {
    let truths = truths(&vitae::formats(), vitae_testkit::fixtures());
    assert!(truths.len() >= 30 && REWRITERS.len() >= 20);
    let numbered: Vec<_> = truths.iter().enumerate().collect();
    let wrong = on_all_cores(&numbered, |(n, truth), formats| {
        let mut wrong = Vec::new();
        for (f, format) in ["md", "html", "docx"].into_iter().enumerate() {
            let bytes = plain(truth, format);
            let resume = formats.for_extension(format).unwrap().read(&Source::new(&bytes), &mut Context::default());
            let plain = essence(&json(&resume.unwrap(), "native", formats), truth);
            // Each truth takes each look in one of the formats: ten truths for each look in each format.
            let looks = (0..REWRITERS.len()).filter(|look| (n + look) % 3 == f);
            wrong.extend(looks.flat_map(|look| swept(truth, look, format, &plain)));
        }
        wrong
    });
    let wrong = wrong.concat();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
