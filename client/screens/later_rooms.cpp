// See later_rooms.hpp. A file of its own: where the compiler sees both the pointers and a call, it calls
// directly.
#include "client/screens/later_rooms.hpp"

namespace oasis {

const LaterRooms later_rooms{draw_oncall, draw_chains, draw_board, draw_reports, draw_review, draw_incident,
                             draw_customers, draw_settings, draw_training, draw_playbooks_beside, draw_folded_text, draw_why,
                             ui::draw_gallery, timeline};

}  // namespace oasis
