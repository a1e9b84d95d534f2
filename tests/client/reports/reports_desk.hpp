// A desk whose server answers with a small report and a small board. May not: know what a test is about.
#pragma once

#include <string>
#include <vector>

#include "tests/client/screens/desk_harness.hpp"

namespace oasis {

struct ReportsDesk : DeskHarness {
  explicit ReportsDesk(int width = 1440, int height = 2400) {
    platform.screen = {width, height, 1};
    platform.net.answer = [this](const platform::Request& request) { return answer(request); };
  }

  platform::Response answer(const platform::Request& request) {
    if (status != 200) return {status, status == 0 ? "" : R"({"error": {"message": "Too busy just now."}})"};
    if (request.url.rfind("/api/v1/report/tickets", 0) == 0) return asked.push_back(request.url), platform::Response{200, tickets};
    if (request.url.find("&section=") != std::string::npos) return asked.push_back(request.url), platform::Response{200, section};
    if (request.url.rfind("/api/v1/report", 0) == 0) return asked.push_back(request.url), platform::Response{200, report};
    if (request.url.rfind("/api/v1/board", 0) == 0) return asked.push_back(request.url), platform::Response{200, board};
    return {404, "{}"};
  }

  int status = 200;
  std::vector<std::string> asked;  ///< of what is answered here
  std::string section = "{}";  ///< all rows of one
  std::string report = R"({
    "from": "2026-08-25", "to": "2026-09-21", "zone": "UTC", "categories": ["VPN"],
    "findings": [{"kind": "step_never_answers", "what": "Tier 2 of Customer-facing never answers.", "evidence": "Told 7 times.", "action": "Ask somebody else.", "place": "chains/default"}],
    "suggestions": [{"chain": "default", "step": 1, "wait": 600000, "what": "Tier 2’s wait of Customer-facing could be 10 min", "evidence": "95 % of its 24 answers came within 8 min; it waits 30 min."}],
    "before": {"by_day": [{"day": "2026-07-28", "created": 9, "resolved": 1, "escalated": 0, "breached": 0}]},
    "now": {"by_day": [{"day": "2026-08-25", "created": 7, "resolved": 0, "escalated": 0, "breached": 0}, {"day": "2026-09-21", "created": 3, "resolved": 2, "escalated": 1, "breached": 0}],
            "steps": [{"chain": "default", "tier": 1, "answered": 14, "spent": 7200000, "stays": {"count": 25, "median": 300000, "p90": 1800000}},
                      {"chain": "default", "tier": 2, "answered": 9, "spent": 3600000, "stays": {"count": 11, "median": 480000, "p90": 600000}},
                      {"chain": "night", "tier": 1, "answered": 1, "spent": 60000, "stays": {"count": 1, "median": 60000, "p90": 60000}},
                      {"chain": "never", "tier": 1, "answered": 0, "spent": 0, "stays": {"count": 0, "median": 0, "p90": 0}}],
            "hour_of_week": [[], [0, 0, 3, 1], [], [], [], [], []],
            "first_response": {"count": 25, "median": 600000, "p90": 5400000, "bars": [9, 8, 4, 1, 3, 0, 0, 0, 0, 0, 0, 0]},
            "resolution": {"count": 3, "median": 90000000, "p90": 900000000, "bars": [0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 1]}},
    "sections": [
      {"id": "summary", "title": "At a glance", "note": "", "of": "Figure", "columns": ["Value"], "empty": "", "rows": [
        {"name": "Tickets created", "key": "created", "cells": [{"kind": "count", "now": 1204, "before": 980}]},
        {"name": "Escalation rate", "key": "", "cells": [{"kind": "share", "now": 0.25, "before": null, "few": true}]}]},
      {"id": "customers", "title": "By customer", "note": "", "of": "Customer", "columns": ["Created", "Escalations"], "empty": "Nothing in this period.", "rows": [
        {"name": "Globex", "key": "globex", "cells": [{"kind": "count", "now": 12, "before": 9, "behind": "kinds:created;customer:globex"}, {"kind": "count", "now": 3, "before": 0, "behind": "kinds:escalated;customer:globex"}]},
        {"name": "No customer", "key": "", "cells": [{"kind": "count", "now": 2, "before": 0}, {"kind": "count", "now": 0, "before": 0, "behind": "kinds:escalated;customer:"}]}]},
      {"id": "categories", "title": "By category", "note": "", "of": "Category", "columns": ["Created"], "empty": "Nothing in this period.", "rows": [
        {"name": "VPN", "key": "VPN", "cells": [{"kind": "count", "now": 5, "before": 9}]}]},
      {"id": "reasons", "title": "Why we escalated", "note": "", "of": "Reason", "columns": ["Times"], "empty": "No escalation in this period.", "rows": []},
      {"id": "people", "title": "Who carries the load", "note": "Pages by the person's own clock.", "of": "Person", "columns": ["Pages at work", "Pages off work", "Pages in sleep"], "empty": "", "rows": [
        {"name": "Ann Ek", "key": "ann", "cells": [{"kind": "count", "now": 4, "before": 1}, {"kind": "count", "now": 2, "before": 1}, {"kind": "count", "now": 1, "before": 0}]}]}]})";
  std::string tickets = R"({
    "title": "Tickets created · Globex", "from": "2026-08-25", "to": "2026-09-21", "zone": "UTC", "count": 3, "tickets": 2,
    "rows": [{"ticket": "t1", "number": 7, "subject": "Printer on fire", "customer": "Globex", "what": "Created", "at": 1790000000000, "value": 7200000},
             {"ticket": "", "number": 0, "subject": "", "customer": "", "what": "Created", "at": 1789990000000}]})";
  std::string board = R"({
    "at": 1790000000000, "zone": "UTC", "first_day": 20705,
    "numbers": [{"name": "Open", "now": 42, "alarming": false, "view": "all"}, {"name": "Escalating", "now": 2, "alarming": true, "view": "escalated"}, {"name": "Created today", "now": 7, "alarming": false, "yesterday": 9, "behind": "kinds:created"},
                {"name": "Breaches today", "now": 0, "alarming": false, "yesterday": 1, "behind": "kinds:breached"}],
    "breaches": [{"ticket": "t1", "number": 1, "subject": "Printer on fire", "customer": "Globex", "clock": "first_response", "due": 1790000750000}],
    "levels": [{"clock": "first_response", "days": [{"met": 3, "breached": 1}, {"met": 0, "breached": 0}, {"met": 2, "breached": 0}]}],
    "splits": [{"of": "customer", "count": 5, "parts": [{"name": "Globex", "key": "globex", "days": [{"met": 3, "breached": 1}, {"met": 0, "breached": 0}, {"met": 2, "breached": 0}]},
                                                         {"name": "No customer", "key": "", "days": [{"met": 1, "breached": 0}, {"met": 0, "breached": 0}, {"met": 0, "breached": 0}]}]},
               {"of": "team", "count": 0, "parts": []},
               {"of": "priority", "count": 1, "parts": [{"name": "Urgent", "key": "urgent", "days": [{"met": 1, "breached": 3}, {"met": 0, "breached": 0}, {"met": 0, "breached": 1}]}]}],
    "on_call": [{"schedule": "tier-1", "name": "Support on call", "people": "Ann Ek"}, {"schedule": "tier-2", "name": "Specialists", "people": ""}]})";
};

}  // namespace oasis
