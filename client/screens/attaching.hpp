// Files that go with a draft: dropped, pasted or picked, on their way to the server, or waiting for their
// message. May not: send the message.
#pragma once

#include <string>

#include "client/screens/desk.hpp"

namespace oasis {

/// Takes what arrived since the last frame into the files of the draft at `key`; a toast says what was
/// refused.
void take_uploads(Desk& desk, const std::string& key);

/// The files of a draft as chips that can be taken off. Nothing when there are none.
void draw_attached(Desk& desk, const std::string& key);
float attached_height(const Desk& desk, const std::string& key);

/// "1.4 MB", "12 KB".
std::string size_in_words(std::int64_t bytes);

}  // namespace oasis
