//! The two commands from arguments to bytes, with toy formats in folders of their own.

use crate::args::Args;
use crate::console::Console;
use crate::{Status, run};
use clap::Parser;
use std::fs;
use std::path::Path;
use tempfile::TempDir;
use vitae::{
    Confidence, Context, Diagnostic, Error, Format, Kind, Line, Location, OptionSpec, Registry, Resume, Section,
    Source, Text,
};

/// A name on the first line. `!` is an error, a line that begins with `?` a field that nobody knows, and one that begins with
/// `~` a guess, as doubtful as it says.
fn read_name(source: &Source<'_>, cx: &mut Context) -> vitae::Result<Resume> {
    let text = source.text()?;
    if let Some(at) = text.find('!') {
        return Err(Error::invalid("shouted", "do not shout").at(Location::in_text(text, at..at + 1)).help("whisper"));
    }
    for (at, _) in text.match_indices("\n?") {
        let note = Diagnostic::new(Kind::Note, "unknown-field-kept", "unknown field, kept");
        cx.report.push(note.at(Location::in_text(text, at + 1..at + 2)).help("did you mean `name`?"));
    }
    for (at, _) in text.match_indices("\n~") {
        let doubt = text.get(at + 2..).and_then(|rest| rest.lines().next()?.parse().ok()).unwrap_or(50);
        let guess = Diagnostic::new(Kind::Guessed, "guess", "taken for a name").field("basics.name").doubt(doubt);
        cx.report.push(guess.at(Location::in_text(text, at + 1..at + 2)));
    }
    assert!(!text.contains("panic"), "a toy that breaks");
    let mut resume = Resume::default();
    resume.person.name = text.lines().next().and_then(Text::new);
    Ok(resume)
}

fn name(resume: &Resume) -> String {
    resume.person.name.as_ref().map(ToString::to_string).unwrap_or_default()
}

fn write_name(resume: &Resume, _: &mut Context) -> vitae::Result<Vec<u8>> {
    Ok(format!("name: {}\n", name(resume)).into_bytes())
}

/// Loses whether letters are large.
fn write_small(resume: &Resume, _: &mut Context) -> vitae::Result<Vec<u8>> {
    Ok(name(resume).to_lowercase().into_bytes())
}

/// Cannot read what it wrote.
fn write_loud(resume: &Resume, _: &mut Context) -> vitae::Result<Vec<u8>> {
    Ok(format!("{}!", name(resume)).into_bytes())
}

fn write_blob(resume: &Resume, cx: &mut Context) -> vitae::Result<Vec<u8>> {
    let page = cx.options.get("page").and_then(|v| v.as_str()).unwrap_or("a4").to_owned();
    if name(resume).contains("unwritable") {
        return Err(Error::unsupported("no-blob", "this cannot be a blob"));
    }
    Ok(format!("\0BLOB {page} {}", name(resume)).into_bytes())
}

fn read_tagged(source: &Source<'_>, cx: &mut Context) -> vitae::Result<Resume> {
    let text = source.text()?.strip_prefix("name: ").unwrap_or_default();
    read_name(&Source::new(text.as_bytes()), cx)
}

const PAGE: &[OptionSpec] = &[OptionSpec { name: "page", values: &["a4", "letter"], help: "The size of the paper." }];

/// A page with the titles of sections; those that are hidden are out of sight, behind a bar.
fn read_page(source: &Source<'_>, _: &mut Context) -> vitae::Result<Resume> {
    let section = |line: &str| {
        let mut section = Section { title: Line::text(line.trim_start_matches('|')), ..Section::default() };
        section.common.hidden = line.starts_with('|');
        section
    };
    let mut lines = source.text()?.lines();
    let mut resume = Resume::default();
    resume.person.name = lines.next().and_then(Text::new);
    resume.sections = lines.map(section).collect();
    Ok(resume)
}

fn write_page(resume: &Resume, _: &mut Context) -> vitae::Result<Vec<u8>> {
    let title = |section: &Section| section.title.as_ref().map(Line::plain).unwrap_or_default();
    let line = |section: &Section| format!("{}{}\n", if section.common.hidden { "|" } else { "" }, title(section));
    let sections: String = resume.sections.iter().map(line).collect();
    Ok(format!("{}\n{sections}", name(resume)).into_bytes())
}

fn formats() -> Registry {
    let sniff = |bytes: &[u8]| if bytes.starts_with(b"name: ") { Confidence::Certain } else { Confidence::No };
    Registry::new()
        .with(Format::new("line", "Line").extensions(&["line", "ln"]).reader(read_name).writer(write_name))
        .with(Format::new("tagged", "Tagged").extensions(&["tag"]).sniff(sniff).reader(read_tagged).writer(write_name))
        .with(Format::new("small", "Small").extensions(&["small"]).reader(read_name).writer(write_small))
        .with(Format::new("loud", "Loud").extensions(&["loud"]).reader(read_name).writer(write_loud))
        .with(
            Format::new("page", "Page")
                .extensions(&["page"])
                .document(Resume::without_hidden)
                .reader(read_page)
                .writer(write_page),
        )
        .with(Format::new("blob", "Blob").extensions(&["blob"]).binary().options(PAGE).writer(write_blob))
}

/// A folder to work in, with these files.
struct Place(TempDir);

/// What a run did.
struct Ran {
    status: Status,
    out: String,
    said: String,
}

impl Place {
    fn with(files: &[(&str, &str)]) -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        for (name, text) in files {
            let path = place.0.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        place
    }

    /// Runs `vitae convert`; `@` before a path puts it into this folder, and is put back in what is said.
    fn convert(&self, line: &str) -> Ran {
        self.run(line, b"", false)
    }

    fn run(&self, line: &str, input: &[u8], output_is_terminal: bool) -> Ran {
        self.command("convert", line, input, output_is_terminal)
    }

    fn command(&self, command: &str, line: &str, input: &[u8], output_is_terminal: bool) -> Ran {
        let root = format!("{}{}", self.0.path().display(), std::path::MAIN_SEPARATOR);
        let words = ["vitae", command].into_iter().map(str::to_owned);
        let args = Args::try_parse_from(words.chain(line.split_whitespace().map(|word| word.replace('@', &root))));
        let (mut out, mut said) = (Vec::new(), Vec::new());
        let mut console = Console { output_is_terminal, ..Console::plain(input, &mut out, &mut said) };
        let status = run(&args.unwrap(), &formats(), &mut console);
        drop(console);
        let said = anstream::adapter::strip_str(&String::from_utf8(said).unwrap()).to_string();
        let out = String::from_utf8(out).unwrap().replace(&root, "@");
        Ran { status, out, said: said.replace(&root, "@").replace('\\', "/") }
    }

    fn read(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.0.path().join(name)).ok()
    }

    /// All files, below the folder.
    fn files(&self) -> Vec<String> {
        let all =
            crate::select::Selection::new(&crate::args::Select { no_ignore: true, ..Default::default() }).unwrap();
        let listing = all.list(self.0.path(), Path::new("elsewhere"));
        listing.files.iter().map(|path| path.display().to_string().replace('\\', "/")).collect()
    }
}

mod batch;

#[test]
fn a_file_becomes_another_in_silence() {
    let place = Place::with(&[("cv.line", "Mara\n")]);
    let ran = place.convert("@cv.line -o @new/cv.blob");
    assert_eq!((ran.status, &*ran.out, &*ran.said), (Status::Done, "", ""));
    assert_eq!(place.read("new/cv.blob").unwrap(), "\0BLOB a4 Mara");
}

#[test]
fn standard_input_goes_to_standard_output() {
    let ran = Place::with(&[]).run("- --from line --to tagged", b"Mara\n", true);
    assert_eq!((ran.status, &*ran.out, &*ran.said), (Status::Done, "name: Mara\n", ""));
}

#[test]
fn content_tells_the_format_before_the_name_does() {
    let place = Place::with(&[("cv.line", "name: Mara\n")]);
    assert_eq!(place.convert("@cv.line -o @cv.blob").status, Status::Done);
    assert_eq!(place.read("cv.blob").unwrap(), "\0BLOB a4 Mara");
    assert_eq!(place.convert("@cv.line -o @cv.blob --from line").status, Status::Done);
    assert_eq!(place.read("cv.blob").unwrap(), "\0BLOB a4 name: Mara");
}

#[test]
fn the_named_output_format_beats_the_extension() {
    let place = Place::with(&[("cv.line", "Mara\n")]);
    place.convert("@cv.line -o @cv.blob --to small");
    assert_eq!(place.read("cv.blob").unwrap(), "mara");
}

#[test]
fn bytes_are_kept_from_a_terminal_unless_insisted() {
    let refused = Place::with(&[]).run("- --from line --to blob", b"Mara", true);
    assert_eq!((refused.status, &*refused.out), (Status::Usage, ""));
    assert!(refused.said.contains("`blob` is not text") && refused.said.contains("-o"), "{}", refused.said);
    let insisted = Place::with(&[]).run("- --from line --to blob -o -", b"Mara", true);
    assert_eq!((insisted.status, &*insisted.out), (Status::Done, "\0BLOB a4 Mara"));
}

#[test]
fn an_error_shows_its_place_in_the_source() {
    let place = Place::with(&[("cv.line", "Mara\nhey!\n"), ("cv.blob", "old")]);
    let ran = place.convert("@cv.line -o @cv.blob");
    assert_eq!(ran.status, Status::Failed);
    let expected = "error: do not shout\n --> @cv.line:2:4\n  |\n2 | hey!\n  |    ^\nhelp: whisper\n";
    assert_eq!(ran.said, expected);
    assert_eq!(place.read("cv.blob").unwrap(), "old", "the old result stays");
}

#[test]
fn text_in_another_encoding_is_shown_up_to_where_it_breaks() {
    let place = Place::with(&[]);
    fs::write(place.0.path().join("cv.line"), b"Mara\ncaf\xE9 au lait\n").unwrap();
    let ran = place.convert("@cv.line --to blob");
    assert!(ran.said.contains(" --> @cv.line:2:4\n  |\n2 | caf\u{FFFD} au lait\n  |    ^\n"), "{}", ran.said);
}

#[test]
fn a_writer_that_fails_leaves_the_old_result() {
    let place = Place::with(&[("cv.line", "unwritable\n"), ("cv.blob", "old")]);
    let ran = place.convert("@cv.line -o @cv.blob");
    assert_eq!(ran.status, Status::Failed);
    assert!(ran.said.contains("error: this cannot be a blob\n --> @cv.line\n"), "{}", ran.said);
    assert_eq!(place.read("cv.blob").unwrap(), "old");
}

#[test]
fn an_error_in_the_result_is_not_shown_in_the_input() {
    let place = Place::with(&[("cv.line", "Mara\n")]);
    let ran = place.convert("@cv.line -o @cv.loud");
    assert_eq!((ran.status, &*ran.said), (Status::Failed, "error: do not shout\n --> @cv.line\nhelp: whisper\n"));
    assert_eq!(place.read("cv.loud"), None);
}

#[test]
fn a_result_that_cannot_be_put_is_an_error_that_names_it() {
    let place = Place::with(&[("cv.line", "Mara\n"), ("x", "a file")]);
    let ran = place.convert("@cv.line -o @x/cv.blob");
    assert_eq!(ran.status, Status::Failed);
    assert!(ran.said.contains("`@x/cv.blob` cannot be written"), "{}", ran.said);
}

#[test]
fn losses_are_counted_or_shown_or_kept_silent() {
    let place = Place::with(&[("cv.line", "Mara\n")]);
    let ran = place.convert("@cv.line -o @cv.small");
    assert_eq!((ran.status, &*ran.said), (Status::Done, "@cv.line: 1 detail lost (--verbose shows what)\n"));
    let ran = place.convert("@cv.line -o @cv.small -v");
    assert!(ran.said.starts_with("@cv.line: lost: "), "{}", ran.said);
    assert!(ran.said.ends_with("@cv.line -> @cv.small\n"), "{}", ran.said);
    assert_eq!(place.convert("@cv.line -o @cv.small -q").said, "");
}

#[test]
fn probable_typing_errors_are_shown_unasked() {
    let place = Place::with(&[("cv.line", "Mara\n?nmae\n")]);
    let expected = "@cv.line:2:1: note: unknown field, kept; did you mean `name`?\n";
    assert_eq!(place.convert("@cv.line -o @cv.blob").said, expected);
    assert_eq!(place.convert("@cv.line -o @cv.blob -q").said, "");
}

#[test]
fn strict_writes_nothing_that_differs() {
    let place = Place::with(&[("cv.line", "Mara\n"), ("cv.small", "old")]);
    let ran = place.convert("@cv.line -o @cv.small --mode strict");
    assert_eq!((ran.status, place.read("cv.small").as_deref()), (Status::Refused, Some("old")));
    assert!(ran.said.starts_with("@cv.line: lost: ") && ran.said.contains("was not written"), "{}", ran.said);
    let ran = place.convert("@cv.line --to small --mode strict");
    assert_eq!((ran.status, &*ran.out), (Status::Refused, ""));
    assert_eq!(place.convert("@cv.line -o @cv.blob --mode strict").status, Status::Done, "a note is no difference");
}

#[test]
fn options_go_to_the_writer() {
    let place = Place::with(&[("cv.line", "Mara\n")]);
    for options in ["-O page=letter", "--option blob.page=letter", "-O page=a4 -O page=letter"] {
        assert_eq!(place.convert(&format!("@cv.line -o @cv.blob {options}")).status, Status::Done);
        assert_eq!(place.read("cv.blob").unwrap(), "\0BLOB letter Mara");
    }
}

#[test]
fn options_that_cannot_be_are_answered_before_anything_is_read() {
    let place = Place::with(&[]);
    for (options, answer) in [
        ("-O pgae=a4", "help: did you mean `page`?"),
        ("-O page=a5", "help: it can be: a4, letter"),
        ("-O small.page=a4", "help: this conversion writes `blob`"),
        ("-O blbo.page=a4", "help: did you mean `blob`?"),
    ] {
        let ran = place.convert(&format!("@missing.line -o @cv.blob {options}"));
        assert_eq!(ran.status, Status::Usage, "{options}");
        assert!(ran.said.contains(answer), "{options}: {}", ran.said);
    }
    assert!(place.files().is_empty());
}

#[test]
fn a_folder_is_converted_in_order_and_survives_a_bad_file() {
    let place = Place::with(&[
        ("cvs/b.line", "Bo\n"),
        ("cvs/a/z.line", "Zoe\n"),
        ("cvs/a/bad.line", "Oh!\n"),
        ("cvs/.hidden.line", "No\n"),
        ("cvs/photo.jpg", "\u{1}\u{2}"),
        ("cvs/untold", "name: Ada\n"),
    ]);
    let ran = place.convert("@cvs -o @out --to blob");
    assert_eq!(ran.status, Status::Failed);
    let lines: Vec<_> = ran.said.lines().filter(|line| line.contains('@') || line.contains("converted")).collect();
    assert_eq!(
        lines,
        [
            " --> @cvs/a/bad.line:1:3",
            "@cvs/photo.jpg: skipped: the format of the input could not be recognised",
            "3 converted, 1 failed, 1 skipped"
        ]
    );
    let written: Vec<_> = place.files().into_iter().filter(|f| f.starts_with("out")).collect();
    assert_eq!(written, ["out/a/z.blob", "out/b.blob", "out/untold.blob"]);
    assert_eq!(place.convert("@cvs/b.line @cvs/a/z.line -o @two --to blob").said, "2 converted\n");
}

#[test]
fn a_named_file_in_no_known_format_is_a_failure() {
    let place = Place::with(&[("photo.jpg", "\u{1}"), ("cv.line", "Mara\n")]);
    let ran = place.convert("@photo.jpg @gone.line @cv.line -o @out --to blob");
    assert_eq!(ran.status, Status::Failed);
    assert!(ran.said.ends_with("1 converted, 2 failed\n"), "{}", ran.said);
    assert_eq!(place.read("out/cv.blob").unwrap(), "\0BLOB a4 Mara");
}

#[test]
fn with_from_a_folder_gives_only_what_looks_like_it() {
    let place = Place::with(&[("cvs/a.line", "Ada\n"), ("cvs/b.jpg", "\u{1}"), ("cvs/c.txt", "name: Cy\n")]);
    let ran = place.convert("@cvs -o @out --to blob --from tagged");
    assert!(ran.said.ends_with("1 converted, 2 skipped\n"), "{}", ran.said);
    assert_eq!(place.read("out/c.blob").unwrap(), "\0BLOB a4 Cy");
}

#[test]
fn a_folder_without_a_resume_is_a_failure() {
    let place = Place::with(&[("cvs/photo.jpg", "\u{1}")]);
    let ran = place.convert("@cvs -o @out --to blob");
    assert_eq!(ran.status, Status::Failed);
    assert!(ran.said.contains("there is no résumé in a known format"), "{}", ran.said);
}

#[test]
fn two_inputs_for_one_output_are_refused_before_anything_is_written() {
    let place = Place::with(&[("cvs/a.line", "A\n"), ("cvs/cv.line", "B\n"), ("cvs/cv.ln", "C\n")]);
    let ran = place.convert("@cvs -o @out --to blob");
    assert_eq!(ran.status, Status::Usage);
    assert!(ran.said.contains("`@cvs/cv.line` and `@cvs/cv.ln`"), "{}", ran.said);
    assert!(!place.files().iter().any(|f| f.starts_with("out")));
}

#[test]
fn a_picture_beside_a_resume_of_the_same_name_is_no_conflict() {
    let place = Place::with(&[("cvs/cv.line", "B\n"), ("cvs/cv.jpg", "\u{1}")]);
    assert_eq!(place.convert("@cvs -o @out --to blob").status, Status::Done);
}

#[test]
fn an_output_over_an_input_is_refused_by_whatever_name() {
    let place = Place::with(&[("cv.line", "Mara\n"), ("a/x", "")]);
    for output in ["@cv.line", "@a/../cv.line"] {
        let ran = place.convert(&format!("@cv.line -o {output}"));
        assert_eq!(ran.status, Status::Usage);
        assert!(ran.said.contains("over the input"), "{}", ran.said);
    }
    assert_eq!(place.read("cv.line").unwrap(), "Mara\n");
}

#[test]
fn a_folder_can_be_converted_into_itself_again_and_again() {
    let place = Place::with(&[("cvs/a/cv.line", "Mara\n")]);
    for summary in ["1 converted\n", "1 up to date, 1 skipped\n"] {
        let ran = place.convert("@cvs -o @cvs --to blob");
        assert_eq!(ran.status, Status::Done, "{}", ran.said);
        assert!(ran.said.ends_with(summary), "{}", ran.said);
    }
    let inside = place.convert("@cvs -o @cvs/out --to tagged --force");
    assert_eq!(
        place.convert("@cvs -o @cvs/out --to tagged --force").said,
        inside.said,
        "results are not taken for inputs"
    );
}

#[test]
fn a_folder_without_a_place_for_its_results_is_a_usage_error() {
    let place = Place::with(&[("cvs/a.line", "Ada\n")]);
    let ran = place.convert("@cvs --to blob");
    assert_eq!(ran.status, Status::Usage);
    assert!(ran.said.contains("help: name one, which is made if need be, and the format: -o DIR --to FORMAT"));
}

#[test]
fn the_report_for_programs_has_a_line_for_each_input() {
    let place = Place::with(&[("cvs/a.line", "Ada\n"), ("cvs/bad.line", "!"), ("cvs/c.jpg", "\u{1}")]);
    place.convert("@cvs -o @out --to small --report @report.jsonl -q");
    let report = place.read("report.jsonl").unwrap();
    let records: Vec<serde_json::Value> = report.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let outcomes: Vec<_> = records.iter().map(|record| record["status"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["converted", "failed", "skipped"]);
    assert_eq!(records[0]["outputs"][0]["diagnostics"][0]["kind"], "lost");
    assert_eq!(records[1]["diagnostics"][0]["code"], "shouted");
}

#[test]
fn an_input_beyond_the_limit_is_refused() {
    let endless = std::io::repeat(b'x');
    let (mut out, mut said) = (Vec::new(), Vec::new());
    let args = Args::parse_from(["vitae", "convert", "-", "--from", "line", "--to", "tagged"]);
    let mut console = Console::plain(endless, &mut out, &mut said);
    assert_eq!(run(&args, &formats(), &mut console), Status::Failed);
    drop(console);
    assert!(String::from_utf8(said).unwrap().contains("passes the limit `input`"));
}

#[test]
fn what_is_hidden_stays_behind_unless_it_is_asked_for() {
    let place = Place::with(&[("cv.page", "Mara\n|Salary\nWork\n")]);
    let left = "@cv.page: 1 hidden piece left out (--verbose shows what)\n";
    for (wish, written, said) in [
        ("", "Mara\nWork\n", left),
        ("--mode strict", "Mara\nWork\n", left),
        ("--mode publish", "Mara\nWork\n", left),
        ("--include-hidden", "Mara\n|Salary\nWork\n", ""),
        ("--include-hidden --mode strict", "Mara\n|Salary\nWork\n", ""),
    ] {
        let ran = place.convert(&format!("@cv.page -o @new.page --from page {wish}"));
        assert_eq!((ran.status, &*ran.said), (Status::Done, said), "{wish}");
        assert_eq!(place.read("new.page").as_deref(), Some(written), "{wish}");
    }
    let ran = place.convert("@cv.page -o @new.page --from page --mode publish --include-hidden");
    assert_eq!(ran.status, Status::Usage);
}

#[test]
fn a_difference_is_shown_and_told_by_the_status() {
    let place = Place::with(&[("a.page", "Mara\nWork\nSkills\n"), ("b.tag", "name: Mara\n"), ("c.line", "Mara\n")]);
    let diff = |line: &str| place.command("diff", line, b"Mara\n", false);
    let ran = diff("@a.page @b.tag --from-a page");
    assert_eq!(ran.status, Status::Different);
    assert!(ran.out.contains("  - sections[1]: the section \"Skills\"\n"), "{}", ran.out);
    assert!(ran.out.ends_with("\n2 differences: 2 removed\n"), "{}", ran.out);
    let ran = diff("@b.tag - --from-b line");
    assert_eq!((ran.status, &*ran.out, &*ran.said), (Status::Done, "", ""));
    assert_eq!(diff("@a.page @b.tag --from-a page --quiet").out, "");
    let ran = diff("@b.tag @c.line --json");
    assert_eq!((ran.status, &*ran.out), (Status::Done, "[]\n"));
    let ran = diff("@a.page @b.tag --from-a page --json");
    let changes: Vec<serde_json::Value> = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(changes[0], serde_json::json!({"path": "sections[0]", "kind": "removed", "before": "Work"}));
}

#[test]
fn where_there_is_no_telling_a_diff_has_a_status_of_its_own() {
    let place = Place::with(&[("a.line", "Mara\nhey!\n"), ("b.tag", "name: Mara\n")]);
    let diff = |line: &str| place.command("diff", line, b"", false);
    let ran = diff("@a.line @b.tag");
    assert_eq!(ran.status, Status::Usage);
    assert!(ran.said.contains(" --> @a.line:2:4\n"), "{}", ran.said);
    for line in ["- -", "@b.tag @gone.tag", "@b.tag @b.tag --from-a lien"] {
        let ran = diff(line);
        assert_eq!((ran.status, &*ran.out), (Status::Usage, ""), "{line}");
        assert!(ran.said.starts_with("error: "), "{line}");
    }
}

#[test]
fn a_check_tells_what_is_wrong_and_what_is_doubtful() {
    let place = Place::with(&[("cvs/a.line", "Mara\n?nmae\n"), ("cvs/b.line", "hey!\n"), ("cvs/c.jpg", "\u{1}")]);
    let check = |line: &str| place.command("check", line, b"Mara\n", false);
    let ran = check("@cvs");
    assert_eq!(ran.status, Status::Failed);
    let lines: Vec<_> = ran.said.lines().collect();
    assert_eq!(lines[0], "@cvs/a.line:2:1: note[unknown-field-kept]: unknown field, kept; did you mean `name`?");
    assert!(lines[1].starts_with("@cvs/a.line: doubtful[no-contact]: basics.contacts: "), "{}", ran.said);
    assert!(lines.contains(&" --> @cvs/b.line:1:4"), "{}", ran.said);
    assert_eq!(lines.last(), Some(&"1 doubtful, 1 failed, 1 skipped"));
    assert_eq!(check("@cvs/a.line").status, Status::Done);
    assert_eq!(check("@cvs/a.line --strict").status, Status::Failed);
    assert_eq!(check("- --from line --quiet").said, "");
    assert_eq!(check("- -").status, Status::Usage);
}

/// A reader's remark about one field says nothing about another.
#[test]
fn a_check_doubts_each_field_once() {
    let text = "basics: {name: Mara, email: m@a.example, nmae: Mara}\n\
        sections: [{kind: work, title: ''}, {kind: custom, title: Awards of mine}]\n";
    let json = r#"{"basics": {"name": "Mara", "email": "m@a.example"}, "work": [{"name": "A", "tema": "B"}]}"#;
    let place = Place::with(&[("a.yaml", text), ("a.json", json)]);
    let check = |name: &str| {
        let name = place.0.path().join(name).display().to_string();
        let args = Args::try_parse_from(["vitae", "check", "--verbose", &name]).unwrap();
        let (mut out, mut said) = (Vec::new(), Vec::new());
        let mut console = Console::plain(&b""[..], &mut out, &mut said);
        run(&args, &vitae::formats(), &mut console);
        drop(console);
        anstream::adapter::strip_str(&String::from_utf8(said).unwrap()).to_string()
    };
    let said = check("a.yaml");
    assert!(said.contains("note[section-left-out]: this section has neither"), "{said}");
    assert!(said.contains("doubtful[empty-section]: sections[0]: the section \"Awards of mine\" is empty"), "{said}");
    assert_eq!(said.matches("[unknown-field-kept]").count(), 1, "{said}");
    let said = check("a.json");
    assert_eq!(said.matches("[unknown-field-kept]").count(), 1, "{said}");
}

#[test]
fn a_check_for_programs_has_a_line_for_each_input() {
    let place = Place::with(&[("cvs/a.line", "Mara\n"), ("cvs/b.line", "hey!\n")]);
    let check = |line: &str| place.command("check", line, b"", false);
    let ran = check("@cvs --json --report @report.jsonl");
    assert_eq!((ran.status, &*ran.said), (Status::Failed, ""));
    let outcomes: Vec<_> =
        ran.out.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()).collect();
    assert_eq!((&outcomes[0]["status"], &outcomes[1]["status"]), (&"doubtful".into(), &"failed".into()));
    assert_eq!(place.read("report.jsonl").unwrap().lines().count(), 2);
    let over = check("@cvs --report @cvs/a.line");
    assert_eq!((over.status, place.read("cvs/a.line").as_deref()), (Status::Usage, Some("Mara\n")));
}

#[test]
fn what_was_guessed_is_said_in_a_line_and_listed_when_asked_for() {
    let place = Place::with(&[("cv.line", "Mara\n~20\n~90\n?\n")]);
    let ran = place.convert("@cv.line -o @cv.blob");
    assert_eq!(ran.status, Status::Done);
    let line = "@cv.line: 2 details were guessed, and should be looked at: `vitae check` and --verbose list them";
    assert_eq!(ran.said.lines().last(), Some(line));
    let ran = place.convert("@cv.line -o @cv.blob --verbose");
    let said: Vec<_> = ran.said.lines().collect();
    assert_eq!(said[0], "@cv.line:4:1: note: unknown field, kept; did you mean `name`?");
    assert_eq!(said[1], "@cv.line:3:1: guessed (doubt 90 %): basics.name: taken for a name");
    assert_eq!(said[2], "@cv.line:2:1: guessed (doubt 20 %): basics.name: taken for a name");
    assert_eq!(place.convert("@cv.line -o @cv.blob --quiet").said, "");
    let refused = place.convert("@cv.line -o @other.blob --mark-guesses");
    assert_eq!((refused.status, place.read("other.blob")), (Status::Usage, None));
    assert!(refused.said.contains("cannot mark anything in `blob`"), "{}", refused.said);
}

#[test]
fn a_check_lists_guesses_by_their_doubt_and_fails_for_none() {
    let place = Place::with(&[("cv.line", "Mara\n~20\n~90\n")]);
    let ran = place.command("check", "@cv.line", b"", false);
    let said: Vec<_> = ran.said.lines().map(|line| line.split_once(": ").unwrap().1).collect();
    assert!(said[0].starts_with("doubtful[no-contact]: "), "{}", ran.said);
    assert_eq!(said[1], "guessed[guess] (doubt 90 %): basics.name: taken for a name");
    assert_eq!(said[2], "guessed[guess] (doubt 20 %): basics.name: taken for a name");
    assert_eq!(said[3], "3 things to look at: 1 doubtful, 2 guessed");
    assert_eq!(ran.status, Status::Done);
}

#[test]
fn of_a_long_list_a_check_shows_the_first_ten_unless_all_are_wanted() {
    let place = Place::with(&[("cv.line", &format!("Mara\n{}", "~50\n".repeat(30)))]);
    let ran = place.command("check", "@cv.line", b"", false);
    assert_eq!(ran.said.lines().count(), 11, "{}", ran.said);
    let last = "@cv.line: 31 things to look at: 1 doubtful, 30 guessed; --verbose shows the other 21";
    assert_eq!(ran.said.lines().last(), Some(last));
    let all = place.command("check", "@cv.line --verbose", b"", false);
    assert_eq!(all.said.lines().count(), 32, "{}", all.said);
    assert!(all.said.ends_with("31 things to look at: 1 doubtful, 30 guessed\n"), "{}", all.said);
}
