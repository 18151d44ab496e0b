use super::SiteArguments;
use super::day::options;
use super::report::number;
use super::site::refuse;
use super::terminal::Terminal;
use crate::diagnostic::{listed, nearest};
use crate::pipeline::analyse;
use crate::source::{disk, edit};
use crate::table::{Exported, export as to_table};
use std::path::PathBuf;

/// Which records become a table, and where.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct ExportArguments {
    /// The kind of the records, such as `programme`
    kind: String,
    /// As CSV, which is the only form that there is so far
    #[arg(long)]
    csv: bool,
    /// The file that it is written to, so that Excel can open it; standard output unless told
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// `fingerpost export`
pub(super) fn export(site: &SiteArguments, arguments: &ExportArguments, terminal: &mut Terminal) -> u8 {
    match try_export(site, arguments, terminal) {
        Ok(()) => 0,
        Err(status) => status,
    }
}

fn try_export(site: &SiteArguments, arguments: &ExportArguments, terminal: &mut Terminal) -> Result<(), u8> {
    let sources = disk::read(&site.site).map_err(|fault| refuse(&fault, terminal))?;
    let options = options(site, &sources).map_err(|fault| refuse(&fault, terminal))?;
    let site = analyse(&sources, options).site;
    let name = &arguments.kind;
    let Some((index, kind)) = site.kinds.find(name) else {
        let help = match nearest(name, site.kinds.names()) {
            Some(near) => format!("write `{near}`"),
            None => format!("write one of {}", listed(site.kinds.names())),
        };
        return Err(refuse(&format!("there is no kind `{name}`\n  help: {help}"), terminal));
    };
    if kind.schema.is_none() {
        let help = format!("run `fingerpost check` and mend `content/kinds/{name}.yaml`");
        return Err(refuse(&format!("the kind `{name}` has faults of its own\n  help: {help}"), terminal));
    }
    let exported = to_table(&site, index, kind);
    terminal.complain(&left(&exported));
    let Some(out) = &arguments.out else {
        terminal.say(&exported.text);
        return Ok(());
    };
    // A slip of the keyboard must not put a table in the place of a record.
    if out.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("csv")) {
        let help = "give the file a name that ends in `.csv`";
        return Err(refuse(&format!("`{}` is no name for a table\n  help: {help}", out.display()), terminal));
    }
    edit::save(out, &exported.text).map_err(|fault| refuse(&fault, terminal))?;
    terminal.say(&format!("wrote {} to `{}`\n", number(exported.records, "record"), out.display()));
    Ok(())
}

/// What of the records is not in the table.
fn left(exported: &Exported) -> String {
    let fields = exported.left.iter().map(|field| {
        format!(
            "note: `{}` is left out, which a table cannot hold, in {}\n",
            field.name,
            number(field.records, "record")
        )
    });
    let faulty = (!exported.faulty.is_empty()).then(|| {
        let names = listed(exported.faulty.iter().map(String::as_str));
        format!("warning: what is wrong in these records is left out: {names}\n  help: run `fingerpost check`\n")
    });
    fields.chain(faulty).collect()
}
