#pragma once

#include "base/types.h"

/** The structures of iscsidsc.h, by their names in Windows. Texts and ids lie where both architectures have them. */
namespace winstation::windows {

/** `ISDSC_STATUS`: a code of its own or of Win32. Three of its own are warnings, by which the call was carried out. */
enum class IsdscStatus : uint32_t {};

/** `ISCSI_VERSION_INFO`. */
struct ISCSI_VERSION_INFO {
  uint32_t major;
  uint32_t minor;
  uint32_t build;
};
static_assert(sizeof(ISCSI_VERSION_INFO) == 12 && offsetof(ISCSI_VERSION_INFO, build) == 8);

/** `MAX_ISCSI_NAME_LEN` and its NUL: what a buffer for a name has room for. */
inline constexpr size_t kIscsiNameUnits = 224;

}  // namespace winstation::windows
