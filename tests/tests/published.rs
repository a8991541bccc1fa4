//! What is published has no word that a reader does not see: a canary sits in every hidden place, and no byte sings of it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

use std::io::Read;
use vitae::{Context, Mode};
use vitae_testkit::full;
use vitae_tests::sown::{Seen, with_words};

const CANARY: &str = "canary";

/// All that is in a file, parts of a package unpacked; comments and further fields of the package as they stand.
fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut all = bytes.to_vec();
    if let Ok(mut package) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) {
        for index in 0..package.len() {
            package.by_index(index).unwrap().read_to_end(&mut all).unwrap();
        }
    }
    all
}

#[test]
fn a_published_document_says_nothing_hidden() {
    let mut shown = 0;
    let resume = with_words(full(), &mut |seen| match seen {
        Seen::Hidden => CANARY.to_owned(),
        Seen::Shown => {
            shown += 1;
            format!("seen{shown}")
        }
        Seen::Address => "https://a.example/seen".to_owned(),
    });
    let formats = vitae::formats();
    let mut wrong = Vec::new();
    for name in ["markdown", "html", "docx", "text"] {
        let format = formats.get(name).unwrap();
        let mut choices = vec![vec![]];
        choices.extend(format.option_specs().iter().flat_map(|o| o.values.iter().map(|value| vec![(o.name, *value)])));
        let lossless = unpacked(&format.write(&resume, &mut Context::default()).unwrap());
        let sings = String::from_utf8_lossy(&lossless).contains(CANARY);
        assert!(sings || !format.reads() || name == "text", "{name}: the canary is where it can be heard");
        for choice in choices {
            let mut cx = Context { mode: Mode::Publish, ..Context::with_options(choice.clone()) };
            let bytes = unpacked(&format.write(&resume, &mut cx).unwrap());
            let text = String::from_utf8_lossy(&bytes).to_lowercase();
            if let Some(at) = text.find(CANARY) {
                let around: String = text
                    .chars()
                    .skip(text.get(..at).map_or(0, |before| before.chars().count()).saturating_sub(80))
                    .take(160)
                    .collect();
                wrong.push(format!("{name} {choice:?}: {around}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
