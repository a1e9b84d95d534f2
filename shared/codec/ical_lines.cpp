// See ical_lines.hpp.
#include "shared/codec/ical_lines.hpp"

#include <algorithm>
#include <utility>

#include "shared/codec/ical.hpp"
#include "shared/text/utf8.hpp"

namespace oasis::ical {
namespace {

constexpr std::size_t longest_text = 200;  // bytes

/// Takes one line with its end off the text.
std::string_view next_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

/// Where `wanted` stands outside of quotes, from `at` on; the end if it does not.
std::size_t find_unquoted(std::string_view text, char wanted, std::size_t at = 0) {
  bool quoted = false;
  for (; at < text.size(); ++at) {
    if (text[at] == '"') quoted = !quoted;
    if (text[at] == wanted && !quoted) return at;
  }
  return text.size();
}

Result<std::vector<ContentLine>> content_lines(std::string_view text) {
  if (text.size() > largest_ical) return Error{"", "The file is larger than a megabyte."};
  if (text.substr(0, 3) == "\xef\xbb\xbf") text.remove_prefix(3);
  std::vector<std::pair<std::string, std::size_t>> unfolded;
  std::size_t number = 0;
  while (!text.empty()) {
    const std::string_view line = next_line(text);
    ++number;
    const bool goes_on = !line.empty() && (line.front() == ' ' || line.front() == '\t');
    if (goes_on && unfolded.empty()) return fault_in(number, "begins with a blank, but continues nothing");
    if (goes_on) {
      unfolded.back().first += line.substr(1);
    } else if (!line.empty()) {
      unfolded.emplace_back(line, number);
    }
  }
  std::vector<ContentLine> lines;
  for (auto& [line, at] : unfolded) {
    const std::size_t colon = find_unquoted(line, ':');  // colons in quotes belong to a parameter
    if (colon == line.size()) return fault_in(at, "has no colon: this is no iCalendar file");
    const std::size_t semicolon = std::min(line.find(';'), colon);
    lines.push_back({in_capitals(line.substr(0, semicolon)),
                     semicolon == colon ? "" : line.substr(semicolon + 1, colon - semicolon - 1),
                     line.substr(colon + 1), at});
  }
  return lines;
}

class ComponentReader {
 public:
  Result<std::vector<Component>> run(std::string_view text) {
    auto lines = content_lines(text);
    if (!lines.ok()) return std::move(lines).error();
    if (lines->empty() || lines->front().name != "BEGIN" || in_capitals(lines->front().value) != "VCALENDAR")
      return fault_in(1, "does not begin with BEGIN:VCALENDAR");
    for (ContentLine& line : *lines) {
      if (auto error = take(line)) return *std::move(error);
    }
    if (!open_.empty()) return fault_in(lines->back().number, "the file ends within " + open_.back());
    return std::move(components_);
  }

 private:
  static constexpr std::size_t in_calendar = 1, in_component = 2;  // how many are open

  std::optional<Error> take(ContentLine& line) {
    if (line.name == "BEGIN") return begin(line);
    if (line.name == "END") return end(line);
    if (open_.empty()) return fault_in(line.number, "stands outside of the calendar");
    if (open_.size() == in_component) components_.back().lines.push_back(std::move(line));
    return std::nullopt;
  }

  std::optional<Error> begin(const ContentLine& line) {
    if (open_.size() >= 8) return fault_in(line.number, "is nested too deeply");
    open_.push_back(in_capitals(line.value).substr(0, 40));
    if (open_.size() == in_component) components_.push_back({open_.back(), line.number, {}});
    return std::nullopt;
  }

  std::optional<Error> end(const ContentLine& line) {
    if (open_.empty() || open_.back() != in_capitals(line.value))
      return fault_in(line.number, "ends what did not begin");
    open_.pop_back();
    return std::nullopt;
  }

  std::vector<std::string> open_;  // the components around
  std::vector<Component> components_;
};

}  // namespace

Result<std::vector<Component>> read_components(std::string_view text) {
  return ComponentReader().run(text);
}

std::optional<std::string> parameter_of(const ContentLine& line, std::string_view name) {
  const std::string_view all = line.parameters;
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = find_unquoted(all, ';', at);
    const std::string_view one = all.substr(at, end - at);
    const std::size_t equals = std::min(one.find('='), one.size());
    at = end + 1;
    if (in_capitals(one.substr(0, equals)) != name) continue;
    std::string value(one.substr(std::min(equals + 1, one.size())));
    value.erase(std::remove(value.begin(), value.end(), '"'), value.end());
    return value;
  }
  return std::nullopt;
}

std::string plain_text(const std::string& value) {
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] != '\\' || i + 1 == value.size()) {
      out += value[i];
      continue;
    }
    const char next = value[++i];
    out += next == 'n' || next == 'N' ? ' ' : next;
  }
  out.erase(std::remove_if(out.begin(), out.end(), [](char c) { return c >= 0 && c < 0x20; }), out.end());
  return cut_to(repair_utf8(out), longest_text);
}

std::string in_capitals(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

Error fault_in(std::size_t line, std::string what) {
  return {"line " + std::to_string(line), std::move(what)};
}

}  // namespace oasis::ical
