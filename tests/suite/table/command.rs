//! `import` and `export` as people call them.

use crate::command::{fingerpost, site, text};
use std::fs;
use std::path::Path;
use std::process::Output;
use tempfile::TempDir;

/// A table as people keep one: their own names for columns, days and amounts as they type them.
const TABLE: &str = "\
Name,In short,Run by,Phase,Days,Free,Cost: Amount,Remarks\n\
National Tutoring Programme,Part-paid tuition,Department for Education,Primary Schools,15,yes,up to £10000,ask Ann\n\
Behaviour Hubs,\"Work on behaviour,\nside by side\",dfe,secondary,,no,?,\n";

fn call(site: &TempDir, table: &str, arguments: &[&str]) -> Output {
    let file = site.path().join("list.csv");
    fs::write(&file, table).unwrap();
    let folder = site.path().to_str().unwrap();
    let whole = [&["import", "programme", file.to_str().unwrap(), "--site", folder], arguments].concat();
    fingerpost(&whole)
}

fn read(site: &TempDir, path: &str) -> String {
    fs::read_to_string(site.path().join("content/programme").join(path)).unwrap()
}

fn is_there(site: &TempDir, path: &str) -> bool {
    Path::exists(&site.path().join("content/programme").join(path))
}

#[test]
fn a_list_of_programmes_becomes_records() {
    let site = site();
    let output = call(&site, TABLE, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(
        read(&site, "national-tutoring-programme.yaml"),
        "title: National Tutoring Programme\nsummary: Part-paid tuition\nprovider: dfe\nphase: primary\ndays: 15\nfree: true\n\
         cost:\n  amount: up to £10000\n"
    );
    assert_eq!(
        read(&site, "behaviour-hubs.yaml"),
        "title: Behaviour Hubs\nsummary: |-\n  Work on behaviour,\n  side by side\nprovider: dfe\nphase: secondary\nfree: false\n\
         cost:\n  amount:\n    unknown: not-stated\n"
    );
    assert!(text(&output.stdout).starts_with("made 2 records from `"), "{}", text(&output.stdout));
    assert!(text(&output.stderr).contains("nothing is taken from the column `Remarks`"), "{}", text(&output.stderr));
}

#[test]
fn a_dry_run_writes_nothing() {
    let site = site();
    let output = call(&site, TABLE, &["--dry-run", "--ignore", "Remarks"]);
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()));
    assert!(text(&output.stdout).starts_with("would make 2 records"), "{}", text(&output.stdout));
    assert!(!site.path().join("content/programme").exists());
}

#[test]
fn faulty_rows_let_nothing_be_written_unless_they_are_left_out() {
    let site = site();
    let table = "slug,title,summary,provider\na,A,One,dfe\nb,B,Two,dfee\nc,C,Three,dfe\n";
    let output = call(&site, table, &[]);
    let faults = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(faults.contains("list.csv:3:9") && faults.contains("error[unknown-reference]"), "{faults}");
    assert!(!site.path().join("content/programme").exists());
    let output = call(&site, table, &["--partial"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).contains("made 2 records") && text(&output.stdout).contains("left 1 row out"));
    assert!(is_there(&site, "a.yaml") && !is_there(&site, "b.yaml") && is_there(&site, "c.yaml"));
}

#[test]
fn a_record_that_names_one_that_is_left_out_is_left_out() {
    let site = site();
    let table = "slug,title,summary,ask\na,A,One,programme:b\nb,B,,dfe\nc,C,Three,dfe\n";
    let output = call(&site, table, &["--partial"]);
    assert!(text(&output.stdout).contains("left 2 rows out"), "{}{}", text(&output.stdout), text(&output.stderr));
    assert!(!is_there(&site, "a.yaml") && is_there(&site, "c.yaml"));
}

#[test]
fn records_that_are_there_stay_unless_they_are_to_be_changed() {
    let site = site();
    fs::create_dir(site.path().join("content/programme")).unwrap();
    let before = "# By hand.\ntitle: A   # a name\nsummary: 'Old'\npartners: [dfe]\n";
    fs::write(site.path().join("content/programme/a.yaml"), before).unwrap();
    let table = "slug,title,summary,partners,days,cost.amount\na,A,New: better,,3,£5\n";
    let output = call(&site, table, &[]);
    assert!(text(&output.stderr).contains("1 record is there already"), "{}", text(&output.stderr));
    assert_eq!(read(&site, "a.yaml"), before);
    let output = call(&site, table, &["--update"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let after =
        "# By hand.\ntitle: A   # a name\nsummary: \"New: better\"\npartners: [dfe]\ndays: 3\ncost:\n  amount: £5\n";
    assert_eq!(read(&site, "a.yaml").replace('\'', "\""), after);
    let output = call(&site, table, &["--update"]);
    assert!(text(&output.stdout).contains("1 record the same already"), "{}", text(&output.stdout));
    let output = call(&site, "slug,title,days\na,A,none\n", &["--update"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("list.csv:2:5"), "{}", text(&output.stderr));
}

#[test]
fn a_column_that_is_not_there_is_refused() {
    let site = site();
    let output = call(&site, TABLE, &["--map", "Run bye=provider"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(text(&output.stderr), "error: the table has no column `Run bye`\n  help: write `Run by`\n");
    let output = call(&site, TABLE, &["--map", "Remarks=sumary"]);
    assert!(text(&output.stderr).ends_with("help: write `summary`\n"), "{}", text(&output.stderr));
}

#[test]
fn an_export_takes_the_place_of_no_record() {
    let site = site();
    let config = site.path().join("content/site.yaml");
    let before = fs::read_to_string(&config).unwrap();
    let folder = site.path().to_str().unwrap();
    let output = fingerpost(&["export", "programme", "--out", config.to_str().unwrap(), "--site", folder]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("is no name for a table"), "{}", text(&output.stderr));
    assert_eq!(fs::read_to_string(&config).unwrap(), before);
}

#[test]
fn an_export_opens_in_excel_and_comes_back() {
    let site = site();
    assert_eq!(call(&site, TABLE, &[]).status.code(), Some(0));
    let folder = site.path().to_str().unwrap();
    let out = site.path().join("out.csv");
    let output = fingerpost(&["export", "programme", "--csv", "--out", out.to_str().unwrap(), "--site", folder]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let written = fs::read(&out).unwrap();
    assert!(written.starts_with(b"\xef\xbb\xbfslug,title,summary,provider,"), "{}", String::from_utf8_lossy(&written));
    let again = fingerpost(&["import", "programme", out.to_str().unwrap(), "--update", "--site", folder]);
    assert!(text(&again.stdout).contains("2 records the same already"), "{}", text(&again.stderr));
    let plain = fingerpost(&["export", "programme", "--site", folder]);
    assert_eq!(plain.stdout, written.get(3..).unwrap());
}

#[test]
fn a_record_in_a_list_or_in_markdown_gets_new_fields_behind_its_last() {
    let site = site();
    let list = site.path().join("content/organisation.yaml");
    let before =
        "dfe:\n  title: Department for Education # the ministry\n\n# A charity.\nteach-first:\n  title: Teach First\n";
    fs::write(&list, format!("{before}hall: {{title: The hall}}")).unwrap();
    let table = site.path().join("table.csv");
    let update = |kind: &str, text: &str| {
        fs::write(&table, text).unwrap();
        let (table, folder) = (table.to_str().unwrap(), site.path().to_str().unwrap());
        fingerpost(&["import", kind, table, "--update", "--site", folder])
    };
    let rows =
        "slug,title,summary\ndfe,Department for Education,Runs schools\nteach-first,Teach First,Trains teachers\n";
    let output = update("organisation", rows);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let after = "dfe:\n  title: Department for Education # the ministry\n  summary: Runs schools\n\n# A charity.\nteach-first:\n  \
                 title: Teach First\n  summary: Trains teachers\nhall: {title: The hall}";
    assert_eq!(fs::read_to_string(&list).unwrap(), after);
    let refused = update("organisation", "slug,title,summary\nhall,The hall,For all\n");
    assert_eq!(refused.status.code(), Some(1));
    let told = text(&refused.stderr);
    assert!(told.contains("has no `summary`, and none can be added to it"), "{told}");
    let page = site.path().join("content/programme/a.md");
    fs::create_dir(page.parent().unwrap()).unwrap();
    fs::write(&page, "---\ntitle: A\nsummary: One\n---\ntext: here\n").unwrap();
    let output = update("programme", "slug,title,summary,days,cost.amount\na,A,One,3,£5\n");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let after = "---\ntitle: A\nsummary: One\ndays: 3\ncost:\n  amount: £5\n---\ntext: here\n";
    assert_eq!(fs::read_to_string(&page).unwrap(), after);
    // What is wrong with it is told at its cell.
    let refused = update("programme", "slug,title,website\na,A,nowhere\n");
    let told = text(&refused.stderr);
    assert!(refused.status.code() == Some(1) && told.contains("table.csv:2:5"), "{told}");
}
