//! What an amount counts, in one form: `days` is `day`, `pounds` is `£`.

/// A unit of several words in one form.
pub(super) fn unit(words: &str) -> Box<str> {
    if matches!(words, "" | "£" | "%") {
        return words.into();
    }
    let lower = words.to_lowercase();
    match lower.as_str() {
        "pound" | "pounds" | "gbp" => "£".into(),
        "€" | "euro" | "euros" | "eur" => "€".into(),
        "$" | "dollar" | "dollars" | "usd" => "$".into(),
        "per cent" | "percent" => "%".into(),
        _ => noun(&lower),
    }
}

/// A noun, perhaps with others before it, in lower case and in the singular.
pub(super) fn noun(words: &str) -> Box<str> {
    let mut words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    if let Some(last) = words.last_mut() {
        *last = singular(last);
    }
    words.join(" ").into()
}

fn singular(word: &str) -> String {
    match word {
        "people" | "persons" => return "person".to_owned(),
        "children" => return "child".to_owned(),
        _ => {}
    }
    let word = word.trim_end_matches(['\'', '\u{2019}']);
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    let is_es = ["ches", "shes", "sses", "xes"].iter().any(|ending| word.ends_with(ending));
    let stem = if is_es { word.strip_suffix("es") } else { word.strip_suffix('s') };
    let is_plural = !["ss", "us", "is"].iter().any(|ending| word.ends_with(ending));
    stem.filter(|stem| is_plural && stem.len() > 1).unwrap_or(word).to_owned()
}

/// Whether a unit is money.
pub(super) fn is_money(unit: &str) -> bool {
    matches!(unit, "£" | "€" | "$")
}
