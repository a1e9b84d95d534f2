// A back-test away from the page: takes pages of what people did, keeps them, and plays them on the document in force
// and on an edited one, some at a time. The worker's program (program.cpp) is this with a mailbox; compiled for speed.
// May not: fetch, wait, or know the page.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/policy/policies.hpp"
#include "shared/simulate/outcome.hpp"
#include "shared/time/zone.hpp"

namespace oasis {

/// What a page of tickets said of itself.
struct GivenPage {
  std::string next;         ///< names the page after it; empty: there is none
  std::int64_t total = 0;   ///< of all pages; in the first only
  std::int64_t tickets = 0;
};

class Trial {
 public:
  void add_zone(std::string name, std::string_view tzif) { (void)zones_.add(std::move(name), tzif); }

  /// {"in_force": document, "edited": document, "version": of the former, "until": ms since 1970}. Tickets that were
  /// taken stay, and what came of them in force if neither that document nor `until` is another than before. An
  /// error says why a document cannot be used.
  std::optional<Error> begin(std::string_view json);

  /// A page as GET /api/v1/history/given answers it; nullopt if it is none, and then nothing of it is kept.
  std::optional<GivenPage> take(std::string_view body);

  /// Plays a portion under one of the documents; false when nothing is left. O(events · log tickets) of the portion.
  bool test_some();
  /// Tickets that were played under both.
  std::int64_t tested() const;

  const Outcome& in_force() const { return in_force_.outcome; }
  const Outcome& edited() const { return edited_.outcome; }

 private:
  struct Side {
    std::string document;
    std::shared_ptr<const Policies> policies;
    std::size_t tested = 0;  ///< of `tickets_`
    Outcome outcome;
  };

  bool test_some(Side& side);

  Zones zones_;
  Instant until_;
  std::vector<GivenTicket> tickets_;
  Side in_force_, edited_;
};

}  // namespace oasis
