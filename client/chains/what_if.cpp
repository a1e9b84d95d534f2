// See what_if.hpp.
#include "client/chains/what_if.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "client/chains/words.hpp"
#include "client/screens/oncall_form.hpp"
#include "client/screens/settings_form.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/sentences.hpp"
#include "client/words/translated.hpp"
#include "shared/codec/scenario.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr Duration watched = days(7);
constexpr Priority priorities[] = {Priority::low, Priority::normal, Priority::high, Priority::urgent};

Instant whole_minute(Instant at) {
  return Instant{at.ms / minutes(1).ms * minutes(1).ms};
}

/// The next time a clock of the reader shows three at night; on that weekday (0 = Monday), if one is given.
Instant next_night(const Desk& desk, std::optional<int> weekday) {
  std::int64_t day = day_number(desk.zone.to_local(desk.now)) + 1;
  while (weekday && weekday_of(day) != *weekday) ++day;
  return desk.zone.to_instant(at_clock(day) + hours(3), Repeated::first);
}

/// Whoever writes most, so that their service level and contract are what is tried; else the first that is known.
Id usual_customer(const Desk& desk, const Workspace& workspace) {
  std::map<Id, int> tickets;
  for (const auto& [id, ticket] : desk.replica.confirmed.tickets) ++tickets[ticket.customer];
  const Customer* usual = nullptr;
  for (const Customer& customer : workspace.customers) {
    if (usual == nullptr || tickets[customer.id] > tickets[usual->id]) usual = &customer;
  }
  return usual == nullptr ? Id() : usual->id;
}

class Trial {
 public:
  Trial(Desk& desk, const ChainDocument& document, WhatIfPanel& panel, std::size_t chain)
      : desk_(desk),
        ui_(desk.ui),
        document_(document),
        workspace_(document.policies->workspace()),
        panel_(panel),
        what_if_(panel.what_if),
        chain_(document.chains[chain]) {}

  void draw() {
    begin();
    play_if_changed();
    Card card(ui_, {.gap = 12, .label = "What if"_tr});
    head();
    const bool beside = ui_.area().w >= 720;
    if (beside) {
      Row row(ui_, {.gap = 24, .center = false});
      {
        Column column(ui_, {.width = 292, .gap = 10});
        fields();
      }
      play_if_changed();
      Column column(ui_, {.width = ui_.area().w, .gap = 12});
      result();
    } else {
      fields();
      play_if_changed();
      result();
    }
  }

 private:
  /// A weekday afternoon, nobody acts: what the chain is for.
  void begin() {
    if (panel_.begun && panel_.chain == chain_.id) return;
    if (!panel_.begun) {
      what_if_.at = whole_minute(desk_.now);
      what_if_.length = watched;
      what_if_.customer = usual_customer(desk_, workspace_);
      what_if_.subject = "Nothing works since this morning";
      panel_.when = written_moment(what_if_.at, desk_.zone);
    }
    panel_.begun = true;
    panel_.chain = chain_.id;
    what_if_.by_hand = starts_of(chain_, workspace_).empty() ? chain_.id : Id();
  }

  void play_if_changed() {
    if (panel_.played_on == document_.changes && panel_.played_of == what_if_) return;
    panel_.played_on = document_.changes;
    panel_.played_of = what_if_;
    auto played = play(what_if_, document_.policies, *desk_.zones);
    panel_.fault = played.ok() ? "" : played.error().what;
    if (played.ok()) panel_.played = std::move(played).value();
  }

  void head() {
    Row row(ui_, {.wrap = true});
    heading(ui_, "What if"_tr, 2);
    spacer(ui_);
    if (button(ui_, "Save as scenario"_tr, {.icon = Icon::download}))
      ui_.platform().save_file("what-if.json", pretty(write_what_if(what_if_, workspace_)) + "\n");
  }

  // ---- what is tried
  void fields() {
    when();
    priority_and_customer();
    text_area(ui_, "The customer writes"_tr, what_if_.text, {.placeholder = "Unhappy words count"_tr});
    bool by_hand = !what_if_.by_hand.empty();
    if (checkbox(ui_, "Start this chain by hand"_tr, by_hand)) what_if_.by_hand = by_hand ? chain_.id : Id();
    acts();
  }

  void when() {
    const NodeId id = ui_.id("The customer writes at"_tr);
    if (!ui_.focused(id)) panel_.when = written_moment(what_if_.at, desk_.zone);
    const bool reads = read_moment(panel_.when, desk_.zone).has_value();
    if (text_field(ui_, "The customer writes at"_tr, panel_.when,
                   {.error = reads ? "" : "Write it like 2026-03-02 09:00"_tr})) {
      if (const auto at = read_moment(panel_.when, desk_.zone)) what_if_.at = *at;
    }
    Row row(ui_, {.gap = 6, .wrap = true});
    if (button(ui_, "Now"_tr, {.kind = ButtonKind::quiet})) what_if_.at = whole_minute(desk_.now);
    if (button(ui_, "Tonight at 3"_tr, {.kind = ButtonKind::quiet}))
      what_if_.at = next_night(desk_, std::nullopt);
    if (button(ui_, "Sunday at 3"_tr, {.kind = ButtonKind::quiet})) what_if_.at = next_night(desk_, 6);
  }

  void priority_and_customer() {
    std::vector<std::string> names;
    for (const Priority priority : priorities) names.emplace_back(wording::name_of(priority));
    int chosen = static_cast<int>(what_if_.priority);
    if (combo(ui_, "Priority"_tr, names, chosen)) what_if_.priority = priorities[chosen];
    names = {"Nobody we know"_tr};
    chosen = 0;
    for (const Customer& customer : workspace_.customers) {
      if (customer.id == what_if_.customer) chosen = static_cast<int>(names.size());
      names.push_back(wording::name_of_customer(workspace_, customer.id));
    }
    if (combo(ui_, "Customer"_tr, names, chosen))
      what_if_.customer = chosen == 0 ? Id() : workspace_.customers[static_cast<std::size_t>(chosen) - 1].id;
  }

  // ---- who answers when
  void acts() {
    text(ui_, "Who answers when"_tr,
         {.size = TextSize::small, .weight = Weight::semibold, .tone = Tone::secondary});
    if (what_if_.acts.empty()) text(ui_, "Nobody does anything"_tr, {.tone = Tone::secondary});
    for (std::size_t i = 0; i < what_if_.acts.size(); ++i) {
      ui::Scope scope(ui_, static_cast<std::uint64_t>(i));
      if (!draw_act(i)) break;
    }
    if (button(ui_, "Add an answer"_tr, {.icon = Icon::plus})) what_if_.acts.push_back(likely_act());
  }

  /// False when it was removed.
  bool draw_act(std::size_t i) {
    WhatIfAct& act = what_if_.acts[i];
    Card card(ui_, {.padding = 8, .gap = 6, .label = phrase("Answer {1}"_tr, i + 1)});
    std::vector<std::string> names = {"Somebody"_tr};
    int chosen = 0;
    for (const User& user : workspace_.users) {
      if (user.id == act.by) chosen = static_cast<int>(names.size());
      names.push_back(wording::name_of_user(workspace_, user.id));
    }
    {
      Row row(ui_, {.gap = 6});
      const float width = ui_.area().w - ui_.metrics().control - 6;
      if (combo(ui_, "Who"_tr, names, chosen, {.width = width, .show_label = false}))
        act.by = chosen == 0 ? Id() : workspace_.users[static_cast<std::size_t>(chosen) - 1].id;
      if (icon_button(ui_, Icon::trash, "Remove the answer"_tr)) {
        what_if_.acts.erase(what_if_.acts.begin() + static_cast<std::ptrdiff_t>(i));
        return false;
      }
    }
    Row row(ui_, {.gap = 6});
    int kind = static_cast<int>(act.kind);
    const std::vector<std::string> kinds = {"acknowledges"_tr, "replies"_tr, "resolves it"_tr};
    const float half = (ui_.area().w - 6) / 2;
    if (combo(ui_, "Does"_tr, kinds, kind, {.width = half, .show_label = false}))
      act.kind = static_cast<WhatIfAct::Kind>(kind);
    std::string after = to_text(act.after);
    if (text_field(ui_, "After"_tr, after, {.width = half, .placeholder = "15m", .show_label = false})) {
      if (const auto time = parse_duration(after); time.ok()) act.after = std::min(*time, watched);
    }
    return true;
  }

  /// Whoever was told first acknowledges ten minutes later.
  WhatIfAct likely_act() const {
    for (const PlayedMessage& told : panel_.played.told) {
      const bool known = std::any_of(what_if_.acts.begin(), what_if_.acts.end(),
                                     [&](const WhatIfAct& act) { return act.by == told.user; });
      if (told.sent && !known)
        return {WhatIfAct::Kind::acknowledge, told.user, told.at - what_if_.at + minutes(10)};
    }
    return {WhatIfAct::Kind::acknowledge, Id(), minutes(30)};
  }

  // ---- what would come of it
  void result() {
    if (!panel_.fault.empty()) return text(ui_, panel_.fault, {.tone = Tone::danger});
    paragraph(ui_, summary());
    draw_timeline(desk_, *document_.policies, what_if_, panel_.played, fitting_span(what_if_, panel_.played),
                  panel_.drag, [this] { play_if_changed(); });
    text(ui_, "Press on somebody's line where they acknowledge; drag what is round"_tr,
         {.size = TextSize::small, .tone = Tone::secondary});
    for (const std::string& why : panel_.played.refused)
      text(ui_, phrase("Not done: {1}"_tr, retold(why)), {.tone = Tone::warning});
    draw_events(desk_, *document_.policies, what_if_, panel_.played);
  }

  std::string after(Instant at) const {
    return at == what_if_.at ? "at once"_tr : phrase("after {1}"_tr, wording::say(at - what_if_.at));
  }

  std::string summary() const {
    const Played& played = panel_.played;
    const auto first = std::find_if(played.told.begin(), played.told.end(),
                                    [](const PlayedMessage& told) { return told.sent; });
    std::string words = first == played.told.end()
                            ? "Nobody is told"_tr
                            : phrase("{1} is told first, {2}"_tr, wording::name_of_user(workspace_, first->user),
                                   after(first->at));
    const auto add = [&words](const std::string& what) { words += "; " + what; };
    for (const PlayedClock& clock : played.clocks) {
      if (clock.breached)
        add(phrase("{1} is overdue {2}"_tr, wording::name_of(clock.clock), after(*clock.breached)));
    }
    if (played.exhausted) add(phrase("everybody was told, and nobody acted, {1}"_tr, after(*played.exhausted)));
    if (played.loop) add("rules set each other off without end"_tr);
    const bool this_chain = std::any_of(played.steps.begin(), played.steps.end(),
                                        [&](const PlayedStep& step) { return step.chain == chain_.id; });
    if (!this_chain) add("no rule starts this chain"_tr);
    return words;
  }

  Desk& desk_;
  Ui& ui_;
  const ChainDocument& document_;
  const Workspace& workspace_;
  WhatIfPanel& panel_;
  WhatIf& what_if_;
  const Chain& chain_;
};

}  // namespace

void draw_what_if(Desk& desk, const ChainDocument& document, WhatIfPanel& panel, std::size_t chain) {
  ui::Scope scope(desk.ui, "what if");
  Trial(desk, document, panel, chain).draw();
}

}  // namespace oasis
