//! What a site makes of a check.

use fingerpost::diagnostic::{Code, Counts, Diagnostic, Level, LevelFault, Levels, Severity};
use fingerpost::source::Source;

#[test]
fn a_check_without_which_no_site_can_be_made_keeps_its_level() {
    for code in Code::ALL.iter().filter(|code| !code.is_adjustable()) {
        assert_eq!(code.severity(), Severity::Error, "{code}");
        assert_eq!(Levels::parse(code.name(), "off"), Err(LevelFault::Fixed(*code)));
    }
    let mut levels = Levels::default();
    levels.set(Code::BadYaml, Level::Off);
    let fault = Diagnostic::new(Code::BadYaml, Source::new("x.yaml", "x").place(0..1), "wrong");
    assert_eq!(levels.apply(vec![fault.clone()]), [fault]);
}

#[test]
fn levels_are_read_and_made_true() {
    let place = Source::new("x.yaml", "x").place(0..1);
    for code in Levels::codes() {
        for (name, level) in Level::ALL {
            assert_eq!(Levels::parse(code.name(), name), Ok((code, level)));
            let mut levels = Levels::default();
            levels.set(code, level);
            let kept = levels.apply(vec![Diagnostic::new(code, place.clone(), "x")]);
            match level {
                Level::Off => assert_eq!(kept, []),
                Level::Told(severity) => assert_eq!(kept[0].severity, severity),
            }
        }
        let fault = Levels::parse(code.name(), "eror").unwrap_err();
        assert_eq!((fault.to_string().as_str(), fault.help().as_str()), ("`eror` is no level", "write `error`"));
    }
}

#[test]
fn a_name_that_is_no_code_is_told_with_the_nearest() {
    let fault = Levels::parse("no-such-thing", "off").unwrap_err();
    assert_eq!(fault.to_string(), "there is no code `no-such-thing`");
    assert_eq!(fault.help(), "write one of the codes that `fingerpost explain` lists");
}

#[test]
fn each_severity_is_counted() {
    let place = Source::new("x.yaml", "x").place(0..1);
    let of = |severity| Diagnostic { severity, ..Diagnostic::new(Code::WrongValue, place.clone(), "x") };
    let counts = Counts::of(&[of(Severity::Note), of(Severity::Note), of(Severity::Warning), of(Severity::Error)]);
    assert_eq!(counts, Counts { errors: 1, warnings: 1, notes: 2 });
}
