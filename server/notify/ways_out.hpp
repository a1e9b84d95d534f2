// Which channel a message leaves by: what was given at the start, else what the workspace document says now.
// May not: send.
#pragma once

#include <optional>
#include <string>

#include "server/engine/links.hpp"
#include "server/engine/writer.hpp"
#include "server/net/guarded.hpp"
#include "server/notify/email.hpp"
#include "server/notify/outbox.hpp"

namespace oasis::notify {

struct WaysOut {
  std::string data_folder;
  std::string origin;     ///< see EmailSettings
  std::string reply_key;  ///< see EmailSettings
  /// From the command line; beats the document's channels.
  std::optional<SmtpServer> smtp;
  std::string mail_from;
  /// Mail is written into this folder instead of being sent; empty: it is sent.
  std::string folder;
  /// Private hosts that channels by HTTP may reach.
  net::Permits permits;
};

/// The channel of this workspace by which `via` goes, made anew: of a document that is not in force. A channel that is not set
/// up refuses with a sentence that says how to set it up. `links` must outlive it.
Channel way_by(const WaysOut& ways, const Workspace& workspace, const std::string& via, const engine::Links& links);

/// The channels of a server. `writer` and `links` must outlive them. What is not set up refuses with a
/// sentence that says how to set it up.
Channels ways_out(WaysOut ways, const engine::Writer& writer, const engine::Links& links);

}  // namespace oasis::notify
