// Owned GMime objects. May not: be included outside mail reading and composing.
#pragma once

#include <gmime/gmime.h>

#include <memory>
#include <string>

namespace oasis {

struct GObjectRelease {
  void operator()(void* object) const { g_object_unref(object); }
};

/// A GMime object that is ours to release.
template <typename T>
using GmimeHandle = std::unique_ptr<T, GObjectRelease>;

/// Starts GMime once for the process; safe to call from any thread, any number of times.
inline void start_gmime() {
  static const bool started = (g_mime_init(), true);
  (void)started;
}

/// A C string of GMime's that may be null.
inline std::string text_or_empty(const char* text) {
  return text ? text : std::string();
}

}  // namespace oasis
