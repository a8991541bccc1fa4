//! Plain text at the exam: it is guessed, so that the exam asks for its words.

vitae_testkit::conformance!(
    vitae_text::format(),
    samples = [
        b"Mara Lindqvist\r\n==============\r\n\r\nWORK -------\r\nEngineer ....... 2016\r\n- Built it\r\n  well.\r\n",
        "\u{feff}職務経歴書\u{c}- 2 -\n• 日本語".as_bytes(),
    ],
);
