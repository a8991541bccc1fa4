//! Prints the blocks that a reader delivers, and what they are taken for.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a tool of developers")]
use vitae::{Context, Source};
use vitae_outline::{Kind, Outline};
fn show(o: &Outline, recognised: bool) {
    for b in &o.blocks {
        let kind = match b.kind {
            Kind::Heading(n) => format!("H{n}"),
            Kind::Paragraph => "P".into(),
            Kind::Item { number } => format!("I{}{}", b.level, number.map(|n| format!("#{n}")).unwrap_or_default()),
            Kind::Pre => "PRE".into(),
            Kind::Rule => "RULE".into(),
        };
        let mut l = String::new();
        if let Some(s) = b.look.size {
            l += &format!("s{s} ");
        }
        for (f, n) in [
            (b.look.caps, "caps "),
            (b.look.underlined, "ul "),
            (b.look.ruled, "ruled "),
            (b.look.centered, "mid "),
            (b.look.gap, "gap "),
            (b.look.entry, "ENTRY "),
        ] {
            if f {
                l += n;
            }
        }
        if let Some(c) = b.look.cell {
            l += &format!("t{}r{}c{}+{} ", c.table, c.row, c.column, c.columns);
        }
        if let Some(s) = b.look.section {
            l += &format!("<{}> ", s.as_str());
        }
        if b.look.origin != vitae_outline::Origin::Body {
            l += &format!("{:?} ", b.look.origin);
        }
        let mut t = String::new();
        for r in &b.runs {
            let m = format!(
                "{}{}{}{}",
                if r.style.strong { "b" } else { "" },
                if r.style.emph { "i" } else { "" },
                if r.style.link.is_some() { "@" } else { "" },
                r.role.map(|r| format!(":{}", r.class())).unwrap_or_default()
            );
            if m.is_empty() {
                t += &r.text.replace('\n', "⏎").replace('\t', "⇥");
            } else {
                t += &format!("⟨{m} {}⟩", r.text.replace('\n', "⏎").replace('\t', "⇥"));
            }
        }
        let p = if recognised {
            format!("{:?} ", b.part.map_or("-".to_owned(), |p| format!("{p:?}")))
        } else {
            String::new()
        };
        let s = b.section.map(|s| format!("[{}] ", s.as_str())).unwrap_or_default();
        println!("{p}{s}{kind:4} {l}| {t}");
    }
}
fn main() {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap();
        let mut cx = Context::default();
        let s = Source::new(&bytes);
        let o = match path.rsplit('.').next().unwrap() {
            "docx" => vitae_docx::parse(&s, &mut cx),
            "html" => vitae_html::parse(&s, &mut cx),
            "txt" => vitae_text::parse(&s, &mut cx),
            _ => vitae_markdown::parse(&s, &mut cx),
        }
        .unwrap();
        println!("=== {path} lang {:?} title {:?} said {:?}", o.head.lang, o.head.title, o.head.said);
        show(&o, false);
        if std::env::var_os("R").is_some() {
            println!("--- recognised");
            show(&vitae_outline::recognise(o), true);
        }
    }
}
