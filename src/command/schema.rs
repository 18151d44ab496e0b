use super::build::among_sources;
use super::day::options;
use super::report::{Report, number};
use super::site::refuse;
use super::terminal::Terminal;
use super::{CheckArguments, FAULTS, Format, SiteArguments};
use crate::diagnostic::{Diagnostic, Severity};
use crate::editor::{self, Known};
use crate::pipeline::{Analysis, Options, analyse};
use crate::source::{disk, edit};
use std::path::PathBuf;

/// Which site, and where its schemas go.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct SchemaArguments {
    /// The folder of the site: the one that holds `content`
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    site: PathBuf,
    /// The folder that the schemas are written to; `.fingerpost-schema` in the folder of the site unless told
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

/// `fingerpost schema`
pub(super) fn schema(arguments: &SchemaArguments, terminal: &mut Terminal) -> u8 {
    match try_schema(arguments, terminal) {
        Ok(status) | Err(status) => status,
    }
}

fn try_schema(arguments: &SchemaArguments, terminal: &mut Terminal) -> Result<u8, u8> {
    let SchemaArguments { site, out } = arguments;
    let out = out.clone().unwrap_or_else(|| site.join(editor::FOLDER));
    if let Some(sources) = among_sources(&out, site) {
        let fault = format!(
            "the folder `{}` would hold `{sources}`, or lie in it\n  help: name another folder with `--out`",
            out.display()
        );
        return Err(refuse(&fault, terminal));
    }
    let sources = disk::read(site).map_err(|fault| refuse(&fault, terminal))?;
    let arguments = SiteArguments { site: site.clone(), as_of: None, drafts: true, format: Format::Human };
    let options = options(&arguments, &sources).map_err(|fault| refuse(&fault, terminal))?;
    let Analysis { site, diagnostics } = analyse(&sources, Options { drafts: true, ..options });
    // What a kind says wrongly, its schema would say too.
    let of_kinds: Vec<Diagnostic> = diagnostics.into_iter().filter(is_of_kind).collect();
    if !of_kinds.is_empty() {
        let report = Report::new(&arguments, &CheckArguments::default(), &sources, terminal)?;
        report.show(&of_kinds, terminal);
        terminal.complain(&format!(
            "{} in the files of kinds, and no schema was written\n",
            number(of_kinds.len(), "fault")
        ));
        return Err(FAULTS);
    }
    let schemas = editor::schemas(Known { site: &site.config, kinds: &site.kinds, catalogue: &site.catalogue });
    let written = edit::generate(&out, &schemas, editor::MARK).map_err(|fault| refuse(&fault, terminal))?;
    let removed = if written.removed > 0 { format!(", {} removed", written.removed) } else { String::new() };
    let (changed, unchanged) = (written.changed, written.unchanged);
    let kinds = number(site.kinds.iter().count(), "kind");
    terminal.say(&format!(
        "wrote schemas of {kinds}: {changed} written, {unchanged} as they were{removed}, in {}\n",
        out.display()
    ));
    Ok(0)
}

fn is_of_kind(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error && diagnostic.primary.place.path.starts_with(crate::kind::FOLDER)
}
