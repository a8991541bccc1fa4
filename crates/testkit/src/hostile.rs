//! Bytes that no honest writer writes, for laws 4 and 5: honest output cut short or damaged, structure that nests too
//! deep, soups of syntax, noise.

use crate::arbitrary::{NASTY, TRAPS, WORDS};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use vitae_core::{EntryKind, FieldSpec, Meta, Organization, Person, Place, Position, SectionKind};

/// The bytes cut short at about `count` places, evenly spread, the ends included.
pub fn cuts(bytes: &[u8], count: usize) -> impl Iterator<Item = &[u8]> {
    let step = (bytes.len() / count.max(1)).max(1);
    (0..=bytes.len()).step_by(step).filter_map(|end| bytes.get(..end))
}

/// The same opening bracket, mark or bullet again and again: each is a level, or a delimiter that waits for its partner.
#[must_use]
pub fn bombs() -> Vec<Vec<u8>> {
    #[rustfmt::skip]
    const OPENERS: &[&str] = &[
        "[", "{", "(", "[{", "{a: ", "{\"a\":", "[[a,", "- ", "? ", "a: &x [*x, ", "> ", ">", "1. ", "* ", "<a>",
        "<b><i>", "<a b=\"", "<!--", "<![CDATA[", "&amp;", "&", "*", "_", "*a ", "_a**b ", "`", "` `` ", "~", "![",
        "](", "[a](", "\\", "\"", "'", "|", ": ", "# ", "!!a ", "&a ", "%", "\u{feff}", "\u{301}", "\u{202e}", "a:\n",
        "-\n", "---\n", "\n", "\r", "\t", "text: |\n", "\0",
    ];
    let mut out = Vec::new();
    for opener in OPENERS {
        for count in [63, 70, 1_000, 20_000] {
            out.push(opener.repeat(count).into_bytes());
        }
    }
    for opener in ["- ", "a:", "? ", "> ", "* ", "- a:"] {
        let steps = (0..700).map(|depth| format!("{}{opener}\n", " ".repeat(2 * depth)));
        out.push(steps.collect::<String>().into_bytes());
    }
    out
}

/// One of the samples with a few damages: bytes flipped, removed, repeated, put in between, the end cut off.
pub fn damaged(samples: Vec<Vec<u8>>) -> BoxedStrategy<Vec<u8>> {
    let alien = prop_oneof![
        3 => select(NASTY).prop_map(|s| s.as_bytes().to_vec()),
        2 => select(TRAPS).prop_map(|s| s.as_bytes().to_vec()),
        1 => vec(any::<u8>(), 1..=4),
        1 => select(&["\n", "\n  ", "\n- ", "\n\t", ":\n", " \n\n"][..]).prop_map(|s| s.as_bytes().to_vec()),
    ];
    let damage = prop_oneof![
        3 => (any::<Index>(), 0..8_u8).prop_map(|(at, bit)| Damage::Flip(at, bit)),
        3 => (any::<Index>(), alien).prop_map(|(at, bytes)| Damage::Insert(at, bytes)),
        2 => (any::<Index>(), 1..40_usize).prop_map(|(at, length)| Damage::Remove(at, length)),
        1 => (any::<Index>(), any::<Index>(), 1..200_usize).prop_map(|(from, to, length)| Damage::Copy(from, to, length)),
        1 => any::<Index>().prop_map(Damage::Cut),
    ];
    (select(samples), vec(damage, 1..=4))
        .prop_map(|(bytes, damages)| damages.iter().fold(bytes, |bytes, d| d.done_to(bytes)))
        .boxed()
}

#[derive(Debug, Clone)]
enum Damage {
    Flip(Index, u8),
    Insert(Index, Vec<u8>),
    Remove(Index, usize),
    Copy(Index, Index, usize),
    Cut(Index),
}

impl Damage {
    fn done_to(&self, mut bytes: Vec<u8>) -> Vec<u8> {
        // One more than there are, so that the end is a place too, and no bytes have one.
        let place = |at: &Index| at.index(bytes.len() + 1);
        match self {
            Self::Flip(at, bit) => {
                let at = place(at);
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << bit;
                }
            }
            Self::Insert(at, alien) => {
                let at = place(at);
                bytes.splice(at..at, alien.iter().copied());
            }
            Self::Remove(at, length) => {
                let at = place(at);
                bytes.drain(at..(at + length).min(bytes.len()));
            }
            Self::Copy(from, to, length) => {
                let (from, to) = (place(from), place(to));
                let piece: Vec<u8> = bytes.iter().skip(from).take(*length).copied().collect();
                bytes.splice(to..to, piece);
            }
            Self::Cut(at) => bytes.truncate(place(at)),
        }
        bytes
    }
}

/// Text of traps, marks and the names of fields, loosely arranged as documents arrange them.
pub fn soup() -> BoxedStrategy<Vec<u8>> {
    let names = select(names()).prop_map(str::to_owned).boxed();
    let token = prop_oneof![
        3 => names.clone(),
        2 => select(WORDS).prop_map(str::to_owned),
        3 => select(NASTY).prop_map(str::to_owned),
        2 => select(TRAPS).prop_map(str::to_owned),
    ];
    let indent = select(&["", "", "  ", "    ", "      ", "\t", "- ", "  - ", "    - ", "# ", "> ", "* "][..]);
    let value = select(&[":", ": ", ": |", ": >-", ": []", ": {}", ": \"\"", ": null"][..]);
    let line = prop_oneof![
        2 => (names, value).prop_map(|(name, value)| name + value),
        2 => vec(token, 0..=4).prop_map(|tokens| tokens.concat()),
    ];
    let row = (indent, line).prop_map(|(indent, line)| format!("{indent}{line}\n"));
    vec(row, 0..=12).prop_map(|rows| rows.concat().into_bytes()).boxed()
}

/// The names that a data format knows.
fn names() -> Vec<&'static str> {
    let own = [
        "vitae",
        "basics",
        "meta",
        "sections",
        "entries",
        "kind",
        "heading",
        "summary",
        "highlights",
        "email",
        "phone",
        "profiles",
        "doi",
    ];
    let records: [&[FieldSpec]; 5] =
        [Meta::FIELDS, Person::FIELDS, Place::FIELDS, Organization::FIELDS, Position::FIELDS];
    let records = records.into_iter().chain(EntryKind::ALL.iter().map(|kind| kind.fields())).flatten();
    let mut all: Vec<&str> =
        own.into_iter().chain(records.flat_map(|spec| spec.aliases.iter().copied().chain([spec.key]))).collect();
    all.extend(SectionKind::ALL.iter().map(|kind| kind.as_str()));
    all.extend(EntryKind::ALL.iter().map(|kind| kind.as_str()));
    all.sort_unstable();
    all.dedup();
    all
}

/// Anything at all: damaged samples, soups, noise.
pub fn bytes(samples: Vec<Vec<u8>>) -> BoxedStrategy<Vec<u8>> {
    let noise = vec(any::<u8>(), 0..=200);
    let letters = vec(any::<char>(), 0..=60).prop_map(|all| String::from_iter(all).into_bytes());
    if samples.is_empty() {
        return prop_oneof![2 => soup(), 1 => letters, 1 => noise].boxed();
    }
    prop_oneof![6 => damaged(samples), 2 => soup(), 1 => letters, 1 => noise].boxed()
}
