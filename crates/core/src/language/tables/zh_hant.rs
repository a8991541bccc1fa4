//! Chinese, in traditional characters.

use crate::fields::Field as F;
use crate::language::{Phrases, Words};
use crate::resume::SectionKind as S;
use std::sync::OnceLock;

pub(in crate::language) static ZH_HANT: Words = Words {
    tag: "zh-Hant",
    months: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"],
    months_short: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"],
    genitive: None,
    seasons: ["春季", "夏季", "秋季", "冬季"],
    present: &["至今", "現在"],
    until: "至{}",
    circa: "約",
    expected: "預計",
    day: "{y}年{m}月{d}日",
    month: "{y}年{m}月",
    season: "{y}年{m}",
    year: "{y}年",
    titles: &[
        (S::Work, "工作經歷"),
        (S::Volunteer, "志願服務"),
        (S::Affiliations, "所屬團體"),
        (S::Education, "學歷"),
        (S::Projects, "專案經歷"),
        (S::Skills, "技能"),
        (S::Languages, "語言"),
        (S::Interests, "興趣愛好"),
        (S::Awards, "榮譽獎項"),
        (S::Certificates, "證書"),
        (S::Publications, "出版品"),
        (S::Talks, "演講"),
        (S::Patents, "專利"),
        (S::References, "推薦人"),
    ],
    labels: &[
        (F::Employment, "僱用類型"),
        (F::Score, "成績"),
        (F::Courses, "課程"),
        (F::Roles, "職責"),
        (F::Genre, "類型"),
        (F::Authors, "作者"),
        (F::Number, "編號"),
        (F::Pages, "頁碼"),
        (F::Relationship, "關係"),
        (F::Keywords, "關鍵字"),
        (F::Url, "網站"),
        (F::About, "機構簡介"),
        (F::Place, "地點"),
        (F::Contacts, "聯絡方式"),
    ],
    phrases: Phrases {
        resume: "履歷",
        remote: "遠端",
        native: "母語",
        colon: "：",
        page: "頁",
        years: "{}年",
        cefr: ["聽力", "閱讀", "互動", "口語", "寫作"],
    },
    lexicon: OnceLock::new(),
};
