//! The first thirteen: what word processors do to a page, and what is found there all the same.

use vitae::SectionKind;

use super::told::{Told, fixture, heading, html, lines, markdown, name, p, run, table, word};

const JOBS: &str = "
sections:
  - kind: work
    entries:
      - {position: Harbour Pilot, organization: Carrick Roads Pilotage Ltd, place: Falmouth, dates: March 2018 – present, highlights: [Brought two thousand ships in.]}
      - {position: Second Officer, organization: Tregear Shipping Ltd, place: Penzance, dates: June 2011 – February 2018, highlights: [Kept the watch.]}
      - {position: Deckhand, organization: Porthleven Ferries Ltd, place: Porthleven, dates: 2009 – 2011}
  - kind: education
    entries:
      - {degree: MSc, area: Navigation, institution: University of Alderbridge, dates: 2007 – 2009}
      - {degree: BSc, area: Physics, institution: Northgate College, dates: 2004 – 2007}
";

/// Jobs and studies, with this between what they are and when they were.
fn jobs(between: &str) -> String {
    let right = "<w:tabs><w:tab w:val=\"right\" w:pos=\"9000\"/></w:tabs>";
    let dated = |what: &str, when: &str| {
        format!("<w:p><w:pPr>{right}</w:pPr>{}{}</w:p>", run(what, "<w:b/>"), run(&format!("{between}{when}"), ""))
    };
    [
        name("Imogen Trelawney"),
        p("imogen@trelawney.example | 01632 960 143"),
        heading("WORK EXPERIENCE"),
        dated("Carrick Roads Pilotage Ltd, Falmouth", "March 2018 – Present"),
        p("Harbour Pilot"),
        p("• Brought two thousand ships in."),
        dated("Tregear Shipping Ltd, Penzance", "June 2011 – February 2018"),
        p("Second Officer"),
        p("• Kept the watch."),
        dated("Porthleven Ferries Ltd, Porthleven", "2009 – 2011"),
        p("Deckhand"),
        heading("EDUCATION"),
        dated("University of Alderbridge", "2007 – 2009"),
        p("MSc Navigation"),
        dated("Northgate College", "2004 – 2007"),
        p("BSc Physics"),
    ]
    .concat()
}

#[test]
fn t01_word_without_styles() {
    let told = word(&jobs("\t"));
    told.says(JOBS);
    told.says("basics: {name: Imogen Trelawney, email: imogen@trelawney.example, phone: 01632 960 143}");
}

#[test]
fn t02_two_columns_in_a_table() {
    let left = [
        heading("CONTACT"),
        lines("sunniva@tveit.example\n+47 55 01 02 03"),
        heading("SKILLS"),
        lines("Flame-working\nCold-working"),
    ];
    let right = [
        heading("EXPERIENCE"),
        lines("Glass Blower\t2019 – present\nStudio Halvorsen AS, Stavanger\nGlazier\t2015 – 2019\nVindu AS, Bergen"),
    ];
    let told = word(&(name("Sunniva Tveit") + &table(&[&[left.concat(), right.concat()]])));
    told.says(
        "
basics: {name: Sunniva Tveit, email: sunniva@tveit.example, phone: +47 55 01 02 03}
sections:
  - {kind: skills, entries: [Flame-working, Cold-working]}
  - kind: work
    entries:
      - {position: Glass Blower, organization: Studio Halvorsen AS, place: Stavanger, dates: 2019 – present}
      - {position: Glazier, organization: Vindu AS, place: Bergen, dates: 2015 – 2019}
",
    );
    for once in ["sunniva@", "55 01", "Flame", "Halvorsen", "Glazier", "Bergen"] {
        assert_eq!(told.count(once), 1, "{once} in\n{told}");
    }
}

/// Contacts in a text box, as `shape` has it.
fn boxed(shape: impl Fn(&str) -> String) -> Told {
    let text = format!("<w:txbxContent>{}</w:txbxContent>", lines("+48 22 555 01 43\nz.wrona@example.org"));
    let jobs = lines("Baker, Pod Wieżą Ltd, Toruń\t2016 – 2020");
    word(
        &(name("Zbigniew Wrona") + &format!("<w:p><w:r>{}</w:r></w:p>", shape(&text)) + &heading("EXPERIENCE") + &jobs),
    )
}

#[test]
fn t03_a_text_box_and_its_twin() {
    let old = |text: &str| format!("<w:pict><v:shape><v:textbox>{text}</v:textbox></v:shape></w:pict>");
    let both = boxed(|text| {
        format!(
            "<mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor><a:graphic><a:graphicData uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><wps:wsp><wps:txbx>{text}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
            old(text)
        )
    });
    let only_old = boxed(old);
    both.says("basics: {name: Zbigniew Wrona, phone: +48 22 555 01 43, email: z.wrona@example.org}");
    assert_eq!(both.count("555 01 43"), 1, "{both}");
    assert_eq!(both.resume, only_old.resume, "{both}\n{only_old}");
}

#[test]
fn t04_a_person_above_the_page() {
    fixture("docx/page-header.docx").says(
        "
basics: {name: Inés de Riquelme, email: ines@riquelme.example, url: 'https://riquelme.example'}
sections:
  - kind: work
    entries:
      - {position: Apicultora jefe, organization: Colmenas del Genal, place: Ronda, dates: abril de 2019 – actualidad}
      - {position: Ayudante, organization: Cooperativa La Encina, place: Gaucín, dates: 2014 – 2019}
  - kind: education
    entries:
      - {degree: Técnico en Producción Agropecuaria, institution: IES Sierra Blanca, dates: '2014'}
",
    );
}

#[test]
fn t05_a_german_lebenslauf_in_a_table() {
    let rows = |rows: &[(&str, &str)]| {
        let cells: Vec<[String; 2]> = rows.iter().map(|(left, right)| [p(left), lines(right)]).collect();
        table(&cells.iter().map(<[String; 2]>::as_slice).collect::<Vec<_>>())
    };
    let told = word(
        &[
            name("Lebenslauf"),
            rows(&[("Name", "Anke Jeschke"), ("Geburtsdatum", "4. Mai 1987"), ("E-Mail", "anke@jeschke.example")]),
            heading("Berufserfahrung"),
            rows(&[
                ("03/2018 – heute", "Vorarbeiterin\nGerüstbau Lindner GmbH, Görlitz"),
                ("2012 – 2018", "Dachdeckerin\nFirma Kühnel GmbH, Zittau"),
            ]),
        ]
        .concat(),
    );
    told.says(
        "
basics: {name: Anke Jeschke, contacts: [{email: anke@jeschke.example, label: E-Mail}], details: {Geburtsdatum: 4. Mai 1987}}
sections:
  - kind: work
    entries:
      - {position: Vorarbeiterin, organization: Gerüstbau Lindner GmbH, place: Görlitz, dates: 03/2018 – heute}
      - {position: Dachdeckerin, organization: Firma Kühnel GmbH, place: Zittau, dates: 2012 – 2018}
",
    );
    let told = html(
        "<h1>Lebenslauf</h1><table><tr><td>Name<td>Anke Jeschke<tr><td>Geburtsdatum<td>4. Mai 1987<tr><td>E-Mail<td>anke@jeschke.example</table><h2>Berufserfahrung</h2><table><tr><td>03/2018 – heute<td>Vorarbeiterin, Gerüstbau Lindner GmbH<tr><td>2012 – 2018<td>Dachdeckerin, Firma Kühnel GmbH</table>",
    );
    told.says("basics: {name: Anke Jeschke, details: {Geburtsdatum: 4. Mai 1987}}");
}

#[test]
fn t06_a_grid_of_studies() {
    let told = fixture("docx/education-grid.docx");
    told.says(
        "
basics: {name: Sameer Kelkar, contacts: [{phone: +91 00000 00143, label: Mobile}, {email: sameer.kelkar@example.org, label: E-mail}], details: {Date of birth: 4 May 1993, Marital status: Single}}
",
    );
    let studies = told.resume.sections.iter().position(|section| section.kind == SectionKind::Education).unwrap();
    for (i, degree, school, year, score) in [
        (0, "B.E.", "Deccan Institute of Technology, Pune", "2015", "71.4"),
        (1, "Diploma", "Government Polytechnic, Satara", "2012", "83.10"),
        (2, "S.S.C.", "Vidya Mandir, Satara", "2009", "88"),
    ] {
        let at = |field: &str| told.at(&format!("/sections/{studies}/entries/{i}/{field}"));
        assert_eq!(
            [at("degree"), at("institution"), at("dates"), at("score")],
            [degree, school, year, score],
            "{told}"
        );
    }
    // Nothing of ours is called so: the column keeps its header.
    let board = told.at(&format!("/sections/{studies}/entries/0/details/Board ~1 University"));
    assert_eq!(board, "Sahyadri University", "{told}");
    assert_eq!(told.at(&format!("/sections/{studies}/entries/3")), &serde_json::Value::Null, "{told}");
}

#[test]
fn t07_labels_before_everything() {
    fixture("docx/label-blocks.docx").says(
        "
basics: {name: Thandeka Mokoena}
sections:
  - kind: work
    entries:
      - {position: Senior Technician, organization: Karoo Solar (Pty) Ltd, dates: Jan 2019 to till date, highlights: [Commissions plants of up to 40 MW., Signs off on every inverter.]}
      - {position: Technician, organization: Drakensberg Power, dates: Feb 2015 to Dec 2018, highlights: [Mended what the lightning left.]}
      - {position: Apprentice, organization: Municipality of Winburg}
  - kind: education
    entries:
      - {degree: National Diploma, area: Electrical Engineering, institution: Free State Technical College, dates: '2014'}
",
    );
}

#[test]
fn t08_a_job_in_a_sentence() {
    let sentence = "Working as Site Engineer in Malati Pvt. Ltd., Pune from June 2015 to till date.";
    for told in [
        word(&(name("Sameer Kelkar") + &heading("Work Experience") + &p(sentence))),
        markdown(&format!("# Sameer Kelkar\n\n## Work Experience\n\n{sentence}\n")),
    ] {
        told.says("sections: [{kind: work, entries: [{position: Site Engineer, organization: Malati Pvt. Ltd., place: Pune}]}]");
        let dates = told.at("/sections/0/entries/0/dates");
        assert!(dates.as_str().is_some_and(|dates| dates.contains("June 2015 to till date")), "{told}");
        // The rest of the sentence is kept too.
        assert_eq!(told.count("Working as"), 1, "{told}");
    }
}

#[test]
fn t09_one_employer_and_three_positions() {
    let told = markdown(
        "
# Rosalind Achterberg

## Experience

### Fundy Pipe Works Ltd

**Head of Workshop** | 2018 – present

- Leads nine people.

**Senior Organ Builder** | 2014 – 2018

- Built four organs.

**Organ Builder** | 2010 – 2014

- Tuned forty.
",
    );
    // What is said once is said once: the positions share it.
    told.says(
        "
sections:
  - kind: work
    entries:
      - organization: Fundy Pipe Works Ltd
        positions:
          - {position: Head of Workshop, dates: 2018 – present, highlights: [Leads nine people.]}
          - {position: Senior Organ Builder, dates: 2014 – 2018, highlights: [Built four organs.]}
          - {position: Organ Builder, dates: 2010 – 2014, highlights: [Tuned forty.]}
",
    );
    assert_eq!(told.count("Fundy"), 1, "{told}");
}

#[test]
fn t10_spaces_instead_of_tabs() {
    let tabs = word(&jobs("\t"));
    for spaces in [" ".repeat(20), "\u{a0}".repeat(20), " \u{a0}".repeat(10)] {
        let told = word(&jobs(&spaces));
        assert_eq!(told.resume, tabs.resume, "{told}\n{tabs}");
    }
}

#[test]
fn t11_a_template_half_filled_in() {
    let told = fixture("docx/template-half-filled.docx");
    told.says(
        "
basics: {name: Callum Strathy, email: callum@strathy.example}
sections:
  - kind: work
    entries:
      - {position: Beekeeper, organization: Tollan Farm, dates: 2018 – 2021}
      - {position: Shepherd, organization: Glenmore Estate}
  - {kind: interests}
",
    );
    assert!(told.reports("placeholder-omitted"), "{told}");
    for (words, times) in [("Hill walking", 1), ("names on request", 1), ("Click", 0), ("[Phone]", 0), ("Company", 0)] {
        assert_eq!(told.count(words), times, "{words} in\n{told}");
    }
}

#[test]
fn t12_what_an_editor_struck_hid_or_remarked() {
    let told = fixture("docx/sidebar.docx");
    assert_eq!([told.count("ninety lamps"), told.count("eighty"), told.count("DRAFT")], [1, 0, 0], "{told}");
    for code in ["tracked-change-accepted", "hidden-omitted", "comment-not-carried"] {
        assert!(told.reports(code), "{code}: {told}");
    }
}

#[test]
fn t13_icons_before_contacts() {
    let symbol = |code: &str| format!("<w:r><w:sym w:font=\"Wingdings\" w:char=\"{code}\"/></w:r>");
    let line = |phone: &str, mail: &str| {
        format!("<w:p>{phone}{}{mail}{}</w:p>", run(" 020 7946 0143   ", ""), run(" noor@dijkhuizen.example", ""))
    };
    let private = |letter: &str| run(letter, "<w:rFonts w:ascii=\"Wingdings\" w:hAnsi=\"Wingdings\"/>");
    let below = heading("Skills") + &p("Milling, carpentry");
    for told in [
        word(&(name("Noor van Dijkhuizen") + &line(&symbol("F028"), &symbol("F02A")) + &below)),
        word(&(name("Noor van Dijkhuizen") + &line(&private("\u{f028}"), &private("\u{f02a}")) + &below)),
        html(
            "<h1>Noor van Dijkhuizen</h1><p><i class='fa fa-phone'>&#xf095;</i> 020 7946 0143 <i class='fas fa-envelope'></i> noor@dijkhuizen.example</p><h2>Skills</h2><p>Milling, carpentry</p>",
        ),
    ] {
        told.says("basics: {name: Noor van Dijkhuizen, phone: 020 7946 0143, email: noor@dijkhuizen.example}");
        let garbage = |c: char| ('\u{e000}'..='\u{f8ff}').contains(&c) || "☎✉".contains(c);
        assert!(!format!("{:?}", told.at("/basics")).contains(garbage), "{told}");
    }
}
