//! Data: XML, YAML and JSON.

use crate::case::{Case, MIB, each, filled, prose, times, wide, within};

const RESUME: &str = "<?xml version='1.0'?><resume xmlns='urn:vitae:resume:1'>";

fn laughs() -> Vec<u8> {
    let entity = |i: usize| format!("<!ENTITY l{} '{}'>", i + 1, format!("&l{i};").repeat(10));
    each("<?xml version='1.0'?><!DOCTYPE resume [<!ENTITY l0 'ha'>", 9, entity, "]><resume>&l9;</resume>")
}

fn doctype(inside: &str) -> Vec<u8> {
    format!("<?xml version='1.0'?><!DOCTYPE resume {inside}><resume xmlns='urn:vitae:resume:1'>&a;</resume>")
        .into_bytes()
}

const REFUSED: &str = "a document type declaration (`<!DOCTYPE`) is not read";

pub(crate) const XML: &[Case] = &[
    Case::new("xml: billion laughs", "laughs_in_xml", "a.xml", laughs).says(REFUSED),
    Case::new("xml: billion laughs", "one_long_entity_many_times", "a.xml", || {
        let text = prose(MIB);
        format!("<!DOCTYPE resume [<!ENTITY a '{text}'>]><resume>{}</resume>", "&a;".repeat(20_000)).into_bytes()
    })
    .says(REFUSED),
    Case::new("xml: external entities", "a_file_in_xml", "a.xml", || {
        doctype("[<!ENTITY a SYSTEM 'file:///etc/passwd'>]")
    })
    .says(REFUSED),
    Case::new("xml: external entities", "a_site_in_xml", "a.xml", || {
        doctype("[<!ENTITY a SYSTEM 'http://127.0.0.1/'>]")
    })
    .says(REFUSED),
    Case::new("xml: external entities", "a_parameter_entity", "a.xml", || {
        doctype("[<!ENTITY % p SYSTEM 'file:///dev/random'> %p;]")
    })
    .says(REFUSED),
    Case::new("xml: DTDs", "a_dtd_elsewhere", "a.xml", || doctype("SYSTEM 'http://127.0.0.1/a.dtd'")).says(REFUSED),
    Case::new("xml: DTDs", "a_dtd_without_end", "a.xml", || {
        within("<!DOCTYPE resume [", "<!ENTITY a 'b'>", 20 * MIB, "")
    })
    .says("error"),
    Case::new("xml: deep nesting", "elements_in_elements", "a.xml", || times(RESUME, "<a>", 1_000_000, ""))
        .says("`depth`"),
    Case::new("xml: deep nesting", "elements_of_ours_in_each_other", "a.xml", || {
        times(RESUME, "<list><item>", 100_000, "")
    })
    .says("`depth`"),
    Case::new("xml: huge attributes", "an_attribute_of_twenty_megabytes", "a.xml", || {
        within(&format!("{RESUME}<summary a='"), "ab ", 20 * MIB, "'/></resume>")
    })
    .says("`attribute`: more than 4 MiB"),
    Case::new("xml: many attributes", "a_hundred_thousand_attributes", "a.xml", || {
        each(&format!("{RESUME}<summary"), 100_000, |i| format!(" a{i}='1'"), "/></resume>")
    })
    .says("`nodes`"),
    Case::new("xml: many attributes", "an_attribute_twice", "a.xml", || {
        format!("{RESUME}<summary a='1' a='2'/></resume>").into_bytes()
    })
    .says("the attribute `a` stands twice"),
    Case::new("xml: namespaces", "thousands_of_namespaces", "a.xml", || {
        each(&format!("{RESUME}<a"), 1_000, |i| format!(" xmlns:p{i}='u{i}'"), "/></resume>")
    })
    .says("limit on namespaces: more than 256"),
    Case::new("xml: namespaces", "one_long_namespace_on_each_element", "a.xml", || {
        let begin = format!("{RESUME}<a xmlns:b='{}'>", filled("u", MIB));
        times(&begin, "<b:c/>", 60_000, "</a></resume>")
    })
    .says(""),
    Case::new("xml: references", "a_reference_to_nul", "a.xml", || format!("{RESUME}&#0;</resume>").into_bytes())
        .says("error"),
    Case::new("xml: references", "a_reference_beyond_unicode", "a.xml", || {
        format!("{RESUME}&#x110000;&#99999999999999999999;</resume>").into_bytes()
    })
    .says("error"),
    Case::new("xml: many elements", "two_hundred_thousand_elements", "a.xml", || {
        times(RESUME, "<a/>", 200_000, "</resume>")
    })
    .says("`nodes`"),
    Case::new("xml: huge text", "a_text_of_thirty_megabytes", "a.xml", || {
        within(&format!("{RESUME}<summary>"), "ab ", 30 * MIB, "</summary></resume>")
    })
    .says("`text`: more than 6 MiB"),
    Case::new("xml: encodings", "not_utf_8", "a.xml", || [RESUME.as_bytes(), b"<a>\xFF\xFE</a></resume>"].concat())
        .says("the input is not UTF-8 text"),
    Case::new("xml: encodings", "utf_16_little", "a.xml", || wide("<resume/>", true)).says("error"),
    Case::new("xml: encodings", "utf_16_big", "a.xml", || wide("<resume/>", false)).says("error"),
    Case::new("xml: NUL", "a_nul_in_xml", "a.xml", || format!("{RESUME}<a>\0</a></resume>").into_bytes())
        .says("the character U+0000 cannot stand in XML"),
    Case::new("xml: unknown elements", "thousands_of_elements_that_the_schema_does_not_have", "a.xml", || {
        let entry = "<engagement><organization>Acme</organization><position><title>Eng</title></position></engagement>";
        times(&format!("{RESUME}<sections><section kind='work'>"), entry, 3_700, "</section></sections></resume>")
    })
    .says("error"),
];

/// Each level repeats the one before nine times.
fn yaml_laughs() -> Vec<u8> {
    let level = |i: usize| format!("a{}: &a{} [{}]\n", i + 1, i + 1, vec![format!("*a{i}"); 9].join(", "));
    each("a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]\n", 9, level, "")
}

pub(crate) const YAML: &[Case] = &[
    Case::new("yaml: alias bombs", "laughs_in_yaml", "a.yaml", yaml_laughs).says("`nodes`"),
    Case::new("yaml: alias bombs", "a_long_text_many_times", "a.yaml", || {
        let text = prose(MIB);
        times(&format!("a: &a {text}\nwork:\n"), "- name: x\n  summary: *a\n", 2_000, "")
    })
    .says("`text`"),
    Case::new("yaml: alias bombs", "a_map_merged_many_times", "a.yaml", || {
        let keys: String = (0..1_900).map(|i| format!("k{i}: v, ")).collect();
        times(&format!("a: &a {{{keys}}}\nb:\n"), "- {<<: *a}\n", 20_000, "")
    })
    .says("`nodes`"),
    Case::new("yaml: alias bombs", "an_alias_in_itself", "a.yaml", || b"a: &a [*a]\n".to_vec())
        .says("this reference stands inside the value that it refers to"),
    Case::new("yaml: deep nesting", "brackets_in_brackets", "a.yaml", || times("a: ", "[", 1_000_000, ""))
        .says("`depth`"),
    Case::new("yaml: deep nesting", "braces_in_braces", "a.yaml", || times("a: ", "{a: ", 500_000, "")).says("`depth`"),
    Case::new("yaml: deep nesting", "dashes_on_one_line", "a.yaml", || times("", "- ", 500_000, "a\n")).says("`depth`"),
    Case::new("yaml: deep nesting", "questions_in_questions", "a.yaml", || times("", "? ", 500_000, "a\n"))
        .says("error"),
    Case::new("yaml: deep nesting", "ever_deeper_lines", "a.yaml", || {
        each("", 3_000, |i| format!("{}a:\n", " ".repeat(i)), "")
    })
    .says("`depth`"),
    Case::new("yaml: huge scalars", "a_scalar_of_fifty_megabytes", "a.yaml", || {
        within("name: ", "ab ", 50 * MIB, "\n")
    })
    .says("`input`: more than 32 MiB"),
    Case::new("yaml: huge scalars", "a_scalar_of_thirty_megabytes", "a.yaml", || {
        within("name: ", "ab ", 30 * MIB, "\n")
    })
    .says("`text`: more than 6 MiB"),
    Case::new("yaml: huge scalars", "thirty_megabytes_of_lines", "a.yaml", || {
        within("summary: |\n", "  ab cd ef\n", 30 * MIB, "")
    })
    .says("`text`: more than 6 MiB"),
    Case::new("yaml: huge scalars", "thirty_megabytes_of_escapes", "a.yaml", || {
        within("name: \"", "\\x41", 30 * MIB, "\"\n")
    })
    .says("`text`"),
    Case::new("yaml: huge keys", "a_key_of_ten_megabytes", "a.yaml", || within("? ", "k", 10 * MIB, "\n: v\n"))
        .says("error"),
    Case::new("yaml: duplicate keys", "a_key_twice", "a.yaml", || b"name: Mara\nname: Jon\n".to_vec())
        .says("the key `name` stands here a second time; the first is on line 1"),
    Case::new("yaml: many keys", "ten_thousand_keys", "a.yaml", || each("", 10_000, |i| format!("k{i}: v\n"), ""))
        .says("`keys`: more than 2000"),
    Case::new("yaml: many anchors", "as_many_anchors_as_texts", "a.yaml", || {
        each("k:\n", 200_000, |i| format!("- &a{i} v\n"), "")
    })
    .says("`nodes`"),
    Case::new("yaml: many anchors", "anchors_around_anchors", "a.yaml", || {
        let begin: String = (0..60).map(|i| format!("&a{i} [")).collect();
        times(&format!("k: {begin}"), "x, ", 70_000, &"]".repeat(60))
    }),
    Case::new("yaml: several documents", "eight_million_documents", "a.yaml", || within("", "---\n", 30 * MIB, ""))
        .says("error"),
    Case::new("yaml: directives", "three_million_directives", "a.yaml", || within("", "%TAG ! a\n", 30 * MIB, ""))
        .says("error"),
    Case::new("yaml: comments", "thirty_megabytes_of_comments", "a.yaml", || {
        within("basics:\n  name: Mara\n", "# c\n", 30 * MIB, "")
    })
    .with("Mara"),
    Case::new("yaml: marks in texts", "nothing_but_stars", "a.yaml", || {
        within("basics:\n  summary: '", "*a ", 5 * MIB, "'\n")
    })
    .says("`nodes`"),
    Case::new("yaml: tags", "a_tag_that_makes_objects", "a.yaml", || {
        b"basics:\n  name: !!python/object/apply:os.system ['touch escaped']\n".to_vec()
    })
    .says("error"),
    Case::new("yaml: encodings", "not_utf_8", "a.yaml", || b"name: \xFF\xFE\n".to_vec())
        .says("the input is not UTF-8 text"),
    Case::new("yaml: encodings", "utf_16_little", "a.yaml", || wide("name: Mara\n", true)).says("error"),
    Case::new("yaml: encodings", "utf_16_big", "a.yaml", || wide("name: Mara\n", false)).says("error"),
    Case::new("yaml: NUL", "a_nul_in_yaml", "a.yaml", || b"name: Ma\0ra\n".to_vec()).with("Mara"),
    Case::new("yaml: as much as allowed", "as_many_entries_as_allowed", "a.yaml", || {
        times("work:\n", "- name: Acme\n  position: Engineer\n  startDate: 2019-01\n", 7_400, "")
    })
    .everywhere()
    .heavy(),
    Case::new("yaml: as much as allowed", "as_many_bullets_as_allowed", "a.yaml", || {
        times(
            "work:\n- name: a\n  highlights:\n",
            "  - \"did it, and led a team of seven people for a year, in Berlin and elsewhere\"\n",
            74_000,
            "",
        )
    })
    .everywhere()
    .heavy(),
    Case::new("yaml: as much as allowed", "as_much_text_as_allowed", "a.yaml", || {
        format!("basics:\n  name: Mara\n  summary: \"{}\"\n", prose(6 * MIB - 200)).into_bytes()
    })
    .everywhere()
    .heavy(),
];

pub(crate) const JSON: &[Case] = &[
    Case::new("json: deep nesting", "arrays_in_arrays", "a.json", || times("", "[", 10_000_000, "")).says("`depth`"),
    Case::new("json: deep nesting", "objects_in_objects", "a.json", || times("", "{\"a\":", 5_000_000, ""))
        .says("`depth`"),
    Case::new("json: huge numbers", "ten_megabytes_of_digits", "a.json", || within("{\"x\":", "1", 10 * MIB, "}"))
        .says("`text`: more than 6 MiB"),
    Case::new("json: huge numbers", "an_exponent_beyond_all", "a.json", || {
        b"{\"basics\":{\"name\":\"Mara\"},\"x\":[1e999999999,-0,1E-99999,0.1e+1]}".to_vec()
    })
    .with("1e999999999"),
    Case::new("json: huge strings", "a_string_of_thirty_megabytes", "a.json", || {
        within("{\"basics\":{\"name\":\"", "ab ", 30 * MIB, "\"}}")
    })
    .says("`text`: more than 6 MiB"),
    Case::new("json: huge strings", "a_string_of_escapes", "a.json", || {
        within("{\"basics\":{\"name\":\"", "\\u00e9", 30 * MIB, "\"}}")
    })
    .says("`text`"),
    Case::new("json: huge keys", "a_key_of_five_megabytes", "a.json", || within("{\"", "k", 5 * MIB, "\":1}"))
        .says("`attribute`: more than 4 MiB"),
    Case::new("json: duplicate keys", "a_key_twice", "a.json", || b"{\"a\":1,\"a\":2}".to_vec())
        .says("the key `a` stands here a second time"),
    Case::new("json: many keys", "ten_thousand_keys", "a.json", || {
        each("{\"a\":1", 10_000, |i| format!(",\"k{i}\":1"), "}")
    })
    .says("`keys`: more than 2000"),
    Case::new("json: many values", "five_million_numbers", "a.json", || times("{\"x\":[1", ",1", 5_000_000, "]}"))
        .says("`nodes`"),
    Case::new("json: many values", "nine_thousand_entries", "a.json", || {
        times("{\"work\":[{\"name\":\"a\"}", ",{\"name\":\"a\"}", 9_000, "]}")
    })
    .says("`entries`: more than 7500"),
    Case::new("json: marks in texts", "nothing_but_stars", "a.json", || {
        within("{\"basics\":{\"summary\":\"", "**a* ", 5 * MIB, "\"}}")
    })
    .says("`nodes`"),
    Case::new("json: encodings", "not_utf_8", "a.json", || b"{\"a\":\"\xFF\"}".to_vec())
        .says("the input is not UTF-8 text"),
    Case::new("json: encodings", "utf_16_little", "a.json", || wide("{}", true)).says("error"),
    Case::new("json: encodings", "half_a_character", "a.json", || b"{\"a\":\"\\ud83d\"}".to_vec()).says("error"),
    Case::new("json: NUL", "a_nul_in_json", "a.json", || b"{\"basics\":{\"name\":\"Ma\\u0000ra\"}}".to_vec())
        .with("Mara"),
    Case::new("json: two values", "two_values_in_a_file", "a.json", || b"{} {}".to_vec())
        .says("text follows the end of the value"),
    Case::new("json: as much as allowed", "as_many_keywords_as_allowed", "a.json", || {
        times("{\"skills\":[{\"name\":\"a\",\"keywords\":[\"ab\"", ",\"ab\"", 74_000, "]}]}")
    })
    .everywhere()
    .heavy(),
    Case::new("json: as much as allowed", "as_much_text_as_allowed", "a.json", || {
        format!("{{\"basics\":{{\"name\":\"Mara\",\"summary\":\"{}\"}}}}", prose(6 * MIB - 200)).into_bytes()
    })
    .heavy(),
];
