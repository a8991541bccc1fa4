//! Plain documents as web pages.

use super::{BulletLook, ContactLook, HeadLook, HeadingLook, Look, Piece, Truth};
use std::fmt::Write;

/// The document as a page.
pub(super) fn document(truth: &Truth, look: &Look) -> String {
    let mut body = String::new();
    let mut is_list = false;
    for piece in &truth.pieces {
        let is_item = matches!(piece, Piece::Bullet(_)) && look.bullet == BulletLook::List;
        if is_item != is_list {
            body.push_str(if is_item { "<ul>\n" } else { "</ul>\n" });
        }
        is_list = is_item;
        if look.noise {
            body.push_str("<!-- item --><script>var x = 'Experience';</script>");
        }
        if look.empty && !is_item {
            body.push_str("<p>&nbsp;</p>\n<p></p>");
        }
        writeln!(body, "{}", shown(piece, look)).unwrap();
    }
    body.push_str(if is_list { "</ul>\n" } else { "" });
    let body = if look.boxed { format!("<div class=\"page\"><div><div>{body}</div></div></div>") } else { body };
    let name =
        truth.pieces.iter().find_map(|piece| if let Piece::Name(name) = piece { Some(escaped(name)) } else { None });
    let (name, lang) = (name.unwrap_or_default(), &truth.lang);
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{name}</title>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
}

fn shown(piece: &Piece, look: &Look) -> String {
    let text = |text: &String| inline(&(look.text)(text), look);
    match piece {
        Piece::Name(name) => format!("<h1>{}</h1>", text(name)),
        Piece::Headline(line) | Piece::Text(line) => format!("<p>{}</p>", text(line)),
        Piece::Contacts(all) => {
            let all: Vec<String> = all.iter().map(text).collect();
            match look.contact {
                ContactLook::Paragraphs => all.iter().map(|contact| format!("<p>{contact}</p>\n")).collect(),
                ContactLook::List => {
                    let items: String = all.iter().map(|contact| format!("<li>{contact}</li>\n")).collect();
                    format!("<ul>{items}</ul>")
                }
                _ => format!("<p>{}</p>", all.join(" | ")),
            }
        }
        Piece::Heading(title) => {
            let title = inline(&look.title(title), look);
            match look.heading {
                HeadingLook::Bold => format!("<p><b>{title}</b></p>"),
                HeadingLook::Large => format!("<div style=\"font-size: 24px\">{title}</div>"),
                HeadingLook::Ruled => format!("<div style=\"border-bottom: 1px solid black\"><b>{title}</b></div>"),
                HeadingLook::ShownCaps => format!("<h2 style=\"text-transform: uppercase\">{title}</h2>"),
                HeadingLook::Deeper => format!("<h3>{title}</h3>"),
                _ => format!("<h2>{title}</h2>"),
            }
        }
        Piece::Head(parts) => {
            let all: Vec<String> = parts.iter().map(text).collect();
            let (rest, dates) = look.parts(parts);
            let (rest, dates) = (inline(&rest, look), dates.map(|dates| inline(&dates, look)));
            match (look.head, dates) {
                (HeadLook::Spaces, Some(dates)) => format!("<p>{rest}{}{dates}</p>", "&nbsp;".repeat(20)),
                (HeadLook::Table, Some(dates)) => format!("<table><tr><td>{rest}</td><td>{dates}</td></tr></table>"),
                (HeadLook::Breaks, _) => format!("<p>{}</p>", all.join("<br>")),
                (HeadLook::Paragraphs, _) => all.iter().map(|part| format!("<p>{part}</p>\n")).collect(),
                (HeadLook::BoldTitle, _) => {
                    let rest: String = all[1..].iter().map(|part| format!(" | {part}")).collect();
                    format!("<p><b>{}</b>{rest}</p>", all[0])
                }
                _ => format!("<p>{}</p>", all.join(" | ")),
            }
        }
        Piece::Bullet(line) => match look.bullet {
            BulletLook::List => format!("<li>{}</li>", text(line)),
            BulletLook::Typed(sign) => format!("<p>{sign} {}</p>", text(line)),
        },
    }
}

fn inline(text: &str, look: &Look) -> String {
    if !look.split {
        return escaped(text);
    }
    // Every other piece, since boxes beside each other may be words beside each other.
    let letters: Vec<char> = text.chars().collect();
    let piece = |(i, some): (usize, &[char])| {
        let some = escaped(&some.iter().collect::<String>());
        if i % 2 == 0 { some } else { format!("<span class=\"run\">{some}</span>") }
    };
    letters.chunks(5).enumerate().map(piece).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\u{a0}', "&nbsp;")
}
