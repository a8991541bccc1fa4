//! The tables, a language each: what is written. What is read is `dates.tsv`.

use super::Words;

mod ar;
mod de;
mod en;
mod es;
mod fr;
mod hi;
mod it;
mod ja;
mod ko;
mod nl;
mod pl;
mod pt;
mod ru;
mod tr;
mod uk;
mod zh;
mod zh_hant;

pub(super) use en::EN;

pub(super) static ALL: [&Words; 17] = [
    &EN,
    &de::DE,
    &fr::FR,
    &es::ES,
    &ar::AR,
    &ja::JA,
    &pt::PT,
    &it::IT,
    &nl::NL,
    &pl::PL,
    &ru::RU,
    &uk::UK,
    &tr::TR,
    &zh::ZH,
    &zh_hant::ZH_HANT,
    &ko::KO,
    &hi::HI,
];
