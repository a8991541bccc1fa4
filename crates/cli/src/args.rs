//! What can be typed.

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::str::FromStr;
use vitae::{Limit, Limits};

const EXAMPLES: &str = "\
Examples:
  vitae convert cv.yaml -o cv.docx           one file; the names tell the formats
  vitae convert cv.yaml --to docx > cv.docx  to standard output
  vitae convert resumes -o out --to docx     every résumé of a folder
  vitae diff cv.yaml sent.docx               what differs between two résumés
  vitae check cv.yaml                        what is wrong in one, or probably not meant
  vitae formats                              the formats that can be read and written
  vitae formats docx                         one format and its options
  vitae schema yaml > vitae.schema.json      what an editor needs to complete and check

Exit status:
  0  everything was done; two résumés are equal
  1  an input could not be converted or is not valid; two résumés differ
  2  the command line asks for something that cannot be
  3  --mode strict would not write a result that differs from its input";

const DIFF_EXAMPLES: &str = "\
Examples:
  vitae diff cv.yaml sent.docx
  vitae diff cv.yaml - --from-b json < downloaded
  vitae diff old.xml new.xml --json

Two résumés are equal when they say the same, however it is spelled: the order of keys, white space
between words and marks that mean nothing do not count. Each difference is shown with its path, as it
would be written in YAML, under the section or entry that it lies in:
  +  it is only in B       -  it is only in A
  ~  it has another value  >  it stands elsewhere

With --json: an array of objects with `path` (in B; of what is only in A, there), `kind` (added,
removed, changed, moved), the values `before` and `after`, and `from`, the path in A, if that is
another.

Exit status:
  0  they are equal
  1  they differ
  2  there is no telling: one cannot be read, or the command line asks for something that cannot be";

const CHECK_EXAMPLES: &str = "\
Examples:
  vitae check cv.yaml
  vitae check resumes --strict
  vitae check cv.docx --json
  vitae check their.docx --verbose

What cannot be read is an error. What can be read and is probably not meant is doubtful: no name, no
way to reach somebody, dates that end before they begin, an entry that stands twice, an entry without
a title, a section with nothing in it, a field that nobody shows. What was guessed in a document that does not say what is
what is listed too; a guess may well be right, and alone it is not doubtful. The most doubtful comes first.

Exit status:
  0  every input can be read
  1  an input cannot be read; with --strict, also when something is doubtful
  2  the command line asks for something that cannot be";

const CONVERT_EXAMPLES: &str = "\
Examples:
  vitae convert cv.yaml -o cv.docx
  vitae convert cv.yaml -o letter.docx -O page=letter
  vitae convert - --from yaml --to docx < cv.yaml > cv.docx
  vitae convert cv.yaml talk.yaml -o out/ --to docx
  vitae convert resumes -o out --to docx,html -O docx.page=letter
  vitae convert resumes -o out --to docx --include '*.yaml' --exclude drafts/
  find . -name '*.docx' -print0 | vitae convert --files-from - -o out --to yaml
  vitae convert resumes --to json --jsonl | jq .basics.name
  vitae convert cv.yaml -o cv.docx --mode strict --report cv.report.jsonl
  vitae convert cv.yaml -o cv.docx --mode publish
  vitae convert their.docx -o mine.yaml --mark-guesses

A folder is converted with all folders in it, in the order of names; the results form the same
tree in the folder given with -o. Hidden files, links to folders, and files that are in no known
format are skipped. What was converted before is not converted again, unless it, the options or
vitae have changed; .vitae-state in the folder of results knows. Ctrl-C finishes the files in
flight, and the same command goes on from there.

The options of a format, for -O, are listed by `vitae formats FORMAT`.

Exit status:
  0  everything was done
  1  an input could not be converted; the others were
  2  the command line asks for something that cannot be; nothing was written
  3  --mode strict would not write a result that differs from its input
  130  it was interrupted";

/// Under what the help lists what is of use for many inputs only.
const MANY: &str = "Many résumés";

/// What an input may cost, as `--limit` takes it.
fn limits_help() -> String {
    let row = |limit: &Limit| format!("  {:<16} {}", format!("{}={}", limit.name(), limit.default_value()), limit.of());
    let rows: Vec<_> = Limit::ALL.iter().map(row).collect();
    format!("Limits, for --limit NAME=VALUE; a résumé comes near none of them:\n{}", rows.join("\n"))
}

/// Convert résumés between formats without losing a word.
#[derive(Debug, Parser)]
#[command(name = "vitae", bin_name = "vitae", version, after_help = format!("{EXAMPLES}\n\n{}", limits_help()), max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

impl Args {
    /// The arguments of a process. Whoever forgets the command is reminded of the one that is most often meant.
    pub(crate) fn of(words: impl IntoIterator<Item = OsString>) -> Result<Self, clap::Error> {
        Self::try_parse_from(words).map_err(|mut error| {
            let is_known = error.get(ContextKind::SuggestedSubcommand).is_some();
            if error.kind() == ErrorKind::InvalidSubcommand && !is_known {
                let tip = StyledStr::from("to convert files, say so: vitae convert INPUT -o OUTPUT");
                error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip]));
            }
            error
        })
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Convert résumés from one format to another.
    #[command(after_help = CONVERT_EXAMPLES)]
    Convert(Convert),
    /// Compare two résumés, in whatever formats they are.
    #[command(after_help = DIFF_EXAMPLES)]
    Diff(Diff),
    /// Read résumés, and say what is wrong in them or probably not meant.
    #[command(after_help = CHECK_EXAMPLES)]
    Check(Check),
    /// List the formats, or describe one with its options.
    Formats(Formats),
    /// Print the schema of a format, for editors and validators.
    Schema(Schema),
}

#[derive(Debug, clap::Args)]
pub(crate) struct Convert {
    /// Files or folders to convert; `-` is standard input.
    #[arg(value_name = "INPUT", required_unless_present = "files_from")]
    pub(crate) inputs: Vec<PathBuf>,

    /// Convert also the files that are listed in this file, one on a line or parted by NUL; `-` is standard input. The results
    /// have the paths of the list.
    #[arg(help_heading = MANY, long, value_name = "FILE")]
    pub(crate) files_from: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) select: Select,

    /// Where to write: a file, or a folder for several results. Standard output when absent. Files that exist are
    /// replaced, folders that do not are made.
    #[arg(short, long, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,

    /// The format of the inputs, when content and name do not tell; `jsonl` is a résumé in JSON on each line.
    #[arg(short, long, value_name = "FORMAT")]
    pub(crate) from: Option<String>,

    /// The format to write, when the name of the output does not tell; several with commas between them.
    #[arg(short, long, value_name = "FORMAT", value_delimiter = ',')]
    pub(crate) to: Vec<String>,

    /// Write each result as one line of JSON to standard output, in the order of the inputs.
    #[arg(help_heading = MANY, long)]
    pub(crate) jsonl: bool,

    /// An option of a format that is written, such as `page=letter`; may be given several times.
    #[arg(short = 'O', long = "option", value_name = "[FORMAT.]KEY=VALUE")]
    pub(crate) options: Vec<FormatOption>,

    #[command(flatten)]
    pub(crate) within: Within,

    /// Write a comment above each thing that was guessed when the input was read. The result must be YAML.
    #[arg(long)]
    pub(crate) mark_guesses: bool,

    /// What a result may carry and lack: `lossless` carries, out of sight if need be, what it takes to get the same résumé
    /// back, and says what is lost all the same; `publish` carries nothing that a reader does not see; `strict` is
    /// `lossless`, but where anything would be lost or changed it writes nothing and exits with status 3.
    #[arg(long, value_enum, default_value_t = Mode::Lossless, hide_possible_values = true)]
    pub(crate) mode: Mode,

    /// Let documents carry, out of sight, what is marked as hidden. Without this it stays behind, which is said, and which
    /// `strict` does not refuse. Files of data always carry it.
    #[arg(long)]
    pub(crate) include_hidden: bool,

    /// Write what was read, written, guessed, changed and lost to this file: one JSON object on a line for each input.
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,

    /// How many inputs are converted at the same time; as many as there are cores, unless said.
    #[arg(help_heading = MANY, short, long, value_name = "NUMBER")]
    pub(crate) jobs: Option<NonZeroUsize>,

    /// Go on with work that was broken off: what is up to date is not made again. That is what always happens; this only says so.
    #[arg(help_heading = MANY, long, conflicts_with = "force")]
    pub(crate) resume: bool,

    /// Make all anew, also what is up to date, and over what was changed by hand.
    #[arg(help_heading = MANY, long)]
    pub(crate) force: bool,

    /// Show each thing that was guessed, changed, lost or is worth noting, and each file that is written.
    #[arg(short, long, conflicts_with = "quiet")]
    pub(crate) verbose: bool,

    /// Show nothing but errors.
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

/// Which files of a folder are meant.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Select {
    /// Of folders, take only the files that match; may be given several times. Patterns are those of `.gitignore`.
    #[arg(help_heading = MANY, long, value_name = "PATTERN")]
    pub(crate) include: Vec<String>,

    /// Of folders, leave out the files and folders that match.
    #[arg(help_heading = MANY, long, value_name = "PATTERN")]
    pub(crate) exclude: Vec<String>,

    /// Of folders, take also what a `.gitignore`, `.ignore` or `.vitaeignore` in them leaves out.
    #[arg(help_heading = MANY, long)]
    pub(crate) no_ignore: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Diff {
    /// The first résumé; `-` is standard input.
    #[arg(value_name = "A")]
    pub(crate) before: PathBuf,

    /// The second résumé; `-` is standard input.
    #[arg(value_name = "B")]
    pub(crate) after: PathBuf,

    /// The format of the first, when content and name do not tell.
    #[arg(long, value_name = "FORMAT")]
    pub(crate) from_a: Option<String>,

    /// The format of the second, when content and name do not tell.
    #[arg(long, value_name = "FORMAT")]
    pub(crate) from_b: Option<String>,

    #[command(flatten)]
    pub(crate) within: Within,

    /// Print a JSON array with an object for each difference.
    #[arg(long)]
    pub(crate) json: bool,

    /// Print nothing; the exit status tells.
    #[arg(short, long, conflicts_with = "json")]
    pub(crate) quiet: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    /// Files or folders to check; `-` is standard input.
    #[arg(value_name = "INPUT", required = true)]
    pub(crate) inputs: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) select: Select,

    /// The format of the inputs, when content and name do not tell.
    #[arg(short, long, value_name = "FORMAT")]
    pub(crate) from: Option<String>,

    #[command(flatten)]
    pub(crate) within: Within,

    /// Exit with status 1 also for what is only probably not meant.
    #[arg(long)]
    pub(crate) strict: bool,

    /// Print one JSON object on a line for each input, and nothing else.
    #[arg(long)]
    pub(crate) json: bool,

    /// Write the same objects to this file.
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,

    /// Show all, however much it is, also what is only worth noting, and each file that is sound.
    #[arg(short, long, conflicts_with_all = ["quiet", "json"])]
    pub(crate) verbose: bool,

    /// Show nothing but errors.
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Formats {
    /// The format to describe, by its name or file name extension.
    #[arg(value_name = "FORMAT")]
    pub(crate) format: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Schema {
    /// The format, by its name or file name extension.
    #[arg(value_name = "FORMAT")]
    pub(crate) format: String,
}

/// What a result may carry and lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Mode {
    /// All that it takes to get the same résumé back.
    Lossless,
    /// Nothing that a reader does not see.
    Publish,
    /// As lossless, and nothing may be lost.
    Strict,
}

/// What an input may cost.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Within {
    /// What an input may cost, such as `nodes=200000` or `input=64M`; may be given several times. `vitae help` lists the limits.
    #[arg(long = "limit", value_name = "NAME=VALUE")]
    limits: Vec<Changed>,
}

impl Within {
    /// The usual limits, but for those that were given.
    pub(crate) fn limits(&self) -> Limits {
        let mut limits = Limits::default();
        // Each was tried when it was typed.
        let _ = self.limits.iter().try_for_each(|Changed { name, value }| limits.set(name, value));
        limits
    }
}

/// One `--limit`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Changed {
    name: String,
    value: String,
}

impl FromStr for Changed {
    type Err = String;

    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        let (name, value) = typed.split_once('=').ok_or("write NAME=VALUE, as in input=64M")?;
        Limits::default().set(name, value).map_err(|error| match error.diagnostic.help.as_deref() {
            Some(help) => format!("{error}; {help}"),
            None => error.to_string(),
        })?;
        Ok(Self { name: name.to_owned(), value: value.to_owned() })
    }
}

/// One `-O`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FormatOption {
    pub(crate) format: Option<String>,
    pub(crate) key: String,
    pub(crate) value: String,
}

impl FromStr for FormatOption {
    type Err = &'static str;

    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        let (name, value) = typed.split_once('=').ok_or("write KEY=VALUE, as in page=letter")?;
        let (format, key) = match name.split_once('.') {
            Some((format, key)) => (Some(format), key),
            None => (None, name),
        };
        if key.is_empty() || format == Some("") {
            return Err("a name is missing before `=`; write KEY=VALUE, as in page=letter");
        }
        Ok(Self { format: format.map(str::to_owned), key: key.to_owned(), value: value.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn option(format: Option<&str>, key: &str, value: &str) -> FormatOption {
        FormatOption { format: format.map(Into::into), key: key.into(), value: value.into() }
    }

    #[test]
    fn the_command_line_is_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn options_split_at_the_first_equals_sign() {
        assert_eq!("page=a4".parse(), Ok(option(None, "page", "a4")));
        assert_eq!("docx.page=a4".parse(), Ok(option(Some("docx"), "page", "a4")));
        assert_eq!("font=A=B.C".parse(), Ok(option(None, "font", "A=B.C")));
        assert_eq!("page=".parse(), Ok(option(None, "page", "")));
    }

    #[test]
    fn an_option_without_a_name_or_value_is_refused() {
        for typed in ["page", "=a4", ".page=a4", "docx.=a4", ""] {
            assert!(typed.parse::<FormatOption>().is_err(), "{typed}");
        }
    }

    #[test]
    fn limits_are_changed_by_name_and_the_last_word_counts() {
        let of = |words: &[&str]| {
            let words = ["vitae", "check", "a"].iter().chain(words);
            let Command::Check(args) = Args::parse_from(words).command else { panic!("it is `check`") };
            args.within.limits()
        };
        assert_eq!(of(&[]), Limits::default());
        let limits = of(&["--limit", "input=1G", "--limit", "nodes=5", "--limit", "nodes=7"]);
        assert_eq!((limits.input, limits.nodes, limits.depth), (1 << 30, 7, Limits::default().depth));
    }

    #[test]
    fn an_unknown_limit_is_answered_with_the_nearest() {
        let said = |typed: &str| typed.parse::<Changed>().unwrap_err();
        assert_eq!(said("nodse=1"), "there is no limit `nodse`; did you mean `nodes`?");
        assert_eq!(said("nodes"), "write NAME=VALUE, as in input=64M");
        assert_eq!(said("input=big"), "the limit `input` is a size, not `big`; the usual value is `input=32M`");
        assert!(said("x=1").contains("the limits are: input, "));
    }

    #[test]
    fn a_lone_dash_is_an_input() {
        let Command::Convert(args) = Args::parse_from(["vitae", "convert", "-", "--to", "docx"]).command else {
            panic!("it is `convert`");
        };
        assert_eq!(args.inputs, [PathBuf::from("-")]);
        assert_eq!(args.mode, Mode::Lossless);
    }

    #[test]
    fn a_forgotten_command_is_reminded_of() {
        let said = |words: [&str; 2]| Args::of(words.map(OsString::from)).unwrap_err().to_string();
        assert!(said(["vitae", "cv.yaml"]).contains("vitae convert INPUT -o OUTPUT"));
        assert!(!said(["vitae", "covnert"]).contains("INPUT -o OUTPUT"), "clap knows better");
    }

    #[test]
    fn verbose_and_quiet_exclude_each_other() {
        assert!(Args::try_parse_from(["vitae", "convert", "a", "-v", "-q"]).is_err());
    }
}
