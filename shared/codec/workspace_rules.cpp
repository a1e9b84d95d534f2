// Chains, rules, templates, webhooks, mailboxes and channels of the workspace document.
#include "shared/codec/channel_settings.hpp"
#include "shared/codec/workspace_parts.hpp"
#include "shared/text/utf8.hpp"
#include "shared/time/text.hpp"

namespace oasis {

using nlohmann::json;

namespace {

void read_step(const Field& field, const Names& names, std::int32_t least_tier, Step& out) {
  Members members(field);
  out.tier = least_tier;
  members.required("tier", [&](const Field& at) {
    if (read_integer(at, out.tier, 1, highest_tier) && out.tier < least_tier) {
      at.fault("is lower than the tier of the step before");
    }
  });
  members.optional("name", [&](const Field& at) { read_text(at, out.name); });
  members.required("notify", [&](const Field& at) {
    read_list(at, most_values,
              [&](const Field& item) { read_target(item, names, out.notify.emplace_back()); });
    if (at.value().is_array() && at.value().empty()) at.fault("needs at least one user, schedule or team");
  });
  members.optional("backup", [&](const Field& at) {
    read_list(at, most_values,
              [&](const Field& item) { read_target(item, names, out.backup.emplace_back()); });
  });
  members.optional("urgency", [&](const Field& at) { read_word(at, out.urgency.emplace()); });
  members.required("wait", [&](const Field& at) { read_duration(at, out.wait); });
  members.optional("calendar",
                   [&](const Field& at) { read_reference(at, names.calendars, "calendar", out.calendar); });
  members.done();
}

void read_condition(const Field& field, const Names& names, RuleCondition& out) {
  Members members(field);
  const auto words = [&](std::string_view key, auto& list) {
    members.optional(key, [&](const Field& at) {
      read_one_or_list(at, most_values, [&](const Field& item) { read_word(item, list.emplace_back()); });
    });
  };
  const auto references = [&](std::string_view key, const Names::Ids& ids, std::vector<Id>& list) {
    members.optional(key, [&](const Field& at) {
      read_one_or_list(at, most_values,
                       [&](const Field& item) { read_reference(item, ids, key, list.emplace_back()); });
    });
  };
  const auto texts = [&](std::string_view key, std::vector<std::string>& list) {
    members.optional(key, [&](const Field& at) {
      read_one_or_list(at, most_values, [&](const Field& item) { read_text(item, list.emplace_back()); });
    });
  };
  words("priority", out.priority);
  words("status", out.status);
  references("customer", names.customers, out.customer);
  texts("customer_tag", out.customer_tag);
  references("team", names.teams, out.team);
  members.optional("tier", [&](const Field& at) {
    read_one_or_list(at, most_values, [&](const Field& item) {
      read_integer(item, out.tier.emplace_back(), 0, highest_tier);
    });
  });
  texts("tag", out.tag);
  texts("category", out.category);
  texts("channel", out.channel);
  texts("text_contains", out.text_contains);
  members.optional("within",
                   [&](const Field& at) { read_reference(at, names.calendars, "calendar", out.within); });
  members.done();
}

void read_set_action(const Field& field, const Names& names, RuleAction& out) {
  out.kind = RuleAction::Kind::set;
  Members members(field);
  members.optional("priority", [&](const Field& at) { read_word(at, out.priority.emplace()); });
  members.optional("status", [&](const Field& at) { read_word(at, out.status.emplace()); });
  const auto reference_or_none = [&](const Field& at, const Names::Ids& ids, std::string_view kind,
                                     std::string& id) {
    if (at.value().is_null() || (at.value().is_string() && at.value() == "")) return;
    read_reference(at, ids, kind, id);
  };
  members.optional("team",
                   [&](const Field& at) { reference_or_none(at, names.teams, "team", out.team.emplace()); });
  members.optional("assignee", [&](const Field& at) {
    reference_or_none(at, names.users, "user", out.assignee.emplace());
  });
  members.optional("tags", [&](const Field& at) { read_tags(at, out.tags.emplace()); });
  members.done();
  if (field.value().is_object() && field.value().empty()) field.fault("sets nothing");
}

void read_webhook_action(const Field& field, const Names& names, RuleAction& out) {
  out.kind = RuleAction::Kind::webhook;
  if (field.value().is_string()) {
    read_reference(field, names.webhooks, "webhook", out.subject);
    return;
  }
  Members members(field);
  const auto read = [&](const Field& at) { read_reference(at, names.webhooks, "webhook", out.subject); };
  if (!members.optional("url", read)) members.required("id", read);
  members.done();
}

void read_template_action(const Field& field, const Names& names, RuleAction::Kind kind, RuleAction& out) {
  out.kind = kind;
  Members members(field);
  members.required("template",
                   [&](const Field& at) { read_reference(at, names.templates, "template", out.subject); });
  members.done();
}

void read_action(const Field& field, const Names& names, RuleAction& out) {
  if (!field.value().is_object() || field.value().size() != 1) {
    return field.fault("must be an object with one of escalate, set, notify, reply, note, webhook");
  }
  Members members(field);
  members.optional("escalate", [&](const Field& at) {
    out.kind = RuleAction::Kind::escalate;
    Members escalate(at);
    escalate.required("chain",
                      [&](const Field& chain) { read_reference(chain, names.chains, "chain", out.chain); });
    escalate.optional("tier",
                      [&](const Field& tier) { read_integer(tier, out.tier.emplace(), 1, highest_tier); });
    escalate.done();
  });
  members.optional("set", [&](const Field& at) { read_set_action(at, names, out); });
  members.optional("notify", [&](const Field& at) {
    out.kind = RuleAction::Kind::notify;
    Members notify(at);
    read_target(notify, at, names, out.target);
    notify.optional("urgency", [&](const Field& urgency) { read_word(urgency, out.urgency); });
    notify.done();
  });
  members.optional("reply",
                   [&](const Field& at) { read_template_action(at, names, RuleAction::Kind::reply, out); });
  members.optional("note",
                   [&](const Field& at) { read_template_action(at, names, RuleAction::Kind::note, out); });
  members.optional("webhook", [&](const Field& at) { read_webhook_action(at, names, out); });
  members.done();
}

/// {"de": {"subject": …, "text": …}, …}
void read_variants(const Field& field, std::vector<TemplateVariant>& out) {
  if (!field.value().is_object()) return field.fault("must be an object of languages and texts");
  for (auto member = field.value().begin(); member != field.value().end(); ++member) {
    const Field at(member.value(), field, member.key());
    if (!is_language(member.key())) {
      at.fault("is no language, as in \"de\" or \"pt-BR\"");
      continue;
    }
    TemplateVariant& variant = out.emplace_back();
    variant.language = lower_ascii(member.key());
    Members members(at);
    members.optional("subject", [&](const Field& text) { read_text(text, variant.subject); });
    members.required("text", [&](const Field& text) { read_text(text, variant.text, longest_text); });
    members.done();
  }
}

void read_settings(const Field& field, std::vector<std::pair<std::string, std::string>>& out) {
  if (!field.value().is_object()) return field.fault("must be an object of names and texts");
  for (auto member = field.value().begin(); member != field.value().end(); ++member) {
    std::string text;
    if (read_text(Field(member.value(), field, member.key()), text))
      out.emplace_back(member.key(), std::move(text));
  }
}

json write_settings(const std::vector<std::pair<std::string, std::string>>& settings) {
  json out = json::object();
  for (const auto& [name, value] : settings) out[name] = value;
  return out;
}

json write_action(const RuleAction& action) {
  json body = json::object();
  switch (action.kind) {
    case RuleAction::Kind::escalate:
      body["chain"] = action.chain;
      if (action.tier) body["tier"] = *action.tier;
      return {{"escalate", body}};
    case RuleAction::Kind::set:
      if (action.priority) body["priority"] = word(*action.priority);
      if (action.status) body["status"] = word(*action.status);
      if (action.team) body["team"] = *action.team;
      if (action.assignee) body["assignee"] = *action.assignee;
      if (action.tags) body["tags"] = *action.tags;
      return {{"set", body}};
    case RuleAction::Kind::notify:
      body = write_target(action.target);
      body["urgency"] = word(action.urgency);
      return {{"notify", body}};
    case RuleAction::Kind::reply:
      return {{"reply", {{"template", action.subject}}}};
    case RuleAction::Kind::note:
      return {{"note", {{"template", action.subject}}}};
    case RuleAction::Kind::webhook:
      return {{"webhook", {{"url", action.subject}}}};
  }
  return body;
}

json write_condition(const RuleCondition& condition) {
  json out = json::object();
  for (Priority priority : condition.priority) out["priority"].push_back(word(priority));
  for (Status status : condition.status) out["status"].push_back(word(status));
  if (!condition.customer.empty()) out["customer"] = condition.customer;
  if (!condition.customer_tag.empty()) out["customer_tag"] = condition.customer_tag;
  if (!condition.team.empty()) out["team"] = condition.team;
  if (!condition.tier.empty()) out["tier"] = condition.tier;
  if (!condition.tag.empty()) out["tag"] = condition.tag;
  if (!condition.category.empty()) out["category"] = condition.category;
  if (!condition.channel.empty()) out["channel"] = condition.channel;
  if (!condition.text_contains.empty()) out["text_contains"] = condition.text_contains;
  if (!condition.within.empty()) out["within"] = condition.within;
  return out;
}

}  // namespace

void read_part(const Field& field, const Names& names, Chain& out) {
  Members members(field);
  read_id_and_name(members, out.id, &out.name);
  members.optional("repeat", [&](const Field& at) { read_integer(at, out.repeat, 0, most_repeats); });
  members.optional("ack_timeout",
                   [&](const Field& at) { read_duration(at, out.ack_timeout.emplace(), seconds(1)); });
  read_update_every(members, out.update_every);
  members.required("steps", [&](const Field& at) {
    read_list(at, 100, [&](const Field& item) {
      const std::int32_t least_tier = out.steps.empty() ? 1 : out.steps.back().tier;
      read_step(item, names, least_tier, out.steps.emplace_back());
    });
    if (at.value().is_array() && at.value().empty()) at.fault("needs at least one step");
  });
  members.done();
}

void read_part(const Field& field, const Names& names, Rule& out) {
  Members members(field);
  read_id_and_name(members, out.id, nullptr);
  members.required("on", [&](const Field& at) { read_word(at, out.on); });
  const bool waits = out.on == Trigger::no_response || out.on == Trigger::idle;
  if (waits) {
    members.required("for", [&](const Field& at) { read_duration(at, out.for_, seconds(1)); });
    members.optional("calendar",
                     [&](const Field& at) { read_reference(at, names.calendars, "calendar", out.calendar); });
  }
  if (out.on == Trigger::sla_warning || out.on == Trigger::sla_breached) {
    members.optional("clock", [&](const Field& at) { read_word(at, out.clock.emplace()); });
  }
  if (out.on == Trigger::rated) {
    members.optional("at_most", [&](const Field& at) { read_integer(at, out.at_most, 1, 5); });
  }
  if (out.on == Trigger::reopened) {
    members.optional("times", [&](const Field& at) { read_integer(at, out.times, 1, 1'000'000); });
  }
  members.optional("if", [&](const Field& at) { read_condition(at, names, out.condition); });
  members.required("then", [&](const Field& at) {
    read_list(at, 100, [&](const Field& item) { read_action(item, names, out.then.emplace_back()); });
  });
  members.done();
}

void read_part(const Field& field, const Names&, Template& out) {
  Members members(field);
  read_id_and_name(members, out.id, &out.name);
  members.optional("subject", [&](const Field& at) { read_text(at, out.subject); });
  members.required("text", [&](const Field& at) { read_text(at, out.text, longest_text); });
  members.optional("language", [&](const Field& at) { read_variants(at, out.variants); });
  members.done();
}

void read_part(const Field& field, const Names&, Webhook& out) {
  Members members(field);
  read_id_and_name(members, out.id, nullptr);
  members.required("url", [&](const Field& at) {
    if (!read_text(at, out.url, 4000)) return;
    if (out.url.rfind("https://", 0) != 0 && out.url.rfind("http://", 0) != 0)
      at.fault("must begin with https:// or http://");
  });
  members.optional("secret_ref", [&](const Field& at) { read_text(at, out.secret_ref); });
  members.done();
}

void read_part(const Field& field, const Names&, Mailbox& out) {
  Members members(field);
  read_id_and_name(members, out.id, nullptr);
  members.required("address", [&](const Field& at) { read_text(at, out.address); });
  members.optional("settings", [&](const Field& at) { read_settings(at, out.settings); });
  members.optional("secret_ref", [&](const Field& at) { read_text(at, out.secret_ref); });
  members.done();
}

void read_part(const Field& field, const Names&, Channel& out) {
  Members members(field);
  read_id_and_name(members, out.id, nullptr);
  members.required("kind", [&](const Field& at) { read_text(at, out.kind); });
  members.optional("settings", [&](const Field& at) { read_settings(at, out.settings); });
  members.optional("secret_ref", [&](const Field& at) { read_text(at, out.secret_ref); });
  members.done();
  if (!out.kind.empty()) check_channel(field, out);
}

json write_part(const Chain& chain) {
  json out = {{"id", chain.id}, {"name", chain.name}, {"repeat", chain.repeat}, {"steps", json::array()}};
  if (chain.ack_timeout) out["ack_timeout"] = to_text(*chain.ack_timeout);
  if (chain.update_every) out["update_every"] = to_text(*chain.update_every);
  for (const Step& step : chain.steps) {
    json entry = {{"tier", step.tier}, {"wait", to_text(step.wait)}, {"notify", json::array()}};
    if (!step.name.empty()) entry["name"] = step.name;
    for (const Target& target : step.notify) entry["notify"].push_back(write_target(target));
    for (const Target& target : step.backup) entry["backup"].push_back(write_target(target));
    if (step.urgency) entry["urgency"] = word(*step.urgency);
    if (!step.calendar.empty()) entry["calendar"] = step.calendar;
    out["steps"].push_back(std::move(entry));
  }
  return out;
}

json write_part(const Rule& rule) {
  json out = {{"id", rule.id}, {"on", word(rule.on)}, {"then", json::array()}};
  if (rule.on == Trigger::no_response || rule.on == Trigger::idle) out["for"] = to_text(rule.for_);
  if (!rule.calendar.empty()) out["calendar"] = rule.calendar;
  if (rule.clock) out["clock"] = word(*rule.clock);
  if (rule.on == Trigger::rated) out["at_most"] = rule.at_most;
  if (rule.on == Trigger::reopened) out["times"] = rule.times;
  json condition = write_condition(rule.condition);
  if (!condition.empty()) out["if"] = std::move(condition);
  for (const RuleAction& action : rule.then) out["then"].push_back(write_action(action));
  return out;
}

json write_part(const Template& text) {
  json out = {{"id", text.id}, {"name", text.name}, {"subject", text.subject}, {"text", text.text}};
  for (const TemplateVariant& variant : text.variants) {
    json entry = {{"text", variant.text}};
    if (!variant.subject.empty()) entry["subject"] = variant.subject;
    out["language"][variant.language] = std::move(entry);
  }
  return out;
}

json write_part(const Webhook& webhook) {
  json out = {{"id", webhook.id}, {"url", webhook.url}};
  if (!webhook.secret_ref.empty()) out["secret_ref"] = webhook.secret_ref;
  return out;
}

json write_part(const Mailbox& mailbox) {
  json out = {
      {"id", mailbox.id}, {"address", mailbox.address}, {"settings", write_settings(mailbox.settings)}};
  if (!mailbox.secret_ref.empty()) out["secret_ref"] = mailbox.secret_ref;
  return out;
}

json write_part(const Channel& channel) {
  json out = {{"id", channel.id}, {"kind", channel.kind}, {"settings", write_settings(channel.settings)}};
  if (!channel.secret_ref.empty()) out["secret_ref"] = channel.secret_ref;
  return out;
}

}  // namespace oasis
