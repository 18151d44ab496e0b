/// As many bytes as a processor compares at once, with room: long enough for speed, short enough to look at again.
const BLOCK: usize = 64;

/// The offsets of the bytes that are wanted, for whoever looks for what is rare: a block without one is passed over at
/// once.
pub fn bytes_where(text: &str, is_wanted: impl Fn(u8) -> bool + Copy) -> impl Iterator<Item = usize> {
    let blocks = text.as_bytes().chunks(BLOCK).enumerate();
    let suspects = blocks.filter(move |(_, block)| block.iter().fold(false, |found, byte| found | is_wanted(*byte)));
    suspects.flat_map(move |(number, block)| {
        let wanted = block.iter().enumerate().filter(move |(_, byte)| is_wanted(**byte));
        wanted.map(move |(at, _)| number * BLOCK + at)
    })
}
