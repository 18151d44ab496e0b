//! The pages of decision tables, walked without a script.

use super::site;
use crate::base::resolved;
use crate::fixture::{compare, every_file, folder, options};
use crate::real;
use fingerpost::decision::{Answers, Given};
use fingerpost::pipeline::{analyse, render};
use fingerpost::source::{Source, Sources};
use std::collections::{BTreeMap, BTreeSet};

fn made() -> BTreeMap<String, String> {
    let (sources, analysis) = site();
    let output = render(analysis, &sources);
    let read = |(path, bytes): (String, Vec<u8>)| {
        let bytes = if path.ends_with(".html") { resolved(&path, &bytes) } else { bytes };
        (path, String::from_utf8_lossy(&bytes).into_owned())
    };
    every_file(&output).into_iter().map(read).collect()
}

/// The main part of a page as a reader hears it: tags taken out, one line for each block.
fn read_aloud(html: &str) -> String {
    let main = html.split("<main id=\"main_\">").nth(1).unwrap().split("</main>").next().unwrap();
    let main = main.split("<p class=\"machine\">").next().unwrap();
    let mut text = String::new();
    let mut is_tag = false;
    for letter in main
        .replace("<li>", "\n- ")
        .replace("<dt>", "\n")
        .replace("<dd>", " → ")
        .replace("<p", "\n<p")
        .replace("<h", "\n<h")
        .chars()
    {
        match letter {
            '<' => is_tag = true,
            '>' => is_tag = false,
            _ if !is_tag => text.push(letter),
            _ => {}
        }
    }
    let text = text.replace("&#x27;", "'").replace("&quot;", "\"").replace("&amp;", "&");
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| format!("{line}\n")).collect()
}

/// Every path of answers leads by links to a result that names every answer, and a result says what the proof says.
#[test]
fn every_path_leads_to_its_result() {
    let (_, analysis) = site();
    let decisions = &analysis.site.decisions;
    assert_eq!(decisions.iter().count(), 9);
    for (index, proved) in decisions.iter() {
        let steps = decisions.steps(index).unwrap();
        let mut paths = BTreeSet::new();
        for step in steps.all() {
            assert!(paths.insert(&step.path), "{} stands twice", step.path);
            let region = step.answers.region(&proved.table);
            let outcomes = proved.proof().outcomes(&region);
            assert!(!outcomes.is_empty(), "{} cannot be", step.path);
            match &step.next {
                Some((question, next)) => {
                    assert!(outcomes.len() > 1, "{} asks for nothing", step.path);
                    assert_eq!(step.answers.get(*question), None, "{} asks twice", step.path);
                    assert_eq!(next.last().unwrap().0, Given::NotSure);
                    for (given, to) in next {
                        assert_eq!(steps.get(*to).unwrap().answers, step.answers.with(*question, *given));
                    }
                }
                None => {
                    let finding = proved.finding(&step.answers);
                    assert_eq!(finding.outcomes, outcomes);
                    assert!(finding.open.is_empty(), "{} leaves something open", step.path);
                    let is_unsure = step.answers.0.iter().any(|(_, given)| *given == Given::NotSure);
                    assert!(outcomes.len() == 1 || is_unsure);
                    assert_eq!(finding.turns_on.is_empty(), outcomes.len() == 1);
                    assert!(finding.better.len() <= 3);
                }
            }
        }
        assert_eq!(steps.get(0).unwrap().answers, Answers::default());
    }
}

#[test]
fn pages_read_as_they_should() {
    let files = made();
    let pages = [
        "offers/2019-20",
        "offers/2021-22",
        "offers/2024-25",
        "offers/2021-22/check/eligibility",
        "offers/2021-22/check/eligibility/setting-trust/helped-not-yet",
        "offers/2021-22/check/eligibility/setting-maintained/new-ri-ri",
        "offers/2021-22/check/eligibility/setting-maintained/new-ri-not-ri/start-single",
        "offers/2021-22/check/eligibility/setting-trust/helped-not-sure/new-ri-ri",
        "offers/2019-20/check/eligibility/latest-ri/before-ri/since-2005-never/inspections-four",
        "offers/2024-25/check/first-contact/run-la/church-church",
        "offers/2019-20/check/eligibility/table",
        "questions",
    ];
    let mut told = String::new();
    for page in pages {
        let file = format!("{page}/index.html");
        let html = files.get(&file).unwrap_or_else(|| {
            let near: Vec<&String> =
                files.keys().filter(|path| path.starts_with(&page[..page.len().min(34)])).collect();
            panic!("no page {file} among {near:#?}")
        });
        told += &format!("# /{page}/\n\n{}\n", read_aloud(html));
    }
    compare(&folder().join("decision/pages.txt"), &told);
}

/// Every address on every page leads to a page or a file, and to a place on it where it names one.
#[test]
fn links_lead_somewhere() {
    let files = made();
    let mut seen = 0;
    for (path, html) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        for href in html.split(" href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            if href.contains(':') {
                continue;
            }
            let (target, fragment) = href.split_once('#').unwrap_or((href, ""));
            let file = match target {
                "" => path.clone(),
                _ => target.trim_start_matches('/').to_owned() + if target.ends_with('/') { "index.html" } else { "" },
            };
            let there = files.get(&file).unwrap_or_else(|| panic!("{href} in {path} leads nowhere"));
            let is_there = fragment.is_empty() || there.contains(&format!(" id=\"{fragment}\""));
            assert!(is_there, "{href} in {path} leads to no such place");
            seen += 1;
        }
    }
    assert!(seen > 1000, "{seen} links were seen");
    let json: serde_json::Value =
        serde_json::from_str(&files["offers/2021-22/check/eligibility/decision.json"]).unwrap();
    assert_eq!(json["questions"].as_array().unwrap().len(), 4);
    assert_eq!(json["version"], 1);
}

/// A shared question words itself by answers before it, where the table asks for these.
#[test]
fn a_shared_question_brings_its_wording() {
    let files = made();
    let asked = |page: &str| read_aloud(&files[&format!("programmes/{page}/index.html")]);
    assert!(asked("trust-partnerships/check/credit/asks-school").contains("Is it part of a trust?"));
    assert!(asked("nlg/check/deployment").contains("Is the school part of a trust?"));
}

/// A result that says nothing but where it goes on is passed over.
#[test]
fn an_answer_may_lead_straight_to_the_next_table() {
    let files = made();
    let question = &files["programmes/nlg/check/deployment/index.html"];
    assert!(question.contains("/programmes/npqel/check/place/run-trust/"), "{question}");
    assert!(question.contains("/programmes/nlg/check/deployment/run-alone/"), "{question}");
}

/// What was answered in one table is known in the next, where both share the question.
#[test]
fn nothing_is_asked_twice() {
    let files = made();
    let result = &files["programmes/nlg/check/deployment/run-trust/index.html"];
    assert!(result.contains("/programmes/npqel/check/place/run-trust/"), "{result}");
    let next = read_aloud(&files["programmes/npqel/check/place/run-trust/index.html"]);
    assert!(next.contains("You could have got this"), "{next}");
    assert!(files["questions/index.html"].contains("Is the school part of a trust?"));
}

/// What an outcome settles is known in the next table, and nobody has to say it again.
#[test]
fn what_was_found_just_now_is_not_asked() {
    let sources = real::sources();
    let output = render(analyse(&sources, real::later()), &sources);
    let page = |path: &str| read_aloud(&read(&output, path));
    let days = read(&output, "offers/2021-22/check/eligibility/setting-maintained/new-ri-ri");
    let next = "programmes/trust-partnerships/check/credit/in-offer-in/setting-maintained/";
    assert!(days.contains(next), "{days}");
    let asked = page(next.trim_end_matches('/'));
    assert!(asked.contains("Had the leaders already made up their minds"), "{asked}");
    assert!(asked.contains("Was the school in the offer of 2021 to 2022? → Yes"), "{asked}");
}

fn read(output: &fingerpost::output::Output, path: &str) -> String {
    let bytes = output.bytes(&format!("{path}/index.html")).unwrap_or_else(|| panic!("no page {path}"));
    String::from_utf8_lossy(&bytes.expect("a page")).into_owned()
}

/// The same results on a day on which an offer is open, on one on which its support runs on, and on one after all: what is over
/// is so for the part that one gets.
#[test]
fn results_read_as_the_day_has_them() {
    let sources = real::sources();
    let days = [
        ("2021-11-15", "You can get this", "You will be able to get this", "What could my school get?"),
        ("2025-04-01", "You could have got this", "You could have got this", "What could my school have got?"),
        ("2026-11-22", "You could have got this", "You could have got this", "What could my school have got?"),
    ];
    for (day, offer, place, title) in days {
        let output = render(analyse(&sources, real::on(day)), &sources);
        let headed = |path: &str, heading: &str| {
            let html = read(&output, path);
            let found = html.split("<h1").nth(1).unwrap().split_once('>').unwrap().1;
            assert!(found.starts_with(heading), "{day}, {path}: {found}");
        };
        headed("offers/2021-22/check/eligibility/setting-maintained/new-ri-ri", offer);
        headed("programmes/npqel/check/place/in-offer-in/setting-trust/person-leader/premium-below", place);
        headed("what-could-my-school-get", title);
        assert!(read(&output, "what-could-my-school-get").contains(&format!("<title>{title} ")), "{day}");
    }
    let first = render(analyse(&sources, real::on("2021-11-15")), &sources);
    let page = read(&first, "what-could-my-school-get");
    assert!(page.contains("<template data-from=\"2022-09-01\">What could my school have got?</template>"), "{page}");
    // What becomes of the rules of a year is a way to them, and no reason.
    assert!(!read_aloud(&page).contains("if this is true:\n- You ask about 2024 to 2025"), "{page}");
}

/// The site of the six tables with one more offer.
fn with(text: &str) -> Sources {
    let (sources, _) = site();
    sources.iter().cloned().chain([Source::new("content/offer/2030-31.yaml", text)]).collect()
}

/// With `order: shortest` the question comes first after which the fewest are to be expected.
#[test]
fn the_shortest_way_is_asked_where_it_is_wanted() {
    let (sources, _) = site();
    let text =
        sources.iter().find(|source| &**source.path() == "content/offer/2020-21.yaml").unwrap().text().to_owned();
    let first = |text: &str| {
        let analysis = analyse(&with(text), options());
        let found =
            analysis.site.decisions.iter().find(|(_, proved)| &**proved.table.path() == "content/offer/2030-31.yaml");
        let (index, proved) = found.unwrap_or_else(|| panic!("{:#?}", analysis.diagnostics));
        let steps = analysis.site.decisions.steps(index).unwrap();
        let (question, _) = steps.get(0).unwrap().next.as_ref().unwrap();
        proved.table.questions[*question].name.to_string()
    };
    assert_eq!(first(&text), "trouble");
    assert_eq!(first(&text.replace("  eligibility:\n", "  eligibility:\n    order: shortest\n")), "cause");
}

/// A table with more paths than there may be pages: what all have answered can be changed where it was asked, and what would
/// have been better is told where it is so for all.
#[test]
fn shared_pages_lead_back_to_the_right_question() {
    let count = 12;
    let each = |write: &dyn Fn(usize) -> String| (0..count).map(write).collect::<String>();
    let text = format!(
        "title: Offer for 2030 to 2031\nsummary: A long one.\nentry: {{during: 2030-31}}\nroutes: {{help: {{title: Help}}}}\n\
         decisions:\n  long:\n    questions:\n      \
         setting: {{text: What is it?, answers: {{school: A school, academy: An academy, other: Something else}}}}\n{}    \
         outcomes: {{days: {{verdict: eligible, gives: [help]}}, nothing: {{verdict: not-eligible}}}}\n    rules:\n      \
         other: {{when: {{setting: other}}, outcome: nothing, because: {{text: It was something else}}}}\n      \
         all: {{when: {{setting: [school, academy]{}}}, outcome: days, because: {{text: All was so}}}}\n{}",
        each(&|at| format!("      q{at}: {{text: Is thing {at} so?, answers: {{so: \"Yes\", not: \"No\"}}}}\n")),
        each(&|at| format!(", q{at}: so")),
        each(&|at| format!(
            "      no-{at}: {{when: {{q{at}: not}}, outcome: nothing, because: {{text: Thing {at} was not so}}}}\n"
        )),
    );
    let sources = with(&text);
    let output = render(analyse(&sources, options()), &sources);
    let table = "offers/2030-31/check/long";
    let follow = |page: &str, answer: &str| {
        let html = String::from_utf8(resolved(&format!("{page}/index.html"), read(&output, page).as_bytes())).unwrap();
        let link =
            html.split("<a ").find(|link| link.contains(&format!(">{answer}</a>"))).unwrap_or_else(|| panic!("{html}"));
        link.split("href=\"/").nth(1).unwrap().split("/\"").next().unwrap().to_owned()
    };
    let change = |page: &str, question: &str| {
        let html = String::from_utf8(resolved(&format!("{page}/index.html"), read(&output, page).as_bytes())).unwrap();
        let links = html.split("<a ").filter(|link| link.contains(&format!("unseen\">: {question}")));
        links.map(|link| link.split("href=\"/").nth(1).unwrap().split("/\"").next().unwrap().to_owned()).next().unwrap()
    };
    let asked = follow(table, "A school");
    assert_eq!(asked, follow(table, "An academy"));
    assert!(asked.contains("/shared/"), "{asked}");
    let second = follow(&asked, "Yes");
    let result = follow(&second, "No");
    assert_eq!((change(&result, "Is thing 0 so?"), change(&result, "Is thing 1 so?")), (asked.clone(), second.clone()));
    assert!(read(&output, &result).contains("If you gave other answers as well"));
    let mut last = asked;
    for _ in 1..count {
        last = follow(&last, "Yes");
    }
    let near = read_aloud(&read(&output, &follow(&last, "No")));
    assert!(near.contains("“Is thing 11 so?” Yes."), "{near}");
    // All who come here have given the same answer.
    let other = read(&output, &follow(table, "Something else"));
    assert!(!other.contains("If you gave other answers as well") && other.contains("Something else"), "{other}");
    let unsure = follow(&second, "I am not sure");
    assert_eq!(change(&unsure, "Is thing 1 so?"), second);
}
