//! The head of a page: what it is about, and how it looks.

use crate::marks::FORMAT;
use crate::page::Options;
use crate::text::{escape, quoted};
use crate::{jsonld, marks};
use vitae_core::{Dir, Lang};
use vitae_outline::{Head, Outline};

const STYLE: &str = include_str!("style.css");

/// Everything up to the first element of the page proper. But for the title it repeats no words of the page: nobody sees them
/// there, and they would stay when the page is edited.
pub(crate) fn write(out: &mut String, outline: &Outline, options: &Options) {
    let head = &outline.head;
    out.push_str("<!DOCTYPE html>\n<html");
    attributes(out, head);
    out.push_str(
        ">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
    );
    out.push_str(&format!("<meta name=\"{}\" content=\"{FORMAT}\">\n", marks::FORMAT_NAME));
    match &head.title {
        Some(title) => element(out, "title", title.as_str()),
        // A page must have one; this one is ours.
        None => element(out, &format!("title class=\"{}\"", marks::ASSUMED), "Résumé"),
    }
    if let Some(facts) = &head.facts {
        out.push_str(&format!("<meta name=\"{}\" content={}>\n", marks::FACTS_NAME, quoted(facts)));
    }
    if options.jsonld == "on" {
        jsonld::write(out, outline);
    }
    style(out, head, options);
    out.push_str("</head>\n<body>\n<main class=\"h-resume\">\n");
}

/// The language, and the direction where it is not from left to right or its owner gave it.
///
/// What nobody said is told apart: a page must have a language, and our own words are English without one.
fn attributes(out: &mut String, head: &Head) {
    let lang = head.lang.as_ref().map_or("en", Lang::as_str);
    out.push_str(&format!(" lang=\"{lang}\""));
    let usual = head.lang.as_ref().map_or(Dir::Ltr, Dir::of);
    if head.direction.is_some() || usual == Dir::Rtl {
        out.push_str(&format!(" dir=\"{}\"", head.dir().as_str()));
    }
    if head.lang.is_none() {
        out.push_str(&format!(" class=\"{}\"", marks::ASSUMED));
    }
    if head.direction == Some(usual) {
        out.push_str(" data-dir=\"said\"");
    }
}

fn element(out: &mut String, start: &str, text: &str) {
    let name = start.split(' ').next().unwrap_or_default();
    out.push_str(&format!("<{start}>"));
    escape(out, text);
    out.push_str(&format!("</{name}>\n"));
}

fn style(out: &mut String, head: &Head, options: &Options) {
    out.push_str("<style>\n");
    out.push_str(&match options.theme.as_str() {
        "light" => STYLE.replace("light dark", "light").replace("(prefers-color-scheme: dark)", "not all"),
        "dark" => STYLE.replace("light dark", "dark").replace("(prefers-color-scheme: dark)", "screen"),
        _ => STYLE.to_owned(),
    });
    let paper = match options.page.as_str() {
        "letter" => "letter",
        "" | "auto" if prints_letter(head.lang.as_ref()) => "letter",
        _ => "A4",
    };
    out.push_str(&format!("@page {{ size: {paper}; margin: 16mm 19mm; }}\n</style>\n"));
}

/// True for languages whose users print on Letter.
fn prints_letter(lang: Option<&Lang>) -> bool {
    lang.and_then(Lang::region).is_some_and(|region| matches!(region, "US" | "CA" | "MX" | "PH" | "CL" | "CO" | "VE"))
}
