//! Hindi.

use crate::fields::Field as F;
use crate::language::{Phrases, Words};
use crate::resume::SectionKind as S;
use std::sync::OnceLock;

pub(in crate::language) static HI: Words = Words {
    tag: "hi",
    months: ["जनवरी", "फ़रवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त", "सितंबर", "अक्टूबर", "नवंबर", "दिसंबर"],
    months_short: ["जन॰", "फ़र॰", "मार्च", "अप्रैल", "मई", "जून", "जुल॰", "अग॰", "सित॰", "अक्टू॰", "नव॰", "दिस॰"],
    genitive: None,
    seasons: ["वसंत", "ग्रीष्म", "शरद", "शीत"],
    present: &["वर्तमान", "अब तक"],
    until: "{} तक",
    circa: "लगभग",
    expected: "अपेक्षित",
    day: "{d} {m} {y}",
    month: "{m} {y}",
    season: "{m} {y}",
    year: "{y}",
    titles: &[
        (S::Work, "कार्य अनुभव"),
        (S::Volunteer, "स्वयंसेवा"),
        (S::Affiliations, "सदस्यता"),
        (S::Education, "शिक्षा"),
        (S::Projects, "परियोजनाएँ"),
        (S::Skills, "कौशल"),
        (S::Languages, "भाषाएँ"),
        (S::Interests, "रुचियाँ"),
        (S::Awards, "पुरस्कार"),
        (S::Certificates, "प्रमाणपत्र"),
        (S::Publications, "प्रकाशन"),
        (S::Talks, "व्याख्यान"),
        (S::Patents, "पेटेंट"),
        (S::References, "संदर्भ"),
    ],
    labels: &[
        (F::Employment, "रोज़गार"),
        (F::Score, "अंक"),
        (F::Courses, "पाठ्यक्रम"),
        (F::Roles, "भूमिकाएँ"),
        (F::Genre, "प्रकार"),
        (F::Authors, "लेखक"),
        (F::Number, "संख्या"),
        (F::Pages, "पृष्ठ संख्या"),
        (F::Relationship, "संबंध"),
        (F::Keywords, "मुख्य शब्द"),
        (F::Url, "वेबसाइट"),
        (F::About, "संस्था के बारे में"),
        (F::Place, "स्थान"),
        (F::Contacts, "संपर्क"),
    ],
    phrases: Phrases {
        resume: "जीवनवृत्त",
        remote: "दूरस्थ",
        native: "मातृभाषा",
        colon: ":",
        page: "पृष्ठ",
        years: "{} वर्ष",
        cefr: ["सुनना", "पढ़ना", "संवाद", "बोलना", "लिखना"],
    },
    lexicon: OnceLock::new(),
};
