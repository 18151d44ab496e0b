use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, Span};
use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

/// A table as it was read.
pub(super) struct Sheet {
    pub(super) header: Vec<Cell>,
    /// The rows with something in them.
    pub(super) rows: Vec<Row>,
}

/// One row below the header.
pub(super) struct Row {
    pub(super) cells: Vec<Cell>,
    /// Why nothing can be made of it.
    pub(super) fault: Option<Diagnostic>,
}

/// One cell.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    /// What it says, without blanks around it, its lines ended by `\n`.
    pub(super) text: String,
    /// Where, without quotation marks around it.
    pub(super) span: Span,
}

/// Reads a table: its rows, or why there is none.
pub(super) fn read(source: &Source) -> Result<Sheet, Vec<Diagnostic>> {
    if let Some(fault) = illegible(source) {
        return Err(vec![fault]);
    }
    let separator = separator(source.text());
    let mut rows = records(source, separator)?.into_iter();
    let Some(header) = rows.next().filter(|header| header.iter().any(|cell| !cell.text.is_empty())) else {
        let fault = bad(source, Span::first(), "this table has no row with the names of its columns");
        return Err(vec![fault.help("write the names of the fields into its first row")]);
    };
    let rows = rows.filter(|cells| cells.iter().any(|cell| !cell.text.is_empty()));
    let rows = rows.map(|cells| Row { fault: ragged(source, &header, &cells, separator), cells }).collect();
    Ok(Sheet { header, rows })
}

pub(super) fn bad(source: &Source, span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::BadTable, source.at(span), message)
}

/// Why the file cannot be read as text.
fn illegible(source: &Source) -> Option<Diagnostic> {
    const AGAIN: &str = "open it in Excel, choose `Save As` and the type `CSV UTF-8 (Comma delimited)`";
    let bytes = source.bytes();
    let fault = |span, message: &str| Diagnostic::new(Code::NotUtf8, source.at(span), message).help(AGAIN);
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Some(fault(Span::first(), "this is a workbook of a spreadsheet program, not a table as text"));
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || bytes.contains(&0) {
        return Some(fault(Span::first(), "this table is saved as UTF-16 (`Unicode Text`), not as UTF-8"));
    }
    let span = source.not_utf_8()?;
    let first = std::str::from_utf8(bytes).err().and_then(|fault| bytes.get(fault.valid_up_to()));
    Some(match first.copied().and_then(windows_1252) {
        Some(letter) => {
            let fault = fault(span, "this table is not saved as UTF-8, but probably as Windows-1252");
            fault.label(format!("in Windows-1252 this is `{letter}`"))
        }
        None => fault(span, "this table is not saved as UTF-8"),
    })
}

/// The letter that a byte beyond ASCII means in Windows-1252.
fn windows_1252(byte: u8) -> Option<char> {
    const HIGH: [char; 32] = [
        '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“', '”',
        '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
    ];
    let letter = match byte {
        0x80..=0x9f => HIGH.get(usize::from(byte - 0x80)).copied()?,
        0xa1..=0xff => char::from(byte),
        _ => return None,
    };
    (letter != '\0').then_some(letter)
}

/// What stands between cells: of the three that programs write, the one that the first line has most of.
fn separator(text: &str) -> u8 {
    let mut is_quoted = false;
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    for byte in text.bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' | b'\r' if !is_quoted && counts.iter().any(|(_, count)| *count > 0) => break,
            _ if is_quoted => {}
            _ => counts.iter_mut().filter(|(separator, _)| *separator == byte).for_each(|(_, count)| *count += 1),
        }
    }
    // With a tie the first wins, and `max_by_key` would take the last.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(separator, _)| *separator)
}

/// Every record of the file, blank lines passed over.
fn records(source: &Source, separator: u8) -> Result<Vec<Vec<Cell>>, Vec<Diagnostic>> {
    let text = source.text();
    let mut reader: Reader = ReaderBuilder::new().delimiter(separator).build();
    // No cell is longer than the file.
    let mut output = vec![0; text.len() + 1];
    let (mut records, mut cells) = (Vec::new(), Vec::new());
    let (mut at, mut written, mut start) = (0, 0, 0);
    loop {
        let input = text.as_bytes().get(at..).unwrap_or_default();
        let room = output.get_mut(written..).unwrap_or_default();
        let (result, read, wrote) = reader.read_field(input, room);
        at += read;
        written += wrote;
        match result {
            ReadFieldResult::InputEmpty => {}
            ReadFieldResult::OutputFull | ReadFieldResult::End => break,
            ReadFieldResult::Field { record_end } => {
                let value = String::from_utf8_lossy(output.get(..written).unwrap_or_default()).into_owned();
                cells.push(cell(source, start..at, separator, cells.is_empty(), &value)?);
                (start, written) = (at, 0);
                if record_end {
                    records.push(std::mem::take(&mut cells));
                }
            }
        }
    }
    Ok(records)
}

/// A cell of these bytes, which end with the separator or the end of the line, and may begin with that of the line before.
fn cell(
    source: &Source,
    range: std::ops::Range<usize>,
    separator: u8,
    is_first: bool,
    value: &str,
) -> Result<Cell, Vec<Diagnostic>> {
    let raw = source.text().get(range.clone()).unwrap_or_default();
    let begins = if is_first { raw.trim_start_matches(['\r', '\n']) } else { raw };
    let start = range.start + raw.len() - begins.len();
    let ends = begins.strip_suffix(['\r', '\n', char::from(separator)]).unwrap_or(begins);
    let is_quoted = ends.starts_with('"');
    // The separator of a quotation that never ends is a letter of it.
    if is_quoted && begins.bytes().filter(|byte| *byte == b'"').count() % 2 == 1 {
        let fault = bad(source, Span::new(source.text(), start..start + 1), "this quotation mark is never closed");
        return Err(vec![fault.help(
            "write another `\"` behind the last letter of the cell, or `\"\"` where the mark is part of its text",
        )]);
    }
    let trimmed = ends.trim();
    let start = start + ends.len() - ends.trim_start().len();
    let span = Span::new(source.text(), start..start + trimmed.len());
    let is_whole = is_quoted && trimmed.len() > 1 && trimmed.ends_with('"');
    Ok(Cell { text: tidy(value), span: if is_whole { span.inset(1) } else { span } })
}

/// What a cell says: spreadsheets end its lines in their own way, and people leave blanks around it.
pub(super) fn tidy(value: &str) -> String {
    let value = value.replace("\r\n", "\n").replace('\r', "\n");
    // The indentation of the first of several lines may mean something.
    if value.trim().contains('\n') { value.trim_end().trim_start_matches('\n') } else { value.trim() }.to_owned()
}

/// What is wrong with the number of cells in a row.
fn ragged(source: &Source, header: &[Cell], cells: &[Cell], separator: u8) -> Option<Diagnostic> {
    let extra = cells.iter().skip(header.len()).filter(|cell| !cell.text.is_empty());
    let (first, last) = (cells.first()?, cells.last()?);
    let separator = match separator {
        b'\t' => "a tab".to_owned(),
        other => format!("a `{}`", char::from(other)),
    };
    let counts = format!("this row has {} cells, and the table has {} columns", cells.len(), header.len());
    if let Some(extra) = extra.clone().next() {
        let fault = bad(source, extra.span, counts).label("this belongs to no column");
        return Some(fault.help(format!("put quotation marks around the cell of this row that has {separator} in it")));
    }
    (cells.len() < header.len()).then(|| {
        let fault = bad(source, first.span.to(last.span), counts);
        fault.help("give each column a cell, an empty one where there is nothing to say")
    })
}
