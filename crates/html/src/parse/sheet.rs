//! How a page looks, as far as that is evidence: inline styles, the old tags, and the flat rules of its style sheets.
//!
//! A rule counts if its selector is one element, class or id. There is no cascade: elements, classes, ids and inline styles
//! overrule each other in this order, and of two rules of one kind the last wins. Rules for paper and for small screens are skipped.

use std::collections::{HashMap, HashSet};

/// What a style says; `None` where it says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Dress {
    pub hidden: Option<bool>,
    pub size: Option<Size>,
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub caps: Option<bool>,
    pub underlined: Option<bool>,
    pub ruled: Option<bool>,
    pub centered: Option<bool>,
}

/// The size of letters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Size {
    /// In half points.
    Fixed(f32),
    /// Times the size around it.
    Times(f32),
    /// Times the size of the page.
    Root(f32),
}

/// What letters measure where nobody says it, in half points.
pub(super) const USUAL: f32 = 24.0;

impl Size {
    /// In half points, where the letters around it measure so much.
    pub(super) fn within(self, around: f32) -> f32 {
        match self {
            Self::Fixed(size) => size,
            Self::Times(factor) => around * factor,
            Self::Root(factor) => USUAL * factor,
        }
        .clamp(1.0, 2_000.0)
    }
}

impl Dress {
    /// The declarations of a rule, or of a `style` attribute.
    pub(super) fn of(declarations: &str) -> Self {
        let mut dress = Self::default();
        for declaration in declarations.split(';') {
            if let Some((name, value)) = declaration.split_once(':') {
                dress.declare(&name.trim().to_ascii_lowercase(), &value.trim().to_ascii_lowercase());
            }
        }
        dress
    }

    fn declare(&mut self, name: &str, value: &str) {
        let value = value.strip_suffix("!important").unwrap_or(value).trim();
        match name {
            "display" => self.hidden = Some(value == "none"),
            "visibility" => self.hidden = Some(matches!(value, "hidden" | "collapse")),
            "font-size" => self.size = size(value).or(self.size),
            "font-weight" => self.bold = weight(value),
            "font-style" => self.italic = Some(matches!(value, "italic" | "oblique")),
            "font-variant" => self.caps = Some(value.contains("small-caps")),
            "text-transform" => self.caps = Some(value == "uppercase"),
            "text-decoration" | "text-decoration-line" => self.underlined = Some(value.contains("underline")),
            "text-align" => self.centered = Some(value == "center"),
            "border-bottom" | "border-top" | "border-bottom-style" | "border-bottom-width" => {
                self.ruled = Some(!is_nothing(value));
            }
            "background" | "background-color" => self.ruled = self.ruled.or_else(|| is_ground(value).then_some(true)),
            "font" => {
                for word in value.split(',').next().unwrap_or_default().split_whitespace() {
                    match word {
                        "italic" | "oblique" => self.italic = Some(true),
                        "small-caps" => self.caps = Some(true),
                        word => {
                            self.bold = weight(word).or(self.bold);
                            self.size = size(word.split('/').next().unwrap_or(word)).or(self.size);
                        }
                    }
                }
            }
            _ => {}
        }
    }

    /// This one, and above it another.
    pub(super) fn under(self, other: Self) -> Self {
        Self {
            hidden: other.hidden.or(self.hidden),
            size: other.size.or(self.size),
            bold: other.bold.or(self.bold),
            italic: other.italic.or(self.italic),
            caps: other.caps.or(self.caps),
            underlined: other.underlined.or(self.underlined),
            ruled: other.ruled.or(self.ruled),
            centered: other.centered.or(self.centered),
        }
    }

    /// What the old tags say.
    pub(super) fn of_tag(name: &str) -> Self {
        let size = |factor| Self { size: Some(Size::Times(factor)), ..Self::default() };
        match name {
            "h1" => size(2.0),
            "h2" => size(1.5),
            "h3" => size(1.17),
            "h5" => size(0.83),
            "h6" => size(0.67),
            "big" => size(1.2),
            "small" => size(0.83),
            "u" | "ins" => Self { underlined: Some(true), ..Self::default() },
            "center" => Self { centered: Some(true), ..Self::default() },
            _ => Self::default(),
        }
    }

    /// `size` of `font`: 1 to 7, or a step from 3.
    pub(super) fn of_font(size: &str) -> Self {
        const STEPS: [f32; 7] = [0.63, 0.82, 1.0, 1.13, 1.5, 2.0, 3.0];
        let size = size.trim();
        let step = size.parse::<i32>().ok().map(|n| if size.starts_with(['+', '-']) { 3 + n } else { n });
        let at = step.and_then(|step| usize::try_from(step.clamp(1, 7) - 1).ok());
        Self { size: at.and_then(|at| STEPS.get(at)).map(|factor| Size::Root(*factor)), ..Self::default() }
    }
}

fn is_nothing(value: &str) -> bool {
    value.split_whitespace().any(|word| matches!(word, "none" | "0" | "0px" | "hidden" | "transparent"))
}

/// True for a colour that is not that of paper.
fn is_ground(value: &str) -> bool {
    !matches!(value, "none" | "transparent" | "inherit" | "initial" | "white" | "#fff" | "#ffffff" | "0")
        && (value.starts_with('#')
            || value.starts_with("rgb(")
            || value.starts_with("hsl(")
            || value.starts_with("var("))
}

fn weight(value: &str) -> Option<bool> {
    match value {
        "bold" | "bolder" => Some(true),
        "normal" | "lighter" => Some(false),
        number => number.parse::<u16>().ok().filter(|n| (100..=1000).contains(n)).map(|n| n >= 600),
    }
}

fn size(value: &str) -> Option<Size> {
    // What a variable has where nobody set it.
    let value = value
        .strip_prefix("var(")
        .map_or(value, |rest| rest.rsplit(',').next().unwrap_or_default().trim_end_matches(')').trim());
    let number =
        |unit: &str| value.strip_suffix(unit)?.trim().parse::<f32>().ok().filter(|n| n.is_finite() && *n > 0.0);
    let of_unit = |unit, build: fn(f32) -> Size| number(unit).map(build);
    of_unit("px", |n| Size::Fixed(n * 1.5))
        .or_else(|| of_unit("pt", |n| Size::Fixed(n * 2.0)))
        .or_else(|| of_unit("rem", Size::Root))
        .or_else(|| of_unit("em", Size::Times))
        .or_else(|| of_unit("%", |n| Size::Times(n / 100.0)))
        .or(match value {
            "xx-small" => Some(Size::Root(0.6)),
            "x-small" => Some(Size::Root(0.75)),
            "small" => Some(Size::Root(0.89)),
            "medium" => Some(Size::Root(1.0)),
            "large" => Some(Size::Root(1.2)),
            "x-large" => Some(Size::Root(1.5)),
            "xx-large" => Some(Size::Root(2.0)),
            "larger" => Some(Size::Times(1.2)),
            "smaller" => Some(Size::Times(0.83)),
            _ => None,
        })
}

/// The rules of a page.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// Each selector with what its last rules say, and the number of the last.
    rules: HashMap<String, (usize, Dress)>,
    /// Names that some rule shows under some condition: a rule that hides them hides them for a while only.
    shown: HashSet<String>,
}

impl Sheet {
    /// Reads a style sheet.
    pub(super) fn read(&mut self, css: &str) {
        let css = without_comments(css);
        let mut rest = css.as_str();
        while let Some((head, after)) = rest.split_once('{') {
            // Statements without a block stand before it: `@import …;`.
            let head = head.rsplit(';').next().unwrap_or(head).trim();
            let nested = head.starts_with("@media") || head.starts_with("@supports") || head.starts_with("@layer");
            let (body, next) = block(after);
            if nested {
                self.show(body);
            } else if !head.starts_with('@') {
                self.rule(head, body);
            }
            rest = next;
        }
    }

    fn rule(&mut self, selectors: &str, body: &str) {
        let dress = Dress::of(body);
        if dress == Dress::default() {
            return;
        }
        for selector in selectors.split(',').map(str::trim) {
            let name = selector.trim_start_matches(['.', '#']);
            let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
            if !name.is_empty() && name.chars().all(plain) && selector.len() - name.len() <= 1 {
                let order = self.rules.len();
                let key = if name.len() == selector.len() { name.to_ascii_lowercase() } else { selector.to_owned() };
                let rule = self.rules.entry(key).or_default();
                *rule = (order, rule.1.under(dress));
            } else if dress.hidden == Some(false) {
                self.show_names(selector);
            }
        }
    }

    /// Rules that hold under a condition: all that counts is whom they show.
    fn show(&mut self, rules: &str) {
        for rule in rules.split('}') {
            if let Some((selectors, body)) = rule.rsplit_once('{')
                && Dress::of(body).hidden == Some(false)
            {
                self.show_names(selectors);
            }
        }
    }

    fn show_names(&mut self, selectors: &str) {
        let mut name = String::new();
        for c in selectors.chars().chain([' ']) {
            if c.is_alphanumeric() || matches!(c, '-' | '_') {
                name.push(c);
            } else {
                if name.len() > 1 {
                    self.shown.insert(name.clone());
                }
                name.clear();
                if matches!(c, '.' | '#') {
                    name.push(c);
                }
            }
        }
    }

    /// What is said of an element.
    pub(super) fn dress(&self, tag: &str, class: &str, id: &str) -> Dress {
        if self.rules.is_empty() {
            return Dress::default();
        }
        let mut dress = self.rules.get(tag).map(|rule| rule.1).unwrap_or_default();
        let mut found: Vec<(usize, Dress)> =
            class.split_ascii_whitespace().filter_map(|class| self.of_name(format!(".{class}"))).collect();
        found.sort_by_key(|(order, _)| *order);
        found.extend(self.of_name(format!("#{id}")));
        for (_, other) in found {
            dress = dress.under(other);
        }
        dress
    }

    fn of_name(&self, name: String) -> Option<(usize, Dress)> {
        let (order, mut dress) = *self.rules.get(&name)?;
        if self.shown.contains(&name) {
            dress.hidden = None;
        }
        Some((order, dress))
    }
}

fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out + rest
}

/// What stands up to the brace that closes a block, and what comes behind it.
fn block(text: &str) -> (&str, &str) {
    let mut depth = 1_usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return text
                .split_at_checked(at)
                .map_or((text, ""), |(body, rest)| (body, rest.get(1..).unwrap_or_default()));
        }
    }
    (text, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(css: &str) -> Sheet {
        let mut sheet = Sheet::default();
        sheet.read(css);
        sheet
    }

    #[test]
    fn flat_rules_count_and_the_last_wins() {
        let sheet = sheet(
            "@charset 'utf-8'; /* h2 { display: none } */ h2, .big { text-transform: uppercase; font-size: 18pt }\n\
             .big { font-size: 20px !important } div p { font-weight: bold } #a { FONT-WEIGHT: 700 }\n\
             @media print { h2 { text-transform: none } } @font-face { font-weight: bold } p::first-line { display: none }",
        );
        let h2 = sheet.dress("h2", "", "");
        assert_eq!((h2.caps, h2.size), (Some(true), Some(Size::Fixed(36.0))));
        assert_eq!(sheet.dress("p", "x big", "").size, Some(Size::Fixed(30.0)));
        assert_eq!(sheet.dress("p", "", "a").bold, Some(true));
        assert_eq!(sheet.dress("p", "", ""), Dress::default());
    }

    #[test]
    fn what_some_rule_shows_is_not_hidden() {
        let sheet = sheet(
            ".menu, .gone { display: none } .menu.open { display: block }\n\
             .paper { display: none } @media print { .paper { display: block } }",
        );
        assert_eq!(sheet.dress("div", "gone", "").hidden, Some(true));
        assert_eq!(sheet.dress("div", "menu", "").hidden, None);
        assert_eq!(sheet.dress("div", "paper", "").hidden, None);
    }

    #[test]
    fn sizes_are_half_points() {
        assert_eq!(Dress::of("font-size: var(--resume-size, 16pt)").size, Some(Size::Fixed(32.0)));
        assert_eq!(Dress::of("font: italic bold 12px/1.5 \"Times New Roman\", serif").size, Some(Size::Fixed(18.0)));
        assert_eq!(Dress::of("font-size: 1.5em").size.map(|size| size.within(20.0)), Some(30.0));
        assert_eq!(Dress::of_font("+2").size, Some(Size::Root(1.5)));
    }

    #[test]
    fn broken_sheets_end() {
        for css in ["{", "}", "a{", "/*", "a{b{c", "@media{", ";;;{}{}", "a{color:red", "@media x{a{display:block"] {
            sheet(css);
        }
    }
}
