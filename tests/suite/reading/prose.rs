//! What a reader reads of a page: the sentences between `<main>` and `</main>`.
//!
//! Each paragraph, list item and table cell is a sentence at least. Left out is what nobody reads as a sentence and what
//! would make any page look easy: headings, labels, tags, lists of contents, names of sources, and whatever is nothing
//! but a link, since its words are those of another page.

/// Elements that are left out with all that is in them.
const LEFT_OUT: [&str; 12] = ["h1", "h2", "h3", "h4", "h5", "h6", "dt", "th", "nav", "pre", "summary", "script"];

/// Classes of elements that are left out.
const LABELS: [&str; 9] = ["sources", "colophon", "state", "kind", "count", "draft", "unknown", "contents", "source"];

/// Elements that stand in the middle of a sentence.
const INLINE: [&str; 10] = ["a", "em", "strong", "code", "span", "abbr", "time", "b", "i", "q"];

/// Elements that have no end.
const EMPTY: [&str; 6] = ["br", "hr", "img", "input", "meta", "link"];

#[derive(Default)]
struct Reader<'h> {
    /// The elements around, each with whether it is left out.
    open: Vec<(&'h str, bool)>,
    /// The text of this paragraph, and how much of it leads elsewhere.
    text: String,
    linked: String,
    sentences: Vec<String>,
}

/// The sentences of a page, in its order.
pub(super) fn sentences(html: &str) -> Vec<String> {
    let main = html.split_once("<main").and_then(|(_, rest)| rest.split_once("</main>")).map_or("", |(main, _)| main);
    let mut reader = Reader::default();
    for piece in main.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap();
        reader.tag(tag);
        reader.text(&plain(text));
    }
    reader.flush();
    reader.sentences
}

impl<'h> Reader<'h> {
    fn tag(&mut self, tag: &'h str) {
        let name = tag.trim_start_matches('/').split(|letter: char| !letter.is_alphanumeric()).next().unwrap();
        if !INLINE.contains(&name) {
            self.flush();
        }
        if tag.starts_with('/') {
            while self.open.pop().is_some_and(|(open, _)| open != name) {}
        } else if !EMPTY.contains(&name) && !name.is_empty() {
            let classes = tag.split_once("class=\"").and_then(|(_, rest)| rest.split('"').next()).unwrap_or_default();
            let is_label = classes.split(' ').any(|class| LABELS.contains(&class));
            let is_around = self.open.last().is_some_and(|(_, is_left_out)| *is_left_out);
            self.open.push((name, is_around || is_label || LEFT_OUT.contains(&name)));
        }
    }

    fn text(&mut self, text: &str) {
        if self.open.last().is_some_and(|(_, is_left_out)| *is_left_out) {
            return;
        }
        self.text.push_str(text);
        if self.open.iter().any(|(name, _)| *name == "a") {
            self.linked.push_str(text);
        }
    }

    /// The end of a paragraph.
    fn flush(&mut self) {
        let (text, linked) = (std::mem::take(&mut self.text), std::mem::take(&mut self.linked));
        if text.split_whitespace().ne(linked.split_whitespace()) {
            self.sentences.extend(split(&text));
        }
    }
}

/// The text of a paragraph, sentence by sentence.
pub(super) fn split(text: &str) -> Vec<String> {
    let mut sentences = vec![String::new()];
    for word in text.split_whitespace() {
        let begins =
            word.starts_with(|letter: char| letter.is_uppercase() || letter.is_numeric() || "\"“‘£".contains(letter));
        let last = sentences.last_mut().unwrap();
        let is_over = last.trim_end_matches(['"', '”', '’', ')']).ends_with(['.', '?', '!']);
        match is_over && begins {
            true => sentences.push(word.to_owned()),
            false if last.is_empty() => last.push_str(word),
            false => *last = format!("{last} {word}"),
        }
    }
    sentences.retain(|sentence| sentence.contains(char::is_alphanumeric));
    sentences
}

fn plain(html: &str) -> String {
    let named = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    named.into_iter().fold(html.to_owned(), |text, (entity, letter)| text.replace(entity, letter))
}

#[test]
fn sentences_are_what_is_read() {
    let page = r#"<nav>No</nav><main id="main_"><h1>No</h1><p class="lead">One &amp; two. It's <a href="/">a</a> b.</p>
        <dl><div><dt>No</dt><dd>Three</dd></div><div class="sources"><dt>S</dt><dd><ul><li>No</li></ul></dd></div></dl>
        <ul><li><a href="/">No</a> <span class="state over">No</span><p>Four: i. e. four</p></li></ul></main><p>No"#;
    assert_eq!(sentences(page), ["One & two.", "It's a b.", "Three", "Four: i. e. four"]);
}
