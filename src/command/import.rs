use super::day::options;
use super::report::{Report, found, number};
use super::site::refuse;
use super::terminal::Terminal;
use super::{CheckArguments, FAULTS, SiteArguments};
use crate::diagnostic::listed;
use crate::source::{Source, Sources, disk, edit};
use crate::table::{Existing, Faulty, Imported, Mapping, Request, import as from_table};
use std::path::PathBuf;

/// What is to be taken from a table.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct ImportArguments {
    /// The kind of the records, such as `programme`
    kind: String,
    /// The table: a spreadsheet saved as `CSV UTF-8`, with the names of the fields in its first row
    file: PathBuf,
    /// A column and the field that it holds, such as --map "Run by=provider"; may be given several times
    #[arg(long, value_name = "COLUMN=FIELD", value_parser = pair)]
    map: Vec<(String, String)>,
    /// The column with the names of the records in addresses; `slug` or `id` unless told, else they are made from the titles
    #[arg(long, value_name = "COLUMN")]
    slug: Option<String>,
    /// A column to pass over; may be given several times
    #[arg(long, value_name = "COLUMN")]
    ignore: Vec<String>,
    /// The reason that a cell with nothing but `?` stands for
    #[arg(long, value_name = "REASON")]
    unknown: Option<String>,
    /// Change records that are there where a row says something else; an empty cell changes nothing
    #[arg(long)]
    update: bool,
    /// Leave faulty rows out and take the others
    #[arg(long)]
    partial: bool,
    /// Say what would be done, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// `Run by=provider`
fn pair(text: &str) -> Result<(String, String), String> {
    let (column, field) = text.split_once('=').ok_or("write the name of a column, `=`, and the name of a field")?;
    Ok((column.trim().to_owned(), field.trim().to_owned()))
}

/// `fingerpost import`
pub(super) fn import(site: &SiteArguments, arguments: ImportArguments, terminal: &mut Terminal) -> u8 {
    match try_import(site, arguments, terminal) {
        Ok(status) | Err(status) => status,
    }
}

fn try_import(site: &SiteArguments, arguments: ImportArguments, terminal: &mut Terminal) -> Result<u8, u8> {
    let sources = disk::read(&site.site).map_err(|fault| refuse(&fault, terminal))?;
    let options = options(site, &sources).map_err(|fault| refuse(&fault, terminal))?;
    let table = disk::read_other(&arguments.file).map_err(|fault| refuse(&fault, terminal))?;
    let ImportArguments { kind, map, slug, ignore, unknown, update, partial, dry_run, .. } = arguments;
    let mapping = Mapping { fields: map, slug, ignored: ignore, unknown };
    let existing = if update { Existing::Updated } else { Existing::Kept };
    let faulty = if partial { Faulty::LeftOut } else { Faulty::Refused };
    let request =
        Request { sources: &sources, options, kind: &kind, table: &table, mapping: &mapping, existing, faulty };
    let imported = from_table(request).map_err(|fault| refuse(&fault, terminal))?;
    let told: Sources = sources.iter().cloned().chain([table.clone()]).collect();
    let report = Report::new(site, &CheckArguments::default(), &told, terminal)?;
    report.show(&imported.diagnostics, terminal);
    terminal.complain(&left(&imported));
    if imported.is_refused {
        terminal.complain(&refusal(&imported));
        return Ok(FAULTS);
    }
    if !dry_run {
        edit::create_all(&site.site, &imported.new).map_err(|fault| refuse(&fault, terminal))?;
        let sets = imported.edits.iter().map(Vec::as_slice);
        edit::apply(&site.site, &sources, sets).map_err(|fault| refuse(&fault, terminal))?;
    }
    report.done(&done(&imported, &table, dry_run), terminal);
    Ok(if imported.left_rows > 0 { FAULTS } else { 0 })
}

/// What is not taken from the table, and how its days were read.
fn left(imported: &Imported) -> String {
    let columns = imported.left_columns.iter().map(|column| {
        let help = match &column.near {
            Some(near) => format!("if `{near}` is meant, add --map \"{}={near}\"", column.name),
            None => format!("name its field with --map \"{}=FIELD\", or leave it out with --ignore", column.name),
        };
        format!(
            "note: nothing is taken from the column `{}`, which is named like no field\n  help: {help}\n",
            column.name
        )
    });
    let kept = (!imported.kept.is_empty()).then(|| {
        let names = listed(imported.kept.iter().map(String::as_str));
        let are = if imported.kept.len() == 1 { "is" } else { "are" };
        format!("note: {} {are} there already and left as they are: {names}\n  help: add --update to change what a row says otherwise\n", number(imported.kept.len(), "record"))
    });
    let days = imported.day_first.iter().map(|(day, count)| {
        format!(
            "note: {} such as `{day}` could be read day first or month first, and {} read day first\n",
            number(*count, "date"),
            if *count == 1 { "was" } else { "were" }
        )
    });
    columns.chain(kept).chain(days).collect()
}

fn refusal(imported: &Imported) -> String {
    let found = found(&imported.diagnostics);
    if imported.left_rows == 0 {
        return format!("{found}, and nothing is written\n");
    }
    format!(
        "{found} in {}, and nothing is written\n  help: mend them in the table, or add --partial to leave these rows out\n",
        number(imported.left_rows, "row")
    )
}

fn done(imported: &Imported, table: &Source, dry_run: bool) -> String {
    let (made, changed) = if dry_run { ("would make", "would change") } else { ("made", "changed") };
    let counts = [(imported.new.len(), made), (imported.edits.len(), changed)];
    let counts = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, verb)| format!("{verb} {}", number(*count, "record")));
    let counts: Vec<String> = counts.collect();
    let counts = if counts.is_empty() { format!("{made} no record") } else { counts.join(", ") };
    let part = |count: usize, text: String| if count > 0 { text } else { String::new() };
    let same = part(imported.same, format!("; {} the same already", number(imported.same, "record")));
    let left = part(imported.left_rows, format!("; left {} out", number(imported.left_rows, "row")));
    let files = imported.new.iter().take(LISTED).map(|source| format!("  {}\n", source.path()));
    let more = imported.new.len().saturating_sub(LISTED);
    let more = part(more, format!("  and {more} more\n"));
    format!("{counts} from `{}`{same}{left}\n{}{more}", table.path(), files.collect::<String>())
}

/// How many new files are named: a screenful.
const LISTED: usize = 20;
