#ifndef JOBTOP_CNCURSES_SHIM_H
#define JOBTOP_CNCURSES_SHIM_H

// Wide characters; the macro must not depend on flags, for those do not reach Swift's importer.
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#include <ncurses.h>
#include <term.h>
#include <stdio.h>
#include <unistd.h>
#include <wchar.h>

// term.h has macros of these names.
#undef lines
#undef columns

// Swift refuses C variables that can change, and does not see macros with casts or parameters.

static inline WINDOW *curses_window(void) { return stdscr; }
static inline WINDOW *curses_physical_screen(void) { return curscr; }
static inline int curses_rows(void) { return LINES; }
static inline int curses_columns(void) { return COLS; }
static inline int curses_colours(void) { return COLORS; }

/// Starts ncurses on a keyboard and a screen; type NULL means what TERM says.
static inline SCREEN *curses_start(const char *type, int keyboard, int screen) {
  FILE *input = keyboard == STDIN_FILENO ? stdin : fdopen(keyboard, "r");
  FILE *output = screen == STDOUT_FILENO ? stdout : fdopen(screen, "w");
  return input && output ? newterm(type, output, input) : NULL;
}

static const attr_t curses_bold = A_BOLD;
static const attr_t curses_dim = A_DIM;
static const attr_t curses_underline = A_UNDERLINE;
static const attr_t curses_italic = A_ITALIC;
static const attr_t curses_reverse = A_REVERSE;

/// A cell of letters that end in zero. The pair goes through the extension pointer: the plain
/// parameter holds no more than 32767 pairs.
static inline cchar_t curses_cell(const wchar_t *letters, attr_t attributes, int pair) {
  cchar_t cell;
  int extended = pair;
  if (setcchar(&cell, letters, attributes, (short)0, &extended) == ERR) {
    setcchar(&cell, L"?", attributes, (short)0, &extended);
  }
  return cell;
}

/// wcwidth(3), which <wchar.h> declares only for who asks for X/Open.
int wcwidth(wchar_t letter);
static inline int curses_width_of(wchar_t letter) { return wcwidth(letter); }

/// How many colours that type of terminal has, -1 for none; -2 where nothing is known of it.
static inline int curses_colours_of(const char *type) {
  int problem = 0;
  if (setupterm(type, STDOUT_FILENO, &problem) == ERR) return -2;
  int colours = tigetnum("colors");
  del_curterm(cur_term);
  return colours;
}

/// Whether that type of terminal, of which something is known, can place its cursor.
static inline int curses_places_cursor(const char *type) {
  int problem = 0;
  if (setupterm(type, STDOUT_FILENO, &problem) == ERR) return 0;
  char *placing = tigetstr("cup");
  int places = placing != NULL && placing != (char *)-1 && *placing != 0;
  del_curterm(cur_term);
  return places;
}

static inline int curses_function_key(int number) { return KEY_F(number); }

#endif
