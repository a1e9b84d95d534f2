// Messages of customers: folding loses nothing, and their mood is a score within its range.
// May not: judge the mood; tests/unit does.
#include <cmath>

#include "shared/policy/dissatisfaction.hpp"
#include "shared/text/fold.hpp"
#include "tests/fuzz/fuzzed.hpp"

using namespace oasis;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = test::as_text(data, size);
  std::size_t at = 0;
  for (const FoldRange& range : fold(text)) {
    test::must_hold(range.from == at && range.to > at, "ranges follow each other without gaps");
    at = range.to;
  }
  test::must_hold(at == text.size(), "the ranges are the whole text");
  test::must_hold(written_text(text).size() <= text.size(), "what was written is a part of the text");
  const Dissatisfaction mood = judge_dissatisfaction(text);
  test::must_hold(std::isfinite(mood.score) && std::fabs(mood.score) <= 1, "a score is within [-1, 1]");
  test::must_hold(mood.words.size() <= 50, "at most 50 words explain it");
  test::must_hold(mood.understood || !mood.dissatisfied, "what was not understood is not guessed at");
  return 0;
}
