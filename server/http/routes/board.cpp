// GET /board and /api/v1/board: how things stand now, of what the reader sees. May not: count.
#include "shared/codec/board.hpp"

#include <httplib.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "server/http/answer.hpp"
#include "server/http/board_making.hpp"
#include "server/http/board_page.hpp"
#include "server/http/counting.hpp"
#include "server/http/routes.hpp"
#include "server/http/services.hpp"
#include "server/http/slice_asked.hpp"
#include "server/notify/date_words.hpp"

namespace oasis::http {
namespace {

constexpr const char* renew_after = "30";  // seconds

/// Nothing: the call was refused.
std::optional<Board> board_for(Call& call, const Services& services, const std::optional<Slice>& slice) {
  if (!slice || !count_in(call, services)) return std::nullopt;
  std::optional<Board> board;
  read_as(services, call.who->user_id, [&](store::Database& reading, const Reader& reader) {
    board = board_of(reading, reader, *slice, services.writer.now());
  });
  return board;
}

void get_board_page(Call& call, const Services& services, const PageFrame& frame) {
  const auto slice = slice_asked(call);
  const auto board = board_for(call, services, slice);
  if (!board) return;
  const BoardView view{services.links, parameters_of(*slice), notify::local_text(board->at, board->zone, services.zones),
                       call.request.has_param("wall")};
  call.response.set_header("Refresh", renew_after);
  answer_page(call.response, board_page(frame, *board, view));
}

void get_board(Call& call, const Services& services) {
  using Row = nlohmann::ordered_json;
  if (const auto board = board_for(call, services, slice_asked(call)))
    answer_json(call.response, write_board(*board).dump(-1, ' ', false, Row::error_handler_t::replace));
}

}  // namespace

void add_board_route(Routes& routes, const Services& services, const PageFrame& frame) {
  routes.add({"GET", "/board", Role::viewer, Body::none, 0,
              [&services, &frame](Call& call) { get_board_page(call, services, frame); }});
  routes.add({"GET", "/api/v1/board", Role::viewer, Body::none, 0,
              [&services](Call& call) { get_board(call, services); }});
}

}  // namespace oasis::http
