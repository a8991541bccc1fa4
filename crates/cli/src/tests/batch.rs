//! Many inputs: on all cores and in order, again and again, broken off and gone on with; in lists and in lines.

use super::*;
use crate::state;
use std::collections::BTreeMap;

/// A folder of résumés, some of them broken, lossy, doubtful, or none at all.
fn crowd(count: usize) -> Place {
    let place = Place::with(&[]);
    for n in 0..count {
        let text = match n % 10 {
            3 => format!("Mara {n}\nhey!\n"),
            5 => format!("Mara {n}\n?nmae\n~40\n"),
            7 => format!("Mara {n} panic\n"),
            8 => format!("unwritable {n}\n"),
            _ => format!("mara {n}\n"),
        };
        let name = if n % 10 == 9 { format!("cvs/{}/{n}.jpg", n % 7) } else { format!("cvs/{}/{n}.line", n % 7) };
        place.put(&name, if n % 10 == 9 { "\u{1}" } else { &text });
    }
    place
}

impl Place {
    fn put(&self, name: &str, text: &str) {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// What lies below a folder, by its path, with what is hidden.
    fn tree(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let mut tree = BTreeMap::new();
        let mut folders = vec![self.0.path().join(folder)];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(self.0.path()).unwrap().display().to_string();
                    tree.insert(name.replace('\\', "/"), fs::read(path).unwrap());
                }
            }
        }
        tree
    }

    fn records(&self, report: &str) -> Vec<serde_json::Value> {
        let text = self.read(report).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// What is the same however fast it went.
fn timeless(records: &[serde_json::Value]) -> Vec<serde_json::Value> {
    let without = |record: &serde_json::Value| {
        let mut record = record.clone();
        assert!(record.as_object_mut().unwrap().remove("milliseconds").is_some());
        record
    };
    records.iter().map(without).collect()
}

#[test]
fn one_thread_and_many_say_and_write_the_same() {
    let place = crowd(400);
    let run = |jobs: usize| {
        let _ = fs::remove_dir_all(place.0.path().join("out"));
        let ran =
            place.convert(&format!("@cvs -o @out --to blob,small --report @report.jsonl --verbose --jobs {jobs}"));
        (ran.status, ran.said, place.tree("out"), timeless(&place.records("report.jsonl")))
    };
    let one = run(1);
    assert_eq!(one.0, Status::Failed);
    assert!(one.1.contains("\n240 converted, 120 failed, 40 skipped; 40 warned, "), "{}", one.1);
    assert_eq!(one.3.len(), 400);
    for jobs in [2, 3, 16] {
        let many = run(jobs);
        assert_eq!(one.1, many.1, "what is said");
        assert!(one == many, "with {jobs} threads, the results or the report are others");
    }
}

#[test]
fn the_summary_has_all_numbers_and_the_first_failures() {
    let place = crowd(30);
    let ran = place.convert("@cvs -o @out --to small --jobs 4");
    let lines: Vec<_> = ran.said.lines().collect();
    let at = lines.iter().position(|line| line.contains(" converted, ")).unwrap();
    assert_eq!(lines[at], "21 converted, 6 failed, 3 skipped; 3 warned, 3 lossy, 3 details guessed");
    assert_eq!(lines[at + 1], "the first that failed:");
    assert!(
        lines[at + 2].starts_with("  @cvs/0/7.line: error: vitae stopped at this input: a toy that breaks"),
        "{lines:?}"
    );
    assert_eq!(lines.len(), at + 2 + 5);
}

#[test]
fn thousands_of_remarks_are_counted() {
    let place = Place::with(&[]);
    (0..50).for_each(|n| place.put(&format!("cvs/{n:02}.line"), "Mara\n"));
    let ran = place.convert("@cvs -o @out --to small");
    assert_eq!(ran.said.matches("1 detail lost").count(), 20);
    let more = "remarks on 30 more inputs are not shown; --verbose shows them, --report FILE has them all\n50 converted; 50 lossy\n";
    assert!(ran.said.ends_with(more), "{}", ran.said);
    let ran = place.convert("@cvs -o @out --to small --force --verbose");
    assert_eq!(ran.said.matches(": lost: ").count(), 50);
}

#[test]
fn a_panic_is_a_bug_of_ours_and_the_rest_goes_on() {
    let place = Place::with(&[("cvs/a.line", "Ada\n"), ("cvs/b.line", "panic\n"), ("cvs/c.line", "Cy\n")]);
    for jobs in [1, 3] {
        let ran = place.convert(&format!("@cvs -o @out --to blob --force --report @r.jsonl --jobs {jobs}"));
        assert_eq!(ran.status, Status::Failed);
        assert!(
            ran.said.starts_with("error: vitae stopped at this input: a toy that breaks (crates/cli/"),
            "{}",
            ran.said
        );
        assert!(ran.said.contains(" --> @cvs/b.line\nhelp: that is a bug in vitae"), "{}", ran.said);
        assert!(ran.said.ends_with("2 converted, 1 failed\n"), "{}", ran.said);
        assert_eq!(place.records("r.jsonl")[1]["diagnostics"][0]["code"], "bug");
    }
    let ran = place.convert("@cvs/b.line -o @x.blob");
    assert_eq!(ran.status, Status::Failed);
    assert!(ran.said.contains("that is a bug in vitae"), "{}", ran.said);
}

#[test]
fn several_formats_come_of_one_reading() {
    let place = Place::with(&[("cvs/a.line", "Ada\n?\n"), ("cvs/x/b.line", "unwritable\n")]);
    let ran = place.convert("@cvs -o @out --to blob,small --to tagged -O page=letter --report @r.jsonl");
    assert_eq!(ran.status, Status::Failed);
    assert_eq!(
        ran.said,
        "@cvs/a.line:2:1: note: unknown field, kept; did you mean `name`?\n\
         @cvs/a.line (small): 1 detail lost (--verbose shows what)\n\
         error: this cannot be a blob\n --> @cvs/x/b.line\n\
         1 converted, 1 failed; 1 warned, 1 lossy\n"
    );
    let written: Vec<_> = place.tree("out").into_keys().collect();
    let all = ["out/.vitae-state", "out/a.blob", "out/a.small", "out/a.tag", "out/x/b.small", "out/x/b.tag"];
    assert_eq!(written, all);
    assert_eq!(place.read("out/a.blob").unwrap(), "\0BLOB letter Ada");
    let records = place.records("r.jsonl");
    let ends = |record: &serde_json::Value| {
        let outputs = record["outputs"].as_array().unwrap();
        outputs
            .iter()
            .map(|o| format!("{} {}", o["format"].as_str().unwrap(), o["status"].as_str().unwrap()))
            .collect::<Vec<_>>()
    };
    assert_eq!(ends(&records[0]), ["blob converted", "small converted", "tagged converted"]);
    assert_eq!(ends(&records[1]), ["blob failed", "small converted", "tagged converted"]);
    assert_eq!((&records[0]["bytes"], &records[0]["outputs"][0]["bytes"]), (&6.into(), &16.into()));
    assert_eq!(records[0]["diagnostics"].as_array().unwrap().len(), 1);
    assert_eq!(records[0]["outputs"][1]["diagnostics"][0]["kind"], "lost");
}

#[test]
fn an_option_goes_to_the_formats_that_have_it() {
    let place = Place::with(&[("cvs/a.line", "Ada\n")]);
    for (options, answer) in [
        ("-O pgae=a4", "neither `blob` nor `small` has an option `pgae`"),
        ("-O tagged.page=a4", "help: this conversion writes `blob` and `small`"),
        ("-O page=a5", "help: it can be: a4, letter"),
        ("-O small.page=a4", "small has no option"),
    ] {
        let ran = place.convert(&format!("@cvs -o @out --to blob,small {options}"));
        assert_eq!(ran.status, Status::Usage, "{options}");
        assert!(ran.said.contains(answer), "{options}: {}", ran.said);
    }
    assert!(!place.0.path().join("out").exists());
}

#[test]
fn what_is_up_to_date_is_left() {
    let place = Place::with(&[("cvs/a.line", "Ada\n"), ("cvs/b.line", "Bo\n"), ("cvs/c.line", "oh!\n")]);
    let convert = |more: &str| place.convert(&format!("@cvs -o @out --to blob {more}"));
    let summary = |ran: &Ran| ran.said.lines().last().unwrap().to_owned();
    assert_eq!(summary(&convert("")), "2 converted, 1 failed");
    let ran = convert("--resume --report @r.jsonl");
    assert_eq!((ran.status, &*summary(&ran)), (Status::Failed, "2 up to date, 1 failed"));
    assert_eq!(place.records("r.jsonl")[0]["outputs"][0]["status"], "current");
    place.put("cvs/b.line", "Bob\n");
    fs::remove_file(place.0.path().join("out/a.blob")).unwrap();
    assert_eq!(summary(&convert("")), "2 converted, 1 failed", "one has changed, the result of the other is gone");
    assert_eq!(place.read("out/b.blob").unwrap(), "\0BLOB a4 Bob");
    for more in ["-O page=letter", "--mode publish", "--include-hidden", "--force --include-hidden"] {
        assert_eq!(summary(&convert(more)), "2 converted, 1 failed", "{more}");
    }
    assert_eq!(summary(&convert("--include-hidden")), "2 up to date, 1 failed");
    let both = place.convert("@cvs -o @out --to blob,tagged --include-hidden");
    assert_eq!(summary(&both), "2 converted, 1 failed", "a format more is made of what is there");
}

#[test]
fn what_somebody_changed_is_kept_unless_forced() {
    let place = Place::with(&[("cvs/a.line", "Ada\n"), ("cvs/b.line", "Bo\n")]);
    let convert = |more: &str| place.convert(&format!("@cvs -o @out --to blob {more}"));
    convert("");
    place.put("out/a.blob", "mine");
    let ran = convert("");
    assert_eq!(ran.status, Status::Done);
    let kept = "@cvs/a.line: kept: `@out/a.blob` was changed by somebody since it was made; --force replaces it\n";
    assert_eq!(ran.said, format!("{kept}1 up to date, 1 kept\n"));
    place.put("cvs/a.line", "Ada L\n");
    let ran = convert("--quiet");
    assert_eq!(ran.status, Status::Failed);
    assert!(
        ran.said.contains("`@out/a.blob` was changed by somebody since it was made, and so was what it is made of")
    );
    assert_eq!(place.read("out/a.blob").unwrap(), "mine");
    assert_eq!(convert("--force").said, "2 converted\n");
    assert_eq!(convert("").said, "2 up to date\n");
    assert_eq!(place.read("out/a.blob").unwrap(), "\0BLOB a4 Ada L");
}

#[test]
fn without_its_state_a_folder_is_made_anew() {
    let place = Place::with(&[("cvs/a.line", "Ada\n"), ("cvs/b.line", "Bo\n"), ("out/b.blob", "whose?")]);
    let convert = || place.convert("@cvs -o @out --to blob").said;
    assert_eq!(convert(), "2 converted; 1 file replaced that was not made by an earlier run\n");
    fs::remove_file(place.0.path().join("out").join(state::NAME)).unwrap();
    assert_eq!(convert(), "2 up to date\n", "what is written again is what is there");
    place.put("out/.vitae-state", "damaged\n");
    let said =
        "@out/.vitae-state: 1 of its lines cannot be understood; what it does not tell is made anew\n2 up to date\n";
    assert_eq!(convert(), said);
}

#[test]
fn an_interrupt_ends_in_order_and_the_same_command_goes_on() {
    let place = Place::with(&[]);
    (0..300).for_each(|n| place.put(&format!("cvs/{n:03}.line"), "Ada\n"));
    let line = place.0.path().display().to_string();
    let args =
        Args::parse_from(["vitae", "convert", &format!("{line}/cvs"), "-o", &format!("{line}/out"), "--to", "blob"]);
    let (mut out, mut said) = (Vec::new(), Vec::new());
    let mut console = Console::plain(std::io::empty(), &mut out, &mut said);
    console.interrupt.press();
    assert_eq!(run(&args, &formats(), &mut console), Status::Interrupted);
    drop(console);
    let said = String::from_utf8(said).unwrap();
    assert!(said.contains("interrupted after 0 of 300; the same command goes on where it stopped\n"), "{said}");
    assert_eq!(place.convert("@cvs -o @out --to blob --resume").said, "300 converted\n");
}

#[test]
fn folders_are_narrowed_by_patterns_and_ignore_files() {
    let place = Place::with(&[
        ("cvs/a.line", "Ada\n"),
        ("cvs/b.tag", "name: Bo\n"),
        ("cvs/drafts/c.line", "Cy\n"),
        ("cvs/.gitignore", "b.tag\n"),
    ]);
    let made = |more: &str| {
        let _ = fs::remove_dir_all(place.0.path().join("out"));
        let ran = place.convert(&format!("@cvs -o @out --to blob {more}"));
        assert_eq!(ran.status, Status::Done, "{}", ran.said);
        place.files().into_iter().filter_map(|f| Some(f.strip_prefix("out/")?.to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(made(""), ["a.blob", "drafts/c.blob"]);
    assert_eq!(made("--no-ignore"), ["a.blob", "b.blob", "drafts/c.blob"]);
    assert_eq!(made("--no-ignore --include *.line --exclude drafts"), ["a.blob"]);
    let ran = place.convert("@cvs -o @out --to blob --include *.none");
    assert!(ran.said.contains("help: --include, --exclude and ignore files"), "{}", ran.said);
    let checked = place.command("check", "@cvs --exclude drafts/ --verbose", b"", false);
    assert!(checked.said.contains("a.line") && !checked.said.contains("c.line"), "{}", checked.said);
}

#[test]
fn files_come_from_a_list() {
    let place = Place::with(&[("x/cv.line", "Ada\n"), ("y/cv.line", "Bo\n"), ("y/z/c d.line", "Cy\n")]);
    let root = place.0.path().display().to_string();
    for list in [format!("{root}/x/cv.line\r\n\n{root}/y/cv.line\n"), format!("{root}/x/cv.line\0{root}/y\0")] {
        let ran = place.run("--files-from - -o @out --to blob --force", list.as_bytes(), false);
        assert_eq!(ran.status, Status::Done, "{}", ran.said);
    }
    place.put("list", &format!("{root}/y/z/c d.line"));
    assert_eq!(place.convert("@x/cv.line --files-from @list -o @two --to blob").said, "2 converted\n");
    let names: Vec<_> = place.tree("out").into_keys().chain(place.tree("two").into_keys()).collect();
    let ends = |end: &str| names.iter().any(|name| name.ends_with(end));
    assert!(ends("x/cv.blob") && ends("y/cv.blob") && ends("out/z/c d.blob") && ends("two/cv.blob"), "{names:?}");
    let ran = place.run("--files-from @gone -o @out --to blob", b"", false);
    assert!(ran.status == Status::Usage && ran.said.contains("there is no such file"), "{}", ran.said);
    let ran = with_lines(&place, "- --from jsonl --files-from - --jsonl", b"");
    assert!(ran.status == Status::Usage && ran.said.contains("read only once"), "{}", ran.said);
}

/// The toys, and one that is JSON with a name in it.
fn with_json() -> Registry {
    let read = |source: &Source<'_>, _: &mut Context| {
        let text = source.text()?;
        let value: serde_json::Value = serde_json::from_str(text)
            .map_err(|_| Error::invalid("json", "this is no JSON").at(Location::in_text(text, 1..2)))?;
        let mut resume = Resume::default();
        resume.person.name = value["basics"].as_str().and_then(Text::new);
        Ok(resume)
    };
    let write =
        |resume: &Resume, _: &mut Context| Ok(format!("{{\n  \"basics\": \"{}\"\n}}\n", name(resume)).into_bytes());
    let sniff = |bytes: &[u8]| if bytes.starts_with(b"{\"basics\"") { Confidence::Certain } else { Confidence::No };
    formats().with(Format::new("json", "JSON").extensions(&["json"]).sniff(sniff).reader(read).writer(write))
}

fn with_lines(place: &Place, line: &str, input: &[u8]) -> Ran {
    let root = format!("{}/", place.0.path().display());
    let words = ["vitae", "convert"].into_iter().map(str::to_owned);
    let args = Args::try_parse_from(words.chain(line.split_whitespace().map(|word| word.replace('@', &root)))).unwrap();
    let (mut out, mut said) = (Vec::new(), Vec::new());
    let mut console = Console::plain(input, &mut out, &mut said);
    let status = run(&args, &with_json(), &mut console);
    drop(console);
    let said = anstream::adapter::strip_str(&String::from_utf8(said).unwrap()).to_string();
    Ran { status, out: String::from_utf8(out).unwrap(), said: said.replace(&root, "@") }
}

#[test]
fn each_result_is_a_line_in_the_order_of_the_inputs() {
    let place = crowd(60);
    let ran = with_lines(&place, "@cvs --to json --jsonl --jobs 8 --report @r.jsonl", b"");
    assert_eq!(ran.status, Status::Failed);
    let lines: Vec<_> = ran.out.lines().collect();
    assert_eq!(lines.len(), 60 - 6 - 6 - 6);
    assert_eq!(lines[0], r#"{"basics":"mara 0"}"#);
    // The report tells which line is whose.
    for record in place.records("r.jsonl").iter().filter(|record| record["status"] == "converted") {
        let line = record["outputs"][0]["line"].as_u64().unwrap() as usize;
        let number = Path::new(record["input"].as_str().unwrap()).file_stem().unwrap().to_str().unwrap().to_owned();
        assert!(lines[line - 1].ends_with(&format!(" {number}\"}}")), "{record}");
    }
    assert_eq!(with_lines(&place, "@cvs --jsonl", b"").out, ran.out, "JSON is what lines are of");
    let refused = with_lines(&place, "@cvs --jsonl --to blob", b"");
    assert_eq!((refused.status, &*refused.out), (Status::Usage, ""));
}

#[test]
fn each_line_is_an_input_and_an_error_names_it() {
    let text = b"{\"basics\": \"Ada\"}\n\n{oh\n{\"basics\": \"Cy\"}";
    let place = Place::with(&[]);
    let ran = with_lines(&place, "- --from jsonl --to json --jsonl --report @r.jsonl", text);
    assert_eq!(ran.status, Status::Failed);
    assert_eq!(ran.out, "{\"basics\":\"Ada\"}\n{\"basics\":\"Cy\"}\n");
    assert!(ran.said.starts_with("error: this is no JSON\n --> <stdin>:3:2\n  |\n3 | {oh\n  |  ^\n"), "{}", ran.said);
    assert!(ran.said.ends_with("2 converted, 1 failed\n"), "{}", ran.said);
    let records = place.records("r.jsonl");
    assert_eq!((&records[1]["input"], &records[1]["line"]), (&"<stdin>".into(), &3.into()));
    assert_eq!(records[1]["diagnostics"][0]["at"]["text"]["bytes"]["start"], 20);
    assert_eq!(records[2]["outputs"][0]["line"], 2);
}

#[test]
fn lines_of_a_file_become_files_by_number() {
    let place = Place::with(&[
        ("cvs/all.jsonl", "{\"basics\": \"Ada\"}\n\n{\"basics\": \"Bo\"}\n"),
        ("cvs/log.jsonl", "{\"level\": \"info\"}\n"),
        ("cvs/empty.ndjson", ""),
    ]);
    let ran = with_lines(&place, "@cvs -o @out --to blob,tagged", b"");
    assert_eq!(ran.status, Status::Done, "{}", ran.said);
    assert!(ran.said.contains("@cvs/log.jsonl: skipped: its lines are no résumés in JSON\n"), "{}", ran.said);
    assert!(ran.said.ends_with("2 converted, 2 skipped\n"), "{}", ran.said);
    let all = ["out/all/000001.blob", "out/all/000001.tag", "out/all/000003.blob", "out/all/000003.tag"];
    assert_eq!(place.files().into_iter().filter(|f| f.starts_with("out/")).collect::<Vec<_>>(), all);
    assert_eq!(place.read("out/all/000003.blob").unwrap(), "\0BLOB a4 Bo");
    assert!(with_lines(&place, "@cvs -o @out --to blob,tagged", b"").said.ends_with("2 up to date, 2 skipped\n"));
    let alone = with_lines(&place, "- --from jsonl -o @alone --to blob", b"{\"basics\": \"Di\"}\n");
    assert_eq!(alone.said, "1 converted\n");
    assert_eq!(place.read("alone/000001.blob").unwrap(), "\0BLOB a4 Di");
    for (line, answer) in [
        ("@cvs/empty.ndjson -o @out --to blob", "the input is empty"),
        ("@cvs/all.jsonl -o @one.blob", "is one file"),
        ("@cvs/all.jsonl --to blob", "need a folder"),
        ("@cvs --jsonl -o @out", "lines of JSON go to standard output"),
    ] {
        let ran = with_lines(&place, line, b"");
        assert!(ran.said.contains(answer) && ran.status != Status::Done, "{line}: {}", ran.said);
    }
}

/// A pipe that takes a line and is then closed.
struct Closing(usize);

impl std::io::Write for Closing {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += 1;
        if self.0 > 1 { Err(std::io::ErrorKind::BrokenPipe.into()) } else { Ok(bytes.len()) }
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_reader_that_goes_away_ends_the_work_quietly() {
    // Lines without an end: who did not stop would never come back.
    struct Endless;
    impl std::io::Read for Endless {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            let line = b"{\"basics\": \"Ada\"}\n";
            let length = line.len().min(into.len());
            into[..length].copy_from_slice(&line[..length]);
            Ok(length)
        }
    }
    let (mut out, mut said) = (Closing(0), Vec::new());
    let args = Args::parse_from(["vitae", "convert", "-", "--from", "jsonl", "--jsonl"]);
    let mut console = Console::plain(Endless, &mut out, &mut said);
    assert_eq!(run(&args, &with_json(), &mut console), Status::Done);
    drop(console);
    assert_eq!(String::from_utf8(said).unwrap(), "");
}

#[test]
fn a_report_that_cannot_be_written_stops_all_before_it_begins() {
    let place = Place::with(&[("cvs/a.line", "Ada\n"), ("x", "a file")]);
    let ran = place.convert("@cvs -o @out --to blob --report @x/r.jsonl");
    assert_eq!(ran.status, Status::Failed);
    assert!(ran.said.contains("the report cannot be written"), "{}", ran.said);
    assert!(!place.0.path().join("out").exists());
}
