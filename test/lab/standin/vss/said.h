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

struct Said {
  std::vector<SaidComponent> components;
  std::vector<SaidFiles> excluded;
  int restoreMethod = 0;

  [[nodiscard]] bool isNothing() const { return components.empty() && excluded.empty() && restoreMethod == 0; }
  void write(Writer& writer) const;
};

}  // namespace lab::vss
