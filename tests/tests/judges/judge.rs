//! The judges, and how they are asked.

use crate::cases::Cases;
use crate::resaved::differences;
use crate::tools::{Need, Tools};
use libtest_mimic::Failed;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

/// Looks at a file in a folder, and at the sound one that it should equal; says what differs.
type Look = fn(&Path, &str, &str) -> Vec<String>;

/// A judge: a script in `tests/judges`.
#[derive(Debug)]
pub(crate) struct Judge {
    pub(crate) name: &'static str,
    script: &'static str,
    /// The ending of the files that it looks at.
    over: &'static str,
    pub(crate) needs: &'static [Need],
    /// Whether it looks at what LibreOffice printed.
    of_print: bool,
    /// What our side finds in what the script made of a file: the folder, the file, and the sound one that it should equal.
    then: Option<Look>,
    /// Damages that it must notice, each with words that its finding has.
    pub(crate) notices: &'static [(&'static str, &'static str)],
}

use Need::{Library, Node, Program, Schemas};

pub(crate) const JUDGES: &[Judge] = &[
    Judge {
        name: "schema",
        script: "ooxml_valid.py",
        over: "docx",
        needs: &[Library("lxml"), Schemas],
        of_print: false,
        then: None,
        notices: &[
            ("misordered", "This element is not expected"),
            ("dangling", "which does not exist"),
            ("cut", "not well-formed"),
        ],
    },
    Judge {
        name: "well-formed",
        script: "well_formed.py",
        over: "docx",
        needs: &[Library("lxml"), Program("xmllint")],
        of_print: false,
        then: None,
        notices: &[("cut", "parser error")],
    },
    Judge {
        name: "libreoffice",
        script: "libreoffice.py",
        over: "docx",
        needs: &[Library("lxml"), Program("soffice")],
        of_print: false,
        then: None,
        notices: &[("cut", "could not open it")],
    },
    Judge {
        name: "resaved",
        script: "resaved.py",
        over: "docx",
        needs: &[Library("lxml"), Program("soffice")],
        of_print: false,
        then: Some(differences),
        notices: &[
            ("unstyled", "saved again, block 0"),
            ("unlinked", "saved as ODT in between, block"),
            ("cut", "there is no again/"),
        ],
    },
    Judge {
        name: "python-docx",
        script: "python_docx.py",
        over: "docx",
        needs: &[Library("docx"), Program("soffice")],
        of_print: true,
        then: None,
        notices: &[("unstyled", "is not defined"), ("tracked", "LibreOffice prints")],
    },
    Judge {
        name: "paper",
        script: "pdf.py",
        over: "docx",
        needs: &[Library("lxml"), Program("pdftotext"), Program("fc-list"), Program("soffice")],
        of_print: true,
        then: None,
        notices: &[
            ("vanished", "is missing on paper"),
            ("boxed", "no embedded font has"),
            ("stranded", "is stranded at the foot of page 1"),
        ],
    },
    Judge {
        name: "pandoc",
        script: "pandoc.py",
        over: "docx",
        needs: &[Library("lxml"), Program("pandoc")],
        of_print: false,
        then: None,
        notices: &[("unstyled", "the level of heading 1 should be '1'"), ("unlinked", "the link to")],
    },
    Judge {
        name: "yaml",
        script: "yaml_readers.py",
        over: "yaml",
        needs: &[Library("lxml"), Library("yaml"), Library("ruamel.yaml")],
        of_print: false,
        then: None,
        notices: &[("misread", "YAML 1.1 reads False, YAML 1.2 reads 'NO'"), ("retyped", "should be a string")],
    },
    Judge {
        name: "html",
        script: "html_valid.py",
        over: "html",
        needs: &[Library("lxml"), Program("node"), Node("html-validate")],
        of_print: false,
        then: None,
        notices: &[("untidy", "Stray end tag")],
    },
    Judge {
        name: "microformats",
        script: "microformats.py",
        over: "html",
        needs: &[Library("lxml"), Library("mf2py"), Library("html5lib")],
        of_print: false,
        then: None,
        notices: &[("anonymous", "name 1 should be")],
    },
    Judge {
        name: "browser",
        script: "browser.py",
        over: "html",
        needs: &[
            Library("lxml"),
            Program("chromium"),
            Program("node"),
            Program("pdftotext"),
            Node("axe-core"),
            Node("playwright-core"),
        ],
        of_print: false,
        then: None,
        notices: &[("pale", "color-contrast"), ("parted", "is stranded at the foot of page")],
    },
    Judge {
        name: "json-resume",
        script: "json_resume.py",
        over: "json",
        needs: &[Library("lxml"), Library("jsonschema"), Node("@jsonresume/schema")],
        of_print: false,
        then: None,
        notices: &[("undated", "breaks pattern"), ("unlisted", "breaks type 'array'")],
    },
];

/// What judges said of files, by their names.
type Findings = BTreeMap<String, Vec<String>>;

/// The judges at work. Each is asked once about all its files: to start an office or an interpreter costs more than to judge.
#[derive(Debug)]
pub(crate) struct Court {
    tools: Tools,
    cases: Cases,
    damaged: OnceLock<Result<(), String>>,
    said: BTreeMap<&'static str, OnceLock<Result<Findings, String>>>,
}

impl Court {
    pub(crate) fn new(tools: Tools, cases: Cases) -> Self {
        let said = JUDGES.iter().map(|judge| (judge.name, OnceLock::new())).collect();
        Self { tools, cases, damaged: OnceLock::new(), said }
    }

    /// The verdict on one file: no finding – or in a damaged one, a finding that has the words `expected`.
    pub(crate) fn verdict(&self, judge: &Judge, name: &str, expected: Option<&str>) -> Result<(), Failed> {
        let findings = self.findings(judge)?;
        let found = findings.get(name).ok_or_else(|| format!("{} said nothing about {name}", judge.script))?;
        match expected {
            None if found.is_empty() => Ok(()),
            None => Err(found.join("\n").into()),
            Some(words) if found.iter().any(|finding| finding.contains(words)) => Ok(()),
            Some(words) => Err(format!("nobody said “{words}”; the findings are {found:#?}").into()),
        }
    }

    fn findings(&self, judge: &Judge) -> Result<&Findings, Failed> {
        let said = self.said.get(judge.name).expect("every judge has a seat");
        said.get_or_init(|| self.ask(judge)).as_ref().map_err(Failed::from)
    }

    fn ask(&self, judge: &Judge) -> Result<Findings, String> {
        self.damaged.get_or_init(|| self.damage()).clone()?;
        let office = JUDGES.iter().find(|judge| judge.name == OFFICE);
        if let Some(office) = office.filter(|_| judge.of_print) {
            // What it found is its own verdict; here it is enough that it printed.
            self.findings(office).map_err(|e| e.message().unwrap_or_default().to_owned())?;
        }
        let mut names: BTreeSet<&str> = self.cases.names.iter().map(String::as_str).collect();
        let prints_for = |other: &&Judge| other.name == judge.name || (judge.name == OFFICE && other.of_print);
        names.extend(JUDGES.iter().filter(prints_for).flat_map(|judge| judge.notices).map(|(damage, _)| damage));
        let files = names.iter().map(|name| self.cases.folder.join(format!("{name}.{}", judge.over)));
        let output = run(self.tools.script(judge.script).args(files))?;
        let by_file: Findings =
            serde_json::from_str(&output).map_err(|e| format!("{}: {e}: {output}", judge.script))?;
        let name = |file: &str| Path::new(file).file_stem().map(|s| s.to_string_lossy().into_owned());
        let named = by_file.into_iter().filter_map(|(file, findings)| Some((name(&file)?, findings)));
        Ok(named.map(|(name, findings)| self.go_on(judge, name, findings)).collect())
    }

    /// Adds what our side finds. A damaged file is held against the sound one that it was made of.
    fn go_on(&self, judge: &Judge, name: String, mut findings: Vec<String>) -> (String, Vec<String>) {
        if let (Some(then), true) = (judge.then, findings.is_empty()) {
            let sound = self.cases.names.iter().find(|case| **case == name).map(String::as_str);
            findings.extend(then(&self.cases.folder, &name, sound.or(self.cases.to_damage()).unwrap_or_default()));
        }
        (name, findings)
    }

    /// Damages one case in all ways that somebody must notice.
    fn damage(&self) -> Result<(), String> {
        let sound = self.cases.to_damage().ok_or("there is no file to damage")?;
        run(self.tools.script("damage.py").arg(self.cases.folder.join(sound)).arg(&self.cases.folder)).map(|_| ())
    }
}

/// The judge that prints for others.
const OFFICE: &str = "libreoffice";

/// Runs a script. Status 1 says that there are findings; anything else but 0 is a judge who cannot judge.
fn run(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|e| format!("{command:?}: {e}"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let answered = output.status.success() || (output.status.code() == Some(1) && text.starts_with('{'));
    if answered {
        return Ok(text);
    }
    Err(format!("{command:?} ended with {}: {}", output.status, String::from_utf8_lossy(&output.stderr)))
}
