// Everything a screen needs from client/ui.
#pragma once

// IWYU pragma: begin_exports
#include "client/ui/button.hpp"
#include "client/ui/choice.hpp"
#include "client/ui/content.hpp"
#include "client/ui/field.hpp"
#include "client/ui/icons.hpp"
#include "client/ui/layout.hpp"
#include "client/ui/list.hpp"
#include "client/ui/notice.hpp"
#include "client/ui/paint.hpp"
#include "client/ui/picture.hpp"
#include "client/ui/popup.hpp"
#include "client/ui/text.hpp"
#include "client/ui/theme.hpp"
#include "client/ui/ui.hpp"
// IWYU pragma: end_exports
