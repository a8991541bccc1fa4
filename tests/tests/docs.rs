//! The documentation says what the program does now.
//!
//! `VITAE_BLESS=1 cargo test -p vitae-tests --test docs` rewrites the generated pages; read them before you commit them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail loudly"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use vitae::{
    Common, EntryKind, Field, FieldSpec, Limit, Meta, NameParts, Organization, Person, Place, Position, SectionCommon,
    SectionKind, Words, languages,
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests live in the workspace").to_owned()
}

/// Compares a page, or the part of it between two marks, with what it should say.
fn assert_page(path: &str, marks: Option<(&str, &str)>, want: &str) {
    let file = root().join(path);
    let page = std::fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    let (before, found, after) = match marks {
        None => ("", page.as_str(), ""),
        Some((begin, end)) => {
            let (before, rest) = page.split_once(begin).unwrap_or_else(|| panic!("{path} has no {begin}"));
            let (found, after) = rest.split_once(end).unwrap_or_else(|| panic!("{path} has no {end}"));
            (&page[..before.len() + begin.len()], found, &page[page.len() - after.len() - end.len()..])
        }
    };
    if found == want {
        return;
    }
    if std::env::var_os("VITAE_BLESS").is_some() {
        std::fs::write(&file, format!("{before}{want}{after}")).expect("the page can be written");
        return;
    }
    panic!(
        "{path} is not what the program does now; run with VITAE_BLESS=1 and read the change.\n--- it should say\n{want}"
    );
}

fn limits_table() -> String {
    let mut out = String::from("\n\n| limit | usually | counts | why |\n|---|---|---|---|\n");
    for limit in Limit::ALL {
        let (name, usually, of, why) = (limit.name(), limit.default_value(), limit.of(), limit.why());
        let _ = writeln!(out, "| `{name}` | {usually} | {of} | {why} |");
    }
    out + "\n"
}

#[test]
fn the_page_of_limits_lists_each() {
    assert_page("docs/limits.md", Some(("<!-- limits -->", "<!-- /limits -->")), &limits_table());
}

fn table(out: &mut String, title: &str, intro: &str, fields: &[FieldSpec]) {
    let _ = writeln!(out, "\n## {title}\n\n{intro}\n\n| key | also read as | holds | |\n|---|---|---|---|");
    for spec in fields {
        let aliases: Vec<_> = spec.aliases.iter().map(|alias| format!("`{alias}`")).collect();
        let shape = shape(spec);
        let _ = writeln!(out, "| `{}` | {} | {shape} | {} |", spec.key, aliases.join(" "), spec.help);
    }
}

/// The shape of a value in a word or two.
fn shape(spec: &FieldSpec) -> String {
    let debug = format!("{:?}", spec.shape);
    let known = match debug.as_str() {
        "Text" => "text",
        "Line" => "rich text",
        "Url" => "address",
        "Lang" => "language tag",
        "Texts" => "texts",
        "Lines" => "rich texts",
        "Body" => "rich blocks",
        "Flag" | "Bool" => "yes or no",
        "Ids" | "Alternates" | "Details" => "map",
        other => return other.to_lowercase(),
    };
    known.to_owned()
}

fn fields_page() -> String {
    let mut out = String::from(
        "# Fields\n\nMade from the one table of fields (`crates/core/src/fields.rs`) by `tests/tests/docs.rs`; do not edit by hand.\n\n\
         *Rich text* is CommonMark: `**bold**`, `*italic*`, `` `code` ``, `[text](address)`. *Text* is literal. A key that is not listed is\n\
         kept where it stands and reported; one that begins with `x-` is kept in silence.\n\n\
         ## Section kinds\n\n| `kind` | lists | title in English | in German |\n|---|---|---|---|\n",
    );
    let german = languages().find(|words| words.tag == "de").expect("German is built in");
    for kind in SectionKind::ALL {
        let title = |words: &Words| words.section_title(*kind).unwrap_or("–").to_owned();
        let entries = kind.entry_kind().as_str();
        let _ = writeln!(out, "| `{}` | {entries} | {} | {} |", kind.as_str(), title(Words::english()), title(german));
    }
    table(
        &mut out,
        "`meta`",
        "What is said about the résumé itself. `language` also stands at the top of a file.",
        Meta::FIELDS,
    );
    table(
        &mut out,
        "`basics`",
        "Who the résumé is about. Contacts are usually written as `email`, `phone`, `fax`, `url`, `profiles`, `location`.",
        Person::FIELDS,
    );
    table(&mut out, "`nameParts`", "", NameParts::FIELDS);
    table(&mut out, "A place", "A text, or these parts.", Place::FIELDS);
    table(&mut out, "An organisation", "A name, or these parts.", Organization::FIELDS);
    table(&mut out, "A section", "And `kind`, `title`, `text`, `entries`.", SectionCommon::FIELDS);
    table(&mut out, "Every entry", "`body` is written as `summary` and `highlights`, or as `text`.", Common::FIELDS);
    for kind in EntryKind::ALL {
        let intro = match kind {
            EntryKind::Engagement => "With a single position, its fields stand here too; with several, in `positions`.",
            _ => "",
        };
        table(&mut out, &format!("Entry: {}", kind.as_str()), intro, kind.fields());
        if *kind == EntryKind::Engagement {
            table(&mut out, "A position", "", Position::FIELDS);
        }
    }
    let used = |field: &Field| {
        let mut all =
            EntryKind::ALL.iter().flat_map(|kind| kind.fields()).chain(Common::FIELDS).chain(Position::FIELDS);
        all.any(|spec| spec.field == *field && spec.slot == vitae::Slot::Label)
    };
    out.push_str("\n## Labels\n\nWhat a document calls a field that stands on a line of its own.\n\n|");
    let tables: Vec<_> = languages().collect();
    let _ = writeln!(out, " field |{}", tables.iter().map(|words| format!(" {} |", words.tag)).collect::<String>());
    let _ = writeln!(out, "|---|{}", "---|".repeat(tables.len()));
    for field in Field::ALL.iter().filter(|field| used(field) && !matches!(field, Field::Details | Field::Ids)) {
        let _ = writeln!(
            out,
            "| `{}` |{}",
            field.key(),
            tables.iter().map(|words| format!(" {} |", words.label(*field))).collect::<String>()
        );
    }
    out
}

fn format_table() -> String {
    let mark = |yes| if yes { "●" } else { "–" };
    let mut out = String::from("\n| format | name | files | read | written |\n|---|---|---|---|---|\n");
    for format in &vitae::formats() {
        let files: Vec<_> = format.file_extensions().iter().map(|e| format!("`.{e}`")).collect();
        let _ = writeln!(
            out,
            "| {} | `{}` | {} | {} | {} |",
            format.title(),
            format.name(),
            files.join(" "),
            mark(format.reads()),
            mark(format.writes())
        );
    }
    out
}

#[test]
fn the_page_of_fields_is_the_table_of_fields() {
    assert_page("docs/fields.md", None, &fields_page());
}

#[test]
fn the_readme_lists_the_formats_that_there_are() {
    assert_page("README.md", Some(("<!-- formats -->\n", "<!-- /formats -->")), &format_table());
}

/// The commands that the README promises are the ones that are tested here and in `.ci/run`.
#[test]
fn the_readme_names_files_that_exist() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("there is a README");
    let mut seen = 0;
    for word in readme.split(|c: char| c.is_whitespace() || "()`\"<>".contains(c)) {
        let path = word.trim_end_matches(['.', ',', ':']);
        if ["fixtures/", "docs/", "tests/", "crates/", "examples/", ".ci/"].iter().any(|top| path.starts_with(top)) {
            assert!(root().join(path).exists(), "README.md names {path}, which does not exist");
            seen += 1;
        }
    }
    assert!(seen > 3, "the README names files of the repository");
}

/// A part of a file between `region: name` and `endregion`, both in comments.
fn region(file: &str, name: &str) -> String {
    let text = std::fs::read_to_string(root().join(file)).unwrap_or_else(|e| panic!("{file}: {e}"));
    let mark = |line: &str, words: &str| line.trim().trim_start_matches(['/', '#', ' ']) == words;
    let lines = text.lines().skip_while(|line| !mark(line, &format!("region: {name}"))).skip(1);
    let found: String = lines.take_while(|line| !mark(line, "endregion")).map(|line| line.to_owned() + "\n").collect();
    assert!(!found.is_empty(), "{file} has no `region: {name}`");
    found
}

/// The page with every block after `<!-- include: FILE REGION -->` as the file has it now.
fn with_inclusions(page: &str) -> String {
    let mut out = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        out += &format!("{line}\n");
        let Some(what) = line.strip_prefix("<!-- include: ").and_then(|rest| rest.strip_suffix(" -->")) else {
            continue;
        };
        let (file, name) = what.split_once(' ').expect("a file and a region");
        let fence = lines.next().filter(|fence| fence.starts_with("```")).expect("a block stands after its mark");
        lines.by_ref().find(|line| *line == "```").expect("the block has an end");
        out += &format!("{fence}\n{}```\n", region(file, name));
    }
    out
}

/// The code of the walk-through is code that is compiled and tested.
#[test]
fn the_walk_through_shows_the_examples_as_they_are() {
    let path = "docs/adding-a-format.md";
    let page = std::fs::read_to_string(root().join(path)).expect("there is a walk-through").replace("\r\n", "\n");
    assert!(page.matches("<!-- include: ").count() >= 8, "{path} shows code");
    assert_page(path, None, &with_inclusions(&page));
}
