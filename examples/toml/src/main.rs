//! The command line of vitae, with one format more.

use std::process::ExitCode;

// region: main
fn main() -> ExitCode {
    vitae_cli::main(vitae::formats().with(vitae_toml::format()))
}
// endregion
