// See form.hpp.
#include "client/chains/form.hpp"

#include <algorithm>
#include <utility>

#include "client/chains/words.hpp"
#include "client/platform/number_text.hpp"
#include "client/replica/workspace_edit.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr std::string_view as_duration = "45s, 30m, 1h30m, 3d";
constexpr Duration longest_wait = days(3650);
constexpr std::int32_t most_rounds = 10;  // that the list offers; the settings take more

/// Draws fields over a copy of the chain, which is the wish once something was changed.
class Editor {
 public:
  Editor(Desk& desk, const ChainDocument& document, ChainForm& form, std::size_t chain, std::size_t step)
      : desk_(desk),
        ui_(desk.ui),
        document_(document),
        workspace_(document.policies->workspace()),
        form_(form),
        index_(chain),
        edit_{document.chains[chain], step} {}

  FormWish step(const StepNow& now) {
    Step& step = edit_.chain.steps[edit_.step];
    head(wording::name_of_step(edit_.chain, edit_.step), "Close the step"_tr);
    for (const std::string& problem : now.problems) say(problem, Tone::warning);
    fault("/steps/" + std::to_string(edit_.step));
    if (text_field(ui_, "Name"_tr, step.name, {.placeholder = "Support"_tr})) changed("name");
    targets("Tells"_tr, "Tell also…"_tr, step.notify);
    targets("If that reaches nobody"_tr, "Add a backup…"_tr, step.backup);
    wait(step);
    calendar(step);
    urgency(step);
    step_buttons();
    return std::move(wish_);
  }

  FormWish chain() {
    Chain& chain = edit_.chain;
    head(wording::name_of_chain(workspace_, chain.id), "Close the chain"_tr);
    fault("");
    if (text_field(ui_, "Name"_tr, chain.name, {.placeholder = "Customer-facing"_tr})) changed("name");
    rounds(chain);
    if (optional_time("Acknowledgement lapses after"_tr, chain.ack_timeout, "Empty: never"_tr)) changed("ack");
    if (optional_time("Promise an update every"_tr, chain.update_every, "Empty: as the service level says"_tr))
      changed("update");
    space(ui_, 4);
    Row row(ui_, {.wrap = true});
    if (button(ui_, "Duplicate the chain"_tr, {.icon = Icon::plus})) wish_.duplicate_chain = true;
    if (button(ui_, "Remove the chain"_tr, {.icon = Icon::trash})) wish_.remove_chain = true;
    return std::move(wish_);
  }

 private:
  void changed(const std::string& field) {
    wish_.edit = edit_;
    wish_.what = field + "/" + edit_.chain.id + "/" + std::to_string(edit_.step);
  }

  void head(const std::string& title, std::string_view close) {
    Row row(ui_);
    heading(ui_, title, 2);
    spacer(ui_);
    if (icon_button(ui_, Icon::close, close)) wish_.close = true;
  }

  void say(const std::string& words, Tone tone) {
    paragraph(ui_, words, {.size = TextSize::small, .tone = tone});
  }

  /// What the server found in this part of the draft.
  void fault(const std::string& path) {
    const DraftFault* found = desk_.edit->fault_below("/chains/" + std::to_string(index_) + path);
    if (found != nullptr) say(found->what, Tone::danger);
  }

  // ---- whom it tells
  void targets(std::string_view label, std::string_view add, std::vector<Target>& chosen) {
    ui::Scope scope(ui_, label);
    text(ui_, label, {.size = TextSize::small, .weight = Weight::semibold, .tone = Tone::secondary});
    if (!chosen.empty()) {
      Row row(ui_, {.height = 24, .gap = 6, .wrap = true});
      for (std::size_t i = 0; i < chosen.size(); ++i) {
        const std::string name = wording::name_of_target(workspace_, chosen[i]);
        if (!removable_chip(ui_, name, phrase("Do not tell {1}"_tr, name))) continue;
        chosen.erase(chosen.begin() + static_cast<std::ptrdiff_t>(i));
        changed("");
        break;
      }
    }
    std::vector<std::string> names;
    std::vector<Target> known;
    const auto offer = [&](Target::Kind kind, const auto& objects, const char* pattern) {
      for (const auto& object : objects) {
        Target target{kind, object.id};
        if (std::find(chosen.begin(), chosen.end(), target) != chosen.end()) continue;
        names.push_back(phrase(pattern, object.name.empty() ? object.id : object.name));
        known.push_back(std::move(target));
      }
    };
    offer(Target::Kind::schedule, workspace_.schedules, "{1}, on call"_tr);
    offer(Target::Kind::team, workspace_.teams, "{1}, the whole team"_tr);
    offer(Target::Kind::user, workspace_.users, "{1}");
    int picked = -1;
    if (!combo(ui_, add, names, picked, {.placeholder = add, .show_label = false}) || picked < 0) return;
    chosen.push_back(known[static_cast<std::size_t>(picked)]);
    changed("");
  }

  // ---- times
  /// A field for a duration; what is none yet stays as it was typed and is said to be none. True when
  /// changed.
  bool time_field(const std::string& label, Duration& time, bool& none, std::string_view hint) {
    const NodeId id = ui_.id(label);
    std::string shown = none ? std::string() : to_text(time);
    if (ui_.focused(id) && form_.typed.field == label) shown = form_.typed.text;
    const auto read = parse_duration(shown);
    const bool fits = shown.empty() || (read.ok() && *read <= longest_wait);
    const auto result = text_field(ui_, label, shown,
                                   {.placeholder = "30m",
                                    .error = fits ? std::string_view() : as_duration,
                                    .hint = hint.empty() ? as_duration : hint});
    if (!result) return false;
    form_.typed = {label, shown};
    const auto now = parse_duration(shown);
    if (!shown.empty() && (!now.ok() || *now > longest_wait)) return false;
    none = shown.empty();
    time = none ? Duration{} : *now;
    return true;
  }

  void wait(Step& step) {
    const std::string label = "Then waits"_tr;
    if (std::exchange(form_.to_wait, false)) ui_.focus(ui_.id(label));
    bool none = false;
    if (time_field(label, step.wait, none, "")) changed("wait");
  }

  bool optional_time(const std::string& label, std::optional<Duration>& time, std::string_view hint) {
    bool none = !time.has_value();
    Duration value = time.value_or(Duration{});
    if (!time_field(label, value, none, hint)) return false;
    time = none ? std::nullopt : std::optional(value);
    return true;
  }

  void calendar(Step& step) {
    std::vector<std::string> names = {"All hours"_tr};
    int chosen = 0;
    for (const NamedCalendar& calendar : workspace_.calendars) {
      if (calendar.id == step.calendar) chosen = static_cast<int>(names.size());
      names.push_back(calendar.name.empty() ? calendar.id : calendar.name);
    }
    if (!combo(ui_, "The wait counts"_tr, names, chosen)) return;
    step.calendar = chosen == 0 ? Id() : workspace_.calendars[static_cast<std::size_t>(chosen) - 1].id;
    changed("");
  }

  // ---- how loudly, how often
  void urgency(Step& step) {
    const std::vector<std::string> names = {"By the ticket's priority"_tr, "Normal"_tr, "Critical"_tr};
    int chosen = !step.urgency ? 0 : *step.urgency == Urgency::critical ? 2 : 1;
    if (!combo(ui_, "Urgency"_tr, names, chosen)) return;
    step.urgency = chosen == 0   ? std::nullopt
                   : chosen == 2 ? std::optional(Urgency::critical)
                                 : std::optional(Urgency::normal);
    changed("");
  }

  void rounds(Chain& chain) {
    std::vector<std::string> names = {"Once"_tr, "Twice"_tr};
    for (std::int32_t i = 3; i <= std::max(most_rounds, chain.repeat + 1); ++i)
      names.push_back(count_of(i, "{1} time"_kept, "{1} times"_kept));
    int chosen = chain.repeat;
    if (!combo(ui_, "Goes through all steps"_tr, names, chosen)) return;
    chain.repeat = chosen;
    changed("");
  }

  // ---- the step as a whole
  void step_buttons() {
    space(ui_, 4);
    Row row(ui_, {.wrap = true});
    const auto wish = [&](ChainEdit edit) {
      wish_.edit = std::move(edit);
      wish_.what.clear();
    };
    const Chain& chain = document_.chains[index_];
    if (icon_button(ui_, Icon::chevron_up, "Move up"_tr, {}))
      wish(with_step_nudged(chain, edit_.step, StepWay::up));
    if (icon_button(ui_, Icon::chevron_down, "Move down"_tr, {}))
      wish(with_step_nudged(chain, edit_.step, StepWay::down));
    if (icon_button(ui_, Icon::chevron_left, "Move to the tier before"_tr, {}))
      wish(with_step_nudged(chain, edit_.step, StepWay::to_earlier_tier));
    if (icon_button(ui_, Icon::chevron_right, "Move to the next tier"_tr, {}))
      wish(with_step_nudged(chain, edit_.step, StepWay::to_later_tier));
    if (button(ui_, "Duplicate"_tr, {.icon = Icon::plus})) wish(with_step_twice(chain, edit_.step));
    const bool only = chain.steps.size() == 1;
    if (button(ui_, "Remove"_tr,
               {.icon = Icon::trash,
                .disabled = only,
                .tooltip = only ? "A chain has at least one step"_tr : ""})) {
      wish(without_step(chain, edit_.step));
      wish_.close = true;
    }
  }

  Desk& desk_;
  Ui& ui_;
  const ChainDocument& document_;
  const Workspace& workspace_;
  ChainForm& form_;
  std::size_t index_;
  ChainEdit edit_;
  FormWish wish_;
};

}  // namespace

FormWish draw_step_form(Desk& desk, const ChainDocument& document, ChainForm& form, std::size_t chain,
                        std::size_t step, const StepNow& now) {
  ui::Scope scope(desk.ui, static_cast<std::uint64_t>(step));
  return Editor(desk, document, form, chain, step).step(now);
}

FormWish draw_chain_form(Desk& desk, const ChainDocument& document, ChainForm& form, std::size_t chain) {
  return Editor(desk, document, form, chain, 0).chain();
}

}  // namespace oasis
