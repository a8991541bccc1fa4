//! What is there or not, and lists that are short as a rule: both shrink by leaving out first.
//!
//! Proptest's own `option` shrinks the value that is there to the end before it tries to do without. A résumé has
//! hundreds of optional fields, so that order never gets to the point.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::{NewTree, ValueTree};
use proptest::test_runner::TestRunner;
use std::fmt::Debug;

/// The value with a probability. Shrinks to nothing first, and only then inside.
pub fn maybe<S: Strategy>(probability: f64, value: S) -> Maybe<S> {
    Maybe { probability, value }
}

/// See [`maybe`].
#[derive(Debug, Clone)]
pub struct Maybe<S> {
    probability: f64,
    value: S,
}

impl<S: Strategy> Strategy for Maybe<S> {
    type Tree = MaybeTree<S::Tree>;
    type Value = Option<S::Value>;

    fn new_tree(&self, runner: &mut TestRunner) -> NewTree<Self> {
        let there = proptest::bool::weighted(self.probability).new_tree(runner)?.current();
        let value = there.then(|| self.value.new_tree(runner)).transpose()?;
        Ok(MaybeTree { value, state: State::Fresh })
    }
}

/// See [`maybe`].
#[derive(Debug, Clone)]
pub struct MaybeTree<T> {
    value: Option<T>,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing was tried.
    Fresh,
    /// It is left out; it may have to come back.
    LeftOut,
    /// It is needed: what follows shrinks it.
    Needed,
}

impl<T: ValueTree> ValueTree for MaybeTree<T> {
    type Value = Option<T::Value>;

    fn current(&self) -> Self::Value {
        if self.state == State::LeftOut { None } else { self.value.as_ref().map(ValueTree::current) }
    }

    fn simplify(&mut self) -> bool {
        match (&mut self.value, self.state) {
            (None, _) | (_, State::LeftOut) => false,
            (Some(_), State::Fresh) => {
                self.state = State::LeftOut;
                true
            }
            (Some(value), State::Needed) => value.simplify(),
        }
    }

    fn complicate(&mut self) -> bool {
        match (&mut self.value, self.state) {
            (Some(_), State::LeftOut) => {
                self.state = State::Needed;
                true
            }
            (Some(value), State::Needed) => value.complicate(),
            _ => false,
        }
    }
}

/// The value now and then, nothing as a rule.
pub(super) fn seldom<T: Debug + Default + 'static>(value: impl Strategy<Value = T> + 'static) -> BoxedStrategy<T> {
    maybe(0.06, value).prop_map(Option::unwrap_or_default).boxed()
}

/// Up to `few` as a rule, up to `more` beside them now and then. Shrinks to none.
pub(super) fn some<T: Debug + Clone + 'static>(
    item: BoxedStrategy<T>,
    few: usize,
    more: usize,
) -> BoxedStrategy<Vec<T>> {
    (vec(item.clone(), 0..=few), maybe(0.15, vec(item, 0..=more)))
        .prop_map(|(mut all, rest)| {
            all.extend(rest.into_iter().flatten());
            all
        })
        .boxed()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::test_runner::{Config, TestCaseError, TestError};

    fn smallest<S: Strategy>(strategy: &S, fails: impl Fn(&S::Value) -> bool) -> S::Value {
        let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::default() });
        let found = runner.run(strategy, |value| if fails(&value) { Err(TestCaseError::fail("")) } else { Ok(()) });
        let Err(TestError::Fail(_, smallest)) = found else { panic!("it fails at last") };
        smallest
    }

    #[test]
    fn what_is_not_needed_is_left_out_and_what_is_needed_shrinks() {
        let pair = (maybe(0.9, 0..1000), maybe(0.9, 0..1000));
        assert_eq!(smallest(&pair, |(a, _)| a.is_some_and(|a| a >= 7)), (Some(7), None));
        assert_eq!(smallest(&pair, |_| true), (None, None));
    }

    #[test]
    fn a_long_list_shrinks_to_the_items_that_matter() {
        let list = some((0..1000).boxed(), 3, 8);
        assert_eq!(smallest(&list, |list| list.iter().any(|n| *n >= 7)), [7]);
    }
}
