// See schedule_change.hpp.
#include "shared/command/schedule_change.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "shared/policy/sight.hpp"

namespace oasis {
namespace {

using Kind = ScheduleChange::Kind;
using Code = Refusal::Code;

constexpr std::size_t most_entries = 10'000;  // what a document may hold (codec/workspace)
constexpr std::size_t most_requests = 500;

/// Carries out one change on a copy of the document. The first refusal counts.
class Changing {
 public:
  Changing(const Policies& policies, const std::vector<SwapRequest>& requests, const ScheduleChange& change,
           Instant now)
      : policies_(policies), change_(change), now_(now), after_(policies.workspace()) {
    for (const SwapRequest& request : requests) {
      if (request.swap.during.to > now) requests_.push_back(request);
    }
  }

  Result<ChangedSchedules, Refusal> run() {
    if (!check_names() || !check_times()) return *std::move(refusal_);
    switch (change_.kind) {
      case Kind::cover:
        add_cover(change_.what);
        break;
      case Kind::change_cover:
        if (take_out_cover()) add_cover(change_.what);
        break;
      case Kind::remove_cover:
        take_out_cover();
        break;
      case Kind::covers:
        for (const Override& cover : change_.covers) add_cover(cover);
        break;
      case Kind::remove_covers:
        for (const Override& cover : change_.covers) take_out_again(cover);
        break;
      case Kind::ask_swap:
        ask_swap();
        break;
      case Kind::accept_swap:
      case Kind::withdraw_swap:
        answer_swap();
        break;
      case Kind::add_away:
      case Kind::remove_away:
        change_away();
        break;
    }
    if (refusal_) return *std::move(refusal_);
    return ChangedSchedules{std::move(after_), std::move(requests_)};
  }

 private:
  bool refuse(Code code, const char* where, std::string what) {
    if (!refusal_) refusal_ = Refusal{code, where, std::move(what)};
    return false;
  }

  bool is_of_many() const { return change_.kind == Kind::covers || change_.kind == Kind::remove_covers; }
  bool is_about_away() const { return change_.kind == Kind::add_away || change_.kind == Kind::remove_away; }

  /// "Ann Ek", for a sentence.
  std::string name_of(const Id& id) const {
    const User* user = policies_.user(id);
    return user == nullptr || user->name.empty() ? id : user->name;
  }

  bool check_person(const Id& id, const char* where) {
    if (id.empty()) return true;
    const User* user = policies_.user(id);
    if (user == nullptr) return refuse(Code::invalid, where, "There is nobody called \"" + id + "\".");
    if (user->role == Role::viewer)
      return refuse(Code::invalid, where, name_of(id) + " is a viewer and is never on call.");
    return true;
  }

  bool check_names() {
    for (Schedule& schedule : after_.schedules) {
      if (schedule.id == change_.schedule) schedule_ = &schedule;
    }
    if (schedule_ == nullptr && !is_about_away())
      return refuse(Code::invalid, "/schedule", "There is no schedule \"" + change_.schedule + "\".");
    if (!is_of_many()) return check_people(change_.what);
    if (change_.covers.empty()) return refuse(Code::invalid, "/covers", "Say which covers.");
    if (change_.covers.size() > most_covers_at_once)
      return refuse(Code::too_large, "/covers", "At most 300 covers are changed at once.");
    return std::all_of(change_.covers.begin(), change_.covers.end(),
                       [this](const Override& cover) { return check_people(cover); });
  }

  bool check_people(const Override& what) {
    const bool both = change_.kind == Kind::ask_swap || change_.kind == Kind::accept_swap;
    if (change_.kind != Kind::remove_cover && what.remove.empty() && (what.add.empty() || both))
      return refuse(Code::invalid, "/user", "Say whose shift it is.");
    if (both && what.add.empty()) return refuse(Code::invalid, "/by", "Say who takes it over.");
    if (what.remove == what.add && !what.add.empty())
      return refuse(Code::invalid, "/by", "Nobody can stand in for themselves.");
    return check_person(what.remove, "/user") && check_person(what.add, "/by");
  }

  bool check_time(Interval during, const char* where) {
    if (during.to <= during.from) return refuse(Code::invalid, where, "It must end after it begins.");
    if (during.to <= now_) return refuse(Code::invalid, where, "That is over: the past stays as it was.");
    if (during.to - during.from > longest_schedule_change)
      return refuse(Code::invalid, where, "That is longer than a year.");
    return true;
  }

  bool check_times() {
    if (is_of_many()) {
      return std::all_of(change_.covers.begin(), change_.covers.end(),
                         [this](const Override& cover) { return check_time(cover.during, "/covers"); });
    }
    if (change_.kind != Kind::remove_cover && !check_time(change_.what.during, "/to")) return false;
    return !change_.in_return || check_time(*change_.in_return, "/in_return");
  }

  Interval from_now(Interval during) const { return {std::max(during.from, now_), during.to}; }

  /// Whether the person is on call at some time of it.
  bool is_on_call(const Id& user, Interval during) const {
    const Rota rota(*schedule_, after_.users, policies_.shared_zone(schedule_->zone));
    const FinalSchedule schedule = rota.final_schedule(during.from, during.to);
    return std::any_of(schedule.shifts.begin(), schedule.shifts.end(),
                       [&](const Shift& shift) { return shift.user == user; });
  }

  void add_cover(Override cover) {
    cover.during = from_now(cover.during);
    if (!cover.remove.empty() && !is_on_call(cover.remove, cover.during)) {
      refuse(Code::conflict, "/user", name_of(cover.remove) + " is not on call then.");
    } else if (schedule_->overrides.size() >= most_entries) {
      refuse(Code::too_large, "", "The schedule has 10,000 covers; take old ones out of the document first.");
    } else {
      schedule_->overrides.push_back(std::move(cover));
    }
  }

  using Place = std::vector<Override>::iterator;

  bool take_out_cover() {
    auto& covers = schedule_->overrides;
    return take_out(change_.was ? std::find(covers.begin(), covers.end(), *change_.was) : covers.end(), "/was");
  }

  /// Its beginning may have been cut when it was added.
  bool take_out_again(const Override& added) {
    auto& covers = schedule_->overrides;
    return take_out(std::find_if(covers.begin(), covers.end(),
                                 [&added](const Override& cover) {
                                   return cover.remove == added.remove && cover.add == added.add &&
                                          cover.during.to == added.during.to &&
                                          cover.during.from >= added.during.from;
                                 }),
                    "/covers");
  }

  /// What is over of it stays.
  bool take_out(Place found, const char* where) {
    if (found == schedule_->overrides.end())
      return refuse(Code::conflict, where, "Somebody has changed this cover meanwhile.");
    if (found->during.to <= now_)
      return refuse(Code::conflict, where, "That is over: the past stays as it was.");
    if (found->during.from < now_) {
      found->during.to = now_;
    } else {
      schedule_->overrides.erase(found);
    }
    return true;
  }

  SwapRequest request() const {
    const Override& what = change_.what;
    return {change_.schedule, {what.during, what.remove, what.add}, change_.in_return};
  }

  void ask_swap() {
    SwapRequest asked = request();
    Swap& swap = asked.swap;
    swap.during = from_now(swap.during);
    if (!is_on_call(swap.user, swap.during)) {
      refuse(Code::conflict, "/user", name_of(swap.user) + " is not on call then.");
    } else if (asked.in_return && !is_on_call(swap.taken_by, from_now(*asked.in_return))) {
      refuse(Code::conflict, "/in_return", name_of(swap.taken_by) + " is not on call then.");
    } else if (std::find(requests_.begin(), requests_.end(), asked) != requests_.end()) {
      refuse(Code::conflict, "", "That was asked already.");
    } else if (requests_.size() >= most_requests) {
      refuse(Code::too_large, "", "500 requests wait already; have some answered first.");
    } else {
      requests_.push_back(std::move(asked));
    }
  }

  void answer_swap() {
    const auto found = std::find(requests_.begin(), requests_.end(), request());
    if (found == requests_.end()) {
      refuse(Code::conflict, "", "This request was answered or taken back meanwhile.");
      return;
    }
    const SwapRequest asked = *found;
    requests_.erase(found);
    if (change_.kind == Kind::withdraw_swap) return;
    std::vector<Swap>& swaps = schedule_->swaps;
    if (swaps.size() + 2 > most_entries) {
      refuse(Code::too_large, "", "The schedule has 10,000 swaps; take old ones out of the document first.");
      return;
    }
    swaps.push_back({from_now(asked.swap.during), asked.swap.user, asked.swap.taken_by});
    if (asked.in_return) swaps.push_back({from_now(*asked.in_return), asked.swap.taken_by, asked.swap.user});
  }

  void change_away() {
    const auto user = std::find_if(after_.users.begin(), after_.users.end(),
                                   [&](const User& one) { return one.id == change_.what.remove; });
    std::vector<Interval>& away = user->away;
    if (change_.kind == Kind::add_away) {
      if (away.size() >= 1'000)
        refuse(Code::too_large, "", "1,000 times away are kept; take old ones out of the document first.");
      away.push_back(from_now(change_.what.during));
      return;
    }
    const auto found = std::find(away.begin(), away.end(), change_.what.during);
    if (found == away.end()) {
      refuse(Code::conflict, "", "This time away was changed meanwhile.");
    } else if (found->from < now_) {
      found->to = now_;
    } else {
      away.erase(found);
    }
  }

  const Policies& policies_;
  const ScheduleChange& change_;
  Instant now_;
  Workspace after_;
  std::vector<SwapRequest> requests_;
  Schedule* schedule_ = nullptr;  // in after_
  std::optional<Refusal> refusal_;
};

}  // namespace

bool may_change(const Policies& policies, const Actor& by, const ScheduleChange& change, Instant now) {
  if (by.kind != Actor::Kind::user) return by.kind == Actor::Kind::system;
  if (by.role < Role::agent || policies.user(by.id) == nullptr) return false;
  if (sees_settings(sight_of(policies, by.id))) return true;
  const Override& what = change.what;
  switch (change.kind) {
    case Kind::cover:
    case Kind::accept_swap:
      return what.add == by.id;
    case Kind::change_cover:
      return change.was && change.was->add == by.id && what.add == by.id;
    case Kind::remove_cover:
      return change.was && change.was->add == by.id && now < change.was->during.from;
    case Kind::covers:
      return std::all_of(change.covers.begin(), change.covers.end(),
                         [&by](const Override& cover) { return cover.add == by.id; });
    case Kind::remove_covers:
      return std::all_of(change.covers.begin(), change.covers.end(), [&by, now](const Override& cover) {
        return cover.add == by.id && now < cover.during.from;
      });
    case Kind::withdraw_swap:
      return what.add == by.id || what.remove == by.id;
    case Kind::ask_swap:
    case Kind::add_away:
    case Kind::remove_away:
      return what.remove == by.id;
  }
  return false;
}

std::optional<ScheduleChange> reverse_of(const ScheduleChange& change) {
  ScheduleChange back;
  back.schedule = change.schedule;
  switch (change.kind) {
    case Kind::cover:
      back.kind = Kind::remove_covers;
      back.covers = {change.what};
      return back;
    case Kind::covers:
      back.kind = Kind::remove_covers;
      back.covers.assign(change.covers.rbegin(), change.covers.rend());
      return back;
    case Kind::remove_cover:
      if (!change.was) break;
      back.kind = Kind::cover;
      back.what = *change.was;
      return back;
    case Kind::add_away:
    case Kind::remove_away:
    case Kind::change_cover:
    case Kind::ask_swap:
    case Kind::accept_swap:
    case Kind::withdraw_swap:
    case Kind::remove_covers:
      break;
  }
  return std::nullopt;
}

Result<ChangedSchedules, Refusal> change_schedules(const Policies& policies,
                                                   const std::vector<SwapRequest>& requests,
                                                   const ScheduleChange& change, const Actor& by,
                                                   Instant now) {
  if (!may_change(policies, by, change, now)) {
    return Refusal{Code::forbidden, "",
                   "Only managers change other people's shifts; ask for a swap, or take a shift yourself."};
  }
  return Changing(policies, requests, change, now).run();
}

}  // namespace oasis
