// Text files of messages and drafts: their first lines are shown, all of them when asked for. May not: show what is no text,
// or run or link anything in it.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "client/ui/ui.hpp"
#include "shared/model/message.hpp"

namespace oasis {

/// One file, asked for once. `lines` is UTF-8 whatever the file was.
struct TextFile {
  enum class State : std::uint8_t { loading, there, failed };
  State state = State::loading;
  std::string lines;
  bool open = false;  ///< all of it is shown
};
using TextFiles = std::map<Id, std::shared_ptr<TextFile>>;  // by the attachment's id

/// Of plain text or a table, and small enough to be fetched without being asked for: at most 64 KB.
bool is_shown_as_text(const Attachment& file);

/// What is there of it by now; asks for it when nobody has.
TextFile& text_file(platform::Platform& platform, TextFiles& files, const Attachment& file);

/// The first line that says something, "" while it is not there. In one line of a tile.
std::string first_line(const TextFile& file);

/// Its first lines as a card in a column, with a button when there are more of them. Nothing when it did not come: the
/// file can be downloaded all the same.
void draw_text_file(ui::Ui& ui, TextFiles& files, const Attachment& file);

}  // namespace oasis
