use super::{Constraints, Targets};
use serde_json::{Map, Value as Json};
use std::sync::Arc;

/// The compiled schema of a kind: its shapes, which may refer to one another in circles, and what is asserted besides.
#[derive(Debug, Default)]
pub struct Schema {
    pub(super) shapes: Vec<Shape>,
    pub(super) root: ShapeId,
    /// How many fields of a whole record the kind itself declares; those of every record follow.
    pub(super) own: usize,
    pub(super) constraints: Constraints,
}

/// Which of the shapes of a schema.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ShapeId(pub(super) usize);

/// How a field is declared where it stands: `$ref` shares a shape, while a title may be given at each use.
#[derive(Clone, Debug)]
pub struct Declaration {
    /// The label that readers see.
    pub title: Option<Arc<str>>,
    /// A hint for those who write the field.
    pub description: Option<Arc<str>>,
    /// Whether the field may not be `{unknown: …}`.
    pub known: bool,
    /// What its value looks like.
    pub shape: ShapeId,
}

/// What a value looks like.
#[derive(Debug, Default)]
pub enum Shape {
    /// Nothing is declared: any value goes.
    #[default]
    Any,
    /// Text, perhaps of a format.
    Text(Option<Format>),
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// One of some values, each with the words that readers see.
    Choice(Vec<Choice>),
    /// A list.
    List(Declaration),
    /// A mapping with the fields that are declared and no others.
    Object {
        /// The fields in the order in which readers see them.
        properties: Vec<Property>,
        /// The names of those that have to be there.
        required: Vec<Arc<str>>,
    },
    /// A mapping with free keys.
    Map {
        /// The keys that there may be, with the words that readers see; any where there are none.
        names: Vec<Choice>,
        /// What kind of text each key is.
        format: Option<Format>,
        /// The values.
        values: Declaration,
    },
    /// A mapping of slug to part: records inside a record.
    Parts(Declaration),
    /// The name of a record or of a part.
    Reference(Arc<Targets>),
}

/// A field of an object.
#[derive(Clone, Debug)]
pub struct Property {
    /// Its name.
    pub name: Arc<str>,
    /// How it is declared.
    pub declaration: Declaration,
}

/// One of the values that a field may have.
#[derive(Clone, Debug)]
pub struct Choice {
    /// As it is written.
    pub value: Arc<str>,
    /// As readers see it.
    pub title: Arc<str>,
}

/// What kind of text it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Markdown, with links to records.
    Markdown,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// An address on the web.
    Uri,
    /// How much, as people write it: `up to £10,000`.
    Amount,
    /// A day: `2021-09-02`.
    Date,
    /// A day, a month, a year, or another stretch of time.
    Period,
    /// `2021-22`
    AcademicYear,
    /// `autumn-2021`
    Term,
    /// `within 2 weeks after match-confirmed`
    Relative,
}

impl Format {
    /// Every format with its name in a schema.
    pub const ALL: [(&'static str, Self); 10] = [
        ("markdown", Self::Markdown),
        ("email", Self::Email),
        ("phone", Self::Phone),
        ("uri", Self::Uri),
        ("amount", Self::Amount),
        ("date", Self::Date),
        ("period", Self::Period),
        ("academic-year", Self::AcademicYear),
        ("term", Self::Term),
        ("relative", Self::Relative),
    ];

    /// The format of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, format)| *format)
    }
}

impl Schema {
    /// The shape of a whole record.
    #[must_use]
    pub fn root(&self) -> &Shape {
        self.shape(self.root)
    }

    /// One of the shapes.
    #[must_use]
    pub fn shape(&self, id: ShapeId) -> &Shape {
        self.shapes.get(id.0).unwrap_or(&Shape::Any)
    }

    /// What is asserted besides shapes, as keywords of a JSON Schema in which an unknown value meets everything.
    #[must_use]
    pub fn asserted(&self) -> Option<&Map<String, Json>> {
        self.constraints.written()
    }

    /// Whether a record has to have a field at all.
    #[must_use]
    pub fn requires_fields(&self) -> bool {
        matches!(self.root(), Shape::Object { required, .. } if !required.is_empty())
    }

    /// The fields that the kind itself declares.
    #[must_use]
    pub fn own_properties(&self) -> &[Property] {
        self.properties().get(..self.own).unwrap_or_default()
    }

    /// What every field that names records declares, nested ones too.
    pub fn references(&self) -> impl Iterator<Item = &Targets> {
        self.shapes.iter().filter_map(|shape| match shape {
            Shape::Reference(targets) => Some(&**targets),
            _ => None,
        })
    }

    /// Whether a text of this format may stand anywhere in a record.
    #[must_use]
    pub fn has(&self, format: Format) -> bool {
        self.shapes.iter().any(|shape| matches!(shape, Shape::Text(Some(found)) if *found == format))
    }

    /// The fields of a whole record.
    #[must_use]
    pub fn properties(&self) -> &[Property] {
        match self.root() {
            Shape::Object { properties, .. } => properties,
            _ => &[],
        }
    }
}

impl Property {
    /// The label that readers see: the title, else the name made readable.
    #[must_use]
    pub fn label(&self) -> String {
        self.declaration.title.as_deref().map_or_else(|| readable(&self.name), str::to_owned)
    }
}

/// A name as a label: `in_short` → `In short`.
#[must_use]
pub fn readable(name: &str) -> String {
    let words = name.replace(['_', '-'], " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
