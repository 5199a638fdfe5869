//! The table in docs/performance.md.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use super::load::Measured;
use super::{Outcome, PEOPLE, SPAN};

const BEGIN: &str = "<!-- measured: written by `make bench` -->\n";
const END: &str = "<!-- end -->\n";

/// Resident memory of a process in MB, now and at its highest.
pub fn resident(process: u32) -> (u64, u64) {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let kilobytes = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0)
    };
    (kilobytes("VmRSS:") / 1024, kilobytes("VmHWM:") / 1024)
}

fn said(program: &str, arguments: &[&str]) -> String {
    Command::new(program)
        .args(arguments)
        .output()
        .map_or_else(|_| "unknown".to_owned(), |output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn machine() -> String {
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model =
        cpu.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ")).map_or("unknown", |(_, name)| name);
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let memory = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let gigabytes = memory
        .lines()
        .find_map(|line| line.strip_prefix("MemTotal:")?.split_whitespace().next()?.parse::<u64>().ok())
        .unwrap_or(0)
        / 1024
        / 1024;
    format!("{model}, {cores} cores, {gigabytes} GiB, Linux {}, {}", said("uname", &["-r"]), said("rustc", &["--version"]))
}

/// Replaces the table in the file, and prints it.
pub fn write(file: &Path, lines: &[Measured], figures: i64, pages: u32, memory: (u64, u64)) -> Outcome<()> {
    let mut table = format!(
        "{}, {}.\n{figures} figures in the ledger; {PEOPLE} people at once for {} s a line; server, PostgreSQL and the asking \
         program share the cores.\n\n",
        said("date", &["+%Y-%m-%d"]),
        machine(),
        SPAN.as_secs()
    );
    table.push_str("| Request | p50 ms | p95 ms | p99 ms | a second | kB | p95 wanted |\n|---|---:|---:|---:|---:|---:|---:|\n");
    for line in lines {
        let at = |quantile: f64| line.times.value_at_quantile(quantile) as f64 / 1000.0;
        let wanted = line.target.map_or_else(|| "–".to_owned(), |target| format!("< {target}"));
        writeln!(
            table,
            "| {} | {:.1} | {:.1} | {:.1} | {:.0} | {:.0} | {wanted} |",
            line.name,
            at(0.50),
            at(0.95),
            at(0.99),
            line.per_second,
            line.size as f64 / 1000.0
        )?;
    }
    writeln!(
        table,
        "\nResident memory of the portal a quarter of a minute after all of it: {} MB (wanted < 200); at its highest {} MB.",
        memory.0, memory.1
    )?;
    if pages < 18 {
        writeln!(table, "The PDF has only {pages} pages: lengthen fill.sql.")?;
    }
    println!("{table}");
    let text = std::fs::read_to_string(file)?;
    let (before, rest) = text.split_once(BEGIN).ok_or("docs/performance.md has lost its marker")?;
    let (_, after) = rest.split_once(END).ok_or("docs/performance.md has lost its marker")?;
    std::fs::write(file, format!("{before}{BEGIN}\n{table}{END}{after}"))?;
    Ok(())
}
