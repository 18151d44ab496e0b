/// An asset of `themes/default` by its name there.
macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        /// Every asset of `themes/default`, compiled in. A test compares this list and that of `theme` with the folder.
        pub(super) const FILES: &[(&str, &[u8])] =
            &[$(($name, include_bytes!(concat!("../../themes/default/", $name)))),+];
    };
}

files![
    "assets/compare.js",
    "assets/day.js",
    "assets/decide.js",
    "assets/icon.svg",
    "assets/kept.js",
    "assets/narrow.js",
    "assets/search/ask.js",
    "assets/search/box.js",
    "assets/search/engine.js",
    "assets/search/excerpt.js",
    "assets/search/mark.js",
    "assets/search/results.js",
    "assets/search/shelf.js",
    "assets/search/spell.js",
    "assets/search/words.js",
    "assets/sort.js",
    "assets/start.js",
    "assets/style.css",
    "assets/tokens.css",
];
