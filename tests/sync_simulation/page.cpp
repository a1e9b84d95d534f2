// See page.hpp.
#include "tests/sync_simulation/page.hpp"

#include <algorithm>
#include <utility>

namespace oasis::test {
namespace {

using platform::Request;
using platform::RequestId;
using platform::Response;

constexpr Duration gives_up_after = seconds(40);

}  // namespace

// ---- what pages of one browser share

void Profile::request_lock(const std::string& name, Page& page, std::function<void()> leading) {
  auto& queue = lock_queues[name];
  queue.emplace_back(&page, std::move(leading));
  if (queue.size() == 1) queue.front().second();
}

void Profile::release_locks(Page& page) {
  for (auto& [name, queue] : lock_queues) {
    const bool held = !queue.empty() && queue.front().first == &page;
    queue.erase(
        std::remove_if(queue.begin(), queue.end(), [&page](const auto& one) { return one.first == &page; }),
        queue.end());
    if (held && !queue.empty()) queue.front().second();
  }
}

// ---- the page

Page::Page(World& world, Server& server, Profile& profile, Witness& witness)
    : world_(world),
      server_(server),
      profile_(profile),
      witness_(witness),
      input_(std::make_unique<platform::Input>()),
      number_(profile.next_page++) {
  profile_.pages.push_back(this);
  world_.note(name(), " opens");
  sync = std::make_unique<Sync>(*this, replica);
  sync->start();
  tick();
}

Page::~Page() {
  *alive_ = false;
  world_.note(name(), " is gone");
  auto& pages = profile_.pages;
  pages.erase(std::remove(pages.begin(), pages.end(), this), pages.end());
  sync.reset();
  for (const auto& [id, hooks] : streams_) server_.close_stream(name_of(id));
  profile_.release_locks(*this);
}

std::string Page::name() const {
  return profile_.user + "/" + std::to_string(profile_.number) + "." + std::to_string(number_);
}

void Page::after(Duration delay, std::function<void()> event) {
  world_.after(delay, [alive = alive_, event = std::move(event)] {
    if (*alive) event();
  });
}

void Page::tick() {
  sync->tick();
  plan_tick(seconds(10));
}

void Page::plan_tick(Duration delay) {
  const Instant at = world_.now() + delay;
  if (tick_at_ > world_.now() && tick_at_ <= at) return;
  tick_at_ = at;
  after(delay, [this, at] {
    if (tick_at_ != at) return;
    tick_at_ = Instant{};
    tick();
  });
}

// ---- network

bool Page::lost() {
  return profile_.offline || (world_.faults && world_.random.one_in(12));
}

Duration Page::on_its_way() {
  const bool slow = world_.faults && world_.random.one_in(10);
  return world_.random.between(milliseconds(5), slow ? seconds(4) : milliseconds(120));
}

RequestId Page::send(Request request, std::function<void(Response)> answered) {
  const RequestId id = next_++;
  under_way_.insert(id);
  const auto end = std::make_shared<std::function<void(Response)>>([this, id, answered](Response response) {
    if (under_way_.erase(id) == 0) return;
    const bool forget = response.status == 410;
    answered(std::move(response));
    if (forget) witness_.told_to_forget(*this);
  });
  world_.note(name(), " asks ", id, ": ", request.method, " ", request.url, " ", request.body);
  after(gives_up_after, [end] { (*end)({0, "", {}}); });
  const int copies = world_.faults && world_.random.one_in(10) ? 2 : 1;
  for (int copy = 0; copy < copies; ++copy) {
    if (lost()) continue;
    // It arrives also when the page is gone meanwhile.
    world_.after(on_its_way(), [this, id, &server = server_, &witness = witness_, user = profile_.user,
                                alive = alive_, request, end] {
      server.handle(user, request, [this, id, &witness, alive, request, end](Response response) {
        if (request.url == "/api/v1/commands") witness.decided(request.body, response);
        if (!*alive || lost()) return;
        after(on_its_way(), [this, id, alive, request, end, response = std::move(response)] {
          world_.note(name(), " hears ", id, ": ", response.status, " ",
                      response.body.size() < 2000 ? response.body : response.body.substr(0, 120));
          if (request.url == "/api/v1/commands") witness_.answered(request.body, response);
          (*end)(response);
          if (*alive && request.url == "/api/v1/commands") witness_.took_answer();
        });
      });
    });
  }
  return id;
}

RequestId Page::open_stream(platform::StreamRequest request, platform::StreamHooks hooks) {
  const RequestId id = next_++;
  streams_[id] = std::move(hooks);
  if (lost()) {
    after(seconds(5), [this, id] {
      const auto found = streams_.find(id);
      if (found == streams_.end()) return;
      const auto closed = found->second.closed;
      streams_.erase(found);
      closed(0);
    });
    return id;
  }
  after(on_its_way(), [this, id, request = std::move(request)] {
    if (streams_.count(id) == 0) return;
    const std::uint64_t name = name_of(id);
    Server::Stream stream;
    stream.user = profile_.user;
    stream.frame = [this, id, alive = alive_](std::string at, std::string data) {
      if (*alive) frame_arrives(id, {std::move(at), "message", std::move(data)});
    };
    stream.closed = [this, id, alive = alive_](int status) {
      if (!*alive) return;
      const auto found = streams_.find(id);
      if (found == streams_.end()) return;
      const auto closed = found->second.closed;
      streams_.erase(found);
      closed(status);
      if (status == 410) witness_.told_to_forget(*this);
    };
    const auto closed = stream.closed;
    const auto opened = streams_[id].opened;
    const int status = server_.open_stream(name, request.last_event_id, std::move(stream));
    world_.note(this->name(), " stream ", id, " from ", request.last_event_id, ": ", status);
    if (status != 200) return closed(status);
    if (!profile_.buffered) opened();
    comment(id);
  });
  return id;
}

/// The server's comments, every 20 s.
void Page::comment(RequestId id) {
  after(seconds(20), [this, id] {
    const auto found = streams_.find(id);
    if (found == streams_.end()) return;
    if (!profile_.buffered && !profile_.offline) {
      const auto alive = found->second.alive;
      alive();
    }
    comment(id);
  });
}

void Page::frame_arrives(RequestId id, const platform::StreamEvent& event) {
  if (profile_.buffered || (world_.faults && world_.random.one_in(40))) return;
  Instant at = std::max(world_.now() + on_its_way(), last_frame_[id]);
  last_frame_[id] = at;
  after(at - world_.now(), [this, id, event] {
    const auto found = streams_.find(id);
    if (found == streams_.end()) return;
    if (profile_.offline || (world_.faults && world_.random.one_in(60))) {  // it is cut
      server_.close_stream(name_of(id));
      const auto closed = found->second.closed;
      streams_.erase(found);
      return closed(0);
    }
    world_.note(name(), " stream ", id, " brings ", event.data);
    const auto alive = found->second.alive;
    const auto hook = found->second.event;
    alive();
    hook(event);
  });
}

void Page::cancel(RequestId id) {
  under_way_.erase(id);
  if (streams_.erase(id) > 0) server_.close_stream(name_of(id));
}

// ---- storage: one operation after the other; those that a page has not got to when it goes are lost

void Page::stored(std::function<void()> operation) {
  storage_busy_until_ =
      std::max(storage_busy_until_, world_.now()) + world_.random.between(milliseconds(1), milliseconds(8));
  after(storage_busy_until_ - world_.now(), std::move(operation));
}

void Page::get(std::string key, std::function<void(std::optional<std::string>)> found) {
  stored([this, key = std::move(key), found = std::move(found)] {
    const auto entry = profile_.entries.find(key);
    found(entry == profile_.entries.end() ? std::nullopt : std::optional(entry->second));
  });
}

void Page::put(std::string key, std::string value, std::function<void(bool)> done) {
  stored([this, key = std::move(key), value = std::move(value), done = std::move(done)] {
    world_.note(name(), " keeps ", key, " ", value);
    profile_.entries[key] = value;
    if (done) done(true);
  });
}

void Page::remove(std::string key, std::function<void(bool)> done) {
  stored([this, key = std::move(key), done = std::move(done)] {
    if (profile_.entries.erase(key) > 0) world_.note(name(), " forgets ", key);
    if (done) done(true);
  });
}

void Page::list(std::string prefix, std::function<void(Entries)> found) {
  stored([this, prefix = std::move(prefix), found = std::move(found)] {
    Entries entries;
    for (const auto& entry : profile_.entries) {
      if (entry.first.rfind(prefix, 0) == 0) entries.push_back(entry);
    }
    found(std::move(entries));
  });
}

// ---- neighbours

void Page::lead(const std::string& name, std::function<void()> leading) {
  const auto when_it_is_ours = [this, leading = std::move(leading)] { after(milliseconds(2), leading); };
  if (profile_.locks) {
    profile_.request_lock(name, *this, when_it_is_ours);
  } else {
    when_it_is_ours();
  }
}

void Page::tell(const std::string& message) {
  if (profile_.pages.size() > 1) world_.note(name(), " tells ", message.substr(0, 300));
  for (Page* page : profile_.pages) {
    if (page != this) page->after(milliseconds(3), [page, message] { page->hear(message); });
  }
}

}  // namespace oasis::test
