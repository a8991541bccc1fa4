//! Lines above and below the text that only count the pages.

use super::para::Para;
use std::collections::HashSet;
use vitae_core::Words;
use vitae_outline::{Head, Origin};

/// What stands beside the number of a page.
const COUNTING: &[&str] = &[
    "page",
    "of",
    "seite",
    "von",
    "sur",
    "página",
    "de",
    "pagina",
    "di",
    "van",
    "sida",
    "av",
    "side",
    "af",
    "sivu",
    "strona",
    "z",
    "strana",
    "oldal",
    "sayfa",
    "страница",
    "стр",
    "из",
    "сторінка",
    "第",
    "页",
    "共",
    "頁",
    "ページ",
    "페이지",
];

/// Takes away the lines above and below the text that only count the pages, and say what another line says: in a document that is
/// ours, who it is about.
pub(super) fn without(paras: Vec<Para>, head: &Head, own: bool) -> Vec<Para> {
    let counts = |para: &Para| para.page && matches!(para.origin, Origin::Header | Origin::Footer);
    let (running, others): (Vec<&Para>, Vec<&Para>) = paras.iter().partition(|para| counts(para));
    if running.is_empty() {
        return paras;
    }
    let page = Words::of(head.lang.as_ref()).phrases().page.to_lowercase();
    // Names have words such as `de` and `von`, so that these are left out of all.
    let rest = |text: &str| -> String {
        let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        words.filter(|word| *word != page && !COUNTING.contains(&word.as_str())).collect()
    };
    let author = rest(head.author.as_ref().map_or("", |author| author.as_str()));
    let said: HashSet<String> = others.into_iter().filter(|_| !own).map(|para| rest(&para.text())).collect();
    let is_furniture = |para: &Para| {
        let rest = rest(&para.text());
        rest.is_empty() || (own && rest == author) || said.contains(&rest)
    };
    paras.into_iter().filter(|para| !(counts(para) && is_furniture(para))).collect()
}
