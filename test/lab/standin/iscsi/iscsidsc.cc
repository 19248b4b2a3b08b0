// The stand-in for iscsidsc.dll: it translates between Windows' structures and the wire, and knows no rules. Structures
// are offsets and codes are numbers, from Windows' documentation.
#include <cstring>
#include <vector>

#include "export.h"
#include "iscsi/room.h"
#include "question.h"

namespace {

using lab::Answer;
using lab::onMachine;
using lab::Question;
using lab::iscsi::Laid;
using lab::iscsi::sized;

constexpr ULONG kInvalidParameter = 87;
constexpr std::size_t kNameUnits = 224;

// The value of an answer, and beside it the code of a warning or 0.
ULONG warningOf(const Answer& answer) { return answer.value().record().u32("warning"); }

// A list of names as they lie one after the other, with an empty one at the end.
Laid namesOf(const Answer& answer) {
  lab::List list = answer.value().record().list("value");
  std::vector<wchar_t> all;
  for (std::uint32_t left = list.count(); left > 0; --left) {
    const lab::Text text = list.next().text();
    const std::size_t at = all.size();
    all.resize(at + text.length + 1);
    std::memcpy(all.data() + at, text.units, text.length * sizeof(wchar_t));
  }
  all.push_back(0);
  Laid laid;
  laid.units = static_cast<ULONG>(all.size());
  laid.bytesPerUnit = sizeof(wchar_t);
  laid.write = [all](std::uint8_t* room) { std::memcpy(room, all.data(), all.size() * sizeof(wchar_t)); };
  return laid;
}

}  // namespace

STANDIN_EXPORT(ULONG, GetIScsiInitiatorNodeNameW)(wchar_t* name) {
  Question question = onMachine(__func__);
  if (question.misused(name == nullptr)) return kInvalidParameter;
  // It does not ask for the size: whoever gives less room than this has a mistake.
  std::memset(name, 0xCD, kNameUnits * sizeof(wchar_t));
  const Answer answer = question.ask();
  if (!answer.ok) return answer.code;
  const lab::Text text = answer.value().record().text("value");
  std::memcpy(name, text.units, text.length * sizeof(wchar_t));
  if (text.length < kNameUnits) name[text.length] = 0;
  return warningOf(answer);
}

STANDIN_EXPORT(ULONG, ReportIScsiInitiatorListW)(ULONG* characters, wchar_t* names) {
  Question question = onMachine(__func__);
  if (question.misused(characters == nullptr)) return kInvalidParameter;
  return sized(__func__, question, characters, names, nullptr, namesOf);
}

STANDIN_EXPORT(ULONG, GetIScsiVersionInformation)(ULONG* version) {
  Question question = onMachine(__func__);
  if (question.misused(version == nullptr)) return kInvalidParameter;
  const Answer answer = question.ask();
  if (!answer.ok) return answer.code;
  const lab::Record value = answer.value().record().record("value");
  version[0] = value.u32("major");
  version[1] = value.u32("minor");
  version[2] = value.u32("build");
  return warningOf(answer);
}
