// See starter_playbooks.hpp. Here: those about incidents, shifts and managers.
#include "server/engine/starter_playbook.hpp"

namespace oasis::engine {
namespace {

constexpr StarterPlaybook for_incidents[] = {
    {"first-fifteen-minutes", "The first fifteen minutes of an outage",
     "Several customers report the same within minutes, or an alarm and a customer agree.",
     R"md(## When
The same report comes twice within minutes, or an alarm and a customer agree. If the first quarter of an hour does
not settle who leads and who writes, everybody repairs and nobody answers.

## How
1. **0 to 2.** Acknowledge, and say that you have it. See the fault with your own eyes once.
2. **2 to 5.** Say who leads. The leader does not repair. If you are alone, you lead, and call a second person.
3. **5 to 8.** Size it: which function, for whom, since when, growing or not. A rough answer is enough.
4. **8 to 10.** Ask what changed: release, setting, certificate, supplier, load.
5. **10 to 12.** Write to the customers, also without a cause: what is affected, and when you write again.
6. **12 to 15.** Link the reports to one ticket. Decide whether the next tier is needed now.

Undoing the newest change is often quicker than understanding it. Ask whoever made it whether it can be undone
without losing data. Before a restart, save what it would erase; that may be the only trace. Make one change at a
time. Call the next tier if nobody can name the next step, if data is at risk, or if several customers cannot work.

## Words
> I have this. I lead, Jonas repairs, Mia writes to the customers. We speak again at 10:20.

> Sign-in has failed in Europe since 10:02. We do not know why yet. Next news at 10:30.

> What did you change today, even if it cannot be the reason? I ask everybody.

> One change at a time, please, and tell me before you make it.

Better not:

- "Who did that?": people begin to defend themselves and stop telling. Ask what changed.
- "Can somebody look?": everybody thinks of somebody else. Name one person.
- "It is only one customer": it is one who has written so far.

## Then
Write each observation and each step on the ticket with its time, while it happens; memory changes the order. After
fifteen minutes read the list aloud: what do we know, what do we do next, who is missing. Whoever takes over the
lead gets this list, and everybody is told the name.)md",
     {{{"You are alone and know the system well. The second report has just come in. What is best?",
        {"Repair first, since you know it best, and tell others once it works",
         "Take the lead and call a second person, who repairs or writes",
         "Wait for a third report, so that nobody is called for nothing"},
        1},
       {"A restart would probably help, and the logs would be gone. What do you do?",
        {"Save the logs first, then restart",
         "Restart at once: every minute of outage counts more",
         "Do not restart before the cause has been understood"},
        0},
       {"Ten minutes in, the cause is unknown. What do the customers hear?",
        {"Nothing yet: a message without a cause makes them uneasy",
         "The most likely cause, marked as nearly certain",
         "What is affected, that you know of it, and when you write again"},
        2}}},
     {1, 2},
     {"outage"}},
    {"security-report", "A security report comes in",
     "Somebody writes about a weakness, a leak, a strange sign-in, or data they should not see.",
     R"md(## When
A customer, a stranger or a colleague reports a weakness, a leak, a strange sign-in, or data they should not see.
Also if the report is badly written, asks for money, or looks like nothing. You do not have to judge whether it is
true. You have to bring it to those who can, quickly and unchanged.

## How
1. Do not try it out. Open no links or files: that can do harm, and it destroys traces.
2. Limit who can read it. No details in the subject, none in a chat that everybody reads.
3. Keep everything as it came: the message, its attachments, the times. Delete and tidy up nothing.
4. Call the security team at once. Some duties to report are counted in hours from when the first of us knew.
5. If an account is being misused right now, say that first. Whether it is locked is for security to decide.
6. Thank whoever reported it, the same day, and say when they will hear more.

Confirm nothing, deny nothing, promise no reward, threaten nobody. The person who reports is at this moment the one
who knows most, and has chosen to tell you.

## Words
> Thank you for telling us. Our security team has it now, and you will hear from us by noon tomorrow.

> I cannot judge this myself, and I do not want to tell you anything wrong.

> When did you first see it, and who else knows? Both help us to do things in the right order.

> Please test no further until we have answered, and send us no data of other people.

Better not:

- "That is not possible": if it is, the proof may come next, in public.
- "You were not allowed to do that": a threat ends the talk with the one who knows. Leave it to lawyers.
- "No customer is in danger": nobody knows that yet, and you will be quoted.
- "There is a reward for this": it is not yours to promise, and a no afterwards turns a helper away.

## Then
Write down when it arrived, who has read it, whom you told and when; the first hour matters for duties towards
authorities and customers. Hand it to the security team, and agree on one person who speaks with the reporter. If
other customers ask, say that you will find out who may answer, and pass the question to that person.)md",
     {{{"A stranger sends a link that is said to show other customers' invoices. What do you do with it?",
        {"Open it once, to be sure before you call anybody",
         "Delete the message, since the link may be dangerous",
         "Leave it untouched, limit who can read it, and call the security team"},
        2},
       {"The report is badly written and asks for money. How do you treat it?",
        {"Like any other: pass it on unchanged, and promise nothing",
         "As unwanted mail, until something more serious comes",
         "Answer that demands for money will be prosecuted"},
        0},
       {"The reporter asks whether customers are in danger. What do you say?",
        {"That there is no sign of it so far, to prevent rumours",
         "That you cannot judge it, that security has it, and when they will hear more",
         "That it looks serious and is being mended"},
        1}}},
     {},
     {"security"}},
    {"on-call-handover", "Handing over the on-call shift",
     "A shift ends and the next person takes over, also after a quiet one.",
     R"md(## When
At every change of shift, in ten minutes that both of you have at the same time. Also after a quiet shift: that
nothing happened is worth knowing, if somebody has looked.

## How
1. Whoever leaves brings a list: open incidents, and promises that fall due in the next shift, with their times.
2. It also has what was odd but quiet, planned changes, silenced alarms with their end, and who is away.
3. Speak, do not only send it. Whoever comes repeats the two most urgent points; mistakes show there.
4. Whoever comes makes sure they can work: phone loud, sign-in works, a test alarm arrives.
5. Say the moment at which it passes. Until then it belongs to whoever leaves.

During an incident, hand over the lead between two steps, not in the middle of one. Then hand over all of it: two
half leaders are worse than one. If you notice that you read the same line three times, hand over at the next step,
even if you would like to see the end.

## Words
> Two things may wake you: the backup at Lindner, and the promise to Mr Silva for 07:00.

> What would you do if the backup fails again? Say it in your words.

> From 22:00 it is yours. You can call me until 23:00.

> I have it. I have read the list, and the test alarm arrived.

Better not:

- "All quiet", and no more: it may mean that nothing happened, or that nobody looked.
- "It is all in the tickets": the night then begins with reading sixty of them.
- "Call if there is anything": nobody knows what is enough to wake you. Say for what, and until when.
- "I can keep the lead from home": then two people believe the other one is watching.

## Then
Keep the list in one place, with the time and both names. Whoever takes over also takes the open tickets in their
own name, and looks whether the schedule shows them as on call from now on. Tell customers who were promised a call
who it will come from. If the next person does not appear, the shift stays with you: call the backup, then your
lead, and do not leave it with nobody.)md",
     {{{"The shift ends at 22:00, and at 22:10 nobody has come. What is right?",
        {"Keep the shift, and call the backup and then the lead",
         "Send the list by mail; from 22:00 the other person is responsible",
         "Wait, and call somebody only if an alarm comes"},
        0},
       {"An incident is running, and a restore has just been started. When do you hand over the lead?",
        {"At 22:00, as planned, so that the times stay clear",
         "Not at all, but share it, so that both know everything",
         "After this step, and then all of it"},
        2},
       {"Nothing happened. What does the next person need from you?",
        {"A short \"all quiet\": more would take up their time",
         "What you looked at, what falls due next and which alarms are silenced",
         "All tickets of the shift, so that they can see for themselves"},
        1}}},
     {1, 2}},
    {"four-line-briefing", "Briefing a manager in four lines",
     "A manager or an executive is called and has two minutes.",
     R"md(## When
A ticket reaches the people who can spend money, change plans or speak for the company. They have read nothing,
stand between two meetings and hold a phone. What they need fits into four lines.

## How
1. **Summary.** What happened, to whom, since when. No names of parts that only your team knows.
2. **Impact.** What the customer cannot do, what it costs, when it gets worse. A rough number, called rough.
3. **Tried.** The two or three steps that matter, and who is at it now.
4. **Expected.** The decision, the call or the people you ask for, by when, and what you advise.

Write the fourth line first. If you cannot, either you are not ready, or you only want to inform; then say "for
information, nothing to do". Tell bad news and your own mistakes at the start: heard from the customer later, they
cost more. Have at hand whom to call, what was promised, and what must not be promised.

## Words
> Summary: Halden Foods, 410 users, cannot ship. Since last night's release no labels are printed.

> Impact: two lorries wait; they reckon 9,000 euros a day, unchecked. From 14:00 goods will spoil.

> Tried: going back to the old release failed twice. Ana and Tom look for the cause. No time known.

> Expected: by 10:30, courier at our cost or wait? I advise the courier. Then please call Mr Berg.

> One thing before you call him: our first answer was four hours late, and he knows it.

Better not:

- "We have a situation": a sentence gone, and nothing said.
- "It is under control": then why the call? Say which part is, and which is not.
- "What shall we do?": it hands over the thinking too. Bring two ways and say which one you advise.
- "To explain the background": the effect decides. Keep the mechanism for their questions.

## Then
Write down the decision in their words, with the time, and who tells the customer. Whoever spoke with the customer
notes what was agreed, before the next meeting. Tell those who repair, or they will work towards something else.
Agree when you report again.)md",
     {{{"Which of the four lines do you write first?",
        {"The summary, since everything else follows from it",
         "What you expect: without it you are not ready, or only want to inform",
         "The impact, so that they see how serious it is"},
        1},
       {"You have only an unchecked number from the customer for the damage. What do you do with it?",
        {"Give it, and say that it is theirs and unchecked",
         "Leave it out until somebody has checked it",
         "Give it as it is: a firm number gets a quicker decision"},
        0},
       {"Your team answered four hours late. When does the manager hear of it?",
        {"Afterwards, in the review: now it would only distract",
         "If they ask, and then in full",
         "At the start, before they speak with the customer"},
        2}}},
     {2, 3, 4}},
    {"blameless-review", "After the incident: a review without blame",
     "The incident is over and people have slept. Now you want to learn from it.",
     R"md(## When
Within a week of an incident, once people have slept. Also after a near miss, or a drill that went badly. If
somebody's conduct is in question, that is another talk with other people, and it has no place here.

## How
1. Before you meet, build the timeline from tickets, logs and messages. Those who were there correct it.
2. Somebody leads who took no part. Invite one outsider, who may ask simple questions. One hour.
3. Go forwards, with what people knew at that moment. Knowing the end makes every clue look plain.
4. At each turn ask what made the step look right. What one sensible person did, the next will do as well.
5. Ask also what went well, and where you were lucky. Luck is a gap that cost nothing this time.
6. Agree on three measures at most, each with a name, a day and a way to see that it works.

"Be more careful" is no measure: nobody can check it, and it wears off. Change what is easy to do and what is hard.

## Words
> What did you see at that moment, and what did you take it for?

> What would have let you notice it ten minutes earlier?

> Let us say it about the system: how could one wrong key reach every customer?

> I made that change. It looked safe that morning, because every test had passed.

Better not:

- "Why did you not": it asks for a defence, and you will get one instead of the facts.
- "You should have": it tells of a world that was not there. Ask what was.
- "Human error", as the cause: it ends the search where it ought to begin.
- "The cause": most incidents needed several, and the word makes people stop at the first.

## Then
Write an account that everybody in the company may read, with roles instead of names, and a short one for the
customers: what happened, what it meant for them, what you change. Each measure becomes a ticket of its own. After
a month look at what was done, and hold a drill of the same kind to see whether it helps.)md",
     {{{"A colleague typed the wrong key. What does the review ask?",
        {"How everybody can be brought to look more closely",
         "Whether the colleague had been trained well enough for this task",
         "How one wrong key could reach every customer"},
        2},
       {"Which of these is a measure?",
        {"All of us check releases more thoroughly from now on",
         "By 1 June, Tom makes the tool refuse keys of the test system; a trial shows it",
         "The team is made aware of the risk at the next meeting"},
        1},
       {"By chance somebody was still in the office and noticed. Does that belong in the account?",
        {"Yes: without that luck it would have gone on longer, so there is a gap",
         "No: luck is not something one can plan or mend",
         "Only as thanks to that person, under what went well"},
        0}}}},
};

}  // namespace

std::span<const StarterPlaybook> starter_playbooks_for_incidents() { return for_incidents; }

}  // namespace oasis::engine
