// What `support-oasis config` and `support-oasis mail` do, run by the server, or by the command itself when no
// server runs. May not: print, or read a terminal.
#pragma once

#include "server/cli/control.hpp"
#include "server/engine/writer.hpp"
#include "server/http/auth/auth.hpp"
#include "server/mail/room.hpp"
#include "shared/time/zone.hpp"

namespace oasis::cli {

/// Adds config.export (answers {"version","document"}) and config.import (the document in the bytes; answers
/// {"version"} or {"errors":[{"where","what"}]}). People who sign in and are in the document under another id, but
/// with their e-mail address, keep their account; a document with which no administrator could sign in any more is
/// refused. config.preview takes a document and answers what applying it to open tickets would do (preview_document's
/// members), or {"errors"}; it changes nothing. All must outlive the actions.
void add_config_actions(Actions& actions, engine::Writer& writer, http::Auth& auth, const Zones& zones);

/// Adds mail.take (the raw mail in the bytes; answers {"taken","ticket","what"}); what waits in the spool is taken
/// first. An Error means that it could not be kept: try again.
void add_mail_actions(Actions& actions, const MailRoom& room);

}  // namespace oasis::cli
