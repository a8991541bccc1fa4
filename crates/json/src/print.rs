//! JSON as most tools print it: two spaces, a line for each value.

use vitae_core::{Value, json_string};

/// The value, with a line feed at its end.
pub(crate) fn print(value: &Value) -> String {
    let mut out = String::new();
    write(value, 0, &mut out);
    out.push('\n');
    out
}

/// Recursion is as deep as the value, which is as deep as what was read: bounded by the limits.
fn write(value: &Value, indent: usize, out: &mut String) {
    let line = |out: &mut String, indent: usize| {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", indent));
    };
    match value {
        Value::Array(items) if !items.is_empty() => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                line(out, indent + 1);
                write(item, indent + 1, out);
            }
            line(out, indent);
            out.push(']');
        }
        Value::Object(object) if !object.is_empty() => {
            out.push('{');
            for (index, (key, inner)) in object.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                line(out, indent + 1);
                out.push_str(&json_string(key));
                out.push_str(": ");
                write(inner, indent + 1, out);
            }
            line(out, indent);
            out.push('}');
        }
        leaf => out.push_str(&leaf.to_json()),
    }
}
