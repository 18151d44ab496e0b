//! The examples of the user's guide are run: what `README.md` lets people write is a site without a fault.

use crate::fixture::{Block, blocks, check_with, options, sources};
use fingerpost::pipeline::Options;
use std::collections::BTreeMap;
use std::path::Path;

#[test]
fn the_examples_of_the_guide_are_true() {
    let guide = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    // A later section may write a file anew, so that the site is whole at the end of each.
    let mut files: BTreeMap<String, Block> = BTreeMap::new();
    for section in guide.split("\n## ") {
        let named = blocks(section).into_iter().filter(|block| block.info.contains(' '));
        files.extend(named.map(|block| (block.info.clone(), block)));
        // The guide's site is one of later days than that of the tests.
        let found = check_with(&sources(files.values()), Options { is_today: false, ..options() });
        assert!(found.is_empty(), "{found:#?}");
    }
    assert!(files.len() > 5, "the guide has a site in it");
}
