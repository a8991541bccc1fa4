//! Japanese.

use crate::fields::Field as F;
use crate::language::{Phrases, Words};
use crate::resume::SectionKind as S;
use std::sync::OnceLock;

pub(in crate::language) static JA: Words = Words {
    tag: "ja",
    months: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"],
    months_short: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"],
    genitive: None,
    seasons: ["春", "夏", "秋", "冬"],
    present: &["現在", "現職"],
    until: "{}まで",
    circa: "約",
    expected: "予定",
    day: "{y}年{m}月{d}日",
    month: "{y}年{m}月",
    season: "{y}年 {m}",
    year: "{y}年",
    titles: &[
        (S::Work, "職歴"),
        (S::Volunteer, "ボランティア活動"),
        (S::Affiliations, "所属団体"),
        (S::Education, "学歴"),
        (S::Projects, "プロジェクト"),
        (S::Skills, "スキル"),
        (S::Languages, "語学"),
        (S::Interests, "趣味"),
        (S::Awards, "受賞歴"),
        (S::Certificates, "資格"),
        (S::Publications, "論文・出版"),
        (S::Talks, "講演"),
        (S::Patents, "特許"),
        (S::References, "推薦者"),
    ],
    labels: &[
        (F::Employment, "雇用形態"),
        (F::Score, "成績"),
        (F::Courses, "履修科目"),
        (F::Roles, "役割"),
        (F::Genre, "種類"),
        (F::Authors, "著者"),
        (F::Number, "番号"),
        (F::Pages, "ページ"),
        (F::Relationship, "関係"),
        (F::Keywords, "キーワード"),
        (F::Url, "ウェブサイト"),
        (F::About, "団体について"),
        (F::Place, "場所"),
        (F::Contacts, "連絡先"),
    ],
    phrases: Phrases {
        resume: "履歴書",
        remote: "リモート",
        native: "母語",
        colon: "：",
        page: "ページ",
        years: "{}年",
        cefr: ["聞く", "読む", "やり取り", "話す", "書く"],
    },
    lexicon: OnceLock::new(),
};
