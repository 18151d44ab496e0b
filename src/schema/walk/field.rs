use super::{Inherit, Reasons, Spot, Walker};
use crate::diagnostic::{Certainty, Code, Diagnostic, Fix, listed, nearest, respelt};
use crate::schema::{Member, Property, Shape};
use crate::schema::{cut, habit, mend};
use crate::source::Source;
use crate::yaml::Entry;

/// How many names that mean nothing are told of one mapping, as for the faults of a text: nobody mends more in one go.
const TOLD: usize = 200;

impl Walker<'_> {
    pub(super) fn object(&mut self, shape: &Shape, entries: &[Entry], spot: Spot<'_>) -> Vec<Member> {
        let Shape::Object { properties, required } = shape else { return Vec::new() };
        let mut members = Vec::with_capacity(entries.len());
        let mut missing: Vec<&str> = required.iter().map(|name| &**name).collect();
        missing.retain(|name| !entries.iter().any(|entry| *entry.key.text == **name));
        let is_field = |name: &str| properties.iter().any(|property| *property.name == *name);
        let mended = cut::mended(entries, is_field, self.context.source);
        let entries = mended.as_ref().map_or(entries, |(entries, _)| entries);
        // How many are not declared, and which of the diagnostics is that of the last one told.
        let (mut unknown, mut last) = (0, 0);
        for entry in entries {
            let name = &*entry.key.text;
            match properties.iter().find(|property| &*property.name == name) {
                Some(property) => {
                    let is_required = required.contains(&property.name);
                    let spot =
                        Spot { name: Some(name), anchor: entry.key.span, part: spot.part, is_item: false, is_required };
                    let value = self.value(&property.declaration, &entry.value, spot);
                    if value.is_none() {
                        self.decoded.faulty.push(name.into());
                    }
                    members.extend(value.map(|value| Member {
                        name: property.name.clone(),
                        name_span: entry.key.span,
                        value,
                    }));
                }
                None if unknown >= TOLD => {
                    unknown += 1;
                    self.decoded.faulty.push(name.into());
                }
                None => {
                    unknown += 1;
                    let near = self.report_unknown_field(entry, entries, properties, spot);
                    last = self.diagnostics.len().saturating_sub(1);
                    // A field that is misspelt is not missing as well, and what it holds is looked at.
                    missing.retain(|name| Some(*name) != near);
                    // It may be a part that is indented too little: who names it has done nothing wrong.
                    self.decoded.faulty.push(name.into());
                    members.extend(near.and_then(|near| self.misspelt(entry, entries, properties, (near, spot))));
                }
            }
        }
        if unknown > TOLD
            && let Some(last) = self.diagnostics.get_mut(last)
        {
            last.notes.push(format!("{} more names here are those of no field", unknown - TOLD));
        }
        self.report_missing(&missing, (entries, &members), properties, spot);
        self.diagnostics.extend(mended.into_iter().flat_map(|(_, faults)| faults));
        if let Some(fault) = reversed(&members, self.context.source) {
            self.diagnostics.push(fault);
            self.decoded.faulty.extend(spot.name.map(Into::into));
        }
        members
    }

    /// Reports required fields that are not there; those that the record may take from another are kept for later.
    fn report_missing(
        &mut self,
        missing: &[&str],
        (entries, members): (&[Entry], &[Member]),
        properties: &[Property],
        spot: Spot<'_>,
    ) {
        let is_named = |field: &str| members.iter().any(|member| *member.name == *field);
        let has = |field: &str| is_named(field) || entries.iter().any(|entry| *entry.key.text == *field);
        let inherits = spot.name.is_none()
            && match self.context.inherit {
                Inherit::None => false,
                Inherit::Any => true,
                Inherit::By(field) => has(field),
            };
        for name in missing {
            let declaration =
                properties.iter().find(|property| *property.name == **name).map(|property| &property.declaration);
            let hint =
                declaration.and_then(|declaration| declaration.description.as_deref().or(declaration.title.as_deref()));
            // Of an item the field around it says nothing; its own first line does.
            let anchor = entries.first().filter(|_| spot.is_item).map_or(spot.anchor, |entry| entry.key.span);
            let fault = self.fault(Code::MissingField, anchor, format!("{} has no `{name}`", self.whole(spot)));
            let hint = hint.map(|hint| format!(" ({hint})")).unwrap_or_default();
            let fault = fault.help(format!("add a line `{name}: …`{hint}"));
            if inherits {
                self.decoded.missing.push(((*name).into(), fault));
            } else {
                self.diagnostics.push(fault);
            }
        }
    }

    /// The value of a field under the name that was probably meant, unless it is there already, or this one does not fit it.
    fn misspelt(
        &mut self,
        entry: &Entry,
        entries: &[Entry],
        properties: &[Property],
        (near, spot): (&str, Spot<'_>),
    ) -> Option<Member> {
        let property = properties.iter().find(|property| *property.name == *near)?;
        // What other tools call so need not look alike.
        let is_near = nearest(&entry.key.text, [near]).or_else(|| labelled(&entry.key.text, properties)) == Some(near);
        if !is_near || entries.iter().any(|other| *other.key.text == *near) {
            return None;
        }
        let told = self.diagnostics.len();
        let spot = Spot { name: Some(near), anchor: entry.key.span, ..spot };
        let Some(value) = self.value(&property.declaration, &entry.value, spot) else {
            // The guess may have been wrong: then what does not fit it is no fault.
            self.diagnostics.truncate(told);
            self.decoded.faulty.push(near.into());
            return None;
        };
        Some(Member { name: property.name.clone(), name_span: entry.key.span, value })
    }

    /// Reports a field that is not declared, and gives the one that was probably meant.
    fn report_unknown_field<'p>(
        &mut self,
        entry: &Entry,
        entries: &[Entry],
        properties: &'p [Property],
        spot: Spot<'_>,
    ) -> Option<&'p str> {
        let name = &entry.key.text;
        let known = properties.iter().map(|property| &*property.name);
        if let Some(near) = self.report_no_colon(entry, entries, properties) {
            return Some(near);
        }
        let near = nearest(name, known.clone()).or_else(|| labelled(name, properties));
        let fault =
            self.fault(Code::UnknownField, entry.key.span, format!("{} has no field `{name}`", self.whole(spot)));
        let fault = fault.note_look_alike(name);
        self.diagnostics.push(match near {
            Some(near) => {
                // Where another field is called so, or would be, the author has to choose.
                let mut others = entries.iter().filter(|other| other.key.span != entry.key.span);
                let is_taken = others.any(|other| respelt(&other.key.text, [near]).is_some());
                let certainty = Certainty::of(respelt(name, known) == Some(near) && !is_taken);
                let spot = (entry.key.span, entry.key.style);
                let fix = mend::name(near, certainty, spot, self.context.source);
                fault.help(format!("write `{near}`")).fix(fix)
            }
            None => {
                let help = match habit::field(name).filter(|meant| known.clone().any(|known| known == *meant)) {
                    Some(meant) => format!("write `{meant}`"),
                    // A file of ours has the fields that we give it.
                    None if self.context.reasons == Reasons::None => "take it out".to_owned(),
                    None if let Some(parts) = self.parts_above(entry, entries, properties) => {
                        format!(
                            "indent it and its fields further if it is one of the parts of `{parts}`, or take it out"
                        )
                    }
                    None => "take it out, or declare it in the kind".to_owned(),
                };
                fault.help(help).note(format!("the fields are {}", listed(known)))
            }
        });
        near.or_else(|| habit::field(name).and_then(|meant| known_names(properties).find(|known| *known == meant)))
    }

    /// Reports a field whose colon is missing, or touches its value, and gives the field.
    fn report_no_colon<'p>(&mut self, entry: &Entry, entries: &[Entry], properties: &'p [Property]) -> Option<&'p str> {
        let field = |name: &str| known_names(properties).find(|known| *known == name);
        let (name, value) = cut::without_colon(entry, |name| field(name).is_some())?;
        let near = field(name).filter(|near| !entries.iter().any(|other| *other.key.text == **near))?;
        let right = format!("{name}: {value}");
        let message = match entry.key.text.starts_with(&format!("{name}:")) {
            true => format!("a space is missing after `{name}:`"),
            false => format!("a colon is missing after `{name}`"),
        };
        let help = format!("write `{right}`");
        let fix = Fix::guess(help.clone(), self.context.source.at(entry.key.span), right);
        self.diagnostics.push(self.fault(Code::UnknownField, entry.key.span, message).help(help).fix(fix));
        self.decoded.faulty.push(near.into());
        Some(near)
    }

    /// The field of parts right above an entry that could be one of them.
    fn parts_above<'e>(&self, entry: &Entry, entries: &'e [Entry], properties: &[Property]) -> Option<&'e str> {
        let place = entries.iter().position(|other| other.key.span == entry.key.span)?;
        let above = entries.get(place.checked_sub(1)?)?;
        let property = properties.iter().find(|property| *property.name == *above.key.text)?;
        let has_parts = matches!(self.schema.shape(property.declaration.shape), Shape::Parts(_));
        (has_parts && entry.value.as_mapping().is_some()).then_some(&*above.key.text)
    }
}

/// The field that readers see under this name.
fn labelled<'p>(name: &str, properties: &'p [Property]) -> Option<&'p str> {
    let is_it = |property: &&Property| property.label().to_lowercase() == name.trim().to_lowercase();
    properties.iter().find(is_it).map(|property| &*property.name)
}

fn known_names(properties: &[Property]) -> impl Iterator<Item = &str> {
    properties.iter().map(|property| &*property.name)
}

/// A window whose end is before its beginning.
fn reversed(members: &[Member], source: &Source) -> Option<Diagnostic> {
    let end = |name: &str| members.iter().find(|member| &*member.name == name).map(|member| &member.value);
    let (from, until) = (end("from")?, end("until")?);
    let (first, last) = (from.as_period()?, until.as_period()?);
    (last.last < first.first).then(|| {
        let message = format!("this ends on {}, before it begins", last.last.words());
        Diagnostic::new(Code::ReversedWindow, source.at(until.span), message)
            .also(source.at(from.span), format!("it begins on {}", first.first.words()))
            .help("correct one of the two days")
    })
}
