//! Files that may be sound or not: values put where they may not belong, and sound files with something moved, renamed, doubled,
//! taken out or put in.

use proptest::prelude::Rng;
use proptest::test_runner::TestRunner;

/// What is put into text.
const WORDS: &[&str] = &[
    "Mara",
    " ",
    "\u{a0}",
    "&",
    "&amp;",
    "&lt;",
    "<",
    ">",
    "]]>",
    "<![CDATA[x]]>",
    "<![CDATA[ ]]>",
    "<!-- x -->",
    "<!-- -- -->",
    "<?x y?>",
    "<?xml?>",
    "&#x20;",
    "&#1;",
    "&#xFFFE;",
    "&eacute;",
    "\"",
    "'",
    "=",
    "/",
    "-->",
    "\t\n",
    "true",
    "2016",
    "2016-02-30",
    "B2",
    "4/5",
    "\u{feff}",
    "\u{85}",
    "\u{2028}",
];

/// Whole elements to put in.
const ELEMENTS: &[&str] = &[
    "<title>x</title>",
    "<p>x</p>",
    "<p/>",
    "<tags><tag>a</tag></tags>",
    "<hidden/>",
    "<hidden>no</hidden>",
    "<ext/>",
    "<ul><li>x</li></ul>",
    "<f:x xmlns:f='urn:f'/>",
    "<f:x xmlns:f='urn:f' y='1' f:z='2'>text<title/></f:x>",
    "<x xmlns=''/>",
    "<x xmlns='urn:g'>y</x>",
    "<g:title/>",
    "<dates><at>2016</at></dates>",
    "<dates><at>2016</at><end>2017</end></dates>",
    "<dates><start>2016</start><present/></dates>",
    "<dates><unknown/></dates>",
    "<dates><present/><text/></dates>",
    "<place><text>x</text></place>",
    "<place>x</place>",
    "<organization><name>x</name></organization>",
    "<organization/>",
    "<engagement><position/></engagement>",
    "<position><title>x</title></position>",
    "<job/>",
    "<web/>",
    "<web><url>x</url></web>",
    "<email/>",
    "<email>a@b.example</email>",
    "<contact><email>x</email></contact>",
    "<contact/>",
    "<contact><label>x</label><other/></contact>",
    "<a href='x'>y</a>",
    "<a>y</a>",
    "<strong>x</strong>",
    "<br/>",
    "<br>x</br>",
    "<span xml:lang='de'>x</span>",
    "<span xml:lang='not a tag'>x</span>",
    "<pre> x </pre>",
    "<pre><p/></pre>",
    "<ol start='3'><li/></ol>",
    "<ol start='x'/>",
    "<photo/>",
    "<photo><url>x</url></photo>",
    "<photo><mediaType>x</mediaType></photo>",
    "<rating>6/5</rating>",
    "<rating>six</rating>",
    "<cefr><overall>B2</overall></cefr>",
    "<cefr><overall>b2</overall></cefr>",
    "<id>a b</id>",
    "<id>x</id>",
    "<ids><identifier><scheme>doi</scheme><value>1</value></identifier></ids>",
    "<ids><identifier><value>1</value></identifier></ids>",
    "<heading>x</heading>",
    "<ext><j:map xmlns:j='http://www.w3.org/2005/xpath-functions'><j:number key='a'>01</j:number></j:map></ext>",
    "<details><detail><label/><value/></detail></details>",
];

/// Attributes to put in.
const ATTRIBUTES: &[&str] = &[
    "kind='work'",
    "kind='wrk'",
    "kind=' work '",
    "start='2'",
    "start=''",
    "href='x'",
    "href=' '",
    "expected='true'",
    "expected='yes'",
    "version='1'",
    "version='2'",
    "xml:lang='de'",
    "xml:lang='?'",
    "xml:space='preserve'",
    "f:y='1' xmlns:f='urn:f'",
    "f:y='1'",
    "xmlns='urn:x'",
    "xmlns:f='urn:vitae:resume:1' f:kind='work'",
    "class='x'",
    "a='<'",
    "a",
    "a=1",
    "xmlns:q=''",
    "xsi:nil='true' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'",
    "xsi:schemaLocation='a b' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'",
];

/// Sound files, and a way to damage them.
pub(crate) struct Damage {
    sound: Vec<Vec<String>>,
    names: Vec<String>,
}

fn pick<'a, T: ?Sized + ToOwned, B: std::borrow::Borrow<T>>(runner: &mut TestRunner, from: &'a [B]) -> &'a T {
    from[below(runner, from.len())].borrow()
}

fn below(runner: &mut TestRunner, end: usize) -> usize {
    usize::try_from(runner.rng().next_u32()).expect("at least 32 bits") % end.max(1)
}

impl Damage {
    pub(crate) fn new(sound: Vec<String>) -> Self {
        let sound: Vec<_> = sound.iter().map(|text| pieces(text)).collect();
        let mut names: Vec<String> =
            sound.iter().flatten().filter_map(|piece| name(piece)).map(str::to_owned).collect();
        names.sort();
        names.dedup();
        names.extend(["job", "nam", "Title"].map(str::to_owned));
        Self { sound, names }
    }

    /// A file with one or two damages, some of which do no harm.
    pub(crate) fn one(&self, runner: &mut TestRunner) -> String {
        let mut file = self.sound[below(runner, self.sound.len())].clone();
        for _ in 0..=below(runner, 2) {
            self.damage(runner, &mut file);
        }
        file.concat()
    }

    fn damage(&self, runner: &mut TestRunner, file: &mut Vec<String>) {
        let elements: Vec<usize> = (1..file.len()).filter(|&at| name(&file[at]).is_some()).collect();
        let Some(&at) = elements.get(below(runner, elements.len())) else { return };
        let span = at..end_of(file, at);
        match below(runner, 11) {
            0 => drop(file.drain(span)),
            1 => {
                let twice: Vec<_> = file[span.clone()].to_vec();
                file.splice(span.end..span.end, twice);
            }
            2 => {
                let moved: Vec<_> = file.drain(span).collect();
                let to = below(runner, file.len() - 1) + 1;
                file.splice(to..to, moved);
            }
            3 | 4 => {
                let name = pick::<str, _>(runner, &self.names).to_owned();
                rename(file, at, span.end - 1, &name);
            }
            5 | 6 => file.insert(span.end, (*pick::<str, _>(runner, ELEMENTS)).to_owned()),
            7 => file.insert(at + 1, (*pick::<str, _>(runner, ELEMENTS)).to_owned()),
            8 => file.insert(at + 1, (*pick::<str, _>(runner, WORDS)).to_owned()),
            9 => {
                let end = file[at].len() - if file[at].ends_with("/>") { 2 } else { 1 };
                file[at].insert_str(end, &format!(" {}", pick::<str, _>(runner, ATTRIBUTES)));
            }
            _ => {
                let texts: Vec<usize> =
                    (1..file.len()).filter(|&n| !file[n].starts_with('<') && !file[n].trim().is_empty()).collect();
                if let Some(&text) = texts.get(below(runner, texts.len())) {
                    (*pick::<str, _>(runner, WORDS)).clone_into(&mut file[text]);
                }
            }
        }
    }
}

/// Tags, and what stands between.
fn pieces(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = match rest.strip_prefix("<![CDATA[").or(rest.strip_prefix("<!--")) {
            Some(_) => rest.find("]]>").or(rest.find("-->")).map(|at| at + 3),
            None if rest.starts_with('<') => rest.find('>').map(|at| at + 1),
            None => rest.find('<'),
        };
        let (piece, after) = rest.split_at(end.unwrap_or(rest.len()));
        out.push(piece.to_owned());
        rest = after;
    }
    out
}

/// The name in a start tag.
fn name(piece: &str) -> Option<&str> {
    let inside = piece.strip_prefix('<')?.strip_suffix('>')?;
    let inside = inside.strip_suffix('/').unwrap_or(inside);
    let name = inside.split([' ', '\n']).next()?;
    name.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(name)
}

/// The place after the end of the element that begins at `at`.
fn end_of(file: &[String], at: usize) -> usize {
    let mut depth = 0;
    for (n, piece) in file.iter().enumerate().skip(at) {
        if name(piece).is_some() && !piece.ends_with("/>") {
            depth += 1;
        } else if piece.starts_with("</") {
            depth -= 1;
        }
        if depth <= 0 {
            return n + 1;
        }
    }
    file.len()
}

fn rename(file: &mut [String], start: usize, end: usize, to: &str) {
    let Some(old) = name(&file[start]).map(str::to_owned) else { return };
    file[start] = file[start].replacen(&old, to, 1);
    if end > start {
        file[end] = format!("</{to}>");
    }
}

/// Every sort of value with texts that are sound, nearly sound, and not.
pub(crate) fn values() -> Vec<Vec<u8>> {
    let mut dates: Vec<String> = Vec::new();
    for year in ["0000", "0004", "0100", "1900", "1996", "1999", "2000", "2016", "2100", "9999", "16", "20160", "٢٠١٦"]
    {
        dates.push(year.to_owned());
        for month in 0..=45 {
            dates.push(format!("{year}-{month:02}"));
        }
        for (month, day) in [
            (1, 31),
            (1, 32),
            (2, 28),
            (2, 29),
            (2, 30),
            (4, 30),
            (4, 31),
            (11, 31),
            (12, 31),
            (0, 1),
            (13, 1),
            (1, 0),
            (22, 1),
        ] {
            dates.push(format!("{year}-{month:02}-{day:02}"));
        }
    }
    dates.extend(
        [
            "~",
            "?",
            "%",
            "~~",
            "?~",
            "2016~",
            "2016-09?",
            "2016-09-01%",
            "2016~?",
            "2016%%",
            "2016-9",
            "2016-09-1",
            " 2016 ",
            "\n2016-09\t",
            "20 16",
            "2016 ~",
            "",
            "2016-",
            "-2016",
            "2016-09-",
            "2016/2017",
            "2016-09-01T00:00",
            "present",
            "\u{a0}2016",
        ]
        .map(str::to_owned),
    );
    let words = [
        "",
        " ",
        "\n\t",
        "\u{a0}",
        "\u{3000} \u{2003}",
        "\u{200b}",
        "\u{feff}",
        "\u{85}",
        "\u{2028}",
        "x",
        " x ",
        "x y",
        "\u{a0}x\u{a0}",
        "x\u{a0}y",
        "x\ny",
        "\u{10ffff}",
        "&#xD;",
        "&#x20;",
        "é",
        "e\u{301}",
        "<![CDATA[x]]>",
        "<![CDATA[ ]]>",
        "<!-- x -->",
        "<b/>",
        "true",
        "false",
        "1",
        "0",
        "TRUE",
        "yes",
        " true ",
        "tr ue",
        "ltr",
        "rtl",
        "LTR",
        "en",
        "e",
        "en-",
        "de-AT",
        "de_AT",
        "zh-Hant-TW",
        "abcdefghi",
        "en-abcdefghi",
        "en--GB",
        "1a",
        "i-klingon",
        "x-private",
        "\u{a0}en",
        "A1",
        "B2",
        "b2",
        "C3",
        " C1 ",
        "4/5",
        "4 / 5",
        "4  /  5",
        "4/",
        "/5",
        "04/05",
        "1000/5",
        "999/999",
        "6/5",
        "0/0",
        "+4/5",
        "４/５",
        "300/400",
        "Zm9v",
        "Zg==",
        "Zg=",
        "Zg",
        "Zh==",
        "Zm9=",
        "Zm8=",
        "Z g = =",
        "Zm9v\nZm9v",
        "====",
        "Zm9v!",
        "Zm9v-_8=",
        "Zg==Zg==",
    ];
    let in_person = |xml: &str| format!("<person>{xml}</person>");
    let in_entry = |kind: &str, xml: String| format!("<section><{kind}>{xml}</{kind}></section>");
    let mut bodies = Vec::new();
    for date in &dates {
        bodies.push(in_entry("award", format!("<dates><at>{date}</at></dates>")));
    }
    for word in words {
        bodies.push(in_person(&format!("<name>{word}</name>")));
        bodies.push(in_person(&format!("<contacts><email>{word}</email></contacts>")));
        bodies.push(in_person(&format!("<photo><mediaType>x</mediaType><data>{word}</data></photo>")));
        bodies.push(in_person(&format!("<photo><url>{word}</url></photo>")));
        bodies.push(format!("<meta><direction>{word}</direction></meta>"));
        bodies.push(format!("<section><id>{word}</id><hidden>{word}</hidden><p>x</p></section>"));
        bodies.push(format!("<section><id>{word}</id></section>"));
        bodies.push(format!("<section><hidden>{word}</hidden></section>"));
        bodies.push(format!("<section><pre>{word}</pre></section>"));
        bodies.push(in_entry("language", format!("<tag>{word}</tag>")));
        bodies.push(in_entry("language", format!("<cefr><overall>{word}</overall></cefr>")));
        bodies.push(in_entry("skill", format!("<rating>{word}</rating>")));
        let value = word.replace("<!", "!").replace('<', "&lt;");
        for attribute in ["kind", "xml:lang"] {
            bodies.push(format!("<section {attribute}=\"{value}\"/>"));
        }
        bodies.push(format!("<section><ol start=\"{value}\"/></section>"));
        bodies.push(format!("<section><p><a href=\"{value}\">x</a></p></section>"));
        bodies.push(in_entry("award", format!("<dates><at expected=\"{value}\">2016</at></dates>")));
    }
    for start in ["0", "1", "007", "999999999", "1000000000", "-1", "+1", " 5 ", "5 5", "٣", "1.0", "1e3"] {
        bodies.push(format!("<section><ol start=\"{start}\"/></section>"));
    }
    bodies.into_iter().map(|body| format!("<resume xmlns='urn:vitae:resume:1'>{body}</resume>").into_bytes()).collect()
}
