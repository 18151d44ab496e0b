//! The bytes of a finished file, packed.

use foldhash::quality::FixedState;
use lz4_flex::block::{compress_prepend_size_with_dict, decompress_size_prepended_with_dict};
use std::hash::BuildHasher;
use std::io::{Error, ErrorKind};
use std::sync::Arc;

/// The bytes of a finished file until every other is finished, for a fault in the last page means that none is written.
///
/// They are packed, as LZ4, by what they share with another file: pages are mostly the same few words, so that the memory which
/// a large site takes is a fifth of its output and not all of it, for a tenth of the time of making it. Parts of a site in a
/// temporary file were the alternative, and one more thing that a full disk can refuse.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Held {
    packed: Vec<Arc<[u8]>>,
    /// What the pieces are told by, besides themselves.
    like: Arc<[u8]>,
    size: u64,
    hash: u64,
}

/// How many bytes are packed at once: a file of all records of a kind never stands whole beside what it is packed to.
const PIECE: usize = 1 << 17;

impl Held {
    /// Holds some bytes.
    #[must_use]
    pub fn new(bytes: &[u8]) -> Self {
        Self::packed(bytes.chunks(PIECE), Arc::default())
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
        Self::packed(full, Arc::default())
    }

    fn packed(pieces: impl Iterator<Item = impl AsRef<[u8]>>, like: Arc<[u8]>) -> Self {
        let (mut packed, mut size, mut hashes) = (Vec::new(), 0, Vec::new());
        for piece in pieces {
            let piece = piece.as_ref();
            packed.push(compress_prepend_size_with_dict(piece, &like).into());
            size += piece.len() as u64;
            hashes.extend(hash(piece).to_le_bytes());
        }
        Self { packed, like, size, hash: hash(&hashes) }
    }

    /// How many bytes they are.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// A number that tells them from others.
    #[must_use]
    pub fn hash(&self) -> u64 {
        self.hash
    }

    /// The bytes again, piece after piece.
    ///
    /// # Errors
    /// When the memory that held them is damaged.
    pub fn pieces(&self) -> impl Iterator<Item = Result<Vec<u8>, Error>> {
        let damaged = |fault| Error::new(ErrorKind::InvalidData, fault);
        self.packed.iter().map(move |piece| decompress_size_prepended_with_dict(piece, &self.like).map_err(damaged))
    }

    /// The bytes again, all at once.
    ///
    /// # Errors
    /// When the memory that held them is damaged.
    pub fn bytes(&self) -> Result<Vec<u8>, Error> {
        Ok(self.pieces().collect::<Result<Vec<_>, _>>()?.concat())
    }

    /// The text that they are, where they are one.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        String::from_utf8(self.bytes().ok()?).ok()
    }
}

/// Holds files that come one after another, each by what it shares with one not long before.
#[derive(Debug, Default)]
pub struct Packer {
    like: Arc<[u8]>,
    /// How many more are told by that one.
    left: u32,
}

/// How many files are told by one, which stands unpacked beside them.
const TOLD_BY_ONE: u32 = 64;

/// How far back LZ4 looks.
const WINDOW: usize = 1 << 16;

impl Packer {
    /// Holds the next file.
    pub fn hold(&mut self, bytes: &[u8]) -> Held {
        let held = Held::packed(bytes.chunks(PIECE), self.like.clone());
        match self.left.checked_sub(1) {
            Some(left) => self.left = left,
            None => (self.like, self.left) = (bytes.chunks(WINDOW).next().unwrap_or_default().into(), TOLD_BY_ONE - 1),
        }
        held
    }
}

/// The hash of bytes. All of a site is hashed, sources and pages: the standard library's took as long as writing them.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    HASH.hash_one(bytes)
}

const HASH: FixedState = FixedState::with_seed(0);

impl std::fmt::Debug for Held {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "Held({} bytes)", self.size)
    }
}
