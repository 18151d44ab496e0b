use super::fingerprint::hash;
use lz4_flex::block::{compress_prepend_size, decompress_size_prepended};
use std::io::{Error, ErrorKind};

/// The bytes of a finished file until every other is finished, for a fault in the last page means that none is written.
///
/// They are packed, as LZ4: pages and data are mostly the same few words, so that the memory which a large site takes is a
/// third of its output and not all of it, for a tenth of the time of making it. Parts of a site in a temporary file were
/// the alternative, and one more thing that a full disk can refuse.
#[derive(Clone, PartialEq, Eq)]
pub struct Held {
    packed: Vec<Box<[u8]>>,
    size: u64,
    hash: u64,
}

/// How many bytes are packed at once: a file of all records of a kind never stands whole beside what it is packed to.
const PIECE: usize = 1 << 20;

impl Held {
    /// Holds some bytes.
    #[must_use]
    pub fn new(bytes: &[u8]) -> Self {
        Self::packed(bytes.chunks(PIECE))
    }

    /// Holds a text that comes in pieces.
    pub fn of(texts: impl Iterator<Item = String>) -> Self {
        let mut texts = texts.fuse();
        let full = std::iter::from_fn(|| {
            let mut open = String::new();
            while open.len() < PIECE {
                match texts.next() {
                    Some(text) => open.push_str(&text),
                    None => break,
                }
            }
            (!open.is_empty()).then_some(open)
        });
        Self::packed(full)
    }

    fn packed(pieces: impl Iterator<Item = impl AsRef<[u8]>>) -> Self {
        let (mut packed, mut size, mut hashes) = (Vec::new(), 0, Vec::new());
        for piece in pieces {
            let piece = piece.as_ref();
            packed.push(compress_prepend_size(piece).into());
            size += piece.len() as u64;
            hashes.extend(hash(piece).to_le_bytes());
        }
        Self { packed, size, hash: hash(&hashes) }
    }

    /// How many bytes they are.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// A number that tells them from others of the same file, in this program.
    pub(super) fn hash(&self) -> u64 {
        self.hash
    }

    /// The bytes again, piece after piece.
    ///
    /// # Errors
    /// When the memory that held them is damaged.
    pub fn pieces(&self) -> impl Iterator<Item = Result<Vec<u8>, Error>> {
        let damaged = |fault| Error::new(ErrorKind::InvalidData, fault);
        self.packed.iter().map(move |piece| decompress_size_prepended(piece).map_err(damaged))
    }

    /// The bytes again, all at once.
    ///
    /// # Errors
    /// When the memory that held them is damaged.
    pub fn bytes(&self) -> Result<Vec<u8>, Error> {
        Ok(self.pieces().collect::<Result<Vec<_>, _>>()?.concat())
    }
}

impl std::fmt::Debug for Held {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "Held({} bytes)", self.size)
    }
}
