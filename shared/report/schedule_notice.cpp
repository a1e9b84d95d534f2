// See schedule_notice.hpp.
#include "shared/report/schedule_notice.hpp"

#include <map>

#include "shared/report/local_words.hpp"

namespace oasis {
namespace {

using Kind = ScheduleChange::Kind;

constexpr std::size_t most_lines = 20;  // of one letter: a long swap of short shifts has hundreds

class Letters {
 public:
  Letters(const Policies& policies, const ScheduleChange& change, const Id& by)
      : policies_(policies), change_(change), by_(by) {}

  void tell_of(const ScheduleEffect& effect) {
    const Schedule* schedule = policies_.schedule(effect.schedule);
    if (schedule == nullptr) return;
    for (const Shift& shift : effect.begin) add(shift.user, "You are on call", *schedule, shift.during);
    for (const Shift& shift : effect.end)
      add(shift.user, "You are no longer on call", *schedule, shift.during);
  }

  void tell_of_request() {
    const Schedule* schedule = policies_.schedule(change_.schedule);
    if (schedule == nullptr) return;
    const Override& what = change_.what;
    std::string when = span(*schedule, what.during);
    if (change_.in_return) when += ", and takes " + span(*schedule, *change_.in_return) + " in return";
    if (change_.kind == Kind::ask_swap) {
      begin(what.add, name(what.remove) + " asks you to take a shift over");
      lines_[what.add].push_back(when);
      lines_[what.add].push_back("Accept or decline it in the room On call.");
    } else if (change_.kind == Kind::withdraw_swap) {
      const bool declined = by_ != what.remove;
      const Id& to = declined ? what.remove : what.add;
      begin(to, declined ? name(what.add) + " does not take your shift over"
                         : name(what.remove) + " took the request for a swap back");
      lines_[to].push_back(when);
    } else if (change_.kind == Kind::accept_swap) {
      begin(what.remove, name(what.add) + " takes your shift over");
    }
  }

  std::vector<ScheduleNotice> take() {
    std::vector<ScheduleNotice> notices;
    for (const auto& [to, lines] : lines_) {
      if (to.empty() || to == by_) continue;
      ScheduleNotice notice;
      notice.to = to;
      const auto subject = subjects_.find(to);
      notice.subject = subject == subjects_.end() ? "Your times on call have changed" : subject->second;
      for (std::size_t i = 0; i < lines.size() && i < most_lines; ++i) notice.text += lines[i] + "\n";
      if (lines.size() > most_lines)
        notice.text += "and " + std::to_string(lines.size() - most_lines) + " more.\n";
      notice.text += "\nChanged by " + name(by_) + ".\n";
      notices.push_back(std::move(notice));
    }
    return notices;
  }

 private:
  std::string name(const Id& id) const { return name_of(policies_, id); }
  std::string span(const Schedule& schedule, Interval during) const {
    const Zone& zone = policies_.zone_of(schedule);
    return name_of(schedule) + ", " + local_words(zone, during.from) + " to " + local_words(zone, during.to) +
           " (" + zone.name() + ")";
  }
  void begin(const Id& to, std::string subject) {
    subjects_[to] = std::move(subject);
    lines_[to];
  }
  void add(const Id& to, const char* what, const Schedule& schedule, Interval during) {
    lines_[to].push_back(std::string(what) + ": " + span(schedule, during));
  }

  const Policies& policies_;
  const ScheduleChange& change_;
  const Id& by_;
  std::map<Id, std::string> subjects_;
  std::map<Id, std::vector<std::string>> lines_;
};

}  // namespace

std::vector<ScheduleNotice> schedule_notices(const Policies& policies, const ScheduleChange& change,
                                             const std::vector<ScheduleEffect>& effects, const Id& by) {
  Letters letters(policies, change, by);
  letters.tell_of_request();
  for (const ScheduleEffect& effect : effects) letters.tell_of(effect);
  return letters.take();
}

}  // namespace oasis
