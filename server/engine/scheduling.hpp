// How this process's threads share the processors. May not: know what a thread does.
#pragma once

#include <chrono>

namespace oasis::engine {

// Each is for the thread that calls it, and on Linux; where the kernel cannot, nothing happens.

/// What `top -H` and a core dump call the thread; 15 characters at most.
void name_thread(const char* name);

/// Others go first: the thread is 5 steps nicer than the process.
void step_back();

/// Asks to be let on soon after it was woken, for its pieces of work are short and somebody waits for each. Of two threads
/// the one with the shorter turn (0.1 to 100 ms; the kernel's own is 0.7 to 3) goes first; each keeps its share of the
/// processor. Linux 6.12 and newer.
void take_turns_of(std::chrono::microseconds turn);

}  // namespace oasis::engine
