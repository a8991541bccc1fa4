//! Turkish.

use crate::fields::Field as F;
use crate::language::{Phrases, Words};
use crate::resume::SectionKind as S;
use std::sync::OnceLock;

pub(in crate::language) static TR: Words = Words {
    tag: "tr",
    months: [
        "Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık",
    ],
    months_short: ["Oca", "Şub", "Mar", "Nis", "May", "Haz", "Tem", "Ağu", "Eyl", "Eki", "Kas", "Ara"],
    genitive: None,
    seasons: ["İlkbahar", "Yaz", "Sonbahar", "Kış"],
    present: &["halen", "günümüz", "devam ediyor"],
    until: "{} tarihine kadar",
    circa: "yaklaşık",
    expected: "beklenen",
    day: "{d} {m} {y}",
    month: "{m} {y}",
    season: "{m} {y}",
    year: "{y}",
    titles: &[
        (S::Work, "İş Deneyimi"),
        (S::Volunteer, "Gönüllülük"),
        (S::Affiliations, "Üyelikler"),
        (S::Education, "Eğitim"),
        (S::Projects, "Projeler"),
        (S::Skills, "Yetenekler"),
        (S::Languages, "Diller"),
        (S::Interests, "İlgi Alanları"),
        (S::Awards, "Ödüller"),
        (S::Certificates, "Sertifikalar"),
        (S::Publications, "Yayınlar"),
        (S::Talks, "Konuşmalar"),
        (S::Patents, "Patentler"),
        (S::References, "Referanslar"),
    ],
    labels: &[
        (F::Employment, "Çalışma şekli"),
        (F::Score, "Not"),
        (F::Courses, "Dersler"),
        (F::Roles, "Roller"),
        (F::Genre, "Tür"),
        (F::Authors, "Yazarlar"),
        (F::Number, "Numara"),
        (F::Pages, "Sayfalar"),
        (F::Relationship, "İlişki"),
        (F::Keywords, "Anahtar kelimeler"),
        (F::Url, "Web sitesi"),
        (F::About, "Kurum hakkında"),
        (F::Place, "Yer"),
        (F::Contacts, "İletişim"),
    ],
    phrases: Phrases {
        resume: "Özgeçmiş",
        remote: "Uzaktan",
        native: "ana dil",
        colon: ":",
        page: "Sayfa",
        years: "{} yıl",
        cefr: ["dinleme", "okuma", "etkileşim", "konuşma", "yazma"],
    },
    lexicon: OnceLock::new(),
};
