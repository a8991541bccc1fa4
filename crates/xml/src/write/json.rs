//! Unknown fields, in W3C's vocabulary for JSON.

use super::Writing;
use crate::names::JSON;
use vitae_core::{Ext, Result, Value};

impl Writing<'_> {
    /// The unknown fields of a record, if there are any.
    pub(super) fn ext(&mut self, ext: &Ext) -> Result<()> {
        if ext.is_empty() {
            return Ok(());
        }
        self.out.open("ext", &[]);
        self.map(ext, &[("xmlns:j", JSON)], 0)?;
        self.out.close();
        Ok(())
    }

    fn map(&mut self, ext: &Ext, attributes: &[(&str, &str)], depth: usize) -> Result<()> {
        self.cx.limits.check_depth(depth)?;
        if ext.is_empty() {
            self.out.empty("j:map", attributes);
            return Ok(());
        }
        self.out.open("j:map", attributes);
        for (key, value) in ext.iter() {
            self.value(value, &[("key", key)], depth)?;
        }
        self.out.close();
        Ok(())
    }

    fn value(&mut self, value: &Value, attributes: &[(&str, &str)], depth: usize) -> Result<()> {
        match value {
            Value::Null => self.out.empty("j:null", attributes),
            Value::Bool(true) => self.out.leaf("j:boolean", attributes, "true"),
            Value::Bool(false) => self.out.leaf("j:boolean", attributes, "false"),
            Value::Number(number) => self.out.leaf("j:number", attributes, number.as_str()),
            Value::String(text) => self.out.leaf("j:string", attributes, text),
            Value::Array(items) if items.is_empty() => self.out.empty("j:array", attributes),
            Value::Array(items) => {
                self.cx.limits.check_depth(depth + 1)?;
                self.out.open("j:array", attributes);
                for item in items {
                    self.value(item, &[], depth + 1)?;
                }
                self.out.close();
            }
            Value::Object(object) => self.map(object, attributes, depth + 1)?,
        }
        Ok(())
    }
}
