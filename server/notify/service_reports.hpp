// Monthly service reports of customers: made from what is stored, mailed once a month (docs/semantics.md, "Service
// reports"). May not: define a figure or a word; decide when one is due (shared/report/service_report).
#pragma once

#include <string>
#include <string_view>

#include "server/engine/turn.hpp"
#include "server/notify/parcel.hpp"
#include "server/notify/service_report_page.hpp"
#include "server/store/sqlite.hpp"
#include "shared/policy/policies.hpp"

namespace oasis::notify {

/// How the key of a report to a customer begins in the outbox; what follows is the customer, the month, the address.
inline constexpr std::string_view service_report_key = "service-report/";

/// What is stored of the customer's month as of `made`. All events must have been counted in (engine/measuring). O(measures
/// of two months + open tickets).
ServiceSheet service_sheet(store::Database& reading, const Policies& policies, const Customer& customer,
                           const ReviewMonth& month, Instant made);

/// A regular job: queues each customer's report when its month is due, in the transaction that marks the month as sent, one
/// customer a turn. After an outage only the newest month that is due; none of before it was set up. One that cannot be made
/// holds up no other and is tried again after an hour. Answers when it must come next.
Instant mail_service_reports(engine::Turn& turn);

/// The report of a month as its recipients would get it, to somebody of ours, marked as a test. False without an address.
bool queue_test_report(engine::Turn& turn, const Customer& customer, const ReviewMonth& month, const User& user);

/// The file that a row of the outbox brings, if it is a service report; made again from what is stored, as of the instant
/// at which it was queued. Throws store::Failure if the customer has left the workspace.
void enclose_service_report(Parcel& parcel, store::Database& reading, const Policies& policies);

}  // namespace oasis::notify
