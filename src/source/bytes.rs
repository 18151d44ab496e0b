/// As many bytes as a processor compares at once, with room: long enough for speed, short enough to look at again.
const BLOCK: usize = 64;

/// The offsets of the bytes that are wanted, for whoever looks for what is rare: a block without one is passed over at
/// once.
pub fn bytes_where<'t>(text: &'t str, is_wanted: impl Fn(u8) -> bool + Copy + 't) -> impl Iterator<Item = usize> + 't {
    let (blocks, rest) = text.as_bytes().as_chunks::<BLOCK>();
    let within = move |start, bytes| within(start, bytes, is_wanted);
    let suspects = blocks.iter().enumerate().filter(move |(_, block)| {
        // Without a way out before its end, a loop is made for many bytes at once.
        block.iter().fold(false, |found, byte| found | is_wanted(*byte))
    });
    let of_rest = within(blocks.len() * BLOCK, rest);
    suspects.flat_map(move |(number, block)| within(number * BLOCK, block.as_slice())).chain(of_rest)
}

fn within<'t>(
    start: usize,
    bytes: &'t [u8],
    is_wanted: impl Fn(u8) -> bool + Copy + 't,
) -> impl Iterator<Item = usize> + 't {
    bytes.iter().enumerate().filter(move |(_, byte)| is_wanted(**byte)).map(move |(at, _)| start + at)
}
