// IVssExamineWriterMetadata, and the components and files that it leads to.
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "buffers.h"
#include "notes.h"
#include "vss/requester.h"
#include "vss/values.h"

namespace lab::vss {
namespace {

struct OptionalText {
  bool isNull;
  std::wstring text;
};

OptionalText kept(const Text& text) { return {text.null(), wide(text)}; }
wchar_t* given(const OptionalText& it) { return it.isNull ? nullptr : bstr(it.text); }

struct FileSet {
  OptionalText path;
  OptionalText spec;
  bool recursive;
};

struct Part {
  Requester requester;
  std::uint32_t type;
  OptionalText logicalPath;
  std::wstring name;
  OptionalText caption;
  bool selectable;
  std::vector<FileSet> files;
};

struct Metadata {
  Requester requester;
  LabId instance;
  LabId writer;
  OptionalText name;
  OptionalText instanceName;
  std::uint32_t usage;
  std::uint32_t source;
  std::vector<Part> parts;
};

// A database has files of its own kind.
constexpr std::uint32_t kDatabase = 1;

Part partFrom(const Requester& requester, const Record& row) {
  Part part{requester,
            row.u32("type"),
            kept(row.textOrNull("logicalPath")),
            wide(row.text("name")),
            kept(row.textOrNull("caption")),
            row.flag("selectable"),
            {}};
  List files = row.list("files");
  for (std::uint32_t left = files.count(); left > 0; --left) {
    const Record file = files.nextRecord();
    part.files.push_back({kept(file.textOrNull("path")), kept(file.textOrNull("spec")), file.flag("recursive")});
  }
  return part;
}

template <class T>
T& of(void* object, const char* method) {
  T& it = *static_cast<T*>(object);
  checkThread(it.requester, method);
  return it;
}

}  // namespace
}  // namespace lab::vss

using lab::onObject;
using namespace lab::vss;

long labMetadata(void* requester, unsigned index, LabId* instance, void** metadata) {
  const auto& of = *static_cast<const Requester*>(requester);
  constexpr const char* kCall = "IVssBackupComponents.GetWriterMetadata";
  checkThread(of, kCall);
  const lab::Answer answer = onObject(of.handle, kCall).u32("index", index).ask();
  if (!answer.ok) return resultOf(answer);
  const lab::Record row = answer.value().record();
  auto made = std::make_unique<Metadata>(Metadata{of,
                                                  idFrom(row.text("instance")),
                                                  idFrom(row.text("writer")),
                                                  kept(row.textOrNull("name")),
                                                  kept(row.textOrNull("instanceName")),
                                                  row.u32("usage"),
                                                  row.u32("source"),
                                                  {}});
  lab::List parts = row.list("components");
  for (std::uint32_t left = parts.count(); left > 0; --left) made->parts.push_back(partFrom(of, parts.nextRecord()));
  *instance = made->instance;
  *metadata = made.release();
  return kOk;
}

long labMetadataIdentity(void* metadata, LabId* instance, LabId* writer, wchar_t** name, wchar_t** instanceName,
                         int* usage, int* source) {
  const auto& it = of<Metadata>(metadata, "IVssExamineWriterMetadata.GetIdentity");
  *instance = it.instance;
  *writer = it.writer;
  *name = given(it.name);
  if (instanceName != nullptr) *instanceName = given(it.instanceName);
  *usage = static_cast<int>(it.usage);
  *source = static_cast<int>(it.source);
  return kOk;
}

long labMetadataCounts(void* metadata, unsigned* include, unsigned* exclude, unsigned* components) {
  const auto& it = of<Metadata>(metadata, "IVssExamineWriterMetadata.GetFileCounts");
  // Values that mean nothing to the one who wants the components.
  *include = 7;
  *exclude = 9;
  *components = static_cast<unsigned>(it.parts.size());
  return kOk;
}

long labMetadataComponent(void* metadata, unsigned index, void** component) {
  const auto& it = of<Metadata>(metadata, "IVssExamineWriterMetadata.GetComponent");
  if (index >= it.parts.size()) return kNotFound;
  *component = new Part(it.parts[index]);
  return kOk;
}

void labMetadataGone(void* metadata) { delete &of<Metadata>(metadata, "IVssExamineWriterMetadata.Release"); }

namespace {

// VSS_COMPONENTINFO of a 64-bit program.
constexpr std::size_t kInfoSize = 72;

template <class T>
void put(std::uint8_t* info, std::size_t at, T value) {
  std::memcpy(info + at, &value, sizeof value);
}

wchar_t* textIn(const OptionalText& text, void* piece) {
  if (text.isNull) return nullptr;
  std::memcpy(piece, text.text.c_str(), (text.text.size() + 1) * sizeof(wchar_t));
  return static_cast<wchar_t*>(piece);
}

std::size_t sizeOf(const OptionalText& text) { return text.isNull ? 0 : (text.text.size() + 1) * sizeof(wchar_t); }

}  // namespace

long labComponentInfo(void* component, const void** info) {
  const auto& it = of<Part>(component, "IVssWMComponent.GetComponentInfo");
  const OptionalText name{false, it.name};
  const auto pieces = lab::allocate({kInfoSize, sizeOf(it.logicalPath), sizeOf(name), sizeOf(it.caption)});
  auto* made = static_cast<std::uint8_t*>(pieces[0]);
  std::memset(made, 0, kInfoSize);
  put(made, 0, it.type);
  put(made, 8, textIn(it.logicalPath, pieces[1]));
  put(made, 16, textIn(name, pieces[2]));
  put(made, 24, textIn(it.caption, pieces[3]));
  // Restore metadata, notify, selectable, selectable for restore.
  constexpr std::size_t kSelectable = 46;
  put(made, 44, std::uint8_t{0});
  put(made, 45, std::uint8_t{1});
  put(made, kSelectable, std::uint8_t{it.selectable});
  put(made, 47, std::uint8_t{!it.selectable});
  // Plain files, files of a database, its logs, dependencies.
  const auto files = static_cast<std::uint32_t>(it.files.size());
  put(made, 52, it.type == kDatabase ? 0u : files);
  put(made, 56, it.type == kDatabase ? files : 0u);
  lab::given(made, kLabComponentInfo, 0);
  *info = made;
  return kOk;
}

long labComponentInfoFree(void* component, const void* info) {
  of<Part>(component, "IVssWMComponent.FreeComponentInfo");
  lab::freed(const_cast<void*>(info), kLabComponentInfo, 0);
  return kOk;
}

namespace {

struct FilesOf {
  Requester requester;
  FileSet files;
};

}  // namespace

long labComponentFiles(void* component, int kind, unsigned index, void** files) {
  const auto& it = of<Part>(component, "IVssWMComponent.GetFile");
  const bool isKind = kind == (it.type == kDatabase ? kLabDatabaseFiles : kLabPlainFiles);
  if (!isKind || index >= it.files.size()) return kNotFound;
  *files = new FilesOf{it.requester, it.files[index]};
  return kOk;
}

void labComponentGone(void* component) { delete &of<Part>(component, "IVssWMComponent.Release"); }

long labFilesPath(void* files, wchar_t** text) {
  *text = given(of<FilesOf>(files, "IVssWMFiledesc.GetPath").files.path);
  return kOk;
}

long labFilesSpec(void* files, wchar_t** text) {
  *text = given(of<FilesOf>(files, "IVssWMFiledesc.GetFilespec").files.spec);
  return kOk;
}

long labFilesRecursive(void* files, int* recursive) {
  *recursive = of<FilesOf>(files, "IVssWMFiledesc.GetRecursive").files.recursive ? 1 : 0;
  return kOk;
}

void labFilesGone(void* files) { delete &of<FilesOf>(files, "IVssWMFiledesc.Release"); }
