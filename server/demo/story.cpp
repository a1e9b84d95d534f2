// What happened in the demo's workspace, and what will. May not: read a clock.
#include "server/demo/story.hpp"

#include <utility>

#include "server/demo/script.hpp"

namespace oasis::demo {
namespace {

constexpr Duration ago(Duration span) {
  return {-span.ms};
}

void finished_tickets(Script& script) {
  script.opens(ago(hours(70)), "demo-invoice", "Marek Dvorak", "marek@northwind.example", Priority::normal,
               "Invoice of October shows the old address",
               "Hello,\n\nour invoice of October still has the address of the old bakery. Could you send a corrected one?\n\nMarek");
  script.answers(ago(hours(70) - minutes(22)), "ann", "demo-invoice",
                 "Hello Marek,\n\nthank you for telling us. I have changed the address; a corrected invoice is in your account now.\n\nAnn");
  script.says(ago(hours(69)), "demo-invoice", "Perfect, thank you for the quick help!");
  script.becomes(ago(hours(68)), "ann", "demo-invoice", Status::resolved, "Address corrected, invoice sent again");
  script.rates(ago(hours(66)), "demo-invoice", 5, "Fast and friendly");

  script.opens(ago(hours(52)), "demo-scanner", "Jonas Weber", "jonas@tidewater.example", Priority::urgent,
               "Scanners in dock 4 cannot sign in",
               "None of the hand scanners in dock 4 can sign in since 06:10. Forty trucks are waiting. Please call +49 30 555 0199.");
  script.takes(ago(hours(52) - minutes(7)), "chen", "demo-scanner");
  script.answers(ago(hours(52) - minutes(11)), "chen", "demo-scanner",
                 "Hello Jonas,\n\nthe certificate of your dock gateway ran out at 06:00. I am renewing it now and will write again within half an hour.\n\nChen");
  script.notes(ago(hours(52) - minutes(14)), "chen", "demo-scanner",
               "Renewal job was disabled in the migration last week. Check the other gateways!");
  script.answers(ago(hours(52) - minutes(33)), "chen", "demo-scanner",
                 "The new certificate is in place, scanners sign in again. We are checking all other gateways today.");
  script.becomes(ago(hours(52) - minutes(41)), "chen", "demo-scanner", Status::resolved, "Gateway certificate renewed");
  script.rates(ago(hours(40)), "demo-scanner", 4, "Good help, but it should not have happened");
  script.becomes(ago(hours(30)), "dana", "demo-scanner", Status::closed);
}

void open_tickets(Script& script) {
  script.opens(ago(hours(26)), "demo-export", "Amara Diallo", "amara@lumen.example", Priority::normal,
               "Export of appointments stops at 1,000 rows",
               "Good morning,\n\nthe export of appointments always ends after 1,000 rows. We need the whole month for the audit on Friday.\n\nAmara Diallo");
  script.answers(ago(hours(25) + minutes(20)), "bob", "demo-export",
                 "Hello Amara,\n\nI can see the same here. Which filter do you use, and does it also happen with a shorter period?\n\nBob");
  script.becomes(ago(hours(25) + minutes(19)), "bob", "demo-export", Status::pending);
  script.notes(ago(hours(25)), "bob", "demo-export", "Looks like the page limit of the new report service.");
  script.says(ago(hours(3)), "demo-export", "No filter at all, and a single week is complete. So it does seem to be the number of rows.");

  script.opens(ago(hours(5)), "demo-temperature", "Marek Dvorak", "marek@northwind.example", Priority::high,
               "Temperature alarms of the cold store arrive an hour late",
               "The alarms of the cold store arrive with an hour of delay since the clocks changed. Yesterday we lost a batch of dough.");
  script.takes(ago(hours(5) - minutes(12)), "bob", "demo-temperature");
  script.answers(ago(hours(5) - minutes(21)), "bob", "demo-temperature",
                 "Hello Marek,\n\nI am sorry about the dough. The sensor gateway kept the summer time; I have asked our specialists to correct it today.\n\nBob");

  script.opens(ago(hours(2)), "demo-rights", "Amara Diallo", "amara@lumen.example", Priority::low,
               "May reception see the doctors' calendars?",
               "Hello, is there a way to let our reception see the doctors' calendars without being able to change them?");
  script.opens(ago(minutes(50)), "demo-angry", "Jonas Weber", "jonas@tidewater.example", Priority::normal,
               "Tracking page down AGAIN",
               "This is the third time this month that the tracking page is down!! This is completely unacceptable, I want to speak to a manager. Our customers are furious.");
}

void waiting_tickets(Script& script) {
  script.opens(ago(seconds(150)), "demo-vpn", "Gina Roth", "gina@globex.example", Priority::high,
               "No VPN for the whole Rotterdam office",
               "Nobody in Rotterdam can connect since ten minutes ago, sixty people cannot work.");
  script.opens(ago(seconds(35)), "demo-orders", "Gina Roth", "gina@globex.example", Priority::normal,
               "Orders from the web shop arrive twice",
               "Since this morning some orders arrive twice in our system. Order 88123 is an example.");
}

}  // namespace

std::vector<Scene> history() {
  Script script("demo-h");
  finished_tickets(script);
  open_tickets(script);
  waiting_tickets(script);
  return std::move(script).in_order();
}

std::vector<Scene> live() {
  Script script("demo-l");
  script.opens(seconds(25), "demo-payment", "Gina Roth", "gina@globex.example", Priority::urgent,
               "Card payments fail at checkout", "Every card payment fails with 'gateway timeout' for the last five minutes.");
  script.says(seconds(100), "demo-vpn", "Is anybody looking at this? Sixty people are still waiting.");
  script.opens(seconds(170), "demo-label", "Jonas Weber", "jonas@tidewater.example", Priority::normal,
               "Labels print without the postcode", "The labels of dock 2 miss the postcode since the update. Is there a setting for it?");
  script.says(seconds(240), "demo-rights", "A colleague found the sharing page, but the box is grey. What are we missing?");
  script.opens(seconds(330), "demo-report", "Gina Roth", "gina@globex.example", Priority::normal,
               "Weekly report is empty", "The report that came at 09:00 has no figures in it.");
  script.opens(seconds(480), "demo-login", "Marek Dvorak", "marek@northwind.example", Priority::high,
               "New bakers cannot sign in", "Three people who started today cannot sign in; they get 'unknown device'.");
  script.opens(seconds(700), "demo-slow", "Gina Roth", "gina@globex.example", Priority::low,
               "Search is slow in the afternoon", "Between two and four the search takes ten seconds. In the morning all is well.");
  script.opens(seconds(1000), "demo-api", "Gina Roth", "gina@globex.example", Priority::high,
               "API answers 500 for large baskets", "Baskets with more than forty lines fail with status 500.");
  script.opens(seconds(1500), "demo-sms", "Amara Diallo", "amara@lumen.example", Priority::normal,
               "Reminders went out in the wrong language", "Several patients got their reminder in French instead of English.");
  return std::move(script).in_order();
}

}  // namespace oasis::demo
