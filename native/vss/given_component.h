#pragma once

#include "bridge/arguments.h"
#include "vss/guids.h"

namespace winstation::vss {

/** A component of a writer's class, by its type, its path and its name. */
struct GivenComponent {
  explicit GivenComponent(bridge::Arguments& given)
      : writer(guidFrom(given.text())), type(given.word()), path(given.textOrNull()), name(given.text()) {}

  const Guid writer;
  const uint32_t type;
  const char16_t* const path;
  const char16_t* const name;
};

}  // namespace winstation::vss
