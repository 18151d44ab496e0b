//! What stands below the options in `--help`: lines to copy.

pub(super) const ALL: &str = "\
To begin:
  fingerpost init my-site      make a small site
  cd my-site
  fingerpost serve             look at it in a browser
  fingerpost check             is all well?

`fingerpost COMMAND --help` has examples of each command.
Ends with 0 when all is well, 1 for faults in the content, 2 when the machine or the command line is at fault.";

pub(super) const INIT: &str = "\
Examples:
  fingerpost init my-site             in a new folder
  fingerpost init .                   in this one, which has to be empty
  fingerpost init . --keep            among files that are there already, which stay as they are";

pub(super) const NEW: &str = "\
Examples:
  fingerpost new service chess-club                          a file to fill in, content/service/chess-club.yaml
  fingerpost new offer 2025-26 --from 2024-25                last year's, for the next year

`fingerpost check` then says what is still to be filled in.";

pub(super) const LIST: &str = "\
Examples:
  fingerpost list                                            all records
  fingerpost list service --state open                       those that are open today
  fingerpost list service --state open --as-of 2027-01-01    those that will be open then
  fingerpost list service --where run_by=our-council         those with this value in a field
  fingerpost list service --where cost=unknown               those of which nobody knows it
  fingerpost list --format json                              for a script";

pub(super) const DECIDE: &str = "\
Examples:
  fingerpost decide offer:2021-22                                        what does it turn on?
  fingerpost decide offer:2021-22 eligibility --answer setting=trust     what follows from one answer
  fingerpost decide offer:2024-25 eligibility --answer inspected=2025-03-03 --answer concern=not-sure
  fingerpost decide offer:2021-22 --answer setting=other --format json   for a script";

pub(super) const CHECK: &str = "\
Examples:
  fingerpost check                            is all well?
  fingerpost check --fix                      mend what is certain first
  fingerpost check --deny warnings            as CI should
  fingerpost check --as-of 2027-01-01         will all be well then?";

pub(super) const BUILD: &str = "\
Examples:
  fingerpost build                            into public/
  fingerpost build --out /srv/www             into another folder
  fingerpost build --deny warnings            not if there is a warning";

pub(super) const SERVE: &str = "\
Examples:
  fingerpost serve                            at http://127.0.0.1:1313/
  fingerpost serve --port 0                   at a port that is free
  fingerpost serve --drafts                   with what is not to be shown yet";

pub(super) const EXPLAIN: &str = "\
Examples:
  fingerpost explain unknown-reference        what the code in `error[unknown-reference]` means
  fingerpost explain                          all codes";

pub(super) const COMPLETIONS: &str = "\
Examples:
  fingerpost completions bash > ~/.local/share/bash-completion/completions/fingerpost
  fingerpost completions zsh > \"${fpath[1]}/_fingerpost\"
  fingerpost completions fish > ~/.config/fish/completions/fingerpost.fish";

pub(super) const SCHEMA: &str = "\
Examples:
  fingerpost schema                      into `.fingerpost-schema/`, where the settings of `init` look for them
  fingerpost schema --out schemas        into another folder";

pub(super) const RENAME: &str = "\
Examples:
  fingerpost rename service:chess service:chess-club           a record, wherever it is named; its old address leads on
  fingerpost rename offer:2021-22/mat offer:2021-22/trust      a part of a record
  fingerpost rename service:chess chess-club --dry-run         only show what would change";

pub(super) const IMPORT: &str = "\
Examples:
  fingerpost import service services.csv --dry-run             what would it make, and what is wrong?
  fingerpost import service services.csv                       a file for each row
  fingerpost import service services.csv --map \"Who pays=cost.payer\"
  fingerpost import service services.csv --update              change those that are there too";

pub(super) const EXPORT: &str = "\
Examples:
  fingerpost export service                                    on standard output
  fingerpost export service --out services.csv                 for a spreadsheet program";

pub(super) const SEARCH: &str = "\
Examples:
  fingerpost search bunking off         what a visitor would find
  fingerpost search goverance --explain why each result stands there
  fingerpost search --cases             how good the answers to content/query.yaml are";
