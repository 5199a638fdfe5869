//! The table in docs/performance.md.

use std::fmt::Write;
use std::process::Command;

use super::load::Measured;
use super::{Outcome, PEOPLE, SPAN};

const FILE: &str = "docs/performance.md";
const END: &str = "<!-- end -->\n";

/// Resident memory of a process in MB, now and at its highest.
pub fn resident(process: u32) -> (u64, u64) {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let kilobytes = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok())
            .unwrap_or(0)
    };
    (kilobytes("VmRSS:") / 1024, kilobytes("VmHWM:") / 1024)
}

fn said(program: &str, arguments: &[&str]) -> String {
    Command::new(program).args(arguments).output().map_or_else(
        |_| "unknown".to_owned(),
        |output| String::from_utf8_lossy(&output.stdout).trim().to_owned(),
    )
}

fn machine() -> String {
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "))
        .map_or("unknown", |(_, name)| name);
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let memory = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let gigabytes = memory
        .lines()
        .find_map(|line| {
            line.strip_prefix("MemTotal:")?
                .split_whitespace()
                .next()?
                .parse::<u64>()
                .ok()
        })
        .unwrap_or(0)
        / 1024
        / 1024;
    format!(
        "{model}, {cores} cores, {gigabytes} GiB, Linux {}, {}",
        said("uname", &["-r"]),
        said("rustc", &["--version"])
    )
}

/// The table of the requests, under who asked and on what.
fn table(about: &str, lines: &[Measured]) -> Outcome<String> {
    let mut table = format!(
        "{}, {}.\n{about}; {PEOPLE} people at once for {} s a line; server, PostgreSQL and the asking program share the cores.\n\n",
        said("date", &["+%Y-%m-%d"]),
        machine(),
        SPAN.as_secs()
    );
    table.push_str("| Request | p50 ms | p95 ms | p99 ms | a second | kB | p95 wanted |\n|---|---:|---:|---:|---:|---:|---:|\n");
    for line in lines {
        let at = |quantile: f64| line.times.value_at_quantile(quantile) as f64 / 1000.0;
        let wanted = line
            .target
            .map_or_else(|| "–".to_owned(), |target| format!("< {target}"));
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
    Ok(table)
}

/// Replaces what stands behind a marker in the file, and prints it.
fn put(marker: &str, table: &str) -> Outcome<()> {
    println!("{table}");
    let begin = format!("<!-- {marker}: written by `make bench` -->\n");
    let text = std::fs::read_to_string(FILE)?;
    let (before, rest) = text
        .split_once(&begin)
        .ok_or("docs/performance.md has lost a marker")?;
    let (_, after) = rest
        .split_once(END)
        .ok_or("docs/performance.md has lost a marker")?;
    std::fs::write(FILE, format!("{before}{begin}\n{table}{END}{after}"))?;
    Ok(())
}

/// The table of a large board.
pub fn board(lines: &[Measured], figures: i64, pages: u32, memory: (u64, u64)) -> Outcome<()> {
    let mut table = table(&format!("{figures} figures in the ledger"), lines)?;
    writeln!(
        table,
        "\nResident memory of the portal a quarter of a minute after all of it: {} MB (wanted < 200); at its highest {} MB.",
        memory.0, memory.1
    )?;
    if pages < 18 {
        writeln!(table, "The PDF has only {pages} pages: lengthen fill.sql.")?;
    }
    put("measured", &table)
}

/// The table of the whole country.
pub fn country((about, lines): &(String, Vec<Measured>)) -> Outcome<()> {
    put("country", &table(about, lines)?)
}
