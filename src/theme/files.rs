/// A template of `themes/default` by its name there.
macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        /// Every template of `themes/default`, compiled in. A test compares this list and that of `asset` with the folder.
        pub(super) const FILES: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../themes/default/", $name)))),+];
    };
}

files![
    "templates/404.html",
    "templates/base.html",
    "templates/changes.html",
    "templates/components.html",
    "templates/data.html",
    "templates/home.html",
    "templates/index.html",
    "templates/lists.html",
    "templates/question.html",
    "templates/redirect.html",
    "templates/register.html",
    "templates/result.html",
    "templates/table.html",
    "templates/record.html",
    "templates/specimen.html",
    "templates/text.html",
];
