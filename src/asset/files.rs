/// An asset of `themes/default` by its name there.
macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        /// Every asset of `themes/default`, compiled in. A test compares this list and that of `theme` with the folder.
        pub(super) const FILES: &[(&str, &[u8])] =
            &[$(($name, include_bytes!(concat!("../../themes/default/", $name)))),+];
    };
}

files!["assets/style.css",];
