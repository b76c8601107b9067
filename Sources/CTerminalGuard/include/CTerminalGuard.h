#ifndef JOBTOP_CTERMINALGUARD_H
#define JOBTOP_CTERMINALGUARD_H

#include <stddef.h>

/// Remembers the modes of a terminal, and gives them back when the process dies of a signal or calls
/// exit(3) while the guard is active. Returns 0, or -1 where this is no terminal.
///
/// Everything that then runs is async-signal-safe. Out of reach are SIGKILL and an overflow of a
/// stack other than the calling thread's.
int terminal_guard_install(int terminal);

/// What is sent to the terminal before its modes are given back; at most 256 bytes.
void terminal_guard_set_farewell(const char *bytes, size_t count);

/// Standard error leads to a log: the guard points it back to where it led and repeats there what
/// was written to the log from now on, for that is why the process died. -1 and -1: nothing to do.
void terminal_guard_set_errors(int original, int log);

/// Active: the terminal is ours and must be given back.
void terminal_guard_set_active(int is_active);

/// Whether it is ours. It is no longer when a signal is killing the program, and then nothing may be
/// painted any more.
int terminal_guard_is_active(void);

/// Leaves no memory of this process on a disk when it dies: secrets are in it. That holds also where
/// core dumps go to a program, which a limit of zero does not reach (core(5)).
void process_forbid_dumps(void);

/// Whether a core dump could be written.
int process_can_be_dumped(void);

#endif
