//! The same records for Hugo, as somebody would write them there: front matter, links by `relref`, a template that prints
//! every field and looks references up. It does less: no types, states, backlinks, parts or checks.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How long Hugo takes for a site that [`generate::site`](super::generate::site) wrote; `None` where it is not installed.
pub(crate) fn time(site: &Path, runs: usize) -> Option<Duration> {
    let folder = site.join("hugo");
    write(site, &folder);
    let run = || {
        let public = folder.join("public");
        if public.exists() {
            fs::remove_dir_all(&public).expect("the output is ours");
        }
        let started = Instant::now();
        let mut hugo = Command::new("hugo");
        hugo.args(["--quiet", "--noBuildLock", "--source"]).arg(&folder).stdout(Stdio::null());
        let status = hugo.status().ok()?;
        assert!(status.success(), "hugo ends with {status}");
        Some(started.elapsed())
    };
    let best = (0..runs).map(|_| run()).min().flatten();
    fs::remove_dir_all(&folder).expect("the folder is ours");
    best
}

fn write(site: &Path, folder: &Path) {
    for (below, plural) in [("programme", "programmes"), ("organisation", "organisations")] {
        let content = folder.join("content").join(plural);
        fs::create_dir_all(&content).expect("the folder is ours");
        for entry in fs::read_dir(site.join("content").join(below)).expect("the generated records") {
            let path = entry.expect("a generated record").path();
            let text = fs::read_to_string(&path).expect("a generated record");
            let (front, body) = text.split_once("body: |\n").expect("a body");
            let body = body.replace("\n  ", "\n").replace("(programme:", "({{< relref \"/programmes/");
            let body = links(&body);
            let name = path.file_stem().and_then(|name| name.to_str()).expect("a generated name");
            let text = format!("---\n{front}---\n{}\n", body.trim_start());
            fs::write(content.join(format!("{name}.md")), text).expect("the folder is ours");
        }
    }
    let layouts = folder.join("layouts/_default");
    fs::create_dir_all(&layouts).expect("the folder is ours");
    let files = [("../../hugo.toml", CONFIG), ("baseof.html", BASE), ("single.html", SINGLE), ("list.html", LIST)];
    for (file, text) in files {
        fs::write(layouts.join(file), text).expect("the folder is ours");
    }
}

/// Ends what was begun: `({{< relref "/programmes/p-1)` becomes `({{< relref "/programmes/p-1" >}})`.
fn links(body: &str) -> String {
    let mut parts = body.split("({{< relref \"");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (target, rest) = part.split_once(')').expect("a link has an end");
        text.push_str(&format!("({{{{< relref \"{target}\" >}}}}){rest}"));
    }
    text
}

const CONFIG: &str = "\
baseURL = 'https://example.org/'
languageCode = 'en-GB'
title = 'A generated directory'
disableKinds = ['taxonomy', 'term', 'rss', 'sitemap']
";

const BASE: &str = r#"<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>{{ .Title }} – {{ site.Title }}</title>
<meta name="description" content="{{ .Params.summary }}"></head>
<body><header><a href="/">{{ site.Title }}</a>
<nav><a href="/programmes/">Programmes</a> <a href="/organisations/">Organisations</a></nav></header>
<main>{{ block "main" . }}{{ end }}</main></body>
</html>
"#;

const SINGLE: &str = r#"{{ define "main" }}
<h1>{{ .Title }}</h1>
<p>{{ .Params.summary }}</p>
<dl>
{{ with .Params.provider }}{{ with site.GetPage (printf "/organisations/%s" .) }}<dt>Run by</dt><dd><a href="{{ .RelPermalink }}">{{ .Title }}</a></dd>{{ end }}{{ end }}
{{ with .Params.phase }}<dt>For</dt>{{ range . }}<dd>{{ . }}</dd>{{ end }}{{ end }}
{{ with .Params.cost }}<dt>Cost</dt><dd>{{ .type }} {{ .amount }}</dd>{{ end }}
{{ with .Params.entry }}<dt>When</dt><dd>{{ .from }} {{ .until }} {{ .during }}</dd>{{ end }}
{{ with .Params.confirmed }}<dt>Confirmed</dt><dd>{{ . }}</dd>{{ end }}
{{ range .Params.needs }}<dt>Because</dt><dd>{{ .because }}{{ with site.GetPage (printf "/programmes/%s" .see) }} <a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</dd>{{ end }}
{{ with .Params.contact }}<dt>Contact</dt><dd><a href="mailto:{{ . }}">{{ . }}</a></dd>{{ end }}
</dl>
{{ range $slug, $option := .Params.options }}<section id="{{ $slug }}"><h2>{{ $option.title }}</h2><p>{{ $option.text }}</p></section>{{ end }}
{{ .Content }}
{{ end }}
"#;

const LIST: &str = r#"{{ define "main" }}
<h1>{{ .Title }}</h1>
<ul>{{ range .RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Params.summary }}</li>{{ end }}</ul>
{{ end }}
"#;
