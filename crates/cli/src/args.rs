//! What can be typed.

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;
use std::str::FromStr;

const EXAMPLES: &str = "\
Examples:
  vitae convert cv.yaml -o cv.docx           one file; the names tell the formats
  vitae convert cv.yaml --to docx > cv.docx  to standard output
  vitae convert resumes -o out --to docx     every résumé of a folder
  vitae formats                              the formats that can be read and written
  vitae formats docx                         one format and its options
  vitae schema yaml > vitae.schema.json      what an editor needs to complete and check

Exit status:
  0  everything was done
  1  an input could not be converted; the others were
  2  the command line asks for something that cannot be; nothing was written
  3  --mode strict would not write a result that differs from its input";

const CONVERT_EXAMPLES: &str = "\
Examples:
  vitae convert cv.yaml -o cv.docx
  vitae convert cv.yaml -o letter.docx -O page=letter
  vitae convert - --from yaml --to docx < cv.yaml > cv.docx
  vitae convert cv.yaml talk.yaml -o out/ --to docx
  vitae convert resumes -o out --to docx --verbose
  vitae convert cv.yaml -o cv.docx --mode strict --report cv.report.jsonl

A folder is converted with all folders in it, in the order of names; the results form the same
tree in the folder given with -o. Hidden files, links to folders, and files that are in no known
format are skipped.

The options of a format, for -O, are listed by `vitae formats FORMAT`.

Exit status:
  0  everything was done
  1  an input could not be converted; the others were
  2  the command line asks for something that cannot be; nothing was written
  3  --mode strict would not write a result that differs from its input";

/// Convert résumés between formats without losing a word.
#[derive(Debug, Parser)]
#[command(name = "vitae", bin_name = "vitae", version, after_help = EXAMPLES, max_term_width = 100)]
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
    /// List the formats, or describe one with its options.
    Formats(Formats),
    /// Print the schema of a format, for editors and validators.
    Schema(Schema),
}

#[derive(Debug, clap::Args)]
pub(crate) struct Convert {
    /// Files or folders to convert; `-` is standard input.
    #[arg(value_name = "INPUT", required = true)]
    pub(crate) inputs: Vec<PathBuf>,

    /// Where to write: a file, or a folder for several results. Standard output when absent. Files that exist are
    /// replaced, folders that do not are made.
    #[arg(short, long, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,

    /// The format of the inputs, when content and name do not tell.
    #[arg(short, long, value_name = "FORMAT")]
    pub(crate) from: Option<String>,

    /// The format to write, when the name of the output does not tell.
    #[arg(short, long, value_name = "FORMAT")]
    pub(crate) to: Option<String>,

    /// An option of the format that is written, such as `page=letter`; may be given several times.
    #[arg(short = 'O', long = "option", value_name = "[FORMAT.]KEY=VALUE")]
    pub(crate) options: Vec<FormatOption>,

    /// What to do when the result would differ from its input: `lossless` writes it and says what differs, `strict` does
    /// not write it, says what would differ, and exits with status 3.
    #[arg(long, value_enum, default_value_t = Mode::Lossless, hide_possible_values = true)]
    pub(crate) mode: Mode,

    /// Write what was read, written, guessed, changed and lost to this file: one JSON object on a line for each input.
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,

    /// Show each thing that was guessed, changed, lost or is worth noting, and each file that is written.
    #[arg(short, long, conflicts_with = "quiet")]
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

/// What to do when the result would differ from its input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Mode {
    /// Write it, and say what differs.
    Lossless,
    /// Do not write it, and say what would differ.
    Strict,
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
