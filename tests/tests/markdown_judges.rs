//! What programs that nobody here wrote make of our Markdown.
//!
//! | judge | asks |
//! |---|---|
//! | `prettier` | does the outline survive its formatting, lines wrapped or not; and the whole résumé, with what nobody sees: of every fixture |
//! | `pandoc` | does a page show every visible word, and nothing else, read as CommonMark and as GitHub does |
//!
//! `tests/judges/install` installs them. One that is not there is said on stderr, and its trials are ignored – where `CI=true`, they
//! fail.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a test that fails loudly is what is wanted here, and without the harness clippy cannot know that this is one"
)]

use libtest_mimic::{Arguments, Failed, Trial};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::{Arc, OnceLock};
use vitae::{Context, Resume, Source};
use vitae_outline::{Composition, Kind, Outline, compose, visible};

/// The ways of formatting, and what prettier is told.
const WAYS: [(&str, &[&str]); 2] = [("default", &[]), ("wrapped", &["--prose-wrap", "always"])];

/// What pandoc reads: front matter is an extension of both.
const DIALECTS: [&str; 2] = ["commonmark+yaml_metadata_block", "gfm+yaml_metadata_block"];

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("markdown-{}", std::process::id()));
    let pages: Arc<OnceLock<Pages<Outline>>> = Arc::default();
    let whole: Arc<OnceLock<Pages<Resume>>> = Arc::default();
    let mut trials = Vec::new();
    let prettier = missing(&mut Command::new(prettier()), "prettier");
    for (way, options) in WAYS {
        let (pages, place) = (Arc::clone(&pages), folder.clone());
        trials.push(trial(format!("prettier/{way}"), prettier.as_deref(), move || {
            let pages = pages.get_or_init(|| Pages::new(place));
            pages.format(way, options)?;
            pages.each(|name, outline| pages.survived(way, name, outline))
        }));
        let (pages, place) = (Arc::clone(&whole), folder.join("whole"));
        trials.push(trial(format!("prettier/{way}/whole"), prettier.as_deref(), move || {
            let pages = pages.get_or_init(|| Pages::with_all(place));
            pages.format(way, options)?;
            pages.each(|name, resume| pages.read_again(way, name, resume))
        }));
    }
    let pandoc = missing(&mut Command::new("pandoc"), "pandoc");
    for dialect in DIALECTS {
        let (pages, folder) = (Arc::clone(&pages), folder.clone());
        let label = dialect.split('+').next().unwrap_or_default();
        trials.push(trial(format!("pandoc/{label}"), pandoc.as_deref(), move || {
            let pages = pages.get_or_init(|| Pages::new(folder));
            pages.each(|name, outline| pages.shown(dialect, name, outline))
        }));
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    if conclusion.has_failed() {
        eprintln!("the files that were judged are in {}", folder.display());
    } else {
        let _ = fs::remove_dir_all(&folder);
    }
    conclusion.exit_code()
}

/// A trial, ignored (but in CI) where its judge is missing.
fn trial(name: String, missing: Option<&str>, run: impl FnOnce() -> Result<(), String> + Send + 'static) -> Trial {
    match missing.map(str::to_owned) {
        None => Trial::test(name, move || run().map_err(Failed::from)),
        Some(why) => {
            let is_ci = std::env::var("CI").is_ok_and(|ci| ci == "true" || ci == "1");
            Trial::test(name, move || Err(Failed::from(why))).with_ignored_flag(!is_ci)
        }
    }
}

/// What to say if a program is not there; said at once.
fn missing(program: &mut Command, name: &str) -> Option<String> {
    let here = program.arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|s| s.success());
    let why = (!here).then(|| format!("JUDGE MISSING: {name} judges no Markdown (see tests/judges/install)"))?;
    eprintln!("{why}");
    Some(why)
}

/// The one that `tests/judges/install` installed.
fn prettier() -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("it is inside the target folder");
    target.join("judges/node/node_modules/.bin/prettier")
}

/// What was written, and its files.
struct Pages<T> {
    folder: PathBuf,
    all: Vec<(String, T)>,
}

impl<T> Pages<T> {
    fn written(folder: PathBuf, all: Vec<(String, T)>, write: impl Fn(&T) -> vitae::Result<Vec<u8>>) -> Self {
        assert!(!all.is_empty(), "the fixtures are there");
        fs::create_dir_all(&folder).expect("the folder for judged files can be made");
        for (name, one) in &all {
            let text = write(one).expect("everything can be written");
            fs::write(folder.join(format!("{name}.md")), text).expect("the folder takes files");
        }
        Self { folder, all }
    }

    /// What is said of the pages, all of it.
    fn each(&self, judge: impl Fn(&str, &T) -> Result<(), String>) -> Result<(), String> {
        let found =
            self.all.iter().filter_map(|(name, outline)| Some(format!("{name}: {}", judge(name, outline).err()?)));
        let found: Vec<String> = found.collect();
        if found.is_empty() { Ok(()) } else { Err(found.join("\n")) }
    }

    /// Formats copies of all pages.
    fn format(&self, way: &str, options: &[&str]) -> Result<(), String> {
        let folder = self.folder.join(way);
        fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
        for (name, _) in &self.all {
            let file = format!("{name}.md");
            fs::copy(self.folder.join(&file), folder.join(&file)).map_err(|e| e.to_string())?;
        }
        let mut command = Command::new(prettier());
        // The folder is below one that a version control ignores: that is no reason to look away.
        command.args([
            "--no-config",
            "--no-editorconfig",
            "--ignore-path",
            "/dev/null",
            "--write",
            "--log-level",
            "warn",
        ]);
        run(command.args(options).arg(".").current_dir(&folder)).map(drop)
    }

    /// The file after formatting.
    fn formatted(&self, way: &str, name: &str) -> Result<Vec<u8>, String> {
        fs::read(self.folder.join(way).join(format!("{name}.md"))).map_err(|e| e.to_string())
    }
}

/// Everything that Markdown carries, also what nobody sees in it: all but the pieces that their owner hid.
impl Pages<Resume> {
    fn with_all(folder: PathBuf) -> Self {
        let fixture = |(name, resume): (String, Resume)| (name, resume.normalize().without_hidden().normalize());
        let all = vitae_testkit::fixtures().into_iter().map(fixture).collect();
        Self::written(folder, all, |resume| vitae_markdown::format().write(resume, &mut Context::default()))
    }

    /// The résumé is the same after formatting.
    fn read_again(&self, way: &str, name: &str, resume: &Resume) -> Result<(), String> {
        let bytes = self.formatted(way, name)?;
        let again = vitae_markdown::format().read(&Source::new(&bytes), &mut Context::default());
        let changes = vitae::diff(resume, &again.map_err(|e| e.to_string())?.normalize());
        if changes.is_empty() { Ok(()) } else { Err(format!("{changes:#?}\n{}", String::from_utf8_lossy(&bytes))) }
    }
}

/// What is visible, and no more.
impl Pages<Outline> {
    fn new(folder: PathBuf) -> Self {
        let fixture = |(name, resume)| (name, compose(&visible(&resume), Composition::default()));
        let all = vitae_testkit::fixtures().into_iter().map(fixture).collect();
        Self::written(folder, all, |outline| vitae_markdown::render(outline, &mut Context::default()))
    }

    /// The outline is the same after formatting.
    fn survived(&self, way: &str, name: &str, outline: &Outline) -> Result<(), String> {
        let bytes = self.formatted(way, name)?;
        let again = vitae_markdown::parse(&Source::new(&bytes), &mut Context::default()).map_err(|e| e.to_string())?;
        let (again, outline) = (again.normal(), outline.clone().normal());
        if again == outline {
            return Ok(());
        }
        let parting = outline.blocks.iter().zip(&again.blocks).find(|(before, after)| before != after);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Err(format!("heads: {:?}, {:?}\nblocks: {parting:#?}\n{text}", outline.head, again.head))
    }

    /// The page shows the characters of the outline, and nothing else.
    fn shown(&self, dialect: &str, name: &str, outline: &Outline) -> Result<(), String> {
        let mut command = Command::new("pandoc");
        command.args(["-f", dialect, "-t", "html", "--wrap=none"]).arg(self.folder.join(format!("{name}.md")));
        let html = run(&mut command)?;
        let solid = |text: &str| text.split_whitespace().collect::<String>();
        let want: String = outline.blocks.iter().filter(|b| b.kind != Kind::Rule).map(|b| solid(&b.text())).collect();
        // Pandoc composes a letter and its accent; one fixture has such a pair.
        let want = want.replace("e\u{301}", "\u{e9}");
        let found = solid(&visible_text(&html));
        if found == want {
            return Ok(());
        }
        let same = want.chars().zip(found.chars()).take_while(|(a, b)| a == b).count();
        let near = |text: &str| text.chars().skip(same.saturating_sub(20)).take(80).collect::<String>();
        Err(format!("should show: …{}…\nbut shows:   …{}…", near(&want), near(&found)))
    }
}

fn run(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|e| format!("{command:?}: {e}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(format!("{command:?} ended with {}: {}", output.status, String::from_utf8_lossy(&output.stderr)))
}

/// What stands between tags and comments.
fn visible_text(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let end = if after.starts_with("!--") { "-->" } else { ">" };
        rest = after.split_once(end).map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        .iter()
        .fold(out, |text, (reference, character)| text.replace(reference, character))
}
