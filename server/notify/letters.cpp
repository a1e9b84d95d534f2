// The texts of messages. May not: look anything up.
#include "server/notify/letters.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "server/notify/abridged.hpp"
#include "server/notify/customer_words.hpp"
#include "server/notify/date_words.hpp"
#include "shared/policy/template_values.hpp"
#include "shared/report/local_words.hpp"
#include "shared/report/timeline.hpp"
#include "shared/text/fold.hpp"
#include "shared/text/utf8.hpp"
#include "shared/time/text.hpp"

namespace oasis::notify {
namespace {

constexpr std::array<std::string_view, 4> priority_words{"low", "normal", "high", "URGENT"};
constexpr std::array<std::string_view, 6> status_words{"new",     "open",     "pending",
                                                       "on hold", "resolved", "closed"};

std::string word(std::string_view text) {
  return std::string(text);
}

std::string drill_mark(const Ticket& ticket) {
  return ticket.drill ? std::string(drill_word) : "";
}

/// A list that begins with a drill must not hide that others in it are none.
std::string real_ones(const Ticket& first, const std::vector<AlsoWaiting>& more) {
  const auto real = std::count_if(more.begin(), more.end(), [](const AlsoWaiting& one) { return !one.ticket.drill; });
  return first.drill && real > 0 ? "and " + std::to_string(real) + " real: " : "";
}

std::string customer_name(const Workspace& workspace, const Ticket& ticket) {
  const auto customer = std::find_if(workspace.customers.begin(), workspace.customers.end(),
                                     [&ticket](const Customer& one) { return one.id == ticket.customer; });
  std::string name = ticket.contact_name.empty() ? ticket.contact_email : ticket.contact_name;
  if (customer != workspace.customers.end())
    name += name.empty() ? customer->name : " (" + customer->name + ")";
  return name.empty() ? "somebody we do not know" : name;
}

std::string user_name(const Workspace& workspace, const Id& id) {
  const auto user = std::find_if(workspace.users.begin(), workspace.users.end(),
                                 [&id](const User& one) { return one.id == id; });
  return user == workspace.users.end() ? id : user->name;
}

/// Whole minutes at most, so that a mail that is read later still reads well.
std::string span_text(Duration span) {
  if (span < minutes(1)) return to_text(Duration{span.ms / 1000 * 1000});
  return to_text(Duration{span.ms / 60'000 * 60'000});
}

std::string clock_lines(const Matter& matter, const std::string& zone) {
  std::string lines;
  for (std::size_t kind = 0; kind < clock_count; ++kind) {
    const Clock& clock = matter.ticket.clocks[kind];
    if (clock.phase != Clock::Phase::running || !clock.due) continue;
    const Duration left = *clock.due - matter.now;
    lines += "  " + word(in_a_sentence(static_cast<ClockKind>(kind))) + (left < Duration{} ? " was due " : " is due ") +
             local_text(*clock.due, zone, matter.zones) +
             (left < Duration{} ? ", " + span_text(Duration{-left.ms}) + " ago" : ", in " + span_text(left)) +
             "\n";
  }
  return lines;
}

/// What the escalation has tried so far, one line a step, told from the history.
std::string tried_lines(const Matter& matter, const std::string& zone) {
  std::string lines;
  for (const Event& event : matter.events) {
    const std::string at = "  " + local_text(event.at, zone, matter.zones) + "  ";
    if (const auto* step = std::get_if<Escalated>(&event.fact)) {
      lines += at + "tier " + std::to_string(step->tier) +
               (step->round > 1 ? ", round " + std::to_string(step->round) : "") +
               (step->reason.empty() ? "" : ": " + step->reason) + "\n";
    } else if (const auto* told = std::get_if<Notified>(&event.fact)) {
      lines += at + "  " + user_name(matter.workspace, told->user) + " by " + told->via + "\n";
    } else if (const auto* skipped = std::get_if<StepSkipped>(&event.fact)) {
      lines +=
          at + "step " + std::to_string(skipped->step + 1) + " reached nobody: " + skipped->reason + "\n";
    } else if (std::holds_alternative<Acknowledged>(event.fact)) {
      lines += at + "acknowledged by " + user_name(matter.workspace, event.by.id) + "\n";
    } else if (const auto* lapsed = std::get_if<AckLapsed>(&event.fact)) {
      lines += at + "the acknowledgement of " + user_name(matter.workspace, lapsed->user) + " lapsed\n";
    }
  }
  return lines;
}

/// What whoever asked for the escalation said, as far as they said it.
std::string context_lines(const Ticket& ticket) {
  if (!ticket.context) return {};
  std::string lines;
  const auto add = [&lines](const char* name, const std::string& value) {
    if (!value.empty()) lines += std::string("  ") + name + value + "\n";
  };
  add("Summary:   ", ticket.context->summary);
  add("Impact:    ", ticket.context->impact);
  add("Tried:     ", ticket.context->tried);
  add("Expected:  ", ticket.context->expected);
  return lines;
}

/// "Promised:  next update by …", with how long that is.
std::string promise_line(const Matter& matter, const std::string& zone) {
  if (!matter.ticket.promise) return {};
  const Promise& promise = *matter.ticket.promise;
  const Duration left = promise.due - matter.now;
  const bool late = left < Duration{};
  return std::string("Promised:  the customer's next update ") + (late ? "was due " : "by ") +
         local_text(promise.due, zone, matter.zones) + (late ? ", " : ", in ") +
         span_text(late ? Duration{-left.ms} : left) + (late ? " ago" : "") + "\n";
}

/// The newest of many lines; a mail is read in a hurry.
std::string newest_lines(const std::string& lines) {
  constexpr std::ptrdiff_t kept = 12;
  const std::ptrdiff_t all = std::count(lines.begin(), lines.end(), '\n');
  if (all <= kept) return lines;
  std::size_t begin = 0;
  for (std::ptrdiff_t i = 0; i < all - kept; ++i) begin = lines.find('\n', begin) + 1;
  return "  (" + std::to_string(all - kept) + " earlier lines are on the ticket)\n" + lines.substr(begin);
}

std::string as_quote(std::string_view text) {
  std::string lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines += "> " + std::string(text.substr(0, end)) + "\n";
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

/// How the ticket stands, for its customer, and where they see more.
std::string state_lines(const Matter& matter, Tongue tongue) {
  const Ticket& ticket = matter.ticket;
  const CustomerWords& words = customer_words(tongue);
  std::string lines = word(words.status) + ": " + word(words.statuses[static_cast<std::size_t>(ticket.status)]);
  if (const std::string who = handled_by(matter.workspace, ticket); !who.empty())
    lines += " · " + filled(words.in_the_hands_of, who);
  const auto due = next_word_due(ticket);
  if (due && *due > matter.now) {
    lines += "\n" + filled(words.next_update_by,
                           local_text(*due, matter.workspace.zone, matter.zones, tongue));
  }
  return lines + "\n" +
         filled(words.your_ticket, matter.links.customer_url(ticket.number, ticket.id)) + "\n";
}

Tongue tongue_of_customer(const Matter& matter) {
  return tongue_or_english(language_of_customer(matter.policies, matter.ticket));
}

/// Files that no mail takes, as items whose last line is where they are (text_html.hpp); empty without any.
std::string files_on_the_page(const Matter& matter, const std::vector<Attachment>& files) {
  if (files.empty()) return {};
  std::string lines = "\n\n" + word(customer_words(tongue_of_customer(matter)).too_large_for_mail);
  for (const Attachment& file : files) {
    lines += "\n- " + one_line(file.name, 150) + "\n  " +
             matter.links.customer_file_url(matter.ticket.number, matter.ticket.id, file.id);
  }
  return lines;
}

/// Another ticket that waits, as an item whose last line is where it is (text_html.hpp).
std::string item_of(const engine::Links& links, const AlsoWaiting& other) {
  const Ticket& ticket = other.ticket;
  return "- #" + std::to_string(ticket.number) + " " + marked_subject(ticket) + " (" +
         word(priority_words[static_cast<std::size_t>(ticket.priority)]) + ", " +
         word(status_words[static_cast<std::size_t>(ticket.status)]) + ")\n  acknowledge: " + other.answer_url +
         " or reply ack " + other.code + "\n  " + links.ticket_url(ticket.number) + "\n";
}

/// What else a page lists, by number: at its top, because short messages end before the list.
std::string numbers_line(const std::vector<AlsoWaiting>& more) {
  constexpr std::size_t most = 30;
  if (more.empty()) return {};
  std::string line = "Also:      ";
  for (std::size_t i = 0; i < std::min(more.size(), most); ++i)
    line += (i == 0 ? "#" : ", #") + std::to_string(more[i].ticket.number);
  return line + (more.size() > most ? " and " + std::to_string(more.size() - most) + " more" : "") + "\n";
}

/// The workspace's own words for telling staff of an escalation, if it has a template with that id.
std::optional<TemplateLetter> own_words(const Matter& matter, const User& user, const Notified& notified) {
  const Template* source = matter.policies.text_template("escalation");
  if (!source) return std::nullopt;
  const std::string& zone = user.zone.empty() ? matter.workspace.zone : user.zone;
  return letter_to_reader(*source, matter.ticket, matter.policies, user, matter.language,
                          {{"user.name", user.name},
                           {"escalation.reason", notified.why},
                           {"facts", facts(matter, zone)},
                           {"timeline", timeline(matter.events, matter.policies, matter.policies.zone_of(user))}});
}

}  // namespace

std::string marked_subject(const Ticket& ticket) {
  return drill_mark(ticket) + ticket.subject;
}

std::string facts(const Matter& matter, const std::string& zone) {
  const Ticket& ticket = matter.ticket;
  const std::string priority = word(priority_words[static_cast<std::size_t>(ticket.priority)]);
  std::string text = "Who:       " + customer_name(matter.workspace, ticket) + "\n";
  text += "What:      " + priority + " priority, " +
          word(status_words[static_cast<std::size_t>(ticket.status)]) +
          (ticket.assignee.empty() ? ", nobody assigned"
                                   : ", assigned to " + user_name(matter.workspace, ticket.assignee)) +
          "\n";
  const Instant since = ticket.unanswered_since.value_or(ticket.created);
  text += std::string(ticket.unanswered_since ? "Waiting:   " : "Open:      ") + "since " +
          local_text(since, zone, matter.zones) + "\n";
  text += promise_line(matter, zone);
  if (const std::string context = context_lines(ticket); !context.empty())
    text += "\nWhat you need to know:\n" + context;
  if (const std::string clocks = clock_lines(matter, zone); !clocks.empty()) text += "\nClocks:\n" + clocks;
  if (const std::string written = written_text(ticket.last_customer_text); !written.empty())
    text += "\nThe customer's last message:\n" + as_quote(written);
  if (const std::string tried = tried_lines(matter, zone); !tried.empty())
    text += "\nWhat was tried:\n" + newest_lines(tried);
  return text;
}

Letter page(const Matter& matter, const User& user, const Notified& notified, const WayToAnswer& way,
            const std::vector<AlsoWaiting>& more) {
  const Ticket& ticket = matter.ticket;
  const std::string zone = user.zone.empty() ? matter.workspace.zone : user.zone;
  Letter letter;
  letter.drill = ticket.drill;
  const std::string mark = drill_mark(ticket) + real_ones(ticket, more);
  letter.subject = mark + ticket.subject + " (" + word(priority_words[static_cast<std::size_t>(ticket.priority)]) + ")";
  std::string& text = letter.text;
  if (const auto own = own_words(matter, user, notified)) {
    text = drill_mark(ticket) + numbers_line(more) + own->text + "\n";
    if (!own->subject.empty()) letter.subject = mark + own->subject;
  } else {
    text = drill_mark(ticket) + "Ticket #" + std::to_string(ticket.number) + ": " + ticket.subject + "\n\n" +
           "Told you:  " + notified.why + "\n" + numbers_line(more) + facts(matter, zone);
  }
  if (!more.empty()) letter.subject += " and " + std::to_string(more.size()) + " more";
  const std::string expected = ticket.context ? ticket.context->expected : std::string();
  text += "\nWhat is expected: " + (expected.empty() ? "" : expected + "\nAnd: ") +
          "acknowledge, then answer the customer. Until somebody acknowledges, the next tier is told.\n\n";
  text += "- Acknowledge, escalate or close it\n  (this link is yours, and works for 24 hours)\n  " + way.url + "\n";
  text += "- Open ticket #" + std::to_string(ticket.number) + "\n  " + matter.links.ticket_url(ticket.number) + "\n";
  text += "\nOr reply:  ack " + way.code + " (or esc, or close, with this code)\n";
  if (!more.empty()) {
    text += std::string(list_heading) + "------------------------------\n";
    for (const AlsoWaiting& other : more) text += item_of(matter.links, other);
  }
  return letter;
}

Letter answer(const Matter& matter, const Message& message, const std::vector<Attachment>& too_large) {
  const Ticket& ticket = matter.ticket;
  Letter letter;
  letter.subject = ticket.subject;
  letter.text = message.text;
  while (!letter.text.empty() && letter.text.back() == '\n') letter.text.pop_back();
  letter.text += files_on_the_page(matter, too_large) + "\n\n-- \n";
  if (!message.author_name.empty() && !message.automatic) letter.text += message.author_name + ", ";
  letter.text += matter.workspace.name + "\n" + state_lines(matter, tongue_of_customer(matter));
  return letter;
}

Letter outcome(const Matter& matter, const Resolved& resolved) {
  const Ticket& ticket = matter.ticket;
  const Tongue tongue = tongue_of_customer(matter);
  const CustomerWords& words = customer_words(tongue);
  const std::string url = matter.links.customer_url(ticket.number, ticket.id);
  Letter letter;
  letter.subject = ticket.subject;
  letter.text = filled(words.greeting, ticket.contact_name.empty() ? "" : " " + ticket.contact_name) + "\n\n" +
                word(words.we_resolved) + "\n\n" + word(words.outcome) + ": " + resolved.outcome + "\n\n" +
                word(words.still_missing) + "\n\n" + word(words.how_did_we_do) + "\n";
  for (std::size_t i = words.ratings.size(); i-- > 0;)
    letter.text += "- " + word(words.ratings[i]) + "\n  " + url + "?rate=" + std::to_string(i + 1) + "\n";
  letter.text += "\n-- \n" + matter.workspace.name + "\n" + state_lines(matter, tongue);
  return letter;
}

}  // namespace oasis::notify
