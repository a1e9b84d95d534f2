// See service_report_words.hpp.
#include "server/notify/service_report_words.hpp"

#include <algorithm>
#include <cmath>

namespace oasis::notify {
namespace {

using Kind = ReportCell::Kind;

constexpr ServiceReportWords english{
    .months = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
               "November", "December"},
    .priorities = {"Low", "Normal", "High", "Urgent"},
    .clocks = {"First response", "Next response", "Update", "Resolution"},
    .thousands = ",",
    .decimal = ".",
    .hours = "h",
    .minutes = "min",
    .seconds = "s",
    .of_five = "{} of 5",
    .few = "few",
    .few_means = "“few” marks a figure of fewer than 20 values, which says little by itself.",
    .title = "Service report",
    .period = "{}, by the clock of {}",
    .so_far = "The month is not over: this is what happened so far.",
    .level = "Service level: {}",
    .no_level = "No service level is agreed",
    .what_happened = "What happened",
    .in_brackets = "In brackets: {}.",
    .no_category = "Without a category",
    .figures = "At a glance",
    .figure = "Figure",
    .value = "Value",
    .opened = "Opened",
    .resolved = "Resolved",
    .reopened = "Reopened",
    .open_at_end = "Open at the end",
    .open_now = "Open now",
    .kept_share = "Promises kept",
    .rating = "Your rating",
    .by_priority = "By priority",
    .priority = "Priority",
    .by_category = "By category",
    .category = "Category",
    .no_tickets = "No tickets in this month.",
    .times = "How long it took",
    .times_note = "In service hours: time at which your service is closed does not count. Half of all were quicker than "
                  "the median, nine of ten within the next column.",
    .time = "Time",
    .how_many = "How many",
    .median = "Median",
    .p90 = "Nine of ten",
    .longest = "Longest",
    .first_response = "To our first answer",
    .next_response = "To each further answer",
    .resolution = "To the resolution",
    .no_times = "Nothing was answered or resolved in this month.",
    .promises = "What was promised, and how it was kept",
    .promises_note = "The promises as they are agreed today, in service hours.",
    .promise = "Promise",
    .kept = "Kept",
    .missed_count = "Missed",
    .share = "Share",
    .same_day = "the same day",
    .no_promises = "No times are promised.",
    .missed = "What we missed",
    .missed_note = "Each promised time that was over, by when it was due.",
    .ticket = "Ticket",
    .missed_what = "Missed",
    .due = "Due",
    .over = "Over by",
    .still = "{} and not done yet",
    .none_missed = "Nothing: every promised time was kept.",
    .escalations = "Escalations",
    .escalations_note = "When an answer is late or a matter is grave, further people of ours are called.",
    .escalated = "Escalations",
    .escalations_answered = "Answered by a person",
    .unanswered = "Answered by nobody",
    .until_answer = "Time until somebody answered",
    .no_escalations = "None in this month.",
    .ratings = "How you rated us",
    .score = "Rating",
    .count = "How often",
    .no_ratings = "No ratings in this month.",
    .made_at = "Made on {} from the tickets themselves.",
    .opened_sentence = {"No ticket was opened in {}", "One ticket was opened in {}", "{} tickets were opened in {}"},
    .more_than = ", {} more than in {}.",
    .fewer_than = ", {} fewer than in {}.",
    .as_many_as = ", as many as in {}.",
    .nor_in = ", nor in {}.",
    .nothing_open = "Nothing was left open.",
    .resolved_sentence = {"None was resolved", "One was resolved", "{} were resolved"},
    .open_sentence = {", and none was open at the end of the month.", ", and one was open at the end of the month.",
                      ", and {} were open at the end of the month."},
    .open_now_sentence = {", and none is open now.", ", and one is open now.", ", and {} are open now."},
    .all_kept = "All {} promised times were kept.",
    .one_kept = "The one promised time was kept.",
    .one_missed = "The one promised time was missed.",
    .some_kept = "Of {} promised times, {} were kept ({}).",
    .escalated_sentence = {"One ticket was escalated", "There were {} escalations"},
    .answered_sentence = "; half of the answers came within {}",
    .rated_sentence = {"One rating came in: {}.", "{} ratings came in: {} on average."},
    .subject = "Service report {}: {}",
    .greeting = "Hello{},",
    .here_it_is = "here is the service report for {}, {}.",
    .and_more = "and {} more, in the attached report",
    .attached = "The whole report is attached. It opens in any browser, without a connection, and prints well.",
    .footer = "{} has set this report up for {}. It comes once a month. If you would rather not have it, answer this "
              "mail, and we take your address off.",
    .test = "This is a test: it went to you only, and to nobody at {}.",
};

constexpr ServiceReportWords german{
    .months = {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
               "Dezember"},
    .priorities = {"Niedrig", "Normal", "Hoch", "Dringend"},
    .clocks = {"Erste Antwort", "Weitere Antwort", "Zwischenstand", "Lösung"},
    .thousands = ".",
    .decimal = ",",
    .hours = "Std.",
    .minutes = "Min.",
    .seconds = "Sek.",
    .of_five = "{} von 5",
    .few = "wenige",
    .few_means = "„wenige“ steht bei Zahlen aus weniger als 20 Werten, die für sich allein wenig sagen.",
    .title = "Servicebericht",
    .period = "{}, nach der Uhr von {}",
    .so_far = "Der Monat ist noch nicht zu Ende: Das ist der Stand bis jetzt.",
    .level = "Service-Level: {}",
    .no_level = "Es ist kein Service-Level vereinbart",
    .what_happened = "Was geschehen ist",
    .in_brackets = "In Klammern: {}.",
    .no_category = "Ohne Kategorie",
    .figures = "Auf einen Blick",
    .figure = "Zahl",
    .value = "Wert",
    .opened = "Eröffnet",
    .resolved = "Gelöst",
    .reopened = "Wieder geöffnet",
    .open_at_end = "Am Ende offen",
    .open_now = "Jetzt offen",
    .kept_share = "Zusagen gehalten",
    .rating = "Ihre Bewertung",
    .by_priority = "Nach Priorität",
    .priority = "Priorität",
    .by_category = "Nach Kategorie",
    .category = "Kategorie",
    .no_tickets = "Keine Tickets in diesem Monat.",
    .times = "Wie lange es gedauert hat",
    .times_note = "In Servicezeit: Zeit, zu der Ihr Service geschlossen ist, zählt nicht. Die Hälfte war schneller als der "
                  "Median, neun von zehn lagen innerhalb der nächsten Spalte.",
    .time = "Zeit",
    .how_many = "Anzahl",
    .median = "Median",
    .p90 = "Neun von zehn",
    .longest = "Längste",
    .first_response = "Bis zu unserer ersten Antwort",
    .next_response = "Bis zu jeder weiteren Antwort",
    .resolution = "Bis zur Lösung",
    .no_times = "In diesem Monat wurde nichts beantwortet oder gelöst.",
    .promises = "Was zugesagt war, und wie es gehalten wurde",
    .promises_note = "Die Zusagen, wie sie heute vereinbart sind, in Servicezeit.",
    .promise = "Zusage",
    .kept = "Gehalten",
    .missed_count = "Verfehlt",
    .share = "Anteil",
    .same_day = "am selben Tag",
    .no_promises = "Es sind keine Zeiten zugesagt.",
    .missed = "Was wir verfehlt haben",
    .missed_note = "Jede zugesagte Zeit, die überschritten war, nach ihrer Fälligkeit.",
    .ticket = "Ticket",
    .missed_what = "Verfehlt",
    .due = "Fällig",
    .over = "Überschritten um",
    .still = "{} und noch offen",
    .none_missed = "Nichts: Jede zugesagte Zeit wurde gehalten.",
    .escalations = "Eskalationen",
    .escalations_note = "Wenn eine Antwort spät kommt oder etwas ernst ist, rufen wir weitere Leute hinzu.",
    .escalated = "Eskalationen",
    .escalations_answered = "Von jemandem beantwortet",
    .unanswered = "Von niemandem beantwortet",
    .until_answer = "Zeit, bis jemand antwortete",
    .no_escalations = "Keine in diesem Monat.",
    .ratings = "Wie Sie uns bewertet haben",
    .score = "Bewertung",
    .count = "Wie oft",
    .no_ratings = "Keine Bewertungen in diesem Monat.",
    .made_at = "Erstellt am {} aus den Tickets selbst.",
    .opened_sentence = {"Im {} wurde kein Ticket eröffnet", "Im {} wurde ein Ticket eröffnet",
                        "{} Tickets wurden im {} eröffnet"},
    .more_than = ", {} mehr als im {}.",
    .fewer_than = ", {} weniger als im {}.",
    .as_many_as = ", so viele wie im {}.",
    .nor_in = ", auch nicht im {}.",
    .nothing_open = "Es blieb nichts offen.",
    .resolved_sentence = {"Keines wurde gelöst", "Eines wurde gelöst", "{} wurden gelöst"},
    .open_sentence = {", und keines war am Ende des Monats offen.", ", und eines war am Ende des Monats offen.",
                      ", und {} waren am Ende des Monats offen."},
    .open_now_sentence = {", und keines ist jetzt offen.", ", und eines ist jetzt offen.", ", und {} sind jetzt offen."},
    .all_kept = "Alle {} zugesagten Zeiten wurden gehalten.",
    .one_kept = "Die eine zugesagte Zeit wurde gehalten.",
    .one_missed = "Die eine zugesagte Zeit wurde verfehlt.",
    .some_kept = "Von {} zugesagten Zeiten wurden {} gehalten ({}).",
    .escalated_sentence = {"Ein Ticket wurde eskaliert", "Es gab {} Eskalationen"},
    .answered_sentence = "; die Hälfte der Antworten kam innerhalb von {}",
    .rated_sentence = {"Eine Bewertung kam: {}.", "{} Bewertungen kamen, im Mittel {}."},
    .subject = "Servicebericht {}: {}",
    .greeting = "Guten Tag{},",
    .here_it_is = "hier ist der Servicebericht für {}, {}.",
    .and_more = "und {} weitere, im angehängten Bericht",
    .attached = "Der ganze Bericht hängt an. Er öffnet sich in jedem Browser, auch ohne Verbindung, und lässt sich drucken.",
    .footer = "{} hat diesen Bericht für {} eingerichtet. Er kommt einmal im Monat. Wenn Sie ihn nicht möchten, antworten "
              "Sie auf diese Mail, dann nehmen wir Ihre Adresse heraus.",
    .test = "Das ist eine Probe: Sie ging nur an Sie und an niemanden bei {}.",
};

using Number = ServiceReport::Number;

ReportCell count(const Number& number) {
  return {Kind::count, static_cast<double>(number.now), static_cast<double>(number.before), false, ""};
}
ReportCell duration(const Spread& now, const Spread& before, Duration Spread::*which, bool marked) {
  ReportCell cell{Kind::duration, std::nullopt, std::nullopt, marked && now.few(), ""};
  if (now.count > 0) cell.now = static_cast<double>((now.*which).ms);
  if (before.count > 0) cell.before = static_cast<double>((before.*which).ms);
  return cell;
}
ReportCell share(const Attainment& now, const Attainment& before) {
  return {Kind::share, now.share(), before.share(), now.count() > 0 && now.count() < few_values, ""};
}

std::string grouped(std::int64_t value, std::string_view separator) {
  std::string digits = std::to_string(value);
  for (std::size_t end = digits.size(); end > 3; end -= 3) digits.insert(end - 3, separator);
  return digits;
}

std::string one_decimal(std::int64_t tenths, std::string_view point, bool always) {
  std::string text = std::to_string(tenths / 10);
  if (always || tenths % 10 != 0) text += std::string(point) + std::to_string(tenths % 10);
  return text;
}

std::string duration_text(const ServiceReportWords& words, std::int64_t ms) {
  const std::int64_t all = std::max<std::int64_t>(ms, 0) / 1000;
  const auto part = [](std::int64_t value, std::string_view unit) { return std::to_string(value) + " " + std::string(unit); };
  if (all < 60) return part(all, words.seconds);
  if (all < 3'600) return part(all / 60, words.minutes);
  const std::string hours = grouped(all / 3'600, words.thousands) + " " + std::string(words.hours);
  return all % 3'600 < 60 ? hours : hours + " " + part(all % 3'600 / 60, words.minutes);
}

/// The form for none, one or several, filled with the number where it has a place for it.
std::string counted(const std::array<std::string_view, 3>& forms, std::int64_t count, const ServiceReportWords& words) {
  if (count == 0 || count == 1) return std::string(forms[static_cast<std::size_t>(count)]);
  return filled(forms[2], grouped(count, words.thousands));
}

const std::string_view& name_of(const ServiceReportWords& words, const ReviewMonth& month) {
  return words.months[static_cast<std::size_t>(month.month - 1)];
}

std::string tickets_sentence(const ServiceReportWords& words, const ServiceReport& report) {
  const auto [now, before] = report.opened;
  std::string text = filled(counted(words.opened_sentence, now, words), name_of(words, report.month));
  const std::string_view earlier = name_of(words, month_before(report.month));
  if (now == before) return text + filled(now == 0 ? words.nor_in : words.as_many_as, earlier);
  const std::string_view than = now > before ? words.more_than : words.fewer_than;
  return text + filled(filled(than, grouped(std::abs(now - before), words.thousands)), earlier);
}

std::string promises_sentence(Tongue tongue, const ServiceReportWords& words, const Attainment& kept) {
  const std::string all = grouped(kept.count(), words.thousands);
  if (kept.count() == 0) return "";
  if (kept.count() == 1) return std::string(kept.met == 1 ? words.one_kept : words.one_missed);
  if (kept.breached == 0) return filled(words.all_kept, all);
  return filled(filled(filled(words.some_kept, all), grouped(kept.met, words.thousands)),
                number_words(tongue, Kind::share, kept.share()));
}

ReportSection at_a_glance(const ServiceReportWords& words, const ServiceReport& report) {
  ReportSection section{"figures", std::string(words.figures), "", std::string(words.figure), {std::string(words.value)}, {}, ""};
  const auto add = [&section](std::string_view name, ReportCell cell) {
    section.rows.push_back({std::string(name), {std::move(cell)}, ""});
  };
  add(words.opened, count(report.opened));
  add(words.resolved, count(report.resolved));
  add(words.reopened, count(report.reopened));
  add(report.whole ? words.open_at_end : words.open_now, count(report.open));
  add(words.kept_share, share(report.kept(), report.kept_before()));
  return section;
}

std::vector<ReportCell> cells_of(const ServiceReport::Group& group) {
  return {count(group.opened), count(group.resolved)};
}

ReportSection priorities(const ServiceReportWords& words, const ServiceReport& report) {
  ReportSection section{"priorities", std::string(words.by_priority), "", std::string(words.priority),
                        {std::string(words.opened), std::string(words.resolved)}, {}, std::string(words.no_tickets)};
  for (std::size_t i = priority_count; i-- > 0;) {
    if (report.by_priority[i] == ServiceReport::Group{}) continue;
    section.rows.push_back({std::string(words.priorities[i]), cells_of(report.by_priority[i]), ""});
  }
  return section;
}

ReportSection categories(const ServiceReportWords& words, const ServiceReport& report) {
  ReportSection section{"categories", std::string(words.by_category), "", std::string(words.category),
                        {std::string(words.opened), std::string(words.resolved)}, {}, std::string(words.no_tickets)};
  for (const auto& [category, group] : report.by_category)
    section.rows.push_back({category.empty() ? std::string(words.no_category) : category, cells_of(group), ""});
  return section;
}

ReportSection times(const ServiceReportWords& words, const ServiceReport& report) {
  ReportSection section{"times", std::string(words.times), std::string(words.times_note), std::string(words.time),
                        {std::string(words.how_many), std::string(words.median), std::string(words.p90), std::string(words.longest)},
                        {}, std::string(words.no_times)};
  const auto add = [&section](std::string_view name, const ServiceReport::Times& spread) {
    if (spread.now.count + spread.before.count == 0) return;
    section.rows.push_back({std::string(name),
                            {count({spread.now.count, spread.before.count}),
                             duration(spread.now, spread.before, &Spread::median, true),
                             duration(spread.now, spread.before, &Spread::p90, true),
                             duration(spread.now, spread.before, &Spread::longest, false)},
                            ""});
  };
  add(words.first_response, report.first_response);
  add(words.next_response, report.next_response);
  add(words.resolution, report.resolution);
  return section;
}

/// "First response, urgent: within 30 min"
std::string promise_name(Tongue tongue, const ServiceReportWords& words, const ServiceReport::Promise& promise) {
  std::string name = std::string(words.clocks[static_cast<std::size_t>(promise.clock)]) + ", " +
                     std::string(words.priorities[static_cast<std::size_t>(promise.priority)]);
  if (!promise.target) return name;
  if (promise.target->same_day) return name + ": " + std::string(words.same_day);
  return name + ": " + number_words(tongue, Kind::duration, static_cast<double>(promise.target->time.ms));
}

ReportSection promises(Tongue tongue, const ServiceReportWords& words, const ServiceReport& report) {
  ReportSection section{"promises", std::string(words.promises), std::string(words.promises_note), std::string(words.promise),
                        {std::string(words.kept), std::string(words.missed_count), std::string(words.share)}, {},
                        std::string(words.no_promises)};
  for (const ServiceReport::Promise& one : report.promises) {
    section.rows.push_back({promise_name(tongue, words, one),
                            {count({one.now.met, one.before.met}), count({one.now.breached, one.before.breached}),
                             share(one.now, one.before)},
                            ""});
  }
  return section;
}

ReportSection escalations(const ServiceReportWords& words, const ServiceReport& report) {
  ReportSection section{"escalations", std::string(words.escalations), std::string(words.escalations_note),
                        std::string(words.figure), {std::string(words.value)}, {}, std::string(words.no_escalations)};
  const std::int64_t ended = report.answered.now.count + report.answered.before.count + report.unanswered.now +
                             report.unanswered.before;
  if (report.escalated == Number{} && ended == 0) return section;
  const auto add = [&section](std::string_view name, ReportCell cell) {
    section.rows.push_back({std::string(name), {std::move(cell)}, ""});
  };
  add(words.escalated, count(report.escalated));
  add(words.escalations_answered, count({report.answered.now.count, report.answered.before.count}));
  add(words.unanswered, count(report.unanswered));
  const std::string until = std::string(words.until_answer) + ", ";
  add(until + std::string(words.median), duration(report.answered.now, report.answered.before, &Spread::median, true));
  add(until + std::string(words.p90), duration(report.answered.now, report.answered.before, &Spread::p90, true));
  return section;
}

ReportSection ratings(const ServiceReportWords& words, const ServiceReport& report) {
  ReportSection section{"ratings", std::string(words.ratings), "", std::string(words.score), {std::string(words.count)}, {},
                        std::string(words.no_ratings)};
  if (report.rated() == Number{}) return section;
  for (std::size_t i = report.ratings.size(); i-- > 0;)
    section.rows.push_back({filled(words.of_five, std::to_string(i + 1)), {count(report.ratings[i])}, ""});
  return section;
}

}  // namespace

const ServiceReportWords& service_report_words(Tongue tongue) {
  return tongue == Tongue::german ? german : english;
}

std::string month_words(Tongue tongue, const ReviewMonth& month) {
  return std::string(name_of(service_report_words(tongue), month)) + " " + std::to_string(month.year);
}

std::string period_words(Tongue tongue, const ReviewMonth& month) {
  const MonthDays days = days_of(month);
  return std::string(tongue == Tongue::german ? "1.–" : "1–") + std::to_string(days.last - days.first + 1) +
         (tongue == Tongue::german ? ". " : " ") + month_words(tongue, month);
}

std::string number_words(Tongue tongue, Kind kind, const std::optional<double>& value) {
  const ServiceReportWords& words = service_report_words(tongue);
  if (!value) return "–";
  if (kind == Kind::duration) return duration_text(words, static_cast<std::int64_t>(*value));
  if (kind == Kind::count) return grouped(static_cast<std::int64_t>(*value), words.thousands);
  // What was kept 1999 times of 2000 was not kept always: cut off, the last bit of a fraction aside.
  return one_decimal(static_cast<std::int64_t>(std::floor(*value * 1000 + 1e-6)), words.decimal, false) + " %";
}

std::string rating_words(Tongue tongue, const std::optional<double>& rating) {
  const ServiceReportWords& words = service_report_words(tongue);
  if (!rating) return "–";
  return filled(words.of_five, one_decimal(std::lround(*rating * 10), words.decimal, true));
}

std::vector<std::string> sentences_of(Tongue tongue, const ServiceReport& report) {
  const ServiceReportWords& words = service_report_words(tongue);
  std::vector<std::string> all{tickets_sentence(words, report)};
  if (report.resolved.now + report.open.now == 0) {
    all.emplace_back(words.nothing_open);
  } else {
    all.push_back(counted(words.resolved_sentence, report.resolved.now, words) +
                  counted(report.whole ? words.open_sentence : words.open_now_sentence, report.open.now, words));
  }
  if (std::string promised = promises_sentence(tongue, words, report.kept()); !promised.empty()) all.push_back(std::move(promised));
  if (const std::int64_t times = report.escalated.now; times > 0) {
    std::string text = times == 1 ? std::string(words.escalated_sentence[0])
                                  : filled(words.escalated_sentence[1], grouped(times, words.thousands));
    if (report.answered.now.count > 0)
      text += filled(words.answered_sentence, duration_text(words, report.answered.now.median.ms));
    all.push_back(text + (text.back() == '.' ? "" : "."));  // "6 Min."
  }
  if (const std::int64_t rated = report.rated().now; rated == 1) {
    all.push_back(filled(words.rated_sentence[0], rating_words(tongue, report.rating())));
  } else if (rated > 1) {
    all.push_back(filled(filled(words.rated_sentence[1], grouped(rated, words.thousands)), rating_words(tongue, report.rating())));
  }
  return all;
}

std::vector<ReportSection> sections_of(Tongue tongue, const ServiceReport& report) {
  const ServiceReportWords& words = service_report_words(tongue);
  return {at_a_glance(words, report), promises(tongue, words, report), times(words, report), priorities(words, report),
          categories(words, report),  escalations(words, report),      ratings(words, report)};
}

}  // namespace oasis::notify
