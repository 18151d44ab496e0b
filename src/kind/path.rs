/// Where the records of a kind are found on the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// Each on a page of its own, `/programmes/{slug}/`: what stands before the slug.
    Pages(Box<str>),
    /// Each a place on one page, `/glossary/#{slug}`: that page.
    Places(Box<str>),
    /// Nowhere: the kind is read for what it says of the site, and no page shows it.
    Nowhere,
}

/// What stands for a record's slug in a path.
const SLUG: &str = "{slug}";

impl Address {
    /// Reads the `path` of a kind.
    ///
    /// # Errors
    /// What is wrong with it, as a fact.
    pub fn parse(path: &str) -> Result<Self, &'static str> {
        if !path.starts_with('/') {
            return Err("it does not begin with `/`");
        }
        let Some((before, after)) = path.split_once(SLUG) else {
            return Err("it has no `{slug}`");
        };
        let (folder, address) = match before.strip_suffix('#') {
            Some("/") => return Err("it puts the records on the home page, which is not a list"),
            Some(page) if after.is_empty() => (page, Self::Places(page.into())),
            None if after == "/" => (before, Self::Pages(before.into())),
            _ => return Err("it ends neither in `/{slug}/` nor in `/#{slug}`"),
        };
        let is_safe = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
        let names = folder.strip_prefix('/').and_then(|rest| rest.strip_suffix('/')).map(|names| names.split('/'));
        let is_name = |name: &str| !name.is_empty() && name.chars().all(is_safe);
        if folder == "/" || names.is_some_and(|mut names| names.all(is_name)) {
            Ok(address)
        } else {
            Err("a folder in it has another name than lower-case letters, digits and hyphens")
        }
    }

    /// The page that lists all records of the kind; none where that is the home page, or nowhere.
    #[must_use]
    pub fn index(&self) -> Option<&str> {
        let (Self::Pages(page) | Self::Places(page)) = self else { return None };
        (&**page != "/").then_some(page)
    }

    /// The URL path of a record.
    #[must_use]
    pub fn of(&self, slug: &str) -> String {
        match self {
            Self::Pages(folder) => format!("{folder}{slug}/"),
            Self::Places(page) => format!("{page}#{slug}"),
            Self::Nowhere => "/".to_owned(),
        }
    }
}
