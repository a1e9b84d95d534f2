// The on-call calendar from outside: changes and requests for swaps (the room "On call"), who is on call now,
// calendar feeds by secret links, shifts and holidays from an iCalendar file. May not: compute a schedule or decide what
// a change means.
#include <httplib.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "server/http/answer.hpp"
#include "server/http/feed_links.hpp"
#include "server/http/json_body.hpp"
#include "server/http/notify_services.hpp"
#include "server/http/oncall_page.hpp"
#include "server/http/routes.hpp"
#include "server/http/secret_page.hpp"
#include "server/notify/handoffs.hpp"
#include "server/notify/schedule_changes.hpp"
#include "server/store/audit.hpp"
#include "shared/codec/ical.hpp"
#include "shared/codec/ical_shifts.hpp"
#include "shared/codec/imported_shifts.hpp"
#include "shared/codec/schedule_change.hpp"
#include "shared/codec/workspace.hpp"
#include "shared/policy/sight.hpp"
#include "shared/report/local_words.hpp"
#include "shared/report/oncall_feed.hpp"
#include "shared/report/oncall_now.hpp"
#include "shared/report/shift_import.hpp"
#include "shared/time/text.hpp"

namespace oasis::http {
namespace {

using nlohmann::json;

std::string dumped(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

Code code_of(Refusal::Code code) {
  switch (code) {
    case Refusal::Code::forbidden:
      return Code::not_allowed;
    case Refusal::Code::conflict:
      return Code::conflict;
    case Refusal::Code::too_large:
    case Refusal::Code::invalid:
    case Refusal::Code::unknown_ticket:
      break;
  }
  return Code::bad_value;
}

json interval_json(Interval during) {
  return {{"from", to_text(during.from)}, {"to", to_text(during.to)}};
}

json effect_json(const ScheduleEffect& effect) {
  json row = {{"schedule", effect.schedule},
              {"gaps", json::array()},
              {"begin", json::array()},
              {"end", json::array()}};
  for (const Interval& gap : effect.gaps) row["gaps"].push_back(interval_json(gap));
  const auto add = [&row](const char* name, const std::vector<Shift>& shifts) {
    for (const Shift& shift : shifts) {
      json one = interval_json(shift.during);
      one["user"] = shift.user;
      row[name].push_back(std::move(one));
    }
  };
  add("begin", effect.begin);
  add("end", effect.end);
  return row;
}

void post_change(Call& call, const NotifyServices& notify) {
  const auto body = read_json(call.request.body);
  if (!body.ok()) return refuse(call.response, Code::bad_json, body.error().what, body.error().where);
  const auto change = read_schedule_change(*body);
  if (!change.ok()) return refuse(call.response, change.error().front());
  notify::ChangedSchedule changed;
  notify.services.writer.run([&](engine::Turn& turn) {
    turn.come_from(call.request.remote_addr);
    changed = notify::change_schedule(turn, *change, call.who->user_id);
  });
  if (changed.refusal)
    return refuse(call.response, code_of(changed.refusal->code), changed.refusal->what,
                  changed.refusal->where);
  notify.wake();
  json effects = json::array();
  for (const ScheduleEffect& effect : changed.effects) effects.push_back(effect_json(effect));
  answer_json(call.response, dumped({{"effects", std::move(effects)}}));
}

void post_note(Call& call, const NotifyServices& notify) {
  const auto body = read_json(call.request.body);
  if (!body.ok()) return refuse(call.response, Code::bad_json, body.error().what, body.error().where);
  const auto text = body->is_object() ? body->find("text") : body->end();
  if (!body->is_object() || text == body->end() || !text->is_string())
    return refuse(call.response, Code::bad_value, "Send the note as text; an empty one takes it back.",
                  "/text");
  const HandoffNote note{text->get<std::string>(), call.who->user_id};
  std::optional<Refusal> refusal;
  notify.services.writer.run(
      [&](engine::Turn& turn) { refusal = notify::leave_handoff_note(turn, call.path.at("id"), note); });
  if (refusal) return refuse(call.response, code_of(refusal->code), refusal->what, refusal->where);
  answer_json(call.response, "{}");
}

// ---- who is on call now
// --------------------------------------------------------------------------------------------------

json people_json(const Policies& policies, const std::vector<Id>& people) {
  json list = json::array();
  for (const Id& id : people) list.push_back({{"id", id}, {"name", name_of(policies, id)}});
  return list;
}

json now_json(const Policies& policies, Instant now) {
  json rows = json::array();
  for (const OncallNow& one : on_call_now(policies, "", now)) {
    const Schedule& schedule = *policies.schedule(one.schedule);
    json row = {{"schedule", one.schedule},
                {"name", name_of(schedule)},
                {"people", people_json(policies, one.people)},
                {"next", people_json(policies, one.next)}};
    if (one.until < now + handoff_ahead) row["until"] = to_text(one.until);
    rows.push_back(std::move(row));
  }
  return {{"at", to_text(now)}, {"schedules", std::move(rows)}};
}

/// A note for the next speaks of tickets: it is for those who work on them, and who see them all or take shifts there.
bool sees_handoff_note(const Policies& policies, const Schedule& schedule, const Id& user, Instant now) {
  const Sight sight = sight_of(policies, user);
  if (!sees_notes(sight) || sees_everything(sight)) return sees_notes(sight);
  const std::vector<Id> on_call = policies.rota(schedule.id)->on_call(now);
  return std::binary_search(on_call.begin(), on_call.end(), user) ||
         std::any_of(schedule.layers.begin(), schedule.layers.end(), [&user](const Layer& layer) {
           const auto& people = layer.rotation.people;
           return std::find(people.begin(), people.end(), user) != people.end();
         });
}

/// For those who work here: with what waits for an answer, and the notes for the next.
void get_now_json(Call& call, const Services& services) {
  const Instant now = services.writer.now();
  const auto policies = services.writer.policies();
  const Id& user = call.who->user_id;
  const bool works_here = sees_notes(sight_of(*policies, user));
  json answer = now_json(*policies, now);
  services.read([&](store::Database& reading) {
    answer["swaps"] = works_here ? write_swap_requests(notify::swap_requests(reading, now)) : json::array();
    for (json& row : answer["schedules"]) {
      if (!sees_handoff_note(*policies, *policies->schedule(row["schedule"].get<std::string>()), user, now)) continue;
      const HandoffNote note = notify::handoff_note(reading, row["schedule"].get<std::string>());
      if (!note.text.empty()) row["note"] = {{"text", note.text}, {"by", note.by}};
    }
  });
  answer_json(call.response, dumped(answer));
}

void answer_now_page(Call& call, const Services& services, const Policies& policies, Instant now) {
  OncallPage page;
  page.workspace = policies.workspace().name;
  page.at = local_words(policies.zone(), now) + " (" + policies.zone().name() + ")";
  for (const OncallNow& one : on_call_now(policies, "", now)) {
    const Schedule& schedule = *policies.schedule(one.schedule);
    OncallPage::Line line;
    line.schedule = name_of(schedule);
    line.people = names_of(policies, one.people);
    if (one.until < now + handoff_ahead) line.until = local_words(policies.zone(), one.until);
    line.next = names_of(policies, one.next);
    page.lines.push_back(std::move(line));
  }
  answer_html(call.response, oncall_page(services.frame, page));
}

// ---- by secret links
// --------------------------------------------------------------------------------------------------

std::optional<FeedLink> link_of(const Call& call, const Services& services, const Policies& policies) {
  std::optional<FeedLink> link;
  services.read([&](store::Database& reading) {
    link = read_feed_token(services.links, reading, policies, call.path.at("secret"));
  });
  return link;
}

void answer_no_link(Call& call, const Services& services) {
  answer_html(
      call.response,
      message_page(services.frame, "Not found",
                   "This link is not right, or was made new. Its owner finds the right one on the page "
                   "Calendar feeds."),
      404);
}

void get_now_page(Call& call, const Services& services) {
  const auto policies = services.writer.policies();
  const auto link = link_of(call, services, *policies);
  if (!link || link->kind != FeedLink::Kind::now) return answer_no_link(call, services);
  const Instant now = services.writer.now();
  if (call.request.get_param_value("format") == "json")
    return answer_json(call.response, dumped(now_json(*policies, now)));
  answer_now_page(call, services, *policies, now);
}

void get_feed(Call& call, const Services& services) {
  const auto policies = services.writer.policies();
  const auto link = link_of(call, services, *policies);
  if (!link || link->kind == FeedLink::Kind::now) return answer_no_link(call, services);
  const bool own = link->kind == FeedLink::Kind::own;
  const User* user = policies->user(link->user);
  IcalFeed feed;
  feed.stamp = services.writer.now();
  feed.sequence = policies->version();
  if (own) {
    feed.name = "On call: " + name_of(*policies, link->user);
    feed.zone = policies->shared_zone(user->zone);
  } else {
    const Schedule& schedule = *policies->schedule(link->schedule);
    feed.name = name_of(schedule);
    feed.zone = policies->shared_zone(schedule.zone);
  }
  for (FeedShift& shift : feed_of(*policies, own ? link->user : Id(), link->schedule, services.writer.now()))
    feed.events.push_back(
        {uid_of(shift), shift.during, std::move(shift.summary), std::move(shift.details), own});
  call.response.set_header("Cache-Control", "no-store");
  call.response.set_header("X-Robots-Tag", "noindex");
  call.response.set_header("Content-Disposition", "inline; filename=\"on-call.ics\"");
  call.response.set_content(write_ical(feed), "text/calendar; charset=utf-8");
}

void show_feeds(Call& call, const Services& services, const std::string& notice) {
  const auto policies = services.writer.policies();
  FeedsPage page;
  page.notice = notice;
  services.read([&](store::Database& reading) {
    const auto url = [&](const char* path, FeedLink::Kind kind, const Id& schedule) {
      const FeedLink link{kind, call.who->user_id, schedule};
      return services.links.url_of(path + feed_token(services.links, reading, link));
    };
    page.feeds.push_back({"Your own shifts", url("/ical/", FeedLink::Kind::own, "")});
    for (const Schedule& schedule : policies->workspace().schedules)
      page.feeds.push_back({name_of(schedule), url("/ical/", FeedLink::Kind::schedule, schedule.id)});
    page.now_url = url("/oncall/", FeedLink::Kind::now, "");
  });
  answer_html(call.response, feeds_page(services.frame, page));
}

void post_feeds(Call& call, const Services& services) {
  const Id& user = call.who->user_id;
  services.writer.run([&](engine::Turn& turn) {
    renew_feed_links(turn.database(), user, turn.now());
    store::append_audit(turn.database(), {turn.now(), user, call.request.remote_addr, "feed_links_renewed", user, ""});
  });
  answer_redirect(call.response, "/feeds?done=new");
}

// ---- shifts from a file
// --------------------------------------------------------------------------------------------------

/// Says what stands in the file; what is taken of it comes as a change of the calendar like any other.
void read_shift_file(Call& call, const Services& services) {
  const auto policies = services.writer.policies();
  const Schedule* schedule = policies->schedule(call.path.at("id"));
  if (schedule == nullptr) return refuse(call.response, Code::bad_value, "There is no such schedule.", "/id");
  const auto shifts = read_ical_shifts(call.request.body, policies->shared_zone(schedule->zone), services.zones,
                                       services.writer.now());
  if (!shifts.ok()) return refuse(call.response, shifts.error());
  const json list = write_imported_shifts(recognise_shifts(*shifts, *policies, schedule->id));
  answer_json(call.response, dumped({{"shifts", list}}));
}

// ---- holidays
// --------------------------------------------------------------------------------------------------

void post_holidays(Call& call, const Services& services) {
  if (!sees_settings(sight_of(*services.writer.policies(), call.who->user_id)))
    return refuse(call.response, Code::not_allowed, "Only managers of the whole workspace change calendars.");
  const auto holidays = read_ical_holidays(call.request.body);
  if (!holidays.ok()) return refuse(call.response, holidays.error());
  std::optional<Error> error;
  std::size_t added = 0;
  services.writer.run([&](engine::Turn& turn) {
    turn.come_from(call.request.remote_addr);
    Workspace workspace = current_policies(turn.state())->workspace();
    const auto calendar =
        std::find_if(workspace.calendars.begin(), workspace.calendars.end(),
                     [&](const NamedCalendar& one) { return one.id == call.path.at("id"); });
    if (calendar == workspace.calendars.end()) {
      error = Error{"/id", "There is no such calendar."};
      return;
    }
    const auto count = add_holidays(calendar->rules, *holidays);
    if (!count.ok()) {
      error = count.error();
      return;
    }
    added = *count;
    if (added == 0) return;
    const auto faults =
        turn.adopt_document(write_workspace(workspace).dump(), engine::Reach::new_tickets, call.who->user_id);
    if (!faults.empty()) error = faults.front();
  });
  if (error) return refuse(call.response, *error);
  answer_json(call.response, dumped({{"days", holidays->size()}, {"added", added}}));
}

}  // namespace

void add_schedule_routes(Routes& routes, const NotifyServices& notify) {
  const Services& services = notify.services;
  routes.add({"POST", "/api/v1/schedules/changes", Role::agent, Body::json, small_body,
              [&notify](Call& call) { post_change(call, notify); }});
  routes.add({"POST", "/api/v1/schedules/:id/shifts/read", Role::agent, Body::bytes, largest_ical,
              [&services](Call& call) { read_shift_file(call, services); }});
  routes.add({"POST", "/api/v1/schedules/:id/note", Role::agent, Body::json, small_body,
              [&notify](Call& call) { post_note(call, notify); }});
  routes.add({"GET", "/api/v1/oncall", Role::viewer, Body::none, 0,
              [&services](Call& call) { get_now_json(call, services); }});
  routes.add({"POST", "/api/v1/calendars/:id/holidays", Role::manager, Body::bytes, largest_ical,
              [&services](Call& call) { post_holidays(call, services); }});
  routes.add({"GET", "/oncall/:secret", std::nullopt, Body::none, 0,
              [&services](Call& call) { get_now_page(call, services); }});
  routes.add({"GET", "/ical/:secret", std::nullopt, Body::none, 0,
              [&services](Call& call) { get_feed(call, services); }});
  routes.add({"GET", "/feeds", Role::viewer, Body::none, 0, [&services](Call& call) {
                const bool renewed = call.request.get_param_value("done") == "new";
                show_feeds(call, services,
                           renewed ? "Your links are new; the old ones do not work any more." : "");
              }});
  routes.add({"POST", "/feeds", Role::viewer, Body::form, small_body,
              [&services](Call& call) { post_feeds(call, services); }});
}

}  // namespace oasis::http
