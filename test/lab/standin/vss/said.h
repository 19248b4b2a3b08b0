// What a writer says of itself, kept to the rules of IVssCreateWriterMetadata.
#pragma once
#include <string>
#include <vector>

#include "bytes.h"

namespace lab::vss {

struct SaidFiles {
  std::wstring path;
  std::wstring spec;
  bool recursive;
};

struct SaidComponent {
  int type;
  bool hasPath;
  std::wstring path;
  std::wstring name;
  bool hasCaption;
  std::wstring caption;
  bool selectable;
  std::vector<SaidFiles> files;
};

// Which word Windows refuses, and with what. 0: none.
struct Refusal {
  long code = 0;
  std::uint32_t after = 0;
};

struct Said {
  explicit Said(const Refusal& refused) : refusal(refused) {}

  std::vector<SaidComponent> components;
  std::vector<SaidFiles> excluded;
  int restoreMethod = 0;

  const Refusal refusal;
  std::uint32_t words = 0;
  bool isRefused = false;
  // Of each word, in turn: whether it is refused. The last one is where none was before.
  bool refuses(bool isLast);

  [[nodiscard]] bool isNothing() const { return components.empty() && excluded.empty() && restoreMethod == 0; }
  void write(Writer& writer) const;
};

}  // namespace lab::vss
