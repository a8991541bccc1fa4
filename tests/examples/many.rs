//! How much memory and time folders of so many résumés take:
//!
//! ```console
//! $ cargo build --release -p vitae-cli
//! $ cargo run --release -p vitae-tests --example many -- target/release/vitae 100 20000
//! ```
//!
//! The résumés are the fixtures, each as often as needed, under a new name each time; so what one holds does not depend on how many there
//! are. Folders have a hundred files each. The most memory that the program took is the one that Linux tells.

#![allow(clippy::print_stdout, clippy::expect_used, reason = "it is run by hand, and says what it finds")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

fn main() {
    let mut words = std::env::args().skip(1);
    let vitae = words.next().expect("the path of the program");
    let place = std::env::temp_dir().join(format!("vitae-many-{}", std::process::id()));
    println!("{:>8} {:<28} {:>10} {:>8} {:>10}", "files", "what", "seconds", "files/s", "peak kB");
    for count in words {
        let count: usize = count.parse().expect("how many files");
        make(&place, count);
        for (what, options) in [
            ("YAML to DOCX and HTML", "--to docx,html"),
            ("the same, all up to date", "--to docx,html"),
            ("one thread, all anew", "--to docx,html --force --jobs 1"),
            ("JSON lines", "--to json --jsonl"),
        ] {
            let (time, peak) = run(&vitae, &place, options);
            let seconds = time.as_secs_f64();
            #[allow(clippy::cast_precision_loss, reason = "nobody makes so many files")]
            let rate = count as f64 / seconds;
            println!("{count:>8} {what:<28} {seconds:>10.2} {rate:>8.0} {peak:>10}");
        }
        fs::remove_dir_all(&place).expect("the folder can be removed");
    }
}

/// Makes so many résumés, a hundred in a folder.
fn make(place: &Path, count: usize) {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/resumes");
    let fixtures = ["engineer", "academic", "french", "us-nurse", "german"]
        .map(|name| fs::read_to_string(fixtures.join(format!("{name}.yaml"))).expect("the fixture can be read"));
    for (n, text) in (0..count).zip(fixtures.iter().cycle()) {
        let folder = place.join(format!("cvs/{:03}", n / 100));
        fs::create_dir_all(&folder).expect("the folder can be made");
        fs::write(folder.join(format!("{n:06}.yaml")), format!("# Number {n}\n{text}"))
            .expect("the file can be written");
    }
}

/// How long it takes, and how many kilobytes at most.
fn run(vitae: &str, place: &Path, options: &str) -> (Duration, u64) {
    let mut command = Command::new(vitae);
    command.arg("convert").arg(place.join("cvs")).args(options.split(' ')).arg("--quiet");
    if !options.contains("--jsonl") {
        command.arg("-o").arg(place.join("out")).arg("--report").arg(place.join("report.jsonl"));
    }
    let begun = Instant::now();
    let mut child = command.stdout(Stdio::null()).spawn().expect("the program runs");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().expect("it ends").is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
        peak = peak.max(line.trim().trim_end_matches(" kB").parse().unwrap_or(0));
        std::thread::sleep(Duration::from_millis(2));
    }
    (begun.elapsed(), peak)
}
