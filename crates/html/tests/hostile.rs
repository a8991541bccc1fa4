//! Text that would be markup, and pages that would be a trap.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

use html5gum::{DefaultEmitter, Token, Tokenizer};
use std::time::Duration;
use vitae_core::{Context, Lang, Source, Style, Text, Url};
use vitae_outline::{Composition, Outline, compose, visible};
use vitae_testkit::spent;

/// What people have put into forms to run a script on somebody else's page, and what breaks out of other places.
#[rustfmt::skip]
const VECTORS: &[&str] = &[
    "<script>alert(1)</script>", "</title><script>alert(1)</script>", "</style><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "\"><script>alert(1)</script>", "' onmouseover='alert(1)",
    "\" onmouseover=\"alert(1)", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)",
    "\u{1}javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:msgbox(1)",
    "<iframe src=javascript:alert(1)>", "<a href=javascript:alert(1)>x</a>", "--><script>alert(1)</script>",
    "<!--<script>", "]]><script>alert(1)</script>", "</pre><script>alert(1)</script>", "</script><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;", "<math><mi xlink:href=javascript:alert(1)>",
    "<base href=//evil.example>", "<meta http-equiv=refresh content=0;url=javascript:alert(1)>",
    "<form action=javascript:alert(1)><button>", "<style>@import 'https://evil.example'</style>", "<link rel=stylesheet href=x>",
    "https://a.example/\"onclick=\"alert(1)", "https://a.example/'><script>alert(1)</script>", "mailto:x\" autofocus onfocus=\"alert(1)",
    "\u{2028}<script>", "<<script>alert(1)//<</script>", "<plaintext>", "</textarea><script>", "</main></body></html><script>alert(1)</script>",
];

/// Elements and attributes of a page, as WHATWG's tokenizer sees them.
fn tags(page: &[u8]) -> Vec<(String, Vec<(String, String)>)> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut emitter = DefaultEmitter::<()>::new_with_span();
    emitter.naively_switch_states(true);
    let mut out = Vec::new();
    for token in Tokenizer::new_with_emitter(page, emitter) {
        if let Ok(Token::StartTag(tag)) = token {
            let attributes = tag.attributes.iter().map(|(name, value)| (text(name), text(value)));
            out.push((text(&tag.name), attributes.collect()));
        }
    }
    out
}

/// Every text of an outline is the vector, every link as far as links may be it.
fn poisoned(outline: &Outline, vector: &str) -> Outline {
    let mut outline = outline.clone();
    let link = Url::new(vector);
    for (i, run) in outline.blocks.iter_mut().flat_map(|block| &mut block.runs).enumerate() {
        run.text = if i % 2 == 0 { vector.to_owned() } else { format!("a{vector}b") };
        let lang = run.style.lang.take();
        run.style = Style { link: link.clone(), lang, ..run.style.clone() };
    }
    for block in &mut outline.blocks {
        block.facts = Some(vector.into());
    }
    outline.head.facts = Some(vector.into());
    outline.head.title = Text::new(vector);
    outline.head.author = Text::new(vector);
    outline.head.subject = Text::new(vector);
    outline.head.lang = Lang::new("en");
    outline
}

#[test]
fn no_text_becomes_markup() {
    const ELEMENTS: &[&str] = &[
        "html",
        "head",
        "meta",
        "title",
        "style",
        "script",
        "body",
        "main",
        "header",
        "section",
        "article",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "p",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "hr",
        "br",
        "a",
        "b",
        "i",
        "span",
        "strong",
        "em",
        "code",
        "sub",
        "sup",
        "time",
    ];
    const ATTRIBUTES: &[&str] = &[
        "lang",
        "dir",
        "class",
        "charset",
        "name",
        "content",
        "type",
        "href",
        "datetime",
        "data-kind",
        "data-vitae",
        "data-edtf",
        "data-dir",
        "value",
        "start",
    ];
    let outline = compose(&visible(&vitae_testkit::full()), Composition::default());
    for vector in VECTORS {
        let poisoned = poisoned(&outline, vector);
        let mut cx = Context::with_options([("jsonld", "on")]);
        let page = vitae_html::render(&poisoned, &mut cx).unwrap();
        let mut scripts = 0;
        for (name, attributes) in tags(&page) {
            assert!(ELEMENTS.contains(&name.as_str()), "{vector}: an element {name}");
            scripts += usize::from(name == "script");
            for (attribute, value) in attributes {
                assert!(ATTRIBUTES.contains(&attribute.as_str()), "{vector}: an attribute {attribute} on {name}");
                assert!(name != "script" || value == "application/ld+json", "{vector}: a script");
                let harmless = ["http://", "https://", "mailto:", "tel:"];
                assert!(
                    attribute != "href" || harmless.iter().any(|scheme| value.to_ascii_lowercase().starts_with(scheme)),
                    "{vector}: a link to {value}"
                );
            }
        }
        assert_eq!(scripts, 1, "{vector}: the data for search engines alone");
        // And it is all there, as text.
        let again = vitae_html::parse(&Source::new(&page), &mut Context::default()).unwrap().normal();
        let texts = |outline: Outline| outline.blocks.iter().map(vitae_outline::Block::text).collect::<Vec<_>>();
        let clean: String = vector.chars().filter(|&c| vitae_core::is_allowed(c)).collect();
        let expected: Vec<_> = texts(poisoned.normal()).iter().map(|text| text.replace(vector, &clean)).collect();
        assert_eq!(texts(again), expected, "{vector}");
    }
}

#[test]
fn a_page_without_json_ld_has_no_script() {
    for (name, resume) in vitae_testkit::fixtures() {
        let page = vitae_html::format().write(&resume, &mut Context::default()).unwrap();
        assert!(tags(&page).iter().all(|(name, _)| name != "script"), "{name}");
        let text = String::from_utf8(page).unwrap();
        assert!(!text.contains("url(") && !text.contains("@import"), "{name}: the page fetches something");
    }
}

/// Each of these makes some reader of HTML slow, or brings it down.
#[test]
fn no_page_takes_long() {
    let many = |n: usize, piece: &str| piece.repeat(n);
    let numbered = |n: usize, make: fn(usize) -> String| (0..n).map(make).collect::<String>();
    let pages = [
        ("attributes", format!("<p {}>x", numbered(300_000, |i| format!("a{i} ")))),
        ("classes", format!("<p class='{}'>x", many(500_000, "r-x "))),
        ("deep boxes", many(100_000, "<div>")),
        ("deep marks", many(100_000, "<b><i><span>")),
        ("marks left open", many(60_000, "<b a=1><i><p>x")),
        ("different marks left open", numbered(20_000, |i| format!("<font size={i}><p>x"))),
        ("lists", many(100_000, "<ul><li>")),
        ("items", format!("<ul>{}", many(100_000, "<li>x"))),
        ("end tags", many(200_000, "</b></p>")),
        ("end tags in spans", format!("{}{}", many(500, "<span>"), many(60_000, "</x>"))),
        ("cells", format!("<table>{}", many(80_000, "<td>x"))),
        ("quotes", many(100_000, "<blockquote>")),
        ("entities", many(100_000, "&amp;&notit;&#x10ffff;&#0;")),
        ("comments", many(200_000, "<!-- -- -->")),
        ("a comment without end", format!("<!--{}", many(1_000_000, "-"))),
        ("less-than signs", many(1_000_000, "<")),
        ("spaces", format!("<p>{}x", many(2_000_000, " "))),
        ("scripts", many(100_000, "<script><!--<script>")),
        ("one word", many(4_000_000, "x")),
        ("breaks", many(200_000, "x<br>")),
        ("hidden", many(60_000, "<p hidden>x")),
        ("quotations far down", format!("<!--{}-->{}", many(1_000_000, "x"), many(20_000, "<p><q>a</q></p><p>b</p>"))),
        ("microformats", many(30_000, "<div class=p-experience><p class='p-name dt-start'>x</p>")),
        ("microdata", many(30_000, "<div itemscope itemtype=https://schema.org/Person><b itemprop=name>x</b>")),
        ("data for machines", {
            let people = numbered(20_000, |i| format!("{{\"@type\":\"Person\",\"email\":\"a{i}@a.example\"}},"));
            format!("<script type=application/ld+json>[{people}{{}}]</script><h1>Mara</h1>")
        }),
        ("nested data", format!("<script type=application/ld+json>{}", many(100_000, "{\"a\":["))),
        ("languages", many(100_000, "<span lang=de>x</span><i lang=fr>y</i>")),
    ];
    for (name, page) in pages {
        let begin = spent();
        let outcome = vitae_html::format().read(&Source::new(page.as_bytes()), &mut Context::default());
        let took = spent() - begin;
        // Enough for a debug build; what is quadratic takes minutes.
        assert!(took < Duration::from_secs(20), "{name} took {took:?}");
        if let Err(error) = outcome {
            assert_eq!(error.diagnostic.code, "limit", "{name}");
            assert!(error.diagnostic.at.is_some(), "{name}: where?");
        }
    }
}
