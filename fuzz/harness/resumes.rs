//! A résumé as text: which pieces of testkit's arbitrary ones it is made of, and what is said in them.
//!
//! | line | |
//! |---|---|
//! | `+7` | the section that testkit makes of the seed 7 |
//! | `@7` | the person, and what is said of the résumé as a whole |
//! | `7=words` | the eighth text in it says this instead |
//! | `>docx` | it goes through this format only, and not through all |
//!
//! So an engine that moves lines about builds résumés, and one that changes words changes words. Anything else is a line of the
//! last section.

use std::cell::OnceCell;
use vitae::{Block, Context, Item, Line, Resume, Section, Source};
use vitae_testkit::arbitrary;
use vitae_testkit::proptest::strategy::{BoxedStrategy, Strategy, ValueTree};
use vitae_testkit::proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// As many pieces as this; more only make each run slower.
const PIECES: usize = 6;

/// The résumé that a text says, in normal form, and the format that it names.
pub fn resume(bytes: &[u8]) -> (Resume, Option<String>) {
    let text = String::from_utf8_lossy(bytes);
    let mut resume = Resume::default();
    let mut said = Vec::new();
    let mut pieces = 0;
    let mut only = None;
    for line in text.split('\n') {
        let number = |digits: &str| digits.trim().parse::<u64>().ok();
        let is_piece = pieces < PIECES;
        if let Some(seed) = line.strip_prefix('+').and_then(number).filter(|_| is_piece) {
            resume.sections.push(section(seed));
            pieces += 1;
        } else if let Some(seed) = line.strip_prefix('@').and_then(number).filter(|_| is_piece) {
            let whole = whole(seed);
            (resume.person, resume.meta, resume.ext) = (whole.person, whole.meta, whole.ext);
            pieces += 1;
        } else if let Some(format) = line.strip_prefix('>') {
            only = Some(format.to_owned());
        } else if let Some((at, words)) = line.split_once('=').and_then(|(at, words)| Some((number(at)?, words))) {
            said.push((at, words));
        } else if let Some(line) = Line::text(line) {
            if resume.sections.is_empty() {
                resume.sections.push(Section::default());
            }
            if let Some(section) = resume.sections.last_mut() {
                section.content.push(Item::Text(Block::Para(line)));
            }
        }
    }
    let resume = resume.normalize();
    let resume = if said.is_empty() { resume } else { saying(&resume, &said).unwrap_or(resume) };
    (resume, only)
}

/// A résumé that says other words: by way of JSON, where a text is a text. What is no résumé any more is none.
fn saying(resume: &Resume, said: &[(u64, &str)]) -> Option<Resume> {
    let json = super::formats().get("json").ok()?;
    let bytes = json.write(resume, &mut Context::default()).ok()?;
    let mut tree: serde_json::Value = serde_json::from_slice(&bytes).ok()?;
    let mut texts = Vec::new();
    texts_of(&mut tree, &mut texts);
    for (at, words) in said {
        let count = u64::try_from(texts.len()).ok()?;
        let at = usize::try_from(at.checked_rem(count)?).ok()?;
        if let Some(text) = texts.get_mut(at) {
            // A line break is typed as two characters.
            **text = words.replace("\\n", "\n");
        }
    }
    let bytes = serde_json::to_vec(&tree).ok()?;
    json.read(&Source::new(&bytes), &mut Context::default()).ok()
}

fn texts_of<'t>(value: &'t mut serde_json::Value, texts: &mut Vec<&'t mut String>) {
    match value {
        serde_json::Value::String(text) => texts.push(text),
        serde_json::Value::Array(items) => items.iter_mut().for_each(|item| texts_of(item, texts)),
        serde_json::Value::Object(fields) => fields.values_mut().for_each(|field| texts_of(field, texts)),
        _ => {}
    }
}

fn section(seed: u64) -> Section {
    thread_local! { static SECTION: OnceCell<BoxedStrategy<Section>> = const { OnceCell::new() } }
    SECTION.with(|strategy| made(strategy.get_or_init(arbitrary::section), seed))
}

fn whole(seed: u64) -> Resume {
    thread_local! { static RESUME: OnceCell<BoxedStrategy<Resume>> = const { OnceCell::new() } }
    RESUME.with(|strategy| made(strategy.get_or_init(arbitrary::resume), seed))
}

/// What a strategy makes of a seed: the same each time.
fn made<T: std::fmt::Debug>(strategy: &BoxedStrategy<T>, seed: u64) -> T {
    let mut bytes = [0; 32];
    bytes.iter_mut().zip(seed.to_le_bytes()).for_each(|(byte, of_seed)| *byte = of_seed);
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(Config { failure_persistence: None, ..Config::default() }, rng);
    strategy.new_tree(&mut runner).expect("testkit filters nothing").current()
}
