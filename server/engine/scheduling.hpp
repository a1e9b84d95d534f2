// How this process's threads share the processors. May not: know what a thread does.
#pragma once

#include <functional>
#include <thread>

namespace oasis::engine {

// On Linux; where the kernel cannot, nothing happens. The first two are for the thread that calls them.

/// What `top -H` and a core dump call the thread; 15 characters at most.
void name_thread(const char* name);

/// Others go first: the thread is 5 steps nicer than the process.
void step_back();

/// A thread that does `work` and asks to be let on soon after it was woken, for its pieces of work are short and somebody
/// waits for each. Of two threads the one with the shorter turn (100 to 100,000 µs; the kernel's own is 700 to 3,000)
/// goes first; each keeps its share of the processor. Linux 6.12 and newer.
std::thread prompt_thread(const char* name, int turn_us, std::function<void()> work);

}  // namespace oasis::engine
