// See templates.hpp: a text becomes parts, tags find each other, then the parts are printed in order.
#include "shared/text/templates.hpp"

#include <algorithm>

#include "shared/text/utf8.hpp"

namespace oasis {
namespace {

constexpr std::size_t deepest_condition = 20;
constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

struct Part {
  enum class Kind { literal, value, condition, otherwise, end };
  Kind kind = Kind::literal;
  std::string_view whole;       ///< as it is written
  std::string_view name;        ///< value, condition
  std::string_view format;      ///< value
  bool negated = false;         ///< condition
  std::size_t at = 0;           ///< byte of the text
  std::size_t other = nowhere;  ///< condition: its `otherwise`; nowhere if it has none
  std::size_t end = nowhere;    ///< condition, otherwise: its `end`; nowhere: belongs to nothing
};
using Parts = std::vector<Part>;
using Kind = Part::Kind;

/// "if name", "if not name", "else", "end"; anything else is a value.
Part read_place(std::string_view whole, std::string_view inside) {
  Part part;
  part.whole = whole;
  const std::size_t bar = inside.find('|');
  part.name = trimmed(inside.substr(0, bar));
  part.format = bar == std::string_view::npos ? std::string_view() : trimmed(inside.substr(bar + 1));
  part.kind = Kind::value;
  if (bar != std::string_view::npos) return part;
  if (part.name == "else") part.kind = Kind::otherwise;
  if (part.name == "end") part.kind = Kind::end;
  if (part.name.substr(0, 3) == "if ") {
    part.kind = Kind::condition;
    part.name = trimmed(part.name.substr(3));
    part.negated = part.name.substr(0, 4) == "not ";
    if (part.negated) part.name = trimmed(part.name.substr(4));
  }
  return part;
}

Parts parts_of(std::string_view text) {
  Parts parts;
  std::size_t at = 0;
  const auto literal = [&](std::size_t to) {
    if (to > at) parts.push_back({Kind::literal, text.substr(at, to - at), {}, {}, false, at});
    at = to;
  };
  while (at < text.size()) {
    const std::size_t open = text.find("{{", at);
    const std::size_t close = open == std::string_view::npos ? open : text.find("}}", open);
    if (close == std::string_view::npos) break;
    const std::string_view inside = text.substr(open + 2, close - open - 2);
    if (inside.find_first_of("{\n") != std::string_view::npos) {  // an opening that belongs to no closing
      literal(open + 2);
      continue;
    }
    literal(open);
    Part part = read_place(text.substr(open, close + 2 - open), inside);
    part.at = open;
    parts.push_back(part);
    at = close + 2;
  }
  literal(text.size());
  return parts;
}

/// Lets conditions find their `else` and `end`.
void join_tags(Parts& parts) {
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].kind == Kind::condition) open.push_back(i);
    if (open.empty()) continue;
    Part& condition = parts[open.back()];
    if (parts[i].kind == Kind::otherwise && condition.other == nowhere) condition.other = i;
    if (parts[i].kind != Kind::end) continue;
    condition.end = i;
    parts[i].end = open.back();
    if (condition.other != nowhere) parts[condition.other].end = i;
    open.pop_back();
  }
  for (const std::size_t lost : open) parts[lost].other = nowhere;
}

bool is_tag(const Part& part) {
  return part.kind != Kind::literal && part.kind != Kind::value && part.end != nowhere;
}

/// A tag alone on its line: blanks before it, and blanks and the line's end after it, go with it.
void trim_around_tags(Parts& parts) {
  constexpr std::string_view blanks = " \t";
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!is_tag(parts[i])) continue;
    Part* before = i > 0 && parts[i - 1].kind == Kind::literal ? &parts[i - 1] : nullptr;
    Part* after = i + 1 < parts.size() && parts[i + 1].kind == Kind::literal ? &parts[i + 1] : nullptr;
    if ((i > 0 && !before) || (i + 1 < parts.size() && !after)) continue;
    const std::string_view ahead = before ? before->whole : std::string_view();
    const std::size_t kept = ahead.find_last_not_of(blanks) + 1;  // npos + 1 is 0
    const bool begins_line =
        kept == 0 ? !before || before->at == 0 || ahead.empty() : ahead[kept - 1] == '\n';
    const std::string_view behind = after ? after->whole : std::string_view();
    const std::size_t next = std::min(behind.find_first_not_of(blanks), behind.size());
    const bool ends_line = next == behind.size() ? i + 2 >= parts.size() : behind[next] == '\n';
    if (!begins_line || !ends_line) continue;
    if (before) before->whole = ahead.substr(0, kept);
    if (after) after->whole = behind.substr(std::min(next + 1, behind.size()));
  }
}

class Printer {
 public:
  Printer(const Parts& parts, const TemplateValue& value) : parts_(parts), value_(value) {}

  std::string out;

  void print(std::size_t from, std::size_t to, std::size_t depth) {
    for (std::size_t i = from; i < to; ++i) {
      const Part& part = parts_[i];
      if (part.kind == Kind::value) {
        const auto found = value_(part.name, part.format);
        out += found ? std::string_view(*found) : part.whole;
      } else if (part.kind == Kind::condition && part.end != nowhere && depth < deepest_condition) {
        i = choose(i, depth);
      } else {
        if (part.kind == Kind::condition) (void)value_(part.name, condition_format);
        out += part.whole;
      }
    }
  }

 private:
  /// Prints the part of the condition at `at` that holds; where it ends.
  std::size_t choose(std::size_t at, std::size_t depth) {
    const Part& condition = parts_[at];
    const std::size_t middle = condition.other == nowhere ? condition.end : condition.other;
    const auto value = value_(condition.name, condition_format);
    if (!value) {  // unknown: all of it stays
      out += condition.whole;
      print(at + 1, middle, depth + 1);
      if (condition.other != nowhere) {
        out += parts_[middle].whole;
        print(middle + 1, condition.end, depth + 1);
      }
      out += parts_[condition.end].whole;
    } else if (value->empty() == condition.negated) {
      print(at + 1, middle, depth + 1);
    } else if (condition.other != nowhere) {
      print(middle + 1, condition.end, depth + 1);
    }
    return condition.end;
  }

  const Parts& parts_;
  const TemplateValue& value_;
};

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t corner = row[0]++;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = corner + (a[i - 1] == b[j - 1] ? 0 : 1);
      corner = row[j];
      row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

std::string unknown(std::string_view kind, std::string_view word,
                    const std::vector<std::string_view>& known) {
  const std::string_view meant = nearest_word(word, known);
  std::string what = "no " + std::string(kind) + " \"" + cut_to(repair_utf8(word), 60) + "\"";
  if (!meant.empty()) what += "; did you mean \"" + std::string(meant) + "\"?";
  return what;
}

bool holds(const std::vector<std::string_view>& known, std::string_view word) {
  return std::find(known.begin(), known.end(), word) != known.end();
}

}  // namespace

std::string expand_template(std::string_view text, const TemplateValue& value) {
  Parts parts = parts_of(text);
  join_tags(parts);
  const auto knows = [&](const Part& part) {
    return part.kind != Kind::condition || value(part.name, condition_format).has_value();
  };
  const bool has_tags = std::any_of(parts.begin(), parts.end(), is_tag);
  if (has_tags && std::all_of(parts.begin(), parts.end(), knows)) trim_around_tags(parts);
  Printer printer(parts, value);
  printer.print(0, parts.size(), 0);
  return std::move(printer.out);
}

std::vector<std::string> template_names(std::string_view text) {
  std::vector<std::string> names;
  for (const Part& part : parts_of(text)) {
    if (part.kind == Kind::value || part.kind == Kind::condition) names.emplace_back(part.name);
  }
  return names;
}

std::vector<TemplateFilter> template_filters(std::string_view format) {
  std::vector<TemplateFilter> filters;
  while (!(format = trimmed(format)).empty()) {
    // A bar within quotes belongs to the argument.
    std::size_t end = 0;
    for (bool quoted = false; end < format.size() && (quoted || format[end] != '|'); ++end) {
      if (format[end] == '"') quoted = !quoted;
    }
    const std::string_view step = trimmed(format.substr(0, end));
    const std::size_t blank = std::min(step.find(' '), step.size());
    std::string_view argument = trimmed(step.substr(blank));
    if (argument.size() >= 2 && argument.front() == '"' && argument.back() == '"')
      argument = argument.substr(1, argument.size() - 2);
    filters.push_back({step.substr(0, blank), argument});
    format.remove_prefix(std::min(end + 1, format.size()));
  }
  return filters;
}

std::string_view nearest_word(std::string_view word, const std::vector<std::string_view>& known) {
  std::string_view nearest;
  std::size_t least = std::min(word.size(), std::size_t{60}) / 3 + 1;
  for (const std::string_view candidate : known) {
    if (word.size() > 100) break;
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < least) {
      least = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

std::vector<TemplateFault> template_faults(std::string_view text, const std::vector<std::string_view>& names,
                                           const std::vector<std::string_view>& filters) {
  Parts parts = parts_of(text);
  join_tags(parts);
  std::vector<TemplateFault> faults;
  const auto add = [&](const Part& part, std::string what) {
    const std::string_view before = text.substr(0, part.at);
    const auto line = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1;
    const std::size_t begin = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    faults.push_back({line, part.at - begin + 1, std::move(what)});
  };
  for (const Part& part : parts) {
    if (part.kind == Kind::literal) continue;
    const bool has_name = part.kind == Kind::value || part.kind == Kind::condition;
    if (has_name && !holds(names, part.name)) add(part, unknown("value", part.name, names));
    for (const TemplateFilter& filter : template_filters(part.format)) {
      if (!holds(filters, filter.name)) add(part, unknown("filter", filter.name, filters));
    }
    if (part.kind == Kind::condition && part.end == nowhere) add(part, "has no {{end}}");
    if (!has_name && part.end == nowhere) add(part, "belongs to no {{if …}}");
  }
  return faults;
}

}  // namespace oasis
