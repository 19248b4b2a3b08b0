#include "iscsi/laid.h"

#include <cstring>
#include <memory>
#include <utility>

namespace lab::iscsi {
namespace {

wchar_t unitOf(const Text& text, std::size_t i) {
  wchar_t unit = 0;
  std::memcpy(&unit, text.units + i * sizeof unit, sizeof unit);
  return unit;
}

std::uint32_t digitOf(wchar_t unit) {
  return static_cast<std::uint32_t>(unit <= L'9' ? unit - L'0' : (unit | 0x20) - L'a' + 10);
}

// Any order will do, so long as it is not always the same.
std::uint32_t random() {
  static std::uint32_t state = GetTickCount() | 1;
  state ^= state << 13;
  state ^= state >> 17;
  state ^= state << 5;
  return state;
}

constexpr std::size_t aligned(std::size_t size) { return (size + 7) & ~std::size_t{7}; }

}  // namespace

Id idFrom(const Text& text) {
  Id id;
  std::uint64_t* half = &id.unique;
  for (std::size_t i = 0; i < text.length; ++i) {
    const wchar_t unit = unitOf(text, i);
    if (unit == L'-') {
      half = &id.specific;
    } else {
      *half = *half * 16 + digitOf(unit);
    }
  }
  return id;
}

std::wstring textOf(const void* id) {
  std::uint64_t halves[2];
  std::memcpy(halves, id, sizeof halves);
  std::wstring text;
  for (int half = 0; half < 2; ++half) {
    std::wstring digits;
    do digits.insert(digits.begin(), L"0123456789abcdef"[halves[half] % 16]);
    while ((halves[half] /= 16) != 0);
    text += (half == 0 ? L"" : L"-") + digits;
  }
  return text;
}

void Piece::put(std::size_t at, const void* from, std::size_t size) {
  if (bytes_.size() < at + size) bytes_.resize(at + size);
  if (size != 0) std::memcpy(bytes_.data() + at, from, size);
}

void Piece::id(std::size_t at, const Text& text) {
  const Id id = idFrom(text);
  u64(at, id.unique);
  u64(at + 8, id.specific);
}

void Piece::hex(std::size_t at, const Text& text) {
  for (std::size_t i = 0; i + 1 < text.length; i += 2) {
    u8(at + i / 2, digitOf(unitOf(text, i)) * 16 + digitOf(unitOf(text, i + 1)));
  }
}

void Piece::guid(std::size_t at, const Text& text) {
  std::uint8_t inText[16];
  std::size_t digits = 0;
  for (std::size_t i = 0; i < text.length && digits < 32; ++i) {
    if (unitOf(text, i) == L'-') continue;
    const auto digit = static_cast<std::uint8_t>(digitOf(unitOf(text, i)));
    inText[digits / 2] = static_cast<std::uint8_t>(digits % 2 == 0 ? digit * 16 : inText[digits / 2] + digit);
    ++digits;
  }
  // The first three numbers are little-endian.
  const std::size_t from[16] = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};
  for (std::size_t i = 0; i < 16; ++i) u8(at + i, inText[from[i]]);
}

void Piece::text(std::size_t at, std::size_t units, const Text& text) {
  const std::size_t length = text.length < units ? text.length : units;
  put(at, text.units, length * sizeof(wchar_t));
  if (length < units) u16(at + length * sizeof(wchar_t), 0);
}

std::size_t Memory::add(Piece piece) {
  pieces_.push_back(std::move(piece));
  return pieces_.size() - 1;
}

void Memory::pointTextIn(std::size_t in, std::size_t at, const Text& text) {
  if (text.null()) return;
  Piece made;
  made.put(0, text.units, text.length * sizeof(wchar_t));
  made.u16(text.length * sizeof(wchar_t), 0);
  const std::size_t number = add(std::move(made));
  pieces_[in].points(at, number);
}

Laid Memory::laid(Shape shape) {
  auto pieces = std::make_shared<std::vector<Piece>>(std::move(pieces_));
  std::vector<std::size_t> order;
  for (std::size_t i = 1; i < pieces->size(); ++i) order.push_back(i);
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
  auto places = std::make_shared<std::vector<std::size_t>>(pieces->size());
  std::size_t size = aligned((*pieces)[0].bytes_.size());
  for (const std::size_t piece : order) {
    (*places)[piece] = size;
    size += aligned((*pieces)[piece].bytes_.size());
  }
  Laid laid;
  laid.rows = rows_;
  if (rows_ == 0) return laid;
  laid.units = static_cast<ULONG>(size);
  laid.write = [pieces, places, shape, size](std::uint8_t* room) {
    bool spoiled = false;
    for (std::size_t i = 0; i < pieces->size(); ++i) {
      const Piece& piece = (*pieces)[i];
      std::uint8_t* const place = room + (*places)[i];
      std::memcpy(place, piece.bytes_.data(), piece.bytes_.size());
      for (const Piece::Pointer& pointer : piece.pointers_) {
        std::uint8_t* target = room + (*places)[pointer.piece];
        if (!spoiled && shape == Shape::cut) target = room + size;
        // The text has its last unit at the very end, and it is no NUL.
        if (!spoiled && shape == Shape::unterminated) target = room + size - sizeof(wchar_t);
        spoiled = true;
        std::memcpy(place + pointer.at, &target, sizeof target);
      }
    }
    if (shape == Shape::unterminated) std::memset(room + size - sizeof(wchar_t), 0x41, sizeof(wchar_t));
  };
  return laid;
}

}  // namespace lab::iscsi
