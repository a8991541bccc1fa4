//! From text to an outline, and the question whether it is a résumé at all.

use vitae_core::{Context, Diagnostic, Error, Item, Kind, Location, Reader, Result, Resume, Source};
use vitae_outline::{Outline, blocks_of_lines, reader};

/// The outline of a text: its lines as blocks, of which nobody knows yet what they are.
///
/// ```
/// use vitae_core::{Context, Source};
/// let outline = vitae_text::parse(&Source::new(b"Mara Lindqvist\n\n- Built it.\n"), &mut Context::default())?;
/// assert_eq!(outline.words(), ["Mara", "Lindqvist", "Built", "it."]);
/// # Ok::<(), vitae_core::Error>(())
/// ```
///
/// # Errors
/// When the source is not UTF-8, or no text, or empty, or has more lines than `cx.limits` allows.
pub fn parse(source: &Source<'_>, cx: &mut Context) -> Result<Outline> {
    let text = source.text()?;
    if let Some(at) = text.find('\0') {
        return Err(Error::invalid("not-text", "this is no text: it has a character that no text has")
            .at(Location::in_text(text, at..at + 1))
            .help("name a file of text; if it is one, save it as UTF-8"));
    }
    if text.trim().is_empty() {
        return Err(Error::invalid("empty-input", "the input is empty")
            .at(Location::in_text(text, 0..0))
            .help("a résumé needs at least a name or a section"));
    }
    cx.limits.check_text(text.len())?;
    const ENDS: [char; 4] = ['\n', '\r', '\u{b}', '\u{c}'];
    cx.limits.check_nodes(text.matches(ENDS).count()).map_err(|error| {
        let at = text.match_indices(ENDS).nth(cx.limits.nodes).map_or(0, |(at, _)| at);
        error.at(Location::in_text(text, at..at))
    })?;
    Ok(Outline { blocks: blocks_of_lines(text), ..Outline::default() })
}

/// The résumé in a text. One in which there is no sign of a résumé is read all the same: somebody said that it is one.
pub(crate) fn read(source: &Source<'_>, cx: &mut Context) -> Result<Resume> {
    let resume = reader(parse).read(source, cx)?;
    let is_filled = !resume.person.contacts.is_empty()
        || resume.sections.iter().any(|section| {
            section.title.is_some() || section.content.iter().any(|item| matches!(item, Item::Entry(_)))
        });
    if !is_filled && !says_when_or_where(source.text()?) {
        let message = "this may be no résumé: it has no heading, no date and no way to reach anybody";
        cx.report.push(Diagnostic::new(Kind::Guessed, "not-a-resume", message));
    }
    Ok(resume)
}

/// True if there is a year in it, a mail address, a site or a telephone number.
fn says_when_or_where(text: &str) -> bool {
    let digits = |word: &str| word.chars().filter(|c| c.is_numeric()).count();
    text.split_whitespace().any(|word| {
        let is_address = word.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.'));
        is_address || word.contains("://") || digits(word) >= 7
    }) || text.split(|c: char| !c.is_numeric()).any(|number| {
        let is_ours = number.starts_with("19") || number.starts_with("20");
        number.chars().count() == 4 && (is_ours || !number.is_ascii())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_or_an_address_is_a_sign_of_a_resume() {
        for sign in ["since 2015", "(2016–18)", "mara@a.example", "https://a.example", "+61255500143", "٢٠١٦"] {
            assert!(says_when_or_where(sign), "{sign}");
        }
        for none in ["2 eggs", "12345", "1234", "@mara", "a@b", "milk"] {
            assert!(!says_when_or_where(none), "{none}");
        }
    }
}
