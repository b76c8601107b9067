#define _GNU_SOURCE
#include "CTerminalGuard.h"

#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/types.h>
#include <termios.h>
#include <unistd.h>

// Crashes, and every other signal that ends a process that does not handle it. SIGINT, SIGTERM,
// SIGHUP and SIGTSTP are not here: the program itself handles those.
static const int signals[] = {
    SIGILL,  SIGTRAP, SIGABRT, SIGBUS,    SIGFPE,  SIGSEGV, SIGSYS,  SIGQUIT, SIGUSR1,
    SIGUSR2, SIGALRM, SIGPROF, SIGVTALRM, SIGXCPU, SIGXFSZ, SIGPOLL, SIGPWR,  SIGSTKFLT,
};
enum { signal_count = sizeof signals / sizeof *signals, log_tail = 4096 };

static struct sigaction previous[signal_count];
static struct termios modes;
static int terminal = -1;
static char farewell[256];
static atomic_size_t farewell_count;
static atomic_int original_errors = -1;
static atomic_int error_log = -1;
static off_t log_start;
static atomic_int active;
static int chains_to_backtracer;
static char signal_stack[65536];

static void write_all(int file, const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(file, bytes, count);
    if (written <= 0) return;
    bytes += written;
    count -= (size_t)written;
  }
}

static void repeat_errors(void) {
  int original = atomic_load(&original_errors), log = atomic_load(&error_log);
  if (original < 0 || log < 0) return;
  dup2(original, STDERR_FILENO);
  char tail[log_tail];
  off_t end = lseek(log, 0, SEEK_END);
  off_t start = end - log_start > log_tail ? end - log_tail : log_start;
  ssize_t count = pread(log, tail, sizeof tail, start);
  if (count > 0) write_all(original, tail, (size_t)count);
}

static void restore(void) {
  if (terminal < 0 || !atomic_exchange(&active, 0)) return;
  // A terminal that takes nothing more holds up nobody's end.
  int flags = fcntl(terminal, F_GETFL);
  if (flags >= 0) fcntl(terminal, F_SETFL, flags | O_NONBLOCK);
  write_all(terminal, farewell, atomic_load(&farewell_count));
  tcsetattr(terminal, TCSANOW, &modes);
  repeat_errors();
  if (flags >= 0) fcntl(terminal, F_SETFL, flags);
}

static void on_signal(int number, siginfo_t *info, void *context) {
  restore();
  for (int index = 0; index < signal_count; index++) {
    if (signals[index] != number) continue;
    struct sigaction *action = &previous[index];
    // Swift's backtracer asks "Press space to interact" for half a minute where nobody expects it;
    // whoever wants its report says so in SWIFT_BACKTRACE.
    if (chains_to_backtracer && (action->sa_flags & SA_SIGINFO) && action->sa_sigaction) {
      // It returns, and counts on the fault to come again; a signal that somebody sent does not.
      sigaction(number, action, NULL);
      action->sa_sigaction(number, info, context);
    }
  }
  // The signal is blocked here, so it kills when this handler returns, with the status it should.
  struct sigaction standard = {.sa_handler = SIG_DFL};
  sigaction(number, &standard, NULL);
  raise(number);
}

static int is_taken(const struct sigaction *action) {
  if (action->sa_flags & SA_SIGINFO) return 0;
  return action->sa_handler == SIG_IGN;
}

static void install_handlers(void) {
  stack_t stack = {.ss_sp = signal_stack, .ss_size = sizeof signal_stack};
  sigaltstack(&stack, NULL);
  struct sigaction action = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigemptyset(&action.sa_mask);
  for (int index = 0; index < signal_count; index++) {
    sigaction(signals[index], NULL, &previous[index]);
    if (!is_taken(&previous[index])) sigaction(signals[index], &action, NULL);
  }
}

int terminal_guard_install(int file) {
  int is_first = terminal < 0;
  if (tcgetattr(file, &modes) != 0) return -1;
  terminal = file;
  if (!is_first) return 0;
  chains_to_backtracer = getenv("SWIFT_BACKTRACE") != NULL;
  install_handlers();
  atexit(restore);
  return 0;
}

void terminal_guard_set_farewell(const char *bytes, size_t count) {
  if (count > sizeof farewell) count = sizeof farewell;
  atomic_store(&farewell_count, 0);
  memcpy(farewell, bytes, count);
  atomic_store(&farewell_count, count);
}

void terminal_guard_set_errors(int original, int log) {
  log_start = log < 0 ? 0 : lseek(log, 0, SEEK_END);
  atomic_store(&error_log, log);
  atomic_store(&original_errors, original);
}

int terminal_guard_is_active(void) { return atomic_load(&active); }

void terminal_guard_set_active(int is_active) { atomic_store(&active, is_active); }

void process_forbid_dumps(void) { prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

int process_can_be_dumped(void) { return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0; }
