//! Runs the search script of the site, as visitors run it, over the index that was just made.

use super::Index;
use crate::asset::Assets;
use rquickjs::loader::{ImportAttributes, Loader, Resolver};
use rquickjs::module::Declared;
use rquickjs::{CatchResultExt, Context, Ctx, Error, Function, Module, Promise, Runtime};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The script, as authors of themes write its name.
const SCRIPT: &str = "/assets/search/engine.js";

/// The script that looks for the place in a text which is shown.
const EXCERPT: &str = "/assets/search/excerpt.js";

/// What a script may take: a hundred times what the largest index needs.
const MEMORY: usize = 512 << 20;

/// How often a script is asked whether it should stop; it is after some ten thousand steps each.
const STEPS: u64 = 200_000;

/// What is found for a query.
#[derive(Clone, Debug, Deserialize)]
#[expect(missing_docs, reason = "`engine.js` says what they are")]
pub struct Answer {
    pub results: Vec<Found>,
    pub total: usize,
    pub corrected: Vec<Corrected>,
    pub unmet: Vec<String>,
    pub partial: bool,
}

/// A word that was put in the place of another.
#[derive(Clone, Debug, Deserialize)]
#[expect(missing_docs, reason = "`engine.js` says what they are")]
pub struct Corrected {
    pub from: String,
    pub to: String,
}

/// A result.
#[derive(Clone, Debug, Deserialize)]
#[expect(missing_docs, reason = "`engine.js` says what they are")]
pub struct Found {
    pub id: String,
    pub title: String,
    pub url: String,
    pub kind: String,
    pub tier: String,
    pub score: u64,
    pub missing: Vec<String>,
    pub excerpt: Vec<(String, bool)>,
    pub hits: Vec<Hit>,
}

/// What a word of the query adds to a result.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "`engine.js` says what they are")]
pub struct Hit {
    pub word: String,
    pub points: u64,
    pub in_name: bool,
}

/// Whether places in texts are looked for: for people they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excerpts {
    /// They are.
    Shown,
    /// They are not, which is quicker.
    LeftOut,
}

/// The script with an index.
pub struct Engine {
    context: Context,
    // Dropped after the context that runs in it.
    _runtime: Runtime,
}

impl Engine {
    /// Starts the script of a site.
    ///
    /// # Errors
    /// Why it does not run, as the script says it.
    pub fn new(index: Arc<Index>, assets: &Assets) -> Result<Self, String> {
        let start = || -> Result<(Runtime, Context), Error> {
            let runtime = Runtime::new()?;
            runtime.set_memory_limit(MEMORY);
            let scripts = Scripts::of(assets);
            runtime.set_loader(scripts.clone(), scripts);
            let mut left = STEPS;
            runtime.set_interrupt_handler(Some(Box::new(move || {
                left = left.saturating_sub(1);
                left == 0
            })));
            let context = Context::full(&runtime)?;
            Ok((runtime, context))
        };
        let (runtime, context) = start().map_err(|fault| fault.to_string())?;
        let path = |name| assets.path(name).ok_or_else(|| format!("there is no `{name}`"));
        let text = format!(
            "import {{ open }} from '{}'\n\
             import {{ excerpt }} from '{}'\n\
             const opened = open(async (name) => JSON.parse(read(name)))\n\
             const search = async (query, {{ excerpts = true, ...options }}) => \
             (await opened).search(query, {{ ...options, excerpt: excerpts ? excerpt : undefined }})\n\
             globalThis.ask = async (query, options) => JSON.stringify(await search(query, JSON.parse(options)))",
            path(SCRIPT)?,
            path(EXCERPT)?
        );
        let started = context.with(|context| {
            let run = || -> Result<(), Error> {
                let read = Function::new(context.clone(), move |name: String| index.named(&name).unwrap_or_default())?;
                context.globals().set("read", read)?;
                Module::evaluate(context.clone(), "/start.js", text)?.finish::<()>()
            };
            run().catch(&context).map_err(|fault| fault.to_string())
        });
        started.map(|()| Self { context, _runtime: runtime })
    }

    /// What is found for a query.
    ///
    /// # Errors
    /// What went wrong, as the script says it.
    pub fn search(&self, query: &str, limit: usize, excerpts: Excerpts) -> Result<Answer, String> {
        let options = serde_json::json!({"limit": limit, "excerpts": excerpts == Excerpts::Shown});
        let text = self.ask(query, &options.to_string())?;
        serde_json::from_str(&text)
            .map_err(|fault| format!("the search script of the theme gives other answers: {fault}"))
    }

    /// What the script answers to a query and its options, as JSON.
    ///
    /// # Errors
    /// What went wrong, as the script says it.
    pub fn ask(&self, query: &str, options: &str) -> Result<String, String> {
        self.context.with(|context| {
            let run = || -> Result<String, Error> {
                let ask: Function<'_> = context.globals().get("ask")?;
                let promise: Promise<'_> = ask.call((query, options))?;
                promise.finish::<String>()
            };
            run().catch(&context).map_err(|fault| fault.to_string())
        })
    }

    /// What a function of a script of the theme gives for a text, as JSON: for tests.
    ///
    /// # Errors
    /// What went wrong, as the script says it.
    pub fn call(assets: &Assets, script: &str, function: &str, text: &str) -> Result<String, String> {
        let engine = Self::new(Arc::default(), assets)?;
        let path = assets.path(script).ok_or_else(|| format!("there is no `{script}`"))?;
        let start = format!(
            "import {{ {function} }} from '{path}'\nglobalThis.given = (text) => JSON.stringify({function}(text))"
        );
        engine.context.with(|context| {
            let run = || -> Result<String, Error> {
                Module::evaluate(context.clone(), "/call.js", start)?.finish::<()>()?;
                context.globals().get::<_, Function<'_>>("given")?.call((text,))
            };
            run().catch(&context).map_err(|fault| fault.to_string())
        })
    }
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").finish_non_exhaustive()
    }
}

/// The scripts of the site by their paths.
#[derive(Clone)]
struct Scripts(Arc<BTreeMap<String, Vec<u8>>>);

impl Scripts {
    fn of(assets: &Assets) -> Self {
        let scripts = assets.names().filter(|name| name.ends_with(".js"));
        let script = |name: &str| Some((assets.path(name)?.to_owned(), assets.bytes(name)?.to_vec()));
        Self(Arc::new(scripts.filter_map(script).collect()))
    }
}

impl Resolver for Scripts {
    fn resolve<'js>(
        &mut self,
        _: &Ctx<'js>,
        base: &str,
        name: &str,
        _: Option<ImportAttributes<'js>>,
    ) -> rquickjs::Result<String> {
        let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
        let path = match name.strip_prefix("./") {
            Some(name) => format!("{folder}/{name}"),
            None => name.to_owned(),
        };
        if self.0.contains_key(&path) { Ok(path) } else { Err(Error::new_resolving(base, name)) }
    }
}

impl Loader for Scripts {
    fn load<'js>(
        &mut self,
        context: &Ctx<'js>,
        name: &str,
        _: Option<ImportAttributes<'js>>,
    ) -> rquickjs::Result<Module<'js, Declared>> {
        let text = self.0.get(name).ok_or_else(|| Error::new_loading(name))?;
        Module::declare(context.clone(), name, text.clone())
    }
}
