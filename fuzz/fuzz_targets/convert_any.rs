//! Any bytes, taken for what they look like.
#![no_main]

#[path = "../harness.rs"]
#[allow(dead_code, reason = "each target uses its half")]
mod harness;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| harness::convert_any(bytes));
