#pragma once

#include "base/library.h"
#include "base/owned.h"

/** The exports of userenv.dll that are used. */
namespace winstation::windows::userenv {

inline constinit Library library{L"userenv.dll"};

/** Texts, each with its NUL, and a NUL at the end. */
inline constinit Export<BOOL, void**, HANDLE, BOOL> CreateEnvironmentBlock{library, "CreateEnvironmentBlock"};
inline constinit Export<BOOL, const void*> DestroyEnvironmentBlock{library, "DestroyEnvironmentBlock"};

using Block = OwnedMemory<DestroyEnvironmentBlock>;

}  // namespace winstation::windows::userenv
