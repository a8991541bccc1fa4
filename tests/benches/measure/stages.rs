//! Where the time of one conversion goes.

use crate::clock::cost;
use crate::convert;
use crate::material::bytes;
use std::path::Path;
use std::time::Duration;
use vitae::{Context, Source, diff};
use vitae_outline::{interpret, outline_of};

pub(crate) fn print(file: &str, to: &str) {
    let (formats, bytes) = (vitae::formats(), bytes(Path::new(file)));
    let source = Source::named(&bytes, Path::new(file));
    let from = formats.detect(&source).unwrap_or_else(|e| panic!("{e}"));
    let format = formats.get(to).unwrap_or_else(|e| panic!("{e}"));
    let cx = Context::default;
    let resume = from.read(&source, &mut cx()).unwrap_or_else(|e| panic!("{e}"));
    let written = format.write(&resume, &mut cx()).unwrap_or_else(|e| panic!("{e}"));
    let back = format.read(&Source::new(&written), &mut cx()).unwrap_or_else(|e| panic!("{e}"));
    let carried = format.carried(&resume, &cx());
    let whole = cost(|| drop(convert(&formats, &bytes, file, to)));
    let row = |name: &str, step: &mut dyn FnMut()| line(name, cost(step), whole);

    println!(
        "{file} to {to}: {} bytes in, {} bytes out\n\n| stage | µs | of all |\n|---|--:|--:|",
        bytes.len(),
        written.len()
    );
    row("recognise", &mut || drop(formats.detect(&source)));
    row("read", &mut || drop(from.read(&source, &mut cx())));
    row("write", &mut || drop(format.write(&resume, &mut cx())));
    row("– of it normalize", &mut || drop(resume.clone().normalize()));
    if format.is_document() {
        let outline = outline_of(&carried, Default::default(), &mut cx());
        row("– of it compose, and facts", &mut || drop(outline_of(&carried, Default::default(), &mut cx())));
        row("– interpret, once", &mut || drop(interpret(&outline)));
    }
    row("read back", &mut || drop(format.read(&Source::new(&written), &mut cx())));
    row("what is carried", &mut || drop(format.carried(&resume, &cx())));
    row("compare", &mut || drop(diff(&carried, &back)));
    line("all of it", whole, whole);
}

fn line(name: &str, time: Duration, whole: Duration) {
    let part = time.as_secs_f64() / whole.as_secs_f64();
    println!("| {name} | {:.0} | {:.0} % |", time.as_secs_f64() * 1e6, part * 100.0);
}
