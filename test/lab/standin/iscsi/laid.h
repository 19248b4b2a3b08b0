// Structures in memory, without a structure: bytes at offsets, and pointers to pieces that lie behind the rows in any
// order.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "answer.h"
#include "iscsi/room.h"

namespace lab::iscsi {

// An offset or a size, on 64 bits and on 32.
constexpr std::size_t either(std::size_t on64, std::size_t on32) { return sizeof(void*) == 8 ? on64 : on32; }

struct Id {
  std::uint64_t unique = 0;
  std::uint64_t specific = 0;
};

Id idFrom(const Text& text);
// The text of an id as it lies in memory.
std::wstring textOf(const void* id);

// A piece of memory that others may point to.
class Piece {
 public:
  explicit Piece(std::size_t size = 0) : bytes_(size) {}
  void u8(std::size_t at, std::uint32_t value) { put(at, &value, 1); }
  void u16(std::size_t at, std::uint32_t value) { put(at, &value, 2); }
  void u32(std::size_t at, std::uint32_t value) { put(at, &value, 4); }
  void u64(std::size_t at, std::uint64_t value) { put(at, &value, 8); }
  void id(std::size_t at, const Text& text);
  void hex(std::size_t at, const Text& text);
  void guid(std::size_t at, const Text& text);
  // Into an array of so many units; one that fills it has no NUL.
  void text(std::size_t at, std::size_t units, const Text& text);
  void put(std::size_t at, const void* from, std::size_t size);
  void points(std::size_t at, std::size_t piece) { pointers_.push_back({at, piece}); }

 private:
  friend class Memory;
  struct Pointer {
    std::size_t at;
    std::size_t piece;
  };
  std::vector<std::uint8_t> bytes_;
  std::vector<Pointer> pointers_;
};

// All pieces of one answer; the first one has the rows.
class Memory {
 public:
  explicit Memory(std::size_t rowBytes, std::uint32_t rows) : rows_(rows) { pieces_.emplace_back(rowBytes * rows); }
  Piece& rows() { return pieces_[0]; }
  // Another piece: its number.
  std::size_t add(Piece piece);
  // NULL stays NULL.
  void pointText(std::size_t at, const Text& text) { pointTextIn(0, at, text); }
  void pointTextIn(std::size_t piece, std::size_t at, const Text& text);
  Piece& piece(std::size_t number) { return pieces_[number]; }
  // In bytes, spoiled as the answer says.
  Laid laid(Shape shape);

 private:
  std::uint32_t rows_;
  std::vector<Piece> pieces_;
};

}  // namespace lab::iscsi
