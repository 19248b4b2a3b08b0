#include "vss/said.h"

#include "notes.h"
#include "vss/values.h"

namespace lab::vss {
namespace {

constexpr int kDatabase = 1;
constexpr int kFileGroup = 2;
constexpr unsigned long kAllBackupsAndSnapshots = 0xF0F;

std::wstring orEmpty(const wchar_t* text) { return text == nullptr ? L"" : text; }

// Windows compares these texts without regard to case.
bool same(const std::wstring& one, const std::wstring& other) { return _wcsicmp(one.c_str(), other.c_str()) == 0; }

SaidComponent* find(Said& said, const wchar_t* path, const wchar_t* name) {
  for (SaidComponent& it : said.components) {
    if (same(it.path, orEmpty(path)) && same(it.name, orEmpty(name))) return &it;
  }
  return nullptr;
}

bool has(const wchar_t* text, const wchar_t* units) {
  return std::wstring(text).find_first_of(units) != std::wstring::npos;
}

bool isFileSet(const wchar_t* path, const wchar_t* spec) {
  return path != nullptr && spec != nullptr && *path != 0 && *spec != 0 && !has(path, L"*?") && !has(spec, L"\\");
}

void writeFiles(Writer& writer, const std::vector<SaidFiles>& all) {
  writer.u32(static_cast<std::uint32_t>(all.size()));
  for (const SaidFiles& it : all) writer.text(it.path.c_str()).text(it.spec.c_str()).u8(it.recursive ? 1 : 0);
}

Said& of(void* said) { return *static_cast<Said*>(said); }

}  // namespace

bool Said::refuses(bool isLast) {
  if (isRefused) note::broken("a writer says more of itself after a word of it was refused");
  isRefused = refusal.code != 0 && (isLast || words == refusal.after);
  ++words;
  return isRefused;
}

void Said::write(Writer& writer) const {
  writer.u32(static_cast<std::uint32_t>(restoreMethod)).u32(static_cast<std::uint32_t>(components.size()));
  for (const SaidComponent& it : components) {
    writer.u32(static_cast<std::uint32_t>(it.type)).text(it.hasPath ? it.path.c_str() : nullptr);
    writer.text(it.name.c_str()).text(it.hasCaption ? it.caption.c_str() : nullptr).u8(it.selectable ? 1 : 0);
    writeFiles(writer, it.files);
  }
  writeFiles(writer, excluded);
}

}  // namespace lab::vss

using namespace lab::vss;

long labSaidComponent(void* said, int type, const wchar_t* path, const wchar_t* name, const wchar_t* caption,
                      const void* icon, unsigned iconSize, int restoreMetadata, int notify, int selectable,
                      int selectableForRestore, unsigned long flags) {
  if (icon != nullptr || iconSize != 0) lab::note::broken("AddComponent with an icon");
  if (restoreMetadata != 0 || notify != 0) lab::note::broken("AddComponent sets what is reserved");
  if (flags != 0) lab::note::broken("AddComponent with flags");
  if (of(said).refuses(false)) return of(said).refusal.code;
  const bool isType = type == kDatabase || type == kFileGroup;
  if (!isType || name == nullptr || *name == 0 || has(name, L"\\")) return kInvalidArgument;
  if (find(of(said), path, name) != nullptr) return kAlreadyThere;
  static_cast<void>(selectableForRestore);
  of(said).components.push_back(
      {type, path != nullptr, orEmpty(path), name, caption != nullptr, orEmpty(caption), selectable != 0, {}});
  return kOk;
}

long labSaidFiles(void* said, int kind, const wchar_t* path, const wchar_t* name, const wchar_t* folder,
                  const wchar_t* spec, int recursive, const wchar_t* alternate, unsigned long mask) {
  if (alternate != nullptr) lab::note::broken("AddFilesToFileGroup with another place of the files");
  if (mask != kAllBackupsAndSnapshots) lab::note::broken("files that are not in every backup and snapshot");
  if (of(said).refuses(false)) return of(said).refusal.code;
  SaidComponent* component = find(of(said), path, name);
  if (component == nullptr) return kNotFound;
  const bool isKind = component->type == (kind == kLabDatabaseFiles ? kDatabase : kFileGroup);
  if (!isKind || !isFileSet(folder, spec)) return kInvalidArgument;
  component->files.push_back({folder, spec, recursive != 0});
  return kOk;
}

long labSaidExclude(void* said, const wchar_t* path, const wchar_t* spec, int recursive) {
  if (of(said).refuses(false)) return of(said).refusal.code;
  if (!isFileSet(path, spec)) return kInvalidArgument;
  of(said).excluded.push_back({path, spec, recursive != 0});
  return kOk;
}

long labSaidRestoreMethod(void* said, int method, const wchar_t* service, const wchar_t* procedure, int writerRestore,
                          int reboot) {
  if (service != nullptr || procedure != nullptr || reboot != 0) {
    lab::note::broken("SetRestoreMethod with a service, a procedure or a restart");
  }
  if (of(said).refuses(true)) return of(said).refusal.code;
  if (writerRestore < 1 || writerRestore > 3) return kInvalidArgument;
  if (of(said).restoreMethod != 0) return kAlreadyThere;
  of(said).restoreMethod = method;
  return kOk;
}
