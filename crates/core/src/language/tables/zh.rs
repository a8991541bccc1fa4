//! Chinese, in simplified characters.

use crate::fields::Field as F;
use crate::language::{Phrases, Words};
use crate::resume::SectionKind as S;
use std::sync::OnceLock;

pub(in crate::language) static ZH: Words = Words {
    tag: "zh",
    months: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"],
    months_short: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"],
    genitive: None,
    seasons: ["春季", "夏季", "秋季", "冬季"],
    present: &["至今", "现在"],
    until: "至{}",
    circa: "约",
    expected: "预计",
    day: "{y}年{m}月{d}日",
    month: "{y}年{m}月",
    season: "{y}年{m}",
    year: "{y}年",
    titles: &[
        (S::Work, "工作经历"),
        (S::Volunteer, "志愿服务"),
        (S::Affiliations, "所属团体"),
        (S::Education, "教育经历"),
        (S::Projects, "项目经历"),
        (S::Skills, "技能"),
        (S::Languages, "语言"),
        (S::Interests, "兴趣爱好"),
        (S::Awards, "荣誉奖项"),
        (S::Certificates, "证书"),
        (S::Publications, "出版物"),
        (S::Talks, "演讲"),
        (S::Patents, "专利"),
        (S::References, "推荐人"),
    ],
    labels: &[
        (F::Employment, "雇佣类型"),
        (F::Score, "成绩"),
        (F::Courses, "课程"),
        (F::Roles, "职责"),
        (F::Genre, "类型"),
        (F::Authors, "作者"),
        (F::Number, "编号"),
        (F::Pages, "页码"),
        (F::Relationship, "关系"),
        (F::Keywords, "关键词"),
        (F::Url, "网站"),
        (F::About, "机构简介"),
        (F::Place, "地点"),
        (F::Contacts, "联系方式"),
    ],
    phrases: Phrases {
        resume: "简历",
        remote: "远程",
        native: "母语",
        colon: "：",
        page: "页",
        years: "{}年",
        cefr: ["听力", "阅读", "互动", "口语", "写作"],
    },
    lexicon: OnceLock::new(),
};
