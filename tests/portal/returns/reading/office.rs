//! Files as LibreOffice writes them, where it is installed.

use std::process::{Command, Stdio};

pub fn is_installed() -> bool {
    let asked = Command::new("soffice")
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    asked.is_ok_and(|status| status.success())
}

/// Workbooks converted to another format, all by one start of the program.
pub fn converted(books: &[Vec<u8>], format: &str) -> Vec<Vec<u8>> {
    let folder = tempfile::tempdir().expect("a folder");
    let paths: Vec<_> = (0..books.len())
        .map(|at| folder.path().join(format!("{at}.xlsx")))
        .collect();
    for (path, bytes) in paths.iter().zip(books) {
        std::fs::write(path, bytes).expect("a file");
    }
    let profile = format!(
        "-env:UserInstallation=file://{}/profile",
        folder.path().display()
    );
    let done = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", format, "--outdir"])
        .arg(folder.path())
        .args(&paths)
        .stdout(Stdio::null())
        .status()
        .expect("LibreOffice runs");
    assert!(done.success(), "LibreOffice converts");
    let read = |path: &std::path::PathBuf| std::fs::read(path.with_extension(format));
    paths
        .iter()
        .map(|path| read(path).expect("a converted file"))
        .collect()
}
