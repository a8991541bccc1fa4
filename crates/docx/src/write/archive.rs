//! The archive that a Word document is (APPNOTE.TXT of ZIP, §4.3).
//!
//! Written here and not by `zip`, which reads archives for us: it sets up a compressor of a quarter of a megabyte for each part, and
//! that took longer than the compression of all of them. One compressor does for all parts, and the bytes are those that `zip` writes.

use flate2::{Compress, Compression, Crc, FlushCompress, Status};
use vitae_core::{Error, Result};

/// Below this size a compressor takes longer to set up than a reader could ever win back.
const SMALL: usize = 1000;
/// How hard the compressor tries: one step less gives an eighth more bytes, four more take twice the time for a twelfth less.
const LEVEL: u32 = 2;

/// The first of January 1980, midnight: the time is not in the file.
const TIME: [u16; 2] = [0, 0x21];
/// A file that its owner may write and all may read, on Unix.
const MODE: u32 = 0o100_644 << 16;
const UNIX: u16 = 3 << 8;

/// The archive. The same parts give the same bytes: they are sorted, and neither the time nor the machine is in it.
///
/// # Errors
/// When the archive would be larger than four gigabytes.
pub(super) fn pack(mut parts: Vec<(&'static str, Vec<u8>)>) -> Result<Vec<u8>> {
    // A reader of a stream wants to know the types of the parts before the parts.
    parts.sort_by_key(|(name, _)| (*name != "[Content_Types].xml", *name));
    let mut archive = Archive::default();
    let packed = parts.iter().try_for_each(|(name, bytes)| archive.add(name, bytes)).and_then(|()| archive.finish());
    packed.ok_or_else(|| Error::unsupported("docx", "the document could not be packed"))
}

struct Archive {
    out: Vec<u8>,
    /// What the directory at the end says of each part.
    directory: Vec<u8>,
    parts: u16,
    compressor: Compress,
}

impl Default for Archive {
    fn default() -> Self {
        let compressor = Compress::new(Compression::new(LEVEL), false);
        Self { out: Vec::with_capacity(16 << 10), directory: Vec::with_capacity(1 << 10), parts: 0, compressor }
    }
}

impl Archive {
    fn add(&mut self, name: &str, bytes: &[u8]) -> Option<()> {
        let compressed = if bytes.len() < SMALL { None } else { Some(self.compressed(bytes)?) };
        let (version, method) = if compressed.is_some() { (20, 8) } else { (10, 0) };
        let data = compressed.as_deref().unwrap_or(bytes);
        let mut crc = Crc::new();
        crc.update(bytes);
        let mut about = Vec::new();
        put(&mut about, &[version, 0, method, TIME[0], TIME[1]]);
        put_long(&mut about, &[crc.sum(), u32::try_from(data.len()).ok()?, u32::try_from(bytes.len()).ok()?]);
        put(&mut about, &[u16::try_from(name.len()).ok()?, 0]);
        let start = u32::try_from(self.out.len()).ok()?;

        self.out.extend(*b"PK\x03\x04");
        self.out.extend(&about);
        self.out.extend(name.as_bytes());
        self.out.extend(data);

        self.directory.extend(*b"PK\x01\x02");
        put(&mut self.directory, &[UNIX | version]);
        self.directory.extend(about);
        // No comment, on the first disk, no attributes inside.
        put(&mut self.directory, &[0, 0, 0]);
        put_long(&mut self.directory, &[MODE, start]);
        self.directory.extend(name.as_bytes());
        self.parts = self.parts.checked_add(1)?;
        Some(())
    }

    fn compressed(&mut self, bytes: &[u8]) -> Option<Vec<u8>> {
        self.compressor.reset();
        let mut out = Vec::with_capacity(bytes.len() / 4 + 64);
        loop {
            let taken = usize::try_from(self.compressor.total_in()).ok()?;
            match self.compressor.compress_vec(bytes.get(taken..)?, &mut out, FlushCompress::Finish).ok()? {
                Status::StreamEnd => return Some(out),
                Status::Ok | Status::BufError => out.reserve(out.capacity().max(64)),
            }
        }
    }

    fn finish(mut self) -> Option<Vec<u8>> {
        let start = u32::try_from(self.out.len()).ok()?;
        self.out.extend(&self.directory);
        self.out.extend(*b"PK\x05\x06");
        put(&mut self.out, &[0, 0, self.parts, self.parts]);
        put_long(&mut self.out, &[u32::try_from(self.directory.len()).ok()?, start]);
        put(&mut self.out, &[0]);
        Some(self.out)
    }
}

fn put(out: &mut Vec<u8>, numbers: &[u16]) {
    numbers.iter().for_each(|number| out.extend(number.to_le_bytes()));
}

fn put_long(out: &mut Vec<u8>, numbers: &[u32]) {
    numbers.iter().for_each(|number| out.extend(number.to_le_bytes()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write};
    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

    fn parts() -> Vec<(&'static str, Vec<u8>)> {
        let prose: String = (0..20_000).map(|n| format!("<w:p>{}</w:p>", n * n % 9973)).collect();
        let long = (0u32..300_000).map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()[3]).collect();
        vec![
            ("word/b.xml", vec![b'x'; 5000]),
            ("[Content_Types].xml", vec![1]),
            ("_rels/.rels", vec![2]),
            ("word/document.xml", prose.into_bytes()),
            ("word/picture", long),
            ("word/empty", Vec::new()),
            ("word/edge", vec![b'y'; SMALL]),
        ]
    }

    /// As the library writes it that reads archives for us.
    fn by_the_library(mut parts: Vec<(&'static str, Vec<u8>)>) -> Vec<u8> {
        parts.sort_by_key(|(name, _)| (*name != "[Content_Types].xml", *name));
        let stored = SimpleFileOptions::default()
            .last_modified_time(DateTime::default())
            .system(System::Unix)
            .compression_method(CompressionMethod::Stored);
        let deflated = stored.compression_method(CompressionMethod::Deflated).compression_level(Some(LEVEL.into()));
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            archive.start_file(name, if bytes.len() < SMALL { stored } else { deflated }).unwrap();
            archive.write_all(&bytes).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn the_bytes_are_those_of_the_library() {
        let (ours, theirs) = (pack(parts()).unwrap(), by_the_library(parts()));
        assert!(ours == theirs, "{} bytes and {}", ours.len(), theirs.len());
    }

    #[test]
    fn the_same_parts_in_any_order_are_the_same_small_archive() {
        let few = || vec![("word/b.xml", vec![b'x'; 5000]), ("[Content_Types].xml", vec![1]), ("_rels/.rels", vec![2])];
        let mut reversed = few();
        reversed.reverse();
        let bytes = pack(few()).unwrap();
        assert_eq!(bytes, pack(reversed).unwrap());
        assert!(bytes.len() < 1000, "compressed");
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let names: Vec<_> = archive.file_names().map(str::to_owned).collect();
        assert_eq!(names, ["[Content_Types].xml", "_rels/.rels", "word/b.xml"]);
        let time = archive.by_index(0).unwrap().last_modified().unwrap();
        assert_eq!((time.year(), time.month(), time.day(), time.hour()), (1980, 1, 1, 0));
    }
}
