use super::{generator, laws, oracle};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed, TestRng, TestRunner};

/// The same cases each time, so that no change is blamed for what chance found. `PROPTEST_RNG_SEED` and `PROPTEST_CASES`
/// ask for others and for more; what they find becomes an example.
fn cases() -> Config {
    let asked = Config::default();
    let rng_seed = match asked.rng_seed {
        RngSeed::Random => RngSeed::Fixed(2019),
        fixed => fixed,
    };
    Config { failure_persistence: None, rng_seed, ..asked }
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
    // Of the others, most have an anchor before plain text that nothing refers to, which is a fault of ours.
    assert!(compared > 100, "{compared} of 300");
}
