//! The `vitae` command: the command line over the built-in formats.

fn main() -> std::process::ExitCode {
    vitae_cli::main(vitae::formats())
}
