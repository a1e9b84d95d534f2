// Workspace documents: whatever is accepted comes out in its canonical form, which is accepted and comes out
// the same. Takes a bare workspace object, or one inside a scenario file. May not: run it.
#include <nlohmann/json.hpp>

#include "shared/codec/scenario.hpp"
#include "shared/codec/workspace.hpp"
#include "shared/policy/policies.hpp"
#include "tests/fuzz/fuzzed.hpp"
#include "tests/fuzz/json_mutation.hpp"

using namespace oasis;

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
  return test::mutate_json(data, size, max_size, seed);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto parsed = parse_json(test::as_text(data, size));
  if (!parsed.ok()) return 0;
  const nlohmann::json::json_pointer inside("/scenario/workspace");
  const bool is_scenario = parsed->is_object() && parsed->contains(inside);
  const auto workspace = read_workspace(is_scenario ? parsed->at(inside) : *parsed, test::few_zones());
  if (!workspace.ok()) {
    for (const Error& fault : workspace.error()) {
      test::must_hold(!fault.what.empty() && (fault.where.empty() || fault.where[0] == '/'),
                      "a fault has a JSON pointer and a reason");
    }
    return 0;
  }
  const nlohmann::json canonical = write_workspace(*workspace);
  const auto again = read_workspace(canonical, test::few_zones());
  test::must_hold(again.ok(), "the canonical form is accepted");
  test::must_hold(*again == *workspace, "the canonical form says the same");
  test::must_hold(write_workspace(*again) == canonical, "the canonical form is its own");
  test::must_hold(Policies::prepare(*workspace, test::few_zones(), 1).ok(),
                  "an accepted document can be used");
  return 0;
}
