// See inbox_query.hpp.
#include "client/screens/inbox_query.hpp"

#include <algorithm>

#include "client/words/translated.hpp"

namespace oasis {
namespace {

constexpr std::array<const char*, view_count> view_names = {
    "Mine"_kept,      "My teams"_kept, "Unassigned"_kept, "Due soon"_kept,
    "Escalated"_kept, "Pending"_kept,  "All open"_kept,   "Finished"_kept};
constexpr std::array<std::string_view, view_count> view_slugs = {
    "mine", "my-teams", "unassigned", "due-soon", "escalated", "pending", "all", "finished"};
constexpr std::array<const char*, sort_count> sort_names = {"Next due"_kept, "Newest"_kept, "Oldest"_kept,
                                                            "Priority"_kept, "Last change"_kept};
constexpr std::array<std::string_view, sort_count> sort_slugs = {"due", "newest", "oldest", "priority",
                                                                 "updated"};
constexpr std::array<const char*, grouping_count> grouping_names = {
    "No grouping"_kept, "Priority"_kept, "Status"_kept, "Assignee"_kept, "Team"_kept, "Customer"_kept, "Tier"_kept};
constexpr std::array<std::string_view, grouping_count> grouping_slugs = {
    "none", "priority", "status", "assignee", "team", "customer", "tier"};
/// In the order of FilterTerm::Field; the first is no key.
constexpr std::array<std::string_view, 10> keys = {"",         "priority", "status",   "assignee", "team",
                                                   "customer", "tag",      "category", "tier",     "is"};

template <class Enum, std::size_t n>
std::optional<Enum> value_of(const std::array<std::string_view, n>& slugs, std::string_view slug) {
  const auto found = std::find(slugs.begin(), slugs.end(), slug);
  if (found == slugs.end()) return std::nullopt;
  return static_cast<Enum>(found - slugs.begin());
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

/// Takes the next term off the front: up to a space outside quotes, which are left out.
std::string next_term(std::string_view& rest) {
  std::string term;
  bool quoted = false;
  std::size_t at = 0;
  for (; at < rest.size(); ++at) {
    if (rest[at] == '"') {
      quoted = !quoted;
    } else if (rest[at] == ' ' && !quoted) {
      break;
    } else {
      term += lower(rest[at]);
    }
  }
  rest.remove_prefix(std::min(at + 1, rest.size()));
  return term;
}

}  // namespace

std::string_view name_of(View view) {
  return translated(view_names[static_cast<std::size_t>(view)]);
}
std::string_view slug_of(View view) {
  return view_slugs[static_cast<std::size_t>(view)];
}
std::optional<View> view_of(std::string_view slug) {
  return value_of<View>(view_slugs, slug);
}
std::string_view name_of(Sort sort) {
  return translated(sort_names[static_cast<std::size_t>(sort)]);
}
std::string_view name_of(Grouping grouping) {
  return translated(grouping_names[static_cast<std::size_t>(grouping)]);
}

std::string address_of(const InboxQuery& query) {
  std::string address = "/inbox/" + std::string(slug_of(query.view));
  char next = '?';
  const auto add = [&](std::string_view key, std::string_view value) {
    address += next;
    address += key;
    address += '=';
    address += value;
    next = '&';
  };
  if (query.sort != Sort::next_due) add("sort", sort_slugs[static_cast<std::size_t>(query.sort)]);
  if (query.grouping != Grouping::none)
    add("group", grouping_slugs[static_cast<std::size_t>(query.grouping)]);
  if (!query.filter.empty()) add("q", query.filter);
  return address;
}

InboxQuery read_address(std::string_view address) {
  InboxQuery query;
  constexpr std::string_view room = "/inbox/";
  if (address.substr(0, room.size()) != room) return query;
  address.remove_prefix(room.size());
  const std::size_t mark = address.find('?');
  query.view = view_of(address.substr(0, mark)).value_or(View::all);
  if (mark == std::string_view::npos) return query;
  address.remove_prefix(mark + 1);
  while (!address.empty()) {
    const std::size_t equals = std::min(address.find('='), address.size());
    const std::string_view key = address.substr(0, equals);
    address.remove_prefix(std::min(equals + 1, address.size()));
    if (key == "q") {
      query.filter = address;
      break;
    }
    const std::size_t end = std::min(address.find('&'), address.size());
    const std::string_view value = address.substr(0, end);
    if (key == "sort") query.sort = value_of<Sort>(sort_slugs, value).value_or(Sort::next_due);
    if (key == "group") query.grouping = value_of<Grouping>(grouping_slugs, value).value_or(Grouping::none);
    address.remove_prefix(std::min(end + 1, address.size()));
  }
  return query;
}

std::vector<FilterTerm> read_filter(std::string_view filter) {
  std::vector<FilterTerm> terms;
  while (!filter.empty()) {
    FilterTerm term;
    term.value = next_term(filter);
    if (term.value.size() > 1 && term.value.front() == '-') {
      term.wanted = false;
      term.value.erase(0, 1);
    }
    const std::size_t colon = term.value.find(':');
    if (colon != std::string::npos && colon > 0) {
      const auto key = value_of<FilterTerm::Field>(keys, std::string_view(term.value).substr(0, colon));
      if (key) {
        term.field = *key;
        term.value.erase(0, colon + 1);
      }
    }
    // A key without a value yet is still being typed: it asks for nothing.
    if (!term.value.empty()) terms.push_back(std::move(term));
  }
  return terms;
}

bool contains_folded(std::string_view text, std::string_view wanted) {
  if (wanted.empty()) return true;
  return std::search(text.begin(), text.end(), wanted.begin(), wanted.end(),
                     [](char a, char b) { return lower(a) == b; }) != text.end();
}

std::string write_saved_views(const std::vector<SavedView>& views) {
  std::string text;
  for (const SavedView& view : views) text += view.name + "\t" + view.address + "\n";
  return text;
}

std::vector<SavedView> read_saved_views(std::string_view text) {
  std::vector<SavedView> views;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    const std::size_t tab = line.find('\t');
    if (tab != std::string_view::npos && tab > 0)
      views.push_back({std::string(line.substr(0, tab)), std::string(line.substr(tab + 1))});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return views;
}

std::string searched_words(std::string_view filter) {
  std::string words;
  for (const FilterTerm& term : read_filter(filter)) {
    if (term.field != FilterTerm::Field::word || !term.wanted) continue;
    if (!words.empty()) words += ' ';
    words += term.value;
  }
  return words;
}

}  // namespace oasis
