//! `fingerpost decide`: what a decision table says of some answers, and why.

use super::day::options;
use super::list::help_with;
use super::terminal::Terminal;
use super::{FAULTS, Format, REFUSED, SiteArguments};
use crate::catalogue::Target;
use crate::decision::{Answers, Basis, Better, Finding, Given, Proved, Table};
use crate::diagnostic::nearest;
use crate::page::{Site, id, outcome_words};
use crate::pipeline::analyse;
use crate::source::disk;
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

/// Which table, and what was answered.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct DecideArguments {
    /// The record, such as `offer:2021-22`
    record: String,
    /// The table, such as `eligibility`; not needed where the record has one
    table: Option<String>,
    /// An answer, such as `start=double`, a day or a number where the question is about one, or `start=not-sure`; may be
    /// given again
    #[arg(long = "answer", value_name = "QUESTION=ANSWER")]
    answers: Vec<String>,
    /// How it is told
    #[arg(long, value_enum, default_value_t = Shown::Human)]
    format: Shown,
    /// The folder of the site: the one that holds `content`
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    site: PathBuf,
    /// The day for which it is told, such as 2024-09-01; today unless told
    #[arg(long, value_name = "DAY")]
    as_of: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Shown {
    /// In words
    Human,
    /// One JSON document, for scripts
    Json,
}

/// Why there is nothing to tell: the exit status, and what to say.
type Refused = (u8, String);

pub(super) fn decide(arguments: &DecideArguments, terminal: &mut Terminal) -> u8 {
    match told(arguments) {
        Ok(told) => {
            terminal.say(&told);
            0
        }
        Err((status, fault)) => {
            terminal.complain(&format!("error: {fault}\n"));
            status
        }
    }
}

fn told(arguments: &DecideArguments) -> Result<String, Refused> {
    let refuse = |fault: String| (REFUSED, fault);
    let sources = disk::read(&arguments.site).map_err(|fault| refuse(fault.to_string()))?;
    let of_site = SiteArguments {
        site: arguments.site.clone(),
        as_of: arguments.as_of.clone(),
        drafts: false,
        format: Format::Human,
    };
    let options = options(&of_site, &sources).map_err(refuse)?;
    let analysis = analyse(&sources, options);
    let site = &analysis.site;
    let proved = wanted(arguments, site)?;
    let answers = answered(&arguments.answers, proved)?;
    let finding = proved.finding(&answers);
    let told = Told { site, proved, answers: &answers, finding: &finding };
    Ok(match arguments.format {
        Shown::Human => told.in_words(),
        Shown::Json => told.as_json(),
    })
}

/// The table that is meant.
fn wanted<'a>(arguments: &DecideArguments, site: &'a Site) -> Result<&'a Proved, Refused> {
    let DecideArguments { record: name, table, .. } = arguments;
    let Some((kind, slug)) = name.split_once(':') else {
        return Err((
            REFUSED,
            format!("`{name}` names no record\n  help: write the kind before it, as in `offer:2021-22`"),
        ));
    };
    let (kind, _) = site.kinds.find(kind).ok_or_else(|| {
        let near = nearest(kind, site.kinds.names());
        (REFUSED, help_with(format!("there is no kind `{kind}`"), near, "the kinds are", site.kinds.names()))
    })?;
    let index = site.catalogue.find(kind, slug).ok_or_else(|| {
        let known: Vec<&str> = site.catalogue.of_kind(kind).map(|(_, record)| &*record.slug).collect();
        let near = nearest(slug, known.iter().copied());
        (REFUSED, help_with(format!("there is no record `{name}`"), near, "there are", known))
    })?;
    let tables: Vec<&Proved> = site.decisions.of(index).map(|(_, proved)| proved).collect();
    let names = || tables.iter().map(|proved| &*proved.table.slug);
    match (table, tables.as_slice()) {
        (_, []) => {
            let has_some = site.kinds.get(kind).and_then(|kind| kind.roles.decision.as_ref()).is_some_and(|decision| {
                site.catalogue.get(index).is_some_and(|record| record.decoded.get(&decision.field).is_some())
            });
            Err(match has_some {
                true => (FAULTS, format!("the decisions of `{name}` do not hold: run fingerpost check")),
                false => {
                    let id =
                        |(_, proved): (usize, &Proved)| id(site, &Target { record: proved.table.record, part: None });
                    let deciding: BTreeSet<String> = site.decisions.iter().filter_map(id).collect();
                    let deciding = deciding.iter().map(String::as_str);
                    (
                        REFUSED,
                        help_with(
                            format!("`{name}` decides nothing"),
                            None,
                            "those that decide something are",
                            deciding,
                        ),
                    )
                }
            })
        }
        (None, [proved]) => Ok(*proved),
        (None, _) => Err((REFUSED, help_with(format!("`{name}` has several tables"), None, "name one of", names()))),
        (Some(wanted), _) => tables.iter().copied().find(|proved| *proved.table.slug == **wanted).ok_or_else(|| {
            let near = nearest(wanted, names());
            (REFUSED, help_with(format!("`{name}` has no table `{wanted}`"), near, "there are", names()))
        }),
    }
}

/// The answers that are given.
fn answered(written: &[String], proved: &Proved) -> Result<Answers, Refused> {
    let table = &proved.table;
    let mut answers = Answers::default();
    for answer in written {
        let Some((asked, given)) = answer.split_once('=') else {
            return Err((REFUSED, format!("`{answer}` is no answer\n  help: write it like `question=answer`")));
        };
        let (asked, given) = (asked.trim(), given.trim());
        let Some((number, question)) = table.question(asked) else {
            let known = || table.questions.iter().map(|question| &*question.name);
            let fact = format!("there is no question `{asked}`");
            return Err((REFUSED, help_with(fact, nearest(asked, known()), "the questions are", known())));
        };
        if answers.get(number).is_some() {
            return Err((REFUSED, format!("`{asked}` is answered twice\n  help: keep one of the two")));
        }
        let found = match given {
            "not-sure" => Some(Given::NotSure),
            _ => question.answer(given).or_else(|| question.measured(given)).map(Given::Answer),
        };
        let Some(found) = found else {
            if let Some((message, help)) = question.mismeasured(given) {
                return Err((REFUSED, format!("{message}\n  help: {help}")));
            }
            let known = || question.answers.iter().map(|answer| &*answer.name).chain(["not-sure"]);
            let fact = format!("there is no answer `{given}` to `{asked}`");
            return Err((REFUSED, help_with(fact, nearest(given, known()), "the answers are", known())));
        };
        answers = answers.with(number, found);
        let region = answers.region(table);
        if proved.proof().outcomes(&region).is_empty() {
            let reason =
                table.impossible.iter().find(|impossible| impossible.when.iter().any(|when| when.touches(&region)));
            let because = reason.map(|impossible| format!("\n  note: {}", impossible.because)).unwrap_or_default();
            return Err((REFUSED, format!("these answers cannot be given together{because}")));
        }
    }
    Ok(answers)
}

/// What there is to tell.
#[derive(Clone, Copy)]
struct Told<'a> {
    site: &'a Site,
    proved: &'a Proved,
    answers: &'a Answers,
    finding: &'a Finding,
}

impl Told<'_> {
    fn table(&self) -> &Table {
        &self.proved.table
    }

    fn in_words(self) -> String {
        let table = self.table();
        let record = self.site.title(table.record);
        let mut text = format!("{record}: {}\n\n", table.title);
        match self.finding.outcomes.as_slice() {
            [outcome] => {
                let _ = writeln!(text, "{}", outcome_words(self.site, self.proved, *outcome));
                self.details(*outcome, &mut text);
            }
            several => {
                text.push_str("Still possible:\n");
                for outcome in several {
                    let _ = writeln!(text, "  - {}", outcome_words(self.site, self.proved, *outcome));
                }
                let mut ask: Vec<Target> = Vec::new();
                for contact in several.iter().filter_map(|at| table.outcomes.get(*at)).flat_map(|found| &found.ask) {
                    if !ask.contains(contact) {
                        ask.push(contact.clone());
                    }
                }
                self.named("Ask", &ask, &mut text);
            }
        }
        let rules = if self.finding.rules.is_empty() { &self.finding.one_of } else { &self.finding.rules };
        if self.finding.outcomes.len() == 1 && !rules.is_empty() {
            text.push_str(if self.finding.rules.is_empty() {
                "\nBecause one of these is so:\n"
            } else {
                "\nBecause:\n"
            });
            rules.iter().for_each(|rule| self.rule(*rule, &mut text));
        }
        for (rule, winner) in &self.finding.beaten {
            let names = (table.rules.get(*rule), table.rules.get(*winner));
            if let (Some(rule), Some(winner)) = names
                && let Some(yields) = rule.yields.as_ref().filter(|_| self.finding.outcomes.len() == 1)
            {
                let basis = marked(yields.basis);
                let _ = writeln!(text, "  - `{}` gives way to `{}`: {}{basis}", rule.name, winner.name, yields.because);
            }
        }
        if !self.finding.better.is_empty() {
            text.push_str("\nOne other answer that would make it better:\n");
            for Better { question, answer, outcomes } in &self.finding.better {
                let (asked, answer) = self.words(*question, Given::Answer(*answer));
                let outcomes: Vec<String> =
                    outcomes.iter().map(|outcome| outcome_words(self.site, self.proved, *outcome)).collect();
                let _ = writeln!(text, "  - {asked} {answer}: {}", outcomes.join("; or: "));
            }
        }
        self.open(&mut text);
        text
    }

    fn details(&self, outcome: usize, text: &mut String) {
        let Some(outcome) = self.table().outcomes.get(outcome) else { return };
        let said = [&outcome.tell, &outcome.note];
        for said in said.into_iter().filter(|said| !said.is_empty() && **said != outcome.title) {
            let _ = writeln!(text, "{said}");
        }
        self.named("You get", &outcome.gives, text);
        self.named("Ask", &outcome.ask, text);
        self.named("Look at next", &outcome.next, text);
    }

    /// Records and parts by what people call them, with their ids.
    fn named(&self, what: &str, targets: &[Target], text: &mut String) {
        let name = |target: &Target| {
            let record = self.site.catalogue.get(target.record)?;
            let part = target.part.as_deref().and_then(|part| record.decoded.part(part));
            let title = part.map_or_else(|| self.site.title(target.record).to_owned(), crate::schema::Part::title);
            Some(format!("{title} ({})", id(self.site, target)?))
        };
        let names: Vec<String> = targets.iter().filter_map(name).collect();
        if !names.is_empty() {
            let _ = writeln!(text, "{what}: {}", names.join(", "));
        }
    }

    fn rule(&self, rule: usize, text: &mut String) {
        let Some(rule) = self.table().rules.get(rule) else { return };
        let sources: Vec<String> = rule.because.sources.iter().filter_map(|source| id(self.site, source)).collect();
        let sources = if sources.is_empty() { String::new() } else { format!(" [{}]", sources.join(", ")) };
        let _ =
            writeln!(text, "  - {}{}{sources} (rule `{}`)", rule.because.text, marked(rule.because.basis), rule.name);
    }

    /// What it turns on, and what was not answered.
    fn open(&self, text: &mut String) {
        if self.finding.outcomes.len() < 2 {
            return;
        }
        text.push_str("\nIt turns on:\n");
        for question in self.finding.turns_on.iter().chain(&self.finding.open) {
            let Some(asked) = self.table().questions.get(*question) else { continue };
            let region = self.answers.region(self.table());
            let _ = writeln!(text, "  - {}", asked.words(&region));
            for answer in self.proved.choices(&region, *question) {
                if let Some(answer) = asked.answers.get(answer) {
                    let _ = writeln!(text, "      --answer {}={}  {}", asked.name, answer.name, answer.text);
                }
            }
            if !asked.not_sure.is_empty() {
                let _ = writeln!(text, "      {}", asked.not_sure);
            }
        }
    }

    fn words(&self, question: usize, given: Given) -> (String, String) {
        let Some(asked) = self.table().questions.get(question) else { return (String::new(), String::new()) };
        let answer = match given {
            Given::Answer(answer) => asked.answers.get(answer).map(|answer| answer.text.clone()).unwrap_or_default(),
            Given::NotSure => "not sure".to_owned(),
        };
        (asked.words(&self.answers.region(self.table())).to_owned(), answer)
    }

    fn as_json(self) -> String {
        let table = self.table();
        let outcome = |outcome: &usize| {
            let found = table.outcomes.get(*outcome)?;
            let verdict = self.role().zip(found.verdict).and_then(|(role, verdict)| role.verdicts.get(verdict));
            let ids = |targets: &[Target]| -> Vec<String> {
                targets.iter().filter_map(|target| id(self.site, target)).collect()
            };
            Some(json!({
                "outcome": found.name, "title": found.title, "verdict": verdict.map(|verdict| verdict.name.to_string()),
                "words": outcome_words(self.site, self.proved, *outcome), "note": found.note, "tell": found.tell,
                "gives": ids(&found.gives), "next": ids(&found.next), "ask": ids(&found.ask),
            }))
        };
        let rule = |rule: &usize| {
            let found = table.rules.get(*rule)?;
            let sources: Vec<String> =
                found.because.sources.iter().filter_map(|source| id(self.site, source)).collect();
            Some(json!({
                "rule": found.name, "because": found.because.text, "note": found.because.note,
                "basis": found.because.basis.name(), "sources": sources,
            }))
        };
        let name = |question: &usize| table.questions.get(*question).map(|question| question.name.to_string());
        let given: serde_json::Map<String, Json> = self
            .answers
            .0
            .iter()
            .filter_map(|(question, given)| {
                let asked = table.questions.get(*question)?;
                let answer = match given {
                    Given::Answer(answer) => asked.answers.get(*answer)?.name.to_string(),
                    Given::NotSure => "not-sure".to_owned(),
                };
                Some((asked.name.to_string(), answer.into()))
            })
            .collect();
        let better = |better: &Better| {
            let asked = table.questions.get(better.question)?;
            let outcomes: Vec<&str> =
                better.outcomes.iter().filter_map(|outcome| Some(&*table.outcomes.get(*outcome)?.name)).collect();
            let answer = &asked.answers.get(better.answer)?.name;
            Some(json!({"question": asked.name, "answer": answer, "outcomes": outcomes}))
        };
        let beaten = |(rule, winner): &(usize, usize)| {
            let (rule, winner) = (table.rules.get(*rule)?, table.rules.get(*winner)?);
            Some(json!({"rule": rule.name, "to": winner.name, "because": rule.yields.as_ref()?.because}))
        };
        let Finding { outcomes, rules, one_of, beaten: gave_way, basis, turns_on, open, better: others } = self.finding;
        let told = json!({
            "table": table.slug, "answers": given,
            "outcomes": outcomes.iter().filter_map(outcome).collect::<Vec<Json>>(),
            "because": rules.iter().filter_map(rule).collect::<Vec<Json>>(),
            "because_one_of": one_of.iter().filter_map(rule).collect::<Vec<Json>>(),
            "gave_way": gave_way.iter().filter_map(beaten).collect::<Vec<Json>>(),
            "basis": basis.name(),
            "turns_on": turns_on.iter().filter_map(name).collect::<Vec<String>>(),
            "not_answered": open.iter().filter_map(name).collect::<Vec<String>>(),
            "better": others.iter().filter_map(better).collect::<Vec<Json>>(),
        });
        serde_json::to_string_pretty(&told).unwrap_or_default() + "\n"
    }

    fn role(&self) -> Option<&crate::kind::Decision> {
        let record = self.site.catalogue.get(self.table().record)?;
        self.site.kinds.get(record.kind)?.roles.decision.as_ref()
    }
}

/// What is said behind a reason that the source does not give.
fn marked(basis: Basis) -> String {
    if basis.words().is_empty() { String::new() } else { format!(" ({})", basis.words()) }
}
