// From a mail that came in to what happens with it: a new ticket, a reply, a note, or nothing.
// May not: read mail bytes (parse.hpp), decide where a mail goes (thread.hpp).
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "server/engine/links.hpp"
#include "server/engine/writer.hpp"
#include "server/mail/incoming.hpp"
#include "server/mail/thread.hpp"
#include "shared/result.hpp"

namespace oasis {

struct TakenMail {
  MailAction action = MailAction::refuse;
  std::int64_t ticket = 0;  ///< its number; 0: none
  std::string what;         ///< one sentence for the log and for who piped the mail in
};

/// How mail is routed in this installation, with the mailboxes of the document in force.
RoutingPolicy routing_policy(const Workspace& workspace, std::string origin, std::string reply_key);

/// Takes one raw mail; durable when it returns. The same mail again is not taken a second time. The error
/// says why it is no mail at all, or why it cannot be taken. Throws store::Failure: then nothing happened. A
/// mail that needs a person's look (MailAction::hold) is kept as a file in `held_folder`. `also` is done in
/// the same transaction. `links`: with it, a colleague's "ack" to a page is carried out
/// (notify/mail_answers.hpp).
Result<TakenMail> take_mail(engine::Writer& writer, std::string_view raw, const std::string& origin,
                            const std::string& reply_key, const std::string& held_folder,
                            const std::function<void(engine::Turn&)>& also = {},
                            const engine::Links* links = nullptr);

}  // namespace oasis
