//! Addresses that lead to others: a page each, and a line in a list for hosts.

use crate::base::made;
use crate::command::text;
use crate::fixture::{blocks, options, sources};
use fingerpost::pipeline::{Options, analyse, render};
use fingerpost::source::Sources;

fn site() -> Sources {
    sources(&blocks(
        "\
```yaml content/site.yaml
title: Test site
summary: A small site for tests.
kinds: [programme, organisation, word]
redirects:
  /to/the-list: /organisations
  /guide.pdf: https://www.gov.uk/guide?a=b c
  /häuser/: word:slt
```

```yaml content/kinds/word.yaml
title: Word
plural: Glossary
path: /glossary/#{slug}
schema:
  properties:
    title: {type: string}
```

```yaml content/word.yaml
slt: {title: SLT, redirect_from: [/words/slt/index.html]}
```

```yaml content/programme/ntp.yaml
title: National Tutoring & more
summary: Part-paid tuition.
redirect_from: [/tutoring, /old/tutoring.html]
```

```yaml content/programme/next.yaml
title: Next
summary: Not yet.
draft: true
redirect_from: [/soon/]
```
",
    ))
}

#[test]
fn an_old_address_has_a_page() {
    let files = made(&site());
    let page = text(&files["tutoring/index.html"]);
    for part in [
        "<meta http-equiv=\"refresh\" content=\"0; url=/programmes/ntp/\">",
        "<a href=\"/programmes/ntp/\">National Tutoring &amp; more</a>",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(text(&files["old/tutoring.html"]).contains("url=/programmes/ntp/\""));
    // A place on a page, and a list whose path was written without its last slash.
    assert!(text(&files["words/slt/index.html"]).contains("<a href=\"/glossary/#slt\">Glossary</a>"));
    assert!(text(&files["to/the-list/index.html"]).contains("<a href=\"/organisations/\">Organisations</a>"));
    // Nobody would see a page in the place of another file.
    assert!(!files.contains_key("guide.pdf"));
}

#[test]
fn all_are_in_one_list() {
    let list = "\
/guide.pdf https://www.gov.uk/guide?a=b%20c 301
/h%C3%A4user/ /glossary/#slt 301
/old/tutoring.html /programmes/ntp/ 301
/to/the-list/ /organisations/ 301
/tutoring/ /programmes/ntp/ 301
/words/slt/ /glossary/#slt 301
";
    assert_eq!(text(&made(&site())["_redirects"]), list);
    // Where there are none there is no list, and the name is free.
    let own = sources(&blocks("```txt content/static/_redirects\n/a/* /b/:splat 302\n```\n"));
    assert!(!made(&sources(&[])).contains_key("_redirects"));
    assert_eq!(text(&made(&own)["_redirects"]), "/a/* /b/:splat 302\n");
}

#[test]
fn those_of_drafts_are_hidden_with_them() {
    let files = made(&site());
    assert!(!files.contains_key("soon/index.html") && !text(&files["_redirects"]).contains("/soon/"));
    let drafts = render(analyse(&site(), Options { drafts: true, ..options() }), &site());
    assert!(text(&drafts.bytes("soon/index.html").unwrap().unwrap()).contains("url=../programmes/next/index.html\""));
    assert!(text(&drafts.bytes("_redirects").unwrap().unwrap()).contains("\n/soon/ /programmes/next/ 301\n"));
}
