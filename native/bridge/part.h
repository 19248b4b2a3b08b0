#pragma once

#include <array>
#include <iterator>

#include "base/counters.h"
#include "bridge/exported.h"

namespace winstation::bridge {

/** What each number of one kind stands for: the name at that index. So JavaScript knows the numbers by their names. */
struct Names {
  const char* of;
  std::span<const char* const> names;
};

/** Threads for the calls of a domain of this machine, which are made on nothing: its name, and what opens one. */
struct CallThreads {
  const char* domain;
  uint32_t (*open)(Environment& environment);
};

/** What a room of the addon gives JavaScript. */
struct Part {
  std::span<const Exported> exports;
  std::span<const Names* const> names;
  /** Several may have one name; they are added up. */
  std::span<const Counted> counted;
  std::span<const CallThreads> threads = {};
};

template <const auto& table>
inline constexpr auto namesIn = [] {
  std::array<const char*, std::size(table)> names{};
  for (size_t i = 0; i < std::size(table); ++i) names[i] = table[i].name;
  return names;
}();

/** The names of a table whose members have one. */
template <const auto& table>
constexpr Names namesOf(const char* of) {
  return {of, namesIn<table>};
}

/** The bridge's own part. */
extern const Part kPart;

/** Makes the environment and exports the functions of all parts. Nothing when the environment has ended already. */
napi_value load(napi_env env, napi_value exports, Parts parts);

}  // namespace winstation::bridge
