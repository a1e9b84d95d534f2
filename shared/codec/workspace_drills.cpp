// Drills of the workspace document.
#include "shared/codec/words.hpp"
#include "shared/codec/workspace_parts.hpp"

namespace oasis {

using nlohmann::json;

void read_part(const Field& field, const Names& names, Drill& out) {
  Members members(field);
  read_id_and_name(members, out.id, &out.name);
  members.required("chain", [&](const Field& at) { read_reference(at, names.chains, "chain", out.chain); });
  members.required("subject", [&](const Field& at) {
    if (read_text(at, out.subject) && out.subject.empty()) at.fault("must not be empty");
  });
  members.optional("text", [&](const Field& at) { read_text(at, out.text, longest_text); });
  members.optional("priority", [&](const Field& at) { read_word(at, out.priority); });
  members.optional("every", [&](const Field& at) { read_word(at, out.every); });
  members.optional("announced", [&](const Field& at) { read_bool(at, out.announced); });
  members.optional("outside_hours", [&](const Field& at) { read_bool(at, out.outside_hours); });
  members.optional("calendar",
                   [&](const Field& at) { read_reference(at, names.calendars, "calendar", out.calendar); });
  members.done();
}

json write_part(const Drill& drill) {
  json out = {{"id", drill.id},
              {"name", drill.name},
              {"chain", drill.chain},
              {"subject", drill.subject},
              {"text", drill.text},
              {"priority", word(drill.priority)},
              {"every", word(drill.every)},
              {"announced", drill.announced},
              {"outside_hours", drill.outside_hours}};
  if (!drill.calendar.empty()) out["calendar"] = drill.calendar;
  return out;
}

}  // namespace oasis
