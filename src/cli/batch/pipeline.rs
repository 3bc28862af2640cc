//! Lines → workers → results in the order of the lines, in constant memory.
//!
//! One thread reads, `jobs` work, the caller's writes. What is under way is bounded: a reader that
//! is ahead waits. Lines end at '\n' only, since texts hold every other kind of line break.

use super::Printed;
use serde_json::Value;
use std::io::{self, BufRead, Read as _, Write};
use std::sync::mpsc::{Receiver, Sender, SyncSender, TryRecvError, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// Lines under way for each worker.
const AHEAD: usize = 16;
/// The longest line that is read, in bytes.
const LONGEST: usize = 64 << 20;
/// Pages may be deeply nested; a worker's stack is as large as the main thread's.
const STACK: usize = 8 << 20;

/// How many lines were read, and how many of them gave an error.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) lines: usize,
    pub(super) bad: usize,
}

/// Which end failed.
#[derive(Debug)]
pub(super) enum Failed {
    Input(io::Error),
    Output(io::Error),
}

/// A line as read.
enum Line {
    Bytes(Vec<u8>),
    /// Longer than [`LONGEST`]; skipped.
    TooLong,
}

/// A line and where its result goes.
type Task = (Line, Sender<Printed>);
/// Where the next line's result will come from, or why there is no next line.
type Next = io::Result<Receiver<Printed>>;

/// Applies `work` to every line of `input` that is not blank and writes one object for each.
///
/// Threads are left to themselves when the output fails: the reader may wait for input for ever.
pub(super) fn run(
    input: impl BufRead + Send + 'static,
    mut out: impl Write,
    jobs: usize,
    work: impl Fn(&[u8]) -> Printed + Send + Sync + 'static,
) -> Result<Counts, Failed> {
    let (tasks, queue) = sync_channel::<Task>(jobs * AHEAD);
    let (order, results) = sync_channel::<Next>(jobs * AHEAD);
    let (queue, work) = (Arc::new(Mutex::new(queue)), Arc::new(work));
    for _ in 0..jobs {
        let (queue, work) = (Arc::clone(&queue), Arc::clone(&work));
        let spawned = thread::Builder::new().stack_size(STACK).spawn(move || serve(&queue, &*work));
        spawned.map_err(Failed::Input)?;
    }
    // Only workers may keep the queue open, so that the reader notices when they are gone.
    drop(queue);
    thread::Builder::new().spawn(move || read(input, &tasks, &order)).map_err(Failed::Input)?;
    write(&results, &mut out)
}

fn serve(queue: &Mutex<Receiver<Task>>, work: &(impl Fn(&[u8]) -> Printed + ?Sized)) {
    loop {
        let task = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((line, result)) = task else { return };
        let printed = match line {
            Line::Bytes(bytes) => work(&bytes),
            Line::TooLong => Printed::error(&Value::Null, "the line is longer than 64 MiB"),
        };
        // Nobody waits for it after the output has failed.
        let _ = result.send(printed);
    }
}

fn read(mut input: impl BufRead, tasks: &SyncSender<Task>, order: &SyncSender<Next>) {
    loop {
        let line = match next_line(&mut input) {
            Ok(Some(line)) => line,
            Ok(None) => return,
            Err(e) => {
                let _ = order.send(Err(e));
                return;
            }
        };
        if matches!(&line, Line::Bytes(bytes) if bytes.trim_ascii().is_empty()) {
            continue;
        }
        let (result, receiver) = channel();
        if order.send(Ok(receiver)).is_err() || tasks.send((line, result)).is_err() {
            return;
        }
    }
}

/// The bytes up to the next '\n'; what goes beyond [`LONGEST`] is skipped.
fn next_line(input: &mut impl BufRead) -> io::Result<Option<Line>> {
    let mut bytes = Vec::new();
    input.by_ref().take(LONGEST as u64).read_until(b'\n', &mut bytes)?;
    if bytes.is_empty() {
        return Ok(None);
    }
    if bytes.len() < LONGEST || bytes.ends_with(b"\n") {
        return Ok(Some(Line::Bytes(bytes)));
    }
    loop {
        let part = input.fill_buf()?;
        let end = memchr::memchr(b'\n', part);
        let used = end.map_or(part.len(), |i| i + 1);
        input.consume(used);
        if end.is_some() || used == 0 {
            return Ok(Some(Line::TooLong));
        }
    }
}

fn write(results: &Receiver<Next>, out: &mut impl Write) -> Result<Counts, Failed> {
    let mut counts = Counts::default();
    loop {
        let next = match results.try_recv() {
            Ok(next) => next,
            Err(TryRecvError::Disconnected) => break,
            Err(TryRecvError::Empty) => {
                // Whoever sends line by line sees each result at once.
                out.flush().map_err(Failed::Output)?;
                let Ok(next) = results.recv() else { break };
                next
            }
        };
        let receiver = next.map_err(Failed::Input)?;
        let lost = || Printed::error(&Value::Null, "an internal error");
        let Printed { mut line, is_error } = receiver.recv().unwrap_or_else(|_| lost());
        counts.lines += 1;
        counts.bad += usize::from(is_error);
        line.push('\n');
        out.write_all(line.as_bytes()).map_err(Failed::Output)?;
    }
    out.flush().map_err(Failed::Output)?;
    Ok(counts)
}
