//! A mapping as CEL sees it. The package's own is a hash map, whose order would reach what a rule says.

use cel::ExecutionError;
use cel::common::traits::{Container, Indexer, Iterable, Iterator as Items, Sizer};
use cel::common::types::{CelInt, CelString, MAP_TYPE, Type};
use cel::common::value::{CowVal, StaticVal, Val};
use std::any::Any;
use std::sync::Arc;

/// Named values in the order of their author. Shared, since a macro takes a copy of each item.
#[derive(Clone, Debug, Default)]
pub(super) struct Named(Arc<Vec<(CelString<'static>, Box<dyn Val>)>>);

impl Named {
    pub(super) fn add(&mut self, name: impl Into<String>, value: Box<dyn Val>) {
        Arc::make_mut(&mut self.0).push((CelString::from(name.into()), value));
    }

    fn find(&self, key: &dyn Val) -> Option<&(dyn Val + 'static)> {
        let key = key.downcast_ref::<CelString<'_>>()?.inner();
        self.0.iter().find(|(name, _)| name.inner() == key).map(|(_, value)| &**value)
    }
}

impl StaticVal for Named {}

impl Val for Named {
    fn get_type(&self) -> &Type {
        <Self as Val>::cel_type()
    }

    fn cel_type() -> &'static Type {
        &MAP_TYPE
    }

    fn as_container(&self) -> Option<&dyn Container> {
        Some(self)
    }

    fn as_indexer<'b, 'v>(&'b self) -> Option<&'b (dyn Indexer + 'v)>
    where
        Self: 'v,
    {
        Some(self)
    }

    fn into_indexer<'v>(self: Box<Self>) -> Option<Box<dyn Indexer + 'v>>
    where
        Self: 'v,
    {
        Some(self)
    }

    fn as_iterable<'b, 'v>(&'b self) -> Option<&'b (dyn Iterable + 'v)>
    where
        Self: 'v,
    {
        Some(self)
    }

    fn as_sizer(&self) -> Option<&dyn Sizer> {
        Some(self)
    }

    fn equals(&self, other: &dyn Val) -> bool {
        other.downcast_ref::<Self>().is_some_and(|other| {
            let is_in_other = |(name, value): &(CelString<'static>, Box<dyn Val>)| {
                other.find(name).is_some_and(|found| value.equals(found))
            };
            self.0.len() == other.0.len() && self.0.iter().all(is_in_other)
        })
    }

    fn clone_as_boxed<'v>(&self) -> Box<dyn Val + 'v>
    where
        Self: 'v,
    {
        Box::new(self.clone())
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
}

impl Container for Named {
    fn contains(&self, value: &dyn Val) -> Result<bool, ExecutionError> {
        Ok(self.find(value).is_some())
    }
}

impl Indexer for Named {
    fn get<'b, 'v>(&'b self, key: &dyn Val) -> Result<CowVal<'b, 'v>, ExecutionError>
    where
        Self: 'v,
    {
        self.find(key).map(CowVal::Borrowed).ok_or_else(|| missing(key))
    }

    fn steal<'v>(self: Box<Self>, key: &dyn Val) -> Result<Box<dyn Val + 'v>, ExecutionError>
    where
        Self: 'v,
    {
        self.find(key).map(|value| value.clone_as_boxed()).ok_or_else(|| missing(key))
    }
}

fn missing(key: &dyn Val) -> ExecutionError {
    let name = key.downcast_ref::<CelString<'_>>().map(|name| name.inner().to_owned()).unwrap_or_default();
    ExecutionError::NoSuchKey(Arc::new(name))
}

impl Sizer for Named {
    fn size(&self) -> CelInt {
        i64::try_from(self.0.len()).unwrap_or(i64::MAX).into()
    }
}

impl Iterable for Named {
    fn iter<'b, 'v>(&'b self) -> Box<dyn Items<'b, 'v> + 'b>
    where
        Self: 'v,
    {
        Box::new(Names(self.0.iter()))
    }
}

struct Names<'b>(std::slice::Iter<'b, (CelString<'static>, Box<dyn Val>)>);

impl<'b, 'v> Items<'b, 'v> for Names<'b> {
    fn next(&mut self) -> Option<&'b (dyn Val + 'v)> {
        let (name, _) = self.0.next()?;
        Some(name)
    }
}
