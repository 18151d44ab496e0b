//! A site below a path of its host: every address on it leads to a file, and there to an anchor where it names one.

use crate::command::{fingerpost, site, text};
use crate::fixture::{Block, blocks, every_file, options, sources};
use crate::serve::Server;
use fingerpost::pipeline::{analyse, render};
use fingerpost::source::{Source, Sources, disk};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Where the sites of these tests are published.
const ORIGIN: &str = "https://council-guides.org.uk";

/// The files of a site by their paths. Addresses on pages begin at the root, as a browser takes them, wherever the page lies.
pub(crate) fn made(sources: &Sources) -> BTreeMap<String, Vec<u8>> {
    let files = as_written(sources).into_iter();
    files
        .map(|(file, bytes)| (file.clone(), if file.ends_with(".html") { resolved(&file, &bytes) } else { bytes }))
        .collect()
}

/// The files of a site by their paths, byte for byte.
fn as_written(sources: &Sources) -> BTreeMap<String, Vec<u8>> {
    let output = render(analyse(sources, options()), sources);
    every_file(&output)
}

/// A page with its relative addresses from the root, and folders in place of their `index.html`.
pub(crate) fn resolved(file: &str, bytes: &[u8]) -> Vec<u8> {
    let html = text(bytes);
    let mut new = String::with_capacity(html.len());
    let mut rest = &*html;
    let starts = ["href=\"", "src=\"", "action=\"", "content=\"0; url="];
    while let Some(at) = starts.iter().filter_map(|start| Some(rest.find(start)? + start.len())).min() {
        new.push_str(&rest[..at]);
        let end = at + rest[at..].find('"').unwrap();
        let address = &rest[at..end];
        let is_relative = !address.is_empty() && !address.starts_with(['/', '#']) && !address.contains(':');
        new.push_str(&if is_relative { from_root(file, address) } else { address.to_owned() });
        rest = &rest[end..];
    }
    (new + rest).into_bytes()
}

fn from_root(file: &str, address: &str) -> String {
    let (path, fragment) = address.split_at(address.find(['#', '?']).unwrap_or(address.len()));
    let mut folders: Vec<&str> = file.split('/').collect();
    folders.pop();
    for name in path.split('/') {
        match name {
            ".." => assert!(folders.pop().is_some(), "{address} on {file} leads out of the site"),
            name => folders.push(name),
        }
    }
    let whole = format!("/{}", folders.join("/"));
    let folder = whole.strip_suffix("/index.html").map(|folder| format!("{folder}/"));
    folder.unwrap_or(whole) + fragment
}

/// The sources with another address of the site, which is none where it is empty.
fn published_at(sources: &Sources, url: &str) -> Sources {
    let address = if url.is_empty() { String::new() } else { format!("base_url: {url}\n") };
    let with_address = |source: &Source| {
        if &**source.path() != "content/site.yaml" {
            return source.clone();
        }
        let text = source.text().lines().filter(|line| !line.starts_with("base_url:"));
        Source::new("content/site.yaml", &(address.clone() + &text.collect::<Vec<_>>().join("\n")))
    };
    sources.iter().map(with_address).collect()
}

/// The sources without a theme of their own; a template that a kind names shows what records show.
fn in_plain_theme(sources: &Sources) -> Sources {
    let plain = |source: &Source| {
        let path = source.path().strip_prefix("themes/default/");
        let template = path.and_then(|path| path.strip_prefix("templates/"));
        match template.filter(|name| *name == "contact.html") {
            Some(_) => Some(Source::new(source.path().clone(), "{% extends \"record.html\" %}")),
            None => path.is_none().then(|| source.clone()),
        }
    };
    sources.iter().filter_map(plain).collect()
}

/// What stands between `before` and the mark that ends it, wherever it stands in a text.
fn between<'a>(text: &'a str, before: &'a str, end: &'a [char]) -> impl Iterator<Item = &'a str> {
    text.match_indices(before).map(move |(at, _)| text[at + before.len()..].split(end).next().unwrap())
}

/// Every address that a file names.
fn addresses<'a>(file: &str, text: &'a str) -> Vec<&'a str> {
    match file.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => {
            let attributes = ["href=\"", "src=\"", "content=\"0; url="];
            attributes.iter().flat_map(|before| between(text, before, &['"'])).collect()
        }
        "css" => {
            let found = between(text, "url(", &[')']).chain(between(text, "URL(", &[')']));
            let plain = found.map(|address| address.trim_matches([' ', '\'', '"']));
            plain.chain(between(text, "@import \"", &['"'])).collect()
        }
        _ => Vec::new(),
    }
}

/// The file at a path that is told from another file.
fn beside(file: &str, path: &str) -> String {
    let mut folders: Vec<&str> = file.split('/').collect();
    folders.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => assert!(folders.pop().is_some(), "`{path}` in {file} leaves the site"),
            _ => folders.push(part),
        }
    }
    folders.join("/")
}

/// Follows every address of every file, and gives how many led to a file of the site.
fn follow(files: &BTreeMap<String, Vec<u8>>, below: &str) -> usize {
    let mut followed = 0;
    for (file, bytes) in files {
        let Ok(html) = std::str::from_utf8(bytes) else { continue };
        for written in addresses(file, html) {
            let address = written.strip_prefix(ORIGIN).unwrap_or(written);
            let (path, anchor) = address.split_once('#').map_or((address, None), |(path, id)| (path, Some(id)));
            let path = path.split('?').next().unwrap();
            let target = match path {
                "" => file.clone(),
                _ if path.starts_with('/') => {
                    let path =
                        path.strip_prefix(below).unwrap_or_else(|| panic!("`{written}` in {file} leaves the site"));
                    path.to_owned() + if path.is_empty() || path.ends_with('/') { "index.html" } else { "" }
                }
                _ if path.contains(':') => continue,
                _ => beside(file, path),
            };
            let there =
                files.get(&target).unwrap_or_else(|| panic!("`{written}` in {file} leads to no file `{target}`"));
            if let Some(anchor) = anchor {
                let there = String::from_utf8_lossy(there);
                assert!(there.contains(&format!("id=\"{anchor}\"")), "`{written}` in {file} leads to no anchor");
            }
            followed += 1;
        }
    }
    followed
}

/// A site with an address in every place where one can stand.
fn tricky() -> Vec<Block> {
    blocks(
        "\
```yaml content/kinds/word.yaml
title: Word
plural: Words
path: /words/#{slug}
schema:
  properties:
    title: {type: string}
    text: {type: string, format: markdown}
    uses: {parts: {properties: {title: {type: string}}}}
    see: {type: array, items: {to: word}}
```

```yaml content/word.yaml
a: {title: A, text: \"# B\\n\\n[There](#b) and [](word:a/c).\", uses: {c: {title: C}}, see: [a/c], redirect_from: [/a.html]}
```

```md content/programme/x.md
---
title: X
summary: Y
redirect_from: [/x/, /programmes/y]
---
[A page](/organisations/), [one with an anchor](/programmes/x/#further), [a word](/words/), [a part](word:a/c),
[a heading](programme:x#further), [a file](/maps/lake.txt?v=2#top), [an old page](/x/), ![a lake](/maps/lake.svg),
[a picture of the theme](/assets/img/sign.svg), ![the same](/assets/img/sign.svg#arm), [elsewhere](https://www.gov.uk/a).

# Further

[The first page](/).
```

```txt content/static/maps/lake.txt
<p id=\"top\">
```

```svg content/static/maps/lake.svg
<svg xmlns=\"http://www.w3.org/2000/svg\"/>
```

```css themes/default/assets/style.css
@import \"print.css\" print;
body { background: url('img/sign.svg#arm'), URL( /assets/img/sign.svg ), url(/maps/lake.svg), url(data:,x) }
```

```css themes/default/assets/print.css
body { background: url(./img/../img/sign.svg) }
```

```svg themes/default/assets/img/sign.svg
<svg xmlns=\"http://www.w3.org/2000/svg\"><g id=\"arm\"/></svg>
```
",
    )
}

#[test]
fn every_address_leads_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    // The themes of these sites are for reading, and have no anchors.
    let real = |folder: &str| in_plain_theme(&disk::read(&root.join(folder)).unwrap());
    let sites = [real("."), real("tests/sites/library"), real("tests/sites/family-services"), sources(&tricky())];
    for site in &sites {
        let plain = made(&published_at(site, ""));
        for below in ["/", "/support/", "/a/b.c/"] {
            let files = made(&published_at(site, &format!("{ORIGIN}{below}")));
            // The path is nowhere in the output folder.
            let needs_host = |file: &&String| matches!(file.as_str(), "sitemap.xml" | "changes.atom");
            assert_eq!(files.keys().filter(|file| !needs_host(file)).count(), plain.len());
            let pages = files.keys().filter(|file| file.ends_with(".html")).count();
            assert!(follow(&files, below) > pages, "the scan finds addresses");
        }
        follow(&plain, "/");
    }
}

#[test]
fn a_saved_copy_can_be_read_from_any_folder() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for site in [in_plain_theme(&disk::read(root).unwrap()), sources(&tricky())] {
        let files = as_written(&published_at(&site, ""));
        for (file, bytes) in files.iter().filter(|(file, _)| file.ends_with(".html") && *file != "404.html") {
            let html = text(bytes);
            for address in addresses(file, &html).iter().filter(|address| !address.contains(':')) {
                let path = address.split(['#', '?']).next().unwrap();
                assert!(!path.starts_with('/') && !path.ends_with('/'), "{file}: {address}");
            }
            for whole in ["rel=\"canonical\"", "og:url", "application/atom+xml"] {
                assert!(!html.contains(whole), "{file}: {whole}");
            }
        }
        // Hosts show it at addresses of any depth.
        assert!(text(&files["404.html"]).contains("href=\"/\""));
    }
}

#[test]
fn pages_say_where_they_belong() {
    let site = sources(&tricky());
    let page = |files: &BTreeMap<String, Vec<u8>>, file: &str| text(&files[file]);
    let files = made(&published_at(&site, &format!("{ORIGIN}/support")));
    let canonical = |path: &str| format!("<link rel=\"canonical\" href=\"{ORIGIN}{path}\">");
    assert!(page(&files, "index.html").contains(&canonical("/support/")));
    assert!(page(&files, "programmes/x/index.html").contains(&canonical("/support/programmes/x/")));
    assert!(page(&files, "x/index.html").contains(&canonical("/support/programmes/x/")));
    // This one answers at any address.
    assert!(!page(&files, "404.html").contains("canonical"));
    assert!(page(&files, "404.html").contains("href=\"/support/\""));
    let table = page(&files, "_redirects");
    assert!(table.starts_with("/support/a.html /support/words/#a 301\n"), "{table}");
    let plain = made(&site);
    assert!(!page(&plain, "programmes/x/index.html").contains("canonical"));
}

#[test]
fn a_preview_answers_below_the_path() {
    let site = site();
    let file = site.path().join("content/site.yaml");
    fs::write(&file, fs::read_to_string(&file).unwrap() + &format!("base_url: {ORIGIN}/support/\n")).unwrap();
    // On the day for which the preview is: each page names it.
    let path = site.path().to_str().unwrap();
    assert_eq!(fingerpost(&["build", "--as-of", "2024-11-20", "--site", path]).status.code(), Some(0));
    let server = Server::start_with(site.path(), &[]);
    let index = fs::read(site.path().join("public/index.html")).unwrap();
    assert_eq!(server.get("/support/").body, index);
    assert_eq!(server.get("/support").body, index);
    assert!(server.get("/support/organisations/dfe/").head.starts_with("HTTP/1.1 200"));
    assert!(server.get("/support/organisations/dfe").head.contains("location: /support/organisations/dfe/"));
    assert!(server.get("/supporting/").head.starts_with("HTTP/1.1 404"));
}
