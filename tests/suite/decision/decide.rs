//! `decide`: what a table says of some answers, in words and for programs.

use crate::command::{fingerpost, text};
use crate::fixture::folder;
use serde_json::{Value, json};

/// A day on which the site of the six tables is asked.
fn decide(arguments: &[&str]) -> (Option<i32>, String, String) {
    let site = folder().join("decision/site");
    let around = ["decide", "--site", site.to_str().unwrap(), "--as-of", "2024-10-01"];
    let output = fingerpost(&[&around, arguments].concat());
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn an_outcome_is_told_with_its_reasons_and_what_would_be_better() {
    let answers = ["offer:2021-22", "--answer", "setting=one-academy", "--answer", "new-ri=not-ri"];
    let (status, told, _) = decide(&[&answers[..], &["--answer", "start=single"]].concat());
    assert_eq!(status, Some(0));
    assert_eq!(
        told,
        "Offer for 2021 to 2022: Eligibility

You could have asked for an exception
Ask: The mailbox of the offer (contact:offer-mailbox-2021-22)

Because:
  - Outside both rules; the source lets such a school ask (our reading; the source does not say) \
         [publication:tsi-article, publication:tsi-guidance/eligibility] (rule `outside`)

One other answer that would make it better:
  - Did Ofsted judge the school to require improvement in the 2021 to 2022 school year? Yes: \
         You could have got this: Standalone schools and academies
  - Which judgements did the school hold when that year began? Requires improvement, and the one before was the same or \
         worse: You could have got this: Standalone schools and academies
"
    );
}

#[test]
fn what_is_open_is_told_with_the_answers_that_are_left() {
    let (status, told, _) =
        decide(&["offer:2021-22", "eligibility", "--answer", "setting=trust", "--answer", "helped=not-sure"]);
    assert_eq!(status, Some(0));
    assert!(told.contains("Still possible:\n  - You could have got this: Trusts with eligible schools\n"), "{told}");
    // The words are those for a trust.
    assert!(told.contains("  - Did Ofsted judge any school of the trust to require improvement"), "{told}");
    assert!(told.contains("      --answer new-ri=ri  Yes\n"), "{told}");
}

#[test]
fn programs_get_a_document() {
    let answers = ["--answer", "setting=trust", "--answer", "new-ri=ri", "--answer", "helped=not-sure"];
    let (status, told, _) = decide(&[&["offer:2021-22", "--format", "json"], &answers[..]].concat());
    assert_eq!(status, Some(0));
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(told["table"], "eligibility");
    assert_eq!(told["answers"], json!({"setting": "trust", "new-ri": "ri", "helped": "not-sure"}));
    let outcomes: Vec<&Value> =
        told["outcomes"].as_array().unwrap().iter().map(|outcome| &outcome["outcome"]).collect();
    assert_eq!(outcomes, ["trust-days", "no-more"]);
    assert_eq!((&told["turns_on"], &told["not_answered"]), (&json!(["helped"]), &json!([])));
}

/// What you get stands in the words as well, and whom to ask while it is open which outcome it is.
#[test]
fn what_you_get_and_whom_to_ask_is_told() {
    let days = ["offer:2021-22", "--answer", "setting=trust", "--answer", "helped=not-yet", "--answer", "new-ri=ri"];
    let (_, told, _) = decide(&days);
    assert!(told.contains("You get: Trusts with eligible schools (offer:2021-22/mat)\n"), "{told}");
    let (_, told, _) = decide(&["offer:2021-22", "--answer", "helped=not-yet", "--answer", "new-ri=not-ri"]);
    assert!(told.contains("Still possible:") && told.contains("Ask: The mailbox of the offer (contact:"), "{told}");
}

/// A day that is none is told as such.
#[test]
fn a_day_that_is_none_is_told() {
    let (status, _, fault) = decide(&["offer:2024-25", "eligibility", "--answer", "inspected=2024-11-31"]);
    assert_eq!(status, Some(2));
    assert!(fault.contains("November 2024 has 30 days"), "{fault}");
    let (_, _, fault) = decide(&["offer:2024-25", "eligibility", "--answer", "inspected=31/12/2024"]);
    assert!(fault.contains("help: write `2024-12-31`"), "{fault}");
}

/// A name that is wrong is told with the nearest, and with those that there are.
#[test]
fn what_cannot_be_asked_is_refused() {
    let refused = |arguments: &[&str]| {
        let (status, told, fault) = decide(arguments);
        assert_eq!((status, &*told), (Some(2), ""), "{fault}");
        fault
    };
    assert!(refused(&["offer:2021-23"]).contains("2021-22`"));
    assert!(refused(&["offer:2019-20"]).contains("`offer:2019-20` has several tables"));
    assert!(refused(&["offer:2019-20", "brokers"]).contains("`broker`"));
    assert!(refused(&["contact:tsc"]).contains("`contact:tsc` decides nothing"));
    assert!(refused(&["offer:2021-22", "--answer", "seting=trust"]).contains("`setting`"));
    assert!(refused(&["offer:2021-22", "--answer", "setting=trusts"]).contains("`trust`"));
    assert!(refused(&["offer:2021-22", "--answer", "setting"]).contains("write it like `question=answer`"));
    let twice = ["offer:2021-22", "--answer", "setting=trust", "--answer", "setting=other"];
    assert!(refused(&twice).contains("`setting` is answered twice"));
}
