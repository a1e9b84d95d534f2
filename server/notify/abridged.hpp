// A message cut to what its channel takes, where it is missed least. Pure. May not: know channels, write texts.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace oasis::notify {

/// The heading of the list at the end of a page; the numbers of what it lists stand at the page's top as well.
constexpr std::string_view list_heading = "\nAlso waiting for you\n";

/// `text` in at most `most` code points, of which its beginning and its end get half each. Out of a longer one goes
/// first what stands in its list, from the last item on; then the end of what it quotes; then its middle. O(text), and
/// O(items × text) for a list.
std::string abridged(std::string_view text, std::size_t most);

}  // namespace oasis::notify
