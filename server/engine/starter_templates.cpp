// See starter_templates.hpp.
#include "server/engine/starter_templates.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>
#include <vector>

namespace oasis::engine {
namespace {

struct Starter {
  std::string_view id;
  std::string_view name;
  std::string_view subject;
  std::string_view text;
  std::string_view german = {};
  std::string_view german_subject = {};  // empty: as in English
};

// Places are filled when a text is used; what stands in […] is for the person who sends it.
constexpr Starter starters[] = {
    {"first-answer", "First answer", "{{ticket.subject}}", R"(Hello {{contact.name | default "there"}},

thank you for writing. I am {{agent.name}}, and I am looking at this now.

[What I understood, in one sentence.]

{{if promise.due}}
You will hear from me again by {{promise.due | local}}, also if I know no more by then.
{{else}}
I will come back to you as soon as I know more.
{{end}}
If I misunderstood something, please tell me.

{{agent.name}})",
     R"(Guten Tag {{contact.name | default ""}},

danke für Ihre Nachricht. Ich bin {{agent.name}} und sehe mir das jetzt an.

[Was ich verstanden habe, in einem Satz.]

{{if promise.due}}
Sie hören bis {{promise.due | local}} wieder von mir, auch wenn ich bis dahin nicht mehr weiß.
{{else}}
Ich melde mich, sobald ich mehr weiß.
{{end}}
Falls ich etwas falsch verstanden habe, sagen Sie es mir bitte.

{{agent.name}})"},
    {"outage", "Outage: we know and are on it", "{{ticket.subject}}",
     R"(Hello {{contact.name | default "there"}},

you are right: [the service] is not working at the moment, and that is our fault, not yours. Several of us are on it.

What we know: {{context.summary | default "[what is affected, and since when]"}}
What you can do meanwhile: [a way around, or: nothing; nothing is needed on your side]

{{if promise.due}}
The next news comes by {{promise.due | local}}, even if it is only that we are still working.
{{end}}
I am sorry for the trouble this makes.

{{agent.name}})",
     R"(Guten Tag {{contact.name | default ""}},

Sie haben recht: [der Dienst] funktioniert gerade nicht, und das liegt an uns, nicht an Ihnen. Mehrere von uns sind dran.

Was wir wissen: {{context.summary | default "[was betroffen ist, und seit wann]"}}
Was Sie inzwischen tun können: [ein Ausweg, oder: nichts; auf Ihrer Seite ist nichts nötig]

{{if promise.due}}
Die nächste Nachricht kommt bis {{promise.due | local}}, auch wenn sie nur sagt, dass wir noch daran arbeiten.
{{end}}
Es tut mir leid, dass Sie damit Mühe haben.

{{agent.name}})"},
    {"data-loss", "Data loss: what we know, what we do", "{{ticket.subject}}",
     R"(Hello {{contact.name | default "there"}},

something of yours is missing, and I will not play that down. Here is exactly what we know:

- What is missing: [which data, of which time]
- What is safe: [what was checked and is complete]
- What we do now: {{context.expected | default "[restore from the copy of …]"}}

Please change nothing in the affected part until I write again: that keeps all ways of getting it back open.
{{if promise.due}}
I will write by {{promise.due | local}}.
{{end}}

I am sorry. When this is over you will get an honest account of how it could happen.

{{agent.name}})",
     R"(Guten Tag {{contact.name | default ""}},

Ihnen fehlt etwas, und ich rede das nicht klein. Das wissen wir genau:

- Was fehlt: [welche Daten, aus welcher Zeit]
- Was sicher ist: [was geprüft wurde und vollständig ist]
- Was wir jetzt tun: {{context.expected | default "[Wiederherstellen aus der Kopie von …]"}}

Bitte ändern Sie im betroffenen Teil nichts, bis ich wieder schreibe: So bleiben alle Wege offen, es zurückzuholen.
{{if promise.due}}
Ich schreibe bis {{promise.due | local}}.
{{end}}

Es tut mir leid. Wenn es überstanden ist, erfahren Sie ehrlich, wie es dazu kommen konnte.

{{agent.name}})"},
    {"billing-error", "Billing error", "{{ticket.subject}}",
     R"(Hello {{contact.name | default "there"}},

you looked closely, thank you: the amount is wrong, and it is our mistake.

- What was charged: [amount]
- What is right: [amount]
- What happens now: [refund, credit note or new invoice, and by when]

You need to do nothing. If the correction has not reached you by then, answer this mail and it comes straight to me.

{{agent.name}})",
     R"(Guten Tag {{contact.name | default ""}},

Sie haben genau hingesehen, danke: Der Betrag ist falsch, und der Fehler liegt bei uns.

- Was berechnet wurde: [Betrag]
- Was richtig ist: [Betrag]
- Was jetzt geschieht: [Erstattung, Gutschrift oder neue Rechnung, und bis wann]

Sie müssen nichts tun. Ist die Korrektur bis dahin nicht bei Ihnen, antworten Sie auf diese Mail, und sie kommt direkt
zu mir.

{{agent.name}})"},
    {"angry-customer", "Somebody is angry, and has reason", "{{ticket.subject}}",
     R"(Hello {{contact.name | default "there"}},

I have read everything you wrote, from the beginning. You have waited and explained too often, and I understand that
you are angry.

From now on this is mine. What I do next: [one concrete step, today].
{{if promise.due}}
You hear from me by {{promise.due | local}}.
{{end}}
If you would rather talk, tell me when and under which number I can reach you.

{{agent.name}})",
     R"(Guten Tag {{contact.name | default ""}},

ich habe alles gelesen, was Sie geschrieben haben, von Anfang an. Sie haben zu lange gewartet und es zu oft erklären
müssen, und ich verstehe, dass Sie verärgert sind.

Ab jetzt kümmere ich mich darum. Mein nächster Schritt: [etwas Konkretes, noch heute].
{{if promise.due}}
Sie hören bis {{promise.due | local}} von mir.
{{end}}
Wenn Sie lieber sprechen möchten, sagen Sie mir, wann ich Sie unter welcher Nummer erreiche.

{{agent.name}})"},
    {"security-report", "Security report: thank you", "{{ticket.subject}}",
     R"(Hello {{contact.name | default "there"}},

thank you for telling us, and for telling us first. We take every such report seriously.

Our security team has it now. We will tell you whether we can see what you saw, and what we do about it. Please keep it
to yourself until it is mended; we will agree on a day with you.
{{if promise.due}}
You hear from us by {{promise.due | local}}.
{{end}}

If you have more to show us, answer this mail. Please send no data of other people.

{{agent.name}})",
     R"(Guten Tag {{contact.name | default ""}},

danke, dass Sie es uns sagen, und zuerst uns. Wir nehmen jede solche Meldung ernst.

Unser Sicherheitsteam hat sie jetzt. Wir sagen Ihnen, ob wir sehen, was Sie gesehen haben, und was wir dagegen tun. Bitte
behalten Sie es für sich, bis es behoben ist; einen Tag dafür machen wir mit Ihnen aus.
{{if promise.due}}
Sie hören bis {{promise.due | local}} von uns.
{{end}}

Wenn Sie uns mehr zeigen können, antworten Sie auf diese Mail. Bitte schicken Sie keine Daten anderer Menschen.

{{agent.name}})"},
    {"delayed-fix", "It takes longer than we said", "{{ticket.subject}}",
     R"(Hello {{contact.name | default "there"}},

I promised you a solution by [day], and I cannot keep that. I would rather tell you now than on that day.

Why: [in one sentence, without excuses]
What is done: {{context.tried | default "[what works already]"}}
What is left: [what, and what it depends on]
New day: [a day you can keep]

In the meantime: [what helps now]. If the delay costs you something I do not know of, please tell me.

{{agent.name}})",
     R"(Guten Tag {{contact.name | default ""}},

ich habe Ihnen eine Lösung bis [Tag] zugesagt und kann das nicht halten. Ich sage es Ihnen lieber jetzt als an dem Tag.

Warum: [in einem Satz, ohne Ausreden]
Was getan ist: {{context.tried | default "[was schon geht]"}}
Was noch fehlt: [was, und wovon es abhängt]
Neuer Tag: [ein Tag, den Sie halten können]

Bis dahin: [was jetzt hilft]. Wenn die Verzögerung Sie etwas kostet, wovon ich nichts weiß, sagen Sie es mir bitte.

{{agent.name}})"},
    {"vip", "An important customer needs somebody", "{{customer.name}} waits for us: {{ticket.subject}}",
     R"({{user.name}},

{{customer.name}} needs you on ticket #{{ticket.number}}. They have waited since {{ticket.waiting_since | local}}.

{{facts}}
Please call rather than write, and say in a note what you agreed on.)",
     R"({{user.name}},

{{customer.name}} braucht Sie bei Ticket #{{ticket.number}}. Gewartet wird seit {{ticket.waiting_since | local}}.

{{facts}}
Bitte rufen Sie lieber an, als zu schreiben, und halten Sie in einer Notiz fest, was Sie vereinbart haben.)",
     "{{customer.name}} wartet auf uns: {{ticket.subject}}"},
    {"still-working", "Status update: still working on it", "{{ticket.subject}}",
     R"(Hello {{contact.name | default "there"}},

a short word, so that you do not have to ask: we are still on it.

Since the last update: [what happened]
Next: [what comes now]
{{if promise.due}}

The next update comes by {{promise.due | local}}.
{{end}}

{{agent.name}})",
     R"(Guten Tag {{contact.name | default ""}},

nur kurz, damit Sie nicht nachfragen müssen: Wir sind weiter daran.

Seit der letzten Nachricht: [was geschehen ist]
Als Nächstes: [was jetzt kommt]
{{if promise.due}}

Die nächste Nachricht kommt bis {{promise.due | local}}.
{{end}}

{{agent.name}})"},
    {"waiting-for-you", "We need something from you", "{{ticket.subject}}",
     R"(Hello {{contact.name | default "there"}},

to go on I need one thing from you: [what, and where to find it].

Take the time you need; nothing gets lost. As soon as I have it I continue.

{{agent.name}})",
     R"(Guten Tag {{contact.name | default ""}},

um weiterzumachen, brauche ich eines von Ihnen: [was, und wo es zu finden ist].

Nehmen Sie sich die Zeit, die Sie brauchen; es geht nichts verloren. Sobald ich es habe, geht es weiter.

{{agent.name}})"},
    {"resolved", "It is solved", "{{ticket.subject}}",
     R"(Hello {{contact.name | default "there"}},

it is solved: [what was wrong, and what we did].

Please have a look whether it works for you as well. If anything is still not right, just answer this mail.

Thank you for your patience.

{{agent.name}})",
     R"(Guten Tag {{contact.name | default ""}},

es ist gelöst: [was falsch war und was wir getan haben].

Bitte sehen Sie nach, ob es auch bei Ihnen wieder geht. Wenn noch etwas nicht stimmt, antworten Sie einfach.

Danke für Ihre Geduld.

{{agent.name}})"},
    {"post-mortem", "Post-mortem", "What happened: {{ticket.subject}}",
     R"(# {{ticket.subject}}

Ticket #{{ticket.number}}, {{customer.name}}, {{ticket.priority}} priority
From {{ticket.created | local}} to {{ticket.resolved | local | default "today"}}

## What happened
{{if incident.summary}}
{{incident.summary}}
{{else}}
{{context.summary | default "[In three sentences, for somebody who was not there.]"}}
{{end}}

## Whom it hurt, and how
{{context.impact | default "[How many people, what they could not do, for how long.]"}}

## Timeline
{{timeline}}
## Why it happened
{{incident.causes | default "[What made it possible. Name things, not people.]"}}

## What we tried, and what helped
{{context.tried | default "[In order.]"}}

## What we change
{{incident.actions | default "- [What, who, by when]"}}

## What went well
- [Worth keeping])",
     R"(# {{ticket.subject}}

Ticket #{{ticket.number}}, {{customer.name}}, Priorität {{ticket.priority}}
Von {{ticket.created | local}} bis {{ticket.resolved | local | default "heute"}}

## Was geschehen ist
{{if incident.summary}}
{{incident.summary}}
{{else}}
{{context.summary | default "[In drei Sätzen, für jemanden, der nicht dabei war.]"}}
{{end}}

## Wen es getroffen hat, und wie
{{context.impact | default "[Wie viele Menschen, was sie nicht tun konnten, wie lange.]"}}

## Verlauf
{{timeline}}
## Warum es geschehen ist
{{incident.causes | default "[Was es möglich gemacht hat. Dinge nennen, nicht Menschen.]"}}

## Was wir versucht haben, und was geholfen hat
{{context.tried | default "[Der Reihe nach.]"}}

## Was wir ändern
{{incident.actions | default "- [Was, wer, bis wann]"}}

## Was gut ging
- [Behaltenswertes])",
     "Was geschehen ist: {{ticket.subject}}"},
    {"escalation", "Escalation: the mail that calls one of us", "{{ticket.subject}} ({{ticket.priority}})",
     R"(Ticket #{{ticket.number}}: {{ticket.subject}}

Told you:  {{escalation.reason}}
{{facts}})",
     R"(Ticket #{{ticket.number}}: {{ticket.subject}}

Warum Sie: {{escalation.reason}}
{{facts}})"},
    {"digest", "Digest: the daily or weekly mail to one of us", "{{workspace.name}}: {{digest.summary}}",
     R"(Hello {{user.name}},

as of {{digest.now}}: {{digest.summary}}.
{{if digest.waiting}}

Waiting for you ({{digest.waiting.count}})
------------------------------
{{digest.waiting}}
{{end}}
{{if digest.due}}

Due next ({{digest.due.count}})
------------------------------
{{digest.due}}
{{end}}
{{if digest.escalated}}

Escalated ({{digest.escalated.count}})
------------------------------
{{digest.escalated}}
{{end}}
{{if digest.changed}}

What changed ({{digest.changed.count}})
------------------------------
{{digest.changed}}
{{end}}

What comes when, and where to: {{digest.settings}}
)",
     R"(Guten Tag {{user.name}},

Stand {{digest.now}}: {{digest.summary}}.
{{if digest.waiting}}

Wartet auf Sie ({{digest.waiting.count}})
------------------------------
{{digest.waiting}}
{{end}}
{{if digest.due}}

Als Nächstes fällig ({{digest.due.count}})
------------------------------
{{digest.due}}
{{end}}
{{if digest.escalated}}

Eskaliert ({{digest.escalated.count}})
------------------------------
{{digest.escalated}}
{{end}}
{{if digest.changed}}

Was sich geändert hat ({{digest.changed.count}})
------------------------------
{{digest.changed}}
{{end}}

Was wann kommt, und wohin: {{digest.settings}}
)"},
};

}  // namespace

const Template& starter_template(std::string_view id) {
  static const std::vector<Template> templates = [] {
    std::vector<Template> all;
    for (const Starter& starter : starters) {
      Template one{std::string(starter.id), std::string(starter.name), std::string(starter.subject),
                   std::string(starter.text), {}};
      if (!starter.german.empty()) one.variants.push_back({"de", std::string(starter.german_subject), std::string(starter.german)});
      all.push_back(std::move(one));
    }
    return all;
  }();
  const auto found =
      std::find_if(templates.begin(), templates.end(), [id](const Template& one) { return one.id == id; });
  return found != templates.end() ? *found : templates.front();
}

nlohmann::json starter_templates() {
  nlohmann::json templates = nlohmann::json::array();
  for (const Starter& starter : starters) {
    nlohmann::json one = {
        {"id", starter.id}, {"name", starter.name}, {"subject", starter.subject}, {"text", starter.text}};
    if (!starter.german.empty()) one["language"]["de"]["text"] = starter.german;
    if (!starter.german_subject.empty()) one["language"]["de"]["subject"] = starter.german_subject;
    templates.push_back(std::move(one));
  }
  return templates;
}

}  // namespace oasis::engine
