use vitae_core::{Context, Source};
fn main() {
    let f = vitae_yaml::format();
    let mode = std::env::args().nth(1).unwrap();
    if mode == "full" {
        let b = f.write(&vitae_testkit::full(), &mut Context::default()).unwrap();
        print!("{}", String::from_utf8(b).unwrap());
        return;
    }
    let bytes = std::fs::read(std::env::args().nth(2).unwrap()).unwrap();
    let mut cx = Context::default();
    let r = f.read(&Source::new(&bytes), &mut cx);
    for d in &cx.report {
        eprintln!("{:?} {} {} {:?} {:?}", d.kind, d.code, d, d.at.as_ref().map(|a| a.to_string()), d.help);
    }
    match r {
        Ok(r) => {
            let b = f.write(&r, &mut Context::default()).unwrap();
            print!("{}", String::from_utf8(b).unwrap());
        }
        Err(e) => eprintln!(
            "ERR {:?} {} {:?} {:?}",
            e.diagnostic.code,
            e,
            e.diagnostic.at.as_ref().map(|a| a.to_string()),
            e.diagnostic.help
        ),
    }
}
