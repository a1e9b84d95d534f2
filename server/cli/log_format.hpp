// One log line as key=value or as JSON. May not: know where it goes.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace spdlog {
class formatter;
}

namespace oasis::cli {

/// `time=… level=… request=… <message>`; `request` only while one is answered.
std::unique_ptr<spdlog::formatter> text_format();
/// {"time","level","request",…} on one line: the pairs of a message that begins with "event=" become fields of
/// their own, any other message is "message".
std::unique_ptr<spdlog::formatter> json_format();

/// The pairs of `event=started data="a b"` as JSON members: `"event":"started","data":"a b"`. What is no pair ends
/// it: from there on all is "message".
std::string json_members(std::string_view message);

}  // namespace oasis::cli
