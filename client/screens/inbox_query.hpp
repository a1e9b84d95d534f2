// What the inbox is asked to show: a view, words to filter by, an order, a grouping; as people type it and as
// links carry it. Pure. May not: draw, or know which tickets there are.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oasis {

enum class View : std::uint8_t { mine, my_teams, unassigned, due_soon, escalated, pending, all, finished };
constexpr std::size_t view_count = 8;

std::string_view name_of(View view);  ///< "Mine", "Due soon", …
std::string_view slug_of(View view);  ///< in addresses: "mine", "due-soon", …
std::optional<View> view_of(std::string_view slug);

enum class Sort : std::uint8_t { next_due, newest, oldest, priority, updated };
constexpr std::size_t sort_count = 5;
enum class Grouping : std::uint8_t { none, priority, status, assignee, team, customer, tier };
constexpr std::size_t grouping_count = 7;

std::string_view name_of(Sort sort);          ///< "Next due", …
std::string_view name_of(Grouping grouping);  ///< "No grouping", "Priority", …

struct InboxQuery {
  View view = View::all;
  std::string filter;  ///< as typed: see read_filter
  Sort sort = Sort::next_due;
  Grouping grouping = Grouping::none;
  friend bool operator==(const InboxQuery&, const InboxQuery&) = default;
};

/// The place in this program that shows it, without '#': "/inbox/mine?sort=newest&group=team&q=tag:vip
/// printer". What is as usual is left out; the filter comes last and runs to the end, so it may hold any
/// character.
std::string address_of(const InboxQuery& query);
/// The other way around; a word that is not known is as usual.
InboxQuery read_address(std::string_view address);

/// One thing that must hold. Words are looked for in number, subject, customer, contact, tags, category and
/// the customer's last words; `key:value` asks one field: priority, status, assignee (me, none, an id), team,
/// customer, tag, category, tier, is (unread, breached, escalated, unanswered, assigned). A '-' in front
/// turns it around.
struct FilterTerm {
  enum class Field : std::uint8_t {
    word,
    priority,
    status,
    assignee,
    team,
    customer,
    tag,
    category,
    tier,
    is
  };
  Field field = Field::word;
  std::string value;  ///< ASCII letters in lower case
  bool wanted = true;
  friend bool operator==(const FilterTerm&, const FilterTerm&) = default;
};

/// Terms are parted by spaces; "double quotes" keep words together. A key that is not known is a word.
std::vector<FilterTerm> read_filter(std::string_view filter);

/// The words of a filter that are looked for in messages, too: those without a key that are wanted.
std::string searched_words(std::string_view filter);

/// Whether `text` has `wanted` in it, letters of ASCII compared without case; `wanted` is in lower case.
/// O(n).
bool contains_folded(std::string_view text, std::string_view wanted);

/// A named query that somebody keeps: "VIP, breached".
struct SavedView {
  std::string name;
  std::string address;  ///< of its query
  friend bool operator==(const SavedView&, const SavedView&) = default;
};

/// One line each, name and address parted by a tab: how the browser keeps them.
std::string write_saved_views(const std::vector<SavedView>& views);
std::vector<SavedView> read_saved_views(std::string_view text);

}  // namespace oasis
