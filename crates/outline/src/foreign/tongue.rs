//! In which language a document is, by its script and its most common words.

use super::lexicon::{LANGUAGES, Lexicon, fold};
use super::line::Line;
use crate::outline::Head;
use vitae_core::{Diagnostic, Kind as Said, Lang, Report};

/// What was found.
pub(super) struct Tongue {
    found: Option<&'static str>,
    /// The languages of the tables that fit, as bits.
    pub languages: u32,
}

/// Small words, by language.
const SMALL: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "the",
            "and",
            "of",
            "to",
            "in",
            "with",
            "for",
            "at",
            "from",
            "by",
            "on",
            "as",
            "an",
            "experience",
            "education",
            "skills",
            "university",
        ],
    ),
    (
        "de",
        &[
            "und",
            "der",
            "die",
            "das",
            "fur",
            "mit",
            "von",
            "bei",
            "im",
            "zur",
            "zum",
            "des",
            "als",
            "auf",
            "seit",
            "heute",
            "ausbildung",
            "kenntnisse",
            "berufserfahrung",
        ],
    ),
    (
        "fr",
        &[
            "et",
            "le",
            "la",
            "les",
            "des",
            "du",
            "de",
            "pour",
            "dans",
            "avec",
            "sur",
            "une",
            "au",
            "aux",
            "formation",
            "competences",
            "langues",
            "depuis",
        ],
    ),
    (
        "es",
        &[
            "y",
            "el",
            "la",
            "los",
            "las",
            "del",
            "de",
            "para",
            "con",
            "por",
            "una",
            "en",
            "experiencia",
            "formacion",
            "educacion",
            "idiomas",
            "habilidades",
        ],
    ),
    (
        "pt",
        &[
            "e",
            "o",
            "os",
            "as",
            "da",
            "do",
            "das",
            "dos",
            "para",
            "com",
            "em",
            "uma",
            "na",
            "no",
            "experiencia",
            "formacao",
            "idiomas",
            "habilidades",
        ],
    ),
    (
        "it",
        &[
            "e",
            "il",
            "lo",
            "gli",
            "della",
            "del",
            "di",
            "per",
            "con",
            "una",
            "nel",
            "alla",
            "esperienza",
            "istruzione",
            "competenze",
            "lingue",
            "presso",
        ],
    ),
    (
        "nl",
        &[
            "en",
            "de",
            "het",
            "een",
            "van",
            "voor",
            "met",
            "bij",
            "op",
            "als",
            "te",
            "werkervaring",
            "opleiding",
            "vaardigheden",
            "talen",
        ],
    ),
    (
        "pl",
        &[
            "i",
            "w",
            "z",
            "na",
            "do",
            "oraz",
            "dla",
            "od",
            "przy",
            "doswiadczenie",
            "wyksztalcenie",
            "umiejetnosci",
            "jezyki",
            "obecnie",
        ],
    ),
    (
        "tr",
        &["ve", "ile", "icin", "bir", "olarak", "deneyim", "egitim", "beceriler", "diller", "universitesi", "halen"],
    ),
];

/// The language of lines, where it is clear.
pub(super) fn of(lines: &[Line], said: Option<&Lang>) -> Tongue {
    let found = by_script(lines, said).or_else(|| by_words(lines));
    let tag = found.or_else(|| said.map(Lang::primary)).unwrap_or("en");
    let own = LANGUAGES.iter().enumerate().filter(|(_, known)| **known == tag || known.starts_with(&format!("{tag}-")));
    let languages = own.fold(0, |bits, (i, _)| bits | (1 << i));
    Tongue { found, languages: if languages == 0 { 1 } else { languages } }
}

fn by_script(lines: &[Line], said: Option<&Lang>) -> Option<&'static str> {
    let mut counts = [0_usize; 8];
    let mut ukrainian = 0;
    let mut russian = 0;
    let mut all = 0;
    for c in lines.iter().flat_map(|line| line.text.chars()).filter(|c| c.is_alphabetic()) {
        all += 1;
        let script = match c {
            '\u{400}'..='\u{52f}' => {
                ukrainian += usize::from(matches!(c, 'і' | 'ї' | 'є' | 'ґ' | 'І' | 'Ї' | 'Є'));
                russian += usize::from(matches!(c, 'ы' | 'э' | 'ъ' | 'ё' | 'Ы' | 'Э'));
                0
            }
            '\u{600}'..='\u{6ff}' => 1,
            '\u{900}'..='\u{97f}' => 2,
            '\u{ac00}'..='\u{d7a3}' => 3,
            '\u{3040}'..='\u{30ff}' => 4,
            '\u{4e00}'..='\u{9fff}' => 5,
            '\u{e00}'..='\u{e7f}' => 6,
            _ => 7,
        };
        if let Some(count) = counts.get_mut(script) {
            *count += 1;
        }
    }
    let [cyrillic, arabic, hindi, korean, kana, han, thai, _] = counts;
    let most = |count: usize| count * 4 > all && count > 10;
    let says = |tag: &str| said.is_some_and(|said| said.primary() == tag);
    if most(kana + han) && kana * 20 > han {
        Some("ja")
    } else if most(korean) {
        Some("ko")
    } else if most(han) {
        Some("zh")
    } else if most(cyrillic) {
        if says("uk") || ukrainian > russian { Some("uk") } else { Some("ru") }
    } else if most(arabic) {
        Some("ar")
    } else if most(hindi) {
        Some("hi")
    } else if most(thai) {
        Some("th")
    } else {
        None
    }
}

fn by_words(lines: &[Line]) -> Option<&'static str> {
    let mut counts = vec![0_usize; SMALL.len()];
    for line in lines {
        let folded = fold(&line.text);
        for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            for ((_, small), count) in SMALL.iter().zip(&mut counts) {
                *count += usize::from(small.contains(&word));
            }
        }
        let title = if line.words() <= 5 { Lexicon::get().title(&line.text, u32::MAX) } else { None };
        if let Some(title) = title.filter(|title| title.languages.count_ones() == 1) {
            let tag = LANGUAGES.get(usize::try_from(title.languages.trailing_zeros()).unwrap_or_default());
            let at = tag.and_then(|tag| SMALL.iter().position(|(known, _)| known == tag));
            if let Some(count) = at.and_then(|at| counts.get_mut(at)) {
                *count += 3;
            }
        }
    }
    let best = counts.iter().copied().max().filter(|best| *best >= 4)?;
    let at = counts.iter().position(|count| *count == best)?;
    let second = counts.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, count)| *count).max().unwrap_or_default();
    (best * 10 >= second * 13).then(|| SMALL.get(at).map(|(tag, _)| *tag)).flatten()
}

impl Tongue {
    /// The language, where it is clear.
    pub(super) fn lang(&self) -> Option<Lang> {
        self.found.and_then(Lang::new)
    }

    /// Says in the head which language it is, where that is news.
    pub(super) fn apply(&self, head: &mut Head, report: &mut Report) {
        let Some(found) = self.found else { return };
        let same = head.lang.as_ref().map_or("en", Lang::primary) == found;
        if same {
            return;
        }
        let Some(lang) = self.lang() else { return };
        let message = format!("the document was taken to be written in the language `{found}`");
        report.push(Diagnostic::new(Said::Guessed, "language-guessed", message).field("language").doubt(10));
        head.lang = Some(lang);
    }
}
