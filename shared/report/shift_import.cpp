// See shift_import.hpp.
#include "shared/report/shift_import.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "shared/policy/schedule_effect.hpp"
#include "shared/report/oncall_feed.hpp"
#include "shared/text/case_fold.hpp"

namespace oasis {
namespace {

/// Everybody who can be on call, by what a file may call them.
class People {
 public:
  explicit People(const Policies& policies) {
    for (const User& user : policies.workspace().users) {
      if (user.role == Role::viewer) continue;
      for (const Contact& contact : user.contacts) {
        if (contact.via == "email") by_mail_.emplace(case_folded(contact.address), user.id);
      }
      if (!user.name.empty()) names_.emplace_back(case_folded(user.name), user.id);
    }
  }

  Id by_mail(const std::string& mail) const {
    const auto found = by_mail_.find(case_folded(mail));
    return found == by_mail_.end() ? Id() : found->second;
  }

  Id by_name(const std::string& name) const {
    const std::string folded = case_folded(name);
    return only_one([&folded](const std::string& one) { return one == folded; });
  }

  /// Whose name stands in the words, as whole words.
  Id named_in(const std::string& words) const {
    const std::string folded = case_folded(words);
    return only_one([&folded](const std::string& name) {
      const std::size_t at = folded.find(name);
      return at != std::string::npos && !goes_on(folded, at - 1) && !goes_on(folded, at + name.size());
    });
  }

 private:
  /// Whether a word goes on there; what is no ASCII counts as a letter.
  static bool goes_on(const std::string& text, std::size_t at) {
    if (at >= text.size()) return false;
    const unsigned char c = static_cast<unsigned char>(text[at]);
    return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  /// Nobody, where several people fit.
  template <typename Fits>
  Id only_one(Fits&& fits) const {
    Id found;
    for (const auto& [name, user] : names_) {
      if (!fits(name)) continue;
      if (!found.empty()) return Id();
      found = user;
    }
    return found;
  }

  std::map<std::string, Id> by_mail_;
  std::vector<std::pair<std::string, Id>> names_;
};

void add_once(std::vector<Id>& users, const Id& user) {
  if (!user.empty() && std::find(users.begin(), users.end(), user) == users.end()) users.push_back(user);
}

std::vector<Id> people_of(const IcalShift& shift, const People& people) {
  std::vector<Id> users;
  for (std::size_t i = 0; i < shift.mails.size(); ++i) {
    const Id by_mail = people.by_mail(shift.mails[i]);
    add_once(users, by_mail.empty() ? people.by_name(shift.names[i]) : by_mail);
  }
  if (users.empty()) add_once(users, people.named_in(shift.summary));
  if (users.empty()) add_once(users, people.by_mail(shift.organizer));
  std::sort(users.begin(), users.end());
  return users;
}

/// An attendee stands for one person; else whatever the event is called.
std::string person_in(const IcalShift& shift) {
  if (shift.mails.size() == 1) return shift.names[0].empty() ? shift.mails[0] : shift.names[0];
  return shift.summary.empty() ? shift.organizer : shift.summary;
}

bool overlap(Interval a, Interval b) {
  return a.from < b.to && b.from < a.to;
}

/// Who is on call from an instant on until the next.
using Stand = std::map<Instant, std::multiset<Id>>;

template <typename Shifts, typename Users>
void add_to(Stand& stand, const Shifts& shifts, Users&& users_of) {
  std::map<Instant, std::vector<std::pair<Id, bool>>> edges;
  for (const auto& shift : shifts) {
    for (const Id& user : users_of(shift)) {
      edges[shift.during.from].emplace_back(user, true);
      edges[shift.during.to].emplace_back(user, false);
    }
  }
  std::multiset<Id> now;
  for (const auto& [at, changes] : edges) {
    for (const auto& [user, comes] : changes) {
      if (comes) now.insert(user);
    }
    for (const auto& [user, comes] : changes) {
      if (!comes) now.erase(now.find(user));
    }
    stand[at] = now;
  }
}

/// Those of `a` who are not in `b`, each once.
std::vector<Id> missing_in(const std::multiset<Id>& a, const std::multiset<Id>& b) {
  std::vector<Id> out;
  for (const Id& user : a) {
    if (b.count(user) == 0) add_once(out, user);
  }
  return out;
}

/// The shifts that could be taken, cut at `now`.
std::vector<ImportedShift> to_come(const std::vector<ImportedShift>& shifts, Instant now) {
  std::vector<ImportedShift> out;
  for (const ImportedShift& shift : shifts) {
    if (shift.users.empty() || shift.during.to <= now) continue;
    out.push_back(shift);
    out.back().during.from = std::max(shift.during.from, now);
  }
  return out;
}

FinalSchedule final_within(const Policies& policies, const Schedule& schedule,
                           const std::vector<ImportedShift>& shifts) {
  if (shifts.empty()) return {};
  Interval all = shifts.front().during;
  for (const ImportedShift& shift : shifts)
    all = {std::min(all.from, shift.during.from), std::max(all.to, shift.during.to)};
  const Rota rota(schedule, policies.workspace().users, policies.shared_zone(schedule.zone));
  return rota.final_schedule(all.from, all.to);
}

bool is_covered(const std::vector<Interval>& runs, Interval during) {
  return std::any_of(runs.begin(), runs.end(), [during](Interval run) {
    return run.from <= during.from && during.to <= run.to;
  });
}

/// Whether all of the shift's people are on call for all of its time.
class OnCall {
 public:
  explicit OnCall(const FinalSchedule& schedule) : schedule_(schedule) {}
  bool all_of(const ImportedShift& shift) {
    return std::all_of(shift.users.begin(), shift.users.end(), [&](const Id& user) {
      const auto [runs, fresh] = runs_.try_emplace(user);
      if (fresh) runs->second = runs_of(schedule_, user);
      return is_covered(runs->second, shift.during);
    });
  }

 private:
  const FinalSchedule& schedule_;
  std::map<Id, std::vector<Interval>> runs_;
};

/// Whether a cover or a swap puts somebody else on call in its time.
bool stands_against(const Schedule& schedule, const ImportedShift& shift) {
  const auto other = [&shift](const Id& user) {
    return std::find(shift.users.begin(), shift.users.end(), user) == shift.users.end();
  };
  return std::any_of(schedule.overrides.begin(), schedule.overrides.end(),
                     [&](const Override& one) {
                       return overlap(one.during, shift.during) && (one.add.empty() ? !other(one.remove) : other(one.add));
                     }) ||
         std::any_of(schedule.swaps.begin(), schedule.swaps.end(), [&](const Swap& one) {
           return overlap(one.during, shift.during) && other(one.taken_by);
         });
}

/// Whether somebody is on call beside them whom the file does not name.
bool relieves_others(const std::vector<Override>& covers, const ImportedShift& shift) {
  return std::any_of(covers.begin(), covers.end(), [&shift](const Override& cover) {
    return cover.add.empty() && overlap(cover.during, shift.during);
  });
}

std::optional<ImportFate> plain_fate(const ImportedShift& shift, const Id& schedule, Instant now) {
  if (!shift.problem.empty()) return ImportFate::unreadable;
  if (!shift.other_schedule.empty() && shift.other_schedule != schedule) return ImportFate::elsewhere;
  if (shift.during.to <= now) return ImportFate::past;
  if (shift.gap) return ImportFate::already;
  if (shift.users.empty()) return ImportFate::unknown;
  if (shift.during.to > now + longest_schedule_change) return ImportFate::too_far;
  return std::nullopt;
}

}  // namespace

std::vector<ImportedShift> recognise_shifts(const std::vector<IcalShift>& shifts, const Policies& policies,
                                            const Id& schedule) {
  const People people(policies);
  std::vector<ImportedShift> out;
  for (const IcalShift& shift : shifts) {
    ImportedShift& one = out.emplace_back();
    one.during = shift.during;
    one.person = person_in(shift);
    one.repeats = shift.repeats;
    one.problem = shift.problem;
    one.line = shift.line;
    const auto ours = read_feed_uid(policies, shift.uid);
    if (!ours) {
      one.users = people_of(shift, people);
      continue;
    }
    one.gap = ours->user.empty();
    if (!one.gap) one.users = {ours->user};
    if (ours->schedule != schedule) one.other_schedule = ours->schedule;
  }
  return out;
}

std::vector<Override> covers_for(const Policies& policies, const Id& schedule,
                                 const std::vector<ImportedShift>& shifts, Instant now) {
  const Schedule* here = policies.schedule(schedule);
  const std::vector<ImportedShift> wanted = to_come(shifts, now);
  if (here == nullptr || wanted.empty()) return {};
  const FinalSchedule final = final_within(policies, *here, wanted);
  Stand wish, is;
  add_to(wish, wanted, [](const ImportedShift& shift) { return shift.users; });
  add_to(is, final.shifts, [](const Shift& shift) { return std::vector<Id>{shift.user}; });
  std::set<Instant> edges;
  for (const auto& [at, users] : wish) edges.insert(at);
  for (const auto& [at, users] : is) edges.insert(at);
  const auto stand_at = [](const Stand& stand, Instant at) -> const std::multiset<Id>& {
    static const std::multiset<Id> nobody;
    const auto next = stand.upper_bound(at);
    return next == stand.begin() ? nobody : std::prev(next)->second;
  };
  std::vector<Override> covers;
  std::map<std::pair<Id, Id>, std::size_t> last;  // by who is relieved and who stands in
  for (auto edge = edges.begin(); edge != edges.end() && std::next(edge) != edges.end(); ++edge) {
    const Interval piece{*edge, *std::next(edge)};
    const std::multiset<Id>& wished = stand_at(wish, piece.from);
    if (wished.empty()) continue;
    std::vector<Id> in = missing_in(wished, stand_at(is, piece.from));
    std::vector<Id> out = missing_in(stand_at(is, piece.from), wished);
    for (std::size_t i = 0; i < std::max(in.size(), out.size()); ++i) {
      const std::pair<Id, Id> who{i < out.size() ? out[i] : Id(), i < in.size() ? in[i] : Id()};
      const auto before = last.find(who);
      if (before != last.end() && covers[before->second].during.to == piece.from) {
        covers[before->second].during.to = piece.to;
      } else {
        last[who] = covers.size();
        covers.push_back({piece, who.first, who.second});
      }
    }
  }
  return covers;
}

std::vector<ImportFate> fates_of(const Policies& policies, const Id& schedule,
                                 const std::vector<ImportedShift>& shifts, Instant now) {
  const Schedule* here = policies.schedule(schedule);
  std::vector<ImportFate> fates;
  std::vector<ImportedShift> open;
  for (const ImportedShift& shift : shifts) {
    const auto plain = here == nullptr ? ImportFate::elsewhere : plain_fate(shift, schedule, now);
    fates.push_back(plain.value_or(ImportFate::cover));
    if (!plain) open.push_back(shift);
  }
  open = to_come(open, now);
  if (open.empty()) return fates;
  Schedule after = *here;
  const std::vector<Override> covers = covers_for(policies, schedule, open, now);
  after.overrides.insert(after.overrides.end(), covers.begin(), covers.end());
  const FinalSchedule final_before = final_within(policies, *here, open), final_after = final_within(policies, after, open);
  OnCall before(final_before), then(final_after);
  auto one = open.begin();
  for (ImportFate& fate : fates) {
    if (fate != ImportFate::cover) continue;
    const ImportedShift& shift = *one++;
    if (!then.all_of(shift)) {
      fate = ImportFate::unchangeable;
    } else if (before.all_of(shift) && !relieves_others(covers, shift)) {
      fate = ImportFate::already;
    } else if (stands_against(*here, shift)) {
      fate = ImportFate::replaces;
    }
  }
  return fates;
}

}  // namespace oasis
