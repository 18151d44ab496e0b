use crate::kind::Kinds;

/// What the destination of a Markdown link is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination<'a> {
    /// `kind:slug/part#heading`: a record.
    Record {
        /// Which of the kinds.
        kind: usize,
        /// The slug, and the path of a part behind it.
        name: &'a str,
        /// The path of a field behind `?`, which is printed.
        field: Option<&'a str>,
        /// The fragment behind `#`.
        fragment: Option<&'a str>,
    },
    /// `?cost.amount`: a field of the record that the text belongs to.
    Own {
        /// Its path.
        field: &'a str,
    },
    /// An address that browsers and mail programs know.
    Outside,
    /// A place on the site, `/about/` or `#heading`.
    Path,
    /// Something with a colon that is no kind and no scheme.
    Nothing {
        /// What stands before the colon.
        scheme: &'a str,
    },
}

/// Schemes that a link may have.
pub(super) const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Reads the destination of a link.
#[must_use]
pub fn destination<'a>(written: &'a str, kinds: &Kinds) -> Destination<'a> {
    let is_scheme = |scheme: &str| {
        !scheme.is_empty() && scheme.chars().all(|letter| letter.is_alphanumeric() || "+-._".contains(letter))
    };
    if let Some(field) = written.strip_prefix('?') {
        return Destination::Own { field };
    }
    match written.split_once(':').filter(|(scheme, _)| is_scheme(scheme)) {
        None => Destination::Path,
        Some((scheme, _)) if SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known)) => Destination::Outside,
        Some((scheme, rest)) => match kinds.find(scheme) {
            None => Destination::Nothing { scheme },
            Some((kind, _)) => {
                let halves = |text: &'a str, mark| {
                    text.split_once(mark).map_or((text, None), |(before, after)| (before, Some(after)))
                };
                let (rest, fragment) = halves(rest, '#');
                let (name, field) = halves(rest, '?');
                Destination::Record { kind, name, field, fragment }
            }
        },
    }
}
