//! What a conversion may cost.
//!
//! A résumé comes from anybody. So that no file can take a machine's memory or its time, whatever a reader takes from it is counted, and the
//! count is checked before memory is spent. The defaults are one trade: a curriculum vitae of three hundred pages is far below each, and an
//! input that goes to all of them at once costs less than 256 MiB and, on one core, five seconds.
//!
//! All of it is one table, [`Limit::ALL`]: the names that are typed after `--limit`, the documentation and the messages come from it.

use crate::report::{Error, Result};

/// Declares the limits: a row is a field of [`Limits`], what more than that is, its default, and why it is that.
macro_rules! limits {
    ($($(#[doc = $doc:literal])+ $field:ident $limit:ident $name:literal $unit:ident = $default:expr, $of:literal, $why:literal;)*) => {
        /// What a conversion may cost. The defaults are far above any real résumé.
        ///
        /// ```
        /// use vitae_core::Limits;
        /// let mut limits = Limits::default();
        /// limits.nodes = 1_000_000;
        /// limits.set("input", "64M")?;
        /// assert_eq!(limits.input, 64 << 20);
        /// let error = limits.set("inptu", "64M").unwrap_err();
        /// assert_eq!(error.diagnostic.help.as_deref(), Some("did you mean `input`?"));
        /// # Ok::<(), vitae_core::Error>(())
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct Limits {
            $($(#[doc = $doc])+ pub $field: usize,)*
        }

        impl Default for Limits {
            fn default() -> Self {
                Self { $($field: $default,)* }
            }
        }

        /// One of the [`Limits`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Limit {
            $($(#[doc = $doc])+ $limit,)*
        }

        impl Limit {
            /// All of them, in the order in which an input meets them.
            pub const ALL: &'static [Self] = &[$(Self::$limit,)*];

            /// Its name: that of the field, and what is typed after `--limit`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$limit => $name,)* }
            }

            /// What is counted, as it ends a sentence: "more than 64 …".
            #[must_use]
            pub const fn of(self) -> &'static str {
                match self { $(Self::$limit => $of,)* }
            }

            /// Why its default is what it is.
            #[must_use]
            pub const fn why(self) -> &'static str {
                match self { $(Self::$limit => $why,)* }
            }

            /// True if it is a size in bytes, and false if it is a count.
            #[must_use]
            pub const fn is_size(self) -> bool {
                match self { $(Self::$limit => limits!(@is_size $unit),)* }
            }

            /// Its value.
            #[must_use]
            pub const fn of_limits(self, limits: &Limits) -> usize {
                match self { $(Self::$limit => limits.$field,)* }
            }

            const fn of_limits_mut(self, limits: &mut Limits) -> &mut usize {
                match self { $(Self::$limit => &mut limits.$field,)* }
            }
        }
    };
    (@is_size Bytes) => { true };
    (@is_size Count) => { false };
}

limits! {
    /// The size of an input, in bytes, with all pictures in it.
    input Input "input" Bytes = 32 << 20, "in the file",
        "a résumé of a few kilobytes with a dozen photographs in it; it is held in memory as it is";
    /// How many parts an archive may have.
    parts Parts "parts" Count = 5_000, "parts in the archive",
        "a Word document has a dozen, and one more for each picture";
    /// How many bytes may be inflated from an archive, over all parts that are read.
    unpacked Unpacked "unpacked" Bytes = 32 << 20, "in the archive when it is unpacked",
        "three hundred pages of Word are six megabytes; pictures are not unpacked";
    /// How many bytes may be inflated from one, in a part of more than 4 MiB.
    ratio Ratio "ratio" Count = 250, "bytes unpacked from each",
        "the most monotonous document comes to a hundred, and a bomb to a thousand";
    /// How deep structure may nest: maps in YAML, elements in XML, lists in lists.
    depth Depth "depth" Count = 64, "levels of structure in each other",
        "a bullet under a bullet under a position of an entry is eight";
    /// How many tags and other pieces of syntax a document may have, with or without text in them.
    tags Tags "tags" Count = 1_500_000, "tags and marks",
        "a document that was exported by a designer's program has twenty for each line";
    /// How many pieces of content an input may have: values, paragraphs, items, cells, runs of text.
    nodes Nodes "nodes" Count = 75_000, "values, paragraphs and pieces of text",
        "three hundred pages have fifteen thousand lines; each piece costs up to a kilobyte and a half on its way";
    /// How many entries, positions and sections a résumé may have.
    entries Entries "entries" Count = 7_500, "entries, positions and sections",
        "a professor with three hundred pages of publications has three thousand; each costs up to ten kilobytes on its way";
    /// How many keys one map may have: they are looked up one by one.
    keys Keys "keys" Count = 2_000, "keys in one map",
        "the largest record has thirty fields";
    /// How long an attribute, a key or an address may be, in bytes.
    attribute Attribute "attribute" Bytes = 4 << 20, "in one attribute, key or address",
        "an address with a photograph in it (`data:`) can have some hundred kilobytes";
    /// How much text may be taken from an input, in bytes, all pieces together. No single text can be longer.
    text Text "text" Bytes = 6 << 20, "of text",
        "three hundred pages are one and a half megabytes; text that must be escaped costs forty times its size on its way";
}

impl Limit {
    /// Its default, as it can be typed.
    ///
    /// ```
    /// use vitae_core::Limit;
    /// assert_eq!(Limit::Input.default_value(), "32M");
    /// assert_eq!(Limit::Depth.default_value(), "64");
    /// ```
    #[must_use]
    pub fn default_value(self) -> String {
        self.typed(self.of_limits(&Limits::default()))
    }

    /// A value of it, as it can be typed.
    fn typed(self, value: usize) -> String {
        let units = [(30, "G"), (20, "M"), (10, "K")];
        let whole = |shift: u32| value > 0 && value.trailing_zeros() >= shift;
        match units.into_iter().find(|(shift, _)| self.is_size() && whole(*shift)) {
            Some((shift, unit)) => format!("{}{unit}", value >> shift),
            None => value.to_string(),
        }
    }

    /// A value of it, as it is read.
    fn shown(self, value: usize) -> String {
        let typed = self.typed(value);
        match typed.strip_suffix(['K', 'M', 'G']) {
            Some(number) => format!("{number} {}iB", typed.trim_start_matches(|c: char| c.is_ascii_digit())),
            None if self.is_size() => format!("{typed} bytes"),
            None => typed,
        }
    }

    /// The error of an input that has more.
    fn passed(self, limit: usize) -> Error {
        let (name, value) = (self.name(), self.shown(limit));
        let message = format!("the input passes the limit `{name}`: more than {value} {}", self.of());
        let more = self.typed(limit.saturating_mul(2));
        Error::unsupported("limit", message).help(format!(
            "a résumé never needs that much; if yours does, allow it with `--limit {name}={more}`, in code with `Limits::{name}`"
        ))
    }
}

impl Limits {
    /// Sets a limit by its name. A size may be given in K, M or G.
    ///
    /// # Errors
    /// When there is no such limit, or the value is no number; the error says what would have worked.
    pub fn set(&mut self, name: &str, value: &str) -> Result<()> {
        let Some(limit) = Limit::ALL.iter().find(|limit| limit.name() == name) else {
            let names: Vec<_> = Limit::ALL.iter().map(|limit| limit.name()).collect();
            let help = match crate::report::nearest(name, names.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the limits are: {}", names.join(", ")),
            };
            return Err(Error::invalid("bad-limit", format!("there is no limit `{name}`")).help(help));
        };
        let example = limit.default_value();
        let number = if limit.is_size() { size(value) } else { value.parse().ok() };
        *limit.of_limits_mut(self) = number.ok_or_else(|| {
            let kind = if limit.is_size() { "a size" } else { "a number" };
            Error::invalid("bad-limit", format!("the limit `{name}` is {kind}, not `{value}`"))
                .help(format!("the usual value is `{name}={example}`"))
        })?;
        Ok(())
    }

    /// Refuses more than a limit allows.
    ///
    /// # Errors
    /// Names the limit, its value, and how to raise it.
    ///
    /// ```
    /// use vitae_core::{Limit, Limits};
    /// let error = Limits::default().check(Limit::Depth, 65).unwrap_err();
    /// assert_eq!(error.to_string(), "the input passes the limit `depth`: more than 64 levels of structure in each other");
    /// assert!(error.diagnostic.help.unwrap().contains("--limit depth=128"));
    /// ```
    pub fn check(&self, limit: Limit, value: usize) -> Result<()> {
        let most = limit.of_limits(self);
        if value <= most { Ok(()) } else { Err(limit.passed(most)) }
    }

    /// Refuses an input that is too large.
    ///
    /// # Errors
    /// Names the limit, its value, and how to raise it.
    pub fn check_input(&self, bytes: usize) -> Result<()> {
        self.check(Limit::Input, bytes)
    }

    /// Refuses structure that nests too deep.
    ///
    /// # Errors
    /// Names the limit, its value, and how to raise it.
    pub fn check_depth(&self, depth: usize) -> Result<()> {
        self.check(Limit::Depth, depth)
    }

    /// Refuses an input of too many pieces.
    ///
    /// # Errors
    /// Names the limit, its value, and how to raise it.
    pub fn check_nodes(&self, nodes: usize) -> Result<()> {
        self.check(Limit::Nodes, nodes)
    }

    /// Refuses a map of too many keys: they are looked up one by one, and no map of a résumé comes near this.
    ///
    /// # Errors
    /// Names the limit, its value, and how to raise it.
    pub fn check_keys(&self, keys: usize) -> Result<()> {
        self.check(Limit::Keys, keys)
    }

    /// Refuses too much text, all pieces together.
    ///
    /// # Errors
    /// Names the limit, its value, and how to raise it.
    pub fn check_text(&self, bytes: usize) -> Result<()> {
        self.check(Limit::Text, bytes)
    }

    /// Refuses an attribute, a key or an address that is too long.
    ///
    /// # Errors
    /// Names the limit, its value, and how to raise it.
    pub fn check_attribute(&self, bytes: usize) -> Result<()> {
        self.check(Limit::Attribute, bytes)
    }

    /// Refuses too many entries, positions and sections.
    ///
    /// # Errors
    /// Names the limit, its value, and how to raise it.
    pub fn check_entries(&self, entries: usize) -> Result<()> {
        self.check(Limit::Entries, entries)
    }

    /// Refuses too many tags and marks.
    ///
    /// # Errors
    /// Names the limit, its value, and how to raise it.
    pub fn check_tags(&self, tags: usize) -> Result<()> {
        self.check(Limit::Tags, tags)
    }
}

/// A number of bytes, or of K, M or G of them.
fn size(typed: &str) -> Option<usize> {
    let shift = match typed.chars().last()? {
        'K' | 'k' => 10,
        'M' | 'm' => 20,
        'G' | 'g' => 30,
        _ => return typed.parse().ok(),
    };
    let number: usize = typed.get(..typed.len().saturating_sub(1))?.parse().ok()?;
    number.checked_mul(1 << shift)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_limit_is_that_of_its_field() {
        let shown = format!("{:?}", Limits::default());
        for limit in Limit::ALL {
            assert!(shown.contains(&format!("{}: {}", limit.name(), limit.of_limits(&Limits::default()))), "{limit:?}");
        }
    }

    #[test]
    fn each_limit_can_be_set_to_what_is_shown_of_it_and_names_itself() {
        for &limit in Limit::ALL {
            let mut limits = Limits::default();
            *limit.of_limits_mut(&mut limits) = 1;
            limits.set(limit.name(), &limit.default_value()).unwrap();
            assert_eq!(limits, Limits::default());
            let most = limit.of_limits(&limits);
            assert!(limits.check(limit, most).is_ok());
            let error = limits.check(limit, most + 1).unwrap_err();
            assert!(error.to_string().contains(&format!("`{}`: more than", limit.name())), "{error}");
            let help = error.diagnostic.help.unwrap();
            assert!(help.contains(&format!("--limit {}={}", limit.name(), limit.typed(most * 2))), "{help}");
        }
    }

    #[test]
    fn sizes_are_typed_in_units_and_counts_are_not() {
        let mut limits = Limits::default();
        for (typed, bytes) in [("1", 1), ("3K", 3 << 10), ("2m", 2 << 20), ("1G", 1 << 30), ("0", 0)] {
            limits.set("text", typed).unwrap();
            assert_eq!(limits.text, bytes);
        }
        for (name, typed) in
            [("text", ""), ("text", "M"), ("text", "1.5M"), ("text", "-1"), ("text", "1T"), ("nodes", "1K")]
        {
            assert!(limits.set(name, typed).is_err(), "{name}={typed}");
        }
        assert!(limits.set("text", &format!("{}G", usize::MAX)).is_err());
        assert_eq!(Limit::Text.shown(5 << 20), "5 MiB");
        assert_eq!(Limit::Text.shown(1_000_001), "1000001 bytes");
    }
}
