//! The package: an archive with parts, of which only those are inflated that a reader needs (ECMA-376 part 2).
//!
//! Nothing that an archive says about itself is believed: sizes are counted while inflating.

use std::collections::HashMap;
use std::io::{Cursor, Read};
use vitae_core::{Error, Limit, Limits, Location, Result};
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

/// An opened package.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Where each part is, by its name as [`folded`] makes it.
    names: HashMap<String, usize>,
    /// How many bytes were inflated so far.
    unpacked: usize,
    limits: Limits,
    /// The size of the archive.
    size: usize,
}

/// Only a part that is larger than this is held to the limit on the ratio: a small one can be as monotonous as it likes, and the whole
/// is limited. So no limit that anybody needs to raise.
const SUSPICIOUS: usize = 4 << 20;
/// What an entry of the archive's list begins with.
const LISTED: &[u8] = b"PK\x01\x02";

const SAVE_AGAIN: &str = "open it in a word processor and save it as .docx";

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8], limits: &Limits) -> Result<Self> {
        if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
            let utf16 = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
            let has = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
            return Err(if has(&utf16("EncryptedPackage")) {
                Error::unsupported("docx-encrypted", "the document is protected by a password")
                    .help("open it with the password, and save it as .docx without one")
            } else {
                Error::unsupported("docx-legacy", "this is a document of Word 2003 or older (.doc)").help(SAVE_AGAIN)
            });
        }
        if bytes.starts_with(b"{\\rtf") {
            return Err(Error::unsupported("docx-rtf", "this is a Rich Text document (.rtf)").help(SAVE_AGAIN));
        }
        // The list is read as a whole, so it is counted before.
        limits.check(Limit::Parts, bytes.windows(LISTED.len()).filter(|window| *window == LISTED).count())?;
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| {
            let message = match bytes {
                [] => "the file is empty",
                [b'P', b'K', ..] => {
                    "the file is a damaged archive: its end is missing, or its list of parts cannot be read"
                }
                _ => "the file is not an archive, as every .docx is",
            };
            Error::invalid("docx-archive", message)
                .help(
                    "it may have been cut off while copying: get it again, or open it in a word processor and save it",
                )
                .because(error)
        })?;
        limits.check(Limit::Parts, archive.len())?;
        let names = archive.file_names().filter_map(|name| Some((folded(name), archive.index_for_name(name)?)));
        let names = names.collect();
        Ok(Self { archive, names, unpacked: 0, limits: *limits, size: bytes.len() })
    }

    /// The text of a part, in whatever encoding it is; `None` if there is no such part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>> {
        let Some(at) = self.find(name) else { return Ok(None) };
        let mut file = self.archive.by_index(at).map_err(|error| unreadable(name, error))?;
        if !matches!(file.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
            let message = format!("{name} is compressed in a way that no .docx uses ({})", file.compression());
            return Err(Error::unsupported("docx-archive", message).help(SAVE_AGAIN));
        }
        // The archive as a whole bounds what an entry can have been inflated from, whatever it says.
        let compressed = usize::try_from(file.compressed_size()).unwrap_or(usize::MAX).min(self.size);
        let mut bytes = Vec::new();
        let mut block = [0; 8 << 10];
        loop {
            let read = file.read(&mut block).map_err(|error| unreadable(name, error.into()))?;
            let Some(read) = block.get(..read).filter(|read| !read.is_empty()) else { break };
            bytes.extend_from_slice(read);
            self.unpacked = self.unpacked.saturating_add(read.len());
            let mut checked = self.limits.check(Limit::Unpacked, self.unpacked);
            if bytes.len() > SUSPICIOUS {
                checked = checked.and_then(|()| self.limits.check(Limit::Ratio, bytes.len() / compressed.max(1)));
            }
            checked.map_err(|error| error.at(Location::Part { part: name.to_owned(), item: 0 }))?;
        }
        decode(bytes, name).map(Some)
    }

    /// The entry with a name. Names of parts do not differ by case alone, and some programs write them with backslashes.
    fn find(&self, name: &str) -> Option<usize> {
        self.archive.index_for_name(name).or_else(|| self.names.get(&folded(name)).copied())
    }
}

/// A name as it is the same for all that mean one part.
fn folded(name: &str) -> String {
    name.strip_prefix(['/', '\\']).unwrap_or(name).replace('\\', "/").to_ascii_lowercase()
}

fn unreadable(part: &str, error: ZipError) -> Error {
    let (code, message, help) = match &error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            ("docx-encrypted", format!("{part} is protected by a password"), "save the document without one")
        }
        ZipError::UnsupportedArchive(what) => {
            ("docx-archive", format!("{part} cannot be unpacked: {what}"), SAVE_AGAIN)
        }
        _ => ("docx-damaged", format!("{part} is damaged"), "get the file again, or let a word processor repair it"),
    };
    Error::invalid(code, message).help(help).because(error)
}

/// The text of a part: UTF-8 or UTF-16 by its mark or its first bytes, or what its declaration says.
fn decode(bytes: Vec<u8>, part: &str) -> Result<String> {
    let wide = |little: bool, bytes: &[u8]| {
        let units = bytes.chunks_exact(2).map(|pair| match pair {
            [a, b] if little => u16::from_le_bytes([*a, *b]),
            [a, b] => u16::from_be_bytes([*a, *b]),
            _ => 0,
        });
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect::<String>()
    };
    match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => return Ok(wide(true, rest)),
        [0xFE, 0xFF, rest @ ..] => return Ok(wide(false, rest)),
        [b'<', 0, ..] => return Ok(wide(true, &bytes)),
        [0, b'<', ..] => return Ok(wide(false, &bytes)),
        _ => {}
    }
    let has_mark = bytes.starts_with(b"\xEF\xBB\xBF");
    match String::from_utf8(bytes) {
        Ok(text) if has_mark => Ok(text.trim_start_matches('\u{FEFF}').to_owned()),
        Ok(text) => Ok(text),
        Err(error) => {
            let bytes = error.into_bytes();
            let head = String::from_utf8_lossy(bytes.get(..100).unwrap_or(&bytes)).to_ascii_lowercase();
            if head.contains("iso-8859-1") || head.contains("windows-1252") {
                return Ok(bytes.iter().map(|&byte| char::from(byte)).collect());
            }
            Err(Error::invalid("docx-encoding", format!("{part} is neither UTF-8 nor UTF-16")).help(SAVE_AGAIN))
        }
    }
}
