use super::{Declaration, Property, Schema, Shape};

/// A path that leads to no field.
#[derive(Debug, PartialEq, Eq)]
pub struct NoField<'a> {
    /// The bytes of the path at which it goes wrong.
    pub range: std::ops::Range<usize>,
    /// The fields that there are at this point.
    pub known: Vec<&'a str>,
}

impl Schema {
    /// How the field at a path is declared: `cost.amount`. A list stands for its items; the names of parts, and free keys,
    /// are left out of a path (`routes.amount` is the amount of any route).
    ///
    /// # Errors
    /// Where the path leads to no field.
    pub fn field(&self, path: &str) -> Result<&Declaration, NoField<'_>> {
        let (mut shape, mut found, mut at) = (self.root(), None, 0);
        for name in path.split('.') {
            let properties = self.fields_of(shape);
            let Some(property) = properties.iter().find(|property| *property.name == *name) else {
                let known = properties.iter().map(|property| &*property.name).collect();
                return Err(NoField { range: at..at + name.len(), known });
            };
            at += name.len() + 1;
            shape = self.shape(property.declaration.shape);
            found = Some(&property.declaration);
        }
        found.ok_or(NoField { range: 0..path.len(), known: Vec::new() })
    }

    /// How the value is declared to which the names lead one after another: of fields, of free keys and of parts.
    #[must_use]
    pub fn declaration_at<'a>(&'a self, names: impl Iterator<Item = &'a str>) -> Option<&'a Declaration> {
        let (mut shape, mut found) = (self.root(), None);
        for name in names {
            let next = match shape {
                Shape::Object { properties, .. } => {
                    properties.iter().find(|property| *property.name == *name).map(|property| &property.declaration)
                }
                Shape::Map { values: inner, .. } | Shape::Parts(inner) => Some(inner),
                _ => None,
            }?;
            shape = self.shape(next.shape);
            found = Some(next);
        }
        found
    }

    /// The fields of an object, of the items of a list, of the values of a mapping, of parts.
    #[must_use]
    pub fn fields_of<'a>(&'a self, shape: &'a Shape) -> &'a [Property] {
        match self.item(shape) {
            Shape::Object { properties, .. } => properties,
            _ => &[],
        }
    }

    /// What the items of a list look like, the values of a mapping and parts, through any number of levels; anything else
    /// as it is.
    #[must_use]
    pub fn item<'a>(&'a self, shape: &'a Shape) -> &'a Shape {
        let mut shape = shape;
        // A definition may be a list of itself; no value is nested deeper than the reader allows.
        for _ in 0..crate::yaml::DEPTH {
            match shape {
                Shape::List(inner) | Shape::Map { values: inner, .. } | Shape::Parts(inner) => {
                    shape = self.shape(inner.shape);
                }
                _ => break,
            }
        }
        shape
    }
}
