// support-oasis mail: takes one raw message from a mail server's pipe. May not: lose it, or say that it was taken
// when it was not.
#include <sysexits.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "server/cli/commands.hpp"
#include "server/mail/parse.hpp"
#include "server/mail/room.hpp"

namespace oasis::cli {
namespace {

constexpr const char* examples = R"(Examples:
  support-oasis mail --data /var/lib/support-oasis < message.eml
  in /etc/aliases:  support: "|/usr/bin/support-oasis mail --data /var/lib/support-oasis"

The message goes to the running server; without one it is taken here; if neither is possible it is left in the
data folder, and the next start takes it. Exit codes as mail servers know them: 0 taken, 65 not a mail or too
large, 75 try again later.
)";

/// Standard input up to a byte more than a mail may have.
std::string read_message(std::size_t limit) {
  std::string raw;
  char buffer[65536];
  while (raw.size() <= limit && std::cin.read(buffer, sizeof buffer).gcount() > 0) {
    raw.append(buffer, static_cast<std::size_t>(std::cin.gcount()));
  }
  return raw;
}

/// The server's answer or ours; nothing if neither could keep the mail.
std::optional<nlohmann::json> hand_over(const std::string& data, const std::string& raw) {
  try {
    auto answer = perform(data, "mail.take", nlohmann::json::object(), raw);
    if (answer.ok()) return std::move(answer).value();
    std::cerr << "support-oasis: " << answer.error().what << "\n";
  } catch (const std::exception& trouble) {
    std::cerr << "support-oasis: " << trouble.what() << "\n";
  }
  return std::nullopt;
}

int take(const std::string& data) {
  const std::size_t limit = MailLimits{}.bytes;
  const std::string raw = read_message(limit);
  if (raw.size() > limit) {
    std::cerr << "support-oasis: The mail is larger than " << (limit >> 20) << " MB; it was not taken.\n";
    return EX_DATAERR;
  }
  if (const auto mail = parse_mail(raw); !mail.ok()) {
    std::cerr << "support-oasis: This is not a mail: " << mail.error().what << "\n";
    return EX_DATAERR;
  }
  if (const auto answer = hand_over(data, raw)) {
    std::cout << answer->value("what", std::string());
    if (answer->contains("ticket")) std::cout << " Ticket #" << (*answer)["ticket"] << ".";
    std::cout << "\n";
    return answer->value("taken", false) ? EX_OK : EX_DATAERR;
  }
  if (spool_mail(data, raw)) {
    std::cerr << "support-oasis: The mail waits in " << data << "/spool; the next start of the server takes it.\n";
    return EX_OK;
  }
  std::cerr << "support-oasis: The mail could not be kept; the mail server should try again later.\n";
  return EX_TEMPFAIL;
}

}  // namespace

void add_mail(CLI::App& program, Run& chosen) {
  auto data = std::make_shared<std::string>("./data");
  CLI::App* command = program.add_subcommand("mail", "Take one raw message from standard input");
  command->footer(examples);
  add_data_option(*command, *data);
  command->callback([&chosen, data] { chosen = [data] { return take(*data); }; });
}

}  // namespace oasis::cli
