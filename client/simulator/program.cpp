// The simulator's program: a Trial that a worker's script (web/simulator.js) tells what to do. Texts are UTF-8, not
// ended by 0; what is answered stands at simulator_said() until the next call. May not: decide anything.
#include <emscripten.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "client/simulator/trial.hpp"
#include "shared/codec/outcome.hpp"

namespace {

oasis::Trial trial;
std::string said;

std::string_view text(const char* from, int length) {
  return {from, static_cast<std::size_t>(length)};
}

}  // namespace

#define OASIS_EXPORT extern "C" EMSCRIPTEN_KEEPALIVE

OASIS_EXPORT const char* simulator_said() {
  return said.data();
}
OASIS_EXPORT int simulator_said_size() {
  return static_cast<int>(said.size());
}

OASIS_EXPORT void simulator_zone(const char* name, int name_length, const char* tzif, int tzif_length) {
  trial.add_zone(std::string(text(name, name_length)), text(tzif, tzif_length));
}
/// Whether both documents can be used; else says why not.
OASIS_EXPORT int simulator_begin(const char* told, int length) {
  const auto error = trial.begin(text(told, length));
  said = error ? error->where + ": " + error->what : std::string();
  return error ? 0 : 1;
}
/// Whether it was a page; says what it said of itself.
OASIS_EXPORT int simulator_take(const char* body, int length) {
  const auto page = trial.take(text(body, length));
  if (!page) return 0;
  said = nlohmann::json{{"next", page->next}, {"total", page->total}, {"tickets", page->tickets}}.dump();
  return 1;
}
OASIS_EXPORT int simulator_test_some() {
  return trial.test_some() ? 1 : 0;
}
OASIS_EXPORT double simulator_tested() {
  return static_cast<double>(trial.tested());
}
OASIS_EXPORT void simulator_finish() {
  said = oasis::write_outcomes(trial.in_force(), trial.edited());
}
