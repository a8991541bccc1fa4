//! The other twelve: what is written, in which language and which markup; and what is no résumé.

use super::told::{Told, html, markdown, read};
use vitae::SectionKind;

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
  - {kind: education, entries: [{degree: BSc Marine Navigation, institution: Lizard Maritime College, dates: 2007 – 2011}]}
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
basics: {name: Ottilie Brandvold, email: ottilie@brandvold.example}
sections:
  - kind: work
    entries: [{position: Harbour Pilot, organization: Fjordlys AS, dates: 2016 – present, highlights: [Brought ships in.]}]
  - {kind: skills, entries: [{keywords: [Radar, Knots]}]}
",
    );
    assert_eq!([told.count(", \""), told.count(",\\"), told.count("[at]")], [0, 0, 0], "{told}");
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
        "<div itemscope itemtype='https://schema.org/Person'><p itemprop=name>Ulrika Fennimore</p><p itemprop=jobTitle>Bell Founder</p><a itemprop=email href='mailto:ulrika@fennimore.example'>write</a></div><h2>Work</h2><p><b>Caster</b>, Klockgjuteriet AB, 2015 – 2020</p>",
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
