// See schedule_change.hpp.
#include "shared/codec/schedule_change.hpp"

#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "shared/codec/field.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 10> kinds = {
    "cover",         "change_cover", "remove_cover", "ask_swap", "accept_swap",
    "withdraw_swap", "add_away",     "remove_away",  "covers",   "remove_covers"};

/// Whether it speaks of one stretch of time.
bool has_times(ScheduleChange::Kind kind) {
  using Kind = ScheduleChange::Kind;
  return kind != Kind::remove_cover && kind != Kind::covers && kind != Kind::remove_covers;
}

void read_kind(const Field& field, ScheduleChange::Kind& kind) {
  std::string text;
  if (!read_text(field, text)) return;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (kinds[i] != text) continue;
    kind = static_cast<ScheduleChange::Kind>(i);
    return;
  }
  std::string all;
  for (const std::string_view one : kinds) all.append(all.empty() ? "" : ", ").append(one);
  field.fault(in_quotes(text) + " is none of " + all);
}

/// from, to, user and by.
void read_cover(Members& members, const Field& field, Override& out) {
  read_interval(members, field, out.during);
  members.optional("user", [&](const Field& at) { read_text(at, out.remove, 64); });
  members.optional("by", [&](const Field& at) { read_text(at, out.add, 64); });
}

void write_interval_into(json& out, Interval during) {
  out["from"] = to_text(during.from);
  out["to"] = to_text(during.to);
}

void write_cover_into(json& out, const Override& cover) {
  write_interval_into(out, cover.during);
  if (!cover.remove.empty()) out["user"] = cover.remove;
  if (!cover.add.empty()) out["by"] = cover.add;
}

}  // namespace

Result<ScheduleChange, std::vector<Error>> read_schedule_change(const json& value) {
  Faults faults;
  ScheduleChange change;
  const Field field(value, "", faults);
  Members members(field);
  members.required("do", [&](const Field& at) { read_kind(at, change.kind); });
  if (has_times(change.kind)) read_cover(members, field, change.what);
  members.optional("schedule", [&](const Field& at) { read_text(at, change.schedule, 64); });
  members.optional("was", [&](const Field& at) {
    Members was(at);
    read_cover(was, at, change.was.emplace());
    was.done();
  });
  members.optional("in_return", [&](const Field& at) {
    Members ends(at);
    read_interval(ends, at, change.in_return.emplace());
    ends.done();
  });
  members.optional("covers", [&](const Field& at) {
    read_list(at, most_covers_at_once, [&](const Field& one) {
      Members cover(one);
      read_cover(cover, one, change.covers.emplace_back());
      cover.done();
    });
  });
  members.done();
  if (!faults.none()) return faults.take();
  return change;
}

json write_schedule_change(const ScheduleChange& change) {
  json out = {{"do", kinds[static_cast<std::size_t>(change.kind)]}};
  if (has_times(change.kind)) write_cover_into(out, change.what);
  if (!change.schedule.empty()) out["schedule"] = change.schedule;
  if (change.was) write_cover_into(out["was"], *change.was);
  if (change.in_return) write_interval_into(out["in_return"], *change.in_return);
  for (const Override& cover : change.covers) write_cover_into(out["covers"].emplace_back(), cover);
  return out;
}

std::vector<SwapRequest> read_swap_requests(const json& value) {
  std::vector<SwapRequest> requests;
  if (!value.is_array()) return requests;
  for (const json& row : value) {
    if (!row.is_object()) continue;
    json ask = row;
    ask["do"] = "ask_swap";
    auto read = read_schedule_change(ask);
    if (!read.ok()) continue;
    const Override& what = read->what;
    requests.push_back({read->schedule, {what.during, what.remove, what.add}, read->in_return});
  }
  return requests;
}

json write_swap_requests(const std::vector<SwapRequest>& requests) {
  json list = json::array();
  for (const SwapRequest& request : requests) {
    ScheduleChange ask;
    ask.kind = ScheduleChange::Kind::ask_swap;
    ask.schedule = request.schedule;
    ask.what = {request.swap.during, request.swap.user, request.swap.taken_by};
    ask.in_return = request.in_return;
    json row = write_schedule_change(ask);
    row.erase("do");
    list.push_back(std::move(row));
  }
  return list;
}

}  // namespace oasis
