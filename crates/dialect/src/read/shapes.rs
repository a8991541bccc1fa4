//! One routine for each shape of value.

use super::Reading;
use crate::base64;
use crate::keys::Level;
use crate::node::{Content, Node, Pair};
use vitae_commonmark::{parse_blocks, parse_line};
use vitae_core::{
    Block, Cefr, CefrLevel, Cell, Detail, Diagnostic, Dir, Ext, Field, FieldSpec, Id, IdScheme, Kind, Lang, Line,
    NameParts, Organization, Photo, PhotoSource, Place, Rating, Result, Shape, Text, Url,
};

impl Reading<'_> {
    /// Reads the value of a field; `None` where there is nothing. What the value's own map holds beside it goes to `rest`.
    pub(super) fn cell(&mut self, spec: &FieldSpec, pair: &Pair, rest: &mut Ext) -> Result<Option<Cell>> {
        let node = &pair.value;
        if node.is_nothing() {
            return Ok(None);
        }
        Ok(match spec.shape {
            Shape::Text => self.text(node)?.and_then(Text::new).map(Cell::Text),
            Shape::Line => self.line(node)?.map(Cell::Line),
            Shape::Url => self.text(node)?.and_then(Url::new).map(Cell::Url),
            Shape::Lang => self.lang(node)?.map(Cell::Lang),
            Shape::Id => self.id(node)?.map(Cell::Id),
            Shape::Bool => self.truth(node)?.map(Cell::Bool),
            Shape::Flag => self.truth(node)?.map(Cell::Flag),
            Shape::Direction => Some(Cell::Direction(self.direction(node)?)),
            Shape::Dates => self.dates(&pair.key, node, rest)?.map(Cell::Dates),
            Shape::Place => self.place(node)?.map(Cell::Place),
            Shape::Organization => self.organization(node)?.map(Cell::Organization),
            Shape::Photo => self.photo(node, spec.key, rest)?.map(Cell::Photo),
            Shape::NameParts => self.name_parts(node, spec.key, rest)?.map(Cell::NameParts),
            Shape::Rating => self.rating(node)?.map(Cell::Rating),
            Shape::Cefr => self.cefr(node, spec.key, rest)?.map(Cell::Cefr),
            Shape::Texts if spec.field == Field::Street => Some(Cell::Texts(self.street(node)?)),
            Shape::Texts => {
                Some(Cell::Texts(self.each(node, |reading, item| Ok(reading.text(item)?.and_then(Text::new)))?))
            }
            Shape::Lines => Some(Cell::Lines(self.each(node, Self::line)?)),
            Shape::Tags => Some(Cell::Tags(self.tags(node)?)),
            Shape::Alternates => Some(Cell::Alternates(self.alternates(node)?)),
            Shape::Details => Some(Cell::Details(self.details(node)?)),
            Shape::Ids => Some(Cell::Ids(self.ids(node)?.into_iter().collect())),
            Shape::Positions => Some(Cell::Positions(self.positions(node)?)),
            // Bodies and contacts stand under several keys; the records that have them read them.
            _ => None,
        })
    }

    /// The items of a list, or the one value that stands for a list of one.
    pub(super) fn each<T>(
        &mut self,
        node: &Node,
        mut read: impl FnMut(&mut Self, &Node) -> Result<Option<T>>,
    ) -> Result<Vec<T>> {
        let Content::List(items) = &node.content else { return Ok(read(self, node)?.into_iter().collect()) };
        let mut out = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            out.extend(self.inside(format!("[{index}]"), |reading| read(reading, item))?);
        }
        Ok(out)
    }

    /// A rich phrase.
    pub(super) fn line(&mut self, node: &Node) -> Result<Option<Line>> {
        let Some(text) = self.text(node)? else { return Ok(None) };
        self.remark_blocks(text, node);
        Ok(Some(parse_line(text)).filter(|line| !line.is_empty()))
    }

    /// Says that a list, a quotation or the like is not kept as one where only a phrase can stand; its words are.
    fn remark_blocks(&mut self, text: &str, node: &Node) {
        let is_phrase = |block: &Block| matches!(block, Block::Para(_));
        if text.trim().contains('\n') && !parse_blocks(text).iter().all(is_phrase) {
            let message =
                format!("{} holds a phrase: what is more than that, such as a list, becomes words of it", self.name());
            let note = self.note("blocks-flattened", message, node.at);
            self.report
                .push(Diagnostic { kind: Kind::Changed, ..note }.help("a list or a quotation can stand in `text`"));
        }
    }

    pub(super) fn lang(&mut self, node: &Node) -> Result<Option<Lang>> {
        let Some(text) = self.text(node)?.filter(|text| !text.trim().is_empty()) else { return Ok(None) };
        let tag = Lang::new(text);
        tag.map(Some).ok_or_else(|| {
            self.bad_value(node, "a language tag", "a language tag looks like `en`, `de-AT` or `zh-Hant`")
        })
    }

    fn id(&self, node: &Node) -> Result<Option<Id>> {
        let Some(text) = self.text(node)?.filter(|text| !text.trim().is_empty()) else { return Ok(None) };
        Id::new(text)
            .map(Some)
            .ok_or_else(|| self.bad_value(node, "a name without spaces", "write it with dashes: `first-job`"))
    }

    /// True or false, in the words that people use in YAML.
    fn truth(&self, node: &Node) -> Result<Option<bool>> {
        Ok(match self.text(node)?.map(str::to_ascii_lowercase).as_deref() {
            None | Some("") => None,
            Some("true" | "yes" | "on") => Some(true),
            Some("false" | "no" | "off") => Some(false),
            Some(_) => return Err(self.bad_value(node, "true or false", "write `true` or `false`")),
        })
    }

    fn direction(&self, node: &Node) -> Result<Dir> {
        match self.text(node)?.map(str::to_ascii_lowercase).as_deref() {
            Some("ltr") => Ok(Dir::Ltr),
            Some("rtl") => Ok(Dir::Rtl),
            _ => Err(self.bad_value(node, "`ltr` or `rtl`", "write `ltr` for left to right, `rtl` for right to left")),
        }
    }

    /// A place: its words, or a map of its parts.
    pub(super) fn place(&mut self, node: &Node) -> Result<Option<Place>> {
        if let Content::Map(pairs) = &node.content {
            let mut place = Place::default();
            self.fill_all(&mut place, Level::Place, pairs)?;
            return Ok((place != Place::default()).then_some(place));
        }
        Ok(self.text_or(node, "a text or a map")?.and_then(Text::new).map(Place::text))
    }

    /// An organisation: its name, or a map.
    fn organization(&mut self, node: &Node) -> Result<Option<Organization>> {
        if let Content::Map(pairs) = &node.content {
            let mut organization = Organization::default();
            self.fill_all(&mut organization, Level::Organization, pairs)?;
            return Ok((organization != Organization::default()).then_some(organization));
        }
        Ok(self.text_or(node, "a text or a map")?.and_then(Text::new).map(Organization::named))
    }

    /// A scalar where a map would have been right too.
    pub(super) fn text_or<'n>(&self, node: &'n Node, expected: &str) -> Result<Option<&'n str>> {
        if matches!(node.content, Content::Scalar { .. }) { self.text(node) } else { Err(self.wrong(node, expected)) }
    }

    fn name_parts(&mut self, node: &Node, key: &str, rest: &mut Ext) -> Result<Option<NameParts>> {
        let mut parts = NameParts::default();
        let left = self.fill(&mut parts, self.map(node)?, rest)?;
        let known: Vec<&str> = NameParts::FIELDS.iter().map(|spec| spec.key).collect();
        self.keep_under(key, &left, &known, rest)?;
        Ok((parts != NameParts::default()).then_some(parts))
    }

    /// A picture: its address (a `data:` address is the picture itself), or a map.
    fn photo(&mut self, node: &Node, key: &str, rest: &mut Ext) -> Result<Option<Photo>> {
        let Content::Map(pairs) = &node.content else {
            let Some(url) = self.text_or(node, "a text or a map")?.and_then(Url::new) else { return Ok(None) };
            let source = base64::data_url(url.as_str()).and_then(|(media_type, bytes)| {
                Some(PhotoSource::Embedded { media_type: Text::new(&media_type)?, bytes })
            });
            return Ok(Some(Photo { source: source.unwrap_or(PhotoSource::Url(url)), alt: None }));
        };
        let (mut url, mut data, mut media_type, mut alt, mut left) = (None, None, None, None, Vec::new());
        for pair in pairs.iter().filter(|pair| !pair.value.is_nothing()) {
            self.inside(&*pair.key, |reading| {
                match &*pair.key {
                    "url" => url = reading.text(&pair.value)?.and_then(Url::new),
                    "data" => {
                        let bytes = reading.text(&pair.value)?.map(base64::decode).unwrap_or_default();
                        data = Some(bytes.ok_or_else(|| {
                            reading.bad_value(
                                &pair.value,
                                "a picture in base64",
                                "write the bytes in base64, or give the address as `url`",
                            )
                        })?);
                    }
                    "mediaType" => media_type = reading.text(&pair.value)?.and_then(Text::new),
                    "alt" => alt = reading.text(&pair.value)?.and_then(Text::new),
                    _ => left.push(pair),
                }
                Ok(())
            })?;
        }
        self.keep_under(key, &left, &["url", "mediaType", "data", "alt"], rest)?;
        let source = match (data, url) {
            (Some(bytes), _) => {
                let media_type = media_type.or_else(|| Text::new("application/octet-stream"));
                media_type.map(|media_type| PhotoSource::Embedded { media_type, bytes })
            }
            (None, url) => url.map(PhotoSource::Url),
        };
        Ok(source.map(|source| Photo { source, alt }))
    }

    fn rating(&self, node: &Node) -> Result<Option<Rating>> {
        let Some(text) = self.text(node)?.filter(|text| !text.trim().is_empty()) else { return Ok(None) };
        let rating = Rating::parse(text);
        rating
            .map(Some)
            .ok_or_else(|| self.bad_value(node, "a rating such as `4/5`", "for a rating in words, use `level`"))
    }

    /// Levels of the Common European Framework: one, or a map by skill.
    fn cefr(&mut self, node: &Node, key: &str, rest: &mut Ext) -> Result<Option<Cefr>> {
        let help = "the levels are A1, A2, B1, B2, C1, C2; for other words, use `fluency`";
        let Content::Map(pairs) = &node.content else {
            let text = self.text_or(node, "a text or a map")?.unwrap_or_default();
            if text.trim().is_empty() {
                return Ok(None);
            }
            let level = CefrLevel::parse(text).ok_or_else(|| self.bad_value(node, "a level such as `B2`", help))?;
            return Ok(Some(Cefr::overall(level)));
        };
        let (mut cefr, mut left) = (Cefr::default(), Vec::new());
        for pair in pairs.iter().filter(|pair| !pair.value.is_nothing()) {
            if !Cefr::KEYS.contains(&&*pair.key) {
                left.push(pair);
                continue;
            }
            let level = self.inside(&*pair.key, |reading| {
                let level = reading.text(&pair.value)?.and_then(CefrLevel::parse);
                level.ok_or_else(|| reading.bad_value(&pair.value, "a level such as `B2`", help))
            })?;
            cefr.set(&pair.key, level);
        }
        self.keep_under(key, &left, &Cefr::KEYS, rest)?;
        Ok((cefr != Cefr::default()).then_some(cefr))
    }

    /// Street lines: a list, or a text of several lines.
    fn street(&mut self, node: &Node) -> Result<Vec<Text>> {
        let lines = self.each(node, |reading, item| {
            Ok(reading.text(item)?.map(|text| text.lines().filter_map(Text::new).collect::<Vec<_>>()))
        })?;
        Ok(lines.into_iter().flatten().collect())
    }

    pub(super) fn tags(&mut self, node: &Node) -> Result<vitae_core::Tags> {
        let tags = self.each(node, |reading, item| Ok(reading.text(item)?.and_then(Text::new)))?;
        Ok(tags.into_iter().collect())
    }

    fn alternates(&mut self, node: &Node) -> Result<Vec<(Lang, Url)>> {
        let mut out = Vec::new();
        for pair in self.map(node)?.iter().filter(|pair| !pair.value.is_nothing()) {
            self.inside(&*pair.key, |reading| {
                let lang = Lang::new(&pair.key).ok_or_else(|| {
                    let message = format!("`{}` is no language tag", pair.key);
                    reading
                        .error("bad-value", message, pair.at)
                        .help("a language tag looks like `en`, `de-AT` or `zh-Hant`")
                })?;
                out.extend(reading.text(&pair.value)?.and_then(Url::new).map(|url| (lang, url)));
                Ok(())
            })?;
        }
        Ok(out)
    }

    fn ids(&mut self, node: &Node) -> Result<Vec<(IdScheme, Text)>> {
        let mut out: Vec<(IdScheme, Text)> = Vec::new();
        for pair in self.map(node)?.iter().filter(|pair| !pair.value.is_nothing()) {
            self.inside(&*pair.key, |reading| {
                let scheme = IdScheme::new(&pair.key).ok_or_else(|| {
                    reading
                        .error("bad-value", "an identifier needs a scheme", pair.at)
                        .help(format!("write `{}`", reading.notation.pair("doi", "10.5555/12345")))
                })?;
                if out.iter().any(|(other, _)| *other == scheme) {
                    let message = format!("the scheme `{}` stands here a second time", scheme.key());
                    return Err(reading.error("duplicate-key", message, pair.at).help("keep one of the two"));
                }
                out.extend(reading.text(&pair.value)?.and_then(Text::new).map(|value| (scheme, value)));
                Ok(())
            })?;
        }
        Ok(out)
    }

    /// Labelled lines: a map from label to value, or a list of such maps where a label occurs twice.
    fn details(&mut self, node: &Node) -> Result<Vec<Detail>> {
        let mut out = Vec::new();
        match &node.content {
            Content::Map(pairs) => self.detail_pairs(pairs, &mut out)?,
            Content::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.inside(format!("[{index}]"), |reading| match (&item.content, item.as_text()) {
                        (Content::Map(pairs), _) => reading.detail_pairs(pairs, &mut out),
                        (_, Some(text)) => {
                            out.push(detail_line(text).ok_or_else(|| {
                                let help = format!("write `{}`", reading.notation.item("Driving licence", "B"));
                                reading.bad_value(item, "a label and a value", &help)
                            })?);
                            Ok(())
                        }
                        _ => Err(reading.wrong(item, "a map of one label and its value")),
                    })?;
                }
            }
            Content::Scalar { .. } => return Err(self.wrong(node, "a map from label to value")),
        }
        Ok(out)
    }

    fn detail_pairs(&mut self, pairs: &[Pair], out: &mut Vec<Detail>) -> Result<()> {
        for pair in pairs {
            let label = Text::new(&pair.key).ok_or_else(|| {
                let help = format!("write `{}`", self.notation.pair("Driving licence", "B"));
                self.error("bad-value", "a detail needs a label", pair.at).help(help)
            })?;
            let values = self.inside(&*pair.key, |reading| reading.detail_values(&pair.value))?;
            out.extend(values.into_iter().map(|value| Detail { label: label.clone(), value }));
        }
        Ok(())
    }

    /// What stands behind a label. Nothing at all is a place kept free, which is remarked; an empty text is an error.
    fn detail_values(&mut self, node: &Node) -> Result<Vec<Line>> {
        let values = if node.is_nothing() {
            Vec::new()
        } else {
            self.each(node, |reading, item| {
                let help = "write what the label says, or remove the label";
                let value = reading.line(item)?;
                value.map(Some).ok_or_else(|| reading.bad_value(item, "a text that is not empty", help))
            })?
        };
        if values.is_empty() {
            let message = format!("{} has no value, and is left out", self.name());
            let note = self.note("empty-detail", message, node.at);
            self.report.push(note.help("write its value, or remove the label"));
        }
        Ok(values)
    }
}

/// `Driving licence: B`, if both sides of the colon say something.
fn detail_line(text: &str) -> Option<Detail> {
    let (label, value) = text.split_once(':')?;
    let value = parse_line(value.trim());
    (!value.is_empty()).then_some(Detail { label: Text::new(label)?, value })
}
