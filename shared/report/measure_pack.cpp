// See measure_pack.hpp. In order, each number as the machine has it: version, counts of words, tickets, looks, runs,
// measures and values, the earliest instant; the words' and the tickets' lengths and letters; looks; runs; the columns.
#include "shared/report/measure_pack.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace oasis {
namespace {

auto run_key(const Measure& measure) {
  return std::tie(measure.kind, measure.number, measure.who, measure.what, measure.detail);
}
auto look_key(const Measure& measure) {
  return std::tie(measure.priority, measure.customer, measure.team, measure.category, measure.channel);
}

bool comes_before(const std::pair<TicketId, Measure>& a, const std::pair<TicketId, Measure>& b) {
  const auto order = [](const std::pair<TicketId, Measure>& one) {
    return std::tuple_cat(run_key(one.second), look_key(one.second),
                          std::tie(one.second.at, one.first, one.second.value, one.second.open));
  };
  return order(a) < order(b);
}

/// Texts that were seen, each once, by when they were seen first.
class Texts {
 public:
  std::uint32_t index(const std::string& text) {
    const auto [place, is_new] = indices_.try_emplace(text, static_cast<std::uint32_t>(order_.size()));
    if (is_new) order_.push_back(&place->first);
    return place->second;
  }
  const std::vector<const std::string*>& all() const { return order_; }

 private:
  std::map<std::string, std::uint32_t> indices_;
  std::vector<const std::string*> order_;
};

template <typename Number>
void put(std::string& bytes, Number number) {
  bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
}

void put(std::string& bytes, const Texts& texts) {
  for (const std::string* text : texts.all()) put(bytes, static_cast<std::uint32_t>(text->size()));
  for (const std::string* text : texts.all()) bytes += *text;
}

struct Columns {
  std::string looks, runs, look, ticket, at, values;
  std::uint32_t look_count = 0, run_count = 0, value_count = 0;
};

bool has_values(const std::vector<std::pair<TicketId, Measure>>& sorted, std::size_t first, std::size_t end) {
  return std::any_of(sorted.begin() + static_cast<std::ptrdiff_t>(first), sorted.begin() + static_cast<std::ptrdiff_t>(end),
                     [](const auto& one) { return one.second.value.ms != 0 || one.second.open.ms != 0; });
}

void put_run(Columns& columns, Texts& words, const std::vector<std::pair<TicketId, Measure>>& sorted, std::size_t first,
             std::size_t end) {
  const Measure& like = sorted[first].second;
  const bool valued = has_values(sorted, first, end);
  put(columns.runs, static_cast<std::uint32_t>(like.kind));
  put(columns.runs, like.number);
  for (const std::string* text : {&like.who, &like.what, &like.detail}) put(columns.runs, words.index(*text));
  put(columns.runs, static_cast<std::uint32_t>(end - first));
  put(columns.runs, static_cast<std::uint32_t>(valued ? 1 : 0));
  ++columns.run_count;
  if (!valued) return;
  for (std::size_t i = first; i < end; ++i) {
    put(columns.values, sorted[i].second.value.ms);
    put(columns.values, sorted[i].second.open.ms);
  }
  columns.value_count += static_cast<std::uint32_t>(end - first);
}

}  // namespace

std::string MeasurePack::bytes_of(std::vector<std::pair<TicketId, Measure>> measures) {
  std::sort(measures.begin(), measures.end(), comes_before);
  std::int64_t from = measures.empty() ? 0 : measures.front().second.at.ms;
  for (const auto& [ticket, measure] : measures) from = std::min(from, measure.at.ms);
  Texts words, tickets;
  Columns columns;
  using LookNumbers = std::array<std::uint32_t, 5>;
  std::map<LookNumbers, std::uint32_t> looks;
  for (const auto& [ticket, measure] : measures) {
    const LookNumbers look{static_cast<std::uint32_t>(measure.priority), words.index(measure.customer),
                           words.index(measure.team), words.index(measure.category), words.index(measure.channel)};
    const auto [place, is_new] = looks.try_emplace(look, columns.look_count);
    if (is_new) {
      ++columns.look_count;
      for (const std::uint32_t number : look) put(columns.looks, number);
    }
    put(columns.look, place->second);
    put(columns.ticket, tickets.index(ticket));
    put(columns.at, static_cast<std::uint32_t>(measure.at.ms - from));
  }
  for (std::size_t first = 0, end = 0; first < measures.size(); first = end) {
    while (end < measures.size() && run_key(measures[end].second) == run_key(measures[first].second)) ++end;
    put_run(columns, words, measures, first, end);
  }
  std::string bytes;
  put(bytes, measure_pack_version);
  for (const std::size_t count : {words.all().size(), tickets.all().size(), std::size_t{columns.look_count},
                                  std::size_t{columns.run_count}, measures.size(), std::size_t{columns.value_count}})
    put(bytes, static_cast<std::uint32_t>(count));
  put(bytes, from);
  put(bytes, words);
  put(bytes, tickets);
  for (const std::string* part : {&columns.looks, &columns.runs, &columns.look, &columns.ticket, &columns.at, &columns.values})
    bytes += *part;
  return bytes;
}

/// Takes bytes from the front; after a fault everything is empty.
class PackReading {
 public:
  explicit PackReading(std::string_view bytes) : left_(bytes) {}

  std::optional<MeasurePack> read() {
    if (number() != static_cast<std::uint32_t>(measure_pack_version)) return std::nullopt;
    const std::uint32_t words = number(), tickets = number(), looks = number(), runs = number();
    const std::uint32_t measures = number(), values = number();
    const std::string_view from = take(sizeof pack_.from_);
    if (fault_) return std::nullopt;
    std::memcpy(&pack_.from_, from.data(), sizeof pack_.from_);
    pack_.words_ = texts(words);
    pack_.tickets_ = texts(tickets);
    read_looks(looks);
    read_runs(runs, measures, values);
    pack_.look_column_ = column(measures, looks);
    pack_.ticket_column_ = column(measures, tickets);
    pack_.at_column_ = take(std::size_t{measures} * 4).data();
    pack_.value_column_ = take(std::size_t{values} * 16).data();
    if (fault_ || !left_.empty()) return std::nullopt;
    return std::move(pack_);
  }

 private:
  std::string_view take(std::size_t size) {
    fault_ = fault_ || size > left_.size();
    if (fault_) return {};
    const std::string_view taken = left_.substr(0, size);
    left_.remove_prefix(size);
    return taken;
  }
  std::uint32_t number() {
    const std::string_view bytes = take(4);
    std::uint32_t value = 0;
    if (!bytes.empty()) std::memcpy(&value, bytes.data(), sizeof value);
    return value;
  }
  /// A number that is an index into so many.
  std::uint32_t index(std::size_t size) {
    const std::uint32_t value = number();
    fault_ = fault_ || value >= size;
    return fault_ ? 0 : value;
  }
  const char* column(std::uint32_t count, std::uint32_t limit) {
    const std::string_view bytes = take(std::size_t{count} * 4);
    bool within = true;
    for (std::size_t i = 0; i < bytes.size(); i += 4) {
      std::uint32_t value = 0;
      std::memcpy(&value, bytes.data() + i, sizeof value);
      within &= value < limit;
    }
    fault_ = fault_ || !within;
    return bytes.data();
  }
  std::vector<std::string_view> texts(std::uint32_t count) {
    const std::string_view lengths = take(std::size_t{count} * 4);
    std::vector<std::string_view> texts;
    texts.reserve(lengths.size() / 4);
    for (std::size_t i = 0; i < lengths.size() && !fault_; i += 4) {
      std::uint32_t length = 0;
      std::memcpy(&length, lengths.data() + i, sizeof length);
      texts.push_back(take(length));
    }
    return texts;
  }
  void read_looks(std::uint32_t count) {
    for (std::uint32_t i = 0; i < count && !fault_; ++i) {
      MeasurePack::Look look;
      look.priority = static_cast<Priority>(index(priority_count));
      for (std::uint32_t* word : {&look.customer, &look.team, &look.category, &look.channel})
        *word = index(pack_.words_.size());
      pack_.looks_.push_back(look);
    }
  }
  void read_runs(std::uint32_t count, std::uint32_t measures, std::uint32_t values) {
    std::uint64_t all = 0, valued = 0;
    for (std::uint32_t i = 0; i < count && !fault_; ++i) {
      MeasurePack::Run run;
      run.like.kind = static_cast<Measure::Kind>(index(measure_kind_count));
      run.like.number = static_cast<std::int32_t>(number());
      for (std::string* text : {&run.like.who, &run.like.what, &run.like.detail}) {
        const std::uint32_t word = index(pack_.words_.size());
        if (!fault_) *text = pack_.words_[word];
      }
      run.first = static_cast<std::uint32_t>(all);
      run.count = number();
      all += run.count;
      if (index(2) == 1) {
        run.first_value = static_cast<std::uint32_t>(valued);
        valued += run.count;
      }
      pack_.runs_.push_back(std::move(run));
    }
    fault_ = fault_ || all != measures || valued != values;
  }

  std::string_view left_;
  bool fault_ = false;
  MeasurePack pack_;
};

std::optional<MeasurePack> MeasurePack::read(std::string_view bytes) {
  return PackReading(bytes).read();
}

Measure MeasurePack::measure(const Run& run, std::uint32_t index) const {
  Measure measure = run.like;
  measure.at = at(index);
  measure.value = value(run, index);
  measure.open = open(run, index);
  const Look& seen = looks_[look(index)];
  measure.priority = seen.priority;
  measure.customer = words_[seen.customer];
  measure.team = words_[seen.team];
  measure.category = words_[seen.category];
  measure.channel = words_[seen.channel];
  return measure;
}

void MeasurePack::each(Interval period, const std::function<bool(Measure::Kind)>& of_kind,
                       const std::function<bool(const Look&)>& of_look,
                       const std::function<void(const TicketId&, const Measure&)>& visit) const {
  std::vector<bool> wanted;
  wanted.reserve(looks_.size());
  for (const Look& look : looks_) wanted.push_back(of_look(look));
  for (const Run& run : runs_) {
    if (!of_kind(run.like.kind)) continue;
    for (std::uint32_t i = run.first; i < run.first + run.count; ++i) {
      if (wanted[look(i)] && period.contains(at(i))) visit(TicketId(tickets_[ticket(i)]), measure(run, i));
    }
  }
}

}  // namespace oasis
