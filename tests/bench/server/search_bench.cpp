// Searching a million messages. May not: be part of the test suite.
#include <cmath>
#include <random>
#include <stdexcept>

#include "server/store/search.hpp"
#include "tests/bench/server/bench.hpp"
#include "tests/bench/server/load.hpp"
#include "tests/bench/server/place.hpp"
#include "tests/bench/server/tickets.hpp"

namespace oasis::bench {
namespace {

constexpr std::int64_t tickets = 100'000;
constexpr std::int64_t messages = 1'000'000;
constexpr int vocabulary = 50'000;
constexpr int words_a_message = 14;

/// Common words come often, rare ones rarely, as in a language (Zipf).
class Words {
 public:
  std::string next() {
    const double part = std::uniform_real_distribution<>(0, 1)(random_);
    return word(static_cast<int>(std::pow(static_cast<double>(vocabulary), part)) - 1);
  }
  static std::string word(int index) {
    std::string text;
    for (int left = index + 500; left > 0; left /= 20) text += "bdfgklmnprstvzaeiouy"[left % 20];
    return text + "a";
  }

 private:
  std::mt19937 random_{7};
};

void write_messages(const Place& place) {
  Words words;
  place.write([&](store::Database& database) {
    for (std::int64_t i = 0; i < messages; ++i) {
      std::string text;
      for (int word = 0; word < words_a_message; ++word) text += (word > 0 ? " " : "") + words.next();
      const std::string id = "m" + std::to_string(i);
      database
          .prepare(
              "INSERT INTO message (id, ticket, event, internal, row) VALUES (?, printf('copy-%08d', ?), ?, "
              "0, ?)")
          .bind(id)
          .bind(i % tickets + 1)
          .bind(i / tickets)
          .bind("{\"id\":\"" + id + "\",\"text\":\"" + text +
                "\",\"at\":" + std::to_string(1'774'000'000'000 + i) + "}")
          .run();
      if (i % 64 == 63 || i + 1 == messages) store::index_words(database);
    }
  });
}

void measure(const Server& server, const Place& place, const std::string& what,
             const std::function<std::string(std::size_t)>& query) {
  Loaded loaded = run({server.port(), 1, 5,
                       [&](std::size_t, std::size_t round) {
                         std::string words = query(round);
                         for (char& c : words) c = c == ' ' ? '+' : c;
                         return get("/api/v1/search?q=" + words, place.cookie());
                       },
                       0});
  if (loaded.failures > 0) throw std::runtime_error(loaded.last);
  show(what + ", p50", loaded.latencies.percentile(.5), "ms");
  show(what + ", p99", loaded.latencies.percentile(.99), "ms", "20");
}

const Bench search("search_1000000_messages", [] {
  const Place place;
  make_first_ticket(place);
  copy_ticket(place, tickets, true);
  const std::int64_t began = now_us();
  write_messages(place);
  show("writing a message with its index", static_cast<double>(now_us() - began) / messages, "us");
  show("database",
       static_cast<double>(
           place.integer("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")) /
           1e6,
       "MB");
  const Server server(place);
  Words words;
  measure(server, place, "one word as it comes", [&](std::size_t) { return words.next() + " "; });
  measure(server, place, "two words as they come",
          [&](std::size_t) { return words.next() + " " + words.next() + " "; });
  measure(server, place, "three common words", [](std::size_t round) {
    const int base = static_cast<int>(round % 20);
    return Words::word(base) + " " + Words::word(base + 1) + " " + Words::word(base + 2) + " ";
  });
  measure(server, place, "a beginning of three letters",
          [&](std::size_t) { return words.next().substr(0, 3); });
  show("memory", server.resident_mb(), "MB");
});

}  // namespace
}  // namespace oasis::bench
