//! Plain documents as Markdown and as plain text.

use super::{BulletLook, ContactLook, HeadLook, HeadingLook, Look, Piece, Truth};
use std::fmt::Write;

/// The document as lines.
pub(super) fn document(truth: &Truth, look: &Look, is_markdown: bool) -> String {
    let mut out = String::new();
    // Blank lines are cheap.
    let gap = if look.empty { "\n\n\n" } else { "\n" };
    let mut before: Option<&Piece> = None;
    for piece in &truth.pieces {
        let follows = matches!((before, piece), (Some(Piece::Bullet(_)), Piece::Bullet(_)));
        let is_below = matches!(
            (before, piece),
            (Some(Piece::Head(_)), Piece::Bullet(_))
                | (Some(Piece::Name(_)), Piece::Headline(_) | Piece::Contacts(_))
                | (Some(Piece::Headline(_)), Piece::Contacts(_))
        );
        if before.is_some() && !follows && (is_markdown || !is_below) {
            out.push_str(gap);
        }
        let text = if is_markdown { markdown(piece, look) } else { plain(piece, look) };
        writeln!(out, "{text}").unwrap();
        if look.noise {
            out.push_str("\n<!-- generated: do not edit -->\n\n");
        }
        before = Some(piece);
    }
    out
}

fn markdown(piece: &Piece, look: &Look) -> String {
    let text = |text: &String| escaped(&(look.text)(text));
    let underlined = |text: String, line: &str| format!("{text}\n{}", line.repeat(text.chars().count().max(3)));
    match piece {
        Piece::Name(name) if look.heading == HeadingLook::Styled => underlined(text(name), "="),
        Piece::Name(name) => format!("# {}", text(name)),
        Piece::Headline(line) | Piece::Text(line) => text(line),
        Piece::Contacts(all) => match look.contact {
            ContactLook::Paragraphs => all.iter().map(text).collect::<Vec<_>>().join("\n\n"),
            ContactLook::List => {
                all.iter().map(|contact| format!("- {}", text(contact))).collect::<Vec<_>>().join("\n")
            }
            _ => all.iter().map(text).collect::<Vec<_>>().join(" | "),
        },
        Piece::Heading(title) => {
            let title = escaped(&look.title(title));
            match look.heading {
                HeadingLook::Styled => underlined(title, "-"),
                HeadingLook::Bold => format!("**{title}**"),
                HeadingLook::Ruled => format!("---\n\n## {title}"),
                HeadingLook::Deeper => format!("### {title}"),
                _ => format!("## {title}"),
            }
        }
        Piece::Head(parts) => {
            let parts: Vec<String> = parts.iter().map(text).collect();
            match look.head {
                HeadLook::Breaks => parts.join("  \n"),
                HeadLook::Paragraphs => parts.join("\n\n"),
                HeadLook::BoldTitle => format!(
                    "**{}**{}",
                    parts[0],
                    parts[1..].iter().map(|part| format!(" | {part}")).collect::<String>()
                ),
                _ => parts.join(" | "),
            }
        }
        Piece::Bullet(line) => match look.bullet {
            BulletLook::List => format!("- {}", text(line)),
            BulletLook::Typed(sign) => format!("{sign} {}  ", text(line)),
        },
    }
}

/// Signs that would be marks.
fn escaped(text: &str) -> String {
    text.chars().flat_map(|c| if "*_`[]<>\\#".contains(c) { vec!['\\', c] } else { vec![c] }).collect()
}

fn plain(piece: &Piece, look: &Look) -> String {
    let text = |text: &String| (look.text)(text);
    match piece {
        Piece::Name(line) | Piece::Headline(line) | Piece::Text(line) => text(line),
        Piece::Contacts(all) if look.contact == ContactLook::Paragraphs => {
            all.iter().map(text).collect::<Vec<_>>().join("\n")
        }
        Piece::Contacts(all) => all.iter().map(text).collect::<Vec<_>>().join(" | "),
        Piece::Heading(title) if look.heading == HeadingLook::Styled => {
            let title = look.title(title);
            format!("{title}\n{}", "-".repeat(title.chars().count().max(3)))
        }
        Piece::Heading(title) => look.title(title),
        Piece::Head(parts) => match (look.head, look.parts(parts)) {
            (HeadLook::Paragraphs, _) => parts.iter().map(text).collect::<Vec<_>>().join("\n"),
            (HeadLook::Tab, (rest, Some(dates))) => format!("{rest}\t{dates}"),
            (HeadLook::Spaces, (rest, Some(dates))) => format!("{rest}{:20}{dates}", ""),
            (_, (rest, dates)) => [Some(rest), dates].into_iter().flatten().collect::<Vec<_>>().join(" | "),
        },
        Piece::Bullet(line) => match look.bullet {
            BulletLook::List => format!("- {}", text(line)),
            BulletLook::Typed(sign) => format!("{sign} {}", text(line)),
        },
    }
}
