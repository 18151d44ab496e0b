//! The examples of the user's guide are run: what `README.md` lets people write is a site without a fault.

use crate::fixture::{Block, blocks, check, sources};
use std::collections::BTreeMap;
use std::path::Path;

#[test]
fn the_examples_of_the_guide_are_true() {
    let guide = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let mut files: BTreeMap<String, Block> = BTreeMap::new();
    for section in guide.split("\n## ") {
        // What a section says of one file in several steps stands one below the other; a later section writes it anew.
        let mut of_section: BTreeMap<String, Block> = BTreeMap::new();
        for block in blocks(section).into_iter().filter(|block| block.info.contains(' ')) {
            let whole = of_section.entry(block.info.clone());
            whole.and_modify(|whole| whole.text.push_str(&block.text)).or_insert(block);
        }
        if of_section.is_empty() {
            continue;
        }
        files.extend(of_section);
        let found = check(&sources(files.values()));
        assert!(found.is_empty(), "{found:#?}");
    }
    assert!(files.len() > 5, "the guide has a site in it");
}
