// See behind.hpp.
#include "shared/codec/behind.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "shared/codec/loose.hpp"
#include "shared/codec/words.hpp"
#include "shared/text/percent.hpp"

namespace oasis {
namespace {

using nlohmann::json;

/// In the order of Measure::Kind.
constexpr std::array<std::string_view, 18> kind_words{
    "created",  "first_response", "next_response", "resolved", "reopened",    "met",
    "breached", "escalated",      "step",          "skipped",  "answered",    "exhausted",
    "paged",    "told",           "rule",          "rated",    "dissatisfied", "waited"};
static_assert(kind_words.size() == measure_kind_count);
constexpr std::array<std::string_view, 3> hours_words{"working", "off", "sleep"};
constexpr std::array<std::string_view, 3> sent_words{"any", "failed", "delivered"};

void add_field(std::string& text, std::string_view name, std::string_view value) {
  if (!text.empty()) text += ';';
  text.append(name).append(":").append(percent_encoded(value));
}

std::optional<std::int32_t> whole_number(std::string_view text) {
  std::int32_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

bool read_kinds(std::string_view text, std::vector<Measure::Kind>& kinds) {
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(','));
    const auto found = std::find(kind_words.begin(), kind_words.end(), word);
    if (found == kind_words.end()) return false;
    kinds.push_back(static_cast<Measure::Kind>(found - kind_words.begin()));
    text.remove_prefix(std::min(word.size() + 1, text.size()));
  }
  return !kinds.empty();
}

bool read_hour_of_week(std::string_view text, Behind& behind) {
  const auto hour = whole_number(text);
  if (!hour || *hour < 0 || *hour >= 7 * 24) return false;
  behind.hour_of_week = Behind::Hour{*hour / 24, *hour % 24};
  return true;
}

bool read_hours(std::string_view text, Behind& behind) {
  const auto found = std::find(hours_words.begin(), hours_words.end(), text);
  if (found == hours_words.end()) return false;
  behind.hours = static_cast<Hours>(found - hours_words.begin());
  return true;
}

bool read_sent(std::string_view text, Behind& behind) {
  const auto found = std::find(sent_words.begin(), sent_words.end(), text);
  if (found == sent_words.end()) return false;
  behind.sent = static_cast<Behind::Sent>(found - sent_words.begin());
  return true;
}

bool read_bar(std::string_view text, std::optional<std::int32_t>& bar) {
  bar = whole_number(text);
  return bar && *bar >= 0 && *bar < static_cast<std::int32_t>(spread_bars);
}

bool read_behind_field(std::string_view name, std::string value, Behind& behind) {
  if (name == "kinds") return read_kinds(value, behind.kinds);
  if (name == "number") return (behind.number = whole_number(value)).has_value();
  if (name == "priority") return (behind.priority = value_of<Priority>(value)).has_value();
  if (name == "hours") return read_hours(value, behind);
  if (name == "hour") return read_hour_of_week(value, behind);
  if (name == "bar") return read_bar(value, behind.bar);
  if (name == "open_bar") return read_bar(value, behind.open_bar);
  if (name == "sent") return read_sent(value, behind);
  if (name == "via")
    behind.via = std::move(value);
  else if (name == "who")
    behind.who = std::move(value);
  else if (name == "what")
    behind.what = std::move(value);
  else if (name == "detail")
    behind.detail = std::move(value);
  else if (name == "customer")
    behind.customer = std::move(value);
  else if (name == "team")
    behind.team = std::move(value);
  else if (name == "category")
    behind.category = std::move(value);
  else
    return false;
  return true;
}

nlohmann::ordered_json write_behind_row(const BehindList::Row& row) {
  nlohmann::ordered_json out{{"ticket", row.ticket},     {"number", row.number}, {"subject", row.subject},
                             {"customer", row.customer}, {"what", row.what},     {"at", row.at.ms}};
  if (row.value) out["value"] = row.value->ms;
  return out;
}

BehindList::Row read_behind_row(const json& from) {
  BehindList::Row row;
  row.ticket = loose::text(from, "ticket");
  row.number = loose::whole(loose::member(from, "number"));
  row.subject = loose::text(from, "subject");
  row.customer = loose::text(from, "customer");
  row.what = loose::text(from, "what");
  row.at = {loose::whole(loose::member(from, "at"))};
  if (const json& value = loose::member(from, "value"); value.is_number_integer())
    row.value = Duration{value.get<std::int64_t>()};
  return row;
}

Behind messages_of(const Id& via, Behind::Sent sent) {
  Behind behind;
  behind.via = via;
  behind.sent = sent;
  return behind;
}

}  // namespace

std::string text_of(const Behind& behind) {
  if (behind.via) {
    std::string messages;
    add_field(messages, "via", *behind.via);
    if (behind.sent != Behind::Sent::any) add_field(messages, "sent", sent_words[static_cast<std::size_t>(behind.sent)]);
    return messages;
  }
  std::string kinds;
  for (const Measure::Kind kind : behind.kinds)
    kinds.append(kinds.empty() ? "" : ",").append(kind_words[static_cast<std::size_t>(kind)]);
  std::string text = "kinds:" + kinds;
  if (behind.number) add_field(text, "number", std::to_string(*behind.number));
  if (behind.who) add_field(text, "who", *behind.who);
  if (behind.what) add_field(text, "what", *behind.what);
  if (behind.detail) add_field(text, "detail", *behind.detail);
  if (behind.priority) add_field(text, "priority", word(*behind.priority));
  if (behind.customer) add_field(text, "customer", *behind.customer);
  if (behind.team) add_field(text, "team", *behind.team);
  if (behind.category) add_field(text, "category", *behind.category);
  if (behind.hours) add_field(text, "hours", hours_words[static_cast<std::size_t>(*behind.hours)]);
  if (behind.hour_of_week)
    add_field(text, "hour", std::to_string(behind.hour_of_week->weekday * 24 + behind.hour_of_week->hour));
  if (behind.bar) add_field(text, "bar", std::to_string(*behind.bar));
  if (behind.open_bar) add_field(text, "open_bar", std::to_string(*behind.open_bar));
  return text;
}

std::optional<Behind> behind_of(std::string_view text) {
  Behind behind;
  while (!text.empty()) {
    const std::string_view field = text.substr(0, text.find(';'));
    text.remove_prefix(std::min(field.size() + 1, text.size()));
    const std::size_t colon = field.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    auto value = percent_decoded(field.substr(colon + 1));
    if (!value || !read_behind_field(field.substr(0, colon), *std::move(value), behind)) return std::nullopt;
  }
  // Of messages or of measures, and never without saying which.
  const bool of_messages = behind.via && !behind.via->empty(), of_measures = !behind.kinds.empty();
  const bool measured = of_measures && !behind.via && behind.sent == Behind::Sent::any;
  if (of_messages && behind == messages_of(*behind.via, behind.sent)) return behind;
  return measured ? std::optional(std::move(behind)) : std::nullopt;
}

nlohmann::ordered_json write_behind_list(const BehindList& list) {
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (const BehindList::Row& row : list.rows) rows.push_back(write_behind_row(row));
  return {{"title", list.title}, {"from", list.first},      {"to", list.last},        {"zone", list.zone},
          {"count", list.count}, {"tickets", list.tickets}, {"rows", std::move(rows)}};
}

std::optional<BehindList> read_behind_list(const json& from) {
  if (!loose::member(from, "rows").is_array()) return std::nullopt;
  BehindList list;
  list.title = loose::text(from, "title");
  list.first = loose::text(from, "from");
  list.last = loose::text(from, "to");
  list.zone = loose::text(from, "zone");
  list.count = loose::whole(loose::member(from, "count"));
  list.tickets = loose::whole(loose::member(from, "tickets"));
  for (const json& row : loose::list(from, "rows")) list.rows.push_back(read_behind_row(row));
  return list;
}

}  // namespace oasis
