//! What people write in résumés comes out as they would have typed it: no backslash, no tag.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what helps a test may fail as loudly as the test"
)]

use vitae_commonmark::{parse_blocks, parse_line, write_blocks, write_line};
use vitae_core::{Block, Line, List, ListItem, Run, Style, Url};

/// Plain lines, written as they are, alone and as a paragraph and beside a bullet.
const PLAIN: &[&str] = &[
    "Technical Director",
    "Took the service from 1B to 2.5B users, and kept it up.",
    "Rewrote the scheduler: 5 * 3 * 2 = 30 workers",
    "snake_case_words and a_b",
    "Moved ~/x to /usr/local, and C:\\dir to D:\\",
    "[x] done, [ ] open",
    "array[0] = b[i]",
    "!important",
    "Wow! [sic]",
    "mara@lindqvist.example",
    "first.last_name+cv@mail.example, m_l@a.example",
    "https://mara.example",
    "https://a.example/x_y_z?q=1&r=*&s=(t)#u",
    "www.a.example/~mara/_index",
    "Vec<T> and HashMap<String, Vec<u8>>",
    "std::vector<std::string>",
    "C++, C#, F#, .NET, R&D, AT&T",
    "C* and 5* hotels, 3* hostels",
    "f(*args, **kwargs)",
    "Grew revenue by > 50 % at < 2 % cost",
    "x <- 3, y -> z, a <= b, <3",
    "$5M+ budget, ~20 people, 100 % remote",
    "“Quoted” – and ‘so on’ … · done",
    "\"Straight\" quotes, it's fine",
    "10.5 years, 3) third",
    "2016: founded; 2017–2023: ran it",
    "2016 - 2018",
    "May 2019 – Present | Berlin | Remote",
    "#1 in sales, #hashtag",
    "+61 2 5550 0143",
    "+20 % in a year",
    "-5 °C cold starts",
    "(see above)",
    "@mara on the forum",
    "a = b = c",
    "1/2 | 3/4 ^ 5",
    "{braces} and %percent%",
    "“R” & “S” &c.",
    "Tom & Jerry; cats & dogs;",
    "don`t mind one stray tick",
    "Node.js / Vue.js / Next.js",
    "J.\u{a0}P. Morgan, 10\u{202f}000 €",
    "Zoë Ångström, 李小龍, שלום, مرحبا",
    "👩\u{200d}💻 with 👍🏽 in 🇩🇪",
    "Donau\u{ad}dampf\u{ad}schiff",
    "e\u{301}te\u{301}",
    "What? Yes! No.",
    "A / B // C",
    "`",
    "Attributes: :host, ::before",
    "Footnote[1], [2] and [^3]",
    "[label]: not a definition",
    "see [1] (and more)",
    "use <b> for bold, <br-x> for nothing",
    "|a|b|",
    "a | b",
    "H~2~O and x^2^",
    "_",
    "TODO_ and trailing_, or _private and _hidden",
    "**",
];

#[test]
fn plain_lines_are_written_as_they_are() {
    for &text in PLAIN {
        let line = Line::text(text).unwrap();
        assert_eq!(line.plain(), text, "the test has a line in normal form");
        assert_eq!(write_line(&line), text);
        assert_eq!(parse_line(text), line);
        let para = Block::Para(line.clone());
        assert_eq!(write_blocks(std::slice::from_ref(&para)), text);
        assert_eq!(parse_blocks(text), [para]);
        let item = Block::List(List { ordered: None, items: vec![ListItem::new(line)] });
        assert_eq!(write_blocks(&[item]), format!("- {text}"));
    }
}

/// Marked lines, as a person would have typed them.
#[test]
fn marks_are_written_as_people_write_them() {
    let lines = [
        "**Lead** of the *Creator Tools* team",
        "above all *Rowan* and its cousins",
        "the [Rowan Foundation](https://rowan.example) and **[Parallax](https://p.example) too**",
        "[**Bold** link](https://a.example/x_(y)?a=1&b=2)",
        "***both*** and **bold *and italic* again**",
        "*italic **and bold** again*",
        "un*frigging*believable, foo**bar**",
        "`snake_case`, `a*b`, `<b>` and ``a`b``",
        "**C++**, **C#**; *5 * 3*",
        "**“Quoted”** and (**bold**), **bold**.",
        "H<sub>2</sub>O, the 1<sup>st</sup>",
        "<span lang=\"de\">Grüße</span> aus [Wien](<https://a.example/a b>)",
        "[a](https://a.example)[b](https://b.example)",
        "[a](https://a.example), [b](https://b.example)",
        "**one<br>two**<br>three",
        "*Title* **2016 – 2018** `x`",
        "**Lead** of 5* hotels, *excl. tax",
        "**Use** f(*args) and 2 * 3",
        "**a** *b* **c**",
        "[mail me](mailto:m@a.example)",
    ];
    for text in lines {
        assert_eq!(write_line(&parse_line(text)), text);
        let broken = text.replace("<br>", "\\\n");
        assert_eq!(write_blocks(&parse_blocks(&broken)), broken);
    }
}

#[test]
fn a_body_is_written_as_people_write_it() {
    let text = "\
I am a technical director at Blockverse, a playground where people build worlds.

I sit on the board of the [Rowan Foundation](https://rowan.example)\\
and speak at *RowanConf*.

- Took the service from 1B to 2.5B users
- Rewrote service discovery
  - first for Pigeonpost
    - in a year
  - then for everybody
- Trained a **fantastic** team <!-- tags: [\"lead\",\"people-work\"] -->

1. Plan
2. Do
3. Check

7) Other
8) More

> Join me.
>
> - In the sky

```
fn main() {

    println!(\"hi\");
}
```";
    assert_eq!(write_blocks(&parse_blocks(text)), text);
}

#[test]
fn an_item_with_more_than_lists_stands_apart() {
    let text = "\
- First

  More about it.

  ```
  code

      deep
  ```

- Second

  3. a
  4. b

- > quoted
  >
  > text

- ```
  only code
  ```

- <!-- tags: [\"a\"] -->

  > quoted

- - nested";
    assert_eq!(write_blocks(&parse_blocks(text)), text);
}

#[test]
fn paragraphs_are_not_wrapped() {
    let text = "word ".repeat(2000);
    let line = Line::text(&text).unwrap();
    assert_eq!(write_line(&line), text.trim_end());
    assert_eq!(write_blocks(&[Block::Para(line)]), text.trim_end());
}

#[test]
fn white_space_moves_out_of_marks() {
    let link = Style::link(Url::new("u").unwrap());
    let strong_link = Style { strong: true, ..link.clone() };
    let cases = [
        (vec![Run::styled("a ", Style::strong()), Run::plain("b")], "**a** b"),
        (vec![Run::plain("a"), Run::styled("\u{a0}b", Style::emph())], "a\u{a0}*b*"),
        (
            vec![Run::styled("see ", Style::strong()), Run::styled("this ", strong_link), Run::styled("site", link)],
            "**see** [**this** site](u)",
        ),
    ];
    for (runs, text) in cases {
        let line = Line::new(runs).unwrap();
        assert_eq!(write_line(&line), text);
        assert_eq!(parse_line(text), line);
    }
}
