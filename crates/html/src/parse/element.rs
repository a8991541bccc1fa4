//! What the elements of HTML are to a reader of text.

/// What a tag does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// `html`, `head`, `body`: there whether they are written or not.
    Frame,
    /// Nothing in it is text of the page.
    Silent,
    Title,
    Heading(u8),
    /// A paragraph, or a box that text does not run through.
    Block,
    Paragraph,
    Section,
    Article,
    List,
    /// A list that counts.
    Numbered,
    Item,
    /// An item of a list that is one line of text: a way to reach somebody.
    Piece,
    Quote,
    Pre,
    Terms,
    Term,
    Value,
    Table,
    /// A part of a table, between it and its rows.
    Rows,
    Row,
    Cell,
    /// A list to choose from, and one of its choices.
    Select,
    Option,
    Rule,
    Break,
    Image,
    /// A field of a form, with its text in an attribute.
    Field,
    Meta,
    /// Without content, and without meaning to a reader.
    Void,
    /// Marks that live on when the paragraph around them ends unasked.
    Strong,
    Emphasis,
    Code,
    Sub,
    Sup,
    Link,
    Look,
    /// A literal in quotation marks that the browser sets.
    Quoted,
    /// Something in the line that stands for itself: a button, an input.
    Inline,
    /// Text that has a tag of its own and no meaning of its own.
    Span,
}

impl Tag {
    pub(super) fn of(name: &str) -> Self {
        match name {
            "html" | "head" | "body" => Self::Frame,
            "script" | "style" | "template" | "noscript" | "iframe" | "object" | "noembed" | "noframes" | "audio"
            | "video" | "canvas" | "datalist" | "desc" | "metadata" | "defs" | "annotation" | "annotation-xml" => {
                Self::Silent
            }
            "title" => Self::Title,
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" => Self::Heading(4),
            "h5" => Self::Heading(5),
            "h6" => Self::Heading(6),
            "p" => Self::Paragraph,
            "section" => Self::Section,
            "article" => Self::Article,
            "div" | "main" | "header" | "footer" | "nav" | "aside" | "address" | "figure" | "figcaption" | "form"
            | "fieldset" | "legend" | "details" | "summary" | "center" | "hgroup" | "search" | "dialog" | "caption"
            | "optgroup" | "frameset" | "foreignobject" => Self::Block,
            "ul" | "menu" | "dir" => Self::List,
            "ol" => Self::Numbered,
            "li" => Self::Item,
            "blockquote" => Self::Quote,
            "pre" | "listing" | "xmp" | "plaintext" | "textarea" => Self::Pre,
            "dl" => Self::Terms,
            "dt" => Self::Term,
            "dd" => Self::Value,
            "table" => Self::Table,
            "thead" | "tbody" | "tfoot" => Self::Rows,
            "tr" => Self::Row,
            "td" | "th" => Self::Cell,
            "select" => Self::Select,
            "option" => Self::Option,
            "hr" => Self::Rule,
            "br" => Self::Break,
            "img" => Self::Image,
            "input" => Self::Field,
            "meta" => Self::Meta,
            "area" | "base" | "basefont" | "bgsound" | "col" | "embed" | "frame" | "keygen" | "link" | "param"
            | "source" | "track" | "wbr" => Self::Void,
            "b" | "strong" => Self::Strong,
            "i" | "em" => Self::Emphasis,
            "code" | "tt" => Self::Code,
            "a" => Self::Link,
            "big" | "font" | "nobr" | "s" | "small" | "strike" | "u" => Self::Look,
            "cite" | "dfn" | "var" => Self::Emphasis,
            "kbd" | "samp" => Self::Code,
            "sub" => Self::Sub,
            "sup" => Self::Sup,
            "q" => Self::Quoted,
            "button" | "label" | "output" => Self::Inline,
            _ => Self::Span,
        }
    }

    /// True for elements that have no end tag.
    pub(super) const fn is_void(self) -> bool {
        matches!(self, Self::Rule | Self::Break | Self::Image | Self::Field | Self::Meta | Self::Void | Self::Frame)
    }

    /// True for elements that text does not run through: before and after them a new line begins.
    pub(super) const fn is_block(self) -> bool {
        !self.is_void()
            && !matches!(
                self,
                Self::Strong
                    | Self::Emphasis
                    | Self::Code
                    | Self::Sub
                    | Self::Sup
                    | Self::Link
                    | Self::Look
                    | Self::Quoted
                    | Self::Inline
                    | Self::Span
                    | Self::Silent
                    | Self::Title
            )
    }

    /// True for elements that end an open paragraph.
    pub(super) const fn ends_paragraph(self) -> bool {
        matches!(self, Self::Rule)
            || (self.is_block() && !matches!(self, Self::Rows | Self::Row | Self::Cell | Self::Option))
    }

    /// True for marks that an author may leave open: they end where their own end tag stands, and with a table cell.
    pub(super) const fn lives_on(self) -> bool {
        matches!(self, Self::Strong | Self::Emphasis | Self::Code | Self::Link | Self::Look)
    }

    /// True for elements that no end tag reaches out of.
    pub(super) const fn is_wall(self) -> bool {
        matches!(self, Self::Table | Self::Cell)
    }

    /// True if an open element ends because this one begins, and `None` if the search goes no further out.
    pub(super) const fn ends(self, open: Self) -> Option<bool> {
        match (self, open) {
            (Self::Item, Self::Item | Self::Piece)
            | (Self::Term | Self::Value, Self::Term | Self::Value)
            | (Self::Option, Self::Option)
            | (Self::Select, Self::Option | Self::Select)
            | (Self::Cell, Self::Cell)
            | (Self::Row, Self::Cell | Self::Row)
            | (Self::Rows, Self::Cell | Self::Row | Self::Rows)
            | (Self::Link, Self::Link) => Some(true),
            (Self::Item, Self::List | Self::Numbered) | (Self::Term | Self::Value, Self::Terms) | (_, Self::Table) => {
                None
            }
            (Self::Cell | Self::Row | Self::Rows, _) => Some(false),
            (_, Self::Cell) => None,
            (Self::Item | Self::Term | Self::Value, Self::Block | Self::Paragraph) => Some(false),
            (Self::Link | Self::Select, _) => Some(false),
            (_, open) if open.is_block() => None,
            _ => Some(false),
        }
    }
}
