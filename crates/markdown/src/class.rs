//! The classes that name roles in inline HTML: those of the HTML writer.

use vitae_core::Url;
use vitae_outline::{Block, Kind, Part, Role, Run};

/// What a `<span>` says of the text in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Class {
    /// The role; `None` for text that has none.
    pub role: Option<Role>,
    /// The text is its own address.
    pub leads: Leads,
}

/// Where the text of a span leads, if it is an address itself: a link that only says its text again is plain text in Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leads {
    Nowhere,
    ToItself,
    ToItsMailbox,
}

/// The class of text that has no role.
const PLAIN: &str = "r-plain";

const LEADS: &[(Leads, &str)] = &[(Leads::ToItself, "u-url"), (Leads::ToItsMailbox, "u-email")];

impl Class {
    /// The class of an opening tag, if that is ours.
    pub(crate) fn read(tag: &str) -> Option<Self> {
        let names = tag.strip_prefix("<span class=\"")?.strip_suffix("\">")?;
        let (role, leads) = names.split_once(' ').map_or((names, None), |(role, leads)| (role, Some(leads)));
        let role = if role == PLAIN { None } else { Some(Role::of_class(role)?) };
        let leads = match leads {
            None => Leads::Nowhere,
            Some(leads) => LEADS.iter().find(|(_, name)| *name == leads)?.0,
        };
        Some(Self { role, leads })
    }

    /// Gives runs their role, and the link that their text stands for.
    pub(crate) fn apply(self, runs: &mut [Run]) {
        let alone = runs.len() == 1;
        for run in runs {
            run.role = self.role;
            if alone && run.style.link.is_none() {
                run.style.link = match self.leads {
                    Leads::Nowhere => None,
                    Leads::ToItself => Url::new(&run.text),
                    Leads::ToItsMailbox => Url::new(&format!("mailto:{}", run.text)),
                };
            }
        }
    }

    /// The class that runs of one role need.
    #[cfg(feature = "write")]
    pub(crate) fn of(runs: &[Run]) -> Self {
        let role = runs.first().and_then(|run| run.role);
        let [run] = runs else { return Self { role, leads: Leads::Nowhere } };
        let leads = match &run.style.link {
            Some(url) if url.as_str() == run.text => Leads::ToItself,
            Some(url) if url.is_said_by(&run.text) => Leads::ToItsMailbox,
            _ => Leads::Nowhere,
        };
        Self { role, leads }
    }

    /// The opening tag.
    #[cfg(feature = "write")]
    pub(crate) fn tag(self) -> String {
        let role = self.role.map_or(PLAIN, Role::class);
        let leads = LEADS.iter().find(|(leads, _)| *leads == self.leads);
        let leads = leads.map(|(_, name)| format!(" {name}")).unwrap_or_default();
        format!("<span class=\"{role}{leads}\">")
    }
}

/// The part that a block must be, by the roles in it.
pub(crate) fn part_by_roles(block: &Block) -> Option<Part> {
    let has = |roles: &[Role]| block.runs.iter().any(|run| run.role.is_some_and(|role| roles.contains(&role)));
    match block.kind {
        Kind::Heading(1) if has(&[Role::Name]) => Some(Part::Name),
        Kind::Heading(2) if has(&[Role::Section]) => Some(Part::Section),
        Kind::Heading(3) if has(&[Role::Title, Role::Qualifier]) => Some(Part::Entry),
        Kind::Heading(3) if has(&[Role::Organization]) => Some(Part::Organization),
        Kind::Heading(4) if has(&[Role::Title]) => Some(Part::Position),
        Kind::Paragraph if has(&[Role::Headline]) => Some(Part::Headline),
        Kind::Paragraph if has(&[Role::Contact]) => Some(Part::Contacts),
        Kind::Paragraph if has(&[Role::Label]) => Some(Part::Labelled),
        Kind::Paragraph
            if has(&[Role::Organization, Role::Qualifier, Role::Place, Role::Url, Role::Dates, Role::Level]) =>
        {
            Some(Part::Meta)
        }
        Kind::Item { .. } if has(&[Role::Title, Role::Level, Role::Keyword]) => Some(Part::Line),
        _ => None,
    }
}
