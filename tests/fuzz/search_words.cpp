// What people type into the search, through the index: no text is a syntax error, none is an operator.
// May not: judge what is found.
#include "server/store/search.hpp"
#include "server/store/sqlite.hpp"
#include "shared/text/utf8.hpp"
#include "tests/fuzz/fuzzed.hpp"

using namespace oasis;

namespace {

store::Database& index_of_a_few() {
  static store::Database database = [] {
    auto fresh = store::Database::open(":memory:", store::Access::read_write);
    fresh.run(
        "CREATE TABLE searched (id INTEGER PRIMARY KEY, ticket TEXT, message TEXT, internal INTEGER);"
        "CREATE VIRTUAL TABLE search USING fts5(text, content='', prefix='3', "
        "tokenize='unicode61 remove_diacritics 2');"
        "INSERT INTO searched VALUES (1, 't', 'm', 0); INSERT INTO search (rowid, text) VALUES (1, 'printer "
        "on fire');");
    return fresh;
  }();
  return database;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view typed = test::as_text(data, size);
  const std::string expression = store::search_expression(typed.substr(0, 200));
  store::search(index_of_a_few(), expression, 10, [](const store::Found&) { return true; });
  const std::string text = repair_utf8(typed);
  test::must_hold(valid_utf8(store::snippet_of(text, typed.substr(0, 20))), "a snippet is UTF-8");
  return 0;
}
