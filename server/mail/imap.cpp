// See imap.hpp.
#include "server/mail/imap.hpp"

#include <algorithm>
#include <charconv>

#include "shared/text/utf8.hpp"

namespace oasis {
namespace {

constexpr std::size_t most_responses = 100'000;

Error failed(std::string what) {
  return {"", std::move(what)};
}

bool begins_with(std::string_view text, std::string_view start) {
  return same_ignoring_case(text.substr(0, start.size()), start);
}

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  (void)end;
  return fault == std::errc() ? std::optional(number) : std::nullopt;
}

/// The number behind `name` anywhere in the line: "* OK [UIDNEXT 42] …", "* 3 FETCH (UID 7 RFC822.SIZE 310)".
std::optional<std::int64_t> number_after(std::string_view line, std::string_view name) {
  const std::size_t at = line.find(name);
  return at == std::string_view::npos ? std::nullopt : number_in(line.substr(at + name.size()));
}

/// A folder's name as a quoted string (RFC 9051, section 4.3); empty if it is none that can be said so.
std::string quoted_folder(std::string_view name) {
  if (name.empty() || name.size() > 200) return {};
  std::string out = "\"";
  for (const char c : name) {
    if (c < ' ' || c > '~') return {};
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string range_of(std::int64_t from, std::int64_t to) {
  return std::to_string(from) + ":" + (to == 0 ? std::string("*") : std::to_string(to));
}

Error no_such_folder(std::string_view folder) {
  return failed("The folder \"" + cut_to(repair_utf8(folder), 80) +
                "\" has a name that cannot be asked for: plain ASCII is needed.");
}

/// Whether a FETCH response is about this mail; a server may tell of others in between.
bool is_about(const ImapResponse& response, std::int64_t uid) {
  return response.line.find(" FETCH ") != std::string::npos && number_after(response.line, "UID ") == uid;
}

}  // namespace

Result<ImapVisit> ImapVisit::begin(const ImapServer& server) {
  OASIS_TRY(ImapWire wire, ImapWire::open(server));
  return ImapVisit(std::move(wire));
}

Result<std::vector<ImapResponse>> ImapVisit::give(const std::string& command, std::size_t longest_literal) {
  const std::string tag = "S" + std::to_string(++commands_);
  if (auto fault = wire_.send(tag + " " + command)) return *std::move(fault);
  std::vector<ImapResponse> responses;
  for (;;) {
    OASIS_TRY(ImapResponse response, wire_.receive(longest_literal));
    if (begins_with(response.line, tag + " ")) {
      const std::string_view answer = std::string_view(response.line).substr(tag.size() + 1);
      if (begins_with(answer, "OK")) return responses;
      return failed("The mail server refused " + command.substr(0, command.find(' ', 4)) + ": " +
                    cut_to(repair_utf8(answer), 200));
    }
    if (begins_with(response.line, "* BYE"))
      return failed("The mail server ended the visit: " + cut_to(repair_utf8(response.line.substr(5)), 200));
    if (responses.size() >= most_responses) return failed("The mail server does not come to an end.");
    responses.push_back(std::move(response));
  }
}

Result<ImapFolder> ImapVisit::select(std::string_view folder) {
  const std::string name = quoted_folder(folder);
  if (name.empty()) return no_such_folder(folder);
  OASIS_TRY(const std::vector<ImapResponse> responses, give("SELECT " + name));
  ImapFolder found;
  for (const ImapResponse& response : responses) {
    if (const auto validity = number_after(response.line, "[UIDVALIDITY ")) found.uid_validity = *validity;
    if (const auto next = number_after(response.line, "[UIDNEXT ")) found.uid_next = *next;
  }
  if (found.uid_validity <= 0)
    return failed("The mail server keeps no lasting numbers (UIDVALIDITY) for this folder.");
  return found;
}

Result<std::vector<std::int64_t>> ImapVisit::find(std::int64_t from, std::int64_t to, bool unseen) {
  OASIS_TRY(const std::vector<ImapResponse> responses,
            give("UID SEARCH UID " + range_of(from, to) + (unseen ? " UNSEEN" : "")));
  std::vector<std::int64_t> uids;
  for (const ImapResponse& response : responses) {
    constexpr std::string_view name = "* SEARCH";
    if (!begins_with(response.line, name)) continue;
    std::string_view rest = std::string_view(response.line).substr(name.size());
    while (!(rest = trimmed(rest)).empty()) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      // "n:*" means the last mail where all are below n (RFC 9051, section 9).
      const auto uid = number_in(rest.substr(0, end));
      if (uid && *uid >= from && (to == 0 || *uid <= to)) uids.push_back(*uid);
      rest.remove_prefix(end);
    }
  }
  std::sort(uids.begin(), uids.end());
  uids.erase(std::unique(uids.begin(), uids.end()), uids.end());
  return uids;
}

Result<std::optional<std::size_t>> ImapVisit::size_of(std::int64_t uid) {
  OASIS_TRY(const std::vector<ImapResponse> responses,
            give("UID FETCH " + std::to_string(uid) + " (UID RFC822.SIZE)"));
  for (const ImapResponse& response : responses) {
    const auto size = number_after(response.line, "RFC822.SIZE ");
    if (is_about(response, uid) && size && *size >= 0)
      return std::optional<std::size_t>(static_cast<std::size_t>(*size));
  }
  return std::optional<std::size_t>();
}

Result<std::optional<std::string>> ImapVisit::fetch(std::int64_t uid, std::size_t most_bytes) {
  OASIS_TRY(std::vector<ImapResponse> responses,
            give("UID FETCH " + std::to_string(uid) + " (UID BODY.PEEK[])", most_bytes));
  for (ImapResponse& response : responses) {
    if (is_about(response, uid) && !response.literals.empty())
      return std::optional<std::string>(std::move(response.literals.front()));
  }
  return std::optional<std::string>();
}

std::optional<Error> ImapVisit::mark_seen(std::int64_t first, std::int64_t last) {
  auto done = give("UID STORE " + range_of(first, last) + " +FLAGS.SILENT (\\Seen)");
  if (done.ok()) return std::nullopt;
  return std::move(done).error();
}

std::optional<Error> ImapVisit::move(std::int64_t uid, std::string_view folder) {
  const std::string name = quoted_folder(folder);
  if (name.empty()) return no_such_folder(folder);
  const std::string which = std::to_string(uid);
  if (give("UID MOVE " + which + " " + name).ok()) return std::nullopt;
  auto copied = give("UID COPY " + which + " " + name);
  if (!copied.ok()) return std::move(copied).error();
  auto deleted = give("UID STORE " + which + " +FLAGS.SILENT (\\Deleted \\Seen)");
  if (!deleted.ok()) return std::move(deleted).error();
  (void)give("UID EXPUNGE " + which);  // where the server has UIDPLUS; else it stays marked as deleted
  return std::nullopt;
}

}  // namespace oasis
