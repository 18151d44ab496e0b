//! The schema of a kind, as its file declares it → [`Schema`], with what is wrong with the declaration.
//!
//! `shape` reads what the values of a field look like, `assertion` what else is demanded of them, `names` what a schema
//! names; `misfit` and `condition` find keywords that say nothing where they stand. Nothing here knows a record.

mod assertion;
mod condition;
mod misfit;
mod names;
mod shape;

use super::constraint::{Assertion, Constraints};
use super::{Declaration, Schema, Shape, ShapeId};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Place, Source, SourcePath, Span};
use crate::yaml::{Entry, Mapping, Node};
use shape::Nesting;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// How another file's definitions are referred to: `shared.yaml#/$defs/window`.
const SHARED: &str = "shared.yaml#/$defs/";

/// How a file refers to its own definitions.
const OWN: &str = "#/$defs/";

/// What is wrong with a pattern: the bytes, the fact, and the way to mend it.
pub type PatternFlaw = (Range<usize>, String, String);

/// A file and the definitions that it gives names to.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// The file.
    pub source: &'a Source,
    /// Its `$defs`.
    pub defs: Option<&'a Mapping>,
}

/// The file of definitions that the schemas of all kinds share.
#[derive(Clone, Copy)]
pub enum Shared<'a> {
    /// There is none.
    Absent,
    /// It is there, and could not be read as a whole: what is missing may well be meant to be in it.
    Broken(Option<Scope<'a>>),
    /// It was read.
    Whole(Scope<'a>),
}

impl<'a> Shared<'a> {
    /// What could be read of it.
    const fn scope(self) -> Option<Scope<'a>> {
        match self {
            Self::Absent => None,
            Self::Broken(scope) => scope,
            Self::Whole(scope) => Some(scope),
        }
    }
}

/// What a schema is compiled from.
#[derive(Clone, Copy)]
pub struct Declared<'a> {
    /// The schema of a record: an object.
    pub schema: &'a Mapping,
    /// The file that it stands in.
    pub scope: Scope<'a>,
    /// The schema of the fields that every record has.
    pub common: Option<(&'a Mapping, Scope<'a>)>,
    /// The definitions that the schemas of all kinds share.
    pub shared: Shared<'a>,
    /// The names of all kinds, for `to`.
    pub kinds: &'a [Arc<str>],
    /// Why a pattern is no regular expression.
    pub pattern_flaw: fn(&str) -> Option<PatternFlaw>,
    /// Whether the schema is one of ours, where `{}` means that any value goes.
    pub built_in: bool,
}

/// A schema, and what is wrong with its declaration.
#[derive(Debug)]
pub struct Compiled {
    /// The schema.
    pub schema: Schema,
    /// Where it first names a definition of the file of shared ones, which is not there.
    pub absent: Option<Place>,
    /// What else is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Compiles the schema of a kind.
///
/// The shapes of the keywords themselves have been checked before, against the built-in kind of kinds; what is reported
/// here is what that cannot say: names that lead nowhere, and keywords that contradict one another.
#[must_use]
pub fn compile(declared: Declared<'_>) -> Compiled {
    let mut compiler = Compiler::new(declared, Vec::new());
    if let Some(schema) = compiler.compile() {
        return compiler.compiled(schema);
    }
    // To try every keyword alone costs more than all the rest, so it is done only where one of them cannot be used; what
    // is left is asserted all the same.
    let (unusable, faults): (Vec<Place>, Vec<Diagnostic>) = compiler.unusable().unzip();
    let mut compiler = Compiler::new(declared, unusable);
    let schema = compiler.compile().unwrap_or_default();
    compiler.diagnostics.extend(faults);
    compiler.compiled(schema)
}

/// What is wrong with the definitions of a file, those too that nothing refers to.
#[must_use]
pub fn check_definitions(declared: Declared<'_>) -> Vec<Diagnostic> {
    let mut compiler = Compiler::new(declared, Vec::new());
    for entry in declared.scope.defs.map_or(&[][..], |defs| &defs.0) {
        let key = (declared.scope.source.path().clone(), entry.key.text.to_string());
        if !compiler.named.contains_key(&key) {
            compiler.define(key, &entry.value, declared.scope);
        }
    }
    let asserted = std::mem::take(&mut compiler.asserted);
    let faults: Vec<Diagnostic> = match Constraints::are_usable(asserted) {
        true => Vec::new(),
        false => compiler.unusable().map(|(_, fault)| fault).collect(),
    };
    compiler.diagnostics.extend(faults);
    compiler.diagnostics
}

struct Compiler<'a> {
    declared: Declared<'a>,
    shapes: Vec<Shape>,
    named: BTreeMap<(SourcePath, String), Declaration>,
    /// What is asserted of each named definition.
    asserted: Assertion,
    /// The constraints that were met, with the files that they stand in.
    constraints: Vec<(&'a Entry, Scope<'a>)>,
    /// The places of values that are left out.
    left_out: Vec<Place>,
    /// Where parts may stand: among the fields of a record or of a part, and of nothing else.
    nesting: Nesting,
    absent: Option<Place>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Compiler<'a> {
    fn new(declared: Declared<'a>, left_out: Vec<Place>) -> Self {
        Self {
            declared,
            shapes: Vec::new(),
            named: BTreeMap::new(),
            asserted: Assertion::new(),
            constraints: Vec::new(),
            left_out,
            nesting: Nesting::Holder,
            absent: None,
            diagnostics: Vec::new(),
        }
    }

    fn compiled(self, schema: Schema) -> Compiled {
        Compiled { schema, absent: self.absent, diagnostics: self.diagnostics }
    }

    /// The whole schema; `None` where one of its constraints cannot be used.
    fn compile(&mut self) -> Option<Schema> {
        let root = self.reserve();
        let (shape, mut assertion) = self.object(self.declared.schema, self.declared.scope);
        assertion.extend(self.constraints(self.declared.schema, self.declared.scope));
        let own = if let Shape::Object { properties, .. } = &shape { properties.len() } else { 0 };
        let shape = match self.declared.common {
            Some((common, scope)) => self.add_common(shape, &mut assertion, common, scope),
            None => shape,
        };
        self.put(root, shape);
        self.check_own_targets(root);
        let constraints = Constraints::new(assertion, std::mem::take(&mut self.asserted))?;
        Some(Schema { shapes: std::mem::take(&mut self.shapes), root, own, constraints })
    }

    fn is_common(&self, scope: Scope<'a>) -> bool {
        self.declared.common.is_some_and(|(_, common)| common.source.path() == scope.source.path())
    }

    /// Whether the file is one of ours, in which `{}` means that any value goes.
    fn is_ours(&self, scope: Scope<'a>) -> bool {
        self.declared.built_in || !scope.source.path().starts_with("content/")
    }

    fn fault(&self, code: Code, span: Span, scope: Scope<'a>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, scope.source.at(span), message)
    }

    fn anything(&mut self) -> Declaration {
        Declaration { title: None, description: None, known: false, shape: self.reserve() }
    }

    fn reserve(&mut self) -> ShapeId {
        self.shapes.push(Shape::Any);
        ShapeId(self.shapes.len() - 1)
    }

    fn put(&mut self, id: ShapeId, shape: Shape) {
        if let Some(place) = self.shapes.get_mut(id.0) {
            *place = shape;
        }
    }
}

fn text<'a>(mapping: &'a Mapping, key: &str) -> Option<&'a str> {
    mapping.get(key).and_then(Node::as_text)
}
