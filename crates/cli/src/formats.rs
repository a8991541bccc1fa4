//! `vitae formats` and `vitae schema`: what the registry says about itself.

use crate::console::Console;
use crate::{Status, args, plan, render};
use std::fmt::Write;
use vitae::{Error, Format, OptionSpec, Registry};

/// Lists the formats, or describes one.
pub(crate) fn list(args: &args::Formats, formats: &Registry, console: &mut Console<'_>) -> Status {
    match args.format.as_deref().map(|name| formats.get(name)).transpose() {
        Ok(None) => console.show(&overview(formats)),
        Ok(Some(format)) => console.show(&description(format)),
        Err(error) => refuse(&error, console),
    }
}

/// Prints the schema of a format.
pub(crate) fn schema(args: &args::Schema, formats: &Registry, console: &mut Console<'_>) -> Status {
    match formats.get(&args.format).and_then(|format| schema_of(format, formats)) {
        Ok(text) => console.show(&text),
        Err(error) => refuse(&error, console),
    }
}

fn refuse(error: &Error, console: &mut Console<'_>) -> Status {
    console.say(&render::error(error, None));
    Status::Usage
}

fn schema_of(format: &Format, formats: &Registry) -> Result<String, Error> {
    format.schema_text().ok_or_else(|| {
        let having = plan::names(formats, |f| f.schema_text().is_some());
        let none = plan::usage(format!("`{}` has no schema", format.name()));
        if having.is_empty() { none } else { none.help(format!("these formats have one: {having}")) }
    })
}

/// All formats in a table, and all options under it.
fn overview(formats: &Registry) -> String {
    let mut rows = vec![["NAME", "FORMAT", "KIND", "EXTENSIONS", "READ", "WRITE"].map(str::to_owned).to_vec()];
    rows.extend(formats.iter().map(|format| {
        vec![
            format.name().to_owned(),
            format.title().to_owned(),
            kind(format).to_owned(),
            extensions(format),
            yes(format.reads()).to_owned(),
            yes(format.writes()).to_owned(),
        ]
    }));
    let mut text = table(&rows, "");
    let options: Vec<_> = formats
        .iter()
        .flat_map(|format| format.option_specs().iter().map(move |spec| (format, spec)))
        .map(|(format, spec)| vec![format!("{}.{}", format.name(), spec.name), values(spec)])
        .collect();
    if !options.is_empty() {
        text.push_str("\nOptions for -O when one is written, the default first:\n");
        text.push_str(&table(&options, "  "));
        text.push_str("\n`vitae formats NAME` says what the options of a format do.\n");
    }
    text
}

/// One format in detail.
fn description(format: &Format) -> String {
    let mut text = format!("{} ({})\n\n", format.title(), format.name());
    let schema = format.schema_text().map_or("no".to_owned(), |_| format!("vitae schema {}", format.name()));
    let about = [
        ["kind", kind(format)],
        ["extensions", &extensions(format)],
        ["media type", format.media()],
        ["read", yes(format.reads())],
        ["write", yes(format.writes())],
        ["content", if format.is_binary() { "binary" } else { "text" }],
        ["schema", &schema],
    ];
    text.push_str(&table(&about.map(|row| row.map(str::to_owned).to_vec()), "  "));
    if !format.option_specs().is_empty() {
        text.push_str("\nOptions for -O when it is written, the default first:\n");
    }
    for spec in format.option_specs() {
        let _ = write!(text, "\n  {}={}\n      {}\n", spec.name, values(spec), spec.help);
    }
    text
}

/// A document shows a résumé, and what it carries beside is for `--mode` to say; data carries everything.
const fn kind(format: &Format) -> &'static str {
    if format.is_document() { "document" } else { "data" }
}

fn extensions(format: &Format) -> String {
    let dotted: Vec<_> = format.file_extensions().iter().map(|e| format!(".{e}")).collect();
    dotted.join(" ")
}

fn values(spec: &OptionSpec) -> String {
    if spec.values.is_empty() { "TEXT".to_owned() } else { spec.values.join("|") }
}

const fn yes(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

/// Rows with their columns aligned, two spaces apart.
fn table(rows: &[Vec<String>], indent: &str) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
    let widths: Vec<_> = (0..columns).filter_map(width).collect();
    let mut text = String::new();
    for row in rows {
        let cells: Vec<_> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        let _ = writeln!(text, "{indent}{}", cells.join("  ").trim_end());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use vitae::{Context, Resume, Source};

    const OPTIONS: &[OptionSpec] = &[
        OptionSpec { name: "page", values: &["a4", "letter"], help: "The size of the paper." },
        OptionSpec { name: "font", values: &[], help: "The typeface." },
    ];

    fn formats() -> Registry {
        let read = |_: &Source<'_>, _: &mut Context| Ok(Resume::default());
        let write = |_: &Resume, _: &mut Context| Ok(Vec::new());
        let plain = Format::new("plain", "Plain").extensions(&["txt", "text"]).reader(read).writer(write);
        let paper = Format::new("paper", "Page on paper").extensions(&["pap"]).media_type("application/paper");
        Registry::new().with(plain).with(paper.document(Resume::clone).options(OPTIONS).binary().writer(write))
    }

    #[test]
    fn the_overview_is_a_table_of_the_registry() {
        let expected = "\
NAME   FORMAT         KIND      EXTENSIONS  READ  WRITE
plain  Plain          data      .txt .text  yes   yes
paper  Page on paper  document  .pap        no    yes

Options for -O when one is written, the default first:
  paper.page  a4|letter
  paper.font  TEXT

`vitae formats NAME` says what the options of a format do.
";
        assert_eq!(overview(&formats()), expected);
    }

    #[test]
    fn a_schema_is_printed_where_there_is_one() {
        let formats = formats();
        let formats = formats.with(Format::new("data", "Data").schema(|| "{}\n".to_owned()));
        assert_eq!(schema_of(formats.get("data").unwrap(), &formats).unwrap(), "{}\n");
        let error = schema_of(formats.get("paper").unwrap(), &formats).unwrap_err();
        assert_eq!(error.diagnostic.help.as_deref(), Some("these formats have one: data"));
    }

    #[test]
    fn a_description_explains_each_option() {
        let expected = "\
Page on paper (paper)

  kind        document
  extensions  .pap
  media type  application/paper
  read        no
  write       yes
  content     binary
  schema      no

Options for -O when it is written, the default first:

  page=a4|letter
      The size of the paper.

  font=TEXT
      The typeface.
";
        assert_eq!(description(formats().get("paper").unwrap()), expected);
    }
}
