// See service_reports.hpp.
#include "server/notify/service_reports.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <exception>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

#include "server/engine/dispatch.hpp"
#include "server/engine/measuring.hpp"
#include "server/store/log.hpp"
#include "server/store/measure_days.hpp"
#include "server/store/measures.hpp"
#include "server/store/outbox.hpp"
#include "server/store/tickets.hpp"
#include "shared/policy/notifications.hpp"
#include "shared/text/utf8.hpp"

namespace oasis::notify {

using nlohmann::json;

namespace {

constexpr Duration longest_rest = hours(1);  // documents change
constexpr const char* sent_kept = "service_reports_sent";
constexpr std::string_view test_key_begins = "service-report-test/";

/// By the customer's id, the month whose report left last.
json sent_months(store::Database& database) {
  json months = json::parse(store::meta(database, sent_kept), nullptr, false);
  return months.is_object() ? months : json::object();
}

/// What a key says: "service-report/<customer>/<month>/…".
struct Asked {
  Id customer;
  ReviewMonth month;
};
std::optional<Asked> asked_by(std::string_view key) {
  const std::string_view begins = key.substr(0, service_report_key.size()) == service_report_key ? service_report_key : test_key_begins;
  if (key.substr(0, begins.size()) != begins) return std::nullopt;
  key.remove_prefix(begins.size());
  const std::size_t slash = std::min(key.find('/'), key.size());
  const std::string_view rest = key.substr(std::min(slash + 1, key.size()));
  const auto month = parse_month(rest.substr(0, rest.find('/')));
  if (!month) return std::nullopt;
  return Asked{Id(key.substr(0, slash)), *month};
}

struct Recipient {
  std::string name;
  std::string address;
};

/// Each address once, in their order.
std::vector<Recipient> recipients_of(const Customer& customer) {
  std::vector<Recipient> all;
  for (const std::string& to : customer.service_report->to) {
    Recipient one{"", to};
    for (const CustomerContact& contact : customer.contacts) {
      if (contact.id == to || lower_ascii(contact.email) == lower_ascii(to)) one = {contact.name, contact.email};
    }
    const bool again = std::any_of(all.begin(), all.end(), [&one](const Recipient& other) {
      return lower_ascii(other.address) == lower_ascii(one.address);
    });
    if (!again) all.push_back(std::move(one));
  }
  return all;
}

void queue_report(engine::Turn& turn, const std::string& key, const Id& user, const std::string& address,
                  const Letter& letter) {
  store::Outgoing row = engine::own_words(key, turn.now(), turn.mail_domain());
  row.user = user;
  row.via = "email";
  row.address = address;
  row.subject = letter.subject;
  row.words = letter.text;
  store::queue(turn.database(), row, {});
}

bool cannot_be_made(const Customer& customer, const std::exception& trouble) {
  spdlog::error("event=service_report_failed customer={} next_try_minutes=60 error=\"{}\"", customer.id, trouble.what());
  return false;
}

/// Whether it could be made. What says only something about this one, a damaged row, must not hold up all others.
bool queue_month(engine::Turn& turn, const Policies& policies, const Customer& customer, const ReviewMonth& month) {
  ServiceSheet sheet;
  try {
    sheet = service_sheet(turn.database(), policies, customer, month, turn.now());
  } catch (const store::Failure& trouble) {
    if (trouble.trouble() != store::Trouble::corrupt && trouble.trouble() != store::Trouble::other) throw;
    return cannot_be_made(customer, trouble);
  } catch (const std::exception& trouble) {
    return cannot_be_made(customer, trouble);
  }
  const std::string key = std::string(service_report_key) + customer.id + "/" + to_text(month) + "/";
  for (const Recipient& one : recipients_of(customer))
    queue_report(turn, key + lower_ascii(one.address), "", one.address, service_report_letter(sheet, one.name));
  return true;
}

}  // namespace

ServiceSheet service_sheet(store::Database& reading, const Policies& policies, const Customer& customer,
                           const ReviewMonth& month, Instant made) {
  const Zone& zone = policies.zone_of(customer);
  const Interval now = period_of(month, zone);
  const Interval both{period_of(month_before(month), zone).from, now.to};
  ServiceMatter matter;
  store::each_measure_of(reading, customer.id, both, [&](const TicketId& ticket, const Measure& measure) {
    if (measure.at > made) return;
    matter.measures.emplace_back(ticket, measure);
    if (measure.kind == Measure::Kind::breached && now.contains(measure.at)) matter.breached.try_emplace(ticket);
  });
  for (auto ticket = matter.breached.begin(); ticket != matter.breached.end();) {
    const auto found = store::find_ticket(reading, ticket->first);
    if (!found || found->customer != customer.id) {  // not theirs any more: its subject may be another customer's
      ticket = matter.breached.erase(ticket);
      continue;
    }
    ticket->second = {found->number, found->subject, store::events_of(reading, ticket->first)};
    ++ticket;
  }
  matter.open = store::count_open(reading, customer.id, std::min(made, now.to));
  matter.open_before = store::count_open(reading, customer.id, now.from);
  ServiceSheet sheet;
  sheet.report = service_report(policies, customer, month, matter, made);
  sheet.tongue = tongue_or_english(customer.language);
  sheet.workspace = policies.workspace().name;
  sheet.customer = customer.name.empty() ? customer.id : customer.name;
  if (const Sla* sla = policies.terms(customer.id).sla) sheet.level = sla->name.empty() ? sla->id : sla->name;
  sheet.zone = std::make_shared<const Zone>(zone);
  return sheet;
}

Instant mail_service_reports(engine::Turn& turn) {
  const Policies& policies = *current_policies(turn.state());
  const json kept = sent_months(turn.database());
  json sent = json::object();  // of those that have it set up: taken out and set up again it begins anew
  Instant next = turn.now() + longest_rest;
  for (const Customer& customer : policies.workspace().customers) {
    if (!customer.service_report) continue;
    const ReportMailing& mailing = *customer.service_report;
    const Calendar& calendar = *policies.terms(customer.id).calendar;
    const Zone& zone = policies.zone_of(customer);
    const ReviewMonth due = newest_due(mailing, calendar, zone, turn.now());
    // What was due before this job could look at a new setting is not missed for that.
    std::string last = kept.value(customer.id, to_text(newest_due(mailing, calendar, zone, turn.now() - longest_rest)));
    if (last >= to_text(due)) {
      next = std::min(next, mailed_at(mailing, month_after(due), calendar, zone));
    } else if (next > turn.now()) {  // the first of this turn
      if (engine::measure_part(turn, engine::events_a_part)) return turn.now();
      if (queue_month(turn, policies, customer, due)) {
        last = to_text(due);
        next = turn.now();
      }
    }
    sent[customer.id] = last;
  }
  if (sent != kept) store::set_meta(turn.database(), sent_kept, sent.dump());
  return next;
}

bool queue_test_report(engine::Turn& turn, const Customer& customer, const ReviewMonth& month, const User& user) {
  const std::string address = address_of(user, "email");
  if (address.empty()) return false;
  const Policies& policies = *current_policies(turn.state());
  const ServiceSheet sheet = service_sheet(turn.database(), policies, customer, month, turn.now());
  Letter letter = service_report_letter(sheet, user.name);
  letter.text = filled(service_report_words(sheet.tongue).test, sheet.customer) + "\n\n" + letter.text;
  queue_report(turn,
               std::string(test_key_begins) + customer.id + "/" + to_text(month) + "/" + user.id + "/" +
                   std::to_string(turn.now().ms),
               user.id, address, letter);
  return true;
}

void enclose_service_report(Parcel& parcel, store::Database& reading, const Policies& policies) {
  const auto asked = asked_by(parcel.row.key);
  if (!asked) return;
  const Customer* customer = policies.customer(asked->customer);
  if (customer == nullptr)
    throw store::Failure(store::Trouble::other, "The customer whose service report this is is no longer in the workspace.");
  parcel.to_customer = parcel.row.user.empty();
  const ServiceSheet sheet = service_sheet(reading, policies, *customer, asked->month, parcel.row.queued);
  parcel.language = tag_of(sheet.tongue);
  parcel.files.push_back({"service-report-" + customer->id + "-" + to_text(asked->month) + ".html", "text/html",
                          service_report_html(sheet)});
  for (const CustomerContact& contact : customer->contacts) {
    if (parcel.to_customer && lower_ascii(contact.email) == lower_ascii(parcel.row.address)) parcel.to_name = contact.name;
  }
}

}  // namespace oasis::notify
