use super::*;
use vitae_testkit::proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
fn json(node: &Node) -> serde_json::Value {
    use serde_json::{Value as J, json};
    match &node.content {
        Content::List(items) => J::Array(items.iter().map(json).collect()),
        Content::Map(pairs) => {
            json!({"map": pairs.iter().map(|p| json!([&*p.key, json(&p.value)])).collect::<Vec<_>>()})
        }
        Content::Scalar { text, plain } => {
            if *plain
                && (tree::is_null(text)
                    || matches!(&**text, "true" | "false")
                    || vitae_core::Number::new(text).is_some())
            {
                json!({"raw": &**text})
            } else {
                J::String(text.to_string())
            }
        }
    }
}
#[test]
#[ignore]
fn dump() {
    let n: usize = std::env::var("DUMP").unwrap().parse().unwrap();
    let seed: u8 = std::env::var("SEED").unwrap_or("7".into()).parse().unwrap();
    let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]));
    std::fs::create_dir_all("/tmp/judge").unwrap();
    for i in 0..n {
        let r = vitae_testkit::arbitrary::resume().new_tree(&mut runner).unwrap().current();
        let bytes = crate::format().write(&r, &mut Context::default()).unwrap();
        let text = std::str::from_utf8(&bytes).unwrap();
        let src = Source::new(text);
        let tree = parse(&src, &vitae_core::Limits::default(), &mut Notes::default()).unwrap().unwrap();
        std::fs::write(format!("/tmp/judge/{i}.yaml"), &bytes).unwrap();
        std::fs::write(format!("/tmp/judge/{i}.json"), serde_json::to_string(&json(&tree)).unwrap()).unwrap();
    }
}
