// Measures as text for Prometheus (exposition format 0.0.4). May not: read a measure's source.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/watch/measures.hpp"

namespace oasis::watch {

using Labels = std::vector<std::pair<std::string_view, std::string_view>>;

/// Builds one page of metrics; `name` without the prefix "oasis_", in base units (seconds, bytes).
class Exposition {
 public:
  void counter(std::string_view name, std::string_view help, std::uint64_t value);
  void gauge(std::string_view name, std::string_view help, double value);
  /// The head of a family whose samples follow.
  void family(std::string_view name, std::string_view type, std::string_view help);
  void sample(std::string_view name, const Labels& labels, double value);

  template <std::size_t N>
  void histogram(std::string_view name, std::string_view help, const Histogram<N>& histogram) {
    family(name, "histogram", help);
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < N; ++i) {
      below += histogram.in_bucket(i);
      bucket(name, number(histogram.bounds()[i]), below);
    }
    // Read last: it can only be more than the buckets hold, never less.
    bucket(name, "+Inf", histogram.count());
    sample(std::string(name) + "_sum", {}, histogram.sum());
    sample(std::string(name) + "_count", {}, static_cast<double>(histogram.count()));
  }

  const std::string& text() const { return text_; }

 private:
  static std::string number(double value);
  void bucket(std::string_view name, std::string_view bound, std::uint64_t count);

  std::string text_;
};

}  // namespace oasis::watch
