// See oncall_feed.hpp.
#include "shared/report/oncall_feed.hpp"

#include <algorithm>

#include "shared/report/local_words.hpp"

namespace oasis {
namespace {

/// Edges stand still for so long: a shift that reaches over one keeps its key meanwhile.
constexpr Duration step = days(64);

constexpr std::string_view feed_host = "@oncall.support-oasis", gap_key = "gap";

}  // namespace

std::vector<FeedShift> feed_of(const Policies& policies, const Id& user, const Id& schedule, Instant now) {
  const Instant from{(now.ms / step.ms - 1) * step.ms};
  const Instant to = from + step * 6;
  std::vector<FeedShift> feed;
  for (const Schedule& one : policies.workspace().schedules) {
    const Rota* rota = policies.rota(one.id);
    if (rota == nullptr || (!schedule.empty() && one.id != schedule)) continue;
    const std::string& name = name_of(one);
    const FinalSchedule final = rota->final_schedule(from, to);
    const auto key = [&](const Id& who, Instant at) {
      return one.id + "-" + (who.empty() ? Id(gap_key) : who) + "-" + std::to_string(at.ms / 1000);
    };
    for (const Shift& shift : final.shifts) {
      if (!user.empty() && shift.user != user) continue;
      const std::string who = name_of(policies, shift.user);
      feed.push_back({key(shift.user, shift.during.from), shift.during,
                      user.empty() ? who + ": " + name : "On call: " + name,
                      "Times follow the schedule; changes arrive by themselves."});
    }
    if (!user.empty()) continue;
    for (const Interval& gap : final.gaps)
      feed.push_back({key("", gap.from), gap, "Nobody: " + name, "Nobody is on call."});
  }
  std::stable_sort(feed.begin(), feed.end(),
                   [](const FeedShift& a, const FeedShift& b) { return a.during.from < b.during.from; });
  return feed;
}

std::string uid_of(const FeedShift& shift) {
  return shift.key + std::string(feed_host);
}

std::optional<FeedKey> read_feed_uid(const Policies& policies, std::string_view uid) {
  if (uid.size() <= feed_host.size() || uid.substr(uid.size() - feed_host.size()) != feed_host)
    return std::nullopt;
  uid.remove_suffix(feed_host.size());
  uid = uid.substr(0, std::min(uid.rfind('-'), uid.size()));  // when it begins
  for (const Schedule& schedule : policies.workspace().schedules) {
    const std::size_t length = schedule.id.size();
    if (uid.size() <= length || uid.substr(0, length) != schedule.id || uid[length] != '-') continue;
    const Id user(uid.substr(length + 1));
    if (user == gap_key) return FeedKey{schedule.id, Id()};
    if (policies.user(user) != nullptr) return FeedKey{schedule.id, user};
  }
  return std::nullopt;
}

}  // namespace oasis
