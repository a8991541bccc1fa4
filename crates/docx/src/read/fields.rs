//! Fields: an instruction that nobody sees, and its result, which everybody does (ECMA-376 §17.16).

use vitae_core::Url;

/// The fields that are open.
#[derive(Debug, Default)]
pub(super) struct Fields {
    /// The innermost last.
    open: Vec<Field>,
    /// How many more are open in the innermost, of which nothing is known: they are text.
    deeper: usize,
}

/// No program nests as many fields. Text looks at all that are open, so that more would be a trap.
const DEEPEST: usize = 32;

#[derive(Debug)]
struct Field {
    instruction: String,
    in_result: bool,
    what: What,
}

/// What a field is, as far as a reader cares.
#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    /// Its result is text like any other.
    Text,
    /// Its result is a link.
    Link(Option<Url>),
    /// Its result is the number of a page.
    Page,
    /// It asks for text: what is seen is its instruction, and not what somebody wrote.
    Prompt,
}

impl Fields {
    /// A field begins.
    pub(super) fn begin(&mut self) {
        if self.open.len() < DEEPEST {
            self.open.push(Field { instruction: String::new(), in_result: false, what: What::Text });
        } else {
            self.deeper += 1;
        }
    }

    /// More of the instruction of the innermost field.
    pub(super) fn instruct(&mut self, text: &str) {
        if let Some(field) = self.innermost().filter(|field| !field.in_result) {
            field.instruction.push_str(text);
        }
    }

    /// The instruction of the innermost field is complete.
    pub(super) fn separate(&mut self) {
        if let Some(field) = self.innermost().filter(|field| !field.in_result) {
            field.in_result = true;
            field.what = what(&field.instruction);
        }
    }

    /// The innermost field ends. Whether it only asked for text.
    pub(super) fn end(&mut self) -> bool {
        if let Some(deeper) = self.deeper.checked_sub(1) {
            self.deeper = deeper;
            return false;
        }
        self.open.pop().is_some_and(|field| what(&field.instruction) == What::Prompt)
    }

    /// The innermost field, if it is one of which anything is known.
    fn innermost(&mut self) -> Option<&mut Field> {
        self.open.last_mut().filter(|_| self.deeper == 0)
    }

    /// A field whose instruction is known from the begin.
    pub(super) fn simple(&mut self, instruction: &str) {
        self.begin();
        self.instruct(instruction);
        self.separate();
    }

    /// Whether text here is seen. That of a field within the instruction of another is not. Text in an instruction itself is
    /// seen: no program writes it there, so the field is one that was never ended.
    pub(super) fn shows(&self) -> bool {
        let (inner, outer) =
            self.open.split_last().map_or((None, [].as_slice()), |(inner, outer)| (Some(inner), outer));
        outer.iter().all(|field| field.in_result)
            && inner.is_none_or(|field| !matches!(field.what, What::Page | What::Prompt))
            || inner.is_some_and(|field| !field.in_result)
    }

    /// Whether a number of a page was left out.
    pub(super) fn is_page(&self) -> bool {
        self.open.iter().any(|field| field.what == What::Page)
    }

    /// The link that text here is in.
    pub(super) fn link(&self) -> Option<&Url> {
        self.open.iter().rev().find_map(|field| match &field.what {
            What::Link(url) if field.in_result => url.as_ref(),
            _ => None,
        })
    }
}

fn what(instruction: &str) -> What {
    let mut words = words(instruction).into_iter();
    match words.next().unwrap_or_default().to_ascii_uppercase().as_str() {
        "PAGE" | "NUMPAGES" | "SECTIONPAGES" => What::Page,
        "MACROBUTTON" => What::Prompt,
        "HYPERLINK" => {
            let mut address = String::new();
            while let Some(word) = words.next() {
                match word.as_str() {
                    "\\l" => {
                        let place = words.next().unwrap_or_default();
                        if !address.is_empty() {
                            address = format!("{address}#{place}");
                        }
                    }
                    "\\o" | "\\t" => drop(words.next()),
                    word if word.starts_with('\\') && word.len() == 2 => {}
                    _ if address.is_empty() => address = word,
                    _ => {}
                }
            }
            What::Link(Url::new(&address))
        }
        _ => What::Text,
    }
}

/// The words of an instruction. Between quotation marks a space is part of a word, and a backslash takes the next character as it is.
fn words(instruction: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quoted = false;
    let mut chars = instruction.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' if quoted => word.get_or_insert_default().extend(chars.next()),
            '"' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            c if c.is_whitespace() && !quoted => words.extend(word.take()),
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_link_is_found_among_switches() {
        for (instruction, address) in [
            (" HYPERLINK \"https://a.example/x\" ", Some("https://a.example/x")),
            ("hyperlink https://a.example", Some("https://a.example")),
            (r#" HYPERLINK "https://a.example" \l "part" \o "a tip" \h "#, Some("https://a.example#part")),
            (r#" HYPERLINK "https://a.example/\"\\ b" "#, Some(r#"https://a.example/"\ b"#)),
            (r#" HYPERLINK \l "bookmark" "#, None),
        ] {
            assert_eq!(what(instruction), What::Link(address.and_then(Url::new)), "{instruction}");
        }
        assert_eq!(what(" PAGE \\* MERGEFORMAT "), What::Page);
        assert_eq!(what(" DATE "), What::Text);
    }

    #[test]
    fn fields_that_are_never_ended_do_not_pile_up() {
        let mut fields = Fields::default();
        fields.simple(" HYPERLINK \"https://a.example\" ");
        for _ in 0..100_000 {
            fields.begin();
            fields.separate();
        }
        assert_eq!((fields.open.len(), fields.shows()), (DEEPEST, true));
        for _ in 0..100_000 {
            fields.end();
        }
        assert!(fields.deeper == 0 && fields.link().is_some());
        fields.end();
        assert!(fields.link().is_none());
    }

    #[test]
    fn only_results_are_seen() {
        let mut fields = Fields::default();
        assert!(fields.shows());
        fields.begin();
        fields.instruct(" IF ");
        fields.simple(" DATE ");
        assert!(!fields.shows());
        fields.end();
        fields.separate();
        assert!(fields.shows());
        fields.simple("PAGE");
        assert!(!fields.shows());
    }
}
