//! The `vitae` command, built once more beside the tests that run it.

fn main() -> std::process::ExitCode {
    vitae_cli::main(vitae::formats())
}
