//! What browsers are told beside the bytes of a site: what a page may load, and how long a file may be kept.
//!
//! One list, from which come the policy in every page, the file `_headers` that hosts read, and what `serve` sends. A test
//! compares it with the recipes of `HOSTING.md`.

use crate::config::Base;

/// The URL path of the headers of all files: Netlify and Cloudflare look for a file of this name.
pub const FILE: &str = "/_headers";

/// How long a browser may keep a file whose name changes with what it holds.
pub const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// What a page may load: nothing but what stands beside it. Nothing is allowed that stands in a page itself.
const SOURCES: [(&str, &str); 10] = [
    ("default-src", "'none'"),
    ("base-uri", "'none'"),
    ("connect-src", "'self'"),
    ("font-src", "'self'"),
    ("form-action", "'self'"),
    ("img-src", "'self'"),
    ("manifest-src", "'self'"),
    ("media-src", "'self'"),
    ("script-src", "'self'"),
    ("style-src", "'self'"),
];

/// Who may show a page in a frame: nobody. A page cannot say so itself.
const FRAMES: (&str, &str) = ("frame-ancestors", "'none'");

/// The policy as a page says it.
#[must_use]
pub fn policy() -> String {
    joined(&SOURCES)
}

/// The headers that are sent with every file.
#[must_use]
pub fn headers() -> [(&'static str, String); 3] {
    [
        ("Content-Security-Policy", format!("{}; {}", policy(), joined(&[FRAMES]))),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        // Which page a reader came from is nobody else's business.
        ("Referrer-Policy", "same-origin".to_owned()),
    ]
}

/// The text of the file at [`FILE`] of a site that is published at `base`. The site's own lines, `more`, come behind.
#[must_use]
pub fn file(base: &Base, more: &[u8]) -> Vec<u8> {
    let mut text = format!("{}\n", base.address("/*"));
    for (name, value) in headers() {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    text.push_str(&format!("{}\n  Cache-Control: {FOR_EVER}\n", base.address("/assets/*")));
    [text.as_bytes(), more].concat()
}

fn joined(sources: &[(&str, &str)]) -> String {
    sources.iter().map(|(name, value)| format!("{name} {value}")).collect::<Vec<_>>().join("; ")
}
