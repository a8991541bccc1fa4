//! Any bytes, taken for YAML.
#![no_main]

#[path = "../harness.rs"]
#[allow(dead_code, reason = "each target uses its half")]
mod harness;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| harness::read_yaml(bytes));
