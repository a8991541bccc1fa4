//! Korean.

use crate::fields::Field as F;
use crate::language::{Phrases, Words};
use crate::resume::SectionKind as S;
use std::sync::OnceLock;

pub(in crate::language) static KO: Words = Words {
    tag: "ko",
    months: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"],
    months_short: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"],
    genitive: None,
    seasons: ["봄", "여름", "가을", "겨울"],
    present: &["현재", "재직중"],
    until: "{}까지",
    circa: "약",
    expected: "예정",
    day: "{y}년 {m}월 {d}일",
    month: "{y}년 {m}월",
    season: "{y}년 {m}",
    year: "{y}년",
    titles: &[
        (S::Work, "경력"),
        (S::Volunteer, "봉사활동"),
        (S::Affiliations, "소속 단체"),
        (S::Education, "학력"),
        (S::Projects, "프로젝트"),
        (S::Skills, "기술"),
        (S::Languages, "언어"),
        (S::Interests, "관심사"),
        (S::Awards, "수상 경력"),
        (S::Certificates, "자격증"),
        (S::Publications, "논문 및 저서"),
        (S::Talks, "발표"),
        (S::Patents, "특허"),
        (S::References, "추천인"),
    ],
    labels: &[
        (F::Employment, "고용 형태"),
        (F::Score, "성적"),
        (F::Courses, "수강 과목"),
        (F::Roles, "역할"),
        (F::Genre, "종류"),
        (F::Authors, "저자"),
        (F::Number, "번호"),
        (F::Pages, "페이지"),
        (F::Relationship, "관계"),
        (F::Keywords, "키워드"),
        (F::Url, "웹사이트"),
        (F::About, "기관 소개"),
        (F::Place, "장소"),
        (F::Contacts, "연락처"),
    ],
    phrases: Phrases {
        resume: "이력서",
        remote: "원격",
        native: "모국어",
        colon: ":",
        page: "페이지",
        years: "{}년",
        cefr: ["듣기", "읽기", "상호작용", "말하기", "쓰기"],
    },
    lexicon: OnceLock::new(),
};
