//! Unknown fields: kept where they stood, as JSON-shaped values, and said unless their name begins with `x-`.

use super::Reading;
use crate::keys::{EXT, Level};
use crate::node::Pair;
use vitae_core::{Ext, Kind, Result, Value, nearest};

impl Reading<'_> {
    /// Keeps pairs that are no fields of a record in its unknown fields.
    pub(super) fn keep<'n>(
        &mut self,
        pairs: impl IntoIterator<Item = &'n Pair>,
        level: Level,
        ext: &mut Ext,
    ) -> Result<()> {
        for pair in pairs {
            match pair.value.as_map() {
                Some(inner) if &*pair.key == EXT => {
                    for pair in inner {
                        self.insert(pair, ext)?;
                    }
                }
                _ => {
                    self.say_kept(pair, level);
                    self.insert(pair, ext)?;
                }
            }
        }
        Ok(())
    }

    /// Keeps what a value without unknown fields of its own does not understand, under the key of that value. `known` are the
    /// keys that it would have understood.
    pub(super) fn keep_under(&mut self, key: &str, pairs: &[&Pair], known: &[&str], ext: &mut Ext) -> Result<()> {
        let mut inner = Ext::default();
        for pair in pairs {
            self.say(pair, format!("what can stand here is `{}`", known.join("`, `")));
            self.insert(pair, &mut inner)?;
        }
        if !inner.is_empty() {
            ext.insert(key, Value::Object(inner));
        }
        Ok(())
    }

    fn insert(&mut self, pair: &Pair, ext: &mut Ext) -> Result<()> {
        let value = pair.value.to_value();
        if value.depth() > Value::MAX_DEPTH {
            let most = Value::MAX_DEPTH;
            let message = format!(
                "`{}` nests deeper than {most} levels; what is deeper is kept as the text of its JSON",
                pair.key
            );
            let mut said = self.note("nested-too-deep", message, pair.at);
            said.kind = Kind::Changed;
            self.report.push(said);
        }
        if ext.insert(&*pair.key, value).is_none() {
            return Ok(());
        }
        let message =
            format!("the unknown field `{}` stands here a second time, inside and outside of `{EXT}`", pair.key);
        Err(self.error("duplicate-key", message, pair.at).help("keep one of the two"))
    }

    fn say_kept(&mut self, pair: &Pair, level: Level) {
        let hint = if level.knows(&pair.key) {
            "another key of this map says the same; keep one of the two".to_owned()
        } else {
            match nearest(&pair.key, level.keys()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "a name that begins with `x-` says that this is meant".to_owned(),
            }
        };
        self.say(pair, hint);
    }

    fn say(&mut self, pair: &Pair, hint: String) {
        if pair.key.starts_with("x-") || pair.key.starts_with('$') {
            return;
        }
        let message = format!("`{}` is no field here; it is kept as it is, and not shown", pair.key);
        self.path.push(pair.key.to_string());
        let note = self.note("unknown-field-kept", message, pair.at);
        self.path.pop();
        self.report.push(note.help(hint));
    }
}
