/// A file of `site/` beside this one by its name there.
macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        /// Every file of a new site, compiled in. A test compares the list with the folder.
        pub(super) const FILES: &[(&str, &str)] = &[$(($name, include_str!(concat!("site/", $name)))),+];
    };
}

files![
    "README.md",
    "_github/workflows/site.yml",
    "_gitignore",
    "_vscode/extensions.json",
    "_vscode/settings.json",
    "content/kinds/organisation.yaml",
    "content/kinds/page.yaml",
    "content/kinds/service.yaml",
    "content/organisation.yaml",
    "content/page/accessibility.md",
    "content/service/repair-cafe.yaml",
    "content/service/toy-library.md",
    "content/site.yaml",
    "themes/default/templates/404.html",
];
