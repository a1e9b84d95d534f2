// Where mail comes in: from the pipe through the control socket, and from the spool folder where the pipe leaves
// what no server could take. May not: decide what a mail leads to (intake.hpp).
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "server/engine/writer.hpp"
#include "server/mail/intake.hpp"

namespace oasis {

struct MailRoom {
  engine::Writer& writer;
  std::string origin;
  std::string reply_key;
  std::string data_folder;
  const engine::Links* links = nullptr;  ///< sign the reply codes of pages; without them no mail answers one
};

/// Takes one raw mail; see take_mail.
Result<TakenMail> take_mail(const MailRoom& room, std::string_view raw,
                            const std::function<void(engine::Turn&)>& also = {});

/// Keeps a mail that could not be taken for a person to look at: `spool/refused`.
void refuse_mail(const MailRoom& room, std::string_view raw);

/// Takes everything that waits in the spool; a file goes when its mail is taken, or moves to `spool/refused`
/// when it is none. Answers how many were taken. Throws store::Failure; then the rest stays.
std::size_t drain_spool(const MailRoom& room);

/// Leaves a raw mail in the spool, durable when it returns true.
bool spool_mail(const std::string& data_folder, std::string_view raw);

}  // namespace oasis
