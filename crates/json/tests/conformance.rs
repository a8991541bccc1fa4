//! The exam, also over files that are not written as we would write them.

vitae_testkit::conformance!(
    vitae_json::format(),
    samples = [
        include_bytes!("../../../fixtures/foreign/json/complete.json"),
        include_bytes!("../../../fixtures/foreign/json/odd-order.json"),
        include_bytes!("../../../fixtures/foreign/json/unicode.json"),
        include_bytes!("../../../fixtures/foreign/json/before-one.json"),
    ],
);
