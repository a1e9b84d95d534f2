// Playbooks in the workspace document (docs/scenario.md). May not: decide for whom one is (policy/playbooks).
#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/codec/workspace_parts.hpp"

namespace oasis {
namespace {

using nlohmann::json;

constexpr std::size_t most_questions = 50;
constexpr std::size_t most_answers = 10;

void read_answers(const Field& field, std::vector<std::string>& out) {
  read_list(field, most_answers, [&](const Field& item) {
    std::string answer;
    if (read_text(item, answer) && answer.empty()) item.fault("must not be empty");
    out.push_back(std::move(answer));
  });
  if (field.value().is_array() && out.size() < 2) field.fault("must offer at least two answers");
}

Playbook::Question read_question(const Field& field) {
  Playbook::Question out;
  Members members(field);
  members.required("question", [&](const Field& at) {
    if (read_text(at, out.question) && out.question.empty()) at.fault("must not be empty");
  });
  members.required("answers", [&](const Field& at) { read_answers(at, out.answers); });
  members.required("right", [&](const Field& at) {
    read_integer(at, out.right, 0, std::max<std::int32_t>(0, static_cast<std::int32_t>(out.answers.size()) - 1));
  });
  members.done();
  return out;
}

}  // namespace

void read_part(const Field& field, const Names&, Playbook& out) {
  Members members(field);
  read_id_and_name(members, out.id, &out.name);
  members.optional("when", [&](const Field& at) { read_text(at, out.when); });
  members.optional("tiers", [&](const Field& at) {
    read_list(at, most_values,
              [&](const Field& item) { read_integer(item, out.tiers.emplace_back(), 1, highest_tier); });
  });
  members.optional("categories", [&](const Field& at) { read_tags(at, out.categories); });
  members.required("text", [&](const Field& at) {
    if (read_text(at, out.text, longest_text) && out.text.empty()) at.fault("must not be empty");
  });
  members.optional("quiz", [&](const Field& at) {
    read_list(at, most_questions, [&](const Field& item) { out.quiz.push_back(read_question(item)); });
  });
  members.done();
}

json write_part(const Playbook& playbook) {
  json out = {{"id", playbook.id}, {"name", playbook.name}, {"text", playbook.text}};
  if (!playbook.when.empty()) out["when"] = playbook.when;
  if (!playbook.tiers.empty()) out["tiers"] = playbook.tiers;
  if (!playbook.categories.empty()) out["categories"] = playbook.categories;
  for (const Playbook::Question& one : playbook.quiz)
    out["quiz"].push_back({{"question", one.question}, {"answers", one.answers}, {"right", one.right}});
  return out;
}

}  // namespace oasis
