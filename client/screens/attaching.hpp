// Files that go with a draft: dropped, pasted or picked, on their way to the server, or waiting for their
// message. May not: send the message.
#pragma once

#include <string>

#include "client/screens/desk.hpp"
#include "client/screens/text_file.hpp"

namespace oasis {

/// Takes what arrived since the last frame into the files of the drafts that they were given for, whatever is
/// open by now; a toast says what was refused. Once a frame, in every room.
void take_uploads(Desk& desk);

/// From now on files that are dropped, pasted or picked belong to the draft at `key`.
void accept_uploads(Desk& desk, const std::string& key);
/// From now on they are not taken.
void refuse_uploads(Desk& desk);

/// The files of a draft as tiles that can be taken off, those on their way as well: pictures as such, of texts their first
/// line. More than two lines of tiles scroll. Nothing when there are none.
void draw_attached(Desk& desk, TextFiles& texts, const std::string& key);
/// In a column of that width; 0 when there are none.
float attached_height(const Desk& desk, const std::string& key, float width);
/// Whether some are still on their way: the message has to wait for them.
bool is_uploading(const Desk& desk, const std::string& key);

/// The files of a message that was sent: pictures as such, which open whole when pressed; all by name, kind and size, to
/// be downloaded; below texts their first lines. Nothing when there are none.
void draw_files(Desk& desk, TextFiles& texts, const std::vector<Attachment>& files);

/// "PDF · 1.4 MB", "File · 12 KB": the kind as the bytes say, or as a mail declared it.
std::string kind_and_size(const Attachment& file);

}  // namespace oasis
