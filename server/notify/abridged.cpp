// See abridged.hpp.
#include "server/notify/abridged.hpp"

#include <algorithm>

#include "shared/text/utf8.hpp"

namespace oasis::notify {
namespace {

bool begins_point(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
}

std::size_t points_in(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_point));
}

/// Whole items, so that no link is cut; without any the heading goes, too.
void drop_items(std::string& text, std::size_t most) {
  constexpr std::string_view more = "…\n";
  const std::size_t list = text.find(list_heading);
  if (list == std::string::npos || points_in(text) <= most) return;
  while (text.size() > list && points_in(text) + points_in(more) > most) {
    const std::size_t item = text.rfind("\n- ");
    text.erase(item == std::string::npos || item < list + list_heading.size() ? list : item + 1);
  }
  if (text.size() > list) text += more;
}

void shorten_quote(std::string& text, std::size_t most) {
  const std::size_t begin = text.find("\n> ");
  const std::size_t all = points_in(text);
  if (begin == std::string::npos || all <= most) return;
  std::size_t end = begin + 1;
  while (text.compare(end, 2, "> ") == 0) end = std::min(text.find('\n', end), text.size() - 1) + 1;
  const std::string_view quote = std::string_view(text).substr(begin + 1, end - begin - 2);
  const std::size_t points = points_in(quote);
  constexpr std::size_t least = 3;  // "> …"
  text.replace(begin + 1, quote.size(), cut_to(quote, std::max(points - std::min(points, all - most), least)));
}

std::string without_middle(const std::string& text, std::size_t most) {
  std::size_t end = text.size();
  for (std::size_t left = most - most / 2; left > 0; --left) {
    do --end;
    while (!begins_point(text[end]));
  }
  return cut_to(text, most / 2) + text.substr(end);
}

}  // namespace

std::string abridged(std::string_view text, std::size_t most) {
  std::string short_text(text);
  drop_items(short_text, most);
  shorten_quote(short_text, most);
  return points_in(short_text) <= most ? short_text : without_middle(short_text, most);
}

}  // namespace oasis::notify
