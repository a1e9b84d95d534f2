// See starter_playbooks.hpp. Here: those about customers, and about the way to the next tier.
#include "server/engine/starter_playbooks.hpp"

#include <nlohmann/json.hpp>

#include "server/engine/starter_playbook.hpp"

namespace oasis::engine {
namespace {

constexpr StarterPlaybook for_customers[] = {
    {"calm-anger", "Calming an angry customer",
     "Somebody is angry, threatens to leave, or has suddenly become very short with you.",
     R"md(## When
Somebody writes in capitals, threatens to leave or demands another person. Also when the words stay polite but turn
colder: no greeting, short sentences, their manager in copy. Anger mostly has two parts: what went wrong, and how
it felt to report it. The second can be mended today, even if the first cannot.

## How
1. Read the whole thread first. Note every promise that was not kept, and every question already answered.
2. Name what happened in their terms: the missed day, the third explanation, the wages not paid.
3. Apologise once, for something definite. Apologising again and again reads as a way of not acting.
4. Offer one step with a time, small enough that you are sure to keep it.
5. Only then ask what you need to know, as one question.

On the phone, let them finish: whoever is interrupted starts again from the beginning. If a person is insulted, say
once where the line is and go on with the matter. If it does not stop, hand the conversation to your lead.

## Words
> You were told Tuesday, and it is Thursday. That was our promise, and we broke it.

> I have read everything from the start. I will say back what I understood; please correct me.

> I cannot mend it this minute. I can call you at three and tell you what the specialist found.

> I want to go on helping with the import. I cannot do that while my colleague is being insulted.

Better not:

- "Please calm down": it treats the feeling as the fault, and adds a second reason to be angry.
- "I know how you feel": you may not, and it sounds learned. Say what you understood instead.
- "That is our policy": it closes the door and explains nothing. Give the reason behind the policy.
- "As I already said": it tells them that not understanding is their mistake.

## Then
Note in one sentence what they are angry about, what you promised and by when, and what must not happen again, such
as asking for the same file a fourth time. Put the time on the ticket as a promise. If they speak of cancelling, of
a lawyer or of the press, tell a manager the same day, even if the ticket is going well.)md",
     {{{"Two promised dates have passed and the customer writes a third time. What does your answer begin with?",
        {"A question about their version, so that the work can go on at once",
         "The two broken dates, named and owned, followed by one step with a time",
         "A warm apology, said again at the end so that it is felt"},
        1},
       {"You may have a repair by tonight, or you may not. What do you offer?",
        {"A repair by tonight: they need something to hold on to",
         "Nothing yet, so that no further promise can be broken",
         "A call at six with the state of things, whatever it is"},
        2},
       {"A customer who used to chat now writes one line without a greeting, with their manager in copy. And now?",
        {"Read the thread for promises that were not kept, and name them before anything else",
         "Answer as briefly as they do: they are busy and want no talk",
         "Leave the tone aside: as long as nobody complains there is nothing to calm"},
        0}}}},
    {"clean-handover", "Handing a ticket to the next tier",
     "A ticket goes on to somebody else, and nobody should have to ask twice.",
     R"md(## When
You have decided that the ticket goes on. A poor hand-off is paid for twice: by the customer, who explains again,
and by the colleague, who repeats your tests. The measure is simple: could somebody begin at three in the night
without calling you?

## How
1. **Summary.** One sentence that a stranger understands: who cannot do what, since when.
2. **Impact.** How many people, what they cannot do, what it costs, and when it gets worse.
3. **Tried.** Each test with its result, also those that found nothing, and what you did not get to.
4. **Expected.** What you ask for: a diagnosis, a decision or a change, and by when.
5. Mark what you saw yourself and what was only reported. They are different facts.
6. Put the evidence on the ticket: exact error text, time with its zone, account, version. No passwords.

Tell the customer before it goes on. Keep the ticket until somebody acknowledges: a ticket that was sent has not
yet been taken.

## Words
> I am passing this to Ines, who knows the export. She has all you told me; you need not repeat it.

> Seen by me at 09:40 UTC with a test account. Reported, but not seen: it also happens on phones.

> I could not rule out the network. That is where I would begin.

> Is there anything you would have had to ask me? Then I will add it to the ticket.

Better not:

- "Please advise": it asks for something without saying what.
- "See above": every reader has to write the summary in their head, each time anew.
- "Export broken": it hides for whom, since when and what the message said.
- "Should be quick": a guess about work you could not do, and it makes the ticket look less urgent.

## Then
The four lines and the promise to the customer stay on the ticket. When the answer comes back, look for the one
test that would have told you earlier, and write it where your team will find it.)md",
     {{{"Which line under \"tried\" saves the next tier most time?",
        {"Everything in the guide for such cases, without success",
         "Several things together with the customer; details on request",
         "Other browser, other account: same error. An older version: not tested"},
        2},
       {"You escalated at 10:00. At 10:20 nobody has acknowledged, and the customer asks. Who answers?",
        {"You: it is yours until somebody has taken it",
         "The next tier: the ticket has been there for twenty minutes",
         "Nobody for now, because two voices would confuse the customer"},
        0},
       {"The customer says it also fails on phones. You have no phone at hand to test it. What do you write?",
        {"Nothing: what has not been tested does not belong on a ticket",
         "That it was reported for phones, and that you have not seen it",
         "That phones are affected: the customer has no reason to invent it"},
        1}}},
     {1, 2, 3}},
    {"kind-no", "Saying no kindly",
     "Somebody asks for a feature, a refund, an exception or a date, and the answer is no.",
     R"md(## When
A customer, or somebody in your own company, asks for what will not be done. An early clear no costs less than a
late one, because people make plans around a maybe.

## How
1. Make sure that it is a no, and whose no. If you may not decide, ask the person who may before you answer.
2. Find the need behind the wish: "What will you do with it?" Sometimes another way serves as well.
3. Say no within the first two sentences. Under a heap of thanks it is read as a maybe.
4. Give the true reason in one sentence. If you may not tell it, say so. Invented reasons are taken apart.
5. Offer what you can do instead, if it meets the need. A consolation that misses it makes things worse.
6. Say what would change the answer. If nothing would, say that.

Being kind is in the care you took to understand, not in making the no smaller than it is.

## Words
> No, we will not add that this year. I tell you now, while you can still plan another way.

> I cannot refund March, because the service was in use. I can let the contract end this month.

> The decision is not mine. I asked Lena Brandt, who makes it, and her answer is no.

> I see what this costs you, and the answer stays the same.

Better not:

- "I will see what I can do", when you know already: it buys a quiet hour with a broken expectation.
- "We are unable to": nobody acts in it, so the reader looks for the person who could. Say who decides.
- "It is on our list": it is heard as a date. Say it only with a date that you may name.
- "As our terms say", as the first words: people defend themselves instead of listening.

## Then
Note the wish, the need behind it, the answer and its reason, so that a colleague gives the same one. New facts
deserve a new look; the same question without new facts gets the same answer, as kindly as before. Whoever wants to
speak to somebody higher may: tell them how, and brief that person first. Pass the need on to those who plan the
product.)md",
     {{{"A customer asks for a discount. You may not grant it, and expect your lead to refuse. What do you do?",
        {"Ask the lead first, then answer and say who decided",
         "Say no at once: an early no is always the better one",
         "Say that you will see what can be done, and let it rest for a few days"},
        0},
       {"Where does the no belong in your message?",
        {"At the end, once the reasons have prepared the reader for it",
         "Between two friendly parts, so that it hurts less",
         "In the first two sentences, before thanks and reasons can hide it"},
        2},
       {"They ask the same again, more loudly, with nothing new. What do you do?",
        {"Add further reasons until one of them convinces",
         "Give the same answer, as kindly as before, and say who else can be asked",
         "Offer a small thing that has nothing to do with it, to end on a good note"},
        1}}}},
    {"status-updates", "Status updates when nothing is new",
     "An update is due, people are waiting, and you know no more than the last time.",
     R"md(## When
A repair takes longer, the time for an update has come, and nothing has changed. Silence is read as nobody being
there. People then begin to ask, and every question takes somebody away from the repair.

## How
1. End every update with the time of the next one, and keep it, with news or without.
2. Say four things: what is affected, what is known, what is being done now, when you write again.
3. Without news, say what has been ruled out, what is being tried and who has joined.
4. Keep known and suspected apart. A suspicion told as a fact has to be taken back in public.
5. Name a time for the repair only if it rests on something. Otherwise say what it depends on.
6. One person writes, another repairs. The writer asks at agreed times, not with every question that comes in.

Every 30 minutes is right while people cannot work, every hour once there is a way around, daily for a long repair.
To write less often, announce it in an update, not by missing one.

## Words
> 14:30. Orders still cannot be saved. It is not the database; two of us check the network. Next news: 15:00.

> We do not know the cause yet. I will not guess, because you would have to plan on my guess.

> I have no time for the repair that I could stand by. It depends on the copy; we will see that at 16:00.

> It has worked again since 15:40. We call it over after one quiet hour.

Better not:

- "We are working hard on it": it tells of effort, and the reader can plan nothing with it.
- "It should be fixed soon": every reader hears another hour, and most hear one too early.
- "Some users may notice": whoever cannot work at all reads that you have not understood.
- "Our supplier is to blame": they bought from you. Say what the supplier does, and what you do.

## Then
Keep every update with its time on the ticket; the review needs them. When it is over, tell everybody who got the
earlier ones, with what they should check on their side, and when an account of the cause will come. If two updates
in a row have nothing new, take that as the sign to bring in the next tier.)md",
     {{{"The update is due at 15:00. At 14:58 there is still no news. What do you do?",
        {"Wait until there is something to say: empty updates annoy people",
         "Write at 15:00 what was ruled out, what is being tried and when you write again",
         "Write that it will be fixed soon, so that people are at ease"},
        1},
       {"A colleague thinks it is the certificate, but is not sure. What goes into the update?",
        {"The certificate as the cause: people want a reason",
         "A time for the repair, reckoned from how long a certificate takes",
         "That the cause is not known yet, and what is being checked now"},
        2},
       {"There is a way around now, and you want to write once an hour instead of twice. How do you begin?",
        {"Say so in the update that is due, with the new time",
         "Leave out the next one: with the way around nobody will miss it",
         "Go on as before until somebody complains about too many messages"},
        0}}},
     {1, 2, 3}},
    {"when-to-escalate", "Deciding when to escalate",
     "You have been at it for a while, and it feels like one more try.",
     R"md(## When
You sit over a ticket and the solution seems one attempt away, as it did an hour ago. That is escalation inertia:
each further try looks cheap, the time already spent argues for staying, and asking looks like giving up. The
customer sees only the clock.

## How
Judgement fades while one is absorbed, so decide by marks set beforehand. Escalate when one of these is true:

- Half the time to the next promise is gone, and you cannot name your next test.
- The same step has failed twice for the same reason.
- It grows: more people, data at risk, money, safety, anything about security.
- You lack a right, an access or knowledge that no amount of trying will bring.
- The customer asks for it, or has written three times without any progress between.

Early is not weak. An early call comes while several ways are open, and the answer may be "keep it, and try this".
A late call hands over the problem together with a tired customer and the lost hours. If two minutes of thought
leave you unsure, call: one call too many costs minutes, one too few can cost the customer a day.

Passing on a ticket that you could solve, because it is unpleasant, is something else. Ask a colleague for a second
pair of eyes instead.

## Words
> I have one idea left. If it has not worked by 11:20, I escalate.

> I am calling early. It may be nothing; better five minutes of yours than the customer's afternoon.

> I am stuck at the import: the file is right, the log is empty. What would you look at?

> (Whoever is called:) Good that you call now. What have you seen so far?

Better not:

- "Sorry to bother you": it turns a duty into a favour, and makes the next call harder.
- "Nearly there", without a named step: it keeps others from offering help.
- "Why did you not try…", as the first words to a caller: next time they will call later.

## Then
Write down which mark applied, what you tried and what you expect. Tell the customer who has it now. If the next
tier needed only minutes, ask how, and note it so that it needs no escalation next time.)md",
     {{{"Forty of sixty minutes are gone. You have an idea what to check next, and it takes five. What do you do?",
        {"Go on as long as ideas come: each of them is cheap",
         "Stop at once and escalate: more than half of the time is gone",
         "Check it, with a time set at which you escalate if it does not help"},
        2},
       {"You are unsure whether it is worth a call. Which thought should decide?",
        {"What it costs if you call for nothing, against what it costs if you do not call",
         "How much time you have put in already and would throw away",
         "Whether the specialist may think that you could have managed alone"},
        0},
       {"A colleague calls you about something you find easy. What do you say first?",
        {"Which test they could have done before calling",
         "That it is good that they call, and what they have seen so far",
         "That you will do it yourself, as that is quickest"},
        1}}},
     {1, 2}},
};

nlohmann::json as_json(const StarterPlaybook& playbook) {
  nlohmann::json out = {
      {"id", playbook.id}, {"name", playbook.name}, {"when", playbook.when}, {"text", playbook.text}};
  for (const int tier : playbook.tiers) {
    if (tier != 0) out["tiers"].push_back(tier);
  }
  for (const std::string_view category : playbook.categories) {
    if (!category.empty()) out["categories"].push_back(category);
  }
  out["quiz"] = nlohmann::json::array();
  for (const StarterQuestion& one : playbook.quiz) {
    out["quiz"].push_back({{"question", one.question}, {"answers", one.answers}, {"right", one.right}});
  }
  return out;
}

}  // namespace

nlohmann::json starter_playbooks() {
  nlohmann::json playbooks = nlohmann::json::array();
  for (const StarterPlaybook& playbook : for_customers) playbooks.push_back(as_json(playbook));
  for (const StarterPlaybook& playbook : starter_playbooks_for_incidents()) playbooks.push_back(as_json(playbook));
  return playbooks;
}

}  // namespace oasis::engine
