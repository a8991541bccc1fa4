//! What attackers write into fields, by class, and résumés that have it in every field which takes it.

use serde_json::Value;
use std::sync::LazyLock;
use vitae::{Context, Registry, Resume, Source};
use vitae_tests::pairs::{json, on_all_cores};

/// Classes: elements, handlers, addresses, break-outs of every place that text can stand in, other languages, styles, what parsers
/// mend into something else, Markdown, fields and formulas of office programs, templates.
#[rustfmt::skip]
pub(crate) const ATTACKS: &[&str] = &[
    "<script>alert(1)</script>", "<SCRIPT SRC=//a.example/x.js></SCRIPT>", "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\u{c}>alert(1)</script >", "</script><script>alert(1)</script>", "<!--<script>--></script><script>alert(1)//",
    "<img src=x onerror=alert(1)>", "<img/src=`x`onerror=alert(1)>", "<svg/onload=alert(1)>", "<body onload=alert(1)>",
    "<input autofocus onfocus=alert(1)>", "<details open ontoggle=alert(1)>", "<video><source onerror=alert(1)></video>",
    "<marquee onstart=alert(1)>", "\" onmouseover=\"alert(1)", "' onmouseover='alert(1)", "` onmouseover=alert(1) `",
    "x onmouseover=alert(1) y", "\"><script>alert(1)</script>", "'><img src=x onerror=alert(1)>", "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>", "</textarea><script>alert(1)</script>", "</noscript><script>alert(1)</script>",
    "--><script>alert(1)</script><!--", "]]><script>alert(1)</script>", "?><script>alert(1)</script>", "</template><script>alert(1)</script>",
    "</p></li></ul></div></section></main></body></html><script>alert(1)</script>", "<a href=javascript:alert(1)>x</a>",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)", "\u{1}javascript:alert(1)",
    "javascript&colon;alert(1)", "&#106;avascript:alert(1)", "&#x6A;&#x61;vascript:alert(1)", "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>", "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "https://a.example/\"onmouseover=\"alert(1)", "https://a.example/'><script>alert(1)</script>", "//a.example/x.js",
    "http://a.example\\@b.example", "file:///etc/passwd", "\\\\a.example\\share\\x", "smb://a.example/x", "ms-word:ofe|u|https://a.example/x.docm",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>", "<object data=javascript:alert(1)></object>", "<embed src=javascript:alert(1)>",
    "<base href=//a.example/>", "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>", "<link rel=stylesheet href=//a.example/x.css>",
    "<form action=javascript:alert(1)><button>x</button></form>", "<svg><script>alert(1)</script></svg>", "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>", "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<select><template><script>alert(1)</script>", "<p style='background:url(javascript:alert(1))'>",
    "}</style><style>@import '//a.example/x.css';", "expression(alert(1))", "\u{2028}alert(1)\u{2029}", "\u{feff}<script>alert(1)</script>",
    "\u{ff1c}script\u{ff1e}alert(1)\u{ff1c}/script\u{ff1e}", "<\u{0}script>alert(1)</script>", "\u{202e}>tpircs<", "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;", "<![CDATA[<script>alert(1)</script>]]>", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;", "&e;", "%e;",
    "<?xml-stylesheet href='javascript:alert(1)'?>", "<?php system('x') ?>", "[x](javascript:alert(1))", "[x](<javascript:alert(1)>)", "[x]( java\nscript:alert(1))",
    "[x][y]\n\n[y]: javascript:alert(1)", "![x](javascript:alert(1))", "![x](https://a.example/pixel.png)", "<javascript:alert(1)>", "[x](data:text/html,<script>alert(1)</script>)",
    "[x](https://a.example \"\" onmouseover=alert(1))", "```\n</code><script>alert(1)</script>", "| a |\n|---|\n| <script>alert(1)</script> |", "{ INCLUDETEXT \"file:///etc/passwd\" }",
    "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe \"/k calc\"", "<w:instrText>DDE</w:instrText>", "</w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>",
    "<w:altChunk r:id=\"rId1\"/>", "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://a.example\",\"x\")", "+1+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", "-1+1|cmd",
    "{{constructor.constructor('alert(1)')()}}", "${7*7}", "<%= 7*7 %>", "#{7*7}", "!!python/object/apply:os.system ['x']", "&a [*a, *a]", "*a", "\u{1b}[31mx\u{1b}[0m", "\r\nX: y",
];

/// A résumé for each attack, which has it in every field that takes any text.
pub(crate) fn resumes() -> &'static [(&'static str, Resume)] {
    static RESUMES: LazyLock<Vec<(&str, Resume)>> = LazyLock::new(|| {
        let formats = vitae::formats();
        let full = json(&vitae_testkit::full(), "native", &formats);
        let mut paths = Vec::new();
        texts(&full, &mut Vec::new(), &mut paths);
        let all = paths.len();
        // Kinds, languages and the like take only some words.
        let paths: Vec<_> =
            paths.into_iter().filter(|path| read(&with(&full, [path], "<x>"), &formats).is_some()).collect();
        assert!(paths.len() * 3 > all * 2, "{} of {all} fields take any text", paths.len());
        let attacked = |attack: &&'static str, formats: &Registry| {
            // Some fields take text, but not this one.
            let whole = with(&full, &paths, attack);
            let resume = read(&whole, formats).unwrap_or_else(|| {
                let takes = |path: &&Vec<Step>| read(&with(&full, [*path], attack), formats).is_some();
                let some: Vec<_> = paths.iter().filter(takes).collect();
                assert!(
                    some.len() * 2 > paths.len(),
                    "{attack:?} is taken by {} of {} fields",
                    some.len(),
                    paths.len()
                );
                read(&with(&full, some, attack), formats).expect("each field takes it by itself")
            });
            (*attack, resume)
        };
        on_all_cores(ATTACKS, attacked)
    });
    &RESUMES
}

/// The résumé with an attack at some places.
fn with<'p>(full: &Value, paths: impl IntoIterator<Item = &'p Vec<Step>>, attack: &str) -> Value {
    let mut all = full.clone();
    for path in paths {
        if let Some(text) = at(&mut all, path) {
            *text = Value::from(attack);
        }
    }
    all
}

fn read(native: &Value, formats: &Registry) -> Option<Resume> {
    let bytes = serde_json::to_vec(native).unwrap();
    formats.get("json").unwrap().read(&Source::new(&bytes), &mut Context::default()).ok()
}

/// A step into a value.
#[derive(Clone)]
enum Step {
    Key(String),
    Index(usize),
}

/// The paths of all texts.
fn texts(value: &Value, path: &mut Vec<Step>, found: &mut Vec<Vec<Step>>) {
    match value {
        Value::String(_) => found.push(path.clone()),
        Value::Array(items) => {
            for (i, item) in items.iter().enumerate() {
                path.push(Step::Index(i));
                texts(item, path, found);
                path.pop();
            }
        }
        Value::Object(pairs) => {
            for (key, value) in pairs {
                path.push(Step::Key(key.clone()));
                texts(value, path, found);
                path.pop();
            }
        }
        _ => {}
    }
}

fn at<'v>(value: &'v mut Value, path: &[Step]) -> Option<&'v mut Value> {
    path.iter().try_fold(value, |value, step| match step {
        Step::Key(key) => value.get_mut(key),
        Step::Index(index) => value.get_mut(index),
    })
}
