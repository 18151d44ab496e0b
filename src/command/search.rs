//! `fingerpost search`

use super::SiteArguments;
use super::day::options;
use super::site::refuse;
use super::terminal::Terminal;
use crate::pipeline::{analyse, render};
use crate::search::{Answer, Case, Engine, Excerpts, Figures, Found, LOOKED, Outcome, cases, figures, run, why};
use crate::source::disk;
use clap::ValueEnum;
use serde_json::json;
use std::path::PathBuf;

/// What is looked for.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct SearchArguments {
    /// What somebody would type
    #[arg(value_name = "QUERY", required_unless_present = "cases")]
    query: Vec<String>,
    /// Ask for everything in `content/query.yaml` and say how good the answers are
    #[arg(long, conflicts_with = "query")]
    cases: bool,
    /// How many results
    #[arg(long, value_name = "NUMBER", default_value_t = 10, value_parser = clap::value_parser!(u8).range(1..=50))]
    limit: u8,
    /// Say for each result why it stands there
    #[arg(long)]
    explain: bool,
    /// How results are shown
    #[arg(long, value_enum, default_value_t = Shown::Human)]
    format: Shown,
    /// The folder of the site: the one that holds `content`
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    site: PathBuf,
    /// The day for which the site is made, such as 2024-09-01; today unless told
    #[arg(long, value_name = "DAY")]
    as_of: Option<String>,
    /// Find drafts too
    #[arg(long)]
    drafts: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Shown {
    /// For people
    Human,
    /// One JSON document
    Json,
}

/// Looks for something as the site's own search does, or asks for all that it should find.
pub(super) fn search(search: &SearchArguments, terminal: &mut Terminal) -> u8 {
    let site = SiteArguments::of(&search.site, search.as_of.as_deref(), search.drafts);
    let sources = match terminal.during("reading", || disk::read(&search.site)) {
        Ok(sources) => sources,
        Err(fault) => return refuse(&fault, terminal),
    };
    let options = match options(&site, &sources) {
        Ok(options) => options,
        Err(fault) => return refuse(&fault, terminal),
    };
    let output = terminal.during("indexing", || {
        let output = render(analyse(&sources, options), &sources);
        let _ = output.index();
        output
    });
    let engine = match Engine::new(output.index().clone(), output.site().routes.assets()) {
        Ok(engine) => engine,
        Err(why) => return refuse(&format!("the search of this theme does not run: {why}"), terminal),
    };
    if search.cases {
        return all(search, &engine, &cases(output.site()), terminal);
    }
    let query = search.query.join(" ");
    match engine.search(&query, search.limit.into(), Excerpts::Shown) {
        Ok(answer) => one(search, &query, &answer, terminal),
        Err(why) => refuse(&format!("`{query}` cannot be looked for: {why}"), terminal),
    }
}

fn one(search: &SearchArguments, query: &str, answer: &Answer, terminal: &mut Terminal) -> u8 {
    if search.format == Shown::Json {
        let result = |(rank, result): (usize, &Found)| {
            let hits =
                result.hits.iter().map(|hit| json!({"word": hit.word, "points": hit.points, "in_name": hit.in_name}));
            json!({
                "rank": rank + 1, "id": result.id, "title": result.title, "url": result.url, "kind": result.kind,
                "tier": result.tier, "score": result.score, "missing": result.missing, "hits": hits.collect::<Vec<_>>(),
            })
        };
        let corrected = answer.corrected.iter().map(|word| json!({"from": word.from, "to": word.to}));
        let found = json!({
            "query": query, "total": answer.total, "corrected": corrected.collect::<Vec<_>>(), "unmet": answer.unmet,
            "partial": answer.partial, "results": answer.results.iter().enumerate().map(result).collect::<Vec<_>>(),
        });
        terminal.say(&format!("{found:#}\n"));
        return 0;
    }
    for word in &answer.corrected {
        terminal.say(&format!("found for {}, not {}\n", word.to, word.from));
    }
    if answer.partial {
        terminal.say("nothing has all the words\n");
    }
    for (rank, result) in answer.results.iter().enumerate() {
        terminal.say(&format!("{:>3}. {} ({})\n", rank + 1, result.title, result.id));
        if search.explain {
            terminal.say(&format!("     {}\n", why(result)));
        }
        let excerpt: String = result.excerpt.iter().map(|(text, _)| &**text).collect();
        if !excerpt.is_empty() {
            terminal.say(&format!("     {excerpt}\n"));
        }
    }
    if answer.results.is_empty() {
        terminal.say(&format!("nothing is found for `{query}`\n"));
    }
    0
}

/// Every case, and how good the answers are.
fn all(search: &SearchArguments, engine: &Engine, cases: &[Case], terminal: &mut Terminal) -> u8 {
    if cases.is_empty() {
        terminal.say("there are no queries: write them into `content/query.yaml`\n");
        return 0;
    }
    let mut outcomes: Vec<(&Case, Outcome)> = Vec::with_capacity(cases.len());
    for case in cases {
        match run(engine, case, LOOKED) {
            Ok(outcome) => outcomes.push((case, outcome)),
            Err(why) => return refuse(&format!("`{}` cannot be looked for: {why}", case.query), terminal),
        }
    }
    let of = |apart: bool| {
        figures(outcomes.iter().filter(|(case, _)| case.apart == apart).map(|(case, outcome)| (*case, outcome)))
    };
    let (tuned, apart) = (of(false), of(true));
    let missed = outcomes.iter().filter(|(case, outcome)| outcome.place.is_none_or(|place| place > case.within));
    if search.format == Shown::Json {
        let shown = |figures: &std::collections::BTreeMap<String, Figures>| -> serde_json::Value {
            let one = |(class, figures): (&String, &Figures)| {
                let Figures { count, first, third, reciprocal, gain, nothing } = figures;
                let class = if class.is_empty() { "all" } else { class };
                let figures = json!({
                    "cases": count, "success_at_1": first, "success_at_3": third, "mrr_at_10": reciprocal,
                    "ndcg_at_10": gain, "no_result": nothing,
                });
                (class.to_owned(), figures)
            };
            figures.iter().map(one).collect::<serde_json::Map<_, _>>().into()
        };
        let missed = missed.map(|(case, outcome)| {
            let first = outcome.answer.results.first().map(|result| &result.id);
            json!({"query": case.query, "finds": case.finds, "place": outcome.place, "first": first, "apart": case.apart})
        });
        let found = json!({"tuned": shown(&tuned), "apart": shown(&apart), "missed": missed.collect::<Vec<_>>()});
        terminal.say(&format!("{found:#}\n"));
        return 0;
    }
    for (title, figures) in [("cases by which the search is tuned", &tuned), ("cases kept apart", &apart)] {
        terminal.say(&format!(
            "{title}\n{:<14}{:>6}{:>9}{:>9}{:>9}{:>9}{:>9}\n",
            "class", "cases", "first", "third", "MRR@10", "nDCG@10", "nothing"
        ));
        for (class, figures) in figures {
            let Figures { count, first, third, reciprocal, gain, nothing } = figures;
            let class = if class.is_empty() { "all" } else { class };
            terminal.say(&format!(
                "{class:<14}{count:>6}{first:>9.3}{third:>9.3}{reciprocal:>9.3}{gain:>9.3}{nothing:>9.3}\n"
            ));
        }
        terminal.say("\n");
    }
    for (case, outcome) in missed {
        let place = outcome.place.map_or_else(|| "not found".to_owned(), |place| format!("at place {place}"));
        let first =
            outcome.answer.results.first().map(|result| format!(", first is {}", result.id)).unwrap_or_default();
        terminal.say(&format!("missed: {} → {} {place}{first}\n", case.query, case.finds.join(" or ")));
    }
    // What is missed is for `check` to tell; this measures.
    0
}
