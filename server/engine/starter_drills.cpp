// See starter_drills.hpp.
#include "server/engine/starter_drills.hpp"

#include <nlohmann/json.hpp>
#include <string_view>

namespace oasis::engine {
namespace {

struct Scenario {
  std::string_view id;
  std::string_view name;
  std::string_view subject;
  std::string_view text;
  std::string_view priority;
  std::string_view every;
  bool announced;
  bool outside_hours;
  std::string_view lesson;
};

constexpr Scenario scenarios[] = {
    {"outage", "Outage during working hours", "Nobody here is able to sign in",
     R"(Hello,

for about twenty minutes nobody in our two offices has been able to sign in. The page loads, then it says "service
unavailable". We tried three browsers and a phone without our network, always the same. 85 people are affected, and
our telephone desk has to write orders on paper. Your status page is all green.

Is it you or us? And can you tell me by when we will know more? I have to tell our shops something.

Martin Achterberg
IT, Achterberg Bakeries)",
     "urgent", "quarter", true, false,
     "How long it takes until somebody leads, and who in the chain does not answer."},
    {"angry-customer", "A disappointed customer", "Third time I am writing about this",
     R"(Hello,

this is the third time I explain this. The first of you asked for screenshots, the second asked for the same
screenshots, and then I was promised a call "by tomorrow at the latest". That was six days ago.

I still cannot close the month, and I am the one who has to explain that here. I recommended you to my boss, and I
regret that now. Please tell me honestly whether anybody is looking at this, or whether we should look for
something else.

Petra Vondrak)",
     "high", "quarter", false, false,
     "Whether the first answer names the broken promise, or asks for the screenshots a third time."},
    {"security-report", "A report about other people's data", "I can see documents of other companies",
     R"(Good morning,

I think you should know this before anybody else does. When I change the number at the end of the address of my
invoice, I get invoices of other companies, with names and amounts. I tried it with two numbers and then stopped. I
have saved nothing and told nobody.

Could the right person contact me? I do not want to send details by mail. You can reach me for the next two hours.

Samir Haddad)",
     "urgent", "year", true, false,
     "Whether it reaches the security people at once and unchanged, and how many others could read it."},
    {"vip-waits", "An important customer waits", "Any news? Our go-live is tomorrow",
     R"(Hello,

I wrote yesterday about the interface to our warehouse and have heard nothing since, except the automatic
confirmation. Tomorrow we switch 14 branches over. Without the interface we cannot, and I have to decide within two
hours whether we call it off.

I do not need a solution right now. I need somebody who knows the matter and can tell me whether tomorrow is
realistic.

Ingrid Solheim
Head of Operations, Solheim Retail)",
     "high", "quarter", false, false,
     "Whether somebody who may decide speaks with a customer before the customer has to decide alone."},
    {"night-handover", "Hand-off at night", "Your colleague was going to call me an hour ago",
     R"(Hello,

I spoke with your colleague earlier about the import that stops at 40 per cent. He had an idea and was going to
call me an hour ago. I have heard nothing, and his line goes to voicemail. Has he told somebody else?

Our warehouse needs the figures when its next shift begins. I stay at my desk until then. Please do not make me
begin from the start: he has the log files and my number.

Deniz Kaya)",
     "urgent", "year", true, true,
     "Whether a promise outlives the shift of the person who made it, and whether the right phone rings at night."},
    {"wrong-bill", "A wrong bill for many customers", "Invoice for this month is twice the usual amount",
     R"(Dear team,

our invoice for this month is 1,164.00 instead of 582.00. Nothing has changed on our side: same number of users,
same plan. A friend who runs a dental practice has the same, exactly double, so I suppose it is not only us.

The amount is collected in three days, and I would rather not have it taken and then wait for it to come back. What
should I do, stop the payment?

Helen Marsh
Marsh & Daughters)",
     "normal", "year", true, false,
     "Whether anybody notices that one friendly letter stands for hundreds, and whom finance and support call."},
};

}  // namespace

nlohmann::json starter_drills() {
  nlohmann::json drills = nlohmann::json::array();
  for (const Scenario& one : scenarios) {
    drills.push_back({{"id", one.id},
                      {"name", one.name},
                      {"subject", one.subject},
                      {"text", one.text},
                      {"priority", one.priority},
                      {"every", one.every},
                      {"announced", one.announced},
                      {"outside_hours", one.outside_hours},
                      {"lesson", one.lesson}});
  }
  return drills;
}

}  // namespace oasis::engine
