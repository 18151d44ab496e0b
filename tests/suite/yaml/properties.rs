use super::{generator, laws, oracle};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, FileFailurePersistence, RngAlgorithm, TestRng, TestRunner};

fn cases() -> Config {
    // `PROPTEST_CASES` asks for more.
    Config { failure_persistence: Some(Box::new(FileFailurePersistence::Off)), ..Config::default() }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn documents_mean_what_serde_yaml_reads(text in generator::document()) {
        oracle::check(&text);
    }

    #[test]
    fn damaged_documents_mean_what_serde_yaml_reads(text in generator::damaged()) {
        oracle::check(&text);
    }

    #[test]
    fn noise_means_what_serde_yaml_reads(text in generator::noise()) {
        oracle::check(&text);
    }

    #[test]
    fn documents_obey_the_laws(text in generator::document()) {
        laws::check(&text);
    }

    #[test]
    fn damaged_documents_obey_the_laws(text in generator::damaged()) {
        laws::check(&text);
    }

    #[test]
    fn noise_obeys_the_laws(text in generator::noise()) {
        laws::check(&text);
    }

    #[test]
    fn any_text_obeys_the_laws(text in any::<String>()) {
        laws::check(&text);
    }
}

/// A generator that makes nothing but faults proves nothing.
#[test]
fn most_documents_are_compared() {
    let mut runner = TestRunner::new_with_rng(cases(), TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let documents = (0..300).map(|_| generator::document().new_tree(&mut runner).unwrap().current());
    let compared = documents.filter(|text| oracle::check(text)).count();
    assert!(compared > 200, "{compared} of 300");
}
