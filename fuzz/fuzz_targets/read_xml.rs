#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vitae_fuzz::read_xml(bytes));
