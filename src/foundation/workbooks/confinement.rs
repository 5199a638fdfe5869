//! What the process that reads a workbook gives up before it sees the first byte of one.
//!
//! Whoever finds a fault in a reader of workbooks then holds a process that can think, for a while and in little memory, and
//! answer: it opens no file and no connection, starts nothing, and cannot reach another process, not even one of its own user.

use std::collections::BTreeMap;
use std::io;

use nix::libc::{self, c_long};
use nix::sys::resource::{Resource, setrlimit};
use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, TargetArch};

/// What a confined process may take.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Bytes it may map.
    pub memory: u64,
    /// Seconds of a processor.
    pub processor: u64,
}

/// Standard input, output and error: what it has, and all it ever has.
const OPEN_FILES: u64 = 3;

/// What a process needs to read, to think, to answer and to end.
const ALLOWED: &[c_long] = &[
    libc::SYS_read,
    libc::SYS_readv,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_close,
    libc::SYS_fstat,
    libc::SYS_lseek,
    libc::SYS_mmap,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_mprotect,
    libc::SYS_madvise,
    libc::SYS_brk,
    libc::SYS_futex,
    libc::SYS_sched_yield,
    libc::SYS_sched_getaffinity,
    libc::SYS_clock_gettime,
    libc::SYS_clock_nanosleep,
    libc::SYS_nanosleep,
    libc::SYS_getrandom,
    libc::SYS_getpid,
    libc::SYS_gettid,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    libc::SYS_restart_syscall,
    // A thread of the allocator may be about to begin.
    libc::SYS_rseq,
    libc::SYS_set_robust_list,
    libc::SYS_exit,
    libc::SYS_exit_group,
];

/// Takes the bounds upon this process, for good. Whatever is not allowed answers "not permitted".
///
/// The kernel's filter of calls is asked for where the kernel has one; the limits hold everywhere.
///
/// # Errors
/// When a limit cannot be set.
pub fn confine(bounds: Bounds) -> io::Result<()> {
    setrlimit(Resource::RLIMIT_AS, bounds.memory, bounds.memory)?;
    setrlimit(Resource::RLIMIT_CPU, bounds.processor, bounds.processor)?;
    setrlimit(Resource::RLIMIT_CORE, 0, 0)?;
    setrlimit(Resource::RLIMIT_FSIZE, 0, 0)?;
    setrlimit(Resource::RLIMIT_NOFILE, OPEN_FILES, OPEN_FILES)?;
    if let Some(program) = filter() {
        // A kernel without filters, or a container that forbids them, leaves the limits.
        let _ = seccompiler::apply_filter_all_threads(&program);
    }
    Ok(())
}

/// The filter, for the processors it is known for.
fn filter() -> Option<BpfProgram> {
    let here = TargetArch::try_from(std::env::consts::ARCH).ok()?;
    let calls: BTreeMap<_, _> = ALLOWED.iter().map(|call| (*call, Vec::new())).collect();
    let refused = SeccompAction::Errno(u32::try_from(libc::EPERM).ok()?);
    SeccompFilter::new(calls, refused, SeccompAction::Allow, here)
        .ok()?
        .try_into()
        .ok()
}
