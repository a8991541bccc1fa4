//! What may stand beside a date inside other words: not what makes a price, a telephone number or a version of it.

use super::{Around, BARE_YEARS, Grammar};
use crate::date_text::lex::Kind;

impl Grammar<'_> {
    /// A date may not go on to the left: `555-2019`, `v2019`, `$2000`. A longer date may stick to a word: `Award2014-11`.
    pub(super) fn may_start(&self, at: usize, bare: bool) -> bool {
        let Some(before) = at.checked_sub(1) else { return true };
        let Some(kind) = self.tokens.kind(before) else { return true };
        if !self.tokens.glued(at) {
            return !matches!(kind, Kind::Mark(c) if is_money(c) || c == '#');
        }
        let joined = before.checked_sub(1).filter(|_| self.tokens.glued(before)).and_then(|at| self.tokens.kind(at));
        match kind {
            Kind::Number { .. } => matches!(self.tokens.kind(at), Some(Kind::Word { .. })),
            Kind::Word { spaced, .. } => !spaced || (!bare && self.is_long_word(before)),
            Kind::Mark('@' | '#' | '+' | '=' | '&' | '\\') => false,
            Kind::Mark('/' | '_') => !matches!(joined, Some(Kind::Number { .. } | Kind::Word { spaced: true, .. })),
            // "2017,2018"
            Kind::Mark(',') => !matches!(joined, Some(Kind::Number { digits, .. }) if digits != 4),
            Kind::Mark('.' | '-' | '–' | '—' | '\'') => !matches!(joined, Some(Kind::Number { .. })),
            Kind::Mark(c) => !is_money(c),
        }
    }

    /// Nor to the right: `2048-bit`, `2000 %`, `2019.5`.
    pub(super) fn may_end(&self, next: usize, bare: bool) -> bool {
        let Some(kind) = self.tokens.kind(next) else { return true };
        if !matches!(next.checked_sub(1).and_then(|last| self.tokens.kind(last)), Some(Kind::Number { .. })) {
            return true;
        }
        if !self.tokens.glued(next) {
            return !matches!(kind, Kind::Mark(c) if is_money(c) || c == '%');
        }
        let joined = self.tokens.kind(next + 1).filter(|_| self.tokens.glued(next + 1));
        match (kind, joined) {
            (Kind::Mark(c), _) if is_money(c) => false,
            (Kind::Mark('%' | '@' | '°' | '+' | '='), _) | (Kind::Number { .. }, _) => false,
            (Kind::Mark('_'), Some(Kind::Number { .. } | Kind::Word { .. })) => false,
            (Kind::Mark('.' | '/' | '-' | ':'), Some(Kind::Number { .. })) => false,
            (Kind::Mark(','), Some(Kind::Number { digits, .. })) => digits == 4,
            (Kind::Mark('-'), Some(Kind::Word { spaced: true, upper })) => upper || !bare,
            (Kind::Mark(_), _) => true,
            // "2019-06-15Z", "2019-06-15T12:00"
            (Kind::Word { spaced: true, .. }, _) => {
                !bare && (self.is_long_word(next) || matches!(self.tokens.spelling(next), Some("t" | "z")))
            }
            (Kind::Word { .. }, _) => true,
        }
    }

    fn is_long_word(&self, at: usize) -> bool {
        const LONG: usize = 3;
        self.tokens.spelling(at).is_some_and(|word| word.chars().count() >= LONG)
    }

    /// True when a number that stands alone can be a year: not in a group of numbers, not before a counted thing.
    pub(super) fn is_bare_year(&self, year: u16, next: usize) -> bool {
        if self.around == Around::Nothing {
            return true;
        }
        let is_other_number = |at: usize| match self.tokens.kind(at) {
            Some(Kind::Number { value, digits, .. }) => {
                digits > 2 && !u16::try_from(value).is_ok_and(|year| BARE_YEARS.contains(&year))
            }
            _ => false,
        };
        let is_money = |at: usize| self.tokens.spelling(at).is_some_and(|word| CURRENCIES.contains(&word));
        let before = next.checked_sub(2);
        let after_gap = next.checked_sub(1).is_some_and(|year| !self.tokens.glued(year));
        let counted =
            self.tokens.glued(next) && matches!(self.tokens.kind(next), Some(Kind::Word { spaced: false, .. }));
        let grouped = is_other_number(next) || (after_gap && before.is_some_and(is_other_number));
        let paid = is_money(next) || before.is_some_and(is_money);
        BARE_YEARS.contains(&year) && !counted && !grouped && !paid
    }
}

/// What money is called beside a number, folded.
const CURRENCIES: [&str; 16] = [
    "usd", "eur", "gbp", "inr", "chf", "pln", "rub", "jpy", "cny", "krw", "rs", "euro", "euros", "dollars", "zl", "руб",
];

fn is_money(c: char) -> bool {
    matches!(c, '$' | '¢' | '£' | '¤' | '¥' | '￥' | '\u{20A0}'..='\u{20CF}')
}
