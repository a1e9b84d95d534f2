// See settings_trial.hpp.
#include "client/screens/settings_trial.hpp"

#include <nlohmann/json.hpp>

#include "client/replica/wire.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/sentences.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using nlohmann::json;
using namespace ui;

struct Words {
  const char* button;
  Icon icon;
  const char* works;  // with the place {1}: whom or what was spoken to
  const char* advice;
};

constexpr Words words[] = {
    {"Send me a test"_kept, Icon::bell,
     "It was handed over for {1}. If it is not there in a few minutes, look among the spam, and ask the provider what became of it."_kept,
     "Compare host, port, user and secret with what the provider says. “support-oasis channel test” tries the same on the server "
     "itself, for any address."_kept},
    {"Look into it now"_kept, Icon::mail, "Signed in as {1}, and its folders are there. Nothing was taken or marked."_kept,
     "Compare host, port, user and folder with what the provider says; many want a password of its own for programs."_kept},
    {"Call it with a test"_kept, Icon::send, "{1} took it. It says “test”: true, and names no ticket."_kept,
     "Open the address in a browser, and look at the other program’s log. For a host of your own network the server is started with "
     "--private-host."_kept},
    {"Test this address"_kept, Icon::external,
     "This server finds itself at {1}. Whether customers do is seen from outside: open a link of a mail with a phone that is not "
     "in your network."_kept,
     "Links in mails lead there. It is said when the server is started (--url): look at the name, at its certificate and at "
     "what stands before the server."_kept},
    {"Test the watch"_kept, Icon::bell, "{1} heard it."_kept,
     "Until it is heard nobody learns that this server has stopped. The address is said when the server is started "
     "(--heartbeat-url)."_kept},
    {"Make one now"_kept, Icon::refresh, "{1} is there, complete and checked."_kept,
     "Look at the room on its disk, and at who may write to the folder (--backup-to)."_kept},
};

/// What came back where the server tried.
void draw_answer(Ui& ui, const Words& say, const json& answer) {
  const bool works = answer.contains("works") && answer["works"] == true;
  const std::string to = wire::text_of(answer, "to");
  chip(ui, works ? "It works"_tr : "It does not work"_tr, works ? Tone::success : Tone::danger, works ? Icon::check : Icon::warning);
  if (!works) {
    paragraph(ui, phrase("Tried with {1}: {2}"_tr, to, retold(wire::text_of(answer, "said"))));
    paragraph(ui, translated(say.advice), {.size = TextSize::small, .tone = Tone::secondary});
    return;
  }
  paragraph(ui, phrase(translated(say.works), to));
  if (answer.contains("unread"))
    paragraph(ui, count_of(wire::number_of(answer, "unread"), "{1} mail is unread there."_kept, "{1} mails are unread there."_kept));
}

void draw_refused(Ui& ui, const SettingsTrial& trial, const json& answer) {
  const std::string why = wire::refusal_in(answer);
  chip(ui, "Not tried"_tr, Tone::warning, Icon::warning);
  paragraph(ui, trial.status == 0 || why.empty() ? "The server does not answer"_tr : why);
}

}  // namespace

void draw_trial(Ui& ui, WorkspaceEdit& edit, TrialOf what, const std::string& at) {
  const Words& say = words[static_cast<std::size_t>(what)];
  const SettingsTrial* trial = edit.trial_of(at);
  const bool busy = trial != nullptr && trial->under_way;
  if (button(ui, translated(say.button), {.icon = say.icon, .busy = busy})) edit.try_out(at);
  if (trial == nullptr) return;
  Card card(ui, {.padding = 12, .gap = 8, .role = ui::Role::status, .label = "What came of the test"_tr});
  if (busy) return text(ui, "Waiting for the other side, a minute at most…"_tr, {.tone = Tone::secondary});
  const json answer = wire::parse(trial->answer);
  trial->status == 200 && answer.is_object() ? draw_answer(ui, say, answer) : draw_refused(ui, *trial, answer);
}

}  // namespace oasis
