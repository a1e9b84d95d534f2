// See chain_picture.hpp.
#include "shared/report/chain_picture.hpp"

#include <algorithm>
#include <string_view>

#include "shared/text/html.hpp"
#include "shared/text/utf8.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

constexpr int margin = 32, card_width = 216, gutter = 56, line_height = 18, card_gap = 36, least_width = 760;
constexpr std::size_t letters_a_line = 29;

template <typename Part>
std::string name_among(const std::vector<Part>& parts, const Id& id) {
  for (const Part& part : parts) {
    if (part.id == id) return part.name.empty() ? id : part.name;
  }
  return id;
}

std::string of_target(const Target& target, const Workspace& workspace) {
  switch (target.kind) {
    case Target::Kind::user:
      return name_among(workspace.users, target.id);
    case Target::Kind::team:
      return "team " + name_among(workspace.teams, target.id);
    case Target::Kind::schedule:
      break;
  }
  return "on call in " + name_among(workspace.schedules, target.id);
}

std::string of_targets(const std::vector<Target>& targets, const Workspace& workspace) {
  std::string words;
  for (const Target& target : targets) words += (words.empty() ? "" : ", ") + of_target(target, workspace);
  return words;
}

/// Letters of East Asian scripts are twice as wide.
std::size_t width_of(std::string_view word) {
  std::size_t width = 0;
  for (const char c : word) {
    const auto byte = static_cast<unsigned char>(c);
    width += byte < 0x80 || (byte >= 0xc2 && byte < 0xe1) ? 1 : byte >= 0xe1 ? 2 : 0;
  }
  return width;
}

/// At blanks; a word that is too long stands alone, cut.
std::vector<std::string> wrapped(std::string_view text) {
  std::vector<std::string> lines;
  std::string line;
  while (!(text = trimmed(text)).empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    std::string word(text.substr(0, end));
    text.remove_prefix(end);
    if (width_of(word) > letters_a_line) word = cut_to(word, letters_a_line);
    if (!line.empty() && width_of(line) + 1 + width_of(word) > letters_a_line) lines.push_back(std::exchange(line, {}));
    line += (line.empty() ? "" : " ") + word;
  }
  if (!line.empty()) lines.push_back(line);
  return lines;
}

struct Card {
  std::vector<std::string> lines;  ///< the first is the title
  int x = 0, y = 0;
  int height() const { return 22 + static_cast<int>(lines.size()) * line_height; }
};

class Drawing {
 public:
  void text(int x, int y, std::string_view words, int size, bool bold, const char* color, const char* anchor = "start") {
    out += "<text x=\"" + std::to_string(x) + "\" y=\"" + std::to_string(y) + "\" font-size=\"" + std::to_string(size) +
           "\"" + (bold ? " font-weight=\"600\"" : "") + " fill=\"" + color + "\" text-anchor=\"" + anchor + "\">" +
           escaped(words) + "</text>\n";
  }
  void card(const Card& card) {
    out += "<rect x=\"" + std::to_string(card.x) + "\" y=\"" + std::to_string(card.y) + "\" width=\"" +
           std::to_string(card_width) + "\" height=\"" + std::to_string(card.height()) +
           "\" rx=\"8\" fill=\"#ffffff\" stroke=\"#8a8f98\"/>\n";
    int y = card.y + 24;
    for (std::size_t i = 0; i < card.lines.size(); ++i, y += line_height)
      text(card.x + 14, y, card.lines[i], i == 0 ? 14 : 13, i == 0, i == 0 ? "#17181c" : "#43464e");
  }
  /// By corners: "x,y x,y …".
  void arrow(const std::string& corners) {
    out += "<polyline points=\"" + corners + "\" fill=\"none\" stroke=\"#43464e\" stroke-width=\"1.5\" " +
           "marker-end=\"url(#head)\"/>\n";
  }

  std::string out;
};

std::string point(int x, int y) {
  return std::to_string(x) + "," + std::to_string(y);
}

/// One card a step, in columns by tier; `heads` are where the columns begin and what their tier is.
std::vector<Card> placed(const Chain& chain, const std::vector<ChainRow>& rows, int top,
                         std::vector<std::pair<int, std::int32_t>>& heads) {
  std::vector<Card> cards;
  int y = top;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (heads.empty() || heads.back().second != chain.steps[i].tier) {
      heads.emplace_back(margin + static_cast<int>(heads.size()) * (card_width + gutter), chain.steps[i].tier);
      y = top;
    }
    Card card;
    card.lines = wrapped(rows[i].name.empty() ? "Tier " + rows[i].tier : rows[i].name);
    const auto add = [&card](const std::string& words) {
      for (std::string& line : wrapped(words)) card.lines.push_back(std::move(line));
    };
    add(rows[i].told.empty() ? "tells nobody" : "tells " + rows[i].told);
    if (!rows[i].backup.empty()) add("else " + rows[i].backup);
    if (chain.steps[i].urgency == Urgency::critical) add("critical: all channels");
    add("then waits " + rows[i].wait);
    card.x = heads.back().first;
    card.y = y;
    y += card.height() + card_gap;
    cards.push_back(std::move(card));
  }
  return cards;
}

void draw_arrows(Drawing& drawing, const std::vector<Card>& cards) {
  for (std::size_t i = 1; i < cards.size(); ++i) {
    const Card& from = cards[i - 1];
    const Card& to = cards[i];
    if (from.x == to.x) {
      const int x = from.x + card_width / 2;
      drawing.arrow(point(x, from.y + from.height()) + " " + point(x, to.y - 2));
    } else {
      const int in = to.y + 24, out = from.y == to.y ? in : from.y + from.height() / 2, middle = to.x - gutter / 2;
      drawing.arrow(point(from.x + card_width, out) + " " + point(middle, out) + " " + point(middle, in) + " " +
                    point(to.x - 2, in));
    }
  }
}

}  // namespace

std::vector<ChainRow> chain_rows(const Chain& chain, const Workspace& workspace) {
  std::vector<ChainRow> rows;
  for (const Step& step : chain.steps) {
    const std::string hours = step.calendar.empty() ? "" : " of " + name_among(workspace.calendars, step.calendar);
    rows.push_back({std::to_string(step.tier), step.name, of_targets(step.notify, workspace),
                    of_targets(step.backup, workspace), to_text(step.wait) + hours});
  }
  return rows;
}

std::vector<std::string> chain_starts(const Chain& chain, const Workspace& workspace) {
  std::vector<std::string> lines;
  for (const Rule& rule : workspace.rules) {
    for (const RuleAction& action : rule.then) {
      if (action.kind != RuleAction::Kind::escalate || action.chain != chain.id) continue;
      const std::int32_t first = chain.steps.empty() ? 1 : chain.steps.front().tier;
      lines.push_back("rule " + rule.id + ": at tier " + std::to_string(action.tier.value_or(first)));
    }
  }
  return lines;
}

std::vector<std::string> chain_ends(const Chain& chain, const Workspace& workspace) {
  std::vector<std::string> lines;
  if (chain.repeat > 0)
    lines.push_back("After the last step it begins again, " + std::to_string(chain.repeat) +
                    (chain.repeat == 1 ? " time" : " times"));
  if (workspace.last_resort) lines.push_back("Last resort: " + of_target(*workspace.last_resort, workspace));
  if (chain.ack_timeout) lines.push_back("An acknowledgement lapses after " + to_text(*chain.ack_timeout));
  if (chain.update_every) lines.push_back("Customers hear from us every " + to_text(*chain.update_every));
  return lines;
}

std::string chain_svg(const Chain& chain, const Workspace& workspace, const std::string& below) {
  const std::vector<std::string> starts = chain_starts(chain, workspace), ends = chain_ends(chain, workspace);
  const int first_line = 92;
  const int top = first_line + 22 * static_cast<int>(std::max<std::size_t>(starts.size(), 1)) + 40;
  std::vector<std::pair<int, std::int32_t>> heads;
  const std::vector<Card> cards = placed(chain, chain_rows(chain, workspace), top, heads);
  int foot = top;
  for (const Card& card : cards) foot = std::max(foot, card.y + card.height());
  const int columns = std::max(1, static_cast<int>(heads.size()));
  const int width = std::max(least_width, 2 * margin + columns * card_width + (columns - 1) * gutter);
  const int height = foot + 40 + 22 * static_cast<int>(ends.size() + 1) + margin;

  Drawing drawing;
  const std::string name = chain.name.empty() ? chain.id : chain.name;
  drawing.text(margin, 48, name, 24, true, "#17181c");
  drawing.text(width - margin, 48, workspace.name, 14, false, "#43464e", "end");
  int y = first_line;
  for (const std::string& line : starts) drawing.text(margin, std::exchange(y, y + 22), "Started by " + line, 14, false, "#43464e");
  if (starts.empty()) drawing.text(margin, y, "Started by hand only", 14, false, "#43464e");
  for (const auto& [x, tier] : heads) drawing.text(x, top - 14, "Tier " + std::to_string(tier), 13, true, "#5b5fc7");
  for (const Card& card : cards) drawing.card(card);
  draw_arrows(drawing, cards);
  y = foot + 48;
  for (const std::string& line : ends) drawing.text(margin, std::exchange(y, y + 22), line, 14, false, "#17181c");
  if (!below.empty()) drawing.text(margin, height - 16, below, 12, false, "#6a6e77");
  const std::string size = std::to_string(width) + " " + std::to_string(height);
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + "\" width=\"" + std::to_string(width) +
         "\" height=\"" + std::to_string(height) + "\" font-family=\"sans-serif\" role=\"img\">\n<title>" + escaped(name) +
         "</title>\n<defs><marker id=\"head\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" " +
         "orient=\"auto\"><path d=\"M0 0 8 4 0 8z\" fill=\"#43464e\"/></marker></defs>\n<rect width=\"100%\" " +
         "height=\"100%\" fill=\"#ffffff\"/>\n" + drawing.out + "</svg>\n";
}

}  // namespace oasis
