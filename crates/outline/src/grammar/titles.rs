//! What sections are called. The title that we would give comes first, in the language of the document or in any; then others that
//! people use. Read, never written.

use vitae_core::{SectionKind, Words, languages};

use SectionKind::{
    Affiliations, Awards, Certificates, Education, Interests, Languages, Objective, Patents, Projects, Publications,
    References, Skills, Summary, Talks, Volunteer, Work,
};

/// Further titles, in lower case. A word that means several things in several languages is not here.
const ALSO: &[(SectionKind, &str)] = &[
    (
        Summary,
        "summary, profile, professional summary, executive summary, career summary, personal statement, \
         research interests, profil, kurzprofil, über mich, zusammenfassung, résumé, à propos, présentation, \
         resumen, perfil, perfil profesional, sobre mí, 職務要約, 自己紹介, نبذة, نبذة عني, الملخص",
    ),
    (Objective, "objective, career objective, what i look for, what i am looking for, ziel, objectif, objetivo"),
    (
        Work,
        "work, work experience, professional experience, employment, employment history, work history, \
         career, career history, appointments, positions, relevant experience, clinical experience, \
         berufspraxis, beruflicher werdegang, werdegang, expérience, expériences, \
         expérience professionnelle, expériences professionnelles, parcours professionnel, experiencia, \
         experiencia laboral, experiencia profesional, 職歴, 職務経歴, الخبرات, الخبرة",
    ),
    (
        Volunteer,
        "volunteer, volunteer work, volunteer experience, volunteering experience, \
         ehrenamtliches engagement, engagement, bénévolat, voluntariado",
    ),
    (
        Affiliations,
        "memberships, affiliations and memberships, professional affiliations, service, mitgliedschaft, \
         afiliaciones",
    ),
    (
        Education,
        "education and training, education & training, academic background, academic qualifications, \
         qualifications, studium, bildung, bildungsweg, schulbildung, formation, formations, études, \
         formación, formación académica, educación, estudios, 学歴, التعليم",
    ),
    (Projects, "personal projects, side projects, selected projects, open source, projets, proyectos"),
    (
        Skills,
        "technical skills, skills and tools, core competencies, competencies, key skills, fähigkeiten, \
         kompetenzen, it-kenntnisse, compétences, habilidades, competencias, スキル, المهارات",
    ),
    (Languages, "language skills, sprachkenntnisse, langues, idiomas, 語学"),
    (
        Interests,
        "hobbies, hobbies and interests, interests and hobbies, hobbys, freizeit, loisirs, \
         centres d'intérêt, aficiones",
    ),
    (
        Awards,
        "honors, honours, honors and awards, awards and honors, awards and honours, honours and awards, \
         grants and honours, preise, prix, distinctions, premios",
    ),
    (
        Certificates,
        "certifications, licenses & certifications, licenses and certifications, licences and certificates, \
         zertifizierungen, certificats, certificados, certificaciones, 資格",
    ),
    (Publications, "selected publications, papers, publikationen, publicaciones"),
    (Talks, "speaking, invited talks, presentations, talks and presentations, conférences, ponencias"),
    (Patents, "brevets, patentes"),
    (References, "referees, références, referencias"),
];

/// The kind of section that a title stands for.
pub(super) fn section_kind(title: &str, words: &Words) -> SectionKind {
    let title = title.trim().trim_end_matches(':').to_lowercase().replace('’', "'");
    let kind_in = |words: &Words| {
        let ours = |kind: &SectionKind| words.section_title(*kind).is_some_and(|t| t.to_lowercase() == title);
        SectionKind::ALL.iter().copied().find(ours)
    };
    let also = || ALSO.iter().find(|(_, titles)| titles.split(", ").any(|other| other == title)).map(|(kind, _)| *kind);
    kind_in(words).or_else(|| languages().find_map(kind_in)).or_else(also).unwrap_or_default()
}
