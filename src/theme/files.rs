/// A file of `themes/default` by its name there.
macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        /// Every file of `themes/default`, compiled in. A test compares the list with the folder.
        pub(super) const FILES: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../themes/default/", $name)))),+];
    };
}

files![
    "assets/style.css",
    "templates/404.html",
    "templates/base.html",
    "templates/components.html",
    "templates/home.html",
    "templates/index.html",
    "templates/record.html",
];
